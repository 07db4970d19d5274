//! What the card computes: random bytes, and RSA signatures in the six paddings that P1 of `80 2A` chooses.

use ring::rand::{SecureRandom, SystemRandom};
use rsa::rand_core::OsRng;
use rsa::{Pkcs1v15Sign, Pss, RsaPrivateKey};
use sha2::{Digest, Sha256};

use super::emulated::Answer;
use super::status::StatusWord;

/// P1 of COMPUTE DIGITAL SIGNATURE, as measured by recovering the padded block with the public key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Padding {
    /// PKCS#1 v1.5 over the bytes as given: a raw signing oracle, on the real card too.
    Verbatim,
    /// SHA-256 on the card, the bare hash in PKCS#1 v1.5.
    BareHash,
    /// A hash as given, wrapped in a `DigestInfo`.
    GivenHash,
    /// SHA-256 on the card, wrapped in a `DigestInfo`.
    Hash,
    /// A hash as given, RSASSA-PSS.
    GivenHashPss,
    /// SHA-256 on the card, RSASSA-PSS.
    HashPss,
}

impl Padding {
    pub fn from_p1(p1: u8) -> Result<Self, StatusWord> {
        const TABLE: [Padding; 6] = [
            Padding::Verbatim,
            Padding::BareHash,
            Padding::GivenHash,
            Padding::Hash,
            Padding::GivenHashPss,
            Padding::HashPss,
        ];
        TABLE.get(usize::from(p1)).copied().ok_or(StatusWord::WRONG_PARAMETERS)
    }

    /// PKCS#1 v1.5 leaves 245 bytes of a 2048-bit block; a SHA-256 hash has 32.
    pub fn check_length(self, data: &[u8]) -> Result<(), StatusWord> {
        let fits = match self {
            Self::Verbatim => (1..=245).contains(&data.len()),
            Self::GivenHash | Self::GivenHashPss => data.len() == 32,
            Self::BareHash | Self::Hash | Self::HashPss => true,
        };
        if fits { Ok(()) } else { Err(StatusWord::CONDITIONS) }
    }

    pub fn sign(self, key: &RsaPrivateKey, data: &[u8]) -> Answer {
        let hash = || Sha256::digest(data).to_vec();
        let signature = match self {
            Self::Verbatim => key.sign(Pkcs1v15Sign::new_unprefixed(), data),
            Self::BareHash => key.sign(Pkcs1v15Sign::new_unprefixed(), &hash()),
            Self::GivenHash => key.sign(Pkcs1v15Sign::new::<Sha256>(), data),
            Self::Hash => key.sign(Pkcs1v15Sign::new::<Sha256>(), &hash()),
            Self::GivenHashPss => key.sign_with_rng(&mut OsRng, Pss::new::<Sha256>(), data),
            Self::HashPss => key.sign_with_rng(&mut OsRng, Pss::new::<Sha256>(), &hash()),
        };
        signature.map_err(|_unsigned| StatusWord::NO_DIAGNOSIS)
    }
}

/// `length` random bytes.
pub(super) fn random(length: usize) -> Answer {
    let mut bytes = vec![0; length];
    SystemRandom::new().fill(&mut bytes).map_err(|_unavailable| StatusWord::NO_DIAGNOSIS)?;
    Ok(bytes)
}
