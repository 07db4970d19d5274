//! Days and months out of the file: against a plain count over any mixture of lines, with clocks that were wrong, and
//! in a journal of a million lines.

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

use super::*;
use crate::common::{Method, Way};
use crate::journal::chain;
use crate::journal::hash::{Hash, Head};
use crate::journal::read_period;
use crate::journal::tail::Tail;
use crate::visit::{CheckedBy, CountedWay, Mark, Month, MonthCounts, PastChecks, Period, Standing};

/// What a line is about, and what it has to count as.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Confirmed,
    Lost,
    Mute,
    GivenUp,
    Folder,
    Numbers,
    Manual,
    Assigned,
    Settings,
    Garbage,
    Torn,
}

const KINDS: [Kind; 11] = [
    Kind::Confirmed,
    Kind::Lost,
    Kind::Mute,
    Kind::GivenUp,
    Kind::Folder,
    Kind::Numbers,
    Kind::Manual,
    Kind::Assigned,
    Kind::Settings,
    Kind::Garbage,
    Kind::Torn,
];

/// Appends a line of this kind, as wide as a real one.
fn write_line(text: &mut String, seq: usize, at: OffsetDateTime, kind: Kind, simulated: bool) {
    let members = match kind {
        Kind::Confirmed => r#""kind":"visit","method":"pin","proof":"pin","verdict":"confirmed","ms":4000"#,
        Kind::Lost => r#""kind":"visit","method":"staff","proof":"staff","verdict":"lost","ms":4000"#,
        Kind::Mute => r#""kind":"visit","method":"pin","error":"K-103","ms":4000"#,
        Kind::GivenUp => r#""kind":"visit","method":"pin","ms":4000"#,
        Kind::Folder => r#""kind":"visit","verdict":"confirmed","ms":4000"#,
        Kind::Numbers => r#""kind":"number","way":"certificate","error":"K-514","ms":4000"#,
        Kind::Manual => r#""kind":"manual","way":"oral","by":"staff""#,
        Kind::Assigned => r#""kind":"reference-number","result":"kept","ms":4000"#,
        Kind::Settings => r#""kind":"settings","keys":["panel.show_for"]"#,
        Kind::Garbage => return text.push_str("\u{0}\u{fffd}{\"at\":\"2026-11-22T25:99:00+09:00\" garbage\n"),
        Kind::Torn => return text.push_str("{\"seq\":7,\"at\":\"2026-11-22T10:00:00+09:00\",\"kind\":\"vis\n"),
    };
    let (date, clock) = (at.date(), at.time());
    let simulation = if simulated { ",\"simulation\":true" } else { "" };
    let zeros = "0".repeat(64);
    let _ = writeln!(
        text,
        "{{\"seq\":{seq},\"at\":\"{date}T{:02}:{:02}:{:02}+09:00\",\"terminal\":\"1319999999\",{members}{simulation},\
         \"prev\":\"{zeros}\",\"hash\":\"{zeros}\"}}",
        clock.hour(),
        clock.minute(),
        clock.second()
    );
}

fn month_of(book: &Book, month: Month) -> MonthCounts {
    match read_period(book.folder.path(), Period::Month(month)).unwrap() {
        PastChecks::Month(counts) => *counts,
        PastChecks::Day(..) => panic!("a day"),
    }
}

