//! The session: keeps a kiosk in its terminal. Starts `uketsuke run`, starts it again whenever it ends, and says
//! meanwhile what people have to know: "please wait", or that it does not start, why, and whom to call.
//!
//! The terminal is the kiosk's while that runs and the session's in between, in raw mode throughout: no key reaches a
//! line discipline, no key is kept for later. What the session never sees is a card, a PIN or an answer.

mod attempt;
mod patience;

use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::time::{Duration, Instant};
use std::{env, io};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use rustix::process::{Pid, Signal};

use super::kiosk::{End, SETTLED_AFTER, sleep_until};
use super::panic;
use super::run::{RunError, stop_signals, true_end};
use super::watchdog::{Pulse, Status, stopping};
use crate::common::key::Key;
use crate::settings::House;
use crate::tty::keyboard::{Heard, Input as _, Keyboard};
use crate::tty::keys::Press;
use crate::tty::modes::{self, Screen};
use crate::tty::paint::Paint;
use crate::tty::{colours, console};
use crate::ui::{self, Around, Interlude, Theme};
use attempt::Attempt;
use patience::{Next, Patience};

/// Tells a kiosk the process of the session that it runs in.
const PARENT: &str = "UKETSUKE_SESSION";

/// Between two attempts of a kiosk that does not start.
const AGAIN_EVERY: Duration = Duration::from_secs(30);

/// The session that this kiosk runs in, if any.
pub(super) fn parent() -> Option<Pid> {
    env::var(PARENT).ok()?.parse().ok().and_then(Pid::from_raw)
}

/// A kiosk ends with its session: two of them on one terminal would share its keys. A terminal that hangs up says so to
/// both; this is for a session that dies alone.
pub(super) fn end_with_parent() {
    let Some(parent) = parent() else { return };
    if rustix::process::set_parent_process_death_signal(Some(Signal::TERM)).is_err() {
        tracing::warn!("the kiosk would outlive its session");
    }
    // It may have died before it was asked to say so.
    if rustix::process::getppid() != Some(parent) {
        let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::TERM);
    }
}

/// Keeps a kiosk with the settings at `config` in this terminal until it is told to end, or the terminal is gone.
pub fn run(config: &Path) -> Result<End, RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RunError::System)?;
    let ended = runtime.block_on(async {
        let stop = pin!(stop_signals().map_err(RunError::System)?);
        panic::give_back_on_panic();
        let _screen = Screen::take().map_err(RunError::NoTerminal)?;
        Session { config: config.to_owned(), house: House::default() }.serve(stop).await
    });
    runtime.shutdown_background();
    ended.map(|()| true_end(End::Asked))
}

struct Session {
    config: PathBuf,
    /// What the settings said when they could last be read.
    house: House,
}

/// Why the session goes on from a screen of its own.
enum Left {
    ForTheKiosk,
    Stopped,
}

impl Session {
    async fn serve(mut self, mut stop: Pin<&mut impl Future<Output = ()>>) -> Result<(), RunError> {
        let mut patience = Patience::default();
        let mut next = Next::AtOnce;
        let mut ended = None;
        loop {
            if let Left::Stopped = self.show(next, ended.as_ref(), stop.as_mut()).await? {
                stopping();
                return Ok(());
            }
            // What it says stays on the screen until the kiosk draws.
            modes::hide_cursor().map_err(RunError::Screen)?;
            let started = Instant::now();
            let attempt = match Attempt::start(&self.config) {
                Ok(mut kiosk) => tokio::select! {
                    ended = kiosk.ended() => ended,
                    () = stop.as_mut() => {
                        stopping();
                        kiosk.stop().await;
                        return Ok(());
                    }
                },
                Err(error) => attempt::Ended::not_started(&error),
            };
            // Before anything else: what a kiosk that was killed has left on the screen can be somebody's name.
            modes::take_over().map_err(RunError::Screen)?;
            next = patience.after(attempt.settings_are_wrong, started.elapsed());
            ended = Some(attempt);
        }
    }

    /// Shows the session's own screen for as long as `next` says.
    async fn show(
        &mut self,
        next: Next,
        ended: Option<&attempt::Ended>,
        mut stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Left, RunError> {
        if let Some(house) = House::read(&self.config) {
            self.house = house;
        }
        let reason = ended.map(|ended| ended.reason.as_str()).unwrap_or_default();
        let (interlude, pause) = match next {
            Next::AtOnce => (Interlude::PleaseWait, Duration::ZERO),
            Next::Soon(pause) => (Interlude::PleaseWait, pause),
            Next::OutOfService => {
                let settings = ended.is_some_and(|ended| ended.settings_are_wrong);
                (Interlude::OutOfService { settings, reason }, AGAIN_EVERY)
            }
        };
        let mut keyboard = Keyboard::open().map_err(RunError::NoTerminal)?;
        let paint = Paint::on_stdout().map_err(RunError::Screen)?;
        let mut terminal = Terminal::new(CrosstermBackend::new(paint)).map_err(RunError::Screen)?;
        // Out of service is a service that runs: nothing is gained by starting everything else anew as well. What the
        // kiosk has said since the last time is not known here, so it is a pulse of its own each time.
        let mut pulse = interlude.code().map(|code| (Pulse::of_service(), code));
        let again = Instant::now() + pause;
        let mut repaint = Some(Instant::now() + SETTLED_AFTER);
        loop {
            let around = around(&self.house);
            terminal.draw(|frame| ui::draw_interlude(frame, interlude, &around)).map_err(RunError::Screen)?;
            let now = Instant::now();
            let due = pulse.as_mut().and_then(|(pulse, code)| {
                pulse.beat(now, || Status::OutOfService(code));
                pulse.due()
            });
            if now >= again {
                return Ok(Left::ForTheKiosk);
            }
            let wake = [Some(again), repaint, due].into_iter().flatten().min();
            tokio::select! {
                () = stop.as_mut() => return Ok(Left::Stopped),
                heard = keyboard.next() => match heard {
                    Heard::Gone => return Err(RunError::NoTerminal(io::ErrorKind::UnexpectedEof.into())),
                    Heard::Resized => repaint = Some(Instant::now() + SETTLED_AFTER),
                    Heard::Press(Press::Key(Key::Enter)) if next == Next::OutOfService => return Ok(Left::ForTheKiosk),
                    Heard::Press(_) => {}
                },
                () = sleep_until(wake) => {}
            }
            if repaint.is_some_and(|time| time <= Instant::now()) {
                repaint = None;
                let whole = terminal.get_frame().area();
                terminal.resize(whole).map_err(RunError::Screen)?;
            }
        }
    }
}

fn around(house: &House) -> Around<'_> {
    let House { name: title, contact, language: staff, look, large_text: large } = house;
    let theme = Theme::of(colours::look(*look));
    let (clock, simulation, note, plain) = (None, None, None, console::is_plain());
    Around { title, contact: contact.as_deref(), clock, simulation, theme, large: *large, staff: *staff, note, plain }
}
