//! What the cells of the fault matrix share: whose visits they are, and the report.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use uketsuke::simulator::personas;

/// Whose visit goes wrong, whose card is slipped in, and who comes next.
pub const VISITOR: &str = "valid-kyokai";
pub const STRANGER: &str = "pin-wrong";
pub const NEXT: &str = "valid-kokuho";

/// What a person's panel shows, and what must be nowhere else.
pub struct Person {
    pub name: String,
    texts: Vec<String>,
}

fn person(persona: &str) -> Person {
    let persona = personas::find(persona).expect("a persona");
    let message = persona.answer.message("none", "1319999999", time::OffsetDateTime::now_utc());
    let message: serde_json::Value = serde_json::from_slice(&message.to_json().expect("a message")).expect("JSON");
    let entry = &message["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"][0];
    let text = |field: &str| entry[field].as_str().expect("a text").to_owned();
    let texts = ["Name", "NameKana", "Birthdate", "InsurerName", "InsurerNumber"].map(text).into();
    Person { name: text("Name"), texts }
}

/// The three.
pub struct People {
    pub visitor: Person,
    pub stranger: Person,
    pub next: Person,
}

impl People {
    /// All three.
    pub fn all() -> Self {
        Self { visitor: person(VISITOR), stranger: person(STRANGER), next: person(NEXT) }
    }
}

/// Nothing of a person is in this text.
pub fn assert_clean(text: &str, people: &People, place: &str) {
    for person in [&people.visitor, &people.stranger, &people.next] {
        for word in &person.texts {
            assert!(!text.contains(word.as_str()), "{word} is in the {place}");
        }
    }
}

/// The outcome of all cells of a part.
#[derive(Default)]
pub struct Report {
    cells: usize,
    failures: Vec<String>,
    slowest: Duration,
}

impl Report {
    /// Runs one cell; says whether it went well.
    pub fn cell(&mut self, name: &str, fault: impl Debug, comes_to: &str, run: impl FnOnce()) -> bool {
        let begun = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(run));
        let took = begun.elapsed();
        self.cells += 1;
        self.slowest = self.slowest.max(took);
        let sign = if result.is_ok() { "ok" } else { "FAILED" };
        let fault = format!("{fault:?}");
        println!("{name:<40} {fault:<12} {comes_to:<12} {:>6} ms  {sign}", took.as_millis());
        if let Err(panic) = result {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
            self.failures.push(format!("{name}, {fault}: {}", words.unwrap_or_default()));
            return false;
        }
        true
    }

    /// Prints the closing line, and fails with all that failed.
    pub fn ends(self, part: &str, begun: Instant) {
        let Self { cells, failures, slowest } = self;
        println!(
            "{part}: {cells} cells, {} failed, {} s, the slowest {} ms",
            failures.len(),
            begun.elapsed().as_secs(),
            slowest.as_millis()
        );
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
