//! The log's files: one a day, a number of them kept.
//!
//! The day is that of the wall clock in Japan, which can jump: a jump begins another file, ahead or back, and takes no
//! more than one old file with it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use time::Date;

use crate::common::in_japan;

/// Files that are kept.
const FILES: usize = 14;
/// The shortest running time from the removal of one file to that of the next.
const BETWEEN_REMOVALS: Duration = Duration::from_secs(20 * 3600);
/// What the name of a file begins and ends with; between them stands its day.
const NAME: (&str, &str) = ("uketsuke.", ".log");

/// Writes each line to the file of its day.
pub(super) struct DayFiles {
    dir: PathBuf,
    day: Date,
    file: File,
    removed: Option<Instant>,
}

impl DayFiles {
    /// Goes on with the file of today, in this folder.
    pub fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        Self::open_at(dir, SystemTime::now(), Instant::now())
    }

    fn open_at(dir: &Path, wall: SystemTime, running: Instant) -> io::Result<Self> {
        let day = in_japan(wall).date();
        let (file, new) = begin(dir, day)?;
        let mut files = Self { dir: dir.to_owned(), day, file, removed: None };
        files.remove_oldest(new, running);
        Ok(files)
    }

    fn write_at(&mut self, line: &[u8], wall: SystemTime, running: Instant) -> io::Result<usize> {
        let day = in_japan(wall).date();
        // Where the day's file cannot be begun, on a full disk for instance, the last one goes on.
        if day != self.day
            && let Ok((file, new)) = begin(&self.dir, day)
        {
            (self.day, self.file) = (day, file);
            self.remove_oldest(new, running);
        }
        self.file.write(line)
    }

    /// Removes the oldest file, if a new one was begun and there are too many: never that of today, whatever its date,
    /// and none right after another.
    fn remove_oldest(&mut self, new: bool, running: Instant) {
        let soon = self.removed.is_some_and(|removed| running.duration_since(removed) < BETWEEN_REMOVALS);
        if !new || soon {
            return;
        }
        let today = name(self.day);
        let names = fs::read_dir(&self.dir)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut others: Vec<String> = names.filter(|name| is_ours(name) && *name != today).collect();
        others.sort();
        // What cannot be removed is in the way of nothing.
        if others.len() >= FILES
            && let Some(oldest) = others.first()
            && fs::remove_file(self.dir.join(oldest)).is_ok()
        {
            self.removed = Some(running);
        }
    }
}

impl Write for DayFiles {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.write_at(line, SystemTime::now(), Instant::now())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The file of this day, and whether it is new.
fn begin(dir: &Path, day: Date) -> io::Result<(File, bool)> {
    let path = dir.join(name(day));
    let new = !path.try_exists()?;
    Ok((File::options().create(true).append(true).open(path)?, new))
}

fn name(day: Date) -> String {
    format!("{}{:04}-{:02}-{:02}{}", NAME.0, day.year(), u8::from(day.month()), day.day(), NAME.1)
}

fn is_ours(name: &str) -> bool {
    let day = name.strip_prefix(NAME.0).and_then(|name| name.strip_suffix(NAME.1));
    day.is_some_and(|day| day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use time::macros::datetime;

    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn midnight() -> SystemTime {
        datetime!(2026-11-22 00:00 +9).into()
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A log of so many days, one line each; the files, and how far both clocks are.
    fn log(dir: &Path, days: u32) -> (DayFiles, SystemTime, Instant) {
        let (mut wall, mut running) = (midnight(), Instant::now());
        let mut files = DayFiles::open_at(dir, wall, running).unwrap();
        for _ in 1..days {
            (wall, running) = (wall + DAY, running + DAY);
            files.write_at(b"line\n", wall, running).unwrap();
        }
        (files, wall, running)
    }

    #[test]
    fn the_last_line_before_midnight_in_japan_and_the_first_after_it_are_in_two_files() {
        let dir = tempfile::tempdir().unwrap();
        let running = Instant::now();
        let second = Duration::from_secs(1);
        let mut files = DayFiles::open_at(dir.path(), midnight() - second, running).unwrap();
        files.write_at(b"before\n", midnight() - second, running).unwrap();
        files.write_at(b"after\n", midnight(), running + second).unwrap();
        let contents = ["uketsuke.2026-11-21.log", "uketsuke.2026-11-22.log"]
            .map(|name| fs::read_to_string(dir.path().join(name)).unwrap());
        assert_eq!(contents, ["before\n", "after\n"]);
    }

    #[test]
    fn a_log_of_a_year_has_the_last_fourteen_days() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("notes.log"), "another's").unwrap();
        log(dir.path(), 365);
        let names = names(dir.path());
        assert_eq!(names.len(), FILES + 1);
        assert_eq!((names[0].as_str(), names[1].as_str()), ("notes.log", "uketsuke.2027-11-08.log"));
    }

    #[test]
    fn a_kiosk_that_starts_again_goes_on_with_the_file_of_the_day() {
        let dir = tempfile::tempdir().unwrap();
        for line in [&b"one\n"[..], b"two\n"] {
            let mut files = DayFiles::open_at(dir.path(), midnight(), Instant::now()).unwrap();
            files.write_at(line, midnight(), Instant::now()).unwrap();
        }
        assert_eq!(fs::read_to_string(dir.path().join("uketsuke.2026-11-22.log")).unwrap(), "one\ntwo\n");
    }

    #[test]
    fn however_often_a_clock_jumps_in_a_day_it_takes_one_file_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let (mut files, wall, running) = log(dir.path(), 30);
        let before = names(dir.path());
        for jump in 1..=40 {
            files.write_at(b"line\n", wall + DAY * 3650 * (jump % 2) + DAY * jump, running).unwrap();
            files.write_at(b"line\n", UNIX_EPOCH + DAY * jump, running).unwrap();
        }
        let left = before.iter().filter(|name| dir.path().join(name).exists()).count();
        assert!(left >= before.len() - 1, "{left} of {}", before.len());
    }

    #[test]
    fn after_a_jump_ahead_and_back_each_day_has_its_file_again() {
        let dir = tempfile::tempdir().unwrap();
        let (mut files, wall, running) = log(dir.path(), 1);
        files.write_at(b"ahead\n", wall + DAY * 3650, running).unwrap();
        files.write_at(b"back\n", wall, running).unwrap();
        files.write_at(b"next\n", wall + DAY, running + DAY).unwrap();
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!(
            (read("uketsuke.2026-11-22.log"), read("uketsuke.2026-11-23.log")),
            ("back\n".into(), "next\n".into())
        );
    }
}
