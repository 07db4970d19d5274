//! Calls to a receiver that answers in every way, and into a file that may be another's.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use time::macros::datetime;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::file::put;
use super::message::CallMessage;
use super::{CallError, Pager, PagerEvent};
use crate::common::{Call, CallKind};
use crate::settings::Settings;

/// How the receiver answers a request; empty: not at all.
type Answers = Arc<Mutex<Vec<&'static str>>>;

const OK: &str = "HTTP/1.1 204 No Content\r\n\r\n";
const HANGS: &str = "";

/// A receiver on the loopback address: its port, and what it was told.
async fn receiver(answers: &[&'static str]) -> (u16, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let answers: Answers = Arc::new(Mutex::new(answers.iter().rev().copied().collect()));
    let (tell, told) = unbounded_channel();
    tokio::spawn(async move {
        loop {
            let Ok((mut stream, _)) = listener.accept().await else { return };
            let mut request = Vec::new();
            let mut chunk = [0; 4096];
            while !String::from_utf8_lossy(&request).ends_with('}') {
                match stream.read(&mut chunk).await {
                    Ok(0) | Err(_) => break,
                    Ok(read) => request.extend_from_slice(&chunk[..read]),
                }
            }
            tell.send(String::from_utf8(request).unwrap()).unwrap();
            let answer = answers.lock().unwrap().pop().unwrap_or(OK);
            if answer == HANGS {
                tokio::spawn(async move {
                    let _held = stream;
                    std::future::pending::<()>().await;
                });
            } else {
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    (port, told)
}

struct Site {
    pager: Pager,
    settings: Settings,
    events: UnboundedReceiver<PagerEvent>,
}

impl Site {
    fn new(lines: &str, folder: &Path) -> Self {
        let text = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"架空助産院\"\n[source]\nkind = \"oqs-folder\"\ndir = \"f\"\n[call]\ntimeout = \"1s\"\n{lines}"
        );
        let file = folder.join("kiosk.toml");
        fs::write(&file, text).unwrap();
        let settings = Settings::load(&file).unwrap();
        let (tell, events) = unbounded_channel();
        let mut pager = Pager::new(move |event| tell.send(event).unwrap());
        pager.change(settings.call.clone());
        let mut site = Self { pager, settings, events };
        assert_eq!(site.events.try_recv(), Ok(PagerEvent::Webhook(false)));
        assert_eq!(site.events.try_recv(), Ok(PagerEvent::File(false)));
        site
    }

    fn call(&mut self, call: Call) {
        self.pager.call(call, &self.settings.kiosk);
    }

    async fn hears(&mut self) -> PagerEvent {
        timeout(Duration::from_secs(20), self.events.recv()).await.unwrap().unwrap()
    }
}

async fn told(requests: &mut UnboundedReceiver<String>) -> String {
    timeout(Duration::from_secs(20), requests.recv()).await.unwrap().unwrap()
}

fn body(request: &str) -> CallMessage {
    serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}

fn run(story: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(story);
}

#[test]
fn one_call_is_one_post_with_the_token_and_nothing_about_a_person() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let (port, mut requests) = receiver(&[]).await;
        fs::write(folder.path().join("token"), "secret-word\n").unwrap();
        let lines = format!("url = \"http://127.0.0.1:{port}/a?b=c\"\ntoken_file = \"token\"\n");
        let mut site = Site::new(&lines, folder.path());
        site.call(Call::Called(1, CallKind::Help));
        let request = told(&mut requests).await;
        assert!(request.starts_with("POST /a?b=c HTTP/1.1\r\n"), "{request}");
        let head = request.to_ascii_lowercase();
        assert!(head.contains("content-type: application/json\r\n"), "{request}");
        assert!(head.contains("authorization: bearer secret-word\r\n"), "{request}");
        let first = body(&request);
        assert_eq!((first.kind.as_str(), first.kiosk.as_str()), ("help", "架空助産院"));
        site.call(Call::Over(1));
        site.call(Call::Called(2, CallKind::LastTry));
        let second = body(&told(&mut requests).await);
        assert_eq!(second.kind, "last-try", "the end of a call is not posted unless the settings want it");
        assert_ne!(first.id, second.id);
    });
}

#[test]
fn the_end_is_posted_where_the_settings_want_it() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let (port, mut requests) = receiver(&[]).await;
        let mut site = Site::new(&format!("url = \"http://127.0.0.1:{port}/\"\nover = true\n"), folder.path());
        site.call(Call::Called(1, CallKind::Help));
        let called = body(&told(&mut requests).await);
        site.call(Call::Over(1));
        assert_eq!(body(&told(&mut requests).await), called.over());
    });
}

