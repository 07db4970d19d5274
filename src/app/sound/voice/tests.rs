//! A visitor who only listens, and what is said to everybody.

use super::*;
use crate::common::Digit;

/// A voice and the time.
struct Ears {
    voice: Voice,
    now: Instant,
    always: bool,
}

impl Ears {
    fn new(always: bool) -> Self {
        Self { voice: Voice::default(), now: Instant::now(), always }
    }

    /// The names of what is said, and the tone before them.
    fn shows(&mut self, spoken: Spoken) -> (Option<Tone>, Vec<String>) {
        self.shows_in(Language::Japanese, spoken)
    }

    fn shows_in(&mut self, language: Language, spoken: Spoken) -> (Option<Tone>, Vec<String>) {
        let Sounds { tone, files } = self.voice.show(language, spoken, self.always, self.now);
        (tone, files.iter().map(|file| file.display().to_string()).collect())
    }

    fn says(&mut self, spoken: Spoken) -> Vec<String> {
        self.shows(spoken).1
    }

    fn presses(&mut self, key: Key, spoken: Spoken) -> (Option<Tone>, Vec<String>) {
        self.voice.key(key, false);
        self.shows(spoken)
    }
}

fn waiting() -> Spoken {
    Spoken { ask: vec![Prompt::PutCard, Prompt::Language], ..Spoken::default() }
}

fn pin(digits: usize) -> Spoken {
    Spoken { ask: vec![Prompt::PinAsk], digits: Some(digits), stage: Stage::Within, ..Spoken::default() }
}

fn refused(digits: usize, news: Prompt) -> Spoken {
    Spoken { refused: true, news: vec![news], ..pin(digits) }
}

fn take_card() -> Spoken {
    Spoken { ask: vec![Prompt::TakeCard], stage: Stage::Over, ..Spoken::default() }
}

fn digit() -> Key {
    Key::Digit(Digit::from_ascii(b'7').unwrap())
}

#[test]
fn nothing_is_said_before_the_voice_is_asked_for_and_then_all_of_the_screen() {
    let mut ears = Ears::new(false);
    assert_eq!(ears.says(waiting()), [""; 0]);
    let (_, said) = ears.presses(Key::Voice, waiting());
    assert_eq!(said[..3], ["ja/voice-on.mp3", "ja/put-card.mp3", "ja-easy/language.mp3"]);
    assert_eq!(said.len(), 2 + Language::ALL.len() - 1, "every other language is offered, each in its own words");
    assert_eq!(ears.says(pin(0)), ["ja/pin-ask.mp3"]);
    assert_eq!(ears.presses(Key::Voice, pin(0)).1, ["ja/pin-ask.mp3"], "again");
}

#[test]
fn the_next_visit_is_silent_again_and_as_loud_as_every_visit() {
    let mut ears = Ears::new(false);
    ears.presses(Key::Voice, waiting());
    ears.voice.key(Key::Voice, true);
    assert_eq!(ears.voice.scale(), 32768);
    ears.says(take_card());
    assert_eq!(ears.shows_in(Language::Japanese, waiting()).1, ["ja/thank-you.mp3"]);
    assert_eq!((ears.voice.scale(), ears.voice.is_asked()), (16384, false));
    assert_eq!(ears.says(pin(0)), [""; 0]);
}

#[test]
fn a_voice_that_no_visit_follows_is_silent_again() {
    let mut ears = Ears::new(false);
    ears.presses(Key::Voice, waiting());
    ears.now += ASKED_FOR + Duration::from_secs(1);
    ears.says(waiting());
    assert_eq!(ears.says(pin(0)), [""; 0]);
}

#[test]
fn the_thanks_are_in_the_language_of_the_visit() {
    let mut ears = Ears::new(true);
    ears.shows_in(Language::Korean, take_card());
    assert_eq!(ears.shows_in(Language::Japanese, waiting()).1, ["ko/thank-you.mp3"]);
}

