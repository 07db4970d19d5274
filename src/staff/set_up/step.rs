//! The steps of the set-up, in their order.

use crate::common::stable_words::stable_words;

stable_words! {
    /// A step of the set-up.
    SetUpStep {
        /// Language of the screen.
        Language: "language";
        /// How answers come.
        Source: "source";
        /// The facility, and this terminal's registration at the service.
        Registration: "registration";
        /// The passcode of the staff, or the statement that none is needed.
        Passcode: "passcode";
        /// The card reader.
        Reader: "reader";
        /// Any card, read as far as needs no PIN.
        TestCard: "test-card";
        /// How identity is checked.
        Method: "method";
        /// How much of an answer shows.
        Privacy: "privacy";
        /// Tones.
        Sound: "sound";
        /// What works, and what is left to do.
        End: "end";
    }
}

impl SetUpStep {
    /// The step of this word, as it is kept on the disk.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}
