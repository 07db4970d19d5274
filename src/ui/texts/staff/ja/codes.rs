//! What a code means, in Japanese.

use super::super::desk_texts::CodesTexts;

pub(super) const TEXTS: CodesTexts = CodesTexts {
    ask: "コードの|数字|3桁を|入力してください",
    example: "K-107 なら |107。|コードは、|エラーの|画面の|右上と、|「今日の確認」に|出ます。",
    unknown: |code| format!("{code} という|コードは|ありません。|数字を|見直してください。"),
    further: "ほかのコードは、|続けて|数字を|入力してください。",
};
