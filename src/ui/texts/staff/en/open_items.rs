//! What stays open until it is settled, in English.

use super::super::desk_texts::OpenItemsTexts;
use crate::visit::{Mark, MarkRefusal};

pub(super) const TEXTS: OpenItemsTexts = OpenItemsTexts {
    title: "Open items",
    none: "Nothing is open.",
    count: |shown, older| match older {
        0 => format!("{shown} open"),
        _ => format!("{} open, {older} older ones in the journal only", shown + older),
    },
    reading: "The journal is still being read.",
    in_part: "Journal read in part: items may be missing.",
    in_memory: "No journal: a restart clears this list.",
    open: "open",
    when: "when",
    entry: "Staff have typed it; the service has confirmed nothing.",
    answer: "Have the service check it later.",
    act: |mark| match mark {
        Mark::Done => "It has been checked",
        Mark::NotNeeded => "No check is needed",
        Mark::Struck => "Strike it: a wrong entry",
    },
    then: |mark| match mark {
        Mark::Done => "It is recorded as checked, and leaves the list.",
        Mark::NotNeeded => "It is recorded as not needed, and leaves the list.",
        Mark::Struck => "The entry is recorded as struck. Its own record stays. This cannot be undone.",
    },
    sure: "yes, record it",
    recording: "Being recorded",
    recorded: |mark| match mark {
        Mark::Done | Mark::NotNeeded => "It is recorded.",
        Mark::Struck => "The entry is struck.",
    },
    handed: |handed| {
        if handed { "A file that says so is handed on as well." } else { "No file that says so is handed on." }
    },
    refused: "Not recorded",
    refusal: |refusal| match refusal {
        MarkRefusal::NotOpen => "That was recorded before; it is not recorded twice.",
        MarkRefusal::NotAnEntry => "An answer of the service cannot be struck.",
        MarkRefusal::Reading => "The journal is still being read. Please try again in a moment.",
        MarkRefusal::NotWritten => "The journal cannot be written (K-601). Make space on its disk, and try again.",
    },
};
