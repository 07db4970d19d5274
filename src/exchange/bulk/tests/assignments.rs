//! Bulk assignments at the emulated terminal, and what both kinds of requests do once they have ended.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::answers::{HANAKO, HEADER, JIRO, PAUSES, Site, bookings, job, job_of, run};
use crate::common::{AssignmentCounts, BookingCounts, BookingFault, BulkEnd, BulkOutcome};
use crate::exchange::Stop;
use crate::exchange::bulk::{Again, Assignments, Bookings, BulkJob, BulkKind, Progress, Step};
use crate::exchange::inquiry::Steps;

fn people(dir: &Path) -> (BulkJob<Assignments>, Bookings, PathBuf) {
    let path = dir.join("numbers.csv");
    let row = |row: &str, reference: &str| format!("{},{reference}\n", row.trim_end());
    let text = row(HEADER, "reference") + &row(HANAKO, "P000123") + &row(JIRO, "Ａ-1");
    fs::write(&path, text).unwrap();
    let job = job_of::<Assignments>(dir);
    let bookings = job.read(&path).unwrap();
    (job, bookings, Assignments::results_path(&path))
}

#[test]
fn the_request_has_a_block_for_each_person_and_the_request_for_its_result_the_reception_number() {
    let site = Site::new(&[("bulk-rounds", "0")]);
    let (mut job, bookings, results) = people(site.dir.path());
    let seen = Arc::new(Mutex::new(Vec::<String>::new()));
    let (noting, folder) = (Arc::clone(&seen), site.dir.path().join("Req"));
    job.steps = Steps(Some(Arc::new(move |step| {
        if step == "rename" {
            let files = fs::read_dir(&folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
            noting.lock().unwrap().extend(files);
        }
    })));
    let counts = AssignmentCounts { kept: 2, simulated: true, ..AssignmentCounts::default() };
    assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Done(counts));
    let seen = seen.lock().unwrap();
    let [request, fetch] = seen.as_slice() else { panic!("{} requests", seen.len()) };
    let identifier = request.split_once("<ArbitraryFileIdentifier>").unwrap().1.split_once('<').unwrap().0;
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<XmlMsg><MessageHeader>\n\
        <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>\n";
    assert_eq!(
        *request,
        format!(
            "{head}<ArbitraryFileIdentifier>{identifier}</ArbitraryFileIdentifier>\n</MessageHeader><MessageBody>\
             <ReferenceNumberRegistrationInfo>\n<ReferenceNumber>P000123</ReferenceNumber>\n\
             <InsurerNumber>06139992</InsurerNumber>\n<InsuredCardSymbol>試験</InsuredCardSymbol>\n\
             <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber>\n\
             <InsuredBranchNumber>01</InsuredBranchNumber>\n</ReferenceNumberRegistrationInfo>\n\
             <ReferenceNumberRegistrationInfo>\n<ReferenceNumber>A-1</ReferenceNumber>\n\
             <InsurerNumber>  139998</InsurerNumber>\n<InsuredCardSymbol>試-1</InsuredCardSymbol>\n\
             <InsuredIdentificationNumber>123456</InsuredIdentificationNumber>\n\
             </ReferenceNumberRegistrationInfo>\n</MessageBody></XmlMsg>\n"
        )
    );
    let body = "</MessageHeader><MessageBody><ReceptionNumber>0000000007000000001</ReceptionNumber></MessageBody>";
    assert_eq!(*fetch, format!("{head}{body}</XmlMsg>\n"));
    let state = fs::read_to_string(site.dir.path().join("state/bulk.json")).unwrap();
    for secret in ["A-1", "P000123", "Ａ", "試験", "0012345", "06139992"] {
        assert!(!state.contains(secret), "{secret} in {state}");
    }
}

