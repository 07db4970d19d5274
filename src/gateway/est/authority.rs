//! The authority that may vouch for the service: first trusted by its fingerprint, later kept up to date.
//!
//! The rule for an update: what `cacerts` names over a connection that the old authorities vouched for is trusted as
//! well. The old ones go only once the service has shown itself under the new ones alone; until then both stay. So no
//! answer, and no power cut, can leave a kiosk without its service. A file in a folder that the kiosk may not write is
//! the operator's, and stays as it is.

use std::io;
use std::str::FromStr;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::default_provider;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::client::EstClient;
use super::error::RegisterError;
use super::{answer, store};
use crate::common::read_regular;
use crate::gateway::authority::DateCheck;
use crate::gateway::config::{ConfigError, MAX_PEM};
use crate::gateway::terminal;
use crate::settings::Site;

/// SHA-256 of an authority's certificate (DER), as its operator announces it on another way than this network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

/// The text is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint is SHA-256 in 64 hexadecimal digits, as 'openssl x509 -noout -fingerprint -sha256' prints it")]
pub struct FingerprintError;

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits: String = text.chars().filter(|c| *c != ':' && !c.is_whitespace()).collect();
        let bytes = base16ct::mixed::decode_vec(digits).ok();
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(FingerprintError)
    }
}

impl Fingerprint {
    fn is_of(&self, der: &[u8]) -> bool {
        digest(&SHA256, der).as_ref() == self.0
    }

    fn is_in(&self, pem: &str) -> bool {
        terminal::certificates(pem).is_some_and(|all| all.iter().any(|der| self.is_of(der)))
    }
}

/// Fetches the authority with this fingerprint and stores it where the settings expect it (RFC 7030 §4.1.1). One that
/// is there already has to be this one.
///
/// Nothing secret is sent to a server that no authority has certified, and of its answer only the certificate with this
/// fingerprint is used.
pub async fn bootstrap(site: &Site, fingerprint: &Fingerprint) -> Result<(), RegisterError> {
    let path = &site.gateway.authority;
    match pinned(site) {
        Ok(pem) => return if fingerprint.is_in(&pem) { Ok(()) } else { Err(RegisterError::OtherAuthority) },
        Err(RegisterError::NoAuthority { .. }) => store::probe(path)?,
        Err(error) => return Err(error),
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ConfigError::Pair)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyServer(default_provider())))
        .with_no_client_auth();
    let shown = EstClient::new(site, |_| Ok(tls.clone()))?.authority().await?;
    let known = shown.into_iter().find(|certificate| fingerprint.is_of(&answer::der(certificate)));
    let authority = known.ok_or(RegisterError::OtherAuthority)?;
    store::create(path, answer::pem(&[authority])?.as_bytes(), store::PUBLIC)?;
    Ok(())
}

/// The pinned authority, PEM.
pub fn pinned(site: &Site) -> Result<String, RegisterError> {
    let path = &site.gateway.authority;
    read_regular(path, MAX_PEM).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => RegisterError::NoAuthority { path: path.clone() },
        _ => ConfigError::File { path: path.clone(), source }.into(),
    })
}

/// What is to be trusted from now on, PEM: `pinned`, brought up to date by what the service `shows` over a trusted
/// connection.
pub async fn refresh(site: &Site, pinned: String, shown: &[Certificate]) -> Result<String, RegisterError> {
    let roots: Vec<Certificate> = shown.iter().filter(|certificate| answer::is_root(certificate)).cloned().collect();
    let fresh = answer::pem(&roots)?;
    if terminal::without_certificate(&fresh, DateCheck::Enforced).is_err() {
        return Ok(pinned);
    }
    let old = terminal::certificates(&pinned).ok_or(ConfigError::Authority)?;
    let ders: Vec<Vec<u8>> = roots.iter().map(answer::der).collect();
    let is_new = |der: &CertificateDer<'_>| ders.iter().any(|new| new.as_slice() == der.as_ref());
    if old.len() == ders.len() && old.iter().all(is_new) {
        return Ok(pinned);
    }
    let suffices =
        EstClient::new(site, |dates| terminal::without_certificate(&fresh, dates))?.authority().await.is_ok();
    let updated = if suffices { fresh } else { fresh + &answer::pem(&gone(&old, is_new))? };
    if updated == pinned {
        return Ok(pinned);
    }
    match store::replace_in_background(&site.gateway.authority, updated.clone(), store::PUBLIC).await {
        Ok(()) => {
            tracing::info!(
                roots = roots.len(),
                old_ones_stay = !suffices,
                "the service's authority was brought up to date"
            );
            Ok(updated)
        }
        Err(error) => {
            tracing::warn!(%error, "the service has a new authority, which this kiosk may not store");
            Ok(pinned)
        }
    }
}

/// The old authorities that the service no longer names. One that cannot be read here vouches for nothing that TLS
/// could use.
fn gone(old: &[CertificateDer<'_>], is_new: impl Fn(&CertificateDer<'_>) -> bool) -> Vec<Certificate> {
    old.iter().filter(|der| !is_new(der)).filter_map(|der| Certificate::from_der(der).ok()).collect()
}

/// Where a fingerprint proves the answer, any server may give it. The handshake itself is still checked.
#[derive(Debug)]
struct AnyServer(CryptoProvider);

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_openssl_prints_it() {
        let colons = ["AB"; 32].join(":");
        assert_eq!(colons.parse(), Ok(Fingerprint([0xAB; 32])));
        assert_eq!("ab".repeat(32).parse(), Ok(Fingerprint([0xAB; 32])));
        for text in ["", "ab", &"ab".repeat(31), &"ab".repeat(33), &"xy".repeat(32)] {
            assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError), "{text}");
        }
    }
}
