//! The answer of the last visit, in Japanese.

use super::super::desk_texts::LastTexts;

pub(super) const TEXTS: LastTexts = LastTexts {
    title: "直前の結果",
    of: |at, minutes| match at {
        Some((hour, minute)) => format!("{hour:02}:{minute:02} に|出た|結果です|（{minutes}分前）。"),
        None => format!("{minutes}分前に|出た|結果です。"),
    },
    no_visit: "終わった受付の|結果です。|いま|受付中の方は|いません。",
    verdict: |verdict| format!("そのときの判定：{verdict}"),
    then: "番号などを、|1つずつ|大きく|表示します。",
    scan: "この|QRコードを、|施設の|タブレットで|読み取れます。",
    no_scan: "この|画面の|大きさでは、|QRコードを|表示できません。|前の|画面の|数字を|書き写してください。",
    next: "次へ",
    gone: "直前の結果は、|もう|ありません。",
};
