//! The table of verdicts, row by row.

use super::*;

struct Row {
    segment: Option<&'static str>,
    status: Option<&'static str>,
    validity: Option<&'static str>,
    entries: usize,
    verdict: VerdictKind,
}

fn verdict_of(row: &Row) -> Verdict {
    let mut json = message_of(&vec![full(); row.entries]);
    json["MessageHeader"]["SegmentOfResult"] = json!(row.segment);
    json["MessageBody"]["ProcessingResultStatus"] = json!(row.status);
    json["MessageBody"]["QualificationValidity"] = json!(row.validity);
    Verdict::of(&read(&json).unwrap())
}

macro_rules! rows {
    ($($segment:expr, $status:expr, $validity:expr, $entries:expr => $verdict:ident;)+) => {
        [$(Row {
            segment: $segment,
            status: $status,
            validity: $validity,
            entries: $entries,
            verdict: VerdictKind::$verdict,
        }),+]
    };
}

#[test]
fn each_row_of_the_table_comes_to_its_verdict() {
    let (one, two, nine, absent) = (Some("1"), Some("2"), Some("9"), None);
    for row in rows! {
        one, one, one, 1 => Confirmed;
        one, one, one, 0 => Inconsistent;
        one, one, one, 2 => Inconsistent;
        one, one, two, 0 => Lost;
        one, one, two, 1 => Lost;
        one, one, two, 2 => Inconsistent;
        one, one, Some("3"), 0 => NewExists;
        one, one, Some("3"), 1 => NewExists;
        one, one, Some("3"), 2 => NewExists;
        one, one, Some("4"), 0 => NoMatch;
        one, one, Some("4"), 1 => Inconsistent;
        one, one, Some("5"), 0 => Multiple;
        one, one, Some("5"), 2 => Multiple;
        one, one, Some("6"), 1 => Unregistered;
        one, one, Some("6"), 0 => Inconsistent;
        one, one, Some("7"), 1 => Unknown;
        one, one, Some("01"), 1 => Unknown;
        one, one, Some("有効"), 1 => Unknown;
        one, one, absent, 1 => Unknown;
        one, one, absent, 0 => Unknown;
        absent, absent, absent, 1 => NotStated;
        absent, absent, absent, 0 => NotStated;
        absent, absent, one, 1 => Unknown;
        absent, one, one, 1 => Unknown;
        one, absent, one, 1 => Unknown;
        one, two, absent, 0 => Refused;
        one, two, one, 1 => Refused;
        one, Some("3"), one, 1 => Unknown;
        two, absent, absent, 0 => InProgress;
        two, one, one, 1 => InProgress;
        nine, absent, absent, 0 => SystemError;
        nine, one, one, 1 => SystemError;
        Some("3"), one, one, 1 => Unknown;
    } {
        let verdict = verdict_of(&row);
        let said = format!("{:?} {:?} {:?} {}", row.segment, row.status, row.validity, row.entries);
        assert_eq!(verdict.kind(), row.verdict, "{said}");
        assert_eq!(verdict.is_confirmed(), row.verdict == VerdictKind::Confirmed, "{said}");
    }
}

#[test]
fn an_unknown_code_is_named_with_its_element() {
    let row = |segment, status, validity| Row { segment, status, validity, entries: 1, verdict: VerdictKind::Unknown };
    for (row, element, code) in [
        (row(Some("1"), Some("1"), Some("8")), "QualificationValidity", Some("8")),
        (row(Some("1"), Some("1"), None), "QualificationValidity", None),
        (row(Some("1"), Some("8"), Some("1")), "ProcessingResultStatus", Some("8")),
        (row(Some("8"), Some("1"), Some("1")), "SegmentOfResult", Some("8")),
    ] {
        assert_eq!(verdict_of(&row), Verdict::Unknown { element, code: code.map(Into::into) });
    }
}

