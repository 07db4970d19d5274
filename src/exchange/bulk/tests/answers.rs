//! Bulk checks at the emulated terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::super::pauses::BulkPauses;
use crate::common::{BookingCounts, BookingFault, BookingNeed, BookingRow};
use crate::exchange::Turn;
use crate::exchange::bulk::results::summary;
use crate::exchange::bulk::{Again, Bookings, BulkError, BulkJob, BulkKind, Checks, Progress, Purpose, Step};
use crate::exchange::inquiry::InquiryError;
use crate::simulator::personas;
use crate::simulator::terminal::{Behaviour, EmulatedTerminal};

pub const HEADER: &str = "key,insurer,symbol,number,branch,birth\n";
pub const HANAKO: &str = "A-1,06139992,試験,0012345,01,1990-04-01\n";
pub const JIRO: &str = "A-2,139998,試－１,123456,,1975-06-30\n";
/// 試験 without her branch: it is found with it.
const UNKNOWN_BRANCH: &str = "A-3,06139992,試験,0012345,,1990-04-01\n";
const NO_MATCH: &str = "A-4,06139992,試験,9999999,01,1990-04-01\n";

const ALL: [&str; 4] = [HANAKO, JIRO, UNKNOWN_BRANCH, NO_MATCH];

pub const PAUSES: BulkPauses = BulkPauses {
    poll: Duration::from_millis(5),
    reread: Duration::from_millis(5),
    listing: Duration::from_millis(20),
    deadline: Duration::from_secs(10),
    between: Duration::from_millis(10),
    longest: Duration::from_millis(40),
    busy: Duration::from_millis(5),
    limit: Duration::from_secs(600),
};

pub fn at_once() -> Behaviour {
    let mut behaviour = Behaviour::default();
    for (switch, value) in [("take-after", "0ms"), ("answer-after", "0ms"), ("grow", "20ms")] {
        behaviour.set(switch, value).unwrap();
    }
    behaviour
}

/// A kiosk's own folder and the terminal's below `dir`, with these bookings.
pub fn job(dir: &Path) -> BulkJob<Checks> {
    job_of(dir)
}

/// The same for requests of this kind.
pub fn job_of<K: BulkKind>(dir: &Path) -> BulkJob<K> {
    fs::create_dir_all(dir.join("state")).unwrap();
    let settings = crate::settings::Settings::load(&dir.join("kiosk.toml")).unwrap();
    let facility = settings.kiosk.facility.clone();
    let mut job = BulkJob::new(&settings.exchange.unwrap(), &facility, &dir.join("state"), Turn::default());
    job.pauses = PAUSES;
    job
}

pub fn bookings(dir: &Path, rows: &[&str]) -> (Bookings, PathBuf) {
    let path = dir.join("today.csv");
    fs::write(&path, format!("{HEADER}{}", rows.concat())).unwrap();
    let today = crate::eligibility::Date::from(time::macros::date!(2026 - 11 - 26));
    let bookings = Bookings::read(&path, today, Purpose::Check).unwrap();
    (bookings, Checks::results_path(&path))
}

/// Goes on until it has ended, or has no receipt.
pub fn run<K: BulkKind>(job: &BulkJob<K>, bookings: &Bookings, results: &Path) -> Result<Step<K::Counts>, BulkError> {
    let begin = Instant::now();
    loop {
        match job.step(bookings, results)? {
            Step::Wait(_, Progress::NoReceipt) => return Ok(Step::Failed(BookingFault::NoReceipt, Again::Request)),
            Step::Wait(pause, _) => std::thread::sleep(pause),
            ended => return Ok(ended),
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "no end");
    }
}

pub struct Site {
    pub terminal: EmulatedTerminal,
    pub dir: TempDir,
}

