//! Today's checks, for staff: what the file holds of today, and what has come since, also where no journal is kept.

use time::Date;

use super::tail::ListedCheck;
use super::waiting::Waiting;
use crate::common::{TroubleKind, in_japan};
use crate::visit::{CheckSummary, Ended};

/// More than a desk has a day. Only a list on a screen: the file has them all.
const MAX_CHECKS: usize = 2000;

/// The list, the latest last.
#[derive(Debug, Default)]
pub(super) struct Today {
    checks: Vec<(Option<Waiting>, ListedCheck)>,
    revision: u64,
}

impl Today {
    /// Puts the checks from the file before those since the start.
    pub(super) fn load(&mut self, checks: Vec<ListedCheck>) {
        self.revision += 1;
        self.checks.splice(..0, checks.into_iter().map(|check| (None, check)));
    }

    /// One more.
    pub(super) fn add(&mut self, answer: Option<Waiting>, check: ListedCheck) {
        self.revision += 1;
        // Those of other days are of no use where space is needed. Not before: a clock that jumps comes back.
        if self.checks.len() >= MAX_CHECKS {
            self.checks.retain(|(_, other)| other.at.date() == check.at.date());
        }
        if self.checks.len() < MAX_CHECKS {
            self.checks.push((answer, check));
        }
    }

    /// This answer was not shown, because it could not be recorded.
    pub(super) fn withhold(&mut self, answer: Waiting) {
        if let Some((_, check)) = self.checks.iter_mut().find(|(id, _)| *id == Some(answer)) {
            self.revision += 1;
            check.end = Some(Ended::Failed(TroubleKind::JournalFull));
        }
    }

    /// A number that every change raises.
    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The checks of this day.
    pub(super) fn checks(&self, day: Date) -> Vec<CheckSummary> {
        let checks = self.checks.iter().map(|(_, check)| check).filter(|check| check.at.date() == day);
        let checks = (1..).zip(checks).map(|(number, check)| {
            let ListedCheck { at, way, end, simulated } = *check;
            let at = in_japan(at);
            CheckSummary { number, at: (at.hour(), at.minute()), way, end, simulated }
        });
        checks.collect()
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;
    use time::macros::datetime;

    use super::*;
    use crate::common::Method;
    use crate::visit::CheckedBy;

    const fn check(at: OffsetDateTime) -> ListedCheck {
        ListedCheck { at, way: CheckedBy::Card(Method::Pin), end: None, simulated: false }
    }

    #[test]
    fn a_clock_that_jumps_and_comes_back_takes_no_check_of_today_with_it() {
        let noon = datetime!(2026-11-22 12:00 +9);
        let mut today = Today::default();
        for at in [noon, noon + time::Duration::days(3650), noon + time::Duration::MINUTE] {
            today.add(None, check(at));
        }
        assert_eq!(today.checks(noon.date()).len(), 2);
    }

    #[test]
    fn no_number_of_days_takes_more_memory_than_one() {
        let noon = datetime!(2026-11-22 12:00 +9);
        let mut today = Today::default();
        for day in 0..300 {
            for minute in 0..100 {
                let at = noon + time::Duration::days(day) + time::Duration::minutes(minute);
                today.add(None, check(at));
            }
            assert_eq!(today.checks((noon + time::Duration::days(day)).date()).len(), 100);
            assert!(today.checks.len() <= MAX_CHECKS);
        }
    }
}
