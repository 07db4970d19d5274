//! What staff see of an answer: all of it only once they ask for it, and once more after it was closed.

use super::*;
use crate::common::{CardNews, Detail, Key, Method};

fn masked() -> Rules {
    Rules { detail: Detail::Masked, ..rules() }
}

impl Desk {
    /// An answer on the panel.
    fn answered(rules: Rules) -> Self {
        let mut desk = Self::with(rules);
        desk.is_answered();
        desk
    }

    fn is_answered(&mut self) {
        self.inserts();
        self.opens(Method::Pin);
        self.card(CardNews::Read(FACTS));
        self.types("1234");
        self.presses(Key::Enter);
        self.card(CardNews::Verified);
        self.card(CardNews::Signed);
        self.answers(Ok(valid()));
    }

    fn is_masked(&self) -> Option<bool> {
        match self.screen() {
            Screen::Panel(PanelView { masked, .. }) => Some(masked),
            _ => None,
        }
    }

    fn left(&self) -> Duration {
        match self.screen() {
            Screen::Panel(PanelView { left, .. }) => left,
            screen => panic!("{screen:?}"),
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

#[test]
fn an_answer_closed_by_enter_comes_back_for_the_time_that_it_had_left() {
    let mut desk = Desk::answered(masked());
    desk.passes(Duration::from_secs(20));
    desk.presses(Key::Enter);
    assert!(desk.visit.can_reshow());
    desk.passes(Duration::from_secs(9));
    desk.hear(Event::Reshow);
    assert_eq!((desk.left(), desk.is_masked()), (Duration::from_secs(30), Some(true)));
    desk.presses(Key::Enter);
    desk.hear(Event::Reshow);
    assert_eq!(desk.left(), Duration::from_secs(29));
}

#[test]
fn a_closed_answer_is_gone_with_its_time() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.removes();
    desk.waits();
    assert!(!desk.visit.can_reshow());
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Forget)));
    assert!(desk.visit.deadline().is_none());
    desk.hear(Event::Reshow);
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
}

#[test]
fn a_closed_answer_is_gone_when_the_next_card_comes_and_where_acts_of_staff_do_not_count() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.removes();
    desk.inserts();
    desk.removes();
    desk.presses(Key::Cancel);
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    assert!(!desk.visit.can_reshow());

    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.hear(Event::Rules(Box::new(Rules { staff_can_act: false, ..rules() })));
    assert!(!desk.visit.can_reshow());

    let mut desk = Desk::answered(Rules { staff_can_act: false, ..rules() });
    desk.presses(Key::Enter);
    assert!(!desk.visit.can_reshow());
}

#[test]
fn only_enter_closes_an_answer_for_a_while_esc_and_the_time_close_it_for_good() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Cancel);
    assert!(!desk.visit.can_reshow());
    let mut desk = Desk::answered(masked());
    desk.waits();
    assert!(!desk.visit.can_reshow());
}

#[test]
fn a_closed_answer_is_not_shown_over_the_next_visitor_s_card() {
    let mut desk = Desk::answered(masked());
    desk.presses(Key::Enter);
    desk.removes();
    desk.hear(Event::MenuOpen(true));
    assert!(desk.visit.can_reshow());
    desk.inserts();
    assert!(!desk.visit.can_reshow());
}

#[test]
fn a_card_that_comes_while_the_menu_is_open_rings_and_begins_its_visit_when_the_menu_closes() {
    let mut desk = Desk::new();
    desk.hear(Event::MenuOpen(true));
    desk.inserts();
    assert!(matches!(desk.effects[..], [Effect::Bell(Bell::CardRead)]), "{:?}", desk.effects);
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::Waits);
    desk.hear(Event::MenuOpen(false));
    assert!(matches!(desk.screen(), Screen::Reading));
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::OfVisit);
    desk.removes();
    assert_eq!(desk.visit.card_on_reader(), CardOnReader::None);
}
