//! The control socket of the emulated card: a Unix socket, one line in, one line out.
//!
//! | line | does |
//! |---|---|
//! | `insert [KEY]` | puts the chosen card (or that of KEY) on the reader |
//! | `remove` | takes it away |
//! | `swap KEY` | takes it away and puts KEY's there before the reader looks again |
//! | `persona KEY` | chooses whose card is next |
//! | `reader short`, `reader extended` | which APDUs the reader carries from now on |
//! | `hang` | the reader answers no command from now on, whatever card lies there |
//! | `answer` | it answers again; a command that waited is lost |
//! | `fault KIND at N` | a fault at the N-th command from now |
//! | `fault KIND on XX` | a fault at the next command with instruction XX (hex) |
//! | `fault clear` | forgets the faults that have not struck |
//! | `status` | `persona= inserted= linked= power-ons= auth= sign= apdus= ins=`; the last two since the insertion |
//! | `quit` | ends the program |
//!
//! KIND is `pull`, `tear`, `one-byte`, `status XXXX`, `delay MS`, `silence` or `swap KEY`. Answers are `ok`, `ok` and a
//! text, or `error` and a text.

use std::fmt::Display;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::card::{Fault, ParseFaultError, Trigger};
use super::rig::{Rig, RigError};

/// Why a line was not obeyed.
#[derive(Debug, thiserror::Error)]
enum ControlError {
    #[error(transparent)]
    Rig(#[from] RigError),
    #[error(transparent)]
    Fault(#[from] ParseFaultError),
    #[error(
        "unknown command: say insert [KEY], remove, swap KEY, persona KEY, reader short, reader extended, hang, answer, fault …, status or quit"
    )]
    Unknown,
}

/// The socket, removed when this is dropped.
pub struct Control {
    listener: UnixListener,
    path: PathBuf,
}

impl Control {
    /// Listens at `path`. A socket left behind by a program that is gone is replaced; one that answers is not.
    pub fn listen(path: &Path) -> io::Result<Self> {
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
        Ok(Self { listener, path: path.to_owned() })
    }

    /// Obeys every connection in a thread of its own.
    pub fn start(&self, rig: &Arc<Rig>) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        let rig = Arc::clone(rig);
        thread::Builder::new().name("control".to_owned()).spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let rig = Arc::clone(&rig);
                // A client that goes away in the middle of a line is no concern of the others.
                thread::spawn(move || converse(&connection, |line| obey(&rig, line)));
            }
        })?;
        Ok(())
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        let _already_gone = std::fs::remove_file(&self.path);
    }
}

/// Answers each line of a connection by what `obey` says to it.
pub fn converse<E: Display>(mut connection: &UnixStream, obey: impl Fn(&str) -> Result<String, E>) -> io::Result<()> {
    for line in BufReader::new(connection).lines() {
        let answer = match obey(&line?) {
            Ok(text) if text.is_empty() => "ok\n".to_owned(),
            Ok(text) => format!("ok {text}\n"),
            Err(refusal) => format!("error {refusal}\n"),
        };
        connection.write_all(answer.as_bytes())?;
    }
    Ok(())
}

