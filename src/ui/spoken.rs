//! What is spoken of a screen: what is asked, which keys answer, and what has happened.
//!
//! Other visitors hear it. Of an answer only that it is there is spoken, the same for every outcome; never a name, a
//! number that was read or typed, a verdict or a cause.

use super::prompt::Prompt;
use crate::common::{PinState, TroubleKind, VisitorRemedy};
use crate::visit::view::{KeyNote, PinNote, PinRejection, ReaderNote, Screen, View};

/// What a view lets hear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// What has happened, said once.
    pub news: Vec<Prompt>,
    /// What is asked and which keys answer: said when it changes, and again on request.
    pub ask: Vec<Prompt>,
    /// Digits typed, where a PIN is typed.
    pub digits: Option<usize>,
    /// Whether what was typed last was not taken.
    pub refused: bool,
    /// Whether the time is nearly over, and any key extends it.
    pub ending: bool,
    /// Where in a visit it is.
    pub stage: Stage,
}

/// Where in a visit a screen is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Before a visit.
    #[default]
    Before,
    /// Within it: the visitor may have to do something yet.
    Within,
    /// It is decided how it ended.
    Over,
}

/// What is heard of this view.
#[must_use]
pub fn spoken(view: &View<'_>) -> Spoken {
    let stage = match view.screen {
        Screen::Waiting { .. } | Screen::Listening { .. } | Screen::Thanks => Stage::Before,
        Screen::Panel(_) | Screen::TakeCard => Stage::Over,
        _ => Stage::Within,
    };
    let ending = view.ending.is_some_and(|ending| ending.extends);
    let mut spoken = Spoken { ask: asked(view), ending, stage, ..Spoken::default() };
    match view.screen {
        Screen::Pin { entered, note, .. } => {
            spoken.digits = Some(entered);
            spoken.refused = note.is_some();
            spoken.news = typed(entered, note);
        }
        Screen::LastTry { wrong: true, .. } => spoken.news = vec![Prompt::PinWrong],
        Screen::Checking { slow: true, .. } => spoken.news = vec![Prompt::CheckingSlow],
        _ => {}
    }
    match view.note {
        Some(KeyNote::StaffCalled) => spoken.news = staff_come(view),
        Some(KeyNote::Appearance(appearance)) => {
            // Before what stands on the screen already, which is not said again once this is over.
            spoken.news.splice(0..0, Prompt::appearance(appearance).iter().copied());
        }
        Some(_) => spoken.refused = true,
        None => {}
    }
    if ending {
        spoken.news.insert(0, Prompt::TimeLeft);
    }
    spoken
}

/// That staff come; where they are not at the desk, that they were called there.
fn staff_come(view: &View<'_>) -> Vec<Prompt> {
    if view.absence.is_some() { vec![Prompt::StaffCalled, Prompt::StaffAway] } else { vec![Prompt::StaffCome] }
}

fn asked(view: &View<'_>) -> Vec<Prompt> {
    let away = view.absence.map(|_| Prompt::StaffAway);
    match view.screen {
        Screen::Waiting { missing: Some(_), .. } | Screen::Listening { missing: Some(_), .. } => vec![Prompt::NotNow],
        Screen::Listening { note: ReaderNote { several: true, .. }, .. } => staff_come(view),
        Screen::Waiting { .. } => {
            let all = [Prompt::PutCard, Prompt::KeyRepeat, Prompt::Volume, Prompt::Language];
            away.into_iter().chain(all).collect()
        }
        Screen::Listening { .. } => {
            away.into_iter().chain([Prompt::OtherTerminal, Prompt::KeyRepeat, Prompt::Language]).collect()
        }
        Screen::Reading { .. } => vec![Prompt::Reading],
        Screen::Pin { left, .. } => {
            let tries = match left {
                1 => Some(Prompt::LastTry),
                2 => Some(Prompt::TriesTwo),
                _ => None,
            };
            let keys = [Prompt::KeyCancel, Prompt::KeyStaff, Prompt::KeyRepeat];
            tries.into_iter().chain([Prompt::PinAsk]).chain(keys).collect()
        }
        Screen::LastTry { other, .. } => {
            let staff = other.then_some(Prompt::LastTryStaff);
            let rest = [Prompt::LastTryEnter, Prompt::KeyCancel, Prompt::KeyRepeat];
            [Prompt::LastTry, Prompt::LastTryRisk].into_iter().chain(staff).chain(rest).collect()
        }
        Screen::NoPin { state, other } => {
            let what = if state == PinState::Absent { Prompt::PinAbsent } else { Prompt::PinLocked };
            let ask = (!other).then_some(Prompt::AskStaff);
            let keys = [Prompt::KeyStaff, Prompt::KeyEnd, Prompt::KeyRepeat];
            [what].into_iter().chain(ask).chain(keys).collect()
        }
        Screen::NoRelay => vec![Prompt::UsePin, Prompt::KeyCancel, Prompt::KeyRepeat],
        Screen::Staff { .. } => staff_come(view).into_iter().chain([Prompt::KeyCancel]).collect(),
        Screen::Checking { .. } => vec![Prompt::Checking],
        Screen::Panel(_) => vec![Prompt::Finished, Prompt::TakeCard, Prompt::KeyEnd],
        Screen::TakeCard => vec![Prompt::TakeCard],
        Screen::Thanks => vec![Prompt::ThankYou],
        Screen::Trouble { trouble, again, .. } => {
            let key = if again { Prompt::KeyAgain } else { Prompt::KeyEnd };
            vec![remedy(trouble.kind), key, Prompt::KeyRepeat]
        }
    }
}

/// What has become of the digits. The digits themselves are never said, only how many are there.
fn typed(entered: usize, note: Option<PinNote>) -> Vec<Prompt> {
    match note {
        None if entered == 4 => vec![Prompt::EnteredFour],
        None => Vec::new(),
        Some(PinNote::Rejected(PinRejection::WrongPin)) => vec![Prompt::PinWrong],
        Some(PinNote::Rejected(PinRejection::HastyEnter)) => vec![Prompt::PinEnterAgain],
        Some(PinNote::Rejected(PinRejection::DoubleStrike)) => vec![Prompt::entered(entered)],
        Some(PinNote::TooShort) => vec![Prompt::PinShort, Prompt::entered(entered)],
        Some(PinNote::TooLong) => vec![Prompt::PinLong],
        Some(PinNote::WrongKey) => vec![Prompt::PinLetter, Prompt::entered(entered)],
        Some(PinNote::OneByOne) => vec![Prompt::PinOneByOne],
    }
}

/// What the visitor does about a trouble.
const fn remedy(kind: TroubleKind) -> Prompt {
    match kind.visitor_remedy() {
        VisitorRemedy::PutCard => Prompt::TroublePutCard,
        VisitorRemedy::OwnCard => Prompt::TroubleOwnCard,
        VisitorRemedy::TryAgain => Prompt::TroubleAgain,
        VisitorRemedy::AskStaff => Prompt::TroubleStaff,
    }
}
