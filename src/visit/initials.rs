//! Whose checks today's were, by the initials that a masked panel shows. They are kept in memory alone, and of one day.

use std::collections::BTreeMap;
use std::fmt;

use time::Date;
use zeroize::Zeroizing;

use super::outcome::CheckId;
use super::state::{State, Visit};
use crate::eligibility::Verdict;

/// Initials of the checks of one day. Its `Debug` hides them.
#[derive(Clone, Default)]
pub struct Initials {
    day: Option<Date>,
    of: BTreeMap<CheckId, Zeroizing<String>>,
    revision: u64,
}

impl fmt::Debug for Initials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Initials").finish_non_exhaustive()
    }
}

impl Initials {
    /// Those of this check.
    #[must_use]
    pub fn of(&self, check: CheckId) -> Option<&str> {
        self.of.get(&check).map(|initials| initials.as_str())
    }

    /// Keeps them, of a check of this day in Japan; those of another day are gone.
    pub fn keep(&mut self, check: CheckId, initials: Zeroizing<String>, day: Date) {
        self.keep_only(day);
        if self.of.get(&check) != Some(&initials) {
            self.of.insert(check, initials);
            self.revision += 1;
        }
    }

    /// Keeps those of this day in Japan and no others.
    pub fn keep_only(&mut self, day: Date) {
        if self.day.replace(day) != Some(day) && !self.of.is_empty() {
            self.of.clear();
            self.revision += 1;
        }
    }

    /// A number that every change raises.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }
}

/// The initials of the person whom an answer is about, as a masked panel shows them.
#[must_use]
pub fn initials_of(verdict: &Verdict) -> Option<Zeroizing<String>> {
    let initials = Zeroizing::new(verdict.person()?.name.in_part());
    (!initials.is_empty()).then_some(initials)
}

impl Visit {
    /// The initials of the person whose answer shows.
    #[must_use]
    pub fn shown_initials(&self) -> Option<(CheckId, Zeroizing<String>)> {
        let State::Panel { verdict, .. } = &self.state else { return None };
        Some((CheckId::Visit(self.id), initials_of(verdict)?))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::common::VisitId;

    #[test]
    fn initials_are_gone_with_their_day_and_never_printed() {
        let (first, second) = (CheckId::Visit(VisitId(1)), CheckId::Visit(VisitId(2)));
        let mut initials = Initials::default();
        initials.keep(first, Zeroizing::new("試＊".to_owned()), date!(2026 - 11 - 22));
        initials.keep_only(date!(2026 - 11 - 22));
        assert_eq!(initials.of(first), Some("試＊"));
        assert!(!format!("{initials:?}").contains('試'));
        let before = initials.revision();
        initials.keep(second, Zeroizing::new("見＊".to_owned()), date!(2026 - 11 - 23));
        assert_eq!((initials.of(first), initials.of(second)), (None, Some("見＊")));
        initials.keep_only(date!(2026 - 11 - 24));
        assert_eq!(initials.of(second), None);
        assert!(initials.revision() > before);
    }
}
