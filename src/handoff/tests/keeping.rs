//! What waits, for how long, and what staff are told.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::OffsetDateTime;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout};

use super::*;
use crate::common::{HandOffId, StaffNote};
use crate::handoff::label::HandOffLabel;
use crate::handoff::name::of_result;
use crate::handoff::task::{CHECK_INTERVAL, MAX_PENDING, PENDING_TIMEOUT};
use crate::handoff::{HandOff, HandOffEvent};

const DAY: Duration = Duration::from_secs(86_400);
const TEN_YEARS: i64 = 10 * 365 * 86_400;

/// A hand-off, and what it told.
struct Rig {
    home: tempfile::TempDir,
    handoff: HandOff,
    /// By how many seconds the wall clock is wrong.
    wrong: Arc<AtomicI64>,
    told: UnboundedReceiver<HandOffEvent>,
}

impl Rig {
    /// A hand-off into a folder that is there.
    async fn open(form: HandOffFormat, encoding: FileEncoding) -> Self {
        let mut rig = Self::without_folder();
        fs::create_dir(rig.dir()).unwrap();
        rig.handoff.change(Some(settings(&rig.dir(), form, encoding)));
        assert_eq!(rig.hears().await, None);
        rig
    }

    fn without_folder() -> Self {
        let (send, told) = unbounded_channel();
        let tell = move |event| {
            let _no_receiver = send.send(event);
        };
        let wrong = Arc::new(AtomicI64::new(0));
        let (began, start, by) = (SystemTime::now(), Instant::now(), Arc::clone(&wrong));
        let wall = move || {
            let right = OffsetDateTime::from(began + start.elapsed());
            (right + time::Duration::seconds(by.load(Ordering::Relaxed))).into()
        };
        let handoff = HandOff::with_clock(tell, wall);
        Self { home: tempfile::tempdir().unwrap(), handoff, wrong, told }
    }

    /// Sets the wall clock, which was right, ahead or back.
    fn sets_clock(&self, by: i64) {
        self.wrong.store(by, Ordering::Relaxed);
    }

    /// A file that an earlier run left so long ago.
    fn left(&self, ago: Duration) {
        let file =
            self.dir().join(of_result(HandOffLabel::Confirmed, HandOffId(ago.as_secs()), SystemTime::now(), "xml"));
        fs::write(&file, "x").unwrap();
        ages(&file, ago);
    }

    fn dir(&self) -> std::path::PathBuf {
        self.home.path().join("face")
    }

    fn hands_on(&self, message: XmlMsg) {
        self.handoff.confirmed(Box::new(message), false);
    }

    async fn hears(&mut self) -> Option<StaffNote> {
        timeout(Duration::from_secs(600), self.told.recv()).await.expect("something is told").unwrap().0
    }

    async fn hears_nothing_for(&mut self, time: Duration) {
        let told = timeout(time, self.told.recv()).await;
        assert!(told.is_err(), "{told:?}");
    }

