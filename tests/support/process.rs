//! What a running process holds: memory, descriptors, threads, processes below it, and files that it keeps.

use std::fmt;
use std::fs;
use std::path::Path;

/// Connections that a kiosk at rest has or does not have: to the service, and to a name server or the card's daemon.
const CONNECTIONS: usize = 2;

/// What a process holds at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Resident memory, in KiB.
    pub resident: u64,
    /// Open descriptors.
    pub descriptors: usize,
    /// Threads.
    pub threads: usize,
    /// Files in its folder, those of subfolders as well.
    pub files: usize,
}

impl Holdings {
    /// Those of the process `pid`, which keeps its files in `dir`.
    pub fn of(pid: u32, dir: &Path) -> Self {
        let entries = |name: &str| fs::read_dir(format!("/proc/{pid}/{name}")).expect("a running process").count();
        let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).expect("a running process");
        let resident = rollup.lines().find_map(|line| line.strip_prefix("Rss:")?.trim().strip_suffix(" kB"));
        Self {
            resident: resident.and_then(|number| number.trim().parse().ok()).expect("its resident memory"),
            descriptors: entries("fd"),
            threads: entries("task"),
            files: files(dir),
        }
    }

    /// Whether there is no more of anything that is counted than in `before`, but for connections that come and go at
    /// rest as well. Memory is not counted but compared.
    pub fn leaks_nothing_since(&self, before: &Self) -> bool {
        self.descriptors <= before.descriptors + CONNECTIONS
            && self.threads <= before.threads
            && self.files <= before.files
    }
}

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { resident, descriptors, threads, files } = self;
        write!(f, "{resident:>7} KiB {descriptors:>5} descriptors {threads:>4} threads {files:>5} files")
    }
}

fn files(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).expect("a folder").filter_map(Result::ok);
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}
