//! Waits for cards and readers to come and go.
//!
//! Nothing is polled: the daemon wakes the watcher. But up to pcsc-lite 2.2 a reader that is plugged in between listing
//! and waiting is not announced, so a wait ends after 1 s, 4 s, … 256 s to list again, and after a change the next one
//! is 1 s again: devices that are found late are found soon after others.

use std::ffi::{CStr, CString};
use std::thread;
use std::time::{Duration, Instant};

use pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};

use super::codes::meaning;
use super::current_reader::CurrentReader;
use super::names::ReaderPattern;
use crate::card::calls::CallClock;
use crate::card::error::CardError;
use crate::card::link::CardWatcher;
use crate::common::{Pace, Slot, Trouble, TroubleKind};

/// First wait after a listing that brought something new.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Longest wait.
const LAST_WAIT: Duration = Duration::from_secs(256);
/// First pause while the daemon is away; without it the watcher would spin, because the daemon's absence is told at
/// once.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// Longest pause while the daemon is away.
const LAST_PAUSE: Duration = Duration::from_secs(2);
/// Rounds that may follow each other at once, and how long each further one takes at least: a daemon or a reader with a
/// fault reports a change at every question.
const ROUNDS: (u32, Duration) = (20, Duration::from_millis(100));
/// pcsc-lite up to 2.5 takes 16 names, one of which is the one for plug and play.
const MAX_READERS: usize = 15;
/// A reader that is listed and cannot be used for longer than this does not come back by itself. One that is plugged in
/// or pulled out is so for a moment.
const UNUSABLE_FOR: Duration = Duration::from_secs(3);

/// Watches all readers that a pattern names.
pub struct PcscWatcher {
    pattern: ReaderPattern,
    current: CurrentReader,
    wait: Option<Wait>,
    pause: Duration,
    pace: Pace,
    tracker: SlotTracker,
    reported: Slot,
    calls: CallClock,
    /// Since when no listed reader can be used.
    lame_since: Option<Instant>,
}

impl PcscWatcher {
    pub(super) fn new(pattern: ReaderPattern, current: CurrentReader) -> Self {
        Self {
            pattern,
            current,
            wait: None,
            pause: FIRST_PAUSE,
            pace: Pace::new(ROUNDS.0, ROUNDS.1),
            tracker: SlotTracker::default(),
            reported: Slot::Unknown,
            calls: CallClock::default(),
            lame_since: None,
        }
    }

    /// One round: establishes a context and lists the readers where there is none, waits otherwise.
    fn round(&mut self) -> Result<Slot, CardError> {
        self.calls.begin(self.wait.as_ref().map_or(Duration::ZERO, |wait| wait.length));
        let slot = self.look();
        self.calls.end();
        slot
    }

    fn look(&mut self) -> Result<Slot, CardError> {
        let wait = match &mut self.wait {
            None => self.wait.insert(Wait::begin(&self.pattern)?),
            Some(wait) => {
                wait.go_on(&self.pattern)?;
                wait
            }
        };
        self.pause = FIRST_PAUSE;
        let now = Instant::now();
        self.lame_since = wait.is_lame().then(|| self.lame_since.unwrap_or(now));
        let slot = match self.lame_since {
            Some(since) if now.duration_since(since) >= UNUSABLE_FOR => {
                self.tracker.clear();
                Slot::Unusable(TroubleKind::ReaderError.into())
            }
            _ => self.tracker.slot(wait.seen(), wait.readers().len()),
        };
        self.current.set(self.tracker.reader());
        Ok(slot)
    }

    /// The daemon is away: its context and what it said stay useless after its return.
    fn lose(&mut self, error: CardError) -> Slot {
        self.wait = None;
        self.lame_since = None;
        self.tracker.clear();
        self.current.set(None);
        unusable(error)
    }
}

impl CardWatcher for PcscWatcher {
    fn next(&mut self) -> Option<Slot> {
        loop {
            thread::sleep(self.pace.turn(Instant::now()));
            // A round that began without a context and failed again is followed by a pause, whatever the error.
            let without_context = self.wait.is_none();
            let slot = match self.round() {
                Ok(slot) => slot,
                Err(error) => {
                    let slot = self.lose(error);
                    if without_context || slot == self.reported {
                        thread::sleep(self.pause);
                        self.pause = (self.pause * 2).min(LAST_PAUSE);
                    }
                    slot
                }
            };
            if slot != self.reported {
                self.reported = slot.clone();
                return Some(slot);
            }
        }
    }

    fn calls(&self) -> CallClock {
        self.calls.clone()
    }
}

