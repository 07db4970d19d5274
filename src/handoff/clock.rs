//! The two clocks that say how old a file is.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::common::ClockWitness;

/// One moment by both clocks.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The running time, which cannot be set.
    pub running: Instant,
    /// The wall clock, where it may be believed.
    pub wall: Option<SystemTime>,
}

/// This machine's clocks, and how far the wall clock is believed.
pub struct Clocks {
    wall: Box<dyn Fn() -> SystemTime + Send + Sync>,
    start: Instant,
    witness: Mutex<ClockWitness>,
}

impl Clocks {
    /// With this wall clock.
    pub fn new(wall: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        let witness = Mutex::new(ClockWitness::new(wall(), Duration::ZERO));
        Self { wall: Box::new(wall), start: Instant::now(), witness }
    }

    /// What the wall clock says, right or wrong.
    pub fn wall(&self) -> SystemTime {
        (self.wall)()
    }

    /// Takes note of what the service says of the wall clock.
    pub fn hear(&self, agrees: bool) {
        self.witness.lock().unwrap_or_else(PoisonError::into_inner).hear(agrees, self.wall(), self.start.elapsed());
    }

    /// Now.
    pub fn now(&self) -> Moment {
        let (running, wall) = (Instant::now(), self.wall());
        let mut witness = self.witness.lock().unwrap_or_else(PoisonError::into_inner);
        let wall = witness.believes(wall, running.duration_since(self.start)).then_some(wall);
        Moment { running, wall }
    }
}
