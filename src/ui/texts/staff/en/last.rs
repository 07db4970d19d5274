//! The answer of the last visit, in English.

use super::super::desk_texts::LastTexts;

pub(super) const TEXTS: LastTexts = LastTexts {
    title: "The last answer",
    of: |at, minutes| match at {
        Some((hour, minute)) => format!("The answer of {hour:02}:{minute:02}, {minutes} min ago."),
        None => format!("The answer of {minutes} min ago."),
    },
    no_visit: "It is of a visit that has ended. No visit is running now.",
    verdict: |verdict| format!("What it said then: {verdict}"),
    then: "The numbers follow, one at a time, in large digits.",
    scan: "The site's own tablet can scan this QR code.",
    no_scan: "This screen is too small for the QR code. Copy the numbers of the pages before.",
    next: "next",
    gone: "The last answer is no longer there.",
};