fn unusable(error: CardError) -> Slot {
    Slot::Unusable(match error {
        CardError::DaemonRefused => TroubleKind::DaemonRefused.into(),
        CardError::NoReader | CardError::ReaderGone => TroubleKind::NoReader.into(),
        CardError::Daemon(code) => Trouble::with_code(TroubleKind::ReaderError, format!("{code:08X}"), ""),
        // What concerns a card is no word about the reader: the daemon that says it is asked again.
        CardError::NoDaemon
        | CardError::NoCard
        | CardError::Mute
        | CardError::Pulled
        | CardError::Silent
        | CardError::Busy
        | CardError::Foreign
        | CardError::Smartphone
        | CardError::Swapped
        | CardError::NoCertificate
        | CardError::UnsupportedKey
        | CardError::PinWrong(_)
        | CardError::PinBlocked
        | CardError::PinAbsent
        | CardError::UnexpectedStatus { .. }
        | CardError::Malformed(_)
        | CardError::Relay(_)
        | CardError::ShortReader => TroubleKind::NoDaemon.into(),
    })
}

/// A context and what it is asked to watch. The first state is the plug-and-play one, the others are readers.
struct Wait {
    context: Context,
    states: Vec<ReaderState>,
    length: Duration,
}

impl Wait {
    fn begin(pattern: &ReaderPattern) -> Result<Self, CardError> {
        let context = Context::establish(Scope::System).map_err(meaning)?;
        let states = vec![ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE)];
        let mut wait = Self { context, states, length: FIRST_WAIT };
        wait.list(pattern)?;
        wait.ask(Duration::ZERO).map_err(meaning)?;
        Ok(wait)
    }

    fn go_on(&mut self, pattern: &ReaderPattern) -> Result<(), CardError> {
        match self.ask(self.length) {
            Ok(WaitResult::CardsOnly) => Ok(()),
            Ok(WaitResult::Readers) => {
                self.length = FIRST_WAIT;
                self.list(pattern).map(drop)
            }
            Ok(WaitResult::Nothing) => {
                self.length = (self.length * 4).min(LAST_WAIT);
                self.list(pattern).map(drop)
            }
            Err(Error::UnknownReader) => {
                if !self.list(pattern)? {
                    // Listed and unknown at once: the daemon is removing the reader.
                    thread::sleep(FIRST_PAUSE);
                }
                Ok(())
            }
            Err(code) => Err(meaning(code)),
        }
    }

    /// Brings the watched readers up to date; tells whether that changed anything.
    fn list(&mut self, pattern: &ReaderPattern) -> Result<bool, CardError> {
        let mut listed = self.context.list_readers_owned().map_err(meaning)?;
        listed.retain(|name| pattern.matches(&name.to_string_lossy()));
        listed.truncate(MAX_READERS);
        let before = self.states.len();
        self.states
            .retain(|state| state.name() == PNP_NOTIFICATION() || listed.iter().any(|name| **name == *state.name()));
        let mut changed = self.states.len() != before;
        for name in listed {
            if self.states.iter().all(|state| *state.name() != *name) {
                self.states.push(ReaderState::new(name, State::UNAWARE));
                changed = true;
            }
        }
        if changed {
            self.length = FIRST_WAIT;
        }
        Ok(changed)
    }

    fn ask(&mut self, length: Duration) -> Result<WaitResult, Error> {
        let mut asked = match self.context.get_status_change(length, &mut self.states) {
            Ok(()) => WaitResult::CardsOnly,
            Err(Error::Timeout) => WaitResult::Nothing,
            Err(code) => return Err(code),
        };
        // Also after a time-out: from pcsc-lite 2.3 on, the plug-and-play state then carries a count, by which a reader
        // that comes before the next wait is noticed.
        for state in &mut self.states {
            let event = state.event_state();
            let pnp = state.name() == PNP_NOTIFICATION();
            if event.intersects(State::UNKNOWN | State::UNAVAILABLE) || (pnp && event.contains(State::CHANGED)) {
                asked = WaitResult::Readers;
            }
            state.sync_current_state();
        }
        Ok(asked)
    }

    fn readers(&self) -> &[ReaderState] {
        self.states.get(1..).unwrap_or_default()
    }

    /// Whether there are readers and the daemon can use none of them: it lists them and gets no answer.
    fn is_lame(&self) -> bool {
        let readers = self.readers();
        let unusable = |reader: &ReaderState| reader.event_state().intersects(State::UNKNOWN | State::UNAVAILABLE);
        !readers.is_empty() && readers.iter().all(unusable)
    }

    /// What lies on the readers.
    fn seen(&self) -> Vec<ReaderSnapshot> {
        self.readers()
            .iter()
            .filter(|state| state.event_state().contains(State::PRESENT))
            .map(|state| ReaderSnapshot {
                reader: state.name().to_owned(),
                count: state.event_count(),
                mute: state.event_state().contains(State::MUTE),
            })
            .collect()
    }
}

