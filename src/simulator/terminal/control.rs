//! The control socket of the emulated terminal: a Unix socket, one line in, one line out.
//!
//! | line | does |
//! |---|---|
//! | `set SWITCH VALUE` | sets a switch of [`Behaviour`](super::Behaviour) |
//! | `reset` | all switches as they are at the start |
//! | `card KEY` | a card is read at the terminal: a result appears in Face |
//! | `share steady`, `gone`, `read-only` | the two folders come, go, or cannot be written |
//! | `status` | `taken= answered= refused= twice=`; the last: requests that were taken a second time |
//! | `quit` | ends the program |
//!
//! Answers are `ok`, `ok` and a text, or `error` and a text.

use std::io;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::engine::EmulatedTerminal;
use crate::simulator::control::converse;

/// The socket, removed when this is dropped.
pub struct Control(PathBuf);

impl Control {
    /// Listens at `path`, and obeys every connection in a thread of its own. A socket left behind by a program that is
    /// gone is replaced; one that answers is not.
    pub fn start(path: &Path, terminal: &Arc<EmulatedTerminal>) -> io::Result<Self> {
        let listener = match UnixListener::bind(path) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                if UnixStream::connect(path).is_ok() {
                    return Err(error);
                }
                std::fs::remove_file(path)?;
                UnixListener::bind(path)
            }
            other => other,
        }?;
        let terminal = Arc::clone(terminal);
        thread::Builder::new().name("control".to_owned()).spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let terminal = Arc::clone(&terminal);
                // A client that goes away in the middle of a line is no concern of the others.
                thread::spawn(move || converse(&connection, |line| obey(&terminal, line)));
            }
        })?;
        Ok(Self(path.to_owned()))
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        let _already_gone = std::fs::remove_file(&self.0);
    }
}

fn obey(terminal: &EmulatedTerminal, line: &str) -> Result<String, String> {
    match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["set", switch, words @ ..] if !words.is_empty() => {
            terminal.set(switch, &words.join(" ")).map_err(|error| error.to_string())?;
        }
        ["reset"] => terminal.reset(),
        ["card", key] => return terminal.card(key),
        ["share", word] => terminal.share(word)?,
        ["status"] => return Ok(terminal.status()),
        ["quit"] => terminal.end(),
        _ => return Err("unknown command: say set SWITCH VALUE, reset, card KEY, share …, status or quit".to_owned()),
    }
    Ok(String::new())
}
