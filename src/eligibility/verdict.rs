//! What a message means: the one place where "confirmed" is decided.

use super::codes::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use super::date::Date;
use super::entry::{Entry, Note};
use super::message::XmlMsg;
use super::text::Text;
use super::wire::Wire;
use crate::common::Way;

/// A code and a text that the service sent along, shown verbatim beside our own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The code. The official list is not public, so nothing is read into it.
    pub code: Option<Text>,
    /// The text.
    pub message: Option<Text>,
}

/// What became of a check. Only [`Verdict::Confirmed`] may ever be drawn as valid (有効).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// In force (有効).
    Confirmed(Confirmed),
    /// Lost (資格喪失). The last known qualification is for reference only.
    Lost(Option<Box<Entry>>),
    /// Lost, and a newer one exists; only imported look-ups say so.
    NewExists,
    /// Nothing is registered for this person (該当資格なし).
    NoMatch,
    /// More than one matched (複数該当); nothing of it may be shown to the person.
    Multiple,
    /// In force but not registered (有効（未登録）), medical assistance only: for staff to settle.
    Unregistered(Box<Entry>),
    /// An element that decides holds an undocumented code, or is missing. Never taken for valid.
    Unknown {
        /// The element's name.
        element: &'static str,
        /// Its content, if it was there.
        code: Option<Text>,
    },
    /// The codes, the number of entries or the dates contradict each other (データ不整合). With the entry, where it is
    /// called valid and its own dates say that it is not, on the day of the check.
    Inconsistent(Option<Box<Entry>>),
    /// Copied or imported data that makes no statement about validity.
    NotStated(Option<Box<Entry>>),
    /// The service answered that it does not confirm.
    Refused(Notice),
    /// Not finished; bulk requests only.
    InProgress,
    /// The processing itself failed.
    SystemError(Notice),
}

/// A confirmed qualification. It can only be made here, and only of a message in which all five hold: processing
/// completed, status completed, validity "valid", exactly one entry, and a day of the check on which it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    entry: Box<Entry>,
    checked_on: Date,
    notice: Option<Notice>,
}

impl Confirmed {
    /// The qualification.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The day of the check as the service states it (確認日).
    #[must_use]
    pub fn checked_on(&self) -> Date {
        self.checked_on
    }

    /// What the service added, such as a certificate that soon expires.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What staff should look at although the qualification is confirmed.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        self.entry.notes(Some(self.checked_on))
    }
}

impl Verdict {
    /// The one person of whom it speaks.
    #[must_use]
    pub fn person(&self) -> Option<&Entry> {
        match self {
            Self::Confirmed(confirmed) => Some(confirmed.entry()),
            Self::Unregistered(entry)
            | Self::NotStated(Some(entry))
            | Self::Inconsistent(Some(entry))
            | Self::Lost(Some(entry)) => Some(entry),
            _ => None,
        }
    }

    /// Judges a message.
    #[must_use]
    pub fn of(message: &XmlMsg) -> Self {
        let (header, body) = (&message.message_header, &message.message_body);
        match (&header.segment_of_result, &body.processing_result_status, &body.qualification_validity) {
            (Some(SegmentOfResult::Completed), Some(ProcessingResultStatus::Completed), validity) => {
                Self::of_validity(message, validity.as_ref())
            }
            (Some(SegmentOfResult::Completed), Some(ProcessingResultStatus::Error), _) => {
                Self::Refused(message.notice().unwrap_or(Notice::EMPTY))
            }
            (Some(SegmentOfResult::InProgress), ..) => Self::InProgress,
            (Some(SegmentOfResult::Failed), ..) => {
                Self::SystemError(message.error().or(message.notice()).unwrap_or(Notice::EMPTY))
            }
            (None, None, None) => Self::NotStated(message.only_entry()),
            (Some(SegmentOfResult::Completed), status, _) => {
                Self::unknown("ProcessingResultStatus", status.as_ref().map(ProcessingResultStatus::code))
            }
            (segment, ..) => Self::unknown("SegmentOfResult", segment.as_ref().map(SegmentOfResult::code)),
        }
    }

    fn of_validity(message: &XmlMsg, validity: Option<&QualificationValidity>) -> Self {
        let none_sent = message.message_body.result_list.is_empty();
        let day = &message.message_header.qualification_confirmation_date;
        match (validity, message.only_entry()) {
            (Some(QualificationValidity::Valid), Some(entry)) => match day {
                Wire::Read(day) if entry.is_in_force(*day) => {
                    Self::Confirmed(Confirmed { entry, checked_on: *day, notice: message.notice() })
                }
                Wire::Read(_) => Self::Inconsistent(Some(entry)),
                Wire::Unreadable(sent) => {
                    Self::unknown("QualificationConfirmationDate", Some(sent.as_str()).filter(|sent| !sent.is_empty()))
                }
            },
            (Some(QualificationValidity::Invalid), entry) if entry.is_some() || none_sent => Self::Lost(entry),
            (Some(QualificationValidity::InvalidNewExists), _) => Self::NewExists,
            (Some(QualificationValidity::NoMatch), _) if none_sent => Self::NoMatch,
            (Some(QualificationValidity::Multiple), _) => Self::Multiple,
            (Some(QualificationValidity::ValidUnregistered), Some(entry)) => Self::Unregistered(entry),
            (None | Some(QualificationValidity::Unknown(_)), _) => {
                Self::unknown("QualificationValidity", validity.map(QualificationValidity::code))
            }
            _ => Self::Inconsistent(None),
        }
    }

