//! The JPKI application (公的個人認証AP): recognise, read, ask, verify, sign, leave.
//!
//! The commands and their meaning were measured by owners of cards (JICSAP 1.1 over JIS X 6306; no official APDU
//! specification is public). Elementary files are addressed by their short identifier, the low five bits of the
//! file id, which saves a SELECT for each. A visit with PIN on a 1,590-byte certificate takes 14 commands: select,
//! label, 7 × read, tries, then after Enter compare, VERIFY, sign, and at the end one to leave. One that staff confirm
//! takes 12: the same ones, and compare after their key.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::apdu::{CommandApdu, Expect, Header, ResponseApdu, StatusWord};
use super::channel::{Channel, unexpected};
use super::error::{AnswerError, CardError};
use super::link::Link;
use super::relay::Relay;
use super::{certificate, extended};
use crate::common::{CardCertificate, Extended, Pin, PinState, SigningDigest};

/// DF name of the application. All ten bytes: a card may match a prefix to another application.
const JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// DF name of the card manager. Selecting it ends the application and with it a verified PIN.
const CARD_MANAGER: [u8; 7] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

/// SELECT by DF name, no file control information wanted.
const SELECT: Header = [0x00, 0xA4, 0x04, 0x0C];
/// READ BINARY of EF 0006, token information, from its beginning.
const READ_TOKEN: Header = [0x00, 0xB0, 0x86, 0x00];
/// READ BINARY of EF 0008, which certificates were issued, from its beginning.
const READ_ISSUED: Header = [0x00, 0xB0, 0x88, 0x00];
/// READ BINARY of EF 000A, the user-authentication certificate, from its beginning; makes it the current EF.
const READ_CERTIFICATE: Header = [0x00, 0xB0, 0x8A, 0x00];
/// VERIFY against EF 0018; without data it asks for the tries left and costs none.
const VERIFY: Header = [0x00, 0x20, 0x00, 0x98];
/// COMPUTE DIGITAL SIGNATURE with EF 0017; P1 = 00: PKCS#1 v1.5 over exactly the bytes given, so that the `DigestInfo`
/// comes from [`SigningDigest`].
const SIGN: Header = [0x80, 0x2A, 0x00, 0x97];

/// Length of the token's label at the beginning of EF 0006.
const LABEL: usize = 32;
/// Bytes at the certificate's beginning that tell two cards apart: they hold its serial (20 bytes at most in X.509).
const COMPARED: usize = 64;
/// READ BINARY counts offsets in 15 bits; a certificate is far shorter.
const MAX_CERTIFICATE: usize = 0x7FFF;

/// How many commands were sent to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ApduCount {
    /// Command APDUs of the whole session.
    pub commands: u32,
    /// Those since the visitor last pressed Enter, up to the signature or the failure.
    pub after_enter: u32,
}

/// A My Number Card that was recognised and read, and is powered.
pub struct CardSession {
    channel: Channel,
    certificate: Arc<CardCertificate>,
    pin: PinState,
    after_enter: u32,
    relay: Option<Relay>,
}

impl CardSession {
    /// Recognises the card by its application and label, reads its certificate and asks for the tries left.
    pub fn open(link: Box<dyn Link>) -> Result<Self, CardError> {
        let mut channel = Channel::new(link);
        select(&mut channel)?;
        recognise(&mut channel)?;
        let (certificate, pin) = match contents(&mut channel) {
            Ok((_, PinState::Absent)) | Err(CardError::NoCertificate | CardError::UnexpectedStatus { .. })
                if !is_selected(&mut channel) =>
            {
                return Err(CardError::Pulled);
            }
            contents => contents?,
        };
        Ok(Self { channel, certificate: Arc::new(certificate), pin, after_enter: 0, relay: None })
    }

    /// The certificate.
    #[must_use]
    pub const fn certificate(&self) -> &Arc<CardCertificate> {
        &self.certificate
    }

    /// State of the PIN when the session began.
    #[must_use]
    pub const fn pin(&self) -> PinState {
        self.pin
    }

    /// Makes sure that the card on the reader is the one that was read: one READ BINARY.
    ///
    /// The daemon may miss that a card was exchanged quickly; such a card has no application selected, or another
    /// certificate.
    pub fn same_card(&mut self) -> Result<(), CardError> {
        let known = self.certificate.der();
        let known = known.get(..COMPARED).unwrap_or(known);
        let command = CommandApdu::ask(READ_CERTIFICATE, Expect::up_to(known.len()));
        let answer = self.channel.exchange(&command)?;
        match answer.status {
            StatusWord::OK if answer.data.as_slice() == known => Ok(()),
            StatusWord::OK => Err(CardError::Swapped),
            // The card that was read has answered this very command before.
            refusal if refusal.is_refusal() => Err(CardError::Swapped),
            other => Err(unexpected(&command, other)),
        }
    }

