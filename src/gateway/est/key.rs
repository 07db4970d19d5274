//! The terminal's key: P-256, made on this machine, read by no other user, never sent.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use x509_cert::der::asn1::{Any, BitString};
use x509_cert::der::pem::{LineEnding, encode_string};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use zeroize::Zeroizing;

use super::error::{KeyError, RegisterError};
use super::store;
use crate::common::{EC, P256, open_regular};
use crate::gateway::config::MAX_PEM;
use crate::gateway::permissions::others_may_read;
use crate::settings::KeyLocation;

/// The key. It signs and shows its public half; there is no way to its private one.
pub struct TerminalKey(EcdsaKeyPair);

impl TerminalKey {
    /// The key at `place`, or a new one there. A credential has to be there already.
    pub fn take_or_make(place: &KeyLocation) -> Result<Self, RegisterError> {
        let path = place.path();
        if matches!(place, KeyLocation::File(_)) && !path.try_exists().map_err(|source| unreadable(&path, source))? {
            // Another registration may have been faster: its key is as good.
            store::create(&path, made()?.as_bytes(), store::PRIVATE)?;
        }
        Ok(Self::take(place)?)
    }

    /// The key at `place`.
    ///
    /// A file that others may read is refused: a certificate for a key that may have been copied proves
    /// nothing, and nothing is lost by refusing before there is one. A credential is guarded by who handed it over.
    pub fn take(place: &KeyLocation) -> Result<Self, KeyError> {
        let path = place.path();
        if let KeyLocation::File(path) = place
            && others_may_read(path).map_err(|source| unreadable(path, source))?
        {
            return Err(KeyError::Open { path: path.clone() });
        }
        let mut pem = Zeroizing::new(Vec::new());
        let read = |file: File| file.take(MAX_PEM).read_to_end(&mut pem);
        open_regular(&path).and_then(read).map_err(|source| unreadable(&path, source))?;
        Self::of_pem(&pem).ok_or(KeyError::Wrong { path })
    }

    fn of_pem(pem: &[u8]) -> Option<Self> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem).ok()?;
        let pkcs8 = der.secret_pkcs8_der();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new()).ok().map(Self)
    }

    /// The public half as certificates carry it (RFC 5480).
    pub fn public(&self) -> Result<SubjectPublicKeyInfoOwned, KeyError> {
        let subject_public_key = BitString::from_bytes(self.0.public_key().as_ref()).ok().ok_or(KeyError::NotMade)?;
        let algorithm = AlgorithmIdentifierOwned { oid: EC, parameters: Some(Any::from(&P256)) };
        Ok(SubjectPublicKeyInfoOwned { algorithm, subject_public_key })
    }

    /// ECDSA with SHA-256, in DER.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature = self.0.sign(&SystemRandom::new(), message).ok().ok_or(KeyError::NotMade)?;
        Ok(signature.as_ref().to_vec())
    }
}

fn unreadable(path: &Path, source: io::Error) -> KeyError {
    KeyError::Unreadable { path: PathBuf::from(path), source }
}

/// A new key, PEM (PKCS#8).
fn made() -> Result<Zeroizing<String>, KeyError> {
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
    let pem = encode_string("PRIVATE KEY", LineEnding::LF, key.ok().ok_or(KeyError::NotMade)?.as_ref());
    pem.map(Zeroizing::new).ok().ok_or(KeyError::NotMade)
}
