//! What must hold of the staff menu after any sequence of events, sensible or not: for the property test and the fuzz
//! target.

use std::time::{Duration, Instant};

use secrecy::SecretString;

use super::effect::AbsenceChoice;
use super::inquiry_promises::{Report, WatchedInquiries, assignee};
use super::power::ResetCode;
use super::ways::WaysStep;
use super::{Effect, Event, Facts, Page, PageInput, PowerAction, Purpose, Registration, SetUpFacts, StaffMenu};
use crate::common::{Key, Language, StaffAccess, StaffId, StaffNote, TypedChar};
use crate::settings::{Choices, Passcode};
use crate::visit::{CardOnReader, InquiryEnd, InquiryOutcome, Mark, MarkRefusal, OpenItem};

/// Nothing of the menu lasts longer without a key: an entry that a card has interrupted.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// What makes acts of staff count.
#[derive(PartialEq, Eq)]
enum Grounds {
    /// The settings state that visitors cannot reach the keyboard.
    Statement,
    /// The passcode of this staff member.
    Passcode(StaffId),
}

impl Grounds {
    const fn by(&self) -> Option<&StaffId> {
        match self {
            Self::Statement => None,
            Self::Passcode(by) => Some(by),
        }
    }
}

/// A closed or open menu, and an observer who knows only events, effects and pages.
pub(super) struct WatchedMenu {
    pub(super) menu: StaffMenu,
    pub(super) now: Instant,
    /// What the last event asked for.
    pub(super) effect: Option<Effect>,
    facts: Facts,
    /// What the menu was opened for, and what showed then who is staff.
    asked: Option<(Purpose, StaffAccess)>,
    /// What makes acts of staff count until the menu closes.
    allowed: Option<Grounds>,
    /// A passcode is being compared, and whether its prompt is still the one that is open.
    comparing: Option<bool>,
    /// The characters of a passcode that the page has counted.
    typed: Vec<TypedChar>,
    wrong: u32,
    paused_until: Instant,
    /// Keys since the page to switch off was opened.
    keys_at_power: usize,
    /// Keys on the page of open items or of today's checks since it was opened or closed an item.
    keys_at_open: usize,
    /// The set-up of a new kiosk was opened, in which nothing shows who is staff yet.
    begins: bool,
    inquiries: WatchedInquiries,
}

