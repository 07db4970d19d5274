//! The commands about bookings as programs of their own, beside the emulated terminal's.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

pub use super::terminal_program::{Terminal, code, err, out};

/// `uketsuke COMMAND` with the settings of this terminal.
pub fn command(terminal: &Terminal, name: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg(name).arg("--config").arg(terminal.path().join("kiosk.toml")).env_remove("STATE_DIRECTORY").args(more);
    command
}

/// Waits until this is so.
pub fn once(mut is_so: impl FnMut() -> bool, otherwise: &str) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "{otherwise}");
        std::thread::yield_now();
    }
}

/// Starts the command, and sends it this signal once it is far enough.
pub fn ended_by(command: &mut Command, signal: Signal, is_far_enough: impl FnMut() -> bool) -> Output {
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    once(is_far_enough, "it does not come so far");
    kill_process(Pid::from_child(&running), signal).unwrap();
    running.wait_with_output().unwrap()
}

/// The lines of the journal about bookings, once it is proved to be whole.
pub fn journal(terminal: &Terminal) -> Vec<String> {
    let verified = command(terminal, "journal", &["verify"]).output().unwrap();
    assert_eq!(code(&verified), 0, "{}{}", out(&verified), err(&verified));
    let text = fs::read_to_string(terminal.path().join("journal/journal.jsonl")).unwrap();
    text.lines().filter(|line| line.contains("\"kind\":\"bulk-")).map(str::to_owned).collect()
}
