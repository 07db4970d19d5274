//! The tests of whole programs, in one test program: a module for each file beside this one. `cargo test --all-features
//! --test programs visits::` runs one of them.
//!
//! They mostly wait, for a daemon, a deadline, a terminal; so many run side by side, and what they share is compiled
//! and linked once. Each therefore leaves alone what a process has only once: its environment, its working folder, its
//! signals. What needs a process of its own is an ignored test, which another one starts.

mod support;

mod appearance;
mod as_root;
mod assign_bulk;
mod at_length;
mod away;
mod bookings;
mod bundle_power_cuts;
mod by_ear;
mod called;
mod card_comes_and_goes;
mod card_is_a_card;
mod cards_that_leave;
mod check;
mod check_bulk;
mod connections;
mod day;
mod demo;
mod doctor;
mod exchange;
mod factory_reset;
mod faults;
mod first_day;
#[cfg(feature = "fuzzing")]
mod fuzz_seeds;
mod handoff;
mod journal;
mod keypad;
mod keys_and_terminal;
mod launcher;
mod manual;
mod number_check;
mod open_items;
mod other_ways;
mod passcode_and_visit;
mod pin_leaves_nothing;
mod power_cuts;
mod reader_reset;
mod reference_number;
mod registration;
mod registration_screen;
mod relay;
mod report;
mod services_that_fail;
mod settings_bundle;
mod share;
mod slots;
mod sounds;
mod staff_menu;
mod supervisor;
mod t0;
mod third_party_service;
mod visits;