/// What a wait ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WaitResult {
    Nothing,
    CardsOnly,
    Readers,
}

/// What the daemon reports of a reader with a card.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ReaderSnapshot {
    reader: CString,
    /// The daemon's count of insertions and removals at this reader.
    count: u32,
    mute: bool,
}

/// Which of several cards is used, and the number of its insertion.
#[derive(Default)]
struct SlotTracker {
    number: u64,
    current: Option<ReaderSnapshot>,
}

impl SlotTracker {
    /// The slot as a visit sees it.
    fn slot(&mut self, seen: Vec<ReaderSnapshot>, readers: usize) -> Slot {
        let chosen = self.choose(seen);
        if chosen.is_some() && chosen != self.current {
            self.number += 1;
        }
        self.current = chosen;
        match &self.current {
            Some(seen) if seen.mute => Slot::Mute(self.number),
            Some(_) => Slot::Card(self.number),
            None if readers == 0 => Slot::Unusable(TroubleKind::NoReader.into()),
            None => Slot::Empty,
        }
    }

    /// A card stays the one in use while it lies there; then any that answers, then any at all.
    fn choose(&self, seen: Vec<ReaderSnapshot>) -> Option<ReaderSnapshot> {
        let rank = |seen: &ReaderSnapshot| {
            let stays = self.current.as_ref().is_some_and(|current| current.reader == seen.reader);
            (seen.mute, !stays)
        };
        seen.into_iter().min_by_key(rank)
    }

    fn reader(&self) -> Option<&CStr> {
        self.current.as_ref().map(|seen| seen.reader.as_c_str())
    }

    /// Forgets the card but not the number.
    fn clear(&mut self) {
        self.current = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(reader: &CStr, count: u32) -> ReaderSnapshot {
        ReaderSnapshot { reader: reader.to_owned(), count, mute: false }
    }

    fn mute(reader: &CStr, count: u32) -> ReaderSnapshot {
        ReaderSnapshot { mute: true, ..card(reader, count) }
    }

    #[test]
    fn every_insertion_has_its_number() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 1), Slot::Card(1));
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 1), Slot::Card(1));
        assert_eq!(tracker.slot(vec![], 1), Slot::Empty);
        assert_eq!(tracker.slot(vec![card(c"a", 3)], 1), Slot::Card(2));
    }

    #[test]
    fn a_swap_that_only_the_daemon_saw_is_a_new_insertion() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 1), Slot::Card(1));
        assert_eq!(tracker.slot(vec![card(c"a", 3)], 1), Slot::Card(2));
    }

    #[test]
    fn a_card_that_lies_there_when_the_daemon_comes_back_is_a_new_insertion() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 1), Slot::Card(1));
        tracker.clear();
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 1), Slot::Card(2));
    }

    #[test]
    fn a_second_card_on_another_reader_waits_for_its_turn() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![card(c"b", 1)], 2), Slot::Card(1));
        let both = vec![card(c"a", 1), card(c"b", 1)];
        assert_eq!(tracker.slot(both, 2), Slot::Card(1));
        assert_eq!(tracker.reader(), Some(c"b"));
        assert_eq!(tracker.slot(vec![card(c"a", 1)], 2), Slot::Card(2));
        assert_eq!(tracker.reader(), Some(c"a"));
    }

    #[test]
    fn a_card_that_answers_goes_before_one_that_does_not() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![mute(c"a", 1)], 2), Slot::Mute(1));
        let both = vec![mute(c"a", 1), card(c"b", 1)];
        assert_eq!(tracker.slot(both, 2), Slot::Card(2));
    }

    #[test]
    fn a_daemon_that_reports_an_error_of_its_own_is_not_said_to_be_down() {
        let Slot::Unusable(trouble) = unusable(CardError::Daemon(0x8010_0006)) else { panic!("usable") };
        assert_eq!(trouble.kind, TroubleKind::ReaderError);
        assert_eq!(trouble.received.unwrap().code, "80100006");
        assert_eq!(unusable(CardError::NoDaemon), Slot::Unusable(TroubleKind::NoDaemon.into()));
    }

    #[test]
    fn no_reader_is_not_an_empty_reader() {
        let mut tracker = SlotTracker::default();
        assert_eq!(tracker.slot(vec![], 1), Slot::Empty);
        assert_eq!(tracker.slot(vec![], 0), Slot::Unusable(TroubleKind::NoReader.into()));
    }
}
