//! What went over the wire, counted at the service's end.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A snapshot of the counts since the service started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// TCP connections taken.
    pub connections: u64,
    /// TLS handshakes that let a terminal in.
    pub handshakes: u64,
    /// HTTP requests by `VERB /path`, the check's name as `{check}`.
    pub exchanges: BTreeMap<&'static str, u64>,
    /// Bytes of bodies handed to the connection.
    pub body_bytes: u64,
    /// Thumbprints of the terminals' certificates, in the order in which they were first seen.
    pub terminals: Vec<String>,
}

impl Stats {
    /// All HTTP requests.
    #[must_use]
    pub fn all_exchanges(&self) -> u64 {
        self.exchanges.values().sum()
    }
}

/// The counters behind [`Stats`].
#[derive(Default)]
pub(super) struct Counters {
    pub connections: AtomicU64,
    pub handshakes: AtomicU64,
    pub body_bytes: Arc<AtomicU64>,
    exchanges: Mutex<BTreeMap<&'static str, u64>>,
    terminals: Mutex<Vec<String>>,
}

impl Counters {
    pub fn exchange(&self, route: &'static str) {
        *self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).entry(route).or_default() += 1;
    }

    pub fn terminal(&self, thumbprint: &str) {
        let mut seen = self.terminals.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.iter().any(|other| other == thumbprint) {
            seen.push(thumbprint.to_owned());
        }
    }

    pub fn snapshot(&self) -> Stats {
        Stats {
            connections: self.connections.load(Ordering::Relaxed),
            handshakes: self.handshakes.load(Ordering::Relaxed),
            exchanges: self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            body_bytes: self.body_bytes.load(Ordering::Relaxed),
            terminals: self.terminals.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}
