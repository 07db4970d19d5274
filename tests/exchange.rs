//! Results from a folder: the real kiosk in a terminal, no reader, no daemon and no service, and files as other
//! programs write them.

use std::fs::{self, File};
use std::io::Write as _;
use std::ops::Deref;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU8, Ordering};

use serde_json::Value;
use tempfile::TempDir;
use time::OffsetDateTime;
use uketsuke::common::in_japan;
use uketsuke::eligibility::XmlMsg;
use uketsuke::eligibility::codes::CharacterCode;
use uketsuke::simulator::personas;

use crate::support::desk::{Desk, Setup, VALID, WAITING as CARD_WAITING};
use crate::support::memory::Memory;
use crate::support::terminal::{Key, Terminal};
use crate::support::wait_for;

const WAITING: &str = "結果は自動でここに表示されます";
/// At the end of an answer's foot, below everything that is compared.
const LAST_DRAWN: &str = "秒で消えます";
/// Every answer is on one page, with a banner or without.
const SIZE: (u16, u16) = (100, 40);
const FACILITY: &str = "1319999999";
const COPIED: &[u8] = include_bytes!("../config/samples/copied.txt");

/// The kiosk, and the folder that it watches.
struct Reception {
    kiosk: Terminal,
    home: TempDir,
}

impl Deref for Reception {
    type Target = Terminal;

    fn deref(&self) -> &Terminal {
        &self.kiosk
    }
}

impl Reception {
    /// A kiosk that waits for results; these files lay there before.
    fn open(before: &[(&str, &[u8])]) -> Self {
        Self::open_with(before, "")
    }

    /// A kiosk whose keyboard only staff reach.
    fn open_to_staff() -> Self {
        Self::open_with(&[], "[identify]\nkeyboard_out_of_reach = true\n")
    }

    fn open_with(before: &[(&str, &[u8])], more: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let face = home.path().join("OQS/face");
        fs::create_dir_all(&face).expect("a folder");
        for (name, bytes) in before {
            fs::write(face.join(name), bytes).expect("a file");
        }
        let config = home.path().join("kiosk.toml");
        let settings = "[kiosk]\nfacility = \"1319999999\"\nname = \"見本助産院\"\n\
                        [source]\nkind = \"oqs-folder\"\ndir = \"OQS/face\"\n\
                        [panel]\ndetail = \"full\"\n[log]\ndir = \"log\"\nlevel = \"trace\"\n";
        fs::write(&config, format!("{settings}{more}")).expect("settings");
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        command.arg("run").arg("--config").arg(&config);
        let reception = Self { kiosk: Terminal::start(&command, SIZE.0, SIZE.1), home };
        reception.sees(WAITING);
        // What comes sooner after the start lay there before.
        wait_for("the kiosk to watch the folder", || reception.log().contains("is watched").then_some(()));
        reception
    }

    fn face(&self) -> PathBuf {
        self.home.path().join("OQS/face")
    }

    /// Another program writes a result, a piece at a time.
    fn receives(&self, number: usize, bytes: &[u8]) {
        let mut file = File::create(self.face().join(format!("OQSsiquc01res_face_{number}.xml"))).expect("a file");
        for piece in bytes.chunks(100) {
            file.write_all(piece).and_then(|()| file.flush()).expect("a piece");
            std::thread::yield_now();
        }
    }

    fn drops(&self, name: &str, bytes: &[u8]) {
        fs::write(self.face().join(name), bytes).expect("a file");
    }

    fn closes(&self) {
        self.presses(Key::Enter);
        self.sees(WAITING);
        // Without another key between, the next Enter would be the same press, held a little long.
        self.presses(Key::Backspace);
    }

    fn log(&self) -> String {
        let files = fs::read_dir(self.home.path().join("log")).into_iter().flatten();
        files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a log")).collect()
    }
}

/// What the service answers for a persona, each time in another second: two results of one second are one result.
fn message(persona: &str) -> XmlMsg {
    static START: LazyLock<OffsetDateTime> = LazyLock::new(OffsetDateTime::now_utc);
    static ANSWERS: AtomicU8 = AtomicU8::new(0);
    made_at(persona, *START - time::Duration::seconds(ANSWERS.fetch_add(1, Ordering::Relaxed).into()))
}

