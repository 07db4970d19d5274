//! Real files in a real folder. The clock stands still while everybody waits, so nothing here waits for time.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rustix::fs::{CWD, RenameFlags};
use time::macros::datetime;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout};

mod old_results;
mod order;
mod replaced;

use super::FolderEvent;
use super::decode::{ResultError, decode};
use super::name::ResultFileKind;
use super::read::{MAX_SIZE, ReadError, read};
use super::watch::{Desk, UNFINISHED_TIMEOUT, watch_for};
use crate::common::{Proof, TroubleKind};
use crate::eligibility::{CopiedError, Found, MessageError, SIMULATION, Verdict, VerdictKind, XmlMsg};
use crate::settings::{ResultEncoding, ResultFolder};

const UTF_8: &[u8] = include_bytes!("../../../config/samples/OQSsiquc01res_face_utf-8.xml");
const SHIFT_JIS: &[u8] = include_bytes!("../../../config/samples/OQSsiquc01res_face_shift_jis.xml");
const COPIED: &[u8] = include_bytes!("../../../config/samples/copied.txt");
const NAME: &str = "OQSsiquc01res_face_1_20261122101530.xml";

fn text() -> String {
    String::from_utf8(UTF_8.to_vec()).unwrap()
}

fn shift_jis(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn refused(bytes: &[u8]) -> ResultError {
    decode(ResultFileKind::Result, bytes, ResultEncoding::Auto).map(|_| ()).unwrap_err()
}

#[test]
fn both_encodings_are_the_same_message() {
    let result = |bytes| decode(ResultFileKind::Result, bytes, ResultEncoding::Auto).unwrap();
    let (one, mut other) = (result(UTF_8), result(SHIFT_JIS));
    assert_eq!((one.proof, other.proof), (Proof::Folder, Proof::Folder));
    assert!(Verdict::of(&one.message).is_confirmed());
    assert_ne!(UTF_8, SHIFT_JIS);
    let code = &one.message.message_header.character_code_identifier;
    other.message.message_header.character_code_identifier = code.clone();
    assert!(one.message == other.message);
}

#[test]
fn the_mark_of_a_simulator_is_seen_in_both_encodings_and_behind_the_root() {
    let simulated =
        |bytes: &[u8]| decode(ResultFileKind::Result, bytes, ResultEncoding::Auto).unwrap().message.simulation;
    assert!(!simulated(UTF_8) && !simulated(SHIFT_JIS));
    for text in [text().replace("<XmlMsg>", &format!("{SIMULATION}<XmlMsg>")), format!("{}{SIMULATION}", text())] {
        assert!(simulated(text.as_bytes()));
        assert!(simulated(&shift_jis(&text.replace("\"UTF-8\"", "\"Shift_JIS\""))));
    }
}

#[test]
fn characters_that_only_windows_has_are_read() {
    let name = "髙﨑　①～●";
    let text = text().replace("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\"").replace("試験　花子", name);
    let found = decode(ResultFileKind::Result, &shift_jis(&text), ResultEncoding::ShiftJis).unwrap();
    assert_eq!(found.message.message_body.result_list.entries[0].name.as_str(), name);
}

#[test]
fn a_file_that_contradicts_its_declaration_or_the_settings_is_refused() {
    let says = |label: &str| text().replace("encoding=\"UTF-8\"", &format!("encoding={label}"));
    assert_eq!(refused(says("'Shift_JIS'").as_bytes()), ResultError::Bytes);
    assert_eq!(refused(&shift_jis(&text())), ResultError::Bytes);
    for label in ["\"EUC-JP\"", "\"UTF-16\"", "\"nonsense\"", "\"\"", "none"] {
        assert_eq!(refused(says(label).as_bytes()), ResultError::Encoding, "{label}");
    }
    for (bytes, wanted, fits) in [
        (UTF_8, ResultEncoding::Utf8, true),
        (UTF_8, ResultEncoding::ShiftJis, false),
        (SHIFT_JIS, ResultEncoding::ShiftJis, true),
        (SHIFT_JIS, ResultEncoding::Utf8, false),
    ] {
        let read = decode(ResultFileKind::Result, bytes, wanted).map(|_| ());
        assert_eq!(read, if fits { Ok(()) } else { Err(ResultError::Encoding) }, "{wanted:?}");
    }
    for alias in ["windows-31j", "SJIS", "shift-jis"] {
        let bytes = shift_jis(&says(&format!("\"{alias}\"")));
        assert!(decode(ResultFileKind::Result, &bytes, ResultEncoding::Auto).is_ok(), "{alias}");
    }
}

#[test]
fn a_byte_order_mark_and_a_missing_declaration_do_no_harm() {
    let bare = text().split_once("?>").unwrap().1.trim_start().to_owned();
    for text in [format!("\u{feff}{}", text()), bare.clone(), format!("\u{feff}{bare}")] {
        assert!(decode(ResultFileKind::Result, text.as_bytes(), ResultEncoding::Auto).is_ok());
    }
    assert_eq!(refused(&shift_jis(&bare)), ResultError::Bytes);
}

#[test]
fn utf_16_is_refused_with_its_mark_and_without() {
    let units: Vec<u8> = text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&[b"\xff\xfe", units.as_slice()].concat()), ResultError::Encoding);
    let ascii: Vec<u8> = "<XmlMsg></XmlMsg>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(refused(&ascii), ResultError::Bytes);
    let copied: Vec<u8> = "資格情報\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let copied = [b"\xff\xfe", copied.as_slice()].concat();
    assert_eq!(decode(ResultFileKind::Copied, &copied, ResultEncoding::Auto).map(|_| ()), Err(ResultError::Encoding));
}

