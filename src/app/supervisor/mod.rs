//! The supervisor (`uketsuke session`): starts `uketsuke run` in its terminal, restarts it whenever it ends, and shows
//! in between what visitors and staff have to know: "please wait", or that the kiosk does not start, why, and whom to
//! call.
//!
//! The terminal belongs to the kiosk while that runs and to the supervisor in between, in raw mode throughout: no key
//! reaches a line discipline, no key is kept for later. The supervisor never sees a card, a PIN or an answer.

mod process;
mod restart_policy;

use std::io;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::kiosk::End;
use super::panic;
use super::run::{RunError, stop_signals, true_end};
use super::watchdog::{Status, Watchdog, stopping};
use crate::common::{Key, KeyCaps, KeyRepeat};
use crate::settings::FallbackSettings;
use crate::tty::capabilities::Capabilities;
use crate::tty::console::{Console, ConsoleEvent};
use crate::tty::keyboard::Keyboard;
use crate::tty::modes::{self, TerminalGuard};
use crate::tty::paint::Paint;
use crate::tty::press::Press;
use crate::ui::{self, Blocks, ScreenContext, SupervisorScreen, Theme};
use process::{KioskExit, KioskProcess};
use restart_policy::{NextStart, RestartPolicy};

/// Between two starts of a kiosk that does not start.
const RETRY_INTERVAL: Duration = Duration::from_secs(30);

/// Keeps a kiosk with the settings at `config` in this terminal until it is told to end, or the terminal is gone.
pub fn run(config: &Path) -> Result<End, RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RunError::System)?;
    let ended = runtime.block_on(async {
        let stop = pin!(stop_signals().map_err(RunError::System)?);
        panic::give_back_on_panic();
        let _guard = TerminalGuard::take().map_err(RunError::NoTerminal)?;
        let (config, fallback) = (config.to_owned(), FallbackSettings::default());
        let supervisor = Supervisor { config, fallback, by_enter: false };
        true_end(supervisor.serve(stop).await.map(|()| End::Requested))
    });
    runtime.shutdown_background();
    ended
}

struct Supervisor {
    config: PathBuf,
    /// What the settings said when they could last be read.
    fallback: FallbackSettings,
    /// Whether Enter has started the kiosk last.
    by_enter: bool,
}

/// Why the supervisor's own screen ended.
enum ShowEnd {
    StartKiosk,
    Stopped,
}

impl Supervisor {
    async fn serve(mut self, mut stop: Pin<&mut impl Future<Output = ()>>) -> Result<(), RunError> {
        let mut policy = RestartPolicy::default();
        let mut next = NextStart::AtOnce;
        let mut exit = None;
        loop {
            if let ShowEnd::Stopped = self.show(next, exit.as_ref(), stop.as_mut()).await? {
                stopping();
                return Ok(());
            }
            // The supervisor's screen stays until the kiosk draws.
            modes::hide_cursor().map_err(RunError::Screen)?;
            let started = Instant::now();
            let ended = match KioskProcess::start(&self.config) {
                Ok(mut kiosk) => tokio::select! {
                    ended = kiosk.ended() => ended,
                    () = stop.as_mut() => {
                        stopping();
                        kiosk.stop().await;
                        return Ok(());
                    }
                },
                Err(error) => KioskExit::not_started(&error),
            };
            // Before anything else: a kiosk that was killed may have left a name on the screen.
            modes::take_over().map_err(RunError::Screen)?;
            next = policy.after(ended.settings_are_wrong, started.elapsed());
            exit = Some(ended);
        }
    }

    /// Shows the supervisor's own screen for as long as `next` says.
    async fn show(
        &mut self,
        next: NextStart,
        exit: Option<&KioskExit>,
        mut stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<ShowEnd, RunError> {
        if let Some(fallback) = FallbackSettings::read(&self.config) {
            self.fallback = fallback;
        }
        let reason = exit.map(|exit| exit.reason.as_str()).unwrap_or_default();
        let (interlude, pause) = match next {
            NextStart::AtOnce => (SupervisorScreen::PleaseWait, Duration::ZERO),
            NextStart::Soon(pause) => (SupervisorScreen::PleaseWait, pause),
            NextStart::OutOfService => {
                let settings = exit.is_some_and(|exit| exit.settings_are_wrong);
                (SupervisorScreen::OutOfService { settings, reason }, RETRY_INTERVAL)
            }
        };
        let keyboard = Keyboard::open().map_err(RunError::NoTerminal)?;
        let paint = Paint::on_stdout().map_err(RunError::Screen)?;
        let terminal = Terminal::new(CrosstermBackend::new(paint)).map_err(RunError::Screen)?;
        let mut console = Console::new(terminal, keyboard);
        // A kiosk that is out of service has a service that runs: restarting it would gain nothing. The supervisor does
        // not know what the kiosk has told the service manager since the last time, so it tells everything again.
        let mut watchdog = interlude.code().map(|code| (Watchdog::of_service(), code));
        let start_at = Instant::now() + pause;
        let mut held = KeyRepeat::default();
        if std::mem::take(&mut self.by_enter) {
            // It may be held still: nothing is known of the keys while the kiosk had the terminal.
            held.is_same_press(Key::Enter, Instant::now());
        }
        loop {
            let around = around(&self.fallback);
            console.draw(|frame| ui::draw_supervisor(frame, interlude, &around)).map_err(RunError::Screen)?;
            let now = Instant::now();
            let due = watchdog.as_mut().and_then(|(watchdog, code)| {
                watchdog.alive(now, || Status::OutOfService(code));
                watchdog.due()
            });
            if now >= start_at {
                return Ok(ShowEnd::StartKiosk);
            }
            let wake = due.into_iter().chain([start_at]).min();
            tokio::select! {
                () = stop.as_mut() => return Ok(ShowEnd::Stopped),
                event = console.next(wake) => match event {
                    ConsoleEvent::Gone => return Err(RunError::NoTerminal(io::ErrorKind::UnexpectedEof.into())),
                    ConsoleEvent::Press(Press::Key(Key::Enter), time)
                        if !held.is_same_press(Key::Enter, time) && next == NextStart::OutOfService =>
                    {
                        self.by_enter = true;
                        return Ok(ShowEnd::StartKiosk);
                    }
                    ConsoleEvent::Press(..) | ConsoleEvent::Resized | ConsoleEvent::Elapsed => {}
                },
            }
        }
    }
}

fn around(fallback: &FallbackSettings) -> ScreenContext<'_> {
    let FallbackSettings { name: title, contact, language: staff, staff_word, look, large_text: large } = fallback;
    let capabilities = Capabilities::from_environment();
    let theme = Theme::of(capabilities.look(*look));
    let (clock, simulation, note, plain) = (None, None, None, capabilities.plain);
    ScreenContext {
        title,
        contact: contact.as_deref(),
        clock,
        simulation,
        theme,
        large: *large,
        caps: KeyCaps::default(),
        staff: *staff,
        staff_word: *staff_word,
        note,
        plain,
        blocks: Blocks::where_drawn(capabilities.sextants),
        reader_at: None,
        thanks: None,
    }
}
