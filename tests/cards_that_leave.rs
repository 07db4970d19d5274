//! The card goes, another comes, the reader's daemon dies: no PIN try is spent, no visitor sees another's answer,
//! the desk recovers.

#![cfg(feature = "simulator")]

mod support;

use support::desk::{Desk, PIN, VALID, WAITING};
use support::terminal::Key;

const PULLED: &str = "K-103";
const MUTE: &str = "K-102";

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
    desk.sees("あと 3 回");
}

#[test]
fn a_card_swapped_after_it_has_signed_ends_the_visit_unanswered() {
    let desk = Desk::open();
    desk.inserts("slow");
    desk.enters_pin("1234");
    desk.sees("カードを取ってもかまいません");
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
