//! Whatever comes, in any order.

use std::time::Duration;

use proptest::prelude::*;

use super::{Desk, answer, failed, with_terminal};
use crate::common::{InquiryFault, InquiryId, Key};
use crate::staff::{Event, InquiryNews, Purpose};
use crate::visit::{CardOnReader, InquiryEnd};

/// Whatever happens at the desk.
#[derive(Debug, Clone)]
enum Step {
    Key(Key),
    Types(&'static str),
    /// Of an inquiry that was begun so many before the last one.
    Answer(u64, &'static str),
    Late(u64, &'static str),
    Failed(u64),
    Recorded(u64, bool),
    Card(CardOnReader),
    Waits(u64),
    Opens,
}

fn step() -> impl Strategy<Value = Step> {
    let ago = || 0..3_u64;
    let persona = || prop::sample::select(vec!["valid-kumiai", "lost", "none"]);
    let keys = vec![Key::Enter, Key::Cancel, Key::NextPage, Key::Staff, Key::Ways, Key::Menu, Key::Erase];
    prop_oneof![
        6 => prop::sample::select(keys).prop_map(Step::Key),
        3 => prop::sample::select(vec!["1", "2", "3", "06139992", "0012345", "19900401"]).prop_map(Step::Types),
        3 => (ago(), persona()).prop_map(|(ago, persona)| Step::Answer(ago, persona)),
        2 => (ago(), persona()).prop_map(|(ago, persona)| Step::Late(ago, persona)),
        1 => ago().prop_map(Step::Failed),
        3 => (ago(), any::<bool>()).prop_map(|(ago, shown)| Step::Recorded(ago, shown)),
        1 => prop::sample::select(vec![CardOnReader::None, CardOnReader::Waits]).prop_map(Step::Card),
        1 => (1..130_u64).prop_map(Step::Waits),
        2 => Just(Step::Opens),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_comes_an_answer_shows_only_for_the_question_of_its_own_entry_and_once_it_is_recorded(
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let mut desk = Desk::open(with_terminal());
        desk.sums_up();
        let mut said = std::collections::BTreeSet::new();
        for step in steps {
            let id = |ago: u64, desk: &Desk| InquiryId(desk.asked.saturating_sub(ago));
            let (asked_before, shown_before) = (desk.asked, desk.shows());
            let mut recorded = None;
            match step {
                Step::Key(key) => { desk.presses(key); }
                Step::Types(text) => { desk.types(text); }
                Step::Answer(ago, persona) => {
                    let id = id(ago, &desk);
                    desk.reports(id, InquiryNews::Answer(answer(persona)));
                }
                Step::Late(ago, persona) => {
                    let id = id(ago, &desk);
                    desk.reports(id, InquiryNews::Late(answer(persona)));
                }
                Step::Failed(ago) => {
                    let id = id(ago, &desk);
                    desk.reports(id, failed(InquiryFault::NoAnswer));
                }
                Step::Recorded(ago, shown) => {
                    let id = id(ago, &desk);
                    recorded = shown.then_some(id);
                    desk.hears(Event::InquiryRecorded(id, shown));
                }
                Step::Card(card) => { desk.hears(Event::Card(card)); }
                Step::Waits(seconds) => {
                    desk.now += Duration::from_secs(seconds);
                    desk.hears(Event::Elapsed);
                }
                Step::Opens => {
                    if !desk.menu.is_open() {
                        desk.hears(Event::Open(Purpose::Ways));
                    }
                }
            }
            if desk.shows().is_some() && shown_before.is_none() {
                let shown = recorded.expect("an answer shows when it is recorded, and not otherwise");
                prop_assert_eq!(shown, InquiryId(asked_before), "of the last question");
                let answered = desk.recorded.iter().any(|(id, outcome)| {
                    *id == shown && matches!(outcome.end, InquiryEnd::Answered(kind) if Some(kind) == desk.shows())
                });
                prop_assert!(answered);
                prop_assert!(desk.withdrawn.iter().all(|(id, _)| *id != shown), "it was withdrawn");
                prop_assert!(said.insert(shown), "it shows once");
            }
            // Each question comes to an end of its own before the next is asked.
            for number in 1..desk.asked {
                let ended = desk.recorded.iter().chain(&desk.withdrawn).any(|(id, _)| *id == InquiryId(number));
                prop_assert!(ended, "{} was left open", number);
            }
        }
    }
}
