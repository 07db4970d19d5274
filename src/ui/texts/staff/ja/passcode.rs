//! The staff passcode, in Japanese.

use super::super::texts::PasscodeTexts;
use crate::staff::passcode::{PasscodeNote, PasscodeRejection};

pub(super) const TEXTS: PasscodeTexts = PasscodeTexts {
    title: "職員用パスコード",
    ask: "職員用パスコードを|入力してください",
    note: |note| match note {
        PasscodeNote::Rejected(PasscodeRejection::Wrong) => "パスコードが|違います。",
        PasscodeNote::TooShort => "6桁以上|入力してください。",
        PasscodeNote::TooLong => "12桁までです。|はじめから|入力してください。",
        PasscodeNote::WrongKey => "数字だけを|入力してください。",
        PasscodeNote::OneByOne => "1桁ずつ|入力してください。",
        PasscodeNote::Rejected(PasscodeRejection::Different) => "1回目と|違います。|はじめから|入力してください。",
    },
    first: "職員用パスコードを決めます",
    why_first: "パスコードが|決まるまで、|職員の操作（目視の確認・メニュー）は|できません。",
    first_saved: "職員用パスコードを|決めました。|これからは|F10 と F2 で|たずねます。",
    busy: "確認しています",
    shut: "パスコードが|続けて|違いました。|しばらく|入力できません。",
    shut_for: |seconds| format!("あと {seconds} 秒|お待ちください"),
    send: "決定",
};
