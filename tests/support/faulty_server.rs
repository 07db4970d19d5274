//! A server that can fail in every way in which a network and a service can fail a kiosk.
//!
//! It is made of plain sockets and TLS, inside the private network of a [`Pcscd`]. It speaks just enough of the
//! protocol to be taken for the service, counts its connections and requests, and misbehaves in one way at a time.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpStream as PlainStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::certificates::{ALWAYS, Authority, Days, Pair};
use super::pcscd::Pcscd;
use super::replies::{Reply, Route, converse};

/// How the server at the address behaves.
#[derive(Debug, Clone, Copy)]
pub enum Behaviour {
    /// As a service should.
    Well,
    /// The same, after all connections were ended.
    HangsUp,
    /// The port is closed.
    Refuses,
    /// The first packet is not answered.
    Swallows,
    /// The connection is taken and reset.
    Resets,
    /// The connection is taken, and nothing follows.
    Keeps,
    /// The connection is taken and half of it closed.
    HalfCloses,
    /// These bytes come at once, whatever is said, and nothing more.
    Says(&'static [u8]),
    /// Every byte is carried to this port of this network, and back.
    Carries(u16),
    /// As a proxy does: asked to CONNECT, it carries to this port of this network.
    Tunnels(u16),
    /// A certificate that is wrong.
    Shows(Wrong),
    /// The same, and the time of its answers is so many days from ours.
    InAnotherYear(Days, i64),
    /// The terminal's certificate was revoked.
    RevokesTerminal,
    /// This question is answered so; the others as they should.
    Answers(Route, Reply),
    /// The same, for the first time only.
    AnswersOnce(Route, Reply),
}

/// What is wrong with a server's certificate.
#[derive(Debug, Clone, Copy)]
pub enum Wrong {
    Name,
    Authority,
    SelfSigned,
    Dates(Days),
    AuthorityAndDates(Days),
}

/// What the server has counted, for the test and for its connections.
#[derive(Default)]
pub struct Counts {
    connections: usize,
    requests: HashMap<Route, usize>,
    first: Option<Instant>,
    /// When the state, as said last, was to change, which makes the kiosk ask.
    pub change: Option<Instant>,
}

impl Counts {
    /// Counts a request; says how many of its kind came before.
    pub fn count(&mut self, route: Route) -> usize {
        self.first.get_or_insert_with(Instant::now);
        let count = self.requests.entry(route).or_default();
        *count += 1;
        *count - 1
    }
}

/// What one connection needs to know.
#[derive(Clone)]
pub struct Shared {
    pub counts: Arc<Mutex<Counts>>,
    authority: Arc<Authority>,
    how: watch::Receiver<Behaviour>,
    /// Whether the state says that it changes in a second, so that a kiosk that waits for it asks again.
    pub prompts: bool,
    /// Whether it proves cards itself.
    pub relays: Arc<AtomicBool>,
}

impl Shared {
    /// How it behaves at this moment.
    pub fn how(&self) -> Behaviour {
        *self.how.borrow()
    }
}

/// The server; its port is closed once it is dropped.
pub struct FaultyServer {
    address: SocketAddr,
    counts: Arc<Mutex<Counts>>,
    relays: Arc<AtomicBool>,
    how: Option<watch::Sender<Behaviour>>,
    thread: Option<JoinHandle<()>>,
}

impl FaultyServer {
    /// Opens it on any free port.
    pub fn open(pcscd: &Pcscd, authority: &Arc<Authority>, prompts: bool) -> Self {
        let network = pcscd.network();
        let counts = Arc::new(Mutex::new(Counts::default()));
        let (how, changes) = watch::channel(Behaviour::Well);
        let authority = Arc::clone(authority);
        let relays = Arc::new(AtomicBool::new(false));
        let (counted, relaying) = (Arc::clone(&counts), Arc::clone(&relays));
        let shared = Shared { counts: counted, authority, how: changes.clone(), prompts, relays: relaying };
        let (ready, opened) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            use std::os::fd::AsFd as _;
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).expect("the private network");
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("an address");
                ready.send(listener.local_addr().expect("an address")).expect("a test");
                serve(listener, shared, changes).await;
            });
        });
        let address = opened.recv().expect("the server");
        Self { address, counts, relays, how: Some(how), thread: Some(thread) }
    }

    /// From now on it proves cards itself, where staff confirm.
    pub fn relays(&self) {
        self.relays.store(true, Ordering::Relaxed);
    }

    /// Where it is.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on it behaves so. What it was asked is forgotten; a service that is well again leaves hanging what hung
    /// before.
    pub fn behaves(&self, how: Behaviour) {
        let mut counts = self.counts.lock().expect("its counts");
        (counts.connections, counts.first) = (0, None);
        counts.requests.clear();
        drop(counts);
        self.how.as_ref().expect("an open server").send(how).expect("a server");
    }

    /// Connections since it behaves so.
    pub fn connections(&self) -> usize {
        self.counts.lock().expect("its counts").connections
    }

    /// Requests of a kind since it behaves so.
    pub fn requests(&self, route: Route) -> usize {
        self.counts.lock().expect("its counts").requests.get(&route).copied().unwrap_or_default()
    }

    /// When it was connected to, or asked, for the first time since it behaves so.
    pub fn first(&self) -> Option<Instant> {
        self.counts.lock().expect("its counts").first
    }

    /// When the state, as it said last, changes: then the kiosk asks.
    pub fn change(&self) -> Option<Instant> {
        self.counts.lock().expect("its counts").change
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        self.how = None;
        if let Some(thread) = self.thread.take() {
            let _said_already = thread.join();
        }
    }
}

