//! The card goes, another comes, the reader's daemon dies: no PIN try is spent, no visitor sees another's answer,
//! the desk recovers.

use crate::support::desk::{Desk, PIN, STAFF, Setup, VALID, WAITING};
use crate::support::terminal::Key;

const PULLED: &str = "K-103";
const MUTE: &str = "K-102";
const SWAPPED: &str = "K-104";
/// Commands up to the question for the tries.
const READING: usize = 10;

/// Staff compare the faces, and the terminal vouches for what they say.
fn desk_of_staff() -> Desk {
    Desk::set_up(Setup { method: "staff", ..Setup::default() })
}

/// Proofs that the service has got.
fn proofs(desk: &Desk) -> u64 {
    desk.service().exchanges.get("POST /v1/checks/{check}/proof").copied().unwrap_or_default()
}

/// A visit whose card is pulled at its `n`-th command: the first one finds a card that says nothing. Says whether the
/// person got an answer all the same, because the card had signed.
fn visit_pulled_at(desk: &Desk, n: usize) -> bool {
    desk.card.fault(&format!("pull at {n}"));
    desk.inserts("valid-kumiai");
    if desk.sees_one_of(&[PIN, PULLED, MUTE]) != PIN {
        return false;
    }
    desk.types("1234");
    desk.enter();
    desk.sees_one_of(&[VALID, PULLED]) == VALID
}

#[test]
fn a_card_pulled_at_any_command_costs_no_try() {
    let desk = Desk::open();
    let answered: Vec<usize> = (1..=14)
        .filter(|n| {
            let answered = visit_pulled_at(&desk, *n);
            assert_eq!(desk.tries(), "3", "pulled at command {n}");
            // A fault that has not struck is for a command that this visit did not need any more.
            desk.card.say("fault clear");
            if desk.card.status_of("inserted") == "yes" {
                desk.card.say("remove");
            }
            desk.reader_is_empty();
            desk.presses(Key::Esc);
            desk.sees(WAITING);
            answered
        })
        .collect();
    assert!(!answered.contains(&1) && answered.len() < 7, "answered although pulled at {answered:?}");
    desk.visits("valid-kumiai", VALID);
}

/// A card that compares the PIN and leaves without an answer: whether the try counted cannot be known.
#[test]
fn a_card_torn_away_while_it_compares_a_wrong_pin_is_not_asked_again() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.card.fault("tear on 20");
    desk.enters_pin("0000");
    desk.sees(PULLED);
    assert_eq!(desk.tries(), "2", "one try for one Enter");
    desk.reader_is_empty();
    desk.inserts("valid-kumiai");
    desk.sees("あと 2 回");
}

#[test]
fn a_card_that_leaves_while_the_visitor_types_is_no_wrong_pin() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("123");
    desk.removes();
    desk.sees(PULLED);
    assert_eq!(desk.tries(), "3");
    // Nothing of what was typed waits for the next person.
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
    desk.types("4");
    desk.enter();
    desk.sees("4桁すべて入力してください");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_pulled_card_leaves_the_desk_as_it_was_without_a_key() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.removes();
    desk.sees(PULLED);
    desk.sees(WAITING);
}

#[test]
fn a_card_put_back_at_once_begins_another_visit() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("12");
    desk.removes();
    desk.sees_not(PIN);
    desk.visits("valid-kumiai", VALID);
    assert_eq!(desk.tries(), "3");
}

/// Lifted and put down faster than the reader looks: pcscd notices nothing, but the card has lost its power.
#[test]
fn a_card_lifted_for_a_blink_costs_no_try() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("1234");
    desk.card.swap("valid-kumiai");
    desk.enter();
    let seen = desk.sees_one_of(&[VALID, "K-1"]);
    assert_eq!(desk.tries(), "3");
    if seen != VALID {
        desk.card.say("remove");
        desk.reader_is_empty();
        desk.visits("valid-kumiai", VALID);
    }
}

