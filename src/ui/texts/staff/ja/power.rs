//! Restart and power, in Japanese.

use super::super::texts::PowerTexts;
use crate::staff::PowerAction;

pub(super) const TEXTS: PowerTexts = PowerTexts {
    title: "再起動・電源",
    what: |power| match power {
        PowerAction::Program => "受付の画面を起動し直す",
        PowerAction::Restart => "端末を再起動する",
        PowerAction::Off => "端末の電源を切る",
        PowerAction::FactoryReset => "工場出荷時の状態に戻す",
    },
    then: |power| match power {
        PowerAction::Program => "数秒で|受付に戻ります。|よろしいですか？",
        PowerAction::Restart => "数分の間|受付できません。|よろしいですか？",
        PowerAction::FactoryReset => {
            "設定、|端末の鍵と登録、|監査記録、|結果のファイルが|すべて消え、|元に戻せません。|端末は再起動し、|はじめの設定から|やり直しになります。"
        }
        PowerAction::Off => "電源ボタンを押すまで|受付できません。|よろしいですか？",
    },
    go: "次へ",
    sure: "はい、実行する",
    asked: "実行しています",
    failed: "実行できません",
    missing: "この端末では|ここから|操作できません|（systemctl が|ありません）。|電源ボタンを|使ってください。",
    refused: "端末が|受け付けませんでした。|電源ボタンを使うか、|保守の窓口に|連絡してください。",
    type_digits: "消してよければ、|この数字を|打ってください。",
    wrong_digits: "数字が|違います。|何も|消していません。",
    remove: "すべて消して再起動",
    reset_refused: "端末が|受け付けませんでした。|何も|消していません。|保守の窓口に|連絡してください。",
    settings: "設定ファイルに|誤りがあるか、|ファイルを読めません。|このまま起動し直すと|受付に戻れません。|先に直してください。",
};
