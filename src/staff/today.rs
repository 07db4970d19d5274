//! The page of today's checks: running number, time, method, verdict, code. Never a name.

use super::page::{PageInput, PageResult};
use crate::common::Key;
use crate::eligibility::VerdictKind;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// The page.
#[derive(Debug, Default)]
pub struct TodayPage {
    page: usize,
}

impl TodayPage {
    /// Page asked for. How many there are depends on the screen, so it is shown modulo that.
    #[must_use]
    pub const fn page(&self) -> usize {
        self.page
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match input {
            PageInput::Key(Key::Cancel) => return PageResult::Back,
            PageInput::Key(Key::NextPage) => self.page = self.page.saturating_add(1),
            PageInput::Key(Key::PreviousPage) => self.page = self.page.saturating_sub(1),
            _ => {}
        }
        PageResult::Stay
    }
}

/// How many checks ended in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All of them.
    pub all: usize,
    /// The service confirmed a qualification.
    pub confirmed: usize,
    /// The service answered something else.
    pub otherwise: usize,
    /// There was no answer, or staff noted something that the service has not confirmed.
    pub open: usize,
}

impl Totals {
    /// Counts them.
    #[must_use]
    pub fn of(checks: &[CheckSummary]) -> Self {
        let mut totals = Self::default();
        // A reference number is no check.
        for check in checks.iter().filter(|check| !matches!(check.way, CheckedBy::Assignment(_))) {
            totals.all += 1;
            match check.end {
                Some(Ended::Answered(VerdictKind::Confirmed)) => totals.confirmed += 1,
                Some(Ended::Answered(_)) => totals.otherwise += 1,
                Some(Ended::Failed(_) | Ended::Unanswered(_) | Ended::GivenUp) | None => totals.open += 1,
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{Method, TroubleKind};
    use crate::visit::AssignmentEnd;

    #[test]
    fn only_what_the_service_confirmed_counts_as_confirmed() {
        let ends = [
            Some(Ended::Answered(VerdictKind::Confirmed)),
            Some(Ended::Answered(VerdictKind::Lost)),
            Some(Ended::Failed(TroubleKind::Unreachable)),
            Some(Ended::GivenUp),
            None,
        ];
        let checks: Vec<CheckSummary> = (1..)
            .zip(ends)
            .map(|(number, end)| CheckSummary { number, at: (9, 0), way: CheckedBy::Card(Method::Pin), end })
            .collect();
        let assigned = CheckedBy::Assignment(AssignmentEnd::Kept);
        let checks = [checks, vec![CheckSummary { number: 6, at: (9, 0), way: assigned, end: None }]].concat();
        assert_eq!(Totals::of(&checks), Totals { all: 5, confirmed: 1, otherwise: 1, open: 3 });
    }
}
