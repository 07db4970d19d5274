//! What went wrong and who does what, in Japanese.

use super::super::texts::{Advice, AdviceRow};
use crate::common::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str, staff: &'static str) -> AdviceRow {
    AdviceRow { advice: Advice { cause, visitor }, staff }
}

const PUT_BACK: &str = "カードを|置き直して、|もう一度お試しください。";
const STAFF_COME: &str = "職員が|うかがいます。|少しお待ちください。";
const ONCE_MORE: &str = "もう一度お試しください。";
const ASK_SUPPLIER: &str = "続くときは、|このコードを|保守の窓口に|お知らせください。";
const OTHER_WAY: &str = "続くときは、|ほかの方法で|確認してください。";
const NOT_IN_FULL: &str = "全額の負担を|お願いせず、|ほかの方法で|確認してください。";

/// Every trouble.
#[expect(clippy::too_many_lines, reason = "one table, a row each")]
pub fn trouble(kind: TroubleKind) -> AdviceRow {
    match kind {
        TroubleKind::ForeignCard => row(
            "マイナンバーカードでは|ない|カードです。",
            "マイナンバーカードを|置いてください。",
            "交通系カードや|免許証などは|使えません。",
        ),
        TroubleKind::MuteCard => row(
            "カードを|読み取れません。",
            "ケースから出し、|向きを確かめて|置き直してください。",
            "別のカードも|読めなければ、|リーダーを|確かめてください。",
        ),
        TroubleKind::CardPulled => row(
            "途中で|カードが|離れました。",
            "カードを|置き直し、|終わるまで|動かさないでください。",
            "カードが|浮いていないか|見てください。",
        ),
        TroubleKind::CardSwapped => row(
            "途中で|別のカードに|替わりました。",
            "ご本人の|カードを|1枚だけ|置いてください。",
            "カードの|取り違えが|ないか|確かめてください。",
        ),
        TroubleKind::Smartphone => row(
            "スマートフォンは|この受付では|使えません。",
            "マイナンバーカードを|置いてください。",
            "カードが|なければ、|ほかの方法で|確認してください。",
        ),
        TroubleKind::NoCertificate => row(
            "カードに|電子証明書が|入っていません。",
            "電子証明書は、|市区町村の窓口で|入れてもらえます。",
            NOT_IN_FULL,
        ),
        TroubleKind::CertificateExpired => row(
            "カードの|電子証明書の|期限が|切れています。",
            "保険の資格が|切れたとは|限りません。|証明書は|市区町村の窓口で|更新できます。",
            "資格確認書を|お持ちか|おたずねください。|全額の負担を|お願いする|必要はありません。",
        ),
        TroubleKind::UnexpectedStatus => row("カードから|予想外の|返事が|ありました。", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::MalformedAnswer => row("カードの|中身を|読み取れません。", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::UnsupportedKey => row(
            "このカードの|方式には|まだ|対応していません。",
            STAFF_COME,
            "ソフトウェアの|更新が|必要です。|今日は|ほかの方法で|確認してください。",
        ),
        TroubleKind::CardBusy => row(
            "ほかのソフトが|カードを|使っています。",
            "少し待って、|もう一度お試しください。",
            "この端末で|カードを使う|ほかのソフトを|終わらせてください。",
        ),
        TroubleKind::NoDaemon => row(
            "カードリーダーを|動かす|仕組みが|止まっています。",
            STAFF_COME,
            "端末の電源を|入れ直してください|（pcscd 停止）。",
        ),
        TroubleKind::DaemonRefused => row(
            "カードリーダーを|使うことが|許されていません。",
            STAFF_COME,
            "保守の窓口に|連絡してください|（pcscd 拒否）。",
        ),
        TroubleKind::NoReader => {
            row("カードリーダーが|見つかりません。", STAFF_COME, "リーダーの|USBケーブルを|差し直してください。")
        }
        TroubleKind::ReaderGone => {
            row("カードリーダーが|外れました。", STAFF_COME, "リーダーの|USBケーブルを|差し直してください。")
        }
        TroubleKind::ReaderError => row(
            "カードリーダーで|エラーが|起きました。",
            STAFF_COME,
            "リーダーの|USBケーブルを|差し直し、|このコードを|保守の窓口に|伝えてください。",
        ),
        TroubleKind::ShortReader => row(
            "このカードリーダーでは、|職員の目視による|確認が|できません。",
            STAFF_COME,
            "拡張Lc/Le対応の|リーダーが|必要です。|保守の窓口に|伝えてください。",
        ),
        TroubleKind::Unreachable => {
            row("確認サービスに|つながりません。", STAFF_COME, "通信のケーブルと|ルーターを|確かめてください。")
        }
        TroubleKind::TimedOut => row("時間内に|返事が|ありませんでした。", ONCE_MORE, OTHER_WAY),
        TroubleKind::ConnectionBroken => row("通信が|途中で|切れました。", ONCE_MORE, OTHER_WAY),
        TroubleKind::Untrusted => row(
            "つないだ先が|正しいサービスか|確かめられません。",
            STAFF_COME,
            "何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::NotRegistered => row(
            "この端末の|登録を|確認できません。",
            STAFF_COME,
            "端末の登録を|やり直すよう、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::Garbage => row("サービスの|返事を|読み取れません。", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::TooLarge => row("サービスの|返事が|大きすぎます。", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::WrongType => row("サービスの|返事の|形式が|違います。", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::OtherCheck => row("別の確認への|返事が|届いたため、|表示しません。", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::Problem => row(
            "確認サービスが|受け付けませんでした。",
            STAFF_COME,
            "下の受信内容を|ご覧ください。|ほかの方法でも|確認できます。",
        ),
        TroubleKind::HttpStatus => row("確認サービスで|エラーが|起きました。", ONCE_MORE, OTHER_WAY),
        TroubleKind::Maintenance => row(
            "確認サービスは|お休み中です（メンテナンス）。",
            STAFF_COME,
            "再開までは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::Clock => row(
            "この端末の|時計が|合っていません。",
            STAFF_COME,
            "通信を|確かめ、|続くときは|保守の窓口に|連絡してください。",
        ),
        TroubleKind::TerminalExpired => row(
            "この端末の|登録の期限が|切れています。",
            STAFF_COME,
            "端末の登録を|やり直すよう、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::Busy => row(
            "確認サービスが|混み合っています。",
            "少し待って、|もう一度お試しください。",
            "お急ぎのときは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::Closed => row(
            "確認サービスは、|ただいま|受付時間外です。",
            STAFF_COME,
            "再開までは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::RelayRefused => row(
            "サービスが、|カードに|許されない操作を|求めました。",
            STAFF_COME,
            "その操作は|カードに|伝えていません。|今日は|ほかの方法で|確認し、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::ServiceExpired => row(
            "確認サービスの|証明書が、|今日は|有効では|ありません。",
            STAFF_COME,
            "何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::OldTls => row(
            "確認サービスの|通信の方式が|古く、|安全ではありません。",
            STAFF_COME,
            "何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::FolderGone => row(
            "資格確認端末の|結果フォルダーを|開けません。",
            STAFF_COME,
            "資格確認端末の電源と、|通信のケーブルを|確かめてください。",
        ),
        TroubleKind::ResultUnreadable => row(
            "資格確認端末の|結果ファイルを|読み取れません。",
            STAFF_COME,
            "資格確認端末の|画面で|確認してください。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::ResultLate => row(
            "資格確認端末の|結果が|新しくないため、|表示しません。",
            STAFF_COME,
            "資格確認端末の|画面で|確認するか、|カードを|もう一度|読み取ってください。|続くときは、|2台の|時計を|比べてください。",
        ),
        TroubleKind::ResultForeign => row(
            "別の施設の|結果のため、|表示しません。",
            STAFF_COME,
            "結果の|医療機関コードが|設定|（[kiosk] facility）と|違います。|設定と|フォルダーを|確認してください。",
        ),
        TroubleKind::ResultPacked => row(
            "資格確認端末の|結果が|ZIPファイルのため、|読み取れません。",
            STAFF_COME,
            "資格確認端末の|画面で|確認してください。|端末の業者に、|OQSsiquc01res_face の|暗号化を|切る（n）よう|頼んでください。",
        ),
        TroubleKind::JournalFull => row(
            "記録を|書き込めないため、|結果を|表示できません。",
            STAFF_COME,
            "記録の|ディスクの空きと、|書き込みの許可を|確かめてください。|それまでは、|ほかの方法で|確認してください。",
        ),
    }
}

/// The word of every verdict, and where it is not a plain yes who does what.
pub fn verdict(kind: VerdictKind) -> (&'static str, Option<AdviceRow>) {
    let (word, row) = match kind {
        VerdictKind::Confirmed => {
            return ("有効", None);
        }
        VerdictKind::Lost => (
            "無効（資格喪失）",
            row(
                "登録されている|保険の資格は、|終わっています。",
                "保険が|変わった方は、|新しい|資格確認書などを|お見せください。",
                "新しい資格の|登録待ちの|ことが|あります。|全額の負担を|お願いせず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::NewExists => (
            "無効（新しい資格あり）",
            row(
                "この資格は|終わり、|新しい資格が|登録されています。",
                "新しい|資格確認書などを|お見せください。",
                "マイナンバーカードで|もう一度確認してください。",
            ),
        ),
        VerdictKind::NoMatch => (
            "該当する資格なし",
            row(
                "資格の登録が|見つかりません。",
                "保険に|入っていないとは|限りません。|資格確認書などを|お見せください。",
                "登録の遅れなどでも|起こります。|全額の負担を|お願いせず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::Multiple => (
            "複数の資格が該当",
            row(
                "一つの資格に|決められないため、|内容は|表示しません。",
                STAFF_COME,
                "ご本人に|加入先を|たずね、|保険者に|問い合わせてください。",
            ),
        ),
        VerdictKind::Unregistered => (
            "未登録（医療扶助）",
            row("医療扶助の|資格ですが、|登録が|すんでいません。", STAFF_COME, "福祉事務所に|問い合わせてください。"),
        ),
        VerdictKind::Unknown => (
            "不明な区分",
            row(
                "サービスの|返事に、|知らない区分が|ありました。",
                STAFF_COME,
                "確認できたとは|扱わず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::Inconsistent => (
            "データの不整合",
            row(
                "サービスの|返事の中身が、|食い違っています。",
                STAFF_COME,
                "確認できたとは|扱わず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::NotStated => (
            "取込データ（判定の記載なし）",
            row("取り込んだデータに、|資格の判定が|書かれていません。", STAFF_COME, "内容だけでは|確認に|なりません。"),
        ),
        VerdictKind::Refused => (
            "確認できません",
            row(
                "サービスが、|確認できないと|答えました。",
                STAFF_COME,
                "受信内容を|ご覧ください。|全額の負担を|お願いせず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::InProgress => ("処理中", row("サービスの|処理が、|まだ|終わっていません。", ONCE_MORE, OTHER_WAY)),
        VerdictKind::SystemError => {
            ("システムエラー", row("サービスの中で|エラーが|起きました。", STAFF_COME, OTHER_WAY))
        }
    };
    (word, Some(row))
}
