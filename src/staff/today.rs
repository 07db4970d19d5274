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

impl Totals {
    /// Counts them.
    #[must_use]
    pub fn of(checks: &[CheckSummary]) -> Self {
        let mut totals = Self::default();
        // A reference number is no check.
        for check in checks.iter().filter(|check| !matches!(check.way, CheckedBy::Assignment(_))) {
            totals.all += 1;
            totals.simulated += usize::from(check.simulated);
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
        let check = |number, way, end| CheckSummary { number, at: (9, 0), way, end, simulated: number > 4 };
        let mut checks: Vec<CheckSummary> =
            (1..).zip(ends).map(|(number, end)| check(number, CheckedBy::Card(Method::Pin), end)).collect();
        checks.push(check(6, CheckedBy::Assignment(AssignmentEnd::Kept), None));
        assert_eq!(Totals::of(&checks), Totals { all: 5, confirmed: 1, otherwise: 1, open: 3, simulated: 1 });
    }
}
