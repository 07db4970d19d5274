//! A receptionist's day, played by a script: sixty visits with interruptions, mistakes and a restart. What the script
//! has done agrees with the journal, with the files for the receipt computer, with the figures, with today's list and
//! with the month's counts.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::support::chain::seal;
use crate::support::desk::{Desk, Place, Setup, WAITING};
use crate::support::pcscd::Pace;
use crate::support::terminal::Key;
use crate::support::visit_kinds::{
    F4, Kind, PASSCODE, a_service_that_fails, after_a_look_into_the_menu, another_card, confirmed_by_pin,
    confirmed_by_staff, given_up, in_another_language, in_another_way, not_confirmed, passcode, pulled_while_typing,
    wrong_pin_first,
};
use crate::support::wait_for;

/// How a check was made, as the columns of the counts call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Pin,
    Face,
    Hand,
}

/// What a check comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Confirmed,
    Otherwise,
    GivenUp,
    Trouble(&'static str),
    Entered,
}

/// A part of the day: what is played, whose turn it is, and the checks that it makes.
type Scene = (Kind, usize, &'static [(Way, End)]);

const CONFIRMED: &[(Way, End)] = &[(Way::Pin, End::Confirmed)];
const BY_FACE: &[(Way, End)] = &[(Way::Face, End::Confirmed)];
const OTHERWISE: &[(Way, End)] = &[(Way::Pin, End::Otherwise)];
const GIVEN_UP: &[(Way, End)] = &[(Way::Pin, End::GivenUp)];
const ENTERED: &[(Way, End)] = &[(Way::Hand, End::Entered)];

/// What a check by PIN comes to that ends in this trouble.
macro_rules! trouble {
    ($code:literal) => {
        &[(Way::Pin, End::Trouble($code))]
    };
}

/// Thirty visits and two entries. The day has two halves of it, with a restart between them.
const HALF: [Scene; 32] = [
    (confirmed_by_pin, 0, CONFIRMED),
    (confirmed_by_pin, 1, CONFIRMED),
    (wrong_pin_first, 0, CONFIRMED),
    (confirmed_by_staff, 0, BY_FACE),
    (pulled_while_typing, 0, trouble!("K-103")),
    (confirmed_by_pin, 2, CONFIRMED),
    (another_card, 0, trouble!("K-101")),
    (in_another_language, 1, CONFIRMED),
    (not_confirmed, 0, OTHERWISE),
    (said_aloud, 0, ENTERED),
    (given_up, 0, GIVEN_UP),
    (given_up, 0, GIVEN_UP),
    (confirmed_by_pin, 3, CONFIRMED),
    (another_card, 2, trouble!("K-105")),
    (after_a_look_into_the_menu, 0, CONFIRMED),
    (in_another_way, 0, &[(Way::Pin, End::GivenUp), (Way::Hand, End::Entered)]),
    (confirmed_by_staff, 1, BY_FACE),
    (another_card, 3, trouble!("K-107")),
    (a_service_that_fails, 0, trouble!("K-406")),
    (confirmed_while_staff_are_away, 4, CONFIRMED),
    (confirmed_by_pin, 5, CONFIRMED),
    (not_confirmed, 1, OTHERWISE),
    (in_another_language, 3, CONFIRMED),
    (said_aloud, 0, ENTERED),
    (pulled_while_typing, 0, trouble!("K-103")),
    (wrong_pin_first, 0, CONFIRMED),
    (after_a_look_into_the_menu, 1, CONFIRMED),
    (a_service_that_fails, 1, trouble!("K-403")),
    (confirmed_by_staff, 2, BY_FACE),
    (not_confirmed, 2, OTHERWISE),
    (confirmed_by_pin, 6, CONFIRMED),
    (confirmed_by_pin, 7, CONFIRMED),
];

/// Staff record what a person has said, straight from the waiting screen.
fn said_aloud(desk: &Desk, _: usize) {
    desk.sends(F4);
    types_the_passcode(desk);
    desk.records_what_was_said();
    desk.sees(WAITING);
}

/// Staff leave the desk and say so; a card that is put on meanwhile gets its answer; they are back.
fn confirmed_while_staff_are_away(desk: &Desk, turn: usize) {
    opens_the_menu(desk);
    desk.types_to_staff("*1");
    desk.sees("席を外しています");
    confirmed_by_pin(desk, turn);
    desk.sees("席を外しています");
    opens_the_menu(desk);
    desk.types_to_staff("*0");
    desk.sees_not("席を外しています");
    desk.sees(WAITING);
}

fn types_the_passcode(desk: &Desk) {
    desk.sees("職員用パスコードを入力してください");
    desk.types_to_staff(PASSCODE);
    desk.enter();
}

fn opens_the_menu(desk: &Desk) {
    desk.presses(Key::F10);
    types_the_passcode(desk);
    desk.sees("職員メニュー");
}

fn keeps_everything(place: &Place<'_>) {
    fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[metrics]\nfile = \"uketsuke.prom\"\n");
    place.adds("[handoff]\nkind = \"json\"\ndir = \"receipt\"\nkeep = \"7d\"\n");
}

