//! The card's end of vpcd, vsmartcard's virtual reader for pcscd: TCP, and every message a length of two bytes
//! (big-endian) and that many bytes. One byte is a control message: 00 off, 01 on, 02 reset (none is answered), 04
//! answer to reset. Longer ones are command APDUs. A card is present as long as the connection lasts.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::card::Outcome;
use super::rig::{CardPower, Insertion, Rig, Tie};

/// How long to wait before looking for pcscd again.
const RETRY: Duration = Duration::from_millis(50);

/// Serves the cards of `rig` to the vpcd at `address` until the rig ends. When pcscd is away (or its one place is
/// taken) it is tried again; `unreachable` hears of the first failure of each card.
pub fn serve(rig: &Rig, address: &str, unreachable: impl Fn(&io::Error)) {
    let mut told = None;
    while let Some(insertion) = rig.wait_for_card() {
        match TcpStream::connect(address) {
            Ok(link) => {
                // How the connection ended does not matter: either the card or pcscd is gone.
                let _ended = serve_card(rig, insertion, link);
                rig.unlink(insertion);
            }
            Err(error) if told != Some(insertion) => {
                told = Some(insertion);
                unreachable(&error);
            }
            Err(_) => {}
        }
        rig.wait_until_gone(insertion, Some(RETRY));
    }
}

fn serve_card(rig: &Rig, insertion: Insertion, mut link: TcpStream) -> io::Result<()> {
    link.set_nodelay(true)?;
    if !rig.link(insertion, Tie::Connection(link.try_clone()?)) {
        return Ok(());
    }
    while let Some(answer) = next_answer(rig, insertion, &mut link)? {
        send(&mut link, &answer)?;
    }
    Ok(())
}

/// Takes messages until one needs an answer. `None`: the card is gone.
fn next_answer(rig: &Rig, insertion: Insertion, link: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    loop {
        let message = receive(link)?;
        let power = match message.as_slice() {
            [0x00] => CardPower::Off,
            [0x01] => CardPower::On,
            [0x02] => CardPower::Reset,
            [0x04] => return Ok(rig.atr(insertion)),
            [] | [_] => continue,
            command => return Ok(answer(rig, insertion, command)),
        };
        if rig.power(insertion, power).is_none() {
            return Ok(None);
        }
    }
}

fn answer(rig: &Rig, insertion: Insertion, command: &[u8]) -> Option<Vec<u8>> {
    match rig.carry(insertion, command)? {
        Outcome::Answer(answer) => Some(answer),
        Outcome::Late(time, answer) => (!rig.wait_until_gone(insertion, Some(time))).then_some(answer),
        Outcome::Gone => {
            rig.card_leaves(insertion);
            None
        }
        Outcome::Hung => {
            rig.wait_until_answered(insertion);
            None
        }
        Outcome::Silent => {
            rig.wait_until_gone(insertion, None);
            None
        }
    }
}

fn receive(link: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 2];
    link.read_exact(&mut length)?;
    quick_ack(link)?;
    let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
    link.read_exact(&mut message)?;
    quick_ack(link)?;
    Ok(message)
}

/// vpcd writes length and body separately; with a delayed acknowledgement each command takes 44 ms instead of 0.1.
/// Linux forgets the option, so it is set again after every receive.
fn quick_ack(link: &TcpStream) -> io::Result<()> {
    Ok(rustix::net::sockopt::set_tcp_quickack(link, true)?)
}

/// An empty answer is never sent: pcscd's transmit would not return from it.
fn send(link: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    let length = u16::try_from(answer.len()).ok().filter(|length| *length > 0).ok_or(io::ErrorKind::InvalidData)?;
    link.write_all(&[&length.to_be_bytes(), answer].concat())
}
