//! A reception desk: the real kiosk in a terminal, a real pcscd with an emulated card, and the emulated service.

use std::ffi::OsString;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use uketsuke::simulator::service::{Mode, RelayMode, Stats};
use uketsuke::simulator::tls::TestPki;

use super::pcscd::{CardProcess, Pace, Pcscd};
use super::service::EmulatedService;
use super::terminal::{Key, Terminal};
use super::{wait_for, wait_for_up_to};

/// On the screen while the kiosk waits for a card.
pub const WAITING: &str = "カードリーダーに置いてください";
/// On the screen while a PIN can be typed.
pub const PIN: &str = "入力し、Enter（決定）を押してください";
/// On the screen where an Enter came sooner than the kiosk can know to be a person's.
const ONCE_MORE: &str = "もう一度 Enter を押してください";
/// On the screen where digits came as a scanner's do.
const ONE_BY_ONE: &str = "1桁ずつ入力してください";
/// On the screen while staff are asked to compare face and card.
pub const STAFF: &str = "カードの写真とご本人の顔を見比べて";
/// On the screen once an insurance is confirmed: the sign and the word, which no banner has together.
pub const VALID: &str = "[OK] 有効";
/// On the screen when the card is taken behind an answer.
pub const THANKS: &str = "ありがとうございました";
/// On the screen while a forgotten card lies on the reader.
pub const TAKE_CARD: &str = "カードをお取りください";

/// What can differ between two desks.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// `[identify] default`
    pub method: &'static str,
    /// `[panel] show_for`
    pub show_for: &'static str,
    /// `[gateway] deadline`
    pub deadline: &'static str,
    /// `[ui] language`
    pub language: &'static str,
    /// Further lines of `[ui]`
    pub ui: &'static str,
    /// `[log] level`
    pub level: &'static str,
    /// What the service announces; empty: nothing.
    pub announces: &'static str,
    /// Whether the service is there.
    pub service: bool,
    /// Whether the kiosk's pinned authority is the service's.
    pub trusted: bool,
    /// `[kiosk] contact`, if any
    pub contact: &'static str,
    /// What happens once the service is open and the settings are written, before the kiosk starts.
    pub before: fn(&Place<'_>),
    /// How the service proves cards where staff confirm.
    pub relay: RelayMode,
    /// More lines of `[identify]`, and tables of their own below it.
    pub identify: &'static str,
    /// Whether the settings state that visitors cannot reach the keyboard, so that staff need no passcode.
    pub out_of_reach: bool,
    /// More lines of `[panel]`.
    pub panel: &'static str,
    /// The command: the kiosk, or a session that keeps one.
    pub command: &'static str,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Options of the emulated card.
    pub card: &'static [&'static str],
    /// How often pcscd looks for a card.
    pub pace: Pace,
}

/// The program that is tried: the tests' own, or the one that `UKETSUKE_PROGRAM` names, as the package's.
pub fn program() -> OsString {
    std::env::var_os("UKETSUKE_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_uketsuke").into())
}

/// A kiosk's place, with or without the kiosk in it.
pub struct Place<'a> {
    /// The network in which it is.
    pub pcscd: &'a Pcscd,
    /// The service.
    pub service: &'a EmulatedService,
    /// The folder of settings and certificates.
    pub dir: &'a Path,
}

impl Place<'_> {
    /// Adds tables to the settings that every desk has.
    pub fn adds(&self, lines: &str) {
        let file = std::fs::OpenOptions::new().append(true).open(self.dir.join("kiosk.toml"));
        std::io::Write::write_all(&mut file.expect("settings"), lines.as_bytes()).expect("settings");
    }

    /// Registers by the real program, with a code that the service has just issued, and returns what it said.
    pub fn registers(&self) -> String {
        self.service.handle().admit(&USER.parse().expect("a user ID"), "TEST-CODE");
        std::fs::write(self.dir.join("code"), "TEST-CODE\n").expect("a file");
        let mut register = self.pcscd.command(program());
        // Where a service manager would put a credential, if the settings name one.
        register.env("CREDENTIALS_DIRECTORY", self.dir.join("credentials"));
        register.args(["register", "--user", USER, "--code-file"]).arg(self.dir.join("code"));
        let output = register.arg("--config").arg(self.dir.join("kiosk.toml")).output().expect("uketsuke");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }
}