#[test]
fn bytes_that_are_no_characters_are_refused_and_not_replaced() {
    let name = "試験　花子".as_bytes();
    let at = UTF_8.windows(name.len()).position(|window| window == name).unwrap();
    let mut broken = UTF_8.to_vec();
    broken[at] = 0xff;
    assert_eq!(refused(&broken), ResultError::Bytes);
    let name = shift_jis("試験　花子");
    let at = SHIFT_JIS.windows(name.len()).position(|window| window == name).unwrap();
    let mut broken = SHIFT_JIS.to_vec();
    broken[at + 1] = b'\n';
    assert_eq!(refused(&broken), ResultError::Bytes);
}

#[test]
fn a_document_type_and_its_entities_are_refused() {
    let bomb = "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<XmlMsg>";
    assert_eq!(refused(text().replace("<XmlMsg>", bomb).as_bytes()), MessageError::Shape.into());
    let outside = "<!DOCTYPE XmlMsg SYSTEM \"file:///etc/passwd\">\n<XmlMsg>";
    assert_eq!(refused(text().replace("<XmlMsg>", outside).as_bytes()), MessageError::Shape.into());
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    for bytes in [UTF_8, SHIFT_JIS] {
        let end = bytes.len() - "/XmlMsg>\n".len();
        for length in 0..end {
            assert!(decode(ResultFileKind::Result, &bytes[..length], ResultEncoding::Auto).is_err(), "{length}");
        }
    }
}

#[test]
fn two_results_in_one_file_are_inconsistent() {
    let text = text();
    let (open, close) = ("<ResultOfQualificationConfirmation>", "</ResultOfQualificationConfirmation>");
    let one = format!("{open}{}{close}", text.split_once(open).unwrap().1.split_once(close).unwrap().0);
    let found =
        decode(ResultFileKind::Result, text.replace(&one, &format!("{one}{one}")).as_bytes(), ResultEncoding::Auto)
            .unwrap();
    assert_eq!(Verdict::of(&found.message).kind(), VerdictKind::Inconsistent);
}

