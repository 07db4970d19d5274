//! Registration of this terminal with the service, and its renewal: EST (RFC 7030), Enrollment over Secure Transport.
//!
//! May touch the network and the three files that the settings name (`[gateway] authority, certificate, key`), and
//! nothing else. The key is made here, stays in its file, and is never shown or sent; what the service hears is a user
//! ID, a one-time code and a signed request.
//!
//! | file | holds |
//! |---|---|
//! | `user`, `error` | who registers, and why it may fail |
//! | `key`, `request` | the terminal's key, and the request that it signs |
//! | `exchange` | the three requests over HTTPS |
//! | `answer`, `ber` | the certificates that come back |
//! | `authority` | whom the kiosk trusts: bootstrapping, bringing up to date |
//! | `store` | files that are whole or not there |
//!
//! The order on the disk is key, authority, certificate, each by a rename: a power cut leaves a kiosk that is
//! registered, or one that can register again with the key that is there.

mod answer;
mod authority;
mod ber;
mod client;
mod error;
mod key;
mod request;
mod store;
#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests;
mod user;

pub use authority::{Fingerprint, FingerprintError, bootstrap};
pub use error::{KeyError, RegisterError};
pub use key::others_may_read;
pub use user::{UserId, UserIdError};

use std::sync::Arc;
use std::time::SystemTime;

use secrecy::SecretString;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use self::answer::ExpectedSubject;
use self::client::EstClient;
use self::key::TerminalKey;
use super::{GatewayClient, GatewayConfig, Terminal, terminal};
use crate::settings::Site;

/// A terminal that is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Until when, unless it renews itself before.
    pub not_after: SystemTime,
}

/// Registers this terminal for `user`: makes a key if there is none, has it certified, and stores the certificate.
///
/// The one-time code is spent once the service has answered it with a certificate; everything that can be found out
/// before is found out before. Safe to repeat: a key that is there is used again.
pub async fn register(site: &Site, user: &UserId, code: &SecretString) -> Result<Registered, RegisterError> {
    let pinned = authority::pinned(site)?;
    let certificate = &site.gateway.certificate;
    store::probe(certificate)?;
    let key = TerminalKey::take_or_make(&site.gateway.key)?;
    let subject = request::subject(user, &site.facility).ok_or(KeyError::NotMade)?;
    let request = request::request(subject, &key)?;

    let service = EstClient::new(site, |dates| terminal::nobody(&pinned, dates))?;
    let authorities = service.authority().await?;
    authority::refresh(site, pinned, &authorities).await?;
    let issued = service.enroll(&request, user, code).await?;
    let own = answer::ours(&issued, &key.public()?, ExpectedSubject::Account(user.as_str()), SystemTime::now())?;

    let not_after = own.tbs_certificate.validity.not_after.to_system_time();
    let chain = answer::chain(own, &[issued, authorities].concat());
    // Here and now: what was issued is stored, whoever gives up in this moment.
    store::replace(certificate, answer::pem(&chain)?.as_bytes(), store::PUBLIC)?;
    Ok(Registered { not_after })
}

/// Renews the certificate of the `running` terminal: same key, same name, later end (RFC 7030 §4.2.2).
///
/// What comes is stored only once the service has answered a terminal that shows it; the client that it answered is
/// returned, its connection warm.
pub async fn renew(site: Arc<Site>, running: &Terminal) -> Result<GatewayClient, RegisterError> {
    let key = TerminalKey::take(&site.gateway.key)?;
    let own = Certificate::from_der(running.certificate()).ok().ok_or(super::ConfigError::Certificate)?;
    let subject = own.tbs_certificate.subject;
    let request = request::request(subject.clone(), &key)?;

    let pinned = authority::pinned(&site)?;
    let service = EstClient::new(&site, |dates| running.tls(&pinned, dates))?;
    let authorities = service.authority().await?;
    let authority_pem = authority::refresh(&site, pinned, &authorities).await?;
    let issued = service.reenroll(&request).await?;
    let own = answer::ours(&issued, &key.public()?, ExpectedSubject::Name(&subject), SystemTime::now())?;

    let chain = answer::chain(own, &[issued, authorities].concat());
    let certificate_pem = answer::pem(&chain)?;
    let config = GatewayConfig::read(&site)?;
    let client =
        GatewayClient::new(&GatewayConfig { authority_pem, certificate_pem: certificate_pem.clone(), ..config })?;
    client.service().await?;
    store::replace_aside(&site.gateway.certificate, certificate_pem, store::PUBLIC).await?;
    Ok(client)
}
