//! What can be recorded. No variant can hold a name, a number or any text from outside the program.

use serde::Serialize;
use time::OffsetDateTime;

use super::hash::{Hash, Head};
use super::pseudonym::Pseudonym;
use crate::common::{
    AssignmentCounts, BookingCounts, BookingFault, BulkEnd, BulkOutcome, HandOffId, Method, Proof, StaffId,
    TroubleKind, Way,
};
use crate::visit::{AssignmentOutcome, Ended, InquiryEnd, InquiryOutcome, Mark, VisitOutcome};

/// What happened. As JSON: the members of a line between its time and its hashes, `kind` first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum JournalEntry {
    /// The kiosk began to write.
    Start {
        /// Of the program.
        version: &'static str,
    },
    /// A visit ended.
    Visit(VisitEntry),
    /// Staff or a bundle changed settings: which, not to what.
    Settings {
        /// Who, where a passcode tells it.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<StaffId>,
        /// The number of the signed bundle that brought them, where one did.
        #[serde(skip_serializing_if = "Option::is_none")]
        bundle: Option<u64>,
        /// Names as in the settings file, `panel.show_for`.
        keys: Vec<SettingsKey>,
    },
    /// Staff confirmed in another way. Nothing was confirmed by the service.
    Manual {
        /// Which.
        way: Way,
        /// Who, where a passcode tells it.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<StaffId>,
        /// The file in which it was handed on, where files are.
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<HandOffId>,
    },
    /// Staff struck an entry (取消): an earlier line, which stays as it is.
    Struck(MarkEntry),
    /// Staff settled an open item: an earlier line.
    Settled(MarkEntry),
    /// Staff had the qualification terminal asked by the numbers of a paper.
    #[serde(rename = "number")]
    Numbers(NumbersEntry),
    /// Staff had the qualification terminal keep a reference number. The number is not here.
    #[serde(rename = "reference-number")]
    Assignment(AssignmentEntry),
    /// A bulk check has ended: how many people, and how many of them have which kind of result.
    BulkCheck(BulkEntry<CheckedPeople>),
    /// The same of a bulk assignment of reference numbers.
    #[serde(rename = "bulk-reference-number")]
    BulkAssignment(BulkEntry<AssignedPeople>),
    /// A passcode was refused. From the third in a row on, the kiosk also imposed a waiting time.
    Passcode {
        /// Refusals in a row, this one included.
        refused: u32,
    },
    /// A line that a power cut had left unfinished was cut off.
    Repair {
        /// Its bytes.
        bytes: u64,
    },
    /// Lines that could neither be written nor kept in memory any longer.
    Lost {
        /// How many.
        lines: u64,
    },
    /// The files were not as they were left. The kiosk records it and continues.
    #[serde(rename = "anomaly")]
    Flaw {
        /// What was found.
        #[serde(flatten)]
        found: OpeningFlaw,
    },
}

/// Which line is struck or settled, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<StaffId>,
    /// How it is settled: `done` or `not-needed`.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
    /// Number of the earlier line.
    of: u64,
    /// Its hash, so that it is told from another line of that number.
    of_hash: Hash,
}

impl JournalEntry {
    /// This line is marked so.
    pub(super) const fn mark(mark: Mark, by: Option<StaffId>, line: Head) -> Self {
        let Head { seq: of, hash: of_hash } = line;
        match mark {
            Mark::Struck => Self::Struck(MarkEntry { by, how: None, of, of_hash }),
            Mark::Done => Self::Settled(MarkEntry { by, how: Some("done"), of, of_hash }),
            Mark::NotNeeded => Self::Settled(MarkEntry { by, how: Some("not-needed"), of, of_hash }),
        }
    }
}

/// What a line says beside its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalLine {
    /// Japan's time.
    pub at: OffsetDateTime,
    pub entry: JournalEntry,
    /// Whether it was written in a simulation: a service or a file had said of itself that it is simulated.
    pub simulation: bool,
}

impl JournalLine {
    /// What the journal itself records: it happened to its files, in a simulation or not.
    pub(super) const fn of_files(at: OffsetDateTime, entry: JournalEntry) -> Self {
        Self { at, entry, simulation: false }
    }
}

/// A table of the settings file and a key in it. Both are literals of the program, so that no typed text can get here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingsKey(pub &'static str, pub &'static str);

impl Serialize for SettingsKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}.{}", self.0, self.1))
    }
}

/// A flaw that the opening of the files found and that no power cut explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum OpeningFlaw {
    /// The head is ahead of the file: the lines behind `last`, up to the head's, were cut off. Their numbers are not
    /// given again.
    LinesCut {
        /// Number of the last line that is there; 0: none is.
        last: u64,
        /// Number of the last line that was there.
        head: u64,
    },
    /// The head is behind by more than the one line that a power cut explains.
    LinesAdded {
        /// Number of the last line that is there.
        last: u64,
        /// Number of the line that the head knows.
        head: u64,
    },
    /// The head's line is there and has another hash.
    HeadDiffers,
    /// There are lines and no head, or one that cannot be read.
    HeadMissing,
    /// The last line cannot be read.
    LastLineUnreadable,
    /// There are lines and no key, or none that can be used: the same card is hashed to something else from here on.
    KeyMissing,
}

