//! Bookings that are put into the kiosk's folder, and the page of them (F10): the real kiosk in a terminal, and the
//! emulated qualification terminal behind its folders.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::support::reception::{Reception, SIMULATION, starts};
use crate::support::terminal::Key;
use crate::support::wait_for_up_to;

const HEADER: &str = "key,insurer,symbol,number,branch,birth\n";
const HANAKO: &str = "A-1,06139992,試験,0012345,01,1990-04-01\n";
const JIRO: &str = "A-2,139998,試－１,123456,,1975-06-30\n";
/// The first one without her branch: it is found with it.
const UNKNOWN_BRANCH: &str = "A-3,06139992,試験,0012345,,1990-04-01\n";
const NO_MATCH: &str = "A-4,06139992,試験,9999999,01,1990-04-01\n";
/// Comes back with one part of the result too few.
const LOST: &str = "A-5,01139997,99999998,12,00,1980-10-01\n";

/// What must stand on no page of staff: numbers of papers and names.
const SECRETS: [&str; 5] = ["06139992", "0012345", "試験", "1990", "花子"];

/// A kiosk that takes bookings, with the page open.
fn open(switches: &[(&str, &str)]) -> Reception {
    let desk = Reception::open_with(switches, |home, settings| {
        fs::create_dir(home.join("bookings")).expect("a folder");
        settings.replace("cards = \"Face\"", "cards = \"Face\"\nbookings = \"bookings\"")
    });
    opens_page(&desk);
    desk
}

fn opens_page(desk: &Reception) {
    desk.presses(Key::F10);
    desk.sees("9 予約の一括照会");
    desk.types_to_staff("9");
}

/// Puts bookings there, as a program of the site does.
fn puts(desk: &Reception, name: &str, rows: &[&str]) -> PathBuf {
    let place = desk.home.path().join("bookings");
    let (path, new) = (place.join(name), place.join("new"));
    fs::write(&new, format!("{HEADER}{}", rows.concat())).expect("bookings");
    fs::rename(new, &path).expect("bookings");
    path
}

/// The key, and at the end of its line what staff are to look at.
fn needs(desk: &Reception, key: &str, need: &str) {
    desk.sees_so(key, |screen| screen.lines().any(|line| line.contains(key) && line.contains(need)));
}

#[test]
fn bookings_that_are_put_there_are_asked_about_and_the_page_follows_them_to_each_person_who_needs_staff() {
    let desk = open(&[("take-after", "2s"), ("bulk", "missing")]);
    desk.sees("予約のファイルはまだありません");
    let path = puts(&desk, "today.csv", &[HANAKO, JIRO, UNKNOWN_BRANCH, NO_MATCH, LOST]);
    for words in ["today.csv", "順番待ち", "5人", "照会中（受付待ち）", "照会中（端末が処理中）"]
    {
        desk.sees(words);
    }
    desk.sees("模擬 有効 2  相違 1  有効以外 1  回答なし 1");
    desk.sees(SIMULATION);
    for (key, need) in [("A-3", "有効・入力と相違"), ("A-4", "有効以外"), ("A-5", "回答なし")] {
        needs(&desk, key, need);
    }
    assert!(!desk.shows("A-1") && !desk.shows("A-2"), "who needs no staff is not listed: {}", desk.screen());
    let results = fs::read_to_string(path.with_extension("results.csv")).expect("results");
    assert!(results.contains("\"A-1\",\"simulated:confirmed\""), "{results}");
    assert_eq!(desk.asked.status(), "taken=3 answered=3 refused=0 twice=0");
    let seen = desk.raw();
    let seen = String::from_utf8_lossy(&seen);
    for secret in SECRETS {
        assert!(!seen.contains(secret) && !desk.log().contains(secret), "{secret}");
    }

    // A row was put right: the changed bookings are asked about, and no result of before stands for them.
    desk.is_set("bulk", "right");
    desk.is_set("bulk-rounds", "0");
    puts(&desk, "today.csv", &[HANAKO, JIRO]);
    desk.sees("模擬 有効 2  相違 0  有効以外 0  回答なし 0");
    assert!(!desk.shows("A-3"), "{}", desk.screen());
    desk.presses(Key::Esc);
    desk.sees("職員メニュー");
}

#[test]
fn refused_bookings_name_their_lines_on_the_page_and_beside_them_and_are_asked_about_once_put_right() {
    let desk = open(&[("bulk-rounds", "0")]);
    let wrong = [&HANAKO.replace("06139992", "06139993"), JIRO, "A-2,139998,試－１,123456,,1975-06-31\n"];
    let path = puts(&desk, "today.csv", &wrong);
    desk.sees("照会していません。直す行：2, 4");
    let reasons = fs::read_to_string(path.with_extension("refused.txt")).expect("reasons");
    assert!(reasons.contains("line 2: insurer has a check digit") && reasons.contains("line 4: "), "{reasons}");
    assert_eq!(desk.asked.status(), "taken=0 answered=0 refused=0 twice=0");
    puts(&desk, "today.csv", &[HANAKO, JIRO]);
    desk.sees("模擬 有効 2");
    assert!(!path.with_extension("refused.txt").exists());
}

#[test]
fn a_kiosk_that_is_killed_while_the_terminal_works_goes_on_and_asks_about_no_booking_twice() {
    let mut desk = open(&[("bulk-rounds", "0"), ("answer-after", "1s")]);
    let path = puts(&desk, "today.csv", &[HANAKO, JIRO]);
    // The file must not change for a while before it is read, and the terminal looks now and then.
    wait_for_up_to(Duration::from_secs(40), "the request to be taken", || {
        desk.asked.status().starts_with("taken=1").then_some(())
    });
    for done in [false, true] {
        desk.kiosk.signals("KILL");
        desk.kiosk.ends();
        assert_eq!(path.with_extension("results.csv").exists(), done);
        desk.kiosk = starts(&desk.home);
        opens_page(&desk);
        desk.sees("模擬 有効 2");
        assert_eq!(desk.asked.status(), "taken=2 answered=2 refused=0 twice=0");
    }
    assert!(desk.names("Req").is_empty() && desk.names("Res").is_empty());
}

#[test]
fn a_terminal_that_is_away_is_said_and_the_bookings_wait_for_it() {
    let desk = open(&[("bulk-rounds", "0")]);
    desk.asked.share("gone").expect("gone");
    puts(&desk, "today.csv", &[HANAKO]);
    desk.sees("まだ照会していません K-511");
    assert!(desk.shows("自動でやり直します"), "{}", desk.screen());
}
