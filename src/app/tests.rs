//! The real loop, with a terminal that is a picture in memory and fingers that are a channel. Card, TLS and service are
//! those of the demo.

#![cfg(feature = "simulator")]

use std::io::{self, Write};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::absence::AbsenceState;
use super::bundle_state::Bundles;
use super::calls::Calls;
use super::facts_state::FactsState;
use super::jobs::{JobResult, StaffJobs};
use super::kiosk::{End, Kiosk, Production};
use super::passcode_count::PasscodeCount;
use super::reader_reset::ReaderReset;
use super::registration;
use super::rules::visit_rules;
use super::set_up_file::SetUpFile;
use super::sound::Sound;
use super::unregistered::Unregistered;
use super::watchdog::Watchdog;
use crate::common::{KeyRepeat, KeyTime, Language, Paste, StaffNote, Typing, Way};
use crate::handoff::HandOff;
use crate::journal::Journal;
use crate::pager::Pager;
use crate::settings::Settings;
use crate::simulator::demo::{lay_table, ports, settings};
use crate::simulator::rig::Rig;
use crate::simulator::tls::TestPki;
use crate::staff::diagnosis::Keeping;
use crate::staff::{self, Purpose, StaffMenu};
use crate::tty::capabilities::Capabilities;
use crate::tty::console::Console;
use crate::tty::keyboard::{KeyInput, KeyboardEvent};
use crate::tty::keys::{Parsed, parse};
use crate::ui::ScreenContext;
use crate::ui::samples::DEMO;
use crate::visit::Visit;

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// What the terminal shows, and word of every change.
#[derive(Clone)]
struct Glass(Arc<(Mutex<vt100::Parser>, Notify)>);

impl Glass {
    fn new() -> Self {
        let size = |cells: u16| cells.try_into().expect("a terminal has a size");
        Self(Arc::new((Mutex::new(vt100::Parser::new(size(ROWS), size(COLUMNS), 0)), Notify::new())))
    }

    fn text(&self) -> String {
        self.0.0.lock().unwrap().screen().contents()
    }
}

impl Write for Glass {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.0.lock().unwrap().process(bytes);
        self.0.1.notify_one();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Fingers(UnboundedReceiver<KeyboardEvent>);

impl KeyInput for Fingers {
    async fn next(&mut self) -> KeyboardEvent {
        self.0.recv().await.unwrap_or(KeyboardEvent::Gone)
    }
}

/// A person at the desk.
struct Person {
    glass: Glass,
    keys: UnboundedSender<KeyboardEvent>,
    table: Arc<Rig>,
    /// Keys so far.
    pressed: AtomicU64,
}

impl Person {
    async fn sees(&self, text: &str) {
        self.looks(text, true).await;
    }

    async fn sees_not(&self, text: &str) {
        self.looks(text, false).await;
    }

    async fn looks(&self, text: &str, wanted: bool) {
        let look = async {
            while self.glass.text().replace(['\n', ' '], "").contains(&text.replace(' ', "")) != wanted {
                self.glass.0.1.notified().await;
            }
        };
        let seen = tokio::time::timeout(Duration::from_secs(20), look).await.is_ok();
        assert!(seen, "never {} {text:?}, but:\n{}", if wanted { "saw" } else { "lost" }, self.glass.text());
    }

    /// Types what a terminal would send.
    fn types(&self, mut bytes: &[u8]) {
        while let Parsed::Press(press, _, length) = parse(bytes) {
            // A person's pace, whatever the test's.
            let second = Duration::from_secs(self.pressed.fetch_add(1, Ordering::Relaxed));
            let time = KeyTime::from(Instant::now() + second);
            self.keys.send(KeyboardEvent::Press(press, time)).unwrap();
            bytes = &bytes[length..];
        }
    }
}

/// Runs the loop until the story is told; `None`: the story ended first.
fn at_the_desk(story: impl AsyncFnOnce(&Person)) -> Option<End> {
    at_a_window_of(COLUMNS, ROWS, story)
}

/// The kiosk of the demo on a terminal of this size, without reader and service.
fn kiosk(
    glass: &Glass,
    fingers: Fingers,
    columns: u16,
    rows: u16,
) -> Kiosk<CrosstermBackend<Glass>, Fingers, Production> {
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)) };
    let terminal = Terminal::with_options(CrosstermBackend::new(glass.clone()), options).unwrap();
    let settings = settings().unwrap();
    Kiosk {
        console: Console::new(terminal, fingers),
        capabilities: Capabilities::FULL,
        mode: Production,
        visit: Visit::new(visit_rules(&settings, Capabilities::FULL)),
        staff_menu: StaffMenu::new(settings.ui.language),
        facts: FactsState::default(),
        passcode_count: PasscodeCount::beside(&settings),
        bundles: Bundles::new(&settings),
        jobs: StaffJobs::default(),
        ports: None,
        reader_reset: ReaderReset::default(),
        journal: Journal::start(&settings).unwrap(),
        handoff: HandOff::new(|_| {}),
        assigned: None,
        bookings: Vec::new(),
        inquiries: None,
        simulated: false,
        image_note: None,
        handoff_note: None,
        absence: AbsenceState::beside(&settings),
        calls: Calls::new(Pager::new(|_| {}), None),
        sound: Sound::start(|| {}, settings.ui.sounds.clone()),
        key_repeat: KeyRepeat::default(),
        typing: Typing::default(),
        paste: Paste::default(),
        watchdog: Watchdog::default(),
        metrics: None,
        set_up: SetUpFile::beside(&settings, false),
        unregistered: None,
        settings,
    }
}

