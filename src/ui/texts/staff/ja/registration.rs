//! The registration screen, in Japanese.

use super::super::texts::{RegistrationTexts, Remedy};
use crate::common::{RegistrationRemedy, TroubleKind};
use crate::registration::{FacilitySettings, FormField, FormNote, FormRejection};
use crate::ui::texts::visitor::ja::advice;

pub(super) const TEXTS: RegistrationTexts = RegistrationTexts {
    title: "この端末を登録します",
    label: |field| match field {
        FormField::User => "ユーザーID",
        FormField::Facility => "医療機関コード",
        FormField::Code => "ワンタイムコード",
    },
    ask: |field| match field {
        FormField::User => "ユーザーIDを|入力して、|Enter を押してください",
        FormField::Facility => "医療機関コードを|確かめて、|Enter を押してください",
        FormField::Code => "ワンタイムコードを|入力して、|Enter を押してください",
    },
    about: |field| match field {
        FormField::User => "確認サービスから|届いた番号です。|W の後の|7桁を|入れます。",
        FormField::Facility => "この端末の設定に|書かれている|番号です。",
        FormField::Code => "ユーザーIDと|いっしょに届いた、|一度だけ使えるコードです。|文字は|表示しません。",
    },
    note,
    typed: |characters| format!("{characters} 文字"),
    next: "次へ",
    back: "前へ",
    register: "登録する",
    registering: "登録しています",
    wait: "そのまま|お待ちください",
    registered: "登録しました",
    until: |date| format!("登録の期限は|{date}です"),
    then: "5秒たつと、|自動で|次の設定に|進みます",
    refused: "登録できませんでした",
    wrong_code: Remedy {
        cause: "ユーザーIDか|ワンタイムコードが|違うか、|コードが|もう|使われています。",
        to_do: "確かめて、|もう一度|入力してください。|使ったコードは|二度と使えません。|サービスの窓口に|新しいコードを|頼んでください。",
    },
    pending: Remedy {
        cause: "サービスの側で、|まだ|登録が|認められていません。",
        to_do: "しばらくしてから、|同じコードで|もう一度|登録してください。",
    },
    pending_for: |minutes| format!("サービスからの|案内：|約{minutes}分後"),
    machine: Remedy {
        cause: "この端末の|設定か|ファイルに|問題があります。",
        to_do: "下の詳細を|保守の窓口に|お知らせください。|直ったら、|もう一度|登録してください。",
    },
    service,
    to_do: "対処",
    detail: "詳細",
    from_start: "ユーザーIDから",
};

/// A word beside the field.
fn note(field: FormField, note: FormNote, settings: &FacilitySettings) -> String {
    let words = match (note, field) {
        (FormNote::WrongKey, FormField::User | FormField::Facility) => "数字だけを|入力してください。",
        (FormNote::WrongKey, FormField::Code) => "そのキーは|使えません。",
        (FormNote::TooShort, FormField::User) => "7桁すべて|入力してください。",
        (FormNote::TooShort, FormField::Facility) => "10桁すべて|入力してください。",
        (FormNote::TooShort, FormField::Code) => "4文字以上|入力してください。",
        (FormNote::TooLong, _) => "これ以上は|入りません。|直すときは、|先に|消してください。",
        (FormNote::OneByOne, _) => "はじめから、|1字ずつ|入力してください。",
        (FormNote::Rejected(FormRejection::CheckDigit), _) => "番号の|どこかが|違います。|1桁ずつ|確かめてください。",
        (FormNote::Rejected(FormRejection::GivenUp), _) => {
            "登録を|やめました。|このコードは|もう|使えないかもしれません。"
        }
        (FormNote::Rejected(FormRejection::OtherFacility), _) => {
            let FacilitySettings { facility, file, .. } = settings;
            return format!(
                "設定の|医療機関コードは|{facility} です。|設定が違うときは、|{file} の|[kiosk] facility を|直してください。"
            );
        }
    };
    words.to_owned()
}

/// What to do about trouble with the service; there is no card and no other way to confirm.
fn service(kind: TroubleKind) -> &'static str {
    match kind.registration_remedy() {
        RegistrationRemedy::AsInVisit => advice::trouble::<0>(kind).staff,
        RegistrationRemedy::ClockFirst => {
            "時計が|合ってから、|もう一度|登録してください。|通信を確かめ、|続くときは|保守の窓口に|連絡してください。"
        }
        RegistrationRemedy::WhenOpen => "サービスが|再開してから、|もう一度|登録してください。",
        RegistrationRemedy::Again => {
            "もう一度|登録してください。|コードが|使用済みと|なったときは、|サービスの窓口に|新しいコードを|頼んでください。"
        }
    }
}