    fn unknown(element: &'static str, code: Option<&str>) -> Self {
        Self::Unknown { element, code: code.map(Text::from) }
    }

    /// Whether the qualification is confirmed. Nothing else is.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        matches!(self, Self::Confirmed(_))
    }

    /// The verdict without anything about the person: for logs and the journal.
    #[must_use]
    pub fn kind(&self) -> VerdictKind {
        match self {
            Self::Confirmed(_) => VerdictKind::Confirmed,
            Self::Lost(_) => VerdictKind::Lost,
            Self::NewExists => VerdictKind::NewExists,
            Self::NoMatch => VerdictKind::NoMatch,
            Self::Multiple => VerdictKind::Multiple,
            Self::Unregistered(_) => VerdictKind::Unregistered,
            Self::Unknown { .. } => VerdictKind::Unknown,
            Self::Inconsistent(_) => VerdictKind::Inconsistent,
            Self::NotStated(_) => VerdictKind::NotStated,
            Self::Refused(_) => VerdictKind::Refused,
            Self::InProgress => VerdictKind::InProgress,
            Self::SystemError(_) => VerdictKind::SystemError,
        }
    }
}

/// A verdict without anything about the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are those of Verdict")]
pub enum VerdictKind {
    Confirmed,
    Lost,
    NewExists,
    NoMatch,
    Multiple,
    Unregistered,
    Unknown,
    Inconsistent,
    NotStated,
    Refused,
    InProgress,
    SystemError,
}

impl VerdictKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Confirmed,
        Self::Lost,
        Self::NewExists,
        Self::NoMatch,
        Self::Multiple,
        Self::Unregistered,
        Self::Unknown,
        Self::Inconsistent,
        Self::NotStated,
        Self::Refused,
        Self::InProgress,
        Self::SystemError,
    ];

    /// A stable word; journals of years to come hold it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Lost => "lost",
            Self::NewExists => "new-exists",
            Self::NoMatch => "no-match",
            Self::Multiple => "multiple",
            Self::Unregistered => "unregistered",
            Self::Unknown => "unknown",
            Self::Inconsistent => "inconsistent",
            Self::NotStated => "not-stated",
            Self::Refused => "refused",
            Self::InProgress => "in-progress",
            Self::SystemError => "system-error",
        }
    }

    /// Whether staff are told to have it checked later, because the insurer may still register the person or the
    /// service may still finish: what was answered so stays open.
    #[must_use]
    pub const fn asks_for_later_check(self) -> bool {
        match self {
            Self::Lost | Self::NoMatch | Self::Unregistered | Self::InProgress => true,
            Self::Confirmed
            | Self::NewExists
            | Self::Multiple
            | Self::Unknown
            | Self::Inconsistent
            | Self::NotStated
            | Self::Refused
            | Self::SystemError => false,
        }
    }
}

impl Notice {
    /// One that says nothing.
    pub const EMPTY: Self = Self { code: None, message: None };

    pub(super) fn new(code: Option<&Text>, message: Option<&Text>) -> Option<Self> {
        (code.is_some() || message.is_some()).then(|| Self { code: code.cloned(), message: message.cloned() })
    }
}

impl XmlMsg {
    /// What was sent along with the result (`ProcessingResultCode`, `ProcessingResultMessage`), whatever the verdict.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let body = &self.message_body;
        Notice::new(body.processing_result_code.as_ref(), body.processing_result_message.as_ref())
    }

    /// Why the processing failed (`ErrorCode`, `ErrorMessage`).
    #[must_use]
    pub fn error(&self) -> Option<Notice> {
        let header = &self.message_header;
        Notice::new(header.error_code.as_ref(), header.error_message.as_ref())
    }

    fn only_entry(&self) -> Option<Box<Entry>> {
        match self.message_body.result_list.entries.as_slice() {
            [entry] => Some(Box::new(entry.clone())),
            _ => None,
        }
    }
}

impl Verdict {
    /// Ways that can still settle this answer, the likeliest first.
    #[must_use]
    pub const fn ways(&self) -> &'static [Way] {
        match self {
            Self::Confirmed(_) | Self::NewExists | Self::Unregistered(_) => Way::NONE,
            Self::Lost(_) | Self::NoMatch => Way::ISSUED_FIRST,
            Self::Multiple
            | Self::Unknown { .. }
            | Self::Inconsistent(_)
            | Self::NotStated(_)
            | Self::Refused(_)
            | Self::InProgress
            | Self::SystemError(_) => Way::SHOWN,
        }
    }
}