fn made_at(persona: &str, time: OffsetDateTime) -> XmlMsg {
    let answer = &personas::find(persona).expect("a persona").answer;
    answer.message("folder", FACILITY, time)
}

/// The sample, copied today.
fn copied() -> String {
    let text = std::str::from_utf8(COPIED).expect("UTF-8");
    assert!(text.contains("2026-11-22"));
    text.replace("2026-11-22", &in_japan(OffsetDateTime::now_utc()).date().to_string())
}

/// A message as a file whose elements stand in the reverse of their order.
fn reversed(message: &XmlMsg) -> String {
    fn element(name: &str, value: &Value) -> String {
        match value {
            Value::Array(values) => values.iter().map(|value| element(name, value)).collect(),
            Value::Object(children) => {
                let inside: String = children.iter().rev().map(|(name, child)| element(name, child)).collect();
                format!("<{name}>{inside}</{name}>\n")
            }
            Value::String(text) => format!("<{name}>{text}</{name}>\n"),
            other => panic!("no such thing in a message: {other}"),
        }
    }
    let json: Value = serde_json::from_slice(&message.to_json().expect("JSON")).expect("JSON");
    let xml = element("XmlMsg", &json);
    let (header, body) = (xml.find("<MessageHeader>"), xml.find("<MessageBody>"));
    assert!(header.is_some() && xml.find("<Name>") > xml.find("<Sex1>"), "reversed, or sorted: {body:?}");
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}")
}

fn utf_8(message: &XmlMsg) -> Vec<u8> {
    message.to_xml().expect("XML").into_bytes()
}

fn shift_jis(mut message: XmlMsg) -> Vec<u8> {
    message.message_header.character_code_identifier = CharacterCode::ShiftJis;
    let xml = message.to_xml().expect("XML");
    assert!(xml.contains("encoding=\"Shift_JIS\""));
    encoding_rs::SHIFT_JIS.encode(&xml).0.into_owned()
}

/// The lines of an answer, from its band to the line that says what it rests on. Windows' Shift JIS has no minus sign
/// (U+2212): the full-width hyphen (U+FF0D), two cells wide, stands for it.
fn panel(screen: &str) -> Vec<String> {
    let words = |line: &str| line.replace('−', "－").split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = screen.lines().map(words).filter(|line| !line.is_empty());
    let from_band = lines.skip_while(|line| !line.starts_with('['));
    from_band.take_while(|line| !line.contains("秒で消えます")).collect()
}

#[test]
fn a_result_in_any_order_and_encoding_is_the_panel_that_the_service_gives() {
    let reception = Reception::open(&[]);
    let desk = Desk::set_up(Setup { size: SIZE, ..Setup::default() });
    let mut number = 0;
    for persona in ["valid-kumiai", "valid-kokuho", "valid-70s", "cert-soon", "lost"] {
        let sign = if persona == "lost" { "[NG]" } else { "[OK]" };
        desk.visits(persona, sign);
        desk.sees("暗証番号で確認");
        desk.sees(LAST_DRAWN);
        let expected = panel(&desk.screen());
        desk.leaves();
        desk.sees(CARD_WAITING);
        let padded = reversed(&message(persona)).replace(">139998<", ">  139998<");
        for bytes in [utf_8(&message(persona)), shift_jis(message(persona)), padded.into_bytes()] {
            number += 1;
            reception.receives(number, &bytes);
            reception.sees(sign);
            reception.sees("資格確認端末の結果");
            reception.sees(LAST_DRAWN);
            assert_eq!(panel(&reception.screen()), expected, "{persona}");
            reception.closes();
        }
    }
}

#[test]
fn what_lay_there_before_is_not_shown_and_two_at_once_are_for_staff_to_decide() {
    let statement = "[identify]\nkeyboard_out_of_reach = true\n";
    let before = [("OQSsiquc01res_face_0.xml", &*utf_8(&message("valid-kumiai")))];
    let reception = Reception::open_with(&before, statement);
    reception.receives(1, &utf_8(&message("valid-kyokai")));
    reception.receives(2, &utf_8(&message("lost")));
    reception.sees("同時に届いた結果があります");
    reception.sees("職員がまいります");
    reception.presses(Key::F10);
    reception.types_to_staff("9");
    reception.sees("どれも表示しない");
    assert!(!reception.shows("花子"), "a name in full");
    reception.types_to_staff("1");
    reception.sees(VALID);
    reception.sees("01139997");
    reception.presses(Key::Enter);
    reception.sees("同時に届いた結果があります");
    reception.presses(Key::F10);
    // An answer that was closed can be shown again: one line more before it.
    reception.types_to_staff("91");
    reception.sees("[NG] 無効（資格喪失）");
    assert!(!String::from_utf8_lossy(&reception.raw()).contains("0012345"), "the file from before was shown");
}

