//! Every manipulation of a journal by hand is found, and the line is named.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

const LINES: usize = 8;

/// A journal of so many lines, written once.
fn written() -> Book {
    static FILES: OnceLock<[(&str, Vec<u8>); 3]> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let book = Book::with(LINES as u64);
        [FILE, HEAD, KEY].map(|name| (name, book.bytes(name)))
    });
    let book = Book::new();
    for (name, bytes) in files {
        book.write(name, bytes);
    }
    book
}

/// Lines of the file that a flaw names; the end of the file is the line behind the last one.
fn line_of(flaw: &Flaw) -> usize {
    match flaw {
        Flaw::Unreadable { line }
        | Flaw::Changed { line, .. }
        | Flaw::NotNext { line, .. }
        | Flaw::Missing { line, .. }
        | Flaw::OutOfPlace { line, .. }
        | Flaw::Twice { line, .. }
        | Flaw::MarkedTwice { line, .. }
        | Flaw::MarksNothing { line, .. }
        | Flaw::Torn { line, .. }
        | Flaw::HeadDiffers { line, .. } => *line,
        Flaw::CutOff { .. } | Flaw::Added { .. } | Flaw::HeadMissing => LINES + 1,
    }
}

/// The line with other contents and a hash that fits them.
fn forged(line: &str) -> String {
    let (body, _) = line.split_once(",\"hash\":").unwrap();
    let body = body.replace("2026-11-22", "2026-11-21");
    let hash = Hash::sha256(format!("{body}}}").as_bytes());
    format!("{body},\"hash\":\"{hash}\"}}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flipped_bit_is_found_in_its_line(at in any::<proptest::sample::Index>(), bit in 0..8_u8) {
        let book = written();
        let mut bytes = book.bytes(FILE);
        let at = at.index(bytes.len());
        let line = bytes[..at].split(|byte| *byte == b'\n').count();
        bytes[at] ^= 1 << bit;
        book.write(FILE, &bytes);
        let flaws = book.flaws();
        // The end of a line belongs to the next one as well.
        prop_assert!(flaws.iter().any(|flaw| (line..=line + 1).contains(&line_of(flaw))), "line {line}: {flaws:?}");
    }

    #[test]
    fn lines_that_were_taken_out_are_found_where_they_were(from in 0..LINES, count in 1..LINES) {
        let book = written();
        let mut lines = book.lines();
        let to = (from + count).min(LINES);
        lines.drain(from..to);
        book.set_lines(&lines);
        let (from, to) = (from as u64, to as u64);
        let expected = if to == LINES as u64 {
            Flaw::CutOff { last: from, head: to }
        } else {
            Flaw::Missing { line: 1 + usize::try_from(from).unwrap(), from: from + 1, to }
        };
        prop_assert_eq!(book.flaws(), [expected]);
    }

    #[test]
    fn lines_that_changed_places_are_found(one in 0..LINES, other in 0..LINES) {
        prop_assume!(one != other);
        let book = written();
        let mut lines = book.lines();
        lines.swap(one, other);
        book.set_lines(&lines);
        let flaws = book.flaws();
        for place in [one, other] {
            prop_assert!(flaws.iter().any(|flaw| *flaw == Flaw::OutOfPlace { line: place + 1, number: flawed(&lines[place]) }), "{flaws:?}");
        }
    }

    #[test]
    fn a_line_that_was_put_in_is_found(copied in 0..LINES, at in 0..=LINES, forges in any::<bool>()) {
        let book = written();
        let mut lines = book.lines();
        let copy = if forges { forged(&lines[copied]) } else { lines[copied].clone() };
        lines.insert(at, copy);
        book.set_lines(&lines);
        let flaws = book.flaws();
        // Of two lines with one number, either can be the one that was added.
        let number = copied as u64 + 1;
        prop_assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::Twice { number: n, .. } if *n == number)), "{flaws:?}");
    }

    #[test]
    fn a_line_that_was_replaced_by_one_with_a_right_hash_is_found(at in 0..LINES) {
        let book = written();
        let mut lines = book.lines();
        lines[at] = forged(&lines[at]);
        book.set_lines(&lines);
        let flaws = book.flaws();
        let number = at as u64 + 1;
        let expected = if at == LINES - 1 {
            Flaw::HeadDiffers { line: LINES, number }
        } else {
            Flaw::NotNext { line: at + 2, number: number + 1 }
        };
        prop_assert_eq!(flaws, [expected]);
    }

    #[test]
    fn whatever_a_file_holds_it_is_read_to_its_end(bytes in proptest::collection::vec(any::<u8>(), 0..6000)) {
        let book = Book::new();
        book.write(FILE, &bytes);
        prop_assert_eq!(book.flaws().is_empty(), bytes.is_empty());
        let opened = Store::open(book.folder.path(), &Book::terminal(), Head::NONE, MORNING);
        prop_assert!(opened.is_ok(), "whatever it holds, the kiosk goes on");
    }
}

fn flawed(line: &str) -> u64 {
    chain::ChainPosition::read(line.as_bytes()).unwrap().0.seq
}

#[test]
fn one_line_behind_the_head_is_named_because_a_hand_may_have_added_it() {
    let book = Book::with(3);
    assert!(!book.whole().newer_than_head);
    let head = book.bytes(HEAD);
    let mut store = book.open().0;
    store.append(&line(4)).unwrap();
    drop(store);
    book.write(HEAD, &head);
    let whole = book.whole();
    assert!(whole.newer_than_head && whole.to_string().contains("one line newer than the head file"), "{whole}");
    // A first line without any head is the same.
    let book = Book::with(1);
    fs::remove_file(book.path(HEAD)).unwrap();
    assert!(book.whole().newer_than_head);
}

#[test]
fn more_lines_at_the_end_than_a_power_cut_explains_are_found() {
    let book = Book::with(3);
    let head = book.bytes(HEAD);
    let mut store = book.open().0;
    for number in 0..2 {
        store.append(&line(number)).unwrap();
    }
    drop(store);
    book.write(HEAD, &head);
    assert_eq!(book.flaws(), [Flaw::Added { head: 3, last: 5 }]);
}

/// What the documentation admits: without a copy of the head in another place, a whole new journal passes.
#[test]
fn a_journal_that_was_rewritten_with_its_head_passes_and_its_head_is_another() {
    let book = Book::with(5);
    let noted = book.whole().head;
    let other = Book::with(4);
    for name in [FILE, HEAD] {
        book.write(name, &other.bytes(name));
    }
    assert_ne!(book.whole().head, noted);
}
