//! What only staff read, in Japanese and English: what they do when something goes wrong, the keys that are theirs, the
//! set-up.

use crate::common::language::Language;
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;
use crate::registration::{self, Field, Given};

/// All words of one language that only staff read.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the screen and the part that it stands for")]
pub struct StaffTexts {
    pub language: Language,
    pub keys: StaffKeys,
    pub simulation: Banner,
    /// Who the line is for.
    pub label: &'static str,
    /// Whom staff call.
    pub support: &'static str,
    pub identify: Identify,
    /// What staff do where the PIN is locked.
    pub blocked: &'static str,
    /// What staff do where the card has no PIN.
    pub absent: &'static str,
    pub setup: Setup,
    pub session: StaffSession,
    pub trouble_of: fn(TroubleKind) -> &'static str,
    pub verdict_of: fn(VerdictKind) -> StaffVerdict,
    /// [`super::Panel::with_notice`].
    pub with_notice: &'static str,
}

/// What the keys of staff do.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by what the key does")]
pub struct StaffKeys {
    pub staff_first: &'static str,
    pub staff_confirms: &'static str,
    pub staff_reveals: &'static str,
    pub other_ways: &'static str,
}

/// Method A.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Identify {
    pub how: &'static str,
    pub confirm: &'static str,
    pub no_photo: &'static str,
}

/// The kiosk does not start.
#[derive(Debug)]
#[expect(missing_docs, reason = "what staff do, by the cause, and what happens by itself or by a key")]
pub struct StaffSession {
    pub fails: &'static str,
    pub settings: &'static str,
    pub by_itself: &'static str,
    pub try_now: &'static str,
}

/// The word of a verdict, and where it is not a plain yes what staff do.
#[derive(Debug, Clone, Copy)]
pub struct StaffVerdict {
    /// The word on the band.
    pub word: &'static str,
    /// What to do.
    pub advice: Option<&'static str>,
}

/// The banner of a simulation.
#[derive(Debug)]
#[expect(missing_docs, reason = "the word, what stands before the name of the demo's person, and the demo's keys")]
pub struct Banner {
    pub word: &'static str,
    pub person: &'static str,
    pub keys: &'static str,
}

/// A terminal that is not registered yet.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Setup {
    pub title: &'static str,
    pub label: fn(Field) -> &'static str,
    pub ask: fn(Field) -> &'static str,
    pub about: fn(Field) -> &'static str,
    pub note: fn(Field, registration::Note, &Given) -> String,
    pub typed: fn(usize) -> String,
    pub next: &'static str,
    pub back: &'static str,
    pub register: &'static str,
    pub registering: &'static str,
    pub wait: &'static str,
    pub registered: &'static str,
    pub until: fn(&str) -> String,
    pub by_itself: &'static str,
    pub go_on: &'static str,
    pub refused: &'static str,
    pub wrong_code: Remedy,
    pub pending: Remedy,
    pub pending_for: fn(u64) -> String,
    pub machine: Remedy,
    pub service: fn(TroubleKind) -> &'static str,
    pub to_do: &'static str,
    pub detail: &'static str,
    pub from_start: &'static str,
}

/// Why the terminal is not registered, and what to do.
#[derive(Debug, Clone, Copy)]
pub struct Remedy {
    /// What happened.
    pub cause: &'static str,
    /// What whoever sets the terminal up does.
    pub to_do: &'static str,
}

impl StaffTexts {
    /// The table of the staff of a kiosk that begins every visit in this language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language.of_staff() {
            Language::Japanese => &super::ja::STAFF,
            _ => &super::en::STAFF,
        }
    }
}
