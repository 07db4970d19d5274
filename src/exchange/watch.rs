//! The watcher: one task that reports every new result once, and whether the folder can be read.
//!
//! Files that are already in the folder when it is first seen, or seen again after it was gone, are not reported: their
//! visitor is not known. Those that changed last are read then, so that they are recognised after a touch, under
//! another name, or from a backup; all others are refused by the dates in them.

use std::ffi::{OsStr, OsString};
use std::future::pending;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use std::{fs, io};

use ring::digest::{Digest, SHA256, digest};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep_until, timeout};

use super::alarm::{Alarm, POLL};
use super::current::judge;
use super::decode::{ResultError, decode, may_be_whole};
use super::known::{Known, Newest};
use super::look::{FolderState, Listing, Quiet, look, look_unless};
use super::name::ResultFileKind;
use super::read::{REREAD_DELAY, ReadError, read};
use super::seen::{Seen, identity};
use crate::common::{Proof, Trouble, TroubleKind, in_japan};
use crate::eligibility::{FacilityCode, Found};
use crate::settings::ResultFolder;

/// A file that is not complete so long after it appeared is reported as unreadable; once complete it is still read.
pub const UNFINISHED_TIMEOUT: Duration = Duration::from_secs(10);

/// A file system that answers no call for so long is reported as gone.
const IO_TIMEOUT: Duration = Duration::from_secs(10);

/// Most files that are read at the start, those that changed last: ten days of a busy desk, in seconds also over a slow
/// share.
const OLD_FILES: usize = 1000;

/// Most bytes that are read at the start.
const OLD_BYTES: usize = 32 << 20;

/// So many files at a time, so that a share that is only slow answers within [`IO_TIMEOUT`].
const OLD_BATCH: usize = 16;

/// Whose results count, and by which clock.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The facility's own code.
    pub facility: FacilityCode,
    /// This machine's clock.
    pub clock: fn() -> SystemTime,
}

/// What the watcher tells the event loop.
#[derive(Debug)]
pub enum FolderEvent {
    /// A result came, or a file that should be one.
    Found(Result<Found, Trouble>),
    /// The folder cannot be read any more, or can again.
    Folder(Option<Trouble>),
}

/// Watches the folder on the current runtime for as long as that lives.
pub fn watch(folder: &ResultFolder, facility: &FacilityCode, send: impl Fn(FolderEvent) + Send + 'static) {
    watch_for(Desk { facility: facility.clone(), clock: SystemTime::now }, folder, send);
}

/// As [`watch`], for this desk.
pub fn watch_for(desk: Desk, folder: &ResultFolder, send: impl Fn(FolderEvent) + Send + 'static) {
    let watcher = FolderWatcher {
        folder: Arc::new(folder.clone()),
        send: Box::new(send),
        gone: false,
        began: (desk.clock)(),
        desk,
        seen: Seen::default(),
        known: Known::default(),
        pending: Vec::new(),
        quiet: Quiet::default(),
    };
    tokio::spawn(watcher.run());
}

struct FolderWatcher {
    folder: Arc<ResultFolder>,
    send: Box<dyn Fn(FolderEvent) + Send>,
    gone: bool,
    desk: Desk,
    /// When the folder was seen first, or again.
    began: SystemTime,
    /// Everything that was told, and what lay there at the start.
    seen: Seen,
    /// Every result file in the folder.
    known: Known,
    /// Files that are being read, in the order in which they appeared.
    pending: Vec<UnreadFile>,
    /// What spares listings of a share.
    quiet: Quiet,
}

struct UnreadFile {
    name: OsString,
    kind: ResultFileKind,
    /// When it is read next.
    due: Instant,
    /// When the watcher gives up on it.
    until: Instant,
    /// What the last read found.
    before: Option<Digest>,
}

/// What one read of a file comes to.
enum ReadOutcome {
    /// It may still be growing; with the digest of what was read.
    Unfinished(Option<Digest>),
    /// The result, or why it is none; with the digest of the content.
    Finished(Box<Result<Found, ResultError>>, Option<Digest>),
    /// Another program has fetched it.
    Gone,
}

impl FolderWatcher {
    async fn run(mut self) {
        loop {
            // Whatever happens to the folder, it is not begun with again in a loop.
            let next = Instant::now() + POLL;
            match self.run_blocking(|folder| look(&folder.dir, |_| ())).await {
                Ok(folder) => self.stay(folder).await,
                Err(error) => self.lost(&error),
            }
            sleep_until(next).await;
        }
    }

