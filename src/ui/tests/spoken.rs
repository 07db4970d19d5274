//! What other visitors hear.

use std::collections::BTreeSet;

use super::super::spoken::spoken;
use super::*;
use crate::visit::view::{PinNote, PinRejection, Screen, View};

#[test]
fn what_is_spoken_of_an_answer_or_a_trouble_does_not_tell_the_outcome() {
    for language in Language::ALL {
        let heard: BTreeSet<_> = samples::all()
            .iter()
            .filter_map(|sample| sample.view(language))
            .filter(|view| matches!(view.screen, Screen::Panel(_) | Screen::Trouble { .. } | Screen::NoPin { .. }))
            .map(|view| spoken(&view))
            .collect();
        assert_eq!(heard.len(), 1, "{language:?}: {heard:?}");
    }
}

#[test]
fn words_are_spoken_without_the_marks_between_phrases() {
    for sample in &samples::all() {
        let words = sample.view(Language::Japanese).and_then(|view| spoken(&view)).unwrap_or_default();
        assert!(!words.contains(super::super::layout::wrap::PHRASE), "{}: {words}", sample.name);
    }
}

#[test]
fn what_was_wrong_with_the_last_key_is_spoken() {
    let texts = Texts::of(Language::Japanese);
    let said = |name| sample(name).view(Language::Japanese).and_then(|view: View<'_>| spoken(&view)).unwrap();
    assert_eq!(squeezed(&said("pin-wrong")), squeezed((texts.pin.note)(PinNote::Rejected(PinRejection::WrongPin))));
    assert_eq!(squeezed(&said("pin")), squeezed(texts.pin.ask));
}
