//! Restart and power.

use crate::reception::power::Power as What;

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Power {
    pub title: &'static str,
    pub what: fn(What) -> &'static str,
    pub go: &'static str,
}

pub(super) const JA: Power = Power {
    title: "再起動・電源",
    what: |what| match what {
        What::Program => "受付の画面を起動し直す",
        What::Restart => "端末を再起動する",
        What::Off => "端末の電源を切る",
    },
    go: "実行",
};

pub(super) const EN: Power = Power {
    title: "Restart and power",
    what: |what| match what {
        What::Program => "Start this program anew",
        What::Restart => "Restart the machine",
        What::Off => "Switch the machine off",
    },
    go: "do it",
};
