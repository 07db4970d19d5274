//! An assignment: the facility's own number of a person (照会番号, reference number), to be kept by the qualification
//! terminal with the person's qualification, and whether a message is the answer to it. Pure.
//!
//! Whose qualification it is comes from a confirmed result of today and is never typed. Success is said in full or not
//! at all: what says neither that it is kept nor that it is refused is unclear, and only the terminal's screen tells.

use std::fmt;

use serde::Deserialize;

use super::codes::{InsuredCardClassification, ProcessingResultStatus, SegmentOfResult};
use super::date::Date;
use super::error::MessageError;
use super::insurer::{FacilityCode, InsurerNote, InsurerNumber};
use super::message::XmlMsg;
use super::number_answer::{EnvelopeHeader, ForeignAnswer, Judged, same};
use super::number_check::MAX_CHARACTERS;
use super::text::Text;
use super::verdict::{Notice, Verdict};
use super::wire::optional;
use super::xml;

/// Most characters of a reference number.
pub const MAX_REFERENCE: usize = 50;

/// A reference number (照会番号): visible characters, leading zeros included. It names a person at the facility,
/// therefore it has no readable `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct ReferenceNumber(Text);

/// Why something is no reference number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceMistake {
    /// Nothing was typed.
    #[error("the reference number is missing: type the number of the patient")]
    Missing,
    /// More characters than a request can hold.
    #[error("the reference number is longer than 50 characters: shorten it")]
    TooLong,
    /// A blank, a control character, or one that nothing shows.
    #[error("the reference number has a character that cannot be seen: type it again")]
    Invisible,
}

impl ReferenceNumber {
    /// Checks what was typed.
    pub fn new(typed: &str) -> Result<Self, ReferenceMistake> {
        let text = Text::from(typed);
        if typed.is_empty() {
            Err(ReferenceMistake::Missing)
        } else if text.as_str() != typed || typed.contains(char::is_whitespace) {
            Err(ReferenceMistake::Invisible)
        } else if typed.chars().count() > MAX_REFERENCE {
            Err(ReferenceMistake::TooLong)
        } else {
            Ok(Self(text))
        }
    }

    /// The number as it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for ReferenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReferenceNumber(..)")
    }
}

/// A person whose qualification a result of today has confirmed, and who has no reference number yet. Personal data,
/// therefore without a readable `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Assignee {
    name: Text,
    insurer: InsurerNumber,
    symbol: Option<Text>,
    number: Text,
    branch: Option<Text>,
}

impl Assignee {
    /// The person of this result, where a number may be assigned: one person, confirmed today, not of the medical
    /// assistance (医療扶助), without a reference number, and with numbers that a request can hold.
    #[must_use]
    pub fn of(message: &XmlMsg, today: Date) -> Option<Self> {
        let Verdict::Confirmed(confirmed) = Verdict::of(message) else { return None };
        let entry = confirmed.entry();
        let fits = |text: &Text| !text.is_empty() && text.as_str().chars().count() <= MAX_CHARACTERS;
        let is_branch = |text: &Text| text.as_str().len() == 2 && text.as_str().bytes().all(|b| b.is_ascii_digit());
        let wanted = confirmed.checked_on() == today
            && entry.reference_number.is_none()
            && entry.insured_card_classification != InsuredCardClassification::MedicalAssistance
            && entry.symbol.as_ref().is_none_or(fits)
            && entry.branch.as_ref().is_none_or(is_branch);
        let insurer = entry.insurer().filter(|insurer| insurer.note() != Some(InsurerNote::Shape) && wanted)?;
        Some(Self {
            name: entry.name.clone(),
            insurer: insurer.clone(),
            symbol: entry.symbol.clone(),
            number: entry.number.clone().filter(fits)?,
            branch: entry.branch.clone(),
        })
    }

    /// The person's name, as the result has it.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Insurer number (保険者番号).
    #[must_use]
    pub const fn insurer(&self) -> &InsurerNumber {
        &self.insurer
    }

    /// Symbol (記号).
    #[must_use]
    pub const fn symbol(&self) -> Option<&Text> {
        self.symbol.as_ref()
    }

