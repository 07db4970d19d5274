//! What the table of the staff's words holds for the set-up.

use crate::staff::set_up::{SetUpStep, SoundAnswer};

/// The set-up.
#[derive(Debug)]
pub struct SetUpTexts {
    pub title: &'static str,
    /// Above the list of steps.
    pub welcome: &'static str,
    pub step: fn(SetUpStep) -> &'static str,
    /// What a step is for.
    pub about: fn(SetUpStep) -> &'static str,
    pub done: &'static str,
    pub to_do: &'static str,
    /// What the keys do.
    pub open: &'static str,
    pub next: &'static str,
    pub skip: &'static str,
    pub list: &'static str,
    pub leave: &'static str,
    /// Where answers come from: the service, a folder, and by number as well.
    pub service: &'static str,
    pub folder: &'static str,
    pub inquires: &'static str,
    /// How that is changed.
    pub source_file: &'static str,
    pub facility: &'static str,
    pub registered: &'static str,
    pub unregistered: &'static str,
    pub no_authority: &'static str,
    pub register: &'static str,
    pub passcode_set: &'static str,
    pub stated: &'static str,
    /// What leads from the passcode to the statement, its question, and the answer that makes it.
    pub state: &'static str,
    pub statement: &'static str,
    pub statement_means: &'static str,
    pub stating: &'static str,
    pub set_one: &'static str,
    pub no_reader: &'static str,
    pub put_card: &'static str,
    pub reading: &'static str,
    pub read: &'static str,
    pub not_read: &'static str,
    pub take_card: &'static str,
    pub other_card: &'static str,
    pub method_needs: &'static str,
    pub sound: fn(SoundAnswer) -> &'static str,
    pub ready: &'static str,
    pub left: fn(usize, usize) -> String,
    pub finish: &'static str,
}
