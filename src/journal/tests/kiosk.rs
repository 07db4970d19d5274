//! The journal as the loop sees it: its thread, today's list, and a full disk.

use std::path::Path;

use super::*;
use crate::common::{AssignmentCounts, BookingCounts, BookingFault, BulkEnd, BulkOutcome, InquiryFault, VisitId, Way};
use crate::settings::{Settings, WhenFull};
use crate::visit::{AssignmentEnd, AssignmentOutcome, CheckId, CheckSummary, CheckedBy, RowId};

pub(super) fn settings(dir: Option<PathBuf>, when_full: WhenFull) -> Settings {
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"https://a.invalid\"\nauthority = \"a\"\n\
         certificate = \"a\"\nkey = \"a\"\n";
    let mut settings = Settings::parse(text).unwrap();
    (settings.journal.dir, settings.journal.when_full) = (dir, when_full);
    settings
}

pub(super) fn outcome(end: Ended) -> VisitOutcome {
    let took = Duration::from_secs(5);
    VisitOutcome { method: Some(Method::Pin), by: None, proof: Some(Proof::Pin), end, took }
}

const CONFIRMED: Ended = Ended::Answered(VerdictKind::Confirmed);

/// The next report, within a time in which any disk has answered.
pub(super) async fn any_report(journal: &mut Journal) -> JournalReport {
    tokio::time::timeout(Duration::from_secs(20), journal.next()).await.expect("a report")
}

/// The next one that is not about the list of open items.
pub(super) async fn next_report(journal: &mut Journal) -> JournalReport {
    loop {
        let report = any_report(journal).await;
        if report != JournalReport::Open {
            return report;
        }
    }
}

pub(super) fn now<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(story)
}

#[test]
fn an_answer_waits_for_its_line_and_nothing_else_does() {
    let book = Book::new();
    let mut journal = Journal::start(&settings(Some(book.path("journal")), WhenFull::Warn)).unwrap();
    assert!(!journal.visit(VisitId(1), outcome(Ended::GivenUp), None));
    assert!(journal.visit(VisitId(2), outcome(CONFIRMED), Some(b"synthetic certificate")));
    now(async {
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), true));
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(2), true));
    });
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    let kinds: Vec<_> = text.lines().map(|line| line.contains(r#""kind":"visit""#)).collect();
    assert_eq!(kinds, [false, true, true]);
    assert!(text.lines().last().unwrap().contains(r#""card":""#));
}

#[test]
fn an_answer_waits_for_its_line_and_not_for_the_head_behind_it() {
    let book = Book::new();
    let dir = book.path("journal");
    let mut journal = Journal::start(&settings(Some(dir.clone()), WhenFull::Stop)).unwrap();
    now(async {
        assert!(journal.visit(VisitId(1), outcome(CONFIRMED), None));
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), true));
        head_of(&dir, 2);
        // No head can be written beside a folder of its provisional name.
        let obstacle = dir.join(format!("{HEAD}.new"));
        fs::create_dir(&obstacle).unwrap();
        journal.visit(VisitId(2), outcome(CONFIRMED), None);
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(2), true), "its line is there");
        assert!(fs::read_to_string(dir.join(FILE)).unwrap().lines().count() == 3);
        assert_eq!(next_report(&mut journal).await, JournalReport::Writable(false));
        fs::remove_dir(obstacle).unwrap();
        // It is tried again although no line waits.
        assert_eq!(next_report(&mut journal).await, JournalReport::Writable(true));
    });
    drop(journal);
    assert!(matches!(verify(&dir.join(FILE)).unwrap(), Verified::Whole(Whole { lines: 3, .. })));
}

/// Waits until the head file names this line: it is written behind the report of the line.
fn head_of(dir: &Path, seq: u64) {
    let named = || fs::read_to_string(dir.join(HEAD)).is_ok_and(|head| head.contains(&format!("\"seq\":{seq},")));
    while !named() {
        std::thread::yield_now();
    }
}