fn obey(rig: &Rig, line: &str) -> Result<String, ControlError> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["insert"] => rig.insert(None)?,
        ["insert", key] => rig.insert(Some(key))?,
        ["remove"] => rig.remove()?,
        ["swap", key] => rig.swap(key)?,
        ["persona", key] => rig.choose(key)?,
        ["reader", "short"] => rig.carry_short_only(true),
        ["reader", "extended"] => rig.carry_short_only(false),
        ["hang"] => rig.hang(true),
        ["answer"] => rig.hang(false),
        ["status"] => return Ok(rig.status()?.to_string()),
        ["fault", "clear"] => rig.clear_faults(),
        ["fault", kind @ .., when, place] => {
            let trigger: Trigger = format!("{when} {place}").parse()?;
            let fault: Fault = kind.join(" ").parse()?;
            if let Fault::Swap(persona) = &fault {
                rig.has_card(persona)?;
            }
            rig.add_fault(trigger, fault);
        }
        ["quit"] => rig.end(),
        _ => return Err(ControlError::Unknown),
    }
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::simulator::card::{CardProfile, Outcome, Quirks, Wallet};

    fn rig() -> Rig {
        let owners = ["hanako", "taro"].map(|name| (name.to_owned(), CardProfile::default()));
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000);
        let wallet = Wallet::new(owners, now, Quirks::default()).unwrap();
        Rig::new(wallet, "hanako").unwrap()
    }

    fn say(rig: &Rig, line: &str) -> String {
        obey(rig, line).unwrap_or_else(|refusal| format!("error {refusal}"))
    }

    #[test]
    fn a_card_is_put_taken_and_swapped_by_word() {
        let rig = rig();
        assert_eq!(say(&rig, "insert"), "");
        assert_eq!(say(&rig, "insert"), "error a card is on the reader: remove it first, or swap");
        assert_eq!(say(&rig, "swap taro"), "");
        assert_eq!(say(&rig, "status"), "persona=taro inserted=yes linked=no power-ons=0 auth=3 sign=5 apdus=0 ins=");
        assert_eq!(say(&rig, "remove"), "");
        assert_eq!(say(&rig, "remove"), "error no card is on the reader");
    }

    #[test]
    fn a_swap_to_an_unknown_persona_leaves_the_card_where_it_is() {
        let rig = rig();
        say(&rig, "insert");
        assert!(say(&rig, "swap unknown").starts_with("error no persona"));
        assert!(say(&rig, "status").starts_with("persona=hanako inserted=yes"));
    }

    #[test]
    fn a_short_reader_answers_extended_commands_itself() {
        let rig = rig();
        say(&rig, "insert");
        say(&rig, "reader short");
        let card = rig.present().unwrap();
        let extended = [0x00, 0xCA, 0x00, 0x45, 0x00, 0x00, 0x00];
        assert_eq!(rig.carry(card, &extended), Some(Outcome::Answer(vec![0x67, 0x00])));
        assert!(say(&rig, "status").ends_with("apdus=0 ins="), "the card has heard nothing");
        say(&rig, "reader extended");
        assert_ne!(rig.carry(card, &extended), Some(Outcome::Answer(vec![0x67, 0x00])));
    }

    #[test]
    fn a_reader_that_hangs_answers_no_card_until_it_is_told_to() {
        let rig = rig();
        say(&rig, "insert");
        let card = rig.present().unwrap();
        let command = [0x00, 0x84, 0x00, 0x00, 0x08];
        assert_eq!(say(&rig, "hang"), "");
        assert_eq!(rig.carry(card, &command), Some(Outcome::Hung));
        say(&rig, "swap taro");
        let other = rig.present().unwrap();
        assert_eq!(rig.carry(other, &command), Some(Outcome::Hung));
        assert_eq!(say(&rig, "answer"), "");
        rig.wait_until_answered(other);
        assert!(matches!(rig.carry(other, &command), Some(Outcome::Answer(_))));
    }

    #[test]
    fn every_fault_can_be_asked_for_and_nonsense_is_explained() {
        let rig = rig();
        for line in [
            "fault pull at 1",
            "fault tear on 20",
            "fault one-byte on 2A",
            "fault status 6F00 at 3",
            "fault delay 1500 on B0",
            "fault silence at 2",
            "fault swap taro at 2",
            "fault clear",
        ] {
            assert_eq!(say(&rig, line), "", "{line}");
        }
        assert!(say(&rig, "fault pull at 0").starts_with("error unknown moment"));
        assert!(say(&rig, "fault swap jiro at 1").starts_with("error no persona"));
        assert!(say(&rig, "fault explode at 1").starts_with("error unknown fault"));
        assert!(say(&rig, "dance").starts_with("error unknown command"));
    }
}
