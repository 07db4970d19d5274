//! What must hold of a visit after any sequence of events, sensible or not: for the property tests and the fuzz target.

mod act;
mod appearance;
mod limits;
mod observer;

use std::time::{Duration, Instant};

pub(super) use act::{Act, Says, failed, read};

use act::{down, full, message};
use appearance::{AppearanceObserver, Seen, chooses};
use limits::{Cause, LimitObserver, Shown};
use observer::Observer;

use super::view::{CheckingStep, PanelView, Screen};
use super::{AnswerSource, CardOnReader, Effect, Event, Rules, Visit, VisitOutcome};
use crate::common::{
    Announced, Appearance, Key, KeyRepeat, KeyTime, Opened, PIN_LENGTH, Proof, Service, Slot, TroubleKind, Typing,
    VisitId,
};
use crate::eligibility::Found;

/// The last answer is kept no longer than this after it was closed.
const LAST_KEPT_FOR: Duration = Duration::from_secs(10 * 60);
/// A result from a folder is shown this long after it came at most, its line's way to the disk included.
const FOUND_SHOWS_WITHIN: Duration = Duration::from_secs(75);

/// A desk with a visit at it, and an observer.
pub(super) struct WatchedDesk {
    pub(super) visit: Visit,
    pub(super) now: Instant,
    /// What the last event asked for.
    pub(super) effects: Vec<Effect>,
    /// Both stand in front of the visit, as in the event loop.
    key_repeat: KeyRepeat,
    typing: Typing,
    insertion: u64,
    menu_open: bool,
    records: Vec<(VisitId, VisitOutcome)>,
    observer: Observer,
    limits: LimitObserver,
    appearance: AppearanceObserver,
}

/// What shows before an event.
struct Before {
    id: VisitId,
    panel: bool,
    masked: bool,
    asked: Option<usize>,
    staff: bool,
}

impl WatchedDesk {
    /// An empty reader and an open service.
    pub(super) fn new(rules: Rules, now: Instant) -> Self {
        let mut desk = Self {
            visit: Visit::new(rules),
            now,
            effects: Vec::new(),
            key_repeat: KeyRepeat::default(),
            typing: Typing::default(),
            insertion: 0,
            menu_open: false,
            records: Vec::new(),
            observer: Observer::default(),
            limits: LimitObserver::default(),
            appearance: AppearanceObserver::default(),
        };
        desk.step(Act::Remove);
        desk.step(Act::Service(true));
        desk
    }

