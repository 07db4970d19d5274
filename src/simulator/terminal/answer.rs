//! The bytes of an answer, right or wrong as the switches say.

use encoding_rs::SHIFT_JIS;
use time::OffsetDateTime;

use super::behaviour::{Behaviour, Declaration, Echo, Encoding, Form, Mark, Order, Outcome, Padding, Repeat};
use super::element::Element;
use super::request::{Request, SEARCH};
use crate::eligibility::SIMULATION;
use crate::eligibility::codes::ReferenceClassification;
use crate::simulator::answer::Fault;
use crate::simulator::personas::Persona;

/// Another request's identifier.
const OTHER: &str = "UK0THERK10SK";

const HEADER: &[&str] = &["MessageHeader"];
const BODY: &[&str] = &["MessageBody"];
const ENTRY: &[&str] = &["MessageBody", "ResultList", "ResultOfQualificationConfirmation"];

/// The answer to a request, with the reference number that the person found has here; `None`: there is none.
pub fn bytes(
    request: &Request,
    (persona, reference): (Option<&Persona>, Option<&str>),
    behaviour: &Behaviour,
    facility: &str,
    now: OffsetDateTime,
) -> Option<Vec<u8>> {
    match persona.map(|persona| persona.answer.fault) {
        Some(Fault::Down | Fault::Silent | Fault::Close) => return None,
        Some(Fault::Garbage | Fault::WrongType) => return Some(b"<html>".to_vec()),
        Some(Fault::Huge) => return Some(vec![b' '; 10 << 20]),
        Some(Fault::None | Fault::OtherCheck) | None => {}
    }
    let mut message = match persona {
        Some(persona) => persona.answer.message(&request.identifier, facility, now),
        None => crate::simulator::answer::Answer::default().message(&request.identifier, facility, now),
    };
    message.message_header.reference_classification = ReferenceClassification::Certificate;
    let mut root = Element::read(&message.to_xml().ok()?)?;
    if persona.is_none() {
        root.at_mut(BODY)?.put(Element::leaf("QualificationValidity", "4"));
    }
    if let (Some(reference), Some(entry)) = (reference, root.at_mut(ENTRY)) {
        entry.put(Element::leaf("ReferenceNumber", reference));
    }
    if !request.asks_for_limit()
        && behaviour.outcome != Outcome::Limit
        && let Some(entry) = root.at_mut(ENTRY)
    {
        entry.children.retain(|child| !child.name.starts_with("LimitApplicationCertificate"));
    }
    root.at_mut(HEADER)?.put(Element::leaf("QualificationConfirmationDate", &request.day));
    say(&mut root, behaviour.outcome);
    pad(&mut root, behaviour.padding);
    repeat(&mut root, request, behaviour.repeat);
    let other_check = persona.is_some_and(|persona| persona.answer.fault == Fault::OtherCheck);
    let identifier = if other_check { Echo::Other } else { behaviour.identifier };
    echo(root.at_mut(HEADER)?, "ArbitraryFileIdentifier", identifier);
    echo(root.at_mut(HEADER)?, "MedicalInstitutionCode", behaviour.facility);
    if behaviour.encoding == Encoding::ShiftJis {
        root.at_mut(HEADER)?.put(Element::leaf("CharacterCodeIdentifier", "1"));
    }
    if behaviour.order == Order::Shuffled {
        root.shuffle();
    }
    Some(file(&root.written(), behaviour))
}

/// Changes the result.
fn say(root: &mut Element, outcome: Outcome) {
    let mut set = |way: &[&str], name: &str, value: &str| {
        if let Some(element) = root.at_mut(way) {
            element.put(Element::leaf(name, value));
        }
    };
    match outcome {
        Outcome::None => set(BODY, "QualificationValidity", "4"),
        Outcome::Lost => set(BODY, "QualificationValidity", "2"),
        Outcome::New => set(BODY, "QualificationValidity", "3"),
        Outcome::Several => set(BODY, "QualificationValidity", "5"),
        Outcome::Unregistered => set(BODY, "QualificationValidity", "6"),
        Outcome::Unknown => set(BODY, "QualificationValidity", "7"),
        Outcome::Blank => set(BODY, "QualificationValidity", ""),
        Outcome::Refused => {
            set(BODY, "ProcessingResultStatus", "2");
            set(BODY, "ProcessingResultCode", "TEST-2");
            set(BODY, "ProcessingResultMessage", "照会できません");
        }
        Outcome::Failed => set(HEADER, "SegmentOfResult", "9"),
        Outcome::InProgress => set(HEADER, "SegmentOfResult", "2"),
        Outcome::Segment3 => set(HEADER, "SegmentOfResult", "3"),
        Outcome::Yesterday => set(HEADER, "QualificationConfirmationDate", "20010101"),
        Outcome::ByCard => set(HEADER, "ReferenceClassification", "1"),
        Outcome::OtherBirth => set(ENTRY, "Birthdate", "19010101"),
        Outcome::Limit => {
            set(ENTRY, "LimitApplicationCertificateRelatedConsFlg", "1");
            if let Some(entry) = root.at_mut(ENTRY) {
                let mut info = Element::leaf("LimitApplicationCertificateRelatedInfo", "");
                info.put(Element::leaf("LimitApplicationCertificateClassificationFlag", "A03"));
                entry.put(info);
            }
        }
        Outcome::Persona | Outcome::ErrorCode | Outcome::NoEntry | Outcome::TwoEntries => {}
    }
    if matches!(outcome, Outcome::Failed | Outcome::ErrorCode)
        && let Some(header) = root.at_mut(HEADER)
    {
        header.put(Element::leaf("ErrorCode", "TEST-9"));
        header.put(Element::leaf("ErrorMessage", "システムエラー"));
    }
    if matches!(outcome, Outcome::None | Outcome::NoEntry | Outcome::Refused)
        && let Some(body) = root.at_mut(BODY)
    {
        body.remove("ResultList");
    }
    if outcome == Outcome::TwoEntries
        && let Some(list) = root.at_mut(&["MessageBody", "ResultList"])
        && let Some(entry) = list.children.first().cloned()
    {
        list.children.push(entry);
    }
}

