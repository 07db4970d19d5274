//! Plain Japanese (やさしい日本語): short sentences with one idea each, few Chinese characters, few words in katakana,
//! no honorifics, no passive, no double negative, a space after every phrase. A Chinese character that is not among the
//! easiest has its reading in brackets where it is first used. The names of papers and of the PIN stay as they are
//! printed, because they must be found again on paper. `ui::tests::easy` holds the table to this.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["スタッフ", "スタッフ", "うけつけの 人", "じょさんし"] $after)
    };
}

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Easy,
        keys: KeyTexts {
            cancel: "やめる",
            close: "おわる",
            again: "もういちど",
            send_pin: "OK",
            erase: "けす",
            type_pin: "ばんごうを 入れる",
            call_staff: staff!("", "を よぶ"),
            pin_instead: "ばんごうで する",
            arrows: &["下", "上"],
            more: "つぎ",
            appearance: "もじ・いろ",
        },
        waiting: WaitingTexts {
            ask: "マイナンバーカードを |この 機械（きかい）の 上に |おいて ください",
            then_pin: "つぎに |暗証番号（あんしょうばんごう）を |入れます",
            then_staff: staff!("つぎに |", "が |あなたの かおを 見ます"),
            not_here: "スマートフォンや ほかの カードは |つかえません。|「受給者証」は うけつけです。",
            confirmed: "かおを 見ました",
            left: |left| format!("あと{left:>3} びょう"),
            notice: "おしらせ",
            closes: |time| format!("きょうは {time} まで |つかえます。"),
            missing: "今は つかえません",
            by_itself: "なおったら、|また つかえます。",
        },
        listening: PromptTexts {
            ask: "マイナンバーカードを |となりの 機械（きかい）に |おいて ください",
            detail: "ここに |けっかが 出ます",
        },
        reading: PromptTexts {
            ask: "カードを |読んで います", detail: "カードを |うごかさないで ください"
        },
        pin: PinTexts {
            ask: "暗証番号（あんしょうばんごう）を |入れて ください。|さいごに |Enter を |おして ください。",
            which: "4つの すうじです。|カードを もらった ときに |あなたが きめました。",
            left: |left| format!("あと {left}回（かい） できます"),
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "ちがいます。|もういちど |入れて ください。",
                PinNote::Rejected(PinRejection::HastyEnter) => "Enter を |もういちど |おして ください。",
                PinNote::Rejected(PinRejection::DoubleStrike) => "おなじ すうじが |つづきました。|1つだけ 入れました。",
                PinNote::TooShort => "4つ ぜんぶ |入れて ください。",
                PinNote::TooLong => "4つまでです。|はじめから |入れて ください。",
                PinNote::WrongKey => "すうじだけ |入れて ください。",
                PinNote::OneByOne => "1つずつ |入れて ください。",
            },
            forgotten: staff!("わかりませんか。|F3 を おして ください。|", "が 来ます。"),
        },
        last_try: LastTryTexts {
            title: "あと 1回（かい）だけです",
            was_wrong: "ばんごうが |ちがいました。",
            warning: "もういちど まちがえると、|暗証番号（あんしょうばんごう）は |つかえません。|市役所（しやくしょ）へ |行って、|なおします。",
            first_choice: staff!("", "を よぶ（おすすめ）"),
            second_choice: "ばんごうを 入れる",
        },
        no_pin: NoPinTexts {
            blocked: Advice {
                cause: "暗証番号（あんしょうばんごう）は |つかえません",
                visitor: "市役所（しやくしょ）で、|あたらしい |ばんごうに |できます。",
            },
            absent: Advice {
                cause: "この カードには |暗証番号（あんしょうばんごう）が |ありません",
                visitor: "「顔認証（かおにんしょう）」の |カードです。|この カードは |つかえます。",
            },
            staff_instead: staff!("", "を よぶ"),
        },
        pin_instead: "暗証番号（あんしょうばんごう）でも |できます。",
        supervisor: SupervisorTexts {
            wait: "すこし |まって ください",
            out: "今は |つかえません",
            call: staff!("", "を |よんで ください。"),
        },
        notes: KeyNoteTexts {
            card_first: "さきに |カードを |おいて ください",
            no_digits: "ここで すうじは |つかいません",
            appearance: |appearance| match appearance {
                Appearance::Standing => "いつもの がめん",
                Appearance::Large => "大きい がめん",
                Appearance::HighContrast => "くろい がめん、|はっきりした いろ",
                Appearance::LargeHighContrast => "大きい がめん、|はっきりした いろ",
                Appearance::Dark => "まぶしくない |くらい いろ",
            },
        },
        staff_come: PromptTexts { ask: staff!("", "が |来ます"), detail: "そのまま |まって ください" },
        checking: CheckingTexts {
            ask: "保険（ほけん）を |しらべて います",
            step: |step| match step {
                CheckingStep::Connect => "つなぐ",
                CheckingStep::Verify => "ばんごうを たしかめる",
                CheckingStep::Sign => "カードを たしかめる",
                CheckingStep::Relay => "カードを しらべる",
                CheckingStep::SameCard => "おなじ カードか 見る",
                CheckingStep::Ask => "ほけんを しらべる",
            },
            done: "[OK]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "カードを |まだ |とらないで ください",
            may_take_card: "カードを |とっても いいです",
            slow: "時間が |かかって います。|すこし |まって ください。",
        },
        panel: PanelTexts {
            labels: PanelLabels {
                name: "名前",
                kana: "フリガナ",
                other_name: "ほかの 名前",
                other_kana: "フリガナ",
                birthdate: "生まれた日",
                sex: "男・女",
                sex2: "男・女(うら)",
                insurer_number: "保険者番号",
                insurer_name: "保険者の名前",
                symbol: "記号",
                number: "番号",
                branch: "枝番",
                personal_family: "本人・かぞく",
                insured_name: "本人の名前",
                classification: "しゅるい",
                ratio: "はらう お金",
                preschool: "小学校の前",
                qualified: "入った日",
                lost: "やめた日",
                reason: "やめた わけ",
                issued: "できた日",
                from: "はじまる日",
                to: "おわる日",
                elderly: "70さいからの お金（高齢受給者証）",
                limit: "いちばん 多い お金（限度額適用）",
                limit_kind: "しゅるい",
                limit_class: "くぶん",
                long_term: "長い 入院",
                disease: "とくべつな 病気（特定疾病療養）",
                disease_name: "病気の名前",
                self_pay: "いちばん多く",
                post: "〒 ばんごう",
                address: "じゅうしょ",
                reference_number: "照会番号",
                checked: "しらべた日",
            },
            with_notice: "つかえます（おしらせ あり）",
            notice: "おしらせ",
            reference: "前の ほけん（今は つかえません）",
            record: "とどいた もの",
            proof: |proof| match proof {
                Proof::Pin => "4つの すうじで しらべました",
                Proof::Attested => staff!("", "が 見ました"),
                Proof::Relayed => "カードと かおを 見ました",
                Proof::Folder => "となりの きかいの けっか",
                Proof::Numbers => "かみの ばんごうから",
                Proof::Copied { .. } => "うつした もじ",
            },
            executed: |day, (hour, minute)| format!("しらべた時 {} {hour:02}:{minute:02}", day.in_characters()),
            unread: |lines| format!("出して いない 行：{lines}"),
            page: |page, pages| format!("{page}/{pages} ページ"),
            left: |left| format!("あと{left:>3} びょう"),
            take_card: "カードを とって ください",
            masked: staff!("ほかは かくして います。|", "が F2 を おすと、|見えます。"),
            hidden: "ほかは かくして います。",
            no_end: "なし",
            not_sent: "（書いて ありません）",
            insurer_shape: "ばんごうの |長さが |ちがいます。",
            insurer_check_digit: "ばんごうが |ちがう かもしれません。",
            insurer_law_code: "はじめの 2つの すうじが |わかりません。",
            outside_validity: "しらべた日は、|つかえる 日では |ありません。",
            period_reversed: "はじまる日と |おわる日が |ぎゃくです。",
        },
        take_card: PromptTexts {
            ask: "カードを |とって ください", detail: "カードを |わすれないで ください"
        },
        thanks: PromptTexts {
            ask: "ありがとう ございました", detail: "いすに すわって |まって ください"
        },
        ending: EndingTexts {
            left: |left| format!("あと{left:>3} びょうです。"),
            go_on: "つづける ときは、|どれか |おして ください。",
        },
        trouble: TroubleTexts {
            title: "うまく できませんでした",
            my_number_card: "マイナンバーカードを |おいて ください",
            visitor: "あなた",
            or: "ほかに",
            between: "、",
            received: "へんじ",
            service_clock: |time| format!("サービスの |とけい {time}"),
            opens_again: |time| format!("{time} から |つかえます。"),
            left: |left| format!("あと{left:>3} びょうで はじめに もどります"),
        },
        trouble_of: trouble::<WORD>,
        verdict_of: verdict::<WORD>,
        way_of: |way| match way {
            Way::Portal => "マイナポータル",
            Way::Notice => "「資格情報のお知らせ」|と カード",
            Way::Certificate => "「資格確認書」",
            Way::Statement => "「被保険者資格申立書」",
            Way::Oral => "話して しらべる",
        },
        code: CodeTexts {
            sex: |sex| match sex {
                Sex::NotSet => "きまって いません".into(),
                Sex::Male | Sex::Female | Sex::Unknown(_) => sex.label_ja(),
            },
            relation: |relation| match relation {
                PersonalFamily::Family => "かぞく".into(),
                PersonalFamily::Insured | PersonalFamily::Unknown(_) => relation.label_ja(),
            },
        },
        date: Date::in_characters,
        percent: Percent::label_ja,
    }
}

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "カードを |もういちど |おいて ください。";
const fn staff_come<const WORD: usize>() -> &'static str {
    staff!("", "が 来ます。|すこし |まって ください。")
}
const ONCE_MORE: &str = "もういちど |して ください。";
const WAIT: &str = "すこし |まって ください。|もういちど |して ください。";
const MY_NUMBER_CARD: &str = "マイナンバーカードを |おいて ください。";

