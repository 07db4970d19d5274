//! What is known of results that come by themselves: the person whom staff expect, and the results that they may take.

use std::fmt;
use std::time::Instant;

use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::eligibility::{Found, Person};

/// Results that are shown only to the person for whom staff take them, and the person who is expected.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) expected: Option<Expected>,
    /// The oldest first.
    pub(super) held: Vec<Held>,
    /// The number of the last one.
    pub(super) last: u64,
    /// When a naming ended unanswered.
    pub(super) ended: Option<Instant>,
    /// When the result came that shows without a person being named, until it was shown to its end.
    pub(super) shown: Option<Instant>,
    /// When the result came that showed so until staff began with another person.
    pub(super) displaced: Option<Instant>,
    /// When results came that were forgotten and are not recorded yet.
    pub(super) unseen: Vec<Instant>,
}

/// The person whom staff have named.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) person: Person,
    /// By this machine's clock, as results name theirs.
    pub(super) named: OffsetDateTime,
    pub(super) until: Instant,
    /// The one result that fits, until it is shown.
    pub(super) fits: Option<(Instant, Found)>,
    /// It shows; the naming ends with it.
    pub(super) served: bool,
    /// Several fit: staff decide, also about what comes next.
    pub(super) several: bool,
}

/// A result that staff may take.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) number: u64,
    pub(super) came: Instant,
    pub(super) why: Withheld,
    pub(super) found: Found,
}

/// Why a result is not shown by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It came together with another one.
    Together,
    /// It is not of the person who is named.
    Other,
    /// It was read, or came, before the naming.
    Early,
    /// It came right after a naming that had ended.
    Late,
}

/// A result that staff may take, without a name. Its `Debug` hides what is shown of it.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldResult {
    /// By which it is taken.
    pub number: u64,
    /// Hour, minute and second of the terminal, in Japan, where the result says it.
    pub made: Option<(u8, u8, u8)>,
    /// The first character of each part of the name.
    pub initials: Zeroizing<String>,
    /// Why it is not shown by itself.
    pub why: Withheld,
}

impl fmt::Debug for HeldResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeldResult").field("number", &self.number).field("why", &self.why).finish_non_exhaustive()
    }
}
