//! What the bar at the top tells staff, in Japanese; short enough for the bar.

use super::super::texts::Remedy;
use super::diagnosis;
use crate::common::{FindingDetail, Part, StaffNote, TroubleKind};
use crate::ui::texts::visitor::ja::advice;

/// The words of a note.
pub(super) fn note(note: StaffNote) -> String {
    match note {
        StaffNote::JournalFull => "記録を書けません".to_owned(),
        StaffNote::AccessMissing => "職員用パスコード未設定（F10）".to_owned(),
        StaffNote::HandOffMissing => "受け渡し先がありません".to_owned(),
        StaffNote::HandOffFull => "受け渡し先がいっぱいです".to_owned(),
        StaffNote::HandOffCharacters(count) => format!("受け渡せない文字 {count}"),
        StaffNote::HandOffLost(count) => format!("受け渡せなかった結果 {count}"),
        StaffNote::CallFailing => "呼び出しが届きません".to_owned(),
        StaffNote::UpdateTakenBack => "更新を元に戻しました".to_owned(),
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
            "職員が|確認する|設定ですが、|職員用パスコードが|ありません。|暗証番号で|受け付けます。",
            found(Part::StaffAccess, FindingDetail::Exposed),
        ),
        StaffNote::HandOffMissing => (
            "結果を|受け渡す|フォルダーが|ないか、|書けません。|受付は|続きます。",
            found(Part::HandOff, FindingDetail::Failing(note.code())),
        ),
        StaffNote::HandOffFull => (
            "結果を|受け渡す|フォルダーが|いっぱいです。|受付は|続きます。",
            found(Part::HandOff, FindingDetail::Failing(note.code())),
        ),
        StaffNote::HandOffCharacters(_) => (
            "シフトJISに|ない文字が|あり、|結果を|受け渡せませんでした。",
            "その方の|内容は|手で|写してください。|設定で|文字コードを|UTF-8 に|すると|渡せます。",
        ),
        StaffNote::HandOffLost(_) => (
            "受け渡し先に|長く|書けず、|渡せなかった|結果が|あります。",
            "「今日の確認」と|見比べ、|足りない方の|内容を|手で|写してください。",
        ),
        StaffNote::CallFailing => (
            "職員への|呼び出しが、|離れた所に|届きません。|受付は|続きます。",
            found(Part::Call, FindingDetail::Failing(note.code())),
        ),
        StaffNote::UpdateTakenBack => (
            "新しい版が|正しく|動かなかったため、|前の版に|戻しました。|受付は|続きます。",
            found(Part::ImageUpdate, FindingDetail::TakenBack(String::new())),
        ),
    };
    Remedy { cause, to_do }
}
