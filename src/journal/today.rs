//! Today's checks, for staff: what the file holds of today, and what has come since, also where no journal is kept.

use time::{Date, OffsetDateTime};

use super::tail::Kept;
use crate::common::time::in_japan;
use crate::common::trouble::TroubleKind;
use crate::common::visit_id::VisitId;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// More than a desk has a day. Only a list on a screen: the file has them all.
const MOST: usize = 2000;

/// The list, the latest last.
#[derive(Debug, Default)]
pub(super) struct Today {
    checks: Vec<(Option<VisitId>, Kept)>,
    revision: u64,
}

impl Today {
    /// What the file holds comes before everything that has been heard since the start.
    pub(super) fn load(&mut self, kept: Vec<Kept>) {
        self.revision += 1;
        self.checks.splice(..0, kept.into_iter().map(|kept| (None, kept)));
    }

    /// One more; `at` is Japan's time.
    pub(super) fn add(&mut self, visit: Option<VisitId>, at: OffsetDateTime, way: CheckedBy, end: Option<Ended>) {
        self.revision += 1;
        // Yesterday's are of no use any more.
        self.checks.retain(|(_, kept)| kept.at.date() == at.date());
        if self.checks.len() < MOST {
            self.checks.push((visit, Kept { at, way, end }));
        }
    }

    /// The answer of this visit was not shown, because it could not be recorded.
    pub(super) fn withhold(&mut self, visit: VisitId) {
        if let Some((_, kept)) = self.checks.iter_mut().find(|(id, _)| *id == Some(visit)) {
            self.revision += 1;
            kept.end = Some(Ended::Failed(TroubleKind::JournalFull));
        }
    }

    /// A number that every change raises.
    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The checks of this day.
    pub(super) fn checks(&self, day: Date) -> Vec<CheckSummary> {
        let kept = self.checks.iter().map(|(_, kept)| kept).filter(|kept| kept.at.date() == day);
        let checks = (1..).zip(kept).map(|(number, kept)| {
            let at = in_japan(kept.at);
            CheckSummary { number, at: (at.hour(), at.minute()), way: kept.way, end: kept.end }
        });
        checks.collect()
    }
}
