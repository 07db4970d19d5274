//! What only staff read, in English.

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
use crate::ui::texts::visitor::en::advice;

pub(super) static TEXTS: StaffTexts = StaffTexts {
    language: Language::English,
    keys: StaffKeyTexts { staff_reveals: "show all", other_ways: "other ways" },
    simulation: BannerTexts {
        word: "模擬 SIMULATION",
        person: "person: ",
        keys: "F5 card  F6/F7 person  Ctrl-C quit",
        terminal_keys: "F5 read a card  F6/F7 person  F8 add bookings (see F10)  Ctrl-C quit",
        terminal_caps: "F5 read  F6/F7 who  F8 book  Ctrl-C quit",
        terminal: "answered by an emulated terminal",
        paper: ["F4,3 insurer", "symbol", "no.", "branch", "birth"],
    },
    label: "Staff",
    support: "Call",
    identify: IdentifyTexts {
        how: "Please compare the photo on the card with the person. A 特定在留カード is a My Number Card, too.",
        confirm: "It is the same person",
        unsure: "I cannot say",
        different: "It is another person",
        no_photo: "Card without photo: use the PIN",
    },
    blocked: "Please confirm in another way.",
    face_instead: "Press F3, and compare face and card.",
    registration: registration::TEXTS,
    supervisor: StaffSupervisorTexts {
        fails: "Switch the machine off and on. If that does not help, report the words below.",
        settings: "There is a mistake in the settings file. Please report the words below.",
        by_itself: "It tries again by itself every 30 seconds.",
        try_now: "Try again now",
    },
    trouble_of: |kind| advice::trouble::<0>(kind).staff,
    verdict_of: |kind| {
        let (word, row) = advice::verdict::<0>(kind);
        StaffVerdictTexts { word, advice: row.map(|row| row.staff) }
    },
    with_notice: "VALID (with a notice)",
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
