//! What stays open until a line strikes or settles it: by the kiosk, across restarts, and whatever a hand has written.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::kiosk::{any_report, next_report, now, outcome, settings};
use super::*;
use crate::common::{HandOffId, StruckEntry, VisitId, Way};
use crate::journal::open_lines::MAX_OPEN;
use crate::journal::open_scan::OpenScan;
use crate::journal::writer::{JobKind, Writer, WriterJob, WriterReport};
use crate::settings::WhenFull;
use crate::visit::{CheckedBy, ItemId, Mark, MarkRefusal, OpenItemsKept};

const LOST: Ended = Ended::Answered(VerdictKind::Lost);
const CONFIRMED: Ended = Ended::Answered(VerdictKind::Confirmed);

/// A journal of the kiosk that has read what is there.
fn started(book: &Book) -> Journal {
    let mut journal = Journal::start(&settings(Some(book.path("journal")), WhenFull::Warn)).unwrap();
    now(async {
        while journal.open_items().kept == OpenItemsKept::Reading {
            any_report(&mut journal).await;
        }
    });
    journal
}

/// Closes an item, and says what came of it.
fn marks(journal: &mut Journal, id: u64, mark: Mark) -> Result<Option<StruckEntry>, MarkRefusal> {
    if let Some(result) = journal.mark(ItemId(id), mark, StaffId::new("tanaka")) {
        return result;
    }
    now(async {
        loop {
            if let JournalReport::Marked(of, by, result) = next_report(journal).await {
                assert_eq!((of, by), (ItemId(id), mark));
                return result;
            }
        }
    })
}

fn enters(journal: &mut Journal, file: Option<HandOffId>) {
    journal.manual(Way::Oral, None, file);
    // Where a journal is kept, the entry is on the list once its line is written.
    if journal.open_items().kept == OpenItemsKept::InJournal {
        now(async { while any_report(journal).await != JournalReport::Open {} });
    }
}

fn ids(journal: &Journal) -> Vec<u64> {
    journal.open_items().items.iter().map(|item| item.id.0).collect()
}

/// The marks of the file: what each refers to, and its kind.
fn marked(book: &Book) -> Vec<(u64, String)> {
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let marks = lines.filter(|line| line["kind"] == "struck" || line["kind"] == "settled");
    marks.map(|line| (line["of"].as_u64().unwrap(), line["kind"].as_str().unwrap().to_owned())).collect()
}

/// The lines that marks of this kind refer to.
fn marked_by(book: &Book, kind: &str) -> BTreeSet<u64> {
    marked(book).into_iter().filter(|(_, of)| of == kind).map(|(of, _)| of).collect()
}

/// The rows of today's list that say that they are struck, by their lines.
fn struck_today(journal: &Journal) -> BTreeSet<u64> {
    journal.today().iter().filter(|check| check.struck).filter_map(|check| check.seq).collect()
}

/// What happens at the desk.
#[derive(Debug, Clone)]
enum Act {
    Visit(Ended),
    Entry(bool),
    /// Of the line at this place of all, open or not, existing or not; so many times at once.
    Mark(proptest::sample::Index, Mark, usize),
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let end = proptest::sample::select(vec![
        CONFIRMED,
        LOST,
        Ended::GivenUp,
        Ended::Failed(TroubleKind::Closed),
        Ended::Failed(TroubleKind::CardPulled),
        Ended::Answered(VerdictKind::NoMatch),
    ]);
    let mark = (any::<proptest::sample::Index>(), proptest::sample::select(Mark::ALL.to_vec()), 1..3_usize);
    prop_oneof![
        3 => end.prop_map(Act::Visit),
        3 => any::<bool>().prop_map(Act::Entry),
        5 => mark.prop_map(|(line, mark, times)| Act::Mark(line, mark, times)),
        1 => Just(Act::Restart),
    ]
}

/// What the list has to be.
#[derive(Default)]
struct Model {
    lines: u64,
    /// Whether each may be struck, and its file.
    open: BTreeMap<u64, (bool, Option<HandOffId>)>,
    struck: usize,
    settled: usize,
}

