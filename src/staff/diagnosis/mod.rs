//! The page of what works and what does not, one line each: what the kiosk knows of itself without trying anything, and
//! what the doctor found when the page was opened.

#[cfg(test)]
mod key_tests;
mod report;

pub use report::{ReportFault, Reported};

use time::Date;

use super::effect::{Effect, ReportTo};
use super::list_page::ListPage;
use super::page::{PageInput, PageResult};
use crate::common::{Finding, FindingDetail, Health, Key, Part, Service, Slot, SoundFault, Trouble};

/// The page.
#[derive(Debug, Default)]
pub struct DiagnosisPage {
    list: ListPage,
    /// What shows in place of the list.
    report: Option<ReportView>,
}

/// What of the report for support shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportView {
    /// Its QR codes: the one asked for. How many there are depends on the screen, so it is shown modulo that.
    Codes(usize),
    /// Where its file is.
    File,
}

impl DiagnosisPage {
    /// The list on it.
    #[must_use]
    pub const fn list(&self) -> &ListPage {
        &self.list
    }

    /// What shows in place of the list.
    #[must_use]
    pub const fn report(&self) -> Option<ReportView> {
        self.report
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match (&mut self.report, input) {
            (Some(_), PageInput::Key(Key::Cancel)) | (Some(ReportView::File), PageInput::Key(Key::Enter)) => {
                self.report = None;
            }
            (Some(ReportView::Codes(page)), PageInput::Key(Key::NextPage | Key::Enter)) => {
                *page = page.saturating_add(1);
            }
            (Some(ReportView::Codes(page)), PageInput::Key(Key::PreviousPage)) => *page = page.saturating_sub(1),
            (Some(_), _) => {}
            (None, PageInput::Key(Key::Enter)) => return self.again(),
            (None, PageInput::Typed(typed)) => match typed.char().to_ascii_lowercase() {
                'r' => return self.again(),
                '1' => {
                    self.report = Some(ReportView::Codes(0));
                    return PageResult::Do(Effect::Report(ReportTo::Screen));
                }
                '2' => {
                    self.report = Some(ReportView::File);
                    return PageResult::Do(Effect::Report(ReportTo::File));
                }
                _ => {}
            },
            (None, input) => return self.list.input(input),
        }
        PageResult::Stay
    }

    fn again(&mut self) -> PageResult {
        self.list = ListPage::default();
        PageResult::Do(Effect::Examine)
    }
}

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Examined {
    /// The machine has not been examined yet, or is being examined.
    #[default]
    Looking,
    /// These findings.
    Found(Vec<Finding>),
}

/// Every line of the page: what is broken first, then in the order in which one looks for a fault. Where kiosk and
/// doctor both report on a part, the worse finding stands; of two equal ones the doctor's.
#[must_use]
pub fn findings(machine: &Machine, examined: &Examined) -> Vec<Finding> {
    let examined = match examined {
        Examined::Looking => &[],
        Examined::Found(found) => found.as_slice(),
    };
    let worst = |part, findings: &[Finding]| {
        findings.iter().filter(|finding| finding.part == part).map(|finding| finding.health).max()
    };
    let known = machine.findings();
    let of_known = known.iter().filter(|own| worst(own.part, examined).is_none_or(|health| health < own.health));
    let of_doctor = examined.iter().filter(|own| worst(own.part, &known).is_none_or(|health| health <= own.health));
    let mut all: Vec<Finding> = of_known.chain(of_doctor).cloned().collect();
    all.sort_by_key(|finding| (finding.health != Health::Broken, finding.part));
    all
}

/// What the kiosk knows of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Where results come from.
    pub results: Results,
    /// The journal.
    pub journal: Keeping,
    /// The hand-off to the receipt computer.
    pub handoff: Keeping,
    /// What calls staff who do not see the screen.
    pub call: Keeping,
    /// Hour and minute in Japan, where the clock has been set.
    pub clock: Option<(u8, u8)>,
    /// Why the last tone or prompt was not heard.
    pub sound: Option<SoundFault>,
    /// Whether a log is written.
    pub log: bool,
    /// Version of this program.
    pub version: &'static str,
    /// The settings file; empty where there is none, as in the demo.
    pub settings: String,
}

/// Where results come from, and whether they can come.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// They come by themselves; or why they do not.
    Folder(Option<Trouble>),
}

/// Whether the journal, or the hand-off, is written.
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
            call: Keeping::Off,
            clock: None,
            sound: None,
            log: false,
            version: env!("CARGO_PKG_VERSION"),
            settings: String::new(),
        }
    }
}