    pub(super) fn screen(&self) -> Screen<'_> {
        self.visit.view(self.now).screen
    }

    /// The digits of a PIN that are typed, where one is asked for.
    pub(super) fn asked(&self) -> Option<usize> {
        match self.screen() {
            Screen::Pin { entered, .. } => Some(entered),
            _ => None,
        }
    }

    /// Something happens, and the time that has come passes.
    ///
    /// # Panics
    ///
    /// Where a promise is broken.
    pub(super) fn step(&mut self, act: Act) {
        match act {
            Act::Press(key, late, report) => {
                let after = self.now.checked_sub(late).unwrap_or(self.now);
                self.presses(key, KeyTime::between(after, self.now, report));
            }
            Act::Pass(time) => {
                self.now += time;
                self.hears(Event::Elapsed);
            }
            act => {
                if let Some(event) = self.event(act, self.visit.id()) {
                    self.hears(event);
                }
            }
        }
        if let Some(deadline) = self.deadline() {
            if deadline <= self.now {
                self.hears(Event::Elapsed);
            }
            assert!(self.deadline().is_none_or(|next| next > self.now), "a deadline that never passes");
        }
        assert!(!self.visit.holds_pin() || self.may_hold_a_pin(), "a PIN is held where none is asked for");
    }

    /// An empty reader and a closed menu always lead back to waiting, by themselves.
    ///
    /// # Panics
    ///
    /// Where they do not.
    pub(super) fn ends(&mut self) {
        self.step(Act::Remove);
        self.step(Act::Menu(false));
        // A call that no one comes for changes the bar's colour once a second, for three minutes.
        for _ in 0..512 {
            let Some(deadline) = self.deadline() else { break };
            self.now = deadline.max(self.now);
            self.hears(Event::Elapsed);
        }
        let waits = matches!(self.screen(), Screen::Waiting { confirmed_for: None, .. } | Screen::Listening { .. });
        assert!(waits, "{:?}", self.screen());
        assert_eq!(self.visit.appearance(), Appearance::Standing, "the next person's screen is that of the settings");
        assert_eq!(self.deadline(), None, "an idle kiosk has nothing to wake up for");
        assert_eq!(self.observer.called, None, "a call that never ends");
        assert_eq!(self.observer.reading, None, "the card was never let go");
        let recorded: Vec<_> = self.records.iter().map(|(id, _)| id.0).collect();
        assert_eq!(recorded, (1..=self.visit.id().0).collect::<Vec<_>>(), "each visit once, in its turn");
    }

    /// When something happens by the mere passing of time.
    fn deadline(&self) -> Option<Instant> {
        self.visit.deadline().into_iter().chain(self.visit.call_changes_at()).min()
    }

    /// A key of the visit's screen. While the menu is open, what types is for the menu.
    fn presses(&mut self, key: Key, time: KeyTime) {
        let types = matches!(key, Key::Digit(_) | Key::Enter | Key::Erase | Key::Burst | Key::Other | Key::Staff);
        if self.menu_open && types {
            return;
        }
        if let Some(key) = self.typing.press(key, time, &mut self.key_repeat) {
            self.hears(Event::Key(key));
        }
    }

    fn event(&mut self, act: Act, id: VisitId) -> Option<Event> {
        let event = self.event_where_cards_are_read(act, id)?;
        let of_a_reader = match &event {
            Event::Slot(_)
            | Event::Service(_)
            | Event::Card(..)
            | Event::Opened(..)
            | Event::Relayed(..)
            | Event::Answer(..) => true,
            Event::Key(_)
            | Event::Staff(_)
            | Event::MenuOpen(_)
            | Event::Rules(_)
            | Event::Recorded(..)
            | Event::Journal(_)
            | Event::Found(_)
            | Event::Expect(..)
            | Event::ExpectNoLonger
            | Event::TakeHeld(_)
            | Event::DropHeld
            | Event::NumbersClosed(..)
            | Event::Folder(_)
            | Event::Doubt(..)
            | Event::StaffCame
            | Event::Absent(_)
            | Event::Elapsed => false,
        };
        // Where results come from a folder there is neither reader nor service.
        (!of_a_reader || self.visit.rules.source == AnswerSource::Card).then_some(event)
    }

    fn event_where_cards_are_read(&mut self, act: Act, id: VisitId) -> Option<Event> {
        Some(match act {
            Act::Press(..) | Act::Pass(_) => return None,
            Act::Staff(by) => Event::Staff(by),
            Act::StaffCome => Event::StaffCame,
            Act::Menu(open) => {
                self.menu_open = open;
                Event::MenuOpen(open)
            }
            Act::Insert => {
                self.insertion += 1;
                Event::Slot(Slot::Card(self.insertion))
            }
            Act::InsertMute => {
                self.insertion += 1;
                Event::Slot(Slot::Mute(self.insertion))
            }
            Act::Again => Event::Slot(self.visit.reader_state().clone()),
            Act::Remove => Event::Slot(Slot::Empty),
            Act::LoseReader => Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())),
            Act::Service(true) => Event::Service(Service::Open(Announced::default())),
            Act::Service(false) => Event::Service(Service::Unusable(down())),
            Act::Announces(relay) => Event::Service(Service::Open(Announced { relay, ..Announced::default() })),
            Act::Card(news) => Event::Card(id, news),
            Act::Relayed(well) => Event::Relayed(id, if well { Ok(()) } else { Err(down()) }),
            Act::Opened(method, relay, well) => {
                let until = self.now + Duration::from_secs(60);
                Event::Opened(id, method, if well { Ok(Opened { until, relay }) } else { Err(down()) })
            }
            Act::Answer(says) => Event::Answer(id, says.map_or_else(|| Err(down()), message)),
            Act::Recorded(well) => Event::Recorded(id, if well { Ok(()) } else { Err(full()) }),
            Act::Journal(well) => Event::Journal((!well).then(full)),
            Act::Found(says) => {
                let message = says.map_or_else(|| Err(TroubleKind::ResultUnreadable.into()), message);
                Event::Found(message.map(|message| Found { message, proof: Proof::Folder }))
            }
            Act::Numbers(says, ago) => {
                Event::NumbersClosed(message(says).ok()?, self.now.checked_sub(ago).unwrap_or(self.now))
            }
            Act::Folder(well) => Event::Folder((!well).then(|| TroubleKind::FolderGone.into())),
            Act::Absent(absence) => Event::Absent(absence),
            // Where results come from is settled when the program starts.
            Act::Rules(rules) => Event::Rules(Box::new(Rules { source: self.visit.rules.source, ..rules })),
            Act::Late(act) => return self.event_where_cards_are_read(*act, VisitId(id.0.wrapping_sub(1))),
        })
    }

    /// The visit hears an event, and the observer sees what comes of it.
    fn hears(&mut self, event: Event) {
        let before = self.before();
        let recorded = match &event {
            Event::Recorded(id, Ok(())) => Some(*id),
            _ => None,
        };
        self.observer.hears(&event, before.id, before.asked, self.now);
        let (cause, shown) = (Cause::of(&event), Shown::at(&self.visit, self.now));
        let (chooses, key, seen) = (chooses(&event), matches!(event, Event::Key(_)), Seen::at(&self.visit, self.now));
        let unchanged = matches!(event, Event::Absent(_)).then(|| format!("{:?}", self.screen()));
        self.effects = self.visit.handle(event, self.now);
        self.appearance.sees(chooses, key, [seen, Seen::at(&self.visit, self.now)], self.now);
        self.limits.sees(cause, [shown, Shown::at(&self.visit, self.now)], &self.effects, self.now);
        // Rules that come may let staff act from now on, or not any more.
        let staff = before.staff || self.visit.rules.staff_can_act;
        self.observer.sees(&self.effects, staff, self.menu_open);
        let records = self.effects.extract_if(.., |effect| matches!(effect, Effect::Record(..)));
        self.records.extend(records.filter_map(|effect| match effect {
            Effect::Record(id, outcome) => Some((id, outcome)),
            _ => None,
        }));
        if let Some(before) = unchanged {
            assert_eq!(before, format!("{:?}", self.screen()), "an absence that changes a visit");
            assert!(self.effects.is_empty(), "an absence that asks for {:?}", self.effects);
        }
        let asked = self.asked().unwrap_or(0);
        assert!(asked <= PIN_LENGTH, "{asked} digits");
        self.observer.typed.truncate(asked);
        assert_eq!(self.observer.typed.len(), asked, "digits that were not typed");
        assert!(self.observer.verifies <= self.observer.enters, "more than one VERIFY for an Enter");
        self.watches_the_screen(&before, recorded, staff);
        self.watches_the_last_answer();
    }

    fn before(&self) -> Before {
        let screen = self.screen();
        Before {
            id: self.visit.id(),
            panel: matches!(screen, Screen::Panel(_)),
            masked: matches!(screen, Screen::Panel(PanelView { masked: true, .. })),
            asked: self.asked(),
            staff: self.visit.rules.staff_can_act,
        }
    }

    /// `recorded` is the visit whose line is on the disk by this event.
    fn watches_the_screen(&self, before: &Before, recorded: Option<VisitId>, staff: bool) {
        let (screen, id, observer) = (self.screen(), self.visit.id(), &self.observer);
        assert!(staff || !matches!(screen, Screen::Staff { .. }));
        let Screen::Panel(panel) = screen else { return };
        assert_eq!(self.visit.view(self.now).absence, None, "an absence beside an answer");
        assert!(staff || !before.masked || panel.masked, "an answer revealed where no act of staff counts");
        let is_new = !before.panel || before.id != id;
        let says_valid = panel.verdict.is_confirmed();
        if self.visit.rules.source == AnswerSource::Folder {
            let came = observer.found.iter().any(|(at, valid)| *valid && self.now - *at <= FOUND_SHOWS_WITHIN);
            assert!(came || !is_new || !says_valid, "有効 without a result of the last minute");
            return;
        }
        assert!(!says_valid || observer.valid.contains(&id), "有効 without an answer of this visit that says so");
        if is_new {
            assert_eq!(recorded, Some(id), "a panel before its line is on the disk");
            assert!(observer.answered.contains(&id), "a panel without an answer to this visit");
            assert!(observer.proofs_sent.contains(&id), "an answer to a proof that was never sent");
            assert_eq!(
                panel.proof == Proof::Relayed,
                observer.relayed.contains(&id),
                "a proof of the card that was none"
            );
        }
    }

    /// The last answer is that of the last visit, which said so, and stands beside no answer, no card of the next
    /// visitor and no visit that runs.
    fn watches_the_last_answer(&self) {
        let Some(last) = self.visit.last_answer() else { return };
        let screen = self.screen();
        let free =
            matches!(screen, Screen::Waiting { .. } | Screen::Listening { .. } | Screen::TakeCard | Screen::Thanks);
        assert!(free && !self.visit.is_under_way(), "the last answer beside {screen:?}");
        assert_ne!(self.visit.card_on_reader(), CardOnReader::Waits, "the last answer over the next visitor's card");
        assert_eq!(last.visit, self.visit.id(), "the answer of another visit");
        let kept = self.visit.closed.as_ref().map(|closed| closed.until.saturating_duration_since(self.now));
        assert!(last.since <= self.now && kept.is_some_and(|kept| kept <= LAST_KEPT_FOR), "an answer that stays");
        if last.proof == Proof::Numbers {
            let closed = self.observer.numbers == Some(last.since);
            assert!(closed, "a last answer by numbers that was none, or is older than the last one");
        } else if self.visit.rules.source == AnswerSource::Card {
            let said = self.observer.answered.contains(&last.visit);
            let valid = self.observer.valid.contains(&last.visit);
            assert!(said && (valid || !last.verdict.is_confirmed()), "a last answer that was none");
        }
        let next = self.visit.next_rules.as_deref();
        let staff = self.visit.rules.staff_can_act || next.is_some_and(|rules| rules.staff_can_act);
        assert!(staff, "the last answer where no act of staff counts");
    }

    /// The screens on which a PIN may exist.
    fn may_hold_a_pin(&self) -> bool {
        matches!(self.screen(), Screen::Pin { .. } | Screen::Checking { step: CheckingStep::Connect, .. })
    }
}
