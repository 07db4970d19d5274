//! `[share]`: the network share on which the folders of a qualification terminal lie.
//!
//! The kiosk itself mounts nothing. Root does, by a copy of these four keys that an administrator takes over with
//! `uketsuke-share on` (kiosk/share/uketsuke-share): the settings are the kiosk's to write, and root follows none of
//! them. What is refused here is refused there in the same way.

use std::path::PathBuf;

use super::schema::ShareTable;

/// Where `uketsuke-share` has the shares mounted, each in a folder of its name.
const MOUNTED_BELOW: &str = "/run/uketsuke-share";

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
