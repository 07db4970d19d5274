//! A reference number, by keys and by what is reported. Numbers and persons are synthetic.

use std::time::{Duration, Instant};

use time::macros::{date, datetime};

use super::assign::AssignStep;
use super::{Effect, Event, Facts, InquiryNews, NumberChecks, Page, PageInput, Purpose, StaffMenu};
use crate::common::{EntryNote, InquiryFault, InquiryId, Key, Language, StaffAccess, StaffId, TypedChar};
use crate::eligibility::{Assigned, Assignee, Assignment, Notice};
use crate::simulator::personas;
use crate::visit::{AssignmentEnd, CardOnReader};

/// Staff with a passcode, who have opened the page from the menu.
struct Desk {
    menu: StaffMenu,
    now: Instant,
    /// Ends that were recorded, and who assigned.
    recorded: Vec<(AssignmentEnd, Option<StaffId>)>,
    asked: u64,
}

impl Desk {
    fn open() -> Self {
        let mut menu = StaffMenu::new(Language::Japanese);
        let number_checks =
            Some(NumberChecks { today: date!(2026 - 11 - 26).into(), deadline: Duration::from_secs(30) });
        menu.inform(Facts { access: StaffAccess::Passcode, assigns: true, number_checks, ..Facts::default() });
        let mut desk = Self { menu, now: Instant::now(), recorded: vec![], asked: 0 };
        desk.opens();
        desk
    }

    /// F10, the passcode, the item.
    fn opens(&mut self) {
        self.hears(Event::Open(Purpose::Menu));
        self.types("246813");
        self.presses(Key::Enter);
        self.hears(Event::PasscodeChecked(Some(StaffId::shared())));
        self.types("8");
    }

    fn hears(&mut self, event: Event) -> Option<Assignment> {
        match self.menu.handle(event, self.now) {
            Some(Effect::FindAssignee) => {
                let persona = personas::find("valid-kumiai").unwrap();
                let message = persona.answer.message("tests", "1319999999", datetime!(2026-11-26 10:30 +9));
                let assignee = Assignee::of(&message, date!(2026 - 11 - 26).into()).map(Box::new);
                assert!(assignee.is_some());
                self.hears(Event::Assignee(assignee));
            }
            Some(Effect::Assign(assignment)) => {
                self.asked += 1;
                self.hears(Event::InquiryBegan(InquiryId(self.asked)));
                return Some(*assignment);
            }
            Some(Effect::RecordAssignment(outcome)) => self.recorded.push((outcome.end, outcome.by)),
            _ => {}
        }
        None
    }

    fn presses(&mut self, key: Key) -> Option<Assignment> {
        self.now += Duration::from_secs(1);
        self.hears(Event::Input(PageInput::Key(key)))
    }

    fn types(&mut self, text: &str) {
        for sign in text.chars().filter_map(TypedChar::from_char) {
            self.hears(Event::Input(PageInput::Typed(sign)));
        }
    }

    fn reports(&mut self, id: u64, news: InquiryNews) {
        assert!(self.hears(Event::Inquiry(InquiryId(id), news)).is_none());
    }

    fn step(&self) -> &AssignStep {
        match self.menu.view(self.now).expect("an open page").page {
            Page::Assign(page) => page.step(),
            other => panic!("{other:?}"),
        }
    }
}

fn refused() -> InquiryNews {
    InquiryNews::Assigned(Assigned::Refused(Notice { code: None, message: None }))
}

#[test]
fn a_number_is_typed_seen_and_sent_with_the_numbers_of_the_result() {
    let mut desk = Desk::open();
    desk.types("000123");
    assert!(desk.presses(Key::Enter).is_none());
    let AssignStep::Sure(reference) = desk.step() else { panic!("{:?}", desk.step()) };
    assert_eq!(reference.as_str(), "000123");
    let Assignment { assignee, reference } = desk.presses(Key::Enter).expect("an assignment");
    assert_eq!((reference.as_str(), assignee.insurer().as_str()), ("000123", "06139992"));
    assert_eq!(assignee.number().as_str(), "0012345");
    desk.reports(1, InquiryNews::Sent);
    desk.reports(1, InquiryNews::Slow);
    assert!(matches!(desk.step(), AssignStep::Asking { slow: true, .. }));
    desk.reports(1, InquiryNews::Assigned(Assigned::Kept));
    assert!(matches!(desk.step(), AssignStep::Kept(reference) if reference.as_str() == "000123"));
    assert_eq!(desk.recorded, [(AssignmentEnd::Kept, Some(StaffId::shared()))]);
    desk.presses(Key::Enter);
    assert!(!desk.menu.is_open());
}

#[test]
fn what_is_no_number_is_not_sent_and_can_be_mended() {
    let mut desk = Desk::open();
    desk.presses(Key::Enter);
    assert!(matches!(desk.step(), AssignStep::Number(Some(EntryNote::TooShort))));
    desk.types(&"1".repeat(51));
    assert!(matches!(desk.step(), AssignStep::Number(Some(EntryNote::TooLong))));
    desk.presses(Key::Burst);
    assert!(matches!(desk.step(), AssignStep::Number(Some(EntryNote::OneByOne))));
    desk.types("ＡＢ");
    desk.presses(Key::Erase);
    desk.types("7");
    desk.presses(Key::Enter);
    assert!(matches!(desk.step(), AssignStep::Sure(reference) if reference.as_str() == "A7"));
    desk.presses(Key::Cancel);
    desk.types("8");
    desk.presses(Key::Enter);
    assert!(matches!(desk.step(), AssignStep::Sure(reference) if reference.as_str() == "A78"));
    desk.presses(Key::Cancel);
    desk.presses(Key::Cancel);
    assert!(!desk.menu.is_open() && desk.asked == 0);
}

