//! What stands in a file.

use std::fmt::Write as _;
use std::path::Path;

use tokio::time::Instant;

use super::*;
use crate::common::{HandOffId, StruckEntry, Way};
use crate::eligibility::codes::CharacterCode;
use crate::eligibility::{Entry, Verdict, VerdictKind};
use crate::exchange::{ResultFileKind, decode};
use crate::handoff::clock::Moment;
use crate::handoff::label::HandOffLabel;
use crate::handoff::record::{HandOffRecord, struck, unverified};
use crate::handoff::spool_folder::{Doubt, SpoolFolder};
use crate::settings::ResultEncoding;

/// The elements of the external-interface format in the order of its table, as far as an eligibility-only message has
/// them.
const TABLE: &str = "XmlMsg( \
    MessageHeader( ProcessExecutionTime QualificationConfirmationDate MedicalInstitutionCode ArbitraryFileIdentifier \
    ReferenceClassification SegmentOfResult ErrorCode ErrorMessage CharacterCodeIdentifier ) \
    MessageBody( ProcessingResultStatus ProcessingResultCode ProcessingResultMessage QualificationValidity ResultList( \
    ResultOfQualificationConfirmation( InsuredCardClassification InsurerNumber InsuredCardSymbol InsuredIdentificationNumber \
    InsuredBranchNumber PersonalFamilyClassification InsuredName Name NameOfOther NameKana NameOfOtherKana Sex1 Sex2 Birthdate \
    Address PostNumber QualificationDate DisqualificationDate InsuredCertificateIssuanceDate InsuredCardValidDate \
    InsuredCardExpirationDate InsuredPartialContributionRatio PreschoolClassification ReasonOfLoss InsurerName \
    ElderlyRecipientCertificateInfo( ElderlyRecipientCertificateDate ElderlyRecipientValidStartDate ElderlyRecipientValidEndDate \
    ElderlyRecipientContributionRatio ) LimitApplicationCertificateRelatedConsFlg LimitApplicationCertificateRelatedConsTime \
    LimitApplicationCertificateRelatedInfo( LimitApplicationCertificateClassification \
    LimitApplicationCertificateClassificationFlag LimitApplicationCertificateDate LimitApplicationCertificateValidStartDate \
    LimitApplicationCertificateValidEndDate LimitApplicationCertificateLongTermDate ) SpecificDiseasesCertificateRelatedConsFlg \
    SpecificDiseasesCertificateRelatedConsTime SpecificDiseasesCertificateList( SpecificDiseasesCertificateInfo( \
    SpecificDiseasesDiseaseCategory SpecificDiseasesCertificateDate SpecificDiseasesValidStartDate SpecificDiseasesValidEndDate \
    SpecificDiseasesSelfPay ) ) ReferenceNumber ) ) ) )";

/// The names in the table, groups and all.
fn table() -> Vec<&'static str> {
    TABLE.split_whitespace().filter(|word| *word != ")").map(|word| word.trim_end_matches('(')).collect()
}

/// Names of the elements of a text, in the order in which they begin.
fn elements(xml: &str) -> Vec<&str> {
    let begins = xml.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '?', '!']));
    begins.map(|tag| tag.split(['>', '/', ' ']).next().unwrap()).collect()
}

/// A message with every element of the table, each holding its place in it.
fn full() -> XmlMsg {
    let (mut xml, mut open, mut place) = (String::new(), Vec::new(), 0);
    for word in TABLE.split_whitespace() {
        if word == ")" {
            write!(xml, "</{}>", open.pop().unwrap()).unwrap();
            continue;
        }
        place += 1;
        if let Some(group) = word.strip_suffix('(') {
            open.push(group);
            write!(xml, "<{group}>").unwrap();
        } else {
            write!(xml, "<{word}>{place}</{word}>").unwrap();
        }
    }
    XmlMsg::from_xml(&xml).unwrap()
}

fn bytes(message: XmlMsg, label: HandOffLabel, form: HandOffFormat, encoding: FileEncoding) -> Result<Vec<u8>, usize> {
    let settings = settings(Path::new("/nowhere"), form, encoding);
    HandOffRecord::new(message, label, &settings, SystemTime::now()).map(|record| record.bytes().to_vec())
}

