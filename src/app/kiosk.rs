//! The loop: sleeps until a key, a card, the service or a deadline wakes it, lets the visit decide, draws.
//!
//! Generic over the terminal's backend and the source of keys, so that the same loop runs in tests. No ticks: an idle
//! kiosk wakes once a minute, for the clock.

use std::collections::VecDeque;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ratatui::backend::Backend;
use tokio::sync::mpsc::UnboundedReceiver;

use super::absence::AbsenceState;
use super::bundle_state::Bundles;
use super::calls::Calls;
use super::facts_state::FactsState;
use super::jobs::StaffJobs;
use super::metrics::Metrics;
use super::passcode_count::PasscodeCount;
use super::ports::{PortEvent, Ports};
use super::reader_reset::ReaderReset;
use super::screen_context::screen_context;
use super::set_up_file::SetUpFile;
use super::sound::Sound;
use super::unregistered::Unregistered;
use super::watchdog::{Status, Watchdog};
use crate::common::{
    BookingFile, Key, KeyRepeat, KeyReport, KeyTime, Language, Paste, StaffNote, TypedChar, Typing, VisitId,
    clock_is_set, in_japan,
};
use crate::exchange::FolderEvent;
use crate::exchange::inquiry::InquiryHandle;
use crate::handoff::{HandOff, HandOffEvent};
use crate::journal::Journal;
use crate::settings::Settings;
use crate::staff::{self, Purpose, StaffMenu};
use crate::tty::capabilities::Capabilities;
use crate::tty::console::{Console, ConsoleEvent};
use crate::tty::keyboard::KeyInput;
use crate::tty::press::Press;
use crate::ui::{self, ScreenContext, Simulation, Theme};
use crate::visit::{Effect, Event, FaceDoubt, Visit};

/// What differs between a kiosk and the demo.
pub trait RunMode {
    /// A function key that the visit does not know.
    fn function_key(&mut self, number: u8);

    /// What the banner says, where cards are not real.
    fn simulation(&self, language: Language) -> Option<Simulation<'_>>;

    /// Whether Ctrl-C ends the program.
    fn ends_on_interrupt(&self) -> bool;
}

/// A kiosk: real cards, and no key that ends the program.
#[derive(Debug)]
pub struct Production;

impl RunMode for Production {
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
    /// A signal, or Ctrl-C in the demo.
    Requested,
    /// There is no terminal any more.
    TerminalGone,
    /// The program is to restart: the same one, or the one that has been installed meanwhile.
    Restart,
}

/// A kiosk: the state machines of visit and staff menu, and everything that they speak with.
#[derive(Debug)]
pub struct Kiosk<B: Backend, I, M> {
    pub(super) console: Console<B, I>,
    pub(super) capabilities: Capabilities,
    pub(super) mode: M,
    /// The settings, as staff changed them last.
    pub(super) settings: Settings,
    /// What this terminal has to be registered with before it can ask the service.
    pub(super) unregistered: Option<Unregistered>,
    pub(super) set_up: SetUpFile,
    pub(super) visit: Visit,
    pub(super) staff_menu: StaffMenu,
    pub(super) facts: FactsState,
    /// Wrong passcodes in a row, across restarts.
    pub(super) passcode_count: PasscodeCount,
    pub(super) bundles: Bundles,
    /// What runs beside the loop for the staff menu.
    pub(super) jobs: StaffJobs,
    /// Reader and service. None before they are started, and where results come from a folder.
    pub(super) ports: Option<Ports>,
    pub(super) reader_reset: ReaderReset,
    pub(super) journal: Journal,
    pub(super) handoff: HandOff,
    /// What asks the qualification terminal by numbers; none: the settings name none.
    pub(super) inquiries: Option<InquiryHandle>,
    /// Whether a result of an emulated terminal was read. From then on the banner stands, because what came before is
    /// in today's list too.
    pub(super) simulated: bool,
    /// What the image wants staff to know, as it was when the program began.
    pub(super) image_note: Option<StaffNote>,
    /// The visit for whose person a reference number was assigned.
    pub(super) assigned: Option<VisitId>,
    /// The bookings that are checked in bulk, as they are now.
    pub(super) bookings: Vec<BookingFile>,
    /// What the hand-off wants staff to know.
    pub(super) handoff_note: Option<StaffNote>,
    /// Whether staff are at the desk.
    pub(super) absence: AbsenceState,
    pub(super) calls: Calls,
    pub(super) sound: Sound,
    pub(super) key_repeat: KeyRepeat,
    pub(super) typing: Typing,
    pub(super) paste: Paste,
    pub(super) watchdog: Watchdog,
    pub(super) metrics: Option<Metrics>,
}