fn at_a_window_of(columns: u16, rows: u16, story: impl AsyncFnOnce(&Person)) -> Option<End> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let glass = Glass::new();
        let (keys, fingers) = unbounded_channel();
        let deadline = Duration::from_secs(30);
        let kiosk = kiosk(&glass, Fingers(fingers), columns, rows);
        let table = Arc::new(lay_table("valid-kumiai").unwrap());
        let (sender, events) = unbounded_channel();
        let (ports, _service) = ports(&table, deadline, &sender).await.unwrap();
        let person = Person { glass, keys, table, pressed: AtomicU64::new(0) };
        tokio::select! {
            end = kiosk.run(Some(ports), events, std::future::pending()) => Some(end.unwrap()),
            () = story(&person) => None,
        }
    })
}

#[test]
fn a_card_a_pin_an_answer_and_the_card_back() {
    at_the_desk(async |person| {
        person.sees("カードリーダーに置いてください").await;
        person.table.insert(None).unwrap();
        person.sees("押してください").await;
        person.types(b"1234\r");
        person.sees("有効").await;
        person.sees("試＊　花＊").await;
        person.table.remove().unwrap();
        person.types(b"\x1b\x1b");
        person.sees("カードリーダーに置いてください").await;
        assert!(!person.glass.text().contains("試験　花子"), "the name is still there");
    });
}

#[test]
fn staff_confirm_with_one_key() {
    at_the_desk(async |person| {
        person.table.insert(None).unwrap();
        person.sees("押してください").await;
        person.types(b"\x1bOR");
        person.sees("F2").await;
        person.types(b"\x1bOQ");
        person.sees("目視で確認").await;
    });
}

#[test]
fn a_keypad_without_num_lock_types_the_pin() {
    at_the_desk(async |person| {
        person.table.insert(None).unwrap();
        person.sees("押してください").await;
        person.types(b"\x1b[F\x1b[B\x1b[6~\x1b[D\r");
        person.sees("有効").await;
    });
}

#[test]
fn answers_of_an_emulated_service_carry_their_banner() {
    at_the_desk(async |person| {
        person.sees("SIMULATION").await;
        person.table.insert(None).unwrap();
        person.sees("押してください").await;
        person.sees("SIMULATION").await;
        person.types(b"1234\r");
        person.sees("有効").await;
        person.sees("SIMULATION").await;
    });
}

#[test]
fn no_key_ends_the_kiosk() {
    let end = at_the_desk(async |person| {
        person.sees("カードリーダーに").await;
        person.types(b"\x03\x1a\x1c\x1b");
        person.types(b"\x1bOP");
        person.sees("つぎに 暗証番号").await;
    });
    assert_eq!(end, None);
}

#[test]
fn a_terminal_that_is_gone_ends_the_loop() {
    let end = at_the_desk(async |person| {
        person.keys.send(KeyboardEvent::Gone).unwrap();
        std::future::pending::<()>().await;
    });
    assert_eq!(end, Some(End::TerminalGone));
}

#[test]
fn on_a_window_too_small_to_see_nothing_is_typed() {
    at_a_window_of(47, 16, async |person| {
        person.table.insert(None).unwrap();
        let read = async {
            while person.table.status().unwrap().instructions.last() != Some(&0x20) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), read).await.expect("the card is read");
        person.types(b"0000\r0000\r0000\r");
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert_eq!(person.table.status().unwrap().authentication, Some(3));
    });
}

