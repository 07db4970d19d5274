//! Which page is open, and what leads from one to the next.

use std::time::{Duration, Instant};

use super::diagnosis::Diagnosis;
use super::facts::Facts;
use super::help::Help;
use super::menu::{Item, Menu};
use super::passcode::Prompt;
use super::power::Choice;
use super::settings::Settings;
use super::today::Today;
use super::ways::Ways;
use super::words::{Door, Effect, Event, Input, Turn};
use crate::visit::held::HeldKey;
use crate::visit::{Key, Language, StaffId};

/// Nobody leaves the menu open: after this long without a key it closes by itself.
const OPEN_FOR: Duration = Duration::from_secs(120);
/// An entry that was kept is shown so long; meanwhile a card would wait.
const NOTED_FOR: Duration = Duration::from_secs(10);

/// A page of the reception.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by what it shows")]
pub enum Page {
    Passcode(Prompt),
    Menu(Menu),
    Ways(Ways),
    Today(Today),
    Settings(Settings),
    Help(Help),
    Diagnosis(Diagnosis),
    Power(Choice),
}

/// The reception: one value for the life of the kiosk.
#[derive(Debug)]
pub struct Reception {
    /// Language of the staff.
    default: Language,
    language: Language,
    facts: Facts,
    open: Option<Open>,
    held_key: HeldKey,
}

#[derive(Debug)]
struct Open {
    page: Page,
    /// Leaving this page leads to the menu, else out.
    from_menu: bool,
    /// Whose passcode opened it.
    by: Option<StaffId>,
    until: Instant,
}

/// A picture of the open reception at one moment.
#[derive(Debug)]
pub struct View<'a> {
    /// Language of the texts, Japanese or English.
    pub language: Language,
    /// The page.
    pub page: &'a Page,
    /// What it knows of the kiosk.
    pub facts: &'a Facts,
}

impl Reception {
    /// A closed reception of a kiosk that begins its visits in this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let language = language.of_staff();
        Self { default: language, language, facts: Facts::default(), open: None, held_key: HeldKey::default() }
    }

    /// Whether it takes the keys.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether no visit may begin: it is open for more than a passcode that a visit waits for.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.door() != Some(Door::Confirm))
    }

    /// Whether it waits for a passcode on behalf of a visit.
    #[must_use]
    pub fn confirms(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.door() == Some(Door::Confirm))
    }

    /// Takes note of what the kiosk knows now.
    pub fn inform(&mut self, facts: Facts) {
        self.facts = facts;
    }

    /// What is to be drawn, while it is open.
    #[must_use]
    pub fn view(&self) -> Option<View<'_>> {
        let open = self.open.as_ref()?;
        Some(View { language: self.language, page: &open.page, facts: &self.facts })
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.open.as_ref().map(|open| open.until)
    }

    /// Hears an event; answers with what is to be done.
    pub fn handle(&mut self, event: Event, now: Instant) -> Option<Effect> {
        match event {
            Event::Open(door) => self.opened(door, now),
            Event::Input(input) => self.input(input, now),
            Event::Checked(by) => self.checked(by, now),
            Event::Entered(result) => {
                if let Some(Open { page: Page::Ways(ways), until, .. }) = &mut self.open
                    && ways.entered(result)
                {
                    *until = now + NOTED_FOR;
                }
                None
            }
            Event::Withdraw => {
                self.close();
                None
            }
            Event::Elapsed => {
                if self.deadline().is_some_and(|deadline| deadline <= now) {
                    self.close();
                }
                None
            }
        }
    }

    fn opened(&mut self, door: Door, now: Instant) -> Option<Effect> {
        if self.facts.guarded {
            self.show(Page::Passcode(Prompt::new(door)), false, None, now);
            return None;
        }
        self.enter(door, None, now)
    }

    /// Behind the door.
    fn enter(&mut self, door: Door, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        match door {
            Door::Menu => self.show(Page::Menu(Menu::default()), false, by, now),
            Door::Ways => self.show(Page::Ways(Ways::new(self.facts.ways)), false, by, now),
            Door::Confirm => {
                self.close();
                return Some(Effect::Confirm(by));
            }
        }
        None
    }

    fn checked(&mut self, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        let Some(Open { page: Page::Passcode(prompt), .. }) = &mut self.open else { return None };
        let door = prompt.door;
        if by.is_none() {
            prompt.missed();
            return None;
        }
        self.enter(door, by, now)
    }

    fn input(&mut self, input: Input, now: Instant) -> Option<Effect> {
        match input {
            Input::Key(key) if self.held_key.is_same_press(key, now) => return None,
            Input::Typed(_) => self.held_key.forget(),
            Input::Key(_) => {}
        }
        let open = self.open.as_mut()?;
        open.until = now + OPEN_FOR;
        match input {
            Input::Key(Key::Language) => {
                self.language =
                    if self.language == Language::Japanese { Language::English } else { Language::Japanese };
                return None;
            }
            Input::Key(Key::Menu) => {
                self.close();
                return None;
            }
            _ => {}
        }
        let facts = &self.facts;
        let turn = match &mut open.page {
            Page::Passcode(prompt) => prompt.input(input),
            Page::Menu(menu) => menu.input(input),
            Page::Ways(ways) => ways.input(input),
            Page::Today(today) => today.input(input, facts),
            Page::Settings(settings) => settings.input(input, facts),
            Page::Help(help) => help.input(input, facts),
            Page::Diagnosis(diagnosis) => diagnosis.input(input, facts),
            Page::Power(choice) => choice.input(input),
        };
        self.turn(turn, now)
    }

    fn turn(&mut self, turn: Turn, now: Instant) -> Option<Effect> {
        let Open { from_menu, by, .. } = self.open.as_ref()?;
        let (from_menu, by) = (*from_menu, by.clone());
        match turn {
            Turn::Stay => {}
            Turn::Back if from_menu => self.show(Page::Menu(Menu::default()), false, by, now),
            Turn::Back => self.close(),
            Turn::To(item) => {
                let page = match item {
                    Item::Ways => Page::Ways(Ways::new(self.facts.ways)),
                    Item::Today => Page::Today(Today::default()),
                    Item::Settings => Page::Settings(Settings::default()),
                    Item::Help => Page::Help(Help::default()),
                    Item::Diagnosis => Page::Diagnosis(Diagnosis::default()),
                    Item::Power => Page::Power(Choice::default()),
                };
                self.show(page, true, by, now);
            }
            Turn::Enter(manual) => return Some(Effect::Enter(manual, by)),
            Turn::Do(effect) => return Some(effect),
        }
        None
    }

    fn show(&mut self, page: Page, from_menu: bool, by: Option<StaffId>, now: Instant) {
        self.open = Some(Open { page, from_menu, by, until: now + OPEN_FOR });
    }

    fn close(&mut self) {
        self.open = None;
        self.language = self.default;
    }
}

impl Open {
    /// The door that waits for a passcode.
    const fn door(&self) -> Option<Door> {
        match &self.page {
            Page::Passcode(prompt) => Some(prompt.door),
            _ => None,
        }
    }
}
