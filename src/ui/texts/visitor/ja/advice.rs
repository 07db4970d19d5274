//! What went wrong and who does what, in Japanese.

use super::super::staff_word::by_word;
use super::super::texts::{Advice, AdviceRow};
use crate::common::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str, staff: &'static str) -> AdviceRow {
    AdviceRow { advice: Advice { cause, visitor }, staff }
}

const PUT_BACK: &str = "カードを|置き直して、|もう一度お試しください。";
const NOT_NOW: &str = "ただいま|確認できません。";
const ONCE_MORE: &str = "もう一度お試しください。";
const ASK_SUPPLIER: &str = "続くときは、|このコードを|保守の窓口に|お知らせください。";
const OTHER_WAY: &str = "続くときは、|ほかの方法で|確認してください。";
const NOT_IN_FULL: &str = "全額の負担を|お願いせず、|ほかの方法で|確認してください。";

const fn staff_come<const WORD: usize>() -> &'static str {
    staff!("", "が|うかがいます。|少しお待ちください。")
}

/// Every trouble.
#[expect(clippy::too_many_lines, reason = "one table, a row each")]
pub fn trouble<const WORD: usize>(kind: TroubleKind) -> AdviceRow {
    match kind {
        TroubleKind::ForeignCard => row(
            "これは、|マイナンバーカードでは|ありません。",
            "マイナンバーカードを|置いてください。",
            "交通系カードや|免許証などは|使えません。",
        ),
        TroubleKind::MuteCard => row(
            "カードを|読み取れません。",
            "ケースから出し、|向きを確かめて|置き直してください。",
            "別のカードも|読めなければ、|リーダーを|確かめてください。",
        ),
        TroubleKind::CardPulled => row(
            "読み取りの途中で、|カードが|離れました。",
            "カードを|置き直し、|終わるまで|動かさないでください。",
            "カードが|浮いていないか|見てください。",
        ),
        TroubleKind::CardSwapped => row(
            "別のカードが|置かれました。",
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
            "電子証明書は、|お住まいの|市区町村の窓口で|発行を|受けられます。",
            NOT_IN_FULL,
        ),
        TroubleKind::CertificateExpired => row(
            "カードの|電子証明書の|期限が|切れています。",
            "保険は|今も|お使いに|なれることが|あります。|証明書は|市区町村の窓口で|更新できます。",
            "資格確認書を|お持ちか|おたずねください。|全額の負担を|お願いする|必要はありません。",
        ),
        TroubleKind::UnexpectedStatus => row("カードを|正しく|読み取れませんでした。", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::MalformedAnswer => row("カードの|中身を|読み取れません。", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::UnsupportedKey => row(
            "このカードの|方式には|まだ|対応していません。",
            staff_come::<WORD>(),
            "ソフトウェアの|更新が|必要です。|今日は|ほかの方法で|確認してください。",
        ),
        TroubleKind::CardBusy => row(
            "ほかのソフトが|カードを|使っています。",
            "少し待って、|もう一度お試しください。",
            "この端末で|カードを使う|ほかのソフトを|終わらせてください。",
        ),
        TroubleKind::FaceUnsure => row(
            "お顔の写真では|確認できませんでした。",
            staff_come::<WORD>(),
            "暗証番号か、|ほかの方法で|確認してください。",
        ),
        TroubleKind::FaceDiffers => {
            row("お顔の写真では|確認できませんでした。", staff_come::<WORD>(), "ご本人の|カードか|おたずねください。")
        }
        TroubleKind::NoDaemon => row(
            "カードリーダーを|動かす|仕組みが|止まっています。",
            staff_come::<WORD>(),
            "端末の電源を|入れ直してください|（pcscd 停止）。",
        ),
        TroubleKind::DaemonRefused => row(
            "この端末では、|カードリーダーを|使用できません。",
            staff_come::<WORD>(),
            "保守の窓口に|連絡してください|（pcscd 拒否）。",
        ),
        TroubleKind::NoReader => row(
            "カードリーダーが|見つかりません。",
            staff_come::<WORD>(),
            "リーダーの|USBケーブルを|差し直してください。",
        ),
        TroubleKind::ReaderGone => {
            row("カードリーダーが|外れました。", staff_come::<WORD>(), "リーダーの|USBケーブルを|差し直してください。")
        }
        TroubleKind::ReaderError => row(
            "カードリーダーで|エラーが|起きました。",
            staff_come::<WORD>(),
            "リーダーの|USBケーブルを|差し直し、|このコードを|保守の窓口に|伝えてください。",
        ),
        TroubleKind::ShortReader => row(
            "このカードリーダーでは、|目視の|確認が|できません。",
            staff_come::<WORD>(),
            "拡張Lc/Le対応の|リーダーが|必要です。|保守の窓口に|伝えてください。",
        ),
        TroubleKind::ReaderRestarts => row(
            "カードリーダーが|応答しないため、|起動し直しています。",
            "このまま|少し|お待ちください。|終わると、|自動で|続きます。",
            "2分ほどで|戻らなければ、|リーダーの|USBケーブルを|差し直してください。",
        ),
        TroubleKind::Unreachable => row(
            "確認サービスに|つながりません。",
            staff_come::<WORD>(),
            "通信のケーブルと|ルーターを|確かめてください。",
        ),
        TroubleKind::TimedOut => row("時間内に|応答が|ありませんでした。", ONCE_MORE, OTHER_WAY),
        TroubleKind::ConnectionBroken => row("通信が|途中で|切れました。", ONCE_MORE, OTHER_WAY),
        TroubleKind::Untrusted => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "つないだ先が|正しいサービスか|確かめられず、|何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::NotRegistered => row(
            "この端末の|登録を|確認できません。",
            staff_come::<WORD>(),
            "端末の登録を|やり直すよう、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::Garbage => row(
            NOT_NOW,
            ONCE_MORE,
            "サービスの応答を|読み取れません。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::TooLarge => row(
            NOT_NOW,
            ONCE_MORE,
            "サービスの応答が|大きすぎます。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::WrongType => row(
            NOT_NOW,
            ONCE_MORE,
            "サービスの応答の|形式が|違います。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::OtherCheck => row(
            "安全のため、|結果を|表示しませんでした。",
            ONCE_MORE,
            "別の確認への|応答でした。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::Problem => row(
            "確認サービスが|受け付けませんでした。",
            staff_come::<WORD>(),
            "下の受信内容を|ご覧ください。|ほかの方法でも|確認できます。",
        ),
        TroubleKind::HttpStatus => row("確認サービスで|エラーが|起きました。", ONCE_MORE, OTHER_WAY),
        TroubleKind::Maintenance => row(
            "確認サービスは、|ただいま|メンテナンス中です。",
            staff_come::<WORD>(),
            "再開までは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::Clock => row(
            "この端末の|時計が|合っていません。",
            staff_come::<WORD>(),
            "通信を|確かめ、|続くときは|保守の窓口に|連絡してください。",
        ),
        TroubleKind::TerminalExpired => row(
            "この端末の|登録の期限が|切れています。",
            staff_come::<WORD>(),
            "端末の登録を|やり直すよう、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::Busy => row(
            "確認サービスが|混み合っています。",
            "少し待って、|もう一度お試しください。",
            "お急ぎのときは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::Closed => row(
            "確認サービスは、|ただいま|受付時間外です。",
            staff_come::<WORD>(),
            "再開までは、|ほかの方法で|確認してください。",
        ),
        TroubleKind::RelayRefused => row(
            "安全のため、|確認を|中止しました。",
            staff_come::<WORD>(),
            "サービスが|求めた操作は|許されないため、|カードに|伝えていません。|今日は|ほかの方法で|確認し、|保守の窓口に|連絡してください。",
        ),
        TroubleKind::ServiceExpired => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "サービスの証明書が|今日は|有効でないため、|何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::OldTls => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "サービスの|通信の方式が|古く|安全でないため、|何も|送っていません。|保守の窓口に|連絡してください。",
        ),
        TroubleKind::FolderGone => row(
            "資格確認端末の|結果フォルダーを|開けません。",
            staff_come::<WORD>(),
            "資格確認端末の電源と、|通信のケーブルを|確かめてください。",
        ),
        TroubleKind::ResultUnreadable => row(
            "資格確認端末の|結果ファイルを|読み取れません。",
            staff_come::<WORD>(),
            "資格確認端末の|画面で|確認してください。|続くときは、|このコードを|保守の窓口に|お知らせください。",
        ),
        TroubleKind::ResultLate => row(
            "資格確認端末の|結果が|新しくないため、|表示しません。",
            staff_come::<WORD>(),
            "資格確認端末の|画面で|確認するか、|カードを|もう一度|読み取ってください。|続くときは、|2台の|時計を|比べてください。",
        ),
        TroubleKind::ResultForeign => row(
            "別の施設の|結果のため、|表示しません。",
            staff_come::<WORD>(),
            "結果の|医療機関コードが|設定|（[kiosk] facility）と|違います。|設定と|フォルダーを|確認してください。",
        ),
        TroubleKind::ResultPacked => row(
            "資格確認端末の|結果が|ZIPファイルのため、|読み取れません。",
            staff_come::<WORD>(),
            "資格確認端末の|画面で|確認してください。|端末の業者に、|OQSsiquc01res_face の|暗号化を|切る（n）よう|頼んでください。",
        ),
        TroubleKind::JournalFull => row(
            "記録を|書き込めないため、|結果を|表示できません。",
            staff_come::<WORD>(),
            "記録の|ディスクの空きと、|書き込みの許可を|確かめてください。|それまでは、|ほかの方法で|確認してください。",
        ),
    }
}

