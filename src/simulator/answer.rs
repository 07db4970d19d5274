//! What the emulated service answers for a persona, and how it misbehaves.

use std::time::Duration;

use serde::{Deserialize, Deserializer};
use time::OffsetDateTime;

use crate::common::in_japan;
use crate::eligibility::codes::{
    CharacterCode, ProcessingResultStatus, QualificationValidity, ReferenceClassification, SegmentOfResult,
};
use crate::eligibility::message::{MessageBody, MessageHeader, ResultList};
use crate::eligibility::{Date, Entry, Text, XmlMsg};

/// The answer of one persona, as written in `personas.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Answer {
    /// `SegmentOfResult`; completed unless said otherwise.
    pub segment: SegmentOfResult,
    /// `ProcessingResultStatus`; completed unless said otherwise.
    pub status: ProcessingResultStatus,
    /// `QualificationValidity`.
    pub validity: Option<QualificationValidity>,
    /// The service's own code. Ours begin with `TEST-`: the official list is not public.
    pub code: Option<Text>,
    /// The words to the code.
    pub message: Option<Text>,
    /// The entry of the result list, with the format's own element names.
    pub result: Option<Entry>,
    /// How many times the entry is in the list.
    pub copies: usize,
    /// How long the service thinks before it answers; milliseconds in the file.
    #[serde(deserialize_with = "milliseconds")]
    pub delay: Duration,
    /// What goes wrong instead.
    pub fault: Fault,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            segment: SegmentOfResult::Completed,
            status: ProcessingResultStatus::Completed,
            validity: None,
            code: None,
            message: None,
            result: None,
            copies: 1,
            delay: Duration::ZERO,
            fault: Fault::None,
        }
    }
}

/// How the emulated service misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Not at all.
    #[default]
    None,
    /// Says that it is out of service.
    Down,
    /// Takes the request and never answers.
    Silent,
    /// Answers bytes that are no message.
    Garbage,
    /// Closes the connection in the middle of the answer.
    Close,
    /// Answers 10 MB.
    Huge,
    /// Answers a page where a message is expected.
    WrongType,
    /// Answers another check than the one asked for.
    OtherCheck,
}

impl Answer {
    /// The message for the check `check`, echoed in `ArbitraryFileIdentifier`; times are Japanese.
    #[must_use]
    pub fn message(&self, check: &str, facility: &str, now: OffsetDateTime) -> XmlMsg {
        let now = in_japan(now);
        let failed = self.segment == SegmentOfResult::Failed;
        let sent = |place: bool, text: &Option<Text>| text.clone().filter(|_| place);
        XmlMsg {
            message_header: MessageHeader {
                process_execution_time: execution_time(now),
                qualification_confirmation_date: Date::from(now.date()).into(),
                medical_institution_code: facility.into(),
                arbitrary_file_identifier: Some(check.into()),
                reference_classification: ReferenceClassification::MyNumberCard,
                segment_of_result: Some(self.segment.clone()),
                error_code: sent(failed, &self.code),
                error_message: sent(failed, &self.message),
                character_code_identifier: CharacterCode::Utf8,
            },
            message_body: MessageBody {
                processing_result_status: Some(self.status.clone()),
                processing_result_code: sent(!failed, &self.code),
                processing_result_message: sent(!failed, &self.message),
                qualification_validity: self.validity.clone(),
                result_list: ResultList { entries: self.result.iter().cycle().take(self.copies).cloned().collect() },
            },
            simulation: false,
        }
    }
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

/// `YYYYMMDDHHmmss`.
fn execution_time(now: OffsetDateTime) -> Text {
    let (year, month, day) = now.to_calendar_date();
    let (hour, minute, second) = now.to_hms();
    let month = u8::from(month);
    format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}").into()
}
