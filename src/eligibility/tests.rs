//! The message in both forms, and what it comes to.

use serde_json::{Value, json};

use super::codes::*;
use super::*;

/// A synthetic person with every element that an eligibility-only result may hold.
fn full() -> Value {
    json!({
        "InsuredCardClassification": "01",
        "InsurerNumber": "06139992",
        "InsuredCardSymbol": "試験",
        "InsuredIdentificationNumber": "0012345",
        "InsuredBranchNumber": "01",
        "PersonalFamilyClassification": "2",
        "InsuredName": "試験　太郎",
        "Name": "試験　花子",
        "NameOfOther": "試験　花",
        "NameKana": "ｼｹﾝ ﾊﾅｺ",
        "NameOfOtherKana": "ｼｹﾝ ﾊﾅ",
        "Sex1": "2",
        "Sex2": "3",
        "Birthdate": "19900401",
        "Address": "架空県試験市一丁目１－１",
        "PostNumber": "000-0000",
        "QualificationDate": "20230401",
        "DisqualificationDate": "20270401",
        "InsuredCertificateIssuanceDate": "20230402",
        "InsuredCardValidDate": "20230401",
        "InsuredCardExpirationDate": "99991231",
        "InsuredPartialContributionRatio": "010",
        "PreschoolClassification": "1",
        "ReasonOfLoss": "03",
        "InsurerName": "架空健康保険組合",
        "ElderlyRecipientCertificateInfo": {
            "ElderlyRecipientCertificateDate": "20260801",
            "ElderlyRecipientValidStartDate": "20260801",
            "ElderlyRecipientValidEndDate": "20270731",
            "ElderlyRecipientContributionRatio": "020"
        },
        "LimitApplicationCertificateRelatedConsFlg": "1",
        "LimitApplicationCertificateRelatedConsTime": "20261122101500",
        "LimitApplicationCertificateRelatedInfo": {
            "LimitApplicationCertificateClassification": "01",
            "LimitApplicationCertificateClassificationFlag": "A03",
            "LimitApplicationCertificateDate": "20260401",
            "LimitApplicationCertificateValidStartDate": "20260401",
            "LimitApplicationCertificateValidEndDate": "20270331",
            "LimitApplicationCertificateLongTermDate": "20260501"
        },
        "SpecificDiseasesCertificateRelatedConsFlg": "1",
        "SpecificDiseasesCertificateRelatedConsTime": "20261122101500",
        "SpecificDiseasesCertificateList": { "SpecificDiseasesCertificateInfo": [
            {
                "SpecificDiseasesDiseaseCategory": "1",
                "SpecificDiseasesCertificateDate": "20260401",
                "SpecificDiseasesValidStartDate": "20260401",
                "SpecificDiseasesValidEndDate": "20270331",
                "SpecificDiseasesSelfPay": "10000"
            },
            { "SpecificDiseasesDiseaseCategory": "2" }
        ] },
        "ReferenceNumber": "000777"
    })
}

const MANDATORY: [&str; 5] = [
    "InsuredCardClassification",
    "Name",
    "Sex1",
    "Birthdate",
    "InsurerName",
];

fn message_of(entries: &[Value]) -> Value {
    json!({
        "MessageHeader": {
            "ProcessExecutionTime": "20261122101530",
            "QualificationConfirmationDate": "20261122",
            "MedicalInstitutionCode": "1319999999",
            "ArbitraryFileIdentifier": "check-1",
            "ReferenceClassification": "1",
            "SegmentOfResult": "1",
            "CharacterCodeIdentifier": "0"
        },
        "MessageBody": {
            "ProcessingResultStatus": "1",
            "QualificationValidity": "1",
            "ResultList": { "ResultOfQualificationConfirmation": entries }
        }
    })
}

fn read(json: &Value) -> Result<XmlMsg, MessageError> {
    XmlMsg::from_json(json.to_string().as_bytes())
}

fn written(message: &XmlMsg) -> Value {
    serde_json::from_slice(&message.to_json().unwrap()).unwrap()
}

