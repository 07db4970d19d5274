//! Calling staff, what they say of a face, and what digits do where none is asked for.

use super::view::KeyNote;
use super::*;
use crate::common::{Call, CallKind, Language};
use crate::eligibility::codes::QualificationValidity;

impl Desk {
    fn note(&self) -> Option<KeyNote> {
        self.visit.view(self.now).note
    }

    /// The first word of the screen's form: which screen it is.
    fn screen_name(&self) -> String {
        let form = format!("{:?}", self.screen());
        form.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default().to_owned()
    }

    fn calls(&mut self) -> usize {
        self.presses(Key::Call);
        self.effects.iter().filter(|effect| matches!(effect, Effect::Bell(Bell::StaffCall))).count()
    }

    fn at_the_staff() -> Self {
        let mut desk = Self::at_the_pin();
        desk.presses(Key::Call);
        assert!(matches!(desk.screen(), Screen::Staff { back: true, .. }));
        desk
    }
}

#[test]
fn on_every_screen_without_a_pin_a_call_rings_and_says_so_and_the_screen_stays() {
    let waiting = Desk::new();
    let mut reading = Desk::new();
    reading.inserts();
    let mut trouble = Desk::new();
    trouble.inserts();
    trouble.fails(CardFault::Trouble(TroubleKind::UnexpectedStatus.into()));
    let checking = Desk::signed();
    let mut panel = Desk::signed();
    panel.answers(Ok(valid()));
    let mut taking = Desk::signed();
    taking.answers(Ok(valid()));
    taking.presses(Key::Enter);
    for mut desk in [waiting, reading, trouble, checking, panel, taking] {
        let before = desk.screen_name();
        assert_eq!(desk.calls(), 1, "{before}");
        assert_eq!(desk.note(), Some(KeyNote::StaffCalled));
        assert_eq!(desk.screen_name(), before);
        desk.passes(Duration::from_secs(8));
        assert_eq!((desk.calls(), desk.note()), (0, Some(KeyNote::StaffCalled)), "not twice in ten seconds");
        desk.passes(Duration::from_secs(10));
        desk.hear(Event::Elapsed);
        assert_eq!(desk.note(), None);
        assert_eq!(desk.calls(), 1);
    }
}

#[test]
fn a_call_that_is_held_down_rings_once() {
    let mut desk = Desk::new();
    let mut calls = desk.calls();
    for _ in 0..200 {
        desk.now += Duration::from_millis(40);
        desk.hear(Event::Key(Key::Call));
        calls += desk.effects.iter().filter(|effect| matches!(effect, Effect::Bell(Bell::StaffCall))).count();
    }
    assert_eq!(calls, 1);
}

#[test]
fn the_word_that_staff_come_outlives_a_digit_and_another_screen() {
    let mut desk = Desk::new();
    desk.calls();
    desk.inserts();
    desk.types("12");
    assert_eq!(desk.note(), Some(KeyNote::StaffCalled));
}

#[test]
fn from_the_staffs_screen_esc_leads_back_to_an_empty_pin_and_a_second_call_does_not_ring_at_once() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    assert_eq!(desk.calls(), 1);
    desk.presses(Key::Cancel);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, left: 3, .. }));
    assert_eq!(desk.calls(), 0);
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
}

#[test]
fn where_staff_confirm_every_visit_or_the_pin_is_locked_esc_ends_the_visit() {
    let mut desk = Desk::with(Rules { method: Method::Staff, ..rules() });
    desk.inserts();
    desk.opens(Method::Staff);
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Staff { other: true, back: false }));
    desk.presses(Key::Cancel);
    assert!(matches!(desk.screen(), Screen::TakeCard));

    let mut desk = Desk::at_the_pin();
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinBlocked);
    desk.calls();
    desk.presses(Key::Cancel);
    assert!(matches!(desk.screen(), Screen::TakeCard));
}

#[test]
fn a_call_that_nobody_may_answer_by_looking_rings_and_keeps_the_digits() {
    let mut desk = Desk::with(Rules { staff_can_act: false, ..rules() });
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.types("12");
    assert_eq!(desk.calls(), 1);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 2, other: false, .. }));
}

#[test]
fn what_staff_do_not_confirm_ends_the_visit_with_its_own_code_and_nothing_of_the_person() {
    for (doubt, kind) in
        [(FaceDoubt::Unsure, TroubleKind::FaceUnsure), (FaceDoubt::Different, TroubleKind::FaceDiffers)]
    {
        let mut desk = Desk::at_the_staff();
        let act = desk.visit.doubt(doubt).unwrap();
        assert!(desk.visit.offers(act));
        desk.hear(Event::Doubt(doubt, None));
        assert_eq!(desk.trouble(), Some(kind));
        assert!(!desk.attests() && !desk.visit.offers(act));
        let (_, outcome) = desk.records.last().unwrap();
        assert_eq!((outcome.method, outcome.end), (Some(Method::Staff), Ended::Failed(kind)));
    }
}

#[test]
fn a_doubt_counts_on_no_other_screen() {
    for mut desk in [Desk::new(), Desk::at_the_pin(), Desk::signed()] {
        assert_eq!(desk.visit.doubt(FaceDoubt::Different), None);
        let before = desk.screen_name();
        desk.hear(Event::Doubt(FaceDoubt::Different, None));
        assert_eq!(desk.screen_name(), before);
    }
}

