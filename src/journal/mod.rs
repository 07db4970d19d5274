//! The audit trail: append-only, one line a visit, hash-chained, no name and no number.
//!
//! It may touch its own three files (`journal.jsonl`, `journal.head`, `journal.key`) and nothing else, and writes on a
//! thread of its own. It must never see a name: it records a [`JournalEntry`], and none of its types can hold one.
//!
//! Every line carries its number, the hash of the line before it (`prev`) and its own hash: SHA-256 over the line as it
//! stands with the last member, `hash`, left out. Nothing has to be parsed to check one: `sed -n 7p journal.jsonl | sed
//! 's/,"hash":.*/}/' | tr -d '\n' | sha256sum`. The number and the hash of the last line stand in `journal.head` too,
//! written after the line is on the disk.
//!
//! A line never changes. What becomes of it later is a further line: one that strikes an entry by hand, or settles what
//! was open, names the number and the hash of that earlier line (`of`, `of_hash`). Each is named at most once.
//!
//! What the chain shows, and what it cannot: a line that is changed, taken out, put in or moved breaks it, for the line
//! behind it names the old hash. Lines cut off the end break nothing, and only the head file shows that they were
//! there. A user who may write all files of the folder can write a new chain with a new head; only a copy of the head
//! in another place reveals that. So the log states the head at every start, and `uketsuke journal verify` prints it: a
//! head that was noted once has to be found again.

mod chain;
mod command;
pub mod counts_csv;
mod disk;
mod entry;
mod handle;
mod hash;
mod listed;
mod marks;
mod number_set;
mod open_lines;
mod open_scan;
mod period;
mod pseudonym;
mod recent;
mod store;
mod tail;
#[cfg(test)]
mod tests;
mod today;
mod verify;
mod writer;

pub use command::{CommandJournal, CommandJournalError};
pub use entry::{JournalEntry, OpeningFlaw};
pub use handle::{Journal, JournalReport};
pub use hash::{Hash, Head};
pub use period::read_period;
pub use recent::{Recent, recent};
pub use verify::{Flaw, Verified, VerifyError, Whole, verify};

/// The lines.
pub const FILE: &str = "journal.jsonl";
/// Number and hash of the last line.
pub const HEAD: &str = "journal.head";
/// What certificates are hashed with.
pub const KEY: &str = "journal.key";