#[test]
fn what_the_terminal_says_has_its_own_page_and_its_line() {
    for (news, end, mends) in [
        (refused(), AssignmentEnd::Refused, true),
        (InquiryNews::Assigned(Assigned::Unclear), AssignmentEnd::Unclear, false),
        (InquiryNews::Failed(InquiryFault::NotTaken.into()), AssignmentEnd::Failed(InquiryFault::NotTaken), true),
    ] {
        let mut desk = Desk::open();
        desk.types("8");
        desk.presses(Key::Enter);
        desk.presses(Key::Enter).expect("an assignment");
        desk.reports(1, news);
        assert_eq!(desk.recorded.last().map(|(end, _)| *end), Some(end));
        desk.presses(Key::Enter);
        assert_eq!(desk.menu.is_open(), mends, "{end:?}");
        assert!(!mends || matches!(desk.step(), AssignStep::Number(None)));
    }
}

#[test]
fn it_goes_on_when_the_page_is_closed_and_its_end_is_recorded_for_the_one_who_assigned_it() {
    let mut desk = Desk::open();
    desk.types("8");
    desk.presses(Key::Enter);
    desk.presses(Key::Enter).expect("an assignment");
    desk.presses(Key::Cancel);
    assert!(!desk.menu.is_open() && desk.recorded.is_empty(), "leaving withdraws nothing");
    // Meanwhile no other is sent, and what comes belongs to the first.
    desk.opens();
    desk.types("9");
    desk.presses(Key::Enter);
    assert!(desk.presses(Key::Enter).is_none());
    assert!(matches!(desk.step(), AssignStep::Failed(trouble) if trouble.fault == InquiryFault::Busy));
    desk.presses(Key::Enter);
    desk.reports(1, InquiryNews::Assigned(Assigned::Kept));
    assert!(matches!(desk.step(), AssignStep::Number(None)), "the end of another changes nothing here");
    assert_eq!(desk.recorded, [(AssignmentEnd::Kept, Some(StaffId::shared()))]);
    desk.reports(1, refused());
    assert_eq!(desk.recorded.len(), 1, "it ends once");
}

#[test]
fn an_answer_that_comes_late_is_recorded_too_once_and_for_the_one_who_assigned_it() {
    let mut desk = Desk::open();
    desk.types("8");
    desk.presses(Key::Enter);
    desk.presses(Key::Enter).expect("an assignment");
    let failed = || InquiryNews::Failed(InquiryFault::NoAnswer.into());
    desk.reports(1, failed());
    // Back at the number, and another one is sent.
    desk.presses(Key::Enter);
    desk.presses(Key::Enter);
    desk.presses(Key::Enter).expect("an assignment");
    for _ in 0..2 {
        desk.reports(1, InquiryNews::Assigned(Assigned::Kept));
    }
    assert!(matches!(desk.step(), AssignStep::Asking { .. }), "the end of another changes nothing here");
    desk.reports(2, refused());
    let ends: Vec<_> = desk.recorded.iter().map(|(end, _)| *end).collect();
    assert_eq!(ends, [AssignmentEnd::Failed(InquiryFault::NoAnswer), AssignmentEnd::Kept, AssignmentEnd::Refused]);
    assert!(desk.recorded.iter().all(|(_, by)| *by == Some(StaffId::shared())));
}

#[test]
fn a_digit_beside_a_card_is_no_part_of_the_number_and_a_card_that_comes_closes_the_page_for_good() {
    let mut desk = Desk::open();
    desk.types("12");
    desk.hears(Event::Card(CardOnReader::OfVisit));
    desk.types("34");
    desk.hears(Event::Card(CardOnReader::None));
    desk.types("5");
    let Page::Assign(page) = desk.menu.view(desk.now).unwrap().page else { panic!() };
    assert_eq!(page.typed(), "125");
    desk.hears(Event::Card(CardOnReader::Waits));
    desk.now += Duration::from_secs(11);
    desk.hears(Event::Elapsed);
    assert!(!desk.menu.is_open());
    desk.hears(Event::Card(CardOnReader::None));
    desk.hears(Event::Open(Purpose::Menu));
    desk.types("246813");
    desk.presses(Key::Enter);
    desk.hears(Event::PasscodeChecked(Some(StaffId::shared())));
    assert!(matches!(desk.menu.view(desk.now).unwrap().page, Page::Menu(_)), "another person may stand there");
}

#[test]
fn neither_the_number_nor_the_person_is_in_debug() {
    let mut desk = Desk::open();
    desk.types("998877");
    desk.presses(Key::Enter);
    let said = format!("{:?}", desk.menu);
    for secret in ["998877", "花子", "0012345"] {
        assert!(!said.contains(secret), "{said}");
    }
}
