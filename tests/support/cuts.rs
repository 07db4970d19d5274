//! Power that goes at any moment of what a test records: every state that a disk may then be in.

use std::env;
use std::path::{Path, PathBuf};

use super::disk::{Cut, Disk, Files, files_of, lay_out};
use super::recording::{Call, record};

/// The folder, in the environment of the part that is recorded.
const DIR: &str = "UKETSUKE_TEST_FOLDER";
/// Which operation, likewise.
const WHAT: &str = "UKETSUKE_TEST_OPERATION";
/// What the recorded part says on its standard error when the program has reported that something is kept.
pub const KEPT: &str = "it is kept";
/// A folder in memory where there is one: here nothing has to survive a real cut.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder")
}

/// Under a provisional name nothing is read: what is left there is removed.
fn is_read(name: &str) -> bool {
    !Path::new(name).extension().is_some_and(|extension| extension == "new" || extension == "part")
}

/// Records what the test `inside`, by its whole name, does in a folder with these files; every cut, and what was there
/// at every report.
pub fn cuts(inside: &str, before: &Files, report: &str, what: &str) -> (Vec<Cut>, Vec<Files>) {
    let dir = folder();
    lay_out(before, dir.path());
    let calls = record(inside, dir.path(), report, &[(DIR, dir.path().to_str().expect("a path")), (WHAT, what)]);
    let syncs = calls.iter().filter(|call| matches!(call, Call::Sync(_) | Call::SyncNames)).count();
    let (cuts, kept) = Disk::with(before).cuts(&calls, is_read);
    println!(
        "{inside} {what}: {} calls, {syncs} syncs, {} states, {} reports",
        calls.len(),
        cuts.len(),
        kept.len() - 2
    );
    assert_eq!(kept.last().expect("an end"), &files_of(dir.path()), "the recording leads to what is there");
    let mut cuts: Vec<Cut> = cuts.into_iter().collect();
    cuts.sort_by_key(|cut| cut.confirmed);
    (cuts, kept)
}

/// Where the recorded part works, and what it is to do.
pub fn inside() -> (PathBuf, String) {
    (env::var(DIR).expect("a folder").into(), env::var(WHAT).expect("an operation"))
}

/// In one call, so that it is one line of the recording.
pub fn says(words: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{words}").expect("standard error");
}

/// A cut, for a test that fails.
pub fn shown(cut: &Cut) -> String {
    let files = cut.files.iter().map(|(name, bytes)| format!("{name}: {}\n", String::from_utf8_lossy(bytes)));
    format!("{} reported\n{}", cut.confirmed, files.collect::<String>())
}
