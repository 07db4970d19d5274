//! The loop: sleeps until a key, a card, the service or a deadline wakes it, lets the visit decide, draws.
//!
//! Generic over the terminal's backend and the source of keys, so that the same loop runs in tests. No ticks: an idle
//! kiosk wakes once a minute, for the clock.

use std::collections::VecDeque;
use std::future::pending;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ratatui::Terminal;
use ratatui::backend::Backend;
use tokio::sync::mpsc::UnboundedReceiver;

use super::handoff::OutTray;
use super::metrics::Metrics;
use super::ports::PortEvent;
use super::sound::Sound;
use super::source::Source;
use super::staff_jobs::Jobs;
use super::staff_menu::Meaning;
use super::watchdog::{Pulse, Status};
use crate::common::appearance::Look;
use crate::common::key::Key;
use crate::common::language::Language;
use crate::common::time::in_japan;
use crate::gateway::clock::is_set as clock_is_set;
use crate::journal::Journal;
use crate::settings::{self, Settings};
use crate::staff::{self, Reception};
use crate::tty::keyboard::{Heard, Input};
use crate::tty::keys::Press;
use crate::ui::{self, Around, Simulation, Theme};
use crate::visit::view::Screen;
use crate::visit::{Effect, Event, Visit};

/// A terminal that grows draws what comes meanwhile into its old cells: foot 1.13 does so when it starts and becomes
/// full-screen. So a repaint of everything follows a resize, and the start, after this time.
pub(super) const SETTLED_AFTER: Duration = Duration::from_millis(300);

/// What stands behind the reader: nothing in a kiosk, the emulated cards in the demo.
pub trait Stage {
    /// A function key that the visit does not know.
    fn function_key(&mut self, number: u8);

    /// What the banner says, where cards are not real.
    fn simulation(&self, language: Language) -> Option<Simulation<'_>>;

    /// Whether Ctrl-C ends the program.
    fn ends_on_interrupt(&self) -> bool;
}

/// The kiosk's stage: real cards, and a program that nobody leaves by a key.
#[derive(Debug)]
pub struct RealReader;

impl Stage for RealReader {
    fn function_key(&mut self, _number: u8) {}

    fn simulation(&self, _: Language) -> Option<Simulation<'_>> {
        None
    }

    fn ends_on_interrupt(&self) -> bool {
        false
    }
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Somebody asked for it: a signal, or Ctrl-C in the demo.
    Asked,
    /// There is no terminal any more.
    TerminalGone,
    /// The program is to start anew: the same one, or the one that has been installed meanwhile.
    Anew,
}

/// What the loop needs from outside.
#[derive(Debug)]
pub struct Kiosk<B: Backend, I, S> {
    /// Where it draws.
    pub terminal: Terminal<B>,
    /// Where keys come from.
    pub input: I,
    /// What stands behind the reader.
    pub stage: S,
    /// The settings, as staff changed them last.
    pub settings: Settings,
    /// The visit.
    pub visit: Visit,
    /// What staff do around it.
    pub reception: Reception,
    /// What runs beside the loop for them.
    pub jobs: Jobs,
    /// The journal, and today's list.
    pub journal: Journal,
    /// What goes to the receipt computer.
    pub tray: OutTray,
    /// The terminal's bell and the voice.
    pub sound: Sound,
    /// The look that this terminal can show, of the one that the settings name.
    pub look: fn(Look) -> Look,
    /// Whether the terminal is a plain console.
    pub plain: bool,
    /// Signs of life for the service manager.
    pub pulse: Pulse,
    /// Figures for a monitoring system, where one is there.
    pub metrics: Option<Metrics>,
}

impl<B: Backend, I: Input, S: Stage> Kiosk<B, I, S> {
    /// Draws the present moment.
    pub fn draw(&mut self, simulated: bool) -> Result<(), B::Error> {
        let view = self.visit.view(Instant::now());
        let staff = self.reception.view(Instant::now());
        let language = self.settings.ui.language;
        let simulation = self.stage.simulation(language).or(simulated.then_some(Simulation::Service));
        let settings::Kiosk { name: title, contact, .. } = &self.settings.kiosk;
        let note = self.journal.staff_note().or(self.tray.note());
        let contact = contact.as_deref();
        let settings::Ui { theme, large_text: large, .. } = self.settings.ui;
        let theme = Theme::of((self.look)(theme));
        let around = Around {
            title,
            contact,
            clock: clock(),
            simulation,
            theme,
            large,
            staff: language,
            note,
            plain: self.plain,
        };
        self.terminal.draw(|frame| match &staff {
            Some(staff) => ui::draw_reception(frame, staff, &around),
            None => ui::draw(frame, &view, &around),
        })?;
        if self.settings.ui.speech && staff.is_none() {
            self.sound.say(view.language, ui::spoken(&view));
        }
        Ok(())
    }

