//! The page on which staff have a reference number (照会番号) kept for the person whose result shows.
//!
//! The number is typed and looked at before it is sent. The rest of the person comes from the result and is never
//! typed. Nothing waits for the terminal: when the page is left the request goes on, and its end is recorded.

use std::fmt;
use std::time::{Duration, Instant};

use super::effect::Effect;
use super::facts::Facts;
use super::page::{PageInput, PageResult};
use crate::common::{EntryNote, InquiryFault, InquiryId, InquiryTrouble, Key, StaffId, TypedChar};
use crate::eligibility::assignment::MAX_REFERENCE;
use crate::eligibility::{Assigned, Assignee, Assignment, Notice, ReferenceMistake, ReferenceNumber};

/// An inquiry ends so long after its deadline, whatever the terminal's folders do.
const END_FOR: Duration = Duration::from_secs(20);

/// The note beside the field.
pub type ReferenceNote = EntryNote<ReferenceMistake>;

/// The page.
#[derive(Debug)]
pub struct AssignPage {
    assignee: Assignee,
    typed: Typed,
    step: AssignStep,
}

/// What has been typed. Its `Debug` hides it.
#[derive(Default)]
struct Typed(String);

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// What the page shows.
#[derive(Debug)]
pub enum AssignStep {
    /// The number is typed.
    Number(Option<ReferenceNote>),
    /// All of it, once more, before it is sent.
    Sure(ReferenceNumber),
    /// The terminal is asked to keep it.
    Asking {
        /// The number.
        reference: ReferenceNumber,
        /// None until the request is on its way.
        id: Option<InquiryId>,
        /// Since when.
        since: Instant,
        /// Whether it takes longer than usual.
        slow: bool,
    },
    /// It is kept.
    Kept(ReferenceNumber),
    /// The terminal refuses it, in its own words.
    Refused(Notice),
    /// The terminal says neither.
    Unclear,
    /// There is no answer.
    Failed(InquiryTrouble),
}

/// What is reported about the number that is to be kept.
pub(super) enum AssignNews {
    Slow,
    Said(Assigned),
    Failed(InquiryTrouble),
}

/// A number that the terminal is asked to keep, without the number.
#[derive(Debug)]
pub(super) struct Assigning {
    pub(super) id: InquiryId,
    pub(super) by: Option<StaffId>,
    pub(super) since: Instant,
}

impl AssignPage {
    pub(super) fn new(assignee: Assignee) -> Self {
        Self { assignee, typed: Typed::default(), step: AssignStep::Number(None) }
    }

    /// The person.
    #[must_use]
    pub const fn assignee(&self) -> &Assignee {
        &self.assignee
    }

    /// What has been typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed.0
    }

    /// What the page shows.
    #[must_use]
    pub const fn step(&self) -> &AssignStep {
        &self.step
    }

    /// A key. `busy`: another number of this kiosk is still being kept.
    pub(super) fn input(&mut self, input: PageInput, busy: bool, now: Instant) -> PageResult {
        match (&mut self.step, input) {
            (AssignStep::Number(_), PageInput::Key(Key::Cancel))
            | (
                AssignStep::Asking { .. } | AssignStep::Kept(_) | AssignStep::Unclear,
                PageInput::Key(Key::Enter | Key::Cancel),
            ) => return PageResult::Back,
            (AssignStep::Number(note), input) => {
                let entered = match input {
                    PageInput::Key(Key::Enter) => ReferenceNumber::new(&self.typed.0),
                    input => {
                        *note = enter(&mut self.typed.0, input);
                        return PageResult::Stay;
                    }
                };
                match entered {
                    Ok(reference) => self.step = AssignStep::Sure(reference),
                    Err(ReferenceMistake::Missing) => *note = Some(EntryNote::TooShort),
                    Err(mistake) => *note = Some(EntryNote::Rejected(mistake)),
                }
            }
            (AssignStep::Sure(_), PageInput::Key(Key::Enter)) if busy => {
                self.step = AssignStep::Failed(InquiryFault::Busy.into());
            }
            (AssignStep::Sure(reference), PageInput::Key(Key::Enter)) => {
                let assignment = Assignment { assignee: self.assignee.clone(), reference: reference.clone() };
                let reference = reference.clone();
                self.step = AssignStep::Asking { reference, id: None, since: now, slow: false };
                return PageResult::Do(Effect::Assign(Box::new(assignment)));
            }
            (
                AssignStep::Sure(_) | AssignStep::Refused(_) | AssignStep::Failed(_),
                PageInput::Key(Key::Cancel | Key::PreviousPage),
            )
            | (AssignStep::Refused(_) | AssignStep::Failed(_), PageInput::Key(Key::Enter)) => {
                self.step = AssignStep::Number(None);
            }
            _ => {}
        }
        PageResult::Stay
    }

    /// The request is on its way, under this number; whether it is that of this page.
    pub(super) const fn began(&mut self, began: InquiryId) -> bool {
        match &mut self.step {
            AssignStep::Asking { id: id @ None, .. } => {
                *id = Some(began);
                true
            }
            _ => false,
        }
    }

    /// A report; whether it is about the request of this page.
    pub(super) fn hear(&mut self, about: InquiryId, news: AssignNews) -> bool {
        let AssignStep::Asking { reference, id: Some(id), slow, .. } = &mut self.step else { return false };
        if *id != about {
            return false;
        }
        match news {
            AssignNews::Slow => *slow = true,
            AssignNews::Said(Assigned::Kept) => self.step = AssignStep::Kept(reference.clone()),
            AssignNews::Said(Assigned::Refused(notice)) => self.step = AssignStep::Refused(notice),
            AssignNews::Said(Assigned::Unclear) => self.step = AssignStep::Unclear,
            AssignNews::Failed(trouble) => self.step = AssignStep::Failed(trouble),
        }
        true
    }

    /// How long the page stays without a key, where that is not as long as every page: an inquiry ends by itself.
    pub(super) const fn stays_for(&self, facts: &Facts) -> Option<Duration> {
        match (&self.step, &facts.number_checks) {
            (AssignStep::Asking { .. }, Some(checks)) => Some(checks.deadline.saturating_add(END_FOR)),
            _ => None,
        }
    }

    /// Since when the terminal is asked, for the seconds on the screen.
    pub(super) const fn asks_since(&self) -> Option<Instant> {
        match &self.step {
            AssignStep::Asking { since, .. } => Some(*since),
            _ => None,
        }
    }
}

/// A key in the field, and the note that it brings.
fn enter(field: &mut String, input: PageInput) -> Option<ReferenceNote> {
    match input {
        PageInput::Typed(typed) if field.chars().count() < MAX_REFERENCE => {
            field.extend(sign(typed));
            sign(typed).is_none().then_some(EntryNote::WrongKey)
        }
        PageInput::Typed(_) => Some(EntryNote::TooLong),
        PageInput::Key(Key::Erase) => {
            field.pop();
            None
        }
        PageInput::Key(Key::Burst) => {
            field.clear();
            Some(EntryNote::OneByOne)
        }
        PageInput::Key(_) => Some(EntryNote::WrongKey),
    }
}

/// A letter, a digit or a sign of ASCII: what a patient's number is made of.
fn sign(typed: TypedChar) -> Option<char> {
    typed.ascii().map(char::from)
}
