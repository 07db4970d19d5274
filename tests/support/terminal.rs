//! A person at a terminal: the real program in a pseudo-terminal, keys pressed one by one, and the screen as a terminal
//! shows it.
//!
//! Looking waits until the screen is as asked, typing until the program has taken the key. Time passes only between two
//! keys: the program tells a person from a scanner by it.

use std::fs::File;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, Winsize, tcgetattr, tcsetattr, tcsetwinsize};

use super::{wait_finely_for, wait_for};

/// Longest wait for anything to appear. A trouble without a card leaves by itself after 20 s; on an idle machine
/// nothing else takes a tenth of it.
const PATIENCE: Duration = Duration::from_secs(40);

/// Between two keys of a person. Faster keys are a scanner's.
const PACE: Duration = Duration::from_millis(45);
/// Before a key whose pace is not judged: long enough for the program to read every key alone.
const QUICK: Duration = Duration::from_millis(3);

/// A key as a terminal sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Ctrl and a character.
    Ctrl(char),
    Enter,
    Backspace,
    Esc,
    /// Another language.
    F1,
    /// Staff confirm.
    F2,
    /// The other method.
    F3,
    /// The staff's menu.
    F10,
    /// Arrows.
    Up,
    Down,
    /// The key 4 of a keypad whose Num Lock is off.
    PadLeft,
}

impl Key {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Char(char) => char.to_string().into_bytes(),
            Self::Ctrl(char) => vec![u8::try_from(char).expect("an ASCII character") & 0x1f],
            Self::Enter => b"\r".to_vec(),
            Self::Backspace => b"\x7f".to_vec(),
            Self::Esc => b"\x1b".to_vec(),
            Self::F1 => b"\x1bOP".to_vec(),
            Self::F2 => b"\x1bOQ".to_vec(),
            Self::F3 => b"\x1bOR".to_vec(),
            Self::F10 => b"\x1b[21~".to_vec(),
            Self::Up => b"\x1b[A".to_vec(),
            Self::Down => b"\x1b[B".to_vec(),
            Self::PadLeft => b"\x1b[D".to_vec(),
        }
    }
}

/// What has come from the program so far.
struct Glass {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Nothing more will come: the program has let go of the terminal.
    dark: bool,
}

/// The program and its terminal. Dropping it kills the program.
pub struct Terminal {
    child: Child,
    glass: Arc<(Mutex<Glass>, Condvar)>,
    /// Our side of the pseudo-terminal; gone once the terminal has vanished.
    master: Option<Arc<File>>,
    reader: Option<(JoinHandle<()>, PipeWriter)>,
    /// When the last key was read, and how long the person waits after it at least.
    last_key: Mutex<(Instant, Duration)>,
}

impl Terminal {
    /// Starts a program as the leader of a session on a terminal of this size.
    pub fn start(command: &Command, cols: u16, rows: u16) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
        grantpt(&master).and_then(|()| unlockpt(&master)).expect("a pseudo-terminal");
        tcsetwinsize(&master, size(cols, rows)).expect("a size");
        let stream = || peer(&master);

        let mut session = Command::new("setsid");
        session.arg("--ctty").arg(command.get_program()).args(command.get_args());
        session.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        session.env("TERM", "xterm-256color").stdin(stream()).stdout(stream()).stderr(stream());
        let child = session.spawn().expect("setsid of util-linux: install util-linux");
        // With our copies of the program's side gone, the program's end is seen as the end of its output.
        drop(session);

