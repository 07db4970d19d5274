//! Whose a result is: the named person's, or one that staff take on purpose.

use time::macros::{date, datetime};
use time::{Duration as Span, OffsetDateTime};

use super::*;
use crate::common::{Key, Proof, TroubleKind};
use crate::eligibility::{Found, Person, Text, Wire};
use crate::visit::view::ReaderNote;

/// The clocks of the kiosk and of the terminal when a test begins.
const BEGAN: OffsetDateTime = datetime!(2026-11-22 10:15:00 +9);

/// Synthetic persons: kana as a register has them, and dates of birth. Two share one of either.
pub(super) const PEOPLE: [(&str, &str); 4] =
    [("ｼｹﾝ ﾊﾅｺ", "19900401"), ("ﾓﾎﾝ ﾀﾛｳ", "19620203"), ("ｶｸｳ ｼﾞﾕﾘ", "19900401"), ("ｼｹﾝ ﾊﾅｺ", "20010909")];

/// A desk that counts its seconds.
pub(super) struct Reception {
    pub(super) desk: Desk,
    began: std::time::Instant,
}

impl Reception {
    pub(super) fn open() -> Self {
        let desk = Desk::closed(Rules { source: AnswerSource::Folder, ..rules() });
        Self { began: desk.now, desk }
    }

    pub(super) fn seconds(&self) -> i64 {
        i64::try_from((self.desk.now - self.began).as_secs()).unwrap()
    }

    pub(super) fn passes(&mut self, seconds: u64) {
        self.desk.passes(Duration::from_secs(seconds));
    }

    /// Staff name a person by date of birth and kana.
    pub(super) fn names(&mut self, person: usize) {
        let (kana, birthdate) = PEOPLE[person];
        self.names_by(Some(birthdate), kana);
    }

    fn names_by(&mut self, birthdate: Option<&str>, kana: &str) {
        let birthdate = birthdate.map(|day| Wire::from(Text::from(day)).read().unwrap());
        let person = Person::new(birthdate, kana).unwrap();
        self.desk.hear(Event::MenuOpen(true));
        self.desk.hear(Event::Expect(Box::new(person), BEGAN + (self.desk.now - self.began)));
        self.desk.hear(Event::MenuOpen(false));
    }

    /// A card of this person was read at this second, and its result, by this name, is seen now.
    pub(super) fn reads_at(&mut self, person: usize, second: i64, name: &str) {
        self.desk.hear(result(person, second, name));
    }

    fn reads(&mut self, person: usize, name: &str) {
        self.reads_at(person, self.seconds(), name);
    }

    fn takes(&mut self, place: usize) {
        let number = self.desk.visit.held_results()[place].number;
        self.desk.hear(Event::MenuOpen(true));
        self.desk.hear(Event::TakeHeld(number));
        self.desk.hear(Event::MenuOpen(false));
    }

    pub(super) fn shows(&self) -> String {
        match self.desk.screen() {
            Screen::Panel(PanelView { message, .. }) => name_of(message),
            Screen::Trouble { trouble, .. } => trouble.kind.code().to_owned(),
            Screen::Listening { .. } => "waits".to_owned(),
            other => format!("{other:?}"),
        }
    }

    fn note(&self) -> ReaderNote {
        let Screen::Listening { note, .. } = self.desk.screen() else { panic!("{:?}", self.desk.screen()) };
        note
    }

    pub(super) fn held(&self) -> Vec<(Withheld, String)> {
        self.desk.visit.held_results().iter().map(|held| (held.why, held.initials.to_string())).collect()
    }
}

/// The file's name is kept where it changes nothing, so that a test knows which result it sees.
fn result(person: usize, second: i64, name: &str) -> Event {
    let (kana, birthdate) = PEOPLE[person];
    let mut message = valid();
    let made = BEGAN + Span::seconds(second);
    let (hour, minute, second) = made.to_hms();
    message.message_header.arbitrary_file_identifier = Some(name.into());
    message.message_header.process_execution_time = format!("20261122{hour:02}{minute:02}{second:02}").as_str().into();
    let [entry] = message.message_body.result_list.entries.as_mut_slice() else { panic!("one entry") };
    entry.name_kana = Some(kana.into());
    entry.birthdate = Text::from(birthdate).into();
    Event::Found(Ok(Found { message, proof: Proof::Folder }))
}

fn name_of(message: &XmlMsg) -> String {
    message.message_header.arbitrary_file_identifier.as_ref().unwrap().as_str().to_owned()
}

