//! Whatever happens to the files: a power cut at any byte, a manipulation by hand, a full disk. All visits
//! are synthetic.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use time::OffsetDateTime;
use time::macros::datetime;

use super::entry::{JournalEntry, JournalLine, VisitEntry};
use super::store::Store;
use super::*;
use crate::common::{Method, Proof, StaffId, TroubleKind};
use crate::eligibility::{FacilityCode, VerdictKind};
use crate::visit::{Ended, VisitOutcome};

mod hands;
mod kiosk;
mod open;
mod period;
mod power_cuts;

/// Ten in the morning in Japan.
const MORNING: OffsetDateTime = datetime!(2026-11-22 10:00:00.25 +9);

/// A folder with a journal.
struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One with this many lines.
    fn with(lines: u64) -> Self {
        let book = Self::new();
        let mut store = book.open().0;
        for number in 0..lines {
            store.append(&JournalLine { at: MORNING + Duration::from_secs(number), ..line(number) }).unwrap();
            store.keep_head().unwrap();
        }
        book
    }

    fn terminal() -> FacilityCode {
        "1319999999".parse().unwrap()
    }

    fn open(&self) -> (Store, usize) {
        let (store, kept) = Store::open(self.folder.path(), &Self::terminal(), Head::NONE, MORNING).unwrap();
        (store, kept.len())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn lines(&self) -> Vec<String> {
        String::from_utf8(self.bytes(FILE)).unwrap().lines().map(str::to_owned).collect()
    }

    fn set_lines(&self, lines: &[String]) {
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        self.write(FILE, text.as_bytes());
    }

    fn flaws(&self) -> Vec<Flaw> {
        match verify(&self.path(FILE)).unwrap() {
            Verified::Whole(_) => Vec::new(),
            Verified::Flawed(flaws) => flaws,
        }
    }

    fn whole(&self) -> Whole {
        match verify(&self.path(FILE)).unwrap() {
            Verified::Whole(whole) => whole,
            Verified::Flawed(flaws) => panic!("{flaws:?}"),
        }
    }
}

/// Visits of several kinds.
fn visit(number: u64) -> JournalEntry {
    let end = match number % 3 {
        0 => Ended::Answered(VerdictKind::Confirmed),
        1 => Ended::Failed(TroubleKind::CardPulled),
        _ => Ended::GivenUp,
    };
    let answered = matches!(end, Ended::Answered(_));
    JournalEntry::Visit(VisitEntry::new(
        VisitOutcome {
            method: Some(if number.is_multiple_of(2) { Method::Pin } else { Method::Staff }),
            by: StaffId::new("tanaka").filter(|_| number % 2 == 1),
            proof: answered.then_some(Proof::Pin),
            end,
            took: Duration::from_millis(4000 + number),
        },
        None,
    ))
}

/// The same as lines of the morning.
fn line(number: u64) -> JournalLine {
    JournalLine { at: MORNING, entry: visit(number), simulation: false }
}

#[test]
fn lines_of_a_simulation_say_so_among_others_and_the_chain_holds_both() {
    let book = Book::with(1);
    let mut store = book.open().0;
    store.append(&JournalLine { simulation: true, ..line(3) }).unwrap();
    store.append(&line(6)).unwrap();
    store.keep_head().unwrap();
    drop(store);
    let says: Vec<bool> = book.lines().iter().map(|line| line.contains(r#","simulation":true,"prev":"#)).collect();
    assert_eq!(says, [false, true, false]);
    let whole = book.whole();
    assert_eq!((whole.lines, whole.simulated), (3, 1));
    assert!(whole.to_string().contains("lines: 3\nof them in a simulation: 1\n"), "{whole}");
    assert!(!Book::with(2).whole().to_string().contains("simulation"));
    let today = Store::open(book.folder.path(), &Book::terminal(), Head::NONE, MORNING).unwrap().1;
    assert_eq!(today.iter().map(|check| check.simulated).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn a_line_says_what_happened_and_what_it_follows() {
    let book = Book::with(2);
    let lines = book.lines();
    let zeros = "0".repeat(64);
    let (body, hash) = lines[0].split_once(",\"hash\":").unwrap();
    let expected = format!(
        r#"{{"seq":1,"at":"2026-11-22T10:00:00.25+09:00","terminal":"1319999999","kind":"visit","method":"pin","proof":"pin","verdict":"confirmed","ms":4000,"prev":"{zeros}""#
    );
    assert_eq!(body, expected);
    let hash = hash.trim_matches(['"', '}']);
    assert!(lines[1].contains(&format!("\"prev\":\"{hash}\"")));
    assert!(lines[1].contains(r#""by":"tanaka","error":"K-103""#), "{}", lines[1]);
}

/// The way that the documentation names, by programs that have nothing to do with this one.
#[test]
fn a_line_can_be_checked_by_hand() {
    let book = Book::with(3);
    let script = "sed -n 2p \"$1\" | sed 's/,\"hash\":.*/}/' | tr -d '\\n' | sha256sum";
    let output = std::process::Command::new("sh").args(["-c", script, "sh"]).arg(book.path(FILE)).output().unwrap();
    let sum = String::from_utf8(output.stdout).unwrap();
    let sum = sum.split_whitespace().next().unwrap();
    assert!(book.lines()[1].ends_with(&format!("\"hash\":\"{sum}\"}}")), "{sum}\n{}", book.lines()[1]);
}

#[test]
fn a_whole_journal_says_how_many_lines_from_when_to_when_and_its_head() {
    let book = Book::with(3);
    let whole = book.whole();
    assert_eq!((whole.lines, whole.head.seq), (3, 3));
    assert!(whole.to_string().contains("first: 2026-11-22T10:00:00.25+09:00\nlast:  2026-11-22T10:00:02.25+09:00\n"));
    let head = String::from_utf8(book.bytes(HEAD)).unwrap();
    assert_eq!(head, format!("{{\"seq\":3,\"hash\":\"{}\"}}\n", whole.head.hash));
}

#[test]
fn only_the_kiosks_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = Book::with(1);
    for name in [FILE, HEAD, KEY] {
        assert_eq!(fs::metadata(book.path(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn two_kiosks_do_not_write_one_journal() {
    let book = Book::with(1);
    let (first, _) = book.open();
    assert!(Store::open(book.folder.path(), &Book::terminal(), Head::NONE, MORNING).is_err());
    drop(first);
    assert!(Store::open(book.folder.path(), &Book::terminal(), Head::NONE, MORNING).is_ok());
}

#[test]
fn a_card_has_one_pseudonym_in_a_journal_and_another_in_another() {
    let (book, other) = (Book::new(), Book::new());
    let pseudonym =
        |book: &Book| serde_json::to_string(&book.open().0.key.pseudonym(b"synthetic certificate")).unwrap();
    assert_eq!(pseudonym(&book), pseudonym(&book));
    assert_ne!(pseudonym(&book), pseudonym(&other));
}

#[test]
fn a_disk_that_is_not_mounted_gets_no_journal_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mnt").join("journal");
    assert!(Store::open(&dir, &Book::terminal(), Head::NONE, MORNING).is_err());
    assert!(!folder.path().join("mnt").exists());
}
