//! Staff are not at the desk: they say so with the star and one digit, visitors read it and are served all the same,
//! and it is over by itself: the real kiosk in a terminal.

use std::fs;
use std::time::SystemTime;

use uketsuke::common::in_japan;

use crate::support::desk::{Desk, PIN, STAFF, Setup, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

const AWAY: &str = "ただいま席を外しています。";
const BACK: &str = "ごろ戻ります。";
const CLOSED: &str = "ただいま受付時間外です。";

/// Staff press F10 and these digits.
fn says(desk: &Desk, digits: &str) {
    desk.presses(Key::F10);
    desk.sees("* 席を外す");
    desk.types_to_staff(digits);
}

/// The file in which it outlives the program.
fn file(desk: &Desk) -> std::path::PathBuf {
    desk.dir().join("absence")
}

#[test]
fn staff_leave_with_the_star_and_a_digit_and_a_card_that_is_put_on_meanwhile_gets_its_answer() {
    let desk = Desk::open();
    says(&desk, "*1");
    desk.sees(AWAY);
    desk.sees(BACK);
    desk.sees(WAITING);
    desk.visits("valid-kumiai", VALID);
    assert!(!desk.shows("席を外して") && !desk.shows(BACK), "beside an answer");
    desk.leaves();
    desk.sees(AWAY);
    // Where staff are needed, the visitor reads when they are back.
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.presses(Key::F3);
    desk.sees(STAFF);
    desk.sees("職員がまいります");
    desk.sees(BACK);
    desk.cancels();
    desk.sees(PIN);
    desk.leaves();
    desk.types("3");
    desk.sees("No one is at the desk right now. Back at about");
    desk.sees("Please put your My Number Card");
    says(&desk, "*0");
    desk.sees_not("Back at about");
    assert!(!file(&desk).exists(), "nothing is left of it");
}

#[test]
fn it_outlives_a_restart_and_is_over_by_itself() {
    let mut desk = Desk::open();
    says(&desk, "*2");
    desk.sees(AWAY);
    desk.leaves_a_clean_terminal_by("TERM");
    let written = fs::read_to_string(file(&desk)).expect("a file");
    assert!(written.starts_with("away "), "{written}");
    desk.starts_again();
    desk.sees(AWAY);
    desk.sees(BACK);
    desk.leaves_a_clean_terminal_by("TERM");
    let seconds = in_japan(SystemTime::now()).unix_timestamp();
    fs::write(file(&desk), format!("away {} {}\n", seconds - 900, seconds + 8)).expect("a file");
    desk.starts_again();
    desk.sees(AWAY);
    desk.sees_not(AWAY);
    desk.sees(WAITING);
    wait_for("the file to go", || (!file(&desk).exists()).then_some(()));
}

#[test]
fn what_the_file_says_of_another_day_is_over() {
    let mut desk = Desk::open();
    desk.leaves_a_clean_terminal_by("TERM");
    let seconds = in_japan(SystemTime::now()).unix_timestamp();
    fs::write(file(&desk), format!("away {} {}\n", seconds - 900, seconds + 90_000)).expect("a file");
    desk.starts_again();
    desk.sees(WAITING);
    assert!(!desk.shows(AWAY));
}

#[test]
fn outside_of_the_opening_hours_the_notice_comes_by_itself_and_staff_may_say_that_they_are_there() {
    let desk = Desk::set_up(Setup {
        before: |place| {
            let open = if in_japan(SystemTime::now()).hour() < 12 { "20:00-21:00" } else { "01:00-02:00" };
            place.adds(&format!("[hours]\nopen = \"{open}\"\n"));
        },
        ..Setup::default()
    });
    desk.sees(CLOSED);
    desk.sees("からです。");
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    desk.sees(CLOSED);
    says(&desk, "*0");
    desk.sees_not(CLOSED);
    desk.sees(WAITING);
    says(&desk, "*4");
    desk.sees("お昼休みです。");
}
