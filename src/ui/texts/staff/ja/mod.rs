//! What only staff read, in Japanese.

mod assign;
mod bookings;
mod diagnosis;
mod help;
mod inquiry;
mod menu;
mod notes;
mod passcode;
mod power;
mod reader;
mod registration;
mod settings;
mod today;
mod ways;

use super::texts::{BannerTexts, IdentifyTexts, StaffKeyTexts, StaffSupervisorTexts, StaffTexts, StaffVerdictTexts};
use crate::common::Language;
use crate::ui::texts::visitor::ja::advice;

pub(super) static TEXTS: StaffTexts = StaffTexts {
    language: Language::Japanese,
    keys: StaffKeyTexts { staff_reveals: "すべて表示", other_ways: "ほかの方法" },
    simulation: BannerTexts {
        word: "模擬 SIMULATION",
        person: "人物：",
        keys: "F5 カード  F6/F7 人物  Ctrl-C 終了",
        terminal_keys: "F5 端末で読取  F6/F7 人物  Ctrl-C 終了",
        paper: ["F4 保険者", "記号", "番号", "枝番", "生年月日"],
    },
    label: "職員",
    support: "連絡先",
    identify: IdentifyTexts {
        how: "カードの写真と|ご本人の顔を|見比べてください。",
        confirm: "同じ方で|まちがいありません",
        no_photo: "写真のないカードは|暗証番号で",
    },
    blocked: "ほかの方法で|確認してください。",
    absent: "お顔を|見て|確認してください。",
    registration: registration::TEXTS,
    supervisor: StaffSupervisorTexts {
        fails: "機器の電源を|入れ直してください。|直らないときは、|下の内容を|連絡先に|お伝えください。",
        settings: "設定ファイルに|まちがいがあります。|下の内容を|連絡先に|お伝えください。",
        by_itself: "30秒ごとに|自動で|やり直します。",
        try_now: "今すぐやり直す",
    },
    trouble_of: |kind| advice::trouble(kind).staff,
    verdict_of: |kind| {
        let (word, row) = advice::verdict(kind);
        StaffVerdictTexts { word, advice: row.map(|row| row.staff) }
    },
    with_notice: "有効（お知らせあり）",
    menu: menu::TEXTS,
    passcode: passcode::TEXTS,
    ways: ways::TEXTS,
    assign: assign::TEXTS,
    reader: reader::TEXTS,
    today: today::TEXTS,
    bookings: bookings::TEXTS,
    settings: settings::TEXTS,
    help: help::TEXTS,
    diagnosis: diagnosis::TEXTS,
    power: power::TEXTS,
    note_of: notes::note,
};
