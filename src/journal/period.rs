//! A day or a month out of the file, which may have a million lines and is not loaded.
//!
//! The time stamps are looked up at the beginnings of some hundred blocks, and only the blocks are read that may hold
//! lines of the period. A plain binary search would lose lines wherever the clock was wrong for a while; here a block
//! counts by the earliest and the latest time around it, so that a clock that jumped and came back hides no line that
//! is stamped rightly. It is read beside the thread that writes: no visit waits for it.
//!
//! A line that strikes an entry counts against the entry's own day. It may be of a later day: such lines are looked for
//! up to [`STRIKES_FOR`] behind the end of the entry's month, for a day as for a month, so that both agree. One that is
//! later still leaves both as they were.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use time::{Date, Duration, OffsetDateTime};

use super::FILE;
use super::chain::MAX_LENGTH;
use super::listed::{ListedCheck, check_of};
use super::marks::LineKind;
use super::open_lines::{Change, OpenLines};
use crate::common::{in_japan, open_regular};
use crate::visit::{Month, MonthCounts, PastChecks, Period, RowId};

/// At least as many bytes has a block, and at most so many blocks has a file.
const BLOCK: u64 = 1 << 20;
const MAX_BLOCKS: u64 = 256;

/// So many blocks are read whole: the times of so few say little, where a clock was wrong.
const FEW_BLOCKS: usize = 8;

/// Where a block begins, a line with a time is looked for in so many bytes.
const PROBE: usize = 4 * MAX_LENGTH;

/// Most rows of a day: those that came last. More than any desk has.
const MAX_ROWS: usize = 5000;

/// For so long behind the end of a month its entries may be struck, as far as counts and rows go.
const STRIKES_FOR: Duration = Duration::days(31);

/// Reads what the journal in `dir` holds of a period. A line that cannot be read is passed over, as is one that is not
/// finished.
pub fn read_period(dir: &Path, period: Period) -> io::Result<PastChecks> {
    let file = open_regular(&dir.join(FILE))?;
    let days = match period {
        Period::Day(day) => day..=day,
        Period::Month(month) => match (month.day(1), month.day(month.days())) {
            (Some(first), Some(last)) => first..=last,
            _ => return Err(io::ErrorKind::InvalidInput.into()),
        },
    };
    let (first, last) = (*days.start(), *days.end());
    match period {
        Period::Day(_) => {
            let mut rows = VecDeque::new();
            let mut missing = 0_u32;
            each_check(&file, first, last, |found| match found {
                Found::Check(check) => {
                    rows.push_back(check);
                    if rows.len() > MAX_ROWS {
                        rows.pop_front();
                        missing = missing.saturating_add(1);
                    }
                }
                Found::Struck(check) => {
                    if let Some(row) = rows.iter_mut().find(|row| **row == check) {
                        row.struck = true;
                    }
                }
            })?;
            let numbers = missing.saturating_add(1)..;
            let rows = numbers.zip(rows).map(|(number, check)| check.summary(RowId(number.into()), None, number));
            Ok(PastChecks::Day(rows.collect(), missing.into()))
        }
        Period::Month(month) => {
            let mut counts = MonthCounts::new(month);
            each_check(&file, first, last, |found| match found {
                Found::Check(check) => {
                    counts.add(in_japan(check.at).date(), check.way, check.end, check.simulated);
                }
                Found::Struck(check) => {
                    counts.strike(in_japan(check.at).date(), check.way, check.end, check.simulated);
                }
            })?;
            Ok(PastChecks::Month(Box::new(counts)))
        }
    }
}

/// What is found in the lines.
enum Found {
    Check(ListedCheck),
    /// A check that was found is struck.
    Struck(ListedCheck),
}

/// Every check from this day to that one, of one month, in the order of the lines, and which of them are struck.
fn each_check(file: &File, first: Date, last: Date, mut take: impl FnMut(Found)) -> io::Result<()> {
    let month = Month::of(last);
    let month_ends = month.day(month.days()).unwrap_or(last);
    let struck_until = month_ends.checked_add(STRIKES_FOR).unwrap_or(month_ends);
    let is_wanted = |check: &ListedCheck| (first..=last).contains(&in_japan(check.at).date());
    let mut open = OpenLines::of_part();
    for bytes in ranges(file, first, struck_until)? {
        each_line(file, bytes, |line| {
            // Most lines of a block are of another day, and need not be parsed.
            let day = day_of(line);
            let is_other = day.is_some_and(|day| day < first || day > last);
            let may_strike = || {
                // Also before the entry's day, where the clock was ahead as it was entered.
                day.is_some_and(|day| day <= struck_until) && LineKind::of(line).is_some_and(LineKind::marks)
            };
            if is_other && !may_strike() {
                return;
            }
            match open.take(line) {
                Some(Change::Struck(check)) if is_wanted(&check) => return take(Found::Struck(check)),
                Some(Change::Struck(_) | Change::Settled) => return,
                Some(Change::StaysOpen(_)) | None => {}
            }
            if let Some(check) = check_of(line).filter(is_wanted) {
                take(Found::Check(check));
            }
        })?;
    }
    Ok(())
}

