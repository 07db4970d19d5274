//! The tones: which file each is, and which a bell becomes.

use crate::visit::Bell;

/// A short sound. None tells an outcome or a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// A digit was taken: the same for each.
    Digit,
    /// A key was not taken.
    Refused,
    /// The card was read.
    Card,
    /// The answer is there: the same for each.
    Answer,
    /// Staff are called.
    Call,
    /// Something has to be looked at.
    Attention,
}

impl Tone {
    /// The name of its file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Digit => "digit",
            Self::Refused => "refused",
            Self::Card => "card",
            Self::Answer => "answer",
            Self::Call => "call",
            Self::Attention => "attention",
        }
    }

    /// The tone in place of a pattern of the terminal's bell.
    pub(super) const fn of(bell: Bell) -> Self {
        match bell {
            Bell::CardRead => Self::Card,
            Bell::StaffCall => Self::Call,
            Bell::Answer => Self::Answer,
            Bell::Trouble | Bell::TimeAlmostUp | Bell::Forgotten => Self::Attention,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_is_made_when_the_package_is_built() {
        let made = include_str!("../../../kiosk/sounds/tones.py");
        for tone in [Tone::Digit, Tone::Refused, Tone::Card, Tone::Answer, Tone::Call, Tone::Attention] {
            assert!(made.contains(&format!("\n    \"{}\": [", tone.name())), "{tone:?}");
        }
    }
}
