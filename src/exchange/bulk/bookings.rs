//! The file of bookings: CSV, one person a row, refused as a whole where anything in it cannot be asked.
//!
//! A mistake names the line and the column and never what stands there: the list of mistakes may lie in a shared folder
//! and stand on a screen.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::SHIFT_JIS;
use ring::digest::{SHA256, digest};
use zeroize::Zeroizing;

use crate::common::BookingRefusal;
use crate::eligibility::insurer::InsurerKind;
use crate::eligibility::{
    Date, NumberCheck, NumberField, ReferenceNumber, Text, TypedNumbers, qualification_key, reference_key,
};
use crate::exchange::read::{ReadError, read_at_most};

/// Most bytes of the file.
const MAX_SIZE: u64 = 1 << 20;

/// Most rows of the file.
pub const MAX_BOOKINGS: usize = 1000;

/// Most characters of a booking's key.
const MAX_KEY: usize = 50;

/// Most mistakes that are listed.
const MAX_MISTAKES: usize = 100;

/// Columns that must be there, and those that may follow, each in this order.
const NEEDED: [&str; 6] =
    ["key", NumberField::Insurer.as_str(), NumberField::Symbol.as_str(), "number", "branch", "birth"];
const OPTIONAL: [&str; 2] = ["limit_consent", "reference"];

/// A row.
#[derive(Clone, PartialEq, Eq)]
pub struct Booking {
    /// Its line in the file.
    pub line: u64,
    /// The site's own key of the booking.
    pub key: Text,
    /// What is asked.
    pub check: NumberCheck,
    /// The site's own number of the person (照会番号), where the file has it.
    pub reference: Option<ReferenceNumber>,
}

/// What bookings are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The people are asked about.
    Check,
    /// Their reference numbers are to be kept: each has one, no two the same.
    Assign,
}

/// A file in which everything can be asked.
#[derive(Clone, PartialEq, Eq)]
pub struct Bookings {
    /// What the file is known by: the SHA-256 of its bytes, in hexadecimal digits.
    pub digest: String,
    /// Its rows.
    pub rows: Vec<Booking>,
    /// Where it lies, where it was read from a file.
    file: Option<PathBuf>,
}

/// Something in the file that cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, the header being 1.
    pub line: u64,
    /// What is wrong there: the column and the reason.
    pub words: String,
}

/// Why the file is refused. Nothing of it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookingsError {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(ReadError),
    /// It is too large.
    #[error("the file is larger than 1 MiB: split it into several")]
    TooLarge,
    /// It is neither UTF-8 nor Shift JIS.
    #[error("the file is neither UTF-8 nor Shift_JIS: save it in one of them")]
    Encoding,
    /// It is both, with other characters in each.
    #[error("the file can be read as UTF-8 and as Shift_JIS: save it as UTF-8 with a byte order mark (CSV UTF-8)")]
    Ambiguous,
    /// Its rows cannot be asked.
    #[error("nothing of it was asked; put these lines right and save the file again:{}", lines(.0))]
    Mistakes(Vec<Mistake>),
}

impl BookingsError {
    /// Whether it may be over without a change of the file: another program holds it, or has just moved it.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Unreadable(ReadError::Refused(_) | ReadError::Gone) => true,
            Self::Unreadable(ReadError::NotAFile | ReadError::TooLarge)
            | Self::TooLarge
            | Self::Encoding
            | Self::Ambiguous
            | Self::Mistakes(_) => false,
        }
    }
}

impl From<&BookingsError> for BookingRefusal {
    fn from(error: &BookingsError) -> Self {
        match error {
            BookingsError::Unreadable(_) => Self::Unreadable,
            BookingsError::TooLarge => Self::TooLarge,
            BookingsError::Encoding | BookingsError::Ambiguous => Self::Encoding,
            BookingsError::Mistakes(mistakes) => {
                let mut lines: Vec<u64> = mistakes.iter().map(|mistake| mistake.line).collect();
                lines.dedup();
                Self::Lines(lines)
            }
        }
    }
}

fn lines(mistakes: &[Mistake]) -> String {
    let lines: Vec<_> = mistakes.iter().map(|mistake| format!("\n{mistake}")).collect();
    lines.concat()
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.words)
    }
}

impl Bookings {
    /// Reads the file. `today` is the day in Japan.
    pub fn read(path: &Path, today: Date, purpose: Purpose) -> Result<Self, BookingsError> {
        Ok(Self { file: Some(path.to_owned()), ..Self::parse(&bytes_of(path)?, today, purpose)? })
    }

