//! Today's checks in numbers.

use crate::visit::{CheckSummary, CountedWay, Standing};

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

impl Totals {
    /// Counts them.
    #[must_use]
    pub fn of(checks: &[CheckSummary]) -> Self {
        let mut totals = Self::default();
        for check in checks.iter().filter(|check| is_check(check)) {
            totals.all += 1;
            totals.simulated += usize::from(check.simulated);
            match Standing::of(check.end) {
                Standing::Confirmed => totals.confirmed += 1,
                Standing::Otherwise => totals.otherwise += 1,
                Standing::Open => totals.open += 1,
            }
        }
        totals
    }
}

/// A reference number is none.
pub(super) const fn is_check(summary: &CheckSummary) -> bool {
    CountedWay::of(summary.way).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{Method, TroubleKind};
    use crate::eligibility::VerdictKind;
    use crate::visit::{AssignmentEnd, CheckedBy, Ended, RowId};

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