    /// Number (番号), leading zeros included.
    #[must_use]
    pub const fn number(&self) -> &Text {
        &self.number
    }

    /// Branch (枝番), two digits. `None` is not `00`.
    #[must_use]
    pub const fn branch(&self) -> Option<&Text> {
        self.branch.as_ref()
    }
}

impl fmt::Debug for Assignee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assignee(..)")
    }
}

/// A reference number for a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Whose it is to be.
    pub assignee: Assignee,
    /// The number.
    pub reference: ReferenceNumber,
}

impl fmt::Debug for Assignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assignment(..)")
    }
}

/// What the terminal says of an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    /// The number is kept.
    Kept,
    /// It is not, and why, in the terminal's own words.
    Refused(Notice),
    /// It says neither.
    Unclear,
}

/// An assignment as it was sent.
#[derive(Debug, Clone, Copy)]
pub struct SentAssignment<'a> {
    /// What is to be kept.
    pub assignment: &'a Assignment,
    /// The identifier of the request (`ArbitraryFileIdentifier`), which no other one bears.
    pub identifier: &'a str,
    /// Who asked.
    pub facility: &'a FacilityCode,
}

impl SentAssignment<'_> {
    /// Judges a message, decoded to Unicode. An error is a text that is no message, or one with a doubled element.
    pub fn judge(&self, text: &str) -> Result<Judged<Assigned>, MessageError> {
        let text = text.trim_start_matches('\u{feff}');
        xml::check(text)?;
        // What the parser says quotes what it stumbled over.
        let Ok(Envelope { message_header: header, message_body }) = quick_xml::de::from_str(text) else {
            return Err(MessageError::Shape);
        };
        if let Some(foreign) = header.is_foreign(self.identifier, self.facility) {
            return Ok(Judged::NotOurs(foreign));
        }
        let body = message_body.unwrap_or_default();
        let repeated = body.reference_number_registration_info.and_then(|info| info.reference_number);
        let is_this = same(repeated.as_ref(), Some(&self.assignment.reference.0));
        if !is_this && repeated.is_some() {
            return Ok(Judged::NotOurs(ForeignAnswer::ReferenceNumber));
        }
        let error = Notice::new(header.error_code.as_ref(), header.error_message.as_ref());
        let said = Notice::new(body.processing_result_code.as_ref(), body.processing_result_message.as_ref());
        Ok(match (&header.segment_of_result, &body.processing_result_status) {
            (Some(SegmentOfResult::InProgress), _) => Judged::InProgress,
            _ if header.error_code.is_some() => Judged::Answer(Assigned::Refused(error.unwrap_or(Notice::EMPTY))),
            (Some(SegmentOfResult::Failed), _)
            | (Some(SegmentOfResult::Completed), Some(ProcessingResultStatus::Error)) => {
                Judged::Answer(Assigned::Refused(said.or(error).unwrap_or(Notice::EMPTY)))
            }
            (Some(SegmentOfResult::Completed), Some(ProcessingResultStatus::Completed)) if is_this => {
                Judged::Answer(Assigned::Kept)
            }
            // It says that something is kept, and not what.
            (Some(SegmentOfResult::Completed), Some(ProcessingResultStatus::Completed)) => {
                Judged::NotOurs(ForeignAnswer::ReferenceNumber)
            }
            _ => Judged::Answer(Assigned::Unclear),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    message_header: EnvelopeHeader,
    #[serde(default)]
    message_body: Option<Body>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct Body {
    #[serde(default)]
    reference_number_registration_info: Option<RepeatedAssignment>,
    #[serde(default, with = "optional")]
    processing_result_status: Option<ProcessingResultStatus>,
    #[serde(default, with = "optional")]
    processing_result_code: Option<Text>,
    #[serde(default, with = "optional")]
    processing_result_message: Option<Text>,
}

/// `ReferenceNumberRegistrationInfo`: what was to be kept, repeated. Whose number a single assignment is follows from
/// its identifier.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct RepeatedAssignment {
    #[serde(default, with = "optional")]
    pub(super) reference_number: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) insurer_number: Option<InsurerNumber>,
    #[serde(default, with = "optional")]
    pub(super) insured_card_symbol: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) insured_identification_number: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) insured_branch_number: Option<Text>,
}
