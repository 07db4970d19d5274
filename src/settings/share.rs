//! `[share]`: the network share on which the folders of a qualification terminal lie.
//!
//! The kiosk itself mounts nothing. Root does, by a copy of these four keys that an administrator takes over with
//! `uketsuke-share on` (kiosk/share/uketsuke-share): the settings are the kiosk's to write, and root follows none of
//! them. What is refused here is refused there in the same way.

use std::path::PathBuf;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::schema::ShareTable;

/// Where `uketsuke-share` has the shares mounted, each in a folder of its name.
const MOUNTED_BELOW: &str = "/run/uketsuke-share";

/// Most shares: one for each folder of the terminal, and as many again.
const MOST: usize = 8;

/// Longest host name (RFC 1035 §2.3.4), and longest name of a share or an account (MS-SMB2 and Windows allow about 80).
const LONGEST: (usize, usize) = (253, 80);

/// The server and what is mounted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSettings {
    /// IPv4 address or name of the server.
    pub host: String,
    /// Names of its shares.
    pub shares: Vec<String>,
    /// The account.
    pub user: String,
    /// The account's domain, if it is none of the server's own.
    pub domain: Option<String>,
}

impl ShareSettings {
    /// `None` where the table says nothing.
    pub(super) fn new(table: ShareTable) -> Result<Option<Self>, &'static str> {
        match table {
            ShareTable { host: None, shares: None, user: None, domain: None } => Ok(None),
            ShareTable { host: Some(host), shares: Some(shares), user: Some(user), domain } => {
                Ok(Some(Self { host, shares, user, domain }))
            }
            _ => Err("[share] needs host, shares and user, or none of them"),
        }
    }

    /// What root takes over of it, one thing a line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let account = [("host", Some(&self.host)), ("user", Some(&self.user)), ("domain", self.domain.as_ref())];
        let account = account.into_iter().filter_map(|(key, value)| Some((key, value?)));
        let shares = self.shares.iter().map(|share| ("share", share));
        account.chain(shares).map(|(key, value)| format!("{key} {value}")).collect()
    }

    /// The folders in which they are mounted.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        self.shares.iter().map(|share| PathBuf::from(MOUNTED_BELOW).join(share)).collect()
    }
}

fn is_host(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST.0 && bytes.iter().copied().all(fits) && ends(bytes.first()) && ends(bytes.last())
}

fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$' | b'-');
    let begins = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST.1 && bytes.first().is_some_and(begins) && bytes.iter().copied().all(fits)
}

/// For serde's `deserialize_with`.
pub(super) fn host<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let host = is_host(&text).then_some(Some(text));
    host.ok_or_else(|| D::Error::custom("must be an IPv4 address or a host name: letters, digits, . and -"))
}

/// For serde's `deserialize_with`.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let name = is_name(&text).then_some(Some(text));
    name.ok_or_else(|| {
        D::Error::custom("must be 1 to 80 letters, digits, _ . $ or -, and begin with none of the last three")
    })
}

/// For serde's `deserialize_with`.
pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    if !(1..=MOST).contains(&names.len()) {
        return Err(D::Error::custom("must name 1 to 8 shares"));
    }
    if !names.iter().all(|name| is_name(name)) {
        return Err(D::Error::custom(
            "a share's name must be 1 to 80 letters, digits, _ . $ or -, and begin with none of the last three",
        ));
    }
    // Windows compares them so, and each has a folder of its own.
    let mut folded: Vec<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    folded.sort_unstable();
    folded.dedup();
    if folded.len() == names.len() { Ok(Some(names)) } else { Err(D::Error::custom("names a share twice")) }
}
