//! The prompts that are spoken: a row each. Their sentences stand in `kiosk/sounds`, a file for each language, and
//! are made into sound when the package is built.

use crate::common::Appearance;

/// Makes [`Prompt`] from its rows.
macro_rules! prompts {
    ($( $(#[$doc:meta])* $name:ident: $file:literal; )+) => {
        /// One spoken sentence. Others hear it: none names a digit of a PIN, a person or an outcome.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Prompt {
            $($(#[$doc])* $name,)+
        }

        impl Prompt {
            /// Every prompt.
            pub const ALL: [Self; [$($file),+].len()] = [$(Self::$name),+];

            /// Its name in the files of words, and that of its file of sound.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $file,)+ }
            }
        }
    };
}

prompts! {
    /// How a visit begins.
    PutCard: "put-card";
    /// Which digit chooses this language, said in the language itself.
    Language: "language";
    /// The voice was asked for.
    VoiceOn: "voice-on";
    /// How the voice becomes louder and softer.
    Volume: "volume";
    /// Cards are read at another terminal.
    OtherTerminal: "other-terminal";
    /// No visit can succeed now.
    NotNow: "not-now";
    /// The card is read.
    Reading: "reading";
    /// The PIN is asked for.
    PinAsk: "pin-ask";
    /// Which key cancels.
    KeyCancel: "key-cancel";
    /// Which key calls staff.
    KeyStaff: "key-staff";
    /// Which key repeats.
    KeyRepeat: "key-repeat";
    /// Which key ends.
    KeyEnd: "key-end";
    /// Which key tries again.
    KeyAgain: "key-again";
    /// Two tries are left.
    TriesTwo: "tries-two";
    /// The card has rejected the PIN.
    PinWrong: "pin-wrong";
    /// Enter came before the fourth digit.
    PinShort: "pin-short";
    /// A fifth digit; all were taken back.
    PinLong: "pin-long";
    /// A key that is no digit.
    PinLetter: "pin-letter";
    /// Keys that came too fast; all were taken back.
    PinOneByOne: "pin-one-by-one";
    /// An Enter that came too soon.
    PinEnterAgain: "pin-enter-again";
    /// No digit is there.
    EnteredNone: "entered-none";
    /// So many digits are there.
    EnteredOne: "entered-one";
    /// So many digits are there.
    EnteredTwo: "entered-two";
    /// So many digits are there.
    EnteredThree: "entered-three";
    /// All digits are there.
    EnteredFour: "entered-four";
    /// One try is left.
    LastTry: "last-try";
    /// What a wrong PIN does now.
    LastTryRisk: "last-try-risk";
    /// Which key has staff confirm in its place.
    LastTryStaff: "last-try-staff";
    /// Which key asks for the PIN.
    LastTryEnter: "last-try-enter";
    /// The PIN is blocked.
    PinLocked: "pin-locked";
    /// The card has no PIN.
    PinAbsent: "pin-absent";
    /// Which key goes on with the PIN.
    UsePin: "use-pin";
    /// Staff were called.
    StaffCome: "staff-come";
    /// Staff were called, and are not at the desk.
    StaffCalled: "staff-called";
    /// Staff are not at the desk.
    StaffAway: "staff-away";
    /// The visitor has to speak to staff.
    AskStaff: "ask-staff";
    /// The answer is waited for.
    Checking: "checking";
    /// It takes longer than usual.
    CheckingSlow: "checking-slow";
    /// The answer is there: the same for every answer.
    Finished: "finished";
    /// The card has to be taken.
    TakeCard: "take-card";
    /// The card was forgotten.
    CardForgotten: "card-forgotten";
    /// The time is nearly over; any key extends it.
    TimeLeft: "time-left";
    /// The card has to be put on the reader again.
    TroublePutCard: "trouble-put-card";
    /// It is not one My Number Card, or not the one that was read.
    TroubleOwnCard: "trouble-own-card";
    /// It may succeed the next time.
    TroubleAgain: "trouble-again";
    /// Only staff can help.
    TroubleStaff: "trouble-staff";
    /// Screens are drawn as usual.
    UsualDisplay: "usual-display";
    /// Text is large.
    LargeText: "large-text";
    /// Colours are of high contrast.
    HighContrast: "high-contrast";
    /// Colours are dark.
    DarkColours: "dark-colours";
    /// The visit has ended.
    ThankYou: "thank-you";
}

impl Prompt {
    /// How many digits are there, without one of them.
    #[must_use]
    pub const fn entered(digits: usize) -> Self {
        match digits {
            0 => Self::EnteredNone,
            1 => Self::EnteredOne,
            2 => Self::EnteredTwo,
            3 => Self::EnteredThree,
            _ => Self::EnteredFour,
        }
    }

    /// What is said of an appearance.
    #[must_use]
    pub const fn appearance(appearance: Appearance) -> &'static [Self] {
        match appearance {
            Appearance::Standing => &[Self::UsualDisplay],
            Appearance::Large => &[Self::LargeText],
            Appearance::HighContrast => &[Self::HighContrast],
            Appearance::LargeHighContrast => &[Self::LargeText, Self::HighContrast],
            Appearance::Dark => &[Self::DarkColours],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::common::Language;

    fn words(language: Language) -> BTreeMap<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk/sounds");
        let text = fs::read_to_string(folder.join(format!("{}.toml", language.as_str()))).unwrap();
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn every_prompt_has_its_words_in_every_language_and_no_word_is_left_over() {
        let mut names: Vec<_> = Prompt::ALL.map(Prompt::name).into();
        names.sort_unstable();
        for language in Language::ALL {
            assert_eq!(words(language).into_keys().collect::<Vec<_>>(), names, "{language:?}");
        }
    }

    #[test]
    fn a_sentence_is_short_and_is_not_said_of_two_things() {
        for language in Language::ALL {
            let mut sentences: Vec<_> = words(language).into_values().collect();
            assert!(sentences.iter().all(|words| (3..=100).contains(&words.chars().count())), "{language:?}");
            sentences.sort_unstable();
            let all = sentences.len();
            sentences.dedup();
            assert_eq!(sentences.len(), all, "{language:?}");
        }
    }
}