    /// Whether something else lies in the place of the file by now: results beside it would be taken for its own.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        self.file.as_ref().is_some_and(|file| bytes_of(file).map(|bytes| digest_of(&bytes)) != Ok(self.digest.clone()))
    }

    /// Reads the bytes of the file.
    pub fn parse(bytes: &[u8], today: Date, purpose: Purpose) -> Result<Self, BookingsError> {
        if bytes.len() as u64 > MAX_SIZE {
            return Err(BookingsError::TooLarge);
        }
        if is_ambiguous(bytes) {
            return Err(BookingsError::Ambiguous);
        }
        let text = text(bytes).ok_or(BookingsError::Encoding)?;
        let mut sheet = Sheet { today, purpose, rows: Vec::new(), seen: HashMap::new(), mistakes: Vec::new() };
        sheet.read(&text);
        let Sheet { rows, mistakes, .. } = sheet;
        if !mistakes.is_empty() {
            return Err(BookingsError::Mistakes(mistakes));
        }
        Ok(Self { digest: digest_of(bytes), rows, file: None })
    }
}

fn bytes_of(path: &Path) -> Result<Zeroizing<Vec<u8>>, BookingsError> {
    let (Some(name), folder) = (path.file_name(), path.parent()) else {
        return Err(BookingsError::Unreadable(ReadError::NotAFile));
    };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    read_at_most(MAX_SIZE, folder, name).map_err(|error| match error {
        ReadError::TooLarge => BookingsError::TooLarge,
        other => BookingsError::Unreadable(other),
    })
}

/// Half-width kana of Shift JIS may by chance be UTF-8 of letters that no paper has: another symbol would be asked.
fn is_ambiguous(bytes: &[u8]) -> bool {
    let mut others = bytes.iter().filter(|byte| !byte.is_ascii()).peekable();
    others.peek().is_some() && others.all(|byte| (0xa1..=0xdf).contains(byte)) && std::str::from_utf8(bytes).is_ok()
}

/// Whether a spreadsheet takes a cell with this text for a formula, and runs it; Japanese ones also read the full-width
/// signs so.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// What the file is known by.
fn digest_of(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(digest(&SHA256, bytes).as_ref())
}

/// UTF-8 with or without a mark, else Shift JIS as Windows writes it; lines end in one way.
fn text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = Zeroizing::new(match std::str::from_utf8(plain) {
        Ok(text) => text.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned(),
    });
    // UTF-16 is full of them.
    (!text.contains('\0')).then(|| Zeroizing::new(text.replace("\r\n", "\n").replace('\r', "\n") + "\n"))
}

/// The file while it is read.
struct Sheet {
    today: Date,
    purpose: Purpose,
    rows: Vec<Booking>,
    /// On which line each value stands that has to be there once, by its column.
    seen: HashMap<(&'static str, String), u64>,
    mistakes: Vec<Mistake>,
}

impl Sheet {
    fn read(&mut self, text: &str) {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        // The text is valid, and any count of fields is taken: reading cannot fail.
        let mut next =
            |record: &mut StringRecord| reader.read_record(record).unwrap_or(false).then(|| line(&reader, record));
        let columns = next(&mut record).and_then(|_| columns(&record));
        let Some(columns) = columns else { return self.mistake(1, &wrong_columns()) };
        while let Some(line) = next(&mut record) {
            if self.rows.len() >= MAX_BOOKINGS {
                return self.mistake(line, "the file has more than 1,000 rows: split it into several");
            }
            if self.mistakes.len() >= MAX_MISTAKES {
                return self.mistake(line, "this line and those below it were not looked at");
            }
            self.row(line, &columns, &record);
        }
        if self.rows.is_empty() && self.mistakes.is_empty() {
            self.mistake(1, "no row follows the header: nothing can be asked");
        }
    }

