//! Confirm in another way. What the guides say is this kiosk's own advice, from what is public; no official procedure
//! is quoted, and the page says so.

mod en;
mod ja;

pub(super) use en::EN;
pub(super) use ja::JA;

use crate::common::way::Way;
use crate::eligibility::insurer::InsurerKind;
use crate::eligibility::manual::Item;
use crate::staff::ways::Note;

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Ways {
    pub title: &'static str,
    /// What none of the ways is.
    pub about: &'static str,
    /// The name of a way, and for whom it is.
    pub name: fn(Way) -> &'static str,
    pub ask: &'static str,
    pub look: &'static str,
    pub keep: &'static str,
    pub guide: fn(Way) -> Guide,
    /// Whose advice a guide is.
    pub ours: &'static str,
    pub label: fn(Item) -> &'static str,
    pub type_it: fn(Item) -> &'static str,
    pub shape: fn(Item, late_elderly: bool) -> &'static str,
    /// That Enter goes on without a number.
    pub may_be_blank: &'static str,
    pub note: fn(Item, Note) -> &'static str,
    pub kind: fn(InsurerKind) -> &'static str,
    /// A law code that is not in the list.
    pub unlisted: &'static str,
    /// In the place of a number that was left blank.
    pub blank: &'static str,
    pub way: &'static str,
    /// The band over whatever was entered by hand.
    pub unverified: &'static str,
    pub nobody_confirmed: &'static str,
    pub not_kept: &'static str,
    pub noted: &'static str,
    pub not_an_answer: &'static str,
    pub next: &'static str,
    pub save: &'static str,
    pub done: &'static str,
}

/// How one way goes.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    /// What to ask for.
    pub ask: &'static str,
    /// What to look at.
    pub look: &'static str,
    /// What to note.
    pub keep: &'static str,
    /// What Enter says has been done.
    pub next: &'static str,
}
