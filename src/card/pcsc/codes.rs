//! What each code of the daemon means: the one table.

use pcsc::Error;

use crate::card::error::CardError;

/// The error that a code of the daemon stands for. Measured with pcsc-lite 1.9.9 where it matters.
pub fn meaning(code: Error) -> CardError {
    match code {
        // Nothing answers, or the context is dead: it stays dead after the daemon is back.
        Error::NoService | Error::ServiceStopped | Error::CommError | Error::InvalidHandle | Error::Shutdown => {
            CardError::NoDaemon
        }
        // polkit says no: at establish up to 1.9.9, at connect from 2.0.1.
        Error::SecurityViolation | Error::NoAccess => CardError::DaemonRefused,
        Error::NoReadersAvailable => CardError::NoReader,
        Error::UnknownReader | Error::ReaderUnavailable => CardError::ReaderGone,
        Error::NoSmartcard => CardError::NoCard,
        Error::RemovedCard | Error::ResetCard | Error::UnpoweredCard => CardError::Pulled,
        // A card pulled less than a poll ago shows like this, and so does a card that a reader cannot talk to.
        Error::NotTransacted => CardError::Silent,
        Error::UnresponsiveCard | Error::UnsupportedCard | Error::ProtoMismatch | Error::InvalidAtr => CardError::Mute,
        Error::SharingViolation => CardError::Busy,
        other => CardError::Daemon(other as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{CardFault, TroubleKind};

    fn trouble(code: Error) -> TroubleKind {
        match CardFault::from(meaning(code)) {
            CardFault::Trouble(trouble) => trouble.kind,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_card_that_left_is_a_pulled_card_however_the_daemon_says_it() {
        for code in
            [Error::NotTransacted, Error::RemovedCard, Error::ResetCard, Error::NoSmartcard, Error::UnpoweredCard]
        {
            assert_eq!(trouble(code), TroubleKind::CardPulled, "{code:?}");
        }
    }

    #[test]
    fn a_dead_context_is_no_daemon_whatever_it_answers() {
        for code in [Error::NoService, Error::ServiceStopped, Error::CommError, Error::InvalidHandle] {
            assert_eq!(trouble(code), TroubleKind::NoDaemon, "{code:?}");
        }
    }
}