#[test]
fn copied_text_is_read_in_both_encodings_and_never_says_valid() {
    let text = String::from_utf8(COPIED.to_vec()).unwrap();
    let marked = format!("\u{feff}{text}").into_bytes();
    for (bytes, wanted) in [
        (COPIED.to_vec(), ResultEncoding::Auto),
        (COPIED.to_vec(), ResultEncoding::Utf8),
        (marked, ResultEncoding::Auto),
        (shift_jis(&text), ResultEncoding::Auto),
        (shift_jis(&text), ResultEncoding::ShiftJis),
    ] {
        let Found { message, proof } = decode(ResultFileKind::Copied, &bytes, wanted).unwrap();
        assert_eq!(proof, Proof::Copied { unread: 0 });
        assert_eq!(Verdict::of(&message).kind(), VerdictKind::NotStated);
        assert_eq!(message.message_body.result_list.entries[0].name.as_str(), "試験　花子");
    }
    let error = |bytes: &[u8], wanted| decode(ResultFileKind::Copied, bytes, wanted).map(|_| ()).unwrap_err();
    assert_eq!(error(&shift_jis(&text), ResultEncoding::Utf8), ResultError::Bytes);
    assert_eq!(error(b"milk\n", ResultEncoding::Auto), CopiedError::Other.into());
}

#[test]
fn only_regular_files_of_a_sensible_size_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let read = |name: &str| read(dir.path(), name.as_ref()).map(|bytes| bytes.len());
    fs::write(at("empty"), "").unwrap();
    assert_eq!(read("empty"), Ok(0));
    fs::write(at("largest"), vec![b' '; usize::try_from(MAX_SIZE).unwrap()]).unwrap();
    assert_eq!(read("largest").map(|length| length as u64), Ok(MAX_SIZE));
    fs::write(at("larger"), vec![b' '; usize::try_from(MAX_SIZE).unwrap() + 1]).unwrap();
    assert_eq!(read("larger"), Err(ReadError::TooLarge));
    assert_eq!(read("none"), Err(ReadError::Gone));
    symlink(at("empty"), at("link")).unwrap();
    fs::create_dir(at("folder")).unwrap();
    rustix::fs::mkfifoat(CWD, at("pipe"), 0o600.into()).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    symlink("/dev/zero", at("device")).unwrap();
    for name in ["link", "folder", "pipe", "socket", "device"] {
        assert_eq!(read(name), Err(ReadError::NotAFile), "{name}");
    }
}

/// A folder that is watched, and what was told of it.
struct Watched {
    home: tempfile::TempDir,
    told: UnboundedReceiver<FolderEvent>,
}

impl Watched {
    /// A folder with these files in it, watched from now on.
    async fn with(files: &[(&str, &[u8])]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (send, told) = unbounded_channel();
        let mut watched = Self { home, told };
        let max_age = Duration::from_secs(300);
        let folder = ResultFolder { dir: watched.dir(), encoding: ResultEncoding::Auto, max_age };
        watch_for(desk(), &folder, move |event| drop(send.send(event)));
        // First gone, then there: what is told of its return says that watching has begun.
        assert!(
            matches!(watched.hears().await, FolderEvent::Folder(Some(trouble)) if trouble.kind == TroubleKind::FolderGone)
        );
        watched.appears(files).await;
        watched
    }

    fn dir(&self) -> PathBuf {
        self.home.path().join("face")
    }

    /// The folder comes (back), with these files in it.
    async fn appears(&mut self, files: &[(&str, &[u8])]) {
        let elsewhere = self.home.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        for (name, bytes) in files {
            fs::write(elsewhere.join(name), bytes).unwrap();
        }
        fs::rename(elsewhere, self.dir()).unwrap();
        assert!(matches!(self.hears().await, FolderEvent::Folder(None)));
    }

    fn drops(&self, name: &str, bytes: &[u8]) {
        fs::write(self.dir().join(name), bytes).unwrap();
    }

    async fn hears(&mut self) -> FolderEvent {
        timeout(Duration::from_secs(600), self.told.recv()).await.expect("something is told").unwrap()
    }

    /// The name in the next result, or the trouble's code.
    async fn shows(&mut self) -> String {
        match self.hears().await {
            FolderEvent::Found(Ok(found)) => name_in(&found.message),
            FolderEvent::Found(Err(trouble)) => trouble.kind.code().to_owned(),
            FolderEvent::Folder(trouble) => format!("{trouble:?}"),
        }
    }

