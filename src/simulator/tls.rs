//! The emulated service's certificates: an authority named TEST, a server, a terminal.
//!
//! Made in memory, with keys that exist nowhere else. The authority keeps its key, so that terminals can register and
//! renew.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::eligibility::FacilityCode;
use crate::gateway::GatewayConfig;
use crate::settings::{Endpoint, ServiceUrl};

/// Common name of the terminal's certificate.
pub const TERMINAL: &str = "W0000001";
const TEN_YEARS: time::Duration = time::Duration::days(3650);

/// A certificate and its key, both PEM.
#[derive(Default)]
pub struct Pair {
    /// The certificate.
    pub certificate_pem: String,
    /// The key, PKCS#8.
    pub key_pem: SecretString,
}

/// What the service is called where it runs.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Everything that mutual TLS needs at both ends.
pub struct TestPki {
    /// The authority that vouches for both ends.
    pub authority_pem: String,
    /// The authority's key, PKCS#8.
    pub authority_key_pem: SecretString,
    /// The service's end, for `localhost`, `127.0.0.1` and `::1`.
    pub server: Pair,
    /// The terminal's end, [`TERMINAL`].
    pub terminal: Pair,
}

/// Why certificates could not be made, read or used.
#[derive(Debug, thiserror::Error)]
pub enum PkiError {
    /// A certificate could not be made.
    #[error("a test certificate could not be made")]
    Made(#[from] rcgen::Error),
    /// A PEM text could not be read.
    #[error("a certificate or key in --dir could not be read ({0}); empty the folder to have new ones made")]
    Read(#[from] rustls::pki_types::pem::Error),
    /// The authority's certificate could not be read again.
    #[error("the authority's certificate in --dir is none")]
    Authority(#[from] x509_cert::der::Error),
    /// TLS refused them.
    #[error("TLS refused the certificates")]
    Tls(#[from] rustls::Error),
    /// The authority cannot judge terminals.
    #[error("the authority cannot judge terminals")]
    Verifier(#[from] VerifierBuilderError),
    /// A file could not be read or written.
    #[error("a file in --dir could not be read or written: {0}")]
    File(#[from] io::Error),
}

impl TestPki {
    /// Makes all three certificates, P-256, valid from yesterday for ten years.
    pub fn new() -> Result<Self, PkiError> {
        let key = KeyPair::generate()?;
        let authority_key_pem = key.serialize_pem().into();
        let authority = CertifiedIssuer::self_signed(authority()?, key)?;
        let server = params("TEST eligibility service", &OWN_NAMES)?;
        let server = issue(&authority, server, ExtendedKeyUsagePurpose::ServerAuth)?;
        let terminal = issue(&authority, params(TERMINAL, &[])?, ExtendedKeyUsagePurpose::ClientAuth)?;
        Ok(Self { authority_pem: authority.pem(), authority_key_pem, server, terminal })
    }

    /// The authority as it signs.
    pub fn issuer(&self) -> Result<Issuer<'static, KeyPair>, PkiError> {
        Ok(Issuer::new(authority()?, KeyPair::from_pem(self.authority_key_pem.expose_secret())?))
    }

    /// Makes the service's certificate again, for `host` (a name or an address) as well.
    pub fn serve_as(&mut self, host: &str) -> Result<(), PkiError> {
        let names: Vec<&str> = OWN_NAMES.into_iter().chain([host]).collect();
        let server = params("TEST eligibility service", &names)?;
        self.server = issue(&self.issuer()?, server, ExtendedKeyUsagePurpose::ServerAuth)?;
        Ok(())
    }

    /// Another certificate for [`TERMINAL`], with another key and these dates.
    pub fn terminal_of(&self, from: OffsetDateTime, until: OffsetDateTime) -> Result<Pair, PkiError> {
        let mut params = params(TERMINAL, &[])?;
        (params.not_before, params.not_after) = (from, until);
        Ok(issue(&self.issuer()?, params, ExtendedKeyUsagePurpose::ClientAuth)?)
    }

    /// Reads what [`TestPki::write`] wrote, so that a service that starts again is still the one that its terminals
    /// trust.
    pub fn read(dir: &Path) -> Result<Self, PkiError> {
        let pair = |name: &str| -> io::Result<Pair> {
            Ok(Pair {
                certificate_pem: fs::read_to_string(dir.join(format!("{name}.pem")))?,
                key_pem: fs::read_to_string(dir.join(format!("{name}.key")))?.into(),
            })
        };
        let Pair { certificate_pem: authority_pem, key_pem: authority_key_pem } = pair("authority")?;
        let server = pair("server")?;
        let terminal = pair("terminal");
        let mut pki = Self { authority_pem, authority_key_pem, server, terminal: Pair::default() };
        pki.terminal = match terminal {
            Ok(terminal) => terminal,
            // No terminal is registered yet.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let now = OffsetDateTime::now_utc();
                pki.terminal_of(now, now + TEN_YEARS)?
            }
            Err(error) => return Err(error.into()),
        };
        Ok(pki)
    }

    /// Writes `.pem` and `.key` of `authority`, `server` and `terminal`. Keys are for their owner only.
    pub fn write(&self, dir: &Path) -> Result<(), PkiError> {
        self.write_service(dir)?;
        write(dir, "terminal", &self.terminal.certificate_pem, &self.terminal.key_pem)
    }

    /// The same without the terminal, which has yet to register.
    pub fn write_service(&self, dir: &Path) -> Result<(), PkiError> {
        fs::create_dir_all(dir)?;
        write(dir, "authority", &self.authority_pem, &self.authority_key_pem)?;
        write(dir, "server", &self.server.certificate_pem, &self.server.key_pem)
    }

    /// The service's side of TLS. A client's certificate has to be of this authority; a client without one
    /// can register.
    pub fn server_config(&self) -> Result<ServerConfig, PkiError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut terminals = RootCertStore::empty();
        terminals.add(CertificateDer::from_pem_slice(self.authority_pem.as_bytes())?)?;
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(terminals), Arc::clone(&provider))
            .allow_unauthenticated()
            .build()?;
        let chain = vec![CertificateDer::from_pem_slice(self.server.certificate_pem.as_bytes())?];
        let key = PrivateKeyDer::from_pem_slice(self.server.key_pem.expose_secret().as_bytes())?;
        Ok(ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, key)?)
    }

    /// The kiosk's side, for a service at `url`.
    #[must_use]
    pub fn gateway_config(&self, url: ServiceUrl, deadline: Duration, facility: FacilityCode) -> GatewayConfig {
        GatewayConfig {
            endpoint: Endpoint { url, proxy: None, deadline },
            authority_pem: self.authority_pem.clone(),
            certificate_pem: self.terminal.certificate_pem.clone(),
            key_pem: self.terminal.key_pem.clone(),
            facility,
            site: None,
        }
    }
}

fn write(dir: &Path, name: &str, certificate: &str, key: &SecretString) -> Result<(), PkiError> {
    fs::write(dir.join(format!("{name}.pem")), certificate)?;
    let path = dir.join(format!("{name}.key"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    Ok(file.write_all(key.expose_secret().as_bytes())?)
}

/// The authority's name and what it may do.
fn authority() -> Result<CertificateParams, rcgen::Error> {
    let mut params = params("TEST eligibility service authority", &[])?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn issue(
    authority: &Issuer<'_, KeyPair>,
    mut params: CertificateParams,
    usage: ExtendedKeyUsagePurpose,
) -> Result<Pair, rcgen::Error> {
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![usage];
    params.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, authority)?;
    Ok(Pair { certificate_pem: certificate.pem(), key_pem: key.serialize_pem().into() })
}

fn params(name: &str, hosts: &[&str]) -> Result<CertificateParams, rcgen::Error> {
    let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(hosts)?;
    let now = OffsetDateTime::now_utc();
    params.not_before = now - time::Duration::days(1);
    params.not_after = now + TEN_YEARS;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "UKETSUKE-TEST");
    Ok(params)
}
