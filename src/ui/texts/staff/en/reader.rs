//! Another terminal's reader, in English.

use super::super::terminal_texts::ReaderTexts;
use crate::staff::reader::{NameMistake, NameNote};
use crate::visit::Withheld;

pub(super) const TEXTS: ReaderTexts = ReaderTexts {
    several: "Staff: results came together. Choose whose each is",
    other: |made| match made {
        Some((hour, minute, second)) => {
            format!("Staff: another card was read at {hour:02}:{minute:02}:{second:02}")
        }
        None => "Staff: another card was read".to_owned(),
    },
    expecting: "Staff: only the result of the person you have named is shown",
    title: "Name the person who is expected",
    about: "Only the result of the person you name is shown. It ends after 3 minutes.",
    type_name: "Type the name in kana",
    name_shape: "Family name and given name, without a blank between them. Small kana and voiced marks do not matter.",
    may_be_blank: "Either the date of birth or the name may stay blank.",
    name_note: |note| match note {
        NameNote::WrongKey => "That key does not work here.",
        NameNote::TooShort => "The last letters are no kana yet.",
        NameNote::TooLong => "No more fits.",
        NameNote::OneByOne => "One character at a time, please.",
        NameNote::Rejected(NameMistake::Nothing) => "The date of birth or the name is needed.",
    },
    expect: "name",
    go_on: "Go on waiting",
    end: "Do not wait for this person any more",
    held: "Results that are not shown",
    held_about: "Ask the person for the name, and choose only what fits. They are gone after 2 minutes.",
    why: |why| match why {
        Withheld::Together => "came together",
        Withheld::Other => "not the named person",
        Withheld::Early => "read before the naming",
        Withheld::Late => "just after the naming",
    },
    no_time: "no time",
    none_of_them: "Show none of them",
    show: "show",
};
