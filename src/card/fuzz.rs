//! Answers of a card, whole sessions of them, and its certificate.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::jpki::CardSession;
use super::link::Link;
use super::{CardError, certificate};
use crate::common::{CertificateAge, Digit, Pin, PinEntry, PinState, SigningAlgorithm, SigningDigest};

/// A synthetic certificate, as a good card has it.
const CERTIFICATE: &[u8] = include_bytes!("testdata/rsa2048-1590.der");
/// No other command holds these four bytes side by side.
const PIN: [u8; 4] = *b"7391";
/// The beginning of READ BINARY of the certificate, of VERIFY, and of the commands that the kiosk sends of its own.
const COMPARE: [u8; 4] = [0x00, 0xB0, 0x8A, 0x00];
const VERIFY: [u8; 4] = [0x00, 0x20, 0x00, 0x98];

/// What passed between the kiosk and the card.
#[derive(Default)]
struct Transcript {
    commands: Vec<Vec<u8>>,
    /// Every answer; none where the link failed.
    answers: Vec<Option<Vec<u8>>>,
}

/// A card made of bytes: each answer is that of a good card, or what the bytes say. At their end it is pulled.
struct BytesCard {
    bytes: std::vec::IntoIter<u8>,
    transcript: Rc<RefCell<Transcript>>,
}

impl BytesCard {
    fn take(&mut self, count: usize) -> Vec<u8> {
        self.bytes.by_ref().take(count).collect()
    }

    fn answer(&mut self, command: &[u8]) -> Result<Vec<u8>, CardError> {
        let kind = self.bytes.next().ok_or(CardError::Pulled)?;
        let count = usize::from(kind >> 4) * 17;
        Ok(match kind & 15 {
            // A status word alone.
            8 => self.take(2),
            // Any bytes at all, none among them.
            9 => self.take(count),
            // Data and a success.
            10 => [self.take(count), vec![0x90, 0]].concat(),
            // A good answer that is cut, longer, or of another status.
            11 => good(command).into_iter().take(count).collect(),
            12 => [self.take(count), good(command)].concat(),
            13 => {
                let mut answer = good(command);
                answer.truncate(answer.len().saturating_sub(2));
                [answer, self.take(2)].concat()
            }
            // One byte of it differs.
            14 => {
                let (place, mut answer) = (usize::from(self.bytes.next().unwrap_or(0)) * 2, good(command));
                answer.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1);
                answer
            }
            15 => {
                let errors = [CardError::Pulled, CardError::Silent, CardError::Mute, CardError::Swapped];
                return Err(errors.get(usize::from(kind >> 4) % 4).copied().unwrap_or(CardError::Pulled));
            }
            _ => good(command),
        })
    }
}

/// What a good card answers.
fn good(command: &[u8]) -> Vec<u8> {
    let expected = |count: Option<&u8>| count.map_or(0, |le| if *le == 0 { 256 } else { usize::from(*le) });
    let data = match command {
        [0x00, 0xB0, 0x86, 0x00, ..] => b"JPKIAPICCTOKEN2                 ".to_vec(),
        [0x00, 0xB0, high, low, le @ ..] => {
            let start = if *high == 0x8A { 0 } else { usize::from(u16::from_be_bytes([*high, *low])) };
            CERTIFICATE.iter().skip(start).take(expected(le.first())).copied().collect()
        }
        [0x00, 0x20, 0x00, 0x98] => return vec![0x63, 0xC3],
        [0x80, 0x2A, ..] | [0x00, 0x88, ..] => vec![0x5A; 256],
        [0x00, 0x84, ..] => vec![0xC5; 32],
        _ => Vec::new(),
    };
    [data, vec![0x90, 0]].concat()
}

impl Link for BytesCard {
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError> {
        let reply = self.answer(command);
        let mut transcript = self.transcript.borrow_mut();
        transcript.commands.push(command.to_vec());
        transcript.answers.push(reply.as_ref().ok().cloned());
        let reply = reply?;
        answer.iter_mut().zip(&reply).for_each(|(place, byte)| *place = *byte);
        Ok(reply.len())
    }

    fn reader(&self) -> &'static str {
        "bytes"
    }
}

fn pin() -> Option<Pin> {
    let mut entry = PinEntry::default();
    PIN.into_iter().filter_map(Digit::from_ascii).for_each(|digit| {
        entry.push(digit);
    });
    entry.take()
}

/// A service's commands for the card, of the relay's list and not.
fn step(choice: u8) -> Vec<Vec<u8>> {
    let listed = [vec![0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x16], vec![0x00, 0x84, 0x00, 0x00, 0x20]];
    let present = [vec![0x80, 0xA2, 0x06, 0xC1, 0x00, 0x01, 0x33], vec![0; 307]].concat();
    match choice % 5 {
        0 => listed.to_vec(),
        1 => vec![present],
        2 => vec![vec![0x00, 0x20, 0x00, 0x98, 0x04, 0x30, 0x30, 0x30, 0x30]],
        3 => vec![vec![choice; usize::from(choice)]],
        _ => Vec::new(),
    }
}

