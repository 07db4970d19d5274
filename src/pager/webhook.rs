//! Posts calls: one at a time, each for a while and with pauses that grow.

use std::collections::VecDeque;
use std::future::pending;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use ring::rand::{SecureRandom as _, SystemRandom};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::Receiver;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep_until, timeout};

use super::error::CallError;
use super::message::{CallMessage, CallState};
use crate::common::read_regular;
use crate::settings::Webhook;

/// As many calls wait at most; the oldest is dropped for a new one.
const MOST: usize = 8;
/// As much of a token is read, in bytes.
const MAX_TOKEN: u64 = 4096;
/// As much of a file of authorities is read: four times what Debian's has.
const MAX_AUTHORITIES: u64 = 1 << 20;
/// The pauses between attempts; the last one again and again.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 30];

/// What is posted.
pub(super) struct Post {
    pub message: CallMessage,
    /// When it is too late for it.
    pub until: Instant,
    attempts: usize,
    next: Instant,
}

impl Post {
    pub fn new(message: CallMessage, keep_trying: Duration) -> Self {
        let now = Instant::now();
        Self { message, until: now + keep_trying, attempts: 0, next: now }
    }
}

/// What may hang for ever, such as a file on a share, one at a time: each keeps a thread.
#[derive(Debug, Clone)]
struct OneAtATime(Arc<Semaphore>);

impl OneAtATime {
    fn new() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }

    /// Does this on a thread of its own; nothing where what was begun before has not ended.
    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.0).try_acquire_owned().ok()?;
        let job = move || {
            let _place = place;
            job()
        };
        spawn_blocking(job).await.ok()
    }
}

type Attempt = Pin<Box<dyn Future<Output = (Post, Result<(), CallError>)> + Send>>;

/// Posts what comes until the sender is gone and nothing waits. `tell` hears whether calls fail, when that changes.
pub(super) async fn run(webhook: Webhook, mut posts: Receiver<Post>, tell: impl Fn(bool)) {
    let mut waiting: VecDeque<Post> = VecDeque::new();
    let mut attempt: Option<Attempt> = None;
    let preparing = OneAtATime::new();
    // A call that ended while it was being posted.
    let mut ended: Option<String> = None;
    let mut failing = false;
    let mut closed = false;
    loop {
        let now = Instant::now();
        waiting.retain(|post| post.until > now);
        if attempt.is_none()
            && let Some(place) = waiting.iter().position(|post| post.next <= now)
            && let Some(post) = waiting.remove(place)
        {
            attempt = Some(Box::pin(try_once(webhook.clone(), post, preparing.clone())));
        }
        if closed && waiting.is_empty() && attempt.is_none() {
            return;
        }
        let next = waiting.iter().map(|post| post.next.min(post.until)).min().filter(|_| attempt.is_none());
        tokio::select! {
            post = posts.recv(), if !closed => match post {
                Some(post) => {
                    if post.message.state == CallState::Over {
                        // No one has to come for it any more.
                        waiting.retain(|waits| waits.message.id != post.message.id);
                        ended = Some(post.message.id.clone());
                    }
                    if post.message.state == CallState::Called || webhook.over {
                        waiting.push_back(post);
                    }
                    if waiting.len() > MOST {
                        waiting.pop_front();
                    }
                }
                None => closed = true,
            },
            (mut post, result) = tried(&mut attempt) => {
                attempt = None;
                match result {
                    Ok(()) => {
                        if failing {
                            tracing::info!("calls for staff get through again");
                            tell(false);
                        }
                        failing = false;
                    }
                    Err(error) => {
                        if failing {
                            tracing::debug!(%error, "a call for staff does not get through");
                        } else {
                            tracing::warn!(%error, "a call for staff does not get through");
                            tell(true);
                        }
                        failing = true;
                        let over = post.message.state == CallState::Called && ended.as_ref() == Some(&post.message.id);
                        if error.may_pass() && !over {
                            post.next = Instant::now() + pause(post.attempts);
                            post.attempts += 1;
                            waiting.push_front(post);
                        }
                    }
                }
            }
            () = until(next) => {}
        }
    }
}

async fn tried(attempt: &mut Option<Attempt>) -> (Post, Result<(), CallError>) {
    match attempt {
        Some(attempt) => attempt.await,
        None => pending().await,
    }
}

