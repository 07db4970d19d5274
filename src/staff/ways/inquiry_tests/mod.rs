//! The numbers of a paper, asked of the terminal, by keys and by what is reported. Numbers and persons are synthetic.

mod any_order;
mod closed;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use time::macros::{date, datetime};

use super::super::{Effect, Event, Facts, InquiryNews, NumberChecks, Page, PageInput, Purpose, StaffMenu};
use super::{Offer, WaysStep};
use crate::common::{
    Detail, EntryNote, InquiryDetail, InquiryFault, InquiryId, InquiryTrouble, Key, Language, StaffAccess, StaffId,
    TypedChar, Way,
};
use crate::eligibility::{NumberCheck, NumberField, Text, VerdictKind, XmlMsg};
use crate::settings::Choices;
use crate::simulator::personas;
use crate::staff::ways::BirthdateMistake;
use crate::visit::{CardOnReader, InquiryEnd, InquiryOutcome};

const FIRST: InquiryId = InquiryId(1);
const SHOW_FOR: Duration = Duration::from_secs(60);

/// Staff at the open list, and a terminal that is asked.
struct Desk {
    menu: StaffMenu,
    now: Instant,
    /// Numbers that were given to inquiries.
    asked: u64,
    withdrawn: Vec<(InquiryId, InquiryOutcome)>,
    recorded: Vec<(InquiryId, InquiryOutcome)>,
    handed_on: usize,
}

impl Desk {
    fn open(facts: Facts) -> Self {
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(facts);
        let mut desk = Self { menu, now: Instant::now(), asked: 0, withdrawn: vec![], recorded: vec![], handed_on: 0 };
        desk.hears(Event::Open(Purpose::Ways));
        desk
    }

    /// Lets the menu handle an event and does what it asks for; answers with a question that the terminal is asked.
    fn hears(&mut self, event: Event) -> Option<NumberCheck> {
        match self.menu.handle(event, self.now) {
            Some(Effect::Inquire(check)) => {
                self.asked += 1;
                let began = Event::InquiryBegan(InquiryId(self.asked));
                assert!(self.menu.handle(began, self.now).is_none());
                return Some(*check);
            }
            Some(Effect::WithdrawInquiry(id, outcome)) => self.withdrawn.push((id, outcome)),
            Some(Effect::RecordInquiry(id, outcome)) => self.recorded.push((id, outcome)),
            Some(Effect::HandOnNumbers(_)) => self.handed_on += 1,
            _ => {}
        }
        None
    }

    fn presses(&mut self, key: Key) -> Option<NumberCheck> {
        self.now += Duration::from_secs(1);
        self.hears(Event::Input(PageInput::Key(key)))
    }

    fn types(&mut self, text: &str) -> Option<NumberCheck> {
        text.chars().fold(None, |asked, c| {
            self.hears(Event::Input(PageInput::Typed(TypedChar::from_char(c).unwrap()))).or(asked)
        })
    }

    fn enters(&mut self, text: &str) {
        self.types(text);
        self.presses(Key::Enter);
    }

    /// Types what stands on a certificate, up to the summary.
    fn sums_up(&mut self) {
        self.types("3");
        self.presses(Key::Enter);
        for number in ["06139992", "試験", "0012345", "01", "19900401", ""] {
            self.enters(number);
        }
        assert!(matches!(self.step(), WaysStep::Summary { .. }), "{:?}", self.step());
    }

    fn asks(&mut self) -> NumberCheck {
        self.sums_up();
        self.presses(Key::Enter).expect("a question")
    }

    fn reports(&mut self, id: InquiryId, news: InquiryNews) {
        assert!(self.hears(Event::Inquiry(id, news)).is_none());
    }

    /// The terminal answers, and the answer is on the disk.
    fn answers(&mut self, persona: &str) {
        let id = InquiryId(self.asked);
        self.reports(id, InquiryNews::Answer(answer(persona)));
        self.hears(Event::InquiryRecorded(id, true));
    }

