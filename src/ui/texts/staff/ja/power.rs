//! Restart and power, in Japanese.

use super::super::texts::PowerTexts;
use crate::staff::PowerAction;

pub(super) const TEXTS: PowerTexts = PowerTexts {
    title: "再起動・電源",
    what: |power| match power {
        PowerAction::Program => "受付の画面を起動し直す",
        PowerAction::Restart => "端末を再起動する",
        PowerAction::Off => "端末の電源を切る",
    },
    then: |power| match power {
        PowerAction::Program => "数秒で|受付に戻ります。|よろしいですか？",
        PowerAction::Restart => "数分の間|受付できません。|よろしいですか？",
        PowerAction::Off => "電源ボタンを押すまで|受付できません。|よろしいですか？",
    },
    go: "次へ",
    sure: "はい、実行する",
    asked: "実行しています",
    failed: "実行できません",
    missing: "この端末では|ここから|操作できません|（systemctl が|ありません）。|電源ボタンを|使ってください。",
    refused: "端末が|受け付けませんでした。|電源ボタンを使うか、|保守の窓口に|連絡してください。",
    settings: "設定ファイルに|誤りがあるか、|ファイルを読めません。|このまま起動し直すと|受付に戻れません。|先に直してください。",
};
