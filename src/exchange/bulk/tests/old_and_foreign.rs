//! What an old, doubled, renamed or replaced file, a second call and a wrong clock must not bring about.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use time::macros::datetime;

use super::answers::{HANAKO, HEADER, JIRO, at_once, bookings, job, run};
use crate::common::{BookingCounts, BookingState};
use crate::exchange::bulk::folder::BookingsFolder;
use crate::exchange::bulk::results::results_path;
use crate::exchange::bulk::{Progress, Step};
use crate::exchange::inquiry::Steps;
use crate::simulator::personas;
use crate::simulator::terminal::EmulatedTerminal;

/// Another person under the key of [`HANAKO`].
const OTHER: &str = "A-1,06139992,試験,9999999,01,1990-04-01\n";

fn terminal(dir: &Path) -> EmulatedTerminal {
    let mut behaviour = at_once();
    behaviour.set("bulk-rounds", "0").unwrap();
    EmulatedTerminal::start(dir, personas::all().to_vec(), behaviour).unwrap()
}

fn folder(dir: &Path) -> (BookingsFolder, PathBuf) {
    let place = dir.join("bookings");
    fs::create_dir_all(&place).unwrap();
    (BookingsFolder::new(job(dir), &place, |_outcome| ()), place)
}

/// Puts it there under this name, as another file.
fn put(place: &Path, name: &str, rows: &[&str]) {
    fs::write(place.join(".part"), format!("{HEADER}{}", rows.concat())).unwrap();
    fs::rename(place.join(".part"), place.join(name)).unwrap();
}

