//! What works and what does not, in one line each: what the kiosk knows of itself without trying anything.

use time::Date;

use super::words::{Input, Turn};
use crate::visit::{Key, Service, Slot, Trouble, TroubleKind};

/// A certificate that ends within so many days has not been renewed, though it should have been.
const SOON: i64 = 14;

/// What a key does on the page, which has nothing to choose.
pub(super) const fn input(input: Input) -> Turn {
    match input {
        Input::Key(Key::Cancel | Key::Enter) => Turn::Back,
        _ => Turn::Stay,
    }
}

/// What the kiosk knows of itself.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Where results come from.
    pub results: Results,
    /// The journal.
    pub journal: Keeping,
    /// The hand-off to the receipt computer.
    pub handoff: Keeping,
    /// Hour and minute in Japan, where the clock has been set.
    pub clock: Option<(u8, u8)>,
    /// Whether a log is written.
    pub log: bool,
    /// Version of this program.
    pub version: &'static str,
    /// The settings' file; empty where there is none, as in the demo.
    pub settings: String,
}

/// Where results come from, and how that goes.
#[derive(Debug, Clone)]
pub enum Results {
    /// A card is read here and the service answers.
    Desk {
        /// The reader and what lies on it.
        slot: Slot,
        /// The service.
        service: Service,
        /// The last day of this terminal's certificate and the days until then, where it can be read.
        ends: Option<(Date, i64)>,
    },
    /// They come by themselves, or do not.
    Folder(Option<Trouble>),
}

/// Whether something is written beside the visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// The settings do not ask for it.
    Off,
    /// It is written.
    On,
    /// It cannot be written now; the code of the note that says so.
    Failing(&'static str),
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            results: Results::Desk { slot: Slot::Unknown, service: Service::Unknown, ends: None },
            journal: Keeping::Off,
            handoff: Keeping::Off,
            clock: None,
            log: false,
            version: env!("CARGO_PKG_VERSION"),
            settings: String::new(),
        }
    }
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub part: Part,
    /// How it is.
    pub health: Health,
    /// What is known of it.
    pub said: Said,
}

/// A part of the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by what it is")]
pub enum Part {
    Reader,
    Service,
    Certificate,
    Folder,
    Clock,
    Journal,
    HandOff,
    Log,
    Settings,
    Version,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// As it should be.
    Fine,
    /// Somebody should look.
    Look,
    /// Checks fail because of it.
    Broken,
}

/// What is known of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing has been heard yet.
    NothingYet,
    /// It is there and ready.
    Ready,
    /// A card lies on it.
    Card,
    /// Something lies on it that does not answer.
    Mute,
    /// It is open, and closes then, if that is known.
    Open(Option<String>),
    /// What is wrong.
    Trouble(TroubleKind),
    /// It is good until this day.
    Until(Date),
    /// It was good until this day.
    Ended(Date),
    /// It cannot be read.
    Unreadable,
    /// The settings do not ask for it.
    Off,
    /// It is written.
    On,
    /// It cannot be written; the note's code.
    Failing(&'static str),
    /// The time of day.
    Time(u8, u8),
    /// The clock has not been set.
    Unset,
    /// A name, as it is.
    Name(String),
}

impl Machine {
    /// Every line, in the order in which somebody would look for a fault.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = match &self.results {
            Results::Desk { slot, service, ends } => vec![
                Finding::of(Part::Reader, reader(slot)),
                Finding::of(Part::Service, answers(service)),
                Finding::of(Part::Certificate, certificate(*ends)),
            ],
            Results::Folder(None) => vec![Finding::of(Part::Folder, (Health::Fine, Said::Ready))],
            Results::Folder(Some(trouble)) => vec![Finding::of(Part::Folder, broken(trouble))],
        };
        let clock = match self.clock {
            Some((hour, minute)) => (Health::Fine, Said::Time(hour, minute)),
            None => (Health::Broken, Said::Unset),
        };
        let log = if self.log { Said::On } else { Said::Off };
        let settings = if self.settings.is_empty() { "-" } else { &self.settings };
        findings.extend([
            Finding::of(Part::Clock, clock),
            Finding::of(Part::Journal, kept(self.journal)),
            Finding::of(Part::HandOff, kept(self.handoff)),
            Finding::of(Part::Log, (Health::Fine, log)),
            Finding::of(Part::Settings, (Health::Fine, Said::Name(settings.to_owned()))),
            Finding::of(Part::Version, (Health::Fine, Said::Name(self.version.to_owned()))),
        ]);
        findings
    }
}