    fn step(&self) -> &WaysStep {
        match self.menu.view(self.now).expect("an open page").page {
            Page::Ways(ways) => ways.step(),
            other => panic!("{other:?}"),
        }
    }

    fn shows(&self) -> Option<VerdictKind> {
        match self.menu.view(self.now)?.page {
            Page::Ways(ways) => match ways.step() {
                WaysStep::Answer(panel) => Some(panel.verdict().kind()),
                _ => None,
            },
            _ => None,
        }
    }
}

fn with_terminal() -> Facts {
    let number_checks = Some(NumberChecks { today: date!(2026 - 11 - 26).into(), deadline: Duration::from_secs(30) });
    Facts { access: StaffAccess::OutOfReach, number_checks, ..Facts::default() }
}

fn answer(persona: &str) -> Box<XmlMsg> {
    let persona = personas::find(persona).unwrap();
    Box::new(persona.answer.message("tests", "1319999999", datetime!(2026-11-26 10:30 +9)))
}

fn failed(fault: InquiryFault) -> InquiryNews {
    InquiryNews::Failed(InquiryTrouble::from(fault))
}

#[test]
fn a_question_behind_another_one_waits_and_its_time_begins_when_its_turn_comes() {
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    let inquiry = |desk: &Desk| match desk.step() {
        WaysStep::Asking(inquiry) => (inquiry.is_queued(), inquiry.since()),
        other => panic!("{other:?}"),
    };
    desk.reports(FIRST, InquiryNews::Queued);
    assert!(inquiry(&desk).0);
    // Longer than a page stays without a key, were it not for its turn.
    for _ in 0..2 {
        desk.now += Duration::from_secs(39);
        desk.hears(Event::Elapsed);
        desk.reports(FIRST, InquiryNews::Sent);
    }
    let (queued, since) = inquiry(&desk);
    assert!(!queued && desk.now.duration_since(since) == Duration::from_secs(39), "the second report changes nothing");
    desk.answers("valid-kumiai");
    assert_eq!(desk.shows(), Some(VerdictKind::Confirmed));
    let [(FIRST, outcome)] = &desk.recorded[..] else { panic!("{:?}", desk.recorded) };
    assert_eq!(outcome.took, Duration::from_secs(39));
}

#[test]
fn what_stands_on_a_paper_is_asked_and_only_its_answer_is_called_valid() {
    for place in ["2", "3"] {
        let mut desk = Desk::open(with_terminal());
        desk.types(place);
        desk.presses(Key::Enter);
        for number in ["06139992", "試験", "0012345", "01", "19900401"] {
            desk.enters(number);
        }
        desk.types("2");
        let check = desk.presses(Key::Enter).expect("a question");
        assert_eq!((check.insurer().as_str(), check.number().as_str()), ("06139992", "0012345"));
        assert_eq!(check.symbol().map(Text::as_str), Some("試験"));
        assert!(check.limit_consent() && check.birthdate() == date!(1990 - 04 - 01).into());
        assert!(matches!(desk.step(), WaysStep::Asking(_)));
        desk.reports(FIRST, InquiryNews::Sent);
        desk.reports(FIRST, InquiryNews::Answer(answer("valid-kumiai")));
        assert_eq!(desk.shows(), None, "not before it is on the disk");
        desk.hears(Event::InquiryRecorded(FIRST, true));
        assert_eq!(desk.shows(), Some(VerdictKind::Confirmed));
        assert_eq!(desk.handed_on, 1);
        let [(FIRST, outcome)] = &desk.recorded[..] else { panic!("{:?}", desk.recorded) };
        assert_eq!(outcome.end, InquiryEnd::Answered(VerdictKind::Confirmed));
        desk.presses(Key::Enter);
        assert!(!desk.menu.is_open());
        assert!(desk.withdrawn.is_empty());
    }
}

