//! How fast a bulk request goes on, and how far it is.

use std::time::Duration;

use crate::common::BookingFault;
use crate::exchange::inquiry::LISTING;
use crate::exchange::read::REREAD_DELAY;
use crate::settings::ExchangeSettings;

/// Where the turn or a lock is another's.
const BUSY: Duration = Duration::from_secs(2);

/// Requests for the result before the pauses between them grow.
const STEADY: u32 = 3;

/// The pauses of a bulk request; tests have shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct BulkPauses {
    /// Between two looks at an answer's name.
    pub poll: Duration,
    /// Between two reads that have to be equal.
    pub reread: Duration,
    /// Between two listings.
    pub listing: Duration,
    /// Longest time for a receipt, and for the answer to one request for the result.
    pub deadline: Duration,
    /// Between the first requests for the result, and never less.
    pub between: Duration,
    /// Between later ones, at most.
    pub longest: Duration,
    /// Where the turn or a lock is another's.
    pub busy: Duration,
    /// So long the result is asked for.
    pub limit: Duration,
}

impl BulkPauses {
    /// Those of the settings.
    #[must_use]
    pub const fn new(settings: &ExchangeSettings) -> Self {
        Self {
            poll: settings.poll,
            reread: REREAD_DELAY,
            listing: LISTING,
            deadline: settings.deadline,
            between: Duration::from_secs(10),
            longest: Duration::from_secs(600),
            busy: BUSY,
            limit: Duration::from_secs(6 * 3600),
        }
    }

    /// The pause before the next request for the result, after so many.
    #[must_use]
    pub fn before_round(&self, rounds: u32) -> Duration {
        match rounds {
            0 => Duration::ZERO,
            few if few <= STEADY => self.between,
            many => self.between.saturating_mul(1 << (many - STEADY).min(16)).min(self.longest.max(self.between)),
        }
    }
}

/// How far a bulk check is that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was sent: another request of this kiosk has the turn.
    Waits,
    /// The request was sent, and has no receipt yet.
    Asked,
    /// The request may have been sent, and there should be a receipt by now.
    NoReceipt,
    /// The terminal has it, and works on it.
    Working,
}

/// What asking once more does after an end without results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It asks for the result of the same reception number.
    Result,
    /// It asks about the people.
    Request,
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<C> {
    /// The next step is due after this pause.
    Wait(Duration, Progress),
    /// The results lie beside the bookings.
    Done(C),
    /// It has ended without results.
    Failed(BookingFault, Again),
}
