//! Restart and power, in English.

use super::super::texts::PowerTexts;
use crate::staff::power::Power;

pub(super) const TEXTS: PowerTexts = PowerTexts {
    title: "Restart and power",
    what: |power| match power {
        Power::Program => "Start this program anew",
        Power::Restart => "Restart the machine",
        Power::Off => "Switch the machine off",
    },
    then: |power| match power {
        Power::Program => "Reception is back in a few seconds. Go on?",
        Power::Restart => "No reception for a few minutes. Go on?",
        Power::Off => "No reception until somebody presses the power button. Go on?",
    },
    go: "next",
    sure: "yes, do it",
    asked: "The machine is asked",
    failed: "Not done",
    missing: "It cannot be done from here on this machine (no systemctl). Use the power button.",
    refused: "The machine refuses. Use the power button, or call your support.",
    settings: "The settings file is wrong or cannot be read: started anew, the reception would not come back. Mend it first.",
};
