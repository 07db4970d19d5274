//! The set-up, from its first step to its end.

use std::time::{Duration, Instant};

use super::{SetUpPage, SetUpStage, SetUpStep, TestCard};
use crate::common::{
    CardFacts, CardFault, CertificateAge, Detail, Extended, Key, Language, Method, PinState, StaffAccess, TroubleKind,
    TypedChar,
};
use crate::settings::{Choices, SaveError};
use crate::staff::{Effect, Event, Facts, Page, PageInput, Purpose, Registration, SaveId, SetUpFacts, StaffMenu};
use crate::visit::CardOnReader;

/// A kiosk on its first day: nothing shows who is staff, and the terminal is registered or not.
fn new_kiosk(registration: Registration) -> Facts {
    let set_up = SetUpFacts { pending: Some(SetUpStep::Language), registration, ..SetUpFacts::default() };
    Facts { kept: true, set_up, ..Facts::default() }
}

/// One at work, whose settings state that visitors cannot reach the keyboard.
fn at_work() -> Facts {
    let set_up = SetUpFacts { registration: Registration::Done, ..SetUpFacts::default() };
    Facts { access: StaffAccess::OutOfReach, kept: true, set_up, ..Facts::default() }
}

struct Staff {
    menu: StaffMenu,
    facts: Facts,
    now: Instant,
}

impl Staff {
    fn begins(facts: Facts) -> Self {
        let mut staff = Self { menu: StaffMenu::new(Language::Japanese), facts: facts.clone(), now: Instant::now() };
        staff.menu.inform(facts);
        staff.hears(Event::Open(Purpose::Menu));
        staff
    }

    fn hears(&mut self, event: Event) -> Option<Effect> {
        self.now += Duration::from_millis(100);
        self.menu.handle(event, self.now)
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.hears(Event::Input(PageInput::Key(key)))
    }

    /// Types signs; the last one's effect.
    fn types(&mut self, signs: &str) -> Option<Effect> {
        let typed = |sign| Event::Input(PageInput::Typed(TypedChar::from_ascii(sign).unwrap()));
        signs.bytes().map(|sign| self.hears(typed(sign))).last().flatten()
    }

    /// Presses Enter, and has what it saves saved.
    fn saves(&mut self, effect: Option<Effect>) -> Choices {
        let Some(Effect::SaveSettings(id, choices)) = effect else { panic!("not saved: {effect:?}") };
        self.facts.choices = Choices::clone(&choices);
        if choices.passcode.is_set() {
            self.facts.access = StaffAccess::Passcode;
        } else if choices.out_of_reach {
            self.facts.access = StaffAccess::OutOfReach;
        }
        self.menu.inform(self.facts.clone());
        self.hears(Event::SettingsSaved(id, Ok(())));
        *choices
    }

    fn page(&self) -> &SetUpPage {
        match self.menu.view(self.now).map(|view| view.page) {
            Some(Page::SetUp(page)) => page,
            other => panic!("no set-up: {other:?}"),
        }
    }

    fn is_at(&self, step: SetUpStep) {
        assert_eq!(self.page().at(), step);
        assert!(!matches!(self.page().stage(), SetUpStage::Overview), "the list shows");
    }

    fn shows_the_list(&self) {
        assert!(matches!(self.page().stage(), SetUpStage::Overview), "{:?}", self.page().stage());
    }
}

const READ: CardFacts =
    CardFacts { pin: PinState::Left(3), certificate: CertificateAge::Valid, extended: Extended::Unknown };

#[test]
fn a_first_day_leads_from_step_to_step_with_the_keys_of_a_keypad() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    staff.shows_the_list();
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Language);
    let choices = {
        let effect = staff.types("2");
        staff.saves(effect)
    };
    assert_eq!(choices.language, Language::ALL[1]);
    staff.is_at(SetUpStep::Source);
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Registration);
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Passcode);
    for _ in 0..2 {
        staff.types("735912");
        if let effect @ Some(_) = staff.presses(Key::Enter) {
            assert!(staff.saves(effect).passcode.is_set());
        }
    }
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::LookForReaders)));
    staff.is_at(SetUpStep::Reader);
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::TestCard);
    assert!(matches!(staff.hears(Event::Card(CardOnReader::Waits)), Some(Effect::ReadTestCard)));
    staff.hears(Event::TestCard(Ok(READ)));
    assert_eq!(staff.page().test(), &TestCard::Read(READ));
    staff.presses(Key::Enter);
    assert!(staff.page().card_left(), "the card lies there still");
    staff.is_at(SetUpStep::TestCard);
    staff.hears(Event::Card(CardOnReader::None));
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Method);
    let effect = staff.types("2");
    assert_eq!(staff.saves(effect).method, Method::Staff);
    staff.is_at(SetUpStep::Privacy);
    let other = if staff.facts.choices.detail == Detail::ALL[0] { "2" } else { "1" };
    let effect = staff.types(other);
    staff.saves(effect);
    staff.is_at(SetUpStep::Sound);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::PlayTone)));
    let effect = staff.types("3");
    assert!(!staff.saves(effect).sound);
    staff.is_at(SetUpStep::End);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::EndSetUp)));
    assert!(!staff.menu.is_open());
}

