//! Who this terminal is to the service, and whom it trusts: parsed once at start, so that a wrong file is found before
//! a visit.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use rustls::client::{Resumption, WantsClientCert};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore};
use secrecy::ExposeSecret as _;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::time::Validity;

use super::authority::{DateCheck, Pinned};
use super::config::{ConfigError, GatewayConfig};
use super::wire::thumbprint;

/// This terminal towards the service: what a proof says about it, and the key to speak for it.
pub struct Terminal {
    audience: String,
    certificates: Vec<CertificateDer<'static>>,
    key: PrivatePkcs8KeyDer<'static>,
    validity: Option<Validity>,
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal").field("audience", &self.audience).finish_non_exhaustive()
    }
}

impl Terminal {
    /// Reads certificate and key; whether they are a pair shows when a client is made of them.
    pub fn new(config: &GatewayConfig) -> Result<Self, ConfigError> {
        let certificates = certificates(&config.certificate_pem).ok_or(ConfigError::Certificate)?;
        let key = PrivatePkcs8KeyDer::from_pem_slice(config.key_pem.expose_secret().as_bytes())
            .ok()
            .ok_or(ConfigError::Key)?;
        let leaf = certificates.first().and_then(|der| Certificate::from_der(der).ok());
        let validity = leaf.map(|leaf| leaf.tbs_certificate.validity);
        Ok(Self { audience: config.endpoint.url.audience().to_owned(), certificates, key, validity })
    }

    /// The service that proofs are made for.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// The terminal's own certificate, DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        self.certificates.first().map_or(&[], |certificate| certificate.as_ref())
    }

    /// SHA-256 of the certificate in base64url, the terminal's name in a proof.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        thumbprint(self.certificate())
    }

    /// From when its certificate holds.
    #[must_use]
    pub fn not_before(&self) -> Option<SystemTime> {
        self.validity.map(|validity| validity.not_before.to_system_time())
    }

    /// When its certificate ends.
    #[must_use]
    pub fn not_after(&self) -> Option<SystemTime> {
        self.validity.map(|validity| validity.not_after.to_system_time())
    }

    /// Whether its certificate has ended, by this machine's clock.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.not_after().is_some_and(|end| end < SystemTime::now())
    }

    /// PKCS#8 DER of the terminal's key.
    pub(super) fn key(&self) -> &[u8] {
        self.key.secret_pkcs8_der()
    }

    /// Mutual TLS with the pinned authority and nothing else: no system roots, no other provider.
    pub(super) fn tls(&self, authority_pem: &str, dates: DateCheck) -> Result<ClientConfig, ConfigError> {
        let tls = trusting(authority_pem, dates)?
            .with_client_auth_cert(self.certificates.clone(), self.key.clone_key().into())
            .map_err(ConfigError::Pair)?;
        Ok(kept(tls, dates))
    }
}

/// TLS with the pinned authority and without a client certificate: for a terminal that has yet to register.
pub(super) fn without_certificate(authority_pem: &str, dates: DateCheck) -> Result<ClientConfig, ConfigError> {
    Ok(kept(trusting(authority_pem, dates)?.with_no_client_auth(), dates))
}

fn trusting(
    authority_pem: &str,
    dates: DateCheck,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigError> {
    let mut roots = RootCertStore::empty();
    for authority in certificates(authority_pem).ok_or(ConfigError::Authority)? {
        roots.add(authority).ok().ok_or(ConfigError::Authority)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let judge = Pinned::new(roots, &provider, dates).ok().ok_or(ConfigError::Authority)?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(ConfigError::Pair)?;
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(judge)))
}

/// A session of a connection whose dates are in question is of no use to any other.
fn kept(mut tls: ClientConfig, dates: DateCheck) -> ClientConfig {
    if dates == DateCheck::Tolerant {
        tls.resumption = Resumption::disabled();
    }
    tls
}

/// The certificates of a PEM text; `None` where there is none, or one that is none.
pub(super) fn certificates(pem: &str) -> Option<Vec<CertificateDer<'static>>> {
    let all: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().ok()?;
    (!all.is_empty()).then_some(all)
}
