//! Whether a reader carries extended APDUs (拡張Lc/Le対応), tried with a My Number Card on it.

use super::apdu::{CommandApdu, Header, StatusWord};
use super::channel::Channel;
use super::error::{AnswerError, CardError};
use crate::common::Extended;

/// GET CHALLENGE; changes nothing on any card.
const GET_CHALLENGE: Header = [0x00, 0x84, 0x00, 0x00];
/// What a My Number Card answers to GET CHALLENGE with an extended Le (measured by two sources). It knows READ BINARY
/// in the short encoding only, so a read would prove nothing.
const NOT_SATISFIED: StatusWord = StatusWord(0x6985);
/// Data of the relay's longest command. Some drivers carry the extended encoding and drop what is longer than a short
/// command.
const MAX_DATA: usize = 307;

/// Sends two harmless commands in the extended encoding to a card on which the application is selected.
///
/// The card's own response to the first is known; any other may come from the reader, and the outcome is unknown. To
/// the second, as long as a relay's longest command, the card's response is not established: any response shows that it
/// was carried. An error means that the card is gone, and says nothing about the reader.
pub(super) fn try_reader(channel: &mut Channel) -> Result<Extended, CardError> {
    match carry(channel, &CommandApdu::ask_extended(GET_CHALLENGE, 8))? {
        None => return Ok(Extended::No),
        Some(StatusWord::OK | NOT_SATISFIED) => {}
        Some(_) => return Ok(Extended::Unknown),
    }
    let long = CommandApdu::tell_extended(GET_CHALLENGE, &[0; MAX_DATA]);
    Ok(carry(channel, &long)?.map_or(Extended::No, |_| Extended::Yes))
}

/// Sends an extended command. `None`: it was not answered, but a short command after it was.
fn carry(channel: &mut Channel, command: &CommandApdu) -> Result<Option<StatusWord>, CardError> {
    match channel.exchange(command) {
        Ok(answer) => Ok(Some(answer.status)),
        Err(error) if is_no_answer(error) && is_there(channel) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How a command fails that the reader cannot carry. A card that is pulled looks the same.
pub(super) const fn is_no_answer(error: CardError) -> bool {
    matches!(error, CardError::Silent | CardError::Malformed(AnswerError::TooShort))
}

/// Whether the card still answers a short command, by any status word.
pub(super) fn is_there(channel: &mut Channel) -> bool {
    channel.exchange(&CommandApdu::ask(GET_CHALLENGE, super::apdu::Expect::up_to(8))).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::script::Script;

    const LE: &str = "00840000 000008";
    const SHORT: &str = "00840000 08";

    fn tried(script: Script) -> Result<Extended, CardError> {
        try_reader(&mut Channel::new(Box::new(script.link())))
    }

    fn long() -> String {
        format!("00840000 000133{}", "00".repeat(307))
    }

    #[test]
    fn a_reader_that_carries_both_is_able_whatever_the_card_says_to_the_long_one() {
        for first in ["6985", "0102030405060708 9000"] {
            for second in ["6700", "6985", "6D00"] {
                let script = Script::new().then(LE, Ok(first)).then(&long(), Ok(second));
                assert_eq!(tried(script), Ok(Extended::Yes));
            }
        }
    }

    #[test]
    fn an_answer_that_is_not_the_cards_own_proves_nothing() {
        assert_eq!(tried(Script::new().then(LE, Ok("6700"))), Ok(Extended::Unknown));
    }

    #[test]
    fn a_reader_that_fails_on_one_is_not_able_while_the_card_is_still_there() {
        for failure in [Ok(""), Ok("67"), Err(CardError::Silent)] {
            let script = Script::new().then(LE, failure).then(SHORT, Ok("0102030405060708 9000"));
            assert_eq!(tried(script), Ok(Extended::No));
            let script = Script::new().then(LE, Ok("6985")).then(&long(), failure).then(SHORT, Ok("6D00"));
            assert_eq!(tried(script), Ok(Extended::No));
        }
    }

    #[test]
    fn a_card_that_leaves_says_nothing_of_its_reader() {
        let script = Script::new().then(LE, Err(CardError::Silent)).then(SHORT, Err(CardError::Pulled));
        assert_eq!(tried(script), Err(CardError::Silent));
        assert_eq!(tried(Script::new().then(LE, Err(CardError::Pulled))), Err(CardError::Pulled));
    }
}
