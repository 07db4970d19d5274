//! Messages of a result, in each of the forms in which they come.

use serde_json::Value;

use super::codes::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use super::{
    Copied, Date, FacilityCode, Judged, MessageError, NumberCheck, SentQuestion, TypedNumbers, Verdict, XmlMsg,
};

/// What holds for every message that could be read, whatever it was read from.
///
/// # Panics
///
/// Where it does not.
pub fn message(message: &XmlMsg) {
    never_confirmed_without_its_four_conditions(message);
    let json = message.to_json().unwrap_or_default();
    let value: Value = serde_json::from_slice(&json).unwrap_or_default();
    assert!(value.is_object(), "a message that JSON cannot carry");
    harmless(&value);
    // Beside a message on the wire stands whether it is a simulator's.
    let unmarked = XmlMsg { simulation: false, ..message.clone() };
    assert!(XmlMsg::from_json(&json) == Ok(unmarked), "another message, once written as JSON");
    match message.to_xml() {
        Ok(xml) => assert!(XmlMsg::from_xml(&xml).as_ref() == Ok(message), "another message, once written as XML"),
        Err(error) => assert_eq!(error, MessageError::Unwritable),
    }
    let shown = format!("{message:?}");
    assert!(!shown.contains(char::is_control), "control characters in Debug");
}

fn never_confirmed_without_its_four_conditions(message: &XmlMsg) {
    let (header, body) = (&message.message_header, &message.message_body);
    let all = header.segment_of_result == Some(SegmentOfResult::Completed)
        && body.processing_result_status == Some(ProcessingResultStatus::Completed)
        && body.qualification_validity == Some(QualificationValidity::Valid)
        && body.result_list.entries.len() == 1;
    let verdict = Verdict::of(message);
    assert!(all || !verdict.is_confirmed(), "confirmed by a message that does not say so");
    if let Verdict::Confirmed(confirmed) = verdict {
        assert!(message.message_body.result_list.entries.first() == Some(confirmed.entry()));
        let _notes = confirmed.notes();
    }
}

/// No text of it can steer a terminal.
fn harmless(value: &Value) {
    match value {
        Value::String(text) => {
            let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!text.contains(steers), "a text that steers the terminal");
            assert!(!super::kana::shown(text).contains(steers), "the same, once shown");
        }
        Value::Array(values) => values.iter().for_each(harmless),
        Value::Object(members) => members.values().for_each(harmless),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The form of the wire.
pub fn json(bytes: &[u8]) {
    if let Ok(read) = XmlMsg::from_json(bytes) {
        message(&read);
    }
}

/// The form of files, already decoded.
pub fn xml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(read) = XmlMsg::from_xml(text) {
        message(&read);
    }
}

/// Text copied out of the official app: it states nothing, whatever it says.
///
/// # Panics
///
/// Where one does.
pub fn copied(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(read) = Copied::read(text) else { return };
    assert!(matches!(Verdict::of(&read.message), Verdict::NotStated(_)), "a copied text that states something");
    assert!(read.unknown <= text.lines().count());
    message(&read.message);
}

/// The identifier of the question below.
const IDENTIFIER: &str = "UKT7Q2M4ZK9PXW3HB6TD8RNAVCE";

/// A text in the place of the answer to a question by number: what is taken for the answer bears the question's
/// identifier and speaks of no other person.
///
/// # Panics
///
/// Where it does not.
pub fn number_answer(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let day = Date::from(time::macros::date!(2026 - 11 - 26));
    let typed = TypedNumbers {
        insurer: Some("06139992"),
        symbol: Some("試験"),
        number: Some("0012345"),
        branch: Some("01"),
        birthdate: Some("19900401"),
    };
    let (Ok(check), Ok(facility)) = (NumberCheck::new(typed, false, day), "1319999999".parse::<FacilityCode>()) else {
        return;
    };
    let question = SentQuestion { check: &check, identifier: IDENTIFIER, facility: &facility, day };
    let Ok(Judged::Answer(read)) = question.judge(text, day) else { return };
    // In the file a reference, or a character that nothing shows, may stand for a letter or between two.
    let identifier = read.message_header.arbitrary_file_identifier.as_ref();
    assert!(identifier.is_some_and(|sent| sent.as_str() == IDENTIFIER), "an answer without the identifier");
    message(&read);
    for entry in &read.message_body.result_list.entries {
        assert!(entry.birthdate() == Some(check.birthdate()), "another person");
        assert!(entry.limit.is_none() && entry.limit_consent.is_none(), "a limit without consent");
    }
    let later = question.judge(text, Date::from(time::macros::date!(2026 - 11 - 27)));
    if let Ok(Judged::Answer(later)) = later {
        assert!(!Verdict::of(&later).is_confirmed(), "confirmed by an answer of yesterday");
    }
}
