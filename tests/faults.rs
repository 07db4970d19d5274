//! The fault matrix (`support::matrix`): whatever goes wrong at whichever command to the card or exchange with the
//! service, the screen says the right thing, no PIN try is spent by the program, no one sees another person's answer,
//! nothing of the person stays, and a whole good visit follows without a restart.
//!
//! `cargo test` runs a sample that is spread over the matrix, `tests/long faults` every cell.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use uketsuke::simulator::service::RelayMode;

use crate::support::cells::{NEXT, People, Person, Report, STRANGER, VISITOR, assert_clean};
use crate::support::certificates::Authority;
use crate::support::desk::{Desk, PIN, Place, STAFF, Setup, TAKE_CARD, VALID as SHOWN_VALID, WAITING};
use crate::support::faulty_server::{Behaviour, FaultyServer};
use crate::support::matrix::{
    BY_PIN, BY_RELAY, BY_STAFF, CommandRow, EXCHANGES, ExchangeRow, FAULTS, Fault, GIVEN_UP, HTTP_FAULTS, HttpFault,
    Method, OTHER, READING, RELAY_EXCHANGES, Stage, VALID,
};
use crate::support::pcscd::Pcscd;
use crate::support::replies::Route;
use crate::support::{wait_for, wait_for_up_to};

/// The PINs of the first and the last, and of the second: that card would count a try with the visitor's.
const PIN_OF_VISITOR: &str = "1234";
const PIN_OF_STRANGER: &str = "9876";
/// On the screen after a wrong PIN.
const REJECTED: &str = "暗証番号が違います";
/// Long enough to do something in the middle of a command, in milliseconds.
const MIDDLE: u32 = 700;
/// A kiosk waits so long for a card that is read, and a little more.
const READING_TIME: Duration = Duration::from_secs(30);
/// One cell of so many is in the sample.
const SPREAD: usize = 13;

/// Which cells are run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Sample,
    Whole,
}

impl Extent {
    fn has(self, cell: usize) -> bool {
        self == Self::Whole || cell % SPREAD == SPREAD / 2
    }
}

fn everything_kept(place: &Place<'_>) {
    place.adds("[journal]\ndir = \"journal\"\n[metrics]\nfile = \"uketsuke.prom\"\n");
}

/// The first K-code on a screen.
fn code_on(screen: &str) -> Option<&str> {
    let at = screen.find("K-")?;
    screen.get(at..at + 5)
}

impl Desk {
    /// Does what identifies the visitor, once it is asked for.
    fn identifies(&self, method: Method, pin: &str) {
        match method {
            Method::Pin => {
                self.types(pin);
                self.enter();
                self.enters_once_more_where_asked();
            }
            Method::Staff | Method::Relay => self.staff(),
        }
    }

    /// A machine under load cannot tell how fast the keys came, and asks for one more Enter.
    fn enters_once_more_where_asked(&self) {
        let mut pressed = Instant::now();
        wait_for("Enter to be taken", || {
            if self.shows("もう一度 Enter を") && pressed.elapsed() > Duration::from_secs(1) {
                self.enter();
                pressed = Instant::now();
            }
            (!self.shows(PIN) || self.shows(REJECTED)).then_some(())
        });
    }

    /// A whole good visit of the next person.
    fn serves_the_next(&self, method: Method, next: &Person) {
        self.inserts(NEXT);
        self.sees(prompt(method));
        self.identifies(method, PIN_OF_VISITOR);
        self.sees(SHOWN_VALID);
        self.sees(&next.name);
        self.leaves();
    }

    /// The commands that the card has heard since it was put there.
    fn commands(&self) -> usize {
        self.card.status_of("apdus").parse().expect("a number")
    }

    fn comes_to(&self, others: &[&str]) -> String {
        let words: Vec<&str> = others.iter().copied().chain(["K-"]).collect();
        let seen = wait_for_up_to(READING_TIME, "an outcome", || {
            let screen = self.screen();
            words.iter().copied().find(|word| self.shows(word)).map(|word| (word, screen))
        });
        match seen {
            ("K-", screen) => {
                code_on(&screen).map_or_else(|| code_on(&self.screen()).unwrap_or("K-?").to_owned(), str::to_owned)
            }
            (word, _) => word.to_owned(),
        }
    }
}

