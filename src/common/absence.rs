//! That staff are not at the desk: why, and when they are back.

use time::Weekday;

use super::stable_words::stable_words;

stable_words! {
    /// Why staff are not at the desk.
    AbsenceKind {
        /// They have left it for some minutes.
        Away: "away";
        /// The break at noon.
        Break: "break";
        /// Outside of the opening hours.
        Closed: "closed";
    }
}

/// When staff are back, as a clock in Japan shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackAt {
    /// The day of the week, where it is not today.
    pub day: Option<Weekday>,
    /// The hour.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}

/// Staff are not at the desk. Visits go on: the PIN needs no staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// Why.
    pub kind: AbsenceKind,
    /// When they are back, where that is known.
    pub back: Option<BackAt>,
}