#[test]
fn consent_is_no_unless_yes_is_chosen() {
    let mut desk = Desk::open(with_terminal());
    assert!(!desk.asks().limit_consent());
    let mut desk = Desk::open(with_terminal());
    desk.sums_up();
    desk.presses(Key::Cancel);
    desk.presses(Key::NextPage);
    desk.presses(Key::Enter);
    assert!(desk.presses(Key::Enter).expect("a question").limit_consent());
}

#[test]
fn where_no_terminal_is_set_up_and_for_other_ways_an_entry_stays_unverified_as_ever() {
    for (facts, place) in [(Facts { number_checks: None, ..with_terminal() }, "3"), (with_terminal(), "1")] {
        let mut desk = Desk::open(facts);
        desk.types(place);
        desk.presses(Key::Enter);
        for number in ["06139992", "12", "345", "01"] {
            desk.enters(number);
        }
        assert!(matches!(desk.step(), WaysStep::Summary { offer: Offer::Record, .. }), "{:?}", desk.step());
    }
}

#[test]
fn an_entry_can_be_kept_without_asking() {
    let mut desk = Desk::open(with_terminal());
    desk.sums_up();
    desk.now += Duration::from_secs(1);
    let typed = TypedChar::from_ascii(b'2').unwrap();
    let effect = desk.menu.handle(Event::Input(PageInput::Typed(typed)), desk.now);
    assert!(matches!(effect, Some(Effect::RecordManual(..))));
}

#[test]
fn what_a_question_lacks_is_named_and_nothing_is_asked() {
    for (numbers, field) in [
        (["", "12", "345", "01", "19900401"], NumberField::Insurer),
        (["06139992", "12", "", "01", "19900401"], NumberField::Number),
        (["06139992", "12", "345", "01", ""], NumberField::Birthdate),
        (["06139992", "12", "345", "01", "18800101"], NumberField::Birthdate),
    ] {
        let mut desk = Desk::open(with_terminal());
        desk.types("3");
        desk.presses(Key::Enter);
        for number in numbers {
            desk.enters(number);
        }
        desk.presses(Key::Enter);
        let WaysStep::Summary { offer: Offer::Incomplete(error), .. } = desk.step() else { panic!("{field:?}") };
        assert_eq!(error.field, field);
        assert_eq!(desk.asked, 0);
    }
}

#[test]
fn a_wrong_date_stays_to_be_mended_and_going_back_keeps_all_of_it() {
    let mut desk = Desk::open(with_terminal());
    desk.types("3");
    desk.presses(Key::Enter);
    for number in ["06139992", "12", "345", "01", "20261127"] {
        desk.enters(number);
    }
    let WaysStep::Birthdate { field, .. } = desk.step() else { panic!("{:?}", desk.step()) };
    assert_eq!(field.note(), Some(EntryNote::Rejected(BirthdateMistake::Future)));
    desk.presses(Key::Burst);
    desk.enters("H020401");
    desk.presses(Key::Enter);
    desk.presses(Key::Cancel);
    assert!(matches!(desk.step(), WaysStep::Consent { .. }));
    desk.presses(Key::Cancel);
    let WaysStep::Birthdate { field, .. } = desk.step() else { panic!("{:?}", desk.step()) };
    assert_eq!(field.typed(), "19900401");
    desk.presses(Key::Cancel);
    let WaysStep::Number { field, .. } = desk.step() else { panic!("{:?}", desk.step()) };
    assert_eq!(field.typed(), "01");
}

#[test]
fn what_does_not_confirm_is_shown_leads_back_to_the_entry_and_is_not_handed_on() {
    for (persona, kind) in
        [("lost", VerdictKind::Lost), ("none", VerdictKind::NoMatch), ("multiple", VerdictKind::Multiple)]
    {
        let mut desk = Desk::open(with_terminal());
        desk.asks();
        desk.answers(persona);
        assert_eq!((desk.shows(), desk.handed_on), (Some(kind), 0));
        desk.presses(Key::Cancel);
        assert!(matches!(desk.step(), WaysStep::Summary { .. }));
        desk.presses(Key::Enter);
        assert_eq!(desk.asked, 2, "a new question, by staff");
    }
}

