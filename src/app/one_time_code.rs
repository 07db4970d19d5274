//! The one-time code that `uketsuke register` takes from a file.

use std::io::{self, BufRead as _, BufReader, Read};

use secrecy::SecretString;
use zeroize::Zeroizing;

/// As much of a file with a code as is read.
const MAX_FILE: usize = 4096;

/// The first line of a file, or of the standard input, without blanks around it.
pub fn one_time_code(source: impl Read) -> io::Result<SecretString> {
    // Taken at full size, so that no half of it stays behind when it grows.
    let mut text = Zeroizing::new(String::with_capacity(MAX_FILE));
    BufReader::new(source.take(MAX_FILE as u64)).read_line(&mut text)?;
    let code = text.trim();
    if code.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(code.into()) }
}