/// Serves until the test drops the server.
async fn serve(mut listener: TcpListener, shared: Shared, mut changes: watch::Receiver<Behaviour>) {
    let mut connections = JoinSet::new();
    loop {
        let how = *changes.borrow_and_update();
        let change = match how {
            Behaviour::Refuses => {
                let address = listener.local_addr().expect("an address");
                drop(listener);
                let change = changes.changed().await;
                listener = TcpListener::bind(address).await.expect("the same address");
                change
            }
            Behaviour::Swallows => {
                // A full queue: the kernel drops what asks to be let in (listen(2)).
                rustix::net::listen(&listener, 0).expect("a shorter queue");
                let filler = PlainStream::connect(listener.local_addr().expect("an address")).expect("the queue's one");
                let change = changes.changed().await;
                drop(filler);
                rustix::net::listen(&listener, 128).expect("a longer queue");
                change
            }
            _ => loop {
                tokio::select! {
                    change = changes.changed() => break change,
                    taken = listener.accept() => {
                        let (stream, _) = taken.expect("a connection");
                        let mut counts = shared.counts.lock().expect("the counts");
                        counts.connections += 1;
                        counts.first.get_or_insert_with(Instant::now);
                        drop(counts);
                        connections.spawn(connection(stream, shared.clone()));
                    }
                    Some(_ended) = connections.join_next() => {}
                }
            },
        };
        if change.is_err() {
            return;
        }
        // A warm connection hears how to answer. What hangs goes on hanging when the service is well again.
        if !matches!(
            *changes.borrow(),
            Behaviour::Well | Behaviour::Tunnels(_) | Behaviour::Answers(..) | Behaviour::AnswersOnce(..)
        ) {
            connections.abort_all();
        }
    }
}

async fn connection(mut stream: TcpStream, shared: Shared) {
    let how = shared.how();
    stream.set_nodelay(true).expect("a TCP option");
    // Whatever ends a connection is what is tested here; the other side says what it makes of it.
    let _ends_somehow = match how {
        Behaviour::Refuses | Behaviour::Swallows => Ok(()),
        Behaviour::Resets => resets(stream).await,
        Behaviour::Keeps => drain(stream).await,
        Behaviour::HalfCloses => {
            let _gone = stream.shutdown().await;
            drain(stream).await
        }
        Behaviour::Says(bytes) => {
            let _gone = stream.write_all(bytes).await;
            drain(stream).await
        }
        Behaviour::Carries(port) => carries(stream, port).await,
        Behaviour::Tunnels(port) => tunnels(stream, port).await,
        _ => speaks(stream, shared).await,
    };
}

async fn resets(mut stream: TcpStream) -> std::io::Result<()> {
    stream.read_u8().await?;
    stream.set_zero_linger()
}

/// Hears everything and says nothing.
async fn drain(mut stream: TcpStream) -> std::io::Result<()> {
    let mut bytes = [0; 4096];
    while stream.read(&mut bytes).await? > 0 {}
    Ok(())
}

async fn carries(mut stream: TcpStream, port: u16) -> std::io::Result<()> {
    let mut other = TcpStream::connect(("127.0.0.1", port)).await?;
    copy_bidirectional(&mut stream, &mut other).await.map(drop)
}

async fn tunnels(mut stream: TcpStream, port: u16) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    assert!(head.starts_with(b"CONNECT 127.0.0.1:"), "a proxy is asked for a tunnel and nothing else");
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    carries(stream, port).await
}

async fn speaks(stream: TcpStream, shared: Shared) -> std::io::Result<()> {
    let ours = &shared.authority;
    let pair = match shared.how() {
        Behaviour::Shows(Wrong::Name) => ours.server(Some("elsewhere.test"), ALWAYS),
        Behaviour::Shows(Wrong::Authority) => Authority::new().server(None, ALWAYS),
        Behaviour::Shows(Wrong::SelfSigned) => Pair::self_signed(),
        Behaviour::Shows(Wrong::Dates(days)) | Behaviour::InAnotherYear(days, _) => ours.server(None, days),
        Behaviour::Shows(Wrong::AuthorityAndDates(days)) => Authority::new().server(None, days),
        _ => ours.server(None, ALWAYS),
    };
    let config = ours.accepts(&pair, matches!(shared.how(), Behaviour::RevokesTerminal));
    let (stream, error) = match tokio_rustls::TlsAcceptor::from(config).accept(stream).into_fallible().await {
        Ok(stream) => return converse(stream, shared).await,
        Err((error, stream)) => (stream, error),
    };
    // The alert has to arrive: a plain close with unread bytes would reset the connection.
    let mut stream = stream;
    stream.shutdown().await?;
    let _gone = tokio::time::timeout(Duration::from_secs(1), drain(stream)).await;
    Err(error)
}
