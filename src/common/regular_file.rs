//! Files whose contents another program chose: read only where they are files, and only up to a size.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;

/// Opens a file for reading. A pipe, which would be waited for, a device or a folder in its place is an error.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    checked(File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)?)
}

fn checked(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "is no regular file"))
    }
}

/// The same, of what is a file itself: a link to one is an error.
fn open_unlinked(path: &Path) -> io::Result<File> {
    if path.symlink_metadata()?.is_symlink() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "is a link, not the file itself"));
    }
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
    checked(File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)?)
}

/// The text of a file of at most `max` bytes that is reached by no link at its end.
pub fn read_regular_unlinked(path: &Path, max: u64) -> io::Result<String> {
    read_whole(open_unlinked(path)?, max)
}

/// The text of a file of at most `max` bytes.
pub fn read_regular(path: &Path, max: u64) -> io::Result<String> {
    read_whole(open_regular(path)?, max)
}

fn read_whole(file: File, max: u64) -> io::Result<String> {
    let mut text = String::new();
    file.take(max + 1).read_to_string(&mut text)?;
    if text.len() as u64 > max {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("is larger than {max} bytes")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    #[test]
    fn a_pipe_is_not_waited_for_and_a_huge_file_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_regular(&path, 5).unwrap(), "12345");
        assert_eq!(read_regular(&path, 4).unwrap_err().to_string(), "is larger than 4 bytes");
        let pipe = dir.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        for other in [pipe.as_path(), dir.path(), Path::new("/dev/zero")] {
            assert_eq!(read_regular(other, 5).unwrap_err().to_string(), "is no regular file");
        }
    }
}
