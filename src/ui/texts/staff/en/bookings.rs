//! The bookings that are checked in bulk, in English.

use super::super::terminal_texts::{BookingsTexts, LINES};
use crate::common::{BookingCounts, BookingFault, BookingNeed, BookingRefusal, BookingState};

pub(super) const TEXTS: BookingsTexts = BookingsTexts {
    title: "Bookings in bulk",
    none: "No file of bookings has come yet.",
    state: |state| match state {
        BookingState::Refused(BookingRefusal::Lines(lines)) => {
            format!("not asked; put these lines right: {} (why: .refused.txt)", few(lines))
        }
        BookingState::Refused(BookingRefusal::TooLarge) => "not asked; too large: split it into several".to_owned(),
        BookingState::Refused(BookingRefusal::Encoding) => "not asked; save it as UTF-8 or Shift_JIS".to_owned(),
        BookingState::Refused(BookingRefusal::Unreadable) => {
            "not asked; it cannot be read: look at its permissions".to_owned()
        }
        BookingState::Waiting(None) => "waits for its turn".to_owned(),
        BookingState::Waiting(Some(trouble)) => {
            format!("not asked yet {}; tried again by itself", trouble.fault.code())
        }
        BookingState::Interrupted(trouble) => {
            format!("asked; interrupted {}; goes on by itself", trouble.fault.code())
        }
        BookingState::Sent => "asked; no receipt yet".to_owned(),
        BookingState::Working => "asked; the terminal works on it".to_owned(),
        BookingState::Failed(fault) => fault_of(*fault).to_owned(),
        BookingState::Done(counts, _) => {
            let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated } = *counts;
            let mark = if simulated { "SIMULATED " } else { "" };
            let others = if foreign > 0 { "  |answers about others" } else { "" };
            format!("{mark}ok {ok}  |changed {changed}  |invalid {invalid}  |not answered {unanswered}{others}")
        }
    },
    people: |people| format!("{people} people"),
    of_day: |(month, day)| format!("asked on {month:02}-{day:02}"),
    need: |need| match need {
        BookingNeed::Changed => "valid, differs",
        BookingNeed::Invalid => "not valid",
        BookingNeed::Unanswered => "not answered",
    },
};

/// Numbers of lines, the first ones where there are many.
fn few(lines: &[u64]) -> String {
    let named: Vec<String> = lines.iter().take(LINES).map(u64::to_string).collect();
    let more = if lines.len() > LINES { format!(" and {} more", lines.len() - LINES) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

const fn fault_of(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => "no receipt; not sent again. Look at the terminal",
        BookingFault::Refused => "the terminal refuses it: look at its screen",
        BookingFault::Failed => "the terminal failed: look at its screen",
        BookingFault::Packed => "the result is a ZIP: call the terminal's vendor",
        BookingFault::Unreadable => "the result cannot be read: look at the terminal",
        BookingFault::NotInTime => "no result in time: look at the terminal",
        BookingFault::Elsewhere => "asked before; its results do not lie beside it",
        BookingFault::Unwritable => "results cannot be written beside it: see the folder",
    }
}
