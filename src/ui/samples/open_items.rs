//! Synthetic pages of what stays open until it is settled.

use std::sync::Arc;

use time::macros::datetime;

use crate::common::{InquiryFault, Method, StaffAccess, TroubleKind, Way};
use crate::eligibility::VerdictKind;
use crate::staff::Facts;
use crate::visit::{CheckedBy, Ended, ItemId, OpenItem, OpenItems, OpenItemsKept};

/// Each page: its name, what is known, and the keys that lead there.
pub(super) fn pages() -> Vec<(&'static str, Facts, &'static str)> {
    vec![
        ("menu-open-items", Facts { open_items: open_items(3), ..at_desk() }, ""),
        ("open-items", Facts { open_items: open_items(5), ..at_desk() }, "7v"),
        ("open-items-none", at_desk(), "7"),
        ("open-items-page-2", Facts { open_items: more(open_items(200)), ..at_desk() }, OPEN_DOWN),
        ("open-items-memory", Facts { open_items: in_memory(open_items(2)), ..at_desk() }, "7"),
        ("open-items-in-part", Facts { open_items: in_part(open_items(2)), ..at_desk() }, "7"),
        ("open-items-reading", Facts { open_items: reading(), ..at_desk() }, "7"),
        ("open-items-entry", Facts { open_items: open_items(1), ..at_desk() }, "7\rvv"),
        ("open-items-answer", Facts { open_items: open_items(2), ..at_desk() }, "7\r"),
        ("open-items-done", Facts { open_items: open_items(2), ..at_desk() }, "7\r1"),
        ("open-items-strike", Facts { open_items: open_items(1), ..at_desk() }, "7\r3"),
        ("open-items-recording", Facts { open_items: open_items(1), ..at_desk() }, "7\r3\r"),
        ("open-items-struck", Facts { open_items: open_items(1), ..at_desk() }, "7\r3\r\x0e"),
        ("open-items-settled", Facts { open_items: open_items(1), ..at_desk() }, "7\r2\r\x0e"),
        ("open-items-not-open", Facts { open_items: open_items(1), ..at_desk() }, "7\r3\r\x0f"),
        ("open-items-not-written", Facts { open_items: open_items(1), ..at_desk() }, "7\r3\r\x10"),
    ]
}

fn at_desk() -> Facts {
    Facts { access: StaffAccess::OutOfReach, ..Facts::default() }
}

/// To the second page of open items on any screen.
const OPEN_DOWN: &str = "7vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv";

/// So many open items, of every kind in turn.
pub(super) fn open_items(count: u64) -> OpenItems {
    let kinds = [
        (CheckedBy::Staff(Way::Certificate), None),
        (CheckedBy::Card(Method::Pin), Some(Ended::Answered(VerdictKind::Lost))),
        (CheckedBy::Card(Method::Staff), Some(Ended::Failed(TroubleKind::Maintenance))),
        (CheckedBy::Numbers(Way::Certificate), Some(Ended::Unanswered(InquiryFault::NoAnswer))),
        (CheckedBy::Staff(Way::Statement), None),
    ];
    let at = datetime!(2026-11-29 9:05 +9);
    let item = |(id, (way, end)): (u64, (CheckedBy, Option<Ended>))| {
        let minutes = i64::try_from(id).unwrap_or_default() * 97;
        OpenItem { id: ItemId(id), at: at + time::Duration::minutes(minutes), way, end, simulated: id == 4 }
    };
    let items = (1..=count).zip(kinds.into_iter().cycle()).map(item).collect();
    OpenItems { items: Arc::new(items), ..OpenItems::default() }
}

fn more(open: OpenItems) -> OpenItems {
    OpenItems { older: 1234, ..open }
}

fn in_memory(open: OpenItems) -> OpenItems {
    OpenItems { kept: OpenItemsKept::InMemory, ..open }
}

fn in_part(open: OpenItems) -> OpenItems {
    OpenItems { kept: OpenItemsKept::InPart, ..open }
}

fn reading() -> OpenItems {
    OpenItems { kept: OpenItemsKept::Reading, ..OpenItems::default() }
}
