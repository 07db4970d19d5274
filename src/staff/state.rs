//! Which page is open, and what leads from one to the next.

use std::time::{Duration, Instant};

use super::backoff::Misses;
use super::diagnosis::Diagnosis;
use super::facts::Facts;
use super::help::Help;
use super::menu::{Item, Menu};
use super::passcode::{Note, Prompt};
use super::power::Choice;
use super::settings::Settings;
use super::today::Today;
use super::ways::Ways;
use super::words::{Door, Effect, Event, Input, Turn};
use crate::common::key::Key;
use crate::common::language::Language;
use crate::common::staff::StaffId;
use crate::visit::StaffAct;

/// Nobody leaves the menu open: after this long without a key it closes by itself.
const OPEN_FOR: Duration = Duration::from_secs(120);
/// An entry that was kept is shown so long; meanwhile a card would wait.
const NOTED_FOR: Duration = Duration::from_secs(10);
/// A passcode that nobody goes on typing keeps a card waiting that is put on the reader meanwhile.
const PROMPT_FOR: Duration = Duration::from_secs(30);
/// Whoever was typing a passcode when its prompt was taken away has noticed by then, and stopped.
const SETTLES_FOR: Duration = Duration::from_secs(2);

/// A page of the reception.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by what it shows")]
pub enum Page {
    Passcode(Prompt),
    Menu(Menu),
    Ways(Ways),
    Today(Today),
    Settings(Box<Settings>),
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
    /// A prompt was taken away. What is left of its passcode is still typed, at most until then.
    settles_at: Option<Instant>,
    misses: Misses,
    /// A passcode is being compared: at most one at a time.
    comparing: Comparing,
}

/// What becomes of the passcode that is being compared.
#[derive(Debug, PartialEq, Eq, Default)]
enum Comparing {
    #[default]
    Nothing,
    /// It opens the door of the prompt that asked.
    ForThis,
    /// That prompt is closed. A miss counts all the same.
    ForNobody,
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
    /// The moment.
    pub now: Instant,
}

