//! Every way in which a connection fails: what the screen says, how soon, what is asked again by itself, and that the
//! kiosk is back as soon as the service is.
//!
//! The real kiosk in a terminal, a real card reader's daemon, and a real network of its own; what fails is what stands
//! at the other end (`support::faulty_server`), one row of the table after the other (`support::failures`). `cargo test
//! --test programs connections:: -- --nocapture` prints each row with its code, milliseconds until the screen says it,
//! how often it was asked, and milliseconds until the kiosk is back.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::certificates::Authority;
use crate::support::desk::{Desk, PIN, Setup, VALID, WAITING};
use crate::support::failures::{
    BUSY_FOR_LONGER, OLD_CIPHERS, PROXIES, REACHING, Row, STATES, TLS_1_1, UNHEARD, VISITS, row,
};
use crate::support::faulty_server::Behaviour::{
    self, Answers, AnswersOnce, HangsUp, Keeps, Resets, Shows, Tunnels, Well,
};
use crate::support::faulty_server::{FaultyServer, Wrong};
use crate::support::name_server::{NameAnswer, NameServer};
use crate::support::pcscd::{Pcscd, libfaketime};
use crate::support::replies::Route::{Open, Prove, State};
use crate::support::wait_for;

/// What is promised: back so soon after the service is back.
const BACK_WITHIN: Duration = Duration::from_secs(5);

/// A kiosk in a private network, and a faulty server at its service's (or proxy's) address.
struct Scene {
    desk: Desk,
    server: FaultyServer,
    /// The service itself, where the server is a proxy.
    behind: Option<FaultyServer>,
}

impl Scene {
    /// A desk whose kiosk goes straight to the server.
    fn open(prompts: bool) -> Self {
        Self::with(prompts, |_, _, server| (Well, format!("url = \"https://127.0.0.1:{}\"", server.port()), None))
    }

    fn with(
        prompts: bool,
        place: impl FnOnce(&Pcscd, &Arc<Authority>, &FaultyServer) -> (Behaviour, String, Option<FaultyServer>),
    ) -> Self {
        let pcscd = Pcscd::start();
        let authority = Arc::new(Authority::new());
        authority.write(&pcscd.dir().join("kiosk"));
        let server = FaultyServer::open(&pcscd, &authority, prompts);
        let (how, gateway, behind) = place(&pcscd, &authority, &server);
        server.behaves(how);
        let desk = Desk::at(Setup { deadline: "4s", ..Setup::default() }, &pcscd, &gateway, &[]);
        let scene = Self { desk, server, behind };
        wait_for("the first question", || (scene.service().requests(State) > 0).then_some(()));
        scene
    }

    /// Who answers when all is well.
    fn service(&self) -> &FaultyServer {
        self.behind.as_ref().unwrap_or(&self.server)
    }

    fn well(&self) -> Behaviour {
        self.behind.as_ref().map_or(Well, |behind| Tunnels(behind.port()))
    }

    /// The kiosk waits for a card; the service's address, asked again, fails like this.
    fn fails_waiting(&self, row: &Row) {
        self.fails_waiting_between(row, || (), || ());
    }

    /// The same, with something wrong elsewhere: `spoil` spoils it once the server behaves so, and `mend` mends it.
    fn fails_waiting_between(&self, row: &Row, spoil: impl Fn(), mend: impl Fn()) {
        self.server.behaves(row.how);
        spoil();
        for words in row.says {
            self.desk.sees(words);
        }
        let said = self.server.first().or(self.service().change()).expect("a question").elapsed();
        let asked = match row.how {
            Answers(at, _) => self.server.requests(at),
            _ => self.server.connections(),
        };
        self.server.behaves(self.well());
        mend();
        let back = Instant::now();
        self.desk.sees(WAITING);
        self.report(row, said, asked, back.elapsed());
    }

