//! The state machine of one visit: card in, visitor identified, service asked, answer shown, card out.
//!
//! Pure: it handles an event at a time and returns effects and a deadline. It knows no reader, no terminal, no
//! network and no clock, and it never repeats anything by itself: a VERIFY is asked for once per Enter.

mod call;
mod card;
mod counts;
mod desk;
mod dim;
pub mod effect;
mod ending;
pub mod event;
mod found;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzz;
mod initials;
mod last;
mod lifecycle;
mod limit;
mod machine;
pub mod open_item;
pub mod outcome;
#[cfg(any(test, feature = "fuzzing"))]
mod promises;
mod record;
mod relay;
pub mod rules;
mod service;
mod show;
mod slide;
mod state;
#[cfg(test)]
mod tests;
mod turn;
pub mod view;
mod whose;

pub use counts::{CountedWay, Counts, Month, MonthCounts, PastChecks, Period, Standing};
pub use desk::{HeldResult, Withheld};
pub use effect::{Bell, CardOrder, Effect, ServiceOrder};
pub use event::Event;
pub use initials::{Initials, initials_of};
pub use last::LastAnswer;
pub use open_item::{Mark, MarkRefusal, OpenItem, OpenItems, OpenItemsKept};
pub use outcome::{
    AssignmentEnd, AssignmentOutcome, CheckId, CheckSummary, CheckedBy, Ended, InquiryEnd, InquiryOutcome, ItemId,
    RowId, VisitOutcome,
};
pub use rules::{AnswerSource, CardOnReader, FaceDoubt, Rules, StaffAct};
pub use state::Visit;
