//! The emulated qualification terminal as a program of its own, for tests of the commands that ask it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// The terminal's program. It ends with this.
pub struct Terminal {
    program: Child,
    dir: TempDir,
}

impl Terminal {
    /// Starts it with these switches.
    pub fn start(switches: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke-simulator"));
        command.args(["terminal", "--dir"]).arg(dir.path()).arg("--control").arg(dir.path().join("control"));
        for switch in ["take-after=0ms", "answer-after=0ms", "grow=50ms"].iter().chain(switches) {
            command.args(["--set", switch]);
        }
        let mut program = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, format!("terminal ready: {}\n", dir.path().display()));
        Self { program, dir }
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Gives it a line on its control socket.
    pub fn says(&self, line: &str) -> String {
        let mut control = UnixStream::connect(self.path().join("control")).unwrap();
        writeln!(control, "{line}").unwrap();
        let mut answer = String::new();
        BufReader::new(control).read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }

    /// The settings with further lines below `[exchange]`.
    pub fn settings(&self, lines: &str) {
        let path = self.path().join("kiosk.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{lines}")).unwrap();
    }

    /// The names in one of its folders.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _already_gone = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Exit status.
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// Standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
