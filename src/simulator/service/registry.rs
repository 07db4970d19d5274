//! Whose card is it? The persona behind a certificate's serial number.

use crate::simulator::answer::Answer;
use crate::simulator::authority::FIRST_SERIAL;
use crate::simulator::personas::Persona;

/// The persona that answers for unknown cards, for example those of another emulator.
pub const DEFAULT_PERSONA: &str = "valid-kumiai";

/// The personas of this service, in the order that gives them their serial numbers.
pub struct Registry {
    answers: Vec<Answer>,
    for_unknown: Answer,
}

/// No persona has this key.
#[derive(Debug, thiserror::Error)]
#[error("there is no persona named {0}")]
pub struct UnknownPersona(pub String);

impl Registry {
    /// These personas; `default` is the key of the one that answers for unknown cards.
    pub fn new(personas: &[Persona], default: &str) -> Result<Self, UnknownPersona> {
        let fallback = personas.iter().find(|persona| persona.key == default);
        let for_unknown = fallback.ok_or_else(|| UnknownPersona(default.to_owned()))?.answer.clone();
        let answers = personas.iter().map(|persona| persona.answer.clone()).collect();
        Ok(Self { answers, for_unknown })
    }

    /// What the service says about the card with this serial number.
    #[must_use]
    pub fn answer(&self, serial: u32) -> &Answer {
        let place = serial.checked_sub(FIRST_SERIAL).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.answers.get(place)).unwrap_or(&self.for_unknown)
    }
}