/// The parts of the file that may hold lines of these days.
fn ranges(file: &File, first: Date, last: Date) -> io::Result<Vec<Range<u64>>> {
    let length = file.metadata()?.len();
    let block = BLOCK.max(length.div_ceil(MAX_BLOCKS));
    let starts: Vec<u64> = (0..length.div_ceil(block)).map(|number| number * block).collect();
    // A block without a line that can be read may hold anything.
    let times = starts.iter().map(|start| first_day(file, *start)).collect::<io::Result<Vec<_>>>()?;
    let mut ranges: Vec<Range<u64>> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let end = (start + block).min(length);
        // Of the block itself, of the one before it, and of the two behind it. The end of the file has no time of its
        // own: the last block may reach to any later day.
        let around = times.get(place.saturating_sub(1)..(place + 3).min(times.len())).unwrap_or_default();
        let is_last = place + 2 >= times.len();
        let known: Vec<Date> = around.iter().flatten().copied().collect();
        let unknown = known.len() < around.len();
        let earliest = known.iter().min().is_none_or(|day| *day <= last);
        let latest = is_last || known.iter().max().is_none_or(|day| *day >= first);
        if unknown || starts.len() <= FEW_BLOCKS || earliest && latest {
            match ranges.last_mut() {
                Some(before) if before.end == *start => before.end = end,
                _ => ranges.push(*start..end),
            }
        }
    }
    Ok(ranges)
}

/// The day of the first line that begins in this place or soon behind it.
fn first_day(file: &File, start: u64) -> io::Result<Option<Date>> {
    let mut bytes = vec![0; PROBE];
    let read = file.read_at(&mut bytes, start)?;
    bytes.truncate(read);
    let mut lines = bytes.split(|byte| *byte == b'\n');
    if start > 0 {
        lines.next();
    }
    Ok(lines.find_map(|line| day_of(line).or_else(|| parsed_day(line))))
}

/// The day in Japan of a line as this program writes it, without parsing it.
fn day_of(line: &[u8]) -> Option<Date> {
    const KEY: &[u8] = b"\"at\":\"";
    const LENGTH: usize = b"2026-11-22T10:00:00".len();
    let head = line.get(..line.len().min(80))?;
    let at = head.windows(KEY.len()).position(|window| window == KEY)? + KEY.len();
    let stamp = line.get(at..)?;
    let end = stamp.iter().take(40).position(|byte| *byte == b'"')?;
    // The offset of Japan, so that the date is the one of Japan.
    let stamp = stamp.get(..end).filter(|stamp| stamp.len() > LENGTH && stamp.ends_with(b"+09:00"))?;
    let number = |from: usize, to: usize| std::str::from_utf8(stamp.get(from..to)?).ok()?.parse::<u16>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    Date::from_calendar_date(year.into(), u8::try_from(month).ok()?.try_into().ok()?, u8::try_from(day).ok()?).ok()
}

fn parsed_day(line: &[u8]) -> Option<Date> {
    #[derive(serde::Deserialize)]
    struct Stamp {
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    }
    serde_json::from_slice::<Stamp>(line).ok().map(|stamp| in_japan(stamp.at).date())
}

/// Every finished line that begins in this part of the file, without its end. One that is longer than any that this
/// program writes is passed over.
fn each_line(file: &File, bytes: Range<u64>, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    // The line before a part belongs to the part before, unless it ends right here.
    let mut place = bytes.start.saturating_sub(1);
    let mut skips = bytes.start > 0;
    reader.seek(SeekFrom::Start(place))?;
    let mut line = Vec::new();
    let mut begins = place;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        if line.len() <= MAX_LENGTH {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        place += used as u64;
        if end.is_some() {
            if !skips && line.len() <= MAX_LENGTH {
                take(&line);
            }
            skips = false;
            line.clear();
            begins = place;
        }
        if begins >= bytes.end {
            return Ok(());
        }
    }
}
