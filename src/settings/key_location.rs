//! Where the terminal's private key lies.

use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What `[gateway] key` begins with where the key comes from the service manager.
const CREDENTIAL: &str = "credential:";
/// Where systemd puts a unit's credentials (systemd.exec(5), `LoadCredential=`).
const DIRECTORY: &str = "CREDENTIALS_DIRECTORY";

/// `[gateway] key`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum KeyLocation {
    /// A file of the kiosk's own. It is made when the terminal is registered.
    File(PathBuf),
    /// A credential of this name that systemd hands to the unit. It is read and never written.
    Credential(String),
}

/// The text names no place for a key.
#[derive(Debug, thiserror::Error)]
#[error("not a place for a key: write a file's path, or \"credential:NAME\" with the name of a credential of the unit")]
pub struct KeyLocationError;

impl TryFrom<String> for KeyLocation {
    type Error = KeyLocationError;

    fn try_from(text: String) -> Result<Self, KeyLocationError> {
        match text.strip_prefix(CREDENTIAL) {
            // A credential's name is a file's name (systemd.exec(5)).
            Some(name) if name.is_empty() || name.contains('/') || name.starts_with('.') => Err(KeyLocationError),
            Some(name) => Ok(Self::Credential(name.to_owned())),
            None if text.is_empty() => Err(KeyLocationError),
            None => Ok(Self::File(text.into())),
        }
    }
}

impl KeyLocation {
    /// The file to read. Without a service manager a credential is looked for in a folder that does not exist, and its
    /// name says why.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Credential(name) => {
                env::var_os(DIRECTORY).map_or_else(|| "$CREDENTIALS_DIRECTORY".into(), PathBuf::from).join(name)
            }
        }
    }

    /// A relative path is one in `folder`; a credential stays what it is.
    pub(super) fn within(&mut self, folder: &Path) {
        if let Self::File(path) = self {
            *path = folder.join(&*path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<KeyLocation> {
        KeyLocation::try_from(text.to_owned()).ok()
    }

    #[test]
    fn a_key_is_a_file_or_a_credential_by_name() {
        assert_eq!(
            place("/var/lib/uketsuke/terminal.key"),
            Some(KeyLocation::File("/var/lib/uketsuke/terminal.key".into()))
        );
        assert_eq!(place("credential:terminal-key"), Some(KeyLocation::Credential("terminal-key".into())));
        for text in ["", "credential:", "credential:../etc/shadow", "credential:a/b"] {
            assert_eq!(place(text), None, "{text}");
        }
    }

    #[test]
    fn a_credential_is_not_looked_for_beside_the_settings() {
        let (mut file, mut credential) = (place("terminal.key").unwrap(), place("credential:terminal.key").unwrap());
        file.within(Path::new("/etc/uketsuke"));
        credential.within(Path::new("/etc/uketsuke"));
        assert_eq!(file.path(), Path::new("/etc/uketsuke/terminal.key"));
        assert!(!credential.path().starts_with("/etc/uketsuke"));
    }
}
