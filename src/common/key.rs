//! The keys that the state machines hear, by what they mean.

use super::pin::Digit;

/// A key, by what it means at a reception desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A digit, from the keyboard or a keypad with Num Lock on or off.
    Digit(Digit),
    /// Enter: go on.
    Enter,
    /// An Enter so soon behind the digits before it that a scanner may have sent them all.
    HastyEnter,
    /// The digit before it once more, so soon that both were one strike (`[ui] double_strike_ms`).
    DoubleStrike,
    /// Backspace: take the last digit back.
    Erase,
    /// Esc: give up this visit.
    Cancel,
    /// F2, staff only: "I have compared face and card".
    Staff,
    /// F3: identify the other way; calls staff where that is no way of identifying.
    OtherMethod,
    /// The keypad's `/`: call staff.
    Call,
    /// F9, staff only: "it is not the person of the card".
    Different,
    /// F1: the other language.
    Language,
    /// The keypad's `+`: begin the voice, or say it again.
    Voice,
    /// The keypad's `*`: the next appearance.
    Appearance,
    /// Next page of the panel.
    NextPage,
    /// Previous page of the panel.
    PreviousPage,
    /// F10: the staff's menu. It is the reception's key, not the visit's.
    Menu,
    /// F4: other ways to confirm. The reception's key as well.
    Ways,
    /// Several keys at once, as a paste or a scanner sends them; none of them is a person's key press.
    Burst,
    /// Any other key.
    Other,
}

impl Key {
    /// What it means to staff and on the set-up screen: the keypad's signs for what visitors hear and see turn pages
    /// there, and change the language.
    #[must_use]
    pub const fn of_staff(self) -> Self {
        match self {
            Self::Voice => Self::NextPage,
            Self::Appearance => Self::Language,
            key => key,
        }
    }
}
