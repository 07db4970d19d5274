//! The table of connection failures: what stands at the service's address, what the screen says of it, and what is
//! asked again.

use super::desk::VALID;
use super::faulty_server::Behaviour::{
    self, Answers, AnswersOnce, Carries, HalfCloses, InAnotherYear, Keeps, Refuses, Resets as ResetsAll,
    RevokesTerminal, Says, Shows, Swallows,
};
use super::faulty_server::Wrong;
use super::replies::Reply::{self, Dated, Drips, Ends, Floods, Half, Hangs, OtherCheck, Page, Resets, Twice};
use super::replies::Route::{Open, Prove, State};

/// One way to fail.
#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub how: Behaviour,
    /// What the screen says: our code, and what was received.
    pub says: &'static [&'static str],
    /// The longest time from the question to the words, in seconds.
    pub within: u64,
    /// How often it was asked until then: connections, or requests of the kind that fails.
    pub asked: usize,
}

/// A row, written in one line.
pub const fn row(name: &'static str, how: Behaviour, says: &'static [&'static str], within: u64, asked: usize) -> Row {
    Row { name, how, says, within, asked }
}

/// The longest time, in seconds, to the words about a question that nothing hears. It is counted from the moment at
/// which the kiosk was to ask, which is early: kiosks that are told one moment come up to two seconds later, and where
/// a service names one near moment after the other, as here, up to 4.4 s after the question before (`gateway::watch`).
pub const UNHEARD: u64 = 5;

/// What fails before anything is asked.
pub const REACHING: [Row; 20] = [
    row("port closed", Refuses, &["K-401"], UNHEARD, 0),
    row("packets vanish", Swallows, &["K-401"], 6, 0),
    row("reset", ResetsAll, &["K-403"], 1, 1),
    row("taken, and silent", Keeps, &["K-401"], 4, 1),
    row("half closed", HalfCloses, &["K-403"], 1, 1),
    row("captive portal without TLS", Says(PORTAL), &["K-404"], 1, 1),
    row("another protocol", Says(b"SSH-2.0-OpenSSH_9.2\r\n"), &["K-404"], 1, 1),
    row("wrong host name", Shows(Wrong::Name), &["K-404"], 1, 1),
    row("foreign authority", Shows(Wrong::Authority), &["K-404"], 1, 1),
    row("self-signed", Shows(Wrong::SelfSigned), &["K-404"], 1, 1),
    row("foreign and expired", Shows(Wrong::AuthorityAndDates((-9, -2))), &["K-404"], 1, 1),
    row("expired", Shows(Wrong::Dates((-9, -2))), &["K-418"], 1, 2),
    row("not yet valid", Shows(Wrong::Dates((2, 9))), &["K-418"], 1, 2),
    row("a year ahead, its certificate too", InAnotherYear((300, 400), 365), &["K-413"], 1, 2),
    row("a year behind, its certificate too", InAnotherYear((-400, -300), -365), &["K-413"], 1, 2),
    row("terminal revoked", RevokesTerminal, &["K-405"], 1, 1),
    row("TLS 1.0 without asking", Says(OLD_HELLO), &["K-419"], 1, 1),
    row("no version in common", Says(OLD_ALERT), &["K-419"], 1, 1),
    row("TLS 1.1 at most (openssl)", Carries(TLS_1_1), &["K-419"], 1, 1),
    row("only old ciphers (openssl)", Carries(OLD_CIPHERS), &["K-419"], 1, 1),
];

/// What fails in the answer about the service's state.
pub const STATES: [Row; 25] = [
    row("captive portal inside TLS", Answers(State, HTML), &["K-408"], 1, 1),
    row("redirect", Answers(State, REDIRECT), &["K-411", "HTTP 307"], 1, 1),
    row("registration withdrawn", Answers(State, FORBIDDEN), &["K-405"], 1, 1),
    row("404", Answers(State, NOT_FOUND), &["K-411", "HTTP 404"], 1, 1),
    row("400 and why", Answers(State, WHY), &["K-410", "who-are-you"], 1, 1),
    row("500", Answers(State, BROKEN), &["K-411", "HTTP 500"], 1, 1),
    row("503 and why", Answers(State, OVERLOAD), &["K-410", "overload"], 1, 1),
    row("429", Answers(State, BUSY), &["K-415", "HTTP 429"], 1, 1),
    row("429, not before 1 s", Answers(State, BUSY_FOR), &["K-415", "busy", "Retry-After: 1 s"], 1, 1),
    row("maintenance", Answers(State, MAINTENANCE), &["K-412", "点検中"], 1, 1),
    row("closed", Answers(State, CLOSED), &["K-416"], 1, 1),
    row("too large, and says so", Answers(State, LARGE), &["K-407"], 1, 1),
    row("too large in pieces", Answers(State, CHUNKED), &["K-407"], 1, 1),
    row("truncated", Answers(State, Half), &["K-403"], 1, 1),
    row("no UTF-8", Answers(State, NO_UTF8), &["K-406"], 1, 1),
    row("Shift_JIS", Answers(State, SHIFT_JIS), &["K-406"], 1, 1),
    row("compressed unasked", Answers(State, GZIP), &["K-408"], 1, 1),
    row("no HTTP", Answers(State, NO_HTTP), &["K-406"], 1, 1),
    row("no JSON", Answers(State, NO_JSON), &["K-406"], 1, 1),
    row("a byte now and then", Answers(State, SLOW), &["K-402"], 4, 1),
    row("asked, and silent", Answers(State, Hangs(b"")), &["K-402"], 4, 1),
    row("asked, and ended", Answers(State, Ends(b"")), &["K-403"], 1, 1),
    row("asked, and reset", Answers(State, Resets), &["K-403"], 1, 1),
    row("clock a year ahead", Answers(State, Dated(365)), &["K-413"], 1, 1),
    row("clock a year behind", Answers(State, Dated(-365)), &["K-413"], 1, 1),
];

/// What fails in a visit: at the question that opens the check, before a PIN is asked for, or at the proof
/// after it.
pub const VISITS: [Row; 32] = [
    row("check: silent", Answers(Open, Hangs(b"")), &["K-402"], 6, 1),
    row("check: broken", Answers(Open, Ends(b"")), &["K-403"], 2, 2),
    row("check: broken once", AnswersOnce(Open, Ends(b"")), &[VALID], 3, 2),
    row("check: no JSON", Answers(Open, NO_JSON), &["K-406"], 2, 1),
    row("check: no UTF-8 in an unread field", Answers(Open, NO_UTF8_UNREAD), &["K-406"], 2, 1),
    row("check: a name of no agreed form", Answers(Open, Page(JSON, b"{\"check\":\"../\"}")), &["K-406"], 2, 1),
    row("check: 500", Answers(Open, BROKEN), &["K-411", "HTTP 500"], 2, 1),
    row("check: refused, and why", Answers(Open, WHY), &["K-410", "who-are-you"], 2, 1),
    row("check: maintenance", Answers(Open, SHUT), &["K-412"], 2, 1),
    row("check: registration withdrawn", Answers(Open, FORBIDDEN), &["K-405"], 2, 1),
    row("check: clock a year ahead", Answers(Open, Dated(365)), &["K-413"], 2, 1),
    row("check: an answer unasked besides", Answers(Open, Twice), &[VALID], 3, 1),
    row("proof: silent", Answers(Prove, Hangs(b"")), &["K-402"], 6, 1),
    row("proof: a byte now and then", Answers(Prove, SLOW), &["K-402"], 6, 1),
    row("proof: ended", Answers(Prove, Ends(b"")), &["K-403"], 2, 2),
    row("proof: reset", Answers(Prove, Resets), &["K-403"], 2, 2),
    row("proof: broken once", AnswersOnce(Prove, Resets), &[VALID], 3, 2),
    row("proof: truncated", Answers(Prove, Half), &["K-403"], 2, 2),
    row("proof: no HTTP", Answers(Prove, NO_HTTP), &["K-406"], 2, 1),
    row("proof: no JSON", Answers(Prove, NO_JSON), &["K-406"], 2, 1),
    row("proof: no UTF-8", Answers(Prove, NO_UTF8), &["K-406"], 2, 1),
    row("proof: too large, and says so", Answers(Prove, LARGE), &["K-407"], 2, 1),
    row("proof: too large in pieces", Answers(Prove, CHUNKED), &["K-407"], 2, 1),
    row("proof: a page with 200", Answers(Prove, HTML), &["K-408"], 2, 1),
    row("proof: compressed unasked", Answers(Prove, GZIP), &["K-408"], 2, 1),
    row("proof: of another check", Answers(Prove, OtherCheck), &["K-409"], 2, 1),
    row("proof: redirect", Answers(Prove, REDIRECT), &["K-411", "HTTP 307"], 2, 1),
    row("proof: refused, and why", Answers(Prove, OVERLOAD), &["K-410", "overload"], 2, 1),
    row("proof: too old for the service", Answers(Prove, TOO_OLD), &["K-413", "proof-time"], 2, 1),
    row("proof: 500", Answers(Prove, BROKEN), &["K-411", "HTTP 500"], 2, 1),
    row("proof: 429", Answers(Prove, BUSY), &["K-415", "HTTP 429"], 2, 1),
    row("check: 429", Answers(Open, BUSY_FOR), &["K-415", "Retry-After: 1 s"], 2, 1),
];

/// A proxy that gives no way. It is asked once by the library, and once more for the reason.
pub const PROXIES: [Row; 6] = [
    row(
        "proxy wants a password",
        Says(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        &["K-401", "proxy 407"],
        1,
        2,
    ),
    row("proxy forbids", Says(b"HTTP/1.1 403 Forbidden\r\n\r\n"), &["K-401", "proxy 403"], 1, 2),
    row("proxy finds no service", Says(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"), &["K-401", "proxy 502"], 1, 2),
    row("proxy is no proxy", Says(b"SSH-2.0-OpenSSH_9.2\r\n"), &["K-401", "proxy ?"], 1, 2),
    row("no proxy there", Refuses, &["K-401", "proxy"], UNHEARD, 0),
    row("proxy is silent", Keeps, &["K-401"], 4, 2),
];

const PORTAL: &[u8] = b"HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\nContent-Length: 0\r\n\r\n";
/// A `ServerHello` of TLS 1.0 with RC4, as a server sends it that knows nothing newer.
const OLD_HELLO: &[u8] =
    b"\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\x00\x00\x05\x00";
/// Where a server listens that knows TLS 1.1 and nothing newer.
pub const TLS_1_1: u16 = 44331;
/// Where a server listens whose ciphers have no forward secrecy.
pub const OLD_CIPHERS: u16 = 44332;
/// A fatal alert: `protocol_version`.
const OLD_ALERT: &[u8] = b"\x15\x03\x01\x00\x02\x02\x46";

const HTML: Reply = Page("200 OK\r\nContent-Type: text/html", b"<html>Log in.</html>");
const REDIRECT: Reply = Page("307 Temporary Redirect\r\nLocation: https://127.0.0.1/", b"");
const FORBIDDEN: Reply = Page("403 Forbidden", b"");
const NOT_FOUND: Reply = Page("404 Not Found", b"");
pub const BROKEN: Reply = Page("500 Internal Server Error\r\nContent-Type: text/html", b"<html>");
const WHY: Reply =
    Page("400 Bad Request\r\nContent-Type: application/problem+json", b"{\"code\":\"who-are-you\",\"title\":\"who\"}");
const OVERLOAD: Reply = Page(
    "503 Service Unavailable\r\nContent-Type: application/problem+json",
    b"{\"code\":\"overload\",\"title\":\"much\"}",
);
const BUSY: Reply = Page("429 Too Many Requests", b"");
/// Too busy for three seconds.
pub const BUSY_FOR_LONGER: Behaviour = Answers(State, Page("429 Too Many Requests\r\nRetry-After: 3", b""));
const BUSY_FOR: Reply = Page(
    "429 Too Many Requests\r\nRetry-After: 1\r\nContent-Type: application/problem+json",
    b"{\"code\":\"busy\",\"title\":\"much\"}",
);
const SHUT: Reply = Page(
    "503 Service Unavailable\r\nContent-Type: application/problem+json",
    b"{\"code\":\"maintenance\",\"title\":\"closed\"}",
);
const TOO_OLD: Reply = Page(
    "422 Unprocessable Content\r\nContent-Type: application/problem+json",
    b"{\"code\":\"proof-time\",\"title\":\"old\"}",
);
const MAINTENANCE: Reply = Page(JSON, "{\"state\":\"maintenance\",\"message\":\"点検中\"}".as_bytes());
const CLOSED: Reply = Page(JSON, b"{\"state\":\"closed\"}");
const NO_UTF8: Reply = Page(JSON, b"{\"state\":\"open\",\"new\":\"\xff\xfe\xff\"}");
const NO_UTF8_UNREAD: Reply =
    Page(JSON, b"{\"check\":\"road\",\"nonce\":\"nnnnnnnnnnnnnnnnnnnnnnnn\",\"expires_in\":300,\"new\":\"\xff\xfe\"}");
/// 点検中 in `Shift_JIS`.
const SHIFT_JIS: Reply = Page(JSON, b"{\"state\":\"maintenance\",\"message\":\"\x93\x5f\x8c\x9f\x92\x86\"}");
const GZIP: Reply = Page("200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip", b"\x1f\x8b\x08");
pub const NO_JSON: Reply = Page(JSON, b"state: open");
const JSON: &str = "200 OK\r\nContent-Type: application/json";

const NO_HTTP: Reply = Hangs(b"SSH-2.0-OpenSSH_9.2\r\n\r\n");
const LARGE: Reply = Hangs(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{");
const CHUNKED: Reply =
    Floods(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
const SLOW: Reply = Drips(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");