impl Reception {
    /// A closed reception of a kiosk that begins its visits in this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let language = language.of_staff();
        Self {
            default: language,
            language,
            facts: Facts::default(),
            open: None,
            settles_at: None,
            misses: Misses::default(),
            comparing: Comparing::Nothing,
        }
    }

    /// Visits begin in this language from now on. Pages that are open stay as they are.
    pub fn speaks(&mut self, language: Language) {
        self.default = language.of_staff();
    }

    /// How long no passcode can be typed yet, where one is asked for.
    #[must_use]
    pub fn shut_for(&self, now: Instant) -> Option<Duration> {
        match &self.open.as_ref()?.page {
            Page::Passcode(prompt) => prompt.shut_for(now),
            _ => None,
        }
    }

    /// Who opened it, where a passcode tells it.
    #[must_use]
    pub fn by(&self) -> Option<&StaffId> {
        self.open.as_ref()?.by.as_ref()
    }

    /// Whether digits are typed and nothing else: a keypad with Num Lock off is one of digits then.
    #[must_use]
    pub fn takes_digits(&self) -> bool {
        self.open.as_ref().is_some_and(|open| match &open.page {
            Page::Passcode(_) => true,
            Page::Settings(settings) => settings.takes_digits(),
            _ => false,
        })
    }

    /// Whether it takes the keys, and no visit may begin. A card that comes while somebody types a passcode waits too,
    /// or the digits that are left would be typed into its PIN.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether no visit may begin. A card that comes while somebody types a passcode waits too, or the digits that are
    /// left would be typed into its PIN.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.is_open() || self.settles_at.is_some()
    }

    /// Whether this key is the rest of a passcode whose prompt was taken away, and so nobody's but the reception's.
    #[must_use]
    pub const fn is_left_over(&self, key: Key) -> bool {
        self.settles_at.is_some() && matches!(key, Key::Digit(_) | Key::Enter | Key::Erase | Key::Burst | Key::Other)
    }

    /// What a passcode is typed for, where that is something on the visit's screen.
    #[must_use]
    pub fn confirms(&self) -> Option<StaffAct> {
        match self.open.as_ref()?.door()? {
            Door::Confirm(act) => Some(act),
            Door::Menu | Door::Ways => None,
        }
    }

    /// Takes note of what the kiosk knows now.
    pub fn inform(&mut self, facts: Facts) {
        self.facts = facts;
    }

    /// What is to be drawn, while it is open.
    #[must_use]
    pub fn view(&self, now: Instant) -> Option<View<'_>> {
        let open = self.open.as_ref()?;
        Some(View { language: self.language, page: &open.page, facts: &self.facts, now })
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.open.as_ref().map(|open| open.until).or(self.settles_at)
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
            Event::Saved(result) => {
                if let Some(Open { page: Page::Settings(settings), .. }) = &mut self.open {
                    settings.saved(result, &self.facts);
                }
                None
            }
            Event::NoPower(fault) => {
                if let Some(Open { page: Page::Power(choice), .. }) = &mut self.open {
                    choice.failed(fault);
                }
                None
            }
            Event::Withdraw => {
                self.close();
                self.settles_at = Some(now + SETTLES_FOR);
                None
            }
            Event::Elapsed => {
                if self.deadline().is_some_and(|deadline| deadline <= now) {
                    self.close();
                    self.settles_at = None;
                }
                None
            }
        }
    }

    fn opened(&mut self, door: Door, now: Instant) -> Option<Effect> {
        self.settles_at = None;
        if self.facts.guarded {
            let prompt = Prompt::new(door, self.comparing != Comparing::Nothing, self.misses.until(now));
            self.show(Page::Passcode(prompt), false, None, now);
            return None;
        }
        self.enter(door, None, now)
    }

    /// Behind the door.
    fn enter(&mut self, door: Door, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        match door {
            Door::Menu => self.show(Page::Menu(Menu::default()), false, by, now),
            Door::Ways => self.show(Page::Ways(Ways::new(self.facts.ways)), false, by, now),
            Door::Confirm(_) => {
                self.close();
                return Some(Effect::Confirm(by));
            }
        }
        None
    }

    fn checked(&mut self, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        let asked = std::mem::take(&mut self.comparing);
        let missed = by.is_none().then(|| self.misses.add(now));
        if missed.is_none() {
            self.misses.clear();
        }
        if let Some(Open { page: Page::Passcode(prompt), .. }) = &mut self.open {
            if missed.is_none() && asked == Comparing::ForThis {
                let door = prompt.door;
                return self.enter(door, by, now);
            }
            prompt.heard(missed.map(|_| Note::Wrong), self.misses.until(now));
        }
        missed.map(|(count, pause)| Effect::Missed(count, pause))
    }

    fn input(&mut self, input: Input, now: Instant) -> Option<Effect> {
        let Some(open) = &mut self.open else {
            self.settles_at = self.settles_at.map(|_| now + SETTLES_FOR);
            return None;
        };
        open.until = now + open.stays();
        match input {
            Input::Key(Key::Language) => {
                self.language = self.language.next_of_staff();
                return None;
            }
            Input::Key(Key::Menu) => {
                match &mut open.page {
                    Page::Settings(settings) if settings.has_unsaved() => settings.ask_before_leaving(),
                    _ => self.close(),
                }
                return None;
            }
            _ => {}
        }
        let turn = match &mut open.page {
            Page::Passcode(prompt) => prompt.input(input, now),
            Page::Menu(menu) => menu.input(input, &self.facts),
            Page::Ways(ways) => ways.input(input),
            Page::Today(today) => today.input(input),
            Page::Settings(settings) => settings.input(input),
            Page::Help(help) => help.input(input),
            Page::Diagnosis(diagnosis) => diagnosis.input(input),
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
                    Item::Settings => Page::Settings(Box::new(Settings::new(&self.facts))),
                    Item::Help => Page::Help(Help::default()),
                    Item::Diagnosis => {
                        self.show(Page::Diagnosis(Diagnosis::default()), true, by, now);
                        return Some(Effect::Examine);
                    }
                    Item::Power => Page::Power(Choice::default()),
                    Item::Reshow => {
                        self.close();
                        return Some(Effect::Reshow);
                    }
                };
                self.show(page, true, by, now);
            }
            Turn::Enter(manual) => return Some(Effect::Enter(manual, by)),
            Turn::Do(effect) => {
                if matches!(effect, Effect::Check(_)) {
                    self.comparing = Comparing::ForThis;
                }
                return Some(effect);
            }
        }
        None
    }

    fn show(&mut self, page: Page, from_menu: bool, by: Option<StaffId>, now: Instant) {
        let open = Open { page, from_menu, by, until: now };
        self.open = Some(Open { until: now + open.stays(), ..open });
    }

    fn close(&mut self) {
        if self.comparing == Comparing::ForThis {
            self.comparing = Comparing::ForNobody;
        }
        self.open = None;
        self.language = self.default;
    }
}

impl Open {
    /// How long it stays open without a key.
    const fn stays(&self) -> Duration {
        if matches!(self.page, Page::Passcode(_)) { PROMPT_FOR } else { OPEN_FOR }
    }

    /// The door that waits for a passcode.
    const fn door(&self) -> Option<Door> {
        match &self.page {
            Page::Passcode(prompt) => Some(prompt.door),
            _ => None,
        }
    }
}
