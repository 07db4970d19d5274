//! The staff passcode, in English.

use super::super::texts::PasscodeTexts;
use crate::staff::passcode::{PasscodeNote, PasscodeRejection};

pub(super) const TEXTS: PasscodeTexts = PasscodeTexts {
    title: "Staff only",
    ask: "Type the staff passcode",
    note: |note| match note {
        PasscodeNote::Rejected(PasscodeRejection::Wrong) => "Wrong passcode.",
        PasscodeNote::TooShort => "Type at least 6 digits.",
        PasscodeNote::TooLong => "12 digits at most. Start again.",
        PasscodeNote::WrongKey => "Digits only.",
        PasscodeNote::OneByOne => "Type one digit at a time.",
        PasscodeNote::Rejected(PasscodeRejection::Different) => "Not the same as before. Start again.",
    },
    first: "Set a staff passcode",
    why_first: "Until one is set, staff can do nothing here: neither confirm a face nor use the menu.",
    first_saved: "The staff passcode is set. From now on F10 and F2 ask for it.",
    busy: "Checking",
    shut: "Wrong several times in a row. Nothing can be typed for a while.",
    shut_for: |seconds| format!("Please wait {seconds} s"),
    send: "enter",
};
