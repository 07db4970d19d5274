//! uketsuke (受付): the reception kiosk for eligibility-only insurance confirmation with a My Number Card.
//!
//! The way through the house, in the order in which a visit flows:
//!
//! 1. [`card`]: a card is put on the reader, recognised, read, and later signs.
//! 2. [`visit`]: the state machine of one visit decides what happens next. It knows no I/O and no clock.
//! 3. [`gateway`]: the eligibility service hears the card's proof and answers.
//! 4. [`eligibility`]: what the answer means: codes, verdict, insurer numbers, eras, kana.
//! 5. [`ui`]: what the person and the staff see.
//! 6. [`app`]: the event loop that binds the five, the keyboard and the terminal.
//!
//! Before the first visit a terminal has to be registered: [`setup`] is the form that asks for what this takes. Where a
//! qualification terminal reads the cards already, [`folder`] takes the place of the first and the third: it reports the
//! results that the terminal writes.
//!
//! Staff have a side of their own: [`reception`] is the menu, its passcode and the other ways to confirm; [`journal`] keeps the
//! audit trail, [`handoff`] leaves a file for the receipt computer, [`doctor`] says what is missing between this machine and a
//! working reception.
//!
//! Around it: [`settings`] (one TOML file) and, behind the feature `simulator`, `simulator` (an emulated card
//! and an emulated service).
//!
//! Dependencies point one way: `app → {doctor, ui, card, gateway, folder, journal, handoff} → {visit, reception, setup, eligibility, settings}`.

use time::{OffsetDateTime, UtcOffset, macros::offset};

/// Japan has one time zone and no summer time. Dates and times on the screen are Japan's, whatever this machine is set to.
const JAPAN: UtcOffset = offset!(+9);

/// The time as a clock in Japan shows it. The last hours of the year 9999, which Japan does not have, stay as they are: that is how
/// "for ever" is written (RFC 5280 §4.1.2.5).
#[must_use]
pub fn in_japan(time: impl Into<OffsetDateTime>) -> OffsetDateTime {
    let time = time.into();
    time.checked_to_offset(JAPAN).unwrap_or(time)
}

pub mod app;
pub mod card;
pub mod command_line;
pub mod doctor;
pub mod eligibility;
pub mod folder;
pub mod gateway;
pub mod handoff;
pub mod journal;
pub mod reception;
pub mod settings;
pub mod setup;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod ui;
pub mod visit;
