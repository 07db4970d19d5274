//! Synthetic views of every screen, for the tests and for looking at (`cargo run --example gallery -- --list`).

mod absent;
mod all;
mod assign;
mod bookings;
mod day;
#[cfg(test)]
mod faults;
mod inquiries;
mod noted;
mod open_items;
mod reader;
mod registration;
mod reports;
mod set_up;
mod staff;
mod troubles;

use crate::common::{KeyCaps, Language, Look, StaffWord};
use crate::ui::{Blocks, ScreenContext, Simulation, Theme};

pub use all::{Sample, all, message};
#[cfg(test)]
pub use faults::{assign_faults, code, faults, number_trouble};

/// What is around the samples: a kiosk in the demo, as delivered.
pub const DEMO: ScreenContext<'static> = ScreenContext {
    title: "架空助産院",
    contact: None,
    clock: Some((10, 30)),
    simulation: Some(Simulation::Demo { persona: "valid-kumiai" }),
    theme: Theme::of(Look::Standard),
    large: false,
    caps: KeyCaps::Both,
    staff: Language::Japanese,
    staff_word: StaffWord::Employees,
    note: None,
    plain: false,
    blocks: Blocks::Sextants,
    reader_at: None,
    thanks: None,
};
