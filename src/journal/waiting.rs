//! What waits for its line before it is shown.

use crate::common::{InquiryId, VisitId};

/// What waits for a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The answer of a visit.
    Visit(VisitId),
    /// The answer to an inquiry.
    Inquiry(InquiryId),
}
