//! `uketsuke demo`: the kiosk in this terminal, with emulated card and emulated service inside the process.
//!
//! Only two things are not what they are in a kiosk: the card's bytes do not pass a reader, and who answers them is
//! emulated. APDUs, signatures, JWS, TLS on a socket and the service's checks are the real thing. With an emulated
//! qualification terminal in their place, its three folders and the files in them are.

use std::fs::{self, DirBuilder};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};
use std::{env, io, process};

use tokio::sync::mpsc::UnboundedSender;

use super::authority::CardAuthority;
use super::card::{Outcome, Quirks, Wallet, WalletError};
use super::personas::{self, Persona};
use super::rig::{CardPower, Insertion, Rig};
use super::service::{CardTrust, Registry, Service, ServiceHandle};
use super::terminal::{Behaviour, EmulatedTerminal};
use super::tls::TestPki;
use crate::app::{End, PortEvent, Ports, RunError, RunMode, Start, forward, hardening, run_on, visit_rules};
use crate::card::{CardError, CardHandle, CardWatcher, Connector, Link};
use crate::common::{Language, Slot, StaffLanguage};
use crate::eligibility::{Entry, FacilityCode, Text};
use crate::exchange;
use crate::gateway::{GatewayClient, GatewayHandle};
use crate::settings::{ResultSource, Settings};
use crate::tty::capabilities::Capabilities;
use crate::ui::{Paper, Simulation};

/// Synthetic, with a right check digit.
const FACILITY: &str = "1319999999";
/// The service is inside the process, so what stands here of one is never looked at.
const SETTINGS: &str = r#"
[kiosk]
facility = "1319999999"
name = "試験助産所"
[identify]
keyboard_out_of_reach = true
[gateway]
url = "https://demo.invalid"
authority = "none"
certificate = "none"
key = "none"
"#;
/// The same with an emulated qualification terminal, whose folders lie beside this file.
const TERMINAL_SETTINGS: &str = r#"
[kiosk]
facility = "1319999999"
name = "試験診療所"
[identify]
keyboard_out_of_reach = true
[source]
kind = "oqs-folder"
[exchange]
requests = "Req"
answers = "Res"
cards = "Face"
bookings = "Bookings"
"#;
/// Where bookings are put, as the settings above have it.
const BOOKINGS_FOLDER: &str = "Bookings";
/// Keys of the demo.
const CARD: u8 = 5;
const PREVIOUS: u8 = 6;
const NEXT: u8 = 7;
const BOOKINGS: u8 = 8;
/// The first persona of the demo.
const DEFAULT: &str = "valid-kumiai";
/// The same with a terminal: on this one's certificate stand digits only.
const DEFAULT_AT_TERMINAL: &str = "valid-kyokai";

/// Runs the demo; the card of `persona` is at hand first.
pub fn run(persona: Option<&str>) -> Result<End, RunError> {
    hardening::keep_secrets();
    let settings = settings()?;
    let deadline = visit_rules(&settings, Capabilities::FULL).deadline;
    let table = Arc::new(OnceLock::new());
    let reader = DemoReader::Own(Arc::clone(&table));
    let mode = Demo::new(personas::all().iter().collect(), persona.unwrap_or(DEFAULT), reader)?;
    let key = &mode.persona().key;
    let start = Start { settings, mode, unregistered: None, laid: None };
    run_on(start, async move |events| {
        let rig = Arc::new(lay_table(key)?);
        let rig = table.get_or_init(|| rig);
        let (ports, service) = ports(rig, deadline, &events).await?;
        // The service lives as long as the program.
        std::mem::forget(service);
        Ok(ports.into())
    })
}

/// Runs the demo with an emulated qualification terminal; `persona` is the one whose card it reads first. The folders
/// between the two are temporary.
pub fn run_terminal(persona: Option<&str>) -> Result<End, RunError> {
    hardening::keep_secrets();
    let folder = TemporaryFolder::new().map_err(demo)?;
    let file = folder.0.join("kiosk.toml");
    fs::write(&file, TERMINAL_SETTINGS).map_err(demo)?;
    let all = personas::all();
    let terminal = EmulatedTerminal::start(&folder.0, all.to_vec(), Behaviour::default()).map_err(demo)?;
    let settings = Settings::load(&file).map_err(demo)?;
    let ResultSource::Folder(cards) = settings.source.clone() else {
        return Err(demo(io::Error::from(io::ErrorKind::InvalidData)));
    };
    let bookings = folder.0.join(BOOKINGS_FOLDER);
    DirBuilder::new().mode(0o700).create(&bookings).map_err(demo)?;
    let reader = DemoReader::Terminal(terminal, DemoBookings { folder: bookings, files: 0 });
    let known = all.iter().filter(|persona| persona.is_known_to_a_terminal()).collect();
    let mode = Demo::new(known, persona.unwrap_or(DEFAULT_AT_TERMINAL), reader)?;
    let facility = settings.kiosk.facility.clone();
    run_on(Start { settings, mode, unregistered: None, laid: None }, async move |events| {
        exchange::watch(&cards, &facility, forward(&events));
        Ok(None)
    })
}