/// Whatever a card answers: a PIN goes out once for an Enter and only right behind proof that the card is the one that
/// was read; a session that opens has a certificate; a signature has the length of its key's.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn session(bytes: &[u8]) {
    let Some((plan, answers)) = bytes.split_at_checked(4) else { return };
    let transcript = Rc::new(RefCell::new(Transcript::default()));
    let link = BytesCard { bytes: Vec::from(answers).into_iter(), transcript: Rc::clone(&transcript) };
    let Ok(mut session) = CardSession::open(Box::new(link)) else {
        return well_behaved(&transcript.borrow(), &[], 0);
    };
    let read = Arc::clone(session.certificate());
    let der = read.der();
    assert_eq!(certificate::length(der), Some(der.len()), "the certificate ends where its header says");
    assert!(!matches!(session.pin(), PinState::Left(0 | 16..)), "{:?}", session.pin());
    let mut enters = 0;
    for choice in plan {
        match choice % 4 {
            0 => {
                enters += 1;
                let before = transcript.borrow().commands.len();
                let verified = pin().is_some_and(|pin| session.verify(pin).is_ok());
                let sent = transcript.borrow().commands.iter().skip(before).any(|command| holds_pin(command));
                assert!(sent || !verified, "a PIN was verified that was not sent");
            }
            1 => {
                let digest = SigningDigest::forged(SigningAlgorithm::Rs256, &[0xAA; 32]);
                if let Ok(signature) = session.sign(&digest) {
                    assert_eq!(signature.len(), session.certificate().key().signature_length());
                }
            }
            2 => {
                let commands = step(choice / 4);
                if let Ok(answers) = session.relay(&commands) {
                    assert!(answers.len() <= commands.len(), "{} answers", answers.len());
                    assert!(answers.iter().all(|answer| (2..=258).contains(&answer.len())), "an answer's length");
                }
            }
            _ => drop(session.try_reader()),
        }
    }
    let count = session.leave();
    let transcript = transcript.borrow();
    assert_eq!(usize::try_from(count.commands).ok(), Some(transcript.commands.len()), "every command is counted");
    assert!(count.after_enter <= count.commands);
    well_behaved(&transcript, der.get(..64).unwrap_or(der), enters);
}

fn holds_pin(command: &[u8]) -> bool {
    command.windows(PIN.len()).any(|window| window == PIN)
}

/// `known` is the beginning of the certificate that was read.
fn well_behaved(transcript: &Transcript, known: &[u8], enters: usize) {
    let mut sent = 0;
    for (number, command) in transcript.commands.iter().enumerate() {
        let verify = [&VERIFY[..], &[4], &PIN].concat();
        if !holds_pin(command) {
            let reference = command.starts_with(&VERIFY) && command.len() > VERIFY.len();
            assert!(!reference, "VERIFY with what is no PIN of this visitor");
            continue;
        }
        sent += 1;
        assert_eq!(*command, verify, "a PIN in another command than VERIFY");
        // What came since the comparison, but for what a reader of T=0 has the kiosk ask again for (6Cxx).
        let compared = transcript.commands.iter().take(number).rposition(|command| command.starts_with(&COMPARE));
        let answers = transcript.answers.iter().take(number).skip(compared.unwrap_or(number)).flatten();
        let came: Vec<u8> = answers
            .filter_map(|answer| answer.split_last_chunk::<2>())
            .filter(|(_, status)| status.first() != Some(&0x6C))
            .flat_map(|(data, _)| data.iter().copied())
            .collect();
        assert!(came == known, "a PIN for a card that is not the one that was read");
    }
    assert!(sent <= enters, "{sent} PINs for {enters} times Enter");
}

/// A certificate is taken to its last byte or not at all, its key signs a known length, and it only ever grows older.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn certificate(bytes: &[u8]) {
    let Ok(read) = certificate::parse(Zeroizing::new(bytes.to_vec())) else { return };
    assert_eq!(read.der(), bytes, "every byte of it is kept");
    assert!((128..=1024).contains(&read.key().signature_length()), "{}", read.key().signature_length());
    assert!(format!("{read:?}").len() < 80, "its Debug shows no contents");
    let order = |age: CertificateAge| match age {
        CertificateAge::Valid => 0,
        CertificateAge::Grace => 1,
        CertificateAge::LongExpired => 2,
    };
    let end = read.not_after();
    let moments = [0, 1, 86_400, 80 * 86_400, 125 * 86_400, 400 * 86_400];
    let later = moments.iter().filter_map(|seconds| end.checked_add(Duration::from_secs(*seconds)));
    let ages: Vec<_> = [SystemTime::UNIX_EPOCH].into_iter().filter(|epoch| *epoch <= end).chain(later).collect();
    let ages: Vec<_> = ages.into_iter().map(|moment| order(certificate::age(&read, moment))).collect();
    assert!(ages.is_sorted(), "{ages:?}");
    assert_eq!(ages.first(), Some(&0), "valid to its end");
}

/// Commands of a service, to a good card: what is not of the relay's list reaches it in no part.
///
/// # Panics
///
/// Where it does.
pub fn relayed(commands: &[Vec<u8>]) {
    let transcript = Rc::new(RefCell::new(Transcript::default()));
    let link = BytesCard { bytes: vec![0; 64].into_iter(), transcript: Rc::clone(&transcript) };
    let session = CardSession::open(Box::new(link));
    assert!(session.is_ok(), "a good card");
    let Ok(mut session) = session else { return };
    let before = transcript.borrow().commands.len();
    let relayed = session.relay(commands);
    let transcript = transcript.borrow();
    let sent: Vec<_> = transcript.commands.iter().skip(before).collect();
    if let Err(CardError::Relay(_)) = relayed {
        assert!(commands.iter().all(|command| !sent.contains(&command) || is_own(command)), "a refused step was begun");
    }
    for command in sent {
        let forbidden = matches!(**command, [_, 0x0E | 0x10 | 0x20..=0x2F | 0x32 | 0x44 | 0x70 | 0xD0..=0xEF, ..]);
        assert!(!forbidden, "{command:02X?} reached the card");
        assert!(is_own(command) || commands.contains(command), "{command:02X?} came from no side");
    }
}

/// Whether the kiosk sends this command by itself before a relay.
fn is_own(command: &[u8]) -> bool {
    command.starts_with(&[0x00, 0xA4, 0x04, 0x0C]) || command.starts_with(&COMPARE)
}