impl Finding {
    fn of(part: Part, (health, said): (Health, Said)) -> Self {
        Self { part, health, said }
    }
}

fn reader(slot: &Slot) -> (Health, Said) {
    match slot {
        Slot::Unknown => (Health::Look, Said::NothingYet),
        Slot::Empty => (Health::Fine, Said::Ready),
        Slot::Card(_) => (Health::Fine, Said::Card),
        Slot::Mute(_) => (Health::Look, Said::Mute),
        Slot::Unusable(trouble) => broken(trouble),
    }
}

fn answers(service: &Service) -> (Health, Said) {
    match service {
        Service::Unknown => (Health::Look, Said::NothingYet),
        Service::Open(announced) => (Health::Fine, Said::Open(announced.closes.clone())),
        Service::Unusable(trouble) => broken(trouble),
    }
}

const fn certificate(ends: Option<(Date, i64)>) -> (Health, Said) {
    match ends {
        None => (Health::Look, Said::Unreadable),
        Some((day, ..0)) => (Health::Broken, Said::Ended(day)),
        Some((day, ..SOON)) => (Health::Look, Said::Until(day)),
        Some((day, _)) => (Health::Fine, Said::Until(day)),
    }
}

const fn kept(keeping: Keeping) -> (Health, Said) {
    match keeping {
        Keeping::Off => (Health::Fine, Said::Off),
        Keeping::On => (Health::Fine, Said::On),
        Keeping::Failing(code) => (Health::Broken, Said::Failing(code)),
    }
}

const fn broken(trouble: &Trouble) -> (Health, Said) {
    (Health::Broken, Said::Trouble(trouble.kind))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn health(machine: &Machine, part: Part) -> Health {
        machine.findings().into_iter().find(|finding| finding.part == part).unwrap().health
    }

    fn desk(slot: Slot, days: i64) -> Machine {
        let ends = Some((date!(2026 - 12 - 01), days));
        Machine { results: Results::Desk { slot, service: Service::Unknown, ends }, ..Machine::default() }
    }

    #[test]
    fn a_certificate_that_ends_soon_wants_somebody_to_look_and_an_ended_one_is_broken() {
        let of = |days| health(&desk(Slot::Empty, days), Part::Certificate);
        assert_eq!([of(14), of(13), of(0), of(-1)], [Health::Fine, Health::Look, Health::Look, Health::Broken]);
    }

    #[test]
    fn a_reader_that_is_gone_is_broken_and_says_which_trouble_it_is() {
        let machine = desk(Slot::Unusable(TroubleKind::ReaderError.into()), 300);
        let first = machine.findings().swap_remove(0);
        assert_eq!((first.health, first.said), (Health::Broken, Said::Trouble(TroubleKind::ReaderError)));
    }

    #[test]
    fn a_kiosk_with_a_folder_has_neither_reader_nor_service() {
        let machine = Machine { results: Results::Folder(None), ..Machine::default() };
        let parts: Vec<Part> = machine.findings().iter().map(|finding| finding.part).collect();
        assert!(parts.starts_with(&[Part::Folder, Part::Clock]), "{parts:?}");
    }

    #[test]
    fn what_the_settings_leave_out_is_no_fault() {
        assert_eq!(health(&Machine::default(), Part::Journal), Health::Fine);
        let failing = Machine { journal: Keeping::Failing("K-601"), ..Machine::default() };
        assert_eq!(health(&failing, Part::Journal), Health::Broken);
    }
}
