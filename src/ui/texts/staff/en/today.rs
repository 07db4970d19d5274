//! Today's checks, in English.

use super::super::desk_texts::{CountsTexts, TodayTexts};
use super::ways;
use crate::common::Method;
use crate::staff::today::{Filter, Totals};
use crate::visit::{CheckedBy, CountedWay, Month};

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "Today's checks",
    none: "None yet.",
    of_day: |day| format!("Checks of {day}"),
    none_of_day: "There are no checks of this day.",
    reading: "The journal is being read.",
    no_journal: "No journal is kept ([journal] dir), so days before today are not known.",
    unreadable: "The journal cannot be read. See the diagnosis (5).",
    too_many: |count| format!("{count} more are left out"),
    counts: "counts",
    turn: "day before, day after",
    none_of_filter: "There is none of these.",
    filter: |filter| match filter {
        Filter::All => "all",
        Filter::NotConfirmed => "not valid",
        Filter::Open => "open",
    },
    totals: |Totals { all, confirmed, otherwise, open, simulated: _, struck: _ }| {
        format!("{all} in all: {confirmed} valid, {otherwise} not, {open} open")
    },
    simulated: |count| format!("{count} of them simulated: no real checks"),
    mark: "SIM ",
    struck_count: |count| format!("{count} struck, in none of these numbers"),
    struck: "struck",
    struck_advice: "Staff have struck it: a wrong entry. Its own record stays.",
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
    row: |number| format!("Check {number}"),
    line: |seq| seq.map_or_else(|| "no line in the journal yet".to_owned(), |seq| format!("line {seq} of the journal")),
    given_up_advice: "It ended before there was an answer. If it is still needed, check once more from the beginning.",
    not_confirmed_advice: "Staff entered it, and nothing else. Check it later, when the service can be asked.",
};

pub(super) const COUNTS: CountsTexts = CountsTexts {
    title: "Counts of a month",
    month: |Month { year, month }| format!("{year}-{month:02}"),
    way: |way| match way {
        CountedWay::Pin => "PIN",
        CountedWay::Face => "face",
        CountedWay::Folder => "terminal",
        CountedWay::Numbers => "numbers",
        CountedWay::Manual => "by hand",
    },
    simulated: "Simulated checks are not counted.",
    only_simulated: "All of them are simulated: no real checks.",
    export: "write CSV",
    turn: "month before, after",
    no_folder: "There is no folder to write to ([handoff] dir).",
    writing: "Writing.",
    written: |name| format!("Written: {name}"),
};
