//! A busy month at the desk: two hundred visits of every kind, with the log at its most talkative, and no personal
//! data in anything that the kiosk keeps.
//!
//! The journal, the log and the figures are read as files; the terminal is read frame by frame, and only what the
//! answer's own frames show is personal.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use time::macros::datetime;
use uketsuke::simulator::personas;

use crate::support::chain::seal;
use crate::support::desk::{Desk, Place, Setup};
use crate::support::pcscd::Pace;
use crate::support::process::Holdings;
use crate::support::visit_kinds::{
    Kind, PAPER, PASSCODE, RIGHT, WRONG, a_card_that_fails, a_service_that_fails, after_a_look_into_the_menu,
    another_card, confirmed_by_pin, confirmed_by_staff, given_up, in_another_language, in_another_way, not_confirmed,
    passcode, pulled_while_typing, wrong_pin_first,
};

/// Visits, unless `UKETSUKE_VISITS` says how many (`tests/long visits N`).
const VISITS: usize = 200;
/// Lines of the journal with which a long run begins.
const OLD_LINES: usize = 300_000;
/// After so many visits of a long run everything that is taken once has been taken.
const SETTLED: usize = 500;
/// Visits between two lines of figures.
const EVERY: usize = 500;
/// Resident memory that a long run may grow by, in KiB.
const MOST_GROWN: u64 = 1024;
const RENEWAL: &str = "POST /.well-known/est/simplereenroll";

/// Keeps everything that can be kept, as much of it as there is.
fn everything_kept(place: &Place<'_>) {
    fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[metrics]\nfile = \"uketsuke.prom\"\n");
    place.adds("[handoff]\nkind = \"csv\"\ndir = \"receipt\"\n");
}

/// Most visits are short.
const KINDS: [Kind; 18] = [
    confirmed_by_pin,
    confirmed_by_staff,
    wrong_pin_first,
    not_confirmed,
    pulled_while_typing,
    given_up,
    another_card,
    a_service_that_fails,
    in_another_language,
    in_another_way,
    after_a_look_into_the_menu,
    a_card_that_fails,
    confirmed_by_pin,
    another_card,
    not_confirmed,
    pulled_while_typing,
    given_up,
    a_service_that_fails,
];

/// Every personal text that a message of any persona carries and that stands nowhere by chance.
fn personal_texts() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for persona in personas::all() {
        let message = persona.answer.message("none", "1319999999", datetime!(2026-11-22 10:30 +9));
        let message: Value = serde_json::from_slice(&message.to_json().expect("a message")).expect("JSON");
        collect(&message["MessageBody"]["ResultList"], &mut words);
    }
    assert!(words.contains("試験　花子") && words.contains("06139992") && words.contains("19900401"), "{words:?}");
    words
}

fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() >= 6 => drop(words.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, words)),
        _ => {}
    }
}

/// Looks through what the terminal was sent during a visit, a frame at a time: every frame ends by hiding the cursor.
/// Says whether the answer's frames showed a person, as they should.
fn personal_only_in_the_answer(bytes: &[u8], personal: &BTreeSet<String>, visit: usize) -> bool {
    const END: &[u8] = b"\x1b[?25l";
    let mut glass = vt100::Parser::new(24.try_into().expect("rows"), 80.try_into().expect("columns"), 0);
    let mut shown = false;
    let mut rest = bytes;
    while let Some(end) = rest.windows(END.len()).position(|window| window == END) {
        let (frame, after) = rest.split_at(end + END.len());
        rest = after;
        for pin in [RIGHT, WRONG, PASSCODE] {
            assert!(!contains(frame, pin), "visit {visit}: {pin} was sent to the terminal");
        }
        glass.process(frame);
        let screen = glass.screen().contents();
        let is_answer = ["[OK]", "[NG]", "[--]", "[??]"].iter().any(|sign| screen.contains(sign));
        if is_answer {
            shown |= personal.iter().any(|word| screen.contains(word));
        } else {
            for word in personal.iter().map(String::as_str).chain(["1234"]) {
                assert!(!screen.contains(word), "visit {visit}: {word} on\n{screen}");
            }
        }
    }
    shown
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// A log's lines without their time, and without the numbers and hashes that it counts by: their digits are arbitrary,
/// and neither the visit nor the card of the number 1234 is a PIN.
fn without_times(log: &str) -> String {
    let counted = |word: &&str| {
        let names = ["visit=", "took_us=", "seq=", "hash=", "slot=Card(", "slot=Mute("];
        let number = names.iter().find_map(|name| word.strip_prefix(name));
        number.is_some_and(|number| number.trim_end_matches(')').bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let lines = log.lines().filter_map(|line| Some(line.split_once(' ')?.1));
    let lines = lines.map(|line| line.split(' ').filter(|word| !counted(word)).collect::<Vec<_>>().join(" ") + "\n");
    lines.collect()
}

/// Figures without their values: names and labels.
fn without_values(figures: &str) -> String {
    figures.lines().filter_map(|line| Some(line.rsplit_once(' ')?.0.to_owned() + "\n")).collect()
}

/// A journal's lines without hashes and times.
fn without_hashes(journal: &str) -> String {
    let lines = journal.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).expect("a line");
        let members = line.as_object_mut().expect("an object");
        for digits in ["at", "card", "prev", "hash", "ms", "seq"] {
            members.remove(digits);
        }
        line.to_string()
    });
    lines.collect()
}