#[test]
fn a_result_of_another_day_or_facility_is_never_shown_as_valid_whatever_becomes_of_its_file() {
    let yesterday = utf_8(&made_at("valid-kumiai", OffsetDateTime::now_utc() - time::Duration::days(1)));
    let reception =
        Reception::open(&[("OQSsiquc01res_face_0.xml", &yesterday), ("OQSsiquc01res_face_9.xml", &yesterday)]);
    let at = |number: u8| reception.face().join(format!("OQSsiquc01res_face_{number}.xml"));
    // Touched, renamed, moved out and back: it is known and nothing is said.
    let file = File::options().append(true).open(at(0)).expect("the file");
    file.set_modified(std::time::SystemTime::now()).expect("a time");
    fs::rename(at(9), at(1)).expect("another name");
    fs::rename(at(1), reception.home.path().join("away")).expect("another folder");
    fs::rename(reception.home.path().join("away"), at(9)).expect("the folder");
    // From a backup, and of another facility: never seen before, and refused by what stands in it.
    let last_week = made_at("valid-kyokai", OffsetDateTime::now_utc() - time::Duration::days(7));
    reception.drops("OQSsiquc01res_face_2.xml", &utf_8(&last_week));
    reception.sees("K-503");
    reception.sees("新しくない");
    reception.sees(WAITING);
    let foreign = String::from_utf8(utf_8(&message("valid-kyokai"))).expect("UTF-8").replace(FACILITY, "1311111115");
    reception.drops("OQSsiquc01res_face_3.xml", foreign.as_bytes());
    reception.sees("K-504");
    reception.sees(WAITING);
    reception.receives(4, &utf_8(&message("valid-kokuho")));
    reception.sees(VALID);
    let raw = String::from_utf8_lossy(&reception.raw()).into_owned();
    assert_eq!(raw.matches("[OK]").count(), 1, "the last one only");
    assert!(!raw.contains("06139992") && !raw.contains("01139997"), "an old or a foreign one was shown");
}

#[test]
fn what_is_no_result_is_said_and_leaves_by_itself() {
    let reception = Reception::open(&[]);
    let good = String::from_utf8(utf_8(&message("valid-kumiai"))).expect("UTF-8");
    let bomb = good.replace("<XmlMsg>", "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaaaaaa\">]><XmlMsg>");
    let huge = good.replace("</XmlMsg>", &format!("{}</XmlMsg>", " ".repeat(5 << 20)));
    for (number, bytes) in [(1, bomb.as_str()), (2, &huge)] {
        reception.drops(&format!("OQSsiquc01res_face_{number}.xml"), bytes.as_bytes());
        reception.sees("K-502");
        reception.sees(WAITING);
    }
    reception.receives(3, good.as_bytes());
    reception.sees(VALID);
}

/// A result of a card that was read so many seconds from now: clocks differ, and one that was made in the second of the
/// naming counts as made before it.
fn read_in(seconds: i64, persona: &str) -> Vec<u8> {
    utf_8(&made_at(persona, OffsetDateTime::now_utc() + time::Duration::seconds(seconds)))
}

