//! What waits, for how long, and what staff are told.

use std::fs;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout};

use super::*;
use crate::common::staff::StaffNote;
use crate::handoff::keeper::{LOOK, MOST, WAITS};
use crate::handoff::{HandOff as Desk, HandOffEvent};

/// A hand-off, and what it told.
struct Office {
    home: tempfile::TempDir,
    handoff: Desk,
    told: UnboundedReceiver<HandOffEvent>,
}

impl Office {
    /// A hand-off into a folder that is there.
    async fn open(form: HandOffFormat, encoding: FileEncoding) -> Self {
        let mut office = Self::without_folder();
        fs::create_dir(office.dir()).unwrap();
        office.handoff.change(Some(settings(&office.dir(), form, encoding)));
        assert_eq!(office.hears().await, None);
        office
    }

    fn without_folder() -> Self {
        let (send, told) = unbounded_channel();
        let handoff = Desk::new(move |event| {
            let _nobody_listens = send.send(event);
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
            assert!(began.elapsed() < WAITS * 2, "{:?}", files(&self.dir()));
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // What is written has no other name any more.
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(files(&self.dir()).len(), number);
    }
}

#[tokio::test(start_paused = true)]
async fn a_confirmed_answer_is_written_at_once() {
    let mut office = Office::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let began = Instant::now();
    office.hands_on(sample());
    office.holds(1).await;
    assert!(began.elapsed() < Duration::from_secs(2));
    office.hands_on(sample());
    office.holds(2).await;
    office.hears_nothing_for(WAITS).await;
}

#[tokio::test(start_paused = true)]
async fn that_the_folder_is_missing_is_told_before_anybody_comes_and_so_is_its_return() {
    let mut office = Office::without_folder();
    office.handoff.change(Some(settings(&office.dir(), HandOffFormat::OqsXml, FileEncoding::Utf8)));
    assert_eq!((office.hears().await, office.hears().await), (None, Some(StaffNote::HandOffMissing)));
    fs::create_dir(office.dir()).unwrap();
    assert_eq!(office.hears().await, None);
    assert_eq!(files(&office.dir()), [""; 0], "a trial leaves nothing");
}

#[tokio::test(start_paused = true)]
async fn a_message_waits_a_minute_for_the_folder_and_then_is_written() {
    let mut office = Office::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = office.home.path().join("away");
    fs::rename(office.dir(), &away).unwrap();
    office.hands_on(sample());
    assert_eq!(office.hears().await, Some(StaffNote::HandOffMissing));
    office.hears_nothing_for(WAITS / 2).await;
    fs::rename(&away, office.dir()).unwrap();
    assert_eq!(office.hears().await, None);
    office.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_in_time_is_dropped_and_counted() {
    let mut office = Office::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = office.home.path().join("away");
    fs::rename(office.dir(), &away).unwrap();
    office.hands_on(sample());
    assert_eq!(office.hears().await, Some(StaffNote::HandOffMissing));
    for _ in 0..MOST * 2 {
        office.hands_on(sample());
        tokio::task::yield_now().await;
    }
    office.hears_nothing_for(WAITS * 2).await;
    fs::rename(&away, office.dir()).unwrap();
    assert_eq!(office.hears().await, Some(StaffNote::HandOffLost(MOST * 2 + 1)));
    assert_eq!(files(&office.dir()), [""; 0]);
    office.hands_on(sample());
    assert_eq!(office.hears().await, None);
    office.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn characters_that_the_encoding_lacks_are_told_until_the_next_file() {
    let mut office = Office::open(HandOffFormat::OqsXml, FileEncoding::ShiftJis).await;
    office.hands_on(named("試験　𠮷🙂"));
    assert_eq!(office.hears().await, Some(StaffNote::HandOffCharacters(2)));
    office.hears_nothing_for(LOOK * 3).await;
    assert_eq!(files(&office.dir()), [""; 0]);
    office.hands_on(sample());
    assert_eq!(office.hears().await, None);
    office.holds(1).await;
}

#[tokio::test(start_paused = true)]
async fn other_settings_hold_for_the_next_message_and_nothing_more_is_told_of_the_old_folder() {
    let mut office = Office::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    let away = office.home.path().join("away");
    fs::rename(office.dir(), &away).unwrap();
    office.hands_on(sample());
    assert_eq!(office.hears().await, Some(StaffNote::HandOffMissing));
    let other = office.home.path().join("other");
    fs::create_dir(&other).unwrap();
    office.handoff.change(Some(settings(&other, HandOffFormat::Json, FileEncoding::Utf8)));
    assert_eq!(office.hears().await, None);
    office.hands_on(sample());
    office.hears_nothing_for(Duration::from_secs(30)).await;
    assert!(matches!(&files(&other)[..], [name] if name.contains(".json")));
    // What waited still goes where it was meant to go.
    fs::rename(&away, office.dir()).unwrap();
    office.holds(1).await;
    office.handoff.change(None);
    assert_eq!(office.hears().await, None);
    office.hands_on(sample());
    office.hears_nothing_for(WAITS).await;
    assert_eq!((files(&other).len(), files(&office.dir()).len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_idle_kiosk_removes_what_is_too_old_within_the_hour() {
    let office = Office::open(HandOffFormat::OqsXml, FileEncoding::Utf8).await;
    office.hands_on(sample());
    office.holds(1).await;
    let file = office.dir().join(&files(&office.dir())[0]);
    ages(&file, Duration::from_secs(8 * 86_400));
    tokio::time::sleep(LOOK + Duration::from_secs(1)).await;
    office.holds(0).await;
}

#[test]
fn nothing_that_is_held_can_be_printed() {
    let handoff = Desk::new(|_| {});
    assert!(format!("{handoff:?}").starts_with("HandOff"));
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path(), HandOffFormat::OqsXml, FileEncoding::Utf8);
    let sheet = crate::handoff::sheet::Sheet::of(
        sample(),
        crate::handoff::sheet::Mark::Confirmed,
        &settings,
        SystemTime::now(),
    );
    assert_eq!(format!("{:?}", sheet.unwrap()), "Sheet(..)");
}
