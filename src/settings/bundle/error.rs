//! Why a bundle is not taken, in words that say what to do.

use std::io;
use std::path::PathBuf;

use time::Date;

use super::super::edit::SaveError;
use super::super::error::{ParseError, SettingsError};

/// Why a bundle is not taken. The settings stay as they were.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The settings name no fleet.
    #[error(
        "the settings have no [fleet]: write kiosk (its name in the bundle) and key (the file of the public key) there"
    )]
    NoFleet,
    /// No key was given, and the settings name none.
    #[error("which public key? Give --key FILE, or settings with [fleet] key (--config)")]
    NoKey,
    /// The settings themselves cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A file cannot be read.
    #[error("{}: {source}; {remedy}", path.display())]
    Unreadable {
        /// The bundle, its signature or the public key.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// What to do.
        remedy: &'static str,
    },
    /// The public key is none.
    #[error("{}: {words}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        words: &'static str,
    },
    /// The file beside the bundle is no signature.
    #[error("{}: not an Ed25519 signature of 64 bytes in base64; sign the bundle again", .0.display())]
    NotASignature(PathBuf),
    /// The signature is not one of these keys over this text.
    #[error(
        "{}: not signed with the key that this kiosk trusts, or changed since; nothing of it was read. Fetch bundle and signature again, \
         and compare the public key",
        .0.display()
    )]
    Signature(PathBuf),
    /// The text is not a bundle.
    #[error("{}:{error}", path.display())]
    Wrong {
        /// The bundle.
        path: PathBuf,
        /// Where and what.
        error: ParseError,
    },
    /// Another one was taken, or waits, that is newer.
    #[error(
        "serial {serial} is older than {newest}, which this kiosk has; sign the settings that are wanted with a higher serial"
    )]
    Older {
        /// Of the bundle.
        serial: u64,
        /// Of what was taken, or waits.
        newest: u64,
    },
    /// Two bundles have the same number.
    #[error("serial {0} was another bundle with other contents; raise the serial with every bundle")]
    SameSerial(u64),
    /// It is too late for it.
    #[error("it was to be taken until {0}, which is over; sign a newer one")]
    Late(Date),
    /// It has a last day, and the clock does not know which day it is.
    #[error(
        "it has a last day (until), and this machine's clock is not set, or behind the last bundle; set the clock, and it is taken then"
    )]
    NoClock,
    /// The bundle has nothing for this kiosk.
    #[error("it has no [kiosk.{name}]; {}", known(names))]
    NoSuchKiosk {
        /// The kiosk.
        name: String,
        /// Those that it has.
        names: Vec<String>,
    },
    /// The settings that would come of it are not as they should be, for a reason that has no place in the bundle.
    #[error("for kiosk {kiosk}: {words}")]
    Merged {
        /// The kiosk.
        kiosk: String,
        /// What is wrong and what to do.
        words: String,
    },
    /// It cannot be written.
    #[error(transparent)]
    Unwritable(#[from] SaveError),
}

/// So many names are worth a line.
const NAMES: usize = 8;

fn known(names: &[String]) -> String {
    match names {
        [] => "it names no kiosk at all".to_owned(),
        names if names.len() > NAMES => format!("it has {} others", names.len()),
        names => format!("it has {}; compare [fleet] kiosk", names.join(", ")),
    }
}