    /// Runs until `stop` is ready or the terminal is gone.
    pub async fn run(
        mut self,
        ports: impl Into<Source>,
        mut events: UnboundedReceiver<PortEvent>,
        stop: impl Future<Output = ()>,
    ) -> Result<End, B::Error> {
        let mut ports = ports.into();
        tokio::pin!(stop);
        let mut repaint = Some(Instant::now() + SETTLED_AFTER);
        loop {
            self.draw(ports.simulated())?;
            self.beat();
            let wake = self.wake().into_iter().chain(repaint).min();
            let event = tokio::select! {
                () = &mut stop => return Ok(End::Asked),
                heard = self.input.next() => match heard {
                    Heard::Gone => return Ok(End::TerminalGone),
                    Heard::Resized => {
                        repaint = Some(Instant::now() + SETTLED_AFTER);
                        None
                    }
                    Heard::Press(Press::Interrupt) if self.stage.ends_on_interrupt() => return Ok(End::Asked),
                    Heard::Press(press) => self.meaning(press),
                },
                Some(event) = events.recv() => match event {
                    PortEvent::HandOff(event) => {
                        self.tray.hear(event);
                        None
                    }
                    event => ports.hear(event).map(Meaning::Visit),
                },
                report = self.journal.next() => self.of_journal(report).map(Meaning::Visit),
                done = self.jobs.next() => {
                    self.done(done, &mut ports)?;
                    None
                }
                () = sleep_until(wake) => Some(Meaning::Visit(Event::Elapsed)),
            };
            if repaint.is_some_and(|time| time <= Instant::now()) {
                repaint = None;
                self.repaint()?;
            }
            match event {
                Some(Meaning::Visit(event)) => self.handle(event, &mut ports)?,
                Some(Meaning::Reception(event)) => self.receive(event, &mut ports)?,
                None => {}
            }
            if self.reception.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
                self.receive(staff::Event::Elapsed, &mut ports)?;
            }
            self.keep_up(&mut ports)?;
            if self.starts_anew() {
                return Ok(End::Anew);
            }
            if let Some(metrics) = &mut self.metrics {
                metrics.keep(Instant::now(), || ports.terminal_ends());
            }
        }
    }

    /// A frame is on the screen, and everybody who had something to say was heard before it.
    fn beat(&mut self) {
        let (visit, menu) = (&self.visit, self.reception.is_open());
        let now = Instant::now();
        self.pulse.beat(now, || if menu { Status::Menu } else { Status::of(&visit.view(now).screen) });
    }

    pub(super) fn handle(&mut self, event: Event, ports: &mut Source) -> Result<(), B::Error> {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let now = Instant::now();
            if let Some(metrics) = &mut self.metrics {
                metrics.hear(&event);
            }
            let effects = self.visit.handle(event, now);
            if let Some(metrics) = &mut self.metrics {
                metrics.count(&effects, &self.visit.view(now).screen, now);
            }
            for effect in effects {
                let heard = match effect {
                    Effect::Record(visit, outcome) => self.record(visit, outcome, ports),
                    effect => {
                        match &effect {
                            Effect::Bell(bell) if self.settings.ui.sound => self.sound.ring(*bell),
                            Effect::Forget => self.repaint()?,
                            _ => {}
                        }
                        self.tray.perform(effect, ports.simulated()).and_then(|effect| ports.perform(effect))
                    }
                };
                events.extend(heard);
            }
        }
        Ok(())
    }

    /// Has the next frame repaint every cell. `Terminal::clear` would ask the terminal for its cursor and wait.
    pub(super) fn repaint(&mut self) -> Result<(), B::Error> {
        let whole = self.terminal.get_frame().area();
        self.terminal.resize(whole)
    }

    /// What a press means on the screen that shows. On a window too small for any screen it means nothing: nobody
    /// should type a PIN that cannot be seen arriving.
    fn meaning(&mut self, press: Press) -> Option<Meaning> {
        if ui::is_too_small(self.terminal.get_frame().area()) {
            return None;
        }
        if let Press::Function(number) = press {
            self.stage.function_key(number);
            return None;
        }
        if self.reception.is_open() {
            return self.of_reception(press);
        }
        let key = match press {
            Press::Key(key) | Press::Sign(_, key) => key,
            Press::Pad(digit, plain) => {
                let types = matches!(self.visit.view(Instant::now()).screen, Screen::Pin { .. });
                if types { Key::Digit(digit) } else { plain }
            }
            Press::Function(_) | Press::Interrupt => Key::Other,
        };
        if self.reception.is_left_over(key) { self.of_reception(press) } else { self.of_visit(key) }
    }

    /// When something changes by the mere passing of time: the visit's deadline, a countdown, the clock.
    fn wake(&self) -> Option<Instant> {
        let now = Instant::now();
        let countdown = ui::changes_in(&self.visit.view(now)).map(|left| now + left);
        let (visit, reception) = (self.visit.deadline(), self.reception.deadline());
        [visit, reception, countdown, self.pause_changes(now), next_minute(now), self.pulse.due()]
            .into_iter()
            .flatten()
            .min()
    }
}

/// When the clock on the screen changes.
pub(super) fn next_minute(now: Instant) -> Option<Instant> {
    since_epoch().map(|time| now + Duration::from_secs(60 - time.as_secs() % 60))
}

pub(super) async fn sleep_until(wake: Option<Instant>) {
    match wake {
        Some(wake) => tokio::time::sleep_until(wake.into()).await,
        None => pending().await,
    }
}

/// Hour and minute in Japan, where the clock has been set.
pub(super) fn clock() -> Option<(u8, u8)> {
    let now = SystemTime::now();
    let shown = clock_is_set(now).then(|| in_japan(now))?;
    Some((shown.hour(), shown.minute()))
}

fn since_epoch() -> Option<Duration> {
    SystemTime::now().duration_since(UNIX_EPOCH).ok()
}
