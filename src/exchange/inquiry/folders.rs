//! What is done in the terminal's two folders, one operation each: only ever to files of one request.
//!
//! Every call may block for as long as the file system does; a share that has died may do so for minutes.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, open, openat, statat, unlinkat};
use rustix::io::Errno;

use super::error::InquiryError;
use super::name::{AnswerFile, RequestName};
use crate::common::ProvisionalName;
use crate::exchange::decode::may_be_whole;
use crate::exchange::name::ResultFileKind;
use crate::exchange::read::{ReadError, read};
use crate::settings::RequestWriting;

/// A file that another program holds open cannot be renamed or removed over SMB: so often and at this distance it is
/// tried again.
const TRIES: u32 = 5;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// Access for the terminal's application where the folders are local; over SMB the server decides.
const MODE: u32 = 0o660;

/// Called before each operation, with its name. Tests look at the folders then: what they see is what a power cut at
/// this moment would leave.
#[derive(Clone, Default)]
pub struct Steps(pub Option<Arc<dyn Fn(&'static str) + Send + Sync>>);

impl Steps {
    /// This operation is next.
    pub fn at(&self, step: &'static str) {
        if let Some(look) = &self.0 {
            look(step);
        }
    }
}

/// The folders of one request.
pub struct Folders {
    /// Where requests are written.
    pub requests: PathBuf,
    /// Where answers come.
    pub answers: PathBuf,
    /// See [`Steps`].
    pub steps: Steps,
}

/// What became of writing a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Put {
    /// It lies there, whole.
    Done,
    /// Another file has this name.
    NameTaken,
}

/// What became of withdrawing a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It lay there, and does not any more.
    Removed,
    /// It does not lie there: it was taken, or never written.
    NotThere,
}

impl Folders {
    /// Whether both folders are there. A folder that is missing is not mounted; it is never made.
    pub fn are_there(&self) -> Result<(), InquiryError> {
        for folder in [&self.requests, &self.answers] {
            self.steps.at("look for folder");
            opened(folder).map_err(|error| refusal(folder, error))?;
        }
        Ok(())
    }

    /// Whether no file of this name lies in either folder, whatever its ending.
    pub fn is_free(&self, name: &RequestName) -> Result<bool, InquiryError> {
        let own = [name.request(), name.provisional()].map(|name| (&self.requests, name));
        let theirs = AnswerFile::ALL.map(|file| (&self.answers, name.answer(file)));
        for (folder, name) in own.into_iter().chain(theirs) {
            match opened(folder).and_then(|fd| statat(fd, name.as_str(), AtFlags::SYMLINK_NOFOLLOW)) {
                Ok(_) => return Ok(false),
                // The folder itself is missing only where it was there a moment ago.
                Err(Errno::NOENT) => {}
                Err(error) => return Err(refusal(folder, error)),
            }
        }
        Ok(true)
    }

    /// Writes a request. Where this fails, a part of it may be left: see [`clear`](Self::clear).
    pub fn put(&self, name: &RequestName, bytes: &[u8], writing: RequestWriting) -> Result<Put, InquiryError> {
        self.put_telling(name, bytes, writing, &mut false)
    }

    /// The same; where it fails, `may_lie_there` tells whether a request of this name may lie there all the same.
    pub fn put_telling(
        &self,
        name: &RequestName,
        bytes: &[u8],
        writing: RequestWriting,
        may_lie_there: &mut bool,
    ) -> Result<Put, InquiryError> {
        self.put_file(name, bytes, writing, may_lie_there).or_else(|error| match error {
            Errno::EXIST => Ok(Put::NameTaken),
            error => Err(refusal(&self.requests, error)),
        })
    }

    fn put_file(
        &self,
        name: &RequestName,
        bytes: &[u8],
        writing: RequestWriting,
        may_lie_there: &mut bool,
    ) -> Result<Put, Errno> {
        let folder = opened(&self.requests)?;
        self.steps.at("create");
        match writing {
            RequestWriting::Rename => {
                let (mut provisional, file) = ProvisionalName::create(folder.as_fd(), name.provisional(), MODE)?;
                self.fill(file, bytes)?;
                let request = name.request();
                *may_lie_there = true;
                again(|| {
                    self.steps.at("rename");
                    provisional.take_free(Path::new(&request))
                })?;
            }
            RequestWriting::Direct => {
                let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
                let file = openat(&folder, name.request(), flags, Mode::from_raw_mode(MODE))?;
                *may_lie_there = true;
                self.fill(File::from(file), bytes)?;
            }
        }
        Ok(Put::Done)
    }

