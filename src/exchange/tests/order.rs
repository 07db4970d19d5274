//! Results that come at once.

use std::fs;
use std::time::{Duration, SystemTime};

use super::{Watched, of};

#[tokio::test(start_paused = true)]
async fn several_that_come_at_once_are_told_in_the_order_in_which_they_were_written() {
    let mut folder = Watched::with(&[]).await;
    let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    for (n, name) in (0_u32..).zip(["試験　一", "試験　二", "試験　三"]) {
        let file = format!("OQSsiquc01res_face_{}.xml", 9 - n);
        folder.drops(&file, &of(name));
        // Set, because the file system's clock may not tell apart what is written within some milliseconds.
        let file = fs::File::options().append(true).open(folder.dir().join(file)).unwrap();
        file.set_modified(noon + Duration::from_millis(n.into())).unwrap();
    }
    for name in ["試験　一", "試験　二", "試験　三"] {
        assert_eq!(folder.shows().await, name);
    }
}

#[tokio::test(start_paused = true)]
async fn of_the_same_moment_their_names_decide_whose_turn_it_is_and_not_their_lengths() {
    let mut folder = Watched::with(&[]).await;
    for (file, name) in [("2", "試験　一"), ("1", "試験　花子の長い名前")] {
        let file = format!("OQSsiquc01res_face_{file}.xml");
        folder.drops(&file, &of(name));
        let file = fs::File::options().append(true).open(folder.dir().join(file)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)).unwrap();
    }
    for name in ["試験　花子の長い名前", "試験　一"] {
        assert_eq!(folder.shows().await, name);
    }
}
