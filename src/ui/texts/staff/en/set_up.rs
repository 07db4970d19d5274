//! The set-up, in English.

use super::super::set_up_texts::SetUpTexts;
use crate::staff::set_up::{SetUpStep, SoundAnswer};

pub(super) const TEXTS: SetUpTexts = SetUpTexts {
    title: "First set-up",
    welcome: "One thing at a time. What is done stays done, also if you stop in the middle.",
    step: |step| match step {
        SetUpStep::Language => "Language",
        SetUpStep::Source => "Where answers come from",
        SetUpStep::Registration => "Facility, registration",
        SetUpStep::Passcode => "Staff passcode",
        SetUpStep::Reader => "Card reader",
        SetUpStep::TestCard => "Reading a card",
        SetUpStep::Method => "Identity check",
        SetUpStep::Privacy => "Privacy",
        SetUpStep::Sound => "Sound",
        SetUpStep::End => "Final check",
    },
    about: |step| match step {
        SetUpStep::Language => "Every visit begins in this language. Visitors can choose another one on the spot.",
        SetUpStep::Source => "This is who is asked about an insurance.",
        SetUpStep::Registration => "A registered terminal may ask the service about insurances.",
        SetUpStep::Passcode => "It keeps face checks and the staff menu from visitors.",
        SetUpStep::Reader => "Is the machine that reads cards connected?",
        SetUpStep::TestCard => "Put any My Number Card on the reader. No PIN is used and nothing is recorded.",
        SetUpStep::Method => {
            "How you usually check that the card is its holder's. Each visit can be done the other way."
        }
        SetUpStep::Privacy => "Others can see the screen with the answer, too.",
        SetUpStep::Sound => "It sounds when a card is read and when staff are called.",
        SetUpStep::End => "Every part is examined.",
    },
    done: "[OK] done",
    to_do: "[--] to do",
    open: "Open",
    next: "Next",
    skip: "Skip",
    list: "List",
    leave: "Leave",
    service: "The eligibility service is asked; cards are read here",
    folder: "Results come from the folder of a qualification terminal",
    inquires: "Numbers of a certificate are asked of the qualification terminal",
    source_file: "To change it, ask who installed this kiosk (settings file, [source] and [gateway]).",
    facility: "Facility",
    registered: "[OK] registered",
    unregistered: "[--] Not registered yet. Have the user ID (W and seven digits) and the one-time code at hand and \
                   press Enter.",
    no_authority: "[--] The certificate of the service's authority is not there yet. Have who installed this kiosk \
                   put it into the file below. The other steps can be done first.",
    register: "Register",
    passcode_set: "[OK] A passcode is set. It is changed in the menu, under \"Settings\".",
    stated: "[OK] No passcode: the settings state that visitors cannot reach the keyboard.",
    state: "None",
    statement: "Can you state that visitors cannot reach the keyboard?",
    statement_means: "As where it stands behind the counter. Without a passcode anyone at the keys can check \
                      faces and use the staff menu.",
    stating: "Out of reach: none",
    set_one: "Set a passcode",
    no_reader: "No reader was found",
    put_card: "Put a card on the reader",
    reading: "Reading. Please leave the card where it is",
    read: "[OK] The card was read",
    not_read: "[!!] The card was not read",
    take_card: "Take the card",
    other_card: "To try another card, put it on the reader",
    method_needs: "A needs a staff passcode, and none is set yet.",
    sound: |answer| match answer {
        SoundAnswer::Play => "Play a tone",
        SoundAnswer::Heard => "I heard it: tones on",
        SoundAnswer::Silent => "I did not: tones off",
    },
    ready: "[OK] Ready",
    left: |broken, look| match (broken, look) {
        (0, look) => format!("[??] It can be used. To look at: {look}"),
        (broken, look) => format!("[!!] To mend: {broken}  To look at: {look}"),
    },
    finish: "Begin",
};
