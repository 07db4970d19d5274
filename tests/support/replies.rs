//! What a service answers, as it should and in every way in which it should not.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use uketsuke::simulator::personas;

use super::faulty_server::{Behaviour, Shared};

/// A question of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    State,
    Open,
    /// The first step of a relay.
    RelayBegins,
    /// A later one, with the card's answers.
    RelayGoesOn,
    Prove,
    GiveUp,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    /// With this status line and these headers, and this body.
    Page(&'static str, &'static [u8]),
    /// With these bytes, and nothing more; the connection stays.
    Hangs(&'static [u8]),
    /// With these bytes, and then the connection ends.
    Ends(&'static [u8]),
    /// With these bytes, and then a byte now and then.
    Drips(&'static [u8]),
    /// With these bytes, and then with ten million more.
    Floods(&'static [u8]),
    /// With a reset.
    Resets,
    /// With the first half of the right answer, and then the connection ends.
    Half,
    /// With the right answer of another check; where it names none, with the word that there is no such check.
    OtherCheck,
    /// With the right answer, and with another one, unasked.
    Twice,
    /// With the right answer, after so many seconds.
    Late(u64),
    /// With the right answer, said to be made so many days from now.
    Dated(i64),
}

/// Ten million bytes and more are on their way, in pieces of this size.
static PIECE: [u8; 64 * 1024] = [b' '; 64 * 1024];
/// How often a byte comes now and then.
const NOW_AND_THEN: Duration = Duration::from_millis(200);

/// Hears questions and answers them, until the connection ends.
pub async fn converse(mut stream: TlsStream<TcpStream>, shared: Shared) -> std::io::Result<()> {
    loop {
        let route = question(&mut stream).await?;
        let before = shared.counts.lock().expect("the counts").count(route);
        let reply = match shared.how() {
            Behaviour::Answers(at, reply) if at == route => Some(reply),
            Behaviour::AnswersOnce(at, reply) if at == route && before == 0 => Some(reply),
            Behaviour::InAnotherYear(_, days) => Some(Reply::Dated(days)),
            _ => None,
        };
        let right = |check: &str, days: i64| answer(route, check, days, &shared);
        match reply {
            None => stream.write_all(&right("road", 0)).await?,
            Some(Reply::Page(head, body)) => {
                let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n", body.len());
                stream.write_all(&[head.as_bytes(), body].concat()).await?;
            }
            Some(Reply::Dated(days)) => stream.write_all(&right("road", days)).await?,
            Some(Reply::OtherCheck) => stream.write_all(&right("another", 0)).await?,
            Some(Reply::Twice) => {
                let twice = [right("road", 0), answer(Route::Prove, "another", 0, &shared)].concat();
                stream.write_all(&twice).await?;
            }
            Some(Reply::Late(seconds)) => {
                // Or when the kiosk has hung up, whichever comes first.
                drop(tokio::time::timeout(Duration::from_secs(seconds), stream.read_u8()).await);
                stream.write_all(&right("road", 0)).await?;
            }
            Some(Reply::Ends(bytes)) => {
                stream.write_all(bytes).await?;
                return stream.flush().await;
            }
            Some(Reply::Half) => {
                let right = right("road", 0);
                stream.write_all(&right[..right.len() / 2]).await?;
                return stream.flush().await;
            }
            Some(Reply::Resets) => return stream.get_ref().0.set_zero_linger(),
            Some(Reply::Hangs(bytes)) => {
                stream.write_all(bytes).await?;
                stream.flush().await?;
                return std::future::pending().await;
            }
            Some(Reply::Drips(bytes)) => {
                stream.write_all(bytes).await?;
                let mut clock = tokio::time::interval(NOW_AND_THEN);
                loop {
                    clock.tick().await;
                    stream.write_all(b" ").await?;
                    stream.flush().await?;
                }
            }
            Some(Reply::Floods(bytes)) => {
                stream.write_all(bytes).await?;
                for _ in 0..200 {
                    stream.write_all(b"10000\r\n").await?;
                    stream.write_all(&PIECE).await?;
                    stream.write_all(b"\r\n").await?;
                }
            }
        }
        stream.flush().await?;
    }
}

/// Reads a request to its end.
async fn question(stream: &mut TlsStream<TcpStream>) -> std::io::Result<Route> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).expect("a request's head");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a length"))];
    stream.read_exact(&mut body).await?;
    Ok(match head.split_whitespace().next() {
        Some("GET") => Route::State,
        Some("DELETE") => Route::GiveUp,
        _ if head.contains("/relay ") && body == br#"{"answers":[]}"# => Route::RelayBegins,
        _ if head.contains("/relay ") => Route::RelayGoesOn,
        _ if head.contains("/proof ") => Route::Prove,
        _ => Route::Open,
    })
}

/// The right answer, about this check, made so many days from now.
fn answer(route: Route, check: &str, days: i64, shared: &Shared) -> Vec<u8> {
    let relay = if shared.relays.load(Ordering::Relaxed) { r#","relay":{"extended":false}"# } else { "" };
    let (status, body) = match route {
        Route::RelayBegins | Route::RelayGoesOn if check == "another" => {
            ("404 Not Found", r#"{"code":"check-unknown","title":"another"}"#.to_owned())
        }
        // What the card answers is not looked at here; the emulated service does that.
        Route::RelayBegins => ("200 OK", r#"{"commands":["0084000020"],"done":false}"#.to_owned()),
        Route::RelayGoesOn => ("200 OK", r#"{"commands":[],"done":true}"#.to_owned()),
        Route::GiveUp => ("204 No Content", String::new()),
        Route::State if !shared.prompts => ("200 OK", format!(r#"{{"state":"open","simulation":true{relay}}}"#)),
        Route::State => {
            shared.counts.lock().expect("the counts").change = Some(Instant::now() + Duration::from_secs(1));
            let closes = (OffsetDateTime::now_utc() + Duration::from_secs(1)).format(&Rfc3339).expect("a time");
            ("200 OK", format!(r#"{{"state":"open","simulation":true,"closes":"{closes}"{relay}}}"#))
        }
        Route::Open => {
            let nonce = "n".repeat(32);
            let body = format!(r#"{{"check":"{check}","nonce":"{nonce}","expires_in":300,"simulation":true{relay}}}"#);
            ("201 Created", body)
        }
        Route::Prove => {
            let persona = personas::find("valid-kumiai").expect("a persona");
            let facility = "1319999999";
            let message = persona.answer.message(check, facility, OffsetDateTime::now_utc());
            ("200 OK", String::from_utf8(message.to_json().expect("a message")).expect("JSON"))
        }
    };
    let day = Duration::from_secs(days.unsigned_abs() * 86_400);
    let date = if days < 0 { SystemTime::now() - day } else { SystemTime::now() + day };
    let date = httpdate::fmt_http_date(date);
    let length = body.len();
    let json = if status.starts_with('2') { "json" } else { "problem+json" };
    let head = format!(
        "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Type: application/{json}\r\nContent-Length: {length}\r\n\r\n"
    );
    (head + &body).into_bytes()
}
