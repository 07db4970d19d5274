//! The doctor, at machines that are laid out for it. Everything on them is synthetic.

mod cards;
mod files;
mod lockdown;
mod machine;
mod share;
mod sound;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::host::Host;
use crate::common::{Finding, FindingDetail, Health, Part};

/// A machine of one's own.
struct Machine {
    root: TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }

    /// Writes a file, with the folders above it.
    fn has(self, path: &str, text: &str) -> Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    /// A link to somewhere else, or to nothing.
    fn links(self, path: &str, to: &str) -> Self {
        let link = self.path(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        let _was_not_there = fs::remove_file(&link);
        std::os::unix::fs::symlink(Path::new(to), link).unwrap();
        self
    }

    fn lacks(self, path: &str) -> Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    fn host(&self) -> Host {
        Host::below(self.root.path())
    }
}

/// The one finding about a part.
fn of(findings: &[Finding], part: Part) -> (Health, FindingDetail) {
    let mut of = findings.iter().filter(|finding| finding.part == part);
    let Finding { health, detail, .. } = of.next().unwrap_or_else(|| panic!("nothing of {part:?} in {findings:?}"));
    assert_eq!(of.next(), None, "twice");
    (*health, detail.clone())
}
