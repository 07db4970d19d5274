//! How the screen looks, and how much of an answer it shows.

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Dark letters on white.
    #[default]
    Standard,
    /// White and yellow letters on black, nothing in between.
    HighContrast,
    /// No two states told apart by red and green.
    ColourBlind,
    /// No colours at all, for terminals that have none.
    Mono,
}

/// How much of an answer the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// All that was sent.
    #[default]
    Full,
    /// The verdict, and the name in part, until staff reveal the rest.
    Masked,
}