    fn row(&mut self, line: u64, columns: &[&'static str], record: &StringRecord) {
        if record.len() != columns.len() {
            let count = columns.len();
            return self.mistake(line, &format!("has another count of fields than the header, which has {count}"));
        }
        let field = |wanted: &str| columns.iter().position(|name| *name == wanted).and_then(|at| record.get(at));
        let before = self.mistakes.len();
        let key = field("key").and_then(|key| self.key(line, key));
        let consent = match field("limit_consent").map(str::trim) {
            None | Some("" | "0") => Some(false),
            Some("1") => Some(true),
            Some(_) => {
                self.mistake(line, "limit_consent is neither 1 (the person has agreed) nor 0 nor empty");
                None
            }
        };
        let reference = self.reference(line, field("reference").map_or("", str::trim));
        let typed = TypedNumbers {
            insurer: field("insurer"),
            symbol: field("symbol"),
            number: field("number"),
            branch: field("branch"),
            birthdate: field("birth"),
        };
        match (NumberCheck::new(typed, consent.unwrap_or(false), self.today), key) {
            (Err(error), _) => self.mistake(line, &error.to_string()),
            (Ok(check), key) => {
                if self.purpose == Purpose::Assign {
                    self.assignee(line, &check);
                }
                if let Some(key) = key.filter(|_| self.mistakes.len() == before) {
                    self.rows.push(Booking { line, key, check, reference });
                }
            }
        }
    }

    /// The reference number, where there is one.
    fn reference(&mut self, line: u64, typed: &str) -> Option<ReferenceNumber> {
        if typed.is_empty() && self.purpose == Purpose::Check {
            return None;
        }
        let reference = match ReferenceNumber::new(typed) {
            Ok(reference) => reference,
            Err(mistake) => {
                self.mistake(line, &format!("reference: {mistake}"));
                return None;
            }
        };
        if self.purpose == Purpose::Assign
            && let Some(other) = self.seen.insert(("reference", reference_key(&reference)), line)
        {
            self.mistake(line, &format!("reference is that of line {other} as well: each has to be there once"));
        }
        Some(reference)
    }

    /// Whether a number can be assigned to this person, who is known to the terminal by the numbers of the paper alone.
    fn assignee(&mut self, line: u64, check: &NumberCheck) {
        if check.insurer().kind() == Some(InsurerKind::PublicExpense) {
            self.mistake(
                line,
                "insurer is a public payer (公費), for whom no reference number can be assigned: take it out",
            );
        }
        if let Some(other) = self.seen.insert(("number", qualification_key(check)), line) {
            let words = "has insurer, symbol, number and branch of line";
            self.mistake(line, &format!("{words} {other} as well: with the branch of each they are two people"));
        }
    }

    fn key(&mut self, line: u64, key: &str) -> Option<Text> {
        if key.trim().is_empty() {
            self.mistake(line, "key is missing: without it no result can be told apart");
            return None;
        }
        if !is_visible(key) {
            self.mistake(line, "key is longer than 50 characters, or has one that cannot be seen");
            return None;
        }
        let key = Text::from(key);
        if is_formula(key.as_str()) {
            self.mistake(
                line,
                "key begins with = + - or @, which a spreadsheet runs: begin it with a letter or a digit",
            );
            return None;
        }
        if let Some(other) = self.seen.insert(("key", key.as_str().to_owned()), line) {
            self.mistake(line, &format!("key is that of line {other} as well: each has to be there once"));
            return None;
        }
        Some(key)
    }

    fn mistake(&mut self, line: u64, words: &str) {
        self.mistakes.push(Mistake { line, words: words.to_owned() });
    }
}

/// The line on which the record that was read last begins: counted from its end, because blank lines before it count as
/// its own to the parser.
fn line(reader: &csv::Reader<&[u8]>, record: &StringRecord) -> u64 {
    let breaks = record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count() as u64;
    reader.position().line().saturating_sub(1 + breaks)
}

fn is_visible(text: &str) -> bool {
    Text::from(text).as_str() == text.trim() && text.trim().chars().count() <= MAX_KEY
}

/// The columns of this header, if they are those of bookings.
fn columns(header: &StringRecord) -> Option<Vec<&'static str>> {
    let given: Vec<_> = header.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    let optional = given.get(NEEDED.len()..)?;
    let all: Vec<_> =
        NEEDED.into_iter().chain(OPTIONAL.into_iter().filter(|name| optional.iter().any(|one| one == name))).collect();
    (given == all).then_some(all)
}

fn wrong_columns() -> String {
    format!("the columns are not {}[,{}][,{}]", NEEDED.join(","), OPTIONAL[0], OPTIONAL[1])
}

/// Personal data.
impl fmt::Debug for Booking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Booking(..)")
    }
}

impl fmt::Debug for Bookings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bookings({} rows)", self.rows.len())
    }
}
