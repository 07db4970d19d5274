//! Reference numbers for many people at once: what a result says of each. Numbers are synthetic.

use super::*;

const RECEPTION: &str = "0000000007000000001";

/// The people: an insurance society, and a paper of a municipality without a branch.
fn rows() -> Vec<AssignmentRow> {
    let today = time::macros::date!(2026 - 11 - 22).into();
    let row = |reference: &str, typed: TypedNumbers<'_>| AssignmentRow {
        check: NumberCheck::new(typed, false, today).unwrap(),
        reference: ReferenceNumber::new(reference).unwrap(),
    };
    let hanako = TypedNumbers {
        insurer: Some("06139992"),
        symbol: Some("試験"),
        number: Some("0012345"),
        branch: Some("01"),
        birthdate: Some("19900401"),
    };
    let jiro = TypedNumbers {
        insurer: Some("139998"),
        symbol: Some("試－１"),
        number: Some("123456"),
        branch: None,
        birthdate: Some("19750630"),
    };
    vec![row("P000123", hanako), row("000777", jiro)]
}

const HEADER: &str = "<ProcessExecutionTime>20261122101534</ProcessExecutionTime>\
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode><CharacterCodeIdentifier>0</CharacterCodeIdentifier>\
    <ReceptionNumber>0000000007000000001</ReceptionNumber>";
const DONE: &str = "<SegmentOfResult>1</SegmentOfResult>";
const HANAKO: &str = "<ReferenceNumberRegistrationInfo><InsuredBranchNumber>01</InsuredBranchNumber>\
    <ReferenceNumber>P000123</ReferenceNumber><InsuredCardSymbol>試験</InsuredCardSymbol>\
    <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber><InsurerNumber>06139992</InsurerNumber>\
    </ReferenceNumberRegistrationInfo>";
const JIRO: &str = "<ReferenceNumberRegistrationInfo><ReferenceNumber>０００７７７</ReferenceNumber>\
    <InsurerNumber>  139998</InsurerNumber><InsuredCardSymbol>試-1</InsuredCardSymbol>\
    <InsuredIdentificationNumber>123456</InsuredIdentificationNumber></ReferenceNumberRegistrationInfo>";
const KEPT: &str = "<ProcessingResultStatus>1</ProcessingResultStatus>";

fn unit(info: &str, said: &str) -> String {
    format!("<BulkRegistrationUnit>{info}{said}</BulkRegistrationUnit>")
}

fn judge(header: &str, body: &str) -> Result<Judged<BulkResult<Assigned>>, MessageError> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XmlMsg><MessageHeader>{header}</MessageHeader>\
         <MessageBody>{body}</MessageBody></XmlMsg>"
    );
    let (rows, facility) = (rows(), "1319999999".parse().unwrap());
    SentAssignments { reception: RECEPTION, facility: &facility, rows: &rows }.judge(&text)
}