impl Machine {
    /// Every line, in the order in which one looks for a fault.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = match &self.results {
            Results::Desk { slot, service, ends } => {
                vec![reader(slot), Finding::service(service), Finding::certificate(*ends)]
            }
            Results::Folder(None) => vec![Finding::fine(Part::Folder, FindingDetail::Ready)],
            Results::Folder(Some(trouble)) => vec![Finding::trouble(Part::Folder, trouble)],
        };
        let clock = match self.clock {
            Some((hour, minute)) => Finding::fine(Part::Clock, FindingDetail::Time(hour, minute)),
            None => Finding::broken(Part::Clock, FindingDetail::Unset),
        };
        let log = if self.log { FindingDetail::On } else { FindingDetail::Off };
        let settings = if self.settings.is_empty() { "-" } else { &self.settings };
        findings.extend([
            clock,
            // The settings need not ask for a journal, but staff should know that there is none.
            kept(Part::Journal, self.journal, Health::Look),
            kept(Part::HandOff, self.handoff, Health::Fine),
            match self.call {
                Keeping::On => Finding::fine(Part::Call, FindingDetail::Ready),
                call => kept(Part::Call, call, Health::Fine),
            },
            Finding::fine(Part::Log, log),
            Finding::fine(Part::Settings, FindingDetail::Name(settings.to_owned())),
            Finding::fine(Part::Version, FindingDetail::Name(self.version.to_owned())),
        ]);
        findings.extend(self.sound.map(|fault| Finding::look(Part::Sound, FindingDetail::Unheard(fault))));
        findings
    }
}

fn reader(slot: &Slot) -> Finding {
    match slot {
        Slot::Unknown => Finding::look(Part::Reader, FindingDetail::NothingYet),
        Slot::Empty => Finding::fine(Part::Reader, FindingDetail::Ready),
        Slot::Card(_) => Finding::fine(Part::Reader, FindingDetail::Card),
        Slot::Mute(_) => Finding::look(Part::Reader, FindingDetail::Mute),
        Slot::Unusable(trouble) => Finding::trouble(Part::Reader, trouble),
    }
}

const fn kept(part: Part, keeping: Keeping, off: Health) -> Finding {
    match keeping {
        Keeping::Off => Finding::new(part, off, FindingDetail::Off),
        Keeping::On => Finding::fine(part, FindingDetail::On),
        Keeping::Failing(code) => Finding::broken(part, FindingDetail::Failing(code)),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::common::TroubleKind;

    fn health(machine: &Machine, part: Part) -> Health {
        machine.findings().into_iter().find(|finding| finding.part == part).unwrap().health
    }

    fn desk(slot: Slot, days: i64) -> Machine {
        let ends = Some((date!(2026 - 12 - 01), days));
        Machine { results: Results::Desk { slot, service: Service::Unknown, ends }, ..Machine::default() }
    }

    #[test]
    fn a_certificate_that_ends_soon_is_to_be_looked_at_and_an_ended_one_is_broken() {
        let of = |days| health(&desk(Slot::Empty, days), Part::Certificate);
        assert_eq!([of(14), of(13), of(0), of(-1)], [Health::Fine, Health::Look, Health::Look, Health::Broken]);
    }

    #[test]
    fn a_reader_that_is_gone_is_broken_and_says_which_trouble_it_is() {
        let machine = desk(Slot::Unusable(TroubleKind::ReaderError.into()), 300);
        let first = machine.findings().swap_remove(0);
        assert_eq!((first.health, first.detail), (Health::Broken, FindingDetail::Trouble(TroubleKind::ReaderError)));
    }

    #[test]
    fn a_kiosk_with_a_folder_has_neither_reader_nor_service() {
        let machine = Machine { results: Results::Folder(None), ..Machine::default() };
        let parts: Vec<Part> = machine.findings().iter().map(|finding| finding.part).collect();
        assert!(parts.starts_with(&[Part::Folder, Part::Clock]), "{parts:?}");
    }

    #[test]
    fn what_the_settings_leave_out_is_no_fault() {
        assert_eq!(health(&Machine::default(), Part::HandOff), Health::Fine);
        assert_eq!(health(&Machine::default(), Part::Journal), Health::Look);
        let failing = Machine { journal: Keeping::Failing("K-601"), ..Machine::default() };
        assert_eq!(health(&failing, Part::Journal), Health::Broken);
    }

    #[test]
    fn of_what_kiosk_and_doctor_both_know_the_worse_stands_and_what_is_broken_comes_first() {
        let machine = Machine { journal: Keeping::On, handoff: Keeping::Failing("K-611"), ..Machine::default() };
        let found = vec![
            Finding::broken(Part::Journal, FindingDetail::Flaws(2)),
            Finding::fine(Part::HandOff, FindingDetail::Ready),
            Finding::fine(Part::Log, FindingDetail::Ready),
        ];
        let all = findings(&machine, &Examined::Found(found));
        let details =
            |part| all.iter().filter(|own| own.part == part).map(|own| own.detail.clone()).collect::<Vec<_>>();
        assert_eq!(details(Part::Journal), [FindingDetail::Flaws(2)]);
        assert_eq!(details(Part::HandOff), [FindingDetail::Failing("K-611")]);
        assert_eq!(details(Part::Log), [FindingDetail::Ready]);
        let broken = all.iter().take_while(|finding| finding.health == Health::Broken).count();
        assert_eq!(broken, all.iter().filter(|finding| finding.health == Health::Broken).count());
    }

    #[test]
    fn a_service_that_is_closed_for_the_night_is_not_broken() {
        let closed = Service::Unusable(TroubleKind::Closed.into());
        let look = Finding::look(Part::Service, FindingDetail::Trouble(TroubleKind::Closed));
        assert_eq!(Finding::service(&closed), look);
        let unreachable = Service::Unusable(TroubleKind::Unreachable.into());
        assert_eq!(Finding::service(&unreachable).health, Health::Broken);
    }
}
