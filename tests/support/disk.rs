//! What a disk may hold after a power cut.
//!
//! Of a file, that is what was synced, and of what was changed since then anything: each change or none, a write up to
//! any byte, or the new length with zeros in it. Of the folder's names, what was synced, and each later change or none.
//! So a rename may be there whose file is not, and the other way round. A file system may promise more; nothing here
//! relies on it.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::recording::Call;

/// Files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Changes of names of which every combination is tried. Of more, every first part, and all without one.
const COMBINED: usize = 6;

/// A folder on a disk.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    renamed: Vec<Naming>,
}

#[derive(Debug, Clone, Default)]
struct File {
    synced: Vec<u8>,
    changes: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

#[derive(Debug, Clone)]
enum Naming {
    Set(String, usize),
    Rename(String, String, usize),
    Unset(String),
}

/// One possible state behind a power cut, and how much the program had reported as kept before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cut {
    pub files: Files,
    pub confirmed: usize,
}

impl Disk {
    /// A disk on which these files are, all of it synced.
    pub fn with(files: &Files) -> Self {
        let contents = files.values().map(|synced| File { synced: synced.clone(), changes: Vec::new() });
        Self { files: contents.collect(), names: files.keys().cloned().zip(0..).collect(), renamed: Vec::new() }
    }

    /// Every state that a power cut between two of these calls, or within one, may leave; each once. And what the
    /// program itself saw after each report. Files of which `is_read` says that no program reads them are whole, cut in
    /// the middle, or empty.
    pub fn cuts(mut self, calls: &[Call], is_read: fn(&str) -> bool) -> (HashSet<Cut>, Vec<Files>) {
        let mut cuts = HashSet::new();
        let mut kept = vec![self.now()];
        self.add_cuts(&mut cuts, 0, is_read);
        for call in calls {
            if *call == Call::Confirmed {
                kept.push(self.now());
            }
            self.take(call);
            self.add_cuts(&mut cuts, kept.len() - 1, is_read);
        }
        kept.push(self.now());
        (cuts, kept)
    }

    fn take(&mut self, call: &Call) {
        let now = self.current_names();
        let file = |name: &String| *now.get(name).unwrap_or_else(|| panic!("{call:?}: no such file"));
        match call {
            Call::Create(name) if now.contains_key(name) => {}
            Call::Create(name) => {
                self.renamed.push(Naming::Set(name.clone(), self.files.len()));
                self.files.push(File::default());
            }
            Call::Append(name, bytes) => {
                let file = &mut self.files[file(name)];
                let end = file.current().len();
                file.changes.push(Change::Write(end, bytes.clone()));
            }
            Call::Write(name, at, bytes) => {
                let at = usize::try_from(*at).expect("an offset");
                self.files[file(name)].changes.push(Change::Write(at, bytes.clone()));
            }
            Call::Length(name, length) => {
                let length = usize::try_from(*length).expect("a length");
                self.files[file(name)].changes.push(Change::Length(length));
            }
            Call::Sync(name) => {
                let file = &mut self.files[file(name)];
                file.synced = file.current();
                file.changes.clear();
            }
            Call::SyncNames => {
                self.names = now;
                self.renamed.clear();
            }
            Call::Rename(from, to) => self.renamed.push(Naming::Rename(from.clone(), to.clone(), file(from))),
            Call::Link(from, to) => self.renamed.push(Naming::Set(to.clone(), file(from))),
            Call::Unlink(name) => self.renamed.push(Naming::Unset(name.clone())),
            Call::Confirmed => {}
        }
    }

    fn current_names(&self) -> BTreeMap<String, usize> {
        self.names_after(self.renamed.iter())
    }

    /// What a program sees.
    fn now(&self) -> Files {
        self.current_names().into_iter().map(|(name, file)| (name, self.files[file].current())).collect()
    }

