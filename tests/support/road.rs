//! What a kiosk finds at its service's address: the service, or any of the ways in which a network and a server can
//! fail it.
//!
//! A server of plain sockets and TLS, inside the private network of a [`Pcscd`]. It speaks just enough of the protocol
//! to be believed, counts what it is asked, and misbehaves in one way at a time.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpStream as PlainStream};
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

/// How whatever is at the address behaves.
#[derive(Debug, Clone, Copy)]
pub enum How {
    /// As a service should.
    Well,
    /// The same, after all connections were ended.
    HangsUp,
    /// Nobody listens.
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

/// What the server remembers, for the test and for its connections.
#[derive(Default)]
pub struct Memory {
    connections: usize,
    requests: HashMap<Route, usize>,
    first: Option<Instant>,
    /// When the state, as said last, was to change, which makes the kiosk ask.
    pub change: Option<Instant>,
}

impl Memory {
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
pub struct Place {
    pub memory: Arc<Mutex<Memory>>,
    authority: Arc<Authority>,
    how: watch::Receiver<How>,
    /// Whether the state says that it changes in a second, so that a kiosk that waits for it asks again.
    pub prompts: bool,
}

impl Place {
    /// How it behaves at this moment.
    pub fn how(&self) -> How {
        *self.how.borrow()
    }
}

/// The server; nobody listens any more once it is dropped.
pub struct Road {
    address: SocketAddr,
    memory: Arc<Mutex<Memory>>,
    how: Option<watch::Sender<How>>,
    thread: Option<JoinHandle<()>>,
}

impl Road {
    /// Opens it on any free port.
    pub fn open(pcscd: &Pcscd, authority: &Arc<Authority>, prompts: bool) -> Self {
        let network = pcscd.network();
        let memory = Arc::new(Mutex::new(Memory::default()));
        let (how, changes) = watch::channel(How::Well);
        let authority = Arc::clone(authority);
        let place = Place { memory: Arc::clone(&memory), authority, how: changes.clone(), prompts };
        let (ready, opened) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            use std::os::fd::AsFd as _;
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).expect("the private network");
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("an address");
                ready.send(listener.local_addr().expect("an address")).expect("a test");
                serve(listener, place, changes).await;
            });
        });
        let address = opened.recv().expect("the server");
        Self { address, memory, how: Some(how), thread: Some(thread) }
    }

    /// Where it is.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on it behaves so. What it was asked is forgotten; a service that is well again leaves hanging what hung
    /// before.
    pub fn behaves(&self, how: How) {
        let mut memory = self.memory.lock().expect("its memory");
        (memory.connections, memory.first) = (0, None);
        memory.requests.clear();
        drop(memory);
        self.how.as_ref().expect("an open server").send(how).expect("a server");
    }

    /// Connections since it behaves so.
    pub fn connections(&self) -> usize {
        self.memory.lock().expect("its memory").connections
    }

    /// Requests of a kind since it behaves so.
    pub fn requests(&self, route: Route) -> usize {
        self.memory.lock().expect("its memory").requests.get(&route).copied().unwrap_or_default()
    }

    /// When it was connected to, or asked, for the first time since it behaves so.
    pub fn first(&self) -> Option<Instant> {
        self.memory.lock().expect("its memory").first
    }

    /// When the state, as it said last, changes: then the kiosk asks.
    pub fn change(&self) -> Option<Instant> {
        self.memory.lock().expect("its memory").change
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        self.how = None;
        if let Some(thread) = self.thread.take() {
            let _said_already = thread.join();
        }
    }
}

/// Serves until nobody says any more how.
async fn serve(mut listener: TcpListener, place: Place, mut changes: watch::Receiver<How>) {
    let mut connections = JoinSet::new();
    loop {
        let how = *changes.borrow_and_update();
        let change = match how {
            How::Refuses => {
                let address = listener.local_addr().expect("an address");
                drop(listener);
                let change = changes.changed().await;
                listener = TcpListener::bind(address).await.expect("the same address");
                change
            }
            How::Swallows => {
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
                        let mut memory = place.memory.lock().expect("the memory");
                        memory.connections += 1;
                        memory.first.get_or_insert_with(Instant::now);
                        drop(memory);
                        connections.spawn(connection(stream, place.clone()));
                    }
                    Some(_ended) = connections.join_next() => {}
                }
            },
        };
        if change.is_err() {
            return;
        }
        // A warm connection hears how to answer. What hangs goes on hanging when the service is well again.
        if !matches!(*changes.borrow(), How::Well | How::Tunnels(_) | How::Answers(..) | How::AnswersOnce(..)) {
            connections.abort_all();
        }
    }
}

async fn connection(mut stream: TcpStream, place: Place) {
    let how = place.how();
    stream.set_nodelay(true).expect("a TCP option");
    // Whatever ends a connection is what is tested here; the other side says what it makes of it.
    let _ends_somehow = match how {
        How::Refuses | How::Swallows => Ok(()),
        How::Resets => resets(stream).await,
        How::Keeps => drain(stream).await,
        How::HalfCloses => {
            let _gone = stream.shutdown().await;
            drain(stream).await
        }
        How::Says(bytes) => {
            let _gone = stream.write_all(bytes).await;
            drain(stream).await
        }
        How::Carries(port) => carries(stream, port).await,
        How::Tunnels(port) => tunnels(stream, port).await,
        _ => speaks(stream, place).await,
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

async fn speaks(stream: TcpStream, place: Place) -> std::io::Result<()> {
    let ours = &place.authority;
    let pair = match place.how() {
        How::Shows(Wrong::Name) => ours.server(Some("elsewhere.test"), ALWAYS),
        How::Shows(Wrong::Authority) => Authority::new().server(None, ALWAYS),
        How::Shows(Wrong::SelfSigned) => Pair::self_signed(),
        How::Shows(Wrong::Dates(days)) | How::InAnotherYear(days, _) => ours.server(None, days),
        How::Shows(Wrong::AuthorityAndDates(days)) => Authority::new().server(None, days),
        _ => ours.server(None, ALWAYS),
    };
    let config = ours.accepts(&pair, matches!(place.how(), How::RevokesTerminal));
    let (stream, error) = match tokio_rustls::TlsAcceptor::from(config).accept(stream).into_fallible().await {
        Ok(stream) => return converse(stream, place).await,
        Err((error, stream)) => (stream, error),
    };
    // The alert has to arrive: a plain close with unread bytes would reset the connection.
    let mut stream = stream;
    stream.shutdown().await?;
    let _gone = tokio::time::timeout(Duration::from_secs(1), drain(stream)).await;
    Err(error)
}
