//! A pcscd of one's own, with an emulated card in vpcd's virtual reader.
//!
//! Each [`Pcscd`] lives in a mount and a network namespace of its own: `/run` is empty there, so that neither its
//! socket nor vpcd's port meets those of the machine or of another test. Works as root. Whatever was started ends with
//! the value that started it, and, through the parent-death signal, with a test that is killed.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};

use super::wait_for;

/// Debian's packages keep the driver in the one folder that all architectures share.
const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const VPCD: &str = "127.0.0.1:35963";

/// How often pcscd looks whether a card lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// Every 400 ms, as everywhere.
    #[default]
    Usual,
    /// Twenty times as often: libfaketime shortens its sleep. For thousands of cards one after the other.
    Hurried,
}

/// A running (or killed) pcscd and the namespaces around it.
pub struct Pcscd {
    dir: tempfile::TempDir,
    /// How often it looks for a card.
    pace: Pace,
    /// Keeps the namespaces alive while pcscd is not; ends when its standard input does.
    holder: Child,
    daemon: Mutex<Option<Child>>,
}

impl Pcscd {
    /// Starts it, with vpcd's virtual reader, and waits until it takes clients.
    pub fn start() -> Arc<Self> {
        Self::start_at(Pace::Usual)
    }

    /// The same, with another pace.
    pub fn start_at(pace: Pace) -> Arc<Self> {
        need("pcscd", Path::new("/usr/sbin/pcscd"));
        need("vsmartcard-vpcd", Path::new(DRIVER));
        let dir = tempfile::tempdir().expect("a temporary folder");
        let readers = dir.path().join("reader.conf.d");
        std::fs::create_dir(&readers).expect("a folder for reader.conf");
        let reader =
            format!("FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH {DRIVER}\nCHANNELID 0x8C7B\n");
        std::fs::write(readers.join("vpcd"), reader).expect("reader.conf");

        let mut holder = on_death("unshare")
            .args(["--mount", "--net", "sh", "-c"])
            .arg("mount -t tmpfs tmpfs /run && ip link set lo up && echo ready && exec cat >/dev/null")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("unshare of util-linux: install util-linux");
        let mut line = String::new();
        BufReader::new(holder.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line of the namespace's shell");
        assert_eq!(
            line, "ready\n",
            "no private namespaces: these tests run as root, with util-linux and iproute2 installed"
        );
        let pcscd = Self { dir, pace, holder, daemon: Mutex::new(None) };
        pcscd.restart();
        Arc::new(pcscd)
    }

    /// A command that runs `program` inside the namespaces, where `/run/pcscd` is this daemon's. It ends with this test
    /// at the latest.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = on_death("nsenter");
        command.arg(format!("--target={}", self.holder.id())).args(["--mount", "--net", "--wd=.", "--"]).arg(program);
        command
    }

    /// Kills the daemon as a crash would. Does nothing if it is not running.
    pub fn kill(&self) {
        if let Some(mut daemon) = self.daemon().take() {
            end(&mut daemon);
        }
    }

    /// Starts the daemon (again) and waits until it takes clients.
    pub fn restart(&self) {
        self.restart_with("reader.conf.d");
    }

    /// The same without a reader, as if its cable had been pulled out.
    pub fn restart_without_reader(&self) {
        std::fs::create_dir_all(self.dir.path().join("no-reader")).expect("an empty folder");
        self.restart_with("no-reader");
    }

    fn restart_with(&self, readers: &str) {
        self.kill();
        let log = File::create(self.dir.path().join("pcscd.log")).expect("a log file");
        // What a killed daemon leaves behind would be taken for a running one.
        let run = format!("/proc/{}/root/run/pcscd", self.holder.id());
        let _nothing_left = std::fs::remove_dir_all(&run);
        let mut command = self.command("/usr/sbin/pcscd");
        if self.pace == Pace::Hurried {
            command.env("LD_PRELOAD", libfaketime()).env("FAKETIME", "+0 x20").env_remove("FAKETIME_TIMESTAMP_FILE");
            command.env_remove("FAKETIME_NO_CACHE").env_remove("FAKETIME_DONT_FAKE_MONOTONIC");
        }
        let daemon = command
            .args(["--foreground", "--info", "--config"])
            .arg(self.dir.path().join(readers))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log file"))
            .stderr(log)
            .spawn()
            .expect("nsenter of util-linux: install util-linux");
        *self.daemon() = Some(daemon);
        let socket = PathBuf::from(run).join("pcscd.comm");
        wait_for("pcscd", || UnixStream::connect(&socket).ok());
    }

    /// The daemon's process.
    pub fn pid(&self) -> u32 {
        self.daemon().as_ref().expect("a running pcscd").id()
    }

