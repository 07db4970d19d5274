//! Why an inquiry has no answer: each with what to do, in words for staff and for the command line.

use std::path::PathBuf;
use std::time::Duration;

use rustix::io::Errno;

use crate::common::{AnswerFlaw, RequestField};
use crate::eligibility::{ForeignAnswer, Mismatch};
use crate::exchange::state_file::StateError;

/// Why there is no answer. Nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InquiryError {
    /// Another inquiry of this kiosk is under way.
    #[error("another inquiry of this kiosk is under way: wait until it has ended")]
    Busy,
    /// This machine's clock was never set, so that no answer could be dated.
    #[error("this machine's clock is not set: set it, then ask again")]
    ClockNotSet,
    /// This machine's clock shows a day before that of an earlier request.
    #[error("this machine's clock shows a day before that of an earlier request: set it right, then ask again")]
    ClockWentBack,
    /// All numbers of the day are used up.
    #[error("all numbers of today ([exchange] counter_from to counter_to) are used up: ask at the terminal itself")]
    CounterUsedUp,
    /// The file that says what was sent cannot be read or written. Without it nothing is sent.
    #[error(
        "{}: {why}; without this file nothing is asked. Where it is damaged, remove it once no request of this kiosk lies in the folder of requests",
        file.display()
    )]
    State {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A character of this field cannot be written in the encoding of `[exchange] encoding`. Nothing was sent.
    #[error("{}: the encoding of [exchange] encoding lacks a character of it: ask at the terminal itself", .0.as_str())]
    CharacterNotEncodable(RequestField),
    /// A folder is missing: it is not mounted. Nothing was sent.
    #[error("{}: the folder is missing: is the terminal's share mounted?", .0.display())]
    FolderMissing(PathBuf),
    /// A folder refuses: read-only, full, or no permission. Nothing was sent, or what was sent was withdrawn.
    #[error("{}: the folder refuses ({why}): {}", folder.display(), remedy(*why))]
    FolderRefuses {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        why: Errno,
    },
    /// The file system answers no call. Whether the request was sent is not known; it is not sent again.
    #[error("the terminal's folders do not answer: look whether the terminal is on and the network works")]
    FolderSilent,
    /// Nothing took the request within the deadline; it was withdrawn.
    #[error("the terminal has not taken the request: look whether the terminal and its application (連携アプリ) run")]
    NotTaken,
    /// The request was taken, and no answer came within the deadline. It may still come, and is then not shown to
    /// another person.
    #[error("the terminal has taken the request, and there is no answer yet: look at the terminal's screen{}", swept(*stay))]
    TakenNoAnswer {
        /// How long answers stay in the folder, where the site has said so.
        stay: Option<Duration>,
    },
    /// The terminal cannot process the request (`.err`).
    #[error("the terminal refuses the request: {}", words(.0))]
    Refused(String),
    /// Under the name of the answer lies a file that is not the answer to this request. It was left there.
    #[error("under the name of the answer lies {0}: look at the terminal's screen")]
    NotOurs(ForeignAnswer),
    /// The answer bears the identifier of the request and does not fit it. Nothing of it is shown.
    #[error("the answer does not fit the question ({0}): compare at the terminal's screen")]
    DoesNotFit(Mismatch),
    /// The answer cannot be read.
    #[error("the answer cannot be read ({0}): look at the terminal's screen")]
    Unreadable(AnswerFlaw),
    /// The answer is a ZIP, which is never opened.
    #[error("the answer is {}: {}", zip(*encrypted), zip_remedy(*encrypted))]
    Zip {
        /// Whether it says that it is encrypted.
        encrypted: bool,
    },
}

impl From<StateError> for InquiryError {
    fn from(error: StateError) -> Self {
        match error {
            StateError::Busy => Self::Busy,
            StateError::Unusable { file, why } => Self::State { file, why },
        }
    }
}

fn remedy(why: Errno) -> &'static str {
    match why {
        Errno::ROFS => "it is mounted read-only",
        Errno::NOSPC | Errno::DQUOT => "the disk of the terminal is full",
        Errno::ACCESS | Errno::PERM => "let the kiosk's user of the share create, rename and delete files there",
        Errno::BUSY | Errno::TXTBSY => "another program holds the file; try again",
        _ => "look whether the terminal is on and the network works",
    }
}

fn swept(stay: Option<Duration>) -> String {
    stay.map_or(String::new(), |stay| {
        format!("; answers that were not fetched are swept away after {} minutes", stay.as_secs() / 60)
    })
}

/// The terminal's own words, or that there are none.
fn words(text: &str) -> &str {
    if text.is_empty() { "it gives no reason" } else { text }
}

const fn zip(encrypted: bool) -> &'static str {
    if encrypted { "encrypted (a ZIP with a password)" } else { "a ZIP archive" }
}

const fn zip_remedy(encrypted: bool) -> &'static str {
    // All that this kiosk asks: a vendor who is called once need not be called for each kind.
    if encrypted {
        "have the terminal's vendor switch the encryption off (n) of OQSsiquc01, OQSsiimm01 (reference numbers), OQSmuquc01 and \
         OQSmuquc02 (bulk)"
    } else {
        "have the terminal's vendor let it write OQSsiquc01, OQSsiimm01 (reference numbers), OQSmuquc01 and OQSmuquc02 (bulk) as \
         XML"
    }
}
