//! The address that calls for staff are posted to.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::{Host, Url};

/// Where calls are posted: `https`, or `http` within the site's own network. Who knows the path of such an address can
/// often post there too, so that its `Debug` shows the host alone.
#[derive(Clone, PartialEq, Eq)]
pub struct CallUrl(Url);

impl CallUrl {
    /// The address itself.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.0
    }

    /// Whether it is spoken to over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl fmt::Debug for CallUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallUrl").field(&self.0.host_str()).finish()
    }
}

/// Addresses that no packet leaves the site for: without TLS anyone on the way could read the token and silence calls.
fn is_of_the_site(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        Host::Ipv6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

const FORM: &str = "must be https:// and a host, such as \"https://pager.example/call\", or http:// and an address of this site's own network";

/// For serde's `deserialize_with`.
pub(super) fn call_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CallUrl>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let url = Url::parse(&text).ok().ok_or_else(|| D::Error::custom(FORM))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(D::Error::custom("must not hold a user name or a password; a token belongs into token_file"));
    }
    if url.fragment().is_some() {
        return Err(D::Error::custom("must not hold a #: it is never sent"));
    }
    let fits = match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) => is_of_the_site(&host),
        _ => false,
    };
    if fits { Ok(Some(CallUrl(url))) } else { Err(D::Error::custom(FORM)) }
}
