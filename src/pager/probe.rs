//! Looks whether a call would get through, without calling anyone.

use std::io;
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::Arc;

use rustls::ClientConnection;
use rustls::pki_types::ServerName;

use super::error::CallError;
use super::webhook::prepare;
use crate::settings::Webhook;

/// Reads the files that the settings name, connects and shakes hands; sends nothing behind that. Blocks, for the
/// time-out of the settings with each step.
pub fn probe(webhook: &Webhook) -> Result<(), CallError> {
    let unreachable = |error: io::Error| match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => CallError::NoAnswer,
        _ => CallError::Unreachable(error.to_string()),
    };
    let (tls, _token) = prepare(webhook)?;
    let url = webhook.url.url();
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Err(CallError::Unreachable("no host".to_owned()));
    };
    let host = host.trim_matches(['[', ']']);
    let address = (host, port).to_socket_addrs().map_err(unreachable)?.next();
    let address = address.ok_or_else(|| CallError::Unreachable("the name has no address".to_owned()))?;
    let mut stream = TcpStream::connect_timeout(&address, webhook.timeout).map_err(unreachable)?;
    if !webhook.url.is_secure() {
        return Ok(());
    }
    stream.set_read_timeout(Some(webhook.timeout)).map_err(unreachable)?;
    stream.set_write_timeout(Some(webhook.timeout)).map_err(unreachable)?;
    let said = |error: rustls::Error| CallError::Unreachable(error.to_string());
    let name = ServerName::try_from(host.to_owned()).map_err(|error| CallError::Unreachable(error.to_string()))?;
    let mut connection = ClientConnection::new(Arc::new(tls), name).map_err(said)?;
    while connection.is_handshaking() {
        connection.complete_io(&mut stream).map_err(unreachable)?;
    }
    Ok(())
}
