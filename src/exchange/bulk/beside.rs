//! The files beside bookings: their names, whose they are, and how they are written.

use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};
use rustix::fs::{Access, AtFlags, CWD, accessat};
use rustix::io::Errno;
use zeroize::Zeroizing;

use super::bookings::{Bookings, is_formula};
use crate::common::{FileMode, ReplaceOptions, read_regular, replace_file};
use crate::eligibility::Text;

/// The end of a file of results of a bulk check.
pub const RESULTS: &str = ".results.csv";

/// The end of a file of results of a bulk assignment.
pub const ASSIGNED: &str = ".assigned.csv";

/// What says beside bookings why they are refused.
pub const REFUSED: &str = ".refused.txt";

/// What a person without an answer has in place of one.
pub const NOT_ANSWERED: &str = "not-answered";

/// What a word begins with that a simulator has made up: no program may take it for an answer.
pub const SIMULATED: &str = "simulated:";

/// The last column of results: the first digits of the digest of the bookings that they are of.
const BOOKINGS: &str = "bookings";

/// Digits of the bookings' digest in each row.
const DIGEST: usize = 16;

/// As much as a file of results may have, in bytes.
pub const MAX_SIZE: u64 = 4 << 20;

/// A file beside the bookings: their name, without `.csv`, with this ending. No two files share it.
pub fn beside(bookings: &Path, ending: &str) -> PathBuf {
    let is_csv = bookings.extension().is_some_and(|extension| extension == "csv");
    let name = if is_csv { bookings.file_stem() } else { bookings.file_name() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(ending);
    bookings.with_file_name(name)
}

/// Whether a file of this name is one of results.
pub fn is_results(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [RESULTS, ASSIGNED].iter().any(|ending| name.ends_with(ending))
}

/// What lies under the name of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Nothing.
    Nothing,
    /// The results of these bookings.
    Own,
    /// Results of others: of another day, or of what the file held before it was changed.
    Others,
    /// Something else, which is not ours to replace.
    Foreign,
}

/// What lies there, where results have these columns. The name of a file proves nothing: the rows say whose they are.
pub fn lying(path: &Path, columns: &[&str], bookings: &Bookings) -> Beside {
    match read_regular(path, MAX_SIZE) {
        Ok(text) => of_text(&Zeroizing::new(text), columns, bookings),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Beside::Nothing,
        Err(_) => Beside::Foreign,
    }
}

/// What a file of this text is.
pub fn of_text(text: &str, columns: &[&str], bookings: &Bookings) -> Beside {
    let mut reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    if !records.next().is_some_and(|header| header.iter().eq(columns.iter().copied().chain([BOOKINGS]))) {
        return Beside::Foreign;
    }
    let mut rows = records.map(|record| record.get(columns.len()) == Some(short(bookings))).peekable();
    if rows.peek().is_some() && rows.all(|own| own) { Beside::Own } else { Beside::Others }
}

fn short(bookings: &Bookings) -> &str {
    bookings.digest.get(..DIGEST).unwrap_or(&bookings.digest)
}

/// Whether results may be written there, as far as that can be told before: what is asked must not be in vain.
pub fn may_be_written(path: &Path, columns: &[&str], bookings: &Bookings) -> Result<(), Errno> {
    if lying(path, columns, bookings) == Beside::Foreign {
        return Err(Errno::EXIST);
    }
    accessat(CWD, folder_of(path), Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A word of an answer, with the mark of a simulator where one has made it up.
pub fn simulated_word(word: &str, simulated: bool) -> String {
    if simulated { format!("{SIMULATED}{word}") } else { word.to_owned() }
}

/// A text of the terminal's in a cell of its own. An apostrophe keeps a spreadsheet from running it.
pub fn cell(text: Option<&Text>) -> String {
    let text = text.map_or("", Text::as_str);
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The bytes of a file of results of these bookings.
pub fn csv<const N: usize>(
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    bookings: &Bookings,
) -> Zeroizing<Vec<u8>> {
    let mut text = Zeroizing::new(Vec::with_capacity(160 * bookings.rows.len() + 160));
    {
        let mut writer =
            WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(&mut *text);
        // Writing to memory cannot fail.
        let _ = writer.write_record(columns.into_iter().chain([BOOKINGS]));
        for row in rows {
            let row = row.map(Zeroizing::new);
            let _ = writer.write_record(row.iter().map(|field| field.as_str()).chain([short(bookings)]));
        }
        let _ = writer.flush();
    }
    text
}

/// Writes results, whole and onto the disk, for their owner alone, unless something else lies there.
pub fn write(path: &Path, columns: &[&str], text: &[u8], bookings: &Bookings) -> Result<(), Errno> {
    if lying(path, columns, bookings) == Beside::Foreign {
        return Err(Errno::EXIST);
    }
    let errno = |error: std::io::Error| Errno::from_io_error(&error).unwrap_or(Errno::IO);
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
    replace_file(path, text, options).map_err(errno)?;
    File::open(folder_of(path)).and_then(|folder| folder.sync_all()).map_err(errno)
}