    /// Waits until so many files of results are there, and nothing else.
    async fn holds(&self, number: usize) {
        let began = Instant::now();
        while files(&self.dir()).iter().filter(|name| name.ends_with("xml")).count() != number {
            assert!(began.elapsed() < PENDING_TIMEOUT * 2, "{:?}", files(&self.dir()));
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // What is written has no other name any more.
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(files(&self.dir()).len(), number);
    }
}

#[tokio::test(start_paused = true)]
async fn a_confirmed_answer_is_written_at_once() {
    let mut rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let began = Instant::now();
    rig.hands_on(sample());
    rig.holds(1).await;
    assert!(began.elapsed() < Duration::from_secs(2));
    rig.hands_on(sample());
    rig.holds(2).await;
    rig.hears_nothing_for(PENDING_TIMEOUT).await;
}

#[tokio::test(start_paused = true)]
async fn that_the_folder_is_missing_is_told_before_the_first_message_and_so_is_its_return() {
    let mut rig = Rig::without_folder();
    rig.handoff.change(Some(settings(&rig.dir(), HandOffFormat::OqsXml, FileEncoding::Utf8)));
    assert_eq!((rig.hears().await, rig.hears().await), (None, Some(StaffNote::HandOffMissing)));
    fs::create_dir(rig.dir()).unwrap();
    assert_eq!(rig.hears().await, None);
    assert_eq!(files(&rig.dir()), [""; 0], "a trial leaves nothing");
}

#[tokio::test(start_paused = true)]
async fn a_message_waits_a_minute_for_the_folder_and_then_is_written() {
    let mut rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = rig.home.path().join("away");
    fs::rename(rig.dir(), &away).unwrap();
    rig.hands_on(sample());
    assert_eq!(rig.hears().await, Some(StaffNote::HandOffMissing));
    rig.hears_nothing_for(PENDING_TIMEOUT / 2).await;
    fs::rename(&away, rig.dir()).unwrap();
    assert_eq!(rig.hears().await, None);
    rig.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_in_time_is_dropped_and_counted() {
    let mut rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = rig.home.path().join("away");
    fs::rename(rig.dir(), &away).unwrap();
    rig.hands_on(sample());
    assert_eq!(rig.hears().await, Some(StaffNote::HandOffMissing));
    for _ in 0..MAX_PENDING * 2 {
        rig.hands_on(sample());
        tokio::task::yield_now().await;
    }
    rig.hears_nothing_for(PENDING_TIMEOUT * 2).await;
    fs::rename(&away, rig.dir()).unwrap();
    assert_eq!(rig.hears().await, Some(StaffNote::HandOffLost(MAX_PENDING * 2 + 1)));
    assert_eq!(files(&rig.dir()), [""; 0]);
    rig.hands_on(sample());
    assert_eq!(rig.hears().await, None);
    rig.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn characters_that_the_encoding_lacks_are_told_until_the_next_file() {
    let mut rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::ShiftJis).await;
    rig.hands_on(named("試験　𠮷🙂"));
    assert_eq!(rig.hears().await, Some(StaffNote::HandOffCharacters(2)));
    rig.hears_nothing_for(CHECK_INTERVAL * 3).await;
    assert_eq!(files(&rig.dir()), [""; 0]);
    rig.hands_on(sample());
    assert_eq!(rig.hears().await, None);
    rig.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn other_settings_hold_for_the_next_message_and_nothing_more_is_told_of_the_old_folder() {
    let mut rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = rig.home.path().join("away");
    fs::rename(rig.dir(), &away).unwrap();
    rig.hands_on(sample());
    assert_eq!(rig.hears().await, Some(StaffNote::HandOffMissing));
    let other = rig.home.path().join("other");
    fs::create_dir(&other).unwrap();
    rig.handoff.change(Some(settings(&other, HandOffFormat::Json, FileEncoding::Utf8)));
    assert_eq!(rig.hears().await, None);
    rig.hands_on(sample());
    rig.hears_nothing_for(Duration::from_secs(30)).await;
    assert!(matches!(&files(&other)[..], [name] if name.contains(".json")));
    // What waited still goes where it was meant to go.
    fs::rename(&away, rig.dir()).unwrap();
    rig.holds(1).await;
    rig.handoff.change(None);
    assert_eq!(rig.hears().await, None);
    rig.hands_on(sample());
    rig.hears_nothing_for(PENDING_TIMEOUT).await;
    assert_eq!((files(&other).len(), files(&rig.dir()).len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_idle_kiosk_removes_its_own_file_when_it_has_run_as_long_as_files_are_kept() {
    let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    rig.hands_on(sample());
    rig.holds(1).await;
    tokio::time::sleep(6 * DAY).await;
    rig.holds(1).await;
    tokio::time::sleep(2 * DAY).await;
    rig.holds(0).await;
}

#[tokio::test(start_paused = true)]
async fn what_an_earlier_run_left_is_old_once_the_service_agrees_with_the_clock() {
    let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    rig.left(8 * DAY);
    rig.left(6 * DAY);
    tokio::time::sleep(CHECK_INTERVAL * 3).await;
    rig.holds(2).await;
    rig.handoff.hear_of_clock(true);
    tokio::time::sleep(CHECK_INTERVAL * 2).await;
    rig.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn without_a_service_what_an_earlier_run_left_is_old_after_six_hours_without_a_jump() {
    let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    rig.left(8 * DAY);
    tokio::time::sleep(CHECK_INTERVAL * 8).await;
    rig.holds(0).await;
}

#[tokio::test(start_paused = true)]
async fn no_clock_that_jumps_removes_anything() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let to_1970 = -i64::try_from(now.as_secs()).unwrap();
    for jumps in [[TEN_YEARS, TEN_YEARS], [to_1970, to_1970], [TEN_YEARS, 0], [to_1970, TEN_YEARS]] {
        let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
        rig.handoff.hear_of_clock(true);
        rig.left(DAY);
        rig.hands_on(sample());
        rig.holds(2).await;
        for by in jumps {
            rig.sets_clock(by);
            tokio::time::sleep(CHECK_INTERVAL * 20).await;
            rig.hands_on(sample());
            tokio::time::sleep(CHECK_INTERVAL * 2).await;
        }
        rig.holds(4).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_wrong_at_the_start_removes_nothing() {
    let mut rig = Rig::without_folder();
    fs::create_dir(rig.dir()).unwrap();
    rig.left(Duration::from_secs(60));
    rig.sets_clock(TEN_YEARS);
    rig.handoff.change(Some(settings(&rig.dir(), HandOffFormat::OqsXml, FileEncoding::Utf8)));
    for _minute in 0..600 {
        rig.handoff.hear_of_clock(false);
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    rig.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn what_a_wrong_clock_has_dated_is_kept_as_long_as_any_other_file_and_no_longer() {
    let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    rig.left(now);
    let ahead = rig.dir().join(of_result(HandOffLabel::Confirmed, HandOffId(1), SystemTime::now(), "xml"));
    fs::write(&ahead, "x").unwrap();
    let then = SystemTime::now() + Duration::from_secs(TEN_YEARS.unsigned_abs());
    fs::File::options().write(true).open(&ahead).unwrap().set_modified(then).unwrap();
    rig.handoff.hear_of_clock(true);
    tokio::time::sleep(6 * DAY).await;
    rig.holds(2).await;
    tokio::time::sleep(2 * DAY).await;
    rig.holds(0).await;
}

#[test]
fn nothing_that_is_held_can_be_printed() {
    let handoff = HandOff::new(|_| {});
    assert!(format!("{handoff:?}").starts_with("HandOff"));
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path(), HandOffFormat::OqsXml, FileEncoding::Utf8);
    let record = crate::handoff::record::HandOffRecord::new(
        sample(),
        crate::handoff::label::HandOffLabel::Confirmed,
        &settings,
        SystemTime::now(),
    );
    assert_eq!(format!("{:?}", record.unwrap()), "HandOffRecord(..)");
}
