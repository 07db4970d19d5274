//! The card from above: sessions and the desk against scripted cards.

mod relay;
pub mod script;
mod session;
mod worker;

use crate::common::{SigningAlgorithm, SigningDigest};
use script::{Script, Transcript};

/// What is signed in the tests.
fn digest() -> SigningDigest {
    SigningDigest::forged(SigningAlgorithm::Rs256, &[0xAA; 32])
}

/// A whole visit on which everything goes well.
fn good_visit() -> Script {
    Script::read().compared().verify("9000").signed().left()
}

/// How many commands with a PIN were sent.
fn pins_sent(transcript: &Transcript) -> usize {
    let is_verify = |command: &&Vec<u8>| command[1] == 0x20 && command.len() > 4;
    transcript.lock().unwrap().iter().filter(is_verify).count()
}
