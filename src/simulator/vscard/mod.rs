//! The card's end of VSCARD: QEMU's `ccid-card-passthru`, a card in the USB reader `usb-ccid` of a virtual machine.
//!
//! May use the table with the cards ([`super::rig`]) and sockets, nothing of the kiosk. The reader is TPDU level and
//! T=0 only (see `t0`), so the cards have to show that face.
//!
//! QEMU listens (`-chardev socket,server=on,wait=off,path=…,id=card`), this program connects and stays connected while
//! cards come and go. What was seen of QEMU 7.2, and why this is written as it is:
//!
//! * QEMU sends Init when the device is made, and again after every Init that it receives. `device_del` of the reader
//!   leaves the connection open and unread; `device_add` of reader and card makes a new device, which sends Init and
//!   knows of no card. So every Init is answered in full: `ReaderAdd`, then the card's answer to reset, or that there
//!   is none.
//! * A client that vanishes leaves its card behind: the slot stays full and commands go nowhere. So an empty reader
//!   is reported as empty (`CardRemove`) after an Init, and the card is removed when this program ends.
//! * Power is QEMU's own business: it answers power-on with the last answer to reset, and the card hears of neither
//!   power nor resets. A card powered down through this reader therefore forgets nothing until it is taken out.
//! * `CardRemove` throws away the answers that wait to be fetched, also that to a command under way; see
//!   `wait_for_quiet`.
//! * Every message but Init and APDU is answered with an Error, whose code is 0 where all went well, in the order in
//!   which they came.

use std::fs::File;
use std::net::TcpStream;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;
use std::{io, thread};

use super::card::Outcome;
use super::rig::{Changes, Rig, Tie};
use message::Kind;
use wire::Wire;

mod message;
#[cfg(test)]
mod tests;
mod wire;

/// How long to wait before looking for QEMU again.
const RETRY: Duration = Duration::from_millis(100);

/// Why the reader was not reached, or did not take a card.
#[derive(Debug, thiserror::Error)]
pub enum VscardError {
    /// No connection at the address, or not any more.
    #[error(transparent)]
    Unreachable(#[from] io::Error),
    /// The reader refused something, most likely an answer to reset.
    #[error("the reader refuses the card (code {0}); is its answer to reset one?")]
    Refused(u32),
}

/// Serves the cards of `rig` to the QEMU at `address`, which is `host:port` or the path of a Unix socket, until the rig
/// ends. When QEMU is away it is tried again; `trouble` hears of the first failure after each success, and of refusals.
pub fn serve(rig: &Rig, address: &str, trouble: impl Fn(VscardError)) -> io::Result<()> {
    let wire = Wire::default();
    thread::scope(|scope| {
        thread::Builder::new().name("vscard-cards".to_owned()).spawn_scoped(scope, || {
            let mut known = Changes::default();
            while let Ok(changes) = rig.wait_for_change(known) {
                known = changes;
                wait_for_quiet(rig, &wire);
                // A connection that has ended is noticed where it is read.
                let _ended = wire.lock().tell(rig);
            }
            let _ended = wire.lock().leave();
        })?;
        let mut told = false;
        while !rig.is_over_within(Duration::ZERO) {
            match connect(address) {
                Ok(connection) => {
                    told = false;
                    // How the connection ended does not matter: QEMU is gone, or talks nonsense.
                    let _ended = converse(rig, &wire, connection, &trouble);
                    wire.lock().lose(rig);
                }
                Err(error) => {
                    if !std::mem::replace(&mut told, true) {
                        trouble(error.into());
                    }
                }
            }
            rig.is_over_within(RETRY);
        }
        Ok(())
    })
}

/// A file is what connections of both kinds have in common: bytes in and out.
fn connect(address: &str) -> io::Result<File> {
    let connection: OwnedFd = if address.contains('/') {
        UnixStream::connect(address)?.into()
    } else {
        let connection = TcpStream::connect(address)?;
        connection.set_nodelay(true)?;
        connection.into()
    };
    Ok(connection.into())
}

fn converse(rig: &Rig, wire: &Wire, mut connection: File, trouble: &impl Fn(VscardError)) -> io::Result<()> {
    wire.lock().begin(connection.try_clone()?)?;
    loop {
        let waker = connection.try_clone()?;
        let (kind, body) = message::read(&mut connection, || quick_ack(&waker))?;
        match kind {
            Some(Kind::Init) if message::is_init(&body) => wire.lock().introduce(rig)?,
            Some(Kind::Init) => return Err(io::ErrorKind::InvalidData.into()),
            Some(Kind::Apdu) => answer(rig, wire, &body)?,
            Some(Kind::Error) => {
                let acknowledged = wire.lock().acknowledged();
                match (message::code(&body), acknowledged) {
                    (Some(0), Some(insertion)) => drop(rig.link(insertion, Tie::Word)),
                    (Some(0), None) => {}
                    (Some(code), _) => trouble(VscardError::Refused(code)),
                    (None, _) => return Err(io::ErrorKind::InvalidData.into()),
                }
            }
            Some(Kind::Flush) => wire.lock().say(Kind::FlushComplete, &[])?,
            // The others are the card's side's, or of another day.
            _ => {}
        }
    }
}

/// QEMU writes header and body separately; with a delayed acknowledgement each command would take 40 ms.
fn quick_ack(connection: &File) {
    // A Unix socket knows no such thing, and needs none.
    let _only_tcp = rustix::net::sockopt::set_tcp_quickack(connection, true);
}

fn answer(rig: &Rig, wire: &Wire, command: &[u8]) -> io::Result<()> {
    let Some(insertion) = wire.lock().hear() else { return wire.lock().reply(None) };
    let outcome = rig.carry(insertion, command);
    let answer = match &outcome {
        Some(Outcome::Answer(answer)) => Some(answer),
        Some(Outcome::Late(time, answer)) => (!rig.wait_until_gone(insertion, Some(*time))).then_some(answer),
        Some(Outcome::Silent) => {
            rig.wait_until_gone(insertion, None);
            None
        }
        Some(Outcome::Hung) => {
            rig.wait_until_answered(insertion);
            None
        }
        Some(Outcome::Gone) | None => None,
    };
    wire.lock().reply(answer.map(Vec::as_slice))?;
    if outcome == Some(Outcome::Gone) {
        rig.card_leaves(insertion);
    }
    Ok(())
}

/// A removal makes QEMU drop whatever answer the machine has not fetched yet, and its driver then waits for minutes. So
/// the card stays a little longer than the last answer, and fails at every command meanwhile.
fn wait_for_quiet(rig: &Rig, wire: &Wire) {
    let restless = || wire.lock().restless_for();
    while let Some(time) = restless() {
        if rig.is_over_within(time) {
            return;
        }
    }
}
