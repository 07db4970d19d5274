//! Addresses of the service and of a proxy: checked when the settings are read, so that a wrong one is named with its
//! place.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::Url;

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not `https` with a host.
    #[error("must begin with https:// and a host name, such as \"https://eligibility.example\"")]
    Service,
    /// Not `http` with a host, or with a path behind it.
    #[error("must be http://, a host name and a port and nothing behind them, such as \"http://proxy.example:3128\"")]
    Proxy,
    /// A user name or a password in it: they would show wherever the address does.
    #[error(
        "must not hold a user name or a password; this program speaks as its terminal's certificate and as nobody else"
    )]
    User,
    /// `?` or `#`: every request puts its own path behind the address.
    #[error("must end with the host, the port or a path: nothing behind a ? or a # can be used")]
    Tail,
}

/// The service's base address: `https`, a host, perhaps a port and a path.
pub fn service(text: &str) -> Result<Url, AddressError> {
    let url = plain(text, AddressError::Service)?;
    if url.scheme() == "https" { Ok(url) } else { Err(AddressError::Service) }
}

/// A proxy's address: `http`, a host, a port (80 where none is named).
pub fn proxy(text: &str) -> Result<Url, AddressError> {
    let url = plain(text, AddressError::Proxy)?;
    if url.scheme() == "http" && url.path() == "/" { Ok(url) } else { Err(AddressError::Proxy) }
}

fn plain(text: &str, otherwise: AddressError) -> Result<Url, AddressError> {
    let url = Url::parse(text).ok().filter(Url::has_host).ok_or(otherwise)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::User);
    }
    if url.query().is_some() || url.fragment().is_some() { Err(AddressError::Tail) } else { Ok(url) }
}

/// For serde's `deserialize_with`: the service's address, as written.
pub fn checked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    service(&text).map_err(D::Error::custom)?;
    Ok(text)
}

/// For serde's `deserialize_with`: a proxy's address.
pub fn of_proxy<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    proxy(&String::deserialize(deserializer)?).map(Some).map_err(D::Error::custom)
}