/// A folder of this process and this user alone, removed with this.
struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn new() -> io::Result<Self> {
        let path = env::temp_dir().join(format!("uketsuke-demo-{}", process::id()));
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What is left is synthetic.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the demo's kiosk is set to.
pub(crate) fn settings() -> Result<Settings, RunError> {
    Settings::parse(SETTINGS).map_err(|problem| demo(problem.at(Path::new("demo"))))
}

/// The cards of all personas, with that of `key` at hand. Takes milliseconds: behind the first frame, not before it.
pub(crate) fn lay_table(key: &str) -> Result<Rig, RunError> {
    let owners = personas::all().iter().map(|persona| (persona.key.clone(), persona.card.clone()));
    let wallet = Wallet::new(owners, SystemTime::now(), Quirks::default()).map_err(demo)?;
    Rig::new(wallet, key).map_err(demo)
}

/// An emulated service, and a kiosk's ports bound to it and to the cards on the table.
pub(crate) async fn ports(
    rig: &Arc<Rig>,
    deadline: Duration,
    events: &UnboundedSender<PortEvent>,
) -> Result<(Ports, ServiceHandle), RunError> {
    let facility: FacilityCode = FACILITY.parse().map_err(demo)?;
    let pki = TestPki::new().map_err(demo)?;
    let authority = CardAuthority::new().map_err(demo)?;
    let cards = CardTrust::new(authority.certificate_der()).map_err(demo)?;
    let registry = Registry::new(personas::all(), DEFAULT).map_err(demo)?;
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let service = Service::start(anywhere, &pki, registry, cards).await.map_err(demo)?;
    let config = pki.gateway_config(service.url().try_into().map_err(demo)?, deadline, facility);
    let gateway = GatewayHandle::start(GatewayClient::new(&config)?, forward(events));
    let reader = Reader { rig: Arc::clone(rig) };
    let watch = Watch { rig: Arc::clone(rig), lies: None, told: false };
    let desk = CardHandle::start(reader, watch, forward(events)).map_err(RunError::System)?;
    Ok((Ports::new(desk, Some(gateway)), service))
}

fn demo(error: impl std::error::Error + Send + Sync + 'static) -> RunError {
    RunError::Demo(Box::new(error))
}

/// The person at the demo's function keys.
struct Demo {
    personas: Vec<&'static Persona>,
    chosen: usize,
    reader: DemoReader,
}

/// What F5 puts a card on.
enum DemoReader {
    /// The kiosk's own; empty until the cards are made.
    Own(Arc<OnceLock<Arc<Rig>>>),
    /// That of an emulated qualification terminal, beside which bookings are put too.
    Terminal(EmulatedTerminal, DemoBookings),
}

impl Demo {
    /// With this persona first, or the first one of the demo.
    fn new(personas: Vec<&'static Persona>, first: &str, reader: DemoReader) -> Result<Self, RunError> {
        let chosen = personas.iter().position(|persona| persona.key == first);
        let chosen = chosen
            .ok_or_else(|| demo(WalletError::unknown(first, personas.iter().map(|persona| persona.key.as_str()))))?;
        Ok(Self { personas, chosen, reader })
    }

    fn persona(&self) -> &'static Persona {
        self.personas[self.chosen % self.personas.len()]
    }

    /// Chooses whose card comes next. One that lies on the reader stays until it is taken.
    fn choose(&mut self, steps: usize) {
        self.chosen = (self.chosen + steps) % self.personas.len();
    }

    fn card(&self) {
        match &self.reader {
            DemoReader::Own(table) => {
                let Some(rig) = table.get() else { return };
                if rig.remove().is_err() {
                    // Cannot fail: the reader is empty, and every persona of the list has a card.
                    let _ = rig.insert(Some(&self.persona().key));
                }
            }
            // A folder that cannot be written shows nothing, as a terminal that is broken.
            DemoReader::Terminal(terminal, _) => drop(terminal.card(&self.persona().key)),
        }
    }
}

impl RunMode for Demo {
    fn function_key(&mut self, number: u8) {
        match number {
            CARD => self.card(),
            PREVIOUS => self.choose(self.personas.len() - 1),
            NEXT => self.choose(1),
            BOOKINGS => {
                if let DemoReader::Terminal(_, bookings) = &mut self.reader {
                    // A folder that cannot be written shows none, as that of a site.
                    let _ = bookings.put(&self.personas);
                }
            }
            _ => {}
        }
    }

    fn simulation(&self, language: Language) -> Option<Simulation<'_>> {
        let Persona { title_ja, title_en, answer, .. } = self.persona();
        let persona = match language.staff_language() {
            StaffLanguage::Japanese => title_ja,
            StaffLanguage::English => title_en,
        };
        Some(match &self.reader {
            DemoReader::Own(_) => Simulation::Demo { persona },
            DemoReader::Terminal(..) => Simulation::Terminal { persona, paper: answer.result.as_ref().and_then(paper) },
        })
    }

    fn ends_on_interrupt(&self) -> bool {
        true
    }
}

