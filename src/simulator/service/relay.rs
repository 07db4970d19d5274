//! The service's side of the relay: it proves the card by the stand-in's commands, or, for tests, tries what no service
//! may.

use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::Certificate;

use super::refusal::Refusal;
use crate::common::RelayOffer;
use crate::gateway::wire::{RelayAnswer, RelayRequest};
use crate::simulator::card::stand_in::{self, CHALLENGE, Terminal};

/// How method A goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RelayMode {
    /// On the terminal's word.
    #[default]
    Off,
    /// The service proves the card by the stand-in.
    StandIn,
    /// The service offers a relay and means harm.
    Hostile(Attack),
}

impl RelayMode {
    /// What the service says about it.
    #[must_use]
    pub const fn offer(self) -> Option<RelayOffer> {
        match self {
            Self::Off => None,
            Self::StandIn | Self::Hostile(_) => Some(RelayOffer { extended: true }),
        }
    }
}

/// What a hostile service tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attack {
    /// VERIFY with a guessed PIN, behind a command that is harmless.
    Verify,
    /// The same in the second step, behind a first one that was as it should be.
    LateVerify,
    /// CHANGE REFERENCE DATA.
    Change,
    /// COMPUTE DIGITAL SIGNATURE over bytes of its own.
    Sign,
    /// SELECT of another application.
    Leave,
    /// A command whose Lc is extended and whose Le is short.
    Mixed,
    /// A command of 60,000 bytes.
    Oversize,
    /// A thousand commands at once.
    TooMany,
    /// Commands that are not hexadecimal.
    Garbage,
    /// Harmless commands without an end.
    Endless,
}

impl Attack {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Verify,
        Self::LateVerify,
        Self::Change,
        Self::Sign,
        Self::Leave,
        Self::Mixed,
        Self::Oversize,
        Self::TooMany,
        Self::Garbage,
        Self::Endless,
    ];

    fn commands(self) -> Vec<String> {
        let harmless = || "0084000020".to_owned();
        match self {
            Self::Verify | Self::LateVerify => vec![harmless(), "002000980430303030".to_owned()],
            Self::Change => vec!["002401800430303030".to_owned()],
            Self::Sign => vec![format!("802a009733{}00", "30".repeat(51))],
            Self::Leave => vec!["00a4040c0ad3921000310001010408".to_owned()],
            Self::Mixed => vec![format!("80a206c1000133{}00", "00".repeat(307))],
            Self::Oversize => vec![format!("80a206c100ea60{}", "00".repeat(60_000))],
            Self::TooMany => vec![harmless(); 1000],
            Self::Garbage => vec!["00 84 hello".to_owned()],
            Self::Endless => vec![harmless()],
        }
    }
}

/// The relay of one check.
#[derive(Clone)]
pub struct Relay {
    attack: Option<Attack>,
    stage: Stage,
}

/// How far it has come.
#[derive(Clone)]
enum Stage {
    Begin,
    Presented,
    /// The challenge of the card, and the service's own.
    Challenged(Vec<u8>, Vec<u8>),
    Done(Evidence),
}

/// What the card has said. Whose card it was is known only with the proof, which names its certificate.
#[derive(Clone)]
struct Evidence {
    card: Vec<u8>,
    service: Vec<u8>,
    signature: Vec<u8>,
}

impl Relay {
    /// A relay that has not begun; none where there is none.
    pub const fn new(mode: RelayMode) -> Option<Self> {
        match mode {
            RelayMode::Off => None,
            RelayMode::StandIn => Some(Self { attack: None, stage: Stage::Begin }),
            RelayMode::Hostile(attack) => Some(Self { attack: Some(attack), stage: Stage::Begin }),
        }
    }

    /// Takes the card's answers to the step before and says what comes next.
    pub fn step(&mut self, request: &RelayRequest, terminal: &Terminal) -> Result<RelayAnswer, Refusal> {
        let first = matches!(self.stage, Stage::Begin);
        if let Some(attack) = self.attack.filter(|attack| !first || *attack != Attack::LateVerify) {
            self.stage = Stage::Presented;
            return Ok(RelayAnswer { commands: attack.commands(), done: false });
        }
        let answers = succeeded(request)?;
        let (stage, commands) = match (&self.stage, answers.as_slice()) {
            (Stage::Begin, []) => (Stage::Presented, present(terminal)),
            (Stage::Presented, [_, _, _, card]) if card.len() == CHALLENGE => {
                let service = random();
                let word = terminal.signs(card, &service);
                let prove = command([0x00, 0x88, 0x00, 0x97], &[service.as_slice(), &word].concat(), &[0x01, 0x00]);
                (Stage::Challenged(card.clone(), service), vec![prove])
            }
            (Stage::Challenged(card, service), [signature]) => {
                let evidence = Evidence { card: card.clone(), service: service.clone(), signature: signature.clone() };
                (Stage::Done(evidence), Vec::new())
            }
            _ => return Err(Refusal::RelayStep),
        };
        self.stage = stage;
        Ok(RelayAnswer { done: commands.is_empty(), commands })
    }

    /// Whether it was this card that has spoken.
    pub fn proves(&self, card: &Certificate, serial: u32) -> Result<(), Refusal> {
        let Stage::Done(Evidence { card: challenge, service, signature }) = &self.stage else {
            return Err(Refusal::RelayOpen);
        };
        let key = card.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
        let said = stand_in::statement(challenge, service, serial);
        let right = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(&said, signature).is_ok();
        if right { Ok(()) } else { Err(Refusal::RelayCard) }
    }
}

/// SELECT of the terminal authority, the certificate in two parts, GET CHALLENGE.
fn present(terminal: &Terminal) -> Vec<String> {
    vec![
        "00a4020c020016".to_owned(),
        command([0x80, 0xA2, 0x06, 0xC1], terminal.body(), &[]),
        command([0x80, 0xA2, 0x00, 0xC1], terminal.signature(), &[]),
        "0084000020".to_owned(),
    ]
}

/// A command in the extended encoding, in hexadecimal.
fn command(header: [u8; 4], data: &[u8], le: &[u8]) -> String {
    let [.., high, low] = data.len().to_be_bytes();
    base16ct::lower::encode_string(&[header.as_slice(), &[0, high, low], data, le].concat())
}

/// What the card answered before the status word, if that is 9000 everywhere.
fn succeeded(request: &RelayRequest) -> Result<Vec<Vec<u8>>, Refusal> {
    let read = |answer: &String| {
        let bytes = base16ct::mixed::decode_vec(answer).ok().ok_or(Refusal::Body)?;
        bytes.strip_suffix(&[0x90, 0x00]).map(<[u8]>::to_vec).ok_or(Refusal::RelayCard)
    };
    request.answers.iter().map(read).collect()
}

fn random() -> Vec<u8> {
    let mut bytes = vec![0; CHALLENGE];
    // The system's source does not fail after start-up on the systems that this simulator runs on.
    let _ = SystemRandom::new().fill(&mut bytes);
    bytes
}