    fn names_after<'a>(&self, changes: impl Iterator<Item = &'a Naming>) -> BTreeMap<String, usize> {
        let mut names = self.names.clone();
        for change in changes {
            match change {
                Naming::Set(name, file) => {
                    names.insert(name.clone(), *file);
                }
                Naming::Rename(from, to, file) => {
                    names.remove(from);
                    names.insert(to.clone(), *file);
                }
                Naming::Unset(name) => {
                    names.remove(name);
                }
            }
        }
        names
    }

    fn add_cuts(&self, cuts: &mut HashSet<Cut>, confirmed: usize, is_read: fn(&str) -> bool) {
        let mut seen = HashSet::new();
        for chosen in combinations(self.renamed.len()) {
            let changes = self.renamed.iter().zip(&chosen).filter_map(|(change, done)| done.then_some(change));
            let names = self.names_after(changes);
            if !seen.insert(names.clone()) {
                continue;
            }
            let unsynced: Vec<usize> =
                names.values().copied().filter(|file| !self.files[*file].changes.is_empty()).collect();
            let with = |changed: usize, contents: &[u8], others_done: bool| {
                let contents_of = |file: usize| match file {
                    file if file == changed => contents.to_vec(),
                    file if others_done => self.files[file].current(),
                    file => self.files[file].synced.clone(),
                };
                let files = names.iter().map(|(name, file)| (name.clone(), contents_of(*file))).collect();
                Cut { files, confirmed }
            };
            if unsynced.is_empty() {
                cuts.insert(with(usize::MAX, &[], true));
            }
            for file in &unsynced {
                let read = names.iter().any(|(name, named)| named == file && is_read(name));
                for contents in self.files[*file].possible(if read { 1 } else { usize::MAX }) {
                    cuts.insert(with(*file, &contents, true));
                    cuts.insert(with(*file, &contents, false));
                }
            }
        }
    }
}

impl File {
    fn current(&self) -> Vec<u8> {
        self.after(self.changes.iter())
    }

    fn after<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> Vec<u8> {
        changes.fold(self.synced.clone(), |contents, change| change.on(contents, usize::MAX))
    }

    /// Everything that may be there, where a write ends at every so manyth byte or in its middle.
    fn possible(&self, step: usize) -> HashSet<Vec<u8>> {
        let mut all = HashSet::new();
        for chosen in combinations(self.changes.len()) {
            let done = self.changes.iter().zip(&chosen).filter_map(|(change, done)| done.then_some(change));
            all.insert(self.after(done));
        }
        for (at, change) in self.changes.iter().enumerate() {
            let before = self.after(self.changes[..at].iter());
            if let Change::Write(from, bytes) = change {
                let ends = (1..bytes.len()).step_by(step).chain([bytes.len() / 2]);
                all.extend(ends.map(|written| change.on(before.clone(), written)));
                // The length is there, and what was to be written is not.
                let mut zeros = before;
                zeros.resize(zeros.len().max(from + bytes.len()), 0);
                all.insert(zeros);
            }
        }
        all
    }
}

impl Change {
    /// The contents after it, or after so many bytes of it.
    fn on(&self, mut contents: Vec<u8>, written: usize) -> Vec<u8> {
        match self {
            Self::Write(at, bytes) => {
                let bytes = &bytes[..bytes.len().min(written)];
                contents.resize(contents.len().max(at + bytes.len()), 0);
                contents[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Length(length) => contents.resize(*length, 0),
        }
        contents
    }
}

/// Which of so many things were done, in every combination; of too many, the first ones, or all but one.
fn combinations(number: usize) -> Vec<Vec<bool>> {
    if number <= COMBINED {
        return (0..1_usize << number).map(|bits| (0..number).map(|at| bits >> at & 1 == 1).collect()).collect();
    }
    let first = (0..=number).map(|done| (0..number).map(|at| at < done).collect());
    let without = (0..number).map(|missing| (0..number).map(|at| at != missing).collect());
    first.chain(without).collect()
}

/// The files of a folder.
pub fn files_of(dir: &Path) -> Files {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("a file"));
    let files = entries.filter(|entry| entry.path().is_file());
    files
        .map(|file| (file.file_name().into_string().expect("a name"), fs::read(file.path()).expect("a file")))
        .collect()
}

/// Puts these files into a folder, and nothing else.
pub fn lay_out(files: &Files, dir: &Path) {
    for old in files_of(dir).keys() {
        fs::remove_file(dir.join(old)).expect("a file");
    }
    for (name, contents) in files {
        let path = dir.join(name);
        fs::write(&path, contents).expect("a file");
        fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("a mode");
    }
}
