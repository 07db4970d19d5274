//! The last answer in the menu, and its page.

use std::time::{Duration, Instant};

use super::menu::MenuPage;
use super::{Effect, Event, Facts, MenuItem, Page, PageInput, Purpose, StaffMenu};
use crate::common::{Key, Language, StaffAccess, TypedChar};
use crate::visit::CardOnReader;

fn facts(last: bool) -> Facts {
    Facts { access: StaffAccess::OutOfReach, last, ..Facts::default() }
}

struct Staff {
    menu: StaffMenu,
    now: Instant,
}

impl Staff {
    fn at_the_menu(facts: Facts) -> Self {
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(facts);
        let now = Instant::now();
        menu.handle(Event::Open(Purpose::Menu), now);
        Self { menu, now }
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.now += Duration::from_millis(100);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    fn types(&mut self, digit: u8) -> Option<Effect> {
        self.now += Duration::from_millis(100);
        self.menu.handle(Event::Input(PageInput::Typed(TypedChar::from_ascii(digit).unwrap())), self.now)
    }

    fn page(&self) -> &Page {
        self.menu.view(self.now).unwrap().page
    }
}

#[test]
fn it_is_the_first_item_with_a_number_that_no_other_item_has_without_it() {
    assert_eq!(MenuPage::items(&facts(true))[0], MenuItem::Last);
    for digit in b'1'..=b'6' {
        let page = |last| {
            let mut staff = Staff::at_the_menu(facts(last));
            staff.types(digit);
            std::mem::discriminant(staff.page())
        };
        assert_eq!(page(true), page(false), "{}", char::from(digit));
    }
    let mut staff = Staff::at_the_menu(facts(true));
    staff.types(b'0');
    assert!(matches!(staff.page(), Page::Last(_)));
    let mut staff = Staff::at_the_menu(facts(false));
    staff.types(b'0');
    assert!(matches!(staff.page(), Page::Menu(_)));
}

#[test]
fn enter_opens_it_first_and_what_the_arrows_chose_stays_chosen_when_it_goes() {
    let mut staff = Staff::at_the_menu(facts(true));
    staff.presses(Key::Enter);
    assert!(matches!(staff.page(), Page::Last(_)));

    let mut staff = Staff::at_the_menu(facts(true));
    for _ in 0..5 {
        staff.presses(Key::NextPage);
    }
    staff.menu.inform(facts(false));
    staff.presses(Key::Enter);
    assert!(matches!(staff.page(), Page::Diagnosis(_)), "{:?}", staff.page());
}

#[test]
fn it_stands_behind_the_passcode() {
    let mut staff = Staff::at_the_menu(Facts { access: StaffAccess::Passcode, ..facts(true) });
    staff.types(b'0');
    staff.presses(Key::Enter);
    assert!(matches!(staff.page(), Page::Passcode(_)));
    let staff = Staff::at_the_menu(Facts { access: StaffAccess::Missing, ..facts(true) });
    assert!(matches!(staff.page(), Page::FirstPasscode(_)));
}

#[test]
fn enter_and_the_arrows_lead_from_step_to_step_and_esc_to_the_menu() {
    let mut staff = Staff::at_the_menu(facts(true));
    staff.types(b'0');
    let step = |staff: &Staff| match staff.page() {
        Page::Last(page) => page.step(),
        page => panic!("{page:?}"),
    };
    for (key, expected) in [(Key::PreviousPage, 0), (Key::Enter, 1), (Key::NextPage, 2), (Key::PreviousPage, 1)] {
        assert!(staff.presses(key).is_none());
        assert_eq!(step(&staff), expected);
    }
    staff.presses(Key::Cancel);
    assert!(matches!(staff.page(), Page::Menu(_)));
}

#[test]
fn a_card_of_the_next_visitor_closes_it_at_once_and_no_key_of_the_page_reaches_that_visit() {
    let mut staff = Staff::at_the_menu(facts(true));
    staff.types(b'0');
    staff.menu.handle(Event::Card(CardOnReader::OfVisit), staff.now);
    assert!(matches!(staff.page(), Page::Last(_)), "the card that is still to be taken");
    staff.menu.handle(Event::Card(CardOnReader::Waits), staff.now);
    assert!(!staff.menu.is_open() && staff.menu.holds_visits());
    assert!(staff.menu.is_left_over(Key::Enter));
    assert!(staff.presses(Key::Enter).is_none());
    staff.now += Duration::from_secs(2);
    staff.menu.handle(Event::Elapsed, staff.now);
    assert!(!staff.menu.holds_visits());
}

#[test]
fn beside_a_card_of_the_next_visitor_the_menu_does_not_offer_it_even_where_it_was_told_so() {
    let mut staff = Staff::at_the_menu(facts(false));
    staff.menu.handle(Event::Card(CardOnReader::Waits), staff.now);
    staff.menu.inform(facts(true));
    staff.presses(Key::Enter);
    assert!(!matches!(staff.page(), Page::Last(_)));
}