/// Who registers.
pub const USER: &str = "W0000001";

impl Default for Setup {
    fn default() -> Self {
        Self {
            method: "pin",
            show_for: "60s",
            deadline: "3s",
            language: "ja",
            ui: "",
            level: "trace",
            announces: "",
            service: true,
            trusted: true,
            contact: "",
            before: |_| {},
            relay: RelayMode::Off,
            identify: "",
            out_of_reach: true,
            panel: "detail = \"full\"\n",
            command: "run",
            size: (80, 24),
            card: &[],
            pace: Pace::Usual,
        }
    }
}

/// The desk. What a person sees and types there, [`Terminal`] has.
pub struct Desk {
    kiosk: Terminal,
    pub card: CardProcess,
    service: Option<EmulatedService>,
    pub pcscd: Arc<Pcscd>,
    dir: PathBuf,
}

impl Deref for Desk {
    type Target = Terminal;

    fn deref(&self) -> &Terminal {
        &self.kiosk
    }
}

impl Desk {
    /// Opens a desk whose kiosk waits for a card.
    pub fn open() -> Self {
        Self::set_up(Setup::default())
    }

    /// The same, with something different.
    pub fn set_up(setup: Setup) -> Self {
        let desk = Self::begin(setup);
        desk.sees(if setup.language == "ja" { WAITING } else { "card reader" });
        desk
    }

    /// The same, without waiting for the kiosk.
    pub fn begin(setup: Setup) -> Self {
        let pcscd = Pcscd::start_at(setup.pace);
        let dir = pcscd.dir().join("kiosk");
        TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
        let service = EmulatedService::open(&pcscd, &dir, ([127, 0, 0, 1], 0).into());
        if !setup.announces.is_empty() {
            service.handle().announce(vec![setup.announces.to_owned()], None);
        }
        service.handle().set_relay(setup.relay);
        if !setup.trusted {
            let other = TestPki::new().expect("certificates");
            std::fs::write(dir.join("authority.pem"), other.authority_pem).expect("a certificate");
        }
        let gateway = format!("url = \"https://{}\"", service.address());
        write_settings(&dir, setup, &gateway);
        (setup.before)(&Place { pcscd: &pcscd, service: &service, dir: &dir });
        let service = setup.service.then_some(service);
        Self { service, ..Self::start(setup, &pcscd, &[]) }
    }

    /// The same, with certificates that are in the kiosk's folder already, and with what these lines of `[gateway]` say
    /// in the place of the emulated service. The kiosk runs with these variables in its environment.
    pub fn at(setup: Setup, pcscd: &Arc<Pcscd>, gateway: &str, environment: &[(&str, &str)]) -> Self {
        write_settings(&pcscd.dir().join("kiosk"), setup, gateway);
        Self::start(setup, pcscd, environment)
    }

    fn start(setup: Setup, pcscd: &Arc<Pcscd>, environment: &[(&str, &str)]) -> Self {
        let dir = pcscd.dir().join("kiosk");
        let card = CardProcess::start_with(pcscd, "valid-kumiai", setup.card);
        let mut command = pcscd.command(program());
        // What a test puts there stands in for the system's own.
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", dir.join("bin").display()));
        command.arg(setup.command).arg("--config").arg(dir.join("kiosk.toml")).envs(environment.iter().copied());
        let kiosk = Terminal::start(&command, setup.size.0, setup.size.1);
        Self { kiosk, card, service: None, pcscd: Arc::clone(pcscd), dir }
    }

    /// Another kiosk at the same place, with the settings as they are now. The one before has ended.
    pub fn starts_again(&mut self) {
        let mut command = self.pcscd.command(program());
        command.arg("run").arg("--config").arg(self.dir.join("kiosk.toml"));
        self.kiosk = Terminal::start(&command, 80, 24);
    }

    /// Ends the kiosk by this signal, as a service manager does.
    pub fn leaves_a_clean_terminal_by(&mut self, signal: &str) {
        assert!(self.is_full_screen() && !self.is_cooked());
        self.signals(signal);
        let status = self.kiosk.ends();
        assert!(status.success(), "SIG{signal}: {status}");
        assert!(!self.is_full_screen() && self.is_cooked(), "SIG{signal}");
        assert_eq!(self.screen().trim(), "", "SIG{signal} leaves something on the screen");
    }

