//! A person who hears the kiosk and does not see it: the real kiosk with a player that writes down what it is to play.

use std::ops::Deref;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use uketsuke::common::Language;
use uketsuke::simulator::service::Mode;
use uketsuke::simulator::tls::TestPki;
use uketsuke::ui::Prompt;

use super::desk::{Desk, Setup, WAITING};
use super::pcscd::Pcscd;
use super::service::EmulatedService;
use super::terminal::Key;
use super::wait_for;

/// What a player does that only writes down what it is to play, a line a call: the files without folder and ending.
pub const RECORDS: &str = "shift 5\nplayed=\nfor file do file=${file##*/sounds/}; played=\"$played ${file%.mp3}\"; done\necho $played >>played";

/// What a player does that plays until it is ended.
pub const PLAYS_ON: &str = "exec tail -f /dev/null";

/// The desk, and what was played there.
pub struct Listener {
    desk: Desk,
    _service: EmulatedService,
}

impl Deref for Listener {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Listener {
    /// A desk whose player does what this script says, in the kiosk's folder. Every tone and prompt is there.
    pub fn at(script: &str, setup: Setup) -> Self {
        let pcscd = Pcscd::start_at(setup.pace);
        let dir = pcscd.dir().join("kiosk");
        TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
        let service = EmulatedService::open(&pcscd, &dir, ([127, 0, 0, 1], 0).into());
        if !setup.service {
            service.set_mode(Mode::Closed { until: None });
        }
        lay_sounds(&dir.join("sounds"));
        let program = dir.join("mpg123");
        std::fs::write(&program, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n")).expect("a script");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
        let path = format!("{}:{}", dir.display(), std::env::var("PATH").expect("a path"));
        let gateway = format!("url = \"https://{}\"", service.address());
        let desk = Desk::at(setup, &pcscd, &gateway, &[("PATH", &path)]);
        desk.sees(if setup.service { WAITING } else { "ただいま確認できません" });
        Self { desk, _service: service }
    }

    /// The same with a player that writes down what it is to play.
    pub fn new(setup: Setup) -> Self {
        Self::at(RECORDS, setup)
    }

    /// Everything that was played, in order.
    pub fn played(&self) -> Vec<String> {
        let played = std::fs::read_to_string(self.dir().join("played")).unwrap_or_default();
        played.split_whitespace().map(str::to_owned).collect()
    }

    /// Waits until this is among what was played since this was asked last, and returns all of that.
    pub fn hears(&self, name: &str) -> Vec<String> {
        self.hears_since(0, name)
    }

    /// Waits until this is among what was played after so many.
    pub fn hears_since(&self, count: usize, name: &str) -> Vec<String> {
        wait_for(&format!("{name} after {:?}", self.played()), || {
            let played = self.played().split_off(count.min(self.played().len()));
            played.iter().any(|one| one == name).then_some(played)
        })
    }

    /// Asks for the voice.
    pub fn asks_for_the_voice(&self) {
        self.presses(Key::Char('+'));
    }
}

/// An empty file for each tone and prompt: the player of the tests reads none.
fn lay_sounds(folder: &Path) {
    let files = |code: &str| Prompt::ALL.map(|prompt| format!("{code}/{}.mp3", prompt.name()));
    let prompts = Language::ALL.into_iter().flat_map(|language| files(language.as_str()));
    let tones = ["digit", "refused", "card", "answer", "call", "attention"].map(|tone| format!("tones/{tone}.mp3"));
    for file in prompts.chain(tones) {
        let file = folder.join(file);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, "").expect("a file");
    }
}
