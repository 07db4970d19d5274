//! Whether staff are at the desk: what they said last, and the opening hours of the settings.
//!
//! What staff said wins over the hours until it is over. It is on the disk, so that it outlives a restart and a power
//! cut, and ends by two clocks: by the wall clock, and by the running time, so that a clock that is set back cannot
//! make it last. A file of another time, or of something else, says nothing.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use time::OffsetDateTime;
use time::macros::time;

use super::state_folder::state_folder;
use crate::common::replace_file::{FileMode, ReplaceOptions, replace_file};
use crate::common::{Absence, AbsenceKind, BackAt, clock_is_set, in_japan};
use crate::settings::{Hours, Settings, back_at};
use crate::staff::AbsenceChoice;
use crate::visit::Event;

/// The file's name.
const FILE: &str = "absence";
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
/// Without a clock a day is closed for so long.
const CLOSED_FOR: Duration = Duration::from_secs(12 * 3600);

/// Both clocks. The wall clock is that of Japan, where it was ever set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clocks {
    pub(super) wall: Option<OffsetDateTime>,
    pub(super) running: Instant,
}

impl Clocks {
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
    said: Option<Said>,
    /// What the visit was told.
    told: Option<Absence>,
}

/// What staff said, and until when it holds.
#[derive(Debug, Clone, Copy)]
struct Said {
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
    pub(super) fn say(&mut self, choice: AbsenceChoice, hours: Option<&Hours>, now: Clocks) {
        self.unread = false;
        self.said = said(choice, hours, now);
        self.write(now);
    }

    /// What the visit is to be told, where it has changed.
    pub(super) fn news(&mut self, hours: Option<&Hours>, now: Clocks) -> Option<Event> {
        let absence = self.absence(hours, now);
        (absence != std::mem::replace(&mut self.told, absence)).then_some(Event::Absent(absence))
    }

    /// Whether staff are at the desk at this moment, as they said it or as the hours have it.
    fn absence(&mut self, hours: Option<&Hours>, now: Clocks) -> Option<Absence> {
        if let Some(wall) = now.wall.filter(|_| std::mem::take(&mut self.unread)) {
            self.said = self.path.as_deref().and_then(|path| read(path, wall, now.running));
        }
        let is_over = |said: &Said| {
            let by_wall = said.until.zip(now.wall).is_some_and(|(until, wall)| until <= wall);
            by_wall || said.ends <= now.running
        };
        if self.said.take_if(|said| is_over(said)).is_some() {
            self.write(now);
        }
        let by_hours = || hours.zip(now.wall).and_then(|(hours, wall)| hours.absence(wall));
        match self.said {
            None => by_hours(),
            Some(Said { kind: None, .. }) => None,
            Some(Said { kind: Some(kind), until, .. }) => {
                let at = match kind {
                    AbsenceKind::Away | AbsenceKind::Break => until,
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

    fn write(&self, now: Clocks) {
        let Some(path) = &self.path else { return };
        if let Err(error) = written(path, self.said, now.wall) {
            tracing::warn!(%error, "it cannot be written that staff are not at the desk");
        }
    }
}

/// What this choice says, and until when.
fn said(choice: AbsenceChoice, hours: Option<&Hours>, now: Clocks) -> Option<Said> {
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
            let opens = hours.and_then(|(hours, wall)| hours.opens_another_day(wall));
            (Some(AbsenceKind::Closed), until_then(opens.or(now.wall.map(next_morning)), CLOSED_FOR))
        }
        AbsenceChoice::Back => {
            // Where the hours say that they are there, there is nothing to say.
            let (hours, wall) = hours.filter(|(hours, wall)| hours.absence(*wall).is_some())?;
            (None, until_then(hours.change(wall), Duration::ZERO))
        }
    };
    Some(Said { kind, until: now.wall.map(|wall| wall + lasts), ends: now.running + lasts })
}

fn next_morning(now: OffsetDateTime) -> OffsetDateTime {
    let today = now.replace_time(MORNING);
    if today > now { today } else { today + time::Duration::DAY }
}

/// Word, beginning and end, both in seconds since 1970.
fn written(path: &Path, said: Option<Said>, wall: Option<OffsetDateTime>) -> io::Result<()> {
    let line = said.and_then(|Said { kind, until, .. }| {
        let word = kind.map_or(THERE, AbsenceKind::as_str);
        Some(format!("{word} {} {}\n", wall?.unix_timestamp(), until?.unix_timestamp()))
    });
    let Some(line) = line else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    };
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
    replace_file(path, line.as_bytes(), options)?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// What the file says, where that is of now.
fn read(path: &Path, wall: OffsetDateTime, running: Instant) -> Option<Said> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                tracing::warn!(%error, "it cannot be read whether staff are at the desk");
            }
            return None;
        }
    };
    let mut words = text.split_whitespace();
    let (word, from, until) = (words.next()?, time_of(words.next()?)?, time_of(words.next()?)?);
    let kind = match AbsenceKind::ALL.into_iter().find(|kind| kind.as_str() == word) {
        None if word == THERE => None,
        None => return None,
        kind => kind,
    };
    // The file's own clock may have been another one.
    let left = Duration::try_from(until - wall).ok()?;
    let is_of_now = from <= wall && wall < until && until - from <= LONGEST;
    (is_of_now && words.next().is_none()).then(|| Said { kind, until: Some(until), ends: running + left })
}