    /// Watches this one folder, until it is not there any more or another one is in its place.
    async fn stay(&mut self, seen: Listing) {
        let alarm = Alarm::on(&self.folder.dir, seen.remote);
        // Looked at once more: what came before the alarm was set is seen now, what comes later rings.
        let Ok((folder, known, newest)) = self.run_blocking(|folder| begin(&folder.dir)).await else { return };
        if folder.state.folder != seen.state.folder {
            return;
        }
        self.began = (self.desk.clock)();
        self.pending.clear();
        self.quiet = Quiet::default();
        self.known = known;
        self.remember(newest).await;
        tracing::info!(remote = seen.remote, files = self.known.len(), "the folder of results is watched");
        self.is_back();
        loop {
            let due = self.pending.iter().map(|file| file.due).min();
            tokio::select! {
                () = alarm.rings() => match self.look_for_news(seen.remote).await {
                    Ok(None) => {}
                    Ok(Some((now, news))) if now.state.folder == seen.state.folder => self.begin_reading(news),
                    _ => return,
                },
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => self.read_due().await,
            }
            // The file system has answered, but late.
            if self.gone {
                return;
            }
        }
    }

    /// What is new since the last look is to be read.
    fn begin_reading(&mut self, news: Vec<NewFile>) {
        for NewFile { name, kind, .. } in news {
            if !self.pending.iter().any(|pending| pending.name == name) {
                let due = Instant::now();
                self.pending.push(UnreadFile { name, kind, due, until: due + UNFINISHED_TIMEOUT, before: None });
            }
        }
    }

    /// Reads every file that is due once more.
    async fn read_due(&mut self) {
        for mut file in std::mem::take(&mut self.pending) {
            if file.due > Instant::now() {
                self.pending.push(file);
                continue;
            }
            match self.read(&file).await {
                ReadOutcome::Unfinished(before) => {
                    file.before = before;
                    file.due = Instant::now() + REREAD_DELAY;
                    self.pending.push(file);
                }
                ReadOutcome::Finished(found, content) => self.report(&file.name, *found, content),
                ReadOutcome::Gone => {}
            }
        }
    }

    async fn read(&mut self, file: &UnreadFile) -> ReadOutcome {
        let (name, kind, before) = (file.name.clone(), file.kind, file.before);
        let wait = Instant::now() < file.until;
        self.run_blocking(move |folder| read_once(folder, &name, kind, before, wait)).await
    }

    /// Looks once more; `None` where nothing has come or gone.
    async fn look_for_news(&mut self, remote: bool) -> io::Result<Option<(Listing, Vec<NewFile>)>> {
        let unless = if remote { self.quiet.unless() } else { None };
        let mut known = std::mem::take(&mut self.known);
        let (known, seen) = self
            .run_blocking(move |folder| {
                let seen = compare(&folder.dir, unless, &mut known);
                (known, seen)
            })
            .await;
        self.known = known;
        if let Ok(Some((listing, _))) = &seen {
            self.quiet.listed(listing);
        }
        seen
    }

    /// Runs a job that may block on a thread of its own. A job that takes too long is awaited and not started again,
    /// because a dead share would collect threads; meanwhile the folder is reported as gone.
    async fn run_blocking<T: Send + 'static>(&mut self, job: impl FnOnce(&ResultFolder) -> T + Send + 'static) -> T {
        let folder = Arc::clone(&self.folder);
        let mut working = spawn_blocking(move || job(&folder));
        let in_time = timeout(IO_TIMEOUT, &mut working).await;
        let done = if let Ok(done) = in_time {
            done
        } else {
            self.lost(&io::ErrorKind::TimedOut.into());
            working.await
        };
        match done {
            Ok(done) => done,
            // The runtime shuts down.
            Err(_) => pending().await,
        }
    }

    /// Tells what was read, unless it was told already or is older than the watch.
    fn report(&mut self, name: &OsStr, found: Result<Found, ResultError>, content: Option<Digest>) {
        // It was still changing, and the event of its last change may have passed already: the next look takes it for a
        // new file.
        if found.as_ref().is_err_and(|error| *error == ResultError::Unfinished) {
            self.known.forget(name);
            self.quiet = Quiet::default();
        } else if content.is_some_and(|content| !self.seen.insert(&content)) {
            return;
        }
        if let Ok(found) = &found
            && (self.is_told(found) || self.is_older_than_the_watch(name, found))
        {
            tracing::info!("a result that is no news lies in the folder");
            return;
        }
        let found = found.and_then(|found| {
            judge(&found, &self.desk.facility, self.folder.max_age, (self.desk.clock)())?;
            Ok(found)
        });
        match &found {
            Ok(found) => tracing::info!(proof = ?found.proof, "a result came"),
            Err(error) => tracing::warn!(%error, "a file is no result that can be shown"),
        }
        (self.send)(FolderEvent::Found(found.map_err(Trouble::from)));
    }

    /// Whether this result was told from another file.
    fn is_told(&mut self, found: &Found) -> bool {
        found.proof == Proof::Folder && identity(&found.message).is_some_and(|identity| !self.seen.insert(&identity))
    }

    /// Whether a file that lay there at the start has changed and still holds a result from before it.
    fn is_older_than_the_watch(&self, name: &OsStr, found: &Found) -> bool {
        let made = found.message.message_header.executed_at();
        found.proof == Proof::Folder && self.known.is_old(name) && made.is_none_or(|made| made < in_japan(self.began))
    }

    /// Remembers what these files of the folder hold, as far as it is not too much.
    async fn remember(&mut self, newest: Vec<OsString>) {
        let newest: Vec<_> =
            newest.into_iter().filter_map(|name| Some((ResultFileKind::from_name(&name)?, name))).collect();
        let mut left = OLD_BYTES;
        for batch in newest.chunks(OLD_BATCH) {
            let batch = batch.to_vec();
            let read = self.run_blocking(move |folder| digests(folder, &batch)).await;
            for digest in &read.digests {
                self.seen.insert(digest);
            }
            left = left.saturating_sub(read.bytes);
            if left == 0 {
                return;
            }
        }
    }

    fn lost(&mut self, error: &io::Error) {
        if !std::mem::replace(&mut self.gone, true) {
            tracing::warn!(%error, "the folder of results cannot be read");
            (self.send)(FolderEvent::Folder(Some(TroubleKind::FolderGone.into())));
        }
    }

    fn is_back(&mut self) {
        if std::mem::replace(&mut self.gone, false) {
            tracing::info!("the folder of results can be read again");
            (self.send)(FolderEvent::Folder(None));
        }
    }
}

