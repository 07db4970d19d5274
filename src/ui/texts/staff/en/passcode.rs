//! The staff passcode, in English.

use super::super::texts::PasscodeTexts;
use crate::staff::passcode::Note;

pub(super) const TEXTS: PasscodeTexts = PasscodeTexts {
    title: "Staff only",
    ask: "Type the staff passcode",
    note: |note| match note {
        Note::Wrong => "Wrong passcode.",
        Note::TooShort => "Type at least 6 digits.",
        Note::TooLong => "12 digits at most. Start again.",
        Note::DigitsOnly => "Digits only.",
        Note::OneByOne => "Type one digit at a time.",
        Note::Different => "Not the same as before. Start again.",
    },
    busy: "Checking",
    shut: "Wrong several times in a row. Nothing can be typed for a while.",
    shut_for: |seconds| format!("Please wait {seconds} s"),
    send: "enter",
};
