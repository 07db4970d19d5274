//! What the bar at the top tells staff, in English; short enough for the bar.

use super::super::texts::Remedy;
use super::diagnosis;
use crate::common::{FindingDetail, Part, StaffNote, TroubleKind};
use crate::ui::texts::visitor::en::advice;

/// The words of a note.
pub(super) fn note(note: StaffNote) -> String {
    match note {
        StaffNote::JournalFull => "journal cannot be written".to_owned(),
        StaffNote::AccessMissing => "no staff passcode (F10)".to_owned(),
        StaffNote::HandOffMissing => "hand-off folder missing".to_owned(),
        StaffNote::HandOffFull => "hand-off folder full".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("characters lost: {count}"),
        StaffNote::HandOffLost(count) => format!("results not handed on: {count}"),
        StaffNote::CallFailing => "staff calls do not get out".to_owned(),
        StaffNote::UpdateTakenBack => "update taken back".to_owned(),
    }
}

/// The same in a sentence, and what there is to do.
pub(super) fn remedy(note: StaffNote) -> Remedy {
    let found = |part, detail| (diagnosis::TEXTS.remedy)(part, &detail);
    let (cause, to_do) = match note {
        StaffNote::JournalFull => {
            let row = advice::trouble::<0>(TroubleKind::JournalFull);
            (row.advice.cause, row.staff)
        }
        StaffNote::AccessMissing => (
            "The settings want staff to confirm, and there is no staff passcode. Visits go by PIN.",
            found(Part::StaffAccess, FindingDetail::Exposed),
        ),
        StaffNote::HandOffMissing => (
            "The folder that results are handed on to is missing or cannot be written. Visits go on.",
            found(Part::HandOff, FindingDetail::Failing(note.code())),
        ),
        StaffNote::HandOffFull => (
            "The folder that results are handed on to is full. Visits go on.",
            found(Part::HandOff, FindingDetail::Failing(note.code())),
        ),
        StaffNote::HandOffCharacters(_) => (
            "A result has characters that Shift_JIS lacks, and was not handed on.",
            "Copy that person's data by hand. With UTF-8 in the settings it can be handed on.",
        ),
        StaffNote::HandOffLost(_) => (
            "The folder could not be written for long: some results were not handed on.",
            "Compare with today's checks, and copy by hand what is missing.",
        ),
        StaffNote::CallFailing => (
            "Calls for staff do not get through to where they are sent. Visits go on.",
            found(Part::Call, FindingDetail::Failing(note.code())),
        ),
        StaffNote::UpdateTakenBack => (
            "The new version did not work, and the one before is back. Visits go on.",
            found(Part::ImageUpdate, FindingDetail::TakenBack(String::new())),
        ),
    };
    Remedy { cause, to_do }
}
