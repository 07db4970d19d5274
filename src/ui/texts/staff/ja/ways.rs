//! Other ways to confirm, in Japanese.

use super::super::texts::{Guide, SymbolTexts, WaysTexts};
use super::inquiry;
use crate::common::Way;
use crate::eligibility::insurer::InsurerKind;
use crate::eligibility::manual::{Item, Mistake};
use crate::staff::ways::NumberNote;
use crate::staff::ways::symbol::{Group, Letters, Region};

pub(super) const TEXTS: WaysTexts = WaysTexts {
    title: "ほかの方法で確認する",
    about: "職員が|見て|確かめ、|記録する|方法です。|確認サービスの|回答では|ありません。",
    ask: "お願い",
    look: "確認",
    keep: "記録",
    guide,
    ours: "この端末の|目安です。|正式な|手順は|手引きで|確かめてください。",
    label: |item| match item {
        Item::Insurer => "保険者番号",
        Item::Symbol => "記号",
        Item::Number => "番号",
        Item::Branch => "枝番",
    },
    type_it: |item| match item {
        Item::Insurer => "保険者番号を|入力してください",
        Item::Symbol => "記号を|入力してください",
        Item::Number => "番号を|入力してください",
        Item::Branch => "枝番を|入力してください",
    },
    shape: |item, late_elderly| match item {
        Item::Insurer => "8桁、|国民健康保険は|6桁です。",
        Item::Symbol => "書いてあるとおりに、|漢字や|かなも|入力してください。",
        Item::Number if late_elderly => "後期高齢者医療は|8桁です。",
        Item::Number => "はじめの 0 も|入力してください。",
        Item::Branch => "2桁です。|書いていなければ|空のままに|してください。",
    },
    symbol: SymbolTexts {
        how: |letters| match letters {
            Letters::Latin => "英数字を|打ちます。",
            Letters::Hiragana => "ひらがなを|ローマ字で|打ちます。",
            Letters::Katakana => "カタカナを|ローマ字で|打ちます。",
            Letters::Wide => "全角の|英数字を|打ちます。",
        },
        letters: |letters| match letters {
            Letters::Latin => "英数",
            Letters::Hiragana => "ひらがな",
            Letters::Katakana => "カタカナ",
            Letters::Wide => "全角",
        },
        table: "文字の表",
        choose: "数字で|選んでください。",
        group: |group| match group {
            Group::Insurance => "保険・組合",
            Group::Offices => "共済・役所",
            Group::Towns => "市町村・方角",
            Group::Initials => "県名の頭",
            Group::Prefectures => "都道府県",
            Group::Hiragana => "ひらがな",
            Group::Katakana => "カタカナ",
            Group::Numerals => "数・順番",
            Group::Signs => "記号類",
        },
        region: |region| match region {
            Region::HokkaidoTohoku => "北海道・東北",
            Region::Kanto => "関東",
            Region::Chubu => "中部",
            Region::Kinki => "近畿",
            Region::ChugokuShikoku => "中国・四国",
            Region::Kyushu => "九州・沖縄",
        },
    },
    inquiry: inquiry::TEXTS,
    may_be_blank: "わからなければ、|空のまま |Enter で|進めます。",
    note,
    kind: |kind| match kind {
        InsurerKind::HealthInsuranceAssociation => "協会けんぽ",
        InsurerKind::Seamen => "船員保険",
        InsurerKind::DayLabourers => "日雇",
        InsurerKind::HealthInsuranceSociety => "健康保険組合",
        InsurerKind::SelfDefence => "自衛官等",
        InsurerKind::MutualAid => "共済組合",
        InsurerKind::SpecialRetired => "特例退職",
        InsurerKind::National => "国民健康保険",
        InsurerKind::NationalAssociation => "国民健康保険組合",
        InsurerKind::NationalRetired => "国保退職者",
        InsurerKind::LateElderly => "後期高齢者医療",
        InsurerKind::PublicExpense => "公費負担",
    },
    unlisted: "一覧にない法別番号",
    blank: "（入力なし）",
    way: "方法",
    unverified: "未確認（職員の入力）",
    nobody_confirmed: "この内容は、|確認サービスで|確かめられて|いません。",
    not_kept: "記録できませんでした。|Enter で|もう一度|記録します。",
    noted: "職員の入力を|記録しました",
    not_an_answer: "保険資格は、|あとで|確認サービスで|確かめてください。",
    next: "次へ",
    save: "記録する",
    done: "終わる",
};

