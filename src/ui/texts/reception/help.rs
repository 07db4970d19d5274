//! Help.

use crate::staff::help::{CALL_CENTRE, Question, Topic};

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Help {
    pub title: &'static str,
    pub topic: fn(Topic) -> &'static str,
    /// Label of whom the settings name (`[kiosk] contact`).
    pub kiosk: &'static str,
    pub no_contact: &'static str,
    /// Label of the portal's call centre, and its number and hours.
    pub desk: &'static str,
    pub call_centre: fn() -> String,
    pub hours: &'static str,
    pub portal: &'static str,
    pub steps: &'static [&'static str],
    pub price: &'static str,
    pub yen: fn(u32) -> String,
    pub base: &'static str,
    pub paid: &'static str,
    pub own: &'static str,
    pub rule: &'static str,
    pub assumed: &'static str,
    pub asked: fn(Question) -> (&'static str, &'static str),
    pub readers: &'static [&'static str],
}

pub(super) const JA: Help = Help {
    title: "ヘルプ",
    topic: |topic| match topic {
        Topic::Contact => "問い合わせ先",
        Topic::SetUp => "ポータルでの準備",
        Topic::Subsidy => "補助金の計算",
        Topic::Questions => "よくある質問",
        Topic::Readers => "使えるカードリーダー",
    },
    kiosk: "この端末",
    no_contact: "設定に|連絡先が|ありません。",
    desk: "制度・ポータル",
    call_centre: || format!("{CALL_CENTRE}（コールセンター）"),
    hours: "平日 8-18時、|土曜 8-16時、|祝日は|休み",
    portal: "施術所等向け総合ポータルサイト",
    steps: &[
        "ポータルで|利用者登録を|する（管理者名、|登録記号番号、|電話、|メール）",
        "利用開始申請を|出し、|審査を|待つ",
        "各種申請の|「資格確認アカウント管理」で|IDを|確かめる（W と|数字 7 桁）",
        "PDF「ユーザー設定情報」を|取り出す",
        "端末を|登録する（ID と|1回限りの|コード）",
    ],
    price: "価格を|円で|入力してください",
    yen: |yen| format!("{} 円", grouped(yen)),
    base: "対象になる額",
    paid: "補助金",
    own: "自己負担",
    rule: "リーダー、|スマートフォン、|タブレットの|価格（4万1千円まで）の|4分の3です。",
    assumed: "端数の|扱いは|確認できていません。|ここでは|切り捨てます。",
    asked: |question| match question {
        Question::NotRead => (
            "カードを|読み取らない",
            "カードケースや|カバーから|出して、|平らに|置き直します。|それでも|読まなければ、|リーダーの|ケーブルを|確かめます。",
        ),
        Question::Expired => (
            "電子証明書の|期限が|切れている",
            "切れてから|3か月は|資格の確認だけ|できます。|その後は|使えません。|資格確認書で|確認します。|更新は|市区町村の窓口で|できます。",
        ),
        Question::Locked => (
            "暗証番号が|ロックされた",
            "3回|続けて|間違えると|ロックされ、|待っても|戻りません。|市区町村の窓口で|決め直します。|今日は|職員の|目視で|確認できます。",
        ),
        Question::NoMatch => (
            "「該当する資格なし」と|出る",
            "無保険という|意味では|ありません。|登録が|遅れていることも|あります。|10割を|請求せず、|ほかの方法で|確認します。",
        ),
        Question::NoPin => (
            "暗証番号のない|カード（顔認証）",
            "カードの|追記欄に|「顔認証」と|あります。|暗証番号は|なく、|職員の|目視で|確認します。|マイナポータルは|使えません。",
        ),
        Question::NoPhoto => (
            "写真のない|カード（1歳未満）",
            "顔を|見比べられないので、|職員の|目視では|確認できません。|暗証番号か、|ほかの方法で|確認します。",
        ),
    },
    readers: &[
        "拡張APDU（拡張Lc/Le）に|対応した|リーダーが|必要です。",
        "SAMを|内蔵した|リーダーは|使えません。",
        "機種の|一覧は|ポータルに|あります。",
    ],
};

pub(super) const EN: Help = Help {
    title: "Help",
    topic: |topic| match topic {
        Topic::Contact => "Contact",
        Topic::SetUp => "Setting up at the portal",
        Topic::Subsidy => "Subsidy calculator",
        Topic::Questions => "Common questions",
        Topic::Readers => "Readers that can be used",
    },
    kiosk: "This kiosk",
    no_contact: "The settings name no contact.",
    desk: "Scheme, portal",
    call_centre: || format!("{CALL_CENTRE} (call centre)"),
    hours: "weekdays 8-18, Saturdays 8-16, closed on holidays",
    portal: "Portal for facilities",
    steps: &[
        "Register at the portal: manager's name, registration number, telephone, e-mail.",
        "Apply for the start of use (利用開始申請); it is reviewed first.",
        "Under 資格確認アカウント管理 find the issued ID: W and seven digits.",
        "Download the PDF ユーザー設定情報.",
        "Register the terminal: ID and one-time code.",
    ],
    price: "Type the price in yen",
    yen: |yen| format!("{} yen", grouped(yen)),
    base: "Counted",
    paid: "Subsidy",
    own: "Your share",
    rule: "3/4 of a base cost of at most 41,000 yen, for readers, phones and tablets.",
    assumed: "How fractions are rounded is not established; they are cut off here.",
    asked: |question| match question {
        Question::NotRead => (
            "The card is not read",
            "Take it out of its case or sleeve and lay it flat again. If that does not help, look at the reader's cable.",
        ),
        Question::Expired => (
            "The certificate has expired",
            "For 3 months the insurance can still be confirmed, then no more: use a 資格確認書. The municipal office renews it.",
        ),
        Question::Locked => (
            "The PIN is locked",
            "Three misses in a row lock it, and waiting does not help. The municipal office sets a new one. Today staff can confirm \
             by the face.",
        ),
        Question::NoMatch => (
            "NOTHING ON RECORD",
            "It does not mean uninsured: the entry may be late. Do not charge in full; confirm in another way.",
        ),
        Question::NoPin => (
            "A card without a PIN (face card)",
            "It says 顔認証 in its notes field. It has no PIN: staff confirm by the face. Mynaportal cannot be used with it.",
        ),
        Question::NoPhoto => (
            "A card without a photo (under 1 year)",
            "There is no face to compare, so staff cannot confirm. Use the PIN or another way.",
        ),
    },
    readers: &[
        "The reader must support extended APDUs (extended Lc/Le).",
        "A reader with a built-in SAM cannot be used.",
        "The list of models is at the portal.",
    ],
};

/// With a comma between the thousands.
fn grouped(yen: u32) -> String {
    match yen {
        ..1_000 => yen.to_string(),
        _ => format!("{},{:03}", grouped(yen / 1_000), yen % 1_000),
    }
}
