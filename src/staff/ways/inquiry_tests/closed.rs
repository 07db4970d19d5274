//! An answer by numbers that is closed: it becomes the last answer, or is done with.

use std::time::{Duration, Instant};

use super::{Desk, with_terminal};
use crate::common::Key;
use crate::staff::{Effect, Event, PageInput};
use crate::visit::CardOnReader;

impl Desk {
    /// What a key or an event has kept, and when that was shown first.
    fn keeps(&mut self, event: Event) -> Option<Instant> {
        match self.menu.handle(event, self.now) {
            Some(Effect::KeepNumbers(_, since)) => Some(since),
            other => {
                assert!(other.is_none(), "{other:?}");
                None
            }
        }
    }

    fn answered(persona: &str) -> Self {
        let mut desk = Self::open(with_terminal());
        desk.asks();
        desk.answers(persona);
        desk
    }
}

#[test]
fn enter_and_the_time_keep_it_as_the_last_answer_and_esc_does_not() {
    for persona in ["valid-kumiai", "lost"] {
        let mut desk = Desk::answered(persona);
        let shown = desk.now;
        desk.now += Duration::from_secs(5);
        assert_eq!(desk.keeps(Event::Input(PageInput::Key(Key::Enter))), Some(shown), "{persona}");
        assert!(!desk.menu.is_open());

        let mut desk = Desk::answered(persona);
        let shown = desk.now;
        desk.now = desk.menu.deadline().expect("a deadline");
        assert_eq!(desk.keeps(Event::Elapsed), Some(shown), "{persona}");
        assert!(!desk.menu.is_open());

        for key in [Key::Cancel, Key::Menu] {
            let mut desk = Desk::answered(persona);
            assert_eq!(desk.keeps(Event::Input(PageInput::Key(key))), None, "{persona} {key:?}");
        }
    }
}

#[test]
fn what_a_card_ends_is_kept_at_most_beside_that_card_where_the_visit_drops_it() {
    let mut desk = Desk::answered("valid-kumiai");
    assert_eq!(desk.keeps(Event::Card(CardOnReader::Waits)), None);
    assert_eq!(desk.keeps(Event::Input(PageInput::Key(Key::Cancel))), None);
    assert!(!desk.menu.is_open());
}
