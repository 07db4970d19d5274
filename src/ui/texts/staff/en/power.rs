//! Restart and power, in English.

use super::super::texts::PowerTexts;
use crate::staff::PowerAction;

pub(super) const TEXTS: PowerTexts = PowerTexts {
    title: "Restart and power",
    what: |power| match power {
        PowerAction::Program => "Start this program again",
        PowerAction::Restart => "Restart the machine",
        PowerAction::Off => "Switch the machine off",
        PowerAction::FactoryReset => "Factory reset",
    },
    then: |power| match power {
        PowerAction::Program => "Reception is back in a few seconds. Go on?",
        PowerAction::Restart => "No reception for a few minutes. Go on?",
        PowerAction::FactoryReset => {
            "Settings, this terminal's key and registration, the journal and the files of results are all lost for good. The machine restarts and begins with its set-up."
        }
        PowerAction::Off => "No reception until someone presses the power button. Go on?",
    },
    go: "next",
    sure: "yes, do it",
    asked: "The machine is asked",
    failed: "Not done",
    missing: "It cannot be done from here on this machine (no systemctl). Use the power button.",
    refused: "The machine refuses. Use the power button, or call your support.",
    type_digits: "To lose all of it, type these digits.",
    wrong_digits: "Those were other digits. Nothing is lost.",
    remove: "remove all, restart",
    reset_refused: "The machine refuses. Nothing is lost. Call your support.",
    settings: "The settings file is wrong or cannot be read: started again, the reception would not come back. Mend it first.",
};
