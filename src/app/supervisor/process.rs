//! The kiosk as a process, and the last line that it wrote to its standard error.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal};
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, ChildStderr, Command};
use tokio::time::timeout;

use crate::app::parent::SUPERVISOR;

/// A kiosk that was asked to end has this long.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);
/// The last output of a kiosk that has ended arrives within this time; a player of sounds that lives on may hold the
/// pipe open for ever.
const DRAIN_TIME: Duration = Duration::from_millis(50);
/// Bytes of the last line that are kept.
const MAX_LINE: usize = 600;
/// The exit status of a kiosk whose settings are wrong (`main`).
const WRONG_SETTINGS: i32 = 2;

/// A kiosk that runs.
pub struct KioskProcess {
    kiosk: Child,
    errors: Option<ChildStderr>,
    said: LastLine,
}

/// How it ended.
pub struct KioskExit {
    /// The kiosk's last line, or else what the system says. No kiosk puts anything about a person into an error.
    pub reason: String,
    /// Whether the settings are why.
    pub settings_are_wrong: bool,
}

impl KioskExit {
    /// There was not even a process.
    pub fn not_started(error: &io::Error) -> Self {
        Self { reason: error.to_string(), settings_are_wrong: false }
    }
}

impl KioskProcess {
    /// Starts a kiosk on this terminal, by the name that this program was started with: what an update has put there is
    /// what starts.
    pub fn start(config: &Path) -> io::Result<Self> {
        let program = std::env::args_os().next().unwrap_or_else(|| "uketsuke".into());
        let mut kiosk = Command::new(program)
            .args(["run", "--config"])
            .arg(config)
            .env(SUPERVISOR, std::process::id().to_string())
            .stderr(Stdio::piped())
            .spawn()?;
        Ok(Self { errors: kiosk.stderr.take(), kiosk, said: LastLine::default() })
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> KioskExit {
        let Self { kiosk, errors, said } = self;
        let status = tokio::select! {
            status = kiosk.wait() => status,
            never = said.listen(errors.as_mut()) => match never {},
        };
        let _rest = timeout(DRAIN_TIME, said.listen(errors.as_mut())).await;
        KioskExit {
            reason: said
                .words()
                .unwrap_or_else(|| status.as_ref().map_or_else(ToString::to_string, ToString::to_string)),
            settings_are_wrong: status.is_ok_and(|status| ExitStatus::code(&status) == Some(WRONG_SETTINGS)),
        }
    }

    /// Asks it to end and waits until it has.
    pub async fn stop(&mut self) {
        let pid = self.kiosk.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(pid) = pid {
            let _already_gone = rustix::process::kill_process(pid, Signal::TERM);
        }
        if timeout(STOP_TIMEOUT, self.kiosk.wait()).await.is_err() {
            let _already_gone = self.kiosk.kill().await;
        }
    }
}

/// The last line of what a kiosk says on its standard error. All of it is passed on to ours, which is the system's
/// journal.
#[derive(Default)]
struct LastLine {
    line: Vec<u8>,
    ended: bool,
}

impl LastLine {
    /// Listens until it is dropped.
    async fn listen(&mut self, errors: Option<&mut ChildStderr>) -> std::convert::Infallible {
        if let Some(errors) = errors {
            let mut bytes = [0; 512];
            while let Ok(length @ 1..) = errors.read(&mut bytes).await {
                let heard = bytes.get(..length).unwrap_or_default();
                // Where this is the terminal, it leads nowhere while the screen is ours.
                let _ = io::stderr().write_all(heard);
                self.hear(heard);
            }
        }
        std::future::pending().await
    }

    fn hear(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            match byte {
                b'\n' => self.ended = true,
                byte => {
                    if std::mem::take(&mut self.ended) {
                        self.line.clear();
                    }
                    if self.line.len() < MAX_LINE {
                        self.line.push(byte);
                    }
                }
            }
        }
    }

    fn words(&self) -> Option<String> {
        let words = String::from_utf8_lossy(&self.line);
        let words = words.strip_prefix("uketsuke: ").unwrap_or(&words).trim();
        (!words.is_empty()).then(|| words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(pieces: &[&str]) -> Option<String> {
        let mut said = LastLine::default();
        for piece in pieces {
            said.hear(piece.as_bytes());
        }
        said.words()
    }

    #[test]
    fn the_last_line_is_the_reason() {
        assert_eq!(last(&["warning\nuketsuke: kiosk.to", "ml:3:1: no\n"]).as_deref(), Some("kiosk.toml:3:1: no"));
        assert_eq!(last(&["\n"]), None);
    }

    #[test]
    fn a_kiosk_that_never_stops_talking_fills_no_memory() {
        assert_eq!(last(&["x".repeat(100_000).as_str()]).map(|words| words.len()), Some(MAX_LINE));
    }
}