#[test]
fn what_staff_do_is_recorded_by_their_sign() {
    let book = Book::new();
    let mut journal = Journal::start(&settings(Some(book.path("journal")), WhenFull::Warn)).unwrap();
    journal.settings_changed(StaffId::new("tanaka"), None, vec![("panel", "show_for"), ("ui", "theme")]);
    journal.manual(Way::Certificate, Some(StaffId::shared()), None);
    journal.passcode_refused(5);
    drop(journal);
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    for part in [
        r#""kind":"start","version":""#,
        r#""kind":"settings","by":"tanaka","keys":["panel.show_for","ui.theme"]"#,
        r#""kind":"manual","way":"certificate","by":"staff""#,
        r#""kind":"passcode","refused":5"#,
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(matches!(verify(&book.path("journal/journal.jsonl")).unwrap(), Verified::Whole(Whole { lines: 4, .. })));
}

#[test]
fn todays_list_is_there_again_after_a_start_and_goes_on_counting() {
    let book = Book::new();
    let settings = settings(Some(book.path("journal")), WhenFull::Warn);
    let mut journal = Journal::start(&settings).unwrap();
    journal.visit(VisitId(1), outcome(CONFIRMED), None);
    journal.manual(Way::Oral, None, None);
    journal.visit(VisitId(2), outcome(Ended::Failed(TroubleKind::MuteCard)), None);
    now(async { while next_report(&mut journal).await != JournalReport::Recorded(VisitId(2), true) {} });
    let numbers = |journal: &Journal| journal.today().iter().map(|check| check.seq).collect::<Vec<_>>();
    assert_eq!(numbers(&journal), [Some(2), Some(3), Some(4)], "each row has the number of its line");
    let before = journal.today();
    drop(journal);

    let mut journal = Journal::start(&settings).unwrap();
    journal.visit(VisitId(1), VisitOutcome { method: None, ..outcome(Ended::GivenUp) }, None);
    now(async { while next_report(&mut journal).await != JournalReport::Recorded(VisitId(1), true) {} });
    let today = journal.today();
    assert_eq!(numbers(&journal), [Some(2), Some(3), Some(4), Some(6)], "a start has a line of its own");
    let other_run = |check: &CheckSummary| CheckSummary { of: None, row: RowId(0), ..*check };
    assert_eq!(today[..3].iter().map(other_run).collect::<Vec<_>>(), before.iter().map(other_run).collect::<Vec<_>>());
    assert!(today[..3].iter().all(|check| check.of.is_none()), "a visit of an earlier run is none of this one");
    assert_eq!(today[3].of, Some(CheckId::Visit(VisitId(1))));
    let list: Vec<_> = today.iter().map(|check| (check.number, check.way, check.end)).collect();
    assert_eq!(
        list,
        [
            (1, CheckedBy::Card(Method::Pin), Some(CONFIRMED)),
            (2, CheckedBy::Staff(Way::Oral), None),
            (3, CheckedBy::Card(Method::Pin), Some(Ended::Failed(TroubleKind::MuteCard))),
            (4, CheckedBy::Folder, Some(Ended::GivenUp)),
        ]
    );
}

#[test]
fn each_end_of_an_assignment_has_its_line_without_the_number_and_is_there_again_after_a_start() {
    let book = Book::new();
    let settings = settings(Some(book.path("journal")), WhenFull::Warn);
    let mut journal = Journal::start(&settings).unwrap();
    let ends = InquiryFault::ALL.map(AssignmentEnd::Failed).into_iter();
    let ends: Vec<_> =
        [AssignmentEnd::Kept, AssignmentEnd::Refused, AssignmentEnd::Unclear].into_iter().chain(ends).collect();
    for end in ends.iter().copied() {
        journal.assignment(AssignmentOutcome {
            by: Some(StaffId::shared()),
            end,
            late: false,
            took: Duration::from_secs(4),
        });
    }
    drop(journal);
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    for part in [
        r#""kind":"reference-number","by":"staff","result":"kept","ms":4000"#,
        r#""kind":"reference-number","by":"staff","result":"refused","error":"K-526","ms":4000"#,
        r#""kind":"reference-number","by":"staff","result":"unclear","error":"K-527","ms":4000"#,
        r#""kind":"reference-number","by":"staff","result":"failed","error":"K-514","ms":4000"#,
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let mut journal = Journal::start(&settings).unwrap();
    now(async {
        journal.visit(VisitId(1), outcome(Ended::GivenUp), None);
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), true));
    });
    let listed: Vec<_> = journal.today().iter().map(|check| check.way).collect();
    assert_eq!(listed[..ends.len()], ends.into_iter().map(CheckedBy::Assignment).collect::<Vec<_>>());
}

