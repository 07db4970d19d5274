//! What is recorded of a visit, when, and what happens where it cannot be.

use super::*;
use crate::common::{CardFault, CardNews, Key, Method, Proof, Slot, StaffId, Trouble, TroubleKind};
use crate::eligibility::codes::{ProcessingResultStatus, QualificationValidity};
use crate::eligibility::{Found, VerdictKind};

fn full() -> Trouble {
    TroubleKind::JournalFull.into()
}

fn staff(sign: &str) -> Event {
    Event::Staff(StaffId::new(sign))
}

/// The one record there is.
fn only(desk: &Desk) -> &VisitOutcome {
    let [(_, outcome)] = &desk.records[..] else { panic!("not one record: {:?}", desk.records) };
    outcome
}

/// The bells that an answer rings.
fn rung_by(message: Box<XmlMsg>) -> Vec<Bell> {
    let mut desk = Desk::signed();
    desk.answers(Ok(message));
    assert!(matches!(desk.screen(), Screen::Panel(_)), "{:?}", desk.screen());
    desk.effects.iter().filter_map(|effect| if let Effect::Bell(bell) = effect { Some(*bell) } else { None }).collect()
}

#[test]
fn every_answer_rings_the_same_whatever_it_says() {
    for validity in QualificationValidity::KNOWN {
        let mut message = valid();
        message.message_body.qualification_validity = Some(validity.clone());
        assert_eq!(rung_by(message), [Bell::Answer], "{validity:?}");
    }
    let mut failed = valid();
    failed.message_body.processing_result_status = Some(ProcessingResultStatus::Error);
    assert_eq!(rung_by(failed), [Bell::Answer]);
}

#[test]
fn an_answer_shows_when_it_is_on_the_disk_and_not_before() {
    let mut desk = Desk::signed();
    desk.records_at_once = false;
    desk.answers(Ok(valid()));
    assert!(desk.effects.is_empty(), "no bell either: {:?}", desk.effects);
    assert!(matches!(desk.screen(), Screen::Checking { step: CheckingStep::Ask, .. }));
    desk.hear(Event::Recorded(desk.visit.id(), Ok(())));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Pin, .. })));
    assert!(matches!(desk.effects[..], [Effect::HandOn(..), Effect::Bell(Bell::Answer)]));
    let end = Ended::Answered(VerdictKind::Confirmed);
    assert_eq!((only(&desk).end, only(&desk).proof), (end, Some(Proof::Pin)));
}

#[test]
fn an_answer_that_cannot_be_recorded_is_not_shown() {
    let mut desk = Desk::signed();
    desk.records_at_once = false;
    desk.answers(Ok(valid()));
    desk.hear(Event::Recorded(desk.visit.id(), Err(full())));
    assert_eq!(desk.trouble(), Some(TroubleKind::JournalFull));
    assert_eq!(desk.records.len(), 1, "once a visit");
}

#[test]
fn a_journal_that_says_nothing_is_not_waited_for_all_day() {
    let mut desk = Desk::signed();
    desk.records_at_once = false;
    desk.answers(Ok(valid()));
    desk.waits();
    assert_eq!(desk.trouble(), Some(TroubleKind::JournalFull));
    desk.hear(Event::Recorded(desk.visit.id(), Ok(())));
    assert_eq!(desk.trouble(), Some(TroubleKind::JournalFull), "too late");
}

#[test]
fn an_answer_whose_line_comes_after_the_next_card_is_never_shown() {
    let mut desk = Desk::signed();
    desk.records_at_once = false;
    desk.answers(Ok(valid()));
    let first = desk.visit.id();
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Checking { .. }), "a card that has signed may be taken");
    desk.inserts();
    desk.hear(Event::Recorded(first, Ok(())));
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Service(_, ServiceOrder::GiveUp))));
}

#[test]
fn where_nothing_can_be_recorded_no_visit_is_begun_in_vain() {
    let mut desk = Desk::new();
    desk.hear(Event::Journal(Some(full())));
    assert!(
        matches!(desk.screen(), Screen::Waiting { missing: Some(trouble), .. } if trouble.kind == TroubleKind::JournalFull)
    );
    desk.inserts();
    assert_eq!(desk.trouble(), Some(TroubleKind::JournalFull));
    assert!(!desk.effects.iter().any(|effect| matches!(
        effect,
        Effect::Card(_, CardOrder::Read) | Effect::Service(_, ServiceOrder::OpenCheck(_))
    )));
    desk.removes();
    desk.hear(Event::Journal(None));
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Waiting { missing: None, .. }));
    desk.inserts();
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
}

