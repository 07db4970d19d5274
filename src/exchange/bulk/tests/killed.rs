//! A bulk check that is killed between any two operations: no request twice, nothing lost after the receipt.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::answers::{HANAKO, HEADER, JIRO, at_once, job_of, run};
use crate::common::{AssignmentCounts, BookingCounts, BookingFault};
use crate::exchange::bulk::{Assignments, Bookings, BulkError, BulkKind, Checks, Step};
use crate::exchange::inquiry::{InquiryError, Steps};
use crate::simulator::personas;
use crate::simulator::terminal::EmulatedTerminal;

/// Each state of the disk before an operation, and the operation.
type Snapshots = Vec<(String, PathBuf)>;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // The terminal may have taken it meanwhile.
            let _ = fs::copy(entry.path(), target);
        }
    }
}

/// The people of both kinds of requests.
fn bookings<K: BulkKind>(dir: &Path) -> (Bookings, PathBuf) {
    let path = dir.join("today.csv");
    let rows = [(HEADER, "reference"), (HANAKO, "P000123"), (JIRO, "000777")];
    let rows = rows.map(|(row, reference)| format!("{},{reference}\n", row.trim_end()));
    fs::write(&path, rows.concat()).unwrap();
    (job_of::<K>(dir).read(&path).unwrap(), K::results_path(&path))
}

/// Asks once, and copies everything before each operation.
fn snapshots<K: BulkKind>(live: &Path, home: &Path) -> Snapshots {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let (taking, to, from) = (Arc::clone(&taken), home.to_owned(), live.to_owned());
    let mut job = job_of::<K>(live);
    job.steps = Steps(Some(Arc::new(move |step| {
        let mut taken = taking.lock().unwrap();
        // The same look at the same place, again and again while it waits.
        if taken.last().is_some_and(|(last, _): &(String, _)| last == step) {
            return;
        }
        let place = to.join(format!("{:03}", taken.len()));
        copy(&from, &place);
        taken.push((step.to_owned(), place));
    })));
    let (bookings, results) = bookings::<K>(live);
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
    taken.lock().unwrap().clone()
}

#[test]
fn a_bulk_check_that_is_killed_anywhere_asks_nothing_twice_and_ends_with_the_same_results() {
    killed_anywhere::<Checks>(BookingCounts { ok: 2, simulated: true, ..BookingCounts::default() });
}

#[test]
fn a_bulk_assignment_that_is_killed_anywhere_sends_nothing_twice_and_ends_with_the_same_results() {
    killed_anywhere::<Assignments>(AssignmentCounts { kept: 2, simulated: true, ..AssignmentCounts::default() });
}

fn killed_anywhere<K: BulkKind>(counts: K::Counts) {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    fs::create_dir(&live).unwrap();
    let central = EmulatedTerminal::start(&live, personas::all().to_vec(), at_once()).unwrap();
    let snapshots = snapshots::<K>(&live, home.path());
    let steps: Vec<_> = snapshots.iter().map(|(step, _)| step.as_str()).collect();
    for step in [
        "use number",
        "note intent",
        "create",
        "write",
        "sync",
        "rename",
        "read answer",
        "note receipt",
        "note round",
        "write results",
        "note end",
        "remove answer",
    ] {
        assert!(steps.contains(&step), "{step} in {steps:?}");
    }
    let done = Step::Done(counts);
    let (mut finished, mut unknown) = (0, 0);
    for (step, place) in &snapshots {
        // The state names the folders by their whole paths.
        let state = place.join("state/bulk.json");
        if let Ok(text) = fs::read_to_string(&state) {
            fs::write(state, text.replace(live.to_str().unwrap(), place.to_str().unwrap())).unwrap();
        }
        let mut job = job_of::<K>(place);
        job.pauses.deadline = Duration::from_millis(200);
        let (bookings, results) = bookings::<K>(place);
        // What still lies there is the killed kiosk's; it is looked at before the terminal goes on.
        let first = job.step(&bookings, &results);
        let terminal = EmulatedTerminal::start(place, personas::all().to_vec(), at_once()).unwrap();
        terminal.knows_bulk_of(&central);
        assert!(!matches!(first, Err(BulkError::Exchange(InquiryError::State { .. }))), "killed before {step}");
        match run(&job, &bookings, &results).unwrap_or_else(|error| panic!("killed before {step}: {error}")) {
            Step::Failed(BookingFault::NoReceipt, _) => {
                unknown += 1;
                let noted = ["create", "write", "sync", "rename", "read answer", "list", "note receipt"];
                assert!(noted.contains(&step.as_str()), "killed before {step}: there was a receipt, or no request");
                assert!(terminal.status().starts_with("taken=0 "), "killed before {step}: {}", terminal.status());
            }
            ended => {
                finished += 1;
                assert_eq!(ended, done, "killed before {step}");
            }
        }
        assert!(terminal.status().ends_with("twice=0"), "killed before {step}: {}", terminal.status());
        // An answer whose writer was copied in the middle is never finished here.
        let left = |folder: &str| {
            let files = fs::read_dir(place.join(folder)).unwrap().map(|entry| entry.unwrap().path());
            files.filter(|file| fs::read(file).unwrap().ends_with(b"</XmlMsg>\n")).count()
        };
        // As the kiosk does when it looks at the bookings once more. An answer that nothing waits for may come late.
        let begin = Instant::now();
        loop {
            let _ = job.step(&bookings, &results);
            if (left("Req"), left("Res")) == (0, 0) {
                break;
            }
            assert!(begin.elapsed() < Duration::from_secs(10), "killed before {step}: something is left");
        }
    }
    assert!(finished > unknown && unknown > 0, "{finished} finished, {unknown} without a receipt");
}
