//! One TOML file in, typed and validated settings out.
//!
//! May read the settings file and the files it names, and write the settings file for the staff's menu; must not let a
//! mistake pass: an unknown key, a mistyped code or a bad duration is refused with its line, its column and what to do.

mod around;
pub(crate) mod duration;
mod edit;
mod endpoint;
mod error;
mod house;
mod key;
mod keys;
mod passcode;
mod reach;
mod source;

pub use around::{FileEncoding, Form, HandOff, Journal, WhenFull};
pub use edit::{Choices, NewPasscode, SaveError};
pub use endpoint::{AddressError, Endpoint, ServiceUrl};
pub use error::SettingsError;
pub use house::House;
pub use key::{KeyPlace, NoPlace};
pub use passcode::{NoHash, NoPasscode, Passcode, PasscodeHash};
pub use reach::Destination;
pub use source::{Encoding, Folder, Site, Source};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::Url;

use crate::common::appearance::{Detail, Look};
use crate::common::language::Language;
use crate::common::method::Method;
use crate::common::staff::StaffId;
use crate::eligibility::FacilityCode;

/// Where a packaged kiosk keeps its settings.
pub const DEFAULT_PATH: &str = "/etc/uketsuke/kiosk.toml";

/// All settings. The commented default is `config/kiosk.toml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file that they were read from; empty for a text that is no file.
    pub file: PathBuf,
    /// The text itself: what somebody else changes meanwhile is told by it.
    text: edit::Written,
    /// The facility.
    pub kiosk: Kiosk,
    /// The card reader.
    pub reader: Reader,
    /// How identity is checked.
    pub identify: Identify,
    /// Passcodes of single members of the staff, by their signs.
    pub staff: BTreeMap<StaffId, PasscodeHash>,
    /// Where results come from: the eligibility service (`[gateway]`), or a folder (`[source]`).
    pub source: Source,
    /// The result panel.
    pub panel: Panel,
    /// The screen.
    pub ui: Ui,
    /// The journal.
    pub journal: Journal,
    /// What is handed on to the receipt computer, if anything.
    pub handoff: Option<HandOff>,
    /// The log.
    pub log: Log,
    /// Figures for a monitoring system.
    pub metrics: Metrics,
}

/// The tables as they are written. Two of them become one [`Source`].
#[derive(Deserialize)]
struct Tables {
    kiosk: Kiosk,
    #[serde(default)]
    reader: Reader,
    #[serde(default)]
    identify: Identify,
    #[serde(default)]
    staff: BTreeMap<StaffId, PasscodeHash>,
    #[serde(default)]
    source: source::Table,
    gateway: Option<Gateway>,
    #[serde(default)]
    panel: Panel,
    #[serde(default)]
    ui: Ui,
    #[serde(default)]
    journal: Journal,
    #[serde(default)]
    handoff: around::Table,
    #[serde(default)]
    log: Log,
    #[serde(default)]
    metrics: Metrics,
}

/// `[kiosk]`
#[derive(Debug, Clone, Deserialize)]
pub struct Kiosk {
    /// The facility's ten-digit code (医療機関コード).
    pub facility: FacilityCode,
    /// Name shown at the top of the screen.
    #[serde(deserialize_with = "something")]
    pub name: String,
    /// Whom to call when this kiosk needs somebody: shown where staff are told to call for support.
    #[serde(default, deserialize_with = "perhaps_something")]
    pub contact: Option<String>,
}

/// `[reader]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Reader {
    /// Readers to use: a pattern with `*`, compared without regard to case.
    #[serde(rename = "match", deserialize_with = "something")]
    pub pattern: String,
}

impl Default for Reader {
    fn default() -> Self {
        Self { pattern: "*".into() }
    }
}

/// A text that is there: an empty pattern names no reader, and would be looked for in the cable.
fn something<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Err(D::Error::custom("must not be empty"));
    }
    Ok(text)
}

fn perhaps_something<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    something(deserializer).map(Some)
}

fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    something(deserializer).map(|dir| Some(dir.into()))
}

/// `[identify]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Identify {
    /// Method of a visit unless staff choose the other.
    #[serde(rename = "default")]
    pub method: Method,
    /// Whether staff may choose the other method for one visit.
    pub switchable: bool,
    /// Argon2id hash (PHC string) of the passcode that all staff share; none: nothing asks for one.
    pub staff_passcode: Option<PasscodeHash>,
}

impl Default for Identify {
    fn default() -> Self {
        Self { method: Method::Pin, switchable: true, staff_passcode: None }
    }
}

/// `[gateway]`
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "GatewayTable")]
pub struct Gateway {
    /// How the service is reached.
    pub endpoint: Endpoint,
    /// PEM file of the one authority that may vouch for the service.
    pub authority: PathBuf,
    /// PEM file of this terminal's certificate.
    pub certificate: PathBuf,
    /// PEM (PKCS#8) of this terminal's key; readable by the kiosk's user only.
    pub key: KeyPlace,
}

/// `[gateway]` as it is written.
#[derive(Deserialize)]
struct GatewayTable {
    url: ServiceUrl,
    authority: PathBuf,
    certificate: PathBuf,
    key: KeyPlace,
    #[serde(default = "thirty_seconds", deserialize_with = "duration::deserialize")]
    deadline: Duration,
    #[serde(default, deserialize_with = "endpoint::proxy")]
    proxy: Option<Url>,
}

