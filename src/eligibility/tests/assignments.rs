//! A reference number for a person: who may get one, and what an answer says of it. Numbers are synthetic.

use time::macros::date;

use super::*;

const IDENTIFIER: &str = "UKT7Q2M4ZK9PXW3HB6TD8RNAVCE";
const TODAY: time::Date = date!(2026 - 11 - 22);

/// A change of a message.
type Change = fn(&mut Value);

/// A confirmed result of today without a reference number, changed by this.
fn result(change: impl FnOnce(&mut Value)) -> XmlMsg {
    let mut entry = full();
    entry.as_object_mut().unwrap().remove("ReferenceNumber");
    let mut json = message_of(&[entry]);
    change(&mut json);
    read(&json).unwrap()
}

fn entry(json: &mut Value) -> &mut Value {
    &mut json["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"][0]
}

fn assignment() -> Assignment {
    let assignee = Assignee::of(&result(|_| ()), TODAY.into()).unwrap();
    Assignment { assignee, reference: ReferenceNumber::new("P000123").unwrap() }
}

/// An answer, with these elements in header and body.
fn answer(header: &str, body: &str) -> Result<Judged<Assigned>, MessageError> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XmlMsg><MessageHeader>{header}</MessageHeader>\
         <MessageBody>{body}</MessageBody></XmlMsg>"
    );
    let (assignment, facility) = (assignment(), "1319999999".parse().unwrap());
    SentAssignment { assignment: &assignment, identifier: IDENTIFIER, facility: &facility }.judge(&text)
}

const HEADER: &str = "<ProcessExecutionTime>20261122101534</ProcessExecutionTime>\
    <CharacterCodeIdentifier>0</CharacterCodeIdentifier><SegmentOfResult>1</SegmentOfResult>\
    <ArbitraryFileIdentifier>UKT7Q2M4ZK9PXW3HB6TD8RNAVCE</ArbitraryFileIdentifier>\
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>";
const INFO: &str = "<ReferenceNumberRegistrationInfo><InsuredBranchNumber>01</InsuredBranchNumber>\
    <ReferenceNumber>P000123</ReferenceNumber><InsuredCardSymbol>試験</InsuredCardSymbol>\
    <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber><InsurerNumber>06139992</InsurerNumber>\
    </ReferenceNumberRegistrationInfo>";
const STATUS: &str = "<ProcessingResultStatus>1</ProcessingResultStatus>";