impl Site {
    pub fn new(switches: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut behaviour = at_once();
        for (switch, value) in switches {
            behaviour.set(switch, value).unwrap();
        }
        let terminal = EmulatedTerminal::start(dir.path(), personas::all().to_vec(), behaviour).unwrap();
        Self { terminal, dir }
    }

    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.dir.path().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

#[test]
fn bookings_are_asked_once_and_each_person_has_a_result_under_the_booking_s_key() {
    let site = Site::new(&[]);
    let job = job(site.dir.path());
    let (bookings, results) = bookings(site.dir.path(), &ALL);
    let counts = BookingCounts { ok: 2, changed: 1, invalid: 1, simulated: true, ..BookingCounts::default() };
    assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Done(counts));
    let text = fs::read_to_string(&results).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows[0], "\"key\",\"verdict\",\"code\",\"changed\",\"reference\",\"checked_at\",\"bookings\"");
    assert!(rows[1].starts_with("\"A-1\",\"simulated:confirmed\",\"\",\"\",\"\",\"20"), "{text}");
    assert!(rows[3].starts_with("\"A-3\",\"simulated:confirmed\",\"\",\"branch=01\",\"\",\"20"), "{text}");
    assert!(rows[4].starts_with("\"A-4\",\"simulated:no-match\","), "{text}");
    assert_eq!(rows.len(), 5);
    assert!(!text.contains("花子"));
    let need = |key: &str, need| BookingRow { key: key.to_owned(), need };
    let rows = vec![need("A-3", BookingNeed::Changed), need("A-4", BookingNeed::Invalid)];
    assert_eq!(summary(&results), (counts, rows));
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&results).unwrap());
    assert_eq!(mode & 0o777, 0o600);
    // Asked, told to wait once, fetched; and nothing more, however often it is called.
    assert_eq!(site.terminal.status(), "taken=3 answered=3 refused=0 twice=0");
    assert_eq!(job.step(&bookings, &results).unwrap(), Step::Done(counts));
    assert_eq!(site.terminal.status(), "taken=3 answered=3 refused=0 twice=0");
    assert!(site.names("Req").is_empty() && site.names("Res").is_empty());
}

#[test]
fn the_state_holds_nothing_of_a_person() {
    let site = Site::new(&[]);
    let job = job(site.dir.path());
    let (bookings, results) = bookings(site.dir.path(), &ALL);
    run(&job, &bookings, &results).unwrap();
    let text = fs::read_to_string(site.dir.path().join("state/bulk.json")).unwrap();
    for secret in ["A-1", "試験", "0012345", "06139992", "1990", "today"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn what_is_missing_doubled_foreign_or_does_not_add_up_is_answered_to_no_one() {
    let counts = |ok, unanswered, foreign| BookingCounts {
        ok,
        unanswered,
        foreign,
        simulated: true,
        ..BookingCounts::default()
    };
    for (switch, expected) in [
        ("missing", counts(1, 1, 0)),
        ("doubled", counts(1, 1, 0)),
        ("extra", counts(2, 0, 1)),
        ("numbers", counts(0, 2, 0)),
    ] {
        let site = Site::new(&[("bulk", switch), ("bulk-rounds", "0")]);
        let job = job(site.dir.path());
        let (bookings, results) = bookings(site.dir.path(), &[HANAKO, JIRO]);
        assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Done(expected), "{switch}");
        let text = fs::read_to_string(&results).unwrap();
        assert_eq!(text.matches("not-answered").count(), expected.unanswered, "{switch}: {text}");
    }
}

#[test]
fn what_the_terminal_refuses_or_packs_ends_without_results_and_is_not_asked_again() {
    for (switches, fault, again) in [
        (&[("bulk", "refused")][..], BookingFault::Refused, Again::Request),
        (&[("bulk", "failed")], BookingFault::Failed, Again::Request),
        (&[("err", "形式が不正です")], BookingFault::Refused, Again::Request),
        (&[("form", "zip")], BookingFault::Packed, Again::Result),
        (&[("form", "zip-encrypted")], BookingFault::Packed, Again::Result),
        (&[("form", "zip-as-xml")], BookingFault::Packed, Again::Result),
        (&[("form", "garbage")], BookingFault::Unreadable, Again::Result),
    ] {
        let site = Site::new(switches);
        let job = job(site.dir.path());
        let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
        assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Failed(fault, again), "{switches:?}");
        let before = site.terminal.status();
        assert_eq!(job.step(&bookings, &results).unwrap(), Step::Failed(fault, again), "{switches:?}");
        assert_eq!((site.terminal.status(), results.exists()), (before, false), "{switches:?}");
        assert!(site.terminal.status().ends_with("twice=0"));
    }
}

