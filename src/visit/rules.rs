//! What the settings and the staff choose for a visit.

use std::time::Duration;

use crate::common::{Detail, Drawing, Language, Method};

/// What F2 stands for at one moment. Two are the same only within one visit and on one of its screens: what is typed
/// for the one must not count for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffAct {
    /// Confirm a face before its card comes.
    ConfirmEarly,
    /// Confirm the face of the visit with this number.
    Confirm(u64),
    /// Reveal what the panel of the visit with this number hides.
    Reveal(u64),
    /// Say of the visit with this number that the face is not confirmed.
    Doubt(u64, FaceDoubt),
}

/// Why staff do not confirm a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaceDoubt {
    /// They cannot say.
    Unsure,
    /// It is another person's card.
    Different,
}

/// What the card on the reader means while the staff menu is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardOnReader {
    /// No card lies there.
    #[default]
    None,
    /// Its visit runs, or is over and the card was not taken.
    OfVisit,
    /// It came while the menu was open: its visit begins when the menu closes.
    Waits,
}

/// Where results come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerSource {
    /// A card is read at this desk and the service answers.
    Card,
    /// A card is read at another terminal; its results come by themselves, and this kiosk has neither reader nor
    /// service.
    Folder,
}

/// What a visit may do and for how long; comes from the settings, frozen while a visit runs.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Method of a visit unless staff choose the other.
    pub method: Method,
    /// Whether staff may choose the other method for one visit.
    pub switchable: bool,
    /// Language at the start of every visit.
    pub language: Language,
    /// How screens are drawn at the start of every visit.
    pub drawing: Drawing,
    /// How long nothing happens before the waiting screen turns dark.
    pub dim_after: Duration,
    /// Whether the drawing of the waiting screen moves while a person may be near.
    pub motion: bool,
    /// How long the panel stays.
    pub panel_for: Duration,
    /// Hard stop for the answer, counted from Enter or the staff's confirmation.
    pub deadline: Duration,
    /// Where results come from.
    pub source: AnswerSource,
    /// How much of an answer is shown at first.
    pub detail: Detail,
    /// Whether acts of staff count: a passcode is set, or visitors cannot reach the keyboard. Without it there is no
    /// method A, and an answer is neither revealed nor shown again.
    pub staff_can_act: bool,
}

impl Rules {
    /// Method that a visit begins with: that of the settings, as far as it is there.
    pub(super) const fn first_method(&self) -> Method {
        if self.staff_can_act { self.method } else { Method::Pin }
    }

    /// Whether staff may choose the other method for one visit.
    pub(super) const fn may_switch(&self) -> bool {
        self.switchable && self.staff_can_act
    }
}
