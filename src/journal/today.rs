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
pub(super) struct Today(Vec<(Option<VisitId>, Kept)>);

impl Today {
    /// What the file holds comes before everything that has been heard since the start.
    pub(super) fn load(&mut self, kept: Vec<Kept>) {
        self.0.splice(..0, kept.into_iter().map(|kept| (None, kept)));
    }

    /// One more; `at` is Japan's time.
    pub(super) fn add(&mut self, visit: Option<VisitId>, at: OffsetDateTime, way: CheckedBy, end: Option<Ended>) {
        // Yesterday's are of no use any more.
        self.0.retain(|(_, kept)| kept.at.date() == at.date());
        if self.0.len() < MOST {
            self.0.push((visit, Kept { at, way, end }));
        }
    }

    /// The answer of this visit was not shown, because it could not be recorded.
    pub(super) fn withhold(&mut self, visit: VisitId) {
        if let Some((_, kept)) = self.0.iter_mut().find(|(id, _)| *id == Some(visit)) {
            kept.end = Some(Ended::Failed(TroubleKind::JournalFull));
        }
    }

    /// The checks of this day.
    pub(super) fn checks(&self, day: Date) -> Vec<CheckSummary> {
        let kept = self.0.iter().map(|(_, kept)| kept).filter(|kept| kept.at.date() == day);
        let checks = (1..).zip(kept).map(|(number, kept)| {
            let at = in_japan(kept.at);
            CheckSummary { number, at: (at.hour(), at.minute()), way: kept.way, end: kept.end }
        });
        checks.collect()
    }
}
