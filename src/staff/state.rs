//! Which page is open, and what leads from one to the next.

use std::mem::take;
use std::time::{Duration, Instant};

use super::backoff::PasscodeFailures;
use super::diagnosis::DiagnosisPage;
use super::effect::Effect;
use super::event::{Event, Purpose};
use super::facts::Facts;
use super::help::HelpPage;
use super::menu::MenuPage;
use super::page::{MenuItem, PageInput, PageResult};
use super::passcode::{PasscodePrompt, PasscodeRejection};
use super::power::PowerPage;
use super::settings::SettingsPage;
use super::today::TodayPage;
use super::view::{Page, View};
use super::ways::WaysPage;
use crate::common::{EntryNote, Key, Language, StaffId};
use crate::visit::StaffAct;

/// The menu closes by itself after this long without a key.
const OPEN_TIMEOUT: Duration = Duration::from_secs(120);
/// How long a recorded entry is shown: a card that is put on the reader waits meanwhile.
const RECORDED_TIMEOUT: Duration = Duration::from_secs(10);
/// An unfinished passcode closes after this long without a key: a card that is put on the reader waits meanwhile.
const PROMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the keys of a passcode are still taken after its prompt was withdrawn. By then staff have noticed.
const LEFT_OVER_TIMEOUT: Duration = Duration::from_secs(2);

/// The staff menu: one value for the life of the kiosk.
#[derive(Debug)]
pub struct StaffMenu {
    /// Language of the staff.
    default: Language,
    language: Language,
    facts: Facts,
    open: Option<Open>,
    /// A prompt was withdrawn while a passcode was typed. The rest of the passcode may come until then.
    settles_at: Option<Instant>,
    failures: PasscodeFailures,
    /// A passcode is being compared: at most one at a time.
    comparing: Comparing,
}

/// What becomes of the passcode that is being compared.
#[derive(Debug, PartialEq, Eq, Default)]
enum Comparing {
    /// There is none.
    #[default]
    Nothing,
    /// It opens what the present prompt asks for.
    ForPrompt,
    /// Its prompt is closed: it opens nothing. If it is wrong it counts all the same.
    Abandoned,
}

#[derive(Debug)]
struct Open {
    page: Page,
    /// Leaving this page leads to the menu; otherwise the menu closes.
    from_menu: bool,
    /// Whose passcode opened it.
    by: Option<StaffId>,
    until: Instant,
}