    /// A visitor comes with a card; the service fails like this.
    fn fails_in_a_visit(&self, row: &Row) {
        let (Answers(at, _) | AnswersOnce(at, _)) = row.how else { panic!("{}: not in a visit", row.name) };
        self.server.behaves(row.how);
        let mut begun = Instant::now();
        self.desk.inserts("valid-kumiai");
        let asks = at == Prove || row.says == [VALID];
        if asks {
            self.desk.sees(PIN);
            self.desk.types("1234");
            begun = Instant::now();
            assert!(self.desk.enters_the_digits(), "{}", self.desk.screen());
        }
        for words in row.says {
            self.desk.sees(words);
        }
        let said = begun.elapsed();
        let asked = self.server.requests(at);
        assert!(
            self.desk.verifies() <= if asks { 2 } else { 1 },
            "{}: tries are asked for, and a PIN compared once",
            row.name
        );
        self.server.behaves(Well);
        let back = Instant::now();
        self.desk.leaves();
        self.report(row, said, asked, back.elapsed());
    }

    fn report(&self, row: &Row, said: Duration, asked: usize, back: Duration) {
        let Row { name, says, .. } = row;
        let tries = self.desk.tries();
        println!("{name:<36} {:<10} {:>6} {asked:>5} {:>6}", says[0], said.as_millis(), back.as_millis());
        assert!(said <= Duration::from_secs(row.within), "{name}: said after {said:?}");
        assert_eq!(asked, row.asked, "{name}: asked so often");
        assert!(back <= BACK_WITHIN, "{name}: back after {back:?}");
        assert_eq!(tries, "3", "{name}: tries left");
    }
}

#[test]
fn a_service_that_is_not_reached() {
    let scene = Scene::open(true);
    let _old_version = openssl(&scene.desk, TLS_1_1, &["-tls1_1"]);
    let _old_ciphers = openssl(&scene.desk, OLD_CIPHERS, &["-tls1_2", "-cipher", "AES128-SHA@SECLEVEL=0"]);
    for row in &REACHING {
        scene.fails_waiting(row);
    }
}

#[test]
fn a_service_that_answers_wrongly() {
    let scene = Scene::open(true);
    for row in &STATES {
        scene.fails_waiting(row);
    }
}

#[test]
fn a_service_that_fails_in_a_visit() {
    let scene = Scene::open(false);
    for row in &VISITS {
        scene.fails_in_a_visit(row);
    }
}

