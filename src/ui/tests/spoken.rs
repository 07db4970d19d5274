//! What other visitors hear.

use std::collections::BTreeSet;

use super::super::prompt::Prompt;
use super::super::spoken::{Spoken, spoken};
use super::*;
use crate::visit::view::Screen;

fn heard(name: &str) -> Spoken {
    sample(name).view(Language::Japanese).map(|view| spoken(&view)).unwrap()
}

#[test]
fn what_is_spoken_of_an_answer_does_not_tell_which_it_is() {
    for language in Language::ALL {
        let heard: Vec<_> = samples::all()
            .iter()
            .filter_map(|sample| sample.view(language))
            .filter(|view| matches!(view.screen, Screen::Panel(_)))
            .filter(|view| view.note.is_none())
            .map(|view| spoken(&view))
            .collect();
        assert!(heard.len() > 5 && heard.iter().all(|one| *one == heard[0]), "{language:?}: {heard:?}");
    }
}

#[test]
fn every_screen_of_a_visitor_says_what_to_do() {
    for sample in &samples::all() {
        if let Some(view) = sample.view(Language::Japanese) {
            assert!(!spoken(&view).ask.is_empty(), "{}", sample.name);
        }
    }
}

#[test]
fn every_prompt_is_spoken_somewhere() {
    let mut all: BTreeSet<Prompt> = samples::all()
        .iter()
        .filter_map(|sample| sample.view(Language::Japanese))
        .map(|view| spoken(&view))
        .flat_map(|spoken| spoken.news.into_iter().chain(spoken.ask))
        .collect();
    // By a key, or by the course of a visit.
    all.extend((0..5).map(Prompt::entered));
    all.extend([Prompt::VoiceOn, Prompt::CardForgotten, Prompt::ThankYou]);
    let silent: Vec<_> = Prompt::ALL.into_iter().filter(|prompt| !all.contains(prompt)).collect();
    assert_eq!(silent, []);
}

#[test]
fn what_was_wrong_with_the_last_key_is_spoken() {
    assert_eq!(heard("pin-wrong").news, [Prompt::PinWrong]);
    assert!(heard("pin").news.is_empty() && !heard("pin").refused);
    assert_eq!(heard("pin").ask[0], Prompt::PinAsk);
}

#[test]
fn a_double_strike_is_a_key_that_is_not_taken_and_the_voice_says_how_many_digits_are_there() {
    let heard = heard("pin-double-strike");
    assert_eq!((heard.refused, heard.news), (true, vec![Prompt::entered(1)]));
}