/// Out to XML and in again; out to JSON and in again.
fn survives_both_forms(message: &XmlMsg) {
    let xml = message.to_xml().unwrap();
    assert!(XmlMsg::from_xml(&xml).as_ref() == Ok(message), "{xml}");
    assert!(XmlMsg::from_json(&message.to_json().unwrap()).as_ref() == Ok(message));
}

const SAMPLE: &str = r#"<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>
<XmlMsg>
  <MessageHeader>
    <ProcessExecutionTime>20261122101530</ProcessExecutionTime>
    <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>
    <ReferenceClassification>1</ReferenceClassification>
    <SegmentOfResult>1</SegmentOfResult>
    <CharacterCodeIdentifier>1</CharacterCodeIdentifier>
  </MessageHeader>
  <MessageBody>
    <ProcessingResultStatus>1</ProcessingResultStatus>
    <QualificationValidity>1</QualificationValidity>
    <ResultList>
      <ResultOfQualificationConfirmation>
        <InsuredCardClassification>01</InsuredCardClassification>
        <InsurerNumber>06139992</InsurerNumber>
        <InsuredCardSymbol>試験</InsuredCardSymbol>
        <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber>
        <InsuredBranchNumber>01</InsuredBranchNumber>
        <PersonalFamilyClassification>2</PersonalFamilyClassification>
        <InsuredName>試験　太郎</InsuredName>
        <Name>試験　花子</Name>
        <NameKana>ｼｹﾝ ﾊﾅｺ</NameKana>
        <Sex1>2</Sex1>
        <Birthdate>19900401</Birthdate>
        <QualificationDate>20230401</QualificationDate>
        <InsuredCardValidDate>20230401</InsuredCardValidDate>
        <InsurerName>架空健康保険組合</InsurerName>
      </ResultOfQualificationConfirmation>
    </ResultList>
  </MessageBody>
</XmlMsg>
"#;

mod reading_and_writing {
    use super::*;

    #[test]
    fn the_sample_file_is_a_confirmed_family_member() {
        let message = XmlMsg::from_xml(SAMPLE).unwrap();
        let Verdict::Confirmed(confirmed) = Verdict::of(&message) else {
            panic!("not confirmed");
        };
        let entry = confirmed.entry();
        assert_eq!(entry.insurer().unwrap().as_str(), "06139992");
        assert_eq!(entry.number.as_ref().unwrap().as_str(), "0012345");
        assert_eq!(entry.name.as_str(), "試験　花子");
        assert_eq!(entry.name_kana.as_ref().unwrap().shown(), "シケン ハナコ");
        assert_eq!(entry.birthdate().unwrap().in_era(), "平成2年4月1日");
        assert_eq!(
            entry.personal_family_classification,
            Some(PersonalFamily::Family)
        );
        assert_eq!(
            entry.late_elderly_ratio, None,
            "nothing is computed that was not sent"
        );
        assert_eq!(confirmed.checked_on().unwrap().to_string(), "2026-11-22");
        assert_eq!(confirmed.notice(), None);
        assert_eq!(confirmed.notes(), []);
    }

    #[test]
    fn writing_keeps_the_order_of_the_table() {
        let message = XmlMsg::from_xml(SAMPLE).unwrap();
        let flat = SAMPLE.split('\n').map(str::trim).collect::<String>();
        assert_eq!(message.to_xml().unwrap().replace('\n', ""), flat);
    }

    #[test]
    fn a_scrambled_order_gives_the_same_message() {
        let element = |xml: &str| xml.split('\n').map(str::trim).collect::<String>();
        let entry = element(SAMPLE);
        let cut = |from: &str, to: &str| {
            let inside = entry.split_once(from).unwrap().1;
            inside.split_once(to).unwrap().0.to_owned()
        };
        let reversed = |inside: &str| {
            let mut elements: Vec<String> = Vec::new();
            let mut rest = inside;
            while let Some((name, _)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                let close = format!("</{name}>");
                let (value, after) = rest.split_once(&close).unwrap();
                elements.push(format!("{value}{close}"));
                rest = after;
            }
            elements.reverse();
            elements.concat()
        };
        let header = cut("<MessageHeader>", "</MessageHeader>");
        let body = cut("<MessageBody>", "</MessageBody>");
        let result = cut(
            "<ResultOfQualificationConfirmation>",
            "</ResultOfQualificationConfirmation>",
        );
        let body = reversed(&body).replace(&result, &reversed(&result));
        let scrambled = format!(
            "<XmlMsg><MessageBody>{body}</MessageBody><MessageHeader>{}</MessageHeader></XmlMsg>",
            reversed(&header)
        );
        assert!(
            scrambled.find("ResultList").unwrap()
                < scrambled.find("ProcessingResultStatus").unwrap()
        );
        assert!(XmlMsg::from_xml(&scrambled).unwrap() == XmlMsg::from_xml(SAMPLE).unwrap());
    }

