//! The kiosk's folder of bookings, at the emulated terminal.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::answers::{HANAKO, HEADER, JIRO, at_once, job};
use crate::common::{BookingCounts, BookingRefusal, BookingState, BulkEnd, BulkOutcome};
use crate::exchange::bulk::folder::BookingsFolder;
use crate::simulator::personas;
use crate::simulator::terminal::EmulatedTerminal;

/// The state of the only file, once it is one that is wanted.
fn state(folder: &mut BookingsFolder, wanted: impl Fn(&BookingState) -> bool) -> BookingState {
    let begin = Instant::now();
    loop {
        folder.look(&mut |_| {});
        if let [file] = folder.files().as_slice()
            && wanted(&file.state)
        {
            return file.state.clone();
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", folder.files());
        std::thread::yield_now();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn bookings_that_appear_are_checked_once_and_a_kiosk_that_starts_again_asks_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let terminal = EmulatedTerminal::start(dir.path(), personas::all().to_vec(), at_once()).unwrap();
    let place = dir.path().join("bookings");
    let (ended, record) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
    let recorded = |to: &Arc<Mutex<Vec<BulkOutcome>>>| {
        let to = Arc::clone(to);
        move |outcome| to.lock().unwrap().push(outcome)
    };
    let mut folder = BookingsFolder::new(job(dir.path()), &place, recorded(&ended));
    folder.look(&mut |_| {});
    assert!(folder.files().is_empty() && !place.exists(), "a folder that is missing is not made");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("today.csv"), format!("{HEADER}{HANAKO}{JIRO}")).unwrap();
    folder.look(&mut |_| {});
    assert_eq!(terminal.status(), "taken=0 answered=0 refused=0 twice=0", "its writer may not have finished");
    let counts = BookingCounts { ok: 2, simulated: true, ..BookingCounts::default() };
    let done = state(&mut folder, |state| matches!(state, BookingState::Done(..)));
    assert_eq!(done, BookingState::Done(counts, Vec::new()));
    assert_eq!(names(&place), ["today.csv", "today.results.csv"]);
    let outcome = BulkOutcome { people: 2, end: BulkEnd::Check(Ok(counts)) };
    assert_eq!(*ended.lock().unwrap(), [outcome]);
    // Results of reference numbers are no bookings.
    fs::write(place.join("today.assigned.csv"), "key,result,code,message,assigned_at\n").unwrap();
    let asked = terminal.status();
    let mut again = BookingsFolder::new(job(dir.path()), &place, recorded(&record));
    assert_eq!(state(&mut again, |state| matches!(state, BookingState::Done(..))), done);
    // Also where its state was lost.
    fs::remove_file(dir.path().join("state/bulk.json")).unwrap();
    let mut again = BookingsFolder::new(job(dir.path()), &place, recorded(&record));
    assert_eq!(state(&mut again, |state| matches!(state, BookingState::Done(..))), done);
    assert_eq!((terminal.status(), record.lock().unwrap().as_slice()), (asked, &[][..]), "it is recorded once");
}

#[test]
fn refused_bookings_have_their_lines_named_beside_them_until_they_are_put_right() {
    let dir = tempfile::tempdir().unwrap();
    let _terminal = EmulatedTerminal::start(dir.path(), personas::all().to_vec(), at_once()).unwrap();
    let place = dir.path().join("bookings");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("today.csv"), format!("{HEADER}{}", HANAKO.replace("06139992", "06139993"))).unwrap();
    let mut folder = BookingsFolder::new(job(dir.path()), &place, |_outcome| ());
    state(&mut folder, |state| *state == BookingState::Refused(BookingRefusal::Lines(vec![2])));
    let text = fs::read_to_string(place.join("today.refused.txt")).unwrap();
    assert!(text.contains("line 2: insurer has a check digit") && !text.contains("06139993"), "{text}");
    fs::write(place.join("new.csv"), format!("{HEADER}{HANAKO}")).unwrap();
    fs::rename(place.join("new.csv"), place.join("today.csv")).unwrap();
    state(&mut folder, |state| matches!(state, BookingState::Done(..)));
    assert_eq!(names(&place), ["today.csv", "today.results.csv"]);
}