/// A file that is new, or was changed.
struct NewFile {
    /// Seconds and nanoseconds.
    changed: (i64, u64),
    name: OsString,
    kind: ResultFileKind,
}

/// The first look at a folder: everything in it is old, and what changed last is to be read.
fn begin(dir: &Path) -> io::Result<(Listing, Known, Vec<OsString>)> {
    let (mut known, mut newest) = (Known::default(), Newest::new(OLD_FILES));
    let folder = look(dir, |file| {
        known.meets(&file);
        newest.meets(&file);
    })?;
    known.all_are_old();
    Ok((folder, known, newest.names()))
}

/// A later look, unless the folder is in this state: what is new, in the order in which it was written.
fn compare(dir: &Path, unless: Option<FolderState>, known: &mut Known) -> io::Result<Option<(Listing, Vec<NewFile>)>> {
    let mut news = Vec::new();
    known.begin();
    let Some(listing) = look_unless(dir, unless, |file| {
        if known.meets(&file) {
            news.push(NewFile { changed: file.stamp.changed, name: file.name.to_owned(), kind: file.kind });
        }
    })?
    else {
        return Ok(None);
    };
    known.end();
    // A file system's clock may not tell apart what is written within some milliseconds. Terminals name files by time.
    news.sort_unstable_by(|one, other| (one.changed, &one.name).cmp(&(other.changed, &other.name)));
    Ok(Some((listing, news)))
}

/// What is remembered of some files.
struct OldFiles {
    digests: Vec<Digest>,
    bytes: usize,
}

fn digests(folder: &ResultFolder, files: &[(ResultFileKind, OsString)]) -> OldFiles {
    let mut old = OldFiles { digests: Vec::new(), bytes: 0 };
    for (kind, name) in files {
        let Ok(bytes) = read(&folder.dir, name) else { continue };
        old.bytes += bytes.len();
        old.digests.push(digest(&SHA256, &bytes));
        if *kind == ResultFileKind::Result {
            let found = decode(*kind, &bytes, folder.encoding);
            old.digests.extend(found.ok().and_then(|found| identity(&found.message)));
        }
    }
    old
}

fn read_once(
    folder: &ResultFolder,
    name: &OsStr,
    kind: ResultFileKind,
    before: Option<Digest>,
    wait: bool,
) -> ReadOutcome {
    let bytes = match read(&folder.dir, name) {
        Ok(bytes) => bytes,
        Err(ReadError::Gone) => return ReadOutcome::Gone,
        Err(ReadError::Refused(_)) if wait => return ReadOutcome::Unfinished(None),
        // It is told once, when it has stopped growing.
        Err(ReadError::TooLarge) if wait => {
            let size = fs::symlink_metadata(folder.dir.join(name)).map_or(0, |file| file.len());
            let size = digest(&SHA256, &size.to_le_bytes());
            if before.is_none_or(|before| before.as_ref() != size.as_ref()) {
                return ReadOutcome::Unfinished(Some(size));
            }
            return ReadOutcome::Finished(Box::new(Err(ReadError::TooLarge.into())), None);
        }
        Err(error) => return ReadOutcome::Finished(Box::new(Err(error.into())), None),
    };
    let content = digest(&SHA256, &bytes);
    let settled = before.is_some_and(|before| before.as_ref() == content.as_ref());
    match (settled, may_be_whole(kind, &bytes)) {
        (true, true) => {}
        _ if wait => return ReadOutcome::Unfinished(Some(content)),
        (false, _) => return ReadOutcome::Finished(Box::new(Err(ResultError::Unfinished)), Some(content)),
        (true, false) => {}
    }
    ReadOutcome::Finished(Box::new(decode(kind, &bytes, folder.encoding)), Some(content))
}
