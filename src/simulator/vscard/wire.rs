//! The connection, if there is one, and what was said over it. Two threads speak: one tells of cards, one answers
//! commands.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::net::{Shutdown, shutdown};

use super::message::{self, Kind};
use crate::simulator::rig::{Insertion, Rig};

/// `VSC_GENERAL_ERROR`: no answer comes to this command.
const NO_ANSWER: [u8; 4] = 1_u32.to_be_bytes();

/// The machine fetches an answer within this time, also where it is emulated by software.
const FETCH: Duration = Duration::from_millis(200);

/// What both threads share.
#[derive(Default)]
pub(super) struct Wire(Mutex<Conversation>);

impl Wire {
    // The bytes that were sent stay sent, even if another thread has panicked.
    pub(super) fn lock(&self) -> MutexGuard<'_, Conversation> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The state of the conversation with QEMU.
#[derive(Default)]
pub(super) struct Conversation {
    connection: Option<File>,
    /// Whether a reader is there that wants to hear of cards.
    introduced: bool,
    /// The card that it was told of last.
    card: Option<Insertion>,
    /// What it has not acknowledged, oldest first; with the card, where it is a card's answer to reset.
    awaited: VecDeque<Option<Insertion>>,
    command: Option<LastCommand>,
}

/// The last command.
enum LastCommand {
    UnderWay,
    Answered(Instant),
}

impl Conversation {
    /// A new connection. Nothing is said of cards before a reader has answered.
    pub(super) fn begin(&mut self, connection: File) -> io::Result<()> {
        *self = Self { connection: Some(connection), ..Self::default() };
        self.say(Kind::Init, &message::init())
    }

    /// A reader is there, new or not: it hears all that there is to know.
    pub(super) fn introduce(&mut self, rig: &Rig) -> io::Result<()> {
        self.introduced = true;
        self.order(Kind::ReaderAdd, &[], None)?;
        // Whatever an earlier connection may have left there.
        self.card = None;
        self.order(Kind::CardRemove, &[], None)?;
        self.tell(rig)
    }

    /// Tells the reader of what has changed, if anything has.
    pub(super) fn tell(&mut self, rig: &Rig) -> io::Result<()> {
        let lying = rig.present();
        if !self.introduced || self.card == lying {
            return Ok(());
        }
        if self.card.take().is_some() {
            self.order(Kind::CardRemove, &[], None)?;
        }
        let Some((insertion, atr)) = lying.and_then(|insertion| Some((insertion, rig.atr(insertion)?))) else {
            return Ok(());
        };
        self.card = Some(insertion);
        self.order(Kind::Atr, &atr, Some(insertion))
    }

    /// A command has come. To which card?
    pub(super) fn hear(&mut self) -> Option<Insertion> {
        self.command = Some(LastCommand::UnderWay);
        self.card
    }

    /// Answers the command, or says that no answer comes.
    pub(super) fn reply(&mut self, answer: Option<&[u8]>) -> io::Result<()> {
        self.command = Some(LastCommand::Answered(Instant::now()));
        match answer {
            Some(answer) => self.say(Kind::Apdu, answer),
            None => self.say(Kind::Error, &NO_ANSWER),
        }
    }

    /// For how long yet an answer may be on its way. `None`: for no time.
    pub(super) fn restless_for(&self) -> Option<Duration> {
        match self.command.as_ref()? {
            LastCommand::UnderWay => Some(FETCH),
            LastCommand::Answered(when) => FETCH.checked_sub(when.elapsed()),
        }
    }

    /// The reader has acknowledged the oldest message. Returns the card, where it was a card's answer to reset.
    pub(super) fn acknowledged(&mut self) -> Option<Insertion> {
        self.awaited.pop_front().flatten()
    }

    /// Takes the card along and ends the connection.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        if self.introduced {
            if self.card.take().is_some() {
                self.order(Kind::CardRemove, &[], None)?;
            }
            self.order(Kind::ReaderRemove, &[], None)?;
        }
        match &self.connection {
            Some(connection) => Ok(shutdown(connection, Shutdown::Both)?),
            None => Ok(()),
        }
    }

    /// The connection is gone; the card may still be there.
    pub(super) fn lose(&mut self, rig: &Rig) {
        if let Some(insertion) = self.card {
            rig.unlink(insertion);
        }
        *self = Self::default();
    }

    /// Says what the reader acknowledges.
    fn order(&mut self, kind: Kind, body: &[u8], card: Option<Insertion>) -> io::Result<()> {
        self.awaited.push_back(card);
        self.say(kind, body)
    }

    /// Says what it does not.
    pub(super) fn say(&mut self, kind: Kind, body: &[u8]) -> io::Result<()> {
        match &mut self.connection {
            Some(connection) => connection.write_all(&message::message(kind, body)?),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }
}
