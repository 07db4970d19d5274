//! Who may read a file.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::{fs, io};

/// Whether users other than the owner may read or write the file.
pub fn others_may_read(path: &Path) -> io::Result<bool> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}
