//! A folder that is replaced again and again.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

/// How often watching has begun, and the two folders that take each other's place.
static BEGUN: AtomicU32 = AtomicU32::new(0);
static FOLDERS: OnceLock<[PathBuf; 2]> = OnceLock::new();

/// Asked for whenever watching begins; at that moment another folder takes the place of the first one.
fn replaces_the_folder() -> SystemTime {
    BEGUN.fetch_add(1, Ordering::Relaxed);
    if let Some([one, other]) = FOLDERS.get() {
        rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).unwrap();
    }
    SystemTime::now()
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_is_replaced_all_the_time_is_begun_with_at_most_every_two_seconds() {
    let home = tempfile::tempdir().unwrap();
    let folders = ["face", "other"].map(|name| home.path().join(name));
    for folder in &folders {
        fs::create_dir(folder).unwrap();
    }
    let folder =
        ResultFolder { dir: folders[0].clone(), encoding: ResultEncoding::Auto, max_age: Duration::from_secs(300) };
    FOLDERS.set(folders).unwrap();
    watch_for(Desk { clock: replaces_the_folder, ..desk() }, &folder, |event| panic!("{event:?}"));
    tokio::time::sleep(Duration::from_secs(60)).await;
    let begun = BEGUN.load(Ordering::Relaxed);
    assert!((10..=32).contains(&begun), "{begun} times in a minute");
}
