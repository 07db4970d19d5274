//! The watcher: one task that reports every new result once, and whether the folder can be read.
//!
//! Files that are already in the folder when it is first seen, or seen again after it was gone, are not reported: their
//! visitor and their age are not known.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::future::pending;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use ring::digest::{Digest, SHA256, digest};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::alarm::{Alarm, POLL};
use super::decode::{ResultError, decode, may_be_whole};
use super::look::{Listing, Stamp, look};
use super::name::ResultFileKind;
use super::read::{REREAD_DELAY, ReadError, read};
use crate::common::{Trouble, TroubleKind};
use crate::eligibility::Found;
use crate::settings::ResultFolder;

/// A file that is not complete so long after it appeared is reported as unreadable; once complete it is still read.
pub const UNFINISHED_TIMEOUT: Duration = Duration::from_secs(10);

/// A file system that answers no call for so long is reported as gone.
const IO_TIMEOUT: Duration = Duration::from_secs(10);

/// What the watcher tells the event loop.
#[derive(Debug)]
pub enum FolderEvent {
    /// A result came, or a file that should be one.
    Found(Result<Found, Trouble>),
    /// The folder cannot be read any more, or can again.
    Folder(Option<Trouble>),
}

/// Watches the folder on the current runtime for as long as that lives.
pub fn watch(folder: &ResultFolder, send: impl Fn(FolderEvent) + Send + 'static) {
    let watcher = FolderWatcher {
        folder: Arc::new(folder.clone()),
        send: Box::new(send),
        gone: false,
        known: HashMap::new(),
        pending: Vec::new(),
    };
    tokio::spawn(watcher.run());
}

struct FolderWatcher {
    folder: Arc<ResultFolder>,
    send: Box<dyn Fn(FolderEvent) + Send>,
    gone: bool,
    /// Every result file in the folder.
    known: HashMap<OsString, KnownFile>,
    /// Files that are being read, in the order in which they appeared.
    pending: Vec<UnreadFile>,
}

struct KnownFile {
    stamp: Stamp,
    /// Digest of the content that was reported last: the same content is not reported twice.
    reported: Option<Digest>,
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
            match self.look().await {
                Ok(listing) => self.stay(&listing).await,
                Err(error) => {
                    self.lost(&error);
                    sleep(POLL).await;
                }
            }
        }
    }

    /// Watches this one folder, until it is not there any more or another one is in its place.
    async fn stay(&mut self, seen: &Listing) {
        let alarm = Alarm::on(&self.folder.dir, seen.remote);
        // Looked at once more: what came before the alarm was set is seen now, what comes later rings.
        let Some(before) = self.look().await.ok().filter(|now| now.folder == seen.folder) else { return };
        let known = before.files.into_iter().map(|file| (file.name, KnownFile { stamp: file.stamp, reported: None }));
        self.known = known.collect();
        self.pending.clear();
        tracing::info!(remote = seen.remote, files = self.known.len(), "the folder of results is watched");
        self.is_back();
        loop {
            let due = self.pending.iter().map(|file| file.due).min();
            tokio::select! {
                () = alarm.rings() => match self.look().await {
                    Ok(now) if now.folder == seen.folder => self.compare(now),
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
    fn compare(&mut self, listing: Listing) {
        let mut gone = std::mem::take(&mut self.known);
        for file in listing.files {
            let before = gone.remove(&file.name);
            let news = before.as_ref().is_none_or(|before| before.stamp != file.stamp);
            if news && !self.pending.iter().any(|pending| pending.name == file.name) {
                let due = Instant::now();
                let (name, kind) = (file.name.clone(), file.kind);
                self.pending.push(UnreadFile { name, kind, due, until: due + UNFINISHED_TIMEOUT, before: None });
            }
            self.known.insert(
                file.name,
                KnownFile { stamp: file.stamp, reported: before.and_then(|before| before.reported) },
            );
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

    async fn look(&mut self) -> io::Result<Listing> {
        self.run_blocking(|folder| look(&folder.dir)).await
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

    fn report(&mut self, name: &OsStr, found: Result<Found, ResultError>, content: Option<Digest>) {
        if let Some(known) = self.known.get_mut(name) {
            let same = |reported: &Digest| content.is_some_and(|content| content.as_ref() == reported.as_ref());
            if known.reported.as_ref().is_some_and(same) {
                return;
            }
            known.reported = content;
        }
        // It was still changing, and the event of its last change may have passed already: the next look takes it for a
        // new file.
        if found.as_ref().is_err_and(|error| *error == ResultError::Unfinished) {
            self.known.remove(name);
        }
        match &found {
            Ok(found) => tracing::info!(proof = ?found.proof, "a result came"),
            Err(error) => tracing::warn!(%error, "a file is no readable result"),
        }
        (self.send)(FolderEvent::Found(found.map_err(Trouble::from)));
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
