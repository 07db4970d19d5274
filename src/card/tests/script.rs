//! A card made of a table: which command is expected next, and what is answered. For tests only.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use zeroize::Zeroizing;

use crate::card::certificate;
use crate::card::error::CardError;
use crate::card::link::Link;
use crate::common::{CardCertificate, Digit, Pin, PinEntry};

/// A synthetic certificate of 1,590 bytes, as long as the one of a test card, valid to 17 February 2030.
pub const CERTIFICATE: &[u8] = include_bytes!("../testdata/rsa2048-1590.der");
/// A synthetic certificate of exactly 6 × 256 bytes.
pub const EVEN_CERTIFICATE: &[u8] = include_bytes!("../testdata/rsa2048-1536.der");

/// The parsed [`CERTIFICATE`].
pub fn certificate() -> CardCertificate {
    certificate::parse(Zeroizing::new(CERTIFICATE.to_vec())).unwrap()
}

/// The PIN of the tests.
pub fn pin() -> Pin {
    let mut entry = PinEntry::default();
    for digit in *b"7391" {
        entry.push(Digit::from_ascii(digit).unwrap());
    }
    entry.take().unwrap()
}

/// What a link gives back for one command.
pub type Reply = Result<Vec<u8>, CardError>;

/// What was sent to a link, for a look after the link is gone.
pub type Transcript = Arc<Mutex<Vec<Vec<u8>>>>;

/// Pairs of command and answer.
#[derive(Clone, Default)]
pub struct Script(pub VecDeque<(Vec<u8>, Reply)>);

impl Script {
    pub fn new() -> Self {
        Self::default()
    }

    /// Hexadecimal digits; spaces do not count.
    pub fn then(mut self, command: &str, reply: Result<&str, CardError>) -> Self {
        self.0.push_back((hex(command), reply.map(hex)));
        self
    }

    /// A card with `label` on which everything goes well up to the question for the tries; `file` is what EF 000A
    /// holds, of which `length` bytes are the certificate.
    pub fn until_tries(label: &str, file: &[u8], length: usize) -> Self {
        let mut script = Self::new().then("00A4040C0A D392F000260100000001", Ok("9000"));
        let label = [format!("{label:<32}").as_bytes(), &[0x90, 0]].concat();
        script.0.push_back((hex("00B0860020"), Ok(label)));
        let mut read = 0;
        while read < length {
            let wanted = if read == 0 { 256 } else { (length - read).min(256) };
            let [high, low] = u16::try_from(read).unwrap().to_be_bytes();
            let [high, low] = if read == 0 { [0x8A, 0x00] } else { [high, low] };
            let part = &file[read..(read + wanted).min(file.len())];
            let le = u8::try_from(wanted % 256).unwrap();
            script.0.push_back((vec![0, 0xB0, high, low, le], Ok([part, &[0x90, 0]].concat())));
            read += part.len();
        }
        script
    }

    /// After a refusal: the application is still selected.
    pub fn still_selected(mut self) -> Self {
        let label = [format!("{:<32}", "JPKIAPICCTOKEN2").as_bytes(), &[0x90, 0]].concat();
        self.0.push_back((hex("00B0860020"), Ok(label)));
        self
    }

    /// [`CERTIFICATE`] on a My Number Card that tells three tries.
    pub fn read() -> Self {
        Self::until_tries("JPKIAPICCTOKEN2", CERTIFICATE, CERTIFICATE.len()).then("00200098", Ok("63C3"))
    }

    /// The comparison before a VERIFY, with the same card.
    pub fn compared(mut self) -> Self {
        let same = [&CERTIFICATE[..64], &[0x90, 0]].concat();
        self.0.push_back((hex("00B08A0040"), Ok(same)));
        self
    }

    /// A VERIFY with the PIN of the tests.
    pub fn verify(self, answer: &str) -> Self {
        self.then("0020009804 37333931", Ok(answer))
    }

    /// A signature over 32 bytes `AA`: 256 bytes `5A`.
    pub fn signed(self) -> Self {
        self.then(SIGN, Ok(&format!("{} 9000", "5A".repeat(256))))
    }

    /// The card manager, at the end.
    pub fn left(self) -> Self {
        self.then("00A4040C07 A0000001510000", Ok("9000"))
    }

    pub fn link(self) -> ScriptedLink {
        ScriptedLink { script: self, transcript: Transcript::default(), after: VecDeque::new() }
    }
}

/// COMPUTE DIGITAL SIGNATURE over the `DigestInfo` of 32 bytes `AA`.
pub const SIGN: &str = "802A009733 3031300D060960864801650304020105000420
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 00";

pub struct ScriptedLink {
    script: Script,
    transcript: Transcript,
    /// Answers to whatever comes after the script.
    after: VecDeque<Reply>,
}

impl ScriptedLink {
    /// Answers in this order to any commands after the script; the last one for ever.
    pub fn then_anything(mut self, replies: Vec<Reply>) -> Self {
        self.after = replies.into();
        self
    }

    pub fn transcript(&self) -> Transcript {
        Arc::clone(&self.transcript)
    }
}

impl Link for ScriptedLink {
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError> {
        self.transcript.lock().unwrap().push(command.to_vec());
        let reply = if let Some((expected, reply)) = self.script.0.pop_front() {
            assert_eq!(command, expected, "not the command of the script");
            reply
        } else {
            let next = self.after.pop_front().expect("the script is at its end");
            if self.after.is_empty() {
                self.after.push_back(next.clone());
            }
            next
        }?;
        answer[..reply.len()].copy_from_slice(&reply);
        Ok(reply.len())
    }

    fn reader(&self) -> &'static str {
        "a script"
    }
}

pub fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).map(|digit| u8::try_from(digit).unwrap()).collect();
    assert_eq!(digits.len() % 2, 0, "whole bytes");
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
