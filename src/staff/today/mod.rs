//! Today's checks: the list with its filters, one row of it opened, and the checks in numbers.

mod filter;
mod page;
mod totals;

pub use filter::Filter;
pub use page::TodayPage;
pub use totals::{Standing, Totals};
