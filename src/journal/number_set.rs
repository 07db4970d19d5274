//! A set of numbers, kept as ranges: those of a journal without gaps are one.

use std::collections::BTreeMap;

/// The first number of each range, and its last one. Between two ranges there is a gap.
#[derive(Debug, Default)]
pub(super) struct NumberSet(BTreeMap<u64, u64>);

impl NumberSet {
    /// Adds a number; says whether it is a new one.
    pub fn insert(&mut self, number: u64) -> bool {
        if self.contains(number) {
            return false;
        }
        let mut range = (number, number);
        if let Some((&first, &last)) = self.0.range(..number).next_back()
            && last + 1 == number
        {
            range.0 = first;
        }
        if let Some(next) = number.checked_add(1)
            && let Some(last) = self.0.remove(&next)
        {
            range.1 = last;
        }
        self.0.insert(range.0, range.1);
        true
    }

    /// Whether it is there.
    pub fn contains(&self, number: u64) -> bool {
        self.0.range(..=number).next_back().is_some_and(|(_, last)| number <= *last)
    }
}

impl Extend<u64> for NumberSet {
    fn extend<T: IntoIterator<Item = u64>>(&mut self, numbers: T) {
        for number in numbers {
            self.insert(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_has_what_was_added_in_as_few_ranges_as_there_can_be(
            numbers in prop::collection::vec(prop_oneof![0..40_u64, Just(u64::MAX), Just(u64::MAX - 1)], 0..60)
        ) {
            let (mut set, mut all) = (NumberSet::default(), BTreeSet::new());
            for number in numbers {
                prop_assert_eq!(set.insert(number), all.insert(number));
            }
            for number in (0..42).chain([u64::MAX - 2, u64::MAX - 1, u64::MAX]) {
                prop_assert_eq!(set.contains(number), all.contains(&number));
            }
            let begins = |number: &&u64| number.checked_sub(1).is_none_or(|before| !all.contains(&before));
            prop_assert_eq!(set.0.len(), all.iter().filter(begins).count());
        }
    }
}
