//! From settings to a running kiosk: what is started in which order, and how it ends.
//!
//! The first frame comes first. Reader, connection and certificates take their time behind a screen that is there.

use std::io::{self, IsTerminal as _};
use std::pin::pin;
use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::absence::AbsenceState;
use super::bundle_state::Bundles;
use super::calls::Calls;
use super::facts_state::FactsState;
use super::jobs::StaffJobs;
use super::kiosk::{End, Kiosk, Production, RunMode};
use super::log::{self, LogError};
use super::metrics::Metrics;
use super::passcode_count::PasscodeCount;
use super::ports::{PortEvent, Ports};
use super::reader_reset::ReaderReset;
use super::rules::visit_rules;
use super::set_up_file::SetUpFile;
use super::sound::Sound;
use super::unregistered::Unregistered;
use super::watchdog::{self, Watchdog};
use super::{bundles, inquiries, panic, parent};
use crate::card::CardHandle;
use crate::card::pcsc::{self, ReaderPattern};
use crate::common::{KeyRepeat, Paste, Typing};
use crate::doctor::ImageState;
use crate::doctor::host::Host;
use crate::exchange::{self, Turn};
use crate::gateway::{ConfigError, GatewayClient, GatewayConfig, GatewayHandle};
use crate::handoff::HandOff;
use crate::journal::Journal;
use crate::pager::Pager;
use crate::settings::{self, AppliedBundle, Settings, Site};
use crate::staff::StaffMenu;
use crate::tty::capabilities::Capabilities;
use crate::tty::console::Console;
use crate::tty::keyboard::Keyboard;
use crate::tty::modes::{self, ExitScreen, TerminalGuard};
use crate::tty::paint::Paint;
use crate::visit::Visit;

/// Why the kiosk could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No controlling terminal to draw on and to read keys from.
    #[error("no terminal ({0}); start uketsuke in one, not in a pipe or from cron")]
    NoTerminal(io::Error),
    /// The terminal failed while it was drawn on.
    #[error("the terminal cannot be written ({0})")]
    Screen(io::Error),
    /// The log cannot be written.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The settings of the service cannot be used.
    #[error("[gateway]: {0}")]
    Gateway(#[from] ConfigError),
    /// The system does not give what every program needs.
    #[error("the system refuses a thread, a timer or a signal ({0})")]
    System(io::Error),
    /// The demo's emulated parts could not be started.
    #[error("the demo cannot start: {0}")]
    Demo(Box<dyn std::error::Error + Send + Sync>),
}

/// What every kiosk starts with.
#[derive(Debug)]
pub struct Start<M> {
    /// The settings.
    pub settings: Settings,
    /// Kiosk or demo.
    pub mode: M,
    /// Where this terminal has to be registered before it can be a kiosk.
    pub unregistered: Option<Unregistered>,
    /// The bundle whose settings these are, where it was taken just now.
    pub laid: Option<AppliedBundle>,
}

/// Runs the kiosk on real readers against the service of the settings, or on the folder that they name, until it is
/// told to stop.
pub fn run(settings: &Settings) -> Result<End, RunError> {
    // Before anything is read of them, also for the log.
    let (settings, laid) = bundles::at_start(settings);
    let settings = &settings;
    let _log = log::start(&settings.log)?;
    super::hardening::keep_secrets();
    parent::end_with_supervisor();
    let pattern = ReaderPattern::new(&settings.reader.pattern);
    let laid = laid.unwrap_or_else(|error| {
        bundles::refused(&error);
        None
    });
    let start = Start { settings: settings.clone(), mode: Production, unregistered: None, laid };
    let site = match &settings.source {
        settings::ResultSource::Gateway(gateway) => Site::new(gateway, &settings.kiosk),
        settings::ResultSource::Folder(folder) => {
            return run_on(start, async move |events| {
                exchange::watch(folder, &settings.kiosk.facility, forward(&events));
                Ok(None)
            });
        }
    };
    // Takes less than a millisecond, and a file that cannot be used is told before the screen is taken.
    let client = GatewayConfig::read_if_registered(&site)?.map(|config| GatewayClient::new(&config)).transpose()?;
    let (file, language) = (settings.file.clone(), settings.ui.language);
    let unregistered = client.is_none().then(|| Unregistered { site: site.clone(), file, language });
    run_on(Start { unregistered, ..start }, async move |events| {
        let (connector, watcher) = pcsc::open(&pattern);
        let cards = CardHandle::start(connector, watcher, forward(&events)).map_err(RunError::System)?;
        let gateway = client.map(|client| GatewayHandle::start(client, forward(&events)));
        Ok(Some(Ports::new(cards, gateway)))
    })
}

