//! However the kiosk ends, its supervisor restarts it, says meanwhile what is the matter, and shows no personal data;
//! and a service manager hears from both as long as they are alive, and no longer.

use std::fs;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::desk::{Desk, PIN, Setup};
use crate::support::terminal::{Key, Terminal};
use crate::support::wait_for;

/// On the screen of a kiosk whose results come from a folder.
const LISTENING: &str = "となりの端末に";
const WAIT: &str = "しばらくお待ちください";
const OUT: &str = "ただいま使えません";

/// Settings that need neither reader nor service.
const SETTINGS: &str = "[kiosk]\nfacility = \"1319999999\"\nname = \"見本助産院\"\ncontact = \"見本商会 03-0000-0000\"\n\
                            [source]\nkind = \"oqs-folder\"\ndir = \"results\"\n";

/// A kiosk that reads nothing but a folder, and what a service manager hears of it.
struct Bench {
    dir: tempfile::TempDir,
    manager: UnixDatagram,
}

impl Bench {
    fn with(settings: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("results")).expect("a folder");
        fs::write(dir.path().join("kiosk.toml"), settings).expect("settings");
        let manager = UnixDatagram::bind(dir.path().join("notify")).expect("a socket");
        Self { dir, manager }
    }

    fn starts(&self, command: &str, watchdog: Duration) -> Terminal {
        let mut program = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        program.arg(command).arg("--config").arg(self.file());
        program.env("NOTIFY_SOCKET", self.dir.path().join("notify"));
        // As in a service whose main process is another one.
        program.env("WATCHDOG_PID", "1").env("WATCHDOG_USEC", watchdog.as_micros().to_string());
        Terminal::start(&program, 80, 24)
    }

    fn file(&self) -> std::path::PathBuf {
        self.dir.path().join("kiosk.toml")
    }

    /// What the service manager hears next, if anything in this time.
    fn hears(&self, within: Duration) -> Option<String> {
        self.manager.set_read_timeout(Some(within)).expect("a timeout");
        let mut bytes = [0; 1024];
        let length = self.manager.recv(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes[..length]).trim().to_owned())
    }

    /// Everything that it hears until this.
    fn hears_until(&self, last: &str) -> Vec<String> {
        let mut heard = Vec::new();
        while heard.last().is_none_or(|word: &String| !word.starts_with(last)) {
            heard.push(self.hears(Duration::from_secs(20)).unwrap_or_else(|| panic!("no {last}, but {heard:?}")));
        }
        heard
    }
}

/// Long enough that no test meets it.
const NEVER: Duration = Duration::from_secs(600);
const OFTEN: Duration = Duration::from_millis(400);

/// The kiosk inside a session.
fn kiosk_of(session: &Terminal) -> Option<u32> {
    let pid = session.pid();
    fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).ok()?.split_whitespace().next()?.parse().ok()
}

fn signals(pid: u32, name: &str) {
    assert!(Command::new("kill").args(["-s", name, &pid.to_string()]).status().expect("kill").success());
}

/// What was written, without what only moves and colours it.
fn words(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let mut pieces = text.split('\x1b');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |words, piece| {
        words + piece.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest)
    })
}

fn has_ended(pid: u32) -> bool {
    !Path::new(&format!("/proc/{pid}")).exists()
}

#[test]
fn no_cursor_is_seen_while_the_kiosk_starts() {
    let bench = Bench::with(SETTINGS);
    let terminal = bench.starts("session", NEVER);
    terminal.sees(LISTENING);
    let raw = terminal.raw();
    let last = |part: &[u8], sequence: &[u8]| part.windows(sequence.len()).rposition(|bytes| bytes == sequence);
    let kiosk = last(&raw, b"\x1b[?1049h").expect("the kiosk takes the screen");
    let session = raw.get(..kiosk).expect("what was before it");
    assert!(last(session, b"\x1b[?25l") > last(session, b"\x1b[?25h"), "the session leaves the cursor on the screen");
}

#[test]
fn a_kiosk_that_is_killed_is_back_at_once_and_hears_no_digit_of_the_pin() {
    let desk = Desk::set_up(Setup { command: "session", ..Setup::default() });
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("12");
    let asked = desk.verifies();
    let (kiosk, drawn) = (kiosk_of(&desk).expect("a kiosk"), desk.raw().len());
    let killed = Instant::now();
    signals(kiosk, "KILL");
    // The visitor goes on typing for a moment.
    desk.sends(b"3");
    wait_for("the supervisor's own screen", || words(&desk.raw()[drawn..]).contains(WAIT).then_some(()));
    // The card still lies there, so the new kiosk asks for its PIN as soon as it has read it.
    desk.sees(PIN);
    let back = killed.elapsed();
    assert!(back < Duration::from_secs(2), "{back:?}");
    assert_ne!(kiosk_of(&desk), Some(kiosk));
    desk.types("4");
    desk.presses(Key::Enter);
    desk.sees("4桁すべて入力してください");
    // A new look at the tries left, and no PIN.
    assert!(desk.verifies() <= asked + 1);
    assert_eq!(desk.tries(), "3");
}

