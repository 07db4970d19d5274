//! The words of the screens that are printed on paper as well (`kiosk/manual`), from the tables that the screens read.
//!
//! `|` marks where a line may break, as on the screen.

use serde_json::{Value, json};

use super::screens::staff::remedy;
use super::texts::{Remedy, StaffTexts, Texts};
use crate::common::{Code, Language, Way};
use crate::eligibility::VerdictKind;
use crate::staff::MenuItem;
use crate::staff::help::{PORTAL, Question, Topic};

/// What the manual and the notice take from the tables. The manual is for the staff of a Japanese facility, the notice
/// for all visitors.
#[must_use]
pub fn words() -> Value {
    let (texts, staff) = (Texts::of(Language::Japanese), StaffTexts::of(Language::Japanese));
    let guide = |way: Way| {
        let guide = (staff.ways.guide)(way);
        json!({ "name": guide.name, "ask": guide.ask, "look": guide.look, "keep": guide.keep })
    };
    let question = |question: Question| {
        let (asked, answer) = (staff.help.asked)(question);
        json!({ "asked": asked, "answer": answer })
    };
    let item = |item| (staff.menu.item)(item);
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "visitor": texts.trouble.visitor,
        "staff": staff.label,
        "or": texts.trouble.or,
        "codes": Code::all().map(|each| code(texts, staff, each)).collect::<Vec<_>>(),
        "verdicts": VerdictKind::ALL.map(|kind| verdict(texts, staff, kind)),
        "questions": Question::ALL.map(question),
        "ways": Way::ALL.map(guide),
        "ways_title": staff.ways.title,
        "ways_ask": staff.ways.ask,
        "ways_look": staff.ways.look,
        "ways_keep": staff.ways.keep,
        "ways_about": staff.ways.about,
        "ways_ours": staff.ways.ours,
        "unverified": staff.ways.unverified,
        "steps": staff.help.steps,
        "readers": staff.help.readers,
        "portal": { "name": staff.help.portal, "address": PORTAL, "call": (staff.help.call_centre)(), "hours": staff.help.hours },
        "compare": staff.identify.how,
        "confirm": staff.identify.confirm,
        "unsure": staff.identify.unsure,
        "different": staff.identify.different,
        "no_photo": staff.identify.no_photo,
        "reveal": staff.keys.staff_reveals,
        "menu": {
            "title": staff.menu.title,
            "ways": item(MenuItem::Ways),
            "today": item(MenuItem::Today),
            "settings": item(MenuItem::Settings),
            "help": item(MenuItem::Help),
            "codes": (staff.help.topic)(Topic::Codes),
            "diagnosis": item(MenuItem::Diagnosis),
            "power": item(MenuItem::Power),
            "last": item(MenuItem::Last),
            "open_items": item(MenuItem::OpenItems),
            "absence": item(MenuItem::Absence),
        },
        "languages": Language::ALL.map(spoken_to),
    })
}

/// A code explained.
fn code(texts: &Texts, staff: &StaffTexts, code: Code) -> Value {
    let (cause, visitor, to_do, ways, support) = match code {
        Code::Trouble(kind) => {
            let advice = (texts.trouble_of)(kind);
            let visitor = Some(advice.visitor);
            (advice.cause, visitor, (staff.trouble_of)(kind), kind.ways(), kind.calls_support())
        }
        Code::System(code) => {
            let Remedy { cause, to_do } = remedy(texts, staff, code);
            (cause, None, to_do, Way::NONE, false)
        }
    };
    let ways: Vec<_> = ways.iter().map(|way| (texts.way_of)(*way)).collect();
    json!({ "code": code.as_str(), "cause": cause, "visitor": visitor, "staff": to_do, "ways": ways, "support": support })
}

/// A verdict, and where it is no plain yes what follows from it.
fn verdict(texts: &Texts, staff: &StaffTexts, kind: VerdictKind) -> Value {
    let (visitor, staff) = ((texts.verdict_of)(kind), (staff.verdict_of)(kind));
    let (cause, visitor) = visitor.advice.map(|advice| (advice.cause, advice.visitor)).unzip();
    json!({ "word": staff.word, "cause": cause, "visitor": visitor, "staff": staff.advice })
}

/// What a visitor is told from beginning to end, in their language.
fn spoken_to(language: Language) -> Value {
    let texts = Texts::of(language);
    json!({
        "language": language.as_str(),
        "name": language.own_name(),
        "digit": char::from(language.digit()).to_string(),
        "put_card": texts.waiting.ask,
        "then_pin": texts.waiting.then_pin,
        "then_staff": texts.waiting.then_staff,
        "not_here": texts.waiting.not_here,
        "do_not_move": texts.reading.detail,
        "pin": texts.pin.ask,
        "forgotten": texts.pin.forgotten,
        "last_try": texts.last_try.warning,
        "locked": texts.no_pin.blocked.visitor,
        "staff_come": texts.staff_come.ask,
        "wait": texts.staff_come.detail,
        "keep_card": texts.checking.keep_card,
        "take_card": texts.take_card.ask,
        "take_a_seat": texts.thanks.detail,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text that is not empty in these values; a missing one fails.
    fn said(value: &Value) -> Vec<String> {
        match value {
            Value::String(text) if !text.is_empty() => vec![text.clone()],
            Value::Array(values) => values.iter().flat_map(said).collect(),
            Value::Object(fields) => fields.values().flat_map(said).collect(),
            Value::String(_) => panic!("an empty text"),
            Value::Null | Value::Bool(_) | Value::Number(_) => vec![],
        }
    }

    #[test]
    fn every_code_is_printed_with_its_cause_and_what_staff_do() {
        let words = words();
        let codes: Vec<_> = words["codes"].as_array().unwrap().iter().map(|row| said(row).len()).collect();
        assert_eq!(codes.len(), Code::all().count());
        assert!(codes.iter().all(|texts| *texts >= 3), "{codes:?}");
        for code in Code::all() {
            assert!(said(&words["codes"]).contains(&code.as_str().to_owned()), "{}", code.as_str());
        }
    }

    #[test]
    fn every_verdict_but_the_plain_yes_says_what_follows() {
        let words = words();
        let texts: Vec<_> = words["verdicts"].as_array().unwrap().iter().map(|row| said(row).len()).collect();
        assert_eq!(texts, [&[1][..], &[4; 11]].concat());
    }

    #[test]
    fn every_language_is_printed_with_all_of_its_sentences() {
        let words = words();
        for (language, row) in Language::ALL.into_iter().zip(words["languages"].as_array().unwrap()) {
            assert_eq!(row["name"], language.own_name());
            assert_eq!(said(row).len(), row.as_object().unwrap().len(), "{}", language.own_name());
        }
    }
}
