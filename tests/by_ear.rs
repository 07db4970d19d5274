//! Visits by who only hears: each step is taken by what was played, and nothing else tells how it ended.

use std::time::Duration;

use crate::support::desk::Setup;
use crate::support::listener::{Listener, PLAYS_ON};
use crate::support::terminal::Key;
use crate::support::wait_for_up_to;

/// A listener who has asked for the voice and heard how a visit begins.
fn begins() -> (Listener, usize) {
    begins_with(Setup::default())
}

fn begins_with(setup: Setup) -> (Listener, usize) {
    let listener = Listener::new(setup);
    assert_eq!(listener.played(), [""; 0], "the voice was not asked for");
    listener.asks_for_the_voice();
    let played = listener.hears("pt/language");
    let all = ["ja/voice-on", "ja/put-card", "ja/key-repeat", "ja/volume", "ja-easy/language", "en/language"];
    assert_eq!(played[..6], all);
    (listener, played.len())
}

/// What was played from there on, once this is among it; and where it goes on.
fn then(listener: &Listener, from: &mut usize, name: &str) -> Vec<String> {
    let played = listener.hears_since(*from, name);
    *from += played.len();
    played
}

/// Types four digits by their tones: one is heard before the next is typed.
fn types(listener: &Listener, from: &mut usize, digits: &str) {
    for (at, digit) in digits.chars().enumerate() {
        listener.pauses();
        listener.presses(Key::Char(digit));
        let played = then(listener, from, if at == 3 { "ja/entered-four" } else { "tones/digit" });
        assert_eq!(played.iter().filter(|one| one.starts_with("tones/")).count(), 1, "{played:?}");
    }
}

fn enters(listener: &Listener) {
    listener.pauses();
    listener.enter();
}

/// The card is there, and the PIN is asked for with the keys that answer.
fn puts(listener: &Listener, from: &mut usize, persona: &str) {
    listener.inserts(persona);
    let played = then(listener, from, "ja/pin-ask");
    for heard in ["tones/card", "ja/key-cancel", "ja/key-staff", "ja/key-repeat"] {
        assert!(played.iter().any(|one| one == heard), "{heard} not in {played:?}");
    }
}

/// The answer is there: the visitor is told who says it, takes the card and hears the end.
fn ends(listener: &Listener, from: &mut usize) -> Vec<String> {
    let mut played = then(listener, from, "ja/key-end");
    let end = played.iter().position(|one| one == "tones/answer").expect("the tone of an answer");
    assert_eq!(played[end..], ["tones/answer", "ja/finished", "ja/take-card", "ja/key-end"]);
    enters(listener);
    played.extend(then(listener, from, "ja/take-card"));
    listener.removes();
    played.extend(then(listener, from, "ja/thank-you"));
    played
}

fn visits(persona: &str) -> Vec<String> {
    let (listener, mut from) = begins();
    puts(&listener, &mut from, persona);
    types(&listener, &mut from, "1234");
    enters(&listener);
    ends(&listener, &mut from);
    let mut heard = listener.played();
    // What another sound cuts off may not have begun yet.
    heard.retain(|one| one != "ja/reading" && one != "ja/checking");
    // The next visitor has not asked.
    listener.inserts("valid-kumiai");
    let played = then(&listener, &mut from, "tones/card");
    assert!(!played.iter().any(|one| one.starts_with("ja/")), "{played:?}");
    heard
}

#[test]
fn a_visit_sounds_the_same_whatever_the_answer_says() {
    let valid = visits("valid-kumiai");
    assert_eq!(visits("none"), valid);
    assert_eq!(visits("lost"), valid);
    let digits = valid.iter().filter(|one| *one == "tones/digit").count();
    assert_eq!(digits, 4, "{valid:?}");
}

#[test]
fn a_wrong_pin_and_mistyped_keys_are_heard_and_the_digits_are_counted() {
    let (listener, mut from) = begins();
    puts(&listener, &mut from, "valid-kumiai");
    listener.presses(Key::Char('1'));
    then(&listener, &mut from, "tones/digit");
    enters(&listener);
    assert_eq!(then(&listener, &mut from, "ja/entered-one"), ["tones/refused", "ja/pin-short", "ja/entered-one"]);
    listener.presses(Key::Char('x'));
    assert_eq!(then(&listener, &mut from, "ja/entered-one"), ["tones/refused", "ja/pin-letter", "ja/entered-one"]);
    listener.presses(Key::Backspace);
    assert_eq!(then(&listener, &mut from, "ja/entered-none"), ["ja/entered-none"]);
    types(&listener, &mut from, "9999");
    enters(&listener);
    let played = then(&listener, &mut from, "ja/pin-ask");
    for said in ["tones/attention", "ja/pin-wrong", "ja/tries-two"] {
        assert!(played.iter().any(|one| one == said), "{said} not in {played:?}");
    }
    types(&listener, &mut from, "1234");
    enters(&listener);
    ends(&listener, &mut from);
}