/// An event, by the state machine that it is for.
pub(super) enum Input {
    /// For the visit.
    Visit(Event),
    /// For the staff menu.
    Staff(staff::Event),
}

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Runs until `stop` is ready or the terminal is gone. Without `ports`, results come from a folder.
    pub async fn run(
        mut self,
        ports: Option<Ports>,
        mut events: UnboundedReceiver<PortEvent>,
        stop: impl Future<Output = ()>,
    ) -> Result<End, B::Error> {
        self.ports = ports;
        tokio::pin!(stop);
        loop {
            self.draw()?;
            self.report_alive();
            let wake = self.wake();
            let input = tokio::select! {
                () = stop.as_mut() => return Ok(End::Requested),
                event = self.console.next(wake) => match event {
                    ConsoleEvent::Gone => return Ok(End::TerminalGone),
                    ConsoleEvent::Press(Press::Interrupt, _) if self.mode.ends_on_interrupt() => {
                        return Ok(End::Requested);
                    }
                    ConsoleEvent::Press(press, time) => self.press(press, time),
                    ConsoleEvent::Resized => None,
                    ConsoleEvent::Elapsed => Some(Input::Visit(Event::Elapsed)),
                },
                Some(event) = events.recv() => self.port_event(event),
                report = self.journal.next() => self.journal_report(report),
                result = self.jobs.next() => {
                    self.hear_job(result)?;
                    None
                }
            };
            self.dispatch(input)?;
            if let Some(end) = self.register(stop.as_mut()).await? {
                return Ok(end);
            }
            self.look_for_bundle();
            if self.restarts() {
                return Ok(End::Restart);
            }
            self.keep_metrics();
        }
    }

    /// Draws the present moment.
    pub fn draw(&mut self) -> Result<(), B::Error> {
        let view = self.visit.view(Instant::now());
        let staff = super::last_answer::view(&self.staff_menu, &self.visit, self.copied(), Instant::now());
        let language = self.settings.ui.language;
        let simulation = self.mode.simulation(language).or(self.is_simulated().then_some(Simulation::Service));
        let drawing = self.drawing(staff.is_some());
        let around = ScreenContext {
            clock: clock(),
            simulation,
            theme: Theme::of(drawing.look),
            large: drawing.large,
            note: self
                .journal
                .staff_note()
                .or(self.handoff_note)
                .or(self.access_note())
                .or(self.calls.note())
                .or(self.image_note),
            ..screen_context(&self.settings, self.capabilities)
        };
        self.console.draw(|frame| match &staff {
            Some(staff) => ui::draw_staff_menu(frame, staff, &around),
            None => ui::draw(frame, &view, &around),
        })?;
        if staff.is_none() {
            self.sound.show(&view, &self.settings.ui);
        }
        Ok(())
    }

    /// A frame is on the screen, and every event before it was handled.
    fn report_alive(&mut self) {
        let (visit, menu) = (&self.visit, self.staff_menu.is_open());
        let now = Instant::now();
        self.watchdog.alive(now, || if menu { Status::Menu } else { Status::of(&visit.view(now).screen) });
    }

    /// What a press means. On a window too small for any screen it means nothing: a PIN must not be typed where the
    /// visitor cannot see it arrive. A key that is held means nothing after its first event.
    pub(super) fn press(&mut self, press: Press, time: KeyTime) -> Option<Input> {
        if ui::is_too_small(self.console.area()) {
            return None;
        }
        if let Press::Function(number) = press {
            self.mode.function_key(number);
            return None;
        }
        let letter = matches!(press, Press::Char(sign, _) if sign.ascii().is_none());
        let pasted = self.paste.has(time, letter && self.staff_menu.takes_japanese());
        match self.meaning(press)? {
            Input::Visit(Event::Key(key)) => {
                let key = self.typing.press(key, time, &mut self.key_repeat)?;
                self.sound.hear_key(key);
                Some(Input::Visit(Event::Key(key)))
            }
            input if self.repeats(&input, time) => None,
            Input::Staff(staff::Event::Input(_)) if pasted => Some(staff_input(staff::PageInput::Key(Key::Burst))),
            input => Some(input),
        }
    }

    /// Whether this input of the staff menu only repeats a key that is held.
    fn repeats(&mut self, input: &Input, time: KeyTime) -> bool {
        match input {
            Input::Staff(staff::Event::Input(staff::PageInput::Key(key))) => self.key_repeat.is_same_press(*key, time),
            Input::Staff(staff::Event::Open(purpose)) => self.key_repeat.is_same_press(purpose.key(), time),
            Input::Staff(staff::Event::Input(staff::PageInput::Typed(_))) => {
                self.key_repeat.forget();
                time.report() == KeyReport::Repeated
            }
            Input::Visit(_) | Input::Staff(_) => false,
        }
    }

    fn meaning(&self, press: Press) -> Option<Input> {
        if self.staff_menu.is_open() {
            return self.staff_press(press);
        }
        let key = match press {
            Press::Key(key) | Press::Char(_, key) => key,
            Press::Pad(digit, plain) => {
                let types = self.visit.takes_digits();
                if types { Key::Digit(digit) } else { plain }
            }
            Press::Function(_) | Press::Interrupt => Key::Other,
        };
        if self.staff_menu.is_left_over(key) { self.staff_press(press) } else { self.visit_key(key) }
    }

    /// What a key of the visit's screen means: F10, F4, F2 and F9 lead to the staff menu where it has their page.
    fn visit_key(&self, key: Key) -> Option<Input> {
        let purpose = match key {
            key if self.visit.is_dimmed() => return Some(Input::Visit(Event::Key(key))),
            Key::Different => Purpose::Confirm(self.visit.doubt(FaceDoubt::Different)?),
            Key::Menu if self.visit.is_under_way() => return None,
            Key::Menu => Purpose::Menu,
            Key::Ways => self.visit.doubt(FaceDoubt::Unsure).map_or(Purpose::Ways, Purpose::Confirm),
            Key::Staff => Purpose::Confirm(self.visit.staff_act()?),
            key => return Some(Input::Visit(Event::Key(key))),
        };
        let leads = purpose != Purpose::Ways || self.visit.other_ways().is_some();
        leads.then_some(Input::Staff(staff::Event::Open(purpose)))
    }

    /// What a press means while the staff menu is open: letters are at hand, so a keypad with Num Lock off is a block
    /// of arrows, but where a passcode is typed. There a keypad may be all that the site has, and its other signs have
    /// their plain meaning.
    fn staff_press(&self, press: Press) -> Option<Input> {
        let digits = self.staff_menu.takes_digits();
        let input = match press {
            Press::Pad(digit, _) if digits => staff::PageInput::Typed(TypedChar::from(digit)),
            Press::Char(_, key) if digits && key != Key::Other => staff::PageInput::Key(key.of_staff()),
            Press::Key(Key::Digit(digit)) => staff::PageInput::Typed(TypedChar::from(digit)),
            Press::Char(sign, key) if sign.ascii().is_none() && !self.staff_menu.takes_japanese() => {
                staff::PageInput::Key(key.of_staff())
            }
            Press::Char(sign, _) => staff::PageInput::Typed(sign),
            Press::Key(key) | Press::Pad(_, key) => staff::PageInput::Key(key.of_staff()),
            Press::Function(_) | Press::Interrupt => return None,
        };
        Some(staff_input(input))
    }

    /// Lets the state machine that an input is for handle it, and then everything that its time has come for.
    fn dispatch(&mut self, input: Option<Input>) -> Result<(), B::Error> {
        self.journal.mark_simulation(self.is_simulated());
        match input {
            Some(Input::Visit(event)) => self.handle(event)?,
            Some(Input::Staff(event)) => self.handle_staff(event)?,
            None => {}
        }
        if self.staff_menu.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
            self.handle_staff(staff::Event::Elapsed)?;
        }
        self.follow_absence()?;
        self.follow_reader()?;
        self.update_staff_menu()
    }

    /// Lets the visit handle an event, and every event that its effects bring at once.
    pub(super) fn handle(&mut self, event: Event) -> Result<(), B::Error> {
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
                events.extend(self.perform(effect)?);
            }
        }
        Ok(())
    }

    /// Hands an effect to its receiver; returns what the receiver answers at once.
    fn perform(&mut self, effect: Effect) -> Result<Option<Event>, B::Error> {
        Ok(match effect {
            Effect::Card(visit, order) => self.ports.as_mut().and_then(|ports| ports.card(visit, order)),
            Effect::Service(visit, order) => self.ports.as_mut().and_then(|ports| ports.service(visit, order)),
            Effect::Record(visit, outcome) => self.record(visit, outcome),
            Effect::HandOn(_, message) => {
                self.handoff.confirmed(message, self.is_simulated());
                None
            }
            Effect::Call(call) => self.calls.call(call, &self.settings.kiosk),
            Effect::Bell(bell) => {
                self.sound.ring(bell, &self.settings.ui);
                None
            }
            Effect::Forget => {
                self.typing.forget_digit();
                self.ports.iter_mut().for_each(Ports::forget);
                self.console.repaint()?;
                None
            }
        })
    }

    /// What a report of reader, service, folder, terminal or hand-off means, if anything.
    fn port_event(&mut self, event: PortEvent) -> Option<Input> {
        self.hear_of_simulation(&event);
        let event = match event {
            PortEvent::Card(event) => return self.card_event(event),
            PortEvent::Gateway(event) => {
                if let Some(agrees) = event.clock_agrees() {
                    self.handoff.hear_of_clock(agrees);
                }
                self.ports.as_mut()?.gateway_event(event)
            }
            PortEvent::Folder(FolderEvent::Found(found)) => Some(Event::Found(found)),
            PortEvent::Folder(FolderEvent::Folder(trouble)) => Some(Event::Folder(trouble)),
            PortEvent::Inquiry(event) => return Self::inquiry_report(event),
            PortEvent::Bookings(files) => {
                self.bookings = files;
                self.facts.invalidate();
                None
            }
            PortEvent::Bulk(outcome) => {
                self.journal.bulk(outcome);
                None
            }
            PortEvent::HandOff(HandOffEvent(note)) => {
                self.handoff_note = note;
                self.metrics.iter_mut().for_each(|metrics| metrics.hear_of_hand_off(note));
                None
            }
            PortEvent::Pager(event) => {
                self.calls.hear(event);
                None
            }
        };
        event.map(Input::Visit)
    }

    fn keep_metrics(&mut self) {
        if let Some(metrics) = &mut self.metrics {
            let ports = self.ports.as_ref();
            metrics.keep(Instant::now(), || ports.and_then(Ports::terminal_ends));
        }
    }

    /// When something changes by the mere passing of time: the visit's deadline, a countdown, the clock.
    fn wake(&self) -> Option<Instant> {
        let now = Instant::now();
        let countdown = ui::changes_in(&self.visit.view(now)).map(|left| now + left);
        let (visit, menu) = (self.visit.deadline(), self.staff_menu.deadline());
        [
            visit,
            self.visit.call_changes_at(),
            menu,
            countdown,
            self.pause_changes(now),
            self.inquiry_changes(now),
            next_minute(now),
            self.watchdog.due(),
            self.absence.ends(),
            self.reader_changes(now),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}

const fn staff_input(input: staff::PageInput) -> Input {
    Input::Staff(staff::Event::Input(input))
}

/// When the clock on the screen changes.
pub(super) fn next_minute(now: Instant) -> Option<Instant> {
    since_epoch().map(|time| now + Duration::from_secs(60 - time.as_secs() % 60))
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
