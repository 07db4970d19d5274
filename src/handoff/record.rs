//! What one file says, and how far it can be trusted.

use std::time::SystemTime;

use zeroize::Zeroizing;

use super::label::HandOffLabel;
use super::{csv, name};
use crate::common::characters::encode;
use crate::common::{HandOffId, StruckEntry, Way};
use crate::eligibility::codes::{CharacterCode, ReferenceClassification};
use crate::eligibility::message::ResultList;
use crate::eligibility::{Text, XmlMsg};
use crate::settings::{FileEncoding, HandOffFormat, HandOffSettings};

/// What staff have entered, as a message that cannot be taken for the service's: it has none of the three elements of
/// which "confirmed" is made (`SegmentOfResult`, `ProcessingResultStatus`, `QualificationValidity`), no reference
/// classification, and says in words that it is not confirmed. A reader that goes by the format's rule finds no
/// verdict in it; one that asks only whether the processing completed refuses it.
#[must_use]
pub fn unverified(message: XmlMsg, way: Way) -> XmlMsg {
    without_verdict(message, format!("未確認（職員の入力：{}）", way.document_ja()))
}

/// That an entry of staff is struck (取消): as [`unverified`], and without any contents. `ArbitraryFileIdentifier` is
/// the identifier in the name of the file in which the entry was handed on.
#[must_use]
pub fn struck(message: XmlMsg, StruckEntry { way, file }: StruckEntry) -> XmlMsg {
    let mut message = without_verdict(message, format!("取消（職員の入力：{}）", way.document_ja()));
    message.message_body.result_list = ResultList::default();
    let identifier = name::identifier(HandOffLabel::Unverified(way), file);
    message.message_header.arbitrary_file_identifier = Some(Text::from(identifier));
    message
}

/// The message without the elements of which "confirmed" is made, and with these words instead.
fn without_verdict(mut message: XmlMsg, words: String) -> XmlMsg {
    let header = &mut message.message_header;
    header.segment_of_result = None;
    header.reference_classification = ReferenceClassification::default();
    (header.error_code, header.error_message) = (None, None);
    let body = &mut message.message_body;
    body.processing_result_status = None;
    body.qualification_validity = None;
    body.processing_result_code = None;
    body.processing_result_message = Some(Text::from(words));
    message
}

/// A file that is to be written: its bytes, and what its name is made of.
pub struct HandOffRecord {
    bytes: Zeroizing<Vec<u8>>,
    label: HandOffLabel,
    extension: &'static str,
    at: SystemTime,
    /// The identifier that is promised to the journal.
    file: Option<HandOffId>,
}

impl HandOffRecord {
    /// The message in the form and encoding of the settings, or how many characters that encoding lacks.
    pub fn new(
        mut message: XmlMsg,
        label: HandOffLabel,
        settings: &HandOffSettings,
        at: SystemTime,
    ) -> Result<Self, usize> {
        let encoding = match settings.format {
            // RFC 8259 §8.1.
            HandOffFormat::Json => FileEncoding::Utf8,
            HandOffFormat::OqsXml | HandOffFormat::Csv => settings.encoding,
        };
        message.message_header.character_code_identifier = match encoding {
            FileEncoding::Utf8 => CharacterCode::Utf8,
            FileEncoding::ShiftJis => CharacterCode::ShiftJis,
        };
        let (extension, text) = match settings.format {
            HandOffFormat::OqsXml => ("xml", message.to_xml().ok()),
            HandOffFormat::Json => ("json", message.to_json().ok().and_then(|json| String::from_utf8(json).ok())),
            HandOffFormat::Csv => ("csv", csv::of(&message, label)),
        };
        // Neither XML nor JSON can refuse what Text lets through; one that did would have met an unknown character,
        // which counts as one.
        let text = Zeroizing::new(text.ok_or(1_usize)?);
        Ok(Self { bytes: encode(&text, encoding)?, label, extension, at, file: None })
    }

    /// What is to be written.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same with this identifier in its name.
    pub fn named(self, file: Option<HandOffId>) -> Self {
        Self { file, ..self }
    }

    /// The name that is promised, if one is.
    pub fn promised_name(&self) -> Option<String> {
        self.file.map(|file| self.name(file))
    }

    /// A name for it.
    pub fn name(&self, file: HandOffId) -> String {
        name::of_result(self.label, file, self.at, self.extension)
    }
}

/// By hand: what it says is about a person.
impl std::fmt::Debug for HandOffRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HandOffRecord(..)")
    }
}
