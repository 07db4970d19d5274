//! Restart and power.

use crate::staff::power::Power as What;

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Power {
    pub title: &'static str,
    pub what: fn(What) -> &'static str,
    /// What comes of it.
    pub then: fn(What) -> &'static str,
    pub go: &'static str,
    pub sure: &'static str,
    pub asked: &'static str,
    pub failed: &'static str,
    pub missing: &'static str,
    pub refused: &'static str,
    pub settings: &'static str,
}

pub(super) const JA: Power = Power {
    title: "再起動・電源",
    what: |what| match what {
        What::Program => "受付の画面を起動し直す",
        What::Restart => "端末を再起動する",
        What::Off => "端末の電源を切る",
    },
    then: |what| match what {
        What::Program => "数秒で|受付に戻ります。|よろしいですか？",
        What::Restart => "数分の間|受付できません。|よろしいですか？",
        What::Off => "電源ボタンを押すまで|受付できません。|よろしいですか？",
    },
    go: "次へ",
    sure: "はい、実行する",
    asked: "実行しています",
    failed: "実行できません",
    missing: "この端末では|ここから|操作できません|（systemctl が|ありません）。|電源ボタンを|使ってください。",
    refused: "端末が|受け付けませんでした。|電源ボタンを使うか、|保守の窓口に|連絡してください。",
    settings: "設定ファイルに|誤りがあるか、|ファイルを読めません。|このまま起動し直すと|受付に戻れません。|先に直してください。",
};

pub(super) const EN: Power = Power {
    title: "Restart and power",
    what: |what| match what {
        What::Program => "Start this program anew",
        What::Restart => "Restart the machine",
        What::Off => "Switch the machine off",
    },
    then: |what| match what {
        What::Program => "Reception is back in a few seconds. Go on?",
        What::Restart => "No reception for a few minutes. Go on?",
        What::Off => "No reception until somebody presses the power button. Go on?",
    },
    go: "next",
    sure: "yes, do it",
    asked: "The machine is asked",
    failed: "Not done",
    missing: "It cannot be done from here on this machine (no systemctl). Use the power button.",
    refused: "The machine refuses. Use the power button, or call your support.",
    settings: "The settings file is wrong or cannot be read: started anew, the reception would not come back. Mend it first.",
};
