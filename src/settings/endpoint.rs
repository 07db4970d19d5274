//! How the eligibility service is reached. Addresses are parsed when the settings are read, so that an error names
//! their place in the file.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::Url;

/// Where the service is, the proxy on the way, and how long one call may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// `[gateway] url`
    pub url: ServiceUrl,
    /// The proxy that is asked to CONNECT; none: straight to the service, whatever the environment says.
    pub proxy: Option<Url>,
    /// Longest time for one call, from sending to the last byte.
    pub deadline: Duration,
}

/// The service's base address: `https`, a host, perhaps a port and a path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ServiceUrl {
    base: Url,
    audience: String,
}

impl ServiceUrl {
    /// The address itself.
    #[must_use]
    pub const fn base(&self) -> &Url {
        &self.base
    }

    /// The audience of every proof: the address as the settings write it, without a slash at its end.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// The address of a path below the base address.
    #[must_use]
    pub fn join(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }
}

impl TryFrom<String> for ServiceUrl {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        let base = without_credentials(&text, AddressError::Service)?;
        let audience = text.trim_end_matches('/').to_owned();
        if base.scheme() == "https" { Ok(Self { base, audience }) } else { Err(AddressError::Service) }
    }
}

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
    #[error("must not hold a user name or a password; this program shows its terminal's certificate and nothing else")]
    User,
    /// `?` or `#`: every request puts its own path behind the address.
    #[error("must end with the host, the port or a path: nothing behind a ? or a # can be used")]
    Tail,
}

/// A proxy's address: `http`, a host, a port (80 where none is named). For serde's `deserialize_with`.
pub(super) fn proxy<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let url = without_credentials(&text, AddressError::Proxy).map_err(D::Error::custom)?;
    let is_proxy = url.scheme() == "http" && url.path() == "/";
    if is_proxy { Ok(Some(url)) } else { Err(D::Error::custom(AddressError::Proxy)) }
}

fn without_credentials(text: &str, otherwise: AddressError) -> Result<Url, AddressError> {
    let url = Url::parse(text).ok().filter(Url::has_host).ok_or(otherwise)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::User);
    }
    if url.query().is_some() || url.fragment().is_some() { Err(AddressError::Tail) } else { Ok(url) }
}
