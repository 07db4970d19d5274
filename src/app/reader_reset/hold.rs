//! What the visit hears of the reader while that is reset. Pure: no I/O, no clock.
//!
//! A reset takes the reader away, kills its daemon and brings both back. The visit hears of it as of one thing, by one
//! code; what hangs is answered late and by errors, which are nothing that a visitor or staff could act on.

use std::mem::take;
use std::time::{Duration, Instant};

use super::care::ReaderCare;
use crate::card::CardEvent;
use crate::common::{Slot, Trouble, TroubleKind};

/// A machine that refuses does so within this time; until then nothing is shown.
const REFUSED_WITHIN: Duration = Duration::from_millis(400);
/// Who is asked has answered by then.
const LONGEST: Duration = Duration::from_secs(90);
/// The reader is found again within this time after its daemon was started.
const BACK_WITHIN: Duration = Duration::from_secs(10);

/// The reader, and its reset.
#[derive(Debug, Default)]
pub struct ReaderReset {
    care: ReaderCare,
    phase: Phase,
    /// What lies on the reader, as its daemon said last.
    slot: Option<Slot>,
    /// Whether it has said so since the last reset was asked for.
    heard: bool,
}

#[derive(Debug, Default)]
enum Phase {
    /// The visit hears everything.
    #[default]
    Passing,
    /// Root is asked. Reports wait.
    Asked { shows_at: Instant, held: Vec<CardEvent> },
    /// It is under way, and shown.
    Shown { until: Instant },
    /// It is done, and the reader is to be found again.
    Returning { until: Instant },
}

impl ReaderReset {
    /// Hears a report; returns what of it the visit is to hear now.
    pub(super) fn hear(&mut self, event: CardEvent, now: Instant) -> Option<CardEvent> {
        match &event {
            CardEvent::News(_, news) => self.care.hear_news(news, now),
            CardEvent::Slot(slot) => {
                self.care.hear_slot(slot, now);
                (self.slot, self.heard) = (Some(slot.clone()), true);
            }
            CardEvent::Certificate(..) | CardEvent::Answers(..) | CardEvent::Signature(..) | CardEvent::Count(..) => {}
        }
        self.pass(event)
    }

    fn pass(&mut self, event: CardEvent) -> Option<CardEvent> {
        match (&mut self.phase, &event) {
            (Phase::Asked { held, .. }, _) => {
                held.push(event);
                return None;
            }
            (Phase::Shown { .. }, CardEvent::Slot(_))
            | (Phase::Returning { .. }, CardEvent::Slot(Slot::Unusable(_))) => return None,
            (Phase::Returning { .. }, CardEvent::Slot(_)) => self.phase = Phase::Passing,
            (Phase::Passing | Phase::Shown { .. } | Phase::Returning { .. }, _) => {}
        }
        Some(event)
    }

    /// Whether root is to be asked for a reset now.
    pub(super) fn wants(&self, hangs: bool, now: Instant) -> bool {
        let free = matches!(self.phase, Phase::Passing | Phase::Returning { .. });
        free && self.care.wants_reset(hangs, now)
    }

    /// It is asked, or there is none to be asked on this machine.
    pub(super) fn asked(&mut self, possible: bool, now: Instant) {
        self.care.asked(now);
        if possible {
            self.heard = false;
            self.phase = Phase::Asked { shows_at: now + REFUSED_WITHIN, held: Vec::new() };
        }
    }

    /// The reset is done, or refused. Returns what the visit is to hear.
    pub(super) fn ended(&mut self, done: bool, now: Instant) -> Vec<CardEvent> {
        if !done {
            return match take(&mut self.phase) {
                Phase::Asked { held, .. } => held,
                Phase::Shown { .. } | Phase::Returning { .. } => {
                    self.slot.clone().map(CardEvent::Slot).into_iter().collect()
                }
                Phase::Passing => Vec::new(),
            };
        }
        let mut events = self.show(now);
        if matches!(self.phase, Phase::Shown { .. }) {
            self.phase = Phase::Returning { until: now + BACK_WITHIN };
            // What lay there before may have been exchanged meanwhile.
            let slot = self.slot.clone().filter(|_| self.heard);
            events.extend(slot.and_then(|slot| self.pass(CardEvent::Slot(slot))));
        }
        events
    }

