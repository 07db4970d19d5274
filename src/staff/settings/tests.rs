//! Saving that outlives its page.

use std::time::{Duration, Instant};

use super::{SettingsPage, SettingsStage};
use crate::common::{Key, Language, StaffAccess, TypedChar};
use crate::settings::{Choices, SaveError, SettingItem};
use crate::staff::{Effect, Event, Facts, Page, PageInput, Purpose, SaveId, StaffMenu};

/// A menu with its page of settings open.
struct Desk {
    menu: StaffMenu,
    now: Instant,
}

impl Desk {
    fn open() -> Self {
        let mut desk = Self { menu: StaffMenu::new(Language::Japanese), now: Instant::now() };
        desk.menu.inform(Facts { access: StaffAccess::OutOfReach, ..Facts::default() });
        desk.opens();
        desk
    }

    fn opens(&mut self) {
        self.menu.handle(Event::Open(Purpose::Menu), self.now);
        let three = PageInput::Typed(TypedChar::from_ascii(b'3').unwrap());
        self.menu.handle(Event::Input(three), self.now);
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.now += Duration::from_secs(1);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    /// Changes the first line and has it saved.
    fn saves(&mut self) -> (SaveId, Choices) {
        self.presses(Key::Enter);
        self.presses(Key::PreviousPage);
        match self.presses(Key::Enter) {
            Some(Effect::SaveSettings(id, choices)) => (id, *choices),
            other => panic!("{other:?}"),
        }
    }

    /// Leaves while it is saved, as when a card comes, and comes back.
    fn comes_back(&mut self) {
        self.menu.handle(Event::Elapsed, self.now + Duration::from_secs(600));
        assert!(!self.menu.is_open());
        self.opens();
    }

    fn hears(&mut self, id: SaveId, result: Result<(), SaveError>) {
        self.menu.handle(Event::SettingsSaved(id, result), self.now);
    }

    fn page(&self) -> &SettingsPage {
        let Page::Settings(page) = self.menu.view(self.now).unwrap().page else { panic!("no settings") };
        page
    }
}

fn full() -> SaveError {
    SaveError::Unwritable { path: "/etc".into(), source: std::io::ErrorKind::StorageFull.into() }
}

#[test]
fn a_page_that_saves_nothing_does_not_hear_of_the_saving_of_one_before_it() {
    for result in [Ok(()), Err(full())] {
        let mut desk = Desk::open();
        let (id, _) = desk.saves();
        desk.comes_back();
        desk.hears(id, result);
        assert!(matches!(desk.page().stage(), SettingsStage::List), "{:?}", desk.page().stage());
    }
}

#[test]
fn a_page_that_saves_hears_of_its_own_saving_only() {
    let mut desk = Desk::open();
    let (before, _) = desk.saves();
    desk.comes_back();
    let (own, _) = desk.saves();
    assert_ne!(before, own);
    desk.hears(before, Err(full()));
    assert!(matches!(desk.page().stage(), SettingsStage::Saving), "{:?}", desk.page().stage());
    desk.hears(own, Ok(()));
    assert!(matches!(desk.page().stage(), SettingsStage::Saved), "{:?}", desk.page().stage());
}

#[test]
fn a_page_that_was_opened_before_a_saving_was_done_does_not_take_it_back() {
    let mut desk = Desk::open();
    let (id, choices) = desk.saves();
    desk.comes_back();
    desk.menu.inform(Facts { access: StaffAccess::OutOfReach, choices: choices.clone(), ..Facts::default() });
    desk.hears(id, Ok(()));
    let (_, unsaved) = desk.page().line(SettingItem::ALL[0]);
    assert!(!unsaved && desk.page().unsaved() == 0);
    desk.presses(Key::NextPage);
    desk.presses(Key::Enter);
    desk.presses(Key::PreviousPage);
    desk.presses(Key::PreviousPage);
    let Some(Effect::SaveSettings(_, after)) = desk.presses(Key::Enter) else { panic!("nothing to save") };
    assert_eq!(after.changed_keys(&choices).len(), 1, "only the second line differs from what was saved");
}
