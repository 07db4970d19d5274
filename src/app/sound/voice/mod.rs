//! What the voice says when, decided without playing anything.

use std::mem::take;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::tone::Tone;
use crate::common::{Key, Language};
use crate::ui::{Prompt, Spoken, Stage};

/// A voice that was asked for, and that no visit has followed, is silent again after this time.
const ASKED_FOR: Duration = Duration::from_secs(120);

/// How loud, as a factor of the player: 32768 is the file as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Volume {
    Soft,
    #[default]
    Normal,
    Loud,
}

impl Volume {
    const fn scale(self) -> u16 {
        match self {
            Self::Soft => 8192,
            Self::Normal => 16384,
            Self::Loud => 32768,
        }
    }

    /// Louder, and after the loudest the softest: a keypad has one key for it.
    const fn next(self) -> Self {
        match self {
            Self::Soft => Self::Normal,
            Self::Normal => Self::Loud,
            Self::Loud => Self::Soft,
        }
    }
}

/// What a screen lets hear.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sounds {
    /// At once.
    pub(super) tone: Option<Tone>,
    /// Behind it, below the folder of sounds.
    pub(super) files: Vec<PathBuf>,
}

/// The voice of the visit that runs.
#[derive(Debug, Default)]
pub(super) struct Voice {
    /// A visitor has asked for it, at this time last.
    asked: Option<Instant>,
    volume: Volume,
    /// What the screen before let hear.
    before: Option<(Language, Spoken)>,
    /// The last key since then.
    key: Option<Key>,
    /// Since then the bell has reminded of the card.
    reminded: bool,
}

impl Voice {
    /// How loud everything is.
    pub(super) const fn scale(&self) -> u16 {
        self.volume.scale()
    }

    /// Whether a visitor has asked for it.
    pub(super) const fn is_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// A key was pressed; what it brings is on the screen that is shown next. While the voice `speaks`, its own key
    /// makes it louder.
    pub(super) fn key(&mut self, key: Key, speaks: bool) {
        if key == Key::Voice && speaks {
            self.volume = self.volume.next();
        }
        self.key = Some(key);
    }

    /// The bell reminds of the card on the reader.
    pub(super) const fn remind(&mut self) {
        self.reminded = true;
    }

    /// What is heard of this screen. `always`: also by who has not asked for it.
    pub(super) fn show(&mut self, language: Language, spoken: Spoken, always: bool, now: Instant) -> Sounds {
        let (key, reminded) = (self.key.take(), take(&mut self.reminded));
        let before = self.before.replace((language, spoken.clone()));
        let old = before.as_ref().map(|(_, old)| old);
        let tone = key.and_then(|key| tone(key, old, &spoken));
        let sounds = |files| Sounds { tone, files };

        if key == Some(Key::Voice) {
            let begins = self.asked.replace(now).is_none() && !always;
            let first = begins.then_some(Prompt::VoiceOn);
            return sounds(files(language, first.into_iter().chain(spoken.ask)));
        }
        if spoken.stage != Stage::Before {
            self.asked = self.asked.map(|_| now);
        }
        let unused = self.asked.is_none_or(|asked| now.duration_since(asked) > ASKED_FOR);
        if unused {
            self.forget();
        }
        if unused && !always {
            return sounds(Vec::new());
        }
        if spoken.stage == Stage::Before && old.is_some_and(|old| old.stage == Stage::Over) {
            self.forget();
            // In the visit's own language: the screen has returned to that of the settings.
            let spoke = before.map_or(language, |(spoke, _)| spoke);
            return sounds(files(spoke, [Prompt::ThankYou]));
        }
        let appears = before.as_ref().is_none_or(|(spoke, old)| (*spoke, &old.ask) != (language, &spoken.ask));
        let mut prompts = news(key, old, &spoken, reminded && !appears);
        let extended = key.is_some() && old.is_some_and(|old| old.ending) && !spoken.ending;
        if extended {
            // The key has done nothing else: where were we?
            prompts.extend(spoken.digits.map(Prompt::entered));
        }
        if appears || extended {
            prompts.extend(spoken.ask);
        }
        // Who has found a language need not hear of the others.
        prompts.retain(|prompt| key.is_none() || *prompt != Prompt::Language);
        sounds(files(language, prompts))
    }

    /// The next visit begins as every visit.
    fn forget(&mut self) {
        (self.asked, self.volume) = (None, Volume::default());
    }
}

/// The tone of a key that was pressed where a PIN is typed: at most one, and the same whatever was typed.
fn tone(key: Key, before: Option<&Spoken>, after: &Spoken) -> Option<Tone> {
    let (digits_before, digits) = (before?.digits?, after.digits?);
    match key {
        Key::Voice | Key::Language | Key::Appearance => None,
        _ if after.refused => Some(Tone::Refused),
        _ if digits > digits_before => Some(Tone::Digit),
        _ => None,
    }
}

/// What has happened: said when it is new, and again after a key that brings it again.
fn news(key: Option<Key>, before: Option<&Spoken>, after: &Spoken, reminded: bool) -> Vec<Prompt> {
    let digits = before.and_then(|before| before.digits).zip(after.digits);
    match digits {
        _ if reminded => vec![Prompt::CardForgotten],
        // A digit was taken back.
        Some((before, now)) if after.news.is_empty() && before > now => vec![Prompt::entered(now)],
        // It stands there still, perhaps without what was said before it.
        _ if key.is_none() && before.is_some_and(|before| before.news.ends_with(&after.news)) => Vec::new(),
        _ => after.news.clone(),
    }
}

/// The files of these prompts. Languages are offered each in its own.
fn files(language: Language, prompts: impl IntoIterator<Item = Prompt>) -> Vec<PathBuf> {
    let file =
        |language: Language, prompt: Prompt| PathBuf::from(language.as_str()).join(prompt.name()).with_extension("mp3");
    let mut files = Vec::new();
    for prompt in prompts {
        if prompt == Prompt::Language {
            files.extend(Language::ALL.into_iter().filter(|other| *other != language).map(|other| file(other, prompt)));
        } else {
            files.push(file(language, prompt));
        }
    }
    files
}

#[cfg(test)]
mod tests;
