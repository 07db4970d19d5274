//! What keeps a proxy from letting us through. The HTTP library says only that it did not: the administrator needs the
//! status.

use std::fmt;

use reqwest::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longest beginning of an answer that is read for its status line.
const STATUS_LINE: usize = 512;

/// Why there is no way through the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyError {
    /// No server answers at its address.
    Absent,
    /// It refuses, with this HTTP status: 407 wants a password, 403 forbids the service, 502 cannot reach it.
    Status(u16),
    /// It answers, but not as a proxy does.
    NoProxy,
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("proxy"),
            Self::Status(status) => write!(f, "proxy {status}"),
            Self::NoProxy => f.write_str("proxy ?"),
        }
    }
}

/// Asks the proxy once more for a way to the service, to hear why there is none; `None` if there is one. Nothing is
/// sent over it.
pub(super) async fn fault(proxy: &Url, service: &Url) -> Option<ProxyError> {
    match refusal(proxy, service).await {
        None => Some(ProxyError::Absent),
        Some(Some(200..300)) => None,
        Some(status) => Some(status.map_or(ProxyError::NoProxy, ProxyError::Status)),
    }
}

/// The status of the proxy's answer, if that is one; nothing without an answer.
async fn refusal(proxy: &Url, service: &Url) -> Option<Option<u16>> {
    let mut stream = TcpStream::connect((bare_host(proxy)?, proxy.port_or_known_default()?)).await.ok()?;
    let place = format!("{}:{}", service.host_str()?, service.port_or_known_default()?);
    stream.write_all(format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n").as_bytes()).await.ok()?;
    let mut line = Vec::with_capacity(STATUS_LINE);
    while line.len() < STATUS_LINE && !line.contains(&b'\n') && stream.read_buf(&mut line).await.is_ok_and(|n| n > 0) {}
    Some(status(&line))
}

/// The status of a status line (RFC 9112 §4).
fn status(line: &[u8]) -> Option<u16> {
    let mut words = std::str::from_utf8(line.split(|byte| *byte == b'\n').next()?).ok()?.split(' ');
    words.next().filter(|version| version.starts_with("HTTP/1."))?;
    words.next()?.trim_end().parse().ok()
}

/// The host without the brackets that an IPv6 address has in a URL.
fn bare_host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.trim_start_matches('[').trim_end_matches(']'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_line_holds_the_status() {
        assert_eq!(status(b"HTTP/1.1 407 Proxy Authentication Required\r\nServer: x\r\n"), Some(407));
        assert_eq!(status(b"HTTP/1.0 502\r\n"), Some(502));
        for other in [&b""[..], b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n", b"\xff\xfe\r\n"] {
            assert_eq!(status(other), None, "{other:?}");
        }
    }
}