fn text(message: XmlMsg, label: HandOffLabel, form: HandOffFormat) -> String {
    String::from_utf8(bytes(message, label, form, FileEncoding::Utf8).unwrap()).unwrap()
}

/// Hands on, and what the reader of results makes of the file.
fn reads(message: XmlMsg, label: HandOffLabel, encoding: FileEncoding, wanted: ResultEncoding) -> XmlMsg {
    let home = tempfile::tempdir().unwrap();
    let settings = settings(home.path(), HandOffFormat::OqsXml, encoding);
    let record = HandOffRecord::new(message, label, &settings, SystemTime::now()).unwrap();
    let now = Moment { running: Instant::now(), wall: None };
    SpoolFolder::new(&settings.dir, settings.keep).put(&record, &mut Doubt::default(), now).unwrap();
    let names = files(home.path());
    assert!(names.len() == 1 && names[0].contains("_unverified") == matches!(label, HandOffLabel::Unverified(_)));
    let bytes = std::fs::read(home.path().join(&names[0])).unwrap();
    *decode(ResultFileKind::Result, &bytes, wanted).unwrap().message
}

#[test]
fn elements_stand_in_the_order_of_the_format_s_table() {
    let table = table();
    assert_eq!(elements(&text(full(), HandOffLabel::Confirmed, HandOffFormat::OqsXml)), table);
    let some = text(sample(), HandOffLabel::Confirmed, HandOffFormat::OqsXml);
    let places: Vec<_> =
        elements(&some).iter().map(|name| table.iter().position(|one| one == name).expect("in the table")).collect();
    assert!(places.len() > 20 && places.is_sorted(), "{some}");
}

