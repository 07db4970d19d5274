//! Counting down calmly: whole tens of seconds, and single seconds only at the end.

use std::time::Duration;

use crate::visit::view::{PanelView, Screen, View};

/// From here on every second is shown.
const LAST: u64 = 10;

/// The seconds to show, rounded up: nothing leaves before a zero.
#[must_use]
pub fn shown(left: Duration) -> u64 {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    if seconds > LAST { seconds.div_ceil(LAST) * LAST } else { seconds }
}

/// Time until the picture of this view changes without an event, apart from the clock: the event loop sleeps so long.
#[must_use]
pub fn changes_in(view: &View<'_>) -> Option<Duration> {
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
    let step = if shown(left) > LAST { LAST } else { 1 };
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
        };
        View { language: Language::Japanese, screen }
    }

    #[test]
    fn a_minute_is_counted_in_tens_and_its_end_in_seconds() {
        for (millis, seconds) in [
            (60_000, 60),
            (59_999, 60),
            (50_001, 60),
            (50_000, 50),
            (10_001, 20),
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
        assert_eq!(seen, [60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    }
}
