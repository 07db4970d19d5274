//! One safe read of one file: regular, of a bounded size, never through a link, never waiting for a writer.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{FileType, Mode, OFlags, fstat, open, openat};
use rustix::io::Errno;
use zeroize::Zeroizing;

/// A file is complete when two reads with this delay between them are equal.
pub const REREAD_DELAY: Duration = Duration::from_millis(300);

/// Most bytes of a file: 4 MiB. Results are far smaller.
pub const MAX_SIZE: u64 = 4 << 20;

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is not there any more: another program has fetched it, which is no fault.
    #[error("the file is gone")]
    Gone,
    /// A link, a pipe, a folder, a device.
    #[error("this is no regular file")]
    NotAFile,
    /// Larger than [`MAX_SIZE`], or than a file of its kind may be.
    #[error("the file is larger than any result")]
    TooLarge,
    /// The system refuses. A Windows writer that holds its file locked looks like this.
    #[error("the file cannot be read ({0})")]
    Refused(Errno),
}

impl From<Errno> for ReadError {
    fn from(error: Errno) -> Self {
        match error {
            Errno::NOENT => Self::Gone,
            // What O_NOFOLLOW says of a link, and open(2) of a socket.
            Errno::LOOP | Errno::NXIO => Self::NotAFile,
            error => Self::Refused(error),
        }
    }
}

/// Reads the whole file, as it is at this moment.
pub fn read(dir: &Path, name: &OsStr) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    read_at_most(MAX_SIZE, dir, name)
}

/// The same of a file that may have so many bytes.
pub fn read_at_most(most: u64, dir: &Path, name: &OsStr) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let folder = open(dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    // Without NONBLOCK the open would block on a pipe until a process opens its other end.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = openat(folder, name, flags, Mode::empty())?;
    let state = fstat(&file)?;
    if FileType::from_raw_mode(state.st_mode) != FileType::RegularFile {
        return Err(ReadError::NotAFile);
    }
    let size = u64::try_from(state.st_size).unwrap_or(0);
    if size > most {
        return Err(ReadError::TooLarge);
    }
    // The file may grow while it is read.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1));
    let length = File::from(file).take(most + 1).read_to_end(&mut bytes);
    match length.map(|length| length as u64) {
        Ok(length) if length > most => Err(ReadError::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Errno::from_io_error(&error).unwrap_or(Errno::IO).into()),
    }
}
