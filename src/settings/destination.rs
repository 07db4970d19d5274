//! What a kiosk with these settings connects to: what a firewall has to let out, and nothing else.

use std::fmt;

use url::{Host, Url};

use super::load::Settings;
use super::source::ResultSource;

/// A place that the kiosk itself opens connections to (TCP).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// A name or an address.
    pub host: Host,
    /// The port.
    pub port: u16,
}

impl Destination {
    fn from_url(url: &Url) -> Option<Self> {
        let host = url.host()?.to_owned();
        Some(Self { host, port: url.port_or_known_default()? })
    }
}

/// `HOST PORT`, an IPv6 address without the brackets that a URL puts around it: as `getent` takes it.
impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            Host::Domain(name) => write!(f, "{name} {}", self.port),
            Host::Ipv4(address) => write!(f, "{address} {}", self.port),
            Host::Ipv6(address) => write!(f, "{address} {}", self.port),
        }
    }
}

impl Settings {
    /// What the kiosk connects to: the service first, then what takes calls for staff.
    #[must_use]
    pub fn destinations(&self) -> Vec<Destination> {
        let webhook = self.call.as_ref().and_then(|call| call.webhook.as_ref());
        let called = webhook.and_then(|webhook| Destination::from_url(webhook.url.url()));
        let mut all: Vec<_> = self.service_destination().into_iter().chain(called).collect();
        all.dedup();
        all
    }

    /// The service, or the proxy in its place; nothing where results come from a folder.
    fn service_destination(&self) -> Option<Destination> {
        match &self.source {
            ResultSource::Folder(_) => None,
            ResultSource::Gateway(gateway) => {
                let endpoint = &gateway.endpoint;
                Destination::from_url(endpoint.proxy.as_ref().unwrap_or_else(|| endpoint.url.base()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn let_out(source: &str) -> Option<String> {
        let all = all(source);
        (!all.is_empty()).then(|| all.join("\n"))
    }

    fn all(source: &str) -> Vec<String> {
        let text = format!("[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n{source}");
        Settings::parse(&text).unwrap().destinations().iter().map(ToString::to_string).collect()
    }

    fn service(more: &str) -> Option<String> {
        let_out(&format!("[gateway]\nauthority = \"a\"\ncertificate = \"c\"\nkey = \"k\"\n{more}"))
    }

    #[test]
    fn the_service_is_let_out_at_its_port_and_no_path() {
        let places = [
            ("https://eligibility.example", "eligibility.example 443"),
            ("https://eligibility.example:8443/base/", "eligibility.example 8443"),
            ("https://192.0.2.7", "192.0.2.7 443"),
            ("https://[2001:db8::7]:8443", "2001:db8::7 8443"),
        ];
        for (url, place) in places {
            assert_eq!(service(&format!("url = \"{url}\"")).as_deref(), Some(place));
        }
    }

    #[test]
    fn behind_a_proxy_only_the_proxy_is_let_out() {
        let both = "url = \"https://eligibility.example\"\nproxy = \"http://proxy.example:3128\"";
        assert_eq!(service(both).as_deref(), Some("proxy.example 3128"));
        let usual = "url = \"https://eligibility.example\"\nproxy = \"http://[2001:db8::1]\"";
        assert_eq!(service(usual).as_deref(), Some("2001:db8::1 80"));
    }

    #[test]
    fn what_takes_calls_is_let_out_behind_the_service_and_once() {
        let both = |call: &str| service(&format!("url = \"https://eligibility.example\"\n[call]\nurl = \"{call}\""));
        assert_eq!(
            both("https://pager.example:8443/call?a=b").as_deref(),
            Some("eligibility.example 443\npager.example 8443")
        );
        assert_eq!(both("https://eligibility.example/call").as_deref(), Some("eligibility.example 443"));
        let folder = "[source]\nkind = \"oqs-folder\"\ndir = \"/mnt/face\"\n[call]\nurl = \"http://192.168.1.9/\"";
        assert_eq!(let_out(folder).as_deref(), Some("192.168.1.9 80"));
    }

    #[test]
    fn a_kiosk_that_takes_results_from_a_folder_is_let_out_nowhere() {
        assert_eq!(let_out("[source]\nkind = \"oqs-folder\"\ndir = \"/mnt/face\""), None);
    }
}
