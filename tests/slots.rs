//! The image's slots as the loader sees them: the program that writes them, on a file in place of the disk's.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A box whose slot A runs, with the program and what it reads in a folder.
struct Slots {
    dir: TempDir,
}

impl Slots {
    fn delivered() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let image = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/image"));
        let box_programs = image.join("tree/usr/lib/uketsuke-box");
        for file in [box_programs.join("slots"), box_programs.join("disk.common"), image.join("layout")] {
            fs::copy(&file, dir.path().join(file.file_name().expect("a name"))).expect("a copy");
        }
        let head = "# GRUB Environment Block\nORDER=A B\nA_OK=1\nA_TRY=0\nB_OK=0\nB_TRY=0\n";
        fs::write(dir.path().join("grubenv"), format!("{head:#<1024}")).expect("a file");
        fs::write(dir.path().join("cmdline"), "quiet rauc.slot=A uketsuke.root=a\n").expect("a file");
        Self { dir }
    }

    /// What the program says; nothing where it fails.
    fn say(&self, words: &str) -> Option<String> {
        let file = |name| self.dir.path().join(name);
        let ended = Command::new(file("slots"))
            .args(words.split(' '))
            .env("UKETSUKE_GRUBENV", file("grubenv"))
            .env("UKETSUKE_CMDLINE", file("cmdline"))
            .env("UKETSUKE_SLOTS_LOCK", file("lock"))
            .output()
            .expect("the program starts");
        ended.status.success().then(|| String::from_utf8_lossy(&ended.stdout).trim().to_owned())
    }

    fn is(&self, words: &str, expected: &str) {
        assert_eq!(self.say(words).as_deref(), Some(expected), "{words}");
    }

    fn file(&self) -> Vec<u8> {
        fs::read(self.dir.path().join("grubenv")).expect("the file")
    }
}

#[test]
fn a_new_version_starts_next_and_after_three_starts_that_were_not_good_the_one_before_it() {
    let slots = Slots::delivered();
    slots.is("get-primary", "A");
    slots.is("get-state B", "bad");
    slots.is("set-state B bad", "");
    slots.is("set-primary B", "");
    slots.is("get-primary", "B");
    slots.is("get TRIAL", "B");
    for (tries, next) in [(1, "B"), (2, "B"), (3, "A")] {
        slots.is(&format!("set B_TRY={tries}"), "");
        slots.is("get-primary", next);
    }
}

#[test]
fn a_new_version_that_is_good_is_on_trial_no_more() {
    let slots = Slots::delivered();
    slots.is("set-primary B", "");
    slots.is("set B_TRY=2", "");
    slots.is("set-state B good", "");
    slots.is("get TRIAL", "");
    slots.is("get B_TRY", "0");
    slots.is("get-state B", "good");
}

/// A sector is written whole or not at all, so a power cut leaves the old words or the new ones.
#[test]
fn all_that_is_said_lies_in_the_first_sector_and_the_file_keeps_its_length() {
    let slots = Slots::delivered();
    let before = slots.file();
    slots.is(&format!("set MACHINE_ID={} RESET=1 TRIAL=B", "0123456789abcdef".repeat(2)), "");
    let file = slots.file();
    assert_eq!(file.len(), 1024);
    assert!(file.starts_with(b"# GRUB Environment Block\n"));
    assert!(file[512..].iter().all(|byte| *byte == b'#'));
    assert_eq!(slots.say(&format!("set LONG={}", "x".repeat(512))), None, "more than a sector is refused");
    assert_eq!(slots.file(), file);
    slots.is("set MACHINE_ID= RESET= TRIAL=", "");
    slots.is("get MACHINE_ID", "");
    assert_eq!(slots.file().len(), before.len());
}

#[test]
fn a_slot_that_is_none_is_an_error() {
    let slots = Slots::delivered();
    for words in ["set-primary C", "get-state", "set-state A fine", "what"] {
        assert_eq!(slots.say(words), None, "{words}");
    }
}
