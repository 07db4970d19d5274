//! The menu, in Japanese.

use super::super::texts::MenuTexts;
use crate::staff::MenuItem;

pub(super) const TEXTS: MenuTexts = MenuTexts {
    title: "職員メニュー",
    item: |item| match item {
        MenuItem::Ways => "ほかの方法で確認する",
        MenuItem::Today => "今日の確認",
        MenuItem::OpenItems => "確認が残っているもの",
        MenuItem::Bookings => "予約の一括照会",
        MenuItem::Absence => "席を外す・受付時間外",
        MenuItem::Settings => "設定",
        MenuItem::Help => "ヘルプ・問い合わせ先",
        MenuItem::Diagnosis => "診断",
        MenuItem::Power => "再起動・電源",
        MenuItem::Expect => "読み取る方を指定する",
        MenuItem::Held => "表示していない結果",
        MenuItem::Last => "直前の結果",
        MenuItem::SetUp => "はじめての設定",
        MenuItem::Assign => "照会番号を登録する",
    },
    unguarded: "職員用パスコードなし|（来た人は|キーボードに|触れない、|という設定です）",
    card_waits: "カードが置かれました。Esc で受付へ",
    card_first: "カードを取ると、数字を入力できます",
    open: "開く",
    choose: "選ぶ",
    back: "戻る",
};