fn with_notice(status: &str) -> XmlMsg {
    let mut json = message_of(&[full()]);
    json["MessageBody"]["ProcessingResultStatus"] = json!(status);
    json["MessageBody"]["ProcessingResultCode"] = json!("TEST-1");
    json["MessageBody"]["ProcessingResultMessage"] = json!("模擬のお知らせ");
    read(&json).unwrap()
}

#[test]
fn a_code_on_success_is_a_notice_and_on_an_error_the_refusal() {
    let notice = Notice { code: Some("TEST-1".into()), message: Some("模擬のお知らせ".into()) };
    let Verdict::Confirmed(confirmed) = Verdict::of(&with_notice("1")) else {
        panic!("not confirmed");
    };
    assert_eq!(confirmed.notice(), Some(&notice));
    assert_eq!(Verdict::of(&with_notice("2")), Verdict::Refused(notice));
}

#[test]
fn a_failure_says_the_code_of_the_header() {
    let mut json = message_of(&[]);
    json["MessageHeader"]["SegmentOfResult"] = json!("9");
    json["MessageHeader"]["ErrorCode"] = json!("TEST-9");
    let expected = Notice { code: Some("TEST-9".into()), message: None };
    assert_eq!(Verdict::of(&read(&json).unwrap()), Verdict::SystemError(expected));
}

fn dated(change: impl FnOnce(&mut Value)) -> Verdict {
    let mut json = message_of(&[full()]);
    change(&mut json);
    Verdict::of(&read(&json).unwrap())
}

fn entry_of(json: &mut Value) -> &mut Value {
    &mut json["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"][0]
}

#[test]
fn what_is_called_valid_and_was_not_in_force_on_the_day_of_the_check_is_not_confirmed() {
    for (element, day, confirmed) in [
        ("DisqualificationDate", "20261123", true),
        ("DisqualificationDate", "20261122", false),
        ("DisqualificationDate", "20200101", false),
        ("InsuredCardExpirationDate", "20261122", true),
        ("InsuredCardExpirationDate", "20261121", false),
        ("InsuredCardValidDate", "20261122", true),
        ("InsuredCardValidDate", "20261123", false),
    ] {
        let verdict = dated(|json| entry_of(json)[element] = json!(day));
        assert_eq!(verdict.is_confirmed(), confirmed, "{element} {day}");
        assert_eq!(matches!(verdict, Verdict::Inconsistent(Some(_))), !confirmed, "{element} {day}");
    }
}

#[test]
fn what_has_no_day_of_the_check_is_not_confirmed() {
    let verdict = dated(|json| json["MessageHeader"]["QualificationConfirmationDate"] = json!("20261131"));
    let element = "QualificationConfirmationDate";
    assert_eq!(verdict, Verdict::Unknown { element, code: Some("20261131".into()) });
}

fn notes(change: impl FnOnce(&mut Value)) -> Vec<Note> {
    match dated(|json| change(entry_of(json))) {
        Verdict::Confirmed(confirmed) => confirmed.notes(),
        Verdict::Inconsistent(Some(entry)) => entry.notes(Date::from_japanese("20261122")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_odd_about_an_entry_is_noted() {
    assert_eq!(notes(|_| {}), []);
    assert_eq!(notes(|entry| entry["InsuredCardExpirationDate"] = json!("20261122")), []);
    assert_eq!(notes(|entry| entry["InsuredCardValidDate"] = json!("20261122")), []);
    let outside = [Note::OutsideValidity];
    assert_eq!(notes(|entry| entry["InsuredCardExpirationDate"] = json!("20261121")), outside);
    assert_eq!(notes(|entry| entry["InsuredCardValidDate"] = json!("20261123")), outside);
    assert_eq!(notes(|entry| entry["DisqualificationDate"] = json!("20261122")), outside);
    assert_eq!(
        notes(|entry| entry["InsuredCardExpirationDate"] = json!("20230331")),
        [Note::OutsideValidity, Note::PeriodReversed]
    );
    assert_eq!(
        notes(|entry| entry["InsurerNumber"] = json!("06139993")),
        [Note::Insurer(insurer::InsurerNote::CheckDigit)]
    );
}
