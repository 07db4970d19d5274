//! What waits, for how long, and what staff are told.

use std::fs;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout};

use super::*;
use crate::common::StaffNote;
use crate::handoff::task::{CHECK_INTERVAL, MAX_PENDING, PENDING_TIMEOUT};
use crate::handoff::{HandOff, HandOffEvent};

/// A hand-off, and what it told.
struct Rig {
    home: tempfile::TempDir,
    handoff: HandOff,
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
        let handoff = HandOff::new(move |event| {
            let _no_receiver = send.send(event);
        });
        Self { home: tempfile::tempdir().unwrap(), handoff, told }
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
async fn an_idle_kiosk_removes_what_is_too_old_within_the_hour() {
    let rig = Rig::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    rig.hands_on(sample());
    rig.holds(1).await;
    let file = rig.dir().join(&files(&rig.dir())[0]);
    ages(&file, Duration::from_secs(8 * 86_400));
    tokio::time::sleep(CHECK_INTERVAL + Duration::from_secs(1)).await;
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
