//! An emulated eligibility service: the protocol of `gateway/openapi.yaml` over mutual TLS, answering for the personas,
//! and a desk where terminals register (EST).
//!
//! May use the gateway's wire types and the personas. Must not be reachable from a shipped kiosk, knows no real person
//! and no real server: every name, number and code in it is synthetic. Method A is accepted on the terminal's word
//! ([`crate::gateway::attest`]), or, where a [`RelayMode`] is set, with the stand-in's proof of the card
//! ([`crate::simulator::card::stand_in`]).

mod body;
mod cards;
mod checks;
mod cli;
mod est;
mod issuing;
mod refusal;
mod registry;
mod relay;
mod routes;
mod stats;
#[cfg(test)]
mod tests;
mod verify;

pub use cards::{CardTrust, NoAuthority};
pub use cli::{CommandError, command};
pub use est::Registration;
pub use registry::{Registry, UnknownPersona};
pub use relay::{Attack, RelayMode};
pub use stats::Stats;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use time::OffsetDateTime;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use self::routes::{Session, Shared};
use super::authority::AuthorityError;
use super::card::stand_in::Terminal;
use super::tls::{PkiError, TestPki};
use crate::gateway::{ServiceStatus, UserId};

/// Whether the service takes checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// It does.
    Open,
    /// It does not for a while.
    Maintenance {
        /// What it says about it.
        message: String,
        /// When it expects to be open again.
        until: Option<OffsetDateTime>,
    },
    /// It does not at this hour.
    Closed {
        /// When it opens.
        until: Option<OffsetDateTime>,
    },
    /// It does, but not from these terminals: their registration was withdrawn.
    Unregistered,
}

/// Why the service does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The certificates are of no use.
    #[error(transparent)]
    Pki(#[from] PkiError),
    /// The stand-in's keys are of no use.
    #[error(transparent)]
    StandIn(#[from] AuthorityError),
    /// The address cannot be listened on.
    #[error("cannot listen on {0} ({1}); choose another --listen")]
    Listen(SocketAddr, #[source] io::Error),
}

/// The emulated service.
pub struct Service;

/// A running service; it stops, and its connections break, when this is dropped.
pub struct ServiceHandle {
    addr: SocketAddr,
    url: String,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Service {
    /// Listens on `listen` (port 0: any free one) on the current runtime.
    pub async fn start(
        listen: SocketAddr,
        pki: &TestPki,
        registry: Registry,
        cards: CardTrust,
    ) -> Result<ServiceHandle, StartError> {
        Self::start_as(listen, None, pki, registry, cards).await
    }

    /// The same for kiosks that reach it as `host`, for instance through the network of a virtual machine.
    pub async fn start_as(
        listen: SocketAddr,
        host: Option<&str>,
        pki: &TestPki,
        registry: Registry,
        cards: CardTrust,
    ) -> Result<ServiceHandle, StartError> {
        let acceptor = TlsAcceptor::from(Arc::new(pki.server_config()?));
        let listener = TcpListener::bind(listen).await.map_err(|error| StartError::Listen(listen, error))?;
        let addr = listener.local_addr().map_err(|error| StartError::Listen(listen, error))?;
        let port = addr.port();
        let url = host.map_or_else(|| format!("https://{addr}"), |host| format!("https://{host}:{port}"));
        let shared = Arc::new(Shared {
            checks: Mutex::default(),
            mode: Mutex::new(Mode::Open),
            relay: Mutex::default(),
            terminal: Terminal::new()?,
            announced: Mutex::default(),
            counters: stats::Counters::default(),
            enrolment: est::Enrolment::new(pki)?,
            audiences: vec![
                url.clone(),
                format!("https://{addr}"),
                format!("https://localhost:{port}"),
                format!("https://127.0.0.1:{port}"),
            ],
            cards,
            registry,
        });
        let accepting = tokio::spawn(accept(listener, acceptor, Arc::clone(&shared)));
        Ok(ServiceHandle { addr, url, shared, accepting })
    }
}

impl ServiceHandle {
    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The base URL for a kiosk.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// What went over the wire so far.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.shared.counters.snapshot()
    }

    /// Opens or closes it.
    pub fn set_mode(&self, mode: Mode) {
        *self.shared.mode.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }
}

/// Registration of terminals.
impl ServiceHandle {
    /// Issues a one-time code: `user` may register one terminal with it.
    pub fn admit(&self, user: &UserId, code: &str) {
        self.shared.enrolment.admit(user, code);
    }

    /// How long the certificates live that are issued from now on.
    pub fn terminals_live(&self, life: Duration) {
        self.shared.enrolment.terminals_live(life);
    }

    /// How requests for a certificate are answered from now on.
    pub fn answers_registrations(&self, manner: Registration) {
        self.shared.enrolment.answers(manner);
    }

    /// Withdraws the registration of the terminal with this certificate (DER).
    pub fn revoke(&self, certificate: &[u8]) {
        self.shared.enrolment.revoke(certificate);
    }
}

impl ServiceHandle {
    /// How cards are proved in method A from now on; checks that are open keep their way.
    pub fn set_relay(&self, mode: RelayMode) {
        *self.shared.relay.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }

    /// What it says about itself while it is open.
    pub fn announce(&self, notices: Vec<String>, closes: Option<OffsetDateTime>) {
        let announced = ServiceStatus { notices, closes, ..ServiceStatus::default() };
        *self.shared.announced.lock().unwrap_or_else(PoisonError::into_inner) = announced;
    }
}

impl Drop for ServiceHandle {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, acceptor.clone(), Arc::clone(&shared)));
                }
                // Out of file descriptors, or the peer was gone already: the next one may fare better.
                Err(error) => tracing::warn!(kind = ?error.kind(), "connection not taken"),
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    shared.counters.connections.fetch_add(1, Ordering::Relaxed);
    let _ = stream.set_nodelay(true);
    let stream = match acceptor.accept(stream).into_fallible().await {
        Ok(stream) => stream,
        Err((_, stream)) => return linger(stream).await,
    };
    shared.counters.handshakes.fetch_add(1, Ordering::Relaxed);
    let terminal =
        stream.get_ref().1.peer_certificates().and_then(<[_]>::first).map(|certificate| certificate.to_vec());
    let session = Arc::new(Session { shared, terminal: terminal.unwrap_or_default() });
    let answer = service_fn(move |request| {
        let session = Arc::clone(&session);
        async move { session.answer(request).await }
    });
    // Every way in which a connection ends is the other side's to notice.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}

/// Closes so that the other side can read why: with its request still unread, a plain close would reset the connection
/// and the TLS alert might be lost on the way.
async fn linger(mut stream: TcpStream) {
    let _ = stream.shutdown().await;
    let mut rest = [0; 4096];
    let drain = async { while matches!(stream.read(&mut rest).await, Ok(1..)) {} };
    let _ = timeout(Duration::from_secs(1), drain).await;
}