/// What a visit came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VisitEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<StaffId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// From the card's arrival to this.
    ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<Pseudonym>,
}

impl VisitEntry {
    pub(super) fn new(outcome: VisitOutcome, card: Option<Pseudonym>) -> Self {
        let VisitOutcome { method, by, proof, end, took } = outcome;
        let (verdict, error) = match end {
            Ended::Answered(verdict) => (Some(verdict.as_str()), None),
            Ended::Failed(trouble) => (None, Some(trouble.code())),
            Ended::Unanswered(fault) => (None, Some(fault.code())),
            Ended::GivenUp => (None, None),
        };
        let ms = took.as_millis().try_into().unwrap_or(u64::MAX);
        Self { method, by, proof: proof.map(Proof::as_str), verdict, error, ms, card }
    }

    /// Records that the answer came and was not shown, because it could not be recorded.
    pub(super) const fn withhold(&mut self) {
        self.error = Some(TroubleKind::JournalFull.code());
    }
}

/// What asked where no staff menu did: `uketsuke check` or `uketsuke assign`, or the kiosk for bookings in its folder.
const COMMAND: &str = "command";
const FOLDER: &str = "folder";

/// What came of a reference number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssignmentEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<StaffId>,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// From the request to this.
    ms: u64,
}

impl AssignmentEntry {
    pub(super) fn new(outcome: AssignmentOutcome) -> Self {
        let AssignmentOutcome { by, end, late: _, took } = outcome;
        let ms = took.as_millis().try_into().unwrap_or(u64::MAX);
        Self { by, result: end.as_str(), error: end.code(), ms }
    }
}

/// What asking by numbers came to. What was asked is not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumbersEntry {
    /// The paper.
    way: Way,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<StaffId>,
    /// [`COMMAND`], where no staff menu asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// From the question to this.
    ms: u64,
}

impl NumbersEntry {
    pub(super) fn new(outcome: InquiryOutcome) -> Self {
        let InquiryOutcome { way, by, end, took } = outcome;
        let (verdict, error) = match end {
            InquiryEnd::Answered(verdict) => (Some(verdict.as_str()), None),
            InquiryEnd::Failed(fault) => (None, Some(fault.code())),
            InquiryEnd::GivenUp => (None, None),
        };
        Self { way, by, asked_by: None, verdict, error, ms: took.as_millis().try_into().unwrap_or(u64::MAX) }
    }

    /// As [`new`](Self::new), where `uketsuke check` has asked.
    pub(super) fn of_command(outcome: InquiryOutcome) -> Self {
        Self { asked_by: Some(COMMAND), ..Self::new(outcome) }
    }

    /// Records that the answer came and was not shown, because it could not be recorded.
    pub(super) const fn withhold(&mut self) {
        self.error = Some(TroubleKind::JournalFull.code());
    }
}

/// What a bulk request came to. Keys and numbers of people are not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulkEntry<C> {
    asked_by: &'static str,
    people: usize,
    /// How many have which kind of result; without results there is an error.
    #[serde(flatten)]
    counts: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

/// How many people of a bulk check have which kind of result. Whether it is simulated is said by the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CheckedPeople {
    ok: usize,
    changed: usize,
    invalid: usize,
    unanswered: usize,
    foreign: usize,
}

/// The same of a bulk assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AssignedPeople {
    kept: usize,
    refused: usize,
    unclear: usize,
    unanswered: usize,
    foreign: usize,
}

impl From<BookingCounts> for CheckedPeople {
    fn from(counts: BookingCounts) -> Self {
        let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated: _ } = counts;
        Self { ok, changed, invalid, unanswered, foreign }
    }
}

impl From<AssignmentCounts> for AssignedPeople {
    fn from(counts: AssignmentCounts) -> Self {
        let AssignmentCounts { kept, refused, unclear, unanswered, foreign, simulated: _ } = counts;
        Self { kept, refused, unclear, unanswered, foreign }
    }
}

impl<C> BulkEntry<C> {
    fn new(asked_by: &'static str, people: usize, came: Result<impl Into<C>, BookingFault>) -> Self {
        let error = came.as_ref().err().map(|fault| fault.as_str());
        Self { asked_by, people, counts: came.ok().map(Into::into), error }
    }
}

impl JournalEntry {
    /// A bulk request that a command has made.
    pub(super) fn bulk_of_command(outcome: BulkOutcome) -> Self {
        Self::bulk(COMMAND, outcome)
    }

    /// A bulk request that the kiosk has made for bookings in its folder.
    pub(super) fn bulk_of_folder(outcome: BulkOutcome) -> Self {
        Self::bulk(FOLDER, outcome)
    }

    fn bulk(asked_by: &'static str, BulkOutcome { people, end }: BulkOutcome) -> Self {
        match end {
            BulkEnd::Check(came) => Self::BulkCheck(BulkEntry::new(asked_by, people, came)),
            BulkEnd::Assignment(came) => Self::BulkAssignment(BulkEntry::new(asked_by, people, came)),
        }
    }
}
