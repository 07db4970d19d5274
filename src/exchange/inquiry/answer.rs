//! Looking for the answer of one request: what lies under its names, and what it comes to.

use std::ffi::{OsStr, OsString};
use std::thread::sleep;
use std::time::Duration;

use encoding_rs::SHIFT_JIS;
use ring::digest::{Digest, SHA256, digest};
use rustix::io::Errno;
use zeroize::Zeroizing;

use super::error::InquiryError;
use super::event::Observed;
use super::fault::{no_message, no_text};
use super::folders::{Folders, bears};
use super::name::{AnswerFile, RequestName};
use crate::common::{AnswerFlaw, FileEncoding, printable_line};
use crate::eligibility::{ForeignAnswer, Judged, MessageError, Mismatch};
use crate::exchange::decode::{archive, declared, declared_text, may_be_whole};
use crate::exchange::name::ResultFileKind;
use crate::exchange::read::{MAX_SIZE, ReadError, read, read_at_most};
use crate::settings::{Padding, ResultEncoding};

/// So often a file that is no message is read again before it counts as unreadable: its writer may not have finished.
const UNREADABLE_TRIES: u32 = 10;

/// Most characters of the terminal's own reason that are shown.
const REASON: usize = 400;

/// What a text is to a question; an error is a text that is no message.
pub type Judge<'a, T> = dyn Fn(&str) -> Result<Judged<T>, MessageError> + 'a;

/// One look at the answer's file.
#[derive(Debug)]
pub enum Look<T> {
    /// Nothing, or nothing that is complete.
    Nothing,
    /// Something that may be growing: it is read once more soon.
    Growing,
    /// The answer.
    Answer(T),
    /// A message with our identifier that does not fit.
    DoesNotFit(Mismatch),
    /// What ends the inquiry otherwise.
    Failed(InquiryError),
}

/// Looks for one answer, again and again, and remembers what it saw.
#[derive(Debug)]
pub struct AnswerSearch {
    name: RequestName,
    /// The answer's file, as its name is written there.
    file: OsString,
    /// Most bytes that it may have.
    most: u64,
    /// What the last read of the answer found.
    before: Option<Digest>,
    unreadable: u32,
    /// What is to be said where no answer comes.
    instead: Option<InquiryError>,
    /// The system's last refusal.
    refused: Option<Errno>,
    /// How the answer is written.
    observed: Observed,
}

impl AnswerSearch {
    /// Looks for the answer to the request of this name.
    pub fn new(name: &RequestName) -> Self {
        Self {
            file: name.answer(AnswerFile::Answer).into(),
            name: name.clone(),
            most: MAX_SIZE,
            before: None,
            unreadable: 0,
            instead: None,
            refused: None,
            observed: Observed::default(),
        }
    }

    /// The same of an answer that may have so many bytes.
    pub fn of_at_most(most: u64, name: &RequestName) -> Self {
        Self { most, ..Self::new(name) }
    }

    /// The request's name.
    pub const fn name(&self) -> &RequestName {
        &self.name
    }

    /// The answer's file.
    pub fn file(&self) -> &OsStr {
        &self.file
    }

    /// How the request was taken and the answer is written.
    pub const fn observed(&mut self) -> &mut Observed {
        &mut self.observed
    }

    /// Why there is no answer, where something was seen in its place.
    pub fn instead(&mut self) -> Option<InquiryError> {
        self.instead.take()
    }

    /// What the system refused in the last look, if anything.
    pub const fn refused(&self) -> Option<Errno> {
        self.refused
    }

    /// Reads the one file whose name is known. `judge` says what its text is to the question.
    pub fn look<T>(&mut self, folders: &Folders, judge: &Judge<'_, T>) -> Look<T> {
        folders.steps.at("read answer");
        self.refused = None;
        let bytes = match read_at_most(self.most, &folders.answers, &self.file) {
            Ok(bytes) => bytes,
            Err(ReadError::Gone) => return Look::Nothing,
            Err(ReadError::Refused(error)) => {
                self.refused = Some(error);
                return Look::Nothing;
            }
            Err(ReadError::NotAFile) => return self.unreadable(AnswerFlaw::NotAFile),
            Err(ReadError::TooLarge) => return self.unreadable(AnswerFlaw::TooLarge),
        };
        let content = digest(&SHA256, &bytes);
        let settled = self.before.replace(content).is_some_and(|before| before.as_ref() == content.as_ref());
        if !settled {
            return Look::Growing;
        }
        if let Some(encrypted) = archive(&bytes) {
            return Look::Failed(InquiryError::Zip { encrypted });
        }
        if !may_be_whole(ResultFileKind::Result, &bytes) {
            self.instead = Some(InquiryError::Unreadable(AnswerFlaw::Unfinished));
            return Look::Nothing;
        }
        self.observe(&bytes);
        let judged = declared_text(&bytes).map_err(no_text).and_then(|text| judge(&text).map_err(no_message));
        match judged {
            Err(flaw) => self.unreadable(flaw),
            Ok(Judged::Answer(answer)) => Look::Answer(answer),
            Ok(Judged::DoesNotFit(mismatch)) => Look::DoesNotFit(mismatch),
            Ok(Judged::InProgress) => Look::Nothing,
            Ok(Judged::NotOurs(whose)) => {
                self.not_ours(whose);
                Look::Nothing
            }
        }
    }

