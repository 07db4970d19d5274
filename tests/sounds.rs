//! What is heard of a visit where tones can be played, and where only the terminal's bell can ring.

use crate::support::desk::{Desk, PIN, Setup, VALID};
use crate::support::listener::{Listener, PLAYS_ON, RECORDS};
use crate::support::terminal::Key;
use crate::support::wait_for;

fn rings(desk: &Desk) -> usize {
    desk.raw().split(|byte| *byte == 0x07).count() - 1
}

#[test]
fn without_a_player_the_card_rings_once_and_the_answer_twice() {
    let desk = Desk::open();
    assert_eq!(rings(&desk), 0);
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    wait_for("the first stroke", || (rings(&desk) == 1).then_some(()));
    desk.enters_pin("1234");
    desk.sees(VALID);
    wait_for("two more", || (rings(&desk) == 3).then_some(()));
}

#[test]
fn asking_for_staff_rings_and_an_answer_of_another_kind_rings_no_other_way() {
    let desk = Desk::open();
    desk.inserts("none");
    desk.sees(PIN);
    wait_for("the first stroke", || (rings(&desk) == 1).then_some(()));
    desk.presses(Key::F3);
    desk.sees("職員がまいります");
    desk.sees("そのままお待ちください");
    wait_for("six more", || (rings(&desk) == 7).then_some(()));
    desk.staff();
    desk.sees("該当する資格なし");
    wait_for("two more", || (rings(&desk) == 9).then_some(()));
    desk.leaves();
    assert_eq!(rings(&desk), 9);
}

#[test]
fn a_kiosk_that_is_to_be_silent_is() {
    let desk = Desk::set_up(Setup { ui: "sound = false", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    assert_eq!(rings(&desk), 0);
}

/// Staff open the diagnosis and read this.
fn staff_read(listener: &Listener, words: &str) {
    listener.presses(Key::F10);
    listener.sees("職員メニュー");
    listener.types("5");
    // What only the doctor knows.
    listener.sees("秘密鍵");
    wait_for(words, || {
        let shown = listener.shows(words);
        if !shown {
            listener.presses(Key::Down);
        }
        shown.then_some(())
    });
}

#[test]
fn a_sound_card_that_does_not_work_stops_no_visit_and_staff_read_of_it() {
    let listener = Listener::at("exit 255", Setup::default());
    listener.inserts("valid-kumiai");
    wait_for("the bell in place of the tone", || (rings(&listener) == 1).then_some(()));
    listener.enters_pin("1234");
    listener.sees(VALID);
    wait_for("the bell in place of the tone", || (rings(&listener) == 3).then_some(()));
    listener.leaves();
    staff_read(&listener, "音を出せる機器がありません");
}

#[test]
fn a_sound_card_that_is_unplugged_in_a_visit_stops_it_not() {
    let listener = Listener::at(&format!("[ -e gone ] && exit 255\n{RECORDS}"), Setup::default());
    listener.inserts("valid-kumiai");
    listener.hears("tones/card");
    assert_eq!(rings(&listener), 0, "tones and bell at once");
    std::fs::write(listener.dir().join("gone"), "").expect("a file");
    listener.enters_pin("1234");
    listener.sees(VALID);
    wait_for("the bell in place of the tone", || (rings(&listener) == 2).then_some(()));
    listener.leaves();
    staff_read(&listener, "音を出せる機器がありません");
}

#[test]
fn a_player_that_hangs_holds_up_no_visit_and_leaves_no_process() {
    let listener = Listener::at(PLAYS_ON, Setup { ui: "speech = true", ..Setup::default() });
    for _ in 0..2 {
        listener.visits("valid-kumiai", VALID);
        listener.leaves();
    }
    let children = format!("/proc/{0}/task/{0}/children", listener.pid());
    let children = || std::fs::read_to_string(&children).expect("children").split_whitespace().count();
    wait_for("at most one player", || (children() <= 1).then_some(()));
}

#[test]
fn files_that_are_missing_are_rung_for_and_told_to_staff() {
    let listener = Listener::at(RECORDS, Setup { ui: "speech = true", ..Setup::default() });
    std::fs::remove_dir_all(listener.dir().join("sounds")).expect("sounds");
    listener.inserts("valid-kumiai");
    wait_for("the bell", || (rings(&listener) == 1).then_some(()));
    listener.enters_pin("1234");
    listener.sees(VALID);
    wait_for("the bell", || (rings(&listener) == 3).then_some(()));
    listener.leaves();
    staff_read(&listener, "音のファイルが足りません");
}
