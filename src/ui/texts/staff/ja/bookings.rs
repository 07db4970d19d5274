//! The bookings that are checked in bulk, in Japanese.

use super::super::terminal_texts::{BookingsTexts, LINES};
use crate::common::{BookingCounts, BookingFault, BookingNeed, BookingRefusal, BookingState};

pub(super) const TEXTS: BookingsTexts = BookingsTexts {
    title: "予約の一括照会",
    none: "予約の|ファイルは|まだ|ありません。",
    state: |state| match state {
        BookingState::Refused(BookingRefusal::Lines(lines)) => {
            format!("照会していません。|直す行：{}|（理由は .refused.txt に）", few(lines))
        }
        BookingState::Refused(BookingRefusal::TooLarge) => {
            "照会していません。|大きすぎます。|いくつかの|ファイルに|分けてください".to_owned()
        }
        BookingState::Refused(BookingRefusal::Encoding) => {
            "照会していません。|文字コードを|UTF-8 か |Shift_JIS に|してください".to_owned()
        }
        BookingState::Refused(BookingRefusal::Unreadable) => {
            "照会していません。|ファイルを|読めません。|読み取りの許可を|確認してください".to_owned()
        }
        BookingState::Waiting(None) => "順番待ち".to_owned(),
        BookingState::Waiting(Some(trouble)) => {
            format!("まだ照会していません {}|（自動で|やり直します）", trouble.fault.code())
        }
        BookingState::Interrupted(trouble) => {
            format!("照会中。|端末との|やり取りが|止まっています {}|（自動で|続けます）", trouble.fault.code())
        }
        BookingState::Sent => "照会中（受付待ち）".to_owned(),
        BookingState::Working => "照会中（端末が処理中）".to_owned(),
        BookingState::Failed(fault) => fault_of(*fault).to_owned(),
        BookingState::Done(counts, _) => {
            let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated } = *counts;
            let mark = if simulated { "模擬 " } else { "" };
            let others = if foreign > 0 { "  |照会していない人の回答あり" } else { "" };
            format!("{mark}有効 {ok}  |相違 {changed}  |有効以外 {invalid}  |回答なし {unanswered}{others}")
        }
    },
    people: |people| format!("{people}人"),
    of_day: |(month, day)| format!("{month}月{day}日の照会"),
    need: |need| match need {
        BookingNeed::Changed => "有効・入力と相違",
        BookingNeed::Invalid => "有効以外",
        BookingNeed::Unanswered => "回答なし",
    },
};

/// Numbers of lines, the first ones where there are many.
fn few(lines: &[u64]) -> String {
    let named: Vec<String> = lines.iter().take(LINES).map(u64::to_string).collect();
    let more = if lines.len() > LINES { format!(" ほか{}行", lines.len() - LINES) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

const fn fault_of(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => "受付の応答なし。|再送しません。|端末の画面を確認",
        BookingFault::Refused => "端末が拒否。|端末の画面を確認",
        BookingFault::Failed => "端末で処理失敗。|端末の画面を確認",
        BookingFault::Packed => "結果がZIP。|端末の業者に連絡",
        BookingFault::Unreadable => "結果を読めません。|端末の画面を確認",
        BookingFault::NotInTime => "時間内に結果なし。|端末の画面を確認",
        BookingFault::Elsewhere => "照会済み。|横に|この予約の|結果なし",
        BookingFault::Unwritable => "横に|結果を|書けません。|フォルダーを|確認",
    }
}
