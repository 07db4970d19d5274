//! Another process's memory, searched for what should not be there.

use std::fs::File;
use std::os::unix::fs::FileExt;

/// Distances between two neighbours that are tried: from a text to a ring of large events.
const STRIDES: std::ops::RangeInclusive<usize> = 1..=80;

/// Everything that the process `pid` can write to, mapping by mapping.
pub struct Memory {
    mappings: Vec<(String, Vec<u8>)>,
}

impl Memory {
    /// Reads it. Needs root, as the kiosk forbids its own user to look.
    pub fn of(pid: u32) -> Self {
        let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).expect("the process's mappings");
        let memory = File::open(format!("/proc/{pid}/mem")).expect("the process's memory");
        let mappings: Vec<_> = maps.lines().filter_map(|line| mapping(line, &memory)).collect();
        let read = Self { mappings };
        assert!(read.len() > 100_000, "{} bytes: this is not a whole process", read.len());
        read
    }

    /// Bytes read.
    pub fn len(&self) -> usize {
        self.mappings.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Where these bytes stand side by side.
    pub fn side_by_side(&self, bytes: &[u8]) -> Vec<String> {
        self.find(bytes, 1..=1)
    }

    /// Where these bytes stand at any constant distance: in a text, in an array of numbers, in a ring of events.
    pub fn at_any_distance(&self, bytes: &[u8]) -> Vec<String> {
        self.find(bytes, STRIDES)
    }

    fn find(&self, wanted: &[u8], strides: std::ops::RangeInclusive<usize>) -> Vec<String> {
        let mut found = Vec::new();
        for (name, bytes) in &self.mappings {
            let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == wanted[0]);
            for (start, _) in starts {
                let at =
                    |stride| wanted.iter().enumerate().all(|(n, byte)| bytes.get(start + n * stride) == Some(byte));
                found.extend(
                    strides.clone().filter(|stride| at(*stride)).map(|s| format!("{name}+{start:#x} stride {s}")),
                );
            }
        }
        found
    }
}

/// Reads one writable mapping. What cannot be read (a device's) is left out.
fn mapping(line: &str, memory: &File) -> Option<(String, Vec<u8>)> {
    let mut words = line.split_whitespace();
    let (range, rights) = (words.next()?, words.next()?);
    let name = words.nth(3).unwrap_or("anonymous");
    if !rights.starts_with("rw") {
        return None;
    }
    let (start, end) = range.split_once('-')?;
    let (start, end) = (u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?);
    let mut bytes = vec![0; usize::try_from(end - start).ok()?];
    memory.read_exact_at(&mut bytes, start).ok()?;
    Some((format!("{name} {range}"), bytes))
}