impl StaffMenu {
    /// A closed menu of a kiosk that begins its visits in this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let language = language.of_staff();
        Self {
            default: language,
            language,
            facts: Facts::default(),
            open: None,
            settles_at: None,
            failures: PasscodeFailures::default(),
            comparing: Comparing::Nothing,
        }
    }

    /// Visits begin in this language from now on. Pages that are open stay as they are.
    pub fn set_language(&mut self, language: Language) {
        self.default = language.of_staff();
    }

    /// How long no passcode can be typed yet, where one is asked for.
    #[must_use]
    pub fn paused_for(&self, now: Instant) -> Option<Duration> {
        match &self.open.as_ref()?.page {
            Page::Passcode(prompt) => prompt.paused_for(now),
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

    /// Whether a page is open, which takes the keys.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether no visit may begin. A card also waits while the rest of a withdrawn passcode may come: those digits
    /// would be typed into its PIN.
    #[must_use]
    pub const fn holds_visits(&self) -> bool {
        self.is_open() || self.settles_at.is_some()
    }

    /// Whether this key may be the rest of a passcode whose prompt was withdrawn. Such a key is for the menu.
    #[must_use]
    pub const fn is_left_over(&self, key: Key) -> bool {
        self.settles_at.is_some() && matches!(key, Key::Digit(_) | Key::Enter | Key::Erase | Key::Burst | Key::Other)
    }

    /// What a passcode is typed for, where that is something on the visit's screen.
    #[must_use]
    pub fn confirms(&self) -> Option<StaffAct> {
        match self.open.as_ref()?.purpose()? {
            Purpose::Confirm(act) => Some(act),
            Purpose::Menu | Purpose::Ways => None,
        }
    }

    /// Takes what the pages are to know of the kiosk now.
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

    /// Takes an event; answers with what is to be done.
    pub fn handle(&mut self, event: Event, now: Instant) -> Option<Effect> {
        match event {
            Event::Open(purpose) => self.open(purpose, now),
            Event::Input(input) => self.input(input, now),
            Event::PasscodeChecked(by) => self.passcode_checked(by, now),
            Event::ManualRecorded(result) => {
                if let Some(Open { page: Page::Ways(ways), until, .. }) = &mut self.open
                    && ways.recorded(result)
                {
                    *until = now + RECORDED_TIMEOUT;
                }
                None
            }
            Event::SettingsSaved(result) => {
                if let Some(Open { page: Page::Settings(settings), .. }) = &mut self.open {
                    settings.saved(result, &self.facts);
                }
                None
            }
            Event::PowerFailed(error) => {
                if let Some(Open { page: Page::Power(page), .. }) = &mut self.open {
                    page.failed(error);
                }
                None
            }
            Event::Withdraw => {
                self.close();
                self.settles_at = Some(now + LEFT_OVER_TIMEOUT);
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

    fn open(&mut self, purpose: Purpose, now: Instant) -> Option<Effect> {
        self.settles_at = None;
        if self.facts.guarded {
            let prompt = PasscodePrompt::new(purpose, self.comparing != Comparing::Nothing, self.failures.until(now));
            self.show(Page::Passcode(prompt), false, None, now);
            return None;
        }
        self.enter(purpose, None, now)
    }

    /// Does what was asked for, once it is allowed.
    fn enter(&mut self, purpose: Purpose, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        match purpose {
            Purpose::Menu => self.show(Page::Menu(MenuPage::default()), false, by, now),
            Purpose::Ways => self.show(Page::Ways(WaysPage::new(self.facts.ways)), false, by, now),
            Purpose::Confirm(_) => {
                self.close();
                return Some(Effect::Confirm(by));
            }
        }
        None
    }

    fn passcode_checked(&mut self, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        let asked = take(&mut self.comparing);
        let failure = by.is_none().then(|| self.failures.add(now));
        if failure.is_none() {
            self.failures.clear();
        }
        if let Some(Open { page: Page::Passcode(prompt), .. }) = &mut self.open {
            if failure.is_none() && asked == Comparing::ForPrompt {
                let purpose = prompt.purpose;
                return self.enter(purpose, by, now);
            }
            prompt.compared(failure.map(|_| EntryNote::Rejected(PasscodeRejection::Wrong)), self.failures.until(now));
        }
        failure.map(|(count, pause)| Effect::WrongPasscode(count, pause))
    }

    fn input(&mut self, input: PageInput, now: Instant) -> Option<Effect> {
        let Some(open) = &mut self.open else {
            self.settles_at = self.settles_at.map(|_| now + LEFT_OVER_TIMEOUT);
            return None;
        };
        open.until = now + open.timeout();
        match input {
            PageInput::Key(Key::Language) => {
                self.language = self.language.next_of_staff();
                return None;
            }
            PageInput::Key(Key::Menu) => {
                match &mut open.page {
                    Page::Settings(settings) if settings.has_unsaved() => settings.ask_before_leaving(),
                    _ => self.close(),
                }
                return None;
            }
            _ => {}
        }
        let result = match &mut open.page {
            Page::Passcode(prompt) => prompt.input(input, now),
            Page::Menu(menu) => menu.input(input, &self.facts),
            Page::Ways(ways) => ways.input(input),
            Page::Today(today) => today.input(input),
            Page::Settings(settings) => settings.input(input),
            Page::Help(help) => help.input(input),
            Page::Diagnosis(page) => page.input(input),
            Page::Power(page) => page.input(input),
        };
        self.follow(result, now)
    }

    fn follow(&mut self, result: PageResult, now: Instant) -> Option<Effect> {
        let Open { from_menu, by, .. } = self.open.as_ref()?;
        let (from_menu, by) = (*from_menu, by.clone());
        match result {
            PageResult::Stay => {}
            PageResult::Back if from_menu => self.show(Page::Menu(MenuPage::default()), false, by, now),
            PageResult::Back => self.close(),
            PageResult::Open(item) => {
                let page = match item {
                    MenuItem::Ways => Page::Ways(WaysPage::new(self.facts.ways)),
                    MenuItem::Today => Page::Today(TodayPage::default()),
                    MenuItem::Settings => Page::Settings(Box::new(SettingsPage::new(&self.facts))),
                    MenuItem::Help => Page::Help(HelpPage::default()),
                    MenuItem::Diagnosis => {
                        self.show(Page::Diagnosis(DiagnosisPage::default()), true, by, now);
                        return Some(Effect::Examine);
                    }
                    MenuItem::Power => Page::Power(PowerPage::default()),
                    MenuItem::Reshow => {
                        self.close();
                        return Some(Effect::Reshow);
                    }
                };
                self.show(page, true, by, now);
            }
            PageResult::RecordManual(manual) => return Some(Effect::RecordManual(manual, by)),
            PageResult::Do(effect) => {
                if matches!(effect, Effect::CheckPasscode(_)) {
                    self.comparing = Comparing::ForPrompt;
                }
                return Some(effect);
            }
        }
        None
    }

    fn show(&mut self, page: Page, from_menu: bool, by: Option<StaffId>, now: Instant) {
        let open = Open { page, from_menu, by, until: now };
        self.open = Some(Open { until: now + open.timeout(), ..open });
    }

    fn close(&mut self) {
        if self.comparing == Comparing::ForPrompt {
            self.comparing = Comparing::Abandoned;
        }
        self.open = None;
        self.language = self.default;
    }
}

impl Open {
    /// How long it stays open without a key.
    const fn timeout(&self) -> Duration {
        if matches!(self.page, Page::Passcode(_)) { PROMPT_TIMEOUT } else { OPEN_TIMEOUT }
    }

    /// What waits for a passcode.
    const fn purpose(&self) -> Option<Purpose> {
        match &self.page {
            Page::Passcode(prompt) => Some(prompt.purpose),
            _ => None,
        }
    }
}
