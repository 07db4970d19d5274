//! Whose card is it? The persona behind a certificate's serial number.

use crate::simulator::answer::Answer;
use crate::simulator::authority::FIRST_SERIAL;
use crate::simulator::personas::Persona;

/// Who answers for a card that is nobody's, for example one of another emulator.
pub const DEFAULT_PERSONA: &str = "valid-kumiai";

/// The personas of this service, in the order that gives them their serial numbers.
pub struct Registry {
    answers: Vec<Answer>,
    for_nobody: Answer,
}

/// No persona has this key.
#[derive(Debug, thiserror::Error)]
#[error("there is no persona named {0}")]
pub struct UnknownPersona(pub String);

impl Registry {
    /// These personas; `default` is the key of the one who answers for cards of nobody.
    pub fn new(personas: &[Persona], default: &str) -> Result<Self, UnknownPersona> {
        let nobody = personas.iter().find(|persona| persona.key == default);
        let for_nobody = nobody.ok_or_else(|| UnknownPersona(default.to_owned()))?.answer.clone();
        let answers = personas.iter().map(|persona| persona.answer.clone()).collect();
        Ok(Self { answers, for_nobody })
    }

    /// What the service says about the card with this serial number.
    #[must_use]
    pub fn answer(&self, serial: u32) -> &Answer {
        let place = serial.checked_sub(FIRST_SERIAL).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.answers.get(place)).unwrap_or(&self.for_nobody)
    }
}
