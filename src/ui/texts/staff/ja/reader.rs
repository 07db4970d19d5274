//! Another terminal's reader, in Japanese.

use super::super::terminal_texts::ReaderTexts;
use crate::staff::reader::{NameMistake, NameNote};
use crate::visit::Withheld;

pub(super) const TEXTS: ReaderTexts = ReaderTexts {
    several: "職員：|同時に届いた|結果が|あります。|どなたのものか|選んでください",
    other: |made| match made {
        Some((hour, minute, second)) => {
            format!("職員：|別のカードが|{hour:02}:{minute:02}:{second:02} に|読み取られました")
        }
        None => "職員：|別のカードが|読み取られました".to_owned(),
    },
    expecting: "職員：|指定した方の|結果だけを|表示します",
    title: "読み取る方を指定する",
    about: "これから|カードを|読み取る方を|指定すると、|その方の結果だけを|表示します。|3分で|終わります。",
    type_name: "フリガナを|入力してください",
    name_shape: "姓名を|続けて|入力します。|小さい字や|濁点も|そのままで|かまいません。",
    may_be_blank: "生年月日と|フリガナの|どちらかは、|空のままに|できます。",
    name_note: |note| match note {
        NameNote::WrongKey => "そのキーは|ここでは|使えません。",
        NameNote::TooShort => "ローマ字が|途中です。",
        NameNote::TooLong => "これ以上は|入りません。",
        NameNote::OneByOne => "1文字ずつ|入力してください。",
        NameNote::Rejected(NameMistake::Nothing) => "生年月日か|フリガナの|どちらかが|いります。",
    },
    expect: "指定する",
    go_on: "このまま待つ",
    end: "指定をやめる",
    held: "表示していない結果",
    held_about: "ご本人に|お名前を|たずね、|合っている|ものだけを|選んでください。|2分で|消えます。",
    why: |why| match why {
        Withheld::Together => "同時に届いた",
        Withheld::Other => "指定の方ではない",
        Withheld::Early => "指定より前の読み取り",
        Withheld::Late => "指定が終わった直後",
    },
    no_time: "時刻なし",
    none_of_them: "どれも表示しない",
    show: "表示する",
};