impl Model {
    fn marks(&mut self, id: u64, mark: Mark) -> Result<Option<StruckEntry>, MarkRefusal> {
        let (entry, file) = *self.open.get(&id).ok_or(MarkRefusal::NotOpen)?;
        if mark == Mark::Struck && !entry {
            return Err(MarkRefusal::NotAnEntry);
        }
        self.open.remove(&id);
        self.lines += 1;
        *(if mark == Mark::Struck { &mut self.struck } else { &mut self.settled }) += 1;
        Ok(file.filter(|_| mark == Mark::Struck).map(|file| StruckEntry { way: Way::Oral, file }))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_mixture_the_journal_is_whole_each_line_is_marked_once_and_the_list_is_what_is_left(
        acts in proptest::collection::vec(act(), 1..40)
    ) {
        let book = Book::new();
        let mut journal = started(&book);
        let mut model = Model { lines: 1, ..Model::default() };
        for (visit, act) in (1..).zip(acts) {
            match act {
                Act::Visit(end) => {
                    journal.visit(VisitId(visit), outcome(end), None);
                    now(async { while next_report(&mut journal).await != JournalReport::Recorded(VisitId(visit), true) {} });
                    model.lines += 1;
                    if end.asks_for_later_check() {
                        model.open.insert(model.lines, (false, None));
                    }
                }
                Act::Entry(handed) => {
                    let file = handed.then_some(HandOffId(visit));
                    enters(&mut journal, file);
                    model.lines += 1;
                    model.open.insert(model.lines, (true, file));
                }
                Act::Mark(line, mark, times) => {
                    let id = line.index(usize::try_from(model.lines).unwrap() + 2) as u64;
                    for _ in 0..times {
                        prop_assert!(journal.mark(ItemId(id), mark, None).is_none());
                    }
                    for _ in 0..times {
                        let report = now(next_report(&mut journal));
                        prop_assert_eq!(report, JournalReport::Marked(ItemId(id), mark, model.marks(id, mark)));
                    }
                }
                Act::Restart => {
                    drop(journal);
                    journal = started(&book);
                    model.lines += 1;
                }
            }
            prop_assert_eq!(ids(&journal), model.open.keys().copied().collect::<Vec<_>>());
            prop_assert_eq!(struck_today(&journal), marked_by(&book, "struck"));
        }
        drop(journal);
        let journal = started(&book);
        prop_assert_eq!(ids(&journal), model.open.keys().copied().collect::<Vec<_>>());
        prop_assert_eq!(struck_today(&journal), marked_by(&book, "struck"), "behind a restart");
        drop(journal);
        let Verified::Whole(whole) = verify(&book.path("journal/journal.jsonl")).unwrap() else {
            return Err(TestCaseError::fail("flawed"));
        };
        prop_assert_eq!((whole.lines as u64, whole.struck, whole.settled), (model.lines + 1, model.struck, model.settled));
        let mut of: Vec<_> = marked(&book).into_iter().map(|(of, _)| of).collect();
        of.sort_unstable();
        let all = of.len();
        of.dedup();
        prop_assert_eq!(of.len(), all, "a line is marked twice");
    }
}

#[test]
fn a_strike_is_a_line_that_names_the_first_by_number_and_hash_and_who_struck_it() {
    let book = Book::new();
    let mut journal = started(&book);
    enters(&mut journal, Some(HandOffId(0xab)));
    let struck = StruckEntry { way: Way::Oral, file: HandOffId(0xab) };
    assert_eq!(marks(&mut journal, 2, Mark::Struck), Ok(Some(struck)));
    assert_eq!(marks(&mut journal, 2, Mark::Struck), Err(MarkRefusal::NotOpen));
    enters(&mut journal, None);
    assert_eq!(marks(&mut journal, 4, Mark::NotNeeded), Ok(None));
    drop(journal);
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[1].contains(r#""kind":"manual","way":"oral","file":"00000000000000ab","prev":"#), "{text}");
    let hash = |line: &str| line.split_once(",\"hash\":\"").unwrap().1.trim_end_matches("\"}").to_owned();
    let expected = format!(r#""kind":"struck","by":"tanaka","of":2,"of_hash":"{}""#, hash(lines[1]));
    assert!(lines[2].contains(&expected), "{expected}\n{text}");
    let expected = format!(r#""kind":"settled","by":"tanaka","as":"not-needed","of":4,"of_hash":"{}""#, hash(lines[3]));
    assert!(lines[4].contains(&expected), "{expected}\n{text}");
    let Verified::Whole(whole) = verify(&book.path("journal/journal.jsonl")).unwrap() else { panic!("flawed") };
    assert!(whole.to_string().contains("entries struck: 1\nopen items settled: 1\n"), "{whole}");
}

#[test]
fn without_a_journal_the_list_lives_as_long_as_the_program() {
    let mut journal = Journal::start(&settings(None, WhenFull::Warn)).unwrap();
    assert_eq!(journal.open_items().kept, OpenItemsKept::InMemory);
    journal.visit(VisitId(1), outcome(LOST), None);
    journal.visit(VisitId(2), outcome(CONFIRMED), None);
    enters(&mut journal, Some(HandOffId(7)));
    assert_eq!(ids(&journal), [1, 2]);
    assert_eq!(marks(&mut journal, 1, Mark::Struck), Err(MarkRefusal::NotAnEntry));
    assert_eq!(marks(&mut journal, 1, Mark::Done), Ok(None));
    assert_eq!(marks(&mut journal, 2, Mark::Struck), Ok(Some(StruckEntry { way: Way::Oral, file: HandOffId(7) })));
    assert_eq!(marks(&mut journal, 2, Mark::Struck), Err(MarkRefusal::NotOpen));
    assert!(journal.open_items().items.is_empty());
    assert_eq!(journal.today().iter().map(|check| check.struck).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn where_the_journal_cannot_be_written_nothing_is_struck_later_behind_the_backs_of_staff() {
    for when_full in [WhenFull::Warn, WhenFull::Stop] {
        let book = Book::new();
        fs::create_dir(book.path("disk")).unwrap();
        let dir = book.path("disk/journal");
        let mut journal = Journal::start(&settings(Some(dir.clone()), when_full)).unwrap();
        now(async {
            while journal.open_items().kept == OpenItemsKept::Reading {
                any_report(&mut journal).await;
            }
        });
        enters(&mut journal, None);
        // The disk goes, with what is on it.
        fs::rename(book.path("disk"), book.path("gone")).unwrap();
        assert_eq!(marks(&mut journal, 2, Mark::Struck), Err(MarkRefusal::NotWritten), "{when_full:?}");
        assert_eq!(ids(&journal), [2]);
        fs::rename(book.path("gone"), book.path("disk")).unwrap();
        assert_eq!(marks(&mut journal, 2, Mark::Struck), Ok(None), "{when_full:?}");
        drop(journal);
        let Verified::Whole(whole) = verify(&dir.join(FILE)).unwrap() else { panic!("flawed") };
        assert_eq!((whole.lines, whole.struck), (3, 1), "{when_full:?}");
    }
}

/// A folder whose journal has these lines, whole in themselves.
fn holding(entries: impl IntoIterator<Item = (OffsetDateTime, JournalEntry)>) -> (Book, Vec<Head>) {
    let book = Book::new();
    fs::create_dir(book.path("journal")).unwrap();
    let (mut head, mut text, mut heads) = (Head::NONE, Vec::new(), Vec::new());
    for (at, entry) in entries {
        let (line, next) = chain::line(head, &Book::terminal(), &JournalLine { at, entry, simulation: false }).unwrap();
        text.extend(line);
        head = next;
        heads.push(head);
    }
    book.write("journal/journal.jsonl", &text);
    book.write("journal/journal.head", format!("{}\n", serde_json::to_string(&head).unwrap()).as_bytes());
    (book, heads)
}

fn entry() -> JournalEntry {
    JournalEntry::Manual { way: Way::Oral, by: None, file: None }
}

fn lost() -> JournalEntry {
    JournalEntry::Visit(VisitEntry::new(outcome(LOST), None))
}

fn strikes(line: Head) -> JournalEntry {
    JournalEntry::mark(Mark::Struck, None, line)
}

#[test]
fn a_mark_that_a_hand_put_in_is_named_and_closes_nothing() {
    let first = holding([(MORNING, entry())]).1[0];
    let other = Head { seq: 1, hash: Hash::sha256(b"another line") };
    let ahead = Head { seq: 3, hash: first.hash };
    for (entries, flaw, open) in [
        (vec![entry(), strikes(other)], Some((2, 1)), vec![1]),
        (vec![entry(), strikes(ahead), entry()], Some((2, 3)), vec![1, 3]),
        (vec![entry(), strikes(Head { seq: 9, hash: first.hash })], Some((2, 9)), vec![1]),
        (vec![entry(), strikes(Head { seq: 0, hash: Hash::NONE })], Some((2, 0)), vec![1]),
        (vec![entry(), strikes(first)], None, vec![]),
    ] {
        let (book, _) = holding(entries.into_iter().map(|entry| (MORNING, entry)));
        let flaws = match verify(&book.path("journal/journal.jsonl")).unwrap() {
            Verified::Whole(_) => vec![],
            Verified::Flawed(flaws) => flaws,
        };
        let expected = flaw.map(|(line, of)| Flaw::MarksNothing { line, number: line as u64, of });
        assert_eq!(flaws, Vec::from_iter(expected));
        assert_eq!(ids(&started(&book)), open);
    }
    // An answer that is struck, and an entry that is struck twice.
    let visit = holding([(MORNING, lost())]).1[0];
    let (book, _) = holding([(MORNING, lost()), (MORNING, strikes(visit))]);
    let Verified::Flawed(flaws) = verify(&book.path("journal/journal.jsonl")).unwrap() else { panic!("whole") };
    assert_eq!(flaws, [Flaw::MarksNothing { line: 2, number: 2, of: 1 }]);
    assert_eq!(ids(&started(&book)), [1]);
    let (book, _) = holding([entry(), strikes(first), strikes(first)].map(|entry| (MORNING, entry)));
    let Verified::Flawed(flaws) = verify(&book.path("journal/journal.jsonl")).unwrap() else { panic!("whole") };
    assert_eq!(flaws, [Flaw::MarkedTwice { line: 3, number: 3, of: 1 }]);
}

#[test]
fn a_strike_whose_line_was_changed_closes_nothing_and_an_entry_that_was_changed_stays_open() {
    let first = holding([(MORNING, entry())]).1[0];
    let (book, _) = holding([(MORNING, entry()), (MORNING, strikes(first))]);
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    book.write(
        "journal/journal.jsonl",
        text.replacen("\"kind\":\"struck\",\"of\"", "\"kind\":\"struck\", \"of\"", 1).as_bytes(),
    );
    assert_eq!(ids(&started(&book)), [1]);
    let (book, _) = holding([(MORNING, entry())]);
    let text = fs::read_to_string(book.path("journal/journal.jsonl")).unwrap();
    book.write("journal/journal.jsonl", text.replacen("oral", "portal", 1).as_bytes());
    let journal = started(&book);
    assert_eq!(journal.open_items().items[0].way, CheckedBy::Staff(Way::Portal));
}

#[test]
fn a_clock_that_jumps_changes_neither_the_list_nor_its_order() {
    let times = [0, 40_000, -20_000, 1];
    let entries = times.map(|days| (MORNING + time::Duration::days(days), entry()));
    let (book, _) = holding(entries);
    let mut journal = started(&book);
    assert_eq!(ids(&journal), [1, 2, 3, 4]);
    for id in [3, 1, 4, 2] {
        assert_eq!(marks(&mut journal, id, Mark::Struck), Ok(None));
    }
    drop(journal);
    assert!(matches!(verify(&book.path("journal/journal.jsonl")).unwrap(), Verified::Whole(_)));
}

#[test]
fn of_more_than_ten_thousand_the_latest_are_listed_and_the_others_are_counted() {
    let more = 25;
    let (book, _) = holding((0..MAX_OPEN + more).map(|_| (MORNING, entry())));
    let mut journal = started(&book);
    let open = journal.open_items();
    assert_eq!((open.items.len(), open.older, open.count()), (MAX_OPEN, more as u64, Some((MAX_OPEN + more) as u64)));
    assert_eq!(open.items[0].id, ItemId(more as u64 + 1));
    assert_eq!(marks(&mut journal, 1, Mark::Struck), Err(MarkRefusal::NotOpen));
    assert_eq!(marks(&mut journal, 9000, Mark::Struck), Ok(None));
    enters(&mut journal, None);
    assert_eq!(journal.open_items().items.len(), MAX_OPEN);
}

#[test]
fn a_visit_is_recorded_before_a_long_journal_is_read() {
    let (book, _) = holding((0..20_000).map(|_| (MORNING, lost())));
    let (tell, mut reports) = tokio::sync::mpsc::unbounded_channel();
    let (orders, jobs) = std::sync::mpsc::channel();
    let visit = JobKind::Visit { id: VisitId(1), outcome: outcome(LOST), certificate: None };
    orders.send(WriterJob { at: MORNING, row: None, kind: visit, simulation: false }).unwrap();
    let facility = settings(None, WhenFull::Warn).kiosk.facility;
    let writer = Writer::new(book.path("journal"), facility, WhenFull::Warn, tell);
    let writing = std::thread::spawn(move || writer.run(&jobs));
    loop {
        match reports.blocking_recv().unwrap() {
            WriterReport::Recorded(_, goes_on) => break assert!(goes_on),
            WriterReport::Open(..) => panic!("the whole journal was read first"),
            _ => {}
        }
    }
    let items = loop {
        if let WriterReport::Open(items, ..) = reports.blocking_recv().unwrap() {
            break items;
        }
    };
    drop(orders);
    writing.join().unwrap();
    assert!(items.is_sorted_by_key(|item| item.id) && items.last().is_some_and(|item| item.id.0 > 20_000));
}

#[test]
fn lines_that_end_anywhere_are_read_whole_and_one_that_is_too_long_is_passed_over() {
    let (book, heads) = holding((0..3000).map(|number| (MORNING, if number % 3 == 0 { entry() } else { visit(0) })));
    let mut text = book.bytes("journal/journal.jsonl");
    let at = text.len() / 2 + text[text.len() / 2..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    text.splice(at..at, [b"x".repeat(700_000), b"\n".to_vec()].concat());
    book.write("long", &text);
    let mut scan = OpenScan::new(fs::File::open(book.path("long")).unwrap(), text.len() as u64);
    let found = loop {
        if let Some((found, _)) = scan.go_on() {
            break found;
        }
    };
    assert_eq!((found.items().len(), heads.len()), (1000, 3000));
}
