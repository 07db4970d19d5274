//! The card itself: power, current file, security status, and which command goes where.

use std::fmt;
use std::time::SystemTime;

use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};

use super::apdu::{Apdu, Body};
use super::crypto::random;
use super::files::{Application, File};
use super::profile::{CardKind, CardProfile};
use super::status::StatusWord;
use super::{faces, jpki, registers};
use crate::simulator::authority::{AuthorityError, CardAuthority};

/// What a command brings back: data, or a status word other than 9000.
pub(super) type Answer = Result<Vec<u8>, StatusWord>;

/// One emulated card. It outlives its insertions, and so do its try counters: keep the card, as its holder does.
pub struct EmulatedCard {
    kind: CardKind,
    atr: Vec<u8>,
    quirks: Quirks,
    stumbles_next: bool,
    pub(super) serial: u32,
    pub(super) applications: Vec<Application>,
    pub(super) key: RsaPrivateKey,
    pub(super) session: Session,
}

/// Behaviour that differs between cards and readers, or that is not established.
#[derive(Debug, Clone, Default)]
pub struct Quirks {
    /// Bytes of FF behind each certificate.
    pub filler: usize,
    /// Answers the first command after power-up with 6F00, once, as was seen after a power cycle.
    pub stumbles_after_power_up: bool,
    /// An answer to reset other than the kind's usual one.
    pub atr: Option<Vec<u8>>,
}

/// What a power cut forgets.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Index into the applications; `None`: the card manager.
    pub application: Option<usize>,
    pub file: Option<u16>,
    /// The secrets presented in the current application.
    pub presented: Vec<u16>,
    /// The body of a terminal's certificate (`80 A2 06 C1`) that waits for its signature.
    pub terminal_certificate: Option<Vec<u8>>,
    /// The key of the terminal whose certificate was presented.
    pub terminal: Option<RsaPublicKey>,
    /// The card's last challenge, good for one proof.
    pub challenge: Option<Vec<u8>>,
}

impl EmulatedCard {
    /// Makes the card of a persona. `now` is the day from which the certificate's age is counted.
    pub fn new(
        profile: &CardProfile,
        serial: u32,
        authority: &CardAuthority,
        now: SystemTime,
    ) -> Result<Self, AuthorityError> {
        Self::with_quirks(profile, serial, authority, now, Quirks::default())
    }

    /// The same with quirks.
    pub fn with_quirks(
        profile: &CardProfile,
        serial: u32,
        authority: &CardAuthority,
        now: SystemTime,
        quirks: Quirks,
    ) -> Result<Self, AuthorityError> {
        let jpki = || jpki::application(profile, serial, authority, now, quirks.filler);
        let key = authority.card_key().clone();
        let modulus = key.n().to_bytes_be();
        let pin = profile.pin.as_deref().unwrap_or_default();
        let applications = match profile.kind {
            CardKind::MyNumber | CardKind::Child => {
                vec![
                    jpki()?,
                    faces::text(pin, &modulus),
                    faces::surface(&modulus),
                    registers::juki(pin),
                    registers::common(serial, pin),
                ]
            }
            CardKind::Smartphone => vec![jpki()?],
            CardKind::OldJuki => vec![jpki()?, registers::juki(pin)],
            CardKind::Foreign | CardKind::Mute => Vec::new(),
        };
        Ok(Self {
            kind: profile.kind,
            atr: quirks.atr.clone().unwrap_or_else(|| usual_atr(profile.kind).to_vec()),
            stumbles_next: quirks.stumbles_after_power_up,
            quirks,
            serial,
            applications,
            key,
            session: Session::default(),
        })
    }

    /// The card enters the field or is powered again.
    pub fn power_on(&mut self) {
        self.power_off();
        self.stumbles_next = self.quirks.stumbles_after_power_up;
    }

    /// The card leaves the field or is powered down: everything but the counters is forgotten.
    pub fn power_off(&mut self) {
        self.session = Session::default();
    }

    /// A warm reset. It keeps the application and the security status, against intuition but as measured.
    pub fn reset(&mut self) {}

    /// The answer to reset.
    #[must_use]
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// One command APDU, one answer: data and status word, so never fewer than two bytes, whatever comes in.
    pub fn transmit(&mut self, command: &[u8]) -> Vec<u8> {
        let (mut bytes, status) = match self.answer(command) {
            Ok(data) => (data, StatusWord::OK),
            Err(status) => (Vec::new(), status),
        };
        bytes.extend(status.bytes());
        bytes
    }

