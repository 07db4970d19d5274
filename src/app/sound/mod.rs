//! What a kiosk lets hear: tones and spoken prompts by a player of the system, and the terminal's bell where tones
//! cannot be played.
//!
//! All of it plays in tasks of their own beside the loop: neither a sentence nor a player that hangs holds a visit up.
//! `voice` decides what is said, `player` plays it, `bell` rings.

mod bell;
mod player;
mod tone;
mod voice;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use self::player::{Heard, Order, Player};
use self::tone::Tone;
use self::voice::{Sounds, Voice};
use crate::common::{Key, PLAYER, SoundFault};
use crate::settings::UiSettings;
use crate::ui;
use crate::visit::Bell;
use crate::visit::view::View;

/// Tones, prompts and bell.
#[derive(Debug)]
pub struct Sound {
    orders: UnboundedSender<Order>,
    heard: Arc<Heard>,
    voice: Voice,
}

impl Sound {
    /// Starts all of it, in the runtime that this is called in. `ring` sounds the terminal's bell once; `folder` has
    /// the tones and the prompts.
    #[must_use]
    pub fn start(ring: fn(), folder: PathBuf) -> Self {
        let (bells, rings) = unbounded_channel();
        tokio::spawn(bell::play(rings, ring));
        let (orders, waiting) = unbounded_channel();
        let heard = Arc::new(Heard::default());
        let player = Player { program: PLAYER.into(), folder, bells, heard: Arc::clone(&heard) };
        tokio::spawn(player.play(waiting));
        Self { orders, heard, voice: Voice::default() }
    }

    /// Sounds the tone of this bell, or rings its pattern. A visitor who has asked for the voice hears it in any case.
    pub(super) fn ring(&mut self, bell: Bell, settings: &UiSettings) {
        if bell == Bell::Forgotten {
            self.voice.remind();
        }
        if settings.sound || self.voice.is_asked() {
            self.order(Order::Tone(Tone::of(bell), self.voice.scale(), settings.sound.then_some(bell)));
        }
    }

    /// Sounds the tone of an answer, whatever the settings say, so that staff hear whether they hear it.
    pub(super) fn try_tone(&mut self) {
        self.order(Order::Tone(Tone::of(Bell::Answer), self.voice.scale(), Some(Bell::Answer)));
    }

    /// A key of the visit was pressed: the voice gives way to it.
    pub(super) fn hear_key(&mut self, key: Key) {
        self.voice.key(key, self.heard.speaks());
        if key != Key::Voice {
            self.order(Order::Silence);
        }
    }

    /// Lets hear what this view brings.
    pub(super) fn show(&mut self, view: &View<'_>, settings: &UiSettings) {
        let Sounds { tone, files } = self.voice.show(view.language, ui::spoken(view), settings.speech, Instant::now());
        if let Some(tone) = tone.filter(|_| settings.sound || self.voice.is_asked()) {
            self.order(Order::Tone(tone, self.voice.scale(), None));
        }
        if !files.is_empty() {
            self.order(Order::Voice(files, self.voice.scale()));
        }
    }

    /// Why the last tone or prompt was not heard.
    pub(super) fn fault(&self) -> Option<SoundFault> {
        self.heard.fault()
    }

    fn order(&self, order: Order) {
        // Cannot fail while the runtime runs; after that no task receives.
        let _unheard = self.orders.send(order);
    }
}
