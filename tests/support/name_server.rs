//! A name server inside the private network, and nothing else that could tell a name.

use std::net::UdpSocket;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use super::pcscd::Pcscd;

/// What it says of every name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameAnswer {
    /// Here.
    Here,
    /// There is no such name.
    Nowhere,
    /// Nothing.
    Silence,
}

/// The name server.
pub struct NameServer {
    word: Arc<Mutex<NameAnswer>>,
    asked: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl NameServer {
    /// Opens it. From now on every program of this network asks it, and no file of hosts.
    pub fn open(pcscd: &Pcscd) -> Self {
        // Where the system's file is a link into /run, which is empty here, its target is made first.
        let script = "f=$(readlink -m /etc/resolv.conf) && mkdir -p \"${f%/*}\" && { [ -e \"$f\" ] || : >\"$f\"; } && \
            echo nameserver 127.0.0.1 >\"$1/resolv.conf\" && : >\"$1/hosts\" && \
            mount --bind \"$1/resolv.conf\" \"$f\" && mount --bind \"$1/hosts\" /etc/hosts";
        let mounted = pcscd.command("sh").args(["-c", script, "sh"]).arg(pcscd.dir()).status();
        assert!(mounted.expect("a shell").success(), "no resolver of its own for the private network");
        let (word, asked, over) = (Arc::new(Mutex::new(NameAnswer::Here)), Arc::default(), Arc::default());
        let network = pcscd.network();
        let thread = std::thread::spawn({
            let (word, asked, over) = (Arc::clone(&word), Arc::clone(&asked), Arc::clone(&over));
            move || {
                use std::os::fd::AsFd as _;
                move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network))
                    .expect("the private network");
                serve(&UdpSocket::bind("127.0.0.1:53").expect("the port of name servers"), &word, &asked, &over);
            }
        });
        Self { word, asked, over, thread: Some(thread) }
    }

    /// From now on it says this.
    pub fn says(&self, word: NameAnswer) {
        *self.word.lock().expect("a word") = word;
    }

    /// How many questions it has heard.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _said_already = thread.join();
        }
    }
}

fn serve(socket: &UdpSocket, word: &Mutex<NameAnswer>, asked: &AtomicUsize, over: &AtomicBool) {
    socket.set_read_timeout(Some(Duration::from_millis(100))).expect("a time-out");
    let mut question = [0; 512];
    while !over.load(Ordering::SeqCst) {
        let Ok((length, from)) = socket.recv_from(&mut question) else { continue };
        asked.fetch_add(1, Ordering::SeqCst);
        let mut answer = question[..length].to_vec();
        // RFC 1035 §4.1.1: an answer, recursion available, no error.
        (answer[2], answer[3]) = (answer[2] | 0x80, 0x80);
        match *word.lock().expect("a word") {
            NameAnswer::Silence => continue,
            NameAnswer::Nowhere => answer[3] |= 3,
            // An IPv4 address is asked for (type A); of others there is none.
            NameAnswer::Here if question[..length].ends_with(&[0, 1, 0, 1]) => {
                answer[7] = 1;
                answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);
            }
            NameAnswer::Here => {}
        }
        let _gone = socket.send_to(&answer, from);
    }
}