fn today() -> Date {
    uketsuke::common::in_japan(OffsetDateTime::now_utc()).date()
}

/// How many there are of each.
fn tally<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeMap<T, u64> {
    let mut counts = BTreeMap::new();
    things.into_iter().for_each(|thing| *counts.entry(thing).or_default() += 1);
    counts
}

/// The checks that the journal has.
fn in_the_journal(desk: &Desk) -> Vec<(Way, End)> {
    let text = fs::read_to_string(desk.dir().join("journal/journal.jsonl")).expect("the journal");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line"));
    let check = |line: Value| match line["kind"].as_str()? {
        "manual" => Some((Way::Hand, End::Entered)),
        "visit" => {
            let way = if line["method"] == "staff" { Way::Face } else { Way::Pin };
            Some((
                way,
                match (line["verdict"].as_str(), line["error"].as_str()) {
                    (Some("confirmed"), _) => End::Confirmed,
                    (Some(_), _) => End::Otherwise,
                    (None, Some(code)) => End::Trouble(code.to_owned().leak()),
                    (None, None) => End::GivenUp,
                },
            ))
        }
        _ => None,
    };
    lines.filter_map(check).collect()
}

/// Values of the figures' file whose name begins so, with what stands in braces behind it.
fn figures(desk: &Desk, name: &str) -> BTreeMap<String, u64> {
    let text = fs::read_to_string(desk.dir().join("uketsuke.prom")).expect("the figures");
    let rows = text.lines().filter_map(|line| {
        let (labels, value) = line.strip_prefix(name)?.strip_prefix('{')?.split_once("} ")?;
        Some((labels.to_owned(), value.parse().ok()?))
    });
    rows.filter(|(_, value)| *value > 0).collect()
}

/// The month's counts that the kiosk writes for the receipt computer: the row of a day, by the names of its columns.
fn counts_of(desk: &Desk, day: Date) -> BTreeMap<String, u64> {
    let name = format!("uketsuke-counts-{:04}-{:02}", day.year(), u8::from(day.month()));
    let text = wait_for("the counts", || {
        let files =
            fs::read_dir(desk.dir().join("receipt")).expect("the folder").map(|file| file.expect("a file").path());
        let counts = files.into_iter().find(|path| path.to_string_lossy().contains(&name))?;
        fs::read_to_string(counts).ok()
    });
    let row = |beginning: &str| text.trim_start_matches('\u{feff}').lines().find(|line| line.starts_with(beginning));
    let (names, values) = (row("日付").expect("names"), row(&day.to_string()).expect("the day"));
    names
        .split(',')
        .zip(values.split(','))
        .skip(1)
        .map(|(name, value)| (name.to_owned(), value.parse().expect("a number")))
        .collect()
}

/// What the figures have counted since the kiosk started, once they have it all: confirmed answers, other answers, and
/// the troubles.
fn agree_with_the_figures(desk: &Desk, done: &[(Way, End)]) {
    let expected = tally(done.iter().filter_map(|(way, end)| {
        let proof = if *way == Way::Face { "attested" } else { "pin" };
        match end {
            End::Confirmed | End::Otherwise => Some((proof.to_owned(), *end)),
            End::Trouble(code) => Some((code.to_string(), *end)),
            End::GivenUp | End::Entered => None,
        }
    }));
    wait_for("the figures of all visits", || {
        let answers = figures(desk, "uketsuke_visits_total").into_iter().map(|(labels, count)| {
            let proof = if labels.contains("proof=\"attested\"") { "attested" } else { "pin" };
            let confirmed = labels.contains("verdict=\"confirmed\"");
            ((proof.to_owned(), if confirmed { End::Confirmed } else { End::Otherwise }), count)
        });
        let troubles = figures(desk, "uketsuke_failures_total").into_iter().map(|(labels, count)| {
            let code: &str = labels.trim_start_matches("code=\"").trim_end_matches('"').to_owned().leak();
            ((code.to_owned(), End::Trouble(code)), count)
        });
        let mut counted = BTreeMap::new();
        answers.chain(troubles).for_each(|(what, count)| *counted.entry(what).or_default() += count);
        (counted == expected).then_some(())
    });
}

/// The files for the receipt computer, by the label in their name.
fn files(desk: &Desk) -> BTreeMap<String, u64> {
    let names = fs::read_dir(desk.dir().join("receipt")).expect("the folder");
    let names = names.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let label = |name: String| {
        // Behind the label are the sixteen digits of the file.
        let (identifier, _) = name.strip_prefix("OQSsiquc01res_face_")?.split_once('_')?;
        Some(identifier.split_at_checked(identifier.len().checked_sub(16)?)?.0.to_owned())
    };
    tally(names.filter_map(label))
}