    /// Nothing is told in an hour.
    async fn hears_nothing(&mut self) {
        let told = timeout(Duration::from_secs(3600), self.told.recv()).await;
        assert!(told.is_err(), "{told:?}");
    }
}

fn name_in(message: &XmlMsg) -> String {
    message.message_body.result_list.entries[0].name.as_str().to_owned()
}

/// The sample's facility, by a clock that is five seconds behind that of the sample's terminal.
fn desk() -> Desk {
    let now = || SystemTime::from(datetime!(2026-11-22 10:15:25 +9));
    Desk { facility: "1319999999".parse().unwrap(), clock: now }
}

/// The result of a person of this name, who has a number of the insured of their own.
fn of(name: &str) -> Vec<u8> {
    text().replace("試験　花子", name).replace(">0012345<", &format!(">{name}<")).into_bytes()
}

#[tokio::test(start_paused = true)]
async fn what_lies_there_at_the_start_is_not_shown_and_what_comes_is() {
    let mut folder = Watched::with(&[(NAME, UTF_8), ("old.txt", COPIED)]).await;
    folder.drops("OQSsiquc01res_face_2.xml", &of("試験　一"));
    assert_eq!(folder.shows().await, "試験　一");
    folder.drops("OQSsiquc01res_1.xml", UTF_8);
    folder.drops("OQSsiquc01res_face_3.xml.tmp", UTF_8);
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_file_that_changes_is_shown_again_and_one_that_is_only_touched_is_not() {
    let mut folder = Watched::with(&[(NAME, UTF_8)]).await;
    folder.drops(NAME, &of("試験　一"));
    assert_eq!(folder.shows().await, "試験　一");
    folder.drops(NAME, &of("試験　一"));
    let file = fs::File::options().append(true).open(folder.dir().join(NAME)).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    drop(file);
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_file_replaced_by_renaming_is_shown() {
    let mut folder = Watched::with(&[(NAME, UTF_8)]).await;
    folder.drops(".new", &of("試験　一"));
    fs::rename(folder.dir().join(".new"), folder.dir().join(NAME)).unwrap();
    assert_eq!(folder.shows().await, "試験　一");
}

#[tokio::test(start_paused = true)]
async fn a_growing_file_is_waited_for_also_when_its_writer_pauses() {
    let mut folder = Watched::with(&[]).await;
    let mut file = fs::File::create(folder.dir().join(NAME)).unwrap();
    for piece in UTF_8.chunks(UTF_8.len() / 3 + 1) {
        let early = timeout(Duration::from_secs(2), folder.told.recv()).await;
        assert!(early.is_err(), "{early:?}");
        file.write_all(piece).unwrap();
    }
    drop(file);
    assert_eq!(folder.shows().await, "試験　花子");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_too_large_is_told_once_when_it_has_stopped_growing() {
    let mut folder = Watched::with(&[]).await;
    let mut file = fs::File::create(folder.dir().join(NAME)).unwrap();
    for _ in 0..8 {
        file.write_all(&vec![b' '; 1 << 20]).unwrap();
        let early = timeout(Duration::from_millis(250), folder.told.recv()).await;
        assert!(early.is_err(), "{early:?}");
    }
    drop(file);
    assert_eq!(folder.shows().await, "K-502");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_file_that_never_ends_is_given_up_and_read_once_it_is_whole_after_all() {
    let mut folder = Watched::with(&[]).await;
    let began = Instant::now();
    folder.drops(NAME, &UTF_8[..UTF_8.len() / 2]);
    assert_eq!(folder.shows().await, "K-502");
    assert!(began.elapsed() >= UNFINISHED_TIMEOUT && began.elapsed() < UNFINISHED_TIMEOUT * 2, "{:?}", began.elapsed());
    folder.hears_nothing().await;
    folder.drops(NAME, &of("試験　一"));
    assert_eq!(folder.shows().await, "試験　一");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_changes_all_the_time_is_given_up_and_read_once_it_has_come_to_rest() {
    let mut folder = Watched::with(&[]).await;
    for n in 0..1000 {
        folder.drops(NAME, &of(&format!("試験　{n}")));
        if let Ok(told) = timeout(Duration::from_millis(250), folder.told.recv()).await {
            let unreadable = matches!(&told, Some(FolderEvent::Found(Err(trouble))) if trouble.kind == TroubleKind::ResultUnreadable);
            assert!(unreadable, "{told:?}");
            assert_eq!(folder.shows().await, format!("試験　{n}"));
            return;
        }
    }
    panic!("no file was given up");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_told_once_and_stops_nothing() {
    let mut folder = Watched::with(&[]).await;
    rustix::fs::mkfifoat(CWD, folder.dir().join(NAME), 0o600.into()).unwrap();
    assert_eq!(folder.shows().await, "K-502");
    symlink("/etc/hostname", folder.dir().join("a.txt")).unwrap();
    assert_eq!(folder.shows().await, "K-502");
    folder.drops("OQSsiquc01res_face_2.xml", &vec![b' '; usize::try_from(MAX_SIZE).unwrap() + 1]);
    assert_eq!(folder.shows().await, "K-502");
    folder.drops("OQSsiquc01res_face_3.xml", b"");
    assert_eq!(folder.shows().await, "K-502");
    folder.drops("OQSsiquc01res_face_4.xml", UTF_8);
    assert_eq!(folder.shows().await, "試験　花子");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn an_archive_is_named_whatever_its_name_and_is_not_opened() {
    let archive = |flags: u8| [b"PK\x03\x04\x14\0", &[flags, 0][..], b"\x63\0xyz", b"PK\x05\x06\0\0"].concat();
    let mut folder = Watched::with(&[]).await;
    for (name, bytes, says) in [
        ("OQSsiquc01res_face_1.zip", archive(1), "ZIP, password"),
        ("OQSSIQUC01RES_FACE_2.ZIP", archive(0), "ZIP"),
        ("OQSsiquc01res_face_3.xml", archive(9), "ZIP, password"),
        // Cut short, or empty: given up, and still an archive.
        ("OQSsiquc01res_face_4.zip", archive(1)[..12].to_vec(), "ZIP, password"),
        ("OQSsiquc01res_face_5.zip", Vec::new(), "ZIP"),
    ] {
        folder.drops(name, &bytes);
        let FolderEvent::Found(Err(trouble)) = folder.hears().await else { panic!("{name} is a result") };
        assert_eq!(trouble.kind, TroubleKind::ResultPacked, "{name}");
        assert_eq!(trouble.received.map(|received| received.code).as_deref(), Some(says), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_another_program_fetches_at_once_is_no_trouble() {
    let mut folder = Watched::with(&[]).await;
    folder.drops(NAME, &UTF_8[..100]);
    tokio::time::sleep(Duration::from_secs(1)).await;
    fs::remove_file(folder.dir().join(NAME)).unwrap();
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_goes_and_comes_back_is_told_and_its_old_files_are_old_news() {
    let mut folder = Watched::with(&[]).await;
    fs::remove_dir_all(folder.dir()).unwrap();
    assert!(
        matches!(folder.hears().await, FolderEvent::Folder(Some(trouble)) if trouble.kind == TroubleKind::FolderGone)
    );
    folder.appears(&[(NAME, UTF_8)]).await;
    folder.drops("OQSsiquc01res_face_2.xml", &of("試験　一"));
    assert_eq!(folder.shows().await, "試験　一");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn another_folder_under_the_same_name_is_watched_in_its_place() {
    let mut folder = Watched::with(&[]).await;
    let other = folder.home.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join(NAME), UTF_8).unwrap();
    // At no moment is there none.
    rustix::fs::renameat_with(CWD, folder.dir(), CWD, &other, RenameFlags::EXCHANGE).unwrap();
    folder.hears_nothing().await;
    fs::write(other.join("OQSsiquc01res_face_2.xml"), UTF_8).unwrap();
    folder.drops("OQSsiquc01res_face_3.xml", &of("試験　一"));
    assert_eq!(folder.shows().await, "試験　一");
    folder.hears_nothing().await;
}