#[test]
fn the_time_counts_from_the_cards_arrival() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.passes(Duration::from_secs(3));
    desk.fails(CardFault::Trouble(TroubleKind::UnexpectedStatus.into()));
    let expected = VisitOutcome {
        method: Some(Method::Pin),
        by: None,
        proof: None,
        end: Ended::Failed(TroubleKind::UnexpectedStatus),
        took: Duration::from_secs(3),
    };
    assert_eq!(only(&desk), &expected);
}

#[test]
fn a_visit_that_the_next_card_ends_is_given_up() {
    let mut desk = Desk::signed();
    let first = desk.visit.id();
    desk.removes();
    desk.inserts();
    assert_eq!((desk.records[0].0, only(&desk).end), (first, Ended::GivenUp));
}

#[test]
fn leaving_an_answer_or_a_trouble_records_nothing_more() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    desk.presses(Key::Enter);
    desk.removes();
    assert_eq!(desk.records.len(), 1);
    desk.inserts();
    desk.removes();
    desk.presses(Key::Enter);
    assert_eq!(desk.records.len(), 2);
}

#[test]
fn a_card_that_does_not_answer_is_a_visit_of_its_own() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    desk.removes();
    desk.hear(Event::Slot(Slot::Mute(7)));
    let ends: Vec<_> = desk.records.iter().map(|(id, outcome)| (id.0, outcome.end)).collect();
    assert_eq!(ends, [(1, Ended::Answered(VerdictKind::Confirmed)), (2, Ended::Failed(TroubleKind::MuteCard))]);
}

#[test]
fn who_confirmed_is_said_of_that_visit_and_of_no_other() {
    let mut desk = Desk::new();
    desk.hear(staff("tanaka"));
    desk.inserts();
    desk.opens(Method::Staff);
    desk.card(CardNews::Read(FACTS));
    desk.card(CardNews::Same);
    desk.answers(Ok(valid()));
    assert_eq!(only(&desk).by, StaffId::new("tanaka"));
    desk.presses(Key::Enter);
    desk.removes();

    // One that staff did not confirm, and one that was confirmed and then went by the PIN.
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.presses(Key::OtherMethod);
    desk.removes();
    desk.presses(Key::Cancel);
    desk.passes(Duration::from_secs(1));
    desk.hear(staff("suzuki"));
    desk.passes(Duration::from_secs(60));
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.presses(Key::OtherMethod);
    desk.removes();
    let by: Vec<_> = desk.records.iter().map(|(_, outcome)| (outcome.method, outcome.by.is_some())).collect();
    assert_eq!(by, [(Some(Method::Staff), true), (Some(Method::Staff), false), (Some(Method::Staff), false)]);
}

#[test]
fn a_result_by_itself_is_recorded_without_a_method_from_its_arrival_on() {
    let mut desk = Desk::closed(Rules { source: AnswerSource::Folder, ..rules() });
    desk.hear(Event::Found(Ok(Found { message: valid(), proof: Proof::Folder })));
    desk.passes(Duration::from_secs(5));
    desk.hear(Event::Found(Ok(Found { message: valid(), proof: Proof::Folder })));
    desk.passes(Duration::from_secs(4));
    desk.presses(Key::Enter);
    let took: Vec<_> = desk.records.iter().map(|(_, outcome)| outcome.took.as_secs()).collect();
    assert_eq!(took, [0, 5]);
    assert!(desk.records.iter().all(|(_, outcome)| outcome.method.is_none() && outcome.proof == Some(Proof::Folder)));
}

#[test]
fn a_result_by_itself_that_cannot_be_recorded_is_not_kept_for_the_next_person() {
    let mut desk = Desk::closed(Rules { source: AnswerSource::Folder, ..rules() });
    desk.hear(Event::Journal(Some(full())));
    assert!(matches!(desk.screen(), Screen::Listening { missing: Some(_), .. }));
    desk.hear(Event::Found(Ok(Found { message: valid(), proof: Proof::Folder })));
    assert_eq!(desk.trouble(), Some(TroubleKind::JournalFull));
    desk.hear(Event::Journal(None));
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Listening { missing: None, .. }));
}
