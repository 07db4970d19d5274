//! Removing all that is the site's: who may, and by what.

use std::time::{Duration, Instant};

use super::power::{PowerStep, ResetCode};
use super::{Effect, Event, Facts, Page, PageInput, PowerAction, Purpose, StaffMenu};
use crate::common::{Key, Language, StaffAccess, StaffId, TypedChar};
use crate::visit::CardOnReader;

struct Staff {
    menu: StaffMenu,
    now: Instant,
    code: String,
}

impl Staff {
    fn at_the_power_page(access: StaffAccess, has_reset: bool) -> Self {
        let code = ResetCode::drawn(424_242);
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(Facts { access, factory_reset: has_reset.then_some(code), ..Facts::default() });
        let mut staff = Self { menu, now: Instant::now(), code: code.to_string() };
        staff.menu.handle(Event::Open(Purpose::Menu), staff.now);
        if access == StaffAccess::Passcode {
            staff.gives_passcode(true);
        }
        staff.types("6");
        assert!(matches!(staff.page(), Page::Power(_)));
        staff
    }

    fn gives_passcode(&mut self, right: bool) {
        self.types("735912");
        assert!(matches!(self.presses(Key::Enter), Some(Effect::CheckPasscode(_))));
        self.menu.handle(Event::PasscodeChecked(right.then(StaffId::shared)), self.now);
    }

    fn types(&mut self, signs: &str) {
        for byte in signs.bytes() {
            let typed = PageInput::Typed(TypedChar::from_ascii(byte).unwrap());
            assert!(self.menu.handle(Event::Input(typed), self.now).is_none());
        }
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.now += Duration::from_secs(1);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    fn page(&self) -> &Page {
        self.menu.view(self.now).unwrap().page
    }

    fn step(&self) -> &PowerStep {
        let Page::Power(page) = self.page() else { panic!("{:?}", self.page()) };
        page.step()
    }
}

#[test]
fn the_passcode_comes_once_more_and_then_the_digits_that_show() {
    let mut staff = Staff::at_the_power_page(StaffAccess::Passcode, true);
    staff.types("4");
    assert!(matches!(staff.page(), Page::Passcode(_)));
    staff.gives_passcode(false);
    assert!(matches!(staff.page(), Page::Passcode(_)));
    staff.gives_passcode(true);
    assert!(matches!(staff.step(), PowerStep::Typing(_)));
    assert!(staff.presses(Key::Enter).is_none(), "nothing typed");
    let code = staff.code.clone();
    staff.types(&code);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::FactoryReset))));
    assert!(staff.presses(Key::Enter).is_none(), "asked once");
}

#[test]
fn where_visitors_cannot_reach_the_keyboard_the_digits_are_asked_for_alone() {
    let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, true);
    staff.types("4");
    let code = staff.code.clone();
    staff.types(&code);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::FactoryReset))));
}

#[test]
fn a_machine_without_it_has_no_such_line() {
    let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, false);
    staff.types("4");
    for _ in 0..9 {
        staff.presses(Key::NextPage);
    }
    assert_eq!(staff.step(), &PowerStep::Choosing);
    staff.presses(Key::Enter);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::Off))));
}

#[test]
fn what_goes_while_it_is_chosen_is_not_done() {
    let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, true);
    for _ in 0..3 {
        staff.presses(Key::NextPage);
    }
    staff.menu.inform(Facts { access: StaffAccess::OutOfReach, ..Facts::default() });
    staff.presses(Key::Enter);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Power(PowerAction::Off))), "the last line that is left");
}

#[test]
fn what_goes_while_its_digits_are_typed_is_not_done() {
    for now_offered in [None, Some(ResetCode::drawn(7))] {
        let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, true);
        staff.types("4");
        let code = staff.code.clone();
        staff.types(&code);
        staff.menu.inform(Facts { access: StaffAccess::OutOfReach, factory_reset: now_offered, ..Facts::default() });
        assert!(staff.presses(Key::Enter).is_none());
        assert_eq!(staff.step(), &PowerStep::Choosing);
    }
}

#[test]
fn wrong_digits_one_too_many_a_burst_and_a_card_remove_nothing() {
    let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, true);
    staff.types("4");
    let code = staff.code.clone();
    let cut = code.chars().take(5).collect::<String>();
    for wrong in ["1", "000000", &cut, &format!("{code}1"), &code.chars().rev().collect::<String>()] {
        staff.types(wrong);
        assert!(staff.presses(Key::Enter).is_none(), "{wrong}");
        assert!(matches!(staff.step(), PowerStep::Typing(entry) if entry.typed().is_empty() && entry.is_wrong()));
    }
    staff.types(&code);
    staff.presses(Key::Burst);
    assert!(staff.presses(Key::Enter).is_none());
    // A visitor's PIN beside a card is no digit of it.
    staff.menu.handle(Event::Card(CardOnReader::Waits), staff.now);
    staff.types(&code);
    assert!(staff.presses(Key::Enter).is_none());
    assert!(matches!(staff.step(), PowerStep::Typing(entry) if entry.typed().is_empty()));
}

#[test]
fn it_is_left_by_esc_and_by_itself() {
    let mut staff = Staff::at_the_power_page(StaffAccess::OutOfReach, true);
    staff.types("4");
    staff.presses(Key::Cancel);
    assert_eq!(staff.step(), &PowerStep::Choosing);
    staff.types("4");
    staff.menu.handle(Event::Elapsed, staff.now + Duration::from_secs(120));
    assert!(!staff.menu.is_open());
}