#[test]
fn each_end_of_a_bulk_request_has_its_line_with_numbers_alone() {
    let book = Book::new();
    let settings = settings(Some(book.path("journal")), WhenFull::Warn);
    let mut journal = Journal::start(&settings).unwrap();
    let counts = BookingCounts { ok: 37, changed: 1, invalid: 1, unanswered: 1, ..BookingCounts::default() };
    let faults = BookingFault::ALL.map(|fault| BulkEnd::Check(Err(fault)));
    for end in [BulkEnd::Check(Ok(counts))].into_iter().chain(faults) {
        journal.bulk(BulkOutcome { people: 40, end });
    }
    drop(journal);
    let mut command = CommandJournal::open(&settings).unwrap().unwrap();
    let counts = AssignmentCounts { kept: 2, refused: 1, unclear: 1, unanswered: 1, ..AssignmentCounts::default() };
    command.bulk(BulkOutcome { people: 5, end: BulkEnd::Assignment(Ok(counts)) }).unwrap();
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    let bulk = r#""kind":"bulk-check","asked_by":"folder","people":40,"#;
    let counted = r#""ok":37,"changed":1,"invalid":1,"unanswered":1,"foreign":0"#;
    let failed = BookingFault::ALL.map(|fault| format!("{bulk}\"error\":\"{}\"", fault.as_str()));
    let assigned = r#""kind":"bulk-reference-number","asked_by":"command","people":5,"kept":2,"refused":1,"unclear":1,"unanswered":1"#;
    for part in failed.into_iter().chain([format!("{bulk}{counted}"), assigned.to_owned()]) {
        assert!(text.contains(&part), "{part} is not in\n{text}");
    }
    assert!(matches!(verify(&book.path("journal/journal.jsonl")).unwrap(), Verified::Whole(_)));
    assert!(Journal::start(&settings).unwrap().today().is_empty());
}

#[test]
fn without_a_folder_nothing_waits_and_todays_list_is_kept_all_the_same() {
    let mut journal = Journal::start(&settings(None, WhenFull::Stop)).unwrap();
    assert!(!journal.visit(VisitId(1), outcome(CONFIRMED), None));
    assert_eq!(journal.today().len(), 1);
}

#[test]
fn yesterdays_checks_are_in_the_file_and_not_on_todays_list() {
    let book = Book::with(5);
    assert_eq!(book.open().1, 5);
    let (_, kept) =
        Store::open(book.folder.path(), &Book::terminal(), Head::NONE, MORNING + Duration::from_secs(14 * 3600))
            .unwrap();
    assert_eq!(kept.len(), 0, "midnight in Japan");
}

#[test]
fn where_visits_go_on_without_a_journal_they_are_written_once_it_is_there() {
    let book = Book::new();
    // A folder whose parent is not there yet: a disk that is not mounted.
    let dir = book.path("disk/journal");
    let mut journal = Journal::start(&settings(Some(dir.clone()), WhenFull::Warn)).unwrap();
    journal.visit(VisitId(1), outcome(CONFIRMED), None);
    now(async {
        assert_eq!(next_report(&mut journal).await, JournalReport::Writable(false));
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), true));
        fs::create_dir(book.path("disk")).unwrap();
        journal.visit(VisitId(2), outcome(Ended::GivenUp), None);
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(2), true));
        assert_eq!(next_report(&mut journal).await, JournalReport::Writable(true));
    });
    let text = fs::read_to_string(dir.join(FILE)).unwrap();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.lines().nth(1).unwrap().contains(r#""verdict":"confirmed","ms""#), "{text}");
}

