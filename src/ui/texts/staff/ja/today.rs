//! Today's checks, in Japanese.

use super::super::desk_texts::TodayTexts;
use super::ways;
use crate::common::Method;
use crate::staff::today::{Filter, Totals};
use crate::visit::CheckedBy;

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "今日の確認",
    none: "今日は|まだ|ありません。",
    none_of_filter: "あてはまる|ものは|ありません。",
    filter: |filter| match filter {
        Filter::All => "すべて",
        Filter::NotConfirmed => "有効以外",
        Filter::Open => "未確認",
    },
    totals: |Totals { all, confirmed, otherwise, open, simulated: _ }| {
        format!("計 {all}  有効 {confirmed}  有効以外 {otherwise}  未確認 {open}")
    },
    simulated: |count| format!("うち模擬 {count}（本物の確認ではありません）"),
    mark: "模擬 ",
    by: |by| match by {
        CheckedBy::Card(Method::Pin) => "暗証番号",
        CheckedBy::Card(Method::Staff) => "目視",
        CheckedBy::Folder => "別の端末",
        CheckedBy::Numbers(_) => "番号照会",
        CheckedBy::Assignment(_) => "照会番号",
        CheckedBy::Staff(way) => ways::guide(way).short,
    },
    failed: "確認できず",
    given_up: "途中でやめた",
    not_confirmed: "未確認",
    row: |number| format!("確認 {number}"),
    line: |seq| seq.map_or_else(|| "記録の行はまだありません".to_owned(), |seq| format!("記録の {seq} 行目")),
    given_up_advice: "返事の|前に|終わりました。|必要なら|もう一度、|はじめから|確認してください。",
    not_confirmed_advice: "職員の|記入だけです。|確認サービスが|使えるときに、|あとで|確かめてください。",
};
