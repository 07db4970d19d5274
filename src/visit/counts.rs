//! The checks of a month in numbers, day by day.

use std::collections::BTreeMap;

use time::Date;

use super::outcome::{CheckSummary, CheckedBy, Ended};
use crate::common::Method;
use crate::eligibility::VerdictKind;

/// A month in Japan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
}

impl Month {
    /// The month of this day.
    #[must_use]
    pub const fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() as u8 }
    }

    /// The month before it.
    #[must_use]
    pub const fn previous(self) -> Self {
        if self.month <= 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
    }

    /// The month after it.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month >= 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// How many days it has; 0: the calendar does not have it.
    #[must_use]
    pub fn days(self) -> u8 {
        time::Month::try_from(self.month).map_or(0, |month| month.length(self.year))
    }

    /// A day of it, from 1.
    #[must_use]
    pub fn day(self, day: u8) -> Option<Date> {
        Date::from_calendar_date(self.year, self.month.try_into().ok()?, day).ok()
    }
}

/// How checks are told apart that are counted by their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountedWay {
    /// By the visitor's PIN.
    Pin,
    /// By staff who compared the face.
    Face,
    /// A result that came by itself.
    Folder,
    /// By the numbers of a paper.
    Numbers,
    /// Staff entered it by hand.
    Manual,
}

impl CountedWay {
    /// Every one, in its order.
    pub const ALL: [Self; 5] = [Self::Pin, Self::Face, Self::Folder, Self::Numbers, Self::Manual];

    /// The one of this check; none: it is no check, but a reference number.
    #[must_use]
    pub const fn of(way: CheckedBy) -> Option<Self> {
        Some(match way {
            CheckedBy::Card(Method::Pin) => Self::Pin,
            CheckedBy::Card(Method::Staff) => Self::Face,
            CheckedBy::Folder => Self::Folder,
            CheckedBy::Numbers(_) => Self::Numbers,
            CheckedBy::Staff(_) => Self::Manual,
            CheckedBy::Assignment(_) => return None,
        })
    }
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
    /// Where a check stands that ended so; an entry by hand has no end.
    #[must_use]
    pub const fn of(end: Option<Ended>) -> Self {
        match end {
            Some(Ended::Answered(VerdictKind::Confirmed)) => Self::Confirmed,
            Some(Ended::Answered(_)) => Self::Otherwise,
            Some(Ended::Failed(_) | Ended::Unanswered(_) | Ended::GivenUp) | None => Self::Open,
        }
    }
}

impl CheckSummary {
    /// Where it stands; none: it counts as no check, because it is a reference number, or an entry that is struck.
    #[must_use]
    pub const fn standing(&self) -> Option<Standing> {
        if self.struck || CountedWay::of(self.way).is_none() { None } else { Some(Standing::of(self.end)) }
    }
}

/// Checks in numbers. Without any that was simulated, or of simulated ones alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// All of them, but for entries that are struck.
    pub all: u32,
    /// The service confirmed a qualification.
    pub confirmed: u32,
    /// The service answered something else.
    pub otherwise: u32,
    /// Neither.
    pub open: u32,
    /// By their way, in the order of [`CountedWay::ALL`].
    pub ways: [u32; 5],
    /// The troubles, by their K-code.
    pub codes: BTreeMap<&'static str, u32>,
    /// Entries by hand that staff have struck. None of the other numbers has them.
    pub struck: u32,
}

impl Counts {
    /// Counts one more; a reference number is no check and counts nothing.
    pub fn add(&mut self, way: CheckedBy, end: Option<Ended>) {
        self.change(way, end, |count| *count += 1);
    }

    /// One that was counted is struck: it counts as that, and as nothing else.
    pub fn strike(&mut self, way: CheckedBy, end: Option<Ended>) {
        self.change(way, end, |count| *count = count.saturating_sub(1));
        self.codes.retain(|_, count| *count > 0);
        self.struck += 1;
    }

    /// Changes every number that counts what was done so and ended so.
    fn change(&mut self, way: CheckedBy, end: Option<Ended>, change: impl Fn(&mut u32)) {
        let Some(way) = CountedWay::of(way) else { return };
        change(&mut self.all);
        change(match Standing::of(end) {
            Standing::Confirmed => &mut self.confirmed,
            Standing::Otherwise => &mut self.otherwise,
            Standing::Open => &mut self.open,
        });
        if let Some(count) = self.ways.get_mut(way as usize) {
            change(count);
        }
        if let Some(code) = end.and_then(Ended::code) {
            change(self.codes.entry(code).or_default());
        }
    }

    fn add_all(&mut self, other: &Self) {
        self.all += other.all;
        self.confirmed += other.confirmed;
        self.otherwise += other.otherwise;
        self.open += other.open;
        for (sum, count) in self.ways.iter_mut().zip(other.ways) {
            *sum += count;
        }
        for (code, count) in &other.codes {
            *self.codes.entry(code).or_default() += count;
        }
        self.struck += other.struck;
    }

