//! Certificates as a test wants them: an authority that signs what no honest one would.

use std::path::Path;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use time::{Duration, OffsetDateTime};

/// The service's names in every honest certificate.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "eligibility.test"];
/// Serial number of the terminal.
const TERMINAL: u64 = 4711;

/// From and until, in days from now.
pub type Days = (i64, i64);
/// Today, and for longer than any test thinks.
pub const ALWAYS: Days = (-1, 3650);

/// An authority with its key at hand.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate and its key, PEM.
pub struct Pair {
    certificate: String,
    key: String,
}

impl Authority {
    /// A new one; two are strangers to each other.
    pub fn new() -> Self {
        let mut params = params("TEST authority", &[], (-3650, 3650));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self {
            issuer: CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority"),
        }
    }

    /// A server's certificate, for the service's names or for others.
    pub fn server(&self, names: Option<&'static str>, days: Days) -> Pair {
        let names = names.map_or(NAMES.to_vec(), |name| vec![name]);
        self.issue(params("TEST service", &names, days), ExtendedKeyUsagePurpose::ServerAuth)
    }

    /// The terminal's certificate.
    pub fn terminal(&self) -> Pair {
        let mut params = params("TEST terminal", &[], ALWAYS);
        params.serial_number = Some(TERMINAL.into());
        self.issue(params, ExtendedKeyUsagePurpose::ClientAuth)
    }

    fn issue(&self, mut params: CertificateParams, usage: ExtendedKeyUsagePurpose) -> Pair {
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        Pair { certificate: certificate.pem(), key: key.serialize_pem() }
    }

    /// Writes what a kiosk and the emulated service need into `dir`.
    pub fn write(&self, dir: &Path) {
        std::fs::create_dir_all(dir).expect("a folder");
        let file = |name: &str, text: &str| std::fs::write(dir.join(name), text).expect("a file");
        file("authority.pem", &self.issuer.pem());
        for (name, pair) in [("server", self.server(None, ALWAYS)), ("terminal", self.terminal())] {
            file(&format!("{name}.pem"), &pair.certificate);
            file(&format!("{name}.key"), &pair.key);
        }
    }

    /// A server's side of TLS with this certificate, for terminals of this authority; for none at all if their
    /// registration ended.
    pub fn accepts(&self, server: &Pair, revoked: bool) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut terminals = RootCertStore::empty();
        terminals.add(self.issuer.der().clone()).expect("an authority");
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(terminals), Arc::clone(&provider))
            .with_crls(revoked.then(|| self.revocation()));
        let certificate = CertificateDer::from_pem_slice(server.certificate.as_bytes()).expect("a certificate");
        let key = PrivateKeyDer::from_pem_slice(server.key.as_bytes()).expect("a key");
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS 1.2 and 1.3")
            .with_client_cert_verifier(verifier.build().expect("a verifier"))
            .with_single_cert(vec![certificate], key);
        Arc::new(config.expect("a server"))
    }

    /// A list that revokes the terminal.
    fn revocation(&self) -> CertificateRevocationListDer<'static> {
        let now = OffsetDateTime::now_utc();
        let terminal = RevokedCertParams {
            serial_number: TERMINAL.into(),
            revocation_time: now - Duration::days(1),
            reason_code: None,
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: now - Duration::days(1),
            next_update: now + Duration::days(1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![terminal],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        list.signed_by(&self.issuer).expect("a list").der().clone()
    }
}

impl Pair {
    /// One that vouches for itself.
    pub fn self_signed() -> Self {
        let key = KeyPair::generate().expect("a key");
        let certificate = params("TEST service", &NAMES, ALWAYS).self_signed(&key).expect("a certificate");
        Self { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

fn params(name: &str, names: &[&str], (from, until): Days) -> CertificateParams {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).expect("names");
    let now = OffsetDateTime::now_utc();
    params.not_before = now + Duration::days(from);
    params.not_after = now + Duration::days(until);
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}
