//! What an error of an inquiry means to staff: the border of this module.

use super::error::InquiryError;
use crate::common::{InquiryFault, InquiryTrouble};

impl From<InquiryError> for InquiryTrouble {
    fn from(error: InquiryError) -> Self {
        let (fault, received) = match error {
            InquiryError::Busy => (InquiryFault::Busy, String::new()),
            InquiryError::ClockNotSet | InquiryError::ClockWentBack => (InquiryFault::Clock, String::new()),
            InquiryError::CounterUsedUp => (InquiryFault::NumbersUsedUp, String::new()),
            InquiryError::State { file, why } => (InquiryFault::OwnState, format!("{}: {why}", file.display())),
            InquiryError::CharacterNotEncodable(field) => (InquiryFault::Unsendable, field.to_owned()),
            InquiryError::FolderMissing(folder) => (InquiryFault::FolderMissing, folder.display().to_string()),
            InquiryError::FolderRefuses { folder, why } => {
                (InquiryFault::FolderRefuses, format!("{}: {why}", folder.display()))
            }
            InquiryError::FolderSilent => (InquiryFault::FolderSilent, String::new()),
            InquiryError::NotTaken => (InquiryFault::NotTaken, String::new()),
            InquiryError::TakenNoAnswer { .. } => (InquiryFault::NoAnswer, String::new()),
            InquiryError::Refused(words) => (InquiryFault::Refused, words),
            InquiryError::NotOurs(_) => (InquiryFault::OtherAnswer, String::new()),
            // In what, is our own word, in English, and stands in the log.
            InquiryError::DoesNotFit(_) => (InquiryFault::DoesNotFit, String::new()),
            InquiryError::Unreadable(why) => (InquiryFault::Unreadable, why),
            InquiryError::Zip { .. } => (InquiryFault::Packed, String::new()),
        };
        Self { fault, received }
    }
}
