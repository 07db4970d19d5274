//! What a kiosk lets hear: the terminal's bell, and spoken words where the system can speak.
//!
//! Both play in tasks of their own beside the loop: neither a pattern that takes two seconds nor a speaker that hangs
//! holds a visit up. What is newer cuts off what is older.

mod bell;
mod speech;
mod utterance;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::common::Language;
use crate::visit::Bell;
use utterance::Utterance;

/// The bell and the voice.
#[derive(Debug)]
pub struct Sound {
    bells: UnboundedSender<Bell>,
    words: UnboundedSender<Utterance>,
    /// What was said last: nothing is said twice in a row.
    said: Option<Utterance>,
}

impl Sound {
    /// Starts both, in the runtime that this is called in. `ring` sounds the terminal's bell once.
    #[must_use]
    pub fn start(ring: fn()) -> Self {
        let (bells, rings) = unbounded_channel();
        let (words, utterances) = unbounded_channel();
        tokio::spawn(bell::play(rings, ring));
        tokio::spawn(speech::speak(utterances, speech::PROGRAM.into()));
        Self { bells, words, said: None }
    }

    /// Rings the pattern of this bell.
    pub(super) fn ring(&self, bell: Bell) {
        // Cannot fail while the runtime runs; after that no task receives.
        let _unheard = self.bells.send(bell);
    }

    /// Says these words, unless they were said last. `None` is a screen on which nothing is asked.
    pub(super) fn say(&mut self, language: Language, words: Option<String>) {
        let utterance = words.map(|words| Utterance { language, words });
        if self.said == utterance {
            return;
        }
        self.said.clone_from(&utterance);
        if let Some(utterance) = utterance {
            let _unheard = self.words.send(utterance);
        }
    }
}
