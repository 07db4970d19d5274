//! Synthetic pages of a day's checks and of the counts of a month.

use time::macros::date;
use zeroize::Zeroizing;

use super::open_items;
use crate::common::{InquiryFault, Method, StaffAccess, StaffNote, TroubleKind, VisitId, Way};
use crate::eligibility::VerdictKind;
use crate::staff::Facts;
use crate::staff::diagnosis::{Keeping, Machine};
use crate::staff::past::{Export, Past};
use crate::visit::{CheckId, CheckSummary, CheckedBy, Ended, Initials, ItemId, Month, MonthCounts, PastChecks, Period};

/// The pages of a day's checks and of the counts.
pub(super) fn pages() -> Vec<(&'static str, Facts, &'static str)> {
    vec![
        ("today", Facts { today: checks(7), ..at_desk() }, "2"),
        ("today-simulated", Facts { today: simulated_checks(16), ..at_desk() }, "2"),
        ("today-none", at_desk(), "2"),
        ("today-later", Facts { today: checks(40), ..at_desk() }, "2999v"),
        ("today-initials", whose(), "2"),
        ("today-row-initials", whose(), "2\r"),
        ("today-earlier", earlier(Past::Read(DAY, PastChecks::Day(checks(12), 3))), "2-"),
        ("today-earlier-reading", earlier(Past::Reading(DAY)), "2-"),
        ("today-earlier-unreadable", earlier(Past::Failed(DAY)), "2-"),
        ("today-earlier-none", earlier(Past::Read(DAY, PastChecks::Day(Vec::new(), 0))), "2-"),
        ("today-no-journal", Facts { machine: Machine::default(), ..earlier(Past::Nothing) }, "2-"),
        ("counts", counts(false, Export::Nothing), "24"),
        ("counts-simulated", counts(true, Export::Writing), "24"),
        ("counts-written", counts(false, Export::Written("uketsuke-counts-2026-11-0a1b2c3d.csv".to_owned())), "24"),
        ("counts-full", counts(false, Export::Failed(StaffNote::HandOffFull)), "24"),
        ("counts-no-folder", no_folder(), "24"),
        ("today-open", Facts { today: checks(7), ..at_desk() }, "23"),
        ("today-filter-empty", Facts { today: checks(2), ..at_desk() }, "22"),
        ("today-row", Facts { today: checks(7), ..at_desk() }, "2vvvv\r"),
        ("today-row-answer", Facts { today: checks(8), ..at_desk() }, "2\r"),
        ("today-row-manual", Facts { today: checks(7), ..at_desk() }, "2vvv\r"),
        ("today-row-entry", entry(false), "2vvv\r"),
        ("today-strike", entry(false), "2vvv\r3"),
        ("today-struck", entry(true), "2vvv"),
        ("today-row-struck", entry(true), "2vvv\r"),
    ]
}

/// Checks of which the fourth is an entry by hand that is open, or is struck.
fn entry(struck: bool) -> Facts {
    let mut today = checks(7);
    if let Some(check) = today.get_mut(3) {
        *check = CheckSummary { item: Some(ItemId(1)), struck, ..*check };
    }
    Facts { today, open_items: open_items::open_items(u64::from(!struck)), ..at_desk() }
}

fn at_desk() -> Facts {
    Facts { access: StaffAccess::OutOfReach, ..Facts::default() }
}

const DAY: Period = Period::Day(date!(2026 - 11 - 21));

fn kept() -> Machine {
    Machine { journal: Keeping::On, handoff: Keeping::On, ..Machine::default() }
}

/// The day before, of which this was read.
fn earlier(past: Past) -> Facts {
    Facts { day: Some(date!(2026 - 11 - 22)), past, machine: kept(), today: checks(7), ..at_desk() }
}

/// A month with a check or more on most of its days.
fn counts(simulated: bool, export: Export) -> Facts {
    let month = Month { year: 2026, month: 11 };
    let mut counts = MonthCounts::new(month);
    for day in 1..=22_u8 {
        for check in checks(u32::from(day * 7 % 19)) {
            counts.add(month.day(day).unwrap_or(date!(2026 - 11 - 01)), check.way, check.end, simulated);
        }
    }
    counts.strike(date!(2026 - 11 - 01), CheckedBy::Staff(Way::Certificate), None, simulated);
    Facts { export, ..earlier(Past::Read(Period::Month(month), PastChecks::Month(Box::new(counts)))) }
}

fn no_folder() -> Facts {
    Facts { machine: Machine { handoff: Keeping::Off, ..kept() }, ..counts(false, Export::Nothing) }
}

/// Initials of some synthetic persons.
fn whose() -> Facts {
    let mut initials = Initials::default();
    let mut today = checks(7);
    for (check, who) in
        today.iter_mut().rev().zip(["見＊\u{3000}太＊", "試＊\u{3000}花＊", "試＊\u{3000}ア＊\u{3000}ベ＊"])
    {
        let id = CheckId::Visit(VisitId(check.row.0));
        check.of = Some(id);
        initials.keep(id, Zeroizing::new(who.to_owned()), date!(2026 - 11 - 22));
    }
    Facts { initials, today, day: Some(date!(2026 - 11 - 22)), ..at_desk() }
}

/// The same, the first ones made in a simulation.
fn simulated_checks(count: u32) -> Vec<CheckSummary> {
    let mark = |check: CheckSummary| CheckSummary { simulated: check.number <= count / 2, ..check };
    checks(count).into_iter().map(mark).collect()
}

/// So many checks of a synthetic day, of every kind in turn.
fn checks(count: u32) -> Vec<CheckSummary> {
    let kinds = [
        (CheckedBy::Card(Method::Pin), Some(Ended::Answered(VerdictKind::Confirmed))),
        (CheckedBy::Card(Method::Staff), Some(Ended::Answered(VerdictKind::Confirmed))),
        (CheckedBy::Card(Method::Pin), Some(Ended::Failed(TroubleKind::CertificateExpired))),
        (CheckedBy::Staff(Way::Certificate), None),
        (CheckedBy::Card(Method::Pin), Some(Ended::GivenUp)),
        (CheckedBy::Folder, Some(Ended::Answered(VerdictKind::Multiple))),
        (CheckedBy::Numbers(Way::Certificate), Some(Ended::Unanswered(InquiryFault::NotTaken))),
        (CheckedBy::Card(Method::Pin), Some(Ended::Answered(VerdictKind::Lost))),
    ];
    let check = |(number, (way, end)): (u32, (CheckedBy, Option<Ended>))| {
        let minutes = 7 * number;
        let hour = u8::try_from(9 + minutes / 60).unwrap_or(23);
        let at = (hour, u8::try_from(minutes % 60).unwrap_or(0));
        let seq = u64::from(number) + 1200;
        CheckSummary { seq: Some(seq), item: Some(ItemId(seq)), at, ..CheckSummary::synthetic(number, way, end) }
    };
    (1..=count).zip(kinds.into_iter().cycle()).map(check).collect()
}
