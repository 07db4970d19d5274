//! Other ways to confirm, in English.

use super::super::texts::{Guide, SymbolTexts, WaysTexts};
use super::inquiry;
use crate::common::Way;
use crate::eligibility::insurer::InsurerKind;
use crate::eligibility::manual::{Item, Mistake};
use crate::staff::ways::NumberNote;
use crate::staff::ways::symbol::{Group, Letters, Region};

pub(super) const TEXTS: WaysTexts = WaysTexts {
    title: "Confirm in another way",
    about: "Staff look and keep a note. None of these is an answer of the service.",
    ask: "Ask",
    look: "Look",
    keep: "Keep",
    guide,
    ours: "This kiosk's own advice. The official procedure is in the guides.",
    label: |item| match item {
        Item::Insurer => "Insurer no.",
        Item::Symbol => "Symbol",
        Item::Number => "Number",
        Item::Branch => "Branch",
    },
    type_it: |item| match item {
        Item::Insurer => "Type the insurer number (保険者番号)",
        Item::Symbol => "Type the symbol (記号)",
        Item::Number => "Type the number (番号)",
        Item::Branch => "Type the branch number (枝番)",
    },
    shape: |item, late_elderly| match item {
        Item::Insurer => "8 digits; 6 for National Health Insurance.",
        Item::Symbol => "As on the paper, with its Japanese letters.",
        Item::Number if late_elderly => "8 digits for the late-elderly insurance.",
        Item::Number => "Type leading zeros too.",
        Item::Branch => "2 digits. Leave it blank if there is none.",
    },
    symbol: SymbolTexts {
        how: |letters| match letters {
            Letters::Latin => "The keys type Latin letters and digits.",
            Letters::Hiragana => "The keys type hiragana by their readings.",
            Letters::Katakana => "The keys type katakana by their readings.",
            Letters::Wide => "The keys type full-width letters and digits.",
        },
        letters: |letters| match letters {
            Letters::Latin => "Latin",
            Letters::Hiragana => "hiragana",
            Letters::Katakana => "katakana",
            Letters::Wide => "full width",
        },
        table: "kanji",
        choose: "Choose by its digit.",
        group: |group| match group {
            Group::Insurance => "insurances",
            Group::Offices => "mutual aid",
            Group::Towns => "towns",
            Group::Initials => "initials",
            Group::Prefectures => "prefectures",
            Group::Hiragana => "hiragana",
            Group::Katakana => "katakana",
            Group::Numerals => "numerals",
            Group::Signs => "signs",
        },
        region: |region| match region {
            Region::HokkaidoTohoku => "Hokkaido/Tohoku",
            Region::Kanto => "Kanto",
            Region::Chubu => "Chubu",
            Region::Kinki => "Kinki",
            Region::ChugokuShikoku => "Chugoku/Shikoku",
            Region::Kyushu => "Kyushu/Okinawa",
        },
    },
    inquiry: inquiry::TEXTS,
    may_be_blank: "If you do not know it, leave it blank and press Enter.",
    note,
    kind: |kind| match kind {
        InsurerKind::HealthInsuranceAssociation => "Kyokai Kenpo",
        InsurerKind::Seamen => "seamen's insurance",
        InsurerKind::DayLabourers => "day labourers",
        InsurerKind::HealthInsuranceSociety => "insurance society",
        InsurerKind::SelfDefence => "self-defence forces",
        InsurerKind::MutualAid => "mutual aid assoc.",
        InsurerKind::SpecialRetired => "special retired",
        InsurerKind::National => "National (Kokuho)",
        InsurerKind::NationalAssociation => "National, society",
        InsurerKind::NationalRetired => "National, retired",
        InsurerKind::LateElderly => "late-elderly",
        InsurerKind::PublicExpense => "public payer",
    },
    unlisted: "law code not listed",
    blank: "(not typed)",
    way: "Way",
    unverified: "Not confirmed (typed by staff)",
    nobody_confirmed: "The service has confirmed none of this.",
    not_kept: "It could not be kept. Enter tries again.",
    noted: "The entry is noted",
    not_an_answer: "Have the service check it later.",
    next: "next",
    save: "keep it",
    done: "close",
};

pub(super) const fn guide(way: Way) -> Guide {
    match way {
        Way::Portal => Guide {
            name: "Mynaportal screen",
            short: "Mynaportal",
            ask: "Have the person open the insurance page of Mynaportal on their own phone.",
            look: "Are name and date of birth theirs? Do the dates of the qualification cover today?",
            keep: "Type the numbers of that page next.",
            next: "seen",
        },
        Way::Notice => Guide {
            name: "Eligibility notice with the card",
            short: "notice",
            ask: "The insurer's notice and the My Number Card: the notice alone does not count.",
            look: "Is the photo theirs (some cards have none)? Same name on both? The card's last day.",
            keep: "Type the numbers of the notice next.",
            next: "seen",
        },
        Way::Certificate => Guide {
            name: "Eligibility certificate",
            short: "certificate",
            ask: "Their eligibility certificate.",
            look: "Are name and date of birth theirs? Is its last day not over?",
            keep: "Type the numbers on it next.",
            next: "seen",
        },
        Way::Statement => Guide {
            name: "Written statement (first visit)",
            short: "statement",
            ask: "On a first visit: have the person write a statement. Do not simply charge all of it.",
            look: "Is anything left blank? Are name and date of birth theirs?",
            keep: "File the statement. No numbers are typed.",
            next: "received",
        },
        Way::Oral => Guide {
            name: "The person's word (repeat visit)",
            short: "oral",
            ask: "On a repeat visit: ask whether the insurance has changed since. Do not simply charge all of it.",
            look: "Your record of the last visit: are name and date of birth theirs?",
            keep: "That you asked. If it has changed, confirm in another way.",
            next: "nothing changed",
        },
    }
}

const fn note(item: Item, note: NumberNote) -> &'static str {
    match (note, item) {
        (NumberNote::WrongKey | NumberNote::Rejected(Mistake::Digits), Item::Insurer | Item::Branch) => {
            "Digits only, please."
        }
        (NumberNote::Rejected(Mistake::Digits), _) => "This number has 8 digits.",
        (NumberNote::WrongKey, _) => "That key does nothing here.",
        (NumberNote::TooLong, _) => "There is no space for more.",
        (NumberNote::OneByOne, _) => "One key at a time, please.",
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Insurer) => "Wrong length: 8 digits or 6.",
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Branch) => "Both digits, please.",
        (NumberNote::TooShort, Item::Symbol) => "A reading is not complete.",
        (NumberNote::TooShort | NumberNote::Rejected(Mistake::Length), Item::Symbol | Item::Number) => {
            "Wrong length: this number has 8 digits."
        }
        (NumberNote::Rejected(Mistake::CheckDigit), _) => "The check digit does not fit. Compare it again or erase it.",
    }
}
