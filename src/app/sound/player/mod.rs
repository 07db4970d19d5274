//! Plays files of sound by a program of the system, one thing at a time.
//!
//! At most one process, and none while nothing sounds. What is newer cuts off what is older; only a voice waits for a
//! tone. A player that hangs is ended after the time that its files can take. Whatever fails, the visit does not wait:
//! a bell falls back to the terminal's, and staff read of it in the diagnosis.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::time::{Instant, timeout, timeout_at};

use super::tone::Tone;
use crate::common::SoundFault;
use crate::visit::Bell;

/// The longest that a tone may take: the patterns are shorter than a second.
const TONE_TAKES: Duration = Duration::from_secs(3);
/// The longest that one sentence may take.
const SENTENCE_TAKES: Duration = Duration::from_secs(15);
/// The longest that a player may take to die. One that the kernel does not let go is left to it.
const END_TAKES: Duration = Duration::from_secs(1);

/// What is to sound.
#[derive(Debug)]
pub(super) enum Order {
    /// A tone, and what the terminal's bell rings if it cannot be played.
    Tone(Tone, u16, Option<Bell>),
    /// Sentences, one after the other.
    Voice(Vec<PathBuf>, u16),
    /// No voice any more.
    Silence,
}

/// What the loop may know of the player.
#[derive(Debug, Default)]
pub(super) struct Heard(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    speaks: bool,
    fault: Option<SoundFault>,
}

impl Heard {
    /// Whether a voice speaks now.
    pub(super) fn speaks(&self) -> bool {
        self.state(|state| state.speaks)
    }

    /// Why the last thing could not be played.
    pub(super) fn fault(&self) -> Option<SoundFault> {
        self.state(|state| state.fault)
    }

    fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Plays what is ordered.
#[derive(Debug)]
pub(super) struct Player {
    /// mpg123, or what a test has in its place.
    pub(super) program: OsString,
    /// The folder of the tones, in which also the languages' folders are.
    pub(super) folder: PathBuf,
    /// The terminal's bell.
    pub(super) bells: UnboundedSender<Bell>,
    pub(super) heard: Arc<Heard>,
}

/// What sounds now.
struct Playing {
    child: Child,
    until: Instant,
    is: Kind,
}

/// What it is that sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A tone, and the bell in its place.
    Tone(Option<Bell>),
    Voice,
}

impl Player {
    /// Plays until no orders can come any more.
    pub(super) async fn play(self, mut orders: UnboundedReceiver<Order>) {
        let mut playing: Option<Playing> = None;
        let mut waiting: Option<(Vec<PathBuf>, u16)> = None;
        loop {
            let order = tokio::select! {
                biased;
                order = orders.recv() => order,
                fault = end(&mut playing) => {
                    self.ended(playing.take(), fault).await;
                    playing = waiting.take().and_then(|(files, scale)| self.voice(&files, scale));
                    continue;
                }
            };
            match order {
                None => return stop(playing.take()).await,
                Some(Order::Tone(tone, scale, bell)) => {
                    waiting = None;
                    stop(playing.take()).await;
                    playing = self.tone(tone, scale, bell);
                }
                Some(Order::Voice(files, scale)) if playing.as_ref().is_some_and(|now| now.is != Kind::Voice) => {
                    self.heard.state(|state| state.speaks = true);
                    waiting = Some((files, scale));
                }
                Some(Order::Voice(files, scale)) => {
                    stop(playing.take()).await;
                    playing = self.voice(&files, scale);
                }
                Some(Order::Silence) => {
                    waiting = None;
                    if playing.as_ref().is_some_and(|now| now.is == Kind::Voice) {
                        stop(playing.take()).await;
                    }
                }
            }
            if waiting.is_none() && playing.as_ref().is_none_or(|now| now.is != Kind::Voice) {
                self.heard.state(|state| state.speaks = false);
            }
        }
    }

    fn tone(&self, tone: Tone, scale: u16, bell: Option<Bell>) -> Option<Playing> {
        let file = self.folder.join("tones").join(tone.name()).with_extension("mp3");
        match self.begin(&[file], scale) {
            Ok(child) => Some(Playing { child, until: Instant::now() + TONE_TAKES, is: Kind::Tone(bell) }),
            Err(fault) => {
                self.failed(fault, bell);
                None
            }
        }
    }

    fn voice(&self, files: &[PathBuf], scale: u16) -> Option<Playing> {
        let sentences = u32::try_from(files.len()).unwrap_or(u32::MAX);
        match self.begin(files, scale) {
            Ok(child) => {
                self.heard.state(|state| state.speaks = true);
                let until = Instant::now() + SENTENCE_TAKES.saturating_mul(sentences);
                Some(Playing { child, until, is: Kind::Voice })
            }
            Err(fault) => {
                self.failed(fault, None);
                None
            }
        }
    }

    fn begin(&self, files: &[PathBuf], scale: u16) -> Result<Child, SoundFault> {
        let mut command = Command::new(&self.program);
        command.args(["-q", "-o", "alsa", "-f", &scale.to_string()]);
        command.args(files.iter().map(|file| self.folder.join(file)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        // Without a file the player says so and ends well.
        if !files.iter().all(|file| is_file(&self.folder.join(file))) {
            return Err(SoundFault::NoFiles);
        }
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => SoundFault::NoPlayer,
            _ => SoundFault::NotPlayed,
        })
    }

    /// Notes how something ended, and rings where it was a tone that did not sound.
    async fn ended(&self, playing: Option<Playing>, fault: Option<SoundFault>) {
        let is = playing.as_ref().map(|playing| playing.is);
        stop(playing).await;
        let bell = match is {
            Some(Kind::Tone(bell)) => bell,
            Some(Kind::Voice) | None => {
                self.heard.state(|state| state.speaks = false);
                None
            }
        };
        match fault {
            None => self.heard.state(|state| state.fault = None),
            Some(fault) => self.failed(fault, bell),
        }
    }

    fn failed(&self, fault: SoundFault, bell: Option<Bell>) {
        let before = self.heard.state(|state| state.fault.replace(fault));
        if before != Some(fault) {
            tracing::warn!(?fault, "sound is not played");
        }
        if let Some(bell) = bell {
            // Fails only while the program ends.
            let _unheard = self.bells.send(bell);
        }
    }
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Waits for the end of what plays, or for the time that it may take.
async fn end(playing: &mut Option<Playing>) -> Option<SoundFault> {
    let Some(playing) = playing else { return std::future::pending().await };
    match timeout_at(playing.until, playing.child.wait()).await {
        Err(_) => Some(SoundFault::Hangs),
        Ok(status) => (!status.as_ref().is_ok_and(ExitStatus::success)).then_some(SoundFault::NotPlayed),
    }
}

/// Cuts it off, and waits for its end; what has ended is left alone.
async fn stop(playing: Option<Playing>) {
    if let Some(mut playing) = playing {
        let _killed = timeout(END_TAKES, playing.child.kill()).await;
    }
}

#[cfg(test)]
mod tests;
