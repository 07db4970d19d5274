//! What a terminal that is not registered yet has to be registered with.

use std::path::PathBuf;

use crate::common::Language;
use crate::settings::Site;

/// A kiosk whose terminal has to be registered first.
#[derive(Debug)]
pub struct Unregistered {
    /// The service.
    pub site: Site,
    /// The settings' file, for who has to correct it.
    pub file: PathBuf,
    /// Language of the screen.
    pub language: Language,
}
