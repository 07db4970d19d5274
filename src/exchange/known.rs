//! Which files lay in the folder at the last look: sixteen bytes for each, however many there are and whatever their
//! names.
//!
//! A name and a state are kept as hashes, with a key that is drawn at every start. Two names of one hash would be one
//! file; among a hundred thousand files that comes about once in four billion folders.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher as _, RandomState};

use super::look::{ListedFile, Stamp};

/// Of a state: the file was met in the present round; it lay there at the start. The other bits are a hash.
const MET: u64 = 1;
const OLD: u64 = 2;
const HASH: u64 = !(MET | OLD);

/// The files.
#[derive(Debug, Default)]
pub struct Known {
    key: RandomState,
    files: HashMap<u64, u64>,
}

impl Known {
    /// Begins a look at the folder.
    pub fn begin(&mut self) {
        self.files.values_mut().for_each(|state| *state &= !MET);
    }

    /// Takes note of a file that lies there; says whether it is a new one, or was changed since the last look.
    pub fn meets(&mut self, file: &ListedFile<'_>) -> bool {
        let stamp = self.key.hash_one(file.stamp) & HASH;
        let state = self.files.insert(self.key.hash_one(file.name), stamp | MET);
        if let Some(before) = state
            && before & OLD != 0
        {
            self.mark(file.name);
        }
        state.is_none_or(|before| before & HASH != stamp)
    }

    /// Ends the look: what was not met is not there any more.
    pub fn end(&mut self) {
        self.files.retain(|_, state| *state & MET != 0);
        // A folder that was emptied gives its space back.
        if self.files.capacity() > 4 * self.files.len() {
            self.files.shrink_to(2 * self.files.len());
        }
    }

    /// Everything there now lay there at the start.
    pub fn all_are_old(&mut self) {
        self.files.values_mut().for_each(|state| *state |= OLD);
    }

    /// Whether a file of this name lay there at the start.
    pub fn is_old(&self, name: &OsStr) -> bool {
        self.files.get(&self.key.hash_one(name)).is_some_and(|state| state & OLD != 0)
    }

    /// The next look takes this file for a new one.
    pub fn forget(&mut self, name: &OsStr) {
        self.files.remove(&self.key.hash_one(name));
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    fn mark(&mut self, name: &OsStr) {
        if let Some(state) = self.files.get_mut(&self.key.hash_one(name)) {
            *state |= OLD;
        }
    }
}

/// The files that changed last, so many at most.
#[derive(Debug)]
pub struct Newest {
    most: usize,
    /// The oldest of them on top.
    files: BinaryHeap<Reverse<(Stamp, OsString)>>,
}

impl Newest {
    /// None yet, and never more than `most`.
    pub fn new(most: usize) -> Self {
        Self { most, files: BinaryHeap::new() }
    }

    /// One more.
    pub fn meets(&mut self, file: &ListedFile<'_>) {
        let is_newer = |Reverse((oldest, _)): &Reverse<(Stamp, _)>| file.stamp > *oldest;
        if self.files.len() < self.most || self.files.peek().is_some_and(is_newer) {
            self.files.push(Reverse((file.stamp, file.name.to_owned())));
        }
        if self.files.len() > self.most {
            self.files.pop();
        }
    }

    /// Their names, the latest first.
    pub fn names(self) -> Vec<OsString> {
        self.files.into_sorted_vec().into_iter().map(|Reverse((_, name))| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use OsString;

    use super::*;
    use crate::exchange::name::ResultFileKind;

    fn file(name: &OsStr, at: i64) -> ListedFile<'_> {
        ListedFile { name, kind: ResultFileKind::Result, stamp: Stamp::at(at) }
    }

    fn look(known: &mut Known, files: &[(&str, i64)]) -> Vec<bool> {
        known.begin();
        let news = files.iter().map(|(name, at)| known.meets(&file(OsStr::new(name), *at))).collect();
        known.end();
        news
    }

    #[test]
    fn a_file_is_news_where_it_is_new_or_was_changed_or_was_gone_meanwhile() {
        let mut known = Known::default();
        assert_eq!(look(&mut known, &[("a", 1), ("b", 1)]), [true, true]);
        assert_eq!(look(&mut known, &[("a", 1), ("b", 2)]), [false, true]);
        assert_eq!(look(&mut known, &[("b", 2)]), [false]);
        assert_eq!(look(&mut known, &[("a", 1), ("b", 2)]), [true, false]);
        known.forget(OsStr::new("b"));
        assert_eq!(look(&mut known, &[("a", 1), ("b", 2)]), [false, true]);
    }

    #[test]
    fn what_lay_there_at_the_start_stays_old_whatever_becomes_of_it() {
        let mut known = Known::default();
        look(&mut known, &[("a", 1)]);
        known.all_are_old();
        look(&mut known, &[("a", 2), ("b", 2)]);
        assert!(known.is_old(OsStr::new("a")) && !known.is_old(OsStr::new("b")));
    }

    #[test]
    fn a_hundred_thousand_files_take_no_more_than_three_million_bytes_and_give_them_back() {
        let mut known = Known::default();
        let names: Vec<OsString> = (0..100_000).map(|file| format!("OQSsiquc01res_face_{file}.xml").into()).collect();
        known.begin();
        assert!(names.iter().all(|name| known.meets(&file(name, 1))), "no two names are one file");
        known.end();
        // A key, a state, and a byte of the table itself.
        let bytes = |known: &Known| known.files.capacity() * 8 / 7 * (2 * size_of::<u64>() + 1);
        assert!(bytes(&known) < 3_000_000, "{} bytes", bytes(&known));
        known.begin();
        known.end();
        assert_eq!((known.len(), known.files.capacity()), (0, 0));
    }

    #[test]
    fn the_newest_are_those_that_changed_last() {
        let mut newest = Newest::new(3);
        for (name, at) in [("c", 3), ("a", 1), ("e", 5), ("b", 2), ("d", 4)] {
            newest.meets(&file(OsStr::new(name), at));
        }
        assert_eq!(newest.names(), ["e", "d", "c"]);
    }
}
