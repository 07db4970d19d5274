//! The fuzz targets: what bytes from outside may do to this program. `tests/fuzz` gives them to libFuzzer, a test
//! replays its seeds.
//!
//! Each module has its own targets in a file `fuzz.rs`, beside what they try. A target takes any bytes and panics where
//! something does not hold that must; that nothing panics by itself is the least of it.

use crate::{card, eligibility, exchange, gateway, report, settings, staff, tty, visit};

/// A target: it panics where the bytes show that something does not hold.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder in `tests/fuzz/seeds`.
pub const TARGETS: &[(&str, Target)] = &[
    ("bookings", exchange::bulk::fuzz::bookings),
    ("bulk-result", exchange::bulk::fuzz::result),
    ("bundle", settings::fuzz::bundle),
    ("card", card::fuzz::session),
    ("certificate", card::fuzz::certificate),
    ("copied", eligibility::fuzz::copied),
    ("est", gateway::fuzz::est),
    ("json", eligibility::fuzz::json),
    ("keys", tty::fuzz::keys),
    ("number-answer", eligibility::fuzz::number_answer),
    ("problem", gateway::fuzz::problem),
    ("relay", gateway::fuzz::relay),
    ("report", report::fuzz::report),
    ("settings", settings::fuzz::settings),
    ("shift-jis", exchange::fuzz::file),
    ("staff", staff::fuzz::events),
    ("tlv", gateway::fuzz::tlv),
    ("visit", visit::fuzz::events),
    ("xml", eligibility::fuzz::xml),
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}