pub(super) const fn guide(way: Way) -> Guide {
    match way {
        Way::Portal => Guide {
            name: "マイナポータルの画面",
            short: "マイナポ画面",
            ask: "ご本人の|スマートフォンで、|マイナポータルの|保険資格の画面を|開いてもらいます。",
            look: "氏名と生年月日が|ご本人の|ものか、|資格の|期間に|今日が|入っているか。",
            keep: "画面の番号を、|次の画面で|入力します。",
            next: "見ました",
        },
        Way::Notice => Guide {
            name: "資格情報のお知らせとカード",
            short: "お知らせ",
            ask: "資格情報のお知らせと、|マイナンバーカードの|両方を|出してもらいます。|お知らせだけでは|使えません。",
            look: "カードの写真が|ご本人か|（写真のないカードも|あります）、|氏名が|両方で|同じか、|カードの|期限。",
            keep: "お知らせの番号を、|次の画面で|入力します。",
            next: "見ました",
        },
        Way::Certificate => Guide {
            name: "資格確認書",
            short: "資格確認書",
            ask: "資格確認書を|出してもらいます。",
            look: "氏名と生年月日が|ご本人の|ものか、|期限が|すぎていないか。",
            keep: "書いてある番号を、|次の画面で|入力します。",
            next: "見ました",
        },
        Way::Statement => Guide {
            name: "資格申立書（はじめての方）",
            short: "申立書",
            ask: "はじめての方に、|被保険者資格申立書を|書いてもらいます。|すぐに|全額を|求めないでください。",
            look: "書きもれが|ないか、|氏名と生年月日が|ご本人の|ものか。",
            keep: "申立書を|保管します。|番号の入力は|ありません。",
            next: "受け取りました",
        },
        Way::Oral => Guide {
            name: "口頭での確認（前にも来た方）",
            short: "口頭",
            ask: "前にも来た方に、|そのときから|保険が|変わっていないかを|たずねます。|すぐに|全額を|求めないでください。",
            look: "前回の記録の|氏名と生年月日が|ご本人の|ものか。",
            keep: "たずねたことを|記録します。|変わっていたら|ほかの方法で|確認します。",
            next: "変わりなし",
        },
    }
}

const fn note(item: Item, note: NumberNote) -> &'static str {
    match (note, item) {
        (NumberNote::WrongKey | NumberNote::Rejected(Mistake::Digits), Item::Insurer | Item::Branch) => {
            "数字だけを|入力してください。"
        }
        (NumberNote::Rejected(Mistake::Digits), _) => "8桁の数字を|入力してください。",
        (NumberNote::WrongKey, _) => "そのキーは|ここでは|使えません。",
        (NumberNote::TooLong, _) => "これ以上は|入りません。",
        (NumberNote::OneByOne, _) => "1文字ずつ|入力してください。",
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Insurer) => {
            "桁数が|違います。|8桁か|6桁です。"
        }
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Branch) => "2桁で|入力してください。",
        (NumberNote::TooShort, Item::Symbol) => "ローマ字が|途中です。",
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Symbol | Item::Number) => {
            "桁数が|違います。|番号は|8桁です。"
        }
        (NumberNote::Rejected(Mistake::CheckDigit), _) => {
            "検証番号が|合いません。|番号を|見直すか、|消して空に|してください。"
        }
    }
}
