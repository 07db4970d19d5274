//! One event handled by the visit.

use std::time::Instant;

use super::effect::Effect;

/// The time of an event, and what the visit asks for because of it, in this order.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) now: Instant,
    pub(super) effects: Vec<Effect>,
}
