//! What is refused, and by which name.

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
        assert!(XmlMsg::from_xml(SAMPLE.get(..end).unwrap()).is_err(), "{end}");
    }
}

#[test]
fn each_kind_of_damage_has_its_name() {
    assert_eq!(XmlMsg::from_json(b"{\"MessageHeader\":"), Err(MessageError::CutOff));
    assert_eq!(XmlMsg::from_json(b"<html>busy</html>"), Err(MessageError::Malformed));
    assert_eq!(XmlMsg::from_json(b"{\"MessageBody\":{}}"), Err(MessageError::Shape));
    assert_eq!(XmlMsg::from_json(b"\xff\xfe"), Err(MessageError::Malformed));
    assert_eq!(XmlMsg::from_xml(""), Err(MessageError::CutOff));
    assert_eq!(XmlMsg::from_xml("<html>busy</html>"), Err(MessageError::Shape));
    assert_eq!(XmlMsg::from_xml("<XmlMsg></MessageHeader>"), Err(MessageError::Malformed));
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
    let bomb = SAMPLE.replace("<XmlMsg>", "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaa\">]><XmlMsg>");
    assert_eq!(XmlMsg::from_xml(&bomb), Err(MessageError::Shape));
}

#[test]
fn a_file_is_one_message_and_nothing_else() {
    let root = SAMPLE.split_once("?>").unwrap().1;
    for (text, error) in [
        (SAMPLE.replace("XmlMsg>", "Other>"), MessageError::Shape),
        (format!("{SAMPLE}{root}"), MessageError::Shape),
        (format!("{SAMPLE}<XmlMsg/>"), MessageError::Shape),
        (format!("{SAMPLE}<!DOCTYPE XmlMsg>"), MessageError::Shape),
        (format!("{SAMPLE}and more"), MessageError::Malformed),
        (format!("{SAMPLE}<XmlMsg>"), MessageError::CutOff),
        (format!("{SAMPLE}<!-- no end"), MessageError::CutOff),
        ("<XmlMsg/>".to_owned(), MessageError::Shape),
        (SAMPLE.replace("<MessageHeader>", &"<a>".repeat(100_000)), MessageError::Malformed),
        (SAMPLE.replace("試験　花子", "&name;"), MessageError::Malformed),
    ] {
        assert_eq!(XmlMsg::from_xml(&text), Err(error), "{:?}", text.get(text.len().saturating_sub(40)..));
    }
    assert!(XmlMsg::from_xml(&format!("{SAMPLE}<!-- end -->\n")).is_ok());
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(XmlMsg::from_xml(&format!("\u{feff}{SAMPLE}")).is_ok());
}

#[test]
fn an_element_or_a_list_that_is_longer_than_any_real_one_is_refused() {
    let long = "長".repeat(text::MAX_BYTES / "長".len());
    for (words, fits) in [(long.clone(), true), (format!("{long}長"), false), ("あ".repeat(1_300_000), false)] {
        let mut json = message_of(&[full()]);
        json["MessageBody"]["ProcessingResultMessage"] = json!(words);
        assert_eq!(read(&json).is_ok(), fits);
        assert_eq!(XmlMsg::from_xml(&SAMPLE.replace("試験　花子", &words)).is_ok(), fits);
    }
    for (count, fits) in [(wire::MAX_ENTRIES, true), (wire::MAX_ENTRIES + 1, false), (100_000, false)] {
        let mut entry = full();
        entry["SpecificDiseasesCertificateList"] = json!({"SpecificDiseasesCertificateInfo": vec![json!({}); count]});
        assert_eq!(read(&message_of(&[entry])).is_ok(), fits, "{count} certificates");
    }
    assert!(read(&message_of(&vec![full(); wire::MAX_ENTRIES + 1])).is_err());
}