    /// Makes sure that the card is still the one that was read, then sends the PIN by VERIFY: once, whatever the card
    /// answers.
    ///
    /// The owner of a card that was exchanged must not lose a try to another visitor's PIN.
    pub fn verify(&mut self, pin: Pin) -> Result<(), CardError> {
        // A relay after this begins from the start.
        self.relay = None;
        let before = self.channel.commands();
        let result = self.same_card().and_then(|()| verify(&mut self.channel, pin));
        let result = result.map_err(|error| self.in_doubt(error));
        self.after_enter = self.channel.commands() - before;
        result
    }

    /// Has the card sign a digest. Returns as many bytes as a signature by the certificate's key has.
    pub fn sign(&mut self, digest: &SigningDigest) -> Result<Vec<u8>, CardError> {
        let before = self.channel.commands();
        let result = sign(&mut self.channel, digest).map_err(|error| self.in_doubt(error));
        self.after_enter += self.channel.commands() - before;
        let signature = result?;
        if signature.len() != self.certificate.key().signature_length() {
            return Err(CardError::Malformed(AnswerError::SignatureLength));
        }
        Ok(signature.to_vec())
    }

    /// A refusal without a meaning may be that of another card, put there a moment before.
    fn in_doubt(&mut self, error: CardError) -> CardError {
        match error {
            CardError::PinAbsent | CardError::UnexpectedStatus { .. } => self.same_card().err().unwrap_or(error),
            other => other,
        }
    }

    /// Tries whether the reader carries extended APDUs to this card.
    pub fn try_reader(&mut self) -> Result<Extended, CardError> {
        extended::try_reader(&mut self.channel)
    }

