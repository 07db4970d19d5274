//! The emulated eligibility service, inside the private network of a desk, where the test can look at its counters and
//! close it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use tokio::sync::oneshot;
use uketsuke::simulator::authority::CardAuthority;
use uketsuke::simulator::personas;
use uketsuke::simulator::service::{CardTrust, Mode, Registry, Service, ServiceHandle, Stats};
use uketsuke::simulator::tls::TestPki;

use super::pcscd::Pcscd;

/// The service; its connections break when this is dropped.
pub struct EmulatedService {
    handle: ServiceHandle,
    close: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl EmulatedService {
    /// Opens it, with the certificates in `dir`, on `address` (port 0: any free one).
    pub fn open(pcscd: &Arc<Pcscd>, dir: &Path, address: SocketAddr) -> Self {
        let pki = TestPki::read(dir).expect("the certificates");
        let network = pcscd.network();
        let (ready, opened) = std::sync::mpsc::channel();
        let (close, closed) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            use std::os::fd::AsFd as _;
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).expect("the private network");
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let registry = Registry::new(personas::all(), "valid-kumiai").expect("the personas");
                let authority = CardAuthority::new().expect("the card authority");
                let cards = CardTrust::new(authority.certificate_der()).expect("the card authority");
                ready.send(Service::start(address, &pki, registry, cards).await.expect("the service")).expect("a test");
                let _closed_or_dropped = closed.await;
            });
        });
        let handle = opened.recv().expect("the service");
        Self { handle, close: Some(close), thread: Some(thread) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.handle.addr()
    }

    /// What went over the wire so far.
    pub fn stats(&self) -> Stats {
        self.handle.stats()
    }

    /// The service itself, for what only some tests do with it.
    pub fn handle(&self) -> &ServiceHandle {
        &self.handle
    }

    /// Opens or closes the desk behind it, while it goes on answering.
    pub fn set_mode(&self, mode: Mode) {
        self.handle.set_mode(mode);
    }
}

impl Drop for EmulatedService {
    fn drop(&mut self) {
        self.close = None;
        if let Some(thread) = self.thread.take() {
            // A thread that failed has said so; a second panic here would hide the test's own words.
            let _said_already = thread.join();
        }
    }
}