/// The word of every verdict, and where it is not a plain yes who does what.
pub fn verdict<const WORD: usize>(kind: VerdictKind) -> (&'static str, Option<AdviceRow>) {
    let (word, row) = match kind {
        VerdictKind::Confirmed => {
            return ("有効", None);
        }
        VerdictKind::Lost => (
            "無効（資格喪失）",
            row(
                "登録されている|保険は、|資格が|終了しています。",
                "保険が|変わった方は、|新しい|資格確認書などを|お見せください。",
                "登録待ちかもしれません。|全額請求せず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::NewExists => (
            "無効（新しい資格あり）",
            row(
                "この資格は|終わり、|新しい資格が|登録されています。",
                "新しい|資格確認書などを|お見せください。",
                "新しい資格の|番号を、|F4 から|入力してください。|カードなしの|確認だったときは、|カードで|確認してください。",
            ),
        ),
        VerdictKind::NoMatch => (
            "該当する資格なし",
            row(
                "資格の登録が|見つかりません。",
                "保険の登録が|遅れていることが|あります。|資格確認書などを|お見せください。",
                "全額の負担を|お願いせず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::Multiple => (
            "複数の資格が該当",
            row(
                "一つの資格に|決められないため、|内容は|表示しません。",
                staff_come::<WORD>(),
                "ご本人に|加入先を|たずね、|保険者に|問い合わせてください。",
            ),
        ),
        VerdictKind::Unregistered => (
            "未登録（医療扶助）",
            row(
                "医療扶助の|資格ですが、|登録が|すんでいません。",
                staff_come::<WORD>(),
                "福祉事務所に|問い合わせてください。",
            ),
        ),
        VerdictKind::Unknown => (
            "不明な区分",
            row(
                "この端末が|対応していない|区分です。",
                staff_come::<WORD>(),
                "確認できたとは|扱わず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::Inconsistent => (
            "データの不整合",
            row(
                "受け取った情報に|矛盾が|あります。",
                staff_come::<WORD>(),
                "確認できたとは|扱わず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::NotStated => (
            "取込データ（判定の記載なし）",
            row(
                "取り込んだデータに、|資格の判定が|書かれていません。",
                staff_come::<WORD>(),
                "内容だけでは|確認に|なりません。",
            ),
        ),
        VerdictKind::Refused => (
            "確認できません",
            row(
                "サービスが、|確認できないと|回答しました。",
                staff_come::<WORD>(),
                "受信内容を|ご覧ください。|全額の負担を|お願いせず、|ほかの方法で|確認してください。",
            ),
        ),
        VerdictKind::InProgress => ("処理中", row("サービスの|処理が、|まだ|終わっていません。", ONCE_MORE, OTHER_WAY)),
        VerdictKind::SystemError => {
            ("システムエラー", row("サービスの中で|エラーが|起きました。", staff_come::<WORD>(), OTHER_WAY))
        }
    };
    (word, Some(row))
}
