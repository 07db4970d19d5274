//! What only staff read, in Japanese.

mod absence;
mod assign;
mod bookings;
mod codes;
mod diagnosis;
mod help;
mod inquiry;
mod last;
mod menu;
mod notes;
mod open_items;
mod passcode;
mod power;
mod reader;
mod registration;
mod report;
mod set_up;
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
        terminal_keys: "F5 端末でカードを読取  F6/F7 人物  F8 予約を置く(F10で見る)  Ctrl-C 終了",
        terminal_caps: "F5 読取  F6/F7 人物  F8 予約  Ctrl-C 終了",
        terminal: "回答は内蔵の模擬端末から",
        paper: ["F4,3 保険者", "記号", "番号", "枝番", "生年月日"],
    },
    label: "職員",
    support: "連絡先",
    identify: IdentifyTexts {
        how: "カードの写真と|ご本人の顔を|見比べてください。|特定在留カードも|マイナンバーカードです。",
        confirm: "ご本人に|間違いありません",
        unsure: "同じ方と|言えません",
        different: "別の方です",
        no_photo: "写真のないカード：|暗証番号で確認",
    },
    blocked: "ほかの方法で|確認してください。",
    face_instead: "F3 を押し、|カードの写真と|お顔を|見比べてください。",
    registration: registration::TEXTS,
    supervisor: StaffSupervisorTexts {
        fails: "機器の電源を|入れ直してください。|直らないときは、|下の内容を|連絡先に|お伝えください。",
        settings: "設定ファイルに|まちがいがあります。|下の内容を|連絡先に|お伝えください。",
        by_itself: "30秒ごとに|自動で|やり直します。",
        try_now: "今すぐやり直す",
    },
    trouble_of: |kind| advice::trouble::<0>(kind).staff,
    verdict_of: |kind| {
        let (word, row) = advice::verdict::<0>(kind);
        StaffVerdictTexts { word, advice: row.map(|row| row.staff) }
    },
    with_notice: "有効（お知らせあり）",
    menu: menu::TEXTS,
    last: last::TEXTS,
    passcode: passcode::TEXTS,
    ways: ways::TEXTS,
    assign: assign::TEXTS,
    reader: reader::TEXTS,
    today: today::TEXTS,
    counts: today::COUNTS,
    open_items: open_items::TEXTS,
    bookings: bookings::TEXTS,
    settings: settings::TEXTS,
    set_up: set_up::TEXTS,
    help: help::TEXTS,
    codes: codes::TEXTS,
    diagnosis: diagnosis::TEXTS,
    absence: absence::TEXTS,
    power: power::TEXTS,
    note_of: notes::note,
    note_remedy: notes::remedy,
};