    fn daemon(&self) -> MutexGuard<'_, Option<Child>> {
        self.daemon.lock().expect("no test panics while it holds the daemon")
    }

    /// Whether pcscd has a card in its reader, as another program sees it.
    pub fn sees_card(&self) -> bool {
        let listing = self.command("opensc-tool").arg("--list-readers").output().expect("opensc-tool: install opensc");
        String::from_utf8_lossy(&listing.stdout).lines().any(|line| line.split_whitespace().nth(1) == Some("Yes"))
    }

    /// Whether pcscd itself has noticed that the card is gone, which its clients can believe too early: a card that
    /// failed counts for them as gone at once, and one put there before the next look would stay unseen.
    pub fn has_missed_card(&self) -> bool {
        // Its last word about the card is never far from the end of its log.
        const NEAR: u64 = 64 << 10;
        let mut log = File::open(self.dir.path().join("pcscd.log")).expect("pcscd's log");
        let length = log.metadata().expect("pcscd's log").len();
        log.seek(SeekFrom::Start(length.saturating_sub(NEAR))).expect("pcscd's log");
        let mut end = Vec::new();
        log.read_to_end(&mut end).expect("pcscd's log");
        let end = String::from_utf8_lossy(&end);
        end.rfind("Card Removed From") >= end.rfind("Card inserted into")
    }

    /// Whether pcscd has noticed a card that was not removed yet.
    pub fn has_card(&self) -> bool {
        !self.has_missed_card()
    }

    /// Writes a file below `/run`, as its kiosk sees it.
    pub fn has_file(&self, path: &str, text: &str) {
        assert!(path.starts_with("/run/"), "{path} is not in a folder of this daemon's own");
        let file = PathBuf::from(format!("/proc/{}/root{path}", self.holder.id()));
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder below /run");
        std::fs::write(file, text).expect("a file below /run");
    }

    /// The private network, for a thread of the test that wants to be in it.
    pub fn network(&self) -> File {
        File::open(format!("/proc/{}/ns/net", self.holder.id())).expect("a network namespace")
    }

    /// A folder that lives as long as this daemon.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

impl Drop for Pcscd {
    fn drop(&mut self) {
        self.kill();
        end(&mut self.holder);
    }
}

/// The real `uketsuke-simulator card`, tied to a [`Pcscd`], and its control socket.
pub struct CardProcess {
    pcscd: Arc<Pcscd>,
    process: Child,
    control: PathBuf,
}

impl CardProcess {
    /// Starts it with the card of `persona` beside the reader.
    pub fn start(pcscd: &Arc<Pcscd>, persona: &str) -> Self {
        Self::start_with(pcscd, persona, &[])
    }

    /// The same with further options, as `--filler 32`.
    pub fn start_with(pcscd: &Arc<Pcscd>, persona: &str, options: &[&str]) -> Self {
        let control = pcscd.dir().join("card.control");
        let mut process = pcscd
            .command(env!("CARGO_BIN_EXE_uketsuke-simulator"))
            .args(["card", "--vpcd", VPCD, "--persona", persona, "--control"])
            .arg(&control)
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("uketsuke-simulator starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line of the emulated card");
        assert!(line.starts_with("card ready"), "the emulated card: {line}");
        Self { pcscd: Arc::clone(pcscd), process, control }
    }

    /// Says one line to the control socket and returns the answer behind `ok`.
    pub fn say(&self, line: &str) -> String {
        let mut connection = UnixStream::connect(&self.control).expect("the control socket");
        writeln!(connection, "{line}").expect("a line to the control socket");
        let mut answer = String::new();
        BufReader::new(connection).read_line(&mut answer).expect("an answer of the control socket");
        let answer = answer.trim_end();
        answer.strip_prefix("ok").unwrap_or_else(|| panic!("{line}: {answer}")).trim_start().to_owned()
    }

    /// Puts the card on the reader and waits until the reader has powered it.
    pub fn insert(&self) {
        self.say("insert");
        wait_for("the reader to power the card", || (self.status_of("power-ons") != "0").then_some(()));
    }

    /// Takes the card away and waits until pcscd has noticed; a card put there sooner would pass for the old one.
    pub fn remove(&self) {
        self.say("remove");
        wait_for("pcscd to miss the card", || self.pcscd.has_missed_card().then_some(()));
    }

    /// Takes the card away and puts that of `persona` there, before the reader looks again.
    pub fn swap(&self, persona: &str) {
        self.say(&format!("swap {persona}"));
    }

    /// Chooses whose card comes next.
    pub fn persona(&self, persona: &str) {
        self.say(&format!("persona {persona}"));
    }

    /// Lays a fault in wait, as `pull on 2A`.
    pub fn fault(&self, fault: &str) {
        self.say(&format!("fault {fault}"));
    }

    /// The status line.
    pub fn status(&self) -> String {
        self.say("status")
    }

    /// One value of the status line, as `auth` or `apdus`.
    pub fn status_of(&self, name: &str) -> String {
        let status = self.status();
        status
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
            .unwrap_or_else(|| panic!("no {name} in: {status}"))
    }
}

impl Drop for CardProcess {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

/// A command whose process (and what it becomes) is killed when this test dies.
fn on_death(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

/// The library that tells a program another time than the machine's.
pub fn libfaketime() -> PathBuf {
    let library = std::fs::read_dir("/usr/lib").expect("libraries").find_map(|folder| {
        let library = folder.ok()?.path().join("faketime/libfaketimeMT.so.1");
        library.exists().then_some(library)
    });
    library.expect("libfaketime: install faketime")
}

fn end(child: &mut Child) {
    let _already_ended = child.kill();
    let _already_waited = child.wait();
}

/// Fails with what to install.
fn need(package: &str, file: &Path) {
    assert!(file.exists(), "{} is missing: install the package {package}", file.display());
}