/// The bookings of the demo.
struct DemoBookings {
    folder: PathBuf,
    /// So many files were put there.
    files: u32,
}

/// What a booking has other than the paper.
#[derive(Clone, Copy)]
enum Slip {
    None,
    /// The branch was left out.
    Branch,
    /// The number is another one.
    Number,
}

/// Who is booked: two without a mistake, one who has no insurance any more, and two as people type them.
const BOOKED: [(&str, Slip); 5] = [
    ("valid-kyokai", Slip::None),
    ("valid-kokuho", Slip::None),
    ("lost", Slip::None),
    ("valid-kumiai", Slip::Branch),
    ("kyosai", Slip::Number),
];

impl DemoBookings {
    /// Puts one more file there, with other keys than the one before, so that it is asked about.
    fn put(&mut self, personas: &[&Persona]) -> io::Result<()> {
        self.files += 1;
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["key", "insurer", "symbol", "number", "branch", "birth"])?;
        for (place, (booked, slip)) in (1..).zip(BOOKED) {
            let persona = personas.iter().find(|persona| persona.key == booked);
            let entry = persona.and_then(|persona| persona.answer.result.as_ref());
            let Some(Paper { insurer, symbol, number, branch, birthdate }) = entry.and_then(paper) else { continue };
            let (number, branch) = match slip {
                Slip::None => (number.to_owned(), branch),
                Slip::Branch => (number.to_owned(), ""),
                Slip::Number => (format!("{number}9"), branch),
            };
            let key = format!("{}-{place}", self.files);
            writer.write_record([&key, insurer, symbol, &number, branch, &birthdate.to_string()])?;
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let new = self.folder.join(".new");
        fs::write(&new, bytes)?;
        fs::rename(new, self.folder.join(format!("bookings-{}.csv", self.files)))
    }
}

/// What stands on the certificate of this person.
fn paper(entry: &Entry) -> Option<Paper<'_>> {
    fn text(text: Option<&Text>) -> &str {
        text.map_or("", Text::as_str)
    }
    Some(Paper {
        insurer: entry.insurer()?.as_str(),
        symbol: text(entry.symbol.as_ref()),
        number: text(entry.number.as_ref()),
        branch: text(entry.branch.as_ref()),
        birthdate: entry.birthdate()?,
    })
}

/// Whether a reader would get an answer to reset: TS is 3B or 3F (ISO 7816-3), a mute card's bytes begin with neither.
fn answers(rig: &Rig, insertion: Insertion) -> bool {
    rig.atr(insertion).is_some_and(|atr| matches!(atr.first(), Some(0x3B | 0x3F)))
}

/// The waiter's side of the reader that is not there.
struct Watch {
    rig: Arc<Rig>,
    lies: Option<Insertion>,
    told: bool,
}

impl CardWatcher for Watch {
    fn next(&mut self) -> Option<Slot> {
        if !std::mem::replace(&mut self.told, true) {
            return Some(Slot::Empty);
        }
        if let Some(insertion) = self.lies.take() {
            self.rig.wait_until_gone(insertion, None);
            return Some(Slot::Empty);
        }
        let insertion = self.rig.wait_for_card()?;
        self.lies = Some(insertion);
        Some(if answers(&self.rig, insertion) {
            Slot::Card(insertion.number())
        } else {
            Slot::Mute(insertion.number())
        })
    }
}

/// The worker's side.
struct Reader {
    rig: Arc<Rig>,
}

impl Connector for Reader {
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError> {
        let insertion = self.rig.present().ok_or(CardError::NoCard)?;
        if !answers(&self.rig, insertion) {
            return Err(CardError::Mute);
        }
        self.rig.power(insertion, CardPower::On).ok_or(CardError::Pulled)?;
        Ok(Box::new(Wire { rig: Arc::clone(&self.rig), insertion }))
    }
}

/// A powered card.
struct Wire {
    rig: Arc<Rig>,
    insertion: Insertion,
}

impl Link for Wire {
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError> {
        let bytes = match self.rig.carry(self.insertion, command).ok_or(CardError::Pulled)? {
            Outcome::Answer(bytes) => bytes,
            Outcome::Late(delay, bytes) => {
                self.rig.wait_until_gone(self.insertion, Some(delay));
                bytes
            }
            Outcome::Gone => return Err(CardError::Pulled),
            Outcome::Hung => {
                self.rig.wait_until_answered(self.insertion);
                return Err(CardError::Silent);
            }
            Outcome::Silent => {
                self.rig.wait_until_gone(self.insertion, None);
                return Err(CardError::Pulled);
            }
        };
        let target = answer.get_mut(..bytes.len()).ok_or(CardError::Silent)?;
        target.copy_from_slice(&bytes);
        Ok(bytes.len())
    }

    fn reader(&self) -> &'static str {
        "emulated"
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.rig.power(self.insertion, CardPower::Off);
    }
}