fn pad(root: &mut Element, padding: Padding) {
    if let Some(entry) = root.at_mut(ENTRY) {
        pad_entry(entry, padding);
    }
}

/// Pads a short insurer number.
pub fn pad_entry(entry: &mut Element, padding: Padding) {
    let front = match padding {
        Padding::Space => "  ",
        Padding::Zero => "00",
        Padding::None => return,
    };
    if let Some(insurer) = entry.at_mut(&["InsurerNumber"])
        && insurer.text.len() == 6
    {
        insurer.text.insert_str(0, front);
    }
}

fn repeat(root: &mut Element, request: &Request, how: Repeat) {
    let mut search = request.block.clone();
    let (name, value) = match how {
        Repeat::Missing => return,
        Repeat::Same => ("", ""),
        Repeat::Insurer => ("InsurerNumber", "01139997"),
        Repeat::Symbol => ("InsuredCardSymbol", "別"),
        Repeat::Number => ("InsuredIdentificationNumber", "9"),
        Repeat::Branch => ("InsuredBranchNumber", "99"),
        Repeat::Birth => ("Birthdate", "19010101"),
        Repeat::Consent => {
            ("LimitApplicationCertificateRelatedConsFlg", if request.asks_for_limit() { "0" } else { "1" })
        }
    };
    if !name.is_empty() {
        search.put(Element::leaf(name, value));
    }
    search.text.clear();
    if let Some(body) = root.at_mut(BODY) {
        body.remove(SEARCH);
        body.children.insert(0, search);
    }
}

/// Gives a mark of the request back, right or wrong.
pub fn echo(header: &mut Element, name: &str, how: Echo) {
    let Some(mut element) = header.at(&[name]).cloned() else { return };
    match how {
        Echo::Same => return,
        Echo::Missing => return header.remove(name),
        Echo::Doubled => return header.children.push(element),
        Echo::Changed => {
            element.text.pop();
            element.text.push('Z');
        }
        Echo::Other => OTHER.clone_into(&mut element.text),
    }
    header.put(element);
}

/// The bytes of a file with this content.
pub fn file(xml: &str, behaviour: &Behaviour) -> Vec<u8> {
    let shift_jis = behaviour.encoding == Encoding::ShiftJis;
    let declared = match (behaviour.declaration, shift_jis) {
        (Declaration::None, _) => None,
        (Declaration::Right, true) | (Declaration::Wrong, false) => Some("Shift_JIS"),
        (Declaration::Right, false) | (Declaration::Wrong, true) => Some("UTF-8"),
    };
    let head = declared.map_or(String::new(), |declared| {
        format!("<?xml version=\"1.0\" encoding=\"{declared}\" standalone=\"no\"?>\n")
    });
    let doctype = if behaviour.form == Form::Dtd { "<!DOCTYPE XmlMsg [<!ENTITY a \"b\">]>\n" } else { "" };
    let text = format!("{head}{SIMULATION}\n{doctype}{xml}");
    let mut bytes = if behaviour.mark == Mark::Bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    if shift_jis {
        bytes.extend_from_slice(&SHIFT_JIS.encode(&text).0);
    } else {
        bytes.extend_from_slice(text.as_bytes());
    }
    match behaviour.form {
        Form::Xml | Form::Dtd | Form::Link => bytes,
        Form::Zip | Form::ZipAsXml => zip(0),
        Form::ZipEncrypted => zip(1),
        Form::Empty => Vec::new(),
        Form::Garbage => b"<XmlMsg><MessageHeader></XmlMsg>\n".to_vec(),
    }
}

/// The beginning of an archive: no reader looks further.
fn zip(flags: u8) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\x00".to_vec();
    bytes.extend_from_slice(&[flags, 0, 8, 0]);
    bytes.resize(64, 0);
    bytes
}
