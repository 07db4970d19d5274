//! Reads the whole file for the lines that stay open, a part at a time, between the lines that are written meanwhile:
//! no visit waits for it, however many lines there are.

use std::fs::File;
use std::os::unix::fs::FileExt as _;

use super::chain::MAX_LENGTH;
use super::open_lines::OpenLines;
use crate::visit::OpenItemsKept;

/// Bytes of one part: about a millisecond.
const PART: usize = 1 << 18;
/// So many parts may be unreadable, each after seconds on a disk that wears out; then the rest is left out too.
const MOST_UNREAD: u32 = 16;

/// A reading of a file that is under way.
#[derive(Debug)]
pub(super) struct OpenScan {
    file: File,
    /// Where the next part begins, and where the lines end that were there when it began.
    at: u64,
    end: u64,
    /// The beginning of a line whose end is in the next part.
    rest: Vec<u8>,
    /// The rest of a line is passed over: it is longer than any, or could not be read.
    passes_over: bool,
    /// Parts that could not be read.
    unread: u32,
    lines: OpenLines,
}

impl OpenScan {
    /// Of so many bytes of this file.
    pub(super) fn new(file: File, end: u64) -> Self {
        Self { file, at: 0, end, rest: Vec::new(), passes_over: false, unread: 0, lines: OpenLines::default() }
    }

    /// Reads the next part; once nothing is left, returns what was found, and whether all of it was read. A part that
    /// cannot be read costs its lines, not those of the others.
    pub(super) fn go_on(&mut self) -> Option<(OpenLines, OpenItemsKept)> {
        let wanted = usize::try_from(self.end - self.at).unwrap_or(PART).min(PART);
        if wanted == 0 {
            let kept = if self.unread == 0 { OpenItemsKept::InJournal } else { OpenItemsKept::InPart };
            return Some((std::mem::take(&mut self.lines), kept));
        }
        let begins = self.rest.len();
        self.rest.resize(begins + wanted, 0);
        let read = self.file.read_exact_at(&mut self.rest[begins..], self.at);
        self.at += wanted as u64;
        if let Err(error) = read {
            if self.unread == 0 {
                tracing::warn!(%error, "a part of the journal cannot be read for what is open");
            }
            self.unread += 1;
            if self.unread == MOST_UNREAD {
                self.at = self.end;
            }
            self.rest.clear();
            self.passes_over = true;
            return None;
        }
        let mut lines = self.rest.split(|byte| *byte == b'\n');
        let left = lines.next_back().map_or(0, <[u8]>::len);
        for line in lines {
            if !std::mem::take(&mut self.passes_over) && line.len() < MAX_LENGTH {
                self.lines.take(line);
            }
        }
        self.rest.drain(..self.rest.len() - left);
        if self.rest.len() >= MAX_LENGTH {
            self.passes_over = true;
            self.rest.clear();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::io::Write as _;

    use super::*;
    use crate::journal::hash::Hash;

    /// Entries by hand that stay open, as many as fill so many parts.
    fn entries(parts: usize) -> String {
        let mut text = String::new();
        let mut seq = 0;
        while text.len() < parts * PART {
            seq += 1;
            let hash = Hash::NONE;
            let _ = writeln!(
                text,
                r#"{{"seq":{seq},"at":"2026-11-30T10:00:00+09:00","terminal":"1319999999","kind":"manual","way":"oral","prev":"{hash}","hash":"{hash}"}}"#
            );
        }
        text
    }

    #[test]
    fn a_part_that_cannot_be_read_takes_nothing_of_the_others_and_is_told() {
        let text = entries(3);
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let length = text.len() as u64;
        let read = |end: u64| {
            let mut scan = OpenScan::new(file.try_clone().unwrap(), end);
            loop {
                if let Some((lines, kept)) = scan.go_on() {
                    return (lines.items().len() as u64 + lines.older(), kept);
                }
            }
        };
        let (all, kept) = read(length);
        assert_eq!((all, kept), (text.lines().count() as u64, OpenItemsKept::InJournal));
        // What is behind the end of the file cannot be read, and is never all tried.
        let (found, kept) = read(length + 1_000_000 * PART as u64);
        assert_eq!(kept, OpenItemsKept::InPart);
        assert!(found > all / 2 && found < all, "{found} of {all}");
    }
}
