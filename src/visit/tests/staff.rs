//! What staff see of an answer: all of it only once they ask for it, and for a while after it was closed.

use super::*;
use crate::common::{CardNews, Detail, Key, Method, Proof};

fn masked() -> Rules {
    Rules { detail: Detail::Masked, ..rules() }
}

impl Desk {
    fn is_masked(&self) -> Option<bool> {
        match self.screen() {
            Screen::Panel(PanelView { masked, .. }) => Some(masked),
            _ => None,
        }
    }
}

#[test]
fn asking_for_staff_rings_for_staff_and_nothing_else_does() {
    let rings = |desk: &Desk, bell| desk.effects.iter().any(|effect| matches!(effect, Effect::Bell(b) if *b == bell));
    let mut desk = Desk::at_the_pin();
    assert!(rings(&desk, Bell::CardRead) && !rings(&desk, Bell::StaffCall));
    desk.presses(Key::OtherMethod);
    assert!(rings(&desk, Bell::StaffCall) && !rings(&desk, Bell::CardRead));
    desk.presses(Key::OtherMethod);
    assert!(rings(&desk, Bell::CardRead) && !rings(&desk, Bell::StaffCall));

    let mut desk = Desk::with(Rules { method: Method::Staff, ..rules() });
    desk.inserts();
    desk.opens(Method::Staff);
    desk.card(CardNews::Read(FACTS));
    assert!(rings(&desk, Bell::StaffCall));
}

#[test]
fn a_masked_answer_is_revealed_by_staff_and_the_next_one_is_masked_again() {
    let mut desk = Desk::answered(masked());
    assert_eq!(desk.is_masked(), Some(true));
    let act = desk.visit.staff_act();
    assert!(act.is_some());
    desk.hear(Event::Staff(None));
    assert_eq!((desk.is_masked(), desk.visit.staff_act()), (Some(false), None));
    desk.removes();
    desk.is_answered();
    assert_eq!(desk.is_masked(), Some(true));
    assert_ne!(desk.visit.staff_act(), act, "what is typed for one visit must not count for the next");
}

impl Desk {
    fn keeps(&self) -> bool {
        self.visit.last_answer().is_some()
    }
}

#[test]
fn an_answer_that_enter_or_the_time_has_closed_is_kept_for_ten_minutes_and_shows_on_no_screen_of_the_visit() {
    type Closes = fn(&mut Desk);
    let (enter, time): (Closes, Closes) = (
        |desk| desk.presses(Key::Enter),
        |desk| {
            desk.waits();
            desk.waits();
        },
    );
    for closes in [enter, time] {
        let mut desk = Desk::answered(masked());
        let shown = desk.now;
        closes(&mut desk);
        desk.removes();
        let last = desk.visit.last_answer().expect("the last answer");
        assert!(last.masked && last.verdict.is_confirmed());
        assert_eq!((last.visit, last.since), (desk.visit.id(), shown));
        assert!(!matches!(desk.screen(), Screen::Panel(_)));
        desk.passes(Duration::from_secs(9 * 60));
        desk.hear(Event::Elapsed);
        assert!(desk.keeps());
        desk.passes(Duration::from_secs(61));
        desk.hear(Event::Elapsed);
        assert!(!desk.keeps());
        assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Forget)), "the frames keep it");
        assert_eq!(desk.wakes_at(), None);
    }
}

#[test]
fn esc_closes_an_answer_for_good() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Cancel);
    assert!(!desk.keeps());
}

#[test]
fn the_last_answer_is_gone_when_the_next_card_comes_and_where_acts_of_staff_do_not_count() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.removes();
    desk.inserts();
    assert!(!desk.keeps(), "beside the next visit");
    desk.removes();
    desk.presses(Key::Cancel);
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    assert!(!desk.keeps(), "behind the next visit, which came to nothing");

    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.hear(Event::Rules(Box::new(Rules { staff_can_act: false, ..rules() })));
    assert!(!desk.keeps());

    let mut desk = Desk::answered(Rules { staff_can_act: false, ..rules() });
    desk.presses(Key::Enter);
    assert!(!desk.keeps());
}

#[test]
fn the_same_card_once_more_is_a_visit_of_its_own() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    assert!(desk.keeps(), "while its card is still to be taken");
    desk.passes(Duration::from_secs(3));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
    assert!(!desk.keeps());
}

#[test]
fn the_last_answer_is_not_shown_over_the_next_visitor_s_card() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.removes();
    desk.hear(Event::MenuOpen(true));
    assert!(desk.keeps());
    desk.inserts();
    assert!(!desk.keeps());
    desk.removes();
    assert!(desk.keeps(), "the card was taken off again before its visit began");
    desk.inserts();
    desk.hear(Event::MenuOpen(false));
    assert!(!desk.keeps());
}

#[test]
fn a_card_that_comes_while_the_menu_is_open_rings_and_begins_its_visit_when_the_menu_closes() {
    let mut desk = Desk::new();
    desk.hear(Event::MenuOpen(true));
    desk.inserts();
    assert!(matches!(desk.effects[..], [Effect::Bell(Bell::CardRead)]), "{:?}", desk.effects);
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::Waits);
    desk.hear(Event::MenuOpen(false));
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::OfVisit);
    desk.removes();
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::None);
}

#[test]
fn an_answer_by_numbers_is_kept_as_that_of_a_card_is_and_the_newer_of_the_two_stands() {
    let numbers = |desk: &mut Desk| {
        desk.passes(Duration::from_secs(1));
        let since = desk.now;
        desk.passes(Duration::from_secs(20));
        desk.hear(Event::NumbersClosed(valid(), since));
        since
    };
    let mut desk = Desk::with(masked());
    let since = numbers(&mut desk);
    let last = desk.visit.last_answer().expect("the last answer");
    assert_eq!((last.proof, last.since, last.masked), (Proof::Numbers, since, true));
    assert!(last.verdict.is_confirmed());
    desk.passes(Duration::from_secs(10 * 60 + 1));
    desk.hear(Event::Elapsed);
    assert!(!desk.keeps());
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Forget)), "the frames keep it");

    numbers(&mut desk);
    desk.inserts();
    assert!(!desk.keeps(), "beside the next visit");
    desk.removes();
    desk.presses(Key::Cancel);
    assert!(!desk.keeps(), "behind the next visit");

    // The card's answer lay beneath the menu, where staff asked by numbers.
    let mut desk = Desk::answered(masked());
    numbers(&mut desk);
    desk.presses(Key::Enter);
    desk.removes();
    assert_eq!(desk.visit.last_answer().map(|last| last.proof), Some(Proof::Numbers));

    // The card of the next visitor lies there already.
    let mut desk = Desk::with(masked());
    desk.hear(Event::MenuOpen(true));
    desk.hear(Event::Slot(Slot::Card(7)));
    numbers(&mut desk);
    desk.hear(Event::Slot(Slot::Empty));
    assert!(!desk.keeps());

    let mut desk = Desk::with(Rules { staff_can_act: false, ..rules() });
    numbers(&mut desk);
    assert!(!desk.keeps());
}
