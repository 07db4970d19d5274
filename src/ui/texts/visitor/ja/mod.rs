//! Japanese.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["職員", "スタッフ", "受付の者", "助産師"] $after)
    };
}

pub(in super::super) mod advice;

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Japanese,
        keys: KeyTexts {
            cancel: "やめる",
            close: "終わる",
            again: "もう一度",
            send_pin: "決定",
            erase: "消す",
            type_pin: "暗証番号を入力",
            call_staff: staff!("", "を呼ぶ"),
            pin_instead: "暗証番号へ",
            arrows: &["矢印"],
            more: "続き",
            appearance: "文字・色",
        },
        waiting: WaitingTexts {
            ask: "マイナンバーカードを|カードリーダーに|置いてください",
            then_pin: "このあと|4桁の暗証番号を|入力していただきます",
            then_staff: staff!("このあと|", "が|お顔を確認します"),
            not_here: "スマートフォン・運転免許証・交通系カードは|使えません。|受給者証は|受付へ。",
            confirmed: staff!("", "の確認が|すみました"),
            left: |left| format!("あと{left:>3} 秒"),
            notice: "お知らせ",
            closes: |time| format!("確認サービスは {time} に終わります。"),
            missing: "ただいま確認できません",
            by_itself: "直ると、|自動で|受付を|再開します。",
        },
        listening: PromptTexts {
            ask: "となりの端末に、|マイナンバーカードを|置いてください",
            detail: "結果は|自動で|ここに|表示されます",
        },
        reading: PromptTexts {
            ask: "カードを|読み取っています", detail: "カードを|動かさずに|お待ちください"
        },
        pin: PinTexts {
            ask: "暗証番号（数字4桁）を|入力し、|Enter（決定）を|押してください",
            which: "カードを受け取ったときに|決めた、|数字4桁の番号です|（英数字の|ものでは|ありません）",
            left: |left| format!("あと {left} 回 入力できます"),
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "暗証番号が|違います。|もう一度入力してください。",
                PinNote::Rejected(PinRejection::HastyEnter) => "確認のため、|もう一度 Enter を|押してください。",
                PinNote::Rejected(PinRejection::DoubleStrike) => "同じ数字が|続けて押されたため、|1回だけ数えました。",
                PinNote::TooShort => "4桁すべて|入力してください。",
                PinNote::TooLong => "4桁までです。|はじめから入力してください。",
                PinNote::WrongKey => "数字だけを|入力してください。",
                PinNote::OneByOne => "1桁ずつ|入力してください。",
            },
            forgotten: staff!("お忘れのときは、|F3 を押してください。|", "がまいります。"),
        },
        last_try: LastTryTexts {
            title: "暗証番号を|入力できるのは、|あと 1 回です",
            was_wrong: "暗証番号が|違いました。",
            warning: "次に間違えると、|暗証番号が|使えなくなります（ロック）。|元に戻すには、|市区町村の窓口での|手続きが|必要です。",
            first_choice: staff!("", "が|お顔を確認（おすすめ）"),
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
            staff_instead: staff!("", "が|お顔を確認する"),
        },
        pin_instead: "4桁の暗証番号で|確認できます。",
        supervisor: SupervisorTexts {
            wait: "しばらく|お待ちください",
            out: "ただいま使えません",
            call: staff!("", "を|お呼びください。"),
        },
        notes: KeyNoteTexts {
            card_first: "先に|カードを|置いてください",
            no_digits: "ここでは|数字は|使いません",
            appearance: |appearance| match appearance {
                Appearance::Standing => "標準の表示",
                Appearance::Large => "大きな表示",
                Appearance::HighContrast => "黒地に、|はっきりした色",
                Appearance::LargeHighContrast => "大きな表示。|黒地に、|はっきりした色",
                Appearance::Dark => "まぶしくない|暗い色",
            },
        },
        staff_come: PromptTexts {
            ask: staff!("", "が|まいります"), detail: "そのまま|お待ちください"
        },
        checking: CheckingTexts {
            ask: "保険資格を|確認しています",
            step: |step| match step {
                CheckingStep::Connect => "確認サービスにつなぐ",
                CheckingStep::Verify => "暗証番号を確認する",
                CheckingStep::Sign => "カードで証明する",
                CheckingStep::Relay => "カードを確認する",
                CheckingStep::SameCard => "同じカードか確認する",
                CheckingStep::Ask => "保険の情報を確認する",
            },
            done: "[済]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "カードを取らずに、|そのまま|お待ちください",
            may_take_card: "カードは|お取りいただけます",
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
                Proof::Attested => "目視で確認（端末）",
                Proof::Relayed => "目視で確認（カード）",
                Proof::Folder => "資格確認端末の結果",
                Proof::Numbers => "番号で照会",
                Proof::Copied { .. } => "取り込んだテキスト",
            },
            executed: |day, (hour, minute)| format!("端末の確認 {} {hour:02}:{minute:02}", day.in_era()),
            unread: |lines| format!("表示していない行：{lines}"),
            page: |page, pages| format!("{page}/{pages} ページ"),
            left: |left| format!("あと{left:>3} 秒で消えます"),
            take_card: "カードをお取りください",
            no_end: "定めなし",
            not_sent: "（記載なし）",
            masked: staff!("ほかの項目は|かくしています。|", "が F2 を押すと|表示されます。"),
            hidden: "ほかの項目は|かくしています。",
            insurer_shape: "桁数が|ふつうの|保険者番号と|違います。",
            insurer_check_digit: "検証番号が|合いません。|番号を|確かめてください。",
            insurer_law_code: "法別番号が|一覧に|ありません。",
            outside_validity: "確認日が|有効期間の|外です。",
            period_reversed: "有効期間の|始めと終わりが|逆です。",
        },
        take_card: PromptTexts {
            ask: "カードを|お取りください", detail: "お忘れに|なりませんよう|ご注意ください"
        },
        thanks: PromptTexts { ask: "ありがとうございました", detail: "お席で|お待ちください" },
        ending: EndingTexts {
            left: |left| format!("あと{left:>3} 秒です。"),
            go_on: "続けるときは、|どれかのキーを|押してください。",
        },
        trouble: TroubleTexts {
            title: "確認できませんでした",
            my_number_card: "マイナンバーカードを|置いてください",
            visitor: "お客様",
            or: "代わり",
            between: "・",
            received: "受信",
            service_clock: |time| format!("サービスの|時計 {time}"),
            opens_again: |time| format!("{time} に|再開の|予定です。"),
            left: |left| format!("あと{left:>3} 秒で最初に戻ります"),
        },
        trouble_of: |kind| advice::trouble::<WORD>(kind).advice,
        verdict_of: |kind| {
            let (word, row) = advice::verdict::<WORD>(kind);
            VerdictTexts { word, advice: row.map(|row| row.advice) }
        },
        way_of: |way| match way {
            Way::Portal => "マイナポータルの画面",
            Way::Notice => "資格情報のお知らせとカード",
            Way::Certificate => "資格確認書",
            Way::Statement => "被保険者資格申立書",
            Way::Oral => "口頭での確認",
        },
        code: CodeTexts { sex: Sex::label_ja, relation: PersonalFamily::label_ja },
        date: Date::in_era,
        percent: Percent::label_ja,
    }
}