#[test]
fn where_visits_stop_without_a_journal_the_answer_that_was_withheld_is_recorded_as_such() {
    let book = Book::new();
    let dir = book.path("disk/journal");
    let mut journal = Journal::start(&settings(Some(dir.clone()), WhenFull::Stop)).unwrap();
    journal.visit(VisitId(1), outcome(CONFIRMED), None);
    now(async {
        assert_eq!(next_report(&mut journal).await, JournalReport::Writable(false));
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), false));
    });
    assert_eq!(journal.today()[0].end, Some(Ended::Failed(TroubleKind::JournalFull)));
    fs::create_dir(book.path("disk")).unwrap();
    drop(journal);
    let text = fs::read_to_string(dir.join(FILE)).unwrap();
    assert!(text.contains(r#""verdict":"confirmed","error":"K-601""#), "{text}");
}

/// The journal after `hand` changed the folder of a running kiosk and the kiosk wrote one more line, and the flaws that
/// the verification finds.
fn goes_on_after(hand: impl FnOnce(&Path)) -> (String, Vec<Flaw>) {
    let book = Book::new();
    let dir = book.folder.path().join("journal");
    let mut journal = Journal::start(&settings(Some(dir.clone()), WhenFull::Warn)).unwrap();
    now(async {
        journal.visit(VisitId(1), outcome(CONFIRMED), None);
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(1), true));
        head_of(&dir, 2);
        hand(&dir);
        journal.visit(VisitId(2), outcome(CONFIRMED), None);
        assert_eq!(next_report(&mut journal).await, JournalReport::Recorded(VisitId(2), true));
    });
    drop(journal);
    let flaws = match verify(&dir.join(FILE)).unwrap() {
        Verified::Whole(_) => Vec::new(),
        Verified::Flawed(flaws) => flaws,
    };
    (fs::read_to_string(dir.join(FILE)).unwrap(), flaws)
}

#[test]
fn a_file_that_is_moved_away_while_the_kiosk_runs_is_missed_before_the_next_line() {
    for removes in [
        |dir: &Path| fs::rename(dir.join(FILE), dir.join("journal.jsonl.1")).unwrap(),
        |dir: &Path| fs::remove_dir_all(dir).unwrap(),
        |dir: &Path| fs::write(dir.join(FILE), "").unwrap(),
    ] {
        let (text, flaws) = goes_on_after(removes);
        assert!(text.contains(r#""seq":3"#) && text.contains(r#""found":"lines-cut","last":0,"head":2"#), "{text}");
        assert!(text.contains(r#""seq":4"#) && text.contains(r#""kind":"visit""#), "{text}");
        assert_eq!(flaws, [Flaw::Missing { line: 1, from: 1, to: 2 }]);
    }
}

#[test]
fn lines_added_by_hand_while_the_kiosk_runs_are_not_overwritten() {
    let (text, flaws) = goes_on_after(|dir| {
        let mut bytes = fs::read(dir.join(FILE)).unwrap();
        bytes.extend_from_slice(b"synthetic rubbish\n");
        fs::write(dir.join(FILE), bytes).unwrap();
    });
    assert!(text.contains("synthetic rubbish\n") && text.contains(r#""found":"last-line-unreadable""#), "{text}");
    assert_eq!(flaws.len(), 1, "{flaws:?}");
}

#[test]
fn a_journal_of_years_is_opened_by_its_end() {
    let book = Book::with(1);
    let (mut bytes, mut head) = (Vec::new(), Head::NONE);
    for number in 0..5000 {
        let (written, next) = chain::line(head, &Book::terminal(), &line(number)).unwrap();
        bytes.extend(written);
        head = next;
    }
    assert!(bytes.len() > 1 << 20, "longer than what is read of it");
    book.write(FILE, &bytes);
    book.write(HEAD, &serde_json::to_vec(&head).unwrap());
    let (mut store, kept) = book.open();
    assert!((1000..5000).contains(&kept), "{kept}");
    store.append(&line(0)).unwrap();
    assert_eq!(book.whole().lines, 5001);
}
