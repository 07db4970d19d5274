//! What the settings and the files that they name say about the service and this terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use secrecy::SecretString;

use super::permissions::others_may_read;
use crate::common::read_regular;
use crate::eligibility::FacilityCode;
use crate::settings::{Endpoint, KeyLocation, Site};

/// As much of a key or of certificates as is read, in bytes.
pub const MAX_PEM: u64 = 1 << 20;

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

    /// The same, if this terminal has a certificate yet; `None`: it has to be registered first. What is there and
    /// cannot be used is a mistake to be told, and so is an authority that a registered terminal has lost.
    pub fn read_if_registered(site: &Site) -> Result<Option<Self>, ConfigError> {
        let gateway = &site.gateway;
        let authority = |source| ConfigError::AuthorityFile { path: gateway.authority.clone(), source };
        let certified = !matches!(fs::exists(&gateway.certificate), Ok(false));
        match fs::metadata(&gateway.authority) {
            Err(source) if certified || source.kind() != io::ErrorKind::NotFound => return Err(authority(source)),
            Err(_) => return Ok(None),
            Ok(_) if !certified => return Ok(None),
            Ok(_) => {}
        }
        warn_of_an_open_key(&gateway.key);
        Self::read(site).map(Some)
    }
}

/// A kiosk is not stopped in the morning for what has been so for months; registering refuses such a key.
fn warn_of_an_open_key(key: &KeyLocation) {
    if let KeyLocation::File(path) = key
        && others_may_read(path).is_ok_and(|others| others)
    {
        tracing::warn!(path = %path.display(), "others may read this terminal's key: chmod 600, or register with a new one");
    }
}

fn text(path: &Path) -> Result<String, ConfigError> {
    read_regular(path, MAX_PEM).map_err(|source| ConfigError::File { path: path.to_owned(), source })
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
        "{}: {source}; put the certificate (PEM) of the service's authority there, as the service's operator gave it, \
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
