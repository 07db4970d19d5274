//! The audit trail: append-only, one line a visit, hash-chained, no name and no number.
//!
//! An empty room for now. It may touch its own files only; it must never see a name.
