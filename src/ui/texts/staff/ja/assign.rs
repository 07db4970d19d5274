//! A reference number for the person whose result shows, in Japanese.

use super::super::texts::{AssignTexts, Remedy};
use crate::common::{EntryNote, InquiryFault};
use crate::eligibility::ReferenceMistake;
use crate::staff::assign::ReferenceNote;
use crate::visit::AssignmentEnd;

pub(super) const TEXTS: AssignTexts = AssignTexts {
    title: "照会番号の登録",
    key: "照会番号",
    person: "対象",
    type_it: "照会番号（患者番号）を|入力してください",
    shape: "50 文字まで。|先頭の 0 も|そのまま|登録します。",
    note,
    sure: "この番号を|登録しますか",
    for_good: "ここでは|取り消せません。|番号と|対象の方を|見比べてください。",
    send: "登録する",
    asking: "資格確認端末に|登録しています",
    goes_on: "閉じても|登録は|続きます。|結果は|「今日の確認」に|出ます。",
    leave: "閉じる",
    kept: "登録しました",
    later: "次の結果から、|この番号が|付きます。",
    refused: Remedy {
        cause: "端末が|登録を|受け付けませんでした。",
        to_do: "番号を|見直すか、|端末の画面で|確かめてください。",
    },
    unclear: Remedy {
        cause: "登録できたか|どうか、|わかりません。",
        to_do: "端末の画面で|確かめてください。|確かめずに|もう一度|登録しないでください。",
    },
    fault,
    again: "入力に戻る",
    end: |end| match end {
        AssignmentEnd::Kept => "登録した",
        AssignmentEnd::Refused | AssignmentEnd::Failed(_) => "登録できず",
        AssignmentEnd::Unclear => "登録は不明",
    },
};

const fn note(note: ReferenceNote) -> &'static str {
    match note {
        EntryNote::WrongKey => "そのキーは|ここでは|使えません。",
        EntryNote::TooShort | EntryNote::Rejected(ReferenceMistake::Missing) => "番号を|入力してください。",
        EntryNote::TooLong | EntryNote::Rejected(ReferenceMistake::TooLong) => "これ以上は|入りません。",
        EntryNote::OneByOne => "1文字ずつ|入力してください。",
        EntryNote::Rejected(ReferenceMistake::Invisible) => "見えない文字が|あります。",
    }
}

const fn fault(fault: InquiryFault) -> Remedy {
    let (cause, to_do) = match fault {
        InquiryFault::FolderMissing => {
            ("端末の|フォルダーが|ありません。|登録していません。", "端末の電源と|共有フォルダーを|確かめてください。")
        }
        InquiryFault::FolderRefuses => {
            ("端末の|フォルダーに|書けません。", "空き容量と|書き込みの|許可を|確かめてください。")
        }
        InquiryFault::FolderSilent => (
            "端末の|フォルダーが|応答しません。|登録できたかは|わかりません。",
            "端末の電源と|ネットワークを|確かめ、|端末の画面を|見てください。",
        ),
        InquiryFault::NotTaken => (
            "端末が|受け取りませんでした。|登録は|取り下げました。",
            "端末と|連携アプリが|動いているか|確かめ、|もう一度|登録してください。",
        ),
        InquiryFault::NoAnswer => (
            "端末は|受け取りましたが、|回答が|ありません。|登録できたかは|わかりません。",
            "端末の画面で|確かめてください。",
        ),
        InquiryFault::Refused => {
            ("端末が|登録を|受け付けませんでした。", "下の文を|読み、|番号を|見直すか、|端末の業者に|伝えてください。")
        }
        InquiryFault::OtherAnswer | InquiryFault::DoesNotFit => (
            "別の登録の|ファイルが|来ました。|登録できたかは|わかりません。",
            "端末の画面で|確かめ、|業者に|伝えてください。",
        ),
        InquiryFault::Unreadable | InquiryFault::Packed => (
            "回答の|ファイルを|読めません。|登録できたかは|わかりません。",
            "端末の画面で|確かめ、|業者に|伝えてください。",
        ),
        InquiryFault::Unsendable => {
            ("端末に|送れない|文字が|あります。|登録していません。", "端末の画面で|登録してください。")
        }
        InquiryFault::Clock => {
            ("この機械の|時計が|正しくありません。|登録していません。", "管理者に|時計を|合わせて|もらってください。")
        }
        InquiryFault::NumbersUsedUp => {
            ("今日の|要求の番号を|使いきりました。|登録していません。", "端末の画面で|登録してください。")
        }
        InquiryFault::OwnState => {
            ("要求の記録を|この機械に|残せません。|登録していません。", "管理者に|伝えてください。")
        }
        InquiryFault::Busy => {
            ("端末への|前の要求が|終わっていません。|登録していません。", "少し待って、|もう一度|登録してください。")
        }
        InquiryFault::JournalFull => (
            "記録（監査）に|書けないため、|登録していません。",
            "管理者に|ディスクの|空きを|確かめて|もらってください。",
        ),
    };
    Remedy { cause, to_do }
}