#[test]
fn each_failure_is_said_recorded_by_its_code_and_leads_back_to_the_entry() {
    for fault in InquiryFault::ALL {
        let mut desk = Desk::open(with_terminal());
        desk.asks();
        desk.reports(FIRST, failed(fault));
        let WaysStep::NotAnswered(none) = desk.step() else { panic!("{fault:?}") };
        assert_eq!(none.trouble().fault, fault);
        assert_eq!(desk.recorded[0].1.end, InquiryEnd::Failed(fault));
        desk.presses(Key::Enter);
        assert!(matches!(desk.step(), WaysStep::Summary { .. }));
        assert!(desk.withdrawn.is_empty());
    }
}

#[test]
fn a_question_that_is_cancelled_is_withdrawn_and_its_late_answer_never_shows() {
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.presses(Key::Cancel);
    let [(FIRST, outcome)] = &desk.withdrawn[..] else { panic!("{:?}", desk.withdrawn) };
    assert_eq!((outcome.end, outcome.way), (InquiryEnd::GivenUp, Way::Certificate));
    // For the same person once more, and then for the next one.
    desk.reports(FIRST, InquiryNews::Answer(answer("valid-kumiai")));
    desk.reports(FIRST, InquiryNews::Late(answer("valid-kumiai")));
    assert_eq!(desk.shows(), None);
    desk.presses(Key::Enter);
    desk.reports(FIRST, InquiryNews::Late(answer("valid-kumiai")));
    desk.hears(Event::InquiryRecorded(FIRST, true));
    assert_eq!(desk.shows(), None);
    assert_eq!((desk.recorded.len(), desk.handed_on), (0, 0));
}

#[test]
fn a_late_answer_is_offered_only_where_staff_still_look_at_why_there_was_none() {
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.reports(FIRST, failed(InquiryFault::NoAnswer));
    desk.reports(InquiryId(7), InquiryNews::Late(answer("valid-kumiai")));
    assert!(matches!(desk.step(), WaysStep::NotAnswered(none) if !none.is_late()), "another's");
    desk.reports(FIRST, InquiryNews::Late(answer("valid-kumiai")));
    assert!(matches!(desk.step(), WaysStep::NotAnswered(none) if none.is_late()));
    assert_eq!(desk.shows(), None, "not unasked");
    desk.presses(Key::Enter);
    assert_eq!(desk.shows(), None, "not before it is on the disk");
    desk.hears(Event::InquiryRecorded(FIRST, true));
    assert_eq!((desk.shows(), desk.handed_on), (Some(VerdictKind::Confirmed), 1));

    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.reports(FIRST, failed(InquiryFault::NoAnswer));
    desk.presses(Key::Enter);
    desk.reports(FIRST, InquiryNews::Late(answer("valid-kumiai")));
    desk.presses(Key::Enter);
    assert_eq!(desk.shows(), None, "the entry is asked again");
    assert_eq!(desk.asked, 2);
}

#[test]
fn an_answer_that_cannot_be_recorded_is_not_shown() {
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.reports(FIRST, InquiryNews::Answer(answer("valid-kumiai")));
    desk.hears(Event::InquiryRecorded(FIRST, false));
    assert_eq!((desk.shows(), desk.handed_on), (None, 0));
    assert!(matches!(desk.step(), WaysStep::NotAnswered(none) if none.trouble().fault == InquiryFault::JournalFull));
}

#[test]
fn a_card_that_comes_ends_the_wait_soon_withdraws_the_question_and_keeps_the_entry() {
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.hears(Event::Card(CardOnReader::Waits));
    assert_eq!(desk.menu.deadline(), Some(desk.now + Duration::from_secs(10)));
    desk.now += Duration::from_secs(10);
    desk.hears(Event::Elapsed);
    assert!(!desk.menu.is_open());
    assert_eq!(desk.withdrawn.len(), 1);
    desk.reports(FIRST, InquiryNews::Late(answer("valid-kumiai")));
    desk.hears(Event::Card(CardOnReader::None));
    desk.hears(Event::Open(Purpose::Menu));
    assert!(matches!(desk.step(), WaysStep::Summary { offer: Offer::Ask { .. }, .. }));
}

