//! The end of the file, as much of it as an opening needs: what is torn, the last whole line, and today's lines.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use time::{Date, OffsetDateTime};

use super::chain::{ChainPosition, MAX_LENGTH};
use super::listed::{ListedCheck, check_of};
use super::open_lines::{Change, OpenLines};

/// As much as is read at most: two thousand visits, more than a desk has a day.
const WINDOW: u64 = 1 << 20;

/// The end of the file.
pub(super) struct Tail {
    /// Bytes up to and with the last end of line.
    pub whole: u64,
    /// Bytes behind that: a line that was not finished.
    pub torn: u64,
    /// Whole lines, and nothing else.
    bytes: Vec<u8>,
}

impl Tail {
    pub(super) fn read(file: &File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let start = length.saturating_sub(WINDOW);
        let mut bytes = vec![0; usize::try_from(length - start).unwrap_or_default()];
        file.read_exact_at(&mut bytes, start)?;
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if end == 0 && start > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no line in its last million bytes"));
        }
        let torn = (bytes.len() - end) as u64;
        bytes.truncate(end);
        // The first is a part of a line, where the file is longer than what was read.
        if start > 0 {
            let first = bytes.iter().position(|byte| *byte == b'\n').map_or(end, |end| end + 1);
            bytes.drain(..first);
        }
        Ok(Self { whole: length - torn, torn, bytes })
    }

    /// The lines without their ends, the last one first.
    fn latest(&self) -> impl Iterator<Item = &[u8]> {
        let lines = self.bytes.strip_suffix(b"\n").map(|lines| lines.rsplit(|byte| *byte == b'\n'));
        lines.into_iter().flatten()
    }

    /// Whether there is any line.
    pub(super) const fn is_empty(&self) -> bool {
        self.whole == 0
    }

    /// The last line, if it is as it was written.
    pub(super) fn last(&self) -> Option<ChainPosition> {
        Self::intact(self.latest().next()?)
    }

    /// The last line that is as it was written, whatever comes behind it.
    pub(super) fn last_intact(&self) -> Option<ChainPosition> {
        self.latest().find_map(Self::intact)
    }

    /// The line with this number, if it is among those that were read.
    pub(super) fn numbered(&self, seq: u64) -> Option<ChainPosition> {
        let positions = self.latest().filter_map(ChainPosition::read);
        positions.map(|(position, _)| position).find(|position| position.seq == seq)
    }

    fn intact(line: &[u8]) -> Option<ChainPosition> {
        let (position, intact) = ChainPosition::read(line).filter(|_| line.len() < MAX_LENGTH)?;
        intact.then_some(position)
    }

    /// The last checks that ended with a code, at most so many, the latest last.
    pub(super) fn last_codes(&self, most: usize) -> Vec<(OffsetDateTime, &'static str)> {
        let checks = self.latest().filter_map(check_of);
        let codes = checks.filter_map(|check| Some((check.at, check.code()?)));
        let mut codes: Vec<_> = codes.take(most).collect();
        codes.reverse();
        codes
    }

    /// The checks of this day in Japan, the latest last, as far as they are struck by lines of the part that was read.
    pub(super) fn checks_of(&self, day: Date) -> Vec<ListedCheck> {
        let mut lines: Vec<_> = self.latest().collect();
        lines.reverse();
        let (mut checks, mut open): (Vec<ListedCheck>, _) = (Vec::new(), OpenLines::default());
        // All of them: a clock that was wrong for a while is no reason to forget what was before.
        for line in lines {
            if let Some(Change::Struck(of)) = open.take(line) {
                // The whole check, not its number alone: a line that was put in may have the number of another one.
                if let Some(struck) = checks.iter_mut().find(|check| **check == of) {
                    struck.struck = true;
                }
            }
            checks.extend(check_of(line).filter(|check| check.at.date() == day));
        }
        checks
    }
}
