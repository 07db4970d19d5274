//! A reference number for the person whose result shows, in English.

use super::super::texts::{AssignTexts, Remedy};
use crate::common::{EntryNote, InquiryFault};
use crate::eligibility::ReferenceMistake;
use crate::staff::assign::ReferenceNote;
use crate::visit::AssignmentEnd;

pub(super) const TEXTS: AssignTexts = AssignTexts {
    title: "Assign a reference number",
    key: "reference number",
    person: "For",
    type_it: "Type the reference number (your patient number)",
    shape: "At most 50 characters. Leading zeros are kept.",
    note,
    sure: "Assign this number?",
    for_good: "It cannot be taken back here. Compare the number and the person.",
    send: "assign",
    asking: "Asking the qualification terminal to keep it",
    goes_on: "Closing this stops nothing. What comes of it is in Today's checks.",
    leave: "close",
    kept: "Assigned",
    later: "Results bear this number from the next one on.",
    refused: Remedy {
        cause: "The terminal refuses the number.",
        to_do: "Check the number, or look at the terminal's screen.",
    },
    unclear: Remedy {
        cause: "Whether it is assigned is not known.",
        to_do: "Look at the terminal's screen before you assign a number again.",
    },
    fault,
    again: "back to the number",
    end: |end| match end {
        AssignmentEnd::Kept => "assigned",
        AssignmentEnd::Refused | AssignmentEnd::Failed(_) => "not assigned",
        AssignmentEnd::Unclear => "not known",
    },
};

const fn note(note: ReferenceNote) -> &'static str {
    match note {
        EntryNote::WrongKey => "That key does nothing here.",
        EntryNote::TooShort | EntryNote::Rejected(ReferenceMistake::Missing) => "Type the number.",
        EntryNote::TooLong | EntryNote::Rejected(ReferenceMistake::TooLong) => "No more fits.",
        EntryNote::OneByOne => "Type one character at a time.",
        EntryNote::Rejected(ReferenceMistake::Invisible) => "A character of it cannot be seen.",
    }
}

const fn fault(fault: InquiryFault) -> Remedy {
    let (cause, to_do) = match fault {
        InquiryFault::FolderMissing => {
            ("A folder of the terminal is missing. Nothing was sent.", "Check the terminal's power and its share.")
        }
        InquiryFault::FolderRefuses => {
            ("A folder of the terminal cannot be written.", "Check its free space and the permission to write.")
        }
        InquiryFault::FolderSilent => (
            "The terminal's folders do not answer. Whether it is assigned is not known.",
            "Check power and network, and look at the terminal's screen.",
        ),
        InquiryFault::NotTaken => (
            "The terminal has not taken it. It was withdrawn.",
            "Check that the terminal and its application run, then assign it again.",
        ),
        InquiryFault::NoAnswer => (
            "The terminal has taken it and does not answer. Whether it is assigned is not known.",
            "Look at the terminal's screen.",
        ),
        InquiryFault::Refused => {
            ("The terminal refuses the request.", "Read the words below. Check the number, or tell the vendor.")
        }
        InquiryFault::OtherAnswer | InquiryFault::DoesNotFit => (
            "The file of another request came. Whether it is assigned is not known.",
            "Look at the terminal's screen, and tell the vendor.",
        ),
        InquiryFault::Unreadable | InquiryFault::Packed => (
            "The answer cannot be read. Whether it is assigned is not known.",
            "Look at the terminal's screen, and tell the vendor.",
        ),
        InquiryFault::Unsendable => {
            ("A character cannot be sent. Nothing was sent.", "Assign the number at the terminal's screen.")
        }
        InquiryFault::Clock => ("This machine's clock is wrong. Nothing was sent.", "Have the clock set."),
        InquiryFault::NumbersUsedUp => (
            "Today's numbers of requests are used up. Nothing was sent.",
            "Assign the number at the terminal's screen.",
        ),
        InquiryFault::OwnState => {
            ("What was sent cannot be noted on this machine. Nothing was sent.", "Tell the administrator.")
        }
        InquiryFault::Busy => {
            ("An earlier request has not ended. Nothing was sent.", "Wait a moment, then assign it again.")
        }
        InquiryFault::JournalFull => {
            ("The journal cannot be written. Nothing was sent.", "Have the free space of its disk checked.")
        }
    };
    Remedy { cause, to_do }
}