    #[test]
    fn every_element_survives_both_forms() {
        let json = message_of(&[full()]);
        let message = read(&json).unwrap();
        assert_eq!(written(&message), json);
        survives_both_forms(&message);
    }

    #[test]
    fn several_entries_and_none_survive_both_forms() {
        let two = read(&message_of(&[full(), full()])).unwrap();
        assert_eq!(two.message_body.result_list.entries.len(), 2);
        survives_both_forms(&two);
        let none = read(&message_of(&[])).unwrap();
        survives_both_forms(&none);
        assert!(!none.to_xml().unwrap().contains("ResultList"));
        for empty in [
            "<ResultList/>",
            "<ResultList></ResultList>",
            "<ResultList>\n </ResultList>",
        ] {
            let xml = none
                .to_xml()
                .unwrap()
                .replace("</MessageBody>", &format!("{empty}</MessageBody>"));
            assert!(XmlMsg::from_xml(&xml).as_ref() == Ok(&none), "{empty}");
        }
    }

    #[test]
    fn an_optional_element_may_be_missing_alone_or_with_all_others() {
        let everything = full();
        let optional: Vec<&String> = everything
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| !MANDATORY.contains(&name.as_str()))
            .collect();
        assert_eq!(optional.len(), 28);
        let mut bare = everything.clone();
        for name in optional {
            let mut entry = everything.clone();
            entry.as_object_mut().unwrap().remove(name);
            let message = read(&message_of(&[entry.clone()])).unwrap();
            assert_eq!(written(&message), message_of(&[entry]), "{name}");
            survives_both_forms(&message);
            bare.as_object_mut().unwrap().remove(name);
        }
        let message = read(&message_of(&[bare.clone()])).unwrap();
        assert_eq!(written(&message), message_of(&[bare]));
        survives_both_forms(&message);
        assert!(Verdict::of(&message).is_confirmed());
    }

    #[test]
    fn a_mandatory_element_may_not_be_missing() {
        for name in MANDATORY {
            let mut entry = full();
            entry.as_object_mut().unwrap().remove(name);
            assert_eq!(
                read(&message_of(&[entry])),
                Err(MessageError::Shape),
                "{name}"
            );
            let without = SAMPLE
                .replace(&format!("<{name}>"), "<X>")
                .replace(&format!("</{name}>"), "</X>");
            assert_eq!(
                XmlMsg::from_xml(&without),
                Err(MessageError::Shape),
                "{name}"
            );
        }
    }

    #[test]
    fn a_blank_branch_is_not_sent_and_not_00() {
        for blank in [json!(""), json!("  "), json!("　"), json!(null)] {
            let mut entry = full();
            entry["InsuredBranchNumber"] = blank;
            let message = read(&message_of(&[entry])).unwrap();
            assert_eq!(message.message_body.result_list.entries[0].branch, None);
        }
        for blank in [
            "<InsuredBranchNumber/>",
            "<InsuredBranchNumber>  </InsuredBranchNumber>",
        ] {
            let xml = SAMPLE.replace("<InsuredBranchNumber>01</InsuredBranchNumber>", blank);
            assert_eq!(
                XmlMsg::from_xml(&xml)
                    .unwrap()
                    .message_body
                    .result_list
                    .entries[0]
                    .branch,
                None
            );
        }
    }

    #[test]
    fn values_are_trimmed_and_a_padded_insurer_number_is_six_digits() {
        let xml = SAMPLE
            .replace(">06139992<", ">  139998<")
            .replace(">試験<", ">\n 試験 <");
        let message = XmlMsg::from_xml(&xml).unwrap();
        let entry = &message.message_body.result_list.entries[0];
        assert_eq!(entry.insurer().unwrap().as_str(), "139998");
        assert_eq!(entry.symbol.as_ref().unwrap().as_str(), "試験");
    }

    #[test]
    fn clinical_consents_and_medical_tickets_are_skipped_and_never_written() {
        let extra = "<SpecificHealthCheckupsInfoConsFlg>1</SpecificHealthCheckupsInfoConsFlg>\
                     <PublicExpenseResultList><MedicalTicketInfo><InjuryName1>x</InjuryName1>\
                     </MedicalTicketInfo></PublicExpenseResultList><Sex1>2</Sex1>";
        let message = XmlMsg::from_xml(&SAMPLE.replace("<Sex1>2</Sex1>", extra)).unwrap();
        assert!(message == XmlMsg::from_xml(SAMPLE).unwrap());
        assert!(!message.to_xml().unwrap().contains("InjuryName1"));
    }

    #[test]
    fn a_date_or_share_that_is_none_is_kept_as_sent() {
        for sent in ["20230229", "00000000", "abc"] {
            let mut entry = full();
            entry["Birthdate"] = json!(sent);
            entry["InsuredCardExpirationDate"] = json!(sent);
            entry["InsuredPartialContributionRatio"] = json!(sent);
            let message = read(&message_of(&[entry.clone()])).unwrap();
            let read = &message.message_body.result_list.entries[0];
            assert_eq!((read.birthdate(), read.validity().1), (None, None));
            assert_eq!(read.late_elderly_ratio, Some(Wire::Unreadable(sent.into())));
            assert_eq!(written(&message), message_of(&[entry]));
            survives_both_forms(&message);
        }
    }
}

