//! The numbers of a paper, asked of the qualification terminal, in Japanese.

use super::super::texts::{InquiryTexts, Remedy};
use crate::common::InquiryFault;
use crate::eligibility::NumberField;
use crate::staff::ways::{BirthdateMistake, BirthdateNote};

pub(super) const TEXTS: InquiryTexts = InquiryTexts {
    birthdate: "生年月日",
    type_birthdate: "生年月日を|入力してください",
    birthdate_shape: "西暦は |19900401、|元号は |H020401 か |4020401 |（昭和 3、|平成 4、|令和 5）。",
    birthdate_note,
    consent: "限度額の情報も|照会しますか",
    consent_about: "ご本人の|同意を|得たときだけ、|「はい」を|選んでください。",
    no: "いいえ",
    yes: "はい（同意を得た）",
    limit: "限度額",
    ask: "確認する（端末に照会）",
    record: "照会せず、未確認のまま記録する",
    lacks: |field| match field {
        NumberField::Insurer => "照会するには、|保険者番号が|いります。",
        NumberField::Symbol => "照会するには、|記号を|見直してください。",
        NumberField::Number => "照会するには、|番号が|いります。",
        NumberField::Branch => "照会するには、|枝番を|見直してください。",
        NumberField::Birthdate => "照会するには、|正しい|生年月日が|いります。",
    },
    proves: "照会で|わかるのは|資格です。|ご本人かどうかは、|職員が|見て|確かめます。",
    not_a_face: "本人かどうかは職員が確認",
    asking: "資格確認端末に|照会しています",
    seconds: |passed, deadline| format!("{passed} 秒（{deadline} 秒まで待ちます）"),
    slow: "いつもより|時間が|かかっています。",
    no_visitor: "答えが|出るまで、|有効かどうかは|わかりません。",
    withdraw: "取り消す",
    fault,
    late: "答えが|あとから|届きました。|Enter で|見ます。",
    show: "答えを見る",
    to_entry: "入力に戻る",
};

const fn birthdate_note(note: BirthdateNote) -> &'static str {
    match note {
        BirthdateNote::WrongKey => "そのキーは|ここでは|使えません。",
        BirthdateNote::TooShort => "桁数が|たりません。",
        BirthdateNote::TooLong => "これ以上は|入りません。",
        BirthdateNote::OneByOne => "1文字ずつ|入力してください。",
        BirthdateNote::Rejected(BirthdateMistake::NoDay) => "その日付は|ありません。",
        BirthdateNote::Rejected(BirthdateMistake::Future) => "今日より|あとの|日付です。",
    }
}

const fn fault(fault: InquiryFault) -> Remedy {
    let (cause, to_do) = match fault {
        InquiryFault::FolderMissing => {
            ("端末の|フォルダーが|ありません。|照会していません。", "端末の電源と|共有フォルダーを|確かめてください。")
        }
        InquiryFault::FolderRefuses => {
            ("端末の|フォルダーに|書けません。", "空き容量と|書き込みの|許可を|確かめてください。")
        }
        InquiryFault::FolderSilent => (
            "端末の|フォルダーが|応答しません。",
            "端末の電源と|ネットワークを|確かめてください。|届いたかどうかは|わかりません。",
        ),
        InquiryFault::NotTaken => (
            "端末が|照会を|受け取りませんでした。|照会は|取り下げました。",
            "端末と|連携アプリが|動いているか|確かめ、|もう一度|照会してください。",
        ),
        InquiryFault::NoAnswer => (
            "端末は|照会を|受け取りましたが、|答えが|ありません。",
            "端末の画面を|見てください。|急ぐときは|端末で|直接|確認します。",
        ),
        InquiryFault::Refused => {
            ("端末が|照会を|受け付けませんでした。", "下の文を|読み、|入力を|見直すか、|端末の業者に|伝えてください。")
        }
        InquiryFault::OtherAnswer => {
            ("別の照会の|ファイルが|来ました。|表示しません。", "端末の業者に|伝えてください。|もう一度|照会できます。")
        }
        InquiryFault::DoesNotFit => {
            ("答えが|照会と|合いません。|表示しません。", "入力を|紙と|見比べ、|端末の画面で|確認してください。")
        }
        InquiryFault::Unreadable => ("答えの|ファイルを|読めません。", "端末の画面で|確認し、|業者に|伝えてください。"),
        InquiryFault::Packed => (
            "答えが|ZIPファイルで|来ました。|開けません。",
            "端末の業者に、|OQSsiquc01 の|暗号化を|切る (n) よう|頼んでください。",
        ),
        InquiryFault::Unsendable => {
            ("端末に|送れない|文字が|あります。|照会していません。", "端末で|直接|確認してください。")
        }
        InquiryFault::Clock => {
            ("この機械の|時計が|正しくありません。|照会していません。", "管理者に|時計を|合わせて|もらってください。")
        }
        InquiryFault::NumbersUsedUp => ("今日の|照会の番号を|使いきりました。", "端末で|直接|確認してください。"),
        InquiryFault::OwnState => {
            ("照会の記録を|この機械に|残せません。|照会していません。", "管理者に|伝えてください。")
        }
        InquiryFault::Busy => ("前の照会が|終わっていません。", "少し待って、|もう一度|照会してください。"),
        InquiryFault::JournalFull => (
            "記録（監査）に|書けないため、|照会の答えを|出せません。",
            "管理者に|ディスクの|空きを|確かめて|もらってください。",
        ),
    };
    Remedy { cause, to_do }
}
