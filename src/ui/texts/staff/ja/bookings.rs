//! The bookings that are checked in bulk, in Japanese.

use super::super::terminal_texts::BookingsTexts;
use crate::common::{BookingCounts, BookingFault, BookingNeed, BookingState};

pub(super) const TEXTS: BookingsTexts = BookingsTexts {
    title: "予約の一括照会",
    none: "予約の|ファイルは|まだ|ありません。",
    state: |state| match state {
        BookingState::Refused => "照会していません。直す行は .refused.txt に".to_owned(),
        BookingState::Waiting(None) => "順番待ち".to_owned(),
        BookingState::Waiting(Some(trouble)) => format!("まだ照会できません {}", trouble.fault.code()),
        BookingState::Sent => "照会中（受付待ち）".to_owned(),
        BookingState::Working => "照会中（端末が処理中）".to_owned(),
        BookingState::Failed(fault) => fault_of(*fault).to_owned(),
        BookingState::Done(counts, _) => {
            let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated } = *counts;
            let (mark, others) = (if simulated { "模擬 " } else { "" }, if foreign > 0 { "  他人分あり" } else { "" });
            format!("{mark}有効 {ok}  相違 {changed}  有効以外 {invalid}  回答なし {unanswered}{others}")
        }
    },
    people: |people| format!("{people}人"),
    need: |need| match need {
        BookingNeed::Changed => "有効・入力と相違",
        BookingNeed::Invalid => "有効以外",
        BookingNeed::Unanswered => "回答なし",
    },
};

const fn fault_of(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => "受付の返事なし。再送しません。端末の画面を確認",
        BookingFault::Refused => "端末が拒否。端末の画面を確認",
        BookingFault::Failed => "端末で処理失敗。端末の画面を確認",
        BookingFault::Packed => "結果がZIP。端末の業者に連絡",
        BookingFault::Unreadable => "結果を読めません。端末の画面を確認",
        BookingFault::NotInTime => "時間内に結果なし。端末の画面を確認",
    }
}