/// Faster than the reader looks, so that pcscd notices nothing.
#[test]
fn another_persons_card_slipped_under_a_typed_pin_is_refused_unasked() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    // A wrong PIN, so that a try spent on either card would be seen.
    desk.types("0000");
    desk.card.swap("valid-kyokai");
    desk.enter();
    desk.sees_one_of(&["K-104", PULLED]);
    assert_eq!(desk.tries(), "3", "the other person's card");
    assert!(!desk.instructions().contains(&"2A".to_owned()), "it has signed: {}", desk.card.status());
    desk.card.say("remove");
    desk.reader_is_empty();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
}

/// Faster than the reader looks, eight times, as staff would not notice it.
#[test]
fn another_persons_card_slipped_under_the_eyes_of_staff_is_not_confirmed() {
    let desk = desk_of_staff();
    for _ in 0..8 {
        desk.inserts("valid-kumiai");
        desk.sees(STAFF);
        desk.card.swap("valid-kyokai");
        desk.staff();
        desk.sees_one_of(&[SWAPPED, PULLED]);
        assert_eq!(proofs(&desk), 0, "nothing was vouched for");
        desk.card.say("remove");
        desk.reader_is_empty();
        desk.cancels();
        desk.sees(WAITING);
    }
}

#[test]
fn a_card_taken_away_before_staff_confirm_it_is_not_confirmed() {
    let desk = desk_of_staff();
    for _ in 0..8 {
        desk.inserts("valid-kumiai");
        desk.sees(STAFF);
        // The reader has not looked yet.
        desk.card.say("remove");
        desk.staff();
        desk.sees(PULLED);
        desk.reader_is_empty();
        desk.cancels();
        desk.sees(WAITING);
    }
    assert_eq!(proofs(&desk), 0, "nothing was vouched for");
}

#[test]
fn a_confirmation_before_the_card_is_for_the_card_that_is_still_there() {
    let desk = desk_of_staff();
    desk.staff();
    desk.sees("職員の確認がすみました");
    desk.card.fault(&format!("pull at {}", READING + 1));
    desk.inserts("valid-kumiai");
    desk.sees(PULLED);
    assert_eq!(proofs(&desk), 0, "nothing was vouched for");
}

/// It was the right card when it was asked about: from then on it may be taken, as after a signature.
#[test]
fn a_card_that_staff_confirmed_may_be_taken_while_the_service_is_asked() {
    let desk = Desk::set_up(Setup { method: "staff", deadline: "20s", ..Setup::default() });
    desk.inserts("slow");
    desk.sees(STAFF);
    desk.staff();
    desk.sees("カードはお取りいただけます");
    desk.removes();
    desk.sees(VALID);
}

#[test]
fn a_card_put_there_after_the_one_that_staff_confirmed_ends_its_visit_unanswered() {
    let desk = desk_of_staff();
    desk.inserts("slow");
    desk.sees(STAFF);
    desk.staff();
    desk.sees("カードはお取りいただけます");
    desk.removes();
    desk.inserts("valid-kyokai");
    desk.sees(STAFF);
    assert!(!desk.shows(VALID));
}

#[test]
fn a_card_swapped_after_it_has_signed_ends_the_visit_unanswered() {
    let desk = Desk::open();
    desk.inserts("slow");
    desk.enters_pin("1234");
    desk.sees("カードはお取りいただけます");
    desk.removes();
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
    assert!(!desk.shows(VALID));
}

#[test]
fn a_reader_whose_daemon_dies_is_named_and_comes_back() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("12");
    desk.pcscd.kill();
    desk.sees("K-201");
    desk.pcscd.restart();
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_daemon_that_dies_between_visits_is_named_and_comes_back() {
    let desk = Desk::open();
    desk.pcscd.kill();
    desk.sees("K-201");
    desk.pcscd.restart();
    desk.sees(WAITING);
    desk.sees_not("K-201");
    desk.visits("valid-kumiai", VALID);
}
