//! The receptionist's day at a real desk: today's list with its filters and an opened row, an earlier day, the counts
//! of a month, and their file.

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use time::{Duration, OffsetDateTime};

use crate::support::desk::{Desk, Place, Setup};
use crate::support::terminal::Key;
use crate::support::wait_for;

fn today() -> OffsetDateTime {
    uketsuke::common::in_japan(OffsetDateTime::now_utc())
}

/// A journal of the last two days, with a line that cannot be read; and a folder for the receipt computer.
fn has_a_past(place: &Place<'_>) {
    let folder = place.dir.join("journal");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).expect("its mode");
    let mut text = String::new();
    for (seq, (days, hour, members)) in (1..).zip([
        (2, 9, r#""kind":"visit","method":"pin","verdict":"confirmed","ms":4000"#),
        (1, 10, r#""kind":"visit","method":"pin","verdict":"confirmed","ms":4000"#),
        (1, 11, r#""kind":"visit","method":"pin","error":"K-107","ms":4000"#),
        (1, 12, r#""kind":"manual","way":"oral","by":"staff""#),
    ]) {
        let date = (today() - Duration::days(days)).date();
        let _ = writeln!(text, "{{\"seq\":{seq},\"at\":\"{date}T{hour:02}:05:00+09:00\",{members}}}");
        text.push_str("no line of a journal\n");
    }
    std::fs::write(folder.join("journal.jsonl"), text).expect("a journal");
    std::fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[handoff]\nkind = \"json\"\ndir = \"receipt\"\n");
}

/// How the name of the counts of this day's month begins. Behind it is what tells this kiosk from others.
fn name_of(day: time::Date) -> String {
    format!("uketsuke-counts-{:04}-{:02}", day.year(), u8::from(day.month()))
}

/// What a line of shell says where the kiosk is, as root; `$1` is the folder for the receipt computer.
fn there(desk: &Desk, script: &str) -> Vec<u8> {
    let mut command = desk.pcscd.command("sh");
    let output = command.args(["-ec", script, "sh"]).arg(desk.dir().join("receipt")).output().expect("a shell");
    assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The menu's page of today's checks.
fn opens_today(desk: &Desk) {
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types("2");
    desk.sees("今日の確認");
}

#[test]
fn today_is_filtered_a_row_is_opened_and_yesterday_and_its_month_are_read_from_the_journal() {
    let desk = Desk::set_up(Setup { before: has_a_past, ..Setup::default() });
    desk.inserts("cert-dead");
    desk.sees("K-107");
    desk.removes();
    opens_today(&desk);
    desk.sees("計 1");
    desk.types("2");
    desk.sees("[2 有効以外]");
    desk.sees("> ");
    desk.enter();
    // The words of the trouble's own screen.
    desk.sees("電子証明書");
    desk.sees("記録の");
    desk.types("0");
    desk.sees("[2 有効以外]");
    desk.types("1-");
    desk.sees("計 3  有効 1  有効以外 0  未確認 2");
    desk.sees("10:05");
    desk.types("3");
    desk.sees("[3 未確認]");
    desk.types("-1");
    desk.sees("計 1  有効 1");
    desk.types("+++");
    desk.sees("今日の確認");
    let day = (today() - Duration::DAY).date();
    desk.types("-4");
    desk.sees(&format!("{}年{}月", day.year(), u8::from(day.month())));
    desk.sees("暗証番号");
    desk.sees("CSV に書き出す");
    desk.enter();
    desk.sees("書き出しました");
    let text = String::from_utf8(there(&desk, &format!("cat \"$1\"/{}-*.csv", name_of(day)))).expect("the counts");
    assert!(text.starts_with('\u{feff}'), "{text}");
    let row = text.lines().find(|line| line.starts_with(&day.to_string())).expect("a row of that day");
    // Checks, valid, otherwise, unconfirmed; PIN, face, terminal, numbers, by hand; struck; simulated; K-107.
    assert_eq!(row, format!("{day},3,1,0,2,2,0,0,0,1,0,0,1"));
    assert!(text.lines().last().is_some_and(|line| line.starts_with("計,")), "{text}");
    assert!(!text.contains('試'), "no name");
}

#[test]
fn a_folder_that_cannot_be_written_is_said_on_the_page_and_visits_go_on() {
    let desk = Desk::set_up(Setup { before: has_a_past, ..Setup::default() });
    std::fs::remove_dir_all(desk.dir().join("receipt")).expect("no folder any more");
    opens_today(&desk);
    desk.exports_the_counts();
    desk.sees("K-611");
    desk.presses(Key::F10);
    desk.visits("valid-kumiai", "有効");
}

#[test]
fn counts_for_a_folder_that_is_read_only_or_full_are_refused_once_leave_nothing_and_are_written_later() {
    const FULL: &str = "mount -t tmpfs -o size=64k tmpfs \"$1\" && ! dd if=/dev/zero of=\"$1/full\" bs=1k 2>/dev/null";
    for (breaks, code, mends) in [
        ("mount -t tmpfs -o ro tmpfs \"$1\"", "K-611", "mount -o remount,rw \"$1\""),
        (FULL, "K-612", "rm \"$1/full\""),
    ] {
        let desk = Desk::set_up(Setup { before: has_a_past, ..Setup::default() });
        there(&desk, breaks);
        opens_today(&desk);
        desk.exports_the_counts();
        desk.sees(code);
        assert_eq!(desk.screen().matches(code).count(), 1, "{}", desk.screen());
        assert_eq!(desk.log_says("the counts cannot be written").matches("the counts cannot be written").count(), 1);
        let files = String::from_utf8(there(&desk, "ls -A \"$1\"")).expect("names");
        assert_eq!(files.trim(), if code == "K-612" { "full" } else { "" });
        desk.presses(Key::F10);
        desk.visits("valid-kumiai", "有効");
        desk.leaves();
        there(&desk, mends);
        opens_today(&desk);
        desk.exports_the_counts();
        desk.sees("書き出しました");
        let counts = there(&desk, &format!("cat \"$1\"/{}-*.csv", name_of(today().date())));
        assert!(String::from_utf8(counts).expect("text").lines().last().is_some_and(|line| line.starts_with("計,")));
    }
}

#[test]
fn another_kiosks_counts_and_report_in_the_same_folder_stay_as_they_are() {
    let desk = Desk::set_up(Setup { before: has_a_past, ..Setup::default() });
    let month = name_of(today().date());
    let others = [format!("{month}-00000000.csv"), "uketsuke-report-00000000.txt".to_owned()];
    for name in &others {
        std::fs::write(desk.dir().join("receipt").join(name), "another kiosk's").expect("a file");
    }
    opens_today(&desk);
    desk.exports_the_counts();
    desk.sees("書き出しました");
    desk.cancels();
    desk.sees("今日の確認");
    desk.cancels();
    desk.sees("職員メニュー");
    desk.types("5");
    desk.sees("調べ直す");
    desk.types("2");
    desk.sees("uketsuke-report-");
    let names = String::from_utf8(there(&desk, "ls \"$1\"")).expect("names");
    for (beginning, other) in [(format!("{month}-"), &others[0]), ("uketsuke-report-".to_owned(), &others[1])] {
        assert_eq!(names.lines().filter(|name| name.starts_with(&beginning)).count(), 2, "{names}");
        let text = std::fs::read_to_string(desk.dir().join("receipt").join(other)).expect("a file");
        assert_eq!(text, "another kiosk's");
    }
}

#[test]
fn initials_stand_beside_todays_visits_and_never_in_the_journal_or_the_log() {
    let desk = Desk::set_up(Setup { before: has_a_past, ..Setup::default() });
    desk.visits("valid-kumiai", "有効");
    desk.leaves();
    opens_today(&desk);
    desk.sees("試＊");
    let journal = wait_for("a line", || std::fs::read_to_string(desk.dir().join("journal/journal.jsonl")).ok());
    assert!(!journal.contains('試') && !desk.log().contains("試＊"));
}
