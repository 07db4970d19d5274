//! A power cut at every byte of what an append writes, and between its two writes.

use super::*;

/// A journal of `lines` lines, and what the files were before and after the last append.
fn last_append(lines: u64) -> (Book, Vec<u8>, Vec<u8>, Vec<u8>) {
    let book = Book::with(lines - 1);
    let (before, head) = (book.bytes(FILE), fs::read(book.path(HEAD)).unwrap_or_default());
    let mut store = book.open().0;
    store.append(&line(lines)).unwrap();
    store.keep_head().unwrap();
    drop(store);
    let after = book.bytes(FILE);
    (book, before, after, head)
}

#[test]
fn at_any_byte_of_a_line_only_that_line_is_lost_and_the_next_start_repairs_and_says_so() {
    let (book, before, after, head) = last_append(4);
    for cut in before.len()..after.len() {
        book.write(FILE, &after[..cut]);
        book.write(HEAD, &head);
        let torn = cut - before.len();
        let repaired = usize::from(torn > 0);
        let named = book.flaws();
        let expected = if torn > 0 { vec![Flaw::Torn { line: 4, bytes: torn }] } else { Vec::new() };
        assert_eq!(named, expected, "cut at {cut}");

        drop(book.open());
        assert_eq!(book.whole().lines, 3 + repaired, "cut at {cut}");
        let bytes = book.bytes(FILE);
        assert!(bytes.starts_with(&before), "cut at {cut}: what was whole is as it was");
        let last = book.lines().pop().unwrap();
        assert_eq!(last.contains(&format!(r#""kind":"repair","bytes":{torn}"#)), torn > 0, "cut at {cut}: {last}");
    }
}

#[test]
fn at_any_byte_of_the_repair_it_is_still_found_and_recorded() {
    let (book, before, after, head) = last_append(4);
    // Shorter and longer than the line that records the repair.
    for torn in [1, after.len() - before.len() - 1] {
        book.write(FILE, &after[..before.len() + torn]);
        book.write(HEAD, &head);
        let unrepaired = book.bytes(FILE);
        drop(book.open());
        let repaired = book.bytes(FILE);
        for written in 1..repaired.len() - before.len() {
            // So many bytes of the repair's line over the torn one.
            let mut bytes = unrepaired.clone();
            let overwritten = &repaired[before.len()..before.len() + written];
            let end = before.len() + written;
            bytes.resize(bytes.len().max(end), 0);
            bytes[before.len()..end].copy_from_slice(overwritten);
            book.write(FILE, &bytes);
            book.write(HEAD, &head);
            drop(book.open());
            let whole = book.whole();
            assert!(book.lines().iter().any(|line| line.contains("repair")), "{torn} torn, {written} written");
            assert!(whole.lines <= 5, "{torn} torn, {written} written");
        }
    }
}

#[test]
fn between_the_line_and_its_head_nothing_is_lost() {
    for lines in [1, 2, 5] {
        let (book, _, after, head) = last_append(lines);
        if head.is_empty() {
            fs::remove_file(book.path(HEAD)).unwrap();
        } else {
            book.write(HEAD, &head);
        }
        assert_eq!(book.whole().lines as u64, lines);
        drop(book.open());
        assert_eq!(book.bytes(FILE), after, "nothing is wrong, so nothing is recorded");
    }
}

#[test]
fn in_the_middle_of_a_new_head_the_old_one_counts() {
    let (book, _, after, head) = last_append(3);
    book.write(HEAD, &head);
    book.write(&format!("{HEAD}.new"), b"{\"seq\":3,\"ha");
    drop(book.open());
    assert_eq!(book.bytes(FILE), after);
    assert_eq!(book.whole().lines, 3);
}

#[test]
fn the_file_is_never_ahead_of_its_head_by_more_than_the_one_line_that_a_power_cut_explains() {
    let book = Book::with(2);
    let mut store = book.open().0;
    // Nothing can be written beside the head where a folder lies.
    let obstacle = book.path(&format!("{HEAD}.new"));
    fs::create_dir(&obstacle).unwrap();
    store.append(&line(2)).unwrap();
    assert!(store.keep_head().is_err());
    let after = book.bytes(FILE);
    assert!(store.append(&line(3)).is_err());
    drop(store);
    // Also where the program has started again meanwhile, twice.
    for _ in 0..2 {
        assert!(book.open().0.append(&line(3)).is_err());
        assert_eq!(book.bytes(FILE), after);
        assert_eq!(book.whole().head.seq, 3);
    }
    fs::remove_dir(&obstacle).unwrap();
    let mut store = book.open().0;
    store.append(&line(3)).unwrap();
    store.keep_head().unwrap();
    assert_eq!(book.whole().head.seq, 4);
    assert_eq!(book.lines().len(), 4, "nothing was wrong, so nothing is recorded");
}

#[test]
fn zeros_that_a_file_system_left_at_the_end_are_cut_off() {
    let book = Book::with(2);
    let mut bytes = book.bytes(FILE);
    bytes.extend([0; 3000]);
    book.write(FILE, &bytes);
    drop(book.open());
    assert_eq!(book.whole().lines, 3);
    assert!(book.lines()[2].contains(r#""kind":"repair","bytes":3000"#));
}

#[test]
fn lines_cut_off_the_end_are_recorded_and_never_hidden_by_what_comes_after() {
    let book = Book::with(6);
    let lines = book.lines();
    book.set_lines(&lines[..3]);
    assert_eq!(book.flaws(), [Flaw::CutOff { last: 3, head: 6 }]);
    let mut store = book.open().0;
    store.append(&line(9)).unwrap();
    drop(store);
    let last = book.lines();
    assert!(
        last[3].contains(r#""seq":7"#) && last[3].contains(r#""kind":"anomaly","found":"lines-cut","last":3,"head":6"#)
    );
    assert_eq!(book.flaws(), [Flaw::Missing { line: 4, from: 4, to: 6 }]);
}

#[test]
fn a_journal_that_is_gone_is_recorded_in_the_new_one() {
    let book = Book::with(4);
    fs::remove_file(book.path(FILE)).unwrap();
    drop(book.open());
    assert!(book.lines()[0].contains(r#""found":"lines-cut","last":0,"head":4"#), "{:?}", book.lines());
    assert_eq!(book.flaws(), [Flaw::Missing { line: 1, from: 1, to: 4 }]);
}

#[test]
fn a_head_that_is_gone_or_another_is_recorded_and_the_kiosk_goes_on() {
    let book = Book::with(4);
    let another = format!("{{\"seq\":4,\"hash\":\"{}\"}}", "5".repeat(64));
    let far_behind = format!("{{\"seq\":1,\"hash\":\"{}\"}}", {
        let position = chain::ChainPosition::read(book.lines()[0].as_bytes()).unwrap().0;
        position.hash
    });
    let heads: [(&[u8], &str); 3] =
        [(b"rubbish", "head-missing"), (another.as_bytes(), "head-differs"), (far_behind.as_bytes(), "lines-added")];
    let lines = book.lines();
    for (head, found) in heads {
        book.set_lines(&lines);
        book.write(HEAD, head);
        assert_eq!(book.flaws().len(), 1, "{found}");
        drop(book.open());
        assert!(book.lines()[4].contains(&format!(r#""found":"{found}""#)), "{found}: {}", book.lines()[4]);
    }
}

#[test]
fn a_last_line_that_cannot_be_read_is_left_where_it_is_and_named() {
    let book = Book::with(3);
    let mut lines = book.lines();
    lines[2] = "synthetic rubbish".to_owned();
    book.set_lines(&lines);
    assert_eq!(book.flaws(), [Flaw::Unreadable { line: 3 }]);
    drop(book.open());
    assert!(book.lines()[3].contains("last-line-unreadable"));
    assert_eq!(book.flaws(), [Flaw::Unreadable { line: 3 }]);
}

#[test]
fn a_new_key_in_an_old_journal_is_recorded() {
    let book = Book::with(2);
    fs::remove_file(book.path(KEY)).unwrap();
    drop(book.open());
    assert!(book.lines()[2].contains("key-missing"));
    assert_eq!(book.whole().lines, 3);
}
