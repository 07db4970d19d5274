//! A day's checks: the list with its filters, one row of it opened, and the checks of a month in numbers.

mod filter;
mod page;
mod totals;

pub use filter::Filter;
pub use page::{Shown, TodayPage};
pub use totals::Totals;
