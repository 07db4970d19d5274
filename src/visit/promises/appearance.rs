//! Appearance: chosen by its key for one visit, and never carried to the next person.

use std::time::{Duration, Instant};

use crate::common::{Appearance, Key};
use crate::visit::view::Screen;
use crate::visit::{Event, Visit};

/// So long a choice stands on the waiting screen.
const CHOICE_FOR: Duration = Duration::from_secs(60);

/// Where a visit is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The screen waits, and its visitor is yet to come.
    Waits,
    /// The visit runs, or has failed.
    Within,
    /// It has its answer: who comes next is another person.
    Answered,
}

/// What shows before or after an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    place: Place,
    visit: u64,
    appearance: Appearance,
}

impl Seen {
    pub(super) fn at(visit: &Visit, now: Instant) -> Self {
        let place = match visit.view(now).screen {
            Screen::Waiting { .. } | Screen::Listening { .. } => Place::Waits,
            Screen::Panel(_) | Screen::Thanks => Place::Answered,
            _ => Place::Within,
        };
        Self { place, visit: visit.id().0, appearance: visit.appearance() }
    }
}

/// Whether an event is the key for the appearance.
pub(super) const fn chooses(event: &Event) -> bool {
    matches!(event, Event::Key(Key::Appearance))
}

/// An observer of the appearance.
#[derive(Debug, Default)]
pub(super) struct AppearanceObserver {
    /// When this person, as far as the screens tell, chose it last; or any key that chose again with it.
    chosen_at: Option<Instant>,
}

impl AppearanceObserver {
    pub(super) fn sees(&mut self, chooses: bool, key: bool, [before, after]: [Seen; 2], now: Instant) {
        let is_over = after.place == Place::Waits && before.place != Place::Waits;
        let another = before.place == Place::Answered && after.visit != before.visit;
        if is_over || another {
            self.chosen_at = None;
        }
        if after.appearance == Appearance::Standing {
            self.chosen_at = None;
            return;
        }
        assert!(chooses || after.appearance == before.appearance, "{after:?}: its key was not pressed");
        if chooses || (key && self.chosen_at.is_some()) {
            self.chosen_at = Some(now);
        }
        let since = self.chosen_at.map(|at| now - at);
        assert!(since.is_some(), "{after:?} was chosen by the person before");
        let waits = before.place == Place::Waits && after.place == Place::Waits;
        assert!(!waits || since < Some(CHOICE_FOR), "{after:?} stands for {since:?} where no person may be");
    }
}
