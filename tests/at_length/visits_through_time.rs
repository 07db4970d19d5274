//! Visits while the days go by in minutes: midnight, a leap second, clocks that are set far ahead, a log that begins
//! another file each day, and a journal that is taken away. Terminal and service follow the same clock, which
//! libfaketime lets them see (a clock that only one of them has: tests/connections.rs); `UKETSUKE_ROUNDS` says how
//! often all of it comes (1, unless it is set).

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use time::{OffsetDateTime, Time};
use uketsuke::common::in_japan;

use crate::support::desk::{Desk, Place, Setup, VALID};
use crate::support::pcscd::{Pace, libfaketime};
use crate::support::process::Holdings;

const NAME: &str = concat!(
    "at_length::visits_through_time::",
    "visits_go_on_through_midnights_leap_seconds_jumps_of_the_clock_and_a_journal_that_is_taken_away"
);
const TIME_FILE: &str = "FAKETIME_TIMESTAMP_FILE";
/// Resident memory that all rounds after the first may add, in KiB.
const MOST_GROWN: u64 = 1024;
const DAY: i64 = 86_400;

/// The clock of this test's process and of all that it starts.
struct Clock {
    file: PathBuf,
    /// Seconds from the true time to the one that is seen.
    ahead: i64,
}

impl Clock {
    fn moves(&mut self, seconds: i64) {
        self.ahead += seconds;
        fs::write(&self.file, format!("{:+}", self.ahead)).expect("another time");
    }

    /// Japan's time, as all see it.
    fn now() -> OffsetDateTime {
        in_japan(SystemTime::now())
    }

    /// Two seconds before the next such time of the day.
    fn moves_to(&mut self, time: Time) {
        let now = Self::now();
        let next = now.replace_time(time);
        let next = if next > now + Duration::from_secs(3) { next } else { next + Duration::from_secs(86_400) };
        self.moves((next - now).whole_seconds() - 2);
    }
}

fn everything_kept(place: &Place<'_>) {
    fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[metrics]\nfile = \"uketsuke.prom\"\n");
    place.adds("[handoff]\nkind = \"csv\"\ndir = \"receipt\"\n");
}

/// What was counted of the visits in all journals, the one that is written and those that were taken away.
fn recorded(desk: &Desk) -> usize {
    let files = fs::read_dir(desk.dir().join("journal")).expect("a folder").map(|file| file.expect("a file").path());
    let journals = files.filter(|file| file.to_string_lossy().contains("jsonl"));
    journals.map(|file| fs::read_to_string(file).expect("a journal").matches("\"kind\":\"visit\"").count()).sum()
}

fn visits(desk: &Desk, number: usize) -> usize {
    for _ in 0..number {
        desk.visits("valid-kumiai", VALID);
        desk.leaves();
    }
    number
}

fn round(desk: &Desk, clock: &mut Clock, round: usize) -> usize {
    let mut done = 0;
    clock.moves_to(Time::MIDNIGHT);
    let before = Clock::now().date();
    while Clock::now().date() == before {
        done += visits(desk, 1);
    }
    done += visits(desk, 1);
    let log = desk.dir().join(format!("log/uketsuke.{}.log", Clock::now().date()));
    assert!(log.exists(), "{} was begun", log.display());

    // A second that comes twice, as at nine in the morning of a New Year's Day in Japan.
    clock.moves_to(Time::from_hms(9, 0, 0).expect("a time"));
    desk.inserts("valid-kumiai");
    clock.moves(-1);
    desk.enters_pin("1234");
    desk.sees(VALID);
    desk.leaves();
    done += 1;

    clock.moves(20 * DAY);
    done += visits(desk, 1);

    let journal = desk.dir().join("journal/journal.jsonl");
    fs::rename(&journal, journal.with_extension(format!("jsonl.{round}"))).expect("a journal");
    done += visits(desk, 2);
    let text = fs::read_to_string(&journal).expect("a new journal");
    assert!(text.contains("\"found\":\"lines-cut\""), "that it was taken away is recorded: {text}");
    done
}

#[test]
fn visits_go_on_through_midnights_leap_seconds_jumps_of_the_clock_and_a_journal_that_is_taken_away() {
    let Some(file) = env::var_os(TIME_FILE) else { return in_a_process_with_another_clock() };
    let mut clock = Clock { file: file.into(), ahead: 0 };
    let rounds = env::var("UKETSUKE_ROUNDS").map_or(1, |rounds| rounds.parse().expect("a number"));
    let desk = Desk::set_up(Setup { before: everything_kept, pace: Pace::Hurried, ..Setup::default() });
    let mut done = round(&desk, &mut clock, 0);
    let first = Holdings::of(desk.pid(), desk.dir());
    println!("{done:>6} visits {first}");
    for number in 1..=rounds {
        done += round(&desk, &mut clock, number);
        let holds = Holdings::of(desk.pid(), desk.dir());
        println!("{done:>6} visits {holds}");
        // Files of the log and of the receipt computer come with the days.
        assert!(Holdings { files: 0, ..holds }.leaks_nothing_since(&first), "{holds}, before: {first}");
        assert!(holds.resident < first.resident + MOST_GROWN, "{holds}, before: {first}");
    }
    assert_eq!(recorded(&desk), done, "a line a visit");
}

fn in_a_process_with_another_clock() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("time");
    fs::write(&file, "+0").expect("a time");
    let mut again = Command::new(env::current_exe().expect("this program"));
    again.args(["--exact", NAME, "--nocapture"]).env(TIME_FILE, file).env("LD_PRELOAD", libfaketime());
    again.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    let output = again.output().expect("this program");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    println!("{said}");
}
