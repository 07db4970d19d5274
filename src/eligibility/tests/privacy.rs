//! Nothing of a person leaks, and nothing received steers a terminal.

use super::*;

#[test]
fn nothing_of_the_person_is_in_debug_or_in_an_error() {
    let message = read(&message_of(&[full()])).unwrap();
    let said = format!("{message:?} {:?}", Verdict::of(&message));
    let entry = &message.message_body.result_list.entries[0];
    let said = format!("{said} {:?} {:?} {:?}", entry.limit, entry.diseases, entry.elderly_recipient);
    for secret in ["試験", "ｼｹﾝ", "0012345", "06139992", "1990", "架空", "000777", "10000"] {
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