#[test]
fn between_two_kiosks_nothing_of_the_old_one_is_left_on_the_screen() {
    let place = Bench::with(SETTINGS);
    let session = place.starts("session", NEVER);
    session.sees(LISTENING);
    // The last of its first frame.
    session.sees("やさしい日本語");
    let drawn = session.raw().len();
    signals(kiosk_of(&session).expect("a kiosk"), "KILL");
    let since = wait_for("a kiosk once more", || {
        let since = session.raw().split_off(drawn);
        words(&since).contains(LISTENING).then_some(since)
    });
    let since = String::from_utf8_lossy(&since);
    let (before, after) = since.split_once("\x1b[2J").expect("cleared");
    assert_eq!(words(before.as_bytes()).trim(), "");
    assert!(words(after.as_bytes()).contains(WAIT));
}

#[test]
fn wrong_settings_are_told_with_whom_to_call_and_once_they_are_right_it_goes_on_by_itself() {
    let place = Bench::with(&SETTINGS.replace("facility", "facilty"));
    let session = place.starts("session", NEVER);
    for words in [OUT, "K-902", "見本商会 03-0000-0000", "did you mean \"facility\"?", "見本助産院"] {
        session.sees(words);
    }
    let heard = place.hears_until("STATUS=");
    assert_eq!(heard, ["READY=1", "STATUS=out of service (K-902)"], "a service that runs, and no word of the file");
    for key in ['c', 'z', '\\', 's', 'd'] {
        session.presses(Key::Ctrl(key));
    }
    session.types("1234");
    assert!(session.shows(OUT) && session.is_full_screen() && !session.is_cooked());
    fs::write(place.file(), SETTINGS).expect("settings");
    session.sees(LISTENING);
    assert!(place.hears_until("STATUS=waiting for a card").contains(&"READY=1".to_owned()));
}

#[test]
fn out_of_service_for_the_same_reason_a_second_time_is_said_a_second_time() {
    let place = Bench::with(&format!("{SETTINGS}[log]\ndir = \"kiosk.toml/log\"\n"));
    let session = place.starts("session", NEVER);
    place.hears_until("STATUS=out of service (K-901)");
    session.sees(OUT);
    fs::write(place.file(), SETTINGS).expect("settings");
    session.presses(Key::Enter);
    place.hears_until("STATUS=waiting for a card");
    // Not yet one that has started.
    signals(kiosk_of(&session).expect("a kiosk"), "KILL");
    place.hears_until("STATUS=out of service (K-901)");
}

/// Time that a process has had of the processor, its children not counted (`/proc/PID/schedstat`).
fn worked(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/schedstat")).expect("a process");
    Duration::from_nanos(stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).expect("nanoseconds"))
}

#[test]
fn a_session_that_was_out_of_service_once_waits_in_peace_the_next_time() {
    let broken = format!("{SETTINGS}[log]\ndir = \"kiosk.toml/log\"\n");
    let place = Bench::with(&broken);
    let session = place.starts("session", OFTEN);
    place.hears_until("WATCHDOG=1");
    session.sees(OUT);
    fs::write(place.file(), SETTINGS).expect("settings");
    session.presses(Key::Enter);
    session.sees(LISTENING);
    // Only one that has run for five seconds counts as one that has started.
    let started = Instant::now();
    wait_for("a kiosk that has started", || (started.elapsed() > Duration::from_secs(6)).then_some(()));
    fs::write(place.file(), broken).expect("settings");
    let before = worked(session.pid());
    signals(kiosk_of(&session).expect("a kiosk"), "KILL");
    // Two attempts, "please wait" for a second, the third.
    session.sees(OUT);
    let work = worked(session.pid()).saturating_sub(before);
    assert!(work < Duration::from_millis(400), "{work:?} of the processor in a second of waiting");
}

#[test]
fn a_kiosk_that_cannot_start_is_tried_again_on_enter() {
    let place = Bench::with(&format!("{SETTINGS}[log]\ndir = \"kiosk.toml/log\"\n"));
    let session = place.starts("session", OFTEN);
    session.sees(OUT);
    session.sees("K-901");
    session.sees("change [log] dir");
    // While it is out of service it lives, and says so.
    for _ in 0..3 {
        place.hears_until("WATCHDOG=1");
    }
    fs::write(place.file(), SETTINGS).expect("settings");
    session.presses(Key::Enter);
    session.sees(LISTENING);
}

