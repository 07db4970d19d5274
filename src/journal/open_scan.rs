//! Reads the whole file for the lines that stay open, a part at a time, between the lines that are written meanwhile:
//! no visit waits for it, however many lines there are.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use super::chain::MAX_LENGTH;
use super::open_lines::OpenLines;

/// Bytes of one part: about a millisecond.
const PART: usize = 1 << 18;

/// A reading of a file that is under way.
#[derive(Debug)]
pub(super) struct OpenScan {
    file: File,
    /// Where the next part begins, and where the lines end that were there when it began.
    at: u64,
    end: u64,
    /// The beginning of a line whose end is in the next part.
    rest: Vec<u8>,
    /// A line is passed over that is longer than any.
    too_long: bool,
    lines: OpenLines,
}

impl OpenScan {
    /// Of so many bytes of this file.
    pub(super) fn new(file: File, end: u64) -> Self {
        Self { file, at: 0, end, rest: Vec::new(), too_long: false, lines: OpenLines::default() }
    }

    /// Reads the next part; once nothing is left, returns what was found.
    pub(super) fn go_on(&mut self) -> io::Result<Option<OpenLines>> {
        let wanted = usize::try_from(self.end - self.at).unwrap_or(PART).min(PART);
        if wanted == 0 {
            return Ok(Some(std::mem::take(&mut self.lines)));
        }
        let begins = self.rest.len();
        self.rest.resize(begins + wanted, 0);
        self.file.read_exact_at(&mut self.rest[begins..], self.at)?;
        self.at += wanted as u64;
        let mut lines = self.rest.split(|byte| *byte == b'\n');
        let left = lines.next_back().map_or(0, <[u8]>::len);
        for line in lines {
            if !std::mem::take(&mut self.too_long) && line.len() < MAX_LENGTH {
                self.lines.take(line);
            }
        }
        self.rest.drain(..self.rest.len() - left);
        if self.rest.len() >= MAX_LENGTH {
            self.too_long = true;
            self.rest.clear();
        }
        Ok(None)
    }
}