#[test]
fn declaration_and_identifier_name_the_encoding_of_the_settings() {
    let utf_8 = bytes(sample(), HandOffLabel::Confirmed, HandOffFormat::OqsXml, FileEncoding::Utf8).unwrap();
    assert!(utf_8.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<XmlMsg>"));
    assert!(String::from_utf8(utf_8).unwrap().contains("<CharacterCodeIdentifier>0<"));
    let windows = bytes(sample(), HandOffLabel::Confirmed, HandOffFormat::OqsXml, FileEncoding::ShiftJis).unwrap();
    assert!(windows.starts_with(b"<?xml version=\"1.0\" encoding=\"Shift_JIS\" standalone=\"no\"?>\n<XmlMsg>"));
    let (windows, _, broken) = encoding_rs::SHIFT_JIS.decode(&windows);
    assert!(!broken && windows.contains("<CharacterCodeIdentifier>1<") && windows.contains("試験　花子"));
}

#[test]
fn characters_that_shift_jis_lacks_are_counted_and_not_replaced() {
    for form in [HandOffFormat::OqsXml, HandOffFormat::Csv] {
        assert_eq!(
            bytes(named("試験　𠮷🙂"), HandOffLabel::Confirmed, form, FileEncoding::ShiftJis),
            Err(2),
            "{form:?}"
        );
        assert!(bytes(named("試験　𠮷🙂"), HandOffLabel::Confirmed, form, FileEncoding::Utf8).is_ok());
    }
    // JSON is UTF-8 whatever the settings say.
    let json = bytes(named("試験　𠮷"), HandOffLabel::Confirmed, HandOffFormat::Json, FileEncoding::ShiftJis).unwrap();
    assert!(String::from_utf8(json).unwrap().contains("試験　𠮷"));
}

#[test]
fn json_is_the_message_of_the_wire() {
    let mut expected = sample();
    expected.message_header.character_code_identifier = CharacterCode::Utf8;
    let json = text(sample(), HandOffLabel::Confirmed, HandOffFormat::Json);
    assert!(XmlMsg::from_json(json.as_bytes()).as_ref() == Ok(&expected));
}

#[test]
fn the_facility_s_own_number_of_a_person_is_in_every_form() {
    let mut numbered = sample();
    numbered.message_body.result_list.entries[0].reference_number = Some("000777".into());
    let written = |form| text(numbered.clone(), HandOffLabel::Confirmed, form);
    assert!(written(HandOffFormat::OqsXml).contains("<ReferenceNumber>000777</ReferenceNumber>"));
    assert!(written(HandOffFormat::Json).contains("\"ReferenceNumber\":\"000777\""));
    let csv = written(HandOffFormat::Csv);
    let rows: Vec<Vec<&str>> = csv.split_terminator("\r\n").map(|line| line.split(',').collect()).collect();
    let column = rows[0].iter().position(|name| *name == "\"ReferenceNumber\"").unwrap();
    assert_eq!(rows[1][column], "\"000777\"");
}

#[test]
fn csv_has_a_column_for_every_element_with_one_value() {
    let csv = text(full(), HandOffLabel::Confirmed, HandOffFormat::Csv);
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    let [names, values] = lines[..] else { panic!("{csv}") };
    let (names, values): (Vec<_>, Vec<_>) = (names.split(',').collect(), values.split(',').collect());
    assert_eq!(names.len(), values.len());
    assert_eq!(
        (&names[..2], &values[..2]),
        (&["\"Confirmed\"", "\"ConfirmationWay\""][..], &["\"1\"", "\"card\""][..])
    );
    let table = table();
    let mut last = 0;
    for (name, value) in names.iter().zip(values).skip(2) {
        let place = 1 + table.iter().position(|one| *one == name.trim_matches('"')).expect("an element");
        assert!(place > last, "{name} is out of order");
        assert_eq!(value.trim_matches('"'), place.to_string(), "{name}");
        last = place;
    }
    let is_group = |name: &str| TABLE.contains(&format!("{name}("));
    let left_out: Vec<&str> =
        table.into_iter().filter(|name| !is_group(name) && !csv.contains(&format!("\"{name}\""))).collect();

    assert_eq!(
        left_out.join(" "),
        "SegmentOfResult ErrorCode ErrorMessage CharacterCodeIdentifier ProcessingResultStatus ReasonOfLoss \
         LimitApplicationCertificateRelatedConsFlg LimitApplicationCertificateRelatedConsTime \
         SpecificDiseasesCertificateRelatedConsFlg SpecificDiseasesCertificateRelatedConsTime SpecificDiseasesDiseaseCategory \
         SpecificDiseasesCertificateDate SpecificDiseasesValidStartDate SpecificDiseasesValidEndDate SpecificDiseasesSelfPay"
    );
}

#[test]
fn csv_keeps_quotes_commas_and_what_a_spreadsheet_would_take_for_a_formula() {
    let csv = text(named("=試験,\"花\"子"), HandOffLabel::Confirmed, HandOffFormat::Csv);
    assert!(csv.contains("\"=試験,\"\"花\"\"子\""), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 2);
}

#[test]
fn what_staff_entered_is_never_read_as_confirmed() {
    for way in Way::ALL {
        let message = unverified(sample(), way);
        for encoding in [FileEncoding::Utf8, FileEncoding::ShiftJis] {
            let read = reads(message.clone(), HandOffLabel::Unverified(way), encoding, ResultEncoding::Auto);
            assert_eq!(Verdict::of(&read).kind(), VerdictKind::NotStated, "{way:?}");
            let body = &read.message_body;
            assert!(body.processing_result_message.as_ref().unwrap().as_str().starts_with("未確認（職員の入力："));
            assert_eq!(body.result_list.entries[0].name.as_str(), "試験　花子");
        }
        let csv = text(message.clone(), HandOffLabel::Unverified(way), HandOffFormat::Csv);
        assert!(csv.contains("\r\n\"0\","), "{csv}");
        let json = text(message, HandOffLabel::Unverified(way), HandOffFormat::Json);
        for element in ["SegmentOfResult", "ProcessingResultStatus", "QualificationValidity"] {
            assert!(!json.contains(element), "{element}");
        }
    }
    // Also where staff entered next to nothing.
    let mut bare = XmlMsg::default();
    bare.message_body.result_list.entries.push(Entry::default());
    let bare = unverified(bare, Way::Oral);
    let label = HandOffLabel::Unverified(Way::Oral);
    let read = reads(bare.clone(), label, FileEncoding::ShiftJis, ResultEncoding::Auto);
    assert!(read.message_body == bare.message_body && Verdict::of(&read).kind() == VerdictKind::NotStated);
}

#[cfg(feature = "simulator")]
#[test]
fn the_folder_of_results_reads_every_confirmed_persona_as_it_was() {
    use time::macros::datetime;

    use crate::simulator::personas;

    let mut written = 0;
    for (encoding, wanted) in
        [(FileEncoding::Utf8, ResultEncoding::Utf8), (FileEncoding::ShiftJis, ResultEncoding::ShiftJis)]
    {
        for persona in personas::all() {
            let message = persona.answer.message(&persona.key, "1319999999", datetime!(2026-11-22 01:15 UTC));
            if !Verdict::of(&message).is_confirmed() {
                continue;
            }
            let read = reads(message.clone(), HandOffLabel::Confirmed, encoding, wanted);
            let code = read.message_header.character_code_identifier.clone();
            assert_eq!(code == CharacterCode::ShiftJis, encoding == FileEncoding::ShiftJis);
            // Windows' reader has its own name for the minus sign, which is the same character of JIS X 0208.
            let twin =
                |message: &XmlMsg| message.to_json().map(|json| String::from_utf8(json).unwrap().replace('−', "－"));
            let mut expected = message.clone();
            expected.message_header.character_code_identifier = code;
            assert!(twin(&read) == twin(&expected), "{}", persona.key);
            let json = text(message.clone(), HandOffLabel::Confirmed, HandOffFormat::Json);
            assert!(XmlMsg::from_json(json.as_bytes()).as_ref() == Ok(&message), "{}", persona.key);
            written += 1;
        }
    }
    assert!(written > 30, "{written}");
}

#[test]
fn a_strike_says_which_file_it_is_about_and_nothing_of_a_person_and_confirms_nothing() {
    for way in Way::ALL {
        let entry = StruckEntry { way, file: HandOffId(0xab) };
        let label = HandOffLabel::Struck(way);
        let read = reads(struck(sample(), entry), label, FileEncoding::ShiftJis, ResultEncoding::Auto);
        let header = &read.message_header;
        let identifier = header.arbitrary_file_identifier.as_ref().unwrap();
        assert_eq!(identifier.as_str(), "unverified00000000000000ab");
        assert_eq!(Verdict::of(&read).kind(), VerdictKind::NotStated);
        let words = read.message_body.processing_result_message.as_ref().unwrap();
        assert_eq!(words.as_str(), format!("取消（職員の入力：{}）", way.document_ja()));
        assert!(read.message_body.result_list.entries.is_empty());
        for form in [HandOffFormat::OqsXml, HandOffFormat::Json, HandOffFormat::Csv] {
            let text = text(struck(sample(), entry), label, form);
            assert!(text.contains("unverified00000000000000ab") && !text.contains("試験　花子"), "{text}");
        }
        let csv = text(struck(sample(), entry), label, HandOffFormat::Csv);
        assert!(csv.lines().nth(1).unwrap().starts_with("\"0\",\"struck\","), "{csv}");
    }
}

#[test]
fn the_file_has_the_identifier_that_was_promised_to_the_journal() {
    let home = tempfile::tempdir().unwrap();
    let settings = settings(home.path(), HandOffFormat::Json, FileEncoding::Utf8);
    let label = HandOffLabel::Unverified(Way::Oral);
    let record = || {
        let record = HandOffRecord::new(unverified(sample(), Way::Oral), label, &settings, SystemTime::UNIX_EPOCH);
        record.unwrap().named(Some(HandOffId(0xab)))
    };
    let now = Moment { running: Instant::now(), wall: None };
    let folder = SpoolFolder::new(&settings.dir, settings.keep);
    folder.put(&record(), &mut Doubt::default(), now).unwrap();
    assert!(files(home.path())[0].starts_with("OQSsiquc01res_face_unverified00000000000000ab_"));
    // Where another program has taken that name, the file is written all the same, under another one.
    folder.put(&record(), &mut Doubt::default(), now).unwrap();
    assert_eq!(files(home.path()).len(), 2);
}
