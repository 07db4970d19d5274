//! Another process's memory, searched for what should not be there.

use std::fs::File;
use std::ops::RangeInclusive;
use std::os::unix::fs::FileExt;

use memchr::{memchr_iter, memmem};

/// Distances between two neighbours that are tried: from a text to a ring of large events.
const STRIDES: RangeInclusive<usize> = 1..=80;

/// Distances between two letters that are tried: from an array of letters to the cells of a screen, two for a letter.
const CELLS: RangeInclusive<usize> = 2..=160;

/// So many characters stand nowhere by chance.
const SURE: usize = 8;

/// Everything that the process `pid` can read, mapping by mapping: a full dump.
pub struct Memory {
    mappings: Vec<(String, Vec<u8>)>,
}

impl Memory {
    /// Reads it. Needs root, as the kiosk forbids its own user to look.
    pub fn of(pid: u32) -> Self {
        let read = Self::read(pid, |_, _| true);
        assert!(read.len() > 100_000, "{} bytes: this is not a whole process", read.len());
        read
    }

    /// The same without what another program cannot have written to, as its fonts, and without its pictures of letters.
    pub fn of_words(pid: u32) -> Self {
        Self::read(pid, |rights, name| rights.starts_with("rw") && !name.contains("shm"))
    }

    fn read(pid: u32, is_wanted: fn(&str, &str) -> bool) -> Self {
        let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).expect("the process's mappings");
        let memory = File::open(format!("/proc/{pid}/mem")).expect("the process's memory");
        Self { mappings: maps.lines().filter_map(|line| mapping(line, &memory, is_wanted)).collect() }
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

    /// Where any of these words stands in any encoding that it comes in or is turned into: UTF-8, UTF-16 and UTF-32 in
    /// both byte orders, `Shift_JIS`, or letter by letter in cells.
    pub fn in_any_encoding(&self, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for wanted in words.iter().flat_map(|words| Wanted::all(words)) {
            for (name, bytes) in &self.mappings {
                let starts = memmem::find_iter(bytes, &wanted.pieces[0]);
                let starts = starts.filter(|start| wanted.strides().any(|stride| wanted.is_at(bytes, *start, stride)));
                found.extend(starts.map(|start| format!("{name}+{start:#x}")));
            }
        }
        found
    }

    /// The second byte says which distances are worth a look: there are a hundred million places for the first one.
    fn find(&self, wanted: &[u8], strides: RangeInclusive<usize>) -> Vec<String> {
        let mut found = Vec::new();
        for (name, bytes) in &self.mappings {
            for start in memchr_iter(wanted[0], bytes) {
                let reach = start + strides.start()..bytes.len().min(start + strides.end() + 1);
                let seconds = memchr_iter(wanted[1], bytes.get(reach).unwrap_or_default());
                for stride in seconds.map(|place| strides.start() + place) {
                    let is_there = |(n, byte): (usize, &u8)| bytes.get(start + n * stride) == Some(byte);
                    if wanted.iter().enumerate().skip(2).all(is_there) {
                        found.push(format!("{name}+{start:#x} stride {stride}"));
                    }
                }
            }
        }
        found
    }
}

/// Bytes that are looked for: in one piece, or a piece for each letter at any constant distance.
struct Wanted {
    pieces: Vec<Vec<u8>>,
}

impl Wanted {
    fn all(words: &str) -> Vec<Self> {
        let utf16 = || words.encode_utf16();
        let utf32 = || words.chars().map(u32::from);
        let mut all: Vec<Self> = [
            words.as_bytes().to_vec(),
            utf16().flat_map(u16::to_le_bytes).collect(),
            utf16().flat_map(u16::to_be_bytes).collect(),
            utf32().flat_map(u32::to_le_bytes).collect(),
            utf32().flat_map(u32::to_be_bytes).collect(),
            encoding_rs::SHIFT_JIS.encode(words).0.into_owned(),
        ]
        .into_iter()
        .map(|bytes| Self { pieces: vec![bytes] })
        .collect();
        // Four digits stand at some distance from each other by chance.
        if !words.is_ascii() || words.len() >= SURE {
            all.push(Self { pieces: words.chars().map(|letter| letter.to_string().into_bytes()).collect() });
            // As the cells of a terminal emulator.
            all.push(Self { pieces: words.chars().map(|letter| u32::from(letter).to_le_bytes().to_vec()).collect() });
        }
        all
    }

    fn strides(&self) -> impl Iterator<Item = usize> {
        let (all, step) = match &self.pieces[..] {
            [_] => (1..=1, 1),
            // Numbers of four bytes stand at such addresses.
            [first, ..] if first.len() == 4 && first[3] == 0 => (4..=*CELLS.end(), 4),
            _ => (CELLS, 1),
        };
        all.step_by(step)
    }

    fn is_at(&self, bytes: &[u8], start: usize, stride: usize) -> bool {
        let mut places = self.pieces.iter().zip((start..).step_by(stride));
        places.all(|(piece, place)| bytes.get(place..place + piece.len()) == Some(piece))
    }
}

/// Reads one mapping. What cannot be read (a device's) is left out.
fn mapping(line: &str, memory: &File, is_wanted: fn(&str, &str) -> bool) -> Option<(String, Vec<u8>)> {
    let mut words = line.split_whitespace();
    let (range, rights) = (words.next()?, words.next()?);
    let name = words.nth(3).unwrap_or("anonymous");
    if !rights.starts_with('r') || !is_wanted(rights, name) {
        return None;
    }
    let (start, end) = range.split_once('-')?;
    let (start, end) = (u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?);
    let mut bytes = vec![0; usize::try_from(end - start).ok()?];
    memory.read_exact_at(&mut bytes, start).ok()?;
    Some((format!("{name} {range}"), bytes))
}
