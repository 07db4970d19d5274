//! The settings, in Japanese.

use super::super::texts::SettingsTexts;
use crate::common::appearance::{Detail, Look};
use crate::common::method::Method;
use crate::staff::settings::{FileEncoding, HandOffKind, SettingItem};

pub(super) const TEXTS: SettingsTexts = SettingsTexts {
    title: "設定",
    item: |item| match item {
        SettingItem::Method => "本人確認",
        SettingItem::Switchable => "A/Bの切替を許可",
        SettingItem::ShowFor => "結果の表示時間",
        SettingItem::Detail => "結果の見せ方",
        SettingItem::Language => "ことば",
        SettingItem::LargeText => "大きな表示",
        SettingItem::Theme => "画面の色",
        SettingItem::Sound => "音を鳴らす",
        SettingItem::Speech => "読み上げ",
        SettingItem::Reader => "カードリーダー",
        SettingItem::HandOff => "レセコンへ渡す",
        SettingItem::HandOffDir => "渡すフォルダー",
        SettingItem::Encoding => "文字コード",
        SettingItem::Passcode => "職員の暗証",
    },
    method: |method| match method {
        Method::Staff => "A 職員が目で確認",
        Method::Pin => "B 暗証番号",
    },
    detail: |detail| match detail {
        Detail::Full => "すべて",
        Detail::Masked => "職員が開くまで一部",
    },
    look: |look| match look {
        Look::Standard => "標準",
        Look::HighContrast => "強いコントラスト",
        Look::ColourBlind => "色覚に配慮",
        Look::Mono => "白黒",
    },
    form: |form| match form {
        HandOffKind::None => "渡さない",
        HandOffKind::OqsXml => "資格確認端末の XML",
        HandOffKind::Json => "JSON",
        HandOffKind::Csv => "CSV",
    },
    encoding: |encoding| match encoding {
        FileEncoding::Utf8 => "UTF-8",
        FileEncoding::ShiftJis => "Shift_JIS",
    },
    seconds: |seconds| match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}秒"),
        (minutes, 0) => format!("{minutes}分"),
        (minutes, seconds) => format!("{minutes}分{seconds}秒"),
    },
    on: "する",
    off: "しない",
    set: "あり",
    nothing: "なし",
    any: "*（すべて）",
    change: "変える",
    save: "保存する",
    save_line: "保存する",
    count: |count| format!("未保存 {count}"),
    take: "決定",
    typing: "フォルダーの|場所を|入力してください",
    new: "新しい暗証を|入力してください|（数字 6〜12桁）",
    again: "もう一度|入力してください",
    remove: "暗証をなくす",
    unsaved: "保存していません",
    unsaved_lines: |count| format!("{count}件の|変更を|まだ|保存していません。"),
    stay: "設定に戻る",
    leave: "保存せずに戻る",
    saving: "保存しています",
    saved: "保存しました。|次の受付から|有効です。",
    until_end: "ここでの変更は、|終了すると|元に|戻ります。",
    close: "戻る",
    not_saved: "保存できません",
    no_folder: "渡すフォルダーを|先に|決めてください。",
    changed: "設定ファイルが|ほかで|書き換えられました。|「再起動・電源」で|受付の画面を|起動し直してから、|もう一度|変えてください。",
    read_only: "読み取り専用の|場所です。|保守の窓口に|連絡してください。",
    full: "空きが|ありません。|不要なファイルを|消してから、|もう一度|保存してください。",
    denied: "書き込む権限が|ありません。|保守の窓口に|連絡してください。",
    other: "次の理由で|保存できません。",
};
