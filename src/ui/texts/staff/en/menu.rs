//! The menu, in English.

use super::super::texts::MenuTexts;
use crate::staff::menu::Item;

pub(super) const TEXTS: MenuTexts = MenuTexts {
    title: "Staff menu",
    item: |item| match item {
        Item::Ways => "Confirm in another way",
        Item::Today => "Today's checks",
        Item::Settings => "Settings",
        Item::Help => "Help and contact",
        Item::Diagnosis => "Diagnosis",
        Item::Power => "Restart and power",
        Item::Reshow => "Show the closed answer again",
    },
    unguarded: "No staff passcode is set. Set one under Settings.",
    open: "open",
    choose: "choose",
    back: "back",
};
