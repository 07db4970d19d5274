//! The keys of the page that lead to the report for support.

use std::time::{Duration, Instant};

use super::{DiagnosisPage, ReportView};
use crate::common::{Key, Language, StaffAccess, TypedChar};
use crate::staff::{Effect, Event, Facts, Page, PageInput, Purpose, ReportTo, StaffMenu};

struct Staff {
    menu: StaffMenu,
    now: Instant,
}

impl Staff {
    fn at_the_diagnosis() -> Self {
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(Facts { access: StaffAccess::OutOfReach, ..Facts::default() });
        let mut staff = Self { menu, now: Instant::now() };
        staff.menu.handle(Event::Open(Purpose::Menu), staff.now);
        assert!(matches!(staff.types(b'5'), Some(Effect::Examine)));
        staff
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.now += Duration::from_millis(200);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    fn types(&mut self, digit: u8) -> Option<Effect> {
        self.now += Duration::from_millis(200);
        self.menu.handle(Event::Input(PageInput::Typed(TypedChar::from_ascii(digit).unwrap())), self.now)
    }

    fn page(&self) -> &DiagnosisPage {
        match self.menu.view(self.now).unwrap().page {
            Page::Diagnosis(page) => page,
            page => panic!("{page:?}"),
        }
    }
}

#[test]
fn one_shows_the_codes_which_enter_and_the_arrows_turn_and_esc_leads_back_to_the_list() {
    let mut staff = Staff::at_the_diagnosis();
    assert!(matches!(staff.types(b'1'), Some(Effect::Report(ReportTo::Screen))));
    for (key, page) in [(Key::Enter, 1), (Key::NextPage, 2), (Key::PreviousPage, 1), (Key::Other, 1)] {
        assert!(staff.presses(key).is_none());
        assert_eq!(staff.page().report(), Some(ReportView::Codes(page)));
    }
    assert!(staff.types(b'2').is_none());
    staff.presses(Key::Cancel);
    assert_eq!(staff.page().report(), None);
    assert!(matches!(staff.presses(Key::Enter), Some(Effect::Examine)), "the list has its own keys again");
    staff.presses(Key::Cancel);
    assert!(matches!(staff.menu.view(staff.now).unwrap().page, Page::Menu(_)));
}

#[test]
fn two_writes_the_file_once() {
    let mut staff = Staff::at_the_diagnosis();
    assert!(matches!(staff.types(b'2'), Some(Effect::Report(ReportTo::File))));
    assert!(staff.types(b'2').is_none(), "once");
    assert_eq!(staff.page().report(), Some(ReportView::File));
    assert!(staff.presses(Key::Enter).is_none());
    assert_eq!(staff.page().report(), None);
}