#[test]
fn the_named_persons_result_is_shown_once_no_other_one_can_fit_and_the_naming_ends_with_it() {
    let mut reception = Reception::open();
    reception.names(0);
    assert_eq!(reception.note(), ReaderNote { expected: true, ..ReaderNote::default() });
    reception.passes(5);
    reception.reads(0, "theirs");
    assert_eq!(reception.shows(), "waits", "another one may fit");
    reception.desk.waits();
    assert_eq!((reception.shows().as_str(), reception.seconds()), ("theirs", 8));
    reception.desk.presses(Key::Enter);
    assert_eq!((reception.note(), reception.desk.visit.expects_a_person()), (ReaderNote::default(), false));
    reception.passes(30);
    reception.reads(1, "next");
    assert_eq!(reception.shows(), "next", "as without a naming");
}

#[test]
fn another_persons_result_is_not_shown_meanwhile_and_a_line_says_when_its_card_was_read() {
    for (person, why) in [(1, "neither"), (2, "the same birth date"), (3, "the same name")] {
        let mut reception = Reception::open();
        reception.names(0);
        reception.passes(34);
        reception.reads(person, "other");
        reception.passes(30);
        assert_eq!(reception.shows(), "waits", "{why}");
        assert_eq!(reception.note().other, Some(Some((10, 15, 34))));
        assert_eq!(reception.held(), [(Withheld::Other, "試＊\u{3000}花＊".to_owned())]);
        assert!(!format!("{:?}", reception.desk.visit).contains('花'));
        reception.reads(0, "theirs");
        reception.desk.waits();
        assert_eq!(reception.shows(), "theirs");
    }
}

#[test]
fn what_was_given_decides_also_where_it_is_only_one_of_the_two() {
    for (birthdate, kana, persons) in [(Some("19900401"), "", [0, 2]), (None, "しけんはなこ", [0, 3])] {
        for person in 0..PEOPLE.len() {
            let mut reception = Reception::open();
            reception.names_by(birthdate, kana);
            reception.passes(2);
            reception.reads(person, "it");
            reception.passes(3);
            reception.desk.hear(Event::Elapsed);
            assert_eq!(reception.shows() == "it", persons.contains(&person), "{person}");
        }
    }
}

#[test]
fn a_result_from_before_the_naming_is_not_the_named_persons() {
    let mut reception = Reception::open();
    reception.passes(10);
    reception.names(0);
    reception.passes(2);
    for (made, name) in [(9, "before"), (10, "the same second")] {
        reception.reads_at(0, made, name);
    }
    reception.passes(4);
    reception.desk.hear(Event::Elapsed);
    assert_eq!(reception.shows(), "waits");
    assert!(reception.held().iter().all(|(why, _)| *why == Withheld::Early));
    // One that came while staff typed the name: nothing tells whose reading it was.
    let mut reception = Reception::open();
    reception.desk.hear(Event::MenuOpen(true));
    reception.passes(3);
    reception.reads(0, "while typing");
    reception.names(0);
    assert_eq!((reception.shows().as_str(), reception.held()[0].0), ("waits", Withheld::Early));
}

#[test]
fn two_that_fit_are_for_staff_whether_or_not_the_first_shows_already() {
    for pause in [0, 2, 8, 50] {
        let mut reception = Reception::open();
        reception.names(0);
        reception.passes(1);
        reception.reads(0, "first");
        for _ in 0..pause {
            reception.passes(1);
            reception.desk.hear(Event::Elapsed);
        }
        reception.reads(0, "second");
        assert_eq!(reception.shows(), "waits", "after {pause} s");
        assert!(reception.note().several);
        assert_eq!(reception.held().len(), 2);
        assert!(reception.desk.effects.iter().any(|effect| matches!(effect, Effect::Bell(Bell::StaffCall))));
        reception.passes(20);
        reception.reads(0, "third");
        assert_eq!((reception.shows().as_str(), reception.held().len()), ("waits", 3));
        reception.takes(1);
        assert_eq!(reception.shows(), "second");
        reception.desk.presses(Key::Enter);
        assert!(!reception.desk.visit.expects_a_person());
    }
}

