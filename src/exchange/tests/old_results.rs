//! What is no news: files that were seen, under whatever name and with whatever times; and results of another day or of
//! another facility.

use super::*;

const OTHER_NAME: &str = "OQSsiquc01res_face_1_20261122101530_done.xml";

/// A result of this person, made at another moment, on the day that the moment names.
fn made_at(name: &str, time: &str) -> Vec<u8> {
    let text = String::from_utf8(of(name)).unwrap();
    let day = format!("Date>{}<", time.get(..8).unwrap());
    text.replace("20261122101530", time).replace("Date>20261122<", &day).into_bytes()
}

impl Watched {
    fn path(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    /// As a scanner that rewrites files, or `touch`.
    fn touches(&self, name: &str) {
        let file = fs::File::options().append(true).open(self.path(name)).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(3600)).unwrap();
    }

    /// The next thing that is told is this new result, so nothing was told before it.
    async fn tells_next_only(&mut self, name: &str) {
        self.drops(&format!("OQSsiquc01res_face_{name}.xml"), &of(name));
        assert_eq!(self.shows().await, name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_from_before_the_start_stays_old_when_it_is_touched_renamed_copied_or_moved_away_and_back() {
    let mut folder = Watched::with(&[(NAME, UTF_8), ("old.txt", COPIED)]).await;
    folder.touches(NAME);
    folder.touches("old.txt");
    folder.tells_next_only("試験　一").await;
    fs::rename(folder.path(NAME), folder.path(OTHER_NAME)).unwrap();
    fs::rename(folder.path("old.txt"), folder.path("new.txt")).unwrap();
    folder.tells_next_only("試験　二").await;
    fs::copy(folder.path(OTHER_NAME), folder.path(NAME)).unwrap();
    folder.tells_next_only("試験　三").await;
    let trash = folder.home.path().join("trash");
    fs::rename(folder.path(NAME), &trash).unwrap();
    folder.tells_next_only("試験　四").await;
    fs::rename(&trash, folder.path(NAME)).unwrap();
    folder.tells_next_only("試験　五").await;
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_result_that_was_shown_is_not_shown_again_under_another_name_or_from_a_backup() {
    let mut folder = Watched::with(&[]).await;
    folder.drops(NAME, UTF_8);
    assert_eq!(folder.shows().await, "試験　花子");
    fs::rename(folder.path(NAME), folder.path(OTHER_NAME)).unwrap();
    folder.tells_next_only("試験　一").await;
    fs::remove_file(folder.path(OTHER_NAME)).unwrap();
    folder.tells_next_only("試験　二").await;
    folder.drops(NAME, UTF_8);
    folder.tells_next_only("試験　三").await;
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_result_that_another_program_wrote_again_in_its_own_way_is_the_same_result() {
    let mut folder = Watched::with(&[]).await;
    folder.drops(NAME, UTF_8);
    assert_eq!(folder.shows().await, "試験　花子");
    folder.drops("OQSsiquc01res_face_2.xml", SHIFT_JIS);
    folder.drops("OQSsiquc01res_face_3.xml", text().replace('\n', "\r\n  ").as_bytes());
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn the_same_person_who_comes_again_is_shown_again() {
    let mut folder = Watched::with(&[]).await;
    folder.drops(NAME, UTF_8);
    assert_eq!(folder.shows().await, "試験　花子");
    folder.drops(NAME, text().replace("20261122101530", "20261122101539").as_bytes());
    assert_eq!(folder.shows().await, "試験　花子");
}

#[tokio::test(start_paused = true)]
async fn a_result_of_another_day_or_hour_is_called_late_once_whatever_its_file_claims() {
    let mut folder = Watched::with(&[]).await;
    for (n, time) in
        (0..).zip(["20240115093000", "20261121101530", "20261122091530", "20261122111530", "20271122101530"])
    {
        let name = format!("OQSsiquc01res_face_{n}.xml");
        folder.drops(&name, &made_at("試験　一", time));
        assert_eq!(folder.shows().await, "K-503", "{time}");
        folder.touches(&name);
        folder.tells_next_only(&format!("試験　{n}")).await;
    }
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_copied_text_of_another_day_is_called_late() {
    let mut folder = Watched::with(&[]).await;
    folder.drops("today.txt", COPIED);
    assert!(matches!(folder.hears().await, FolderEvent::Found(Ok(_))));
    let text = std::str::from_utf8(COPIED).unwrap();
    folder.drops("another.txt", text.replace("2026-11-22", "2026-11-21").as_bytes());
    assert_eq!(folder.shows().await, "K-503");
}

#[tokio::test(start_paused = true)]
async fn a_result_of_another_facility_is_called_so() {
    let mut folder = Watched::with(&[]).await;
    folder.drops(NAME, text().replace("1319999999", "1311111115").as_bytes());
    assert_eq!(folder.shows().await, "K-504");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn an_old_file_among_very_many_is_not_shown_when_it_changes() {
    let names: Vec<String> = (0..3000).map(|n| format!("OQSsiquc01res_face_{n}.xml")).collect();
    let old: Vec<Vec<u8>> = (0..3000).map(|n| made_at(&n.to_string(), "20261122101500")).collect();
    let files: Vec<_> = names.iter().zip(&old).map(|(name, old)| (name.as_str(), old.as_slice())).collect();
    let mut folder = Watched::with(&files).await;
    for name in &names {
        folder.touches(name);
    }
    // Made by a clock that runs behind: the file itself is new.
    folder.drops("OQSsiquc01res_face_new.xml", &made_at("試験　一", "20261122101500"));
    assert_eq!(folder.shows().await, "試験　一");
    folder.hears_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_file_that_lay_there_is_shown_when_it_holds_a_result_made_since() {
    let mut folder = Watched::with(&[(NAME, UTF_8)]).await;
    folder.drops(NAME, &made_at("試験　一", "20261122101541"));
    assert_eq!(folder.shows().await, "試験　一");
}