#[test]
fn a_registration_with_a_service_that_hangs_can_be_given_up() {
    let dir = tempfile::tempdir().unwrap();
    TestPki::new().unwrap().write_service(dir.path()).unwrap();
    // The system accepts connections for it, and no answer ever comes.
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let config = dir.path().join("kiosk.toml");
    let text = format!(
        "[kiosk]\nfacility = \"1319999999\"\nname = \"試験助産所\"\n[gateway]\nurl = \"https://{}\"\n\
         authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n",
        mute.local_addr().unwrap()
    );
    std::fs::write(&config, text).unwrap();
    let site = Settings::load(&config).unwrap().site().unwrap();
    let unregistered = Unregistered { site, file: config, language: Language::Japanese };
    let around = ScreenContext { title: "試験助産所", clock: None, simulation: None, ..DEMO };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let glass = Glass::new();
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, COLUMNS, ROWS)) };
        let terminal = Terminal::with_options(CrosstermBackend::new(glass.clone()), options).unwrap();
        let (keys, fingers) = unbounded_channel();
        let table = Arc::new(lay_table("valid-kumiai").unwrap());
        let person = Person { glass, keys, table, pressed: AtomicU64::new(0) };
        let story = async {
            person.types(b"0000001\r-\rABCD-1234\r");
            person.sees("登録しています").await;
            person.types(b"\x1b\x1b");
            person.sees("登録をやめました").await;
        };
        let never = pin!(std::future::pending());
        let mut console = Console::new(terminal, Fingers(fingers));
        let mut watchdog = Watchdog::default();
        tokio::select! {
            end = registration::run(&mut console, &unregistered, &around, &mut watchdog, never) => panic!("{end:?}"),
            () = story => {}
        }
    });
}

#[test]
fn a_card_that_comes_while_the_menu_is_open_waits_until_it_closes() {
    at_the_desk(async |person| {
        person.sees("カードリーダーに置いてください").await;
        person.types(b"\x1b[21~");
        person.sees("職員メニュー").await;
        person.table.insert(None).unwrap();
        person.types(b"2");
        person.sees("今日の確認").await;
        person.types(b"\x1b[21~");
        person.sees("押してください").await;
    });
}

#[test]
fn the_diagnosis_follows_what_happens_while_it_is_open() {
    at_the_desk(async |person| {
        person.sees("カードリーダーに置いてください").await;
        person.types(b"\x1b[21~5");
        person.sees("正常").await;
        person.table.insert(None).unwrap();
        person.sees("使えます（カードあり）").await;
    });
}

#[test]
fn no_key_opens_the_menu_over_a_visit() {
    at_the_desk(async |person| {
        person.sees("カードリーダーに置いてください").await;
        person.table.insert(None).unwrap();
        person.sees("押してください").await;
        person.types(b"\x1b[21~\x1bOS1234\r");
        person.sees("有効").await;
    });
}

#[test]
fn staff_confirm_in_another_way_and_what_they_typed_does_not_stay() {
    at_the_desk(async |person| {
        person.table.insert(Some("cert-dead")).unwrap();
        person.sees("F4 ほかの方法").await;
        person.types(b"\x1bOS1");
        person.sees("カードを取ると、数字を入力できます").await;
        person.table.remove().unwrap();
        person.sees_not("カードを取ると").await;
        person.types(b"1");
        person.sees("資格確認書を出してもらいます").await;
        person.types("\r０６１３９９９２\r12-34\r0012345\r01\r".as_bytes());
        person.sees("記号 12-34").await;
        person.sees("[--] 未確認（職員の入力）").await;
        person.types(b"x\r");
        person.sees("記録しました").await;
        person.types(b"x\r");
        person.sees("K-107").await;
        assert!(!person.glass.text().contains("0012345"), "the number is still there");
    });
}

#[test]
fn the_menu_is_told_of_the_kiosk_only_what_has_changed() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (_keys, fingers) = unbounded_channel();
        let mut kiosk = kiosk(&Glass::new(), Fingers(fingers), COLUMNS, ROWS);
        kiosk.handle_staff(staff::Event::Open(Purpose::Menu)).unwrap();
        let rebuilt = (0..100).filter(|_| kiosk.refresh_facts()).count();
        assert!(rebuilt <= 1, "an unchanged kiosk was described {rebuilt} times; once, where a minute has just ended");

        kiosk.journal.manual(Way::Oral, None, None);
        assert!(kiosk.refresh_facts(), "today's list is longer");
        kiosk.handoff_note = Some(StaffNote::HandOffMissing);
        assert!(kiosk.refresh_facts(), "the hand-off fails");
        kiosk.hear_job(JobResult::Readers(vec!["Virtual PCD 00 00".to_owned()])).unwrap();
        assert!(kiosk.refresh_facts(), "a reader is connected");
        let facts = kiosk.staff_menu.view(Instant::now()).unwrap().facts;
        assert_eq!((facts.today.len(), facts.readers.len(), facts.machine.handoff), (1, 1, Keeping::Failing("K-611")));
    });
}
