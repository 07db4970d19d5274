//! What the bar at the top tells staff, in Japanese; short enough for the bar.

use crate::common::StaffNote;

/// The words of a note.
pub(super) fn note(note: StaffNote) -> String {
    match note {
        StaffNote::JournalFull => "記録を書けません".to_owned(),
        StaffNote::AccessMissing => "職員の暗証が未設定（F10）".to_owned(),
        StaffNote::HandOffMissing => "受け渡し先がありません".to_owned(),
        StaffNote::HandOffFull => "受け渡し先がいっぱいです".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("受け渡せない文字 {count}"),
        StaffNote::HandOffLost(count) => format!("受け渡せなかった結果 {count}"),
    }
}
