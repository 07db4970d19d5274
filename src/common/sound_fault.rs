//! Why nothing is heard.

/// The program that plays tones and prompts: mpg123(1).
pub const PLAYER: &str = "mpg123";

/// What kept a tone or a prompt from being heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundFault {
    /// The player is not installed.
    NoPlayer,
    /// A file of sound is missing.
    NoFiles,
    /// The player could not play, mostly because there is no sound card.
    NotPlayed,
    /// The player did not end in its time.
    Hangs,
}
