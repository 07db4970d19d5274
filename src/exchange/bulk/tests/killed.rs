//! A bulk check that is killed between any two operations: no request twice, nothing lost after the receipt.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::answers::{HANAKO, JIRO, at_once, bookings, job, run};
use crate::common::{BookingCounts, BookingFault};
use crate::exchange::bulk::{BulkError, Step};
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

/// Asks once, and copies everything before each operation.
fn snapshots(live: &Path, home: &Path) -> Snapshots {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let (taking, to, from) = (Arc::clone(&taken), home.to_owned(), live.to_owned());
    let mut job = job(live);
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
    let (bookings, results) = bookings(live, &[HANAKO, JIRO]);
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
    taken.lock().unwrap().clone()
}

#[test]
fn a_bulk_check_that_is_killed_anywhere_asks_nothing_twice_and_ends_with_the_same_results() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    fs::create_dir(&live).unwrap();
    let central = EmulatedTerminal::start(&live, personas::all().to_vec(), at_once()).unwrap();
    let snapshots = snapshots(&live, home.path());
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
    let done = Step::Done(BookingCounts { ok: 2, simulated: true, ..BookingCounts::default() });
    let (mut finished, mut unknown) = (0, 0);
    for (step, place) in &snapshots {
        // The state names the folders by their whole paths.
        let state = place.join("state/bulk.json");
        if let Ok(text) = fs::read_to_string(&state) {
            fs::write(state, text.replace(live.to_str().unwrap(), place.to_str().unwrap())).unwrap();
        }
        let mut job = job(place);
        job.pauses.deadline = Duration::from_millis(200);
        let (bookings, results) = bookings(place, &[HANAKO, JIRO]);
        // What still lies there is the killed kiosk's; it is looked at before the terminal goes on.
        let first = job.step(&bookings, &results);
        let terminal = EmulatedTerminal::start(place, personas::all().to_vec(), at_once()).unwrap();
        terminal.knows_bulk_of(&central);
        assert!(!matches!(first, Err(BulkError::Exchange(InquiryError::State { .. }))), "killed before {step}");
        match run(&job, &bookings, &results).unwrap_or_else(|error| panic!("killed before {step}: {error}")) {
            Step::Failed(BookingFault::NoReceipt) => {
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
        // As the kiosk does when it looks at the bookings once more.
        let _ = job.step(&bookings, &results);
        // An answer whose writer was copied in the middle is never finished here.
        let left = |folder: &str| {
            let files = fs::read_dir(place.join(folder)).unwrap().map(|entry| entry.unwrap().path());
            files.filter(|file| fs::read(file).unwrap().ends_with(b"</XmlMsg>\n")).count()
        };
        assert_eq!((left("Req"), left("Res")), (0, 0), "killed before {step}");
    }
    assert!(finished > unknown && unknown > 0, "{finished} finished, {unknown} without a receipt");
}