#[test]
fn a_receiver_that_fails_is_said_once_and_tried_again_until_it_works() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let answers = [HANGS, "HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n"];
        let (port, mut requests) = receiver(&answers).await;
        let mut site = Site::new(&format!("url = \"http://127.0.0.1:{port}/\"\n"), folder.path());
        site.call(Call::Called(1, CallKind::Compare));
        assert_eq!(site.hears().await, PagerEvent::Webhook(true));
        assert_eq!(site.hears().await, PagerEvent::Webhook(false), "after the third attempt");
        let ids =
            [told(&mut requests).await, told(&mut requests).await, told(&mut requests).await].map(|one| body(&one).id);
        assert_eq!((&ids[0], &ids[0]), (&ids[1], &ids[2]), "the same call");
    });
}

#[test]
fn a_redirect_is_a_fault_that_is_neither_followed_nor_tried_again() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let (port, mut requests) = receiver(&["HTTP/1.1 307 Go\r\nlocation: /else\r\ncontent-length: 0\r\n\r\n"]).await;
        let mut site = Site::new(&format!("url = \"http://127.0.0.1:{port}/here\"\n"), folder.path());
        site.call(Call::Called(1, CallKind::Help));
        assert_eq!(site.hears().await, PagerEvent::Webhook(true));
        assert!(told(&mut requests).await.starts_with("POST /here "));
        site.call(Call::Over(1));
        site.call(Call::Called(2, CallKind::Help));
        let next = told(&mut requests).await;
        assert!(next.starts_with("POST /here ") && body(&next).id.ends_with("-2"), "{next}");
        assert_eq!(site.hears().await, PagerEvent::Webhook(false));
    });
}

#[test]
fn a_call_that_is_over_is_not_tried_again() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let no = "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n";
        let (port, mut requests) = receiver(&[no]).await;
        let mut site = Site::new(&format!("url = \"http://127.0.0.1:{port}/\"\n"), folder.path());
        site.call(Call::Called(1, CallKind::Help));
        assert_eq!(site.hears().await, PagerEvent::Webhook(true));
        told(&mut requests).await;
        site.call(Call::Over(1));
        site.call(Call::Called(2, CallKind::Help));
        assert!(body(&told(&mut requests).await).id.ends_with("-2"));
    });
}

#[test]
fn a_port_that_refuses_is_a_fault_and_its_words_have_no_address() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let mut site = Site::new(&format!("url = \"http://127.0.0.1:{port}/secret\"\n"), folder.path());
        site.call(Call::Called(1, CallKind::Help));
        assert_eq!(site.hears().await, PagerEvent::Webhook(true));
        let error = reqwest::Client::builder()
            .tls_backend_preconfigured(
                super::webhook::prepare(site.settings.call.unwrap().webhook.as_ref().unwrap()).unwrap().0,
            )
            .build()
            .unwrap()
            .post(format!("http://127.0.0.1:{port}/secret"))
            .send()
            .await
            .unwrap_err();
        let words = CallError::from_library(error).to_string();
        assert!(words.contains("refused") && !words.contains("secret"), "{words}");
    });
}

fn message() -> CallMessage {
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"f\"";
    let kiosk = Settings::parse(text).unwrap().kiosk;
    CallMessage::new("run", 4, CallKind::Help, &kiosk, datetime!(2026-11-22 01:30:05.5 UTC))
}

#[test]
fn the_object_is_the_one_that_the_document_shows() {
    let document = include_str!("protocol.md");
    let example = document.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let example: CallMessage = serde_json::from_str(example).unwrap();
    let ours = CallMessage { id: example.id.clone(), kiosk: example.kiosk.clone(), ..message() };
    assert_eq!(ours, example);
    for kind in CallKind::ALL {
        assert!(document.contains(&format!("| `{}` |", kind.as_str())), "{kind:?} is not in the document");
    }
}

#[test]
fn the_file_stands_as_long_as_the_call_and_another_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("call.json");
    put(&path, None).unwrap();
    put(&path, Some(&message())).unwrap();
    put(&path, Some(&message())).unwrap();
    assert_eq!(fs::read(&path).unwrap(), [message().to_json(), b"\n".to_vec()].concat());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    put(&path, None).unwrap();
    assert!(!path.exists());
    fs::write(&path, "[kiosk]\n").unwrap();
    for call in [None, Some(&message())] {
        assert!(matches!(put(&path, call), Err(CallError::Foreign(_))));
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), "[kiosk]\n");
}

#[test]
fn a_file_that_cannot_be_written_is_said_once_and_written_once_it_can_be() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let mut site = Site::new("file = \"later/call.json\"\n", folder.path());
        site.call(Call::Called(1, CallKind::NoPin));
        assert_eq!(site.hears().await, PagerEvent::File(true));
        fs::create_dir(folder.path().join("later")).unwrap();
        assert_eq!(site.hears().await, PagerEvent::File(false));
        let text = fs::read_to_string(folder.path().join("later/call.json")).unwrap();
        assert_eq!(serde_json::from_str::<CallMessage>(&text).unwrap().kind, "pin-unusable");
    });
}
