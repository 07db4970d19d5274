//! Which page is open, and what leads from one to the next.

use std::collections::VecDeque;
use std::mem::take;
use std::time::{Duration, Instant};

use super::assign::{AssignPage, Assigning};
use super::backoff::PasscodeFailures;
use super::card::may_be_a_pin;
use super::effect::{Effect, SaveId};
use super::event::{Event, Purpose};
use super::facts::Facts;
use super::first_passcode::FirstPasscodePage;
use super::menu::MenuPage;
use super::open::Open;
use super::page::{PageInput, PageResult};
use super::passcode::{PasscodePrompt, PasscodeRejection};
use super::power::PowerPage;
use super::set_up::SetUpPage;
use super::view::{CardNote, Page, View};
use super::ways::WaysPage;
use crate::common::{EntryNote, Key, Language, StaffAccess, StaffId};
use crate::visit::{CardOnReader, InquiryOutcome};

/// An entry that a card has interrupted is kept this long.
const KEPT_TIMEOUT: Duration = Duration::from_secs(5 * 60);
/// How long the keys of a passcode are still taken after its prompt was withdrawn. By then staff have noticed.
const LEFT_OVER_TIMEOUT: Duration = Duration::from_secs(2);

/// The staff menu: one value for the life of the kiosk.
#[derive(Debug)]
pub struct StaffMenu {
    /// Language of the staff.
    default: Language,
    language: Language,
    pub(super) facts: Facts,
    pub(super) open: Option<Open>,
    pub(super) card: CardOnReader,
    /// A digit was typed while a card lies on the reader, and not taken. An Enter behind it is not taken either.
    withheld: bool,
    /// What staff were entering when a card came, until then; the menu key brings it back.
    kept: Option<(Page, Instant)>,
    /// A prompt was withdrawn while a passcode was typed. The rest of the passcode may come until then.
    settles_at: Option<Instant>,
    failures: PasscodeFailures,
    /// A passcode is being compared: at most one at a time.
    comparing: Comparing,
    /// A reference number that the terminal is asked to keep. It goes on when the menu is closed.
    pub(super) assigning: Option<Assigning>,
    /// Those that ended without an answer, which may come late.
    pub(super) unanswered: VecDeque<Assigning>,
    /// The settings that were to be saved last.
    pub(super) last_save: SaveId,
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
            card: CardOnReader::None,
            withheld: false,
            kept: None,
            settles_at: None,
            failures: PasscodeFailures::default(),
            comparing: Comparing::Nothing,
            assigning: None,
            unanswered: VecDeque::new(),
            last_save: SaveId::default(),
        }
    }

    /// The same, after so many wrong passcodes before the program started.
    #[must_use]
    pub fn resumed(language: Language, wrong_passcodes: u32, now: Instant) -> Self {
        Self { failures: PasscodeFailures::resumed(wrong_passcodes, now), ..Self::new(language) }
    }

    /// Wrong passcodes since the last right one.
    #[must_use]
    pub const fn wrong_passcodes(&self) -> u32 {
        self.failures.count()
    }

    /// Visits begin in this language from now on. Pages that are open stay as they are.
    pub fn set_language(&mut self, language: Language) {
        self.default = language.of_staff();
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

    /// Whether no entry of staff waits that a card interrupted.
    #[must_use]
    pub const fn keeps_nothing(&self) -> bool {
        self.kept.is_none()
    }

    /// What it knows to lie on the reader.
    #[must_use]
    pub const fn card(&self) -> CardOnReader {
        self.card
    }

    /// Takes what the pages are to know of the kiosk now.
    pub fn inform(&mut self, facts: Facts) {
        // Beside the next visitor's card there is no last answer, whatever was known before that card came.
        self.facts = Facts { last: facts.last && self.card != CardOnReader::Waits, ..facts };
    }

    /// What is to be drawn, while it is open.
    #[must_use]
    pub fn view(&self, now: Instant) -> Option<View<'_>> {
        let open = self.open.as_ref()?;
        let card = match self.card {
            CardOnReader::Waits if !open.holds_cards(&self.facts) => Some(CardNote::Waits),
            CardOnReader::Waits | CardOnReader::OfVisit => self.withheld.then_some(CardNote::TakeFirst),
            CardOnReader::None => None,
        };
        Some(View { language: self.language, page: &open.page, card, facts: &self.facts, last: None, now })
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let kept = self.kept.as_ref().map(|(_, until)| *until);
        self.closes_at().into_iter().chain(kept).min()
    }

    /// When the menu closes, or the rest of a withdrawn passcode is not expected any more.
    fn closes_at(&self) -> Option<Instant> {
        self.open.as_ref().map(|open| open.until).or(self.settles_at)
    }

    /// Takes an event; answers with what is to be done. An inquiry that is left before its answer is withdrawn.
    pub fn handle(&mut self, event: Event, now: Instant) -> Option<Effect> {
        let before = self.under_way();
        let effect = self.take(event, now);
        let left = before.filter(|before| self.under_way().as_ref() != Some(before));
        effect.or_else(|| Some(left?.withdrawn(now)))
    }

    fn take(&mut self, event: Event, now: Instant) -> Option<Effect> {
        match event {
            Event::Open(purpose) => self.open(purpose, now),
            Event::Input(input) => self.input(input, now),
            Event::PasscodeChecked(by) => self.passcode_checked(by, now),
            Event::ManualRecorded(result) => self.manual_recorded(result, now),
            Event::Marked(id, result) => self.marked(id, result),
            Event::Assignee(assignee) => {
                if let (Some(assignee), Some(Open { page: Page::Menu(_), by, .. })) = (assignee, &self.open) {
                    let by = by.clone();
                    self.show(Page::Assign(AssignPage::new(*assignee)), false, by, now);
                }
                None
            }
            Event::InquiryBegan(id) => {
                self.inquiry_began(id, now);
                None
            }
            Event::Inquiry(id, news) => self.hear_inquiry(id, news, now),
            Event::InquiryRecorded(id, shown) => self.inquiry_recorded(id, shown, now),
            Event::SettingsSaved(id, result) => self.saved(id, result),
            Event::PowerFailed(error) => {
                if let Some(Open { page: Page::Power(page), .. }) = &mut self.open {
                    page.failed(error);
                }
                None
            }
            Event::TestCard(result) => {
                if let Some(Open { page: Page::SetUp(page), .. }) = &mut self.open {
                    page.tested(result);
                }
                None
            }
            Event::Card(card) => {
                (self.card, self.withheld) = (card, false);
                self.facts.last &= card != CardOnReader::Waits;
                let mut effect = None;
                let shows_last = matches!(&self.open, Some(Open { page: Page::Last(_), .. }));
                if shows_last && card == CardOnReader::Waits {
                    return self.take(Event::Withdraw, now);
                }
                if let Some(open) = &mut self.open {
                    if let (Page::Ways(ways), CardOnReader::Waits) = (&mut open.page, card) {
                        ways.cover();
                    }
                    if let Page::SetUp(page) = &mut open.page {
                        effect = page.hear_card(card);
                    }
                    open.until = now + open.timeout(card, &self.facts);
                }
                effect
            }
            Event::Withdraw => {
                self.close();
                self.settles_at = Some(now + LEFT_OVER_TIMEOUT);
                None
            }
            Event::Elapsed => {
                let mut kept = None;
                if let Some(open) = self.open.as_mut().filter(|open| open.until <= now && open.stays(&self.facts)) {
                    open.until = now + open.timeout(self.card, &self.facts);
                } else if self.closes_at().is_some_and(|deadline| deadline <= now) {
                    if self.card == CardOnReader::Waits {
                        self.keep(now);
                    }
                    kept = self.closed_answer();
                    self.close();
                    self.settles_at = None;
                }
                self.kept.take_if(|(_, until)| *until <= now);
                kept
            }
        }
    }

    fn open(&mut self, purpose: Purpose, now: Instant) -> Option<Effect> {
        self.settles_at = None;
        match (self.facts.access, purpose) {
            (StaffAccess::Passcode, purpose) => {
                let busy = self.comparing != Comparing::Nothing;
                let prompt = PasscodePrompt::new(purpose, busy, self.failures.until(now));
                self.show(Page::Passcode(prompt), false, None, now);
                None
            }
            (StaffAccess::OutOfReach, purpose) => self.enter(purpose, None, now),
            (StaffAccess::Missing, Purpose::Confirm(_) | Purpose::FactoryReset) => None,
            (StaffAccess::Missing, Purpose::Menu | Purpose::Ways) => {
                let page = match self.facts.set_up.pending {
                    Some(_) => Page::SetUp(Box::new(SetUpPage::new(&self.facts))),
                    None => Page::FirstPasscode(FirstPasscodePage::new(&self.facts)),
                };
                self.show(page, false, None, now);
                None
            }
        }
    }

    /// Does what was asked for, once it is allowed.
    fn enter(&mut self, purpose: Purpose, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        match purpose {
            Purpose::Menu => match self.kept.take() {
                Some((page, _)) => self.show(page, true, by, now),
                None if self.facts.set_up.pending.is_some() => {
                    self.show(Page::SetUp(Box::new(SetUpPage::new(&self.facts))), true, by, now);
                }
                None => self.show(Page::Menu(MenuPage::default()), false, by, now),
            },
            Purpose::Ways => self.show(Page::Ways(WaysPage::new(self.facts.ways)), false, by, now),
            Purpose::FactoryReset => {
                self.show(Page::Power(PowerPage::before_reset(self.facts.factory_reset)), true, by, now);
            }
            Purpose::Confirm(act) => {
                self.close();
                return Some(Effect::Confirm(act, by));
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
        if self.card != CardOnReader::None && !open.takes_digits() && may_be_a_pin(input, self.withheld) {
            self.withheld = true;
            return None;
        }
        self.withheld = false;
        open.until = now + open.timeout(self.card, &self.facts);
        match input {
            PageInput::Key(Key::Cancel | Key::Menu)
                if self.card == CardOnReader::Waits && !open.holds_cards(&self.facts) =>
            {
                self.keep(now);
                self.close();
                return None;
            }
            PageInput::Key(Key::Language) => {
                self.language = self.language.next_of_staff();
                return None;
            }
            PageInput::Key(Key::Menu) => {
                let stays = open.stays(&self.facts);
                match &mut open.page {
                    Page::Settings(settings) if settings.has_unsaved() => settings.ask_before_leaving(),
                    Page::SetUp(_) if stays => {}
                    _ => self.close(),
                }
                return None;
            }
            _ => {}
        }
        let result = match &mut open.page {
            Page::Passcode(prompt) => prompt.input(input, now),
            Page::FirstPasscode(page) => page.input(input),
            Page::SetUp(page) => page.input(input, &self.facts, self.card),
            Page::Menu(menu) => menu.input(input, &self.facts),
            Page::Last(page) => page.input(input),
            Page::Ways(ways) => ways.input(input, &self.facts, now),
            Page::Assign(page) => page.input(input, self.assigning.is_some(), now),
            Page::Reader(reader) => reader.input(input, &self.facts),
            Page::Today(page) => page.input(input, &self.facts),
            Page::Bookings(page) => page.input(input),
            Page::Absence(page) => page.input(input, self.facts.absence.is_some()),
            Page::OpenItems(page) => page.input(input, &self.facts),
            Page::Settings(settings) => settings.input(input),
            Page::Help(help) => help.input(input),
            Page::Diagnosis(page) => page.input(input),
            Page::Power(page) => page.input(input, self.facts.factory_reset),
        };
        let effect = self.follow(result, now);
        // The page may show something else by now, which stays for a time of its own.
        if let Some(open) = &mut self.open {
            open.until = now + open.timeout(self.card, &self.facts);
        }
        effect
    }

    fn follow(&mut self, result: PageResult, now: Instant) -> Option<Effect> {
        let Open { from_menu, by, .. } = self.open.as_ref()?;
        let (from_menu, by) = (*from_menu, by.clone());
        match result {
            PageResult::Stay => {}
            PageResult::Back if from_menu => self.show(Page::Menu(MenuPage::default()), false, by, now),
            PageResult::Back => self.close(),
            PageResult::Leave(effect) => {
                self.close();
                return Some(effect);
            }
            PageResult::Open(item) => {
                return self.open_item(item, by, now);
            }
            PageResult::Answered(message, since) => {
                self.follow(PageResult::Back, now);
                return Some(Effect::KeepNumbers(message, since));
            }
            PageResult::Assign(assignee) => {
                let kept = self.closed_answer();
                self.show(Page::Assign(AssignPage::new(*assignee)), from_menu, by, now);
                return kept;
            }
            PageResult::BeginReset => return self.open(Purpose::FactoryReset, now),
            PageResult::RecordManual(manual) => return Some(Effect::RecordManual(manual, by)),
            PageResult::Mark(id, mark) => return Some(Effect::Mark(id, mark, by)),
            PageResult::RecordInquiry(id, outcome) => {
                return Some(Effect::RecordInquiry(id, InquiryOutcome { by, ..outcome }));
            }
            PageResult::Save(choices) => {
                self.last_save = self.last_save.next();
                return Some(Effect::SaveSettings(self.last_save, choices));
            }
            PageResult::Do(effect) => {
                if matches!(effect, Effect::CheckPasscode(_)) {
                    self.comparing = Comparing::ForPrompt;
                }
                return Some(effect);
            }
        }
        None
    }

    pub(super) fn show(&mut self, page: Page, from_menu: bool, by: Option<StaffId>, now: Instant) {
        let open = Open { page, from_menu, by, until: now };
        self.withheld = false;
        self.open = Some(Open { until: now + open.timeout(self.card, &self.facts), ..open });
    }

    /// Keeps what staff were entering, so that a card does not cost them their work.
    fn keep(&mut self, now: Instant) {
        if let Some(mut open) = self.open.take_if(|open| open.page.is_an_entry()) {
            if let Page::Ways(ways) = &mut open.page {
                ways.rest(&self.facts);
            }
            self.kept = Some((open.page, now + KEPT_TIMEOUT));
        }
    }

    fn close(&mut self) {
        if self.comparing == Comparing::ForPrompt {
            self.comparing = Comparing::Abandoned;
        }
        self.open = None;
        self.language = self.default;
    }
}