    /// The time has gone on. Returns what the visit is to hear.
    pub(super) fn elapsed(&mut self, now: Instant) -> Vec<CardEvent> {
        self.care.elapsed(now);
        match &self.phase {
            Phase::Asked { shows_at, .. } if *shows_at <= now => self.show(now),
            Phase::Shown { until } | Phase::Returning { until } if *until <= now => {
                self.phase = Phase::Passing;
                self.slot.clone().map(CardEvent::Slot).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// When [`elapsed`](Self::elapsed) is wanted next, or [`wants`](Self::wants) may change. `due`: when the call to
    /// the daemon that is under way is.
    pub(super) fn wake(&self, due: Option<Instant>, now: Instant) -> Option<Instant> {
        match self.phase {
            Phase::Passing => self.care.wake(due, now),
            Phase::Asked { shows_at, .. } => Some(shows_at),
            Phase::Shown { until } => Some(until),
            Phase::Returning { until } => self.care.wake(due, now).into_iter().chain([until]).min(),
        }
    }

    /// From here on it shows. What waited comes behind that, to a visit that has ended by it.
    fn show(&mut self, now: Instant) -> Vec<CardEvent> {
        if !matches!(self.phase, Phase::Asked { .. }) {
            return Vec::new();
        }
        let Phase::Asked { held, .. } = std::mem::replace(&mut self.phase, Phase::Shown { until: now + LONGEST })
        else {
            return Vec::new();
        };
        let shown = CardEvent::Slot(Slot::Unusable(Trouble::new(TroubleKind::ReaderRestarts)));
        let behind = held.into_iter().filter_map(|event| self.pass(event));
        [shown].into_iter().chain(behind.collect::<Vec<_>>()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{CardFault, CardNews, VisitId};

    const VISIT: VisitId = VisitId(3);

    fn slots(events: &[CardEvent]) -> Vec<Slot> {
        let slot = |event: &CardEvent| if let CardEvent::Slot(slot) = event { Some(slot.clone()) } else { None };
        events.iter().filter_map(slot).collect()
    }

    fn restarts() -> Slot {
        Slot::Unusable(TroubleKind::ReaderRestarts.into())
    }

    fn unusable(kind: TroubleKind) -> CardEvent {
        CardEvent::Slot(Slot::Unusable(kind.into()))
    }

    fn lost() -> CardEvent {
        CardEvent::News(VISIT, CardNews::Failed(CardFault::Trouble(TroubleKind::NoDaemon.into())))
    }

    /// A reader with a card whose reset is asked for now.
    fn asked(now: Instant) -> ReaderReset {
        let mut reset = ReaderReset::default();
        assert!(reset.hear(CardEvent::Slot(Slot::Card(1)), now).is_some());
        assert!(reset.wants(true, now));
        reset.asked(true, now);
        assert!(!reset.wants(true, now + LONGEST / 2), "one at a time");
        reset
    }

    #[test]
    fn a_visit_hears_of_a_reset_by_one_code_and_then_of_the_next_insertion() {
        let now = Instant::now();
        let mut reset = asked(now);
        assert_eq!(slots(&reset.elapsed(now + REFUSED_WITHIN)), [restarts()]);
        for event in [unusable(TroubleKind::NoDaemon), unusable(TroubleKind::NoReader)] {
            assert!(reset.hear(event, now).is_none());
        }
        assert!(reset.ended(true, now).is_empty());
        assert!(reset.hear(unusable(TroubleKind::NoReader), now).is_none());
        assert!(reset.hear(CardEvent::Slot(Slot::Card(2)), now).is_some());
        assert!(reset.hear(unusable(TroubleKind::NoReader), now).is_some(), "it is over");
    }

    #[test]
    fn a_machine_that_refuses_changes_nothing_of_what_the_visit_hears() {
        let now = Instant::now();
        let mut reset = asked(now);
        assert!(reset.hear(lost(), now).is_none());
        let events = reset.ended(false, now);
        assert!(matches!(events.as_slice(), [CardEvent::News(VISIT, _)]), "{events:?}");
    }

    #[test]
    fn what_comes_while_it_is_not_known_whether_the_machine_refuses_comes_behind_the_code() {
        let now = Instant::now();
        let mut reset = asked(now);
        assert!(reset.hear(lost(), now).is_none());
        assert!(reset.hear(unusable(TroubleKind::NoDaemon), now).is_none());
        assert!(reset.hear(CardEvent::Slot(Slot::Card(2)), now).is_none());
        let events = reset.ended(true, now);
        assert_eq!(slots(&events), [restarts(), Slot::Card(2)]);
        assert!(matches!(events[1], CardEvent::News(VISIT, _)));
    }

    #[test]
    fn a_reader_that_does_not_come_back_is_said_to_be_missing() {
        let now = Instant::now();
        let mut reset = asked(now);
        reset.elapsed(now + REFUSED_WITHIN);
        reset.ended(true, now);
        assert!(reset.hear(unusable(TroubleKind::NoReader), now).is_none());
        let events = reset.elapsed(now + BACK_WITHIN);
        assert_eq!(slots(&events), [Slot::Unusable(TroubleKind::NoReader.into())]);
        assert!(!reset.wants(false, now + LONGEST), "what is not there is not reset");
        assert_eq!(reset.wake(None, now + BACK_WITHIN), None);
    }

    #[test]
    fn a_machine_that_never_answers_does_not_leave_the_code_standing() {
        let now = Instant::now();
        let mut reset = asked(now);
        reset.elapsed(now + REFUSED_WITHIN);
        assert_eq!(slots(&reset.elapsed(now + REFUSED_WITHIN + LONGEST)), [Slot::Card(1)]);
        assert!(reset.ended(false, now + LONGEST * 2).is_empty());
    }

    #[test]
    fn on_a_machine_without_a_reset_everything_passes_and_nothing_is_asked_in_a_loop() {
        let mut now = Instant::now();
        let mut reset = ReaderReset::default();
        reset.asked(false, now);
        assert!(!reset.wants(true, now));
        now += Duration::from_secs(1);
        assert!(reset.wake(Some(now.checked_sub(Duration::from_secs(2)).unwrap()), now).unwrap() > now);
        assert!(reset.hear(unusable(TroubleKind::NoDaemon), now).is_some());
    }
}
