//! The contract against the code, and how often the service is asked, whatever it answers.

mod contract;
#[cfg(feature = "simulator")]
mod pace;
