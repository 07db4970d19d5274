//! Today's checks in numbers.

use crate::eligibility::VerdictKind;
use crate::visit::{CheckSummary, CheckedBy, Ended};

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
    /// So many of all were made in a simulation.
    pub simulated: usize,
}

/// Where a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The service confirmed a qualification.
    Confirmed,
    /// The service answered something else.
    Otherwise,
    /// There was no answer, or staff noted something that the service has not confirmed.
    Open,
}

impl Standing {
    /// Where this one stands; none: it is no check, but a reference number.
    #[must_use]
    pub const fn of(check: &CheckSummary) -> Option<Self> {
        if matches!(check.way, CheckedBy::Assignment(_)) {
            return None;
        }
        Some(match check.end {
            Some(Ended::Answered(VerdictKind::Confirmed)) => Self::Confirmed,
            Some(Ended::Answered(_)) => Self::Otherwise,
            Some(Ended::Failed(_) | Ended::Unanswered(_) | Ended::GivenUp) | None => Self::Open,
        })
    }
}

impl Totals {
    /// Counts them.
    #[must_use]
    pub fn of(checks: &[CheckSummary]) -> Self {
        let mut totals = Self::default();
        for (check, standing) in checks.iter().filter_map(|check| Some((check, Standing::of(check)?))) {
            totals.all += 1;
            totals.simulated += usize::from(check.simulated);
            match standing {
                Standing::Confirmed => totals.confirmed += 1,
                Standing::Otherwise => totals.otherwise += 1,
                Standing::Open => totals.open += 1,
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{Method, TroubleKind};
    use crate::visit::{AssignmentEnd, RowId};

    #[test]
    fn only_what_the_service_confirmed_counts_as_confirmed() {
        let ends = [
            Some(Ended::Answered(VerdictKind::Confirmed)),
            Some(Ended::Answered(VerdictKind::Lost)),
            Some(Ended::Failed(TroubleKind::Unreachable)),
            Some(Ended::GivenUp),
            None,
        ];
        let check = |number: u32, way, end| {
            let (row, simulated) = (RowId(number.into()), number > 4);
            CheckSummary { row, seq: None, of: None, number, at: (9, 0), way, end, simulated }
        };
        let mut checks: Vec<CheckSummary> =
            (1..).zip(ends).map(|(number, end)| check(number, CheckedBy::Card(Method::Pin), end)).collect();
        checks.push(check(6, CheckedBy::Assignment(AssignmentEnd::Kept), None));
        assert_eq!(Totals::of(&checks), Totals { all: 5, confirmed: 1, otherwise: 1, open: 3, simulated: 1 });
    }
}