#[test]
fn the_last_try_says_what_each_key_does_and_a_locked_pin_who_helps() {
    let (listener, mut from) = begins();
    listener.inserts("pin-last");
    let played = then(&listener, &mut from, "ja/key-repeat");
    for said in ["ja/last-try", "ja/last-try-risk", "ja/last-try-staff", "ja/last-try-enter", "ja/key-cancel"] {
        assert!(played.iter().any(|one| one == said), "{said} not in {played:?}");
    }
    enters(&listener);
    then(&listener, &mut from, "ja/pin-ask");
    types(&listener, &mut from, "9999");
    enters(&listener);
    let played = then(&listener, &mut from, "ja/key-repeat");
    for said in ["tones/attention", "ja/pin-locked", "ja/key-staff", "ja/key-end"] {
        assert!(played.iter().any(|one| one == said), "{said} not in {played:?}");
    }
}

#[test]
fn how_screens_are_drawn_is_said_where_the_voice_was_asked_for() {
    let (listener, mut from) = begins();
    listener.presses(Key::Char('*'));
    assert_eq!(then(&listener, &mut from, "ja/large-text"), ["ja/large-text"]);
    listener.pauses();
    listener.presses(Key::Char('*'));
    assert_eq!(then(&listener, &mut from, "ja/high-contrast"), ["ja/high-contrast"]);
}

#[test]
fn staff_who_are_called_are_heard_to_come() {
    let (listener, mut from) = begins();
    puts(&listener, &mut from, "valid-kumiai");
    listener.presses(Key::Char('/'));
    let played = then(&listener, &mut from, "ja/staff-come");
    assert!(played.iter().any(|one| one == "tones/call"), "{played:?}");
}

#[test]
fn a_service_that_is_down_is_said_before_and_after_the_card_comes() {
    let listener = Listener::new(Setup { service: false, ..Setup::default() });
    listener.asks_for_the_voice();
    assert_eq!(listener.hears("ja/not-now"), ["ja/voice-on", "ja/not-now"]);
    let mut from = 2;
    listener.inserts("valid-kumiai");
    let played = then(&listener, &mut from, "ja/trouble-staff");
    assert!(played.iter().any(|one| one == "tones/attention"), "{played:?}");
    assert!(!listener.played().iter().any(|one| one == "ja/pin-ask"), "a PIN is asked for in vain");
}

#[test]
fn a_language_is_found_by_its_own_words_and_spoken_to_the_end() {
    let (listener, mut from) = begins();
    listener.presses(Key::Char('3'));
    assert_eq!(then(&listener, &mut from, "en/volume"), ["en/put-card", "en/key-repeat", "en/volume"]);
    listener.inserts("valid-kumiai");
    then(&listener, &mut from, "en/pin-ask");
    listener.presses(Key::Char('-'));
    then(&listener, &mut from, "en/take-card");
    listener.removes();
    then(&listener, &mut from, "en/thank-you");
}

#[test]
fn time_that_runs_out_is_said_in_time_and_any_key_extends_it() {
    let (listener, mut from) = begins_with(Setup { show_for: "21s", ..Setup::default() });
    puts(&listener, &mut from, "valid-kumiai");
    types(&listener, &mut from, "1234");
    enters(&listener);
    let played = then(&listener, &mut from, "ja/time-left");
    let answer = played.iter().position(|one| one == "ja/finished").expect("the answer");
    assert_eq!(played[answer + 3..], ["tones/attention", "ja/time-left"]);
    listener.presses(Key::Char('5'));
    then(&listener, &mut from, "ja/finished");
}

#[test]
fn a_forgotten_card_is_called_out_again() {
    let (listener, mut from) = begins();
    puts(&listener, &mut from, "valid-kumiai");
    listener.presses(Key::Char('-'));
    then(&listener, &mut from, "ja/take-card");
    let called = || listener.played()[from..].contains(&"ja/card-forgotten".to_owned()).then_some(());
    wait_for_up_to(Duration::from_secs(40), "the reminder", called);
    assert_eq!(listener.played()[from..], ["tones/attention", "ja/card-forgotten"]);
    listener.removes();
    then(&listener, &mut from, "ja/thank-you");
}

#[test]
fn a_card_that_is_pulled_out_begins_again() {
    let (listener, mut from) = begins();
    puts(&listener, &mut from, "valid-kumiai");
    listener.removes();
    then(&listener, &mut from, "ja/trouble-put-card");
    puts(&listener, &mut from, "valid-kumiai");
}

#[test]
fn the_voice_is_repeated_and_made_louder_by_its_key() {
    let listener = Listener::at(&format!("echo \"$5\" >>scales\n{PLAYS_ON}"), Setup::default());
    let scales = |count| {
        wait_for_up_to(Duration::from_secs(10), "so many sounds", || {
            let scales = std::fs::read_to_string(listener.dir().join("scales")).unwrap_or_default();
            let scales: Vec<String> = scales.lines().map(str::to_owned).collect();
            (scales.len() == count).then_some(scales)
        })
    };
    for press in 1..=4 {
        listener.asks_for_the_voice();
        scales(press);
        listener.pauses();
    }
    assert_eq!(scales(4), ["16384", "32768", "8192", "16384"]);
}