#[test]
fn after_sixty_visits_the_counts_agree_with_the_journal_the_files_and_the_figures() {
    let setup = Setup { identify: passcode(), before: keeps_everything, pace: Pace::Hurried, ..Setup::default() };
    let mut desk = Desk::set_up(setup);
    let day = today();
    let mut done: Vec<(Way, End)> = Vec::new();
    for half in 0..2 {
        let before = done.len();
        for (play, turn, checks) in HALF {
            play(&desk, turn);
            done.extend(checks);
            let last = wait_for("a line of the journal", || in_the_journal(&desk).get(done.len() - 1).copied());
            assert_eq!(Some(&last), done.last(), "{} checks", done.len());
        }
        agree_with_the_figures(&desk, &done[before..]);
        if half == 0 {
            desk.leaves_a_clean_terminal_by("TERM");
            desk.starts_again();
            desk.sees(WAITING);
        }
    }
    // An entry that was a mistake: the last one, so the first row of today's list.
    said_aloud(&desk, 0);
    opens_the_menu(&desk);
    desk.types_to_staff("2");
    desk.sees("今日の確認");
    strikes_the_chosen_row(&desk);
    let recorded =
        wait_for("the strike", || Some(in_the_journal(&desk)).filter(|recorded| recorded.len() > done.len()));
    assert_eq!(recorded, [&done[..], ENTERED].concat());

    let count = |which: &dyn Fn(&(Way, End)) -> bool| done.iter().filter(|check| which(check)).count();
    let by = |way| count(&|check: &(Way, End)| check.0 == way);
    let visits = done.len() - by(Way::Hand);
    let confirmed = count(&|check: &(Way, End)| check.1 == End::Confirmed);
    let otherwise = count(&|check: &(Way, End)| check.1 == End::Otherwise);
    assert_eq!((visits, by(Way::Hand)), (60, 6));
    let expected = [("simulation", confirmed as u64), ("unverified", 7), ("struck", 1)];
    let expected = BTreeMap::from(expected.map(|(label, count)| (label.to_owned(), count)));
    wait_for("the files", || (files(&desk) == expected).then_some(()));

    let all = done.len();
    let open = all - confirmed - otherwise;
    desk.sees(&format!("計 {all}  有効 {confirmed}  有効以外 {otherwise}  未確認 {open}"));
    desk.journal_verifies("entries struck: 1");

    // The table counts what is simulated as one number; the columns are those of the same day at a real service.
    desk.leaves_a_clean_terminal_by("TERM");
    forgets_the_simulation(&desk);
    desk.starts_again();
    desk.sees(WAITING);
    opens_the_menu(&desk);
    desk.types_to_staff("24");
    desk.sees("月の集計");
    desk.sees(&format!("計 {all}  有効 {confirmed}"));
    desk.sees("CSV に書き出す");
    desk.enter();
    desk.sees("書き出しました");
    let counts = counts_of(&desk, day);
    let expected = [
        ("確認", all),
        ("有効", confirmed),
        ("有効以外", otherwise),
        ("未確認", open),
        ("暗証番号", by(Way::Pin)),
        ("目視", by(Way::Face)),
        ("職員の記入", by(Way::Hand)),
        ("取消", 1),
        ("模擬", 0),
    ];
    for (column, number) in expected {
        assert_eq!(counts[column], number as u64, "{column}: {counts:?}");
    }
    let codes: BTreeMap<_, _> = counts.into_iter().filter(|(name, _)| name.starts_with("K-")).collect();
    let troubles = done.iter().filter_map(|(_, end)| match end {
        End::Trouble(code) => Some(code.to_string()),
        _ => None,
    });
    assert_eq!(codes, tally(troubles));
    assert_eq!(day, today(), "run over midnight; try again");
}

fn strikes_the_chosen_row(desk: &Desk) {
    desk.enter();
    desk.sees("3 取り消す");
    desk.types_to_staff("3");
    desk.sees("入力の取り消しを記録します");
    desk.enter_again();
    desk.sees("取り消しを記録しました");
    desk.enter_again();
    desk.sees("取消 1");
}

/// Takes the word that tells simulated lines from real ones out of the journal, and chains the lines again.
fn forgets_the_simulation(desk: &Desk) {
    let file = desk.dir().join("journal/journal.jsonl");
    let mut text = fs::read_to_string(&file).expect("the journal");
    let told = ",\"simulation\":true";
    assert!(text.matches(told).count() >= 60, "{text}");
    text = text.replace(told, "");
    for place in 0..text.lines().count() {
        let (members, hash) =
            text.lines().nth(place).and_then(|line| line.rsplit_once(",\"hash\":\"")).expect("a line");
        let (line, new) = seal(members);
        // Later lines refer to it by its hash.
        let old = hash.trim_end_matches("\"}").to_owned();
        text = text.replace(&format!("{members},\"hash\":\"{hash}\n"), &line).replace(&old, &new);
    }
    fs::write(file, text).expect("the journal");
    fs::remove_file(desk.dir().join("journal/journal.head")).expect("the head");
}