fn time_of(seconds: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(seconds.parse().ok()?).ok().map(in_japan)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    /// Weekdays with a break; no Sunday.
    fn hours() -> Hours {
        let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"/f\"\n\
                    [hours]\nopen = \"09:00-18:00\"\nbreak = \"12:00-13:00\"\nclosed = [\"sun\"]\n";
        Settings::parse(text).unwrap().hours.unwrap()
    }

    fn state(folder: &Path) -> AbsenceState {
        AbsenceState { path: Some(folder.join(FILE)), unread: true, said: None, told: None }
    }

    /// Two clocks that go alike.
    struct Time {
        wall: OffsetDateTime,
        running: Instant,
    }

    impl Time {
        fn new(wall: OffsetDateTime) -> Self {
            Self { wall, running: Instant::now() }
        }

        fn now(&self) -> Clocks {
            Clocks { wall: Some(self.wall), running: self.running }
        }

        fn passes(&mut self, time: Duration) {
            self.wall += time;
            self.running += time;
        }
    }

    fn shown(kind: AbsenceKind, hour: u8, minute: u8) -> Absence {
        Absence { kind, back: Some(BackAt { day: None, hour, minute }) }
    }

    #[test]
    fn what_staff_say_is_over_by_itself_and_outlives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::new(datetime!(2026-11-30 10:30 +9));
        for (choice, kind, minutes) in [
            (AbsenceChoice::Quarter, AbsenceKind::Away, 15),
            (AbsenceChoice::HalfHour, AbsenceKind::Away, 30),
            (AbsenceChoice::Hour, AbsenceKind::Away, 60),
            (AbsenceChoice::Break, AbsenceKind::Break, 60),
        ] {
            let mut before = state(folder.path());
            before.say(choice, None, time.now());
            let mut after = state(folder.path());
            let back = time.wall + MINUTE * minutes;
            for state in [&mut before, &mut after] {
                assert_eq!(
                    state.absence(None, time.now()),
                    Some(shown(kind, back.hour(), back.minute())),
                    "{choice:?}"
                );
            }
            time.passes(Duration::from_secs(u64::from(minutes) * 60 - 1));
            assert!(before.absence(None, time.now()).is_some() && after.absence(None, time.now()).is_some());
            time.passes(Duration::from_secs(1));
            assert_eq!([before.absence(None, time.now()), after.absence(None, time.now())], [None, None]);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left of it");
        }
    }

    #[test]
    fn back_again_ends_it_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let time = Time::new(datetime!(2026-11-30 10:30 +9));
        let mut state = state(folder.path());
        state.say(AbsenceChoice::Hour, Some(&hours()), time.now());
        state.say(AbsenceChoice::Back, Some(&hours()), time.now());
        assert_eq!(state.absence(Some(&hours()), time.now()), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn hours_come_and_go_by_themselves_and_staff_win_over_them_until_the_next_boundary() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::new(datetime!(2026-11-30 11:59 +9));
        let (mut state, hours) = (state(folder.path()), hours());
        let at = |state: &mut AbsenceState, time: &Time| state.absence(Some(&hours), time.now());
        assert_eq!(at(&mut state, &time), None);
        time.passes(MINUTE);
        assert_eq!(at(&mut state, &time), Some(shown(AbsenceKind::Break, 13, 0)));
        state.say(AbsenceChoice::Back, Some(&hours), time.now());
        assert_eq!(at(&mut state, &time), None, "they are there in spite of the break");
        time.passes(MINUTE * 59);
        assert_eq!(at(&mut state, &time), None);
        time.passes(MINUTE * 301);
        assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Closed));
        state.say(AbsenceChoice::Quarter, Some(&hours), time.now());
        assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Away));
        time.passes(MINUTE * 15);
        assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Closed));
    }

    #[test]
    fn the_break_ends_with_that_of_the_hours_and_a_closed_day_with_the_next_opening() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::new(datetime!(2026-11-30 11:30 +9));
        let (mut state, hours) = (state(folder.path()), hours());
        state.say(AbsenceChoice::Break, Some(&hours), time.now());
        assert_eq!(state.absence(Some(&hours), time.now()), Some(shown(AbsenceKind::Break, 13, 0)));
        time.wall = datetime!(2026-11-30 15:00 +9);
        state.say(AbsenceChoice::Closed, Some(&hours), time.now());
        let back = Some(BackAt { day: Some(time::Weekday::Tuesday), hour: 9, minute: 0 });
        assert_eq!(state.absence(Some(&hours), time.now()), Some(Absence { kind: AbsenceKind::Closed, back }));
        time.passes(MINUTE * 18 * 60);
        assert_eq!(state.absence(Some(&hours), time.now()), None);
    }

    #[test]
    fn without_hours_a_closed_day_ends_in_the_morning() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::new(datetime!(2026-11-30 19:00 +9));
        let mut state = state(folder.path());
        state.say(AbsenceChoice::Closed, None, time.now());
        assert_eq!(state.absence(None, time.now()), Some(Absence { kind: AbsenceKind::Closed, back: None }));
        time.passes(MINUTE * 11 * 60);
        assert_eq!(state.absence(None, time.now()), None);
    }

    #[test]
    fn a_clock_that_jumps_does_not_make_it_last() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::new(datetime!(2026-11-30 10:30 +9));
        let mut state = state(folder.path());
        state.say(AbsenceChoice::Quarter, None, time.now());
        time.wall -= time::Duration::days(300);
        assert!(state.absence(None, time.now()).is_some());
        time.running += MINUTE * 15;
        assert_eq!(state.absence(None, time.now()), None);
        state.say(AbsenceChoice::Quarter, None, time.now());
        time.wall += time::Duration::days(300);
        assert_eq!(state.absence(None, time.now()), None);
    }

    #[test]
    fn without_a_clock_staff_can_say_it_and_hours_say_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut now = Clocks { wall: None, running: Instant::now() };
        let (mut state, hours) = (state(folder.path()), hours());
        assert_eq!(state.absence(Some(&hours), now), None);
        state.say(AbsenceChoice::Quarter, Some(&hours), now);
        assert_eq!(state.absence(Some(&hours), now), Some(Absence { kind: AbsenceKind::Away, back: None }));
        now.running += MINUTE * 15;
        assert_eq!(state.absence(Some(&hours), now), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a time that is not known is not written");
    }

    #[test]
    fn a_file_of_another_time_or_of_something_else_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let now = Time::new(datetime!(2026-11-30 10:30 +9)).now();
        let seconds = datetime!(2026-11-30 10:30 +9).unix_timestamp();
        let line = |word: &str, from: i64, until: i64| format!("{word} {} {}\n", seconds + from, seconds + until);
        for text in [
            line("away", -900, 0),
            line("away", 1, 900),
            line("away", -900, 90_000),
            line("away", 900, -900),
            line("gone", -1, 900),
            format!("{} more", line("away", -1, 900)),
            format!("away {} {}", i64::MIN, i64::MAX),
            String::new(),
            "\0".to_owned(),
        ] {
            fs::write(folder.path().join(FILE), &text).unwrap();
            assert_eq!(state(folder.path()).absence(None, now), None, "{text:?}");
        }
        fs::write(folder.path().join(FILE), line("away", -1, 900)).unwrap();
        assert_eq!(state(folder.path()).absence(None, now), Some(shown(AbsenceKind::Away, 10, 45)));
        fs::write(folder.path().join(FILE), line("there", -1, 900)).unwrap();
        assert_eq!(state(folder.path()).absence(None, now), None);
    }
}
