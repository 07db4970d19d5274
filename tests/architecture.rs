//! The source keeps its shape: dependencies point one way, no file is too long, and comments fit beside the code.
//!
//! What each module may use is written once, in the table "Modules" of `ARCHITECTURE.md`.

#[path = "support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use unicode_width::UnicodeWidthStr as _;

use source::{Crate, Names};

/// Most lines of one file.
const MAX_LINES: usize = 450;

/// Most columns of a line that is a comment. rustfmt keeps code below it.
const MAX_COLUMNS: usize = 120;

/// What the table says about one module.
struct Row {
    module: String,
    may_use: BTreeSet<String>,
}

/// A directed graph; every edge with the words that make it.
type Graph<T> = BTreeMap<T, BTreeMap<T, String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table() -> Vec<Row> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("Modules\n"));
    let lines = section.expect("ARCHITECTURE.md has a section Modules").lines();
    let rows = lines.filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, module, _, may_use, _] = cells[..] else { panic!("not a row of three cells: {line}") };
        Row { module: in_backticks(module).concat(), may_use: in_backticks(may_use).into_iter().collect() }
    })
    .collect()
}

fn in_backticks(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// For each module of the crate, the other modules that it uses, each with one place.
fn between_modules(tree: &Crate) -> Graph<String> {
    let modules = tree.0.keys().filter(|path| path.len() == 1).map(|path| (path[0].clone(), BTreeMap::new()));
    let mut graph: Graph<String> = modules.collect();
    for (path, module) in tree.0.iter().filter(|(path, _)| !path.is_empty()) {
        for mention in &module.mentions {
            let Some(used) = tree.absolute(path, &mention.names).and_then(|used| used.into_iter().next()) else {
                continue;
            };
            if used != path[0] {
                let place = format!("{} names {}", relative(&module.file), mention.names.join("::"));
                graph.get_mut(&path[0]).unwrap().entry(used).or_insert(place);
            }
        }
    }
    graph
}

/// For the files of one module, the others that each uses. A file that only declares and re-exports is none of them.
fn between_files(tree: &Crate, top: &str) -> Graph<PathBuf> {
    let within = |path: &Names| path.first().is_some_and(|first| first == top);
    let mut graph: Graph<PathBuf> = Graph::new();
    for (path, module) in tree.0.iter().filter(|(path, module)| within(path) && module.has_code) {
        let uses = graph.entry(module.file.clone()).or_default();
        for mention in module.mentions.iter().filter(|mention| !mention.is_reexport) {
            let definition = tree.absolute(path, &mention.names).and_then(|used| tree.definition(&used));
            let Some(target) = definition.filter(within).map(|definition| &tree.0[&definition]) else { continue };
            if target.has_code && target.file != module.file {
                uses.entry(target.file.clone()).or_insert_with(|| mention.names.join("::"));
            }
        }
    }
    graph
}

/// The nodes that can be reached from `start`.
fn reached<'a, T: Ord>(graph: &'a Graph<T>, start: &'a T) -> BTreeSet<&'a T> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![start]);
    while let Some(node) = next.pop() {
        next.extend(graph.get(node).into_iter().flat_map(BTreeMap::keys).filter(|used| reached.insert(*used)));
    }
    reached
}

/// The groups of nodes that all reach each other.
fn cycles<T: Ord>(graph: &Graph<T>) -> BTreeSet<BTreeSet<&T>> {
    let reaches: BTreeMap<_, _> = graph.keys().map(|node| (node, reached(graph, node))).collect();
    let in_cycle = reaches.iter().filter(|(node, reached)| reached.contains(*node));
    in_cycle
        .map(|(node, reached)| reached.iter().copied().filter(|other| reaches[*other].contains(*node)).collect())
        .collect()
}