/// The answer in a word.
fn said(header: &str, body: &str) -> String {
    match answer(header, body) {
        Ok(Judged::Answer(Assigned::Kept)) => "kept".to_owned(),
        Ok(Judged::Answer(Assigned::Unclear)) => "unclear".to_owned(),
        Ok(Judged::Answer(Assigned::Refused(Notice { code, message }))) => {
            let shown = |text: Option<Text>| text.map(|text| text.shown()).unwrap_or_default();
            format!("refused {} {}", shown(code), shown(message))
        }
        Ok(Judged::InProgress) => "in progress".to_owned(),
        Ok(Judged::NotOurs(whose)) => format!("{whose:?}"),
        Ok(Judged::DoesNotFit(mismatch)) => panic!("{mismatch}"),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn only_one_person_who_is_confirmed_today_and_has_no_number_yet_may_get_one() {
    let may = |message: &XmlMsg| Assignee::of(message, TODAY.into()).is_some();
    assert!(may(&result(|_| ())));
    let rows: [(&str, Change); 13] = [
        ("lost", |json| json["MessageBody"]["QualificationValidity"] = json!("2")),
        ("several", |json| json["MessageBody"]["QualificationValidity"] = json!("5")),
        ("unregistered", |json| json["MessageBody"]["QualificationValidity"] = json!("6")),
        ("not stated", |json| json["MessageHeader"]["SegmentOfResult"] = json!(null)),
        ("yesterday", |json| json["MessageHeader"]["QualificationConfirmationDate"] = json!("20261121")),
        ("two people", |json| {
            let one = entry(json).clone();
            json["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"] = json!([one.clone(), one]);
        }),
        ("has one", |json| entry(json)["ReferenceNumber"] = json!("000777")),
        ("medical assistance", |json| entry(json)["InsuredCardClassification"] = json!("A1")),
        ("no insurer", |json| entry(json)["InsurerNumber"] = json!("")),
        ("no insurer's number", |json| entry(json)["InsurerNumber"] = json!("123")),
        ("no number", |json| entry(json)["InsuredIdentificationNumber"] = json!("")),
        ("long number", |json| entry(json)["InsuredIdentificationNumber"] = json!("1".repeat(21))),
        ("odd branch", |json| entry(json)["InsuredBranchNumber"] = json!("1")),
    ];
    for (name, change) in rows {
        assert!(!may(&result(change)), "{name}");
    }
    let blank = result(|json| entry(json)["ReferenceNumber"] = json!("  "));
    let elderly = result(|json| {
        let entry = entry(json).as_object_mut().unwrap();
        entry.insert("InsurerNumber".to_owned(), json!("39139993"));
        entry.remove("InsuredCardSymbol");
        entry.remove("InsuredBranchNumber");
    });
    assert!(may(&blank) && may(&elderly));
}

#[test]
fn a_reference_number_keeps_its_leading_zeros_and_has_at_most_fifty_visible_characters() {
    for typed in ["0", "000123", "P000123", "カルテ-7", "&<>\"'"] {
        assert_eq!(ReferenceNumber::new(typed).unwrap().as_str(), typed);
    }
    assert!(ReferenceNumber::new(&"9".repeat(50)).is_ok());
    for (typed, mistake) in [
        ("", ReferenceMistake::Missing),
        (" ", ReferenceMistake::Invisible),
        ("12 3", ReferenceMistake::Invisible),
        ("12\u{3000}3", ReferenceMistake::Invisible),
        ("12\u{1b}[2J", ReferenceMistake::Invisible),
        ("12\u{202e}", ReferenceMistake::Invisible),
        (&"9".repeat(51), ReferenceMistake::TooLong),
    ] {
        assert_eq!(ReferenceNumber::new(typed), Err(mistake), "{typed:?}");
    }
}

#[test]
fn it_is_kept_only_where_the_answer_says_all_of_it() {
    let without = |text: &str, element: &str| {
        let (before, rest) = text.split_once(&format!("<{element}>")).unwrap();
        format!("{before}{}", rest.split_once(&format!("</{element}>")).unwrap().1)
    };
    let whole = format!("{INFO}{STATUS}");
    let status = |status: &str| whole.replace(STATUS, status);
    let words =
        "<ProcessingResultCode>E01</ProcessingResultCode><ProcessingResultMessage>該当なし</ProcessingResultMessage>";
    let error = "<ErrorCode>E9</ErrorCode><ErrorMessage>エラー</ErrorMessage>";
    let two = "<ProcessingResultStatus>2</ProcessingResultStatus>";
    for (header, body, is) in [
        (HEADER.to_owned(), whole.clone(), "kept"),
        (HEADER.to_owned(), format!("{STATUS}{INFO}"), "kept"),
        (HEADER.to_owned(), format!("{whole}{words}"), "kept"),
        (HEADER.to_owned(), status(&format!("{two}{words}")), "refused E01 該当なし"),
        (HEADER.to_owned(), format!("{two}{words}"), "refused E01 該当なし"),
        (HEADER.to_owned(), status(two), "refused  "),
        (format!("{HEADER}{error}"), whole.clone(), "refused E9 エラー"),
        (HEADER.replace(">1</Seg", ">9</Seg") + error, String::new(), "refused E9 エラー"),
        (HEADER.replace(">1</Seg", ">9</Seg"), String::new(), "refused  "),
        (HEADER.to_owned(), status("<ProcessingResultStatus>9</ProcessingResultStatus>"), "unclear"),
        (HEADER.to_owned(), status(""), "unclear"),
        (HEADER.replace(">1</Seg", ">3</Seg"), whole.clone(), "unclear"),
        (without(HEADER, "SegmentOfResult"), whole.clone(), "unclear"),
        (HEADER.replace(">1</Seg", ">2</Seg"), whole.clone(), "in progress"),
    ] {
        assert_eq!(said(&header, &body), is, "{header} {body}");
    }
    for (header, body, is) in [
        (without(HEADER, "ArbitraryFileIdentifier"), whole.clone(), "Identifier"),
        (HEADER.replace("AVCE", "AVCF"), whole.clone(), "Identifier"),
        (without(HEADER, "MedicalInstitutionCode"), whole.clone(), "Facility"),
        (HEADER.replace("1319999999", "1319999998"), whole.clone(), "Facility"),
        (HEADER.to_owned(), whole.replace("P000123", "P000124"), "ReferenceNumber"),
        (HEADER.to_owned(), whole.replace("P000123", "P00123"), "ReferenceNumber"),
        (HEADER.to_owned(), status(two).replace("P000123", "P000124"), "ReferenceNumber"),
        (HEADER.to_owned(), without(&whole, "ReferenceNumber"), "ReferenceNumber"),
        (HEADER.to_owned(), STATUS.to_owned(), "ReferenceNumber"),
    ] {
        assert_eq!(said(&header, &body), is, "{header} {body}");
    }
}

#[test]
fn an_element_that_is_there_twice_is_refused() {
    let whole = format!("{INFO}{STATUS}");
    for element in ["ArbitraryFileIdentifier", "MedicalInstitutionCode", "SegmentOfResult", "ProcessExecutionTime"] {
        let header = format!("{HEADER}<{element}>1</{element}>");
        assert_eq!(said(&header, &whole), "Shape", "{element}");
    }
    let number = "<ReferenceNumber>P000123</ReferenceNumber>";
    for body in [format!("{whole}{STATUS}"), format!("{whole}{INFO}"), whole.replace(number, &number.repeat(2))] {
        assert_eq!(said(HEADER, &body), "Shape", "{body}");
    }
}

#[test]
fn neither_a_person_nor_a_number_stands_in_debug() {
    let said = format!("{:?} {:?} {:?}", assignment(), assignment().assignee, assignment().reference);
    for secret in ["0613", "試験", "12345", "花子", "P000"] {
        assert!(!said.contains(secret), "{said}");
    }
}
