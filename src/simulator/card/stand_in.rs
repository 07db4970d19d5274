//! A **stand-in** for the exchange in which a card proves itself without a PIN.
//!
//! How the real one signs, and how a real terminal shows that it holds its key, is not public (card facts §2.9). Public
//! are fragments: a terminal's card-verifiable certificate, presented in two commands of 307 and 261 bytes, and that a
//! card's signature has 256. This has those sizes, and everything else in it is made up: it says nothing
//! about a real card.
//!
//! 1. The terminal's certificate is presented; the card knows the one authority that may issue it.
//! 2. The card makes a challenge, the service another; the terminal's key, which no kiosk holds, signs both.
//! 3. The card signs a statement that it composes from both challenges and its own serial number. (All emulated cards
//!    share one key, so the serial number is what tells them apart.)

use std::sync::LazyLock;

use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use sha2::{Digest as _, Sha256};

use super::faces::{KEY_ID, key_fields};
use super::tlv::long_tlv;
use crate::simulator::authority::AuthorityError;

/// Length of the certificate's body, `7F 21` header included.
pub const BODY: usize = 307;
/// Length of its signature, `5F 37` header included.
pub const SIGNATURE: usize = 261;
/// Length of either challenge.
pub const CHALLENGE: usize = 32;

/// `7F 21 82 02 33`: the header around body and signature, which is sent with the body.
const HEADER: [u8; 5] = [0x7F, 0x21, 0x82, 0x02, 0x33];
/// The public exponent 65537 and the modulus of a terminal's key end the body.
const MODULUS: usize = 256;
/// So that no signature made here can pass for one made elsewhere.
const TERMINAL_SIGNS: &[u8] = b"uketsuke stand-in, terminal";
const CARD_SIGNS: &[u8] = b"uketsuke stand-in, card";

/// The emulated service's terminal: its published test key, and its certificate.
pub struct Terminal {
    key: RsaPrivateKey,
    body: Vec<u8>,
    signature: Vec<u8>,
}

impl Terminal {
    /// Reads the embedded test keys and has the certificate issued.
    pub fn new() -> Result<Self, AuthorityError> {
        let key = RsaPrivateKey::from_pkcs8_pem(include_str!("public-test-key-terminal.pem"))?;
        let certified = certified(&key.n().to_bytes_be());
        let authority = RsaPrivateKey::from_pkcs8_pem(AUTHORITY)?;
        let signed = authority.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(&certified));
        let signature = long_tlv(&[0x5F, 0x37], &signed.unwrap_or_default());
        Ok(Self { key, body: [HEADER.as_slice(), &certified].concat(), signature })
    }

    /// What `80 A2 06 C1` brings, [`BODY`] bytes.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What `80 A2 00 C1` brings, [`SIGNATURE`] bytes.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The terminal's word that it wants a proof for these challenges, 256 bytes.
    #[must_use]
    pub fn signs(&self, card: &[u8], service: &[u8]) -> Vec<u8> {
        let digest = Sha256::digest([TERMINAL_SIGNS, card, service].concat());
        self.key.sign(Pkcs1v15Sign::new::<Sha256>(), &digest).unwrap_or_default()
    }
}

/// What the card's proof says.
#[must_use]
pub fn statement(card: &[u8], service: &[u8], serial: u32) -> Vec<u8> {
    [CARD_SIGNS, card, service, &serial.to_be_bytes()].concat()
}

const AUTHORITY: &str = include_str!("public-test-key-terminal-authority.pem");

/// The one authority whose terminals an emulated card believes.
static KNOWN: LazyLock<Option<RsaPublicKey>> =
    LazyLock::new(|| RsaPrivateKey::from_pkcs8_pem(AUTHORITY).ok().map(|key| key.to_public_key()));

/// The terminal's key, if the authority has signed this certificate.
pub(super) fn terminal_key(body: &[u8], signature: &[u8]) -> Option<RsaPublicKey> {
    let certified = body.strip_prefix(&HEADER)?;
    let signed = signature.strip_prefix(&[0x5F, 0x37, 0x82, 0x01, 0x00])?;
    KNOWN.as_ref()?.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(certified), signed).ok()?;
    let modulus = certified.last_chunk::<MODULUS>()?;
    RsaPublicKey::new(BigUint::from_bytes_be(modulus), BigUint::from(65_537_u32)).ok()
}

/// Whether this terminal wants a proof for these challenges.
pub(super) fn is_wanted(terminal: &RsaPublicKey, card: &[u8], service: &[u8], word: &[u8]) -> bool {
    let digest = Sha256::digest([TERMINAL_SIGNS, card, service].concat());
    terminal.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, word).is_ok()
}

/// `5F 4E`: two key identifiers, the authority's and the terminal's, and the terminal's key.
fn certified(modulus: &[u8]) -> Vec<u8> {
    long_tlv(&[0x5F, 0x4E], &[&KEY_ID, &KEY_ID, key_fields(modulus).as_slice()].concat())
}