#[test]
fn enter_alone_changes_nothing_and_comes_to_the_end() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    for step in [SetUpStep::Language, SetUpStep::Source, SetUpStep::Registration, SetUpStep::Passcode] {
        assert!(staff.presses(Key::Enter).is_none());
        staff.is_at(step);
    }
    for _ in 0..2 {
        staff.presses(Key::NextPage);
    }
    staff.is_at(SetUpStep::TestCard);
    for step in [SetUpStep::Method, SetUpStep::Privacy, SetUpStep::Sound] {
        assert!(staff.presses(Key::Enter).is_none());
        staff.is_at(step);
    }
}

#[test]
fn that_there_is_no_passcode_is_stated_by_two_keys_and_not_by_one() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    staff.types("4");
    assert!(staff.presses(Key::Erase).is_none());
    assert!(matches!(staff.page().stage(), SetUpStage::Statement));
    assert!(staff.types("-").is_none());
    assert!(matches!(staff.page().stage(), SetUpStage::Passcode(_)), "taken back");
    // Behind a digit the key takes the digit back.
    staff.types("7");
    staff.presses(Key::Erase);
    assert!(matches!(staff.page().stage(), SetUpStage::Passcode(_)));
    staff.presses(Key::Erase);
    let effect = staff.presses(Key::Enter);
    let stated = staff.saves(effect);
    assert!(stated.out_of_reach && !stated.passcode.is_set());
    staff.is_at(SetUpStep::Reader);
}

#[test]
fn an_unregistered_terminal_cannot_leave_for_a_reception_that_could_ask_no_service() {
    let mut staff = Staff::begins(new_kiosk(Registration::Missing));
    staff.presses(Key::Cancel);
    staff.shows_the_list();
    staff.presses(Key::Menu);
    staff.shows_the_list();
    staff.now += Duration::from_secs(24 * 3600);
    staff.hears(Event::Elapsed);
    staff.shows_the_list();
    assert!(staff.types("3").is_none());
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Register)));
    staff.types("+");
    staff.is_at(SetUpStep::Passcode);
    staff.presses(Key::Cancel);
    assert!(matches!(staff.types("0"), Some(Effect::Examine)));
    assert!(staff.presses(Key::Enter).is_none(), "it has not ended");
    staff.shows_the_list();
}

/// A registered kiosk takes cards only once its set-up has ended: a visitor who meets it before must find nothing that
/// looks like a reception, and who sets it up finds where it stands.
#[test]
fn without_a_passcode_a_set_up_that_has_not_ended_is_not_left_for_the_waiting_screen() {
    let mut facts = new_kiosk(Registration::Done);
    facts.set_up.pending = Some(SetUpStep::Passcode);
    let mut staff = Staff::begins(facts);
    for key in [Key::Cancel, Key::Menu] {
        staff.presses(key);
        staff.shows_the_list();
    }
    staff.now += Duration::from_secs(24 * 3600);
    staff.hears(Event::Elapsed);
    staff.shows_the_list();
}

#[test]
fn once_it_has_ended_without_a_passcode_no_visitors_key_leads_to_it_or_to_the_statement() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    staff.types("0");
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::EndSetUp)));
    staff.facts.set_up.pending = None;
    staff.menu.inform(staff.facts.clone());
    for purpose in [Purpose::Menu, Purpose::Ways] {
        staff.hears(Event::Open(purpose));
        assert!(matches!(staff.menu.view(staff.now).map(|view| view.page), Some(Page::FirstPasscode(_))));
        for key in [Key::Erase, Key::Enter, Key::NextPage] {
            assert!(staff.presses(key).is_none());
        }
        staff.presses(Key::Cancel);
        assert!(!staff.menu.is_open());
    }
}

#[test]
fn at_work_a_card_that_is_left_on_the_step_of_the_test_card_begins_its_visit() {
    let mut staff = Staff::begins(at_work());
    staff.types("476");
    staff.is_at(SetUpStep::TestCard);
    assert!(matches!(staff.hears(Event::Card(CardOnReader::Waits)), Some(Effect::ReadTestCard)));
    staff.hears(Event::TestCard(Ok(READ)));
    assert!(staff.menu.view(staff.now).unwrap().card.is_some(), "the page says that a card waits");
    staff.now += Duration::from_secs(11);
    staff.hears(Event::Elapsed);
    assert!(!staff.menu.is_open());
}

