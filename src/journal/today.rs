//! Today's checks, for staff: what the file holds of today, and what has come since, also where no journal is kept.

use time::Date;

use super::listed::ListedCheck;
use crate::common::TroubleKind;
use crate::visit::{CheckId, CheckSummary, Ended, ItemId, RowId};

/// More than a desk has a day. Only a list on a screen: the file has them all.
const MAX_CHECKS: usize = 2000;

/// The list, the latest last.
#[derive(Debug, Default)]
pub(super) struct Today {
    checks: Vec<Row>,
    /// How many rows there have been.
    rows: u64,
    revision: u64,
}

#[derive(Debug)]
struct Row {
    id: RowId,
    of: Option<CheckId>,
    /// What it is on a list of open items that no journal keeps; else the number of its line says that.
    item: Option<ItemId>,
    check: ListedCheck,
}

impl Row {
    fn item(&self) -> Option<ItemId> {
        self.item.or(self.check.seq.map(ItemId))
    }
}

impl Today {
    /// Puts the checks from the file before those since the start.
    pub(super) fn load(&mut self, checks: Vec<ListedCheck>) {
        self.revision += 1;
        let rows: Vec<_> = checks.into_iter().map(|check| self.row(None, None, check)).collect();
        self.checks.splice(..0, rows);
    }

    fn row(&mut self, of: Option<CheckId>, item: Option<ItemId>, check: ListedCheck) -> Row {
        self.rows += 1;
        Row { id: RowId(self.rows), of, item, check }
    }

    /// One more, and which row it is. `item`: what it is on a list of open items that no journal keeps.
    pub(super) fn add(&mut self, of: Option<CheckId>, item: Option<ItemId>, check: ListedCheck) -> RowId {
        self.revision += 1;
        // Those of other days are of no use where space is needed. Not before: a clock that jumps comes back.
        if self.checks.len() >= MAX_CHECKS {
            self.checks.retain(|row| row.check.at.date() == check.at.date());
        }
        let row = self.row(of, item, check);
        let id = row.id;
        if self.checks.len() < MAX_CHECKS {
            self.checks.push(row);
        }
        id
    }

    /// The line of this row is on the disk under this number.
    pub(super) fn number(&mut self, id: RowId, seq: u64) {
        if let Some(row) = self.checks.iter_mut().rev().find(|row| row.id == id) {
            self.revision += 1;
            row.check.seq = Some(seq);
        }
    }

    /// This item is struck. It may be of another day, and no row of this list.
    pub(super) fn strike(&mut self, item: ItemId) {
        let may_be_struck = |row: &&mut Row| row.item() == Some(item) && row.check.way.may_be_struck();
        if let Some(row) = self.checks.iter_mut().find(may_be_struck) {
            self.revision += 1;
            row.check.struck = true;
        }
    }

    /// This answer was not shown, because it could not be recorded.
    pub(super) fn withhold(&mut self, answer: CheckId) {
        if let Some(row) = self.checks.iter_mut().find(|row| row.of == Some(answer)) {
            self.revision += 1;
            row.check.end = Some(Ended::Failed(TroubleKind::JournalFull));
        }
    }

    /// A number that every change raises.
    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The checks of this day.
    pub(super) fn checks(&self, day: Date) -> Vec<CheckSummary> {
        let rows = self.checks.iter().filter(|row| row.check.at.date() == day);
        let checks = (1..)
            .zip(rows)
            .map(|(number, row)| CheckSummary { item: row.item(), ..row.check.summary(row.id, row.of, number) });
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
        ListedCheck { seq: None, at, way: CheckedBy::Card(Method::Pin), end: None, simulated: false, struck: false }
    }

    #[test]
    fn a_clock_that_jumps_and_comes_back_takes_no_check_of_today_with_it() {
        let noon = datetime!(2026-11-22 12:00 +9);
        let mut today = Today::default();
        for at in [noon, noon + time::Duration::days(3650), noon + time::Duration::MINUTE] {
            today.add(None, None, check(at));
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
                today.add(None, None, check(at));
            }
            assert_eq!(today.checks((noon + time::Duration::days(day)).date()).len(), 100);
            assert!(today.checks.len() <= MAX_CHECKS);
        }
    }
}
