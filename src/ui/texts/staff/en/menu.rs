//! The menu, in English.

use super::super::texts::MenuTexts;
use crate::staff::MenuItem;

pub(super) const TEXTS: MenuTexts = MenuTexts {
    title: "Staff menu",
    item: |item| match item {
        MenuItem::Ways => "Confirm in another way",
        MenuItem::Today => "Today's checks",
        MenuItem::OpenItems => "Open items",
        MenuItem::Bookings => "Bookings in bulk",
        MenuItem::Absence => "Away, break, closed",
        MenuItem::Settings => "Settings",
        MenuItem::Help => "Help and contact",
        MenuItem::Diagnosis => "Diagnosis",
        MenuItem::Power => "Restart and power",
        MenuItem::Expect => "Name the person who is expected",
        MenuItem::Held => "Results that are not shown",
        MenuItem::Last => "The last answer",
        MenuItem::SetUp => "First set-up",
        MenuItem::Assign => "Assign a reference number",
    },
    unguarded: "No staff passcode: the settings say that visitors cannot reach the keyboard.",
    card_waits: "A card is waiting. Esc: to the visit",
    card_first: "Take the card off to type digits",
    open: "open",
    choose: "choose",
    back: "back",
};
