//! Japanese.

pub(in super::super) mod advice;

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::language::Language;
use crate::common::method::Proof;
use crate::common::way::Way;
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent};
use crate::visit::view::{CheckingStep, PinNote, WrongPin};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Japanese,
    keys: KeyTexts {
        cancel: "やめる",
        close: "終わる",
        again: "もう一度",
        send_pin: "決定",
        erase: "消す",
        type_pin: "暗証番号を入力",
        staff_instead: "職員の確認",
        pin_instead: "暗証番号へ",
        arrows: &["矢印"],
        more: "続き",
    },
    waiting: WaitingTexts {
        ask: "マイナンバーカードを|カードリーダーに|置いてください",
        then_pin: "このあと|4桁の暗証番号を|入力していただきます",
        then_staff: "このあと|職員が|お顔を確認します",
        confirmed: "職員の確認が|すみました",
        left: |left| format!("あと{left:>3} 秒"),
        notice: "お知らせ",
        closes: |time| format!("確認サービスは {time} に終わります。"),
        missing: "ただいま確認できません",
        by_itself: "直ると、|自動で|受付を|再開します。",
    },
    listening: PromptTexts {
        ask: "マイナンバーカードは|資格確認端末で|読み取ります",
        detail: "結果は|自動で|ここに|表示されます",
    },
    reading: PromptTexts {
        ask: "カードを|読み取っています", detail: "カードは|そのまま|動かさないでください"
    },
    pin: PinTexts {
        ask: "4桁の暗証番号を|入力して、|Enter を押してください",
        left: |left| format!("あと {left} 回まで入力できます"),
        note: |note| match note {
            PinNote::Rejected(WrongPin) => "暗証番号が|違います。|もう一度入力してください。",
            PinNote::TooShort => "4桁すべて|入力してください。",
            PinNote::TooLong => "4桁までです。|はじめから入力してください。",
            PinNote::WrongKey => "数字だけを|入力してください。",
            PinNote::OneByOne => "1桁ずつ|入力してください。",
        },
        forgotten: "わからないときは、|F3 を押して|職員にお知らせください。",
    },
    last_try: LastTryTexts {
        title: "暗証番号は|あと 1 回です",
        was_wrong: "暗証番号が|違いました。",
        warning: "次に間違えると|暗証番号が|ロックされ、|市区町村の窓口で|手続きが|必要になります。",
        first_choice: "職員が|お顔を確認する（おすすめ）",
        second_choice: "暗証番号を|入力する",
    },
    no_pin: NoPinTexts {
        blocked: Advice {
            cause: "暗証番号が|ロックされています",
            visitor: "市区町村の窓口で、|暗証番号を|決め直すことが|できます。",
        },
        absent: Advice {
            cause: "このカードには|暗証番号が|ありません",
            visitor: "顔認証の|マイナンバーカード|などです。|そのまま|使えます。",
        },
        staff_instead: "職員が|お顔を確認する",
    },
    pin_instead: "4桁の暗証番号で|確認できます。",
    supervisor: SupervisorTexts {
        wait: "しばらく|お待ちください",
        out: "ただいま使えません",
        call: "係員を|お呼びください。",
    },
    look_here: "画面をご覧ください。",
    staff_ask: "職員が|お顔を|確認します",
    checking: CheckingTexts {
        ask: "保険資格を|確認しています",
        step: |step| match step {
            CheckingStep::Connect => "確認サービスにつなぐ",
            CheckingStep::Verify => "暗証番号を確かめる",
            CheckingStep::Sign => "カードで証明する",
            CheckingStep::Relay => "カードとサービスの間で確認する",
            CheckingStep::Ask => "保険資格をたずねる",
        },
        done: "[済]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "カードは|まだ|そのままに|してください",
        may_take_card: "カードを|取っても|かまいません",
        slow: "いつもより|時間が|かかっています。|もう少しお待ちください。",
    },
    panel: PanelTexts {
        labels: PanelLabels {
            name: "氏名",
            kana: "フリガナ",
            other_name: "別の氏名",
            other_kana: "別のフリガナ",
            birthdate: "生年月日",
            sex: "性別",
            sex2: "性別（裏面）",
            insurer_number: "保険者番号",
            insurer_name: "保険者名",
            symbol: "記号",
            number: "番号",
            branch: "枝番",
            personal_family: "本人・家族",
            insured_name: "被保険者氏名",
            classification: "区分",
            ratio: "負担割合",
            preschool: "未就学",
            qualified: "資格取得日",
            lost: "資格喪失日",
            reason: "喪失事由",
            issued: "交付日",
            from: "有効開始日",
            to: "有効終了日",
            elderly: "高齢受給者証",
            limit: "限度額適用",
            limit_kind: "証の種類",
            limit_class: "適用区分",
            long_term: "長期入院該当",
            disease: "特定疾病療養",
            disease_name: "疾病名",
            self_pay: "自己負担限度",
            post: "郵便番号",
            address: "住所",
            reference_number: "照会番号",
            checked: "確認日",
        },
        with_notice: "有効（お知らせあり）",
        notice: "お知らせ",
        reference: "参考：最後の登録内容（今は使えません）",
        record: "届いた内容",
        proof: |proof| match proof {
            Proof::Pin => "暗証番号で確認",
            Proof::Attested => "職員が確認（端末の証明）",
            Proof::Relayed => "職員が確認（カードの証明）",
            Proof::Folder => "資格確認端末の結果",
            Proof::Copied { .. } => "取り込んだテキスト",
        },
        executed: |day, (hour, minute)| format!("端末の確認 {} {hour:02}:{minute:02}", day.in_era()),
        unread: |lines| format!("表示していない行：{lines}"),
        page: |page, pages| format!("{page}/{pages} ページ"),
        left: |left| format!("あと{left:>3} 秒で終了"),
        take_card: "カードをお取りください",
        no_end: "定めなし",
        not_sent: "（記載なし）",
        masked: "ほかの項目は|かくしています。|職員が F2 を押すと|表示されます。",
        insurer_shape: "桁数が|ふつうの|保険者番号と|違います。",
        insurer_check_digit: "検証番号が|合いません。|番号を|確かめてください。",
        insurer_law_code: "法別番号が|一覧に|ありません。",
        outside_validity: "確認日が|有効期間の|外です。",
        period_reversed: "有効期間の|始めと終わりが|逆です。",
    },
    take_card: PromptTexts {
        ask: "カードを|お取りください", detail: "お忘れに|なりませんよう|ご注意ください"
    },
    trouble: TroubleTexts {
        title: "確認できませんでした",
        visitor: "ご本人",
        or: "または",
        between: "・",
        received: "受信",
        service_clock: |time| format!("サービスの|時計 {time}"),
        opens_again: |time| format!("{time} に|再開の|予定です。"),
        left: |left| format!("あと{left:>3} 秒で最初に戻ります"),
    },
    trouble_of: |kind| advice::trouble(kind).advice,
    verdict_of: |kind| {
        let (word, row) = advice::verdict(kind);
        VerdictTexts { word, advice: row.map(|row| row.advice) }
    },
    way_of: |way| match way {
        Way::Portal => "マイナポータルの画面",
        Way::Notice => "資格情報のお知らせ",
        Way::Certificate => "資格確認書",
        Way::Statement => "資格申立書",
        Way::Oral => "口頭での確認",
    },
    code: CodeTexts { sex: Sex::label_ja, relation: PersonalFamily::label_ja },
    date: Date::in_era,
    percent: Percent::label_ja,
};
