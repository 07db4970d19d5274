//! What takes calls for staff: a server over TLS in the private network of a desk, which keeps what it was told.

use std::net::SocketAddr;
use std::os::fd::AsFd as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use uketsuke::simulator::tls::TestPki;

use super::pcscd::Pcscd;
use super::wait_for;

/// An answer that says that the call was taken.
pub const TAKEN: &str = "HTTP/1.1 204 No Content\r\n\r\n";
/// No answer at all: the connection stays open.
pub const HANGS: &str = "";

/// The server; its port is closed once it is dropped.
pub struct PagerServer {
    address: SocketAddr,
    told: Arc<Mutex<Vec<Value>>>,
    answer: Arc<Mutex<&'static str>>,
    hanging: Arc<AtomicUsize>,
    close: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl PagerServer {
    /// Opens it with the server's certificate in `dir`.
    pub fn open(pcscd: &Pcscd, dir: &Path, answer: &'static str) -> Self {
        let pki = TestPki::read(dir).expect("the certificates");
        let acceptor = TlsAcceptor::from(Arc::new(pki.server_config().expect("TLS")));
        let network = pcscd.network();
        let (told, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(answer)));
        let hanging = Arc::new(AtomicUsize::new(0));
        let (keeps, answers, hangs) = (Arc::clone(&told), Arc::clone(&answer), Arc::clone(&hanging));
        let (ready, opened) = std::sync::mpsc::channel();
        let (close, closed) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).expect("the private network");
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                ready.send(listener.local_addr().expect("an address")).expect("a test");
                tokio::select! {
                    _ = closed => {}
                    () = serve(listener, acceptor, keeps, answers, hangs) => {}
                }
            });
        });
        let address = opened.recv().expect("the server");
        Self { address, told, answer, hanging, close: Some(close), thread: Some(thread) }
    }

    /// `[call] url`
    pub fn url(&self) -> String {
        format!("https://localhost:{}/call", self.address.port())
    }

    /// How requests are answered from now on.
    pub fn answers(&self, answer: &'static str) {
        *self.answer.lock().expect("the answer") = answer;
    }

    /// Every object that was posted so far.
    pub fn told(&self) -> Vec<Value> {
        self.told.lock().expect("what was told").clone()
    }

    /// So many posts have no answer yet, and their senders still wait.
    pub fn hanging(&self) -> usize {
        self.hanging.load(Ordering::SeqCst)
    }

    /// Waits until so many were posted.
    pub fn hears(&self, count: usize) -> Vec<Value> {
        wait_for(&format!("{count} calls"), || Some(self.told()).filter(|told| told.len() >= count))
    }
}

impl Drop for PagerServer {
    fn drop(&mut self) {
        self.close = None;
        if let Some(thread) = self.thread.take() {
            // A thread that failed has said so; a second panic here would hide the test's own words.
            let _said_already = thread.join();
        }
    }
}

async fn serve(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    told: Arc<Mutex<Vec<Value>>>,
    answer: Arc<Mutex<&'static str>>,
    hanging: Arc<AtomicUsize>,
) {
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        let (acceptor, told, answer) = (acceptor.clone(), Arc::clone(&told), Arc::clone(&answer));
        let hanging = Arc::clone(&hanging);
        tokio::spawn(async move {
            let Ok(mut stream) = acceptor.accept(stream).await else { return };
            let (mut request, mut part) = (Vec::new(), [0; 4096]);
            while !request.ends_with(b"}") {
                match stream.read(&mut part).await {
                    Ok(0) | Err(_) => return,
                    Ok(read) => request.extend_from_slice(&part[..read]),
                }
            }
            let text = String::from_utf8(request).expect("UTF-8");
            let (head, body) = text.split_once("\r\n\r\n").expect("a request");
            assert!(head.starts_with("POST /call HTTP/1.1\r\n"), "{head}");
            let answer = *answer.lock().expect("the answer");
            if answer == HANGS {
                hanging.fetch_add(1, Ordering::SeqCst);
            }
            told.lock().expect("what was told").push(serde_json::from_str(body).expect("JSON"));
            if answer == HANGS {
                // A sender that gives up closes the connection.
                let _gone = stream.read(&mut part).await;
                hanging.fetch_sub(1, Ordering::SeqCst);
                return;
            }
            // A client that has gone wants no answer.
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        });
    }
}
