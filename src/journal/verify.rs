//! Reads a journal from its first line to its last, and says everything that is not as it was written.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::HEAD;
use super::chain::{ChainPosition, Head, MAX_LENGTH};
use super::store::{HeadFile, read_head_file};
use crate::common::{in_japan, open_regular};

/// A journal that is being written meanwhile is read again, up to so often, until nothing was written in between.
const TRIES: usize = 10;
/// A head is on the disk within this time after its line.
const HEAD_TIME: Duration = Duration::from_millis(200);

/// What was found. `line` counts lines of the file from 1, which is not a line's own number where lines are missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "line: of the file; from, to, number, head, last: a line's own number")]
pub enum Flaw {
    /// No line of a journal.
    #[error("line {line} cannot be read: changed, or put in")]
    Unreadable { line: usize },
    /// Its hash is not that of its contents.
    #[error("line {line} (number {number}) was changed: its contents do not give its hash")]
    Changed { line: usize, number: u64 },
    /// Whole in itself, and not what stood behind the line before it.
    #[error("line {line} (number {number}) does not follow the line before it: one of the two was replaced")]
    NotNext { line: usize, number: u64 },
    /// Lines are missing.
    #[error("before line {line}, {} missing", numbers(*.from, *.to))]
    Missing { line: usize, from: u64, to: u64 },
    /// A line in another's place.
    #[error("line {line} (number {number}) is not in its place: moved, or swapped with another")]
    OutOfPlace { line: usize, number: u64 },
    /// A second line of the same number.
    #[error("line {line} (number {number}) was added: this number was there before")]
    Twice { line: usize, number: u64 },
    /// No end of line.
    #[error(
        "line {line} is not whole ({bytes} bytes): a power cut while it was written, which the kiosk's next start repairs and \
         records, or a cut"
    )]
    Torn { line: usize, bytes: usize },
    /// The head knows of more lines.
    #[error("at the end, {} missing: the head file knows that they were there", numbers(*.last + 1, *.head))]
    CutOff { last: u64, head: u64 },
    /// The head knows of fewer, by more than a power cut explains.
    #[error("at the end, {} added: the head file does not know of them", numbers(*.head + 1, *.last))]
    Added { head: u64, last: u64 },
    /// The head knows another line under this number.
    #[error("line {line} (number {number}) is not the one that the head file knows: it was replaced")]
    HeadDiffers { line: usize, number: u64 },
    /// The head file is missing or cannot be read.
    #[error(
        "the head file ({HEAD}) is missing or cannot be read: whether lines were cut off at the end cannot be told"
    )]
    HeadMissing,
}

fn numbers(from: u64, to: u64) -> String {
    if from == to { format!("number {from} is") } else { format!("numbers {from} to {to} are") }
}

/// What a reading came to.
#[derive(Debug)]
pub enum Verified {
    /// Nothing is wrong.
    Whole(Whole),
    /// In the order of the file; never empty.
    Flawed(Vec<Flaw>),
}

/// A journal that is as it was written, but perhaps for its last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// Lines.
    pub lines: usize,
    /// Times of the first and of the last one.
    pub times: Option<(OffsetDateTime, OffsetDateTime)>,
    /// Number and hash of the last one.
    pub head: Head,
    /// Whether the head file does not know the last line yet: the power went between the two, or the line was added.
    pub newer_than_head: bool,
}

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "lines: {}", self.lines)?;
        if let Some((first, last)) = self.times {
            let shown = |time: OffsetDateTime| in_japan(time).format(&Rfc3339).unwrap_or_default();
            writeln!(f, "first: {}\nlast:  {}", shown(first), shown(last))?;
        }
        writeln!(f, "head:  {} {}", self.head.seq, self.head.hash)?;
        if self.newer_than_head {
            writeln!(
                f,
                "the last line is one line newer than the head file: a power cut between the two leaves this, and so does a line \
                 that was added"
            )?;
        }
        Ok(())
    }
}

/// The files cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct VerifyError {
    path: PathBuf,
    source: io::Error,
}

/// Proves the journal in `file` unbroken, with the head beside it. Writes nothing, and needs no key.
pub fn verify(file: &Path) -> Result<Verified, VerifyError> {
    let head_path = file.with_file_name(HEAD);
    let read_head = || read_head_file(&head_path).map_err(|source| VerifyError { path: head_path.clone(), source });
    let mut before = read_head()?;
    for _ in 0..TRIES {
        let chain = Chain::read(file).map_err(|source| VerifyError { path: file.to_owned(), source })?;
        let mut after = read_head()?;
        if before == after {
            let verified = chain.verified(&after);
            if !matches!(verified, Verified::Whole(Whole { newer_than_head: true, .. })) {
                return Ok(verified);
            }
            // A kiosk that runs may be about to write the head.
            thread::sleep(HEAD_TIME);
            after = read_head()?;
            if before == after {
                return Ok(verified);
            }
        }
        before = after;
    }
    let source = io::Error::other("it is written all the time; stop the kiosk first");
    Err(VerifyError { path: file.to_owned(), source })
}

