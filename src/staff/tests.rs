use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::fuzz;
use super::passcode::PasscodePrompt;
use super::power::PowerStep;
use super::settings::{SaveTrouble, SettingsStage};
use super::ways::WaysStep;
use super::{CardNote, Effect, Event, Facts, Page, PageInput, PowerAction, Purpose, StaffMenu};
use crate::common::{EntryNote, Key, KeyRepeat, Language, Method, StaffAccess, StaffId, TypedChar};
use crate::settings::{Choices, SaveError};
use crate::visit::{CardOnReader, StaffAct};

/// A kiosk whose keyboard only staff reach.
fn open() -> Facts {
    Facts { access: StaffAccess::OutOfReach, ..Facts::default() }
}

#[test]
fn a_menu_that_is_not_used_closes_by_itself() {
    let now = Instant::now();
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(open());
    menu.handle(Event::Open(Purpose::Menu), now);
    menu.handle(Event::Elapsed, now + Duration::from_secs(119));
    assert!(menu.is_open());
    menu.handle(Event::Elapsed, now + Duration::from_secs(120));
    assert!(!menu.is_open());
}

#[test]
fn the_menu_leads_to_a_page_and_back() {
    let now = Instant::now();
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(open());
    menu.handle(Event::Open(Purpose::Menu), now);
    menu.handle(Event::Input(PageInput::Key(Key::NextPage)), now);
    menu.handle(Event::Input(PageInput::Key(Key::Enter)), now);
    assert!(matches!(menu.view(now).unwrap().page, Page::Today(_)));
    menu.handle(Event::Input(PageInput::Key(Key::Cancel)), now);
    assert!(matches!(menu.view(now).unwrap().page, Page::Menu(_)));
}

/// A desk with a clock, whose keys are pressed one by one.
struct Staff {
    menu: StaffMenu,
    key_repeat: KeyRepeat,
    now: Instant,
}

impl Staff {
    fn with(facts: Facts) -> Self {
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(facts);
        Self { menu, key_repeat: KeyRepeat::default(), now: Instant::now() }
    }

    /// In front of a passcode.
    fn asked() -> Self {
        let mut staff = Self::with(Facts { access: StaffAccess::Passcode, ..Facts::default() });
        staff.opens();
        staff
    }

