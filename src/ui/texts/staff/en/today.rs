//! Today's checks, in English.

use super::super::desk_texts::TodayTexts;
use super::ways;
use crate::common::Method;
use crate::staff::today::Totals;
use crate::visit::CheckedBy;

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "Today's checks",
    none: "None yet.",
    totals: |Totals { all, confirmed, otherwise, open, simulated: _ }| {
        format!("{all} in all: {confirmed} valid, {otherwise} not, {open} open")
    },
    simulated: |count| format!("{count} of them simulated: no real checks"),
    mark: "SIM ",
    by: |by| match by {
        CheckedBy::Card(Method::Pin) => "PIN",
        CheckedBy::Card(Method::Staff) => "face",
        CheckedBy::Folder => "terminal",
        CheckedBy::Numbers(_) => "numbers",
        CheckedBy::Assignment(_) => "ref. number",
        CheckedBy::Staff(way) => ways::guide(way).short,
    },
    failed: "failed",
    given_up: "given up",
    not_confirmed: "not confirmed",
};