async fn until(next: Option<Instant>) {
    match next {
        Some(next) => sleep_until(next).await,
        None => pending().await,
    }
}

/// How long to wait after so many attempts, with up to a half more: kiosks whose receiver comes back do not all call it
/// in the same second.
fn pause(attempts: usize) -> Duration {
    let seconds = PAUSES.get(attempts).or(PAUSES.last()).copied().unwrap_or(30);
    let mut byte = [0];
    // Without random numbers it is the pause alone.
    let _ = SystemRandom::new().fill(&mut byte);
    Duration::from_millis(seconds * 1000 + seconds * 500 * u64::from(byte[0]) / 255)
}

async fn try_once(webhook: Webhook, post: Post, preparing: OneAtATime) -> (Post, Result<(), CallError>) {
    let result = timeout(webhook.timeout, send(&webhook, post.message.to_json(), &preparing)).await;
    (post, result.unwrap_or(Err(CallError::NoAnswer)))
}

/// One request, on a connection of its own: calls are rare, and what they need is not held in between.
async fn send(webhook: &Webhook, body: Vec<u8>, preparing: &OneAtATime) -> Result<(), CallError> {
    let prepared = webhook.clone();
    let (tls, token) = preparing.run(move || prepare(&prepared)).await.ok_or(CallError::NoAnswer)??;
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .http1_only()
        .pool_max_idle_per_host(0)
        .tls_backend_preconfigured(tls)
        .build()
        .map_err(CallError::from_library)?;
    let request = client.post(webhook.url.url().clone()).header(CONTENT_TYPE, "application/json").body(body);
    let request = match token {
        Some(token) => request.header(AUTHORIZATION, token),
        None => request,
    };
    let status = request.send().await.map_err(CallError::from_library)?.status();
    match status.as_u16() {
        200..300 => Ok(()),
        300..400 => Err(CallError::Redirect(status.as_u16())),
        status => Err(CallError::Status(status)),
    }
}

/// Reads what the settings name: authorities and token. Both may have been renewed since the last call.
pub(super) fn prepare(webhook: &Webhook) -> Result<(ClientConfig, Option<HeaderValue>), CallError> {
    let token = webhook.token_file.as_deref().map(token).transpose()?;
    let mut roots = RootCertStore::empty();
    if webhook.url.is_secure() {
        let pem = text(&webhook.ca, MAX_AUTHORITIES)?;
        // A system's list may hold an authority that this library does not read; the others still count.
        let authorities = CertificateDer::pem_slice_iter(pem.as_bytes()).filter_map(Result::ok);
        if roots.add_parsable_certificates(authorities).0 == 0 {
            return Err(CallError::NoAuthority(webhook.ca.clone()));
        }
    }
    let tls = ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .map_err(|error| CallError::Unreachable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok((tls, token))
}

fn token(path: &Path) -> Result<HeaderValue, CallError> {
    let token = SecretString::from(text(path, MAX_TOKEN)?);
    let word = token.expose_secret().trim();
    let fits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic());
    let value = fits.then(|| SecretString::from(format!("Bearer {word}")));
    let value = value.and_then(|value| HeaderValue::from_str(value.expose_secret()).ok());
    let mut value = value.ok_or_else(|| CallError::NoToken(path.to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

fn text(path: &Path, max: u64) -> Result<String, CallError> {
    let unreadable = |source: io::Error| CallError::Unreadable { path: path.to_owned(), source };
    read_regular(path, max).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn what_hangs_keeps_one_thread_however_often_it_is_tried() {
        let preparing = OneAtATime::new();
        let (release, held) = channel::<()>();
        let (begun, begins) = channel();
        let hangs = move || {
            begun.send(()).unwrap();
            let _ = held.recv();
        };
        let first = tokio::spawn({
            let preparing = preparing.clone();
            async move { preparing.run(hangs).await }
        });
        while begins.try_recv().is_err() {
            tokio::task::yield_now().await;
        }
        for _ in 0..5 {
            assert_eq!(preparing.run(|| ()).await, None);
        }
        drop(release);
        assert_eq!(first.await.unwrap(), Some(()));
        assert_eq!(preparing.run(|| 7).await, Some(7));
    }
}