impl WatchedMenu {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            menu: StaffMenu::new(Language::Japanese),
            now,
            effect: None,
            facts: Facts::default(),
            asked: None,
            allowed: None,
            comparing: None,
            typed: Vec::new(),
            wrong: 0,
            paused_until: now,
            keys_at_power: 0,
            keys_at_open: 0,
            begins: false,
            inquiries: WatchedInquiries::default(),
        }
    }

    fn page(&self) -> Option<&Page> {
        self.menu.view(self.now).map(|view| view.page)
    }

    /// Whether digits that are typed now may not show: a passcode's, or those of a PIN.
    pub(super) fn hides_digits(&self) -> bool {
        self.menu.is_open() && (self.menu.takes_digits() || self.menu.card() != CardOnReader::None)
    }

    /// Whether a passcode is being compared.
    pub(super) const fn compares(&self) -> bool {
        self.comparing.is_some()
    }

    /// The kiosk has changed.
    pub(super) fn knows(&mut self, facts: Facts) {
        self.facts = facts.clone();
        self.menu.inform(facts);
    }

    /// A key, as the loop hands it on; what the visit would hear does nothing here.
    pub(super) fn presses(&mut self, input: PageInput, purpose: Option<Purpose>) {
        let key = match input {
            PageInput::Typed(typed) if typed.digit().is_some() => Key::Enter,
            PageInput::Typed(_) => Key::Other,
            PageInput::Key(key) => key,
        };
        if self.menu.is_open() || self.menu.is_left_over(key) {
            self.hears(Event::Input(input));
        } else if let Some(purpose) = purpose {
            self.hears(Event::Open(purpose));
        }
    }

    /// The screen that a passcode is typed for has changed.
    pub(super) fn withdraws(&mut self) {
        if self.menu.confirms().is_some() {
            self.hears(Event::Withdraw);
        }
    }

    /// The menu hears an event, the observer sees what comes of it, and the time that has come passes.
    ///
    /// # Panics
    ///
    /// Where a promise is broken.
    pub(super) fn hears(&mut self, event: Event) {
        self.hears_one(event);
        if self.menu.deadline().is_some_and(|deadline| deadline <= self.now) {
            let effect = self.effect.take();
            self.hears_one(Event::Elapsed);
            let ends = |effect: &Effect| matches!(effect, Effect::WithdrawInquiry(..) | Effect::KeepNumbers(..));
            let asks = self.effect.as_ref().is_some_and(|effect| !ends(effect));
            assert!(!asks, "the time alone asks for nothing: {:?}", self.effect);
            self.effect = effect;
        }
        if let Some(deadline) = self.menu.deadline() {
            assert!(deadline > self.now, "a deadline that never passes");
            assert!(deadline <= self.now + LONGEST, "a menu that stays open");
        }
        assert!(!self.menu.is_open() || self.menu.deadline().is_some(), "a menu that stays open");
    }

    fn hears_one(&mut self, event: Event) {
        self.effect = None;
        let (withheld, before) = (self.is_withheld(&event), format!("{:?}", self.page()));
        let number = self.number();
        let mut answered = false;
        match &event {
            Event::Open(purpose) => {
                self.asked = Some((*purpose, self.facts.access));
                self.allowed = (self.facts.access == StaffAccess::OutOfReach).then_some(Grounds::Statement);
                self.begins = self.facts.access == StaffAccess::Missing && self.facts.set_up.pending.is_some();
            }
            Event::Input(PageInput::Typed(typed)) => self.typed.push(*typed),
            Event::PasscodeChecked(by) => {
                answered = true;
                let for_this = self.comparing.take() == Some(true);
                self.wrong = if by.is_some() { 0 } else { self.wrong + 1 };
                if for_this && by.is_some() {
                    self.allowed = by.clone().map(Grounds::Passcode);
                }
            }
            _ => {}
        }
        let is_key = matches!(event, Event::Input(_));
        let at_power = matches!(self.page(), Some(Page::Power(_)));
        self.keys_at_power = if at_power { self.keys_at_power + usize::from(is_key) } else { 0 };
        let at_open = matches!(self.page(), Some(Page::OpenItems(_) | Page::Today(_)));
        self.keys_at_open = if at_open { self.keys_at_open + usize::from(is_key) } else { 0 };
        let sets_first = matches!(self.page(), Some(Page::FirstPasscode(_)));

        let effect = self.menu.handle(event, self.now);
        if let Some(effect) = &effect {
            self.sees(effect, answered, sets_first);
        }
        if withheld {
            assert!(effect.is_none(), "a digit beside a card asks for {effect:?}");
            assert_eq!(format!("{:?}", self.page()), before, "a digit beside a card chooses something");
            assert_eq!(self.number(), number, "a digit beside a card stands in a number");
        }
        self.effect = effect;
        self.watches_the_page();
    }

    /// Whether this is a digit beside a card, on a page that shows what is typed.
    fn is_withheld(&self, event: &Event) -> bool {
        let digit = matches!(event, Event::Input(PageInput::Typed(typed)) if typed.digit().is_some());
        digit && self.menu.is_open() && self.menu.card() != CardOnReader::None && !self.menu.takes_digits()
    }

    /// The number that is typed, where it shows.
    fn number(&self) -> Option<String> {
        match self.page()? {
            Page::Ways(ways) => match ways.step() {
                WaysStep::Number { field, .. } => Some(field.typed().to_owned()),
                WaysStep::Birthdate { field, .. } => Some(field.typed().to_owned()),
                WaysStep::List
                | WaysStep::Guide(_)
                | WaysStep::Consent { .. }
                | WaysStep::Summary { .. }
                | WaysStep::Asking(_)
                | WaysStep::NotAnswered(_)
                | WaysStep::Answer(_)
                | WaysStep::Noted(_) => None,
            },
            Page::Assign(page) => Some(page.typed().to_owned()),
            _ => None,
        }
    }

    /// `answered`: a passcode was compared. `sets_first`: the page showed on which a first passcode is set.
    fn sees(&mut self, effect: &Effect, answered: bool, sets_first: bool) {
        self.inquiries.sees(effect);
        match effect {
            Effect::CheckPasscode(passcode) => {
                assert!(matches!(self.asked, Some((_, StaffAccess::Passcode))), "a passcode where none is asked for");
                assert!(self.now >= self.paused_until, "a passcode in a pause");
                assert_eq!(self.comparing.replace(true), None, "two passcodes at once");
                let typed: String = self.typed.drain(..).map(TypedChar::char).collect();
                let is_typed = Passcode::new(SecretString::from(typed)).is_ok_and(|typed| typed.is_same(passcode));
                assert!(is_typed, "another passcode than was typed");
            }
            Effect::WrongPasscode(count, pause) => {
                assert!(answered, "a wrong passcode that was not compared");
                assert_eq!(*count, self.wrong, "wrong passcodes in a row");
                assert!(pause.is_some() || *count < 3, "no pause after {count} wrong passcodes");
                self.paused_until = self.now + pause.unwrap_or_default();
            }
            Effect::Confirm(act, by) => {
                assert!(self.is_allowed_to(by.as_ref()), "confirmed by whom nothing shows to be staff");
                let asked = self.asked.as_ref().map(|(purpose, _)| *purpose);
                assert_eq!(asked, Some(Purpose::Confirm(*act)), "confirmed by another key");
                self.asked = None;
            }
            Effect::SaveSettings(..)
            | Effect::Examine
            | Effect::LookForReaders
            | Effect::ReadTestCard
            | Effect::PlayTone
            | Effect::Register
            | Effect::EndSetUp
                if self.begins => {}
            Effect::SaveSettings(_, choices) if sets_first && self.allowed.is_none() => {
                let others = Choices { passcode: self.facts.choices.passcode.clone(), ..Choices::clone(choices) };
                assert!(choices.passcode.is_set(), "no passcode is set");
                let [others, before] = [&others, &self.facts.choices].map(|choices| format!("{choices:?}"));
                assert_eq!(others, before, "another setting is changed with the first passcode");
            }
            Effect::RecordManual(_, by) => {
                assert!(self.is_allowed_to(by.as_ref()), "an entry by whom nothing shows to be staff");
            }
            Effect::Mark(id, mark, by) => {
                assert!(self.is_allowed_to(by.as_ref()), "{id:?} is closed by whom nothing shows to be staff");
                assert!(self.keys_at_open >= 3, "{mark:?} by fewer keys than a row, an act and a confirmation");
                self.keys_at_open = 0;
                let item = self.facts.open_items.items.iter().find(|item| item.id == *id);
                let struck = *mark == Mark::Struck;
                assert!(!struck || item.is_none_or(OpenItem::may_be_struck), "an answer is struck");
                assert!(struck || !matches!(self.page(), Some(Page::Today(_))), "{mark:?} from the list of today");
            }
            Effect::Power(action) => {
                assert!(self.allowed.is_some(), "{action:?} by a visitor");
                assert!(self.keys_at_power >= 2, "{action:?} by one key");
                if *action == PowerAction::FactoryReset {
                    assert!(self.facts.factory_reset.is_some(), "{action:?} on a machine that has none");
                    assert!(self.keys_at_power > ResetCode::LENGTH, "{action:?} by fewer keys than its code has");
                }
            }
            Effect::WithdrawInquiry(_, outcome) | Effect::RecordInquiry(_, outcome) => {
                assert!(self.is_allowed_to(outcome.by.as_ref()), "a question by whom nothing shows to be staff");
            }
            Effect::Absence(choice) => {
                assert!(self.allowed.is_some(), "{choice:?} by a visitor");
                assert!(!self.menu.is_open(), "the menu stays open over {choice:?}");
                let back = *choice == AbsenceChoice::Back;
                assert!(!back || self.facts.absence.is_some(), "staff are back who were there");
            }
            // It ends when it ends, whatever shows by then.
            Effect::RecordAssignment(_) => {}
            Effect::SaveSettings(..)
            | Effect::Expect(_)
            | Effect::ExpectNoLonger
            | Effect::TakeHeld(_)
            | Effect::DropHeld
            | Effect::Examine
            | Effect::ReadPast(_)
            | Effect::ExportCounts(_)
            | Effect::LookForReaders
            | Effect::ReadTestCard
            | Effect::PlayTone
            | Effect::Register
            | Effect::EndSetUp
            | Effect::Report(_)
            | Effect::KeepNumbers(..)
            | Effect::Inquire(_)
            | Effect::FindAssignee
            | Effect::Assign(_)
            | Effect::HandOnNumbers(_) => {
                assert!(self.allowed.is_some(), "{effect:?} by whom nothing shows to be staff");
            }
        }
    }

    fn is_allowed_to(&self, by: Option<&StaffId>) -> bool {
        self.allowed.as_ref().is_some_and(|grounds| grounds.by() == by)
    }

    fn watches_the_page(&mut self) {
        let Some(page) = self.page() else {
            self.allowed = None;
            self.begins = false;
            self.comparing = self.comparing.map(|_| false);
            self.typed.clear();
            return;
        };
        self.inquiries.watches(page);
        let entered = match page {
            Page::Passcode(prompt) => prompt.entered(),
            Page::FirstPasscode(_) => {
                assert!(matches!(self.asked, Some((_, StaffAccess::Missing))), "a passcode is set by a visitor");
                0
            }
            Page::SetUp(_) if self.begins => 0,
            Page::Menu(_)
            | Page::SetUp(_)
            | Page::Last(_)
            | Page::Ways(_)
            | Page::Assign(_)
            | Page::Reader(_)
            | Page::Today(_)
            | Page::OpenItems(_)
            | Page::Bookings(_)
            | Page::Absence(_)
            | Page::Settings(_)
            | Page::Help(_)
            | Page::Diagnosis(_)
            | Page::Power(_) => {
                assert!(self.allowed.is_some(), "a page of the staff without passcode and statement");
                assert_eq!(self.menu.by(), self.allowed.as_ref().and_then(Grounds::by), "whose passcode opened it");
                let over = matches!(page, Page::Last(_)) && self.menu.card() == CardOnReader::Waits;
                assert!(!over, "the last answer over the next visitor's card");
                0
            }
        };
        self.typed.truncate(entered);
        assert_eq!(self.typed.len(), entered, "characters that were not typed");
    }

    /// Does what the last event asks for, where the loop does it at once.
    pub(super) fn performs(&mut self, recorded: Result<(), StaffNote>) {
        match self.effect {
            Some(Effect::RecordManual(..)) => self.hears(Event::ManualRecorded(recorded)),
            Some(Effect::Mark(id, ..)) => {
                self.hears(Event::Marked(id, recorded.ok().map(|()| true).ok_or(MarkRefusal::NotWritten)));
            }
            Some(Effect::FindAssignee) => self.hears(Event::Assignee(assignee())),
            Some(Effect::Assign(_)) => {
                let began = self.inquiries.assigns();
                self.hears(Event::InquiryBegan(began));
            }
            Some(Effect::Inquire(_)) => {
                let began = self.inquiries.asks();
                self.hears(Event::InquiryBegan(began));
            }
            Some(Effect::RecordInquiry(id, InquiryOutcome { end: InquiryEnd::Answered(_), .. })) => {
                if recorded.is_ok() {
                    self.inquiries.records(id);
                }
                self.hears(Event::InquiryRecorded(id, recorded.is_ok()));
            }
            _ => {}
        }
    }

    /// Something is reported about an inquiry.
    pub(super) fn reports(&mut self, report: Report) {
        let (id, news) = self.inquiries.news(report);
        self.hears(Event::Inquiry(id, news));
    }

    /// A menu that is left alone closes, and keeps nothing.
    ///
    /// # Panics
    ///
    /// Where it does not.
    pub(super) fn ends(&mut self) {
        // Before the set-up has ended there may be nothing else to show.
        let set_up = SetUpFacts { pending: None, registration: Registration::Done, ..self.facts.set_up.clone() };
        self.knows(Facts { set_up, ..self.facts.clone() });
        for _ in 0..4 {
            let Some(deadline) = self.menu.deadline() else { break };
            self.now = deadline.max(self.now);
            self.hears(Event::Elapsed);
        }
        assert!(!self.menu.holds_visits(), "a menu that stays open");
        assert_eq!(self.menu.deadline(), None, "an entry that is kept");
        self.inquiries.ends();
    }
}
