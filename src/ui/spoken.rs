//! What is spoken of a screen: what is asked, and nothing else.
//!
//! Other visitors hear it. Of an answer or a trouble only the call to look at the screen is spoken, the same one for
//! both, so that it does not tell the outcome; never a name, a number that was read, a verdict or a cause.

use super::layout::wrap::PHRASE;
use super::texts::Texts;
use crate::visit::view::{ReaderNote, Screen, View};

/// The words for this view, if there are any.
#[must_use]
pub fn spoken(view: &View<'_>) -> Option<String> {
    let texts = Texts::of(view.language);
    let words = match view.screen {
        Screen::Waiting { missing: None, .. } => texts.waiting.ask,
        Screen::Listening { missing: None, note: ReaderNote { several: true, .. } } | Screen::Staff { .. } => {
            texts.staff_come.ask
        }
        Screen::Listening { missing: None, .. } => texts.listening.ask,
        Screen::Waiting { .. } | Screen::Listening { .. } => return None,
        Screen::Reading => texts.reading.ask,
        Screen::Pin { note, .. } => note.map_or(texts.pin.ask, |note| (texts.pin.note)(note)),
        Screen::LastTry { .. } => texts.last_try.title,
        Screen::Checking { .. } => texts.checking.ask,
        Screen::NoPin { .. } | Screen::NoRelay | Screen::Panel(_) | Screen::Trouble { .. } => texts.look_here,
        Screen::TakeCard => texts.take_card.ask,
    };
    Some(words.replace(PHRASE, ""))
}
