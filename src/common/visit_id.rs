//! The number of a visit.

/// Number of a visit. Every request carries it and every answer brings it back, so that an answer which comes after its
/// visit ended is recognised and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct VisitId(pub u64);
