//! Whether staff are at the desk: what they said last, and the opening hours of the settings.
//!
//! What staff said wins over the hours until it is over. It is on the disk, so that it outlives a restart and a power
//! cut, and ends by two clocks: by the wall clock, and by the running time, so that a clock that is set back cannot
//! make it last. A file of another time, or of something else, says nothing.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use time::OffsetDateTime;
use time::macros::time;

use super::state_folder::{state_folder, write_state};
use crate::common::{Absence, AbsenceKind, BackAt, clock_is_set, in_japan, read_regular};
use crate::settings::{Hours, Settings, back_at};
use crate::staff::AbsenceChoice;
use crate::visit::Event;

/// The file's name.
const FILE: &str = "absence";
/// A clock that was not set yet since the machine started is behind by no more than this. A file that is of later is of
/// a clock that was ahead.
const BEHIND: Duration = Duration::from_secs(600);
/// No file of ours is longer.
const MAX_LENGTH: u64 = 256;
/// The word of the file for staff who are there although the hours say otherwise.
const THERE: &str = "there";
/// What staff said holds no longer than this.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// A break of which the hours say nothing.
const BREAK_FOR: Duration = Duration::from_secs(3600);
/// Who begins the break so many minutes too early is back at its end.
const EARLY: u16 = 60;
/// Without hours a day begins at this time.
const MORNING: time::Time = time!(6:00);
/// Who closes before this time, after a night at work, closes the day before.
const NIGHT_ENDS: time::Time = time!(3:00);
/// Without a clock a day is closed for so long.
const CLOSED_FOR: Duration = Duration::from_secs(12 * 3600);

/// Both clocks. The wall clock is that of Japan, where it was ever set.
#[derive(Debug, Clone, Copy)]
pub(super) struct BothClocks {
    pub(super) wall: Option<OffsetDateTime>,
    pub(super) running: Instant,
}

impl BothClocks {
    /// Both at this moment.
    pub(super) fn now() -> Self {
        let now = SystemTime::now();
        Self { wall: clock_is_set(now).then(|| in_japan(now)), running: Instant::now() }
    }
}

/// What staff said last. Without a folder to write to, it ends with the program.
#[derive(Debug)]
pub struct AbsenceState {
    path: Option<PathBuf>,
    /// The file was not read yet: without a clock it cannot be judged.
    unread: bool,
    said: Option<SaidAbsence>,
    /// What the visit was told.
    told: Option<Absence>,
}

/// What staff said, and until when it holds.
#[derive(Debug, Clone, Copy)]
struct SaidAbsence {
    /// None: they are there.
    kind: Option<AbsenceKind>,
    /// By the wall clock, where there was one.
    until: Option<OffsetDateTime>,
    /// By the running time.
    ends: Instant,
}

impl AbsenceState {
    /// What stands in the folder of this kiosk's state.
    #[must_use]
    pub fn beside(settings: &Settings) -> Self {
        let path = state_folder(settings).map(|folder| folder.join(FILE));
        Self { unread: path.is_some(), path, said: None, told: None }
    }

    /// What the waiting screen says now.
    pub(super) const fn told(&self) -> Option<Absence> {
        self.told
    }

    /// When what staff said is over by the running time.
    pub(super) fn ends(&self) -> Option<Instant> {
        self.said.map(|said| said.ends)
    }

    /// Staff say something else.
    pub(super) fn say(&mut self, choice: AbsenceChoice, hours: Option<&Hours>, now: BothClocks) {
        self.unread = false;
        self.said = said(choice, hours, now);
        self.write(now);
    }

    /// What the visit is to be told, where it has changed.
    pub(super) fn news(&mut self, hours: Option<&Hours>, now: BothClocks) -> Option<Event> {
        let absence = self.absence(hours, now);
        (absence != std::mem::replace(&mut self.told, absence)).then_some(Event::Absent(absence))
    }

    /// Whether staff are at the desk at this moment, as they said it or as the hours have it.
    fn absence(&mut self, hours: Option<&Hours>, now: BothClocks) -> Option<Absence> {
        if let Some(wall) = now.wall.filter(|_| self.unread) {
            let kept = self.path.as_deref().map_or(Kept::Nothing, |path| read(path, wall, now.running));
            self.unread = matches!(kept, Kept::OfLater);
            self.said = match kept {
                Kept::Said(said) => Some(said),
                Kept::Nothing | Kept::OfLater => None,
            };
        }
        let is_over = |said: &SaidAbsence| {
            let by_wall = said.until.zip(now.wall).is_some_and(|(until, wall)| until <= wall);
            by_wall || said.ends <= now.running
        };
        if self.said.take_if(|said| is_over(said)).is_some() {
            self.write(now);
        }
        let by_hours = || hours.zip(now.wall).and_then(|(hours, wall)| hours.absence(wall));
        match self.said {
            None => by_hours(),
            Some(SaidAbsence { kind: None, .. }) => None,
            Some(SaidAbsence { kind: Some(kind), until, .. }) => {
                let at = match kind {
                    // Who leaves until a time within the break or behind the closing hour is not back then.
                    AbsenceKind::Away | AbsenceKind::Break => {
                        until.filter(|until| hours.and_then(|hours| hours.absence(*until)).is_none())
                    }
                    AbsenceKind::Closed => {
                        hours.zip(until).and_then(|(hours, until)| hours.opens(until - time::Duration::SECOND))
                    }
                };
                let back = at.zip(now.wall).map(|(at, wall)| back_at(at, wall));
                // Who is back within a day says the hour alone.
                let back =
                    back.map(|back| if kind == AbsenceKind::Closed { back } else { BackAt { day: None, ..back } });
                Some(Absence { kind, back })
            }
        }
    }

