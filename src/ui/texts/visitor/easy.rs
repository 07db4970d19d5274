//! Plain Japanese (やさしい日本語): short sentences, few Chinese characters, no honorifics, a space after every phrase.
//! The names of papers and of the PIN stay as they are printed, because they must be found again on paper.

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Language, Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Easy,
    keys: KeyTexts {
        cancel: "やめる",
        close: "おわる",
        again: "もう一度",
        send_pin: "OK",
        erase: "けす",
        type_pin: "番号を 入れる",
        staff_instead: "スタッフを よぶ",
        pin_instead: "暗証番号で する",
        arrows: &["矢印"],
        more: "つぎ",
    },
    waiting: WaitingTexts {
        ask: "マイナンバーカードを |カードリーダーに |おいて ください",
        then_pin: "つぎに |4つの 数字（暗証番号）を |入れます",
        then_staff: "つぎに |スタッフが |あなたの 顔を 見ます",
        confirmed: "スタッフが |顔を 見ました",
        left: |left| format!("あと{left:>3} 秒"),
        notice: "お知らせ",
        closes: |time| format!("このサービスは {time} に おわります。"),
        missing: "今は つかえません",
        by_itself: "なおったら、|また つかえます。",
    },
    listening: PromptTexts {
        ask: "マイナンバーカードは |となりの 機械に |おいて ください",
        detail: "ここに |けっかが 出ます",
    },
    reading: PromptTexts {
        ask: "カードを |読んでいます", detail: "カードを |うごかさないで ください"
    },
    pin: PinTexts {
        ask: "4つの 数字（暗証番号）を |入れて、|Enter を |おして ください",
        left: |left| format!("あと {left}回 できます"),
        note: |note| match note {
            PinNote::Rejected(PinRejection::WrongPin) => "ちがいます。|もう一度 |入れて ください。",
            PinNote::Rejected(PinRejection::HastyEnter) => "Enter を |もう一度 |押して ください。",
            PinNote::TooShort => "数字は |4つです。|4つ |入れて ください。",
            PinNote::TooLong => "数字は |4つです。|はじめから |入れて ください。",
            PinNote::WrongKey => "数字だけ |入れて ください。",
            PinNote::OneByOne => "1つずつ |入れて ください。",
        },
        forgotten: "わかりませんか。|F3 を おして ください。|スタッフが 来ます。",
    },
    last_try: LastTryTexts {
        title: "あと 1回だけです",
        was_wrong: "番号が |ちがいました。",
        warning: "つぎに まちがえると、|暗証番号が |つかえなくなります。|市役所などへ |行かなければ なりません。",
        first_choice: "スタッフが 顔を 見る（おすすめ）",
        second_choice: "番号を 入れる",
    },
    no_pin: NoPinTexts {
        blocked: Advice {
            cause: "暗証番号が |つかえません（ロック）",
            visitor: "市役所などで、|あたらしい |暗証番号に |できます。",
        },
        absent: Advice {
            cause: "このカードは |暗証番号が ありません",
            visitor: "「顔認証」の |カードです。|このカードは |つかえます。",
        },
        staff_instead: "スタッフが 顔を 見る",
    },
    pin_instead: "4つの 数字（暗証番号）で |できます。",
    supervisor: SupervisorTexts {
        wait: "少し|待ってください",
        out: "今は|使えません",
        call: "係の人を|呼んでください。",
    },
    look_here: "画面を見てください。",
    staff_come: PromptTexts { ask: "スタッフが |来ます", detail: "そのまま |待って ください" },
    checking: CheckingTexts {
        ask: "保険を |しらべています",
        step: |step| match step {
            CheckingStep::Connect => "つなぐ",
            CheckingStep::Verify => "暗証番号を 見る",
            CheckingStep::Sign => "カードを 見る",
            CheckingStep::Relay => "カードと サービスを 見る",
            CheckingStep::SameCard => "カードを もういちど 見る",
            CheckingStep::Ask => "保険を しらべる",
        },
        done: "[済]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "カードを |まだ |とらないで ください",
        may_take_card: "カードを |とっても いいです",
        slow: "時間が |かかっています。|すこし |待って ください。",
    },
    panel: PanelTexts {
        labels: PanelLabels {
            name: "名前",
            kana: "フリガナ",
            other_name: "別の 名前",
            other_kana: "フリガナ",
            birthdate: "生まれた日",
            sex: "男・女",
            sex2: "男・女(うら)",
            insurer_number: "保険者番号",
            insurer_name: "保険者の名前",
            symbol: "記号",
            number: "番号",
            branch: "枝番",
            personal_family: "本人・家族",
            insured_name: "本人の名前",
            classification: "区分",
            ratio: "はらう割合",
            preschool: "小学校の前",
            qualified: "入った日",
            lost: "やめた日",
            reason: "やめた理由",
            issued: "作った日",
            from: "はじまる日",
            to: "おわる日",
            elderly: "70さいからの 割合（高齢受給者証）",
            limit: "はらう お金の 上限（限度額適用）",
            limit_kind: "証の種類",
            limit_class: "区分",
            long_term: "長い 入院",
            disease: "特別な 病気（特定疾病療養）",
            disease_name: "病気の名前",
            self_pay: "はらう上限",
            post: "郵便番号",
            address: "住所",
            reference_number: "照会番号",
            checked: "しらべた日",
        },
        with_notice: "有効：つかえます（お知らせ）",
        notice: "お知らせ",
        reference: "前の 保険（今は つかえません）",
        record: "とどいた もの",
        proof: |proof| match proof {
            Proof::Pin => "暗証番号で しらべました",
            Proof::Attested => "スタッフが 見ました",
            Proof::Relayed => "スタッフが 見ました（カード）",
            Proof::Folder => "となりの 機械の けっか",
            Proof::Numbers => "紙の 番号で しらべました",
            Proof::Copied { .. } => "コピーした 文字",
        },
        executed: |day, (hour, minute)| format!("しらべた時 {} {hour:02}:{minute:02}", day.in_characters()),
        unread: |lines| format!("出していない 行：{lines}"),
        page: |page, pages| format!("{page}/{pages} ページ"),
        left: |left| format!("あと{left:>3} 秒"),
        take_card: "カードを とって ください",
        masked: "ほかは かくしています。|スタッフが F2 を おすと |見えます。",
        hidden: "ほかは かくしています。",
        no_end: "なし",
        not_sent: "（書いて ありません）",
        insurer_shape: "保険者番号の |長さが |ちがいます。",
        insurer_check_digit: "保険者番号が |ちがう かもしれません。",
        insurer_law_code: "はじめの 2つの 数字が |わかりません。",
        outside_validity: "しらべた日は、|つかえる 時では |ありません。",
        period_reversed: "はじまる日と |おわる日が |ぎゃくです。",
    },
    take_card: PromptTexts {
        ask: "カードを |とって ください", detail: "カードを |わすれないで ください"
    },
    trouble: TroubleTexts {
        title: "しらべられませんでした",
        visitor: "あなた",
        or: "または",
        between: "、",
        received: "受信",
        service_clock: |time| format!("サービスの |時計 {time}"),
        opens_again: |time| format!("{time} から |つかえます。"),
        left: |left| format!("あと{left:>3} 秒で はじめに もどります"),
    },
    trouble_of: trouble,
    verdict_of: verdict,
    way_of: |way| match way {
        Way::Portal => "マイナポータル",
        Way::Notice => "「資格情報のお知らせ」",
        Way::Certificate => "「資格確認書」",
        Way::Statement => "「資格申立書」",
        Way::Oral => "話して しらべる",
    },
    code: CodeTexts { sex: Sex::label_ja, relation: PersonalFamily::label_ja },
    date: Date::in_characters,
    percent: Percent::label_ja,
};

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "カードを |もう一度 |おいて ください。";
const STAFF_COME: &str = "スタッフが 来ます。|すこし |待って ください。";
const ONCE_MORE: &str = "もう一度 |して ください。";
const WAIT: &str = "すこし 待って、|もう一度 |して ください。";
const MY_NUMBER_CARD: &str = "マイナンバーカードを |おいて ください。";