    /// The kiosk's terminal, for what changes it.
    pub fn terminal(&mut self) -> &mut Terminal {
        &mut self.kiosk
    }

    /// Puts the card of this persona on the reader.
    pub fn inserts(&self, persona: &str) {
        self.card.say(&format!("insert {persona}"));
    }

    /// Takes the card from the reader, and waits until the reader has noticed.
    pub fn removes(&self) {
        self.card.remove();
    }

    /// The same, and waits until the kiosk knows: beside a card it takes no digit of staff. Needs its log.
    pub fn removes_before_staff_type(&self) {
        self.removes();
        wait_for("the kiosk to miss the card", || {
            let heard = self.log().rsplit_once("slot=").map(|(_, last)| last.starts_with("Empty"));
            heard.filter(|gone| *gone)
        });
    }

    /// Presses Enter.
    pub fn enter(&self) {
        self.presses(Key::Enter);
    }

    /// Presses Enter soon after the last time. Without another key between, it would count as a repetition of the held
    /// key.
    pub fn enter_again(&self) {
        self.presses_quickly(Key::Backspace);
        self.presses(Key::Enter);
    }

    /// Staff press their key.
    pub fn staff(&self) {
        self.presses(Key::F2);
    }

    /// Types a PIN once it is asked for, and presses Enter. As a person does, it follows what the kiosk says where that
    /// stood still meanwhile and cannot know how fast the keys came: once more Enter, or the digits again one by one.
    pub fn enters_pin(&self, pin: &str) {
        self.sees(PIN);
        self.types(pin);
        if self.enters_the_digits() {
            return;
        }
        for digit in pin.chars() {
            self.pauses();
            self.presses(Key::Char(digit));
        }
        self.pauses();
        assert!(self.enters_the_digits(), "four digits, one by one, are not taken");
    }

    /// Presses Enter behind four digits, and once more where the kiosk asks for that. Says whether they count.
    pub fn enters_the_digits(&self) -> bool {
        let typed = |screen: &str| screen.matches('＊').count() == 4;
        let refused = |screen: &str| !typed(screen) && screen.contains(ONE_BY_ONE);
        if refused(&self.sees_so("four digits", |screen| typed(screen) || refused(screen))) {
            return false;
        }
        self.enter();
        let screen = self.sees_so("Enter counts", |screen| !typed(screen) || screen.contains(ONCE_MORE));
        if screen.contains(ONCE_MORE) {
            self.enter();
        }
        !refused(&screen)
    }

    /// A whole visit by PIN, from the card on the reader to the answer on the screen.
    pub fn visits(&self, persona: &str, word: &str) {
        self.inserts(persona);
        self.enters_pin("1234");
        self.sees(word);
    }

    /// Staff choose the fifth of the other ways, which are open, and record what a person has said.
    pub fn records_what_was_said(&self) {
        self.sees("確認サービスの回答ではありません");
        self.types("5");
        self.sees("保険が変わっていないか");
        self.enter();
        self.sees("確かめられていません");
        self.enter_again();
        self.sees("職員の入力を記録しました");
        self.enter_again();
    }

    /// Presses Esc. Without another key before it, an Esc soon after the last one would count as a repetition of the
    /// held key.
    pub fn cancels(&self) {
        self.presses_quickly(Key::Backspace);
        self.presses_quickly(Key::Esc);
    }

    /// Leaves the answer and takes the card; the kiosk waits for the next one.
    pub fn leaves(&self) {
        self.cancels();
        self.sees(TAKE_CARD);
        self.removes();
        // A key ends the thanks.
        if self.sees_one_of(&[THANKS, WAITING]) == THANKS {
            self.presses_quickly(Key::Backspace);
        }
        self.sees(WAITING);
    }

    /// Tries left on the user-authentication PIN, as the card itself counts them.
    pub fn tries(&self) -> String {
        self.card.status_of("auth")
    }