fn day_of(book: &Book, day: Date) -> Vec<crate::visit::CheckSummary> {
    match read_period(book.folder.path(), Period::Day(day)).unwrap() {
        PastChecks::Day(rows, 0) => rows,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// The clock goes on, stands, jumps ahead and runs back, between any lines.
    #[test]
    fn counts_and_rows_are_those_of_the_lines_whatever_stands_between_them(
        lines in prop::collection::vec((0..KINDS.len(), -40_i64..60, any::<bool>()), 0..120)
    ) {
        let (month, mut at) = (Month { year: 2026, month: 11 }, MORNING);
        let (mut text, mut all, mut confirmed, mut open, mut simulated, mut mute, mut of_day) = (String::new(), 0, 0, 0, 0, 0, 0);
        let day = MORNING.date();
        for (seq, (kind, hours, is_simulated)) in lines.iter().enumerate() {
            let kind = KINDS[*kind];
            at += Duration::hours(*hours);
            write_line(&mut text, seq, at, kind, *is_simulated);
            let counts = !matches!(kind, Kind::Assigned | Kind::Settings | Kind::Garbage | Kind::Torn);
            let listed = counts || matches!(kind, Kind::Assigned);
            of_day += usize::from(listed && at.date() == day);
            if !counts || Month::of(at.date()) != month {
                continue;
            }
            if *is_simulated {
                simulated += 1;
                continue;
            }
            all += 1;
            confirmed += u32::from(matches!(kind, Kind::Confirmed | Kind::Folder));
            open += u32::from(matches!(kind, Kind::Mute | Kind::GivenUp | Kind::Numbers | Kind::Manual));
            mute += u32::from(matches!(kind, Kind::Mute));
        }
        let book = Book::new();
        // Half a line at the end is none.
        text.push_str("{\"seq\":1,\"at\":\"2026-11-22T10:00:00+09:00\",\"kind\":\"manual\",\"way\":\"oral\"}");
        book.write(FILE, text.as_bytes());
        let counts = month_of(&book, month);
        let total = counts.total(false);
        prop_assert_eq!((total.all, total.confirmed, total.open), (all, confirmed, open));
        prop_assert_eq!(total.otherwise, all - confirmed - open);
        prop_assert_eq!(total.ways.iter().sum::<u32>(), all);
        prop_assert_eq!(total.codes.get("K-103").copied().unwrap_or_default(), mute);
        prop_assert_eq!(counts.total(true).all, simulated);
        prop_assert_eq!(day_of(&book, day).len(), of_day);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Strikes of the same day, of later days, of another month, by a line that names another one, and of a day before,
    /// where the clock was ahead.
    #[test]
    fn a_month_and_each_of_its_days_are_the_entries_without_those_that_are_struck(
        entries in prop::collection::vec((0_i64..40, prop::option::of((-3_i64..70, any::<bool>())), any::<bool>()), 0..30)
    ) {
        let (month, first) = (Month { year: 2026, month: 11 }, datetime!(2026-11-01 9:00 +9));
        let (mut text, mut head, mut heads) = (Vec::new(), Head::NONE, Vec::new());
        let mut append = |at, simulation, entry| {
            let (line, next) = chain::line(head, &Book::terminal(), &JournalLine { at, entry, simulation }).unwrap();
            text.extend(line);
            head = next;
            next
        };
        for (day, _, simulated) in &entries {
            let entry = JournalEntry::Manual { way: Way::Oral, by: None, file: None };
            heads.push(append(first + Duration::days(*day), *simulated, entry));
        }
        let mut expected = MonthCounts::new(month);
        for ((day, strike, simulated), head) in entries.iter().zip(&heads) {
            let at = first + Duration::days(*day);
            let way = CheckedBy::Staff(Way::Oral);
            expected.add(at.date(), way, None, *simulated);
            let Some((later, names_another)) = strike else { continue };
            let of = if *names_another { Head { hash: Hash::NONE, ..*head } } else { *head };
            let struck_at = at + Duration::days(*later);
            append(struck_at, *simulated, JournalEntry::mark(Mark::Struck, None, of));
            if !names_another && struck_at.date() <= date!(2026 - 12 - 31) {
                expected.strike(at.date(), way, None, *simulated);
            }
        }
        let book = Book::new();
        book.write(FILE, &text);
        prop_assert_eq!(&month_of(&book, month), &expected);
        for (day, counts) in (1..).zip(expected.days(false)) {
            let rows = day_of(&book, month.day(day).unwrap());
            let of = |struck: bool| rows.iter().filter(|row| !row.simulated && row.struck == struck).count();
            prop_assert_eq!((of(false), of(true)), (counts.all as usize, counts.struck as usize), "day {}", day);
        }
    }
}

#[test]
fn a_row_has_the_number_of_its_line_and_the_words_of_its_end() {
    let book = Book::with(6);
    let rows = day_of(&book, MORNING.date());
    let numbers: Vec<_> = rows.iter().map(|row| (row.number, row.seq)).collect();
    assert_eq!(numbers, (1..=6).map(|number| (number, Some(number.into()))).collect::<Vec<_>>());
    assert_eq!((rows[0].at, rows[0].way), ((10, 0), CheckedBy::Card(Method::Pin)));
    assert_eq!(rows[0].standing(), Some(Standing::Confirmed));
    assert!(day_of(&book, MORNING.date() - Duration::DAY).is_empty());
}

#[test]
fn without_a_file_there_is_an_error_and_an_empty_one_has_no_checks() {
    let book = Book::new();
    assert!(read_period(book.folder.path(), Period::Day(MORNING.date())).is_err());
    book.write(FILE, b"");
    assert!(day_of(&book, MORNING.date()).is_empty());
}

/// Lines of ten years, a thousand of them with a clock that was wrong: how many there are, and how many bytes.
fn million(book: &Book) -> (usize, u64) {
    let mut block = String::new();
    // A day's lines are written once and copied with another date, which is fast.
    for number in 0..A_DAY {
        let at = MORNING + std::time::Duration::from_secs(60 * number as u64);
        write_line(&mut block, number, at, KINDS[number % 9], false);
    }
    let (first, date) = (MORNING - Duration::days(3650), MORNING.date().to_string());
    let mut file = fs::File::create(book.path(FILE)).unwrap();
    let (mut lines, mut bytes) = (0, 0);
    for day in 0..=3650 {
        let of = if (1800..1804).contains(&day) { day + 9000 } else { day };
        let text = block.replace(&date, &(first + Duration::days(of)).date().to_string());
        file.write_all(text.as_bytes()).unwrap();
        (lines, bytes) = (lines + A_DAY, bytes + text.len() as u64);
    }
    (lines, bytes)
}

const A_DAY: usize = 274;

/// Bytes that this thread has read.
fn bytes_read() -> u64 {
    let io = fs::read_to_string("/proc/thread-self/io").unwrap();
    io.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
}

#[test]
fn a_day_and_a_month_of_a_million_lines_are_there_after_a_small_part_was_read() {
    let book = Book::new();
    let (lines, length) = million(&book);
    assert!(lines >= 1_000_000);
    let measured = |period: Period| {
        let before = bytes_read();
        let read = read_period(book.folder.path(), period).unwrap();
        let bytes = bytes_read() - before;
        assert!(bytes * 20 < length, "{bytes} bytes of {length} for {period:?}");
        read
    };
    // Also around the days on which the clock was wrong.
    for back in [0, 1, 400, 1846, 1850, 1851, 3650] {
        let read = measured(Period::Day(MORNING.date() - Duration::days(back)));
        let expected = if (1847..1851).contains(&back) { 0 } else { A_DAY * 8 / 9 };
        let PastChecks::Day(rows, 0) = read else { panic!("{read:?}") };
        assert!(rows.len().abs_diff(expected) <= 2, "{} rows {back} days ago", rows.len());
    }
    let read = measured(Period::Month(Month { year: 2020, month: 3 }));
    let PastChecks::Month(counts) = read else { panic!("{read:?}") };
    assert!(counts.total(false).all > 31 * 200, "{:?}", counts.total(false));
    assert!(counts.total(false).way(CountedWay::Pin) > 0);
}

/// The file that a list of a day is made of after a start.
fn tail(book: &Book) -> Tail {
    Tail::read(&std::fs::File::open(book.path(FILE)).unwrap()).unwrap()
}

#[test]
fn a_line_of_a_clock_that_was_behind_hides_no_check_of_the_same_day() {
    let book = Book::new();
    let mut text = String::new();
    for (seq, at) in [(1, MORNING), (2, MORNING - Duration::days(3650)), (3, MORNING)] {
        write_line(&mut text, seq, at, Kind::Confirmed, false);
    }
    book.write(FILE, text.as_bytes());
    let of_today = tail(&book).checks_of(MORNING.date());
    assert_eq!(of_today.iter().map(|check| check.seq).collect::<Vec<_>>(), [Some(1), Some(3)]);
}

#[test]
fn an_entry_that_was_put_in_with_the_number_of_an_answer_does_not_take_the_answer_with_it() {
    let line = |head, entry| {
        let line = JournalLine { at: MORNING, entry, simulation: false };
        chain::line(head, &Book::terminal(), &line).unwrap()
    };
    let (mut text, visited) = line(Head::NONE, visit(1));
    let (entry, entered) = line(Head::NONE, JournalEntry::Manual { way: Way::Oral, by: None, file: None });
    let (strike, _) = line(visited, JournalEntry::mark(Mark::Struck, None, entered));
    text.extend(entry.into_iter().chain(strike));
    let book = Book::new();
    book.write(FILE, &text);
    let of_file = tail(&book).checks_of(MORNING.date()).into_iter().map(|check| (check.way, check.struck));
    let of_day = day_of(&book, MORNING.date()).into_iter().map(|row| (row.way, row.struck));
    let expected = [(CheckedBy::Card(Method::Staff), false), (CheckedBy::Staff(Way::Oral), true)];
    assert_eq!(of_file.collect::<Vec<_>>(), expected);
    assert_eq!(of_day.collect::<Vec<_>>(), expected);
}

#[test]
fn a_report_counts_the_days_checks_and_neither_reference_numbers_nor_what_was_simulated() {
    let book = Book::new();
    let mut text = String::new();
    write_line(&mut text, 1, MORNING - Duration::DAY, Kind::Confirmed, false);
    for (seq, kind) in (2..).zip([Kind::Confirmed, Kind::Mute, Kind::GivenUp, Kind::Manual, Kind::Assigned]) {
        write_line(&mut text, seq, MORNING, kind, false);
    }
    write_line(&mut text, 7, MORNING, Kind::Confirmed, true);
    book.write(FILE, text.as_bytes());
    let recent = crate::journal::recent(book.folder.path(), MORNING, 20);
    let counts: Vec<_> = recent.counts.into_iter().collect();
    assert_eq!(counts, [("by-hand", 1), ("confirmed", 1), ("failed", 1), ("given-up", 1)]);
    assert_eq!(recent.codes, [(MORNING.truncate_to_second(), "K-103")]);
}