    fn opens(&mut self) {
        self.menu.handle(Event::Open(Purpose::Menu), self.now);
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        // Slower than a key repeats.
        self.now += Duration::from_secs(1);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    fn types(&mut self, signs: &str) {
        for byte in signs.bytes() {
            let typed = PageInput::Typed(TypedChar::from_ascii(byte).unwrap());
            self.menu.handle(Event::Input(typed), self.now);
        }
    }

    fn sends(&mut self, digits: &str) -> Option<Effect> {
        self.types(digits);
        self.presses(Key::Enter)
    }

    fn hears(&mut self, by: Option<StaffId>) -> Option<Effect> {
        self.menu.handle(Event::PasscodeChecked(by), self.now)
    }

    fn page(&self) -> &Page {
        self.menu.view(self.now).unwrap().page
    }

    fn prompt(&self) -> &PasscodePrompt {
        let Page::Passcode(prompt) = self.page() else { panic!("{:?}", self.page()) };
        prompt
    }
}

#[test]
fn the_right_passcode_opens_the_menu_and_tells_who_did() {
    let mut staff = Staff::asked();
    assert!(matches!(staff.sends("735912"), Some(Effect::CheckPasscode(_))));
    staff.hears(StaffId::new("sign-01"));
    assert!(matches!(staff.page(), Page::Menu(_)));
    assert_eq!(staff.menu.by().map(StaffId::as_str), Some("sign-01"));
}

#[test]
fn a_pause_outlives_the_menu_and_nothing_typed_meanwhile_counts() {
    let mut staff = Staff::asked();
    for (count, pause) in [(1, None), (2, None), (3, Some(Duration::from_secs(30)))] {
        assert!(matches!(staff.sends("111111"), Some(Effect::CheckPasscode(_))));
        assert!(matches!(staff.hears(None), Some(Effect::WrongPasscode(c, p)) if (c, p) == (count, pause)));
    }
    assert!(staff.sends("735912").is_none());
    assert_eq!(staff.prompt().entered(), 0);
    staff.presses(Key::Cancel);
    staff.opens();
    assert_eq!(staff.prompt().paused_for(staff.now), Some(Duration::from_secs(28)));
    assert!(staff.sends("735912").is_none());
    staff.now += Duration::from_secs(28);
    assert!(matches!(staff.sends("735912"), Some(Effect::CheckPasscode(_))));
}

#[test]
fn while_one_passcode_is_compared_no_other_can_be_sent() {
    let mut staff = Staff::asked();
    staff.sends("111111");
    assert!(staff.sends("735912").is_none());
    // Not by closing the prompt either.
    staff.presses(Key::Cancel);
    staff.opens();
    assert!(staff.sends("735912").is_none());
    assert!(staff.prompt().is_busy());
}

#[test]
fn an_answer_to_a_prompt_that_was_closed_opens_nothing_but_a_miss_counts() {
    let mut staff = Staff::asked();
    staff.sends("735912");
    staff.presses(Key::Cancel);
    staff.hears(Some(StaffId::shared()));
    assert!(!staff.menu.is_open());
    staff.opens();
    staff.sends("735912");
    staff.presses(Key::Cancel);
    staff.opens();
    staff.hears(Some(StaffId::shared()));
    assert!(!staff.prompt().is_busy());
    for _ in 0..3 {
        staff.sends("111111");
        staff.presses(Key::Cancel);
        staff.hears(None);
        staff.opens();
    }
    assert!(staff.prompt().paused_for(staff.now).is_some());
}

#[test]
fn a_paste_is_no_passcode_and_a_thirteenth_digit_empties_the_field() {
    let mut staff = Staff::asked();
    staff.types("123456");
    staff.presses(Key::Burst);
    assert_eq!((staff.prompt().entered(), staff.prompt().note()), (0, Some(EntryNote::OneByOne)));
    staff.types("1234567890123");
    assert_eq!((staff.prompt().entered(), staff.prompt().note()), (0, Some(EntryNote::TooLong)));
}

#[test]
fn an_unfinished_passcode_closes_soon_because_a_card_waits_meanwhile() {
    let mut staff = Staff::asked();
    staff.types("12");
    staff.menu.handle(Event::Elapsed, staff.now + Duration::from_secs(30));
    assert!(!staff.menu.is_open());
}

fn changed(save: Option<Effect>) -> Choices {
    let Some(Effect::SaveSettings(_, choices)) = save else { panic!("{save:?}") };
    *choices
}

#[test]
fn a_change_that_could_not_be_saved_is_still_there_to_be_saved_again() {
    let mut staff = Staff::with(open());
    staff.opens();
    staff.types("3");
    staff.presses(Key::Enter);
    staff.presses(Key::PreviousPage);
    let save = staff.presses(Key::Enter);
    let Some(Effect::SaveSettings(id, _)) = &save else { panic!("{save:?}") };
    let id = *id;
    assert_eq!(changed(save).method, Method::Staff);
    let full = SaveError::Unwritable { path: "/etc".into(), source: std::io::ErrorKind::StorageFull.into() };
    staff.menu.handle(Event::SettingsSaved(id, Err(full)), staff.now);
    let Page::Settings(page) = staff.page() else { panic!("no settings") };
    assert!(matches!(page.stage(), SettingsStage::Failed(SaveTrouble::Full(path)) if path == "/etc"));
    staff.presses(Key::Enter);
    assert_eq!(changed(staff.presses(Key::Enter)).method, Method::Staff);
}

#[test]
fn a_new_passcode_is_typed_twice_the_same() {
    let mut staff = Staff::with(open());
    staff.opens();
    staff.types("3");
    for _ in 0..4 {
        staff.presses(Key::NextPage);
    }
    staff.presses(Key::Enter);
    for (typed, unsaved) in [("246813", 0), ("246814", 0), ("246813", 0), ("246813", 1)] {
        staff.sends(typed);
        let Page::Settings(page) = staff.page() else { panic!("no settings") };
        assert_eq!(page.unsaved(), unsaved, "{typed}");
    }
}

#[test]
fn nothing_is_switched_off_by_one_key() {
    let mut staff = Staff::with(open());
    staff.opens();
    staff.types("6");
    staff.types("3");
    staff.presses(Key::Cancel);
    assert!(staff.presses(Key::Enter).is_none());
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::Off))));
}