fn relative(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[test]
fn modules_use_what_the_table_allows() {
    let graph = between_modules(&Crate::read(&root().join("src")));
    let table = table();
    let mut wrong = String::new();
    for Row { module, may_use } in &table {
        let Some(uses) = graph.get(module) else {
            writeln!(wrong, "the table has a row for {module}, which is no module").unwrap();
            continue;
        };
        for (other, place) in uses.iter().filter(|(other, _)| !may_use.contains(*other)) {
            writeln!(wrong, "{module} may not use {other}: {place}").unwrap();
        }
        for other in may_use.iter().filter(|other| !uses.contains_key(*other)) {
            writeln!(wrong, "the table allows {module} to use {other}, which it does not").unwrap();
        }
    }
    for module in graph.keys().filter(|module| table.iter().all(|row| row.module != **module)) {
        writeln!(wrong, "the table has no row for {module}").unwrap();
    }
    for cycle in cycles(&graph) {
        writeln!(wrong, "a cycle between the modules {cycle:?}").unwrap();
    }
    assert!(wrong.is_empty(), "see ARCHITECTURE.md, Modules\n{wrong}");
}

#[test]
fn files_of_a_module_use_each_other_one_way() {
    let tree = Crate::read(&root().join("src"));
    let mut wrong = String::new();
    for top in tree.0.keys().filter(|path| path.len() == 1).map(|path| &path[0]) {
        let graph = between_files(&tree, top);
        for cycle in cycles(&graph) {
            writeln!(wrong, "{top}: a cycle of {} files", cycle.len()).unwrap();
            for (file, uses) in graph.iter().filter(|(file, _)| cycle.contains(file)) {
                for (other, names) in uses.iter().filter(|(other, _)| cycle.contains(other)) {
                    writeln!(wrong, "  {} uses {} ({names})", relative(file), relative(other)).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

#[test]
fn every_file_of_tests_is_a_module_of_the_one_program() {
    let program = fs::read_to_string(root().join("tests/main.rs")).unwrap();
    let files = fs::read_dir(root().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let names = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let forgotten = names.filter(|name| !["main", "architecture"].contains(&name.as_str()));
    let forgotten: Vec<_> =
        forgotten.filter(|name| !program.lines().any(|line| line == format!("mod {name};"))).collect();
    assert_eq!(forgotten, [""; 0], "tests/main.rs has no line `mod NAME;` for these, so they never run");
}

#[test]
fn no_file_is_too_long() {
    for path in ["src", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines, more than {MAX_LINES}: one idea a file", relative(&path));
    }
}

#[test]
fn no_comment_is_too_wide() {
    let mut wide = Vec::new();
    for path in ["src", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        for (index, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.trim_start().starts_with("//") && line.width() > MAX_COLUMNS {
                wide.push(format!("{}:{}: {} columns", relative(&path), index + 1, line.width()));
            }
        }
    }
    assert!(wide.is_empty(), "comments wider than {MAX_COLUMNS} columns:\n{}", wide.join("\n"));
}

/// What a page names in backticks behind a claim, `FILE.rs::TEST`, or `SCRIPT: WORDS` for a check of a script: the
/// file, and what has to stand in it.
fn named_tests(row: &str) -> Vec<(String, String)> {
    let folders = ["tests/", "src/", "kiosk/"];
    let named = in_backticks(row).into_iter().filter(|word| folders.iter().any(|folder| word.starts_with(folder)));
    let split = |word: String| {
        let test = word.split_once("::").map(|(file, test)| (file.to_owned(), format!("fn {test}(")));
        test.or_else(|| word.split_once(": ").map(|(file, words)| (file.to_owned(), words.to_owned())))
    };
    named.filter_map(split).collect()
}

/// What is wrong with the claims of a section's table: those without a test, and the tests that are not there.
fn wrong_claims(page: &str, section: &str, needs_none: &[&str]) -> String {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let section = text.split("\n## ").find(|text| text.starts_with(section)).expect("a section");
    let titles = ["| what is", "| clause"];
    let rows =
        section.lines().filter(|line| line.starts_with("| ") && !titles.iter().any(|title| line.starts_with(title)));
    let mut wrong = String::new();
    for row in rows {
        let tests = named_tests(row);
        if tests.is_empty() && !needs_none.iter().any(|words| row.contains(words)) {
            let _ = writeln!(wrong, "no test: {row}");
        }
        for (file, test) in tests {
            let source = fs::read_to_string(root().join(&file)).unwrap_or_default();
            if !source.contains(&test) {
                let _ = writeln!(wrong, "{file} has no {test}");
            }
        }
    }
    wrong
}

#[test]
fn every_claim_about_security_names_tests_that_are_there() {
    let wrong = wrong_claims("SECURITY.md", "Against whom\n", &[]);
    assert!(wrong.is_empty(), "SECURITY.md claims what no test shows:\n{wrong}");
}

#[test]
fn every_claim_about_accessibility_names_tests_that_are_there() {
    let wrong = wrong_claims("ACCESSIBILITY.md", "EN 301 549", &["does not apply", "the installer's"]);
    assert!(wrong.is_empty(), "ACCESSIBILITY.md claims what no test shows:\n{wrong}");
}
