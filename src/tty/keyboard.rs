//! The terminal's keys, read without leaving them anywhere.
//!
//! The bytes go from the kernel into one fixed buffer, a press at a time is taken from it, and its bytes are wiped at
//! once. No digit is ever queued, grown or copied to the heap, whichever screen it was typed on: people type ahead.
//!
//! Each press gets its time here, where it is read: [`KeyTime`] says why that takes two moments. For the earlier one
//! the keyboard looks, a few times behind every key, whether there is nothing more.

use std::future::pending;
use std::io;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags};
use rustix::termios::{QueueSelector, tcflush};
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};
use zeroize::Zeroize;

use super::keys::{Parsed, give_up, parse};
use super::modes::take_again;
use super::press::Press;
use crate::common::{KeyReport, KeyTime};

/// After this long an ESC with nothing behind it is the key itself.
const ESCAPE_ALONE_AFTER: Duration = Duration::from_millis(40);
/// So long after the last key the keyboard looks whether another one has come: the shortest pause of a finger, what a
/// PIN takes at least, and the time after which a key is no repetition. What judges by a pause needs a look then.
const LOOKS: [Duration; 3] = [Duration::from_millis(25), Duration::from_millis(150), Duration::from_millis(700)];
/// Bytes that are read at once. A digit takes up to twenty, where the terminal tells when it is let go as well.
const CAPACITY: usize = 512;

/// What the keyboard reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyboardEvent {
    /// A key press, and when it came.
    Press(Press, KeyTime),
    /// The terminal has another size.
    Resized,
    /// There is no terminal any more.
    Gone,
}

/// Where key presses come from. The kiosk's is [`Keyboard`]; tests have their own.
pub trait KeyInput {
    /// Waits for the next thing heard. Dropping the future loses nothing.
    fn next(&mut self) -> impl Future<Output = KeyboardEvent>;
}

/// The controlling terminal.
#[derive(Debug)]
pub struct Keyboard {
    tty: AsyncFd<OwnedFd>,
    resized: Signal,
    resumed: Signal,
    buffer: [u8; CAPACITY],
    /// Bytes in use at the front of the buffer.
    filled: usize,
    /// The buffer was too small for all that had come.
    more: bool,
    /// Before they came: when nothing had come yet.
    after: Instant,
    /// When the last of them was read.
    read_at: Instant,
    /// When there was nothing to read.
    empty_at: Instant,
    /// Looks since the last key.
    looks: usize,
    /// The terminal says which events are repeats.
    tells_repeats: bool,
}

impl Keyboard {
    /// Opens the controlling terminal for itself: a descriptor of its own, so that reading without blocking does not
    /// change what the shell or the screen writes through.
    #[expect(deprecated, reason = "no other code can close an OwnedFd that AsyncFd holds; the replacement is unsafe")]
    pub fn open() -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let tty = rustix::fs::open("/dev/tty", flags, Mode::empty())?;
        // Keys that were typed for the program that had the terminal before are dropped.
        tcflush(&tty, QueueSelector::IFlush)?;
        let now = Instant::now();
        Ok(Self {
            tty: AsyncFd::new(tty)?,
            resized: signal(SignalKind::window_change())?,
            resumed: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
            buffer: [0; CAPACITY],
            filled: 0,
            more: false,
            after: now,
            read_at: now,
            empty_at: now,
            looks: LOOKS.len(),
            tells_repeats: false,
        })
    }

    /// Takes the first press out of the buffer. `ended`: nothing more will come for now.
    fn take(&mut self, ended: bool) -> Option<KeyboardEvent> {
        loop {
            let bytes = self.buffer.get(..self.filled)?;
            if bytes.is_empty() {
                return None;
            }
            let full = self.filled == self.buffer.len();
            let (press, length) = match parse(bytes) {
                Parsed::Press(press, report, length) => (Some((press, report)), length),
                Parsed::Nothing(length) => (None, length),
                Parsed::Enhanced(tells_repeats, length) => {
                    self.tells_repeats = tells_repeats;
                    (None, length)
                }
                Parsed::Incomplete if ended || full => (Some((give_up(bytes), KeyReport::Unsaid)), self.filled),
                Parsed::Incomplete => return None,
            };
            self.forget(length);
            if let Some((press, report)) = press {
                let silent = report == KeyReport::Unsaid && self.tells_repeats;
                let report = if silent { KeyReport::Pressed } else { report };
                return Some(KeyboardEvent::Press(press, KeyTime::between(self.after, self.read_at, report)));
            }
        }
    }

    /// Wipes the first `length` bytes and moves the rest to the front.
    fn forget(&mut self, length: usize) {
        self.buffer.copy_within(length..self.filled, 0);
        self.filled -= length;
        if let Some(rest) = self.buffer.get_mut(self.filled..) {
            rest.zeroize();
        }
    }

    /// Reads until there is nothing more, or no place for it; says whether anything came.
    fn drain(&mut self) -> io::Result<bool> {
        let (before, last_empty) = (self.filled, self.empty_at);
        loop {
            let now = Instant::now();
            let free = self.buffer.get_mut(self.filled..).unwrap_or_default();
            self.more = free.is_empty();
            if self.more {
                return Ok(true);
            }
            match rustix::io::read(self.tty.get_ref(), free) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(length) => {
                    if self.filled == 0 {
                        self.after = last_empty;
                    }
                    self.filled += length;
                    self.read_at = Instant::now();
                    self.looks = 0;
                }
                Err(rustix::io::Errno::AGAIN) => {
                    self.empty_at = now;
                    return Ok(self.filled > before);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// When to look next whether there is nothing more.
    fn look_at(&self) -> Option<Instant> {
        LOOKS.get(self.looks).map(|after| self.read_at + *after)
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}

/// What ended the waiting for bytes.
enum Wake {
    Readable,
    Look,
    EscapeAlone,
}

impl KeyInput for Keyboard {
    async fn next(&mut self) -> KeyboardEvent {
        loop {
            if let Some(press) = self.take(false) {
                return press;
            }
            let unfinished = (self.filled > 0).then(|| self.read_at + ESCAPE_ALONE_AFTER);
            let look = self.look_at();
            let wake = tokio::select! {
                _ = self.resized.recv() => return KeyboardEvent::Resized,
                // What a shell wrote on the screen meanwhile goes the way of what a resize left there.
                _ = self.resumed.recv() => return match take_again(&self.tty) {
                    Ok(()) => KeyboardEvent::Resized,
                    Err(_) => KeyboardEvent::Gone,
                },
                () = std::future::ready(()), if self.more => Wake::Readable,
                ready = self.tty.readable() => match ready {
                    // Whatever is there is read below; what comes then makes it readable again.
                    Ok(mut ready) => { ready.clear_ready(); Wake::Readable }
                    Err(_) => return KeyboardEvent::Gone,
                },
                () = sleep_until(look) => Wake::Look,
                () = sleep_until(unfinished) => Wake::EscapeAlone,
            };
            let Ok(came) = self.drain() else { return KeyboardEvent::Gone };
            match wake {
                Wake::Readable => {}
                Wake::Look => self.looks += usize::from(!came),
                Wake::EscapeAlone => {
                    if !came && let Some(press) = self.take(true) {
                        return press;
                    }
                }
            }
        }
    }
}

/// Waits until `wake`; without it, for ever.
pub async fn sleep_until(wake: Option<Instant>) {
    match wake {
        Some(wake) => tokio::time::sleep_until(wake.into()).await,
        None => pending().await,
    }
}
