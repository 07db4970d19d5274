//! Who this terminal is to the service, and whom it trusts: parsed once at start, so that a wrong file is found before
//! a visit.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use std::{fmt, fs, io};

use rustls::client::{Resumption, WantsClientCert};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore};
use secrecy::{ExposeSecret, SecretString};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::time::Validity;

use super::authority::{DateCheck, Pinned};
use super::est::others_may_read;
use super::wire::thumbprint;
use crate::eligibility::FacilityCode;
use crate::settings::{Endpoint, KeyPlace, Site};

/// What the settings say about the service.
pub struct GatewayConfig {
    /// How the service is reached.
    pub endpoint: Endpoint,
    /// PEM of the one authority that may vouch for the service.
    pub authority_pem: String,
    /// PEM of this terminal's certificate, issuers after it.
    pub certificate_pem: String,
    /// PEM (PKCS#8) of this terminal's key.
    pub key_pem: SecretString,
    /// The facility that asks (医療機関コード).
    pub facility: FacilityCode,
    /// The settings that this was read from. A terminal that has them renews its certificate in the files that they
    /// name.
    pub site: Option<Arc<Site>>,
}

impl GatewayConfig {
    /// Reads the files that the settings name.
    pub fn read(site: &Site) -> Result<Self, ConfigError> {
        let gateway = &site.gateway;
        Ok(Self {
            endpoint: gateway.endpoint.clone(),
            authority_pem: text(&gateway.authority)?,
            certificate_pem: text(&gateway.certificate)?,
            key_pem: text(&gateway.key.path())?.into(),
            facility: site.facility.clone(),
            site: Some(Arc::new(site.clone())),
        })
    }

    /// The same, if this terminal has a certificate yet; `None`: it has to be registered first. The authority must be
    /// there in any case: without it nobody could tell whom a one-time code is sent to.
    pub fn read_if_registered(site: &Site) -> Result<Option<Self>, ConfigError> {
        let gateway = &site.gateway;
        if let Err(source) = fs::metadata(&gateway.authority) {
            return Err(ConfigError::AuthorityFile { path: gateway.authority.clone(), source });
        }
        // What is there and cannot be reached is a mistake to be told, not a terminal to be registered anew.
        if matches!(fs::exists(&gateway.certificate), Ok(false)) {
            return Ok(None);
        }
        warn_of_an_open_key(&gateway.key);
        Self::read(site).map(Some)
    }
}

/// A kiosk is not stopped in the morning for what has been so for months; registering refuses such a key.
fn warn_of_an_open_key(key: &KeyPlace) {
    if let KeyPlace::File(path) = key
        && others_may_read(path).is_ok_and(|others| others)
    {
        tracing::warn!(path = %path.display(), "others may read this terminal's key: chmod 600, or register with a new one");
    }
}

fn text(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|source| ConfigError::File { path: path.to_owned(), source })
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file that the settings name cannot be read.
    #[error(
        "{}: {source}; [gateway] names this file: let the kiosk's user read it; certificate and key are made by \"uketsuke register\"",
        path.display()
    )]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The authority's file is not there or cannot be reached.
    #[error(
        "{}: {source}; put the certificate (PEM) of the service's authority there, as whoever runs the service gave it, \
         name its file in [gateway] authority, or have it fetched by \"uketsuke register --authority-sha256 HEX\"",
        path.display()
    )]
    AuthorityFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The authority's file holds no certificate.
    #[error("the authority's file holds no certificate in PEM form")]
    Authority,
    /// The terminal's certificate cannot be read.
    #[error("the terminal's certificate file holds no certificate in PEM form")]
    Certificate,
    /// The key cannot be read, or is not PKCS#8.
    #[error("the terminal's key file holds no PKCS#8 key in PEM form")]
    Key,
    /// Key and certificate are not a pair, or of a kind that TLS cannot use.
    #[error("the terminal's key and certificate do not fit together ({0})")]
    Pair(#[source] rustls::Error),
    /// The HTTP client would not start.
    #[error("the HTTP client would not start ({0})")]
    Client(#[source] reqwest::Error),
}

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

/// TLS with the pinned authority, as nobody: for a terminal that has yet to register.
pub(super) fn nobody(authority_pem: &str, dates: DateCheck) -> Result<ClientConfig, ConfigError> {
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