#[test]
fn a_proxy_that_gives_no_way() {
    let scene = Scene::with(true, |pcscd, authority, server| {
        let service = FaultyServer::open(pcscd, authority, true);
        let gateway =
            format!("url = \"https://127.0.0.1:{}\"\nproxy = \"http://127.0.0.1:{}\"", service.port(), server.port());
        (Tunnels(service.port()), gateway, Some(service))
    });
    for row in &PROXIES {
        scene.fails_waiting(row);
    }
    scene.desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_service_that_is_too_busy_is_left_alone_for_as_long_as_it_says() {
    let scene = Scene::open(true);
    scene.server.behaves(BUSY_FOR_LONGER);
    scene.desk.sees("Retry-After: 3 s");
    let told = scene.server.first().expect("a question");
    scene.server.behaves(Well);
    scene.desk.inserts("valid-kumiai");
    scene.desk.sees("確認できませんでした");
    scene.desk.sees("K-415");
    assert_eq!(scene.server.requests(Open), 0, "a card does not make it ask sooner");
    scene.desk.leaves();
    wait_for("the next question", || (scene.server.requests(State) > 0).then_some(()));
    assert!(told.elapsed() >= Duration::from_secs(3), "asked again after {:?}", told.elapsed());
}

#[test]
fn a_service_that_was_gone_for_long() {
    let scene = Scene::open(true);
    scene.server.behaves(Resets);
    scene.desk.sees("K-403");
    for questions in [2, 4, 6] {
        wait_for("another question", || (scene.server.connections() >= questions).then_some(()));
    }
    // Back in the worst moment: the last question before it hangs until it is given up.
    scene.server.behaves(Keeps);
    wait_for("a question that hangs", || scene.server.first());
    scene.server.behaves(Well);
    let back = Instant::now();
    scene.desk.sees(WAITING);
    let back = back.elapsed();
    println!("{:<36} {:<10} {:>6} {:>5} {:>6}", "gone for long, and hanging", "K-403", "", "", back.as_millis());
    assert!(back <= BACK_WITHIN, "back after {back:?}");
}

#[test]
fn a_name_that_leads_nowhere() {
    let mut names = None;
    let mut scene = Scene::with(true, |pcscd, _, server| {
        names = Some(NameServer::open(pcscd));
        (Well, format!("url = \"https://eligibility.test:{}\"", server.port()), None)
    });
    let names = names.expect("a name server");
    for (word, name, within) in
        [(NameAnswer::Nowhere, "no such name", UNHEARD), (NameAnswer::Silence, "no word of the name", 6)]
    {
        names.says(word);
        let row = row(name, HangsUp, &["K-401"], within, 0);
        scene.fails_waiting_between(&row, || (), || names.says(NameAnswer::Here));
    }

    names.says(NameAnswer::Silence);
    scene.server.behaves(HangsUp);
    scene.desk.sees("K-401");
    let asked = names.asked();
    wait_for("a name to be looked up", || (names.asked() > asked).then_some(()));
    scene.desk.signals("TERM");
    let asked = Instant::now();
    assert!(scene.desk.terminal().ends().success());
    assert!(asked.elapsed() < Duration::from_secs(1), "ends while a name is looked up: {:?}", asked.elapsed());
}

#[test]
fn a_clock_that_is_wrong() {
    let pcscd = Pcscd::start();
    let file = pcscd.dir().join("time");
    let clock_says = |offset: &str| std::fs::write(&file, offset).expect("another time");
    clock_says("+0");
    let authority = Arc::new(Authority::new());
    authority.write(&pcscd.dir().join("kiosk"));
    let server = FaultyServer::open(&pcscd, &authority, true);
    let url = format!("url = \"https://127.0.0.1:{}\"", server.port());
    let desk = Desk::at(Setup { deadline: "4s", ..Setup::default() }, &pcscd, &url, &faked(&file));
    let scene = Scene { desk, server, behind: None };
    // The first answer must be read by the true clock, or the change that it names is not waited for.
    scene.desk.sees(WAITING);
    // By the true clock there is nothing wrong with this certificate.
    let certificate = Shows(Wrong::Dates((-50, 50)));
    for (offset, name, how, within, asked) in [
        ("+1y", "own clock a year ahead", certificate, 3, 2),
        ("-1y", "own clock a year behind", certificate, 3, 2),
        ("+10m", "own clock ten minutes ahead", HangsUp, 3, 1),
        ("-56y", "own clock never set", HangsUp, UNHEARD, 0),
    ] {
        let row = row(name, how, &["K-413"], within, asked);
        scene.fails_waiting_between(&row, || clock_says(offset), || clock_says("+0"));
    }

    clock_says("+20y");
    scene.server.behaves(certificate);
    scene.desk.sees("K-413");
    scene.desk.inserts("valid-kumiai");
    scene.desk.sees("確認できませんでした");
    scene.desk.sees("K-413");
    assert_eq!(
        scene.server.requests(Open),
        0,
        "nothing but the time is asked of a service whose dates are in question"
    );
}

/// The environment in which libfaketime tells a program the time that `file` says.
fn faked(file: &Path) -> Vec<(&'static str, &str)> {
    let library = libfaketime().to_string_lossy().into_owned();
    vec![
        ("LD_PRELOAD", String::leak(library)),
        ("FAKETIME_TIMESTAMP_FILE", file.to_str().expect("a path")),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ]
}

/// A running openssl; it ends with this value.
struct Openssl(Child);

impl Drop for Openssl {
    fn drop(&mut self) {
        let _already_ended = self.0.kill();
        let _already_waited = self.0.wait();
    }
}

/// openssl's own server, with what no server should offer any more.
fn openssl(desk: &Desk, port: u16, options: &[&str]) -> Openssl {
    let file = |name: &str| desk.dir().join(name);
    let mut server = desk.pcscd.command("openssl");
    server.args(["s_server", "-accept", &port.to_string(), "-cipher", "ALL@SECLEVEL=0"]).args(options);
    server.arg("-cert").arg(file("server.pem")).arg("-key").arg(file("server.key"));
    let server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut server = Openssl(server.expect("openssl: install openssl"));
    let lines = BufReader::new(server.0.stdout.take().expect("a pipe")).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "ACCEPT"), "openssl listens");
    server
}