/// A function that passes reports on to the loop.
pub fn forward<E: Into<PortEvent>>(events: &UnboundedSender<PortEvent>) -> impl Fn(E) + Send + Sync + Clone + 'static {
    let events = events.clone();
    // A loop that has ended hears nothing any more.
    move |event: E| drop(events.send(event.into()))
}

/// Takes the terminal, draws, then lets `ports` start reader and service (none: results come from a folder), and runs.
pub fn run_on<M: RunMode>(
    start: Start<M>,
    ports: impl AsyncFnOnce(UnboundedSender<PortEvent>) -> Result<Option<Ports>, RunError>,
) -> Result<End, RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RunError::System)?;
    let result = runtime.block_on(async {
        let stop = pin!(stop_signals().map_err(RunError::System)?);
        let keyboard = Keyboard::open().map_err(RunError::NoTerminal)?;
        panic::give_back_on_panic();
        let _guard = TerminalGuard::take().map_err(RunError::NoTerminal)?;
        let paint = Paint::on_stdout().map_err(RunError::Screen)?;
        let terminal = Terminal::new(CrosstermBackend::new(paint)).map_err(RunError::Screen)?;
        let console = Console::new(terminal, keyboard);
        let capabilities = Capabilities::from_environment();
        let watchdog = Watchdog::of_service();
        let Start { settings, mode, unregistered, laid } = start;
        let (sender, events) = unbounded_channel();
        let mut handoff = HandOff::new(forward(&sender));
        handoff.change(settings.handoff.clone());
        let calls = Calls::new(Pager::new(forward(&sender)), settings.call.clone());
        let turn = Turn::default();
        inquiries::watch_bookings(&settings, &turn, forward(&sender), forward(&sender)).map_err(RunError::System)?;
        let passcode_count = PasscodeCount::beside(&settings);
        let mut kiosk = Kiosk {
            console,
            capabilities,
            mode,
            visit: Visit::new(visit_rules(&settings, capabilities)),
            staff_menu: StaffMenu::resumed(settings.ui.language, passcode_count.read(), Instant::now()),
            passcode_count,
            facts: FactsState::default(),
            bundles: Bundles::new(&settings),
            jobs: StaffJobs::default(),
            ports: None,
            reader_reset: ReaderReset::default(),
            journal: Journal::start(&settings).map_err(RunError::System)?,
            handoff,
            assigned: None,
            bookings: Vec::new(),
            inquiries: inquiries::start(&settings, &turn, forward(&sender)).map_err(RunError::System)?,
            simulated: false,
            image_note: ImageState::read(&Host::here()).staff_note(),
            handoff_note: None,
            absence: AbsenceState::beside(&settings),
            calls,
            sound: Sound::start(ring, settings.ui.sounds.clone()),
            key_repeat: KeyRepeat::default(),
            typing: Typing::new(settings.ui.double_strike),
            paste: Paste::default(),
            watchdog,
            metrics: settings.metrics.file.clone().and_then(Metrics::new),
            set_up: SetUpFile::beside(&settings, unregistered.is_some()),
            unregistered,
            settings,
        };
        if let Some(laid) = &laid {
            bundles::record(&mut kiosk.journal, laid);
        }
        kiosk.begin_set_up().map_err(RunError::Screen)?;
        kiosk.follow_absence().map_err(RunError::Screen)?;
        kiosk.draw().map_err(RunError::Screen)?;
        let ran = match ports(sender).await {
            Ok(ports) => true_end(kiosk.run(ports, events, stop).await.map_err(RunError::Screen)),
            Err(error) => Err(error),
        };
        ran.inspect_err(|_| modes::give_back(ExitScreen::Fatal))
    });
    // Looking up a name and waiting for a share that does not answer cannot be cancelled; the program does not wait.
    runtime.shutdown_background();
    match &result {
        Ok(end) => {
            tracing::info!(?end, "the kiosk ends");
            if *end == End::Requested {
                watchdog::stopping();
            }
        }
        Err(error) => tracing::error!(%error, "the kiosk fails"),
    }
    result
}

/// A terminal that hangs up says so by a signal, and cannot be read or drawn on. Whichever is noticed first: it is
/// gone.
pub(super) fn true_end(end: Result<End, RunError>) -> Result<End, RunError> {
    match end {
        Ok(_) | Err(RunError::Screen(_) | RunError::NoTerminal(_)) if !io::stdout().is_terminal() => {
            Ok(End::TerminalGone)
        }
        end => end,
    }
}

/// Ready when the program is asked to end: service manager, keyboard of another terminal, a terminal that hangs
/// up.
pub(super) fn stop_signals() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut quit = signal(SignalKind::quit())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = quit.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

fn ring() {
    // A terminal without a bell is as good as one with.
    let _ = rustix::io::write(rustix::stdio::stdout(), b"\x07");
}
