//! The machine as its files show it: `/proc`, `/sys`, `/etc` and `/run`, below a folder that a test can choose.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Most bytes that are read of a file. The files that matter have less than a hundredth of it.
const MAX_BYTES: u64 = 1 << 20;
/// Where systemd looks for units, the first first (systemd.unit(5)); what is masked there is a link to nothing
/// (systemctl(1), `mask`).
const UNITS: [&str; 4] =
    ["/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system"];
/// A link for each unit that runs.
const RUNNING: &str = "/run/systemd/units";
/// Where drop-ins of systemd's own settings lie; a name in a later folder hides the same name in an earlier one
/// (systemd.conf(5)).
const SETTINGS: [&str; 4] = ["/usr/lib/systemd", "/usr/local/lib/systemd", "/run/systemd", "/etc/systemd"];

/// What the firewall could not do, a line "KIND NAME" each; kiosk/lockdown/firewall writes it.
const FIREWALL_RECORD: &str = "/run/uketsuke-firewall/failed";
/// As much of a name in it is shown, in characters.
const MOST_NAME: usize = 120;

/// A machine.
#[derive(Debug, Clone)]
pub struct Host {
    root: PathBuf,
}

impl Host {
    /// This one.
    #[must_use]
    pub fn here() -> Self {
        Self::below("/")
    }

    /// One whose files lie below this folder.
    #[must_use]
    pub fn below(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// The beginning of a file; `None` where this user cannot read it.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        text(&self.path(path))
    }

    /// Whether something has this name, be it a link to nothing.
    pub(super) fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path(path)).is_ok()
    }

    /// The files of these folders, by their names: one in a later folder hides its namesake in an earlier one.
    pub(super) fn files(&self, folders: &[impl AsRef<str>], ending: &str) -> Vec<String> {
        let mut found = BTreeMap::new();
        for folder in folders {
            let entries = fs::read_dir(self.path(folder.as_ref())).into_iter().flatten().flatten();
            for path in entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(ending)) {
                if let Some(name) = path.file_name() {
                    found.insert(name.to_owned(), path.clone());
                }
            }
        }
        found.values().filter_map(|path| text(path)).collect()
    }

    /// Whether there is such a unit, which may be started.
    #[must_use]
    pub fn has_unit(&self, unit: &str) -> bool {
        !self.is_masked(unit) && UNITS.iter().any(|folder| self.has(&format!("{folder}/{unit}")))
    }

    /// Whether this unit is masked: it cannot be started.
    pub(super) fn is_masked(&self, unit: &str) -> bool {
        UNITS.iter().any(|folder| {
            let path = self.path(&format!("{folder}/{unit}"));
            fs::read_link(&path).is_ok_and(|to| to == Path::new("/dev/null"))
                || fs::symlink_metadata(&path).is_ok_and(|file| file.is_file() && file.len() == 0)
        })
    }

    /// Whether this unit runs, as any user can see: systemd leaves a link to its invocation.
    pub(super) fn is_active(&self, unit: &str) -> bool {
        self.has(&format!("{RUNNING}/invocation:{unit}"))
    }

    /// Whether systemd leaves such links here.
    pub(super) fn has_units(&self) -> bool {
        self.has(RUNNING)
    }

    /// Whether a client is connected to the listener at this path, as any user can see (`/proc/net/unix`: state, inode
    /// and path stand last, and 03 is `SS_CONNECTED` of `linux/net.h`).
    pub(super) fn is_talked_to(&self, socket: &str) -> bool {
        let sockets = self.text("/proc/net/unix").unwrap_or_default();
        sockets.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            matches!(words.as_slice(), [.., "03", _inode, path] if *path == socket)
        })
    }

    /// What a unit says: its file, and its drop-ins.
    pub(super) fn unit(&self, name: &str) -> Vec<String> {
        let main = UNITS.iter().find_map(|folder| self.text(&format!("{folder}/{name}")));
        let mut folders = UNITS.map(|folder| format!("{folder}/{name}.d"));
        folders.reverse();
        main.into_iter().chain(self.files(&folders, ".conf")).collect()
    }

    /// What one of systemd's own settings files (`logind.conf`) and its drop-ins say last.
    pub(super) fn systemd(&self, file: &str, key: &str) -> Option<String> {
        let main = SETTINGS.iter().rev().find_map(|folder| self.text(&format!("{folder}/{file}")));
        let folders = SETTINGS.map(|folder| format!("{folder}/{file}.d"));
        main.into_iter().chain(self.files(&folders, ".conf")).filter_map(|text| assigned(&text, key)).next_back()
    }

    /// The names of what of this kind the firewall could not do, each once.
    pub(super) fn failed_in_firewall(&self, kind: &str) -> Vec<String> {
        let record = self.text(FIREWALL_RECORD).unwrap_or_default();
        let of_kind = |line: &str| Some(line.strip_prefix(kind)?.strip_prefix(' ')?.chars().take(MOST_NAME).collect());
        let names: BTreeSet<String> = record.lines().filter_map(of_kind).collect();
        names.into_iter().collect()
    }

    /// Name and command line of every process that this user can see.
    pub(super) fn processes(&self) -> Vec<(String, Vec<String>)> {
        let entries = fs::read_dir(self.path("/proc")).into_iter().flatten().flatten().map(|entry| entry.path());
        let numbered = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().chars().all(|char| char.is_ascii_digit()))
        };
        let read = |path: PathBuf| {
            let words = text(&path.join("cmdline"))?;
            let words = words.split('\0').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            Some((text(&path.join("comm"))?.trim_end().to_owned(), words))
        };
        entries.filter(numbered).filter_map(read).collect()
    }
}

/// The last value of a key in a text of `Key=value` lines.
fn assigned(text: &str, key: &str) -> Option<String> {
    let value = |line: &str| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == key).then(|| value.trim().to_owned())
    };
    text.lines().filter_map(value).next_back()
}

fn text(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
