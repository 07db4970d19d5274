//! A reference number (照会番号) that the terminal is asked to keep: the bytes of its answer.

use time::OffsetDateTime;

use super::answer::{echo, file};
use super::behaviour::{Assign, Behaviour, Order};
use super::element::Element;
use super::request::Request;
use crate::common::in_japan;

/// Whether the number of a person who is found is kept.
pub const fn is_kept(behaviour: &Behaviour) -> bool {
    !matches!(behaviour.assign, Assign::Refused | Assign::Failed | Assign::ErrorCode)
}

/// The answer to an assignment.
pub fn bytes(request: &Request, found: bool, behaviour: &Behaviour, facility: &str, now: OffsetDateTime) -> Vec<u8> {
    let time = in_japan(now);
    let day = time.date();
    let executed = format!(
        "{}{:02}{:02}{:02}{:02}{:02}",
        day.year(),
        u8::from(day.month()),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    );
    let leaf = Element::leaf;
    let mut header = Element { name: "MessageHeader".to_owned(), ..Element::default() };
    header.children = vec![
        leaf("ProcessExecutionTime", &executed),
        leaf("CharacterCodeIdentifier", "0"),
        leaf("SegmentOfResult", if behaviour.assign == Assign::Failed { "9" } else { "1" }),
        leaf("ArbitraryFileIdentifier", &request.identifier),
        leaf("MedicalInstitutionCode", facility),
    ];
    if matches!(behaviour.assign, Assign::Failed | Assign::ErrorCode) {
        header.children.push(leaf("ErrorCode", "TEST-9"));
        header.children.push(leaf("ErrorMessage", "システムエラー"));
    }
    let mut body = Element { name: "MessageBody".to_owned(), ..Element::default() };
    body.children = parts(request, found, behaviour);
    echo(&mut header, "ArbitraryFileIdentifier", behaviour.identifier);
    echo(&mut header, "MedicalInstitutionCode", behaviour.facility);
    let mut root = Element { name: "XmlMsg".to_owned(), children: vec![header, body], ..Element::default() };
    if behaviour.order == Order::Shuffled {
        root.shuffle();
    }
    file(&root.written(), behaviour)
}

/// What an answer says of one assignment: the request repeated, and what came of it.
pub fn parts(request: &Request, found: bool, behaviour: &Behaviour) -> Vec<Element> {
    let leaf = Element::leaf;
    let mut info = request.block.clone();
    info.text.clear();
    match behaviour.assign {
        Assign::OtherNumber => info.put(leaf("ReferenceNumber", "999999999")),
        Assign::NoNumber => info.remove("ReferenceNumber"),
        Assign::DoubledNumber => info.children.extend(info.at(&["ReferenceNumber"]).cloned()),
        Assign::Kept | Assign::Refused | Assign::Unclear | Assign::Failed | Assign::ErrorCode => {}
    }
    let mut parts = vec![info];
    match behaviour.assign {
        Assign::Unclear => parts.push(leaf("ProcessingResultStatus", "9")),
        Assign::Refused => parts.extend(refusal("登録できません")),
        _ if !found => parts.extend(refusal("該当する資格がありません")),
        _ => parts.push(leaf("ProcessingResultStatus", "1")),
    }
    parts
}

fn refusal(words: &str) -> [Element; 3] {
    [
        Element::leaf("ProcessingResultStatus", "2"),
        Element::leaf("ProcessingResultCode", "TEST-2"),
        Element::leaf("ProcessingResultMessage", words),
    ]
}
