//! What wakes the watcher: the kernel (inotify(7)) where it can tell, the clock where only another machine knows.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
use tokio::io::unix::AsyncFd;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::common::Pace;

/// How often a share is looked at: this kernel does not report the writes of other machines.
pub const POLL: Duration = Duration::from_secs(2);

/// Longest time without a look where the kernel watches: it does not report a file system mounted over the folder.
const MAX_KERNEL_WAIT: Duration = Duration::from_secs(60);

/// A file came or was finished, or something happened to the folder itself.
const NEWS: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR);

/// Looks that may follow each other at once, and how long each further one takes at least: a program may write into the
/// folder without a pause.
const LOOKS: (u32, Duration) = (20, Duration::from_millis(100));

/// Wakes the watcher when something may have changed.
#[derive(Debug)]
pub struct Alarm {
    source: Source,
    /// How often it may ring, and when it may again.
    pace: Mutex<(Pace, Instant)>,
}

/// Where the news comes from.
#[derive(Debug)]
enum Source {
    /// The kernel reports changes (inotify).
    Kernel(AsyncFd<OwnedFd>),
    /// No report: the watcher polls.
    Clock,
}

impl Alarm {
    /// An alarm for this folder. Where the kernel has no watch left to give, the clock has to do.
    pub fn on(dir: &Path, remote: bool) -> Self {
        let source = match (!remote).then(|| inotify(dir)) {
            None => Source::Clock,
            Some(Ok(fd)) => Source::Kernel(fd),
            Some(Err(error)) => {
                tracing::warn!(%error, "the kernel does not watch the folder of results; it is looked at every 2 s");
                Source::Clock
            }
        };
        Self { source, pace: Mutex::new((Pace::new(LOOKS.0, LOOKS.1), Instant::now())) }
    }

    /// Ready when it is worth looking. What exactly happened, only a look tells reliably.
    pub async fn rings(&self) {
        // News waits meanwhile with the kernel: nothing is lost if this is awaited again from its beginning.
        let again = self.pace().1;
        sleep_until(again).await;
        match &self.source {
            Source::Clock => sleep(POLL).await,
            // Not ready for a minute is reason enough as well.
            Source::Kernel(fd) => drop(timeout(MAX_KERNEL_WAIT, drained(fd)).await),
        }
        let mut guard = self.pace();
        let (pace, again) = &mut *guard;
        let now = Instant::now();
        *again = now + pace.turn(now.into_std());
    }

    fn pace(&self) -> MutexGuard<'_, (Pace, Instant)> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(deprecated, reason = "AsyncFd owns the OwnedFd, so no other code can close it; the replacement is unsafe")]
fn inotify(dir: &Path) -> io::Result<AsyncFd<OwnedFd>> {
    let fd = init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
    add_watch(&fd, dir, NEWS)?;
    AsyncFd::new(fd)
}

/// Waits for news, and throws away all there is of it. A queue that can no longer be read counts as news.
async fn drained(fd: &AsyncFd<OwnedFd>) {
    let Ok(mut ready) = fd.readable().await else { return };
    let mut news = [0; 4096];
    while rustix::io::read(fd.get_ref(), &mut news).is_ok_and(|length| length > 0) {}
    ready.clear_ready();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_share_is_looked_at_every_two_seconds_and_a_folder_of_ours_once_a_minute() {
        let dir = tempfile::tempdir().unwrap();
        for (remote, seconds) in [(true, 2), (false, 60)] {
            let (alarm, began) = (Alarm::on(dir.path(), remote), Instant::now());
            alarm.rings().await;
            assert_eq!(began.elapsed().as_secs(), seconds);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_folder_that_is_written_to_without_a_pause_is_looked_at_ten_times_a_second() {
        let dir = tempfile::tempdir().unwrap();
        let (alarm, began) = (Alarm::on(dir.path(), false), Instant::now());
        let mut looks = 0;
        while began.elapsed() < Duration::from_secs(60) {
            std::fs::write(dir.path().join(looks.to_string()), "x").unwrap();
            alarm.rings().await;
            looks += 1;
        }
        assert!((590..=625).contains(&looks), "{looks}");
    }

    #[tokio::test(start_paused = true)]
    async fn the_kernel_rings_at_once_and_once_for_what_came_together() {
        let dir = tempfile::tempdir().unwrap();
        let (alarm, began) = (Alarm::on(dir.path(), false), Instant::now());
        for name in 0..100 {
            std::fs::write(dir.path().join(name.to_string()), "x").unwrap();
        }
        alarm.rings().await;
        assert_eq!(began.elapsed().as_secs(), 0);
        alarm.rings().await;
        assert_eq!(began.elapsed().as_secs(), 60);
    }
}
