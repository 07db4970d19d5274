//! Registering this terminal, and renewing its certificate.

use std::sync::Arc;
use std::time::SystemTime;

use secrecy::SecretString;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::answer::{self, ExpectedSubject};
use super::client::EstClient;
use super::error::{KeyError, RegisterError};
use super::key::TerminalKey;
use super::user::UserId;
use super::{authority, request, store};
use crate::gateway::client::GatewayClient;
use crate::gateway::config::{ConfigError, GatewayConfig};
use crate::gateway::terminal::{self, Terminal};
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

    let service = EstClient::new(site, |dates| terminal::without_certificate(&pinned, dates))?;
    let authorities = service.authority().await?;
    authority::refresh(site, pinned, &authorities).await?;
    let issued = service.enroll(&request, user, code).await?;
    let own = answer::ours(&issued, &key.public()?, ExpectedSubject::Account(user.as_str()), SystemTime::now())?;

    let not_after = own.tbs_certificate.validity.not_after.to_system_time();
    let chain = answer::chain(own, &[issued, authorities].concat());
    // Here and now: what was issued is stored, even if the caller gives up at this moment.
    store::replace(certificate, answer::pem(&chain)?.as_bytes(), store::PUBLIC)?;
    Ok(Registered { not_after })
}

/// Renews the certificate of the `running` terminal: same key, same name, later end (RFC 7030 §4.2.2).
///
/// What comes is stored only once the service has answered a terminal that shows it; the client that it answered is
/// returned, its connection warm.
pub async fn renew(site: Arc<Site>, running: &Terminal) -> Result<GatewayClient, RegisterError> {
    let key = TerminalKey::take(&site.gateway.key)?;
    let in_use = Certificate::from_der(running.certificate()).ok().ok_or(ConfigError::Certificate)?;
    let request = request::request(in_use.tbs_certificate.subject.clone(), &key)?;

    let pinned = authority::pinned(&site)?;
    let service = EstClient::new(&site, |dates| running.tls(&pinned, dates))?;
    let authorities = service.authority().await?;
    let authority_pem = authority::refresh(&site, pinned, &authorities).await?;
    let issued = service.reenroll(&request).await?;
    let own = answer::later(&issued, &key.public()?, &in_use, SystemTime::now())?;

    let chain = answer::chain(own, &[issued, authorities].concat());
    let certificate_pem = answer::pem(&chain)?;
    let config = GatewayConfig::read(&site)?;
    let client =
        GatewayClient::new(&GatewayConfig { authority_pem, certificate_pem: certificate_pem.clone(), ..config })?;
    client.service().await?;
    store::replace_in_background(&site.gateway.certificate, certificate_pem, store::PUBLIC).await?;
    Ok(client)
}