#[test]
fn a_visit_that_has_failed_without_its_card_begins_again_with_the_voice() {
    let mut ears = Ears::new(false);
    ears.presses(Key::Voice, pin(0));
    ears.says(Spoken { ask: vec![Prompt::TroublePutCard], stage: Stage::Within, ..Spoken::default() });
    assert_eq!(ears.says(waiting())[0], "ja/put-card.mp3");
    assert_eq!(ears.says(pin(0)), ["ja/pin-ask.mp3"]);
}

#[test]
fn each_digit_sounds_the_same_and_each_key_at_most_once() {
    let mut ears = Ears::new(false);
    ears.says(pin(0));
    assert_eq!(ears.presses(digit(), pin(1)), (Some(Tone::Digit), vec![]));
    assert_eq!(ears.presses(Key::Other, refused(1, Prompt::PinLetter)).0, Some(Tone::Refused));
    assert_eq!(ears.presses(digit(), pin(2)).0, Some(Tone::Digit));
    assert_eq!(ears.says(pin(2)), [""; 0], "a frame without a key");
    assert_eq!(ears.shows(pin(2)).0, None);
    assert_eq!(ears.presses(Key::Language, refused(2, Prompt::PinLetter)).0, None);
}

#[test]
fn a_digit_that_is_taken_back_is_counted_aloud() {
    let mut ears = Ears::new(true);
    ears.says(pin(3));
    assert_eq!(ears.presses(Key::Erase, pin(2)), (None, vec!["ja/entered-two.mp3".to_owned()]));
    assert_eq!(ears.presses(Key::Erase, pin(1)).1, ["ja/entered-one.mp3"]);
}

#[test]
fn what_is_wrong_is_said_again_when_it_is_done_again_and_not_by_a_mere_frame() {
    let mut ears = Ears::new(true);
    ears.says(pin(1));
    assert_eq!(ears.presses(Key::Enter, refused(1, Prompt::PinShort)).1, ["ja/pin-short.mp3"]);
    assert_eq!(ears.says(refused(1, Prompt::PinShort)), [""; 0]);
    assert_eq!(ears.presses(Key::Enter, refused(1, Prompt::PinShort)).1, ["ja/pin-short.mp3"]);
}

#[test]
fn a_language_that_was_chosen_is_spoken_at_once_without_the_others() {
    let mut ears = Ears::new(true);
    ears.says(waiting());
    ears.voice.key(digit(), true);
    assert_eq!(ears.shows_in(Language::English, waiting()).1, ["en/put-card.mp3"]);
}

#[test]
fn a_key_that_extends_the_time_lets_hear_where_one_was() {
    let mut ears = Ears::new(true);
    ears.says(pin(2));
    let ending = || Spoken { news: vec![Prompt::TimeLeft], ending: true, ..pin(2) };
    assert_eq!(ears.says(ending()), ["ja/time-left.mp3"]);
    assert_eq!(ears.says(ending()), [""; 0], "each second is a frame");
    assert_eq!(ears.presses(Key::Enter, pin(2)).1, ["ja/entered-two.mp3", "ja/pin-ask.mp3"]);
}

#[test]
fn a_forgotten_card_is_asked_for_again_with_the_bell() {
    let mut ears = Ears::new(true);
    ears.says(take_card());
    ears.voice.remind();
    assert_eq!(ears.says(take_card()), ["ja/card-forgotten.mp3"]);
}

#[test]
fn what_stands_on_the_screen_is_not_said_again_when_a_word_to_a_key_is_over() {
    let mut ears = Ears::new(true);
    ears.says(pin(0));
    let wrong = refused(0, Prompt::PinWrong);
    assert_eq!(ears.says(wrong.clone()), ["ja/pin-wrong.mp3"]);
    let noted = Spoken { news: vec![Prompt::LargeText, Prompt::PinWrong], ..wrong.clone() };
    let (tone, said) = ears.presses(Key::Appearance, noted);
    assert_eq!((tone, said[0].as_str()), (None, "ja/large-text.mp3"));
    assert_eq!(ears.says(wrong), [""; 0]);
}