    /// Synced before it has its name: a line that is cut leaves no empty request.
    fn fill(&self, mut file: File, bytes: &[u8]) -> Result<(), Errno> {
        let errno = |error: io::Error| Errno::from_io_error(&error).unwrap_or(Errno::IO);
        self.steps.at("write");
        file.write_all(bytes).map_err(errno)?;
        self.steps.at("sync");
        file.sync_all().map_err(errno)
    }

    /// Whether a file of the request's name lies there.
    pub fn lies_there(&self, name: &RequestName) -> bool {
        let state = opened(&self.requests).and_then(|fd| statat(fd, name.request(), AtFlags::SYMLINK_NOFOLLOW));
        state.is_ok()
    }

    /// Takes a request back, if it is the one with this identifier and lies there.
    pub fn withdraw(&self, name: &RequestName, identifier: &str) -> Result<Withdrawal, Errno> {
        self.take_back(name, |request| bears(request, identifier))
    }

    fn take_back(&self, name: &RequestName, is_own: impl Fn(&[u8]) -> bool) -> Result<Withdrawal, Errno> {
        let request = name.request();
        again(|| match read(&self.requests, OsStr::new(&request)) {
            Ok(bytes) if !is_own(&bytes) => Ok(Withdrawal::NotThere),
            Err(ReadError::Gone | ReadError::NotAFile | ReadError::TooLarge) => Ok(Withdrawal::NotThere),
            Err(ReadError::Refused(error)) => Err(error),
            Ok(_) => {
                self.steps.at("withdraw");
                match unlinkat(opened(&self.requests)?, request.as_str(), AtFlags::empty()) {
                    Ok(()) => Ok(Withdrawal::Removed),
                    Err(Errno::NOENT) => Ok(Withdrawal::NotThere),
                    Err(error) => Err(error),
                }
            }
        })
    }

    /// Removes what writing may have left, and takes the request back. A part of a request under this kiosk's own
    /// number is its own, although the identifier may be missing in it: see [`RequestWriting::Direct`].
    pub fn clear(&self, name: &RequestName, identifier: &str) -> Result<Withdrawal, Errno> {
        self.steps.at("clear");
        // Of a folder that is out of sight it is not known what lies there.
        match unlinkat(opened(&self.requests)?, name.provisional(), AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => self.take_back(name, |request| {
                bears(request, identifier) || !may_be_whole(ResultFileKind::Result, request)
            }),
            Err(error) => Err(error),
        }
    }

    /// Removes an own file from the folder of answers.
    pub fn remove_answer(&self, name: &OsStr) -> Result<(), Errno> {
        again(|| {
            self.steps.at("remove answer");
            match opened(&self.answers).and_then(|fd| unlinkat(fd, name, AtFlags::empty())) {
                Ok(()) | Err(Errno::NOENT) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    /// What lies in the folder of answers for this request, under whatever case. One listing; no file is opened.
    pub fn list(&self, name: &RequestName) -> Result<Vec<(AnswerFile, OsString)>, Errno> {
        self.steps.at("list");
        let folder = opened(&self.answers)?;
        let mut found = Vec::new();
        for entry in Dir::read_from(&folder)? {
            let entry = entry?;
            let file = OsStr::from_bytes(entry.file_name().to_bytes());
            if let Some(kind) = name.recognise(file) {
                found.push((kind, file.to_owned()));
            }
        }
        Ok(found)
    }
}

/// Whether these bytes are of the request with this identifier: it is of ASCII, which each encoding of the format has.
pub fn bears(bytes: &[u8], identifier: &str) -> bool {
    !identifier.is_empty() && bytes.windows(identifier.len()).any(|window| window == identifier.as_bytes())
}

/// What a system's error means for the inquiry.
pub fn refusal(folder: &Path, error: Errno) -> InquiryError {
    match error {
        Errno::NOENT | Errno::NOTDIR => InquiryError::FolderMissing(folder.to_owned()),
        why => InquiryError::FolderRefuses { folder: folder.to_owned(), why },
    }
}

fn opened(folder: &Path) -> Result<OwnedFd, Errno> {
    open(folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

/// Tries again while another program holds the file.
fn again<T>(mut operation: impl FnMut() -> Result<T, Errno>) -> Result<T, Errno> {
    for _ in 1..TRIES {
        match operation() {
            Err(Errno::BUSY | Errno::TXTBSY) => sleep(BETWEEN_TRIES),
            done => return done,
        }
    }
    operation()
}
