//! Today's checks, in Japanese.

use super::super::desk_texts::{CountsTexts, TodayTexts};
use super::ways;
use crate::common::Method;
use crate::staff::today::{Filter, Totals};
use crate::visit::{CheckedBy, CountedWay, Month};

pub(super) const TEXTS: TodayTexts = TodayTexts {
    title: "今日の確認",
    none: "今日は|まだ|ありません。",
    of_day: |day| format!("{}月{}日の確認", u8::from(day.month()), day.day()),
    none_of_day: "この日の|確認は|ありません。",
    reading: "記録を|読んでいます。",
    no_journal: "記録（[journal] dir）を|つけていないので、|きょうより前は|わかりません。",
    unreadable: "記録を|読めません。|診断（5）を|ごらんください。",
    too_many: |count| format!("ほか {count} 件は省きました"),
    counts: "集計",
    turn: "前の日・次の日",
    none_of_filter: "あてはまる|ものは|ありません。",
    filter: |filter| match filter {
        Filter::All => "すべて",
        Filter::NotConfirmed => "有効以外",
        Filter::Open => "未確認",
    },
    totals: |Totals { all, confirmed, otherwise, open, simulated: _, struck: _ }| {
        format!("計 {all}  有効 {confirmed}  有効以外 {otherwise}  未確認 {open}")
    },
    simulated: |count| format!("うち模擬 {count}（本物の確認ではありません）"),
    mark: "模擬 ",
    struck_count: |count| format!("取消 {count}（上の数に入りません）"),
    struck: "取消",
    struck_advice: "職員の|記入の|誤りとして|取り消されました。|もとの記録は|残っています。",
    by: |by| match by {
        CheckedBy::Card(Method::Pin) => "暗証番号",
        CheckedBy::Card(Method::Staff) => "目視",
        CheckedBy::Folder => "別の端末",
        CheckedBy::Numbers(_) => "番号照会",
        CheckedBy::Assignment(_) => "照会番号",
        CheckedBy::Staff(way) => ways::guide(way).short,
    },
    failed: "確認できず",
    given_up: "途中でやめた",
    not_confirmed: "未確認",
    row: |number| format!("確認 {number}"),
    line: |seq| seq.map_or_else(|| "記録の行はまだありません".to_owned(), |seq| format!("記録の {seq} 行目")),
    given_up_advice: "返事の|前に|終わりました。|必要なら|もう一度、|はじめから|確認してください。",
    not_confirmed_advice: "職員の|記入だけです。|確認サービスが|使えるときに、|あとで|確かめてください。",
};

pub(super) const COUNTS: CountsTexts = CountsTexts {
    title: "月の集計",
    month: |Month { year, month }| format!("{year}年{month}月"),
    way: |way| match way {
        CountedWay::Pin => "暗証番号",
        CountedWay::Face => "目視",
        CountedWay::Folder => "別の端末",
        CountedWay::Numbers => "番号照会",
        CountedWay::Manual => "職員の記入",
    },
    simulated: "模擬の|確認は|数えていません。",
    only_simulated: "すべて|模擬です|（本物の|確認では|ありません）。",
    export: "CSV に書き出す",
    turn: "前の月・次の月",
    no_folder: "書き出す|フォルダー（[handoff] dir）が|設定されていません。",
    writing: "書き出しています。",
    written: |name| format!("書き出しました：{name}"),
};
