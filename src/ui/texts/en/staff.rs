//! What only staff read, in English.

use super::super::{Banner, Identify, StaffKeys, StaffSession, StaffTexts, StaffVerdict};
use super::{advice, setup};
use crate::common::language::Language;

pub static STAFF: StaffTexts = StaffTexts {
    language: Language::English,
    keys: StaffKeys {
        staff_first: "Staff check",
        staff_confirms: "Same person",
        staff_reveals: "show all",
        other_ways: "other ways",
    },
    simulation: Banner { word: "模擬 SIMULATION", person: "person: ", keys: "F5 card  F6/F7 person  Ctrl-C quit" },
    label: "Staff",
    support: "Call",
    identify: Identify {
        how: "Staff: please compare the photo on the card with the person.",
        confirm: "It is the same person",
        no_photo: "Card without photo: use the PIN",
    },
    blocked: "Please confirm in another way.",
    absent: "Please compare face and card.",
    setup: setup::SETUP,
    session: StaffSession {
        fails: "Switch the machine off and on. If that does not help, report the words below.",
        settings: "There is a mistake in the settings file. Please report the words below.",
        by_itself: "It tries again by itself every 30 seconds.",
        try_now: "Try again now",
    },
    trouble_of: |kind| advice::trouble(kind).staff,
    verdict_of: |kind| {
        let (word, row) = advice::verdict(kind);
        StaffVerdict { word, advice: row.map(|row| row.staff) }
    },
    with_notice: "VALID (with a notice)",
};
