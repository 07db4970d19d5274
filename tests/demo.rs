//! `uketsuke demo --source terminal`: the real program in a terminal, and the emulated qualification terminal in it.

use std::fs;
use std::ops::Deref;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::desk::VALID;
use crate::support::terminal::{Key, Terminal};
use crate::support::wait_for;

const F4: &[u8] = b"\x1bOS";
const F5: &[u8] = b"\x1b[15~";
const F7: &[u8] = b"\x1b[18~";
const WAITING: &str = "結果は自動でここに表示されます";
const BANNER: &str = "模擬 SIMULATION";

/// The demo, and where it may keep its folders.
struct Demo {
    program: Terminal,
    temporary: TempDir,
}

impl Deref for Demo {
    type Target = Terminal;

    fn deref(&self) -> &Terminal {
        &self.program
    }
}

impl Demo {
    fn start(more: &[&str]) -> Self {
        let temporary = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        command.args(["demo", "--source", "terminal"]).args(more);
        command.env("TMPDIR", temporary.path()).env("STATE_DIRECTORY", "");
        let program = Terminal::start(&command, 80, 30);
        program.sees(WAITING);
        Self { program, temporary }
    }

    /// Has a card read. One that comes before the kiosk watches the folder lay there before, so it is read once more.
    fn reads_card(&self) {
        wait_for("a result", || {
            self.sends(F5);
            let until = Instant::now() + Duration::from_secs(3);
            while !self.shows(VALID) && Instant::now() < until {
                std::thread::yield_now();
            }
            self.shows(VALID).then_some(())
        });
    }

    fn folders(&self) -> Vec<PathBuf> {
        fs::read_dir(self.temporary.path()).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
    }
}

#[test]
fn the_numbers_at_the_top_of_the_screen_are_confirmed_by_the_emulated_terminal() {
    let demo = Demo::start(&[]);
    demo.sees("F4,3 保険者 01139997  記号 99999999  番号 7  枝番 00  生年月日 19841115");
    demo.sends(F4);
    demo.sees("ほかの方法で確認する");
    demo.types_to_staff("3");
    demo.sees("資格確認書を出してもらいます");
    demo.presses(Key::Enter);
    for (ask, typed) in [
        ("保険者番号を入力", "01139997"),
        ("記号を入力", "99999999"),
        ("番号を入力してください", "7"),
        ("枝番を入力", "00"),
        ("生年月日を入力", "19841115"),
    ] {
        demo.sees(ask);
        demo.types_to_staff(typed);
        demo.presses(Key::Enter);
    }
    demo.sees("限度額の情報も照会しますか");
    demo.presses_quickly(Key::Backspace);
    demo.presses(Key::Enter);
    demo.sees("確認する（端末に照会）");
    demo.presses_quickly(Key::Backspace);
    demo.presses(Key::Enter);
    demo.sees(VALID);
    demo.presses(Key::F2);
    for words in [VALID, "番号で照会", "試験　一郎", BANNER] {
        demo.sees(words);
    }
}

#[test]
fn f5_has_the_terminal_read_the_card_of_the_person_that_the_banner_names() {
    let demo = Demo::start(&["--persona", "valid-kumiai"]);
    demo.reads_card();
    demo.sees("試＊　花＊");
    demo.presses(Key::F2);
    for words in [VALID, "06139992", "資格確認端末の結果", BANNER] {
        demo.sees(words);
    }
    let demo = Demo::start(&["--persona", "valid-kumiai"]);
    demo.sends(F7);
    demo.sees("01139997");
    demo.reads_card();
    demo.sees("試＊　一＊");
}

#[test]
fn the_folders_of_the_demo_are_its_users_alone_and_go_with_it() {
    let mut demo = Demo::start(&[]);
    let folders = demo.folders();
    let [folder] = folders.as_slice() else { panic!("{folders:?}") };
    assert_eq!(fs::metadata(folder).expect("the folder").permissions().mode() & 0o777, 0o700);
    demo.presses(Key::Ctrl('c'));
    assert!(demo.program.ends().success());
    assert!(demo.folders().is_empty(), "{:?}", demo.folders());
}

#[test]
fn a_source_that_does_not_exist_is_refused() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    let output = command.args(["demo", "--source", "reader"]).output().expect("an output");
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).expect("words");
    assert!(words.contains("--source is service or terminal"), "{words}");
}
