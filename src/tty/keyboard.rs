//! The terminal's keys, read without leaving them anywhere.
//!
//! The bytes go from the kernel into one fixed buffer, a press at a time is taken from it, and its bytes are wiped at
//! once. No digit is ever queued, grown or copied to the heap, whichever screen it was typed on: people type ahead.

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use rustix::termios::{QueueSelector, tcflush};
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};
use zeroize::Zeroize;

use super::keys::{Parsed, Press, give_up, parse};
use super::modes::take_again;
use crate::common::Key;

/// After this long an ESC with nothing behind it is the key itself.
const ESCAPE_ALONE_AFTER: Duration = Duration::from_millis(40);
/// More presses than this in one read were not made by a finger.
const FINGERS: usize = 2;

/// What the keyboard reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyboardEvent {
    /// A key press.
    Press(Press),
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
    buffer: [u8; 64],
    /// Bytes in use at the front of the buffer.
    filled: usize,
    /// The bytes in use were judged to be a paste already, or not to be one.
    judged: bool,
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
        Ok(Self {
            tty: AsyncFd::new(tty)?,
            resized: signal(SignalKind::window_change())?,
            resumed: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
            buffer: [0; 64],
            filled: 0,
            judged: false,
        })
    }

    /// Takes the first press out of the buffer. `ended`: nothing more will come for now.
    fn take(&mut self, ended: bool) -> Option<Press> {
        if !std::mem::replace(&mut self.judged, true) && self.presses() > FINGERS {
            self.forget(self.filled);
            return Some(Press::Key(Key::Burst));
        }
        loop {
            let bytes = self.buffer.get(..self.filled)?;
            if bytes.is_empty() {
                return None;
            }
            let (press, length) = match parse(bytes) {
                Parsed::Press(press, length) => (Some(press), length),
                Parsed::Nothing(length) => (None, length),
                Parsed::Incomplete if ended || self.filled == self.buffer.len() => (Some(give_up(bytes)), self.filled),
                Parsed::Incomplete => return None,
            };
            self.forget(length);
            if press.is_some() {
                return press;
            }
        }
    }

    fn presses(&self) -> usize {
        let mut rest = self.buffer.get(..self.filled).unwrap_or_default();
        let mut count = 0;
        while !rest.is_empty() {
            let length = match parse(rest) {
                Parsed::Press(_, length) => {
                    count += 1;
                    length
                }
                Parsed::Nothing(length) => length,
                Parsed::Incomplete => break,
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        count
    }

    /// Wipes the first `length` bytes and moves the rest to the front.
    fn forget(&mut self, length: usize) {
        self.buffer.copy_within(length..self.filled, 0);
        self.filled -= length;
        if let Some(rest) = self.buffer.get_mut(self.filled..) {
            rest.zeroize();
        }
    }

    async fn read(&mut self) -> io::Result<()> {
        let mut ready = self.tty.readable().await?;
        let Some(free) = self.buffer.get_mut(self.filled..) else { return Ok(()) };
        match ready.try_io(|tty| Ok(rustix::io::read(tty.get_ref(), free)?)) {
            Ok(Ok(0)) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(Ok(length)) => {
                self.filled += length;
                self.judged = false;
                Ok(())
            }
            Ok(Err(error)) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Ok(Err(error)) => Err(error),
            Err(_would_block) => Ok(()),
        }
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}

impl KeyInput for Keyboard {
    async fn next(&mut self) -> KeyboardEvent {
        loop {
            if let Some(press) = self.take(false) {
                return KeyboardEvent::Press(press);
            }
            let unfinished = self.filled > 0;
            let read = tokio::select! {
                _ = self.resized.recv() => return KeyboardEvent::Resized,
                // What a shell wrote on the screen meanwhile goes the way of what a resize left there.
                _ = self.resumed.recv() => return match take_again(&self.tty) {
                    Ok(()) => KeyboardEvent::Resized,
                    Err(_) => KeyboardEvent::Gone,
                },
                () = tokio::time::sleep(ESCAPE_ALONE_AFTER), if unfinished => None,
                ready = self.tty.readable() => match ready {
                    Ok(guard) => { drop(guard); Some(self.read().await) }
                    Err(error) => Some(Err(error)),
                },
            };
            match read {
                None => {
                    if let Some(press) = self.take(true) {
                        return KeyboardEvent::Press(press);
                    }
                }
                Some(Ok(())) => {}
                Some(Err(_)) => return KeyboardEvent::Gone,
            }
        }
    }
}
