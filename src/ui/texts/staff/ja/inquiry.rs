//! The numbers of a paper, asked of the qualification terminal, in Japanese.

use super::super::texts::{InquiryTexts, Remedy};
use crate::common::{AnswerFlaw, FolderRefusal, InquiryFault, RequestField};
use crate::eligibility::NumberField;
use crate::staff::ways::{BirthdateMistake, BirthdateNote};

pub(super) const TEXTS: InquiryTexts = InquiryTexts {
    about: "資格確認書と|お知らせは、|番号を|資格確認端末に|照会できます。|ほかは、|職員が|見て|確かめた|記録です。",
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
    mistyped: "番号の|打ちまちがいでも|起こります。|紙と|見比べ、|ちがえば |Esc で|直してください。",
    asking: "資格確認端末に|照会しています",
    seconds: |passed, deadline| format!("{passed} 秒（{deadline} 秒まで待ちます）"),
    slow: "いつもより|時間が|かかっています。",
    queued: "前の照会か|登録が|終わりしだい、|照会します。",
    no_visitor: "回答が|届くまで、|有効かどうかは|わかりません。",
    withdraw: "取り消す",
    fault,
    flaw,
    unsendable,
    refusal,
    late: "回答が|あとから|届きました。|Enter で|見ます。",
    show: "回答を見る",
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
            "端末は|照会を|受け取りましたが、|回答が|ありません。",
            "端末の画面を|見てください。|急ぐときは|端末で|直接|確認します。",
        ),
        InquiryFault::Refused => {
            ("端末が|照会を|受け付けませんでした。", "下の文を|読み、|入力を|見直すか、|端末の業者に|伝えてください。")
        }
        InquiryFault::OtherAnswer => {
            ("別の照会の|ファイルが|来ました。|表示しません。", "端末の業者に|伝えてください。|もう一度|照会できます。")
        }
        InquiryFault::DoesNotFit => {
            ("回答が|照会と|合いません。|表示しません。", "入力を|紙と|見比べ、|端末の画面で|確認してください。")
        }
        InquiryFault::Unreadable => ("回答の|ファイルを|読めません。", "端末の画面で|確認し、|業者に|伝えてください。"),
        InquiryFault::Packed => (
            "回答が|ZIPファイルで|来ました。|開けません。",
            "端末の業者に、|OQSsiquc01、|OQSsiimm01、|OQSmuquc01、|OQSmuquc02 の|暗号化を|切る (n) よう|頼んでください。",
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
        InquiryFault::Busy => ("前の照会か|登録が|終わっていません。", "少し待って、|もう一度|照会してください。"),
        InquiryFault::JournalFull => (
            "記録（監査）に|書けないため、|照会の回答を|出せません。",
            "管理者に|ディスクの|空きを|確かめて|もらってください。",
        ),
    };
    Remedy { cause, to_do }
}

const fn flaw(flaw: AnswerFlaw) -> &'static str {
    match flaw {
        AnswerFlaw::Unfinished => "時間内に|書き終わりませんでした。",
        AnswerFlaw::NotAFile => "ふつうの|ファイルでは|ありません。",
        AnswerFlaw::TooLarge => "大きすぎます。",
        AnswerFlaw::Encoding => "文字コードが|UTF-8 でも|シフトJISでも|ありません。",
        AnswerFlaw::Bytes => "文字が|ファイルの|文字コードに|合いません。",
        AnswerFlaw::CutOff => "途中で|切れています。",
        AnswerFlaw::Malformed => "XMLの形に|なっていません。",
        AnswerFlaw::Shape => "必要な項目が|ないか、|形が|違います。",
    }
}

const fn unsendable(field: RequestField) -> &'static str {
    match field {
        RequestField::Insurer => "保険者番号の|文字です。",
        RequestField::Symbol => "記号の|文字です。",
        RequestField::Number => "番号の|文字です。",
        RequestField::Branch => "枝番の|文字です。",
        RequestField::Birthdate => "生年月日の|文字です。",
        RequestField::Consent => "同意の欄の|文字です。",
        RequestField::Key => "予約のキーの|文字です。",
        RequestField::Reference => "照会番号の|文字です。",
    }
}

fn refusal(why: FolderRefusal) -> String {
    match why {
        FolderRefusal::ReadOnly => "読み取り専用です".to_owned(),
        FolderRefusal::Full => "空きがありません".to_owned(),
        FolderRefusal::NotPermitted => "許可がありません".to_owned(),
        FolderRefusal::InUse => "ほかのプログラムが使っています".to_owned(),
        FolderRefusal::Other(number) => format!("エラー {number}"),
    }
}