mod codes_in_their_places {
    use super::*;

    /// Puts a code where `at` points and takes it through both forms.
    fn travels(at: &str, code: &str) {
        let mut json = message_of(&[full()]);
        *json.pointer_mut(at).unwrap() = json!(code);
        let message = read(&json).unwrap();
        assert_eq!(written(&message), json, "{at} {code}");
        if at != CHARACTER_CODE {
            survives_both_forms(&message);
        }
    }

    const CHARACTER_CODE: &str = "/MessageHeader/CharacterCodeIdentifier";
    const ENTRY: &str = "/MessageBody/ResultList/ResultOfQualificationConfirmation/0";

    #[test]
    fn every_known_code_and_an_unknown_one_travel_in_every_place() {
        macro_rules! places {
            ($($at:expr => $table:ident),+ $(,)?) => {$(
                for known in $table::KNOWN {
                    travels($at, known.code());
                }
                travels($at, "Z9");
            )+};
        }
        let of = |name: &str| format!("{ENTRY}/{name}");
        let limit =
            of("LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassification");
        places! {
            "/MessageHeader/ReferenceClassification" => ReferenceClassification,
            "/MessageHeader/SegmentOfResult" => SegmentOfResult,
            CHARACTER_CODE => CharacterCode,
            "/MessageBody/ProcessingResultStatus" => ProcessingResultStatus,
            "/MessageBody/QualificationValidity" => QualificationValidity,
            &of("InsuredCardClassification") => InsuredCardClassification,
            &of("PersonalFamilyClassification") => PersonalFamily,
            &of("Sex1") => Sex,
            &of("Sex2") => Sex,
            &of("PreschoolClassification") => Preschool,
            &of("ReasonOfLoss") => ReasonOfLoss,
            &of("LimitApplicationCertificateRelatedConsFlg") => LimitConsent,
            &limit => LimitClassification,
            &format!("{limit}Flag") => LimitClass,
            &of("SpecificDiseasesCertificateRelatedConsFlg") => DiseaseConsent,
            &of("SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo/0/SpecificDiseasesDiseaseCategory")
                => SpecificDisease,
        }
    }

