//! Today's checks, in Japanese.

use super::super::desk_texts::TodayTexts;
use super::ways;
use crate::common::Method;
use crate::staff::today::Totals;
use crate::visit::CheckedBy;

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "今日の確認",
    none: "今日は|まだ|ありません。",
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
};
