//! What the terminal can be asked, and what is special to each kind: its family, its bytes, and what its answer says.

use std::fmt;

use zeroize::Zeroizing;

use super::error::InquiryError;
use super::name::Family;
use super::request::{write, write_assignment};
use crate::eligibility::{
    Assigned, Assignment, Date, FacilityCode, Judged, MessageError, NumberCheck, SentAssignment, SentQuestion, XmlMsg,
};
use crate::settings::ExchangeSettings;

/// One question.
pub enum Question {
    /// The numbers of a paper.
    NumberCheck(NumberCheck),
    /// A reference number that is to be kept.
    Assignment(Box<Assignment>),
}

/// What an answer says.
pub enum Said {
    /// To the numbers of a paper.
    Numbers(Box<XmlMsg>),
    /// To an assignment.
    Assigned(Assigned),
}

/// A question with the marks that its answer has to bear.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    pub question: &'a Question,
    pub identifier: &'a str,
    pub facility: &'a FacilityCode,
    /// The day on which it was sent.
    pub day: Date,
}

impl Question {
    /// What its request's name begins with.
    pub const fn family(&self) -> Family {
        match self {
            Self::NumberCheck(_) => Family::NumberCheck,
            Self::Assignment(_) => Family::ReferenceNumber,
        }
    }
}

/// Personal data.
impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Question(..)")
    }
}

impl Sent<'_> {
    /// The bytes of the request.
    pub fn write(&self, settings: &ExchangeSettings) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
        let Self { question, identifier, facility, day } = *self;
        match question {
            Question::NumberCheck(check) => write(SentQuestion { check, identifier, facility, day }, settings),
            Question::Assignment(assignment) => {
                write_assignment(SentAssignment { assignment, identifier, facility }, settings)
            }
        }
    }

    /// What a text is to it, on this day.
    pub fn judge(&self, text: &str, today: Date) -> Result<Judged<Said>, MessageError> {
        let Self { question, identifier, facility, day } = *self;
        match question {
            Question::NumberCheck(check) => {
                let judged = SentQuestion { check, identifier, facility, day }.judge(text, today);
                judged.map(|judged| judged.map(Said::Numbers))
            }
            Question::Assignment(assignment) => {
                let judged = SentAssignment { assignment, identifier, facility }.judge(text);
                judged.map(|judged| judged.map(Said::Assigned))
            }
        }
    }
}