/// Every trouble.
fn trouble<const WORD: usize>(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("マイナンバーカードでは |ありません。", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row(
            "カードを |読めません。",
            "ケースから |カードを 出して ください。|うらと おもてを |見て ください。|もういちど |おいて ください。",
        ),
        TroubleKind::CardPulled => row(
            "カードが |はなれました。",
            "カードを |もういちど |おいて ください。|おわるまで |うごかさないで ください。",
        ),
        TroubleKind::CardSwapped => {
            row("ほかの カードに |かわりました。", "あなたの カードを |1まいだけ |おいて ください。")
        }
        TroubleKind::Smartphone => row("スマートフォンは |ここでは |つかえません。", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "カードに |「電子証明書（でんししょうめいしょ）」が |ありません。",
            "市役所（しやくしょ）で |もらえます。",
        ),
        TroubleKind::CertificateExpired => row(
            "「電子証明書（でんししょうめいしょ）」が |古く なりました。",
            "ほけんは |つかえる ことが あります。|市役所（しやくしょ）で |なおします。",
        ),
        TroubleKind::UnexpectedStatus => row("カードを |うまく |読めません。", PUT_BACK),
        TroubleKind::MalformedAnswer => row("カードの 中を |読めません。", PUT_BACK),
        TroubleKind::UnsupportedKey => row("この カードは |まだ |つかえません。", staff_come::<WORD>()),
        TroubleKind::CardBusy => row("ほかの ことに |カードを |つかって います。", WAIT),
        TroubleKind::FaceUnsure | TroubleKind::FaceDiffers => {
            row("かおを |たしかめる ことが |できませんでした。", staff_come::<WORD>())
        }
        TroubleKind::NoDaemon | TroubleKind::DaemonRefused => {
            row("カードの 機械（きかい）が |うごきません。", staff_come::<WORD>())
        }
        TroubleKind::NoReader => row("カードの 機械（きかい）が |ありません。", staff_come::<WORD>()),
        TroubleKind::ReaderGone => row("カードの 機械（きかい）が |はずれました。", staff_come::<WORD>()),
        TroubleKind::ReaderError => row("カードの 機械（きかい）が |おかしいです。", staff_come::<WORD>()),
        TroubleKind::ShortReader => {
            row("この 機械（きかい）では、|かおを 見て |しらべる ことが |できません。", staff_come::<WORD>())
        }
        TroubleKind::ReaderRestarts => row(
            "カードの 機械（きかい）を |もういちど |うごかして います。",
            "すこし |まって ください。|おわると、じぶんで |つづきます。",
        ),
        TroubleKind::Unreachable => row("サービスに |つながりません。", staff_come::<WORD>()),
        TroubleKind::TimedOut => row("へんじが |来ませんでした。", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("とちゅうで |きれました。", ONCE_MORE),
        TroubleKind::Untrusted | TroubleKind::ServiceExpired | TroubleKind::OldTls => {
            row("今は |しらべる ことが |できません。", staff_come::<WORD>())
        }
        TroubleKind::NotRegistered => row("この 機械（きかい）は |まだ |つかえません。", staff_come::<WORD>()),
        TroubleKind::Garbage | TroubleKind::TooLarge | TroubleKind::WrongType => {
            row("今は |うまく |できませんでした。", ONCE_MORE)
        }
        TroubleKind::OtherCheck => row("あんぜんの ために、|けっかを |出しません。", ONCE_MORE),
        TroubleKind::Problem => row("サービスが |ことわりました。", staff_come::<WORD>()),
        TroubleKind::HttpStatus => row("サービスが |おかしいです。", ONCE_MORE),
        TroubleKind::Maintenance => row("サービスは |今 |休みです。", staff_come::<WORD>()),
        TroubleKind::Clock => row("この 機械（きかい）の とけいが |ちがいます。", staff_come::<WORD>()),
        TroubleKind::TerminalExpired => row("この 機械（きかい）は |今 |つかえません。", staff_come::<WORD>()),
        TroubleKind::Busy => row("サービスが |こんで います。", WAIT),
        TroubleKind::Closed => row("サービスは |今の 時間は |休みです。", staff_come::<WORD>()),
        TroubleKind::RelayRefused => row("あんぜんの ために、|とめました。", staff_come::<WORD>()),
        TroubleKind::FolderGone => row("となりの 機械（きかい）の |けっかが |見えません。", staff_come::<WORD>()),
        TroubleKind::ResultUnreadable => row("となりの 機械（きかい）の |けっかを |読めません。", staff_come::<WORD>()),
        TroubleKind::ResultLate => row("となりの 機械（きかい）の |けっかは |古いです。", staff_come::<WORD>()),
        TroubleKind::ResultForeign => row("ほかの ところの |けっかです。|出しません。", staff_come::<WORD>()),
        TroubleKind::ResultPacked => {
            row("となりの 機械（きかい）の |けっかを |ひらく ことが |できません。", staff_come::<WORD>())
        }
        TroubleKind::JournalFull => row("けっかを |出す ことが |できません。", staff_come::<WORD>()),
    }
}

/// Every verdict.
fn verdict<const WORD: usize>(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "つかえます", advice: None },
        VerdictKind::Lost => (
            "ほけんは おわりました",
            row(
                "この 保険（ほけん）は |おわりました。",
                "ほけんが |かわりましたか。|あたらしい |「資格確認書（しかくかくにんしょ）」|などを |見せて ください。",
            ),
        ),
        VerdictKind::NewExists => (
            "あたらしい ほけんが あります",
            row(
                "この 保険（ほけん）は |おわりました。|あたらしい ほけんが |あります。",
                "あたらしい |「資格確認書（しかくかくにんしょ）」|などを |見せて ください。",
            ),
        ),
        VerdictKind::NoMatch => (
            "ほけんが 見つかりません",
            row(
                "この 保険（ほけん）の |とうろくが |ありません。",
                "ほけんは |つかえる ことが あります。|「資格確認書（しかくかくにんしょ）」|などを |見せて ください。",
            ),
        ),
        VerdictKind::Multiple => (
            "ほけんが いくつか あります",
            row("保険（ほけん）が |いくつか |あります。|ここには |出しません。", staff_come::<WORD>()),
        ),
        VerdictKind::Unregistered => (
            "まだ とうろくが ありません",
            row("医療扶助（いりょうふじょ）の |とうろくが |まだです。", staff_come::<WORD>()),
        ),
        VerdictKind::Unknown => {
            ("わかりません", row("サービスの へんじの |いみが |わかりません。", staff_come::<WORD>()))
        }
        VerdictKind::Inconsistent => ("うまく できませんでした", row("へんじが |おかしいです。", staff_come::<WORD>())),
        VerdictKind::NotStated => (
            "うつし（まだ わかりません）",
            row("これは |うつしです。|つかえるか |まだ わかりません。", staff_come::<WORD>()),
        ),
        VerdictKind::Refused => {
            ("しらべる ことが できません", row("サービスが |ことわりました。", staff_come::<WORD>()))
        }
        VerdictKind::InProgress => ("しらべて います", row("まだ |おわって いません。", ONCE_MORE)),
        VerdictKind::SystemError => ("エラー", row("サービスの 中で |エラーが |ありました。", staff_come::<WORD>())),
    };
    VerdictTexts { word, advice: Some(advice) }
}
