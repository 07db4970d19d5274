//! The house keeps its shape: dependencies between rooms point one way, and no file outgrows a head.

#![allow(clippy::unwrap_used, reason = "a source that cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every room and the rooms that it may use (`src/lib.rs`). What is only for tests or for the simulator is not counted.
const ROOMS: [(&str, &[&str]); 13] = [
    ("eligibility", &[]),
    ("visit", &["eligibility"]),
    ("setup", &["visit", "eligibility"]),
    ("settings", &["eligibility", "visit"]),
    ("reception", &["visit", "setup", "eligibility", "settings"]),
    ("card", &["visit"]),
    ("gateway", &["visit", "eligibility", "settings"]),
    ("folder", &["visit", "eligibility", "settings"]),
    ("ui", &["visit", "reception", "setup", "eligibility"]),
    ("journal", &["visit", "eligibility", "settings"]),
    ("handoff", &["visit", "eligibility", "settings"]),
    // What it finds, the reception shows: the page's own data are its answer. It reads the journal as whoever verifies it does.
    ("doctor", &["card", "gateway", "journal", "visit", "reception", "eligibility", "settings"]),
    (
        "app",
        &[
            "card",
            "gateway",
            // Lets it look at the machine when staff ask, and prints what it found.
            "doctor",
            "folder",
            "ui",
            "journal",
            "handoff",
            "visit",
            "reception",
            "setup",
            "eligibility",
            "settings",
        ],
    ),
];

/// Lines that still fit in a head.
const MOST_LINES: usize = 450;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

fn is_for_tests(path: &Path) -> bool {
    let name = |part: &std::ffi::OsStr| ["tests", "tests.rs", "samples.rs"].iter().any(|tests| part == *tests);
    path.iter().any(name)
}

/// The rooms named in paths such as `crate::visit::Key` or `crate::{visit::Key, card}`, outside the tests of a file.
fn used(source: &str) -> Vec<&'static str> {
    let source = source.split("\nmod tests {").next().unwrap_or_default();
    let names = |room: &&str| source.contains(&format!("crate::{room}")) || in_braces(source, room);
    ROOMS.iter().map(|(room, _)| *room).chain(["simulator"]).filter(names).collect()
}

fn in_braces(source: &str, room: &str) -> bool {
    source.split("crate::{").skip(1).any(|rest| {
        let inside = rest.split("};").next().unwrap_or_default();
        inside.split([',', '{', '\n']).any(|word| word.trim().split("::").next() == Some(room))
    })
}

#[test]
fn dependencies_point_one_way() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, allowed) in ROOMS {
        for path in sources(&house.join(room)).iter().filter(|path| !is_for_tests(path)) {
            let Ok(source) = fs::read_to_string(path) else { continue };
            for other in used(&source) {
                let fine = other == room || allowed.contains(&other);
                assert!(fine, "{} uses {other}, which {room} may not", path.display());
            }
        }
    }
}

#[test]
fn no_file_outgrows_a_head() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [root.join("src"), root.join("tests")].iter().flat_map(|folder| sources(folder)) {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= MOST_LINES, "{} has {lines} lines: one idea a file", path.display());
        }
    }
}
