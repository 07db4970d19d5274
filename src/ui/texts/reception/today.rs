//! Today's checks.

use crate::common::method::Method;
use crate::common::way::Way;
use crate::staff::today::Totals;
use crate::visit::CheckedBy;

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Today {
    pub title: &'static str,
    pub none: &'static str,
    pub totals: fn(Totals) -> String,
    /// How a check was done, in few words; a way of the staff's is named by [`super::super::Texts::way_of`].
    pub by: fn(CheckedBy) -> &'static str,
    pub failed: &'static str,
    pub given_up: &'static str,
    pub not_confirmed: &'static str,
}

pub(super) const JA: Today = Today {
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

pub(super) const EN: Today = Today {
    title: "Today's checks",
    none: "None yet.",
    totals: |Totals { all, confirmed, otherwise, open }| {
        format!("{all} in all: {confirmed} valid, {otherwise} not, {open} open")
    },
    by: |by| match by {
        CheckedBy::Card(Method::Pin) => "PIN",
        CheckedBy::Card(Method::Staff) => "face",
        CheckedBy::Folder => "terminal",
        CheckedBy::Staff(Way::Portal) => "Mynaportal",
        CheckedBy::Staff(Way::Notice) => "notice",
        CheckedBy::Staff(Way::Certificate) => "certificate",
        CheckedBy::Staff(Way::Statement) => "statement",
        CheckedBy::Staff(Way::Oral) => "oral",
    },
    failed: "failed",
    given_up: "given up",
    not_confirmed: "not confirmed",
};
