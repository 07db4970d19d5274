//! The bookings that are checked in bulk, in English.

use super::super::terminal_texts::BookingsTexts;
use crate::common::{BookingCounts, BookingFault, BookingNeed, BookingState};

pub(super) const TEXTS: BookingsTexts = BookingsTexts {
    title: "Bookings in bulk",
    none: "No file of bookings has come yet.",
    state: |state| match state {
        BookingState::Refused => "not asked; .refused.txt says which lines are wrong".to_owned(),
        BookingState::Waiting(None) => "waits for its turn".to_owned(),
        BookingState::Waiting(Some(trouble)) => format!("cannot be asked yet {}", trouble.fault.code()),
        BookingState::Sent => "asked; no receipt yet".to_owned(),
        BookingState::Working => "asked; the terminal works on it".to_owned(),
        BookingState::Failed(fault) => fault_of(*fault).to_owned(),
        BookingState::Done(counts, _) => {
            let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated } = *counts;
            let (mark, others) =
                (if simulated { "SIMULATED " } else { "" }, if foreign > 0 { "  others' too" } else { "" });
            format!("{mark}ok {ok}  changed {changed}  invalid {invalid}  not answered {unanswered}{others}")
        }
    },
    people: |people| format!("{people} people"),
    need: |need| match need {
        BookingNeed::Changed => "valid, differs",
        BookingNeed::Invalid => "not valid",
        BookingNeed::Unanswered => "not answered",
    },
};

const fn fault_of(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => "no receipt; not sent again. Look at the terminal",
        BookingFault::Refused => "the terminal refuses it: look at its screen",
        BookingFault::Failed => "the terminal failed: look at its screen",
        BookingFault::Packed => "the result is a ZIP: call the terminal's vendor",
        BookingFault::Unreadable => "the result cannot be read: look at the terminal",
        BookingFault::NotInTime => "no result in time: look at the terminal",
    }
}
