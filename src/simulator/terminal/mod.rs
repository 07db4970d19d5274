//! An emulated qualification terminal (資格確認端末): the folders Req, Res and Face, and an application behind them
//! that takes requests and answers them.
//!
//! May do everything that the real one is known or feared to do; each of it is a [`switch`](behaviour::Behaviour::set)
//! on the control socket. It reads requests by itself, with nothing of what the kiosk writes them with. Whatever it
//! writes says that it is made up: results and answers by [`SIMULATION`](crate::eligibility::SIMULATION), reasons in
//! words.

mod answer;
mod assign;
mod behaviour;
mod bulk;
mod cards;
mod cli;
mod control;
mod element;
mod engine;
mod request;

pub use behaviour::{Behaviour, SwitchError};
pub use cli::{CommandError, command};
pub use engine::{EmulatedTerminal, FACILITY};
