//! What goes to the receipt computer.

use super::*;
use crate::common::{Key, Proof, VisitId};
use crate::eligibility::Found;
use crate::eligibility::codes::QualificationValidity;

/// What the last event handed on.
fn handed_on(desk: &Desk) -> Vec<(VisitId, &XmlMsg)> {
    let handed = desk.effects.iter().filter_map(|effect| match effect {
        Effect::HandOn(id, message) => Some((*id, &**message)),
        _ => None,
    });
    handed.collect()
}

#[test]
fn a_confirmed_answer_is_handed_on_once_as_it_came() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    assert!(handed_on(&desk) == [(desk.visit.id(), &*valid())]);
    desk.answers(Ok(valid()));
    assert!(handed_on(&desk).is_empty());
    desk.presses(Key::Enter);
    assert!(handed_on(&desk).is_empty());
}

#[test]
fn nothing_but_a_confirmed_answer_is_handed_on() {
    let other = [QualificationValidity::Invalid, QualificationValidity::ValidUnregistered];
    for validity in other.map(Some).into_iter().chain([None]) {
        let mut message = valid();
        message.message_body.qualification_validity = validity;
        let mut desk = Desk::signed();
        desk.answers(Ok(message));
        assert!(matches!(desk.screen(), Screen::Panel(_)) && handed_on(&desk).is_empty());
    }
    let mut desk = Desk::signed();
    desk.answers(Err(down()));
    assert!(handed_on(&desk).is_empty());
}

#[test]
fn what_comes_out_of_the_folder_of_results_does_not_go_back_there() {
    let rules = Rules { source: AnswerSource::Folder, ..rules() };
    let mut desk = Desk::closed(rules);
    desk.hear(Event::Found(Ok(Found { message: valid(), proof: Proof::Folder })));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { verdict, .. }) if verdict.is_confirmed()));
    assert!(handed_on(&desk).is_empty());
}