        let parser = vt100::Parser::new(cells(rows), cells(cols), 0);
        let glass = Arc::new((Mutex::new(Glass { parser, raw: Vec::new(), dark: false }), Condvar::new()));
        let master = Arc::new(File::from(master));
        let (stop, stopper) = std::io::pipe().expect("a pipe");
        let reader = std::thread::spawn({
            let (glass, master) = (Arc::clone(&glass), Arc::clone(&master));
            move || watch(&master, &stop, &glass)
        });
        Self {
            child,
            glass,
            master: Some(master),
            reader: Some((reader, stopper)),
            last_key: Mutex::new((Instant::now(), QUICK)),
        }
    }

    /// The program's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Types these characters, one after the other.
    pub fn types(&self, text: &str) {
        for char in text.chars() {
            self.presses(Key::Char(char));
        }
    }

    /// Types these characters where the staff's pace is not judged: nothing but a paste is refused there.
    pub fn types_to_staff(&self, text: &str) {
        for char in text.chars() {
            self.presses_after(QUICK, &Key::Char(char).bytes());
        }
    }

    /// Presses a key at a person's pace and waits until the program has read it.
    pub fn presses(&self, key: Key) {
        self.presses_what_sends(&key.bytes());
    }

    /// The same with a key that sends these bytes.
    pub fn presses_what_sends(&self, bytes: &[u8]) {
        self.presses_after(PACE, bytes);
    }

    /// Presses a key so long after the last one, whose pace is not judged.
    pub fn presses_quickly(&self, key: Key) {
        self.presses_after(QUICK, &key.bytes());
    }

    fn presses_after(&self, pace: Duration, bytes: &[u8]) {
        let mut last_key = self.last_key.lock().expect("one person");
        let next_key = last_key.0 + pace.max(last_key.1);
        std::thread::park_timeout(next_key.saturating_duration_since(Instant::now()));
        wait_for("the moment of the next key", || (Instant::now() >= next_key).then_some(()));
        self.writes(bytes);
        self.is_read();
        *last_key = (Instant::now(), QUICK);
    }

    /// Waits until the program has read everything that was sent.
    pub fn is_read(&self) {
        // Opened for this look only: held open, it would keep the program's end from being seen.
        let tty = peer(self.master());
        // A look at the other side makes the kernel hand over what it still holds between the two.
        poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&Timespec::default())).expect("poll");
        wait_finely_for("the program to read a key", || (rustix::io::ioctl_fionread(&tty) == Ok(0)).then_some(()));
    }

    /// The person looks up before the next key.
    pub fn pauses(&self) {
        *self.last_key.lock().expect("one person") = (Instant::now(), 20 * PACE);
    }

    /// Sends bytes with so much time between them, as a scanner does.
    pub fn scans(&self, bytes: &[u8], gap: Duration) {
        let begin = Instant::now();
        for (at, byte) in (0_u32..).zip(bytes) {
            // Finer than a look every few milliseconds: the gaps are what is tried.
            while Instant::now() < begin + gap * at {
                std::thread::yield_now();
            }
            self.sends(&[*byte]);
        }
    }

    /// Sends bytes all at once, as a paste does.
    pub fn sends(&self, bytes: &[u8]) {
        self.writes(bytes);
        *self.last_key.lock().expect("one person") = (Instant::now(), PACE);
    }

    fn writes(&self, bytes: &[u8]) {
        self.master().write_all(bytes).expect("bytes to the terminal");
    }

    /// Waits until the screen shows `text`, wherever its lines are broken.
    pub fn sees(&self, text: &str) {
        self.sees_so(&format!("the screen shows {text:?}"), |screen| shows(screen, text));
    }

    /// Waits until the screen does not show `text` (any more).
    pub fn sees_not(&self, text: &str) {
        self.sees_so(&format!("the screen does not show {text:?}"), |screen| !shows(screen, text));
    }

    /// Whether the screen shows `text` at this moment.
    pub fn shows(&self, text: &str) -> bool {
        shows(&self.screen(), text)
    }

    /// Waits until the screen shows one of these, and says which.
    pub fn sees_one_of<'a>(&self, texts: &[&'a str]) -> &'a str {
        let find = |screen: &str| texts.iter().copied().find(|text| shows(screen, text));
        find(&self.sees_so(&format!("the screen shows one of {texts:?}"), |screen| find(screen).is_some()))
            .expect("one")
    }

    /// Waits until the screen is as `wanted` asks; returns it, or panics with what it shows where it never is.
    pub fn sees_so(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut glass = self.glass();
        loop {
            let screen = glass.parser.screen().contents();
            if wanted(&screen) {
                return screen;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || glass.dark {
                let why = if glass.dark { "the program ended" } else { "waited in vain" };
                // A lock that dies with this test would make the reader's thread complain as well.
                drop(glass);
                panic!("{why}, until {what}. The screen:\n{screen}\n");
            }
            glass = self.glass.1.wait_timeout(glass, left).expect("the screen").0;
        }
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        self.glass().parser.screen().contents()
    }

    /// The texts of the QR codes on the screen, as a camera reads them.
    pub fn photographed(&self) -> Vec<String> {
        super::camera::photographed(self.glass().parser.screen())
    }

    /// Every byte that the program has sent.
    pub fn raw(&self) -> Vec<u8> {
        self.glass().raw.clone()
    }

    /// What the program has sent since this was asked last. Nothing of it is kept.
    pub fn takes_raw(&self) -> Vec<u8> {
        std::mem::take(&mut self.glass().raw)
    }

    /// Whether the program shows its own full screen (the alternate one), with the cursor hidden.
    pub fn is_full_screen(&self) -> bool {
        let glass = self.glass();
        glass.parser.screen().alternate_screen() && glass.parser.screen().hide_cursor()
    }

    /// Whether the terminal echoes keys and waits for whole lines, as a shell's does.
    pub fn is_cooked(&self) -> bool {
        let modes = tcgetattr(self.master()).expect("the terminal's modes").local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// While the program is stopped a shell has the terminal: it echoes keys, waits for whole lines, and prints.
    pub fn is_taken_by_a_shell(&self, words: &str) {
        let tty = peer(self.master());
        let mut modes = tcgetattr(&tty).expect("the terminal's modes");
        modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO;
        tcsetattr(&tty, OptionalActions::Now, &modes).expect("other modes");
        File::from(tty).write_all(words.as_bytes()).expect("a shell's words");
    }

    /// Pulls the window to another size.
    pub fn resizes(&self, cols: u16, rows: u16) {
        // The glass first: what the program draws for the new size must find it there.
        self.glass().parser.screen_mut().set_size(cells(rows), cells(cols));
        tcsetwinsize(self.master(), size(cols, rows)).expect("another size");
    }

    /// Sends the program a signal by its name, as `TERM`.
    pub fn signals(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.pid().to_string()]).status();
        assert!(sent.expect("kill of util-linux or procps").success(), "no process for SIG{name}");
    }

    /// The terminal goes away, as when its window is closed.
    pub fn vanishes(&mut self) {
        let (thread, stopper) = self.reader.take().expect("a terminal");
        drop(stopper);
        thread.join().expect("the terminal's reader");
        self.master = None;
    }

    /// Waits until the program has ended and everything that it said is on the screen.
    pub fn ends(&mut self) -> ExitStatus {
        let status = wait_for("the program to end", || self.child.try_wait().expect("a process"));
        let glass = self.glass();
        if self.master.is_some() {
            drop(self.glass.1.wait_while(glass, |glass| !glass.dark).expect("the screen"));
        }
        status
    }

    fn glass(&self) -> MutexGuard<'_, Glass> {
        self.glass.0.lock().expect("the screen")
    }

    fn master(&self) -> &File {
        self.master.as_ref().expect("a terminal that has not vanished")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _already_ended = self.child.kill();
        let _already_waited = self.child.wait();
    }
}