    /// The instructions that the card has obeyed since it was put on the reader, in hex.
    pub fn instructions(&self) -> Vec<String> {
        self.card.status_of("ins").split(',').filter(|ins| !ins.is_empty()).map(str::to_owned).collect()
    }

    /// How often the card on the reader was asked to compare a PIN, or about its tries.
    pub fn verifies(&self) -> usize {
        self.instructions().iter().filter(|ins| *ins == "20").count()
    }

    /// What the service counted so far.
    pub fn service(&self) -> Stats {
        self.service.as_ref().expect("a service").stats()
    }

    /// The journal verifies by the program's own command, which says these words.
    pub fn journal_verifies(&self, words: &str) {
        let mut command = self.pcscd.command(program());
        let output = command.args(["journal", "verify", "--config"]).arg(self.dir.join("kiosk.toml")).output();
        let output = output.expect("uketsuke");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains(words), "{said}");
    }

    /// Staff turn from a day's checks to the counts of its month, and write them for the receipt computer.
    pub fn exports_the_counts(&self) {
        self.types("4");
        self.sees("月の集計");
        self.sees("計 ");
        // Not before they are read.
        self.sees("CSV に書き出す");
        self.enter();
    }

    /// The place of the kiosk.
    pub fn place(&self) -> Place<'_> {
        Place { pcscd: &self.pcscd, service: self.service.as_ref().expect("a service"), dir: &self.dir }
    }

    /// The service closes its counter, or takes it up again; it goes on answering.
    pub fn service_says(&self, mode: Mode) {
        self.service.as_ref().expect("a service").set_mode(mode);
    }

    /// How the service proves cards from now on.
    pub fn service_relays(&self, mode: RelayMode) {
        self.service.as_ref().expect("a service").handle().set_relay(mode);
    }

    /// The service goes away: its connections break and its port is closed.
    pub fn service_goes(&mut self) -> std::net::SocketAddr {
        self.service.take().expect("a service").address()
    }

    /// The service is back where it was.
    pub fn service_comes_back(&mut self, address: std::net::SocketAddr) {
        self.service = Some(EmulatedService::open(&self.pcscd, &self.dir, address));
    }

    /// Waits until the reader has noticed that its card is gone; a card put there sooner would pass for the old one.
    pub fn reader_is_empty(&self) {
        wait_for("pcscd to miss the card", || self.pcscd.has_missed_card().then_some(()));
    }

    /// The folder of the kiosk's settings, certificates and log.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Waits until the log says `words`, and returns all of it.
    pub fn log_says(&self, words: &str) -> String {
        wait_for(&format!("{words:?} in the log"), || Some(self.log()).filter(|log| log.contains(words)))
    }

    /// The same with more patience.
    pub fn log_says_within(&self, patience: Duration, words: &str) -> String {
        wait_for_up_to(patience, words, || Some(self.log()).filter(|log| log.contains(words)))
    }

    /// Everything in the log so far.
    pub fn log(&self) -> String {
        let files = std::fs::read_dir(self.dir.join("log")).expect("the log's folder");
        files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a log")).collect()
    }
}

fn write_settings(dir: &Path, setup: Setup, gateway: &str) {
    std::fs::write(dir.join("kiosk.toml"), settings(setup, gateway)).expect("settings");
}

fn settings(setup: Setup, gateway: &str) -> String {
    let Setup { method, show_for, deadline, language, ui, level, contact, identify, out_of_reach, panel, .. } = setup;
    let contact = if contact.is_empty() { String::new() } else { format!("contact = \"{contact}\"\n") };
    format!(
        "[kiosk]\nfacility = \"1319999999\"\nname = \"見本助産院\"\n{contact}\
         [identify]\nkeyboard_out_of_reach = {out_of_reach}\ndefault = \"{method}\"\n{identify}\
         [gateway]\n{gateway}\nauthority = \"authority.pem\"\ncertificate = \"terminal.pem\"\n\
         key = \"terminal.key\"\ndeadline = \"{deadline}\"\n\
         [panel]\nshow_for = \"{show_for}\"\n{panel}\
         [ui]\nlanguage = \"{language}\"\nsounds = \"sounds\"\n{ui}\n\
         [log]\ndir = \"log\"\nlevel = \"{level}\"\n"
    )
}
