//! Commands and responses over a link: the one place that handles 61xx, 6Cxx and responses without a status word.

use std::time::Instant;

use zeroize::{Zeroize as _, Zeroizing};

use super::apdu::{CommandApdu, Expect, ResponseApdu, Sensitivity, StatusWord};
use super::error::{AnswerError, CardError};
use super::link::{Link, MAX_ANSWER};

/// How often one response may announce more data: 16 × 256 bytes is twice the longest response of any known card.
const MAX_CONTINUATIONS: usize = 16;

/// A link, with a buffer for responses and a count of commands.
pub struct Channel {
    link: Box<dyn Link>,
    buffer: Zeroizing<Vec<u8>>,
    commands: u32,
}

impl Channel {
    /// A channel over a card that was just powered.
    #[must_use]
    pub fn new(link: Box<dyn Link>) -> Self {
        Self { link, buffer: Zeroizing::new(vec![0; MAX_ANSWER]), commands: 0 }
    }

    /// Command APDUs sent so far.
    #[must_use]
    pub const fn commands(&self) -> u32 {
        self.commands
    }

    /// Sends a command and returns its whole answer.
    ///
    /// After `6C xx` (wrong Le) the command is repeated once with the right Le, after `61 xx` (more to come) the rest
    /// is fetched with GET RESPONSE. My Number Cards are T=1, so both occur only in a reader that knows T=0 alone. A
    /// command with a secret is sent once, and its first response is returned.
    pub fn exchange(&mut self, command: &CommandApdu) -> Result<ResponseApdu, CardError> {
        if command.sensitivity() == Sensitivity::Secret {
            return self.once(command);
        }
        let mut answer = self.with_right_le(command)?;
        let mut continuations = 0;
        while answer.status.high() == 0x61 {
            let get_response = CommandApdu::ask([0x00, 0xC0, 0x00, 0x00], Expect::from_status(answer.status.low()));
            let more = self.with_right_le(&get_response)?;
            let nothing_came = more.data.is_empty() && matches!(more.status.high(), 0x61 | 0x90);
            continuations += 1;
            if nothing_came || continuations > MAX_CONTINUATIONS {
                return Err(CardError::Malformed(AnswerError::Endless));
            }
            answer.data.extend_from_slice(&more.data);
            answer.status = more.status;
        }
        Ok(answer)
    }

    fn with_right_le(&mut self, command: &CommandApdu) -> Result<ResponseApdu, CardError> {
        let answer = self.once(command)?;
        if answer.status.high() != 0x6C {
            return Ok(answer);
        }
        match command.with_le(Expect::from_status(answer.status.low())) {
            Some(corrected) => self.once(&corrected),
            None => Ok(answer),
        }
    }

    fn once(&mut self, command: &CommandApdu) -> Result<ResponseApdu, CardError> {
        self.commands += 1;
        let sent = Instant::now();
        let result = self.link.transmit(command.bytes(), &mut self.buffer);
        let took_us = sent.elapsed().as_micros();
        let used = *result.as_ref().unwrap_or(&MAX_ANSWER);
        let answer = result.and_then(|length| {
            let bytes = self.buffer.get(..length).unwrap_or_default();
            ResponseApdu::parse(bytes).ok_or(match length {
                0 => CardError::Silent,
                _ => CardError::Malformed(AnswerError::TooShort),
            })
        });
        // Also wiped because a reader may echo the command, and with it a PIN.
        self.buffer.iter_mut().take(used).for_each(u8::zeroize);
        match &answer {
            Ok(answer) => {
                tracing::debug!(ins = %format_args!("{:02X}", command.ins()), status = %answer.status, took_us, "apdu");
            }
            Err(error) => {
                tracing::debug!(ins = %format_args!("{:02X}", command.ins()), %error, took_us, "apdu");
            }
        }
        answer
    }
}

/// The error for a status word that has no meaning of its own at this place.
#[must_use]
pub fn unexpected(command: &CommandApdu, status: StatusWord) -> CardError {
    CardError::UnexpectedStatus { ins: command.ins(), status }
}