    fn write(&self, now: BothClocks) {
        let Some(path) = &self.path else { return };
        let text = self.said.and_then(|said| line(said, now.wall));
        if let Err(error) = write_state(path, text.as_deref()) {
            tracing::warn!(%error, "it cannot be written that staff are not at the desk");
        }
    }
}

/// What this choice says, and until when.
fn said(choice: AbsenceChoice, hours: Option<&Hours>, now: BothClocks) -> Option<SaidAbsence> {
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let until_then = |at: Option<OffsetDateTime>, otherwise: Duration| {
        let left = at.zip(now.wall).and_then(|(at, wall)| Duration::try_from(at - wall).ok());
        left.unwrap_or(otherwise).min(LONGEST)
    };
    let hours = hours.zip(now.wall);
    let (kind, lasts) = match choice {
        AbsenceChoice::Quarter => (Some(AbsenceKind::Away), minutes(15)),
        AbsenceChoice::HalfHour => (Some(AbsenceKind::Away), minutes(30)),
        AbsenceChoice::Hour => (Some(AbsenceKind::Away), minutes(60)),
        AbsenceChoice::Break => {
            let ends = hours.and_then(|(hours, wall)| hours.break_ends(wall, EARLY));
            (Some(AbsenceKind::Break), until_then(ends, BREAK_FOR))
        }
        AbsenceChoice::Closed => {
            let opens = hours.and_then(|(hours, wall)| {
                if wall.time() < NIGHT_ENDS { hours.opens(wall) } else { hours.opens_another_day(wall) }
            });
            (Some(AbsenceKind::Closed), until_then(opens.or(now.wall.map(next_morning)), CLOSED_FOR))
        }
        AbsenceChoice::Back => {
            // Where the hours say that they are there, there is nothing to say.
            let (hours, wall) = hours.filter(|(hours, wall)| hours.absence(*wall).is_some())?;
            (None, until_then(hours.change(wall), Duration::ZERO))
        }
    };
    Some(SaidAbsence { kind, until: now.wall.map(|wall| wall + lasts), ends: now.running + lasts })
}

fn next_morning(now: OffsetDateTime) -> OffsetDateTime {
    let today = now.replace_time(MORNING);
    if now.time() < NIGHT_ENDS { today } else { today + time::Duration::DAY }
}

/// A line for the file: word, beginning and end, both in seconds since 1970.
fn line(said: SaidAbsence, wall: Option<OffsetDateTime>) -> Option<String> {
    let word = said.kind.map_or(THERE, AbsenceKind::as_str);
    Some(format!("{word} {} {}\n", wall?.unix_timestamp(), said.until?.unix_timestamp()))
}

/// What the file holds.
enum Kept {
    /// Nothing that is of now.
    Nothing,
    /// This.
    Said(SaidAbsence),
    /// It begins later than now: the clock may be one that was not set yet since the machine started.
    OfLater,
}

fn read(path: &Path, wall: OffsetDateTime, running: Instant) -> Kept {
    let text = match read_regular(path, MAX_LENGTH) {
        Ok(text) => text,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                tracing::warn!(%error, "it cannot be read whether staff are at the desk");
            }
            return Kept::Nothing;
        }
    };
    let Some((kind, from, until)) = parsed(&text).filter(|(_, from, until)| *until - *from <= LONGEST) else {
        return Kept::Nothing;
    };
    if wall < from {
        return if from - wall <= BEHIND { Kept::OfLater } else { Kept::Nothing };
    }
    // The file's own clock may have been another one.
    match Duration::try_from(until - wall) {
        Ok(left) if !left.is_zero() => Kept::Said(SaidAbsence { kind, until: Some(until), ends: running + left }),
        _ => Kept::Nothing,
    }
}

/// What a file says, from when, and until when.
fn parsed(text: &str) -> Option<(Option<AbsenceKind>, OffsetDateTime, OffsetDateTime)> {
    let mut words = text.split_whitespace();
    let (word, from, until) = (words.next()?, time_of(words.next()?)?, time_of(words.next()?)?);
    let kind = match AbsenceKind::ALL.into_iter().find(|kind| kind.as_str() == word) {
        None if word == THERE => None,
        None => return None,
        kind => kind,
    };
    words.next().is_none().then_some((kind, from, until))
}

fn time_of(seconds: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(seconds.parse().ok()?).ok().map(in_japan)
}

#[cfg(test)]
mod tests;
