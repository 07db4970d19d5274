//! The emulated service's certificates: an authority named TEST, a server, a terminal.
//!
//! Made in memory, with keys that exist nowhere else. The authority's own key is dropped as soon as it has signed: whoever needs
//! another terminal makes another authority.

use std::{
    fs,
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    sync::Arc,
    time::Duration,
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use rustls::{
    RootCertStore, ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{VerifierBuilderError, WebPkiClientVerifier},
};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{eligibility::FacilityCode, gateway::GatewayConfig};

/// Common name of the terminal's certificate.
pub const TERMINAL: &str = "W0000001";

/// A certificate and its key, both PEM.
pub struct Pair {
    /// The certificate.
    pub certificate_pem: String,
    /// The key, PKCS#8.
    pub key_pem: SecretString,
}

/// Everything that mutual TLS needs at both ends.
pub struct TestPki {
    /// The authority that vouches for both ends.
    pub authority_pem: String,
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
        let mut params = params("TEST eligibility service authority", &[])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let names = ["localhost", "127.0.0.1", "::1"];
        let server = issue(&authority, "TEST eligibility service", &names, ExtendedKeyUsagePurpose::ServerAuth)?;
        let terminal = issue(&authority, TERMINAL, &[], ExtendedKeyUsagePurpose::ClientAuth)?;
        Ok(Self { authority_pem: authority.pem(), server, terminal })
    }

    /// Reads what [`TestPki::write`] wrote, so that a service that starts again is still the one that its terminals trust.
    pub fn read(dir: &Path) -> Result<Self, PkiError> {
        let pair = |name: &str| -> io::Result<Pair> {
            Ok(Pair {
                certificate_pem: fs::read_to_string(dir.join(format!("{name}.pem")))?,
                key_pem: fs::read_to_string(dir.join(format!("{name}.key")))?.into(),
            })
        };
        Ok(Self {
            authority_pem: fs::read_to_string(dir.join("authority.pem"))?,
            server: pair("server")?,
            terminal: pair("terminal")?,
        })
    }

    /// Writes five files: `authority.pem`, and `.pem` and `.key` of `server` and `terminal`. Keys are for their owner only.
    pub fn write(&self, dir: &Path) -> Result<(), PkiError> {
        fs::create_dir_all(dir)?;
        fs::write(dir.join("authority.pem"), &self.authority_pem)?;
        for (name, pair) in [("server", &self.server), ("terminal", &self.terminal)] {
            fs::write(dir.join(format!("{name}.pem")), &pair.certificate_pem)?;
            let path = dir.join(format!("{name}.key"));
            let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
            file.write_all(pair.key_pem.expose_secret().as_bytes())?;
        }
        Ok(())
    }

    /// The service's side of TLS: only terminals of this authority come in.
    pub fn server_config(&self) -> Result<ServerConfig, PkiError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut terminals = RootCertStore::empty();
        terminals.add(CertificateDer::from_pem_slice(self.authority_pem.as_bytes())?)?;
        let verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::new(terminals), Arc::clone(&provider)).build()?;
        let chain = vec![CertificateDer::from_pem_slice(self.server.certificate_pem.as_bytes())?];
        let key = PrivateKeyDer::from_pem_slice(self.server.key_pem.expose_secret().as_bytes())?;
        Ok(ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, key)?)
    }

    /// The kiosk's side, for a service at `url`.
    #[must_use]
    pub fn gateway_config(&self, url: String, deadline: Duration, facility: FacilityCode) -> GatewayConfig {
        GatewayConfig {
            url,
            authority_pem: self.authority_pem.clone(),
            certificate_pem: self.terminal.certificate_pem.clone(),
            key_pem: self.terminal.key_pem.clone(),
            deadline,
            facility,
            settings: None,
        }
    }
}

fn issue(
    authority: &CertifiedIssuer<'_, KeyPair>,
    name: &str,
    hosts: &[&str],
    usage: ExtendedKeyUsagePurpose,
) -> Result<Pair, rcgen::Error> {
    let mut params = params(name, hosts)?;
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
    params.not_after = now + time::Duration::days(3650);
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "UKETSUKE-TEST");
    Ok(params)
}
