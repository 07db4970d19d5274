//! What is read is what is written, in both forms.

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
    assert_eq!(entry.personal_family_classification, Some(PersonalFamily::Family));
    assert_eq!(entry.late_elderly_ratio, None, "nothing is computed that was not sent");
    assert_eq!(confirmed.checked_on().to_string(), "2026-11-22");
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
    let result = cut("<ResultOfQualificationConfirmation>", "</ResultOfQualificationConfirmation>");
    let body = reversed(&body).replace(&result, &reversed(&result));
    let scrambled = format!(
        "<XmlMsg><MessageBody>{body}</MessageBody><MessageHeader>{}</MessageHeader></XmlMsg>",
        reversed(&header)
    );
    assert!(scrambled.find("ResultList").unwrap() < scrambled.find("ProcessingResultStatus").unwrap());
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
    for empty in ["<ResultList/>", "<ResultList></ResultList>", "<ResultList>\n </ResultList>"] {
        let xml = none.to_xml().unwrap().replace("</MessageBody>", &format!("{empty}</MessageBody>"));
        assert!(XmlMsg::from_xml(&xml).as_ref() == Ok(&none), "{empty}");
    }
}

#[test]
fn an_optional_element_may_be_missing_alone_or_with_all_others() {
    let everything = full();
    let optional: Vec<&String> =
        everything.as_object().unwrap().keys().filter(|name| !MANDATORY.contains(&name.as_str())).collect();
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
        assert_eq!(read(&message_of(&[entry])), Err(MessageError::Shape), "{name}");
        let without = SAMPLE.replace(&format!("<{name}>"), "<X>").replace(&format!("</{name}>"), "</X>");
        assert_eq!(XmlMsg::from_xml(&without), Err(MessageError::Shape), "{name}");
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
    for blank in ["<InsuredBranchNumber/>", "<InsuredBranchNumber>  </InsuredBranchNumber>"] {
        let xml = SAMPLE.replace("<InsuredBranchNumber>01</InsuredBranchNumber>", blank);
        assert_eq!(XmlMsg::from_xml(&xml).unwrap().message_body.result_list.entries[0].branch, None);
    }
}

#[test]
fn values_are_trimmed_and_a_padded_insurer_number_is_six_digits() {
    let xml = SAMPLE.replace(">06139992<", ">  139998<").replace(">試験<", ">\n 試験 <");
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

/// The sample with this text put in, at one place after the other.
fn with(markup: &str) -> Vec<String> {
    let text = XmlMsg::from_xml(SAMPLE).unwrap().to_xml().unwrap();
    let places = ["<XmlMsg>", "</XmlMsg>", "<Name>", "</MessageBody>"];
    let before = places.iter().map(|place| text.replacen(place, &format!("{markup}{place}"), 1));
    before.chain([format!("{text}{markup}")]).collect()
}

#[test]
fn the_mark_of_a_simulator_is_found_wherever_it_stands() {
    for mark in [SIMULATION, "<?uketsuke?>", "<?UKETSUKE Simulation ?>", "<?uketsuke\nsimulation=\"no\"?>"] {
        for text in with(mark) {
            assert!(XmlMsg::from_xml(&text).unwrap().simulation, "{mark}");
        }
    }
}

#[test]
fn what_only_looks_like_the_mark_of_a_simulator_is_none() {
    for markup in [
        format!("<!--{SIMULATION}-->"),
        "<?xml-stylesheet href=\"uketsuke\"?>".to_owned(),
        "<?simulation uketsuke?>".to_owned(),
        "<?uketsuke2 simulation?>".to_owned(),
    ] {
        for text in with(&markup) {
            assert!(!XmlMsg::from_xml(&text).unwrap().simulation, "{markup}");
        }
    }
    let text = XmlMsg::from_xml(SAMPLE).unwrap().to_xml().unwrap();
    for inside in
        [format!("<![CDATA[{SIMULATION}]]>"), SIMULATION.replace('<', "&lt;"), "uketsuke simulation".to_owned()]
    {
        let text = text.replacen("<Name>", &format!("<Name>{inside}"), 1);
        assert!(!XmlMsg::from_xml(&text).unwrap().simulation, "{inside}");
    }
}

#[test]
fn a_message_of_a_simulator_is_written_with_its_mark_and_another_without() {
    let real = XmlMsg::from_xml(SAMPLE).unwrap();
    let simulated = XmlMsg { simulation: true, ..real.clone() };
    assert!(!real.to_xml().unwrap().contains("<?uketsuke"));
    assert!(XmlMsg::from_xml(&simulated.to_xml().unwrap()).unwrap() == simulated);
}