#[test]
fn only_the_named_persons_result_is_shown_and_another_ones_only_where_staff_take_it() {
    let reception = Reception::open_to_staff();
    reception.presses(Key::F10);
    reception.types_to_staff("8");
    reception.sees("生年月日を入力");
    reception.types_to_staff("H020401");
    reception.presses(Key::Enter);
    reception.sees("フリガナを入力");
    reception.types_to_staff("shikenhanako");
    reception.sees("シケンハナコ");
    reception.presses(Key::Enter);
    reception.sees("指定した方の結果だけを表示します");
    assert!(!reception.shows("シケン"), "the name on the visitor's screen");

    reception.receives(1, &read_in(2, "valid-kyokai"));
    reception.sees("別のカードが");
    reception.receives(2, &read_in(3, "valid-kumiai"));
    reception.sees(VALID);
    reception.sees("06139992");
    let raw = String::from_utf8_lossy(&reception.raw()).into_owned();
    assert!(!raw.contains("01139997") && raw.matches("[OK]").count() == 1, "another person's result was shown");
    reception.presses(Key::Enter);
    reception.sees("別のカードが");

    reception.presses(Key::F10);
    reception.types_to_staff("9");
    reception.sees("指定の方ではない");
    reception.types_to_staff("1");
    reception.sees(VALID);
    reception.sees("01139997");
    reception.closes();
    let memory = Memory::of(reception.pid());
    assert_eq!(memory.side_by_side("シケンハナコ".as_bytes()), [] as [String; 0], "the name that staff typed");
    drop(memory);
    let log = reception.log();
    assert!(log.contains("a result came"));
    for secret in ["シケン", "ハナコ", "花子", "1990", "020401"] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

#[test]
fn a_folder_that_goes_is_missed_and_its_return_is_noticed() {
    let reception = Reception::open(&[]);
    let away = reception.home.path().join("away");
    fs::rename(reception.face(), &away).expect("another name");
    reception.sees("K-501");
    fs::rename(&away, reception.face()).expect("the old name");
    reception.sees(WAITING);
    reception.receives(1, &utf_8(&message("valid-kumiai")));
    reception.sees(VALID);
}

#[test]
fn a_copied_text_states_no_verdict_and_is_never_shown_as_valid() {
    let reception = Reception::open(&[]);
    let text = copied();
    let claim = format!("{text}資格有効性\t有効\r\n");
    for (name, bytes) in [
        ("1.txt", text.clone().into_bytes()),
        ("2.TXT", encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()),
        ("3.txt", claim.into()),
    ] {
        reception.drops(name, &bytes);
        reception.sees("取込データ（判定の記載なし）");
        reception.sees("取り込んだテキスト");
        reception.sees(LAST_DRAWN);
        assert_eq!(reception.shows("表示していない行：1"), name == "3.txt");
        reception.closes();
    }
    assert!(!String::from_utf8_lossy(&reception.raw()).contains("[OK]"));
    let log = reception.log();
    assert!(
        log.contains("unknown=1") && !log.contains("資格有効性"),
        "what is not known is counted and not named: {log}"
    );
}

#[test]
fn nothing_of_the_person_stays_in_the_memory_or_in_the_log() {
    let reception = Reception::open(&[]);
    let words = ["試験　花子", "試験　太郎", "0012345", "06139992", "架空県試験市"];
    // The simulator's own tables, which a shipped kiosk does not have.
    let places = |memory: &Memory, word: &str| {
        [memory.side_by_side(word.as_bytes()), memory.side_by_side(&encoding_rs::SHIFT_JIS.encode(word).0)].concat()
    };
    let memory = Memory::of(reception.pid());
    let before = words.map(|word| places(&memory, word));
    assert!(before.iter().flatten().all(|place| place.starts_with('/')), "{before:?}");
    drop(memory);
    reception.receives(1, &utf_8(&message("valid-kumiai")));
    reception.sees(VALID);
    let showing = Memory::of(reception.pid());
    assert_ne!(places(&showing, words[0]), before[0], "the search sees the message while it is shown");
    drop(showing);
    reception.closes();
    reception.receives(2, &shift_jis(message("valid-kumiai")));
    reception.sees(VALID);
    reception.closes();
    reception.drops("3.txt", copied().as_bytes());
    reception.sees("判定の記載なし");
    reception.closes();
    let memory = Memory::of(reception.pid());
    for (word, before) in words.iter().zip(before) {
        assert_eq!(places(&memory, word), before, "{word}");
    }
    let log = reception.log();
    assert!(log.contains("a result came"));
    for secret in ["花子", "太郎", "0012345", "06139992", "試験市", "face_1"] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

#[test]
fn the_kiosk_ends_when_it_is_asked_to() {
    let mut reception = Reception::open(&[]);
    reception.signals("TERM");
    assert!(reception.kiosk.ends().success());
}
