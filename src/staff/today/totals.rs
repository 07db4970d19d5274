//! Today's checks in numbers.

use crate::visit::{CheckSummary, Standing};

/// How many checks ended in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All of them, but for entries that are struck.
    pub all: usize,
    /// The service confirmed a qualification.
    pub confirmed: usize,
    /// The service answered something else.
    pub otherwise: usize,
    /// There was no answer, or staff noted something that the service has not confirmed.
    pub open: usize,
    /// So many of all were made in a simulation.
    pub simulated: usize,
    /// Entries by hand that staff have struck. None of the other numbers has them.
    pub struck: usize,
}

impl Totals {
    /// Counts them.
    #[must_use]
    pub fn of(checks: &[CheckSummary]) -> Self {
        let mut totals = Self::default();
        for check in checks {
            totals.struck += usize::from(check.struck);
            let Some(standing) = check.standing() else { continue };
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
    use crate::common::{Method, TroubleKind, Way};
    use crate::eligibility::VerdictKind;
    use crate::visit::{AssignmentEnd, CheckedBy, Ended};

    #[test]
    fn only_what_the_service_confirmed_counts_as_confirmed() {
        let ends = [
            Some(Ended::Answered(VerdictKind::Confirmed)),
            Some(Ended::Answered(VerdictKind::Lost)),
            Some(Ended::Failed(TroubleKind::Unreachable)),
            Some(Ended::GivenUp),
            None,
        ];
        let check =
            |number: u32, way, end| CheckSummary { simulated: number > 4, ..CheckSummary::synthetic(number, way, end) };
        let mut checks: Vec<CheckSummary> =
            (1..).zip(ends).map(|(number, end)| check(number, CheckedBy::Card(Method::Pin), end)).collect();
        checks.push(check(6, CheckedBy::Assignment(AssignmentEnd::Kept), None));
        let totals = Totals { all: 5, confirmed: 1, otherwise: 1, open: 3, simulated: 1, struck: 0 };
        assert_eq!(Totals::of(&checks), totals);
        checks.push(CheckSummary { struck: true, ..check(7, CheckedBy::Staff(Way::Oral), None) });
        assert_eq!(Totals::of(&checks), Totals { struck: 1, ..totals });
    }
}
