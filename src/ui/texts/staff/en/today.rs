//! Today's checks, in English.

use super::super::texts::TodayTexts;
use crate::common::method::Method;
use crate::common::way::Way;
use crate::staff::today::Totals;
use crate::visit::CheckedBy;

pub(super) const TEXTS: TodayTexts = TodayTexts {
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