/// The state of this file, once it has ended.
fn ended(folder: &mut BookingsFolder, name: &str) -> BookingState {
    let begin = Instant::now();
    loop {
        folder.look(&mut |_| {});
        let file = folder.files().into_iter().find(|file| file.name == name);
        if let Some(state @ (BookingState::Done(..) | BookingState::Failed(_) | BookingState::Refused(_))) =
            file.map(|file| file.state)
        {
            return state;
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", folder.files());
        std::thread::yield_now();
    }
}

#[test]
fn bookings_that_take_the_place_of_others_are_asked_and_never_have_their_results() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = terminal(dir.path());
    let (mut folder, place) = folder(dir.path());
    put(&place, "today.csv", &[HANAKO]);
    let counts = BookingCounts { ok: 1, simulated: true, ..BookingCounts::default() };
    assert_eq!(ended(&mut folder, "today.csv"), BookingState::Done(counts, Vec::new()));
    put(&place, "today.csv", &[OTHER]);
    folder.look(&mut |_| {});
    match ended(&mut folder, "today.csv") {
        BookingState::Done(counts, rows) => assert_eq!((counts.ok, counts.invalid, rows.len()), (0, 1, 1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(terminal.status(), "taken=4 answered=4 refused=0 twice=0");
    // A start later, and with a state that was lost, the results still are those of these bookings.
    for lost in [false, true] {
        if lost {
            fs::remove_file(dir.path().join("state/bulk.json")).unwrap();
        }
        let mut later = BookingsFolder::new(job(dir.path()), &place, |_outcome| ());
        assert!(matches!(ended(&mut later, "today.csv"), BookingState::Done(counts, _) if counts.invalid == 1));
    }
    assert_eq!(terminal.status(), "taken=4 answered=4 refused=0 twice=0");
}

#[test]
fn results_of_another_day_bear_its_date() {
    let dir = tempfile::tempdir().unwrap();
    let _terminal = terminal(dir.path());
    let (mut folder, place) = folder(dir.path());
    put(&place, "today.csv", &[HANAKO]);
    ended(&mut folder, "today.csv");
    assert_eq!(folder.files()[0].other_day, None);
    let made = crate::common::in_japan(SystemTime::now()).date();
    for lost in [false, true] {
        if lost {
            fs::remove_file(dir.path().join("state/bulk.json")).unwrap();
        }
        let mut job = job(dir.path());
        job.clock = || SystemTime::now() + Duration::from_secs(7 * 86_400);
        let mut later = BookingsFolder::new(job, &place, |_| {});
        assert!(matches!(ended(&mut later, "today.csv"), BookingState::Done(..)));
        assert_eq!(later.files()[0].other_day, Some((made.month().into(), made.day())), "{lost}");
    }
}

#[test]
fn a_copy_of_bookings_is_not_done_without_results_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = terminal(dir.path());
    let (mut folder, place) = folder(dir.path());
    put(&place, "monday.csv", &[HANAKO]);
    ended(&mut folder, "monday.csv");
    put(&place, "tuesday.csv", &[HANAKO]);
    let state = ended(&mut folder, "tuesday.csv");
    assert!(matches!(state, BookingState::Failed(_)), "{state:?}");
    assert_eq!(terminal.status(), "taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn names_that_differ_in_capitals_share_no_file_of_results() {
    let names = ["a.csv", "a.CSV", "a.txt", "a.csv.csv"].map(|name| results_path(Path::new(name)));
    let mut others = names.to_vec();
    others.sort();
    others.dedup();
    assert_eq!(others.len(), names.len(), "{names:?}");
}

#[test]
fn results_are_not_written_beside_bookings_that_were_replaced_while_the_terminal_worked() {
    let dir = tempfile::tempdir().unwrap();
    let _terminal = terminal(dir.path());
    let job = job(dir.path());
    let (bookings, results) = bookings(dir.path(), &[HANAKO]);
    while !matches!(job.step(&bookings, &results).unwrap(), Step::Wait(_, Progress::Working)) {}
    put(dir.path(), "today.csv", &[OTHER]);
    assert!(run(&job, &bookings, &results).is_err());
    assert!(!results.exists());
    // They are written once the bookings are back.
    put(dir.path(), "today.csv", &[HANAKO]);
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
}

#[test]
fn who_asks_again_leaves_no_earlier_request_that_the_terminal_may_still_take() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = terminal(dir.path());
    terminal.set("take", "never").unwrap();
    let mut killed = job(dir.path());
    killed.steps = Steps(Some(Arc::new(|step| assert!(step != "read answer", "killed"))));
    let (bookings, results) = bookings(dir.path(), &[HANAKO]);
    assert!(catch_unwind(AssertUnwindSafe(|| killed.step(&bookings, &results))).is_err());
    let requests = || fs::read_dir(dir.path().join("Req")).unwrap().count();
    assert_eq!(requests(), 1);
    let mut job = job(dir.path());
    job.clock = || SystemTime::now() + Duration::from_secs(3600);
    terminal.share("gone").unwrap();
    assert!(job.again(&bookings).is_err(), "whether it lies there is not known");
    terminal.share("steady").unwrap();
    job.again(&bookings).unwrap();
    assert_eq!(requests(), 0);
    terminal.set("take", "whole").unwrap();
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
    assert_eq!(terminal.status(), "taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn who_asks_again_at_the_same_moment_as_another_does_not_ask_twice() {
    let dir = tempfile::tempdir().unwrap();
    let _terminal = terminal(dir.path());
    let (one, other) = (job(dir.path()), job(dir.path()));
    let (bookings, results) = bookings(dir.path(), &[HANAKO, JIRO]);
    run(&one, &bookings, &results).unwrap();
    one.again(&bookings).unwrap();
    assert!(matches!(one.step(&bookings, &results).unwrap(), Step::Wait(_, Progress::Working)));
    assert!(other.again(&bookings).is_err());
    assert!(matches!(other.phase(&bookings).unwrap(), Some(Step::Wait(_, Progress::Working))));
}

#[test]
fn a_clock_that_was_set_back_delays_no_result() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = terminal(dir.path());
    terminal.set("bulk-rounds", "1").unwrap();
    let mut job = job(dir.path());
    job.clock = || datetime!(2026-11-26 12:00 +9).into();
    let (bookings, results) = bookings(dir.path(), &[HANAKO]);
    while !terminal.status().starts_with("taken=2 answered=2") {
        job.step(&bookings, &results).unwrap();
    }
    job.step(&bookings, &results).unwrap();
    job.clock = || datetime!(2026-11-26 11:00 +9).into();
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
}

#[test]
fn where_more_files_lie_than_are_looked_after_the_newest_are() {
    let dir = tempfile::tempdir().unwrap();
    let _terminal = terminal(dir.path());
    let (mut folder, place) = folder(dir.path());
    let old = SystemTime::now() - Duration::from_secs(86_400);
    for number in 0..200 {
        put(&place, &format!("2025-{number:03}.csv"), &[HANAKO]);
        let file = fs::File::open(place.join(format!("2025-{number:03}.csv"))).unwrap();
        file.set_modified(old).unwrap();
    }
    put(&place, "2026-001.csv", &[JIRO]);
    folder.look(&mut |_| {});
    assert!(folder.files().iter().any(|file| file.name == "2026-001.csv"));
    assert_eq!(folder.files().len(), 200);
}

#[test]
fn a_file_that_cannot_be_read_now_is_read_later() {
    use crate::exchange::bulk::BookingsError;
    use crate::exchange::read::ReadError;
    use rustix::io::Errno;
    for error in [ReadError::Refused(Errno::BUSY), ReadError::Refused(Errno::ACCESS), ReadError::Gone] {
        assert!(BookingsError::Unreadable(error).may_pass(), "{error}");
    }
    let lasting = [BookingsError::Unreadable(ReadError::NotAFile), BookingsError::TooLarge, BookingsError::Encoding];
    assert!(lasting.iter().all(|error| !error.may_pass()));
}

#[test]
fn what_is_not_ours_is_not_replaced_and_nothing_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = terminal(dir.path());
    let job = job(dir.path());
    let (bookings, results) = bookings(dir.path(), &[HANAKO]);
    fs::write(&results, "notes of the site\n").unwrap();
    assert!(job.step(&bookings, &results).is_err());
    assert_eq!(fs::read_to_string(&results).unwrap(), "notes of the site\n");
    assert_eq!(terminal.status(), "taken=0 answered=0 refused=0 twice=0");
    fs::remove_file(&results).unwrap();
    let gone = job.read(&dir.path().join("today.csv")).unwrap();
    assert!(job.step(&gone, &dir.path().join("none/today.results.csv")).is_err());
    assert_eq!(terminal.status(), "taken=0 answered=0 refused=0 twice=0");
}
