//! What staff do around the visits: the menu behind F10, its passcode, other ways to confirm, help.
//!
//! A pure state machine, as the visit is: it receives keys, answers and the time, and says what is to be done. It knows
//! no file, no network, no terminal and no clock. While it is open no visit begins, but a card that is put on the
//! reader closes it soon. It never sees a PIN: a digit that is typed while a card lies there is taken for a passcode
//! only. What it shows of a visit has no name.

pub mod absence;
pub mod assign;
#[cfg(feature = "simulator")]
#[cfg(test)]
mod assign_tests;
mod backoff;
mod card;
pub mod codes;
mod cursor;
pub mod diagnosis;
mod effect;
mod event;
#[cfg(test)]
mod factory_reset_tests;
mod facts;
pub mod first_passcode;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzz;
pub mod help;
mod inquiries;
#[cfg(any(test, feature = "fuzzing"))]
mod inquiry_promises;
pub mod last;
#[cfg(test)]
mod last_tests;
mod list_page;
pub mod marking;
pub mod menu;
mod open;
pub mod open_items;
mod opened;
mod page;
mod pages;
pub mod passcode;
pub mod past;
pub mod power;
#[cfg(any(test, feature = "fuzzing"))]
mod promises;
pub mod reader;
mod saving;
pub mod set_up;
pub mod settings;
mod state;
#[cfg(test)]
mod tests;
pub mod today;
mod typing;
mod view;
pub mod ways;

pub use effect::{AbsenceChoice, Effect, PowerAction, ReportTo, SaveId};
pub use event::{Event, InquiryNews, PowerError, Purpose};
pub use facts::{Facts, NumberChecks, ReaderFacts};
pub use list_page::ListPage;
pub use page::{MenuItem, PageInput};
pub use set_up::{Registration, SetUpFacts};
pub use state::StaffMenu;
pub use view::{CardNote, Page, View};
