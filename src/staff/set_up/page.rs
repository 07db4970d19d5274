//! The page: the list of steps, or one of them.

use super::site::Registration;
use super::step::SetUpStep;
use crate::common::{CardFacts, CardFault, Detail, Key, Language, Method, StaffAccess};
use crate::settings::{Choices, SaveError};
use crate::staff::cursor::Cursor;
use crate::staff::effect::Effect;
use crate::staff::facts::Facts;
use crate::staff::first_passcode::FirstPasscodePage;
use crate::staff::list_page::ListPage;
use crate::staff::page::{PageInput, PageResult};
use crate::staff::settings::SaveTrouble;
use crate::visit::CardOnReader;

/// What came of the test card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestCard {
    /// None was put on the reader yet.
    None,
    /// It is being read.
    Reading,
    /// It was read as far as needs no PIN.
    Read(CardFacts),
    /// It was not.
    Failed(CardFault),
}

/// What staff say of the tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundAnswer {
    /// It is to be played.
    Play,
    /// It was heard: tones are wanted.
    Heard,
    /// It was not, or none are wanted.
    Silent,
}

impl SoundAnswer {
    /// Every one, in its order.
    pub const ALL: [Self; 3] = [Self::Play, Self::Heard, Self::Silent];
}

/// How far the page is.
#[derive(Debug)]
pub enum SetUpStage {
    /// The list of steps.
    Overview,
    /// One of several values is chosen, or Enter goes on.
    Step,
    /// The first passcode is set.
    Passcode(Box<FirstPasscodePage>),
    /// Whether visitors cannot reach the keyboard is asked once more.
    Statement,
    /// What was chosen is being saved.
    Saving,
    /// It was not saved.
    Failed(SaveTrouble),
    /// What works, and what is left to do.
    End(ListPage),
}

/// The page.
#[derive(Debug)]
pub struct SetUpPage {
    /// The step that is open, or chosen in the list.
    at: SetUpStep,
    /// As far as it has come.
    reached: SetUpStep,
    stage: SetUpStage,
    cursor: Cursor,
    test: TestCard,
    /// A card lies on the reader and is to be taken before the next step.
    card_left: bool,
}

impl SetUpPage {
    pub(in crate::staff) fn new(facts: &Facts) -> Self {
        let reached = facts.set_up.pending.unwrap_or(SetUpStep::Language);
        let steps = SetUpStep::of_site(&facts.set_up);
        let reached = steps.into_iter().find(|step| *step >= reached).unwrap_or(SetUpStep::End);
        let (stage, test) = (SetUpStage::Overview, TestCard::None);
        Self { at: reached, reached, stage, cursor: Cursor::default(), test, card_left: false }
    }

    /// The step that is open, or chosen in the list.
    #[must_use]
    pub const fn at(&self) -> SetUpStep {
        self.at
    }

    /// The furthest step so far.
    #[must_use]
    pub const fn reached(&self) -> SetUpStep {
        self.reached
    }

    /// How far the page is.
    #[must_use]
    pub const fn stage(&self) -> &SetUpStage {
        &self.stage
    }

