//! The staff passcode.

use crate::staff::passcode::Note;

/// The field.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Passcode {
    pub title: &'static str,
    pub ask: &'static str,
    pub note: fn(Note) -> &'static str,
    pub busy: &'static str,
    /// Nothing can be typed for a while.
    pub shut: &'static str,
    pub shut_for: fn(u64) -> String,
    pub send: &'static str,
}

pub(super) const JA: Passcode = Passcode {
    title: "職員の確認",
    ask: "職員の暗証を|入力してください",
    note: |note| match note {
        Note::Wrong => "暗証が|違います。",
        Note::TooShort => "6桁以上|入力してください。",
        Note::TooLong => "12桁までです。|はじめから|入力してください。",
        Note::DigitsOnly => "数字だけを|入力してください。",
        Note::OneByOne => "1桁ずつ|入力してください。",
        Note::Different => "1回目と|違います。|はじめから|入力してください。",
    },
    busy: "確認しています",
    shut: "暗証が|続けて|違いました。|しばらく|入力できません。",
    shut_for: |seconds| format!("あと {seconds} 秒|お待ちください"),
    send: "決定",
};

pub(super) const EN: Passcode = Passcode {
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