/// A file, line by line.
#[derive(Default)]
struct Chain {
    /// The position of each line, and whether the line has its own hash; `None`: it cannot be read.
    lines: Vec<Option<(ChainPosition, bool)>>,
    /// Bytes behind the last end of line.
    torn: usize,
}

impl Chain {
    fn read(file: &Path) -> io::Result<Self> {
        let mut reader = BufReader::new(open_regular(file)?);
        let mut chain = Self::default();
        let mut line = Vec::new();
        loop {
            line.clear();
            reader.by_ref().take(MAX_LENGTH as u64).read_until(b'\n', &mut line)?;
            match line.strip_suffix(b"\n") {
                Some(whole) => chain.lines.push(ChainPosition::read(whole)),
                // Whatever it is, no line is that long.
                None if line.len() == MAX_LENGTH => {
                    reader.skip_until(b'\n')?;
                    chain.lines.push(None);
                }
                None => {
                    chain.torn = line.len();
                    return Ok(chain);
                }
            }
        }
    }

    fn verified(&self, head_file: &HeadFile) -> Verified {
        let mut flaws = self.flaws();
        if self.torn > 0 {
            flaws.push(Flaw::Torn { line: self.lines.len() + 1, bytes: self.torn });
        }
        flaws.extend(self.against(head_file));
        if !flaws.is_empty() {
            return Verified::Flawed(flaws);
        }
        let positions = || self.lines.iter().flatten().map(|(position, _)| position);
        let times = positions().next().zip(positions().next_back()).map(|(first, last)| (first.at, last.at));
        let (head, known) = (self.last(), head_file.seq());
        Verified::Whole(Whole { lines: self.lines.len(), times, head, newer_than_head: head.seq > known })
    }

    fn last(&self) -> Head {
        self.lines.iter().flatten().last().map_or(Head::NONE, |(position, _)| position.head())
    }

    /// Every line against itself and against the one before it.
    fn flaws(&self) -> Vec<Flaw> {
        let there: HashSet<u64> = self.lines.iter().flatten().map(|(position, _)| position.seq).collect();
        let (mut seen, mut flaws) = (HashSet::new(), Vec::new());
        let mut before = Head::NONE;
        // Lines that cannot be read, each in the place of a number, since the last one that can.
        let mut unread = 0;
        for (line, read) in (1..).zip(&self.lines) {
            let Some((position, intact)) = read else {
                flaws.push(Flaw::Unreadable { line });
                unread += 1;
                continue;
            };
            let (number, next) = (position.seq, before.seq + 1);
            if !intact {
                flaws.push(Flaw::Changed { line, number });
            }
            let explained = (next..=next + unread).contains(&number);
            if !seen.insert(number) {
                flaws.push(Flaw::Twice { line, number });
                continue;
            } else if number < next || (!explained && there.contains(&(next + unread))) {
                flaws.push(Flaw::OutOfPlace { line, number });
            } else if !explained {
                flaws.push(Flaw::Missing { line, from: next + unread, to: number - 1 });
            } else if unread == 0 && position.prev != before.hash {
                flaws.push(Flaw::NotNext { line, number });
            }
            before = position.head();
            unread = 0;
        }
        flaws
    }

    /// The end of the file against the head file.
    fn against(&self, head_file: &HeadFile) -> Option<Flaw> {
        let last = self.last().seq;
        let head = match head_file {
            HeadFile::Holds(head) => head,
            // Nothing was written yet, or the power went between the first line and its head.
            HeadFile::Missing if self.lines.len() <= 1 => return None,
            HeadFile::Missing | HeadFile::Unreadable => return Some(Flaw::HeadMissing),
        };
        // Lines that cannot be read have been named; they are there.
        let last_there = last + self.lines.iter().rev().take_while(|read| read.is_none()).count() as u64;
        if head.seq > last_there {
            return Some(Flaw::CutOff { last: last_there, head: head.seq });
        }
        let known = (1..)
            .zip(&self.lines)
            .find_map(|(line, read)| Some((line, (*read)?.0)).filter(|(_, position)| position.seq == head.seq));
        match known {
            Some((line, position)) if position.hash != head.hash => {
                Some(Flaw::HeadDiffers { line, number: position.seq })
            }
            _ if last > head.seq + 1 => Some(Flaw::Added { head: head.seq, last }),
            _ => None,
        }
    }
}
