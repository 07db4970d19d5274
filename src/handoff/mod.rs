//! What a receipt computer picks up: one file a confirmed check, in the field's own format.
//!
//! An empty room for now. It may touch its own folder only; it must never hold up a visit.
