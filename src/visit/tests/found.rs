//! Results that come by themselves.

use proptest::prelude::*;

use super::*;
use crate::common::{Key, Language, Proof, TroubleKind};
use crate::eligibility::Found;

fn listening() -> Desk {
    Desk::closed(Rules { source: AnswerSource::Folder, ..rules() })
}

/// A result whose day of the check tells it from others.
fn of(day: &str) -> Event {
    let mut message = valid();
    message.message_header.arbitrary_file_identifier = Some(day.into());
    Event::Found(Ok(Found { message, proof: Proof::Folder }))
}

fn unreadable() -> Event {
    Event::Found(Err(TroubleKind::ResultUnreadable.into()))
}

fn shown(desk: &Desk) -> String {
    match desk.screen() {
        Screen::Panel(PanelView { message, .. }) => {
            message.message_header.arbitrary_file_identifier.as_ref().unwrap().as_str().to_owned()
        }
        Screen::Trouble { trouble, .. } => trouble.kind.code().to_owned(),
        Screen::Listening { .. } => "waits".to_owned(),
        other => format!("{other:?}"),
    }
}

fn ends(desk: &Desk) -> Vec<Ended> {
    desk.records.iter().map(|(_, outcome)| outcome.end).collect()
}

fn forgets(desk: &Desk) -> bool {
    desk.effects.iter().any(|effect| matches!(effect, Effect::Forget))
}

#[test]
fn a_result_is_shown_with_what_it_rests_on_and_leaves_like_any_answer() {
    let mut desk = listening();
    assert_eq!(shown(&desk), "waits");
    desk.hear(of("a"));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Folder, card_present: false, .. })));
    assert!(matches!(desk.effects[..], [Effect::Bell(Bell::Answer)]));
    desk.presses(Key::Enter);
    assert!(forgets(&desk));
    assert_eq!(shown(&desk), "waits");
    desk.hear(of("b"));
    desk.waits();
    assert!(forgets(&desk));
    assert_eq!((shown(&desk).as_str(), desk.wakes_at()), ("waits", None));
}

#[test]
fn the_next_result_takes_the_place_of_one_that_could_be_read() {
    let mut desk = listening();
    desk.hear(of("a"));
    desk.passes(Duration::from_secs(20));
    desk.hear(of("b"));
    assert!(forgets(&desk));
    assert_eq!(shown(&desk), "b");
}

#[test]
fn results_that_come_after_each_other_are_shown_one_after_the_other() {
    let mut desk = listening();
    for (event, pause) in [(of("a"), 6), (of("b"), 0), (unreadable(), 6), (of("c"), 0)] {
        desk.hear(event);
        desk.passes(Duration::from_secs(pause));
    }
    let mut seen = vec![shown(&desk)];
    desk.waits();
    seen.push(shown(&desk));
    desk.presses(Key::Enter);
    seen.push(shown(&desk));
    desk.waits();
    seen.push(shown(&desk));
    assert_eq!(seen, ["b", "K-502", "c", "waits"]);
}

#[test]
fn each_result_is_a_visit_of_its_own() {
    let mut desk = listening();
    desk.hear(of("a"));
    let first = desk.visit.id();
    desk.passes(Duration::from_secs(20));
    desk.hear(of("b"));
    assert_ne!(desk.visit.id(), first);
}

#[test]
fn more_results_at_once_than_people_can_stand_at_a_desk_are_for_staff_and_each_is_recorded() {
    let mut desk = listening();
    for n in 0..100 {
        desk.hear(of(&n.to_string()));
    }
    assert_eq!((shown(&desk).as_str(), desk.visit.held_results().len()), ("waits", 9));
    desk.waits();
    assert_eq!((desk.visit.held_results().len(), desk.wakes_at()), (0, None));
    // The first one showed until the second came.
    assert_eq!(ends(&desk).iter().filter(|end| **end == Ended::GivenUp).count(), 100);
    assert_eq!(desk.records.len(), 101);
}