/// Whether `text` is on the screen; spaces and line breaks are the layout's business.
fn shows(screen: &str, text: &str) -> bool {
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    dense(screen).contains(&dense(text))
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("at least one cell")
}

const fn size(cols: u16, rows: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: cols, ws_xpixel: 0, ws_ypixel: 0 }
}

/// The program's side of the pseudo-terminal.
fn peer(master: impl std::os::fd::AsFd) -> OwnedFd {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    ioctl_tiocgptpeer(master, flags).expect("the other side of a pseudo-terminal")
}

/// Draws what comes until nothing more can come or `stop` is closed, and answers where a terminal has to.
fn watch(mut master: &File, stop: &PipeReader, (glass, changed): &(Mutex<Glass>, Condvar)) {
    let mut bytes = [0; 4096];
    loop {
        let mut ready = [PollFd::new(&master, PollFlags::IN), PollFd::new(stop, PollFlags::IN)];
        poll(&mut ready, None).expect("poll");
        if !ready[1].revents().is_empty() {
            return;
        }
        let read = master.read(&mut bytes).unwrap_or(0);
        let mut shown = glass.lock().expect("the screen");
        shown.raw.extend(&bytes[..read]);
        shown.parser.process(&bytes[..read]);
        shown.dark = read == 0;
        let (row, column) = shown.parser.screen().cursor_position();
        drop(shown);
        changed.notify_all();
        if read == 0 {
            return;
        }
        let asked = |question: &[u8]| bytes[..read].windows(question.len()).any(|window| window == question);
        if asked(b"\x1b[6n") {
            let _program_may_be_gone = write!(master, "\x1b[{};{}R", row + 1, column + 1);
        }
        if asked(b"\x1b[c") || asked(b"\x1b[0c") {
            let _program_may_be_gone = write!(master, "\x1b[?62;c");
        }
    }
}
