//! Method A (職員による目視確認) without a relay: the terminal vouches for the card.
//!
//! A card signs without a PIN only for an authority whose keys sit in that authority's hardware, which no kiosk has. So
//! the terminal signs that it read this card's certificate and that staff compared the face. That proves the terminal,
//! not the card: a copied certificate passes. Whether this suffices is for the service to decide.

use std::time::SystemTime;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

use super::check::OpenCheck;
use super::proof::{Jws, ProofError, claims, compact, signing_input};
use super::terminal::Terminal;
use crate::common::{CardCertificate, SigningAlgorithm};

/// A JWS of the same shape as the card's proof, `ES256` by the terminal's own P-256 key, with the card's
/// user-authentication certificate (DER) as the claim `card`.
pub fn attest(
    check: &OpenCheck,
    card: &CardCertificate,
    terminal: &Terminal,
    now: SystemTime,
) -> Result<Jws, ProofError> {
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, terminal.key(), &random)
        .ok()
        .ok_or(ProofError::TerminalKey)?;
    let input =
        signing_input(SigningAlgorithm::Es256, terminal.certificate(), &claims(check, terminal, now, Some(card.der())));
    let signature = key.sign(&random, input.as_bytes()).ok().ok_or(ProofError::TerminalKey)?;
    Ok(compact(&input, signature.as_ref()))
}