#[test]
fn without_the_services_authority_no_form_asks_for_a_code() {
    let mut staff = Staff::begins(new_kiosk(Registration::NoAuthority("authority.pem".to_owned())));
    staff.types("3");
    assert!(staff.presses(Key::Enter).is_none());
    staff.is_at(SetUpStep::Passcode);
}

#[test]
fn with_a_passcode_an_unfinished_set_up_is_left_alone_for_the_waiting_screen_and_needs_it_again() {
    let facts = new_kiosk(Registration::Missing);
    let mut staff = Staff::begins(facts);
    staff.facts.access = StaffAccess::Passcode;
    staff.menu.inform(staff.facts.clone());
    staff.presses(Key::Cancel);
    assert!(!staff.menu.is_open());
    staff.hears(Event::Open(Purpose::Menu));
    assert!(matches!(staff.menu.view(staff.now).unwrap().page, Page::Passcode(_)));
}

#[test]
fn it_goes_on_at_the_step_that_is_kept() {
    let mut facts = new_kiosk(Registration::Done);
    facts.set_up.pending = Some(SetUpStep::Method);
    let mut staff = Staff::begins(facts);
    staff.shows_the_list();
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Method);
    assert_eq!(staff.menu.set_up_reached(), Some(SetUpStep::Method));
    staff.presses(Key::Cancel);
    staff.types("1");
    assert_eq!(staff.menu.set_up_reached(), Some(SetUpStep::Method), "a step back is no step lost");
}

#[test]
fn beside_another_terminals_reader_there_is_no_reader_and_no_registration_to_set_up() {
    let mut staff = Staff::begins(new_kiosk(Registration::Folder));
    let steps = SetUpStep::of_site(&staff.facts.set_up);
    assert!(!steps.contains(&SetUpStep::Reader) && !steps.contains(&SetUpStep::Registration));
    staff.types("3");
    staff.is_at(SetUpStep::Passcode);
    staff.presses(Key::NextPage);
    staff.is_at(SetUpStep::Method);
}

#[test]
fn what_cannot_be_saved_is_said_and_can_be_tried_again() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    staff.types("1");
    let Some(Effect::SaveSettings(id, _)) = staff.types("2") else { panic!("not saved") };
    staff.hears(Event::SettingsSaved(SaveId::default(), Ok(())));
    assert!(matches!(staff.page().stage(), SetUpStage::Saving), "another page's saving");
    staff.hears(Event::SettingsSaved(id, Err(SaveError::Changed("kiosk.toml".into()))));
    assert!(matches!(staff.page().stage(), SetUpStage::Failed(_)));
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Language);
}

#[test]
fn a_card_that_cannot_be_read_or_leaves_too_soon_is_no_visit_and_another_can_be_tried() {
    let mut staff = Staff::begins(new_kiosk(Registration::Done));
    staff.hears(Event::Card(CardOnReader::Waits));
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Language);
    assert!(staff.types("12+").is_none(), "digits beside a card may be a PIN");
    staff.is_at(SetUpStep::Language);
    staff.hears(Event::Card(CardOnReader::None));
    staff.presses(Key::Cancel);
    staff.types("6");
    staff.hears(Event::Card(CardOnReader::Waits));
    let fault = CardFault::Trouble(TroubleKind::MuteCard.into());
    staff.hears(Event::TestCard(Err(fault.clone())));
    assert_eq!(staff.page().test(), &TestCard::Failed(fault));
    staff.hears(Event::Card(CardOnReader::None));
    assert!(matches!(staff.hears(Event::Card(CardOnReader::Waits)), Some(Effect::ReadTestCard)));
    // A minute without a key does not close it.
    staff.now += Duration::from_secs(60);
    staff.hears(Event::Elapsed);
    staff.is_at(SetUpStep::TestCard);
}

#[test]
fn at_work_it_is_an_item_of_the_help_and_a_visitors_card_ends_it_soon() {
    let mut staff = Staff::begins(at_work());
    staff.types("47");
    staff.shows_the_list();
    staff.presses(Key::Enter);
    staff.is_at(SetUpStep::Language);
    staff.hears(Event::Card(CardOnReader::Waits));
    assert!(staff.types("1234").is_none(), "a visitor's PIN changes nothing");
    staff.is_at(SetUpStep::Language);
    staff.now += Duration::from_secs(11);
    staff.hears(Event::Elapsed);
    assert!(!staff.menu.is_open());
    let mut staff = Staff::begins(at_work());
    staff.types("47");
    staff.presses(Key::Cancel);
    assert!(matches!(staff.menu.view(staff.now).unwrap().page, Page::Menu(_)));
}