    /// Forwards the commands of one step of a relay; see [`super::relay`]. Before the first step the session ends a
    /// verified PIN and makes sure that the card is still the one that was read.
    pub fn relay(&mut self, commands: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, CardError> {
        if self.relay.is_none() {
            self.begin_afresh()?;
        }
        self.relay.get_or_insert_default().step(&mut self.channel, commands)
    }

    /// Selecting another application ends a verified PIN; selecting the same one again would not.
    fn begin_afresh(&mut self) -> Result<(), CardError> {
        let command = CommandApdu::tell(SELECT, &CARD_MANAGER);
        match self.channel.exchange(&command)?.status {
            StatusWord::OK => {}
            other => return Err(unexpected(&command, other)),
        }
        // The card that was read has answered this before.
        select(&mut self.channel).map_err(|error| match error {
            CardError::Mute => CardError::Pulled,
            CardError::Foreign => CardError::Swapped,
            other => other,
        })?;
        self.same_card()
    }

    /// Selects the card manager, so that no PIN stays verified, and powers the card off.
    pub fn leave(mut self) -> ApduCount {
        // The power goes off in any case.
        if let Err(error) = self.channel.exchange(&CommandApdu::tell(SELECT, &CARD_MANAGER)) {
            tracing::debug!(%error, "the card was gone before the session ended");
        }
        ApduCount { commands: self.channel.commands(), after_enter: self.after_enter }
    }
}

/// A card that refuses is of another kind; one that knows the application may be a My Number Card.
pub(super) fn select(channel: &mut Channel) -> Result<(), CardError> {
    let command = CommandApdu::tell(SELECT, &JPKI);
    let mut answer = first(channel, &command)?;
    if answer.status == StatusWord::NO_DIAGNOSIS {
        // One source reports this right after a power-up; the second SELECT succeeds.
        answer = first(channel, &command)?;
    }
    match answer.status {
        StatusWord::OK => Ok(()),
        refusal if refusal.is_refusal() => Err(CardError::Foreign),
        other => Err(unexpected(&command, other)),
    }
}

/// Silence after the first command means a card that cannot be talked to (a transit card on some readers), not one that
/// was pulled.
fn first(channel: &mut Channel, command: &CommandApdu) -> Result<ResponseApdu, CardError> {
    channel.exchange(command).map_err(|error| match error {
        CardError::Silent => CardError::Mute,
        other => other,
    })
}

/// All 32 bytes of the label: the old card's label is a prefix of the new one's, and smartphones share the beginning.
fn recognise(channel: &mut Channel) -> Result<(), CardError> {
    let command = CommandApdu::ask(READ_TOKEN, Expect::up_to(LABEL));
    let answer = channel.exchange(&command)?;
    match answer.status {
        StatusWord::OK => {}
        refusal if refusal.is_refusal() => return Err(CardError::Foreign),
        other => return Err(unexpected(&command, other)),
    }
    if answer.data.len() < LABEL {
        return Err(CardError::Foreign);
    }
    match answer.data.trim_ascii_end() {
        b"JPKIAPICCTOKEN2" => Ok(()),
        b"JPKIAPGPSETOKEN" | b"JPKIAPIOSTOKEN" => Err(CardError::Smartphone),
        // Among them `JPKIAPICCTOKEN`, the Juki card of before 2016 (住民基本台帳カード).
        _ => Err(CardError::Foreign),
    }
}

/// The certificate, and what the card tells of its PIN.
fn contents(channel: &mut Channel) -> Result<(CardCertificate, PinState), CardError> {
    let certificate = match read_certificate(channel) {
        Ok(certificate) => certificate,
        Err(error) => return Err(explain(channel, error)),
    };
    Ok((certificate, tries(channel)?))
}

/// Whether the application is still selected. A card that was lifted for a moment has none, nor has one that was
/// exchanged: what it refuses says nothing about the card that was recognised. Asked only after a refusal.
fn is_selected(channel: &mut Channel) -> bool {
    recognise(channel).is_ok()
}

fn read_certificate(channel: &mut Channel) -> Result<CardCertificate, CardError> {
    let head = read(channel, READ_CERTIFICATE, Expect::MAX)?;
    let length = certificate::length(&head)
        .filter(|length| *length <= MAX_CERTIFICATE)
        .ok_or(CardError::Malformed(AnswerError::NotACertificate))?;
    // Of the final size from the start: a buffer that grows leaves unwiped copies behind. The file may hold more than
    // the certificate.
    let mut der = Zeroizing::new(Vec::with_capacity(length));
    der.extend(head.iter().take(length));
    while let Some(missing @ 1..) = length.checked_sub(der.len()) {
        let [high, low] = u16::try_from(der.len()).unwrap_or(u16::MAX).to_be_bytes();
        let more = match read(channel, [0x00, 0xB0, high, low], Expect::up_to(missing)) {
            // 6B00: the offset lies behind the end of the file.
            Err(CardError::UnexpectedStatus { status: StatusWord(0x6B00), .. }) => {
                return Err(CardError::Malformed(AnswerError::Truncated));
            }
            more => more?,
        };
        if more.is_empty() {
            return Err(CardError::Malformed(AnswerError::Truncated));
        }
        der.extend(more.iter().take(missing));
    }
    certificate::parse(der)
}

fn read(channel: &mut Channel, header: Header, expect: Expect) -> Result<Zeroizing<Vec<u8>>, CardError> {
    let command = CommandApdu::ask(header, expect);
    let answer = channel.exchange(&command)?;
    match answer.status {
        StatusWord::OK => Ok(answer.data),
        other => Err(unexpected(&command, other)),
    }
}

/// Where no certificate could be read, none may have been issued on the card (an infant's card): the second byte of EF
/// 0008 says so (one source). It is read in this case only, so that an ordinary visit needs no further command.
fn explain(channel: &mut Channel, error: CardError) -> CardError {
    let absent = |channel: &mut Channel| {
        let issued = read(channel, READ_ISSUED, Expect::up_to(3)).ok()?;
        Some(issued.get(1)? == &0)
    };
    match error {
        CardError::UnexpectedStatus { status: StatusWord::NOT_FOUND, .. } => CardError::NoCertificate,
        CardError::UnexpectedStatus { .. } | CardError::Malformed(AnswerError::NotACertificate)
            if absent(channel) == Some(true) =>
        {
            CardError::NoCertificate
        }
        other => other,
    }
}

/// The query has no trailing byte: a real card answers 6700 to one.
fn tries(channel: &mut Channel) -> Result<PinState, CardError> {
    let command = CommandApdu::bare(VERIFY);
    let status = channel.exchange(&command)?.status;
    match pin_answer(status) {
        Some(CardError::PinWrong(left)) => Ok(PinState::Left(left)),
        Some(CardError::PinBlocked) => Ok(PinState::Blocked),
        Some(CardError::PinAbsent) => Ok(PinState::Absent),
        _ => Err(unexpected(&command, status)),
    }
}

fn verify(channel: &mut Channel, pin: Pin) -> Result<(), CardError> {
    let command = CommandApdu::tell_secret(VERIFY, pin.expose());
    drop(pin);
    match channel.exchange(&command)?.status {
        StatusWord::OK => Ok(()),
        other => Err(pin_answer(other).unwrap_or_else(|| unexpected(&command, other))),
    }
}

/// What a status word says about the PIN, after the query and after VERIFY alike. How a card without a PIN answers is
/// not established; "no such file" and "no such key" are taken for it.
fn pin_answer(status: StatusWord) -> Option<CardError> {
    match (status, status.tries_left()) {
        (_, Some(0)) | (StatusWord::BLOCKED | StatusWord::BLOCKED_ISO, _) => Some(CardError::PinBlocked),
        (_, Some(left)) => Some(CardError::PinWrong(left)),
        (StatusWord::NOT_FOUND | StatusWord::NO_SUCH_KEY, _) => Some(CardError::PinAbsent),
        _ => None,
    }
}

fn sign(channel: &mut Channel, digest: &SigningDigest) -> Result<Zeroizing<Vec<u8>>, CardError> {
    // 256 bytes at once; a longer key's signature comes in parts (61xx).
    let command =
        CommandApdu::tell_and_ask(SIGN, &digest.card_input(), Expect::MAX).ok_or(CardError::UnsupportedKey)?;
    let answer = channel.exchange(&command)?;
    match answer.status {
        StatusWord::OK => Ok(answer.data),
        other => Err(unexpected(&command, other)),
    }
}
