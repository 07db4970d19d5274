//! Reads a journal from its first line to its last, and says everything that is not as it was written.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::HEAD;
use super::chain::{ChainPosition, MAX_LENGTH};
use super::hash::{Hash, Head};
use super::marks::{FoundMark, LineKind, MarkedLine, Marks};
use super::number_set::NumberSet;
use super::store::{HeadFile, read_head_file};
use crate::common::{in_japan, open_regular, printable_line};

/// A journal that is being written meanwhile is read again, up to so often, until nothing was written in between.
const TRIES: usize = 10;
/// A head is on the disk within this time after its line.
const HEAD_TIME: Duration = Duration::from_millis(200);

/// What was found. `line` counts lines of the file from 1, which is not a line's own number where lines are missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "line: of the file; from, to, number, of, head, last: a line's own number")]
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
    /// It strikes or settles a line that another one has struck or settled before.
    #[error("line {line} (number {number}) strikes or settles number {of}, which was struck or settled before")]
    MarkedTwice { line: usize, number: u64, of: u64 },
    /// It strikes or settles what it cannot.
    #[error(
        "line {line} (number {number}) strikes or settles number {of}, which is no line before it that may be, or another one than \
         it names"
    )]
    MarksNothing { line: usize, number: u64, of: u64 },
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
    /// In the order of the file, those about marks and the end last; never empty.
    Flawed(Vec<Flaw>),
}

/// What is wrong is told line by line; a wide gap must not fill the standard output.
const MAX_FLAWS: usize = 50;

impl Verified {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole(_))
    }

    /// What the command prints of the journal in this file.
    #[must_use]
    pub fn text(&self, file: &Path) -> String {
        match self {
            Self::Whole(whole) => {
                let words =
                    if whole.newer_than_head { "unbroken, one line newer than the head" } else { "as it was written" };
                format!("{}: {words}\n{whole}", printable_line(&file.display().to_string()))
            }
            Self::Flawed(flaws) => {
                let mut told: Vec<String> = flaws.iter().take(MAX_FLAWS).map(Flaw::to_string).collect();
                if flaws.len() > MAX_FLAWS {
                    told.push(format!("and {} more", flaws.len() - MAX_FLAWS));
                }
                told.join("\n") + "\n"
            }
        }
    }
}

/// A journal that is as it was written, but perhaps for its last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// Lines.
    pub lines: usize,
    /// How many of them were written in a simulation.
    pub simulated: usize,
    /// How many of them strike an earlier entry.
    pub struck: usize,
    /// How many of them settle an earlier line that was open.
    pub settled: usize,
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
        if self.simulated > 0 {
            writeln!(f, "of them in a simulation: {}", self.simulated)?;
        }
        if self.struck > 0 {
            writeln!(f, "entries struck: {}", self.struck)?;
        }
        if self.settled > 0 {
            writeln!(f, "open items settled: {}", self.settled)?;
        }
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