    fn observe(&mut self, bytes: &[u8]) {
        self.observed.encoding = match declared(bytes) {
            Ok(ResultEncoding::ShiftJis) => Some(FileEncoding::ShiftJis),
            Ok(ResultEncoding::Utf8 | ResultEncoding::Auto) => Some(FileEncoding::Utf8),
            Err(_) => None,
        };
        self.observed.padding = padding(bytes);
        self.observed.usual_case = self.file == *self.name.answer(AnswerFile::Answer);
    }

    fn unreadable<T>(&mut self, flaw: AnswerFlaw) -> Look<T> {
        self.unreadable += 1;
        let error = InquiryError::Unreadable(flaw);
        if self.unreadable >= UNREADABLE_TRIES {
            return Look::Failed(error);
        }
        self.instead = Some(error);
        Look::Nothing
    }

    /// Said once: the file stays where it is.
    fn not_ours(&mut self, whose: ForeignAnswer) {
        if self.instead.replace(InquiryError::NotOurs(whose)) != Some(InquiryError::NotOurs(whose)) {
            tracing::warn!(%whose, "under the name of an expected answer lies another file; it is left there");
        }
    }

    /// Lists the folder once: an answer in other capitals, an archive, a request that came back.
    pub fn list(&mut self, folders: &Folders, identifier: &str, reread: Duration) -> Option<InquiryError> {
        let found = match folders.list(&self.name) {
            Ok(found) => found,
            Err(error) => {
                self.refused = Some(error);
                return None;
            }
        };
        let file = |wanted| found.iter().find(|(kind, _)| *kind == wanted).map(|(_, name)| name);
        if let Some(answer) = file(AnswerFile::Answer) {
            self.file.clone_from(answer);
        }
        // Another's request under this name: what lies beside it is another's too.
        let request = file(AnswerFile::Request).map(|request| read(&folders.answers, request));
        if let Some(Ok(request)) = &request
            && !bears(request, identifier)
        {
            return None;
        }
        if let Some(reason) = file(AnswerFile::Reason) {
            return settled(folders, reason, reread).map(|bytes| InquiryError::Refused(words(&bytes)));
        }
        if let Some(packed) = file(AnswerFile::Archive) {
            return settled(folders, packed, reread)
                .map(|bytes| InquiryError::Zip { encrypted: archive(&bytes).unwrap_or(false) });
        }
        if let Some(Ok(_)) = request {
            self.instead = Some(InquiryError::Refused(String::new()));
        }
        None
    }
}

/// The content of a file that two reads find the same.
fn settled(folders: &Folders, name: &OsStr, reread: Duration) -> Option<Zeroizing<Vec<u8>>> {
    let before = read(&folders.answers, name).ok()?;
    sleep(reread);
    read(&folders.answers, name).ok().filter(|now| *now == before)
}

/// How the insurer number of six digits is padded in a result. The question that is repeated beside it tells nothing.
fn padding(bytes: &[u8]) -> Option<Padding> {
    let after = |text: &'_ [u8], mark: &[u8]| {
        text.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len())
    };
    let result = bytes.get(after(bytes, b"<ResultOfQualificationConfirmation>")?..)?;
    let number = result.get(after(result, b"<InsurerNumber>")?..)?;
    let number = number.split(|byte| *byte == b'<').next()?;
    match number {
        [b' ', b' ', six @ ..] if six.len() == 6 => Some(Padding::Space),
        [b'0', b'0', six @ ..] if six.len() == 6 => Some(Padding::Zero),
        six if six.len() == 6 => Some(Padding::None),
        _ => None,
    }
}

/// The terminal's own words: UTF-8, else Shift JIS as Windows writes it.
fn words(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_or_else(|_| SHIFT_JIS.decode_without_bom_handling(bytes).0, Into::into);
    let shown: String = text.chars().filter(|sign| !sign.is_control()).take(REASON).collect();
    printable_line(shown.trim()).into_owned()
}
