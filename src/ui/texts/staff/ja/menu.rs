//! The menu, in Japanese.

use super::super::texts::MenuTexts;
use crate::staff::menu::Item;

pub(super) const TEXTS: MenuTexts = MenuTexts {
    title: "職員メニュー",
    item: |item| match item {
        Item::Ways => "ほかの方法で確認する",
        Item::Today => "今日の確認",
        Item::Settings => "設定",
        Item::Help => "ヘルプ・問い合わせ先",
        Item::Diagnosis => "診断",
        Item::Power => "再起動・電源",
        Item::Reshow => "閉じた結果をもう一度見る",
    },
    unguarded: "職員の暗証が|決まっていません。|「設定」で|決めてください。",
    open: "開く",
    choose: "選ぶ",
    back: "戻る",
};
