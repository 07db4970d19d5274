//! No result is ever shown to another person, whatever comes in whatever order.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::whose::{PEOPLE, Reception};
use super::*;
use crate::common::{Key, TroubleKind};

/// What happens at a desk.
#[derive(Debug, Clone)]
enum Act {
    /// A result: of whom, and how many seconds ago it was made.
    Read(usize, i64),
    Unreadable,
    Name(usize),
    Cancel,
    Take(usize),
    Drop,
    Menu(bool),
    Enter,
    Pass(u64),
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..PEOPLE.len(), 0..20_i64).prop_map(|(person, ago)| Act::Read(person, ago)),
        1 => Just(Act::Unreadable),
        3 => (0..PEOPLE.len()).prop_map(Act::Name),
        1 => Just(Act::Cancel),
        2 => (0..4_usize).prop_map(Act::Take),
        1 => Just(Act::Drop),
        2 => any::<bool>().prop_map(Act::Menu),
        2 => Just(Act::Enter),
        6 => (0..12_u64).prop_map(Act::Pass),
        1 => (30..200_u64).prop_map(Act::Pass),
    ]
}

/// What is known of a result from outside.
struct Known {
    person: usize,
    made: i64,
    came: i64,
    /// Who was named when it came, and since which second.
    named: Option<(usize, i64)>,
    /// Staff took it, or it was shown to its end, or staff have had done with it.
    taken: bool,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_result_is_ever_shown_to_another_person_than_its_own(acts in prop::collection::vec(acts(), 1..60)) {
        let mut reception = Reception::open();
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        let mut named: Option<(usize, i64)> = None;
        let mut ended: Option<i64> = None;
        let mut menu = false;
        let mut showed = String::new();
        for (number, act) in acts.into_iter().enumerate() {
            let now = reception.seconds();
            match act {
                Act::Read(person, ago) => {
                    let name = format!("file {number}");
                    let made = now - ago;
                    known.insert(name.clone(), Known { person, made, came: now, named, taken: false });
                    reception.reads_at(person, made, &name);
                }
                Act::Unreadable => reception.desk.hear(Event::Found(Err(TroubleKind::ResultUnreadable.into()))),
                Act::Name(person) => {
                    reception.names(person);
                    named = Some((person, now));
                    menu = false;
                }
                Act::Cancel => reception.desk.hear(Event::ExpectNoLonger),
                Act::Take(place) => {
                    if let Some(held) = reception.desk.visit.held_results().get(place) {
                        let before = reception.desk.visit.held_results().len();
                        reception.desk.hear(Event::TakeHeld(held.number));
                        prop_assert_eq!(reception.desk.visit.held_results().len(), before - 1);
                        let shown = reception.shows();
                        let Some(taken) = known.get_mut(&shown) else { panic!("{shown}") };
                        taken.taken = true;
                    }
                }
                Act::Drop => {
                    reception.desk.hear(Event::DropHeld);
                    for other in known.values_mut() {
                        other.taken = true;
                    }
                }
                Act::Menu(open) => {
                    reception.desk.hear(Event::MenuOpen(open));
                    menu = open;
                }
                Act::Enter => {
                    reception.desk.presses(Key::Enter);
                    if let Some(done) = known.get_mut(&showed) {
                        done.taken = true;
                    }
                }
                Act::Pass(seconds) => reception.passes(seconds),
            }
            reception.desk.hear(Event::Elapsed);
            let now = reception.seconds();
            let shown = reception.shows();
            if named.is_some() && !reception.desk.visit.expects_a_person() {
                named = None;
                // Otherwise the naming ended with its result.
                if !showed.starts_with("file") {
                    ended = Some(now);
                }
            }
            if let Some(result) = known.get(&shown)
                && shown != showed
                && !result.taken
            {
                prop_assert!(!menu || known.contains_key(&showed), "shown behind the menu");
                // It is for the person who was named when it came, and is still named.
                prop_assert_eq!(result.named, named, "a result of another naming");
                if let Some((person, since)) = named {
                    let ((kana, born), (its_kana, its_born)) = (PEOPLE[person], PEOPLE[result.person]);
                    prop_assert!(kana == its_kana && born == its_born, "another person's result");
                    prop_assert!(result.made > since, "a result from before the naming");
                    let fit = known.values().filter(|other| {
                        other.person == result.person && other.named == named && other.made > since && !other.taken
                    });
                    prop_assert_eq!(fit.count(), 1, "one of several that fit");
                } else {
                    let since = ended.map_or(10, |ended| result.came - ended);
                    prop_assert!(!(0..10).contains(&since), "what may belong to a naming that has just ended");
                    let beside = known.iter().filter(|(name, other)| {
                        **name != shown && other.named.is_none() && !other.taken && other.came == result.came
                    });
                    prop_assert!(beside.count() == 0 || menu, "one of several that came together");
                }
            }
            showed = shown;
        }
        // Everything comes to an end, and each person with a card is recorded.
        reception.desk.hear(Event::MenuOpen(false));
        for _ in 0..60 {
            if reception.desk.visit.deadline().is_some() {
                reception.desk.waits();
            }
        }
        prop_assert_eq!((reception.shows(), reception.desk.visit.deadline()), ("waits".to_owned(), None));
        prop_assert_eq!(reception.held(), []);
        prop_assert!(reception.desk.records.len() >= known.len(), "a result that is recorded nowhere");
    }
}
