//! Diagnosis: the words of the page, and in English those of the command.

mod en;
mod ja;

pub(super) use en::EN;
pub(super) use ja::JA;

use crate::common::finding::{Health, Part, Said};

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Diagnosis {
    pub title: &'static str,
    pub part: fn(Part) -> &'static str,
    pub health: fn(Health) -> &'static str,
    /// What was found. A trouble is explained by the catalogue's own words and has only its code here.
    pub found: fn(Part, &Said) -> String,
    /// What to do about it, where something has to be done. A trouble's remedy is the catalogue's.
    pub remedy: fn(Part, &Said) -> &'static str,
    /// How many parts are broken, and at how many somebody should look.
    pub count: fn(usize, usize) -> String,
    pub looking: &'static str,
    pub again: &'static str,
}