    /// The value that is chosen, by its place.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.cursor.place()
    }

    /// What came of the test card.
    #[must_use]
    pub const fn test(&self) -> &TestCard {
        &self.test
    }

    /// Whether the card is to be taken before the next step.
    #[must_use]
    pub const fn card_left(&self) -> bool {
        self.card_left
    }

    /// Whether a card that is put on the reader is the test card, and no visitor's.
    pub(in crate::staff) const fn tests_cards(&self) -> bool {
        matches!((self.at, &self.stage), (SetUpStep::TestCard, SetUpStage::Step))
    }

    /// Whether digits are typed that do not show, and nothing else.
    pub(in crate::staff) const fn takes_digits(&self) -> bool {
        match &self.stage {
            SetUpStage::Passcode(page) => page.takes_digits(),
            SetUpStage::Overview
            | SetUpStage::Step
            | SetUpStage::Statement
            | SetUpStage::Saving
            | SetUpStage::Failed(_)
            | SetUpStage::End(_) => false,
        }
    }

    /// Whether it waits for what was chosen to be saved.
    pub(in crate::staff) const fn is_saving(&self) -> bool {
        match &self.stage {
            SetUpStage::Saving => true,
            SetUpStage::Passcode(page) => page.is_saving(),
            SetUpStage::Overview
            | SetUpStage::Step
            | SetUpStage::Statement
            | SetUpStage::Failed(_)
            | SetUpStage::End(_) => false,
        }
    }

    /// What was chosen is saved, or why not.
    pub(in crate::staff) fn saved(
        &mut self,
        result: Result<(), SaveError>,
        facts: &Facts,
        card: CardOnReader,
    ) -> Option<Effect> {
        match (&mut self.stage, result) {
            (SetUpStage::Passcode(page), result) => page.saved(result),
            (_, Ok(())) => return self.go_on(facts, card),
            (_, Err(error)) => self.stage = SetUpStage::Failed(error.into()),
        }
        None
    }

    /// Another card lies on the reader, or none.
    pub(in crate::staff) fn hear_card(&mut self, card: CardOnReader) -> Option<Effect> {
        self.card_left = false;
        match card {
            CardOnReader::Waits if self.tests_cards() => {
                self.test = TestCard::Reading;
                Some(Effect::ReadTestCard)
            }
            CardOnReader::Waits | CardOnReader::OfVisit | CardOnReader::None => None,
        }
    }

    /// What came of reading the test card.
    pub(in crate::staff) fn tested(&mut self, result: Result<CardFacts, CardFault>) {
        if self.test == TestCard::Reading {
            self.test = result.map_or_else(TestCard::Failed, TestCard::Read);
        }
    }

    /// How many values the open step offers.
    #[must_use]
    pub fn values(&self) -> usize {
        match self.at {
            SetUpStep::Language => Language::ALL.len(),
            SetUpStep::Method => METHODS.len(),
            SetUpStep::Privacy => Detail::ALL.len(),
            SetUpStep::Sound => SoundAnswer::ALL.len(),
            SetUpStep::Source
            | SetUpStep::Registration
            | SetUpStep::Passcode
            | SetUpStep::Reader
            | SetUpStep::TestCard
            | SetUpStep::End => 0,
        }
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput, facts: &Facts, card: CardOnReader) -> PageResult {
        let input = if self.takes_digits() { input } else { of_keypad(input) };
        match &mut self.stage {
            SetUpStage::Overview => self.overview(input, facts, card),
            SetUpStage::Step => self.step(input, facts, card),
            SetUpStage::Passcode(page) => {
                if input == PageInput::Key(Key::Erase) && page.nothing_typed() && facts.access == StaffAccess::Missing {
                    self.stage = SetUpStage::Statement;
                    return PageResult::Stay;
                }
                let (left, done) = (page.nothing_typed() && input == PageInput::Key(Key::NextPage), page.is_saved());
                match page.input(input) {
                    PageResult::Back if done => self.advance(facts, card),
                    PageResult::Back => self.back_to_list(),
                    _ if left => self.advance(facts, card),
                    other => other,
                }
            }
            SetUpStage::Statement => match input {
                PageInput::Key(Key::Enter) => {
                    let after = Choices { out_of_reach: true, ..facts.choices.clone() };
                    self.save(after, facts, card)
                }
                PageInput::Key(Key::Cancel) => {
                    self.open(SetUpStep::Passcode, facts, card);
                    PageResult::Stay
                }
                _ => PageResult::Stay,
            },
            SetUpStage::Saving => PageResult::Stay,
            SetUpStage::Failed(_) => {
                if matches!(input, PageInput::Key(Key::Enter | Key::Cancel)) {
                    return do_if(self.open(self.at, facts, card));
                }
                PageResult::Stay
            }
            SetUpStage::End(list) => match input {
                PageInput::Key(Key::Enter) if facts.set_up.registration.is_missing() => self.back_to_list(),
                PageInput::Key(Key::Enter) => PageResult::Leave(Effect::EndSetUp),
                PageInput::Key(Key::Cancel) => self.back_to_list(),
                PageInput::Typed(typed) if typed.char().eq_ignore_ascii_case(&'r') || typed.is(b'0') => {
                    *list = ListPage::default();
                    PageResult::Do(Effect::Examine)
                }
                input => list.input(input),
            },
        }
    }

    fn overview(&mut self, input: PageInput, facts: &Facts, card: CardOnReader) -> PageResult {
        let steps = SetUpStep::of_site(&facts.set_up);
        if input == PageInput::Key(Key::Cancel) {
            return if facts.set_up_stays() { PageResult::Stay } else { PageResult::Back };
        }
        // The last one is 0, so that one digit is enough for each.
        if matches!(input, PageInput::Typed(typed) if typed.is(b'0')) {
            return do_if(self.open(SetUpStep::End, facts, card));
        }
        let mut cursor = Cursor::at(steps.iter().position(|step| *step == self.at).unwrap_or_default());
        let lines = if matches!(input, PageInput::Typed(_)) { steps.len() - 1 } else { steps.len() };
        let taken = cursor.input(input, lines);
        self.at = steps.get(cursor.place()).copied().unwrap_or(self.at);
        taken.and_then(|place| steps.get(place)).map_or(PageResult::Stay, |step| do_if(self.open(*step, facts, card)))
    }

    fn step(&mut self, input: PageInput, facts: &Facts, card: CardOnReader) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return self.back_to_list();
        }
        if let values @ 1.. = self.values() {
            let taken = self.cursor.input(input, values);
            return taken.map_or(PageResult::Stay, |place| self.choose(place, facts, card));
        }
        match (self.at, input) {
            (SetUpStep::Registration, PageInput::Key(Key::Enter))
                if facts.set_up.registration == Registration::Missing =>
            {
                return PageResult::Do(Effect::Register);
            }
            // The test card is not forgotten on the reader.
            (SetUpStep::TestCard, PageInput::Key(Key::Enter | Key::NextPage)) if card != CardOnReader::None => {
                self.card_left = true;
            }
            (SetUpStep::Passcode, PageInput::Key(Key::Erase)) if facts.access == StaffAccess::OutOfReach => {
                self.stage = SetUpStage::Passcode(Box::new(FirstPasscodePage::new(facts)));
            }
            (_, PageInput::Key(Key::Enter | Key::NextPage)) => return self.advance(facts, card),
            _ => {}
        }
        PageResult::Stay
    }

    fn choose(&mut self, place: usize, facts: &Facts, card: CardOnReader) -> PageResult {
        let mut after = facts.choices.clone();
        match self.at {
            SetUpStep::Language => after.language = Language::ALL.get(place).copied().unwrap_or(after.language),
            SetUpStep::Method => after.method = METHODS.get(place).copied().unwrap_or(after.method),
            SetUpStep::Privacy => after.detail = Detail::ALL.get(place).copied().unwrap_or(after.detail),
            SetUpStep::Sound => match SoundAnswer::ALL.get(place) {
                Some(SoundAnswer::Heard) => after.sound = true,
                Some(SoundAnswer::Silent) => after.sound = false,
                Some(SoundAnswer::Play) | None => {
                    self.cursor = Cursor::at(1);
                    return PageResult::Do(Effect::PlayTone);
                }
            },
            SetUpStep::Source
            | SetUpStep::Registration
            | SetUpStep::Passcode
            | SetUpStep::Reader
            | SetUpStep::TestCard
            | SetUpStep::End => {}
        }
        self.save(after, facts, card)
    }

    fn save(&mut self, after: Choices, facts: &Facts, card: CardOnReader) -> PageResult {
        if facts.choices.changed_keys(&after).is_empty() {
            return self.advance(facts, card);
        }
        self.stage = SetUpStage::Saving;
        PageResult::Save(Box::new(after))
    }

    fn advance(&mut self, facts: &Facts, card: CardOnReader) -> PageResult {
        do_if(self.go_on(facts, card))
    }

    /// Opens the next step.
    fn go_on(&mut self, facts: &Facts, card: CardOnReader) -> Option<Effect> {
        self.open(self.at.next(&facts.set_up).unwrap_or(SetUpStep::End), facts, card)
    }

    fn back_to_list(&mut self) -> PageResult {
        self.stage = SetUpStage::Overview;
        PageResult::Stay
    }

    fn open(&mut self, step: SetUpStep, facts: &Facts, card: CardOnReader) -> Option<Effect> {
        (self.at, self.stage) = (step, SetUpStage::Step);
        self.reached = self.reached.max(step);
        let choices = &facts.choices;
        let place = match step {
            SetUpStep::Language => Language::ALL.iter().position(|language| *language == choices.language),
            SetUpStep::Method => METHODS.iter().position(|method| *method == choices.method),
            SetUpStep::Privacy => Detail::ALL.iter().position(|detail| *detail == choices.detail),
            SetUpStep::Source
            | SetUpStep::Registration
            | SetUpStep::Passcode
            | SetUpStep::Reader
            | SetUpStep::TestCard
            | SetUpStep::Sound
            | SetUpStep::End => None,
        };
        self.cursor = Cursor::at(place.unwrap_or_default());
        match step {
            SetUpStep::Passcode if facts.access == StaffAccess::Missing => {
                self.stage = SetUpStage::Passcode(Box::new(FirstPasscodePage::new(facts)));
                None
            }
            SetUpStep::Reader => Some(Effect::LookForReaders),
            SetUpStep::TestCard => {
                self.test = TestCard::None;
                self.hear_card(card)
            }
            SetUpStep::End => {
                self.stage = SetUpStage::End(ListPage::default());
                Some(Effect::Examine)
            }
            SetUpStep::Language
            | SetUpStep::Source
            | SetUpStep::Registration
            | SetUpStep::Passcode
            | SetUpStep::Method
            | SetUpStep::Privacy
            | SetUpStep::Sound => None,
        }
    }
}

/// The methods, in their order on the page.
pub const METHODS: [Method; 2] = [Method::Pin, Method::Staff];

fn do_if(effect: Option<Effect>) -> PageResult {
    effect.map_or(PageResult::Stay, PageResult::Do)
}

/// The keypad's signs by what they mean where nothing is typed, so that a keypad alone is enough.
fn of_keypad(input: PageInput) -> PageInput {
    match input {
        PageInput::Typed(typed) if typed.is(b'-') => PageInput::Key(Key::Cancel),
        PageInput::Typed(typed) if typed.is(b'+') => PageInput::Key(Key::NextPage),
        PageInput::Typed(typed) if typed.is(b'.') => PageInput::Key(Key::Erase),
        input => input,
    }
}