const fn prompt(method: Method) -> &'static str {
    match method {
        Method::Pin => PIN,
        Method::Staff | Method::Relay => STAFF,
    }
}

fn open(method: Method) -> Desk {
    let (method, relay) = match method {
        Method::Pin => ("pin", RelayMode::Off),
        Method::Staff => ("staff", RelayMode::Off),
        Method::Relay => ("staff", RelayMode::StandIn),
    };
    Desk::set_up(Setup { method, relay, before: everything_kept, panel: "detail = \"full\"\n", ..Setup::default() })
}

/// One command, one fault.
struct CommandCell {
    row: &'static CommandRow,
    command: usize,
    fault: Fault,
    comes_to: &'static str,
}

fn command_cells(rows: &[&'static [CommandRow]]) -> Vec<CommandCell> {
    let rows = rows.iter().flat_map(|rows| rows.iter());
    let commands = rows.flat_map(|row| row.commands.clone().map(move |command| (row, command)));
    let cells = commands.flat_map(|(row, command)| {
        FAULTS.into_iter().zip(row.comes_to).map(move |(fault, comes_to)| CommandCell { row, command, fault, comes_to })
    });
    cells.collect()
}

impl CommandCell {
    /// Twenty seconds of silence belong into the whole matrix only.
    fn is_long(&self) -> bool {
        self.fault == Fault::Silence && self.row.stage == Stage::Reading
    }

    fn lies_in_wait(&self, desk: &Desk) {
        let n = self.command;
        match self.fault {
            Fault::Pull => desk.card.fault(&format!("pull at {n}")),
            Fault::Swap => desk.card.fault(&format!("swap {STRANGER} at {n}")),
            Fault::Lift => desk.card.fault(&format!("swap {VISITOR} at {n}")),
            Fault::OneByte => desk.card.fault(&format!("one-byte at {n}")),
            Fault::Silence => desk.card.fault(&format!("silence at {n}")),
            Fault::NoDiagnosis => desk.card.fault(&format!("status 6F00 at {n}")),
            Fault::NotAllowed => desk.card.fault(&format!("status 6982 at {n}")),
            Fault::Delay | Fault::OtherClient | Fault::DaemonDies | Fault::ReaderGoes => {
                desk.card.fault(&format!("delay {MIDDLE} at {n}"));
            }
        }
    }

    /// What happens in the middle of the command, the `target`-th that the card hears.
    fn strikes(&self, desk: &Desk, target: usize) {
        let in_the_middle = || wait_for("the command", || (desk.commands() >= target).then_some(()));
        match self.fault {
            Fault::OtherClient => {
                in_the_middle();
                let mut tool = desk.pcscd.command("opensc-tool");
                let output = tool.args(["--card-driver", "default", "--reset"]).output().expect("opensc-tool");
                // A kiosk that has got its answer meanwhile goes on, and lets go of the card in the end.
                let in_the_middle = desk.commands() <= target;
                assert!(!output.status.success() || !in_the_middle, "another program has reset the card");
            }
            Fault::DaemonDies => {
                in_the_middle();
                desk.pcscd.kill();
            }
            Fault::ReaderGoes => {
                in_the_middle();
                desk.pcscd.restart_without_reader();
            }
            _ => {}
        }
    }

    fn visit(&self, desk: &Desk, method: Method) -> String {
        let asked = prompt(method);
        let pin = if self.comes_to == OTHER { PIN_OF_STRANGER } else { PIN_OF_VISITOR };
        match self.row.stage {
            Stage::Reading => {
                self.lies_in_wait(desk);
                desk.inserts(VISITOR);
                self.strikes(desk, self.command);
                let first = desk.comes_to(&[asked]);
                if first != asked {
                    return first;
                }
                desk.identifies(method, pin);
            }
            Stage::Proving => {
                desk.inserts(VISITOR);
                desk.sees(asked);
                let before = desk.commands();
                self.lies_in_wait(desk);
                desk.identifies(method, pin);
                self.strikes(desk, before + self.command);
            }
        }
        desk.comes_to(&[SHOWN_VALID, REJECTED])
    }

    fn run(&self, desk: &Desk, method: Method, people: &People) {
        let seen = self.visit(desk, method);
        let whose = if self.comes_to == OTHER { &people.stranger } else { &people.visitor };
        if seen == SHOWN_VALID {
            assert!([VALID, OTHER].contains(&self.comes_to), "有効 instead of {}", self.comes_to);
            desk.sees(&whose.name);
        } else {
            assert!(self.comes_to.split('|').any(|code| code == seen), "{seen} instead of {}", self.comes_to);
            assert!(!desk.shows(SHOWN_VALID) && !desk.shows(&people.visitor.name), "an answer beside {seen}");
        }
        assert!(desk.verifies() <= 2, "asked for the tries, and one VERIFY at most: {}", desk.card.status());

        desk.card.say("fault clear");
        if desk.card.status_of("inserted") == "yes" {
            desk.card.say("remove");
        }
        match self.fault {
            Fault::DaemonDies => desk.pcscd.restart(),
            Fault::ReaderGoes => {
                desk.cancels();
                desk.sees("K-203");
                desk.pcscd.restart();
            }
            _ => {}
        }
        desk.reader_is_empty();
        desk.cancels();
        desk.sees(WAITING);
        desk.sees_not("K-");
        assert_clean(&desk.screen(), people, "screen");
        for persona in [VISITOR, STRANGER] {
            desk.card.persona(persona);
            assert_eq!(desk.tries(), "3", "tries left on the card of {persona}");
        }
        desk.serves_the_next(method, &people.next);
    }
}

/// What the kiosk has kept of all that.
fn assert_nothing_kept(desk: &Desk, people: &People) {
    assert_clean(&desk.log(), people, "log");
    for file in ["journal/journal.jsonl", "uketsuke.prom"] {
        let text = std::fs::read_to_string(desk.dir().join(file)).expect("a file");
        assert!(!text.is_empty());
        assert_clean(&text, people, file);
    }
}

fn commands(method: Method, rows: &[&'static [CommandRow]], extent: Extent) {
    let (begun, people) = (Instant::now(), People::all());
    let desk = RefCell::new(ready(method, &people));
    let mut report = Report::default();
    for (number, cell) in command_cells(rows).iter().enumerate() {
        if !extent.has(number) || (extent == Extent::Sample && cell.is_long()) {
            continue;
        }
        let name = format!("{method:?}: {} {}", cell.row.name, cell.command);
        if !report.cell(&name, cell.fault, cell.comes_to, || cell.run(&desk.borrow(), method, &people)) {
            // Whatever state it left; the next cell is not its victim.
            desk.replace(ready(method, &people));
        }
    }
    assert_nothing_kept(&desk.borrow(), &people);
    report.ends(&format!("{method:?}, commands"), begun);
}

/// A desk that has served one person: by relay the reader is known then, and tried no more.
fn ready(method: Method, people: &People) -> Desk {
    let desk = open(method);
    let (visits, rows) = match method {
        Method::Pin => (1, &BY_PIN[..]),
        Method::Staff => (1, &BY_STAFF[..]),
        Method::Relay => (2, &BY_RELAY[..]),
    };
    for _ in 0..visits {
        desk.serves_the_next(method, &people.next);
    }
    let last = |rows: &[CommandRow]| rows.last().map(|row| *row.commands.end()).expect("a row");
    assert_eq!(desk.commands(), last(&READING) + last(rows), "the table has every command: {}", desk.card.status());
    desk
}

/// A kiosk and a server that can fail in its service's place.
struct Exchanges {
    desk: Desk,
    server: FaultyServer,
}

impl Exchanges {
    fn open(method: Method) -> Self {
        let pcscd = Pcscd::start();
        let authority = Arc::new(Authority::new());
        authority.write(&pcscd.dir().join("kiosk"));
        let server = FaultyServer::open(&pcscd, &authority, false);
        if method == Method::Relay {
            server.relays();
        }
        let method = if method == Method::Pin { "pin" } else { "staff" };
        let url = format!("url = \"https://127.0.0.1:{}\"", server.port());
        let setup = Setup { method, panel: "detail = \"full\"\n", ..Setup::default() };
        let desk = Desk::at(setup, &pcscd, &url, &[]);
        wait_for("the first question", || (server.requests(Route::State) > 0).then_some(()));
        desk.sees(WAITING);
        Self { desk, server }
    }

    fn run(&self, row: &ExchangeRow, fault: HttpFault, comes_to: &str, method: Method) {
        let (desk, asked) = (&self.desk, prompt(method));
        if row.route == Route::Open {
            self.server.behaves(fault.at(row.route));
        }
        desk.inserts(VISITOR);
        if row.route != Route::Open || fault == HttpFault::OtherCheck {
            desk.sees(asked);
            if row.route != Route::Open {
                self.server.behaves(fault.at(row.route));
            }
            match row.route {
                Route::GiveUp => desk.cancels(),
                _ => desk.identifies(method, PIN_OF_VISITOR),
            }
        }
        let seen = if comes_to == GIVEN_UP {
            desk.sees(TAKE_CARD);
            GIVEN_UP.to_owned()
        } else {
            desk.comes_to(&[SHOWN_VALID])
        };
        assert!(comes_to.split('|').any(|code| code == seen), "{seen} instead of {comes_to}");
        assert!(!desk.shows(SHOWN_VALID), "an answer beside {seen}");
        assert!(desk.verifies() <= 2, "asked for the tries, and one VERIFY at most: {}", desk.card.status());
        assert_eq!(desk.tries(), "3");
        self.server.behaves(Behaviour::Well);
        desk.cancels();
        desk.removes();
        desk.sees(WAITING);
        desk.sees_not("K-");

        desk.inserts("valid-kumiai");
        desk.sees(asked);
        desk.identifies(method, PIN_OF_VISITOR);
        desk.sees(SHOWN_VALID);
        desk.sees("試験　花子");
        desk.leaves();
    }
}

fn exchanges(method: Method, extent: Extent) {
    let begun = Instant::now();
    let scene = RefCell::new(Exchanges::open(method));
    let mut report = Report::default();
    let relayed = if method == Method::Relay { &RELAY_EXCHANGES[..] } else { &[] };
    let rows = EXCHANGES.iter().chain(relayed);
    let cells = rows.flat_map(|row| HTTP_FAULTS.into_iter().zip(row.comes_to).map(move |cell| (row, cell)));
    for (number, (row, (fault, comes_to))) in cells.enumerate() {
        if !extent.has(number) {
            continue;
        }
        let name = format!("{method:?}: {}", row.name);
        if !report.cell(&name, fault, comes_to, || scene.borrow().run(row, fault, comes_to, method)) {
            scene.replace(Exchanges::open(method));
        }
    }
    report.ends(&format!("{method:?}, exchanges"), begun);
}

#[test]
fn a_sample_of_all_faults_of_the_card_in_a_visit_by_pin() {
    commands(Method::Pin, &[&READING, &BY_PIN], Extent::Sample);
}

#[test]
fn a_sample_of_all_faults_of_the_card_in_a_visit_by_staff() {
    commands(Method::Staff, &[&READING, &BY_STAFF], Extent::Sample);
}

#[test]
fn a_sample_of_all_faults_of_the_card_in_a_relay() {
    commands(Method::Relay, &[&BY_RELAY], Extent::Sample);
}

#[test]
fn a_sample_of_all_faults_of_the_service() {
    exchanges(Method::Pin, Extent::Sample);
    exchanges(Method::Staff, Extent::Sample);
    exchanges(Method::Relay, Extent::Sample);
}

#[test]
#[ignore = "minutes: tests/long faults"]
fn whole_matrix_of_a_visit_by_pin() {
    commands(Method::Pin, &[&READING, &BY_PIN], Extent::Whole);
}

#[test]
#[ignore = "minutes: tests/long faults"]
fn whole_matrix_of_a_visit_by_staff() {
    commands(Method::Staff, &[&READING, &BY_STAFF], Extent::Whole);
}

#[test]
#[ignore = "minutes: tests/long faults"]
fn whole_matrix_of_a_relay() {
    commands(Method::Relay, &[&BY_RELAY], Extent::Whole);
}

#[test]
#[ignore = "minutes: tests/long faults"]
fn whole_matrix_of_the_service() {
    exchanges(Method::Pin, Extent::Whole);
    exchanges(Method::Staff, Extent::Whole);
    exchanges(Method::Relay, Extent::Whole);
}
