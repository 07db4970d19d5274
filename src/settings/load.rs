//! Reads a settings file into typed and validated settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::call::CallSettings;
use super::error::{ParseError, SettingsError};
use super::exchange::ExchangeSettings;
use super::fleet::FleetSettings;
use super::handoff::HandOffSettings;
use super::hours::Hours;
use super::passcode::PasscodeHash;
use super::schema::{
    Choices, IdentifySettings, JournalSettings, KioskSettings, LogSettings, MetricsSettings, PanelSettings,
    ReaderSettings, Tables, UiSettings,
};
use super::share::ShareSettings;
use super::source::{ResultFolder, ResultSource, Site};
use crate::common::{StaffAccess, StaffId, read_regular};

/// As much as a settings file may have, in bytes: the commented default has a twentieth of it.
pub(super) const MAX_FILE: u64 = 1 << 20;

/// Where a packaged kiosk keeps its settings.
pub const DEFAULT_PATH: &str = "/etc/uketsuke/kiosk.toml";

/// All settings. The commented default is `config/kiosk.toml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file that they were read from; empty for a text that is no file.
    pub file: PathBuf,
    /// What the file says, word for word.
    pub(super) written: Written,
    /// The facility.
    pub kiosk: KioskSettings,
    /// The card reader.
    pub reader: ReaderSettings,
    /// How identity is checked.
    pub identify: IdentifySettings,
    /// Passcodes of single staff members, by their signs.
    pub staff: BTreeMap<StaffId, PasscodeHash>,
    /// Where results come from: the eligibility service (`[gateway]`), or a folder (`[source]`).
    pub source: ResultSource,
    /// What is asked of a qualification terminal, if anything.
    pub exchange: Option<ExchangeSettings>,
    /// The network share that root mounts, if any.
    pub share: Option<ShareSettings>,
    /// What calls staff who do not see the screen, if anything.
    pub call: Option<CallSettings>,
    /// When staff are at the desk, if the site says so.
    pub hours: Option<Hours>,
    /// The result panel.
    pub panel: PanelSettings,
    /// The screen.
    pub ui: UiSettings,
    /// The journal.
    pub journal: JournalSettings,
    /// What is handed on to the receipt computer, if anything.
    pub handoff: Option<HandOffSettings>,
    /// The log.
    pub log: LogSettings,
    /// Figures for a monitoring system.
    pub metrics: MetricsSettings,
    /// Whose bundles of settings are taken, if any are.
    pub fleet: Option<FleetSettings>,
}

/// The settings text as it was read, and what it says about the settings that staff may change.
#[derive(Clone)]
pub(super) struct Written {
    pub text: String,
    pub choices: Choices,
}

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written")
    }
}

