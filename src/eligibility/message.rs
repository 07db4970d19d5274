//! The message of a result (`XmlMsg`): one type, JSON on the wire and XML in files.
//!
//! Elements are found by name, never by place: card-reader files in the field scramble the order. Writing follows the
//! order of the format's own table. Unknown elements are skipped. Digits stay text, because `0012345` is not 12345.

use quick_xml::DeError;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::codes::{
    CharacterCode, ProcessingResultStatus, QualificationValidity, ReferenceClassification, SegmentOfResult,
};
use super::date::Date;
use super::entry::Entry;
use super::error::MessageError;
use super::text::Text;
use super::wire::{OnWire as _, Wire, few, optional};
use super::xml;
use crate::common::JAPAN;

/// The whole message. The default is one of which nothing was sent: it states nothing, least of all that anything is
/// valid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct XmlMsg {
    /// How the processing went, for whom and when.
    pub message_header: MessageHeader,
    /// What was found.
    pub message_body: MessageBody,
    /// Whether a simulator has made it up, as the file says ([`xml::SIMULATION`]). A service says it beside its
    /// messages.
    #[serde(skip)]
    pub simulation: bool,
}

/// `MessageHeader`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageHeader {
    /// When the service answered, `YYYYMMDDHHmmss`.
    pub process_execution_time: Text,
    /// The day of the check (確認日).
    pub qualification_confirmation_date: Wire<Date>,
    /// The facility that asked.
    pub medical_institution_code: Text,
    /// Free text of the one who asked, echoed back; our service puts the check's id here.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub arbitrary_file_identifier: Option<Text>,
    /// By what the person was looked up.
    pub reference_classification: ReferenceClassification,
    /// How the processing went. Text copied out of the official app has none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub segment_of_result: Option<SegmentOfResult>,
    /// Only where the processing failed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub error_code: Option<Text>,
    /// Only where the processing failed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub error_message: Option<Text>,
    /// Character code of a file of this message.
    pub character_code_identifier: CharacterCode,
}

impl MessageHeader {
    /// When the service answered, by a clock in Japan, where a moment is what was sent. A leap second counts as the
    /// second before it.
    #[must_use]
    pub fn executed_at(&self) -> Option<OffsetDateTime> {
        let (day, time) = self.process_execution_time.as_str().split_at_checked(8)?;
        let digits = time.len() == 6 && time.bytes().all(|b| b.is_ascii_digit());
        let two = |from: usize| time.get(from..from + 2)?.parse::<u8>().ok().filter(|_| digits);
        let second = two(4).filter(|second| *second <= 60)?.min(59);
        let time = time::Time::from_hms(two(0)?, two(2)?, second).ok()?;
        Some(time::Date::from(Date::from_wire(day)?).with_time(time).assume_offset(JAPAN))
    }
}

/// `MessageBody`. The echoed look-up (`QualificationConfirmSearchInfo`) is no result and is skipped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageBody {
    /// How this person's look-up went.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub processing_result_status: Option<ProcessingResultStatus>,
    /// On an error, or as a supplement to a success. The official list of these codes is not public.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub processing_result_code: Option<Text>,
    /// The words to that code.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub processing_result_message: Option<Text>,
    /// Whether the qualification is in force.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub qualification_validity: Option<QualificationValidity>,
    /// What was found.
    #[serde(default, skip_serializing_if = "ResultList::is_empty")]
    pub result_list: ResultList,
}

/// `ResultList`; an absent one is an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ResultList {
    /// The entries, in the order sent.
    #[serde(rename = "ResultOfQualificationConfirmation", default, deserialize_with = "few")]
    pub entries: Vec<Entry>,
}

impl ResultList {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl XmlMsg {
    /// Reads the form of the wire.
    pub fn from_json(bytes: &[u8]) -> Result<Self, MessageError> {
        serde_json::from_slice(bytes).map_err(|error| match error.classify() {
            serde_json::error::Category::Eof => MessageError::CutOff,
            serde_json::error::Category::Data => MessageError::Shape,
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => MessageError::Malformed,
        })
    }

    /// Writes the form of the wire.
    #[expect(clippy::map_err_ignore, reason = "the error could quote personal data")]
    pub fn to_json(&self) -> Result<Vec<u8>, MessageError> {
        serde_json::to_vec(self).map_err(|_| MessageError::Unwritable)
    }

    /// Reads the form of files, already decoded to Unicode: one `XmlMsg`, no document type declaration, no entities but
    /// XML's own.
    pub fn from_xml(text: &str) -> Result<Self, MessageError> {
        let text = text.trim_start_matches('\u{feff}');
        let simulation = xml::check(text)?;
        let message = quick_xml::de::from_str(text).map_err(|error| match error {
            DeError::UnexpectedEof => MessageError::CutOff,
            DeError::InvalidXml(_) | DeError::TooDeeplyNested(_) => MessageError::Malformed,
            _ => MessageError::Shape,
        })?;
        Ok(Self { simulation, ..message })
    }

    /// Writes the form of files. The declaration names the character code that the header names; the caller encodes the
    /// text so.
    #[expect(clippy::map_err_ignore, reason = "the error could quote personal data")]
    pub fn to_xml(&self) -> Result<String, MessageError> {
        let encoding = match self.message_header.character_code_identifier {
            CharacterCode::Utf8 => "UTF-8",
            CharacterCode::ShiftJis => "Shift_JIS",
            CharacterCode::Unknown(_) => return Err(MessageError::Unwritable),
        };
        let body = quick_xml::se::to_string_with_root("XmlMsg", self).map_err(|_| MessageError::Unwritable)?;
        let mark = if self.simulation { format!("{}\n", xml::SIMULATION) } else { String::new() };
        Ok(format!("<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"no\"?>\n{mark}{body}\n"))
    }
}
