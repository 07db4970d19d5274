//! Time limits: none ends what a visitor does sooner than it was announced, and none is extended for ever.

use std::time::{Duration, Instant};

use crate::common::Key;
use crate::visit::view::Screen;
use crate::visit::{AnswerSource, Bell, Effect, Event, Visit};

/// So long before it ends a limit is announced.
const ANNOUNCED_FOR: Duration = Duration::from_secs(20);

/// So often a limit is extended at most.
const MOST_EXTENSIONS: usize = 10;

/// What shows of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// Number of the visit, and the screen that has the limit.
    of: Option<(u64, &'static str)>,
    announced: bool,
}

impl Shown {
    pub(super) fn at(visit: &Visit, now: Instant) -> Self {
        let view = visit.view(now);
        let screen = match view.screen {
            Screen::Waiting { confirmed_for: Some(_), .. } => Some("confirmed"),
            Screen::Pin { .. } => Some("PIN"),
            Screen::LastTry { .. } => Some("last try"),
            Screen::NoPin { .. } => Some("no PIN"),
            Screen::NoRelay => Some("no relay"),
            Screen::Staff { .. } => Some("staff"),
            // A shorter one has no announcement, and where others wait it gives way to them.
            Screen::Panel(_) | Screen::Trouble { .. } if visit.rules.source == AnswerSource::Folder => None,
            Screen::Panel(_) if visit.rules.panel_for <= ANNOUNCED_FOR => None,
            Screen::Panel(_) => Some("answer"),
            Screen::Trouble { .. } => Some("trouble"),
            _ => None,
        };
        Self { of: screen.map(|screen| (visit.id().0, screen)), announced: view.ending.is_some() }
    }
}

/// An observer of the limit that shows.
#[derive(Debug, Default)]
pub(super) struct LimitObserver {
    announced_at: Option<Instant>,
    extensions: usize,
}

/// What may extend a limit or begin another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Time,
    Key,
    Staff,
    Other,
}

impl Cause {
    pub(super) const fn of(event: &Event) -> Self {
        match event {
            Event::Elapsed => Self::Time,
            Event::Staff(_) | Event::Key(Key::Staff) => Self::Staff,
            Event::Key(_) | Event::MenuOpen(true) => Self::Key,
            _ => Self::Other,
        }
    }
}

impl LimitObserver {
    pub(super) fn sees(&mut self, cause: Cause, [before, after]: [Shown; 2], effects: &[Effect], now: Instant) {
        let rings = effects.iter().filter(|effect| matches!(effect, Effect::Bell(Bell::TimeAlmostUp))).count();
        assert_eq!(rings, usize::from(after.announced && !before.announced), "an announcement rings once");
        if cause == Cause::Time && before.of.is_some() && after.of != before.of {
            let since = self.announced_at.map(|at| now - at);
            assert!(since >= Some(ANNOUNCED_FOR), "{before:?} ended {since:?} after it was announced");
        }
        if after.of != before.of || cause == Cause::Staff {
            self.extensions = 0;
        } else if cause == Cause::Key && before.announced && !after.announced {
            self.extensions += 1;
            assert!(self.extensions <= MOST_EXTENSIONS, "{after:?} goes on for ever");
        }
        self.announced_at = if rings > 0 { Some(now) } else { self.announced_at.filter(|_| after.announced) };
    }
}
