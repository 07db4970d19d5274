//! Signs of life for the service manager (`sd_notify(3)`): ready, alive, and in plain words what the kiosk is at.
//!
//! The loop itself gives them, once it has drawn and has handled every event: a loop that hangs is silent, and silence
//! is what the service manager acts on. Where no service manager listens, nothing is sent and the loop is not woken.

use std::time::{Duration, Instant};
use std::{env, fmt};

use sd_notify::NotifyState;

use super::parent::supervisor;
use crate::visit::view::Screen;

/// However short a time the service manager gives, the loop is not woken more often.
const SHORTEST: Duration = Duration::from_millis(100);

/// What the kiosk is at. Never a person: any user of the machine can read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Waits for the next card.
    Waiting,
    /// Something is missing without which no visit can succeed, by its code.
    Missing(&'static str),
    /// A visit is under way.
    Visit,
    /// Staff use the menu.
    Menu,
    /// The terminal is to be registered.
    Registration,
    /// The kiosk does not start; the code that is on the screen.
    OutOfService(&'static str),
}

impl Status {
    /// That of a visit's screen.
    #[must_use]
    pub fn of(screen: &Screen<'_>) -> Self {
        match screen {
            Screen::Waiting { missing: Some(trouble), .. } | Screen::Listening { missing: Some(trouble), .. } => {
                Self::Missing(trouble.kind.code())
            }
            Screen::Waiting { missing: None, .. } | Screen::Listening { missing: None, .. } => Self::Waiting,
            _ => Self::Visit,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting => f.write_str("waiting for a card"),
            Self::Missing(code) => write!(f, "no visit is possible ({code})"),
            Self::Visit => f.write_str("a visit is under way"),
            Self::Menu => f.write_str("the staff's menu is open"),
            Self::Registration => f.write_str("waiting to be registered"),
            Self::OutOfService(code) => write!(f, "out of service ({code})"),
        }
    }
}

/// The signs of life of one loop.
#[derive(Debug, Default)]
pub struct Watchdog {
    listened_to: bool,
    /// Half of the time after which the service manager gives up.
    every: Option<Duration>,
    due: Option<Instant>,
    said: Option<Status>,
}

impl Watchdog {
    /// Of a process that a service manager listens to, if one does.
    ///
    /// `WATCHDOG_PID` is not asked: it names the service's main process, which is the compositor (`NotifyAccess=all`).
    #[must_use]
    pub fn of_service() -> Self {
        let listened_to = env::var_os("NOTIFY_SOCKET").is_some();
        let limit = env::var("WATCHDOG_USEC").ok().filter(|_| listened_to).and_then(|limit| limit.parse().ok());
        let every = limit.filter(|limit| *limit > 0).map(|limit| (Duration::from_micros(limit) / 2).max(SHORTEST));
        Self { listened_to, every, due: None, said: None }
    }

    /// The loop has turned: what it shows is on the screen. The first time, it is ready.
    pub fn alive(&mut self, now: Instant, status: impl FnOnce() -> Status) {
        if !self.listened_to {
            return;
        }
        let status = status();
        if self.said.is_none() {
            notify(&[NotifyState::Ready]);
        }
        if self.said.as_ref() != Some(&status) {
            notify(&[NotifyState::Status(&status.to_string())]);
            self.said = Some(status);
        }
        if let Some(every) = self.every.filter(|_| self.due.is_none_or(|due| due <= now)) {
            notify(&[NotifyState::Watchdog]);
            self.due = Some(now + every);
        }
    }

    /// When the loop has to turn again for it.
    #[must_use]
    pub const fn due(&self) -> Option<Instant> {
        self.due
    }
}

/// Tells the service manager that this service ends. A kiosk inside a session is only a part of it, and says nothing.
pub fn stopping() {
    if supervisor().is_none() {
        notify(&[NotifyState::Stopping]);
    }
}

/// A service manager that does not hear is its own affair.
fn notify(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "the service manager does not hear");
    }
}
