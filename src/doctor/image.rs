//! What the image's own program of root's says of the box: its version, an update that was taken back, how its storage
//! is kept. A machine that is no image has none of it.

use super::host::Host;
use crate::common::{Finding, FindingDetail, Part, StaffNote, read_regular};

/// Lines of a key and a value.
const STATE: &str = "/run/uketsuke-box/state";
/// No more of it is read.
const MAX_BYTES: u64 = 4096;
/// A version is at most so long, in bytes.
const MAX_VERSION: usize = 40;

/// What is known of the image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImageState {
    version: Option<String>,
    /// The version that did not work.
    taken_back: Option<String>,
    storage: Option<Storage>,
    /// Whether it looks for newer versions, and can tell whose they are.
    updates: bool,
}

/// How what the kiosk writes lies on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Storage {
    Encrypted,
    Plain,
}

impl ImageState {
    /// What this machine's file says. Without one, or where it is no such file, nothing is known.
    #[must_use]
    pub fn read(host: &Host) -> Self {
        read_regular(&host.path(STATE), MAX_BYTES).map_or_else(|_| Self::default(), |text| Self::parse(&text))
    }

    /// A line that is not understood says nothing.
    fn parse(text: &str) -> Self {
        let mut state = Self::default();
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("version", value)) => state.version = version(value),
                Some(("taken-back", value)) => state.taken_back = version(value),
                Some(("storage", "encrypted")) => state.storage = Some(Storage::Encrypted),
                Some(("storage", "plain")) => state.storage = Some(Storage::Plain),
                Some(("updates", "on")) => state.updates = true,
                _ => {}
            }
        }
        state
    }

    /// Whether newer versions come by themselves.
    #[must_use]
    pub const fn is_updated(&self) -> bool {
        self.updates
    }

    /// What staff should know of it while the kiosk waits.
    #[must_use]
    pub fn staff_note(&self) -> Option<StaffNote> {
        self.taken_back.as_ref().map(|_| StaffNote::UpdateTakenBack)
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let version = |version: &String| Finding::fine(Part::Image, FindingDetail::Name(version.clone()));
        let taken_back = |version: &String| Finding::look(Part::ImageUpdate, FindingDetail::TakenBack(version.clone()));
        let storage = |storage| match storage {
            Storage::Encrypted => Finding::fine(Part::Storage, FindingDetail::Secured),
            Storage::Plain => Finding::look(Part::Storage, FindingDetail::Exposed),
        };
        let found =
            [self.version.as_ref().map(version), self.taken_back.as_ref().map(taken_back), self.storage.map(storage)];
        found.into_iter().flatten().collect()
    }
}

fn version(text: &str) -> Option<String> {
    let fits = (1..=MAX_VERSION).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".+~-_".contains(&byte));
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> ImageState {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join(STATE.trim_start_matches('/'));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
        ImageState::read(&Host::below(root.path()))
    }

    #[test]
    fn an_update_that_was_taken_back_is_told_with_version_and_storage() {
        let state = read(b"version 2026.11.30\ntaken-back 2026.12.01\nstorage plain\nlater more\n");
        assert_eq!(state.staff_note(), Some(StaffNote::UpdateTakenBack));
        assert_eq!(
            state.findings(),
            [
                Finding::fine(Part::Image, FindingDetail::Name("2026.11.30".to_owned())),
                Finding::look(Part::ImageUpdate, FindingDetail::TakenBack("2026.12.01".to_owned())),
                Finding::look(Part::Storage, FindingDetail::Exposed),
            ]
        );
        let storage = read(b"storage encrypted").findings();
        assert_eq!(storage, [Finding::fine(Part::Storage, FindingDetail::Secured)]);
    }

    #[test]
    fn a_machine_that_is_no_image_says_nothing() {
        let root = tempfile::tempdir().unwrap();
        let state = ImageState::read(&Host::below(root.path()));
        assert_eq!((state.staff_note(), state.findings()), (None, vec![]));
    }

    #[test]
    fn garbage_says_nothing() {
        let long = format!("taken-back {}\n", "1".repeat(41));
        let large = format!("taken-back 1\n{}", "#".repeat(4096));
        for garbage in
            [&b"taken-back\n"[..], b"taken-back \n", b"taken-back a b", b"taken-back \x1b[2J", b"\xff taken-back 1"]
                .into_iter()
                .chain([long.as_bytes(), large.as_bytes()])
        {
            assert_eq!(read(garbage), ImageState::default(), "{garbage:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_it_says_is_printable(text in "((version|taken-back|storage|x) ?[ -~\u{0}-\u{20}]{0,50}\n){0,9}") {
            let state = ImageState::parse(&text);
            for version in [state.version, state.taken_back].into_iter().flatten() {
                prop_assert!(version.len() <= MAX_VERSION && version.bytes().all(|byte| byte.is_ascii_graphic()));
            }
        }
    }
}