#[test]
fn after_a_cancel_nothing_is_inherited() {
    let mut reception = Reception::open();
    reception.names(0);
    reception.passes(3);
    reception.reads(0, "theirs");
    reception.desk.hear(Event::ExpectNoLonger);
    assert!(reception.desk.effects.iter().any(|effect| matches!(effect, Effect::Forget)));
    assert_eq!((reception.shows().as_str(), reception.held()), ("waits", vec![]));
    // The result that was under way when staff cancelled.
    reception.passes(6);
    reception.reads_at(0, 3, "late");
    assert_eq!((reception.shows().as_str(), reception.held()[0].0), ("waits", Withheld::Late));
    reception.passes(5);
    reception.reads(1, "the next person's");
    assert_eq!(reception.shows(), "the next person's");
}

#[test]
fn a_naming_ends_after_three_minutes_and_a_new_one_takes_its_place() {
    let mut reception = Reception::open();
    reception.names(0);
    reception.desk.waits();
    assert_eq!((reception.seconds(), reception.desk.visit.expects_a_person()), (180, false));
    reception.names(0);
    reception.passes(1);
    reception.names(1);
    reception.passes(1);
    reception.reads(0, "of the one before");
    reception.reads(1, "theirs");
    reception.desk.waits();
    assert_eq!(reception.shows(), "theirs");
    assert_eq!(reception.held()[0].0, Withheld::Other);
}

#[test]
fn where_no_one_is_named_two_that_come_together_are_for_staff() {
    for pause in 0..5 {
        let mut reception = Reception::open();
        reception.reads(0, "first");
        assert_eq!(reception.shows(), "first", "as every single result");
        reception.passes(pause);
        reception.reads(1, "second");
        assert_eq!(reception.shows(), "waits", "after {pause} s");
        assert!(reception.note().several);
        assert_eq!(reception.held().len(), 2);
        reception.takes(0);
        assert_eq!(reception.shows(), "first");
        assert_eq!(reception.held().len(), 1, "one file serves one visit");
    }
}

#[test]
fn one_that_was_closed_before_the_next_came_has_nothing_to_do_with_it() {
    let mut reception = Reception::open();
    reception.reads(0, "first");
    reception.desk.presses(Key::Enter);
    reception.passes(1);
    reception.reads(1, "second");
    assert_eq!(reception.shows(), "second");
}

#[test]
fn two_that_waited_behind_the_menu_are_for_staff_where_they_came_together() {
    for (pause, expected) in [(4, "waits"), (5, "first")] {
        let mut reception = Reception::open();
        reception.desk.hear(Event::MenuOpen(true));
        reception.reads(0, "first");
        reception.passes(pause);
        reception.reads(1, "second");
        reception.desk.hear(Event::MenuOpen(false));
        assert_eq!(reception.shows(), expected, "after {pause} s");
    }
}

#[test]
fn what_staff_do_not_take_is_forgotten_after_two_minutes_or_on_purpose_and_recorded_once_each() {
    for on_purpose in [true, false] {
        let mut reception = Reception::open();
        reception.names(0);
        reception.passes(1);
        reception.reads(1, "a");
        reception.reads(2, "b");
        if on_purpose {
            reception.desk.hear(Event::DropHeld);
        } else {
            reception.desk.waits();
            assert_eq!(reception.seconds(), 121);
        }
        assert_eq!(reception.held(), []);
        assert!(reception.desk.effects.iter().any(|effect| matches!(effect, Effect::Forget)));
        let ends: Vec<_> = reception.desk.records.iter().map(|(_, outcome)| outcome.end).collect();
        assert_eq!(ends, [Ended::GivenUp; 2]);
    }
}

#[test]
fn a_number_that_is_not_held_any_more_takes_nothing() {
    let mut reception = Reception::open();
    reception.reads(0, "first");
    reception.desk.hear(Event::TakeHeld(7));
    assert_eq!(reception.shows(), "first");
}

#[test]
fn what_a_journal_cannot_record_is_not_shown_to_the_named_person_either() {
    let mut reception = Reception::open();
    reception.names(0);
    reception.passes(1);
    reception.reads(0, "theirs");
    reception.desk.hear(Event::Journal(Some(TroubleKind::JournalFull.into())));
    reception.passes(3);
    reception.desk.hear(Event::Elapsed);
    assert_eq!(reception.shows(), TroubleKind::JournalFull.code());
}

#[test]
fn no_event_shows_the_named_person() {
    let person = Person::new(Some(date!(1990 - 04 - 01).into()), "シケン").unwrap();
    let event = format!("{:?}", Event::Expect(Box::new(person), BEGAN));
    assert!(!event.contains("1990") && !event.contains("シケン"), "{event}");
}
