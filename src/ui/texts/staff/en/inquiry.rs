//! The numbers of a paper, asked of the qualification terminal, in English.

use super::super::texts::{InquiryTexts, Remedy};
use crate::common::{AnswerFlaw, FolderRefusal, InquiryFault, RequestField};
use crate::eligibility::NumberField;
use crate::staff::ways::{BirthdateMistake, BirthdateNote};

pub(super) const TEXTS: InquiryTexts = InquiryTexts {
    about: "Of a certificate and a notice, the terminal can be asked by their numbers. The others are noted only.",
    birthdate: "Born",
    type_birthdate: "Type the date of birth",
    birthdate_shape: "19900401, or by era H020401 or 4020401 (Showa 3, Heisei 4, Reiwa 5).",
    birthdate_note,
    consent: "Ask for the limit on payments too?",
    consent_about: "Choose yes only if the person has agreed.",
    no: "no",
    yes: "yes, the person agrees",
    limit: "Limit",
    ask: "check it (ask the terminal)",
    record: "keep it without asking, not confirmed",
    lacks: |field| match field {
        NumberField::Insurer => "To ask the terminal, the insurer number is needed.",
        NumberField::Symbol => "To ask the terminal, look at the symbol again.",
        NumberField::Number => "To ask the terminal, the number is needed.",
        NumberField::Branch => "To ask the terminal, look at the branch again.",
        NumberField::Birthdate => "To ask the terminal, the right date of birth is needed.",
    },
    proves: "The terminal knows the qualification. Whether it is this person's, staff have to see.",
    not_a_face: "a qualification, not a face",
    mistyped: "A mistyped number does this as well: compare with the paper, and correct it with Esc.",
    asking: "The qualification terminal is asked",
    seconds: |passed, deadline| format!("{passed} s (at most {deadline} s)"),
    slow: "It takes longer than usual.",
    queued: "It follows as soon as the request before has ended.",
    no_visitor: "Until it answers, nothing is known.",
    withdraw: "withdraw",
    fault,
    flaw,
    unsendable,
    refusal,
    late: "The answer has come after all. Enter shows it.",
    show: "show it",
    to_entry: "to the entry",
};

const fn birthdate_note(note: BirthdateNote) -> &'static str {
    match note {
        BirthdateNote::WrongKey => "That key does nothing here.",
        BirthdateNote::TooShort => "Some digits are missing.",
        BirthdateNote::TooLong => "There is no space for more.",
        BirthdateNote::OneByOne => "One key at a time, please.",
        BirthdateNote::Rejected(BirthdateMistake::NoDay) => "There is no such day.",
        BirthdateNote::Rejected(BirthdateMistake::Future) => "That day is after today.",
    }
}

const fn fault(fault: InquiryFault) -> Remedy {
    let (cause, to_do) = match fault {
        InquiryFault::FolderMissing => {
            ("The terminal's folder is missing. Nothing was asked.", "Is the terminal on, and its share mounted?")
        }
        InquiryFault::FolderRefuses => {
            ("The terminal's folder cannot be written.", "Look at its free space and its permissions.")
        }
        InquiryFault::FolderSilent => (
            "The terminal's folders do not answer.",
            "Look at the terminal and the network. Whether it was asked is not known.",
        ),
        InquiryFault::NotTaken => (
            "The terminal has not taken the request. It was withdrawn.",
            "Do the terminal and its application run? Then ask again.",
        ),
        InquiryFault::NoAnswer => (
            "The terminal has taken the request and does not answer.",
            "Look at the terminal's screen. If it is urgent, check there.",
        ),
        InquiryFault::Refused => {
            ("The terminal refuses the request.", "Read its words below. Look at the entry again, or tell its vendor.")
        }
        InquiryFault::OtherAnswer => {
            ("The file of another request came. It is not shown.", "Tell the terminal's vendor. You may ask again.")
        }
        InquiryFault::DoesNotFit => (
            "The answer does not fit the question. It is not shown.",
            "Compare the entry with the paper, and check at the terminal.",
        ),
        InquiryFault::Unreadable => ("The answer cannot be read.", "Check at the terminal, and tell its vendor."),
        InquiryFault::Packed => (
            "The answer is a ZIP archive, which is not opened.",
            "Have the vendor switch the encryption off (n) of OQSsiquc01, OQSsiimm01, OQSmuquc01 and OQSmuquc02.",
        ),
        InquiryFault::Unsendable => {
            ("A character cannot be sent to the terminal. Nothing was asked.", "Check at the terminal itself.")
        }
        InquiryFault::Clock => {
            ("This machine's clock is not right. Nothing was asked.", "Have the administrator set it.")
        }
        InquiryFault::NumbersUsedUp => ("Today's numbers of requests are used up.", "Check at the terminal itself."),
        InquiryFault::OwnState => {
            ("What was asked cannot be kept on this machine. Nothing was asked.", "Tell the administrator.")
        }
        InquiryFault::Busy => ("The request before has not ended.", "Wait a moment, then ask again."),
        InquiryFault::JournalFull => {
            ("The journal cannot be written, so that no answer is shown.", "Have the administrator look at the disk.")
        }
    };
    Remedy { cause, to_do }
}

const fn flaw(flaw: AnswerFlaw) -> &'static str {
    match flaw {
        AnswerFlaw::Unfinished => "It was not finished in time.",
        AnswerFlaw::NotAFile => "It is no regular file.",
        AnswerFlaw::TooLarge => "It is too large.",
        AnswerFlaw::Encoding => "Its encoding is neither UTF-8 nor Shift JIS.",
        AnswerFlaw::Bytes => "Its characters are not of its encoding.",
        AnswerFlaw::CutOff => "It is cut off.",
        AnswerFlaw::Malformed => "It is not well-formed XML.",
        AnswerFlaw::Shape => "An element is missing or has another shape.",
    }
}

const fn unsendable(field: RequestField) -> &'static str {
    match field {
        RequestField::Insurer => "It is in the insurer number.",
        RequestField::Symbol => "It is in the symbol.",
        RequestField::Number => "It is in the number.",
        RequestField::Branch => "It is in the branch.",
        RequestField::Birthdate => "It is in the date of birth.",
        RequestField::Consent => "It is in the consent.",
        RequestField::Key => "It is in the booking's key.",
        RequestField::Reference => "It is in the reference number.",
    }
}

fn refusal(why: FolderRefusal) -> String {
    match why {
        FolderRefusal::ReadOnly => "read-only".to_owned(),
        FolderRefusal::Full => "no space left".to_owned(),
        FolderRefusal::NotPermitted => "not permitted".to_owned(),
        FolderRefusal::InUse => "used by another program".to_owned(),
        FolderRefusal::Other(number) => format!("error {number}"),
    }
}