impl Settings {
    /// Reads and validates the file at `path`. Paths in it are taken relative to its folder.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let text = read_regular(path, MAX_FILE)
            .map_err(|source| SettingsError::Unreadable { path: path.to_owned(), source })?;
        Self::parse_at(&text, path).map_err(|error| error.at(path))
    }

    /// What a report for support tells of these settings: words and numbers of our own, no secret, no text that the
    /// site chose. Only those that differ from their defaults.
    #[must_use]
    pub fn told(&self) -> Vec<(String, String)> {
        // It was read before.
        Tables::parse(&self.written.text).map(|tables| tables.told()).unwrap_or_default()
    }

    /// Validates a text as that of the file at `path`.
    pub(super) fn parse_at(text: &str, path: &Path) -> Result<Self, ParseError> {
        let mut settings = Self::parse(text)?;
        path.clone_into(&mut settings.file);
        let folder = path.parent().unwrap_or(Path::new("."));
        match &mut settings.source {
            ResultSource::Gateway(gateway) => {
                for file in [&mut gateway.authority, &mut gateway.certificate] {
                    *file = folder.join(&*file);
                }
                gateway.key.within(folder);
            }
            ResultSource::Folder(source) => source.dir = folder.join(&source.dir),
        }
        if let Some(exchange) = &mut settings.exchange {
            exchange.within(folder);
        }
        settings.ui.sounds = folder.join(&settings.ui.sounds);
        settings.log.dir = settings.log.dir.map(|dir| folder.join(dir));
        settings.journal.dir = settings.journal.dir.map(|dir| folder.join(dir));
        if let Some(handoff) = &mut settings.handoff {
            handoff.dir = folder.join(&handoff.dir);
        }
        if let Some(call) = &mut settings.call {
            call.within(folder);
        }
        settings.metrics.file = settings.metrics.file.map(|file| folder.join(file));
        if let Some(fleet) = &mut settings.fleet {
            fleet.within(folder);
        }
        Ok(settings)
    }

    /// Validates a text as settings; paths are left as they are.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let tables = Tables::parse(text)?;
        let written = Written { text: text.to_owned(), choices: Choices::new(&tables) };
        let Tables {
            kiosk,
            reader,
            identify,
            staff,
            source,
            gateway,
            exchange,
            share,
            call,
            hours,
            panel,
            ui,
            journal,
            handoff,
            log,
            metrics,
            fleet,
        } = tables;
        let missing = |words| ParseError::new(text, None, words);
        let source = ResultSource::new(source, exchange.cards.clone(), gateway).map_err(missing)?;
        let exchange = ExchangeSettings::new(&exchange).map_err(missing)?;
        let share = ShareSettings::new(share).map_err(missing)?;
        let call = CallSettings::new(call).map_err(missing)?;
        let hours = Hours::new(&hours).map_err(missing)?;
        let handoff = HandOffSettings::new(handoff).map_err(missing)?;
        let fleet = FleetSettings::new(fleet).map_err(missing)?;
        if let (ResultSource::Folder(ResultFolder { dir: from, .. }), Some(HandOffSettings { dir: to, .. })) =
            (&source, &handoff)
            && Path::new("/").join(from) == Path::new("/").join(to)
        {
            return Err(missing("[handoff] dir is that of [source]: what is handed on would come back as a result"));
        }
        if staff.0.contains_key(&StaffId::shared()) {
            return Err(missing(
                "[staff] has the sign \"staff\", which stands for the shared [identify] staff_passcode",
            ));
        }
        let (file, staff) = (PathBuf::new(), staff.0);
        Ok(Self {
            file,
            written,
            kiosk,
            reader,
            identify,
            staff,
            source,
            exchange,
            share,
            call,
            hours,
            panel,
            ui,
            journal,
            handoff,
            log,
            metrics,
            fleet,
        })
    }

    /// Every file and folder that they name.
    #[must_use]
    pub fn paths(&self) -> Vec<PathBuf> {
        let source = match &self.source {
            ResultSource::Gateway(gateway) => {
                vec![gateway.certificate.clone(), gateway.key.path(), gateway.authority.clone()]
            }
            ResultSource::Folder(source) => vec![source.dir.clone()],
        };
        let exchange = self.exchange.as_ref().map(|exchange| [exchange.requests.clone(), exchange.answers.clone()]);
        let handoff = self.handoff.as_ref().map(|handoff| handoff.dir.clone());
        let (journal, log, metrics) = (self.journal.dir.clone(), self.log.dir.clone(), self.metrics.file.clone());
        let bookings = self.exchange.as_ref().and_then(|exchange| exchange.bookings.clone());
        let exchange = exchange.into_iter().flatten().chain(bookings);
        let call = self.call.iter().flat_map(CallSettings::paths);
        let fleet = self.fleet.iter().map(|fleet| fleet.key.clone());
        source
            .into_iter()
            .chain(exchange)
            .chain(call)
            .chain(fleet)
            .chain([journal, handoff, log, metrics].into_iter().flatten())
            .collect()
    }

    /// Whether they were read from a file, so that a change can be kept.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.file != Path::new("")
    }

    /// Whether staff are asked for a passcode.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.staff_access() == StaffAccess::Passcode
    }

    /// What shows that the person at a staff key is staff.
    #[must_use]
    pub fn staff_access(&self) -> StaffAccess {
        if self.identify.staff_passcode.is_some() || !self.staff.is_empty() {
            StaffAccess::Passcode
        } else if self.identify.keyboard_out_of_reach {
            StaffAccess::OutOfReach
        } else {
            StaffAccess::Missing
        }
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
            ResultSource::Gateway(gateway) => Some(Site::new(gateway, &self.kiosk)),
            ResultSource::Folder(_) => None,
        }
    }

    /// What staff may change, as it is written.
    #[must_use]
    pub fn choices(&self) -> Choices {
        self.written.choices.clone()
    }
}