    /// Tries left on the user-authentication PIN and on the signature password, where the card has them.
    #[must_use]
    pub fn tries(&self) -> (Option<u8>, Option<u8>) {
        let tries = |id| {
            let jpki = self.applications.iter().find(|ap| ap.aid == jpki::AID)?;
            match jpki.file(id)? {
                File::Secret(secret) => Some(secret.tries()),
                _ => None,
            }
        };
        (tries(jpki::AUTHENTICATION_PIN), tries(jpki::SIGNATURE_PASSWORD))
    }

    /// CLA, channel, INS, then each command its parameters, length and state. The order on a real card is not
    /// established.
    fn answer(&mut self, command: &[u8]) -> Answer {
        if std::mem::take(&mut self.stumbles_next) {
            return Err(StatusWord::NO_DIAGNOSIS);
        }
        let apdu = Apdu::parse(command).ok_or(StatusWord::WRONG_LENGTH)?;
        match self.kind {
            CardKind::Mute => return Err(StatusWord::NO_DIAGNOSIS),
            CardKind::Foreign if apdu.ins != 0xA4 => return Err(StatusWord::UNKNOWN_CLASS),
            CardKind::Foreign => return Err(StatusWord::NOT_FOUND),
            _ => {}
        }
        match (apdu.cla, apdu.ins) {
            (0x00, 0xA4) => self.select(&apdu),
            (0x00, 0xB0) => self.read_binary(&apdu),
            (0x00, 0xB2) => self.read_record(&apdu),
            (0x00, 0xCA) => self.get_data(&apdu),
            (0x00, 0x84) => self.get_challenge(&apdu),
            (0x00, 0x20) => self.verify(&apdu),
            (0x00, 0x24) => self.change_reference_data(&apdu),
            (0x80, 0x32) => self.change_key(&apdu),
            (0x80, 0x2A) => self.compute_signature(&apdu),
            (0x00, 0x88) => self.internal_authenticate(&apdu),
            (0x80, 0xA2) => self.present_terminal_certificate(&apdu),
            // SET SESSION KEY: secure messaging is not emulated, which looks like a missing credential.
            (0x80, 0xAE) => Err(StatusWord::NOT_ALLOWED),
            // The last-command indicator, which only the iPhone profile knows.
            (0x80, 0xFC) => Err(StatusWord::WRONG_LENGTH),
            (0x00 | 0x80, _) => Err(StatusWord::UNKNOWN_INSTRUCTION),
            (0x01..=0x03 | 0x81..=0x83, _) => Err(StatusWord::NO_SUCH_CHANNEL),
            _ => Err(StatusWord::UNKNOWN_CLASS),
        }
    }

    /// GET CHALLENGE: 1 to 256 random bytes, short Le only.
    fn get_challenge(&mut self, apdu: &Apdu<'_>) -> Answer {
        if (apdu.p1, apdu.p2) != (0, 0) {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let challenge = match apdu.body {
            Body::Ask(_) if apdu.extended => return Err(StatusWord::CONDITIONS),
            Body::Ask(length) => random(length)?,
            _ => return Err(StatusWord::WRONG_LENGTH),
        };
        self.session.challenge = Some(challenge.clone());
        Ok(challenge)
    }

    /// The application that is current, if it is not the card manager.
    pub(super) fn application(&self) -> Option<&Application> {
        self.applications.get(self.session.application?)
    }

    /// A file of the current application.
    pub(super) fn file(&self, id: u16) -> Result<&File, StatusWord> {
        self.application().and_then(|application| application.file(id)).ok_or(StatusWord::NOT_FOUND)
    }
}

impl fmt::Debug for EmulatedCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatedCard").field("kind", &self.kind).field("session", &self.session).finish_non_exhaustive()
    }
}

/// Answers to reset as readers report them, contactless (PC/SC part 3).
fn usual_atr(kind: CardKind) -> &'static [u8] {
    match kind {
        CardKind::MyNumber | CardKind::Child | CardKind::Smartphone => {
            &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x7F]
        }
        CardKind::OldJuki => &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x14, 0xE0, 0xB3, 0x81, 0x91, 0x00, 0x5E],
        // A driving licence.
        CardKind::Foreign => &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0x91, 0x81, 0xC1, 0x00, 0xD8],
        // Not an ATR at all: a reader sees something and cannot talk to it.
        CardKind::Mute => &[0x00, 0x00],
    }
}