#[test]
fn an_enter_that_is_held_tries_again_once() {
    let place = Bench::with(&format!("{SETTINGS}[log]\ndir = \"kiosk.toml/log\"\n"));
    let session = place.starts("session", NEVER);
    place.hears_until("STATUS=out of service (K-901)");
    session.sees(OUT);
    let tries = || std::iter::from_fn(|| place.hears(Duration::from_millis(700))).filter(|word| word.contains("K-901"));
    // As a keyboard repeats it, for three seconds.
    session.scans(&[b'\r'; 90], Duration::from_millis(33));
    assert_eq!(tries().count(), 1);
    session.pauses();
    session.presses(Key::Enter);
    assert_eq!(tries().count(), 1, "once it was let go it counts again");
}

#[test]
fn asked_to_end_a_session_ends_its_kiosk_and_leaves_a_clean_terminal() {
    for (signal, settings, screen) in [
        ("TERM", SETTINGS.to_owned(), LISTENING),
        ("HUP", SETTINGS.to_owned(), LISTENING),
        ("TERM", SETTINGS.replace("facility", "facilty"), OUT),
    ] {
        let place = Bench::with(&settings);
        let mut session = place.starts("session", NEVER);
        session.sees(screen);
        place.hears_until("STATUS=");
        let kiosk = kiosk_of(&session);
        session.signals(signal);
        let status = session.ends();
        assert!(status.success(), "SIG{signal}: {status}");
        assert!(!session.is_full_screen() && session.is_cooked(), "SIG{signal}");
        assert_eq!(session.screen().trim(), "");
        assert!(kiosk.is_none_or(has_ended));
        assert_eq!(place.hears_until("STOPPING=1").iter().filter(|word| *word == "STOPPING=1").count(), 1);
        assert_eq!(place.hears(Duration::from_millis(1)), None, "said once, by the session");
    }
}

#[test]
fn a_session_ends_with_its_terminal_and_a_kiosk_with_its_session() {
    let place = Bench::with(SETTINGS);
    let mut session = place.starts("session", NEVER);
    session.sees(LISTENING);
    let kiosk = kiosk_of(&session).expect("a kiosk");
    session.vanishes();
    assert!(!session.ends().success(), "the service manager must know");
    wait_for("the kiosk to end", || has_ended(kiosk).then_some(()));

    let mut session = place.starts("session", NEVER);
    session.sees(LISTENING);
    let kiosk = kiosk_of(&session).expect("a kiosk");
    session.signals("KILL");
    session.ends();
    wait_for("the kiosk to end", || has_ended(kiosk).then_some(()));
}

#[test]
fn a_kiosk_is_ready_with_its_first_picture_and_lives_while_it_is_idle() {
    let place = Bench::with(SETTINGS);
    let kiosk = place.starts("run", OFTEN);
    assert_eq!(place.hears(Duration::from_secs(20)).as_deref(), Some("READY=1"));
    kiosk.sees(LISTENING);
    assert_eq!(place.hears_until("WATCHDOG=1"), ["STATUS=waiting for a card", "WATCHDOG=1"]);
    for _ in 0..3 {
        let heard = Instant::now();
        assert_eq!(place.hears(OFTEN).as_deref(), Some("WATCHDOG=1"), "after {:?}", heard.elapsed());
    }
    // A kiosk that hangs is silent.
    kiosk.signals("STOP");
    while place.hears(OFTEN).is_some() {}
    assert_eq!(place.hears(OFTEN), None);
    kiosk.signals("CONT");
    place.hears_until("WATCHDOG=1");
    kiosk.presses(Key::F10);
    place.hears_until("STATUS=the staff's menu is open");
    kiosk.signals("TERM");
    place.hears_until("STOPPING=1");
}

#[test]
fn a_session_lets_its_kiosk_speak_for_itself() {
    let place = Bench::with(SETTINGS);
    let session = place.starts("session", OFTEN);
    assert_eq!(place.hears_until("WATCHDOG=1"), ["READY=1", "STATUS=waiting for a card", "WATCHDOG=1"]);
    signals(kiosk_of(&session).expect("a kiosk"), "STOP");
    while place.hears(OFTEN).is_some() {}
    assert_eq!(place.hears(OFTEN), None, "the session does not speak for a kiosk that hangs");
    signals(kiosk_of(&session).expect("a kiosk"), "KILL");
    assert!(place.hears_until("WATCHDOG=1").contains(&"READY=1".to_owned()));
}
