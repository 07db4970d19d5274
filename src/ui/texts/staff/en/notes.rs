//! What the bar at the top tells staff, in English; short enough for the bar.

use crate::common::StaffNote;

/// The words of a note.
pub(super) fn note(note: StaffNote) -> String {
    match note {
        StaffNote::JournalFull => "journal cannot be written".to_owned(),
        StaffNote::AccessMissing => "no staff passcode (F10)".to_owned(),
        StaffNote::HandOffMissing => "hand-off folder missing".to_owned(),
        StaffNote::HandOffFull => "hand-off folder full".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("characters lost: {count}"),
        StaffNote::HandOffLost(count) => format!("results not handed on: {count}"),
    }
}