/// What tells a long run from the one of every change: its certificate is renewed after ten minutes, and its journal
/// has the lines of many years.
fn for_long(place: &Place<'_>) {
    everything_kept(place);
    for name in ["terminal.pem", "terminal.key"] {
        fs::remove_file(place.dir.join(name)).expect("a file of the setup");
    }
    place.service.handle().terminals_live(Duration::from_secs(900));
    place.registers();
    place.service.handle().terminals_live(Duration::from_secs(86_400));
    fs::create_dir(place.dir.join("journal")).expect("a folder");
    let (lines, head) = old_journal(OLD_LINES);
    fs::write(place.dir.join("journal/journal.jsonl"), lines).expect("a journal");
    fs::write(place.dir.join("journal/journal.head"), head).expect("a head");
    fs::write(place.dir.join("journal/journal.key"), [7; 32]).expect("a key");
}

/// A journal of so many visits, in which one line follows the other, and its head file.
fn old_journal(lines: usize) -> (String, String) {
    let mut text = String::new();
    let mut prev = "0".repeat(64);
    for seq in 1..=lines {
        let (line, hash) = seal(&format!(
            "{{\"seq\":{seq},\"at\":\"2020-11-22T10:30:00+09:00\",\"terminal\":\"1319999999\",\"kind\":\"start\",\
             \"version\":\"0.0.1\",\"prev\":\"{prev}\""
        ));
        text.push_str(&line);
        prev = hash;
    }
    (text, format!("{{\"seq\":{lines},\"hash\":\"{prev}\"}}\n"))
}

/// The receipt computer picks up what was handed on.
fn pick_up(desk: &Desk) {
    for file in fs::read_dir(desk.dir().join("receipt")).expect("a folder") {
        // One that is being written has another name by now.
        let _next_time = fs::remove_file(file.expect("a file").path());
    }
}

/// What the kiosk holds at rest: once there is no more of it than `before`, and at the latest after ten seconds, as a
/// connection that ends takes a moment.
fn at_rest(desk: &Desk, before: Option<&Holdings>) -> Holdings {
    pick_up(desk);
    let mut holds = Holdings::of(desk.pid(), desk.dir());
    let Some(before) = before else { return holds };
    let deadline = Instant::now() + Duration::from_secs(10);
    while !holds.leaks_nothing_since(before) && Instant::now() < deadline {
        std::thread::park_timeout(Duration::from_millis(20));
        pick_up(desk);
        holds = Holdings::of(desk.pid(), desk.dir());
    }
    holds
}

#[test]
fn two_hundred_visits_leave_no_person_in_log_journal_figures_or_on_the_terminal_and_nothing_in_memory() {
    let wanted = std::env::var("UKETSUKE_VISITS").ok().map(|visits| visits.parse().expect("a number of visits"));
    let visits: usize = wanted.unwrap_or(VISITS);
    let before = if wanted.is_some() { for_long } else { everything_kept };
    let setup = Setup { identify: passcode(), before, pace: Pace::Hurried, ..Setup::default() };
    let desk = Desk::set_up(setup);
    let settled = if visits > 2 * SETTLED { SETTLED } else { visits / 4 };
    let personal = personal_texts();
    let begun = Instant::now();
    let (mut shown, mut looked) = (0, 0);
    let mut first: Option<Holdings> = None;
    let mut grown = 0;
    for visit in 1..=visits {
        KINDS[visit % KINDS.len()](&desk, visit / KINDS.len());
        let sent = desk.takes_raw();
        // Every one of the first, then one of each kind in turn: the search takes longer than the visit.
        if visit <= VISITS || visit % (KINDS.len() + 1) == 0 {
            looked += 1;
            shown += usize::from(personal_only_in_the_answer(&sent, &personal, visit));
        }
        if visit == settled || visit % EVERY == 0 || visit == visits {
            let holds = at_rest(&desk, first.as_ref());
            println!("{visit:>6} visits {:>5} s {holds}", begun.elapsed().as_secs());
            let before = *first.get_or_insert(holds);
            assert!(holds.leaks_nothing_since(&before), "after {visit} visits: {holds}, before: {before}");
            grown = holds.resident.saturating_sub(before.resident);
        }
    }
    // A table first, whatever comes of it.
    assert!(grown < MOST_GROWN, "{grown} KiB more after {visits} visits than after {settled}");
    assert!(shown >= looked / 3, "the search finds people where they are: {shown} of {looked}");

    let read = |file: &str| fs::read_to_string(desk.dir().join(file)).expect("a file");
    let log = without_times(&desk.log());
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "the log says as much as it can");
    let (journal, figures) = (read("journal/journal.jsonl"), read("uketsuke.prom"));
    let recorded = journal.lines().filter(|line| line.contains("\"kind\":\"visit\"")).count();
    let manual = journal.lines().filter(|line| line.contains("\"kind\":\"manual\"")).count();
    let by_hand = (1..=visits).filter(|visit| visit % KINDS.len() == 9).count();
    assert_eq!((recorded, manual), (visits, by_hand), "a line a visit, and one an entry by hand");
    let renewed = desk.service().exchanges.get(RENEWAL).copied().unwrap_or_default();
    println!("{visits} visits in {} s, {renewed} renewals", begun.elapsed().as_secs());
    for (kept, text) in [("log", log), ("journal", without_hashes(&journal)), ("figures", without_values(&figures))] {
        for word in personal.iter().map(String::as_str).chain([RIGHT, WRONG, PASSCODE, PAPER, "花子", "1234"]) {
            let lines: Vec<_> = text.lines().filter(|line| line.contains(word)).take(3).collect();
            assert!(lines.is_empty(), "{word} is in the {kept}: {lines:?}");
        }
    }
    let mut verify = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    let verified = verify.args(["journal", "verify"]).arg(desk.dir().join("journal/journal.jsonl")).output();
    let verified = verified.expect("uketsuke");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