impl From<GatewayTable> for Gateway {
    fn from(table: GatewayTable) -> Self {
        let GatewayTable { url, authority, certificate, key, deadline, proxy } = table;
        Self { endpoint: Endpoint { url, proxy, deadline }, authority, certificate, key }
    }
}

const fn thirty_seconds() -> Duration {
    Duration::from_secs(30)
}

/// `[panel]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Panel {
    /// How long the answer stays on the screen.
    #[serde(deserialize_with = "duration::deserialize")]
    pub show_for: Duration,
    /// How much of it is shown before staff reveal the rest.
    pub detail: Detail,
}

impl Default for Panel {
    fn default() -> Self {
        Self { show_for: Duration::from_secs(60), detail: Detail::Full }
    }
}

/// `[ui]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Ui {
    /// Language at the start of every visit.
    pub language: Language,
    /// Colours.
    pub theme: Look,
    /// Fewer words and more room, for eyes that need large letters.
    pub large_text: bool,
    /// Whether the terminal's bell sounds.
    pub sound: bool,
    /// Whether what is asked is spoken, where the system can (speech-dispatcher).
    pub speech: bool,
}

impl Default for Ui {
    fn default() -> Self {
        Self { language: Language::Japanese, theme: Look::Standard, large_text: false, sound: true, speech: false }
    }
}

/// `[log]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Log {
    /// Folder of the log files, one a day, fourteen kept; none: no log.
    pub dir: Option<PathBuf>,
    /// How much is said.
    pub level: Level,
}

/// `[metrics]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Metrics {
    /// The file, `….prom` in the folder that `node_exporter` collects from; none: no metrics.
    #[serde(deserialize_with = "collected")]
    pub file: Option<PathBuf>,
}

/// A file that the collector would pass over is a mistake that nobody would notice.
fn collected<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let file = PathBuf::deserialize(deserializer)?;
    let fits = file.extension().is_some_and(|extension| extension == "prom");
    fits.then_some(Some(file))
        .ok_or_else(|| D::Error::custom("must end in .prom, or node_exporter does not collect it"))
}

/// How much the log says. No level writes a PIN or anything about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// What failed.
    Error,
    /// What went wrong but was survived.
    Warn,
    /// What happened.
    #[default]
    Info,
    /// Every command's instruction and status word.
    Debug,
    /// Everything.
    Trace,
}

impl Settings {
    /// Reads and validates the file at `path`. Paths in it are taken relative to its folder.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| SettingsError::Unreadable { path: path.to_owned(), source })?;
        Self::parse_at(&text, path)
    }

    /// Validates a text as that of the file at `path`.
    fn parse_at(text: &str, path: &Path) -> Result<Self, SettingsError> {
        let mut settings = Self::parse(text).map_err(|problem| problem.at(path))?;
        path.clone_into(&mut settings.file);
        let folder = path.parent().unwrap_or(Path::new("."));
        match &mut settings.source {
            Source::Gateway(gateway) => {
                for file in [&mut gateway.authority, &mut gateway.certificate] {
                    *file = folder.join(&*file);
                }
                gateway.key.within(folder);
            }
            Source::Folder(source) => source.dir = folder.join(&source.dir),
        }
        settings.log.dir = settings.log.dir.map(|dir| folder.join(dir));
        settings.journal.dir = settings.journal.dir.map(|dir| folder.join(dir));
        if let Some(handoff) = &mut settings.handoff {
            handoff.dir = folder.join(&handoff.dir);
        }
        settings.metrics.file = settings.metrics.file.map(|file| folder.join(file));
        Ok(settings)
    }

    /// Validates a text as settings; paths are left as they are.
    pub fn parse(text: &str) -> Result<Self, error::Problem> {
        keys::check(text)?;
        let problem = |error: toml::de::Error| error::Problem::new(text, error.span(), error.message());
        let Tables { kiosk, reader, identify, staff, source, gateway, panel, ui, journal, handoff, log, metrics } =
            toml::from_str(text).map_err(problem)?;
        let missing = |words| error::Problem::new(text, None, words);
        let source = source.with(gateway).map_err(missing)?;
        let handoff = handoff.named().map_err(missing)?;
        if let (Source::Folder(Folder { dir: from, .. }), Some(HandOff { dir: to, .. })) = (&source, &handoff)
            && Path::new("/").join(from) == Path::new("/").join(to)
        {
            return Err(missing("[handoff] dir is that of [source]: what is handed on would come back as a result"));
        }
        if staff.contains_key(&StaffId::shared()) {
            return Err(missing(
                "[staff] has the sign \"staff\", which stands for the shared [identify] staff_passcode",
            ));
        }
        let (file, text) = (PathBuf::new(), edit::Written(text.to_owned()));
        Ok(Self { file, text, kiosk, reader, identify, staff, source, panel, ui, journal, handoff, log, metrics })
    }

    /// Whether they were read from a file, so that a change can be kept.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.file != Path::new("")
    }

    /// Whether staff are asked for a passcode.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.identify.staff_passcode.is_some() || !self.staff.is_empty()
    }

    /// Every passcode that opens the menu, and whose it is.
    #[must_use]
    pub fn passcodes(&self) -> Vec<(StaffId, PasscodeHash)> {
        let shared = self.identify.staff_passcode.clone().map(|hash| (StaffId::shared(), hash));
        shared.into_iter().chain(self.staff.clone()).collect()
    }

    /// The service, where results come from one.
    #[must_use]
    pub fn site(&self) -> Option<Site> {
        match &self.source {
            Source::Gateway(gateway) => Some(Site::of(gateway, &self.kiosk)),
            Source::Folder(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