/// Every trouble.
fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("マイナンバーカードでは |ありません。", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row(
            "カードを |読めません。",
            "ケースから |カードを 出して ください。|うらと おもてを 見て、|もう一度 |おいて ください。",
        ),
        TroubleKind::CardPulled => row(
            "カードが |はなれました。",
            "カードを |もう一度 |おいて ください。|おわるまで |うごかさないで ください。",
        ),
        TroubleKind::CardSwapped => {
            row("カードが |別の カードに |かわりました。", "あなたの カードを |1まいだけ |おいて ください。")
        }
        TroubleKind::Smartphone => row("スマートフォンは |ここでは |つかえません。", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => {
            row("カードに |「電子証明書」が |ありません。", "「電子証明書」は |市役所などで |もらえます。")
        }
        TroubleKind::CertificateExpired => row(
            "カードの |「電子証明書」が |古くなりました。",
            "保険は |つかえる かもしれません。|「電子証明書」は |市役所などで |あたらしく できます。",
        ),
        TroubleKind::UnexpectedStatus => row("カードの |返事が |へんです。", PUT_BACK),
        TroubleKind::MalformedAnswer => row("カードの 中を |読めません。", PUT_BACK),
        TroubleKind::UnsupportedKey => row("このカードは |まだ |つかえません。", STAFF_COME),
        TroubleKind::CardBusy => row("ほかの ソフトが |カードを |つかっています。", WAIT),
        TroubleKind::NoDaemon | TroubleKind::DaemonRefused => row("カードリーダーが |うごきません。", STAFF_COME),
        TroubleKind::NoReader => row("カードリーダーが |ありません。", STAFF_COME),
        TroubleKind::ReaderGone => row("カードリーダーが |はずれました。", STAFF_COME),
        TroubleKind::ReaderError => row("カードリーダーが |おかしいです。", STAFF_COME),
        TroubleKind::ShortReader => row("このカードリーダーでは、|顔を 見て |しらべることが |できません。", STAFF_COME),
        TroubleKind::Unreachable => row("サービスに |つながりません。", STAFF_COME),
        TroubleKind::TimedOut => row("返事が |来ませんでした。", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("通信が |切れました。", ONCE_MORE),
        TroubleKind::Untrusted => row("正しい サービスか |わかりません。", STAFF_COME),
        TroubleKind::NotRegistered => row("この機械は |登録されていません。", STAFF_COME),
        TroubleKind::Garbage => row("サービスの 返事を |読めません。", ONCE_MORE),
        TroubleKind::TooLarge => row("サービスの 返事が |大きすぎます。", ONCE_MORE),
        TroubleKind::WrongType => row("サービスの 返事の |形が |ちがいます。", ONCE_MORE),
        TroubleKind::OtherCheck => row("別の 返事が |来ました。|ここには |出しません。", ONCE_MORE),
        TroubleKind::Problem => row("サービスが |ことわりました。", STAFF_COME),
        TroubleKind::HttpStatus => row("サービスが |おかしいです。", ONCE_MORE),
        TroubleKind::Maintenance => row("サービスは |今 |休みです（メンテナンス）。", STAFF_COME),
        TroubleKind::Clock => row("この機械の 時計が |ちがいます。", STAFF_COME),
        TroubleKind::TerminalExpired => row("この機械の 登録が |おわりました。", STAFF_COME),
        TroubleKind::Busy => row("サービスが |こんでいます。", WAIT),
        TroubleKind::Closed => row("サービスは |今の 時間は |休みです。", STAFF_COME),
        TroubleKind::RelayRefused => row("サービスが、|カードに |しては いけない ことを |言いました。", STAFF_COME),
        TroubleKind::ServiceExpired => row("サービスの 証明書が |今日は |つかえません。", STAFF_COME),
        TroubleKind::OldTls => row("サービスの 通信が |古くて、|あぶないです。", STAFF_COME),
        TroubleKind::FolderGone => row("となりの 機械の |けっかが |見えません。", STAFF_COME),
        TroubleKind::ResultUnreadable => row("となりの 機械の |けっかを |読めません。", STAFF_COME),
        TroubleKind::ResultLate => row("となりの 機械の |けっかは |古いです。|出しません。", STAFF_COME),
        TroubleKind::ResultForeign => row("ほかの ところの |けっかです。|出しません。", STAFF_COME),
        TroubleKind::ResultPacked => row("となりの 機械の |けっかは |読めない 形です。", STAFF_COME),
        TroubleKind::JournalFull => row("記録を |書けません。|けっかを |出せません。", STAFF_COME),
    }
}

/// Every verdict.
fn verdict(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "有効：つかえます", advice: None },
        VerdictKind::Lost => (
            "無効：保険は おわりました",
            row(
                "この保険は |おわりました。",
                "保険が |かわりましたか。|あたらしい |「資格確認書」などを |見せて ください。",
            ),
        ),
        VerdictKind::NewExists => (
            "無効：あたらしい 保険が あります",
            row(
                "この保険は おわりました。|あたらしい 保険が |あります。",
                "あたらしい |「資格確認書」などを |見せて ください。",
            ),
        ),
        VerdictKind::NoMatch => (
            "保険が 見つかりません",
            row(
                "この保険の |登録が |ありません。",
                "保険に |入っている かもしれません。|「資格確認書」などを |見せて ください。",
            ),
        ),
        VerdictKind::Multiple => {
            ("2つ以上 あります", row("保険が |2つ以上 |あります。|ここには |出しません。", STAFF_COME))
        }
        VerdictKind::Unregistered => {
            ("まだ 登録が ありません（医療扶助）", row("医療扶助の |登録が |まだです。", STAFF_COME))
        }
        VerdictKind::Unknown => ("わかりません", row("サービスの 返事の |意味が |わかりません。", STAFF_COME)),
        VerdictKind::Inconsistent => ("返事が おかしいです", row("サービスの 返事の |中が |合いません。", STAFF_COME)),
        VerdictKind::NotStated => {
            ("コピー（判定は ありません）", row("保険が |つかえるか、|書いて ありません。", STAFF_COME))
        }
        VerdictKind::Refused => ("しらべられません", row("サービスが、|しらべられないと |言いました。", STAFF_COME)),
        VerdictKind::InProgress => ("しらべています", row("まだ |おわっていません。", ONCE_MORE)),
        VerdictKind::SystemError => ("システムエラー", row("サービスの 中で |エラーが |ありました。", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
