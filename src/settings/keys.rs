//! The known keys, and the nearest one to a mistyped key.

use toml::de::{DeTable, DeValue};

use super::error::Problem;
use crate::common::staff::StaffId;

/// Every table and its keys. `config/kiosk.toml` explains each; a test holds the two together.
pub const KNOWN: [(&str, &[&str]); 12] = [
    ("kiosk", &["facility", "name", "contact"]),
    ("reader", &["match"]),
    ("identify", &["default", "switchable", "staff_passcode"]),
    (STAFF, &[]),
    ("source", &["kind", "dir", "encoding"]),
    ("gateway", &["url", "authority", "certificate", "key", "deadline", "proxy"]),
    ("panel", &["show_for", "detail"]),
    ("ui", &["language", "theme", "large_text", "sound", "speech"]),
    ("journal", &["dir", "when_full"]),
    ("handoff", &["kind", "dir", "encoding", "keep"]),
    ("log", &["dir", "level"]),
    ("metrics", &["file"]),
];

/// Its keys are signs that the facility chooses itself.
const STAFF: &str = "staff";

/// Refuses the first key that nobody reads, and what should be a table and is none: serde would quote it, and it can be
/// a passcode.
pub fn check(text: &str) -> Result<(), Problem> {
    let document = DeTable::parse(text).map_err(|error| Problem::new(text, error.span(), error.message()))?;
    for (table, value) in document.get_ref() {
        let name = table.get_ref().as_ref();
        let Some((_, keys)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            let tables = KNOWN.iter().map(|(known, _)| *known);
            let words = format!("unknown table [{name}]{}", suggestion(name, tables));
            return Err(Problem::new(text, Some(table.span()), &words));
        };
        let DeValue::Table(entries) = value.get_ref() else {
            let words = format!("not a table: write a line [{name}], and below it a line for each key");
            return Err(Problem::new(text, Some(value.span()), &words));
        };
        if name == STAFF {
            signs(text, entries)?;
            continue;
        }
        for key in entries.keys() {
            let word = key.get_ref().as_ref();
            if !keys.contains(&word) {
                let words = format!("unknown key {name}.{word}{}", suggestion(word, keys.iter().copied()));
                return Err(Problem::new(text, Some(key.span()), &words));
            }
        }
    }
    Ok(())
}

/// Refuses the first sign that is none.
fn signs(text: &str, entries: &DeTable<'_>) -> Result<(), Problem> {
    let wrong = entries.keys().find(|key| StaffId::new(key.get_ref()).is_none());
    wrong.map_or(Ok(()), |key| {
        let words = format!("not a sign of a member of the staff: 1 to {} letters, digits, - or _", StaffId::LONGEST);
        Err(Problem::new(text, Some(key.span()), &words))
    })
}

fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let nearest = known.clone().max_by(|a, b| strsim::jaro_winkler(a, word).total_cmp(&strsim::jaro_winkler(b, word)));
    match nearest.filter(|nearest| strsim::jaro_winkler(nearest, word) > 0.7) {
        Some(nearest) => format!("; did you mean \"{nearest}\"?"),
        None => format!("; known here: {}", known.collect::<Vec<_>>().join(", ")),
    }
}
