//! What went wrong and what the person does, in plain Japanese.

use super::super::texts::{Advice, VerdictTexts};
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, patient: &'static str) -> Advice {
    Advice { cause, patient }
}

const PUT_BACK: &str = "カードを |もう一度 |おいて ください。";
const STAFF_COME: &str = "スタッフが 来ます。|すこし |待って ください。";
const ONCE_MORE: &str = "もう一度 |して ください。";
const WAIT: &str = "すこし 待って、|もう一度 |して ください。";
const MY_NUMBER_CARD: &str = "マイナンバーカードを |おいて ください。";

/// Every trouble.
pub fn trouble(kind: TroubleKind) -> Advice {
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
        TroubleKind::JournalFull => row("記録を |書けません。|けっかを |出せません。", STAFF_COME),
    }
}

/// Every verdict.
pub fn verdict(kind: VerdictKind) -> VerdictTexts {
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
