//! What calls staff who do not see the screen.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::call_url::CallUrl;
use super::schema::CallTable;

/// Longest time for one attempt; what takes longer is no pager.
const LONGEST_ATTEMPT: Duration = Duration::from_secs(30);

/// Longest time after which a call is still sent: later it is no help to the person who waits.
const LONGEST_CALL: Duration = Duration::from_secs(10 * 60);

/// `[call]`, where it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSettings {
    /// Where calls are posted.
    pub webhook: Option<Webhook>,
    /// The file that stands as long as a call does.
    pub file: Option<PathBuf>,
    /// After this time a call is not sent any more.
    pub keep_trying: Duration,
}

/// Where calls are posted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The address.
    pub url: CallUrl,
    /// PEM file of the authorities that may vouch for it.
    pub ca: PathBuf,
    /// The file of the token that it asks for.
    pub token_file: Option<PathBuf>,
    /// Longest time for one attempt.
    pub timeout: Duration,
    /// Whether the end of a call is posted too.
    pub over: bool,
}

impl CallSettings {
    /// What this table names, if anything.
    pub(super) fn new(table: CallTable) -> Result<Option<Self>, &'static str> {
        let CallTable { url, ca, token_file, file, timeout, keep_trying, over } = table;
        if timeout > LONGEST_ATTEMPT {
            return Err("[call] timeout is more than \"30s\"");
        }
        if keep_trying > LONGEST_CALL {
            return Err("[call] keep_trying is more than \"10m\": a call that comes later helps no one");
        }
        let webhook = url.map(|url| Webhook { url, ca, token_file, timeout, over });
        Ok((webhook.is_some() || file.is_some()).then_some(Self { webhook, file, keep_trying }))
    }

    /// Every file that it names.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let of_webhook = self.webhook.iter().flat_map(|webhook| [Some(webhook.ca.clone()), webhook.token_file.clone()]);
        of_webhook.chain([self.file.clone()]).flatten()
    }

    /// A relative path is one in `folder`.
    pub(super) fn within(&mut self, folder: &Path) {
        if let Some(webhook) = &mut self.webhook {
            webhook.ca = folder.join(&webhook.ca);
            webhook.token_file = webhook.token_file.as_ref().map(|file| folder.join(file));
        }
        self.file = self.file.as_ref().map(|file| folder.join(file));
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::{CallSettings, Settings};

    fn read(lines: &str) -> Result<Option<CallSettings>, String> {
        let text = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"/f\"\n[call]\n{lines}"
        );
        Settings::parse(&text).map(|settings| settings.call).map_err(|error| error.to_string())
    }

    fn url(url: &str) -> Result<Option<CallSettings>, String> {
        read(&format!("url = \"{url}\""))
    }

    #[test]
    fn without_an_address_and_a_file_nothing_calls() {
        assert_eq!(read(""), Ok(None));
        assert!(read("file = \"call.json\"").unwrap().unwrap().webhook.is_none());
    }

    #[test]
    fn a_call_goes_out_of_the_site_over_tls_alone() {
        for good in [
            "https://pager.example/a/b?c=d",
            "http://127.0.0.1:8080/",
            "http://localhost/x",
            "http://192.168.1.5/x",
            "http://10.0.0.1",
            "http://[::1]:1/",
            "http://[fd00::1]/",
        ] {
            assert!(url(good).unwrap().is_some(), "{good}");
        }
        for bad in [
            "http://pager.example/",
            "http://8.8.8.8/",
            "http://[2001:db8::1]/",
            "http://100.64.0.1/",
            "ftp://10.0.0.1/",
            "https://",
            "pager",
            "",
            "https://a:b@pager.example/",
            "https://pager.example/#x",
        ] {
            let error = url(bad).unwrap_err();
            assert!(error.contains("must"), "{bad}: {error}");
        }
    }

    #[test]
    fn the_address_is_no_part_of_what_is_printed() {
        let settings = url("https://pager.example/secret-path?token=secret").unwrap();
        assert!(!format!("{settings:?}").contains("secret"), "{settings:?}");
        let error = url("http://pager.example/secret-path").unwrap_err();
        assert!(!error.split("must be").nth(1).unwrap_or_default().contains("secret"), "{error}");
    }

    #[test]
    fn times_have_bounds() {
        assert!(read("timeout = \"30s\"\nkeep_trying = \"10m\"").is_ok());
        assert!(read("timeout = \"31s\"").unwrap_err().contains("30s"));
        assert!(read("keep_trying = \"11m\"").unwrap_err().contains("10m"));
    }
}
