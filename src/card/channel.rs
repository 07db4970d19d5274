//! Commands and answers over a link: the one place that knows 61xx, 6Cxx and answers that are none.

use zeroize::{Zeroize as _, Zeroizing};

use super::apdu::{CommandApdu, Expect, ResponseApdu, Sensitivity, StatusWord};
use super::error::{AnswerError, CardError};
use super::link::{Link, MAX_ANSWER};

/// A card that announces more data this many times in a row is talking nonsense: 16 × 256 bytes is twice the largest
/// answer of any card known.
const MAX_CONTINUATIONS: usize = 16;

/// A link with a memory of how much was said.
pub struct Channel {
    link: Box<dyn Link>,
    room: Zeroizing<Vec<u8>>,
    commands: u32,
}

impl Channel {
    /// A channel over a card that was just powered.
    #[must_use]
    pub fn new(link: Box<dyn Link>) -> Self {
        Self { link, room: Zeroizing::new(vec![0; MAX_ANSWER]), commands: 0 }
    }

    /// Command APDUs sent so far.
    #[must_use]
    pub const fn commands(&self) -> u32 {
        self.commands
    }

    /// Sends a command and returns its whole answer.
    ///
    /// `6C xx` (wrong Le) repeats the command once with the right Le, `61 xx` (more to come) fetches the rest with GET
    /// RESPONSE; this card is T=1 and shows neither but in a reader of T=0 alone. A command with a secret is sent once
    /// and its first answer is the answer.
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
        let result = self.link.transmit(command.bytes(), &mut self.room);
        let used = *result.as_ref().unwrap_or(&MAX_ANSWER);
        let answer = result.and_then(|length| {
            let bytes = self.room.get(..length).unwrap_or_default();
            ResponseApdu::parse(bytes).ok_or(match length {
                0 => CardError::Silent,
                _ => CardError::Malformed(AnswerError::TooShort),
            })
        });
        // A reader that echoes the command must not leave a PIN here.
        self.room.iter_mut().take(used).for_each(u8::zeroize);
        match &answer {
            Ok(answer) => {
                tracing::debug!(ins = %format_args!("{:02X}", command.ins()), status = %answer.status, "apdu");
            }
            Err(error) => {
                tracing::debug!(ins = %format_args!("{:02X}", command.ins()), %error, "apdu");
            }
        }
        answer
    }
}

/// What a status word other than the expected one means where it means nothing special.
#[must_use]
pub fn unexpected(command: &CommandApdu, status: StatusWord) -> CardError {
    CardError::UnexpectedStatus { ins: command.ins(), status }
}
