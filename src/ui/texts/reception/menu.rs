//! The menu.

use crate::staff::menu::Item;

/// The menu.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Menu {
    pub title: &'static str,
    pub item: fn(Item) -> &'static str,
    /// Where no passcode is set.
    pub unguarded: &'static str,
    pub open: &'static str,
    pub choose: &'static str,
    pub back: &'static str,
    pub close: &'static str,
}

pub(super) const JA: Menu = Menu {
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
    close: "受付へ戻る",
};

pub(super) const EN: Menu = Menu {
    title: "Staff menu",
    item: |item| match item {
        Item::Ways => "Confirm in another way",
        Item::Today => "Today's checks",
        Item::Settings => "Settings",
        Item::Help => "Help and contact",
        Item::Diagnosis => "Diagnosis",
        Item::Power => "Restart and power",
        Item::Reshow => "Show the closed answer again",
    },
    unguarded: "No staff passcode is set. Set one under Settings.",
    open: "open",
    choose: "choose",
    back: "back",
    close: "back to reception",
};