#[test]
fn a_digit_where_none_is_asked_for_says_why_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.types("8");
    assert_eq!(desk.note(), Some(KeyNote::CardFirst));
    desk.passes(Duration::from_secs(5));
    desk.types("1234");
    assert_eq!(desk.note(), Some(KeyNote::CardFirst), "a PIN before the card");
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
    desk.inserts();
    assert_eq!(desk.note(), None, "it is over with its screen");
    desk.types("1");
    assert_eq!(desk.note(), Some(KeyNote::PleaseWait));
    desk.fails(CardFault::Trouble(TroubleKind::UnexpectedStatus.into()));
    desk.types("1");
    assert_eq!(desk.note(), Some(KeyNote::NoDigits));
    desk.presses(Key::Language);
    assert_eq!(desk.note(), Some(KeyNote::NoDigits));
    desk.presses(Key::Erase);
    assert_eq!(desk.note(), None, "another key");
    desk.presses(Key::Cancel);
    desk.types("1");
    assert_eq!(desk.note(), Some(KeyNote::TakeCard));
    desk.passes(Duration::from_secs(4));
    desk.hear(Event::Elapsed);
    assert_eq!(desk.note(), None);
}

#[test]
fn where_results_come_by_themselves_or_nothing_works_no_card_is_asked_for() {
    let mut desk = Desk::with(Rules { source: AnswerSource::Folder, ..rules() });
    desk.types("8");
    assert_eq!(desk.note(), None);
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    desk.types("8");
    assert_eq!(desk.note(), None);
}

#[test]
fn on_the_answer_a_digit_is_its_page() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    let page = |desk: &Desk| match desk.screen() {
        Screen::Panel(PanelView { page, .. }) => page,
        screen => panic!("{screen:?}"),
    };
    desk.types("2");
    assert_eq!(page(&desk), 1);
    desk.types("0");
    assert_eq!(page(&desk), 1);
    desk.types("1");
    assert_eq!((page(&desk), desk.note()), (0, None));
}

impl Desk {
    fn bar(&self) -> Option<bool> {
        self.visit.view(self.now).called
    }
}

#[test]
fn one_call_goes_out_however_often_the_key_is_pressed_until_staff_come_or_three_minutes_are_over() {
    let mut desk = Desk::new();
    desk.presses(Key::Call);
    assert_eq!(desk.called, [Call::Called(1, CallKind::Help)]);
    desk.passes(Duration::from_secs(30));
    desk.presses(Key::Call);
    assert_eq!(desk.called, []);
    desk.hear(Event::StaffCame);
    assert_eq!((&desk.called[..], desk.bar()), (&[Call::Over(1)][..], None));
    desk.hear(Event::StaffCame);
    assert_eq!(desk.called, []);
    desk.presses(Key::Call);
    desk.passes(Duration::from_secs(100));
    desk.presses(Key::Call);
    assert_eq!(desk.called, [Call::Over(2), Call::Called(3, CallKind::Help)], "after a minute it is heard again");
    desk.passes(Duration::from_secs(179));
    desk.hear(Event::Elapsed);
    assert_eq!(desk.called, []);
    desk.passes(Duration::from_secs(1));
    desk.hear(Event::Elapsed);
    assert_eq!((&desk.called[..], desk.bar()), (&[Call::Over(3)][..], None));
}

#[test]
fn a_call_from_the_pin_to_staff_is_one_call_and_over_when_they_confirm() {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::Call);
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
    assert_eq!(desk.called, [Call::Called(1, CallKind::Help)]);
    desk.hear(Event::Staff(None));
    assert_eq!(desk.called, [Call::Over(1)]);
}

#[test]
fn the_last_try_calls_and_is_over_with_its_screen() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(CardFacts { pin: PinState::Left(1), ..FACTS }));
    assert!(matches!(desk.screen(), Screen::LastTry { .. }));
    assert_eq!(desk.called, [Call::Called(1, CallKind::LastTry)]);
    desk.presses(Key::Enter);
    assert_eq!(desk.called, [Call::Over(1)]);
}

#[test]
fn the_bar_changes_its_colour_once_a_second_and_stands_still_without_motion() {
    let mut desk = Desk::new();
    desk.presses(Key::Call);
    let mut lit = vec![desk.bar()];
    for _ in 0..3 {
        assert_eq!(desk.visit.call_changes_at(), Some(desk.now + Duration::from_secs(1)));
        desk.passes(Duration::from_secs(1));
        desk.hear(Event::Elapsed);
        lit.push(desk.bar());
    }
    assert_eq!(lit, [Some(true), Some(false), Some(true), Some(false)]);
    let mut still = Desk::with(Rules { motion: false, ..rules() });
    still.presses(Key::Call);
    still.passes(Duration::from_secs(5));
    still.hear(Event::Elapsed);
    assert_eq!(still.bar(), Some(true));
}

#[test]
fn an_answer_that_confirms_nothing_calls_without_a_tone_or_a_word() {
    let mut desk = Desk::signed();
    let mut none = valid();
    none.message_body.qualification_validity = Some(QualificationValidity::NoMatch);
    desk.answers(Ok(none));
    assert!(matches!(desk.screen(), Screen::Panel(_)));
    assert_eq!((&desk.called[..], desk.bar()), (&[Call::Called(1, CallKind::NotConfirmed)][..], None));
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Bell(Bell::StaffCall))));
    desk.presses(Key::Enter);
    assert_eq!(desk.called, [Call::Over(1)]);
    let mut confirmed = Desk::signed();
    confirmed.answers(Ok(valid()));
    assert_eq!(confirmed.called, []);
}
