//! What goes wrong between a reader and a card, on request: each fault strikes once, at the n-th command from now or at
//! the next command with an instruction.

use std::str::FromStr;
use std::time::Duration;

use super::status::StatusWord;

/// When a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// At the n-th command from now; 1 is the next one.
    Command(u32),
    /// At the next command with this INS.
    Instruction(u8),
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The card is taken away before it hears the command.
    Pull,
    /// The card carries the command out and is taken away before it answers: a PIN try may be spent.
    Tear,
    /// The card carries the command out; of its answer one byte arrives.
    OneByte,
    /// The command is not carried out; this status word comes instead.
    Status(u16),
    /// The answer comes late.
    Delay(Duration),
    /// No answer comes until the card is taken away. The command is not carried out.
    Silence,
    /// The card of this persona lies there when the command comes, without power until now, and the reader has noticed
    /// nothing. With the same persona it is the same card, lifted for a moment.
    Swap(String),
}

/// What became of a command on its way.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer.
    Answer(Vec<u8>),
    /// An answer after this time.
    Late(Duration, Vec<u8>),
    /// The card is gone.
    Gone,
    /// Nothing comes until the card is taken away.
    Silent,
    /// Nothing comes until the reader answers again, or the card is taken away; the command is lost.
    Hung,
}

/// The faults that wait for their moment.
#[derive(Debug, Default)]
pub struct Faults {
    waiting: Vec<(Trigger, Fault)>,
}

impl Faults {
    /// Lays one in wait.
    pub fn add(&mut self, trigger: Trigger, fault: Fault) {
        self.waiting.push((trigger, fault));
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Brings a command to the card, past whatever lies in wait. `card` is how it answers.
    pub fn carry(&mut self, command: &[u8], card: impl FnOnce(&[u8]) -> Vec<u8>) -> Outcome {
        Fault::carry(self.due(command).as_ref(), command, card)
    }

    /// Counts the command, and takes out the first fault whose moment it is.
    pub fn due(&mut self, command: &[u8]) -> Option<Fault> {
        let instruction = command.get(1).copied();
        for (trigger, _) in &mut self.waiting {
            if let Trigger::Command(left) = trigger {
                *left = left.saturating_sub(1);
            }
        }
        let position = self.waiting.iter().position(|(trigger, _)| match trigger {
            Trigger::Command(left) => *left == 0,
            Trigger::Instruction(ins) => instruction == Some(*ins),
        })?;
        Some(self.waiting.remove(position).1)
    }
}

impl Fault {
    /// What becomes of a command that meets this fault, or none. Who exchanges the card does so before.
    pub fn carry(fault: Option<&Self>, command: &[u8], card: impl FnOnce(&[u8]) -> Vec<u8>) -> Outcome {
        match fault {
            None | Some(Self::Swap(_)) => Outcome::Answer(card(command)),
            Some(Self::Pull) => Outcome::Gone,
            Some(Self::Tear) => {
                card(command);
                Outcome::Gone
            }
            Some(Self::OneByte) => {
                let mut answer = card(command);
                answer.truncate(1);
                Outcome::Answer(answer)
            }
            Some(Self::Status(status)) => Outcome::Answer(StatusWord(*status).bytes().to_vec()),
            Some(Self::Delay(time)) => Outcome::Late(*time, card(command)),
            Some(Self::Silence) => Outcome::Silent,
        }
    }
}

/// Why a fault could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseFaultError {
    /// Not a fault that exists.
    #[error("unknown fault: say pull, tear, one-byte, status XXXX, delay MS, silence or swap KEY")]
    Fault,
    /// Not a moment.
    #[error("unknown moment: say at N (the N-th command from now) or on XX (an instruction in hex)")]
    Trigger,
}

impl FromStr for Fault {
    type Err = ParseFaultError;

    /// `pull`, `tear`, `one-byte`, `status 6F00`, `delay 1500` (milliseconds), `silence`,
    /// `swap KEY`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["pull"] => Ok(Self::Pull),
            ["tear"] => Ok(Self::Tear),
            ["one-byte"] => Ok(Self::OneByte),
            ["silence"] => Ok(Self::Silence),
            ["swap", persona] => Ok(Self::Swap((*persona).to_owned())),
            ["status", word] => {
                u16::from_str_radix(word, 16).map(Self::Status).map_err(|_not_hex| ParseFaultError::Fault)
            }
            ["delay", time] => time
                .parse()
                .map(|milliseconds| Self::Delay(Duration::from_millis(milliseconds)))
                .map_err(|_not_a_number| ParseFaultError::Fault),
            _ => Err(ParseFaultError::Fault),
        }
    }
}

impl FromStr for Trigger {
    type Err = ParseFaultError;

    /// `at 3` or `on 2A`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["at", n] => n.parse().ok().filter(|n| *n > 0).map(Self::Command),
            ["on", ins] => u8::from_str_radix(ins, 16).ok().map(Self::Instruction),
            _ => None,
        }
        .ok_or(ParseFaultError::Trigger)
    }
}
