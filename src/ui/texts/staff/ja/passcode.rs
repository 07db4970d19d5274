//! The staff passcode, in Japanese.

use super::super::texts::PasscodeTexts;
use crate::staff::passcode::Note;

pub(super) const TEXTS: PasscodeTexts = PasscodeTexts {
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