#[test]
fn the_same_bookings_may_be_checked_and_have_their_numbers_assigned() {
    let site = Site::new(&[("bulk-rounds", "0")]);
    let (assign, bookings, results) = people(site.dir.path());
    let check = job(site.dir.path());
    assert!(matches!(run(&assign, &bookings, &results).unwrap(), Step::Done(_)));
    assert_eq!(check.phase(&bookings).unwrap(), None);
    let checked = results.with_file_name("numbers.results.csv");
    let counts = BookingCounts { ok: 2, simulated: true, ..BookingCounts::default() };
    assert_eq!(run(&check, &bookings, &checked).unwrap(), Step::Done(counts));
    let text = fs::read_to_string(checked).unwrap();
    assert!(text.contains("\"P000123\"") && text.contains("\"A-1\",\"simulated:confirmed\""), "{text}");
}

#[test]
fn a_result_that_cannot_be_read_is_asked_for_once_more_and_the_people_only_after_that() {
    let site = Site::new(&[("form", "garbage"), ("bulk-rounds", "0")]);
    let job = job(site.dir.path());
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO, JIRO]);
    let unread = |again| Step::Failed(BookingFault::Unreadable, again);
    assert_eq!(run(&job, &bookings, &results).unwrap(), unread(Again::Result));
    assert_eq!(site.terminal.status(), "taken=2 answered=2 refused=0 twice=0");
    assert_eq!(job.again(&bookings).unwrap(), Again::Result);
    assert_eq!(run(&job, &bookings, &results).unwrap(), unread(Again::Request));
    assert_eq!(site.terminal.status(), "taken=3 answered=3 refused=0 twice=0", "the result alone");
    assert_eq!(job.again(&bookings).unwrap(), Again::Request);
    assert_eq!(run(&job, &bookings, &results).unwrap(), unread(Again::Result));
    assert_eq!(site.terminal.status(), "taken=5 answered=5 refused=0 twice=0");
    site.terminal.set("form", "xml").unwrap();
    assert_eq!(job.again(&bookings).unwrap(), Again::Result);
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
    assert_eq!(site.terminal.status(), "taken=6 answered=6 refused=0 twice=0");
}

#[test]
fn each_end_is_recorded_once_and_what_is_not_recorded_is_recorded_later() {
    let site = Site::new(&[("form", "garbage"), ("bulk-rounds", "0")]);
    let job = job(site.dir.path());
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO, JIRO]);
    let recorded = || {
        let mut outcome = None;
        job.record(&bookings, |came| {
            outcome = Some(came);
            Ok::<_, ()>(())
        })
        .unwrap()
        .unwrap();
        outcome
    };
    assert_eq!(recorded(), None);
    run(&job, &bookings, &results).unwrap();
    assert_eq!(job.record(&bookings, |_| Err("full")).unwrap(), Err("full"));
    let end = BulkEnd::Check(Err(BookingFault::Unreadable));
    assert_eq!(recorded(), Some(BulkOutcome { people: 2, end }));
    assert_eq!(recorded(), None);
    site.terminal.set("form", "xml").unwrap();
    job.again(&bookings).unwrap();
    assert_eq!(recorded(), None);
    let Step::Done(counts) = run(&job, &bookings, &results).unwrap() else { panic!() };
    assert_eq!(recorded(), Some(BulkOutcome { people: 2, end: BulkEnd::Check(Ok(counts)) }));
    assert_eq!((job.step(&bookings, &results).unwrap(), recorded()), (Step::Done(counts), None));
}

#[test]
fn one_that_is_told_to_end_withdraws_what_was_not_taken_and_goes_on_later() {
    let site = Site::new(&[("take", "never")]);
    let stop = Stop::default();
    let (job, bookings, results) = people(site.dir.path());
    let job = job.until(stop.clone());
    let came = thread::scope(|scope| {
        let waiting = scope.spawn(|| job.step(&bookings, &results).unwrap());
        while !site.names("Req").iter().any(|name| name.starts_with("OQSmuimm01req_")) {
            thread::yield_now();
        }
        stop.set();
        waiting.join().unwrap()
    });
    assert_eq!(came, Step::Wait(PAUSES.busy, Progress::Waits));
    assert!(site.names("Req").is_empty());
    site.terminal.set("take", "whole").unwrap();
    let (mut job, ..) = people(site.dir.path());
    job.pauses.deadline = Duration::from_secs(60);
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
}
