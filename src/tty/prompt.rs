//! Asks for a secret on a terminal that shows nothing of it.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::fd::AsFd as _;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// Longer than anything that is asked for.
const LONGEST: usize = 256;
/// Ctrl-C.
const INTERRUPT: u8 = 3;

/// One line of the standard input, without its end. Where that is a terminal, `words` ask for it on the standard error
/// and nothing of the answer is shown; Ctrl-C gives it up.
pub fn secret(words: &str) -> io::Result<SecretString> {
    let _echo = if io::stdin().is_terminal() {
        io::stderr().write_all(words.as_bytes())?;
        Some(NoEcho::begin()?)
    } else {
        None
    };
    // Taken at full size, so that no half of it stays behind when it grows; byte by byte, so that nothing is read ahead
    // into a buffer.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut byte = Zeroizing::new([0]);
    // Not the shared one of `io::stdin()`: that keeps what it has read.
    let mut input = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    while line.len() < LONGEST && input.read(&mut *byte)? == 1 {
        match *byte {
            [b'\n'] => break,
            [INTERRUPT] => return Err(io::ErrorKind::Interrupted.into()),
            [byte] => line.push(byte),
        }
    }
    std::str::from_utf8(&line)
        .map(|line| SecretString::from(line.trim()))
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The terminal without echo. Signals of keys are off as well: a program that ends by one would leave it so.
struct NoEcho(Termios);

impl NoEcho {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut modes = before.clone();
        modes.local_modes -= LocalModes::ECHO | LocalModes::ISIG;
        modes.local_modes |= LocalModes::ICANON;
        tcsetattr(io::stdin(), OptionalActions::Flush, &modes)?;
        Ok(Self(before))
    }
}

impl Drop for NoEcho {
    fn drop(&mut self) {
        // There is nowhere left to report an error.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
        let _ = io::stderr().write_all(b"\n");
    }
}
