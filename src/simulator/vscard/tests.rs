//! A stand-in for QEMU's `ccid-card-passthru`, as its 7.2 was seen to behave: it says Init when the reader is made and
//! when it hears one, acknowledges what it is told, and loses answers that are not fetched when a card is removed.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::SystemTime;

use super::message::{Kind, init, message, read};
use super::*;
use crate::simulator::card::{CardProfile, Fault, Quirks, Trigger, Wallet};

const SELECT: &[u8] = &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
const LABEL: &[u8] = &[0x00, 0xB0, 0x86, 0x00, 0x20];
const CHALLENGE: &[u8] = &[0x00, 0x84, 0x00, 0x00, 0x08];
/// The answer to reset of a My Number Card, with its promise of T=0.
const ATR: &[u8] = &[0x3B, 0x08, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00];

fn rig() -> Arc<Rig> {
    let owners = ["hanako", "taro"].map(|name| (name.to_owned(), CardProfile::default()));
    let wallet = Wallet::new(owners, SystemTime::now(), Quirks::default()).unwrap();
    let rig = Rig::new(wallet, "hanako").unwrap();
    rig.speak_t0();
    Arc::new(rig)
}

/// The emulator's side, running, and the place where QEMU listens.
struct Side {
    rig: Arc<Rig>,
    listener: UnixListener,
    troubles: Receiver<String>,
    served: Option<JoinHandle<()>>,
    _dir: tempfile::TempDir,
}

impl Side {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("card");
        let listener = UnixListener::bind(&path).unwrap();
        let rig = rig();
        let (tell, troubles) = channel();
        let served = Arc::clone(&rig);
        let address = path.to_str().unwrap().to_owned();
        let served = thread::spawn(move || {
            serve(&served, &address, |trouble| drop(tell.send(trouble.to_string()))).unwrap();
        });
        Self { rig, listener, troubles, served: Some(served), _dir: dir }
    }

    /// QEMU takes the connection; it has a reader, which says nothing before it hears an Init.
    fn accept(&self) -> Passthru {
        let (link, _) = self.listener.accept().unwrap();
        link.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut passthru = Passthru { link };
        assert_eq!(passthru.hears(), (Kind::Init, init().to_vec()));
        passthru.says(Kind::Init, &init());
        passthru
    }
}