#[test]
fn a_key_that_is_held_opens_the_menu_once_and_closes_it_once() {
    let mut staff = Staff::with(open());
    let held = |staff: &mut Staff| {
        for _ in 0..5 {
            staff.now += Duration::from_millis(300);
            let open = staff.menu.is_open();
            let event = if open { Event::Input(PageInput::Key(Key::Menu)) } else { Event::Open(Purpose::Menu) };
            if !staff.key_repeat.is_same_press(Key::Menu, staff.now) {
                staff.menu.handle(event, staff.now);
            }
        }
    };
    held(&mut staff);
    assert!(staff.menu.is_open());
    staff.now += Duration::from_secs(1);
    held(&mut staff);
    assert!(!staff.menu.is_open());
}

#[test]
fn the_rest_of_a_passcode_whose_prompt_was_taken_away_is_ignored_and_no_visit_begins_before_it_is_typed() {
    let mut staff = Staff::with(Facts { access: StaffAccess::Passcode, ..Facts::default() });
    staff.menu.handle(Event::Open(Purpose::Confirm(StaffAct::Reveal(1))), staff.now);
    staff.types("73");
    staff.menu.handle(Event::Withdraw, staff.now);
    assert!(!staff.menu.is_open());
    for sign in ["5", "9", "1", "2"] {
        staff.now += Duration::from_secs(1);
        staff.menu.handle(Event::Elapsed, staff.now);
        assert!(staff.menu.holds_visits() && staff.menu.is_left_over(Key::Enter));
        assert!(!staff.menu.is_left_over(Key::Cancel) && !staff.menu.is_left_over(Key::Menu));
        staff.types(sign);
    }
    staff.menu.handle(Event::Elapsed, staff.menu.deadline().unwrap());
    assert!(!staff.menu.holds_visits() && !staff.menu.is_left_over(Key::Enter));
}

#[test]
fn the_menu_key_drops_no_change_without_a_word() {
    let mut staff = Staff::with(Facts { kept: true, ..open() });
    staff.opens();
    staff.types("3");
    staff.presses(Key::Enter);
    staff.presses(Key::Menu);
    let Page::Settings(page) = staff.page() else { panic!("no settings") };
    assert!(matches!(page.stage(), SettingsStage::Leaving));
    staff.presses(Key::Menu);
    assert!(!staff.menu.is_open());
}

#[test]
fn where_nothing_shows_who_is_staff_the_menu_only_sets_a_passcode() {
    for purpose in [Purpose::Menu, Purpose::Ways] {
        let mut staff = Staff::with(Facts { kept: true, ..Facts::default() });
        staff.menu.handle(Event::Open(purpose), staff.now);
        for key in [Key::NextPage, Key::Ways, Key::OtherMethod, Key::Staff] {
            staff.presses(key);
            assert!(matches!(staff.page(), Page::FirstPasscode(_)), "{purpose:?} {key:?}");
        }
        assert!(staff.sends("246813").is_none());
        let Some(Effect::SaveSettings(id, choices)) = staff.sends("246813") else { panic!("nothing to save") };
        assert!(choices.passcode.is_set());
        staff.menu.inform(Facts { access: StaffAccess::Passcode, kept: true, ..Facts::default() });
        staff.menu.handle(Event::SettingsSaved(id, Ok(())), staff.now);
        staff.presses(Key::Enter);
        assert!(!staff.menu.is_open());
        staff.opens();
        assert_eq!(staff.prompt().entered(), 0);
    }
}

#[test]
fn where_nothing_shows_who_is_staff_nothing_is_confirmed_or_revealed() {
    for act in [StaffAct::ConfirmEarly, StaffAct::Confirm(1), StaffAct::Reveal(1)] {
        let mut staff = Staff::with(Facts::default());
        assert!(staff.menu.handle(Event::Open(Purpose::Confirm(act)), staff.now).is_none());
        assert!(!staff.menu.is_open());
    }
}

/// Staff at the open menu; a card comes.
fn interrupted(keys: &str) -> Staff {
    let mut staff = Staff::with(open());
    staff.opens();
    for key in keys.split(' ').filter(|key| !key.is_empty()) {
        match key {
            "enter" => drop(staff.presses(Key::Enter)),
            digits => staff.types(digits),
        }
    }
    staff.menu.handle(Event::Card(CardOnReader::Waits), staff.now);
    staff
}