/// Proves the journal in `file` unbroken, with the head beside it. Writes nothing, and needs no key. Reads it line by
/// line and keeps none, however many they are.
pub fn verify(file: &Path) -> Result<Verified, VerifyError> {
    let head_path = file.with_file_name(HEAD);
    let read_head = || read_head_file(&head_path).map_err(|source| VerifyError { path: head_path.clone(), source });
    let mut before = read_head()?;
    for _ in 0..TRIES {
        let chain = Chain::read(file, &before).map_err(|source| VerifyError { path: file.to_owned(), source })?;
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

/// What a line is: its position and whether it has its own hash, or that it cannot be read.
type ReadLine = Option<(ChainPosition, bool)>;

/// Shows each line to `each`; returns the bytes behind the last end of line.
fn lines(file: &Path, mut each: impl FnMut(ReadLine, &[u8]) -> io::Result<()>) -> io::Result<usize> {
    let mut reader = BufReader::new(open_regular(file)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        reader.by_ref().take(MAX_LENGTH as u64).read_until(b'\n', &mut line)?;
        match line.strip_suffix(b"\n") {
            Some(whole) => each(ChainPosition::read(whole), whole)?,
            // Whatever it is, no line is that long.
            None if line.len() == MAX_LENGTH => {
                reader.skip_until(b'\n')?;
                each(None, &[])?;
            }
            None => return Ok(line.len()),
        }
    }
}

/// The numbers of all lines of a file that can be read.
fn numbers_in(file: &Path) -> io::Result<NumberSet> {
    let mut all = NumberSet::default();
    lines(file, |line, _| {
        all.extend(line.map(|(position, _)| position.seq));
        Ok(())
    })?;
    Ok(all)
}

/// A file as far as it was read: every line against itself and against the one before it.
struct Chain<'a> {
    file: &'a Path,
    /// The number of the head file's line.
    head_seq: u64,
    flaws: Vec<Flaw>,
    lines: usize,
    simulated: usize,
    marks: Marks,
    /// Lines that cannot be read, each in the place of a number, since the last one that is in its own.
    unread: u64,
    /// Lines that cannot be read since the last one that can.
    unread_last: u64,
    /// The last line that can be read and is in its place, and the last one that can be read at all.
    before: Head,
    last: Head,
    times: Option<(OffsetDateTime, OffsetDateTime)>,
    /// Numbers of lines so far.
    seen: NumberSet,
    /// Numbers of the whole file, once that matters.
    there: Option<NumberSet>,
    /// The first line with the head file's number, and its hash.
    known: Option<(usize, Hash)>,
    /// Bytes behind the last end of line.
    torn: usize,
}

impl<'a> Chain<'a> {
    fn read(file: &'a Path, head_file: &HeadFile) -> io::Result<Self> {
        let mut chain = Self {
            file,
            head_seq: head_file.seq(),
            flaws: Vec::new(),
            lines: 0,
            simulated: 0,
            marks: Marks::default(),
            unread: 0,
            unread_last: 0,
            before: Head::NONE,
            last: Head::NONE,
            times: None,
            seen: NumberSet::default(),
            there: None,
            known: None,
            torn: 0,
        };
        chain.torn = lines(file, |line, bytes| chain.take(line, bytes))?;
        chain.follow_marks()?;
        Ok(chain)
    }

    /// Reads the file a second time, where there are marks: each has to refer to a line before it.
    fn follow_marks(&mut self) -> io::Result<()> {
        let mut marks = std::mem::take(&mut self.marks);
        (self.marks.struck, self.marks.settled) = (marks.struck, marks.settled);
        if marks.is_empty() {
            return Ok(());
        }
        let mut line = 0;
        lines(self.file, |read, bytes| {
            line += 1;
            if let Some((position, _)) = read {
                marks.meet(line, position.seq, position.hash, LineKind::of(bytes));
            }
            Ok(())
        })?;
        self.flaws.extend(marks.left().into_iter().map(|FoundMark { line, number, marked, .. }| Flaw::MarksNothing {
            line,
            number,
            of: marked.of,
        }));
        Ok(())
    }

    /// Notes what a line marks.
    fn note_mark(&mut self, line: usize, number: u64, bytes: &[u8]) {
        let Some(kind) = LineKind::of(bytes).filter(|kind| kind.marks()) else { return };
        match MarkedLine::read(bytes) {
            Some(marked) => {
                if !self.marks.take(FoundMark { line, number, kind, marked }) {
                    self.flaws.push(Flaw::MarkedTwice { line, number, of: marked.of });
                }
            }
            None => self.flaws.push(Flaw::MarksNothing { line, number, of: 0 }),
        }
    }

    fn take(&mut self, read: ReadLine, bytes: &[u8]) -> io::Result<()> {
        self.lines += 1;
        let line = self.lines;
        let Some((position, intact)) = read else {
            self.flaws.push(Flaw::Unreadable { line });
            self.unread += 1;
            self.unread_last += 1;
            return Ok(());
        };
        let unread = std::mem::take(&mut self.unread);
        self.unread_last = 0;
        self.last = position.head();
        self.simulated += usize::from(position.simulation);
        self.times = Some((self.times.map_or(position.at, |(first, _)| first), position.at));
        let (number, next) = (position.seq, self.before.seq + 1);
        if number == self.head_seq && self.known.is_none() {
            self.known = Some((line, position.hash));
        }
        if intact {
            self.note_mark(line, number, bytes);
        } else {
            self.flaws.push(Flaw::Changed { line, number });
        }
        let explained = (next..=next + unread).contains(&number);
        if !self.seen.insert(number) {
            self.flaws.push(Flaw::Twice { line, number });
            self.unread = unread;
            return Ok(());
        } else if number < next || (!explained && self.is_there(next + unread)?) {
            self.flaws.push(Flaw::OutOfPlace { line, number });
        } else if !explained {
            self.flaws.push(Flaw::Missing { line, from: next + unread, to: number - 1 });
        } else if unread == 0 && position.prev != self.before.hash {
            self.flaws.push(Flaw::NotNext { line, number });
        }
        self.before = position.head();
        Ok(())
    }

    /// Whether a line of this number is anywhere in the file. Where a number is missing the file is read a second time.
    fn is_there(&mut self, number: u64) -> io::Result<bool> {
        if self.there.is_none() {
            self.there = Some(numbers_in(self.file)?);
        }
        Ok(self.there.as_ref().is_some_and(|there| there.contains(number)))
    }

    fn verified(mut self, head_file: &HeadFile) -> Verified {
        if self.torn > 0 {
            self.flaws.push(Flaw::Torn { line: self.lines + 1, bytes: self.torn });
        }
        let at_the_end = self.against(head_file);
        self.flaws.extend(at_the_end);
        if !self.flaws.is_empty() {
            return Verified::Flawed(self.flaws);
        }
        let Self { lines, simulated, marks: Marks { struck, settled, .. }, times, last: head, .. } = self;
        Verified::Whole(Whole {
            lines,
            simulated,
            struck,
            settled,
            times,
            head,
            newer_than_head: head.seq > head_file.seq(),
        })
    }

    /// The end of the file against the head file.
    fn against(&self, head_file: &HeadFile) -> Option<Flaw> {
        let last = self.last.seq;
        let head = match head_file {
            HeadFile::Holds(head) => head,
            // Nothing was written yet, or the power went between the first line and its head.
            HeadFile::Missing if self.lines <= 1 => return None,
            HeadFile::Missing | HeadFile::Unreadable => return Some(Flaw::HeadMissing),
        };
        // Lines that cannot be read have been named; they are there.
        let last_there = last + self.unread_last;
        if head.seq > last_there {
            return Some(Flaw::CutOff { last: last_there, head: head.seq });
        }
        match self.known {
            Some((line, hash)) if hash != head.hash => Some(Flaw::HeadDiffers { line, number: head.seq }),
            _ if last > head.seq + 1 => Some(Flaw::Added { head: head.seq, last }),
            _ => None,
        }
    }
}
