//! Today's checks, in Japanese.

use super::super::texts::TodayTexts;
use crate::common::method::Method;
use crate::common::way::Way;
use crate::staff::today::Totals;
use crate::visit::CheckedBy;

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "今日の確認",
    none: "今日は|まだ|ありません。",
    totals: |Totals { all, confirmed, otherwise, open }| {
        format!("計 {all}  有効 {confirmed}  有効以外 {otherwise}  未確認 {open}")
    },
    by: |by| match by {
        CheckedBy::Card(Method::Pin) => "暗証番号",
        CheckedBy::Card(Method::Staff) => "目視",
        CheckedBy::Folder => "別の端末",
        CheckedBy::Staff(Way::Portal) => "マイナポ画面",
        CheckedBy::Staff(Way::Notice) => "お知らせ",
        CheckedBy::Staff(Way::Certificate) => "資格確認書",
        CheckedBy::Staff(Way::Statement) => "申立書",
        CheckedBy::Staff(Way::Oral) => "口頭",
    },
    failed: "確認できず",
    given_up: "途中でやめた",
    not_confirmed: "未確認",
};