    /// Of this way.
    #[must_use]
    pub fn way(&self, way: CountedWay) -> u32 {
        self.ways.get(way as usize).copied().unwrap_or_default()
    }
}

/// A month in numbers. What was simulated is counted apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCounts {
    /// Which month.
    pub month: Month,
    real: Vec<Counts>,
    simulated: Vec<Counts>,
}

impl MonthCounts {
    /// A month without checks.
    #[must_use]
    pub fn new(month: Month) -> Self {
        let days = vec![Counts::default(); usize::from(month.days())];
        Self { month, real: days.clone(), simulated: days }
    }

    /// Counts a check of this day in Japan; one of another month counts nothing.
    pub fn add(&mut self, day: Date, way: CheckedBy, end: Option<Ended>, simulated: bool) {
        if let Some(counts) = self.of_day(day, simulated) {
            counts.add(way, end);
        }
    }

    /// A check of this day that was counted is struck.
    pub fn strike(&mut self, day: Date, way: CheckedBy, end: Option<Ended>, simulated: bool) {
        if let Some(counts) = self.of_day(day, simulated) {
            counts.strike(way, end);
        }
    }

    fn of_day(&mut self, day: Date, simulated: bool) -> Option<&mut Counts> {
        let days = if simulated { &mut self.simulated } else { &mut self.real };
        days.get_mut(usize::from(day.day()) - 1).filter(|_| Month::of(day) == self.month)
    }

    /// Each day, from the first one.
    #[must_use]
    pub fn days(&self, simulated: bool) -> &[Counts] {
        if simulated { &self.simulated } else { &self.real }
    }

    /// All days together.
    #[must_use]
    pub fn total(&self, simulated: bool) -> Counts {
        let mut total = Counts::default();
        self.days(simulated).iter().for_each(|day| total.add_all(day));
        total
    }
}

/// A part of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The rows of this day in Japan.
    Day(Date),
    /// A month in numbers.
    Month(Month),
}

/// What the journal holds of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastChecks {
    /// The checks of a day, the latest last, and how many of them are not here, because there were too many.
    Day(Vec<CheckSummary>, u64),
    /// The numbers of a month.
    Month(Box<MonthCounts>),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;
    use crate::common::{TroubleKind, Way};

    #[test]
    fn months_follow_each_other_over_the_turn_of_a_year() {
        let month = Month::of(date!(2026 - 12 - 31));
        assert_eq!(month.next(), Month { year: 2027, month: 1 });
        assert_eq!(month.next().previous(), month);
        assert_eq!((month.next().next().days(), Month { year: 2028, month: 2 }.days()), (28, 29));
    }

    #[test]
    fn a_day_counts_by_way_by_end_and_by_code_and_a_simulation_apart() {
        let mut counts = MonthCounts::new(Month::of(date!(2026 - 11 - 01)));
        let mute = Some(Ended::Failed(TroubleKind::MuteCard));
        counts.add(date!(2026 - 11 - 22), CheckedBy::Card(Method::Pin), mute, false);
        counts.add(date!(2026 - 11 - 22), CheckedBy::Staff(Way::Oral), None, false);
        counts.add(date!(2026 - 11 - 30), CheckedBy::Folder, Some(Ended::Answered(VerdictKind::Confirmed)), true);
        counts.add(date!(2026 - 12 - 01), CheckedBy::Folder, Some(Ended::GivenUp), false);
        let (real, simulated) = (counts.total(false), counts.total(true));
        assert_eq!((real.all, real.confirmed, real.otherwise, real.open), (2, 0, 0, 2));
        assert_eq!((real.way(CountedWay::Pin), real.way(CountedWay::Manual)), (1, 1));
        assert_eq!(real.codes, BTreeMap::from([(TroubleKind::MuteCard.code(), 1)]));
        assert_eq!((simulated.all, simulated.confirmed, counts.days(true)[29].all), (1, 1, 1));
    }

    proptest! {
        #[test]
        fn the_totals_are_the_entries_without_those_that_are_struck(
            entries in prop::collection::vec((1_u8..=30, any::<bool>(), any::<bool>()), 0..60)
        ) {
            let month = Month { year: 2026, month: 11 };
            let (mut all, mut left) = (MonthCounts::new(month), MonthCounts::new(month));
            for (day, simulated, _) in &entries {
                all.add(month.day(*day).unwrap(), CheckedBy::Staff(Way::Oral), None, *simulated);
            }
            let mut struck = [0, 0];
            for (day, simulated, is_struck) in &entries {
                let day = month.day(*day).unwrap();
                if *is_struck {
                    all.strike(day, CheckedBy::Staff(Way::Oral), None, *simulated);
                    struck[usize::from(*simulated)] += 1;
                } else {
                    left.add(day, CheckedBy::Staff(Way::Oral), None, *simulated);
                }
            }
            for (simulated, struck) in [false, true].into_iter().zip(struck) {
                prop_assert_eq!(all.total(simulated), Counts { struck, ..left.total(simulated) });
            }
        }
    }
}