#[test]
fn an_answer_is_covered_by_the_next_card_and_gone_with_it() {
    let choices = Choices { detail: Detail::Full, ..Choices::default() };
    let mut desk = Desk::open(Facts { choices, ..with_terminal() });
    desk.asks();
    desk.answers("valid-kumiai");
    assert!(matches!(desk.step(), WaysStep::Answer(panel) if !panel.is_masked()));
    desk.hears(Event::Card(CardOnReader::Waits));
    assert!(matches!(desk.step(), WaysStep::Answer(panel) if panel.is_masked()));
    desk.now += Duration::from_secs(10);
    desk.hears(Event::Elapsed);
    assert!(!desk.menu.is_open());
    desk.hears(Event::Card(CardOnReader::None));
    desk.hears(Event::Open(Purpose::Menu));
    assert!(matches!(desk.menu.view(desk.now).unwrap().page, Page::Menu(_)), "an answer is no entry");

    // One that comes while a card waits is covered from the beginning.
    let mut desk = Desk::open(with_terminal());
    desk.asks();
    desk.hears(Event::Card(CardOnReader::Waits));
    desk.answers("valid-kumiai");
    assert!(matches!(desk.step(), WaysStep::Answer(panel) if panel.is_masked()));
}

#[test]
fn an_answer_leaves_by_itself_after_the_panel_time_and_is_covered_where_the_settings_say_so() {
    let choices = Choices { detail: Detail::Masked, show_for: SHOW_FOR, ..Choices::default() };
    let mut desk = Desk::open(Facts { choices, ..with_terminal() });
    desk.asks();
    desk.now += Duration::from_secs(20);
    desk.answers("valid-kumiai");
    assert!(matches!(desk.step(), WaysStep::Answer(panel) if panel.is_masked()));
    assert_eq!(desk.menu.deadline(), Some(desk.now + SHOW_FOR));
    desk.presses(Key::Staff);
    assert!(matches!(desk.step(), WaysStep::Answer(panel) if !panel.is_masked()));
    assert_eq!(desk.menu.deadline(), Some(desk.now + SHOW_FOR), "a key shows it longer");
    desk.now += SHOW_FOR;
    desk.hears(Event::Elapsed);
    assert!(!desk.menu.is_open());
}

#[test]
fn behind_a_passcode_the_record_says_who_asked() {
    let mut desk = Desk::open(Facts { access: StaffAccess::Passcode, ..with_terminal() });
    desk.types("246813");
    desk.presses(Key::Enter);
    let by = StaffId::new("nurse-1");
    desk.hears(Event::PasscodeChecked(by.clone()));
    desk.asks();
    desk.answers("valid-kumiai");
    assert_eq!(desk.recorded[0].1.by, by);
}

#[test]
fn nothing_that_is_asked_or_answered_is_in_debug() {
    let mut desk = Desk::open(with_terminal());
    desk.sums_up();
    let mut said = format!("{:?}", desk.menu);
    desk.presses(Key::Enter);
    write!(said, "{:?}", desk.menu).unwrap();
    desk.reports(
        FIRST,
        InquiryNews::Failed(InquiryTrouble {
            fault: InquiryFault::Refused,
            detail: InquiryDetail::Received("0012345".to_owned()),
        }),
    );
    write!(said, "{:?}", desk.menu).unwrap();
    desk.presses(Key::Enter);
    desk.presses(Key::Enter);
    desk.answers("valid-kumiai");
    write!(said, "{:?}", desk.menu).unwrap();
    for secret in ["0613", "試験", "0012345", "1990", "花子"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}
