//! What the bar at the top tells staff.

use crate::common::staff::StaffNote;

/// Notes.
#[derive(Debug)]
#[expect(missing_docs, reason = "the words of a note, short enough for the bar")]
pub struct Note {
    pub words: fn(StaffNote) -> String,
}

pub(super) const JA: Note = Note {
    words: |note| match note {
        StaffNote::JournalFull => "記録を書けません".to_owned(),
        StaffNote::HandOffMissing => "受け渡し先がありません".to_owned(),
        StaffNote::HandOffFull => "受け渡し先がいっぱいです".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("受け渡せない文字 {count}"),
        StaffNote::HandOffLost(count) => format!("受け渡せなかった結果 {count}"),
    },
};

pub(super) const EN: Note = Note {
    words: |note| match note {
        StaffNote::JournalFull => "journal cannot be written".to_owned(),
        StaffNote::HandOffMissing => "hand-off folder missing".to_owned(),
        StaffNote::HandOffFull => "hand-off folder full".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("characters lost: {count}"),
        StaffNote::HandOffLost(count) => format!("results not handed on: {count}"),
    },
};