#[test]
fn the_result_of_another_reception_number_is_left_alone_and_asked_for_once_more() {
    let site = Site::new(&[("bulk", "reception"), ("bulk-rounds", "0")]);
    let mut job = job(site.dir.path());
    job.pauses.deadline = Duration::from_millis(200);
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(1) {
        let step = job.step(&bookings, &results).unwrap();
        assert!(matches!(step, Step::Wait(_, Progress::Working | Progress::Asked)), "{step:?}");
    }
    assert!(!results.exists() && !site.names("Res").is_empty());
    site.terminal.set("bulk", "right").unwrap();
    job.pauses.deadline = PAUSES.deadline;
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)), "the next request is answered right");
}

#[test]
fn a_result_that_does_not_come_is_asked_for_until_the_limit() {
    let site = Site::new(&[("bulk-rounds", "1000000")]);
    let mut job = job(site.dir.path());
    job.pauses.limit = Duration::from_secs(1);
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
    assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Failed(BookingFault::NotInTime, Again::Result));
}

#[test]
fn a_request_without_a_receipt_is_not_sent_again_by_itself_until_staff_ask_for_it() {
    let site = Site::new(&[("answer-after", "never")]);
    let mut job = job(site.dir.path());
    job.pauses.deadline = Duration::from_millis(300);
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
    assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Failed(BookingFault::NoReceipt, Again::Request));
    assert_eq!(run(&job, &bookings, &results).unwrap(), Step::Failed(BookingFault::NoReceipt, Again::Request));
    assert_eq!(site.terminal.status(), "taken=1 answered=0 refused=0 twice=0");
    site.terminal.set("answer-after", "0ms").unwrap();
    assert_eq!(job.again(&bookings).unwrap(), Again::Request);
    job.pauses.deadline = PAUSES.deadline;
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
}

#[test]
fn a_request_that_nothing_takes_is_withdrawn_and_may_be_sent_again() {
    let site = Site::new(&[("take", "never")]);
    let mut job = job(site.dir.path());
    job.pauses.deadline = Duration::from_millis(100);
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
    assert_eq!(job.step(&bookings, &results).unwrap_err(), BulkError::Exchange(InquiryError::NotTaken));
    assert!(site.names("Req").is_empty());
    site.terminal.set("take", "whole").unwrap();
    job.pauses.deadline = PAUSES.deadline;
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
}

#[test]
fn a_share_that_is_gone_is_said_and_nothing_is_sent_nor_lost() {
    let site = Site::new(&[]);
    let job = job(site.dir.path());
    let (bookings, results) = bookings(site.dir.path(), &[HANAKO]);
    site.terminal.share("gone").unwrap();
    assert!(matches!(job.step(&bookings, &results), Err(BulkError::Exchange(InquiryError::FolderMissing(_)))));
    assert_eq!(job.phase(&bookings).unwrap(), None);
    site.terminal.share("steady").unwrap();
    while !matches!(job.step(&bookings, &results).unwrap(), Step::Wait(_, Progress::Working)) {}
    site.terminal.share("gone").unwrap();
    assert!(matches!(job.step(&bookings, &results), Err(BulkError::Exchange(InquiryError::FolderMissing(_)))));
    site.terminal.share("steady").unwrap();
    assert!(matches!(run(&job, &bookings, &results).unwrap(), Step::Done(_)));
    assert!(site.terminal.status().ends_with("twice=0"));
}

#[test]
fn a_result_is_asked_for_at_growing_pauses_and_never_faster() {
    let pauses = BulkPauses::new(
        &crate::settings::Settings::load(&{
            let dir = tempfile::tempdir().unwrap().keep();
            drop(EmulatedTerminal::start(&dir, Vec::new(), at_once()).unwrap());
            dir.join("kiosk.toml")
        })
        .unwrap()
        .exchange
        .unwrap(),
    );
    let seconds: Vec<_> = (0..12).map(|rounds| pauses.before_round(rounds).as_secs()).collect();
    assert_eq!(seconds, [0, 10, 10, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
    assert_eq!(pauses.before_round(u32::MAX).as_secs(), 600);
}
