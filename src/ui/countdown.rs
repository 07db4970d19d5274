//! Counting down calmly: whole tens of seconds, and single seconds only at the end.

use std::time::Duration;

use super::slide;
use crate::visit::view::{PanelView, Screen, View};

/// From here on every second is shown: so long before its end a limit is announced.
const LAST: u64 = 20;

/// Before that so many seconds at a time.
const STEP: u64 = 10;

/// The seconds to show, rounded up: nothing leaves before a zero.
#[must_use]
pub fn shown(left: Duration) -> u64 {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    if seconds > LAST { seconds.div_ceil(STEP) * STEP } else { seconds }
}

/// Time until the picture of this view changes without an event, apart from the clock: the event loop sleeps so long.
#[must_use]
pub fn changes_in(view: &View<'_>) -> Option<Duration> {
    let sliding = match view.screen {
        Screen::Waiting { missing: None, sliding, .. } => sliding.map(slide::next_frame),
        _ => None,
    };
    counted(view).into_iter().chain(sliding).min()
}

/// Time until what is left of a limit changes.
fn counted(view: &View<'_>) -> Option<Duration> {
    if let Some(ending) = view.ending {
        return next_change(ending.left);
    }
    let left = match view.screen {
        Screen::Waiting { missing: None, confirmed_for, .. } => confirmed_for?,
        Screen::Panel(PanelView { left, .. }) | Screen::Trouble { left, .. } => left,
        _ => return None,
    };
    next_change(left)
}

/// When a countdown that shows what is left changes.
#[must_use]
pub fn next_change(left: Duration) -> Option<Duration> {
    let step = if shown(left) > LAST { STEP } else { 1 };
    let next = Duration::from_secs(shown(left).checked_sub(step)?);
    left.checked_sub(next).filter(|wait| !wait.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::Language;

    fn taking(left: Duration) -> View<'static> {
        let screen = Screen::Waiting {
            missing: None,
            announced: None,
            confirmed_for: Some(left),
            method: crate::common::method::Method::Staff,
            sliding: None,
        };
        View {
            language: Language::Japanese,
            screen,
            ending: None,
            called: None,
            absence: None,
            note: None,
            dimmed: false,
        }
    }

    #[test]
    fn a_minute_is_counted_in_tens_and_its_end_in_seconds() {
        for (millis, seconds) in [
            (60_000, 60),
            (59_999, 60),
            (50_001, 60),
            (50_000, 50),
            (20_001, 30),
            (20_000, 20),
            (10_001, 11),
            (10_000, 10),
            (9_000, 9),
            (1, 1),
            (0, 0),
        ] {
            assert_eq!(shown(Duration::from_millis(millis)), seconds, "{millis} ms");
        }
    }

    #[test]
    fn sleeping_until_the_next_change_shows_every_number_once() {
        let mut left = Duration::from_millis(59_700);
        let mut seen = vec![shown(left)];
        while let Some(wait) = changes_in(&taking(left)) {
            left -= wait;
            seen.push(shown(left));
        }
        assert_eq!(seen, [60, 50, 40, 30].into_iter().chain((0..=20).rev()).collect::<Vec<_>>());
    }

    #[test]
    fn a_card_that_slides_wakes_at_its_frames_and_one_that_stands_still_does_not() {
        let waiting = |confirmed_for, sliding: Option<u64>| View {
            screen: Screen::Waiting {
                missing: None,
                announced: None,
                confirmed_for,
                method: crate::common::method::Method::Pin,
                sliding: sliding.map(Duration::from_millis),
            },
            ..taking(Duration::ZERO)
        };
        assert_eq!(changes_in(&waiting(None, None)), None);
        assert_eq!(changes_in(&waiting(None, Some(1200))), Some(Duration::from_millis(300)));
        let minute = Some(Duration::from_secs(60));
        assert_eq!(changes_in(&waiting(minute, Some(1200))), Some(Duration::from_millis(300)));
        assert_eq!(changes_in(&waiting(minute, None)), Some(Duration::from_secs(10)));
    }
}
