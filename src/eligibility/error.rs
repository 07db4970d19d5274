//! Why a message cannot be read or written.

use crate::common::AnswerFlaw;

/// Why bytes are no message. Parsers quote what they stumble over, so their errors stay out: they would carry personal
/// data into a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// The bytes stop before the message does.
    #[error("{}", AnswerFlaw::CutOff)]
    CutOff,
    /// Not JSON or not XML at all.
    #[error("{}", AnswerFlaw::Malformed)]
    Malformed,
    /// Well-formed, but a mandatory element is missing, doubled, or of another type; or the XML declares a document
    /// type.
    #[error("{}", AnswerFlaw::Shape)]
    Shape,
    /// A text that XML cannot carry.
    #[error("the message cannot be written")]
    Unwritable,
}
