//! The eligibility service as the kiosk sees it: one HTTPS client, the card's proof, and the desk that the event loop
//! talks to.
//!
//! May touch the network and the terminal's own key. Must not touch the card (it is handed certificates and
//! signatures), must not draw, and decides nothing about a visit: it reports what happened, each mishap tellable apart
//! ([`GatewayError`]).
//!
//! The order of a visit: [`GatewayHandle::open`] while the card is read (nonce and a warm connection), [`CardProof`] or
//! [`attest()`] once the person is known, [`GatewayHandle::prove`] for the one exchange that carries the answer.
//!
//! Whom it trusts is in `authority`, what a wrong clock does to that trust in [`clock`], when it asks again in `watch`;
//! checks and registration both speak over a `line`.
//!
//! `openapi.yaml` in this folder is the contract with the service's operator, `protocol.md` the page that explains
//! it. [`est`] registers the terminal (RFC 7030), and the desk renews its certificate between visits. Where the service
//! offers no relay ([`RelayStep`]), method A rests on the terminal's word.

mod attest;
mod authority;
mod check;
mod client;
pub mod clock;
mod config;
mod error;
pub mod est;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
mod permissions;
mod proof;
mod proxy;
mod relay;
mod renewal;
mod retry_after;
mod task;
mod terminal;
#[cfg(test)]
mod tests;
mod transport;
mod watch;
pub mod wire;

pub use attest::attest;
pub use check::OpenCheck;
pub use client::GatewayClient;
pub use config::{ConfigError, GatewayConfig};
pub use error::{Busy, GatewayError, ProblemCode, ServiceProblem};
pub use est::{RegisterError, Registered, UserId, register};
pub use permissions::others_may_read;
pub use proof::{CardProof, Jws, ProofError};
pub use proxy::ProxyError;
pub use relay::RelayStep;
pub use task::{GatewayEvent, GatewayHandle};
pub use terminal::Terminal;
pub use wire::{ServiceState, ServiceStatus};
