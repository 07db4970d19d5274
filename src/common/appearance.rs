//! How the screen looks, for whom, which keys it names, how much of an answer it shows, and where the reader is.

use super::stable_words::stable_words;

/// The smallest screen on which everything essential fits, in columns and rows of cells.
pub const SMALLEST_SCREEN: (u16, u16) = (48, 16);

stable_words! {
    /// The colours of the screen.
    #[derive(Default)]
    Look {
        /// Dark letters on white.
        #[default]
        Standard: "standard";
        /// White and yellow letters on black, nothing in between.
        HighContrast: "high-contrast";
        /// No two states told apart by red and green.
        ColourBlind: "colour-blind";
        /// No colours at all, for terminals that have none.
        Mono: "mono";
        /// Soft letters on black, for eyes that bright light hurts.
        Dark: "dark";
    }
}

stable_words! {
    /// The keys that visitors have in front of them, and so those that screens name.
    #[derive(Default)]
    KeyCaps {
        /// A ten-key pad and nothing else.
        Keypad: "keypad";
        /// A keyboard without a ten-key pad.
        Keyboard: "keyboard";
        /// Both, or it is not known.
        #[default]
        Both: "both";
    }
}

stable_words! {
    /// How much of an answer the panel shows.
    #[derive(Default)]
    Detail {
        /// All that was sent, also when the card is taken.
        Full: "full";
        /// The verdict, and the name in part, until staff reveal the rest, and again when the card is taken.
        #[default]
        Masked: "masked";
    }
}

stable_words! {
    /// Where the card reader stands, for a visitor before the screen.
    ReaderPlace {
        /// Between the visitor and the screen.
        Front: "front";
        /// To the left of the screen.
        Left: "left";
        /// To the right of it.
        Right: "right";
        /// Below it.
        Below: "below";
    }
}

stable_words! {
    /// What the screens call the staff to a visitor; each of the visitor's languages has its own counterpart.
    #[derive(Default)]
    StaffWord {
        /// Employees, as a hospital says.
        #[default]
        Employees: "職員";
        /// Staff, as a smaller site says.
        Staff: "スタッフ";
        /// Those at the reception.
        Reception: "受付";
        /// Midwives.
        Midwife: "助産師";
    }
}

/// How a screen is drawn: in which colours, and whether its text is large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// The colours.
    pub look: Look,
    /// Whether text is large, or cannot become larger.
    pub large: bool,
}

/// How a visitor has the screens of one visit drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Appearance {
    /// As the settings say.
    #[default]
    Standing,
    /// In large text.
    Large,
    /// In high contrast.
    HighContrast,
    /// In large text and in high contrast.
    LargeHighContrast,
    /// In soft letters on black.
    Dark,
}

impl Appearance {
    /// Every one, in the order of its key.
    pub const ALL: [Self; 5] = [Self::Standing, Self::Large, Self::HighContrast, Self::LargeHighContrast, Self::Dark];

    /// How it is drawn where the settings have screens drawn in this way: what they make large stays large, and a
    /// screen without colours has none.
    #[must_use]
    pub const fn drawing(self, standing: Drawing) -> Drawing {
        let look = match self {
            _ if matches!(standing.look, Look::Mono) => standing.look,
            Self::Standing | Self::Large => standing.look,
            Self::HighContrast | Self::LargeHighContrast => Look::HighContrast,
            Self::Dark => Look::Dark,
        };
        Drawing { look, large: standing.large || matches!(self, Self::Large | Self::LargeHighContrast) }
    }

    /// The one that its key leads to: the next that is drawn differently from all before it, and after the last that
    /// of the settings.
    #[must_use]
    pub fn next(self, standing: Drawing) -> Self {
        let differs = |one: &&Self| {
            let mut before = Self::ALL.iter().take_while(|before| before != one);
            before.all(|before| before.drawing(standing) != one.drawing(standing))
        };
        let behind = Self::ALL.iter().skip_while(|one| **one != self).skip(1);
        behind.copied().find(|one| differs(&one)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the key leads through until it is back at the settings' own.
    fn steps(look: Look, large: bool) -> Vec<Appearance> {
        let standing = Drawing { look, large };
        let next = |one: &Appearance| Some(one.next(standing)).filter(|next| *next != Appearance::Standing);
        std::iter::successors(Some(Appearance::Standing), next).collect()
    }

    #[test]
    fn the_key_leads_through_every_appearance_and_back() {
        assert_eq!(steps(Look::Standard, false), Appearance::ALL);
        assert_eq!(steps(Look::ColourBlind, false), Appearance::ALL);
    }

    #[test]
    fn what_would_look_as_one_before_is_passed_over() {
        use Appearance::{Dark, HighContrast, Large, Standing};
        assert_eq!(steps(Look::Standard, true), [Standing, HighContrast, Dark]);
        assert_eq!(steps(Look::HighContrast, false), [Standing, Large, Dark]);
        assert_eq!(steps(Look::HighContrast, true), [Standing, Dark]);
        assert_eq!(steps(Look::Mono, false), [Standing, Large]);
        assert_eq!(steps(Look::Mono, true), [Standing]);
        assert_eq!(steps(Look::Dark, false), [Standing, Large, HighContrast, Appearance::LargeHighContrast]);
    }
}
