//! The report for support, in English.

use super::super::desk_texts::ReportTexts;

pub(super) const TEXTS: ReportTexts = ReportTexts {
    title: "The report for support",
    codes_key: "QR",
    file_key: "file",
    making: "The report is being made…",
    next: "next",
    scan: "Scan every code with a phone, in any order, and send the texts to support.",
    nameless: "It has no personal data and no passcode in it.",
    no_place: "This screen is too small for the codes. Press 2 (file) on the page before.",
    written: "Send this file to support.",
    no_folder: "There is no folder for a file. Press 1 (QR) on the page before.",
    not_written: "The file cannot be written. Press 1 (QR) on the page before.",
};
