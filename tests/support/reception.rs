//! A real kiosk in a terminal, and the emulated qualification terminal behind its folders.

use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use uketsuke::simulator::personas;
use uketsuke::simulator::terminal::{Behaviour, EmulatedTerminal};

use super::terminal::{Key, Terminal};
use super::wait_for;

/// The key F4, as a terminal sends it.
pub const F4: &[u8] = b"\x1bOS";
pub const WAITING: &str = "結果は自動でここに表示されます";
pub const LIST: &str = "ほかの方法で確認する";
pub const CONSENT: &str = "限度額の情報も照会しますか";
pub const SUMMARY: &str = "確認する（端末に照会）";
pub const ASKING: &str = "資格確認端末に照会しています";
pub const BY_NUMBERS: &str = "番号で照会";
pub const SIMULATION: &str = "模擬 SIMULATION";

/// What stands on the certificate of the persona `valid-kumiai`. Numbers are synthetic.
pub const PAPER: [(&str, &str); 5] = [
    ("保険者番号を入力", "06139992"),
    ("記号を入力", "試験"),
    ("番号を入力してください", "0012345"),
    ("枝番を入力", "01"),
    ("生年月日を入力", "H020401"),
];

/// A kiosk and the terminal that it asks.
pub struct Reception {
    pub kiosk: Terminal,
    pub asked: EmulatedTerminal,
    pub home: TempDir,
}

impl Deref for Reception {
    type Target = Terminal;

    fn deref(&self) -> &Terminal {
        &self.kiosk
    }
}

/// Answers at once, but for what a test sets.
pub fn behaves(switches: &[(&str, &str)]) -> Behaviour {
    let mut behaviour = Behaviour::default();
    for (switch, value) in [("take-after", "0ms"), ("answer-after", "0ms"), ("grow", "50ms")].iter().chain(switches) {
        behaviour.set(switch, value).expect("a switch");
    }
    behaviour
}

impl Reception {
    pub fn open(switches: &[(&str, &str)]) -> Self {
        Self::open_with(switches, |_, settings| settings.to_owned())
    }

    /// As [`open`](Self::open), with other settings.
    pub fn open_with(switches: &[(&str, &str)], change: impl FnOnce(&Path, &str) -> String) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let asked =
            EmulatedTerminal::start(home.path(), personas::all().to_vec(), behaves(switches)).expect("a terminal");
        fs::create_dir(home.path().join("receipt")).expect("a folder");
        let settings = "[kiosk]\nfacility = \"1319999999\"\nname = \"見本医院\"\n[source]\nkind = \"oqs-folder\"\n\
                        [exchange]\nrequests = \"Req\"\nanswers = \"Res\"\ncards = \"Face\"\ndeadline = \"4s\"\nnotice = \"1s\"\n\
                        [identify]\nkeyboard_out_of_reach = true\n[panel]\ndetail = \"full\"\n[journal]\ndir = \"journal\"\n\
                        [handoff]\nkind = \"json\"\ndir = \"receipt\"\n[log]\ndir = \"log\"\nlevel = \"trace\"\n";
        fs::write(home.path().join("kiosk.toml"), change(home.path(), settings)).expect("settings");
        let kiosk = starts(&home);
        Self { kiosk, asked, home }
    }

    pub fn is_set(&self, switch: &str, value: &str) {
        self.asked.set(switch, value).expect("a switch");
    }

    /// Staff type what stands on a certificate, and see the summary.
    pub fn enters(&self) {
        enters(self);
    }

    pub fn asks(&self) {
        self.enters();
        self.asks_again();
    }

    /// From the summary.
    pub fn asks_again(&self) {
        self.sees(SUMMARY);
        enter_again(self);
        self.sees_not(SUMMARY);
    }

    pub fn log(&self) -> String {
        let files = fs::read_dir(self.home.path().join("log")).into_iter().flatten();
        files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a log")).collect()
    }

    /// Lines of the journal about questions by numbers.
    pub fn journal(&self) -> Vec<Value> {
        self.journal_lines("number")
    }

    pub fn journal_lines(&self, kind: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.home.path().join("journal/journal.jsonl")).unwrap_or_default();
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter(|line| line["kind"] == kind).collect()
    }

    pub fn journal_of(&self, lines: usize) -> Vec<Value> {
        wait_for("a line of the journal", || Some(self.journal()).filter(|journal| journal.len() == lines))
    }

    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = fs::read_dir(self.home.path().join(folder)).into_iter().flatten();
        names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

pub fn starts(home: &TempDir) -> Terminal {
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("run").arg("--config").arg(home.path().join("kiosk.toml")).env_remove("STATE_DIRECTORY");
    let kiosk = Terminal::start(&command, 80, 30);
    kiosk.sees(WAITING);
    kiosk
}

/// Without another key between, a second Enter would count as a repetition of the held key.
pub fn enter_again(kiosk: &Terminal) {
    kiosk.presses_quickly(Key::Backspace);
    kiosk.presses(Key::Enter);
}

pub fn enters(kiosk: &Terminal) {
    kiosk.sends(F4);
    kiosk.sees(LIST);
    kiosk.types_to_staff("3");
    kiosk.sees("資格確認書を出してもらいます");
    kiosk.presses(Key::Enter);
    for (ask, typed) in PAPER {
        kiosk.sees(ask);
        kiosk.types_to_staff(typed);
        kiosk.presses(Key::Enter);
    }
    kiosk.sees(CONSENT);
    enter_again(kiosk);
    kiosk.sees(SUMMARY);
}