fn number(staff: &Staff) -> Option<&str> {
    match staff.page() {
        Page::Ways(ways) => match ways.step() {
            WaysStep::Number { field, .. } => Some(field.typed()),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn a_card_that_is_put_on_the_reader_closes_the_menu_after_ten_seconds_without_a_key() {
    let mut staff = interrupted("");
    assert_eq!(staff.menu.view(staff.now).unwrap().card, Some(CardNote::Waits));
    staff.now += Duration::from_secs(9);
    staff.menu.handle(Event::Input(PageInput::Key(Key::NextPage)), staff.now);
    staff.now += Duration::from_secs(9);
    // What a visitor types does not make them wait longer.
    staff.types("1234");
    staff.menu.handle(Event::Elapsed, staff.now);
    assert!(staff.menu.is_open());
    staff.now += Duration::from_secs(1);
    staff.menu.handle(Event::Elapsed, staff.now);
    assert!(!staff.menu.is_open());
}

#[test]
fn esc_leads_to_the_card_from_every_page_and_a_card_that_is_taken_again_leaves_the_menu_open() {
    for keys in ["", "2", "3", "4 1", "5", "6 1", "1 3 enter 0613"] {
        let mut staff = interrupted(keys);
        staff.presses(Key::Cancel);
        assert!(!staff.menu.is_open(), "{keys}");
    }
    let mut staff = interrupted("2");
    staff.menu.handle(Event::Card(CardOnReader::None), staff.now);
    staff.menu.handle(Event::Elapsed, staff.now + Duration::from_secs(119));
    assert!(matches!(staff.page(), Page::Today(_)));
}

#[test]
fn a_pin_that_is_typed_into_an_open_menu_chooses_nothing_and_its_enter_does_nothing() {
    let mut staff = interrupted("6 3");
    assert!(staff.sends("1234").is_none(), "the machine is switched off by a visitor's Enter");
    let Page::Power(page) = staff.page() else { panic!("{:?}", staff.page()) };
    assert_eq!(page.step(), &PowerStep::Sure);
    // Staff go on with a key that no visitor needs.
    staff.presses(Key::NextPage);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::Off))));
}

#[test]
fn what_staff_were_entering_when_a_card_came_is_there_again_under_the_menu_key_and_no_other() {
    let mut staff = interrupted("1 3 enter 0613");
    staff.types("99");
    staff.now += Duration::from_secs(10);
    staff.menu.handle(Event::Elapsed, staff.now);
    assert!(!staff.menu.is_open());
    staff.menu.handle(Event::Card(CardOnReader::OfVisit), staff.now);
    // F4 after the next visitor's failure: nothing of the one before.
    staff.menu.handle(Event::Open(Purpose::Ways), staff.now);
    assert_eq!(number(&staff), None);
    staff.presses(Key::Cancel);
    staff.menu.handle(Event::Card(CardOnReader::None), staff.now);
    staff.opens();
    assert_eq!(number(&staff), Some("0613"));
    staff.types("9992");
    assert_eq!(number(&staff), Some("06139992"));
}

#[test]
fn an_interrupted_entry_is_kept_for_five_minutes() {
    let mut staff = interrupted("1 3 enter 0613");
    staff.presses(Key::Cancel);
    staff.now += Duration::from_secs(5 * 60);
    assert_eq!(staff.menu.deadline(), Some(staff.now));
    staff.menu.handle(Event::Elapsed, staff.now);
    assert_eq!(staff.menu.deadline(), None);
    staff.opens();
    assert!(matches!(staff.page(), Page::Menu(_)));
}

#[test]
fn beside_the_card_of_a_visit_that_is_over_no_number_is_typed_either() {
    let mut staff = interrupted("1 3 enter 0613");
    staff.menu.handle(Event::Card(CardOnReader::OfVisit), staff.now);
    staff.types("4");
    assert_eq!((number(&staff), staff.menu.view(staff.now).unwrap().card), (Some("0613"), Some(CardNote::TakeFirst)));
}

#[test]
fn an_entry_comes_back_behind_the_passcode() {
    let mut staff = interrupted("1 3 enter 0613");
    staff.presses(Key::Cancel);
    staff.menu.inform(Facts { access: StaffAccess::Passcode, ..Facts::default() });
    staff.menu.handle(Event::Card(CardOnReader::None), staff.now);
    staff.opens();
    staff.sends("735912");
    assert_eq!(number(&staff), None);
    staff.hears(Some(StaffId::shared()));
    assert_eq!(number(&staff), Some("0613"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_menu_keeps_its_promises_whatever_happens(keys in proptest::collection::vec(any::<u8>(), 0..200)) {
        fuzz::events(&keys);
    }
}
