//! How the screen looks, and how much of an answer it shows.

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
    }
}

stable_words! {
    /// How much of an answer the panel shows.
    #[derive(Default)]
    Detail {
        /// All that was sent.
        #[default]
        Full: "full";
        /// The verdict, and the name in part, until staff reveal the rest.
        Masked: "masked";
    }
}