    #[test]
    fn a_file_in_an_unknown_character_code_cannot_be_written() {
        let mut json = message_of(&[full()]);
        json["MessageHeader"]["CharacterCodeIdentifier"] = json!("2");
        assert_eq!(read(&json).unwrap().to_xml(), Err(MessageError::Unwritable));
    }
}

mod what_is_no_message {
    use super::*;

    #[test]
    fn a_message_cut_off_at_any_character_is_refused() {
        let json = message_of(&[full()]).to_string();
        let ends = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        for end in ends(&json) {
            assert!(XmlMsg::from_json(&json.as_bytes()[..end]).is_err(), "{end}");
        }
        let close = SAMPLE.find("</XmlMsg>").unwrap();
        for end in ends(SAMPLE).into_iter().filter(|end| *end <= close) {
            assert!(
                XmlMsg::from_xml(SAMPLE.get(..end).unwrap()).is_err(),
                "{end}"
            );
        }
    }

    #[test]
    fn each_kind_of_damage_has_its_name() {
        assert_eq!(
            XmlMsg::from_json(b"{\"MessageHeader\":"),
            Err(MessageError::CutOff)
        );
        assert_eq!(
            XmlMsg::from_json(b"<html>busy</html>"),
            Err(MessageError::Malformed)
        );
        assert_eq!(
            XmlMsg::from_json(b"{\"MessageBody\":{}}"),
            Err(MessageError::Shape)
        );
        assert_eq!(XmlMsg::from_json(b"\xff\xfe"), Err(MessageError::Malformed));
        assert_eq!(XmlMsg::from_xml(""), Err(MessageError::CutOff));
        assert_eq!(
            XmlMsg::from_xml("<html>busy</html>"),
            Err(MessageError::Shape)
        );
        assert_eq!(
            XmlMsg::from_xml("<XmlMsg></MessageHeader>"),
            Err(MessageError::Malformed)
        );
    }

    #[test]
    fn a_number_without_its_quotes_is_refused_because_its_zeros_are_lost() {
        let mut entry = full();
        entry["InsuredIdentificationNumber"] = json!(12345);
        assert_eq!(read(&message_of(&[entry])), Err(MessageError::Shape));
    }

    #[test]
    fn a_doubled_element_is_refused() {
        let twice = SAMPLE.replace("<Sex1>2</Sex1>", "<Sex1>2</Sex1><Sex1>1</Sex1>");
        assert_eq!(XmlMsg::from_xml(&twice), Err(MessageError::Shape));
    }

    #[test]
    fn a_document_type_declaration_is_refused() {
        let bomb = SAMPLE.replace(
            "<XmlMsg>",
            "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaa\">]><XmlMsg>",
        );
        assert_eq!(XmlMsg::from_xml(&bomb), Err(MessageError::Shape));
    }

    #[test]
    fn a_byte_order_mark_does_no_harm() {
        assert!(XmlMsg::from_xml(&format!("\u{feff}{SAMPLE}")).is_ok());
    }
}

mod privacy {
    use super::*;

    #[test]
    fn nothing_of_the_person_is_in_debug_or_in_an_error() {
        let message = read(&message_of(&[full()])).unwrap();
        let said = format!("{message:?} {:?}", Verdict::of(&message));
        let entry = &message.message_body.result_list.entries[0];
        let said = format!(
            "{said} {:?} {:?} {:?}",
            entry.limit, entry.diseases, entry.elderly_recipient
        );
        for secret in [
            "試験",
            "ｼｹﾝ",
            "0012345",
            "06139992",
            "1990",
            "架空",
            "000777",
            "10000",
        ] {
            assert!(!said.contains(secret), "{secret} in {said}");
        }
        let mut wrong = full();
        wrong["SpecificDiseasesCertificateList"] = json!("花子");
        let error = read(&message_of(&[wrong])).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("花子"));
        let mut misplaced = message_of(&[full()]);
        misplaced["MessageBody"]["QualificationValidity"] = json!("花子");
        let verdict = Verdict::of(&read(&misplaced).unwrap());
        assert!(!format!("{verdict:?}").contains("花子"));
    }

    #[test]
    fn a_received_text_cannot_steer_a_terminal_and_can_always_be_written() {
        let mut json = message_of(&[full()]);
        json["MessageBody"]["ProcessingResultMessage"] = json!("\u{1b}[2J期限 <&> \u{0}です");
        let message = read(&json).unwrap();
        let notice = message.notice().unwrap();
        assert_eq!(notice.message.unwrap().as_str(), "期限 <&> です");
        survives_both_forms(&message);
    }
}