#[test]
fn a_result_that_waited_for_more_than_a_minute_is_named_late_and_not_shown() {
    let mut desk = listening();
    desk.hear(Event::MenuOpen(true));
    desk.hear(of("a"));
    desk.passes(Duration::from_secs(61));
    desk.hear(Event::MenuOpen(false));
    assert_eq!(shown(&desk), "K-503");
    assert!(matches!(desk.effects[..], [Effect::Forget, Effect::Bell(Bell::Trouble)]), "{:?}", desk.effects);
    assert_eq!(ends(&desk), [Ended::Failed(TroubleKind::ResultLate)]);
}

#[test]
fn several_late_results_are_each_recorded_and_named_once() {
    let mut desk = listening();
    desk.hear(Event::MenuOpen(true));
    for name in ["a", "b", "c"] {
        desk.hear(of(name));
    }
    desk.passes(Duration::from_secs(61));
    desk.hear(of("d"));
    desk.hear(Event::MenuOpen(false));
    assert_eq!(shown(&desk), "K-503");
    assert_eq!(ends(&desk), [Ended::Failed(TroubleKind::ResultLate); 3]);
    desk.waits();
    assert_eq!(shown(&desk), "d");
}

#[test]
fn a_folder_that_is_gone_is_said_while_waiting_and_takes_no_result_away() {
    let mut desk = listening();
    desk.hear(of("a"));
    desk.hear(Event::Folder(Some(TroubleKind::FolderGone.into())));
    assert_eq!(shown(&desk), "a");
    desk.presses(Key::Enter);
    assert!(
        matches!(desk.screen(), Screen::Listening { missing: Some(trouble), .. } if trouble.kind == TroubleKind::FolderGone)
    );
    desk.hear(Event::Folder(None));
    assert!(matches!(desk.screen(), Screen::Listening { missing: None, .. }));
}

#[test]
fn the_next_person_reads_the_language_of_the_settings() {
    let mut desk = listening();
    desk.presses(Key::Language);
    desk.hear(of("a"));
    assert_eq!(desk.visit.view(desk.now).language, Language::Easy);
    desk.passes(Duration::from_secs(20));
    desk.hear(of("b"));
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
}

#[test]
fn staff_have_nothing_to_confirm_where_no_card_is_read() {
    let mut desk = listening();
    desk.presses(Key::Staff);
    desk.presses(Key::OtherMethod);
    desk.waits();
    assert_eq!((shown(&desk).as_str(), desk.wakes_at()), ("waits", None));
}

#[test]
fn where_cards_are_read_no_result_comes_by_itself() {
    let mut desk = Desk::new();
    desk.hear(of("a"));
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    let mut desk = Desk::signed();
    desk.hear(of("a"));
    assert!(matches!(desk.screen(), Screen::Checking { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_nothing_is_asked_of_a_card_or_a_service_and_waiting_comes_back(
        acts in proptest::collection::vec((0..8_u8, 0..40_000_u64), 1..80),
    ) {
        let mut desk = listening();
        for (act, pause) in acts {
            desk.passes(Duration::from_millis(pause));
            desk.hear(match act {
                0 => of("a"),
                1 => unreadable(),
                2 => Event::Folder(Some(TroubleKind::FolderGone.into())),
                3 => Event::Folder(None),
                4 => Event::Key(Key::Enter),
                5 => Event::Key(Key::Staff),
                6 => Event::Key(Key::Language),
                _ => Event::Elapsed,
            });
            let quiet = desk.effects.iter().all(|effect| matches!(effect, Effect::Bell(_) | Effect::Forget));
            prop_assert!(quiet, "{:?}", desk.effects);
            desk.hear(Event::Elapsed);
            prop_assert!(desk.visit.deadline().is_none_or(|next| next > desk.now), "a deadline that never passes");
        }
        for _ in 0..40 {
            if desk.visit.deadline().is_some() {
                desk.waits();
            }
        }
        prop_assert_eq!((shown(&desk), desk.visit.deadline()), ("waits".to_owned(), None));
    }
}
