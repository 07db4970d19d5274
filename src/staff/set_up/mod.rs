//! The set-up: what a new kiosk is asked on its first day, one step at a time, and again whenever staff want it.
//!
//! Pure, as every page. It holds no fact of its own: what is chosen is a setting, saved as the page of settings saves
//! it, and how far the set-up has come is kept by the loop.

mod page;
mod site;
mod step;
#[cfg(test)]
mod tests;

pub use page::{METHODS, SetUpPage, SetUpStage, SoundAnswer, TestCard};
pub use site::{Registration, SetUpFacts};
pub use step::SetUpStep;
