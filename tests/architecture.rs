//! The source keeps its shape: dependencies between modules point one way, and no file is too long.

#![allow(clippy::unwrap_used, reason = "a source that cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every module and the modules that it may use (`src/lib.rs`). What is only for tests or for the simulator is not counted.
const MODULES: [(&str, &[&str]); 15] = [
    ("common", &[]),
    ("eligibility", &["common"]),
    ("visit", &["common", "eligibility"]),
    ("registration", &["common", "eligibility"]),
    ("settings", &["common", "eligibility"]),
    ("staff", &["common", "eligibility", "settings", "visit"]),
    ("card", &["common"]),
    ("gateway", &["common", "eligibility", "settings"]),
    ("exchange", &["common", "eligibility", "settings"]),
    ("journal", &["common", "eligibility", "settings", "visit"]),
    ("handoff", &["common", "eligibility", "settings"]),
    ("tty", &["common"]),
    ("ui", &["common", "eligibility", "registration", "staff", "visit"]),
    ("doctor", &["card", "common", "eligibility", "gateway", "journal", "settings", "staff"]),
    (
        "app",
        &[
            "card",
            "common",
            "doctor",
            "eligibility",
            "exchange",
            "gateway",
            "handoff",
            "journal",
            "registration",
            "settings",
            "staff",
            "tty",
            "ui",
            "visit",
        ],
    ),
];

/// Most lines of one file.
const MOST_LINES: usize = 460;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

fn is_for_tests(path: &Path) -> bool {
    let name = |part: &std::ffi::OsStr| ["tests", "tests.rs", "samples.rs"].iter().any(|tests| part == *tests);
    path.iter().any(name)
}

/// The modules named in paths such as `crate::visit::Key` or `crate::{visit::Key, card}`, outside the tests of a file.
fn used(source: &str) -> Vec<&'static str> {
    let source = source.split("\nmod tests {").next().unwrap_or_default();
    let names = |module: &&str| source.contains(&format!("crate::{module}::")) || in_braces(source, module);
    MODULES.iter().map(|(module, _)| *module).chain(["simulator"]).filter(names).collect()
}

fn in_braces(source: &str, module: &str) -> bool {
    source.split("crate::{").skip(1).any(|rest| {
        let inside = rest.split("};").next().unwrap_or_default();
        inside.split([',', '{', '\n']).any(|word| word.trim().split("::").next() == Some(module))
    })
}

#[test]
fn dependencies_point_one_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (module, allowed) in MODULES {
        for path in sources(&source.join(module)).iter().filter(|path| !is_for_tests(path)) {
            let Ok(source) = fs::read_to_string(path) else { continue };
            for other in used(&source) {
                let fine = other == module || allowed.contains(&other);
                assert!(fine, "{} uses {other}, which {module} may not", path.display());
            }
        }
    }
}

#[test]
fn no_file_is_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [root.join("src"), root.join("tests")].iter().flat_map(|folder| sources(folder)) {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= MOST_LINES, "{} has {lines} lines: one idea a file", path.display());
        }
    }
}
