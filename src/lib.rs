//! uketsuke (受付): the reception kiosk for eligibility-only insurance confirmation with a My Number Card.
//!
//! One visit passes through the modules in this order:
//!
//! 1. [`card`]: the reader reports a card; the card is recognised and read, and later signs.
//! 2. [`visit`]: the state machine of one visit decides what happens next. It knows no I/O and no clock.
//! 3. [`gateway`]: the eligibility service receives the card's proof and answers.
//! 4. [`eligibility`]: what the answer means: codes, verdict, insurer numbers, eras, kana.
//! 5. [`ui`]: what the visitor and the staff see; [`tty`] is the terminal under it.
//! 6. [`app`]: the event loop that connects the others, and the supervisor that restarts it.
//!
//! Before the first visit a terminal has to be registered: [`registration`] is the form for it. Where a qualification
//! terminal (資格確認端末) reads the cards already, [`exchange`] replaces the first and the third: it reports the
//! results that the terminal writes.
//!
//! For the staff, [`staff`] is the menu with its passcode and the other ways to confirm; [`journal`] keeps the audit
//! trail, [`handoff`] writes a file for the receipt computer, and [`doctor`] says what keeps this machine from working.
//!
//! [`common`] holds what several modules speak of, [`settings`] the one TOML file, [`command_line`] the commands;
//! behind the feature `simulator` there are an emulated card and an emulated service. `ARCHITECTURE.md` has the table
//! of which module may use which.

#![warn(missing_docs, clippy::expect_used, clippy::panic, clippy::unwrap_used)]
// They panic where a pipe or a terminal is gone.
#![warn(clippy::print_stderr, clippy::print_stdout)]

pub mod app;
pub mod card;
pub mod command_line;
pub mod common;
pub mod doctor;
pub mod eligibility;
pub mod exchange;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
pub mod gateway;
pub mod handoff;
pub mod journal;
pub mod pager;
pub mod registration;
pub mod report;
pub mod settings;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod staff;
pub mod tty;
pub mod ui;
pub mod visit;
