//! A reference number that the terminal is to keep: what the emulated one can do with it, and what comes of that.

use super::answers::at;
use super::*;
use crate::eligibility::ForeignAnswer;

/// What is said to an assignment under these switches.
fn said(switches: &[(&str, &str)], deadline: u64) -> Result<Assigned, InquiryError> {
    let (_dir, _terminal, mut kiosk) = at(switches, deadline);
    kiosk.assigns(HANAKO, "000123")
}

/// The reference number in the answer to the numbers of this paper.
fn reference(kiosk: &mut Kiosk, typed: TypedNumbers<'_>) -> Option<String> {
    let answer = kiosk.hears(typed);
    let reference = answer.message.message_body.result_list.entries[0].reference_number.as_ref();
    reference.map(|text| text.as_str().to_owned())
}

#[test]
fn a_number_that_is_kept_comes_back_with_later_answers_about_that_person_and_no_other() {
    let (dir, terminal, mut kiosk) = at(&[], 10_000);
    for (typed, number) in [(HANAKO, "000123"), (JIRO, "P-7"), (ELDER, "9")] {
        assert_eq!(reference(&mut kiosk, typed), None);
        assert_eq!(kiosk.assigns(typed, number), Ok(Assigned::Kept));
    }
    for (typed, number) in [(HANAKO, "000123"), (JIRO, "P-7"), (ELDER, "9")] {
        assert_eq!(reference(&mut kiosk, typed).as_deref(), Some(number));
    }
    assert!(names(&dir.path().join("Req")).is_empty() && names(&dir.path().join("Res")).is_empty());
    assert!(kiosk.state_text().contains("\"open\": []"));
    assert_eq!(terminal.status(), "taken=9 answered=9 refused=0 twice=0");
}

#[test]
fn what_the_terminal_says_is_told_as_it_is() {
    let words = |said: Result<Assigned, InquiryError>| match said {
        Ok(Assigned::Refused(notice)) => notice.message.map(|text| text.shown()).unwrap_or_default(),
        Ok(Assigned::Kept) => "kept".to_owned(),
        Ok(Assigned::Unclear) => "unclear".to_owned(),
        Err(error) => format!("{error:?}"),
    };
    let (_dir, _terminal, mut kiosk) = at(&[], 10_000);
    let stranger = TypedNumbers { number: Some("9999999"), ..HANAKO };
    assert_eq!(words(kiosk.assigns(stranger, "1")), "該当する資格がありません");
    for (switches, is) in [
        (&[("assign", "refused")][..], "登録できません"),
        (&[("assign", "unclear")], "unclear"),
        (&[("assign", "failed")], "システムエラー"),
        (&[("assign", "error-code")], "システムエラー"),
        (&[("encoding", "shift_jis")], "kept"),
        (&[("order", "table"), ("mark", "bom")], "kept"),
        (&[("again", "0ms"), ("grow", "300ms")], "kept"),
        (&[("err", "登録 E01")], "Refused(\"SIMULATION: 登録 E01\")"),
        (&[("form", "zip-encrypted")], "Zip { encrypted: true }"),
    ] {
        assert_eq!(words(said(switches, 10_000)), is, "{switches:?}");
    }
}

#[test]
fn an_answer_with_another_mark_or_number_is_left_where_it_is() {
    for (switch, value, whose) in [
        ("identifier", "missing", ForeignAnswer::Identifier),
        ("identifier", "other", ForeignAnswer::Identifier),
        ("facility", "changed", ForeignAnswer::Facility),
        ("assign", "other-number", ForeignAnswer::ReferenceNumber),
        ("assign", "no-number", ForeignAnswer::ReferenceNumber),
    ] {
        let (dir, _terminal, mut kiosk) = at(&[(switch, value)], 300);
        assert_eq!(kiosk.assigns(HANAKO, "000123"), Err(InquiryError::NotOurs(whose)), "{switch} {value}");
        assert_eq!(names(&dir.path().join("Res")).len(), 1, "{switch} {value}");
    }
    for (switch, value) in [("identifier", "doubled"), ("facility", "doubled"), ("assign", "doubled-number")] {
        let error = said(&[(switch, value)], 10_000).unwrap_err();
        assert!(matches!(error, InquiryError::Unreadable(_)), "{switch} {value}: {error}");
    }
}

#[test]
fn what_is_not_taken_is_withdrawn_and_a_late_answer_is_removed_and_told_once() {
    let (dir, terminal, mut kiosk) = at(&[("take", "never")], 100);
    assert_eq!(kiosk.assigns(HANAKO, "000123"), Err(InquiryError::NotTaken));
    assert!(names(&dir.path().join("Req")).is_empty());
    terminal.set("take", "whole").unwrap();
    terminal.set("answer-after", "200ms").unwrap();
    assert_eq!(kiosk.assigns(HANAKO, "000123"), Err(InquiryError::TakenNoAnswer { stay: None }));
    let told = Mutex::new(Vec::new());
    let until = std::time::Instant::now() + Duration::from_secs(5);
    while kiosk.inquirer.late.len() > 1 && std::time::Instant::now() < until {
        kiosk.inquirer.look_for_late(&|event| told.lock().unwrap().push(event));
    }
    let told = told.into_inner().unwrap();
    assert!(matches!(told.as_slice(), [InquiryEvent::AssignedLate(InquiryId(1), Assigned::Kept)]), "{told:?}");
    assert!(names(&dir.path().join("Res")).is_empty(), "the answer is removed");
    assert_eq!(terminal.status(), "taken=1 answered=1 refused=0 twice=0");
}
