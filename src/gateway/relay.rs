//! One step of the relay as it travels: hexadecimal on the wire, bytes inside, and a limit before anything is decoded.
//!
//! Whether any of it reaches a card is decided by the `card` module.

use std::fmt;

use super::error::GatewayError;
use super::wire::{RelayAnswer, RelayRequest};

/// Most commands in one answer of the service.
pub const MAX_COMMANDS: usize = 8;
/// Longest command that is looked at, in bytes.
pub const MAX_COMMAND: usize = 512;

/// What the service wants next.
#[derive(Clone, PartialEq, Eq)]
pub enum RelayStep {
    /// These command APDUs for the card, in this order.
    Commands(Vec<Vec<u8>>),
    /// Nothing more: it is satisfied.
    Done,
}

impl fmt::Debug for RelayStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commands(commands) => write!(f, "Commands({})", commands.len()),
            Self::Done => f.write_str("Done"),
        }
    }
}

impl TryFrom<RelayAnswer> for RelayStep {
    type Error = GatewayError;

    /// Commands and the end at once, or neither, is no answer. Commands that are too many, too long or not hexadecimal
    /// could be meant for a card as little as a VERIFY, and are told in the same way.
    fn try_from(RelayAnswer { commands, done }: RelayAnswer) -> Result<Self, GatewayError> {
        if done != commands.is_empty() {
            return Err(GatewayError::Garbage);
        }
        if commands.len() > MAX_COMMANDS || commands.iter().any(|command| command.len() > 2 * MAX_COMMAND) {
            return Err(GatewayError::Relay);
        }
        let decoded: Result<Vec<_>, _> = commands.iter().map(base16ct::mixed::decode_vec).collect();
        match decoded.ok() {
            None => Err(GatewayError::Relay),
            Some(_) if done => Ok(Self::Done),
            Some(commands) => Ok(Self::Commands(commands)),
        }
    }
}

impl RelayRequest {
    /// The card's answers to the commands before; none at the beginning.
    #[must_use]
    pub fn new(answers: &[Vec<u8>]) -> Self {
        Self { answers: answers.iter().map(|answer| base16ct::lower::encode_string(answer)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(commands: &[&str], done: bool) -> Result<RelayStep, GatewayError> {
        RelayAnswer { commands: commands.iter().map(ToString::to_string).collect(), done }.try_into()
    }

    #[test]
    fn a_step_is_commands_or_the_end() {
        assert_eq!(
            read(&["0084000020", "00a4020C020016"], false).map(|step| format!("{step:?}")),
            Ok("Commands(2)".into())
        );
        assert_eq!(read(&[], true), Ok(RelayStep::Done));
        assert_eq!(read(&[], false), Err(GatewayError::Garbage));
        assert_eq!(read(&["0084000020"], true), Err(GatewayError::Garbage));
    }

    #[test]
    fn what_is_too_much_is_not_even_decoded() {
        assert!(read(&["00"; MAX_COMMANDS], false).is_ok());
        assert_eq!(read(&["zz"; MAX_COMMANDS + 1], false), Err(GatewayError::Relay));
        assert!(read(&[&"00".repeat(MAX_COMMAND)], false).is_ok());
        assert_eq!(read(&[&"z".repeat(2 * MAX_COMMAND + 1)], false), Err(GatewayError::Relay));
    }

    #[test]
    fn what_is_not_hexadecimal_is_no_command() {
        for text in ["0", "zz", "00 84", "0x84", "００"] {
            assert_eq!(read(&[text], false), Err(GatewayError::Relay), "{text}");
        }
    }

    #[test]
    fn answers_travel_in_hexadecimal() {
        assert_eq!(RelayRequest::new(&[vec![0x90, 0x00], vec![0x6A, 0x82]]).answers, ["9000", "6a82"]);
    }
}
