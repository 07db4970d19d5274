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
//! qualification terminal reads the cards already, [`folder`] takes the place of the first and the third: it reports
//! the results that the terminal writes.
//!
//! Staff have a side of their own: [`reception`] is the menu, its passcode and the other ways to confirm; [`journal`]
//! keeps the audit trail, [`handoff`] leaves a file for the receipt computer, [`doctor`] says what is missing between
//! this machine and a working reception.
//!
//! Around it: [`settings`] (one TOML file) and, behind the feature `simulator`, `simulator` (an emulated card
//! and an emulated service).
//!
//! Dependencies point one way: `app → {doctor, ui, card, gateway, folder, journal, handoff} → {visit, reception, setup,
//! eligibility, settings}`.

#![warn(missing_docs, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

pub mod app;
pub mod card;
pub mod command_line;
pub mod common;
pub mod doctor;
pub mod eligibility;
pub mod exchange;
pub mod gateway;
pub mod handoff;
pub mod journal;
pub mod registration;
pub mod settings;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod staff;
pub mod tty;
pub mod ui;
pub mod visit;
