//! The result message of a qualification check, and what it means.
//!
//! Pure: no I/O, no clock, no screen. One typed message for JSON and XML ([`message`]), its code tables ([`codes`]),
//! the verdict ([`verdict`]), text copied out of the official app ([`copied`]), what staff type by hand ([`manual`]),
//! a question by numbers and its answer ([`number_check`], [`number_answer`]), a reference number for a person and the
//! answer to it ([`assignment`]), both for many people at once ([`bulk_answer`], [`bulk_assignment`]), a person whom
//! staff expect ([`person`]), numbers with their check digits ([`insurer`]), dates with Japanese eras ([`date`]),
//! shares paid ([`ratio`]), and text that is safe to show ([`text`], [`kana`]). Nothing is computed here that was not
//! sent.

pub mod assignment;
pub mod bulk_answer;
pub mod bulk_assignment;
pub mod codes;
pub mod copied;
pub mod date;
pub mod entry;
mod error;
pub mod found;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
pub mod groups;
pub mod insurer;
pub mod kana;
pub mod manual;
pub mod message;
pub mod number_answer;
pub mod number_check;
pub mod person;
pub mod ratio;
pub mod text;
pub mod verdict;
pub mod wire;
mod xml;

#[cfg(test)]
mod tests;

pub use assignment::{Assigned, Assignee, Assignment, ReferenceMistake, ReferenceNumber, SentAssignment};
pub use bulk_answer::{
    BulkResult, BulkRow, BulkRows, Receipt, RowAnswer, RowFault, SentBulk, changed, is_other_reference, judge_receipt,
};
pub use bulk_assignment::{AssignmentRow, SentAssignments, qualification_key, reference_key};
pub use copied::{Copied, CopiedError};
pub use date::Date;
pub use entry::{Entry, Note};
pub use error::MessageError;
pub use found::Found;
pub use insurer::{FacilityCode, InsurerNumber};
pub use manual::Manual;
pub use message::XmlMsg;
pub use number_answer::{ForeignAnswer, Judged, Mismatch, SentQuestion};
pub use number_check::{FieldMistake, NumberCheck, NumberCheckError, NumberField, TypedNumbers};
pub use person::Person;
pub use ratio::Percent;
pub use text::Text;
pub use verdict::{Confirmed, Notice, Verdict, VerdictKind};
pub use wire::Wire;
pub use xml::SIMULATION;