impl Drop for Side {
    fn drop(&mut self) {
        self.rig.end();
        let ended = self.served.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

struct Passthru {
    link: UnixStream,
}

impl Passthru {
    fn hears(&mut self) -> (Kind, Vec<u8>) {
        let (kind, body) = read(&mut self.link, || {}).unwrap();
        (kind.unwrap(), body)
    }

    fn says(&mut self, kind: Kind, body: &[u8]) {
        self.link.write_all(&message(kind, body).unwrap()).unwrap();
    }

    /// What it is told, acknowledged.
    fn is_told(&mut self, kind: Kind, body: &[u8]) {
        assert_eq!(self.hears(), (kind, body.to_vec()));
        self.says(Kind::Error, &[0; 4]);
    }

    fn is_introduced_to_no_card(&mut self) {
        self.is_told(Kind::ReaderAdd, &[]);
        self.is_told(Kind::CardRemove, &[]);
    }

    fn asks(&mut self, command: &[u8]) -> (Kind, Vec<u8>) {
        self.says(Kind::Apdu, command);
        self.hears()
    }
}

fn apdu(bytes: &[u8]) -> (Kind, Vec<u8>) {
    (Kind::Apdu, bytes.to_vec())
}

#[test]
fn a_card_comes_is_talked_to_and_goes_over_one_connection() {
    let side = Side::start();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    for _ in 0..2 {
        side.rig.insert(None).unwrap();
        qemu.is_told(Kind::Atr, ATR);
        assert_eq!(qemu.asks(SELECT), apdu(&[0x90, 0x00]));
        assert_eq!(&qemu.asks(LABEL).1[..15], b"JPKIAPICCTOKEN2");
        assert!(side.rig.status().unwrap().linked);
        side.rig.remove().unwrap();
        qemu.is_told(Kind::CardRemove, &[]);
        assert!(!side.rig.status().unwrap().linked);
    }
}

#[test]
fn a_card_counts_as_known_when_the_reader_has_taken_its_answer_to_reset() {
    let side = Side::start();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    side.rig.insert(None).unwrap();
    assert_eq!(qemu.hears(), (Kind::Atr, ATR.to_vec()));
    assert!(!side.rig.status().unwrap().linked);
    qemu.says(Kind::Error, &1_u32.to_be_bytes());
    assert!(side.troubles.recv().unwrap().contains("refuses the card (code 1)"));
    assert!(!side.rig.status().unwrap().linked);
}

#[test]
fn a_reader_that_was_unplugged_and_plugged_in_again_hears_of_the_card_that_lies_there() {
    let side = Side::start();
    side.rig.insert(None).unwrap();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    qemu.is_told(Kind::Atr, ATR);
    // device_del, device_add: the same connection, a new reader.
    qemu.says(Kind::Init, &init());
    qemu.is_introduced_to_no_card();
    qemu.is_told(Kind::Atr, ATR);
    assert_eq!(qemu.asks(SELECT), apdu(&[0x90, 0x00]));
}

#[test]
fn a_machine_that_was_switched_off_and_on_finds_the_card_again() {
    let side = Side::start();
    side.rig.insert(None).unwrap();
    for _ in 0..2 {
        let mut qemu = side.accept();
        qemu.is_introduced_to_no_card();
        qemu.is_told(Kind::Atr, ATR);
        assert_eq!(qemu.asks(SELECT), apdu(&[0x90, 0x00]));
    }
}

#[test]
fn a_card_pulled_in_the_middle_of_a_command_fails_it_before_it_is_gone() {
    let side = Side::start();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    for (fault, pulled_by_hand) in [(Fault::Pull, false), (Fault::Tear, false), (Fault::Silence, true)] {
        side.rig.insert(None).unwrap();
        qemu.is_told(Kind::Atr, ATR);
        side.rig.add_fault(Trigger::Instruction(0x84), fault.clone());
        qemu.says(Kind::Apdu, CHALLENGE);
        if pulled_by_hand {
            while side.rig.status().unwrap().instructions.is_empty() {
                thread::yield_now();
            }
            side.rig.remove().unwrap();
        }
        assert_eq!(qemu.hears(), (Kind::Error, vec![0, 0, 0, 1]), "{fault:?}");
        // A reader that goes on asking gets no answer of a card that is gone.
        assert_eq!(qemu.asks(CHALLENGE), (Kind::Error, vec![0, 0, 0, 1]), "{fault:?}");
        qemu.is_told(Kind::CardRemove, &[]);
    }
}

#[test]
fn a_card_that_came_and_went_between_two_looks_is_a_change() {
    let rig = rig();
    rig.insert(None).unwrap();
    rig.remove().unwrap();
    // With no change it would wait for ever.
    let known = rig.wait_for_change(Changes::default()).unwrap();
    rig.insert(None).unwrap();
    assert_ne!(rig.wait_for_change(known), Ok(known));
}

#[test]
fn an_answer_has_time_to_be_fetched_before_the_card_is_gone() {
    let side = Side::start();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    side.rig.insert(None).unwrap();
    qemu.is_told(Kind::Atr, ATR);
    let asked = std::time::Instant::now();
    qemu.asks(CHALLENGE);
    side.rig.remove().unwrap();
    qemu.is_told(Kind::CardRemove, &[]);
    assert!(asked.elapsed() >= Duration::from_millis(200));
}

#[test]
fn the_card_is_taken_along_when_the_program_ends() {
    let side = Side::start();
    side.rig.insert(None).unwrap();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    qemu.is_told(Kind::Atr, ATR);
    side.rig.end();
    assert_eq!(qemu.hears().0, Kind::CardRemove);
    assert_eq!(qemu.hears().0, Kind::ReaderRemove);
    assert_eq!(qemu.link.read(&mut [0]).unwrap(), 0, "the connection has ended");
}

#[test]
fn a_flush_is_completed_and_an_unknown_message_is_passed_over() {
    let side = Side::start();
    let mut qemu = side.accept();
    qemu.is_introduced_to_no_card();
    let unknown = [[0, 0, 0, 77], [0; 4], [0, 0, 0, 1]].concat();
    qemu.link.write_all(&[unknown.as_slice(), &[0xAA]].concat()).unwrap();
    qemu.says(Kind::Flush, &[]);
    assert_eq!(qemu.hears(), (Kind::FlushComplete, vec![]));
}

#[test]
fn a_reader_that_talks_nonsense_is_left_and_looked_for_again() {
    let side = Side::start();
    let nonsense: [&[u8]; 4] = [
        // More than the buffer holds.
        &[0, 0, 0, 7, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        // Another magic.
        &[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 12, b'D', b'C', b'S', b'V', 0, 0, 0, 2, 0, 0, 0, 0],
        // An acknowledgement without a code.
        &[0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ];
    for bytes in nonsense {
        let mut qemu = side.accept();
        qemu.is_introduced_to_no_card();
        qemu.link.write_all(bytes).unwrap();
        let mut rest = Vec::new();
        // Left with bytes unread, a Unix socket says so.
        let _ended = qemu.link.read_to_end(&mut rest);
    }
    side.accept().is_introduced_to_no_card();
}

#[test]
fn a_connection_cut_in_the_middle_of_a_message_is_looked_for_again() {
    let side = Side::start();
    let whole = message(Kind::Apdu, SELECT).unwrap();
    for cut in [1, 11, 12, 13, whole.len() - 1] {
        let mut qemu = side.accept();
        qemu.is_introduced_to_no_card();
        qemu.link.write_all(&whole[..cut]).unwrap();
    }
    side.accept().is_introduced_to_no_card();
}

#[test]
fn a_machine_that_is_not_there_is_complained_of_once() {
    let rig = rig();
    let (tell, troubles) = channel();
    let served = Arc::clone(&rig);
    let serving = thread::spawn(move || serve(&served, "/nowhere/card", |_| tell.send(()).unwrap()).unwrap());
    troubles.recv().unwrap();
    assert!(troubles.recv_timeout(RETRY * 3).is_err());
    rig.end();
    serving.join().unwrap();
}

proptest::proptest! {
    #[test]
    fn whatever_comes_is_a_message_or_an_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..64)) {
        if let Ok((_, body)) = read(&mut bytes.as_slice(), || {}) {
            proptest::prop_assert!(bytes.len() >= 12 + body.len());
        }
    }

    #[test]
    fn what_is_said_is_what_is_heard(kind in 1_u32..10, body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let kind = Kind::of(kind).unwrap();
        let bytes = message(kind, &body).unwrap();
        proptest::prop_assert_eq!(read(&mut bytes.as_slice(), || {}).unwrap(), (Some(kind), body));
    }
}