/// The result in words, one a person.
fn said(header: &str, body: &str) -> String {
    let row = |row: &RowAnswer<Assigned>| match row {
        RowAnswer::Answered(Assigned::Kept) => "kept".to_owned(),
        RowAnswer::Answered(Assigned::Unclear) => "unclear".to_owned(),
        RowAnswer::Answered(Assigned::Refused(Notice { code, message })) => {
            let shown = |text: &Option<Text>| text.as_ref().map(Text::shown).unwrap_or_default();
            format!("refused {} {}", shown(code), shown(message))
        }
        RowAnswer::NotAnswered(fault) => fault.as_str().to_owned(),
    };
    match judge(header, body) {
        Ok(Judged::Answer(BulkResult::Rows(rows))) => {
            let words: Vec<_> = rows.rows.iter().map(row).collect();
            format!("{} foreign {}", words.join(", "), rows.foreign)
        }
        Ok(Judged::Answer(BulkResult::Failed(_))) => "failed".to_owned(),
        Ok(Judged::InProgress) => "in progress".to_owned(),
        Ok(Judged::NotOurs(whose)) => format!("{whose:?}"),
        Ok(Judged::DoesNotFit(mismatch)) => panic!("{mismatch}"),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn each_person_has_the_answer_that_repeats_this_number_and_this_qualification() {
    let header = format!("{HEADER}{DONE}");
    let refused = "<ProcessingResultStatus>2</ProcessingResultStatus>\
        <ProcessingResultCode>TEST-2</ProcessingResultCode>\
        <ProcessingResultMessage>登録できません</ProcessingResultMessage>";
    let both = unit(HANAKO, KEPT) + &unit(JIRO, KEPT);
    let other = |from: &str, to: &str| unit(&HANAKO.replace(from, to), KEPT) + &unit(JIRO, KEPT);
    for (body, expected) in [
        (both.clone(), "kept, kept foreign 0"),
        (unit(JIRO, KEPT) + &unit(HANAKO, refused), "refused TEST-2 登録できません, kept foreign 0"),
        (unit(HANAKO, "") + &unit(JIRO, &KEPT.replace('1', "9")), "unclear, unclear foreign 0"),
        (unit(HANAKO, KEPT), "kept, missing foreign 0"),
        (both.clone() + &unit(HANAKO, KEPT), "doubled, kept foreign 0"),
        (other(">P000123<", ">P000124<"), "missing, kept foreign 1"),
        (other("<ReferenceNumber>P000123</ReferenceNumber>", ""), "missing, kept foreign 1"),
        (other("06139992", "01139997"), "does-not-fit, kept foreign 0"),
        (other("試験", "別"), "does-not-fit, kept foreign 0"),
        (other("0012345", "12345"), "does-not-fit, kept foreign 0"),
        (other(">01<", ">02<"), "does-not-fit, kept foreign 0"),
        (other("<InsuredBranchNumber>01</InsuredBranchNumber>", ""), "does-not-fit, kept foreign 0"),
        (unit("", KEPT) + &both, "kept, kept foreign 1"),
        (String::new(), "missing, missing foreign 0"),
    ] {
        assert_eq!(said(&header, &body), expected, "{body}");
    }
    for (numbers, expected) in [
        ("<NumberOfProcessingResult>2</NumberOfProcessingResult>", "kept, kept foreign 0"),
        ("<NumberOfProcessingResult>3</NumberOfProcessingResult>", "numbers, numbers foreign 0"),
    ] {
        assert_eq!(said(&format!("{header}{numbers}"), &both), expected);
    }
}

#[test]
fn a_result_as_a_whole_is_ours_and_has_ended_well_or_nothing_is_kept() {
    let both = unit(HANAKO, KEPT) + &unit(JIRO, KEPT);
    let done = format!("{HEADER}{DONE}");
    for (header, body, expected) in [
        (done.replace("7000000001", "7000000002"), both.as_str(), "Reception"),
        (done.replace("<ReceptionNumber>0000000007000000001</ReceptionNumber>", ""), &both, "Reception"),
        (done.replace("1319999999", "1319999998"), &both, "Facility"),
        (format!("{HEADER}<SegmentOfResult>2</SegmentOfResult>"), "", "in progress"),
        (format!("{HEADER}<SegmentOfResult>9</SegmentOfResult>"), &both, "failed"),
        (format!("{HEADER}<SegmentOfResult>3</SegmentOfResult>"), &both, "failed"),
        (format!("{done}<ErrorCode>TEST-9</ErrorCode>"), &both, "failed"),
        // Whether the element is always there is not known.
        (HEADER.to_owned(), &both, "kept, kept foreign 0"),
        (HEADER.to_owned(), "", "in progress"),
    ] {
        assert_eq!(said(&header, body), expected, "{header}");
    }
    let doubled = HANAKO.replace("<InsurerNumber>", "<ReferenceNumber>1</ReferenceNumber><InsurerNumber>");
    assert!(judge(&done, &unit(&doubled, KEPT)).is_err());
    assert!(!format!("{:?} {:?}", rows(), judge(&done, &both)).contains("P000123"));
}

#[test]
fn two_ways_of_writing_one_qualification_are_the_same() {
    let [hanako, jiro] = rows().try_into().unwrap();
    let typed = TypedNumbers {
        insurer: Some("139998"),
        symbol: Some("試-1"),
        number: Some("１２３４５６"),
        branch: None,
        birthdate: Some("20010101"),
    };
    let other = NumberCheck::new(typed, true, time::macros::date!(2026 - 11 - 22).into()).unwrap();
    assert_eq!(qualification_key(&jiro.check), qualification_key(&other));
    assert_ne!(qualification_key(&jiro.check), qualification_key(&hanako.check));
}
