//! The watcher: one task that reports every result that comes, once, and whether the folder is there.
//!
//! What lies in the folder when it is first seen, or seen again after it was away, is old news and stays untold: nobody
//! knows whose it is and since when it lies there.

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
use super::name::Kind;
use super::read::{APART, ReadError, read};
use crate::common::trouble::{Trouble, TroubleKind};
use crate::eligibility::Found;
use crate::settings::ResultFolder;

/// A file that is not finished so long after it appeared is told as unreadable; once finished it is read all the same.
pub const GIVE_UP: Duration = Duration::from_secs(10);

/// A file system that answers no look and no read for so long is as good as gone.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

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
    let watcher = Watcher {
        folder: Arc::new(folder.clone()),
        send: Box::new(send),
        gone: false,
        known: HashMap::new(),
        pending: Vec::new(),
    };
    tokio::spawn(watcher.run());
}

struct Watcher {
    folder: Arc<ResultFolder>,
    send: Box<dyn Fn(FolderEvent) + Send>,
    gone: bool,
    /// Every file of ours in the folder.
    known: HashMap<OsString, Known>,
    /// Files that are being read, in the order in which they appeared.
    pending: Vec<Pending>,
}

struct Known {
    stamp: Stamp,
    /// What was told of it last: the same once more is no news.
    told: Option<Digest>,
}

struct Pending {
    name: OsString,
    kind: Kind,
    /// When it is read next.
    due: Instant,
    /// When nobody waits for it any longer.
    until: Instant,
    /// What the last read found.
    before: Option<Digest>,
}

/// What one read of a file comes to.
enum Outcome {
    /// Nobody can say yet.
    Later(Option<Digest>),
    /// This is it.
    Is(Box<Result<Found, ResultError>>, Option<Digest>),
    /// Somebody has fetched it.
    Gone,
}

impl Watcher {
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
        let known = before.files.into_iter().map(|file| (file.name, Known { stamp: file.stamp, told: None }));
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
            // It has answered after all, but late.
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
                self.pending.push(Pending { name, kind, due, until: due + GIVE_UP, before: None });
            }
            self.known.insert(file.name, Known { stamp: file.stamp, told: before.and_then(|before| before.told) });
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
                Outcome::Later(before) => {
                    file.before = before;
                    file.due = Instant::now() + APART;
                    self.pending.push(file);
                }
                Outcome::Is(found, content) => self.tell(&file.name, *found, content),
                Outcome::Gone => {}
            }
        }
    }

    async fn read(&mut self, file: &Pending) -> Outcome {
        let (name, kind, before) = (file.name.clone(), file.kind, file.before);
        let wait = Instant::now() < file.until;
        self.aside(move |folder| read_once(folder, &name, kind, before, wait)).await
    }

    async fn look(&mut self) -> io::Result<Listing> {
        self.aside(|folder| look(&folder.dir)).await
    }

    /// Does what may block, off the event loop. What takes too long is waited for and not begun again, or a dead share
    /// would collect threads; meanwhile the folder is told to be gone.
    async fn aside<T: Send + 'static>(&mut self, job: impl FnOnce(&ResultFolder) -> T + Send + 'static) -> T {
        let folder = Arc::clone(&self.folder);
        let mut working = spawn_blocking(move || job(&folder));
        let in_time = timeout(ANSWERS_WITHIN, &mut working).await;
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

    fn tell(&mut self, name: &OsStr, found: Result<Found, ResultError>, content: Option<Digest>) {
        if let Some(known) = self.known.get_mut(name) {
            let same = |told: &Digest| content.is_some_and(|content| content.as_ref() == told.as_ref());
            if known.told.as_ref().is_some_and(same) {
                return;
            }
            known.told = content;
        }
        // It was changing just now, and that it has come to rest may have rung already: at the next look it is as good
        // as new.
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

fn read_once(folder: &ResultFolder, name: &OsStr, kind: Kind, before: Option<Digest>, wait: bool) -> Outcome {
    let bytes = match read(&folder.dir, name) {
        Ok(bytes) => bytes,
        Err(ReadError::Gone) => return Outcome::Gone,
        Err(ReadError::Refused(_)) if wait => return Outcome::Later(None),
        Err(error) => return Outcome::Is(Box::new(Err(error.into())), None),
    };
    let content = digest(&SHA256, &bytes);
    let settled = before.is_some_and(|before| before.as_ref() == content.as_ref());
    match (settled, may_be_whole(kind, &bytes)) {
        (true, true) => {}
        _ if wait => return Outcome::Later(Some(content)),
        (false, _) => return Outcome::Is(Box::new(Err(ResultError::Unfinished)), Some(content)),
        (true, false) => {}
    }
    Outcome::Is(Box::new(decode(kind, &bytes, folder.encoding)), Some(content))
}
