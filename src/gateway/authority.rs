//! Which server is the service: one whose certificate the pinned authority has issued, within its dates.

use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{VerifierBuilderError, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

/// What the dates of a certificate mean to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateCheck {
    /// They count, as they do in TLS everywhere. Every connection that carries anything is of this kind.
    Enforced,
    /// They are what is in question: only for [`super::clock::ClockProbe`], where the reasons stand.
    Tolerant,
}

/// Judges the service's certificate: of the pinned authority, for the service's name, for a server, within its dates.
///
/// A certificate of which only the dates are wrong is told apart from one that is wrong in other ways too, whatever the
/// dates say: [`is_about_dates`] holds for an error of this judge only if everything else was right. The library alone
/// stops at the first fault that it finds, so that a stranger's expired certificate may pass for the service's own.
#[derive(Debug)]
pub(super) struct Pinned {
    webpki: Arc<WebPkiServerVerifier>,
    dates: DateCheck,
}

impl Pinned {
    /// Trusts these authorities alone: no system roots.
    pub(super) fn new(
        roots: RootCertStore,
        provider: &Arc<CryptoProvider>,
        dates: DateCheck,
    ) -> Result<Self, VerifierBuilderError> {
        let webpki = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build()?;
        Ok(Self { webpki, dates })
    }
}

/// Whether a certificate is refused for its dates.
pub(super) const fn is_about_dates(error: &Error) -> bool {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    matches!(
        error,
        Error::InvalidCertificate(Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. })
    )
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judged = |time| self.webpki.verify_server_cert(end_entity, intermediates, name, ocsp, time);
        match judged(now) {
            Err(error) if is_about_dates(&error) => {
                let then = common_moment(std::iter::once(end_entity).chain(intermediates));
                let verified = judged(then.ok_or(Error::InvalidCertificate(CertificateError::BadEncoding))?)?;
                if self.dates == DateCheck::Tolerant { Ok(verified) } else { Err(error) }
            }
            judged => judged,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.webpki.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.webpki.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.webpki.supported_verify_schemes()
    }
}

/// The first moment at which all of these certificates are within their dates, if there is one.
fn common_moment<'a>(certificates: impl Iterator<Item = &'a CertificateDer<'a>>) -> Option<UnixTime> {
    let mut common = (Duration::ZERO, Duration::MAX);
    for certificate in certificates {
        let validity = Certificate::from_der(certificate).ok()?.tbs_certificate.validity;
        let (from, until) = (validity.not_before.to_unix_duration(), validity.not_after.to_unix_duration());
        common = (common.0.max(from), common.1.min(until));
    }
    (common.0 <= common.1).then(|| UnixTime::since_unix_epoch(common.0))
}
