//! What an error of an inquiry means to staff: the border of this module.

use rustix::io::Errno;

use super::error::InquiryError;
use crate::common::{AnswerFlaw, FolderRefusal, InquiryDetail, InquiryFault, InquiryTrouble};
use crate::eligibility::MessageError;
use crate::exchange::decode::ResultError;

impl From<InquiryError> for InquiryTrouble {
    fn from(error: InquiryError) -> Self {
        let (fault, detail) = match error {
            InquiryError::Busy => (InquiryFault::Busy, InquiryDetail::None),
            InquiryError::ClockNotSet | InquiryError::ClockWentBack => (InquiryFault::Clock, InquiryDetail::None),
            InquiryError::CounterUsedUp => (InquiryFault::NumbersUsedUp, InquiryDetail::None),
            // What is wrong with it is the system's word, in English, and stands in the log.
            InquiryError::State { file, .. } => {
                (InquiryFault::OwnState, InquiryDetail::Received(file.display().to_string()))
            }
            InquiryError::CharacterNotEncodable(field) => (InquiryFault::Unsendable, InquiryDetail::Field(field)),
            InquiryError::FolderMissing(folder) => {
                (InquiryFault::FolderMissing, InquiryDetail::Received(folder.display().to_string()))
            }
            InquiryError::FolderRefuses { folder, why } => {
                (InquiryFault::FolderRefuses, InquiryDetail::Folder(folder.display().to_string(), refusal(why)))
            }
            InquiryError::FolderSilent => (InquiryFault::FolderSilent, InquiryDetail::None),
            InquiryError::NotTaken => (InquiryFault::NotTaken, InquiryDetail::None),
            InquiryError::TakenNoAnswer { .. } => (InquiryFault::NoAnswer, InquiryDetail::None),
            InquiryError::Refused(words) => (InquiryFault::Refused, InquiryDetail::Received(words)),
            InquiryError::NotOurs(_) => (InquiryFault::OtherAnswer, InquiryDetail::None),
            // In what, is our own word, in English, and stands in the log.
            InquiryError::DoesNotFit(_) => (InquiryFault::DoesNotFit, InquiryDetail::None),
            InquiryError::Unreadable(flaw) => (InquiryFault::Unreadable, InquiryDetail::Answer(flaw)),
            InquiryError::Zip { .. } => (InquiryFault::Packed, InquiryDetail::None),
        };
        Self { fault, detail }
    }
}

/// What the system's number means.
const fn refusal(why: Errno) -> FolderRefusal {
    match why {
        Errno::ROFS => FolderRefusal::ReadOnly,
        Errno::NOSPC | Errno::DQUOT => FolderRefusal::Full,
        Errno::ACCESS | Errno::PERM => FolderRefusal::NotPermitted,
        Errno::BUSY | Errno::TXTBSY => FolderRefusal::InUse,
        other => FolderRefusal::Other(other.raw_os_error()),
    }
}

/// What is wrong with a text that is no message.
pub const fn no_message(error: MessageError) -> AnswerFlaw {
    match error {
        MessageError::CutOff => AnswerFlaw::CutOff,
        MessageError::Malformed | MessageError::Unwritable => AnswerFlaw::Malformed,
        MessageError::Shape => AnswerFlaw::Shape,
    }
}

/// What is wrong with bytes that are no text.
pub const fn no_text(error: ResultError) -> AnswerFlaw {
    match error {
        ResultError::Encoding => AnswerFlaw::Encoding,
        _ => AnswerFlaw::Bytes,
    }
}
