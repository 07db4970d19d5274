//! That staff leave the desk, in Japanese.

use super::super::desk_texts::AbsenceTexts;
use crate::staff::AbsenceChoice;

pub(super) const TEXTS: AbsenceTexts = AbsenceTexts {
    title: "席を外す・受付時間外",
    choice: |choice| match choice {
        AbsenceChoice::Back => "戻りました（表示をやめる）",
        AbsenceChoice::Quarter => "席を外す（15分）",
        AbsenceChoice::HalfHour => "席を外す（30分）",
        AbsenceChoice::Hour => "席を外す（1時間）",
        AbsenceChoice::Break => "お昼休み",
        AbsenceChoice::Closed => "今日の受付は終わり",
    },
    set: "表示する",
    shown: "いまの待機画面のお知らせ",
    nothing: "なし",
    goes_on: "表示している間も、|カードでの確認は|できます。|時間になると|自動で消えます。",
};