mod verdicts {
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
        let (one, two, nine, none) = (Some("1"), Some("2"), Some("9"), None);
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
            one, one, none, 1 => Unknown;
            one, one, none, 0 => Unknown;
            none, none, none, 1 => NotStated;
            none, none, none, 0 => NotStated;
            none, none, one, 1 => Unknown;
            none, one, one, 1 => Unknown;
            one, none, one, 1 => Unknown;
            one, two, none, 0 => Refused;
            one, two, one, 1 => Refused;
            one, Some("3"), one, 1 => Unknown;
            two, none, none, 0 => InProgress;
            two, one, one, 1 => InProgress;
            nine, none, none, 0 => SystemError;
            nine, one, one, 1 => SystemError;
            Some("3"), one, one, 1 => Unknown;
        } {
            let verdict = verdict_of(&row);
            let said = format!(
                "{:?} {:?} {:?} {}",
                row.segment, row.status, row.validity, row.entries
            );
            assert_eq!(verdict.kind(), row.verdict, "{said}");
            assert_eq!(
                verdict.is_confirmed(),
                row.verdict == VerdictKind::Confirmed,
                "{said}"
            );
        }
    }

    #[test]
    fn an_unknown_code_is_named_with_its_element() {
        let row = |segment, status, validity| Row {
            segment,
            status,
            validity,
            entries: 1,
            verdict: VerdictKind::Unknown,
        };
        for (row, element, code) in [
            (
                row(Some("1"), Some("1"), Some("8")),
                "QualificationValidity",
                Some("8"),
            ),
            (
                row(Some("1"), Some("1"), None),
                "QualificationValidity",
                None,
            ),
            (
                row(Some("1"), Some("8"), Some("1")),
                "ProcessingResultStatus",
                Some("8"),
            ),
            (
                row(Some("8"), Some("1"), Some("1")),
                "SegmentOfResult",
                Some("8"),
            ),
        ] {
            assert_eq!(
                verdict_of(&row),
                Verdict::Unknown {
                    element,
                    code: code.map(Into::into)
                }
            );
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
        let notice = Notice {
            code: Some("TEST-1".into()),
            message: Some("模擬のお知らせ".into()),
        };
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
        let expected = Notice {
            code: Some("TEST-9".into()),
            message: None,
        };
        assert_eq!(
            Verdict::of(&read(&json).unwrap()),
            Verdict::SystemError(expected)
        );
    }

    fn notes(change: impl FnOnce(&mut Value)) -> Vec<Note> {
        let mut entry = full();
        change(&mut entry);
        let Verdict::Confirmed(confirmed) = Verdict::of(&read(&message_of(&[entry])).unwrap())
        else {
            panic!("a note changes no verdict");
        };
        confirmed.notes()
    }

    #[test]
    fn what_is_odd_about_a_confirmed_entry_is_noted_and_changes_no_verdict() {
        assert_eq!(notes(|_| {}), []);
        assert_eq!(
            notes(|entry| entry["InsuredCardExpirationDate"] = json!("20261122")),
            []
        );
        assert_eq!(
            notes(|entry| entry["InsuredCardValidDate"] = json!("20261122")),
            []
        );
        let outside = [Note::OutsideValidity];
        assert_eq!(
            notes(|entry| entry["InsuredCardExpirationDate"] = json!("20261121")),
            outside
        );
        assert_eq!(
            notes(|entry| entry["InsuredCardValidDate"] = json!("20261123")),
            outside
        );
        assert_eq!(
            notes(|entry| entry["InsuredCardExpirationDate"] = json!("20230331")),
            [Note::OutsideValidity, Note::PeriodReversed]
        );
        assert_eq!(
            notes(|entry| entry["InsurerNumber"] = json!("06139993")),
            [Note::Insurer(insurer::InsurerNote::CheckDigit)]
        );
    }
}
