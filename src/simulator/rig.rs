//! The table in front of an emulated reader: which card lies on the reader, what will go wrong, what has happened.
//!
//! The control socket acts on it, the reader's thread serves from it; both block on it and neither polls it.

use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::card::{EmulatedCard, Fault, Faults, Outcome, Trigger, Wallet, WalletError};
use super::reader_status::Status;
use super::t0::{self, T0};

/// One stay of one card on the reader. The holder of an old one finds out that the card is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insertion(u64);

impl Insertion {
    /// Its number, another one for every stay.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

/// How often a card was put on the reader or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Changes(u64);

/// The program ends, and threads that wait for cards need not wait any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RigEnded;

/// How the card on the reader is tied to the reader.
pub(super) enum Tie {
    /// By a connection that is cut when the card is taken.
    Connection(TcpStream),
    /// By word: the reader knows of the card, and is told when it is taken.
    Word,
}

/// Why a card cannot be put or taken.
#[derive(Debug, thiserror::Error)]
pub enum RigError {
    /// A card lies there already.
    #[error("a card is on the reader: remove it first, or swap")]
    Occupied,
    /// No card lies there.
    #[error("no card is on the reader")]
    Empty,
    /// There is no such card.
    #[error(transparent)]
    Card(#[from] WalletError),
}

/// What the reader asks of the card's power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardPower {
    /// Power off.
    Off,
    /// Power on.
    On,
    /// Warm reset.
    Reset,
}

/// What has happened since the card was put on the reader.
#[derive(Debug, Clone, Default)]
struct Tally {
    instructions: Vec<u8>,
    power_ons: u32,
}

/// What the reader can do.
#[derive(Debug, Clone, Copy, Default)]
struct ReaderState {
    /// It carries short APDUs only.
    short: bool,
    /// It answers no command.
    hung: bool,
}

struct State {
    wallet: Wallet,
    persona: String,
    inserted: bool,
    insertion: u64,
    link: Option<Tie>,
    reader: ReaderState,
    /// The face that the card shows where it speaks T=0.
    t0: Option<T0>,
    faults: Faults,
    tally: Tally,
    over: bool,
}

/// The table, shared between threads.
pub struct Rig {
    state: Mutex<State>,
    changed: Condvar,
}

impl Rig {
    /// An empty reader, with the card of `persona` at hand.
    pub fn new(mut wallet: Wallet, persona: &str) -> Result<Self, WalletError> {
        wallet.card(persona)?;
        Ok(Self {
            state: Mutex::new(State {
                wallet,
                persona: persona.to_owned(),
                inserted: false,
                insertion: 0,
                link: None,
                reader: ReaderState::default(),
                t0: None,
                faults: Faults::default(),
                tally: Tally::default(),
                over: false,
            }),
            changed: Condvar::new(),
        })
    }

    /// Puts the chosen persona's card on the reader, or that of `persona`.
    pub fn insert(&self, persona: Option<&str>) -> Result<(), RigError> {
        self.act(|state| {
            if state.inserted {
                return Err(RigError::Occupied);
            }
            if let Some(persona) = persona {
                state.choose(persona)?;
            }
            state.put()
        })
    }

    /// Takes the card away.
    pub fn remove(&self) -> Result<(), RigError> {
        self.act(|state| {
            if !state.inserted {
                return Err(RigError::Empty);
            }
            state.take()
        })
    }

    /// Takes the card away and puts another one there, faster than a reader's next look.
    pub fn swap(&self, persona: &str) -> Result<(), RigError> {
        self.act(|state| {
            if !state.inserted {
                return Err(RigError::Empty);
            }
            state.wallet.card(persona)?;
            state.take()?;
            state.choose(persona)?;
            state.put()
        })
    }

    /// Chooses whose card is put on the reader next.
    pub fn choose(&self, persona: &str) -> Result<(), RigError> {
        self.act(|state| {
            if state.inserted {
                return Err(RigError::Occupied);
            }
            Ok(state.choose(persona)?)
        })
    }

    /// Whether the reader carries short APDUs only. It then answers an extended one itself, with 6700, and the card
    /// hears nothing of it. (Real drivers differ: some fail the transmission instead, which vpcd cannot imitate.)
    pub fn carry_short_only(&self, short: bool) {
        self.lock().reader.short = short;
    }

    /// Whether the reader hangs: commands to whatever card lies there get no answer.
    pub fn hang(&self, hung: bool) {
        self.lock().reader.hung = hung;
        self.changed.notify_all();
    }

    /// Has every card speak T=0 from now on.
    pub fn speak_t0(&self) {
        self.lock().t0 = Some(T0::default());
    }

    /// Lays a fault in wait.
    pub fn add_fault(&self, trigger: Trigger, fault: Fault) {
        self.lock().faults.add(trigger, fault);
    }

    /// Whether there is a card of this persona.
    pub fn has_card(&self, persona: &str) -> Result<(), RigError> {
        self.lock().wallet.card(persona)?;
        Ok(())
    }

    /// Forgets the faults that have not struck.
    pub fn clear_faults(&self) {
        self.lock().faults.clear();
    }

    /// What has happened, see [`Status`].
    pub fn status(&self) -> Result<Status, RigError> {
        let mut state = self.lock();
        let (authentication, signature) = state.card()?.tries();
        Ok(Status {
            persona: state.persona.clone(),
            inserted: state.inserted,
            linked: state.link.is_some(),
            power_ons: state.tally.power_ons,
            authentication,
            signature,
            instructions: state.tally.instructions.clone(),
        })
    }

    /// Ends everything that waits.
    pub fn end(&self) {
        let mut state = self.lock();
        state.over = true;
        state.unlink();
        drop(state);
        self.changed.notify_all();
    }

    /// Blocks until [`Rig::end`].
    pub fn wait_for_end(&self) {
        let state = self.lock();
        drop(self.changed.wait_while(state, |state| !state.over).unwrap_or_else(PoisonError::into_inner));
    }

    /// Blocks until [`Rig::end`], at most for `time`. Says whether it has come.
    pub(super) fn is_over_within(&self, time: Duration) -> bool {
        let wait = self.changed.wait_timeout_while(self.lock(), time, |state| !state.over);
        wait.unwrap_or_else(PoisonError::into_inner).0.over
    }

    /// Blocks until a card was put on the reader or taken since `known`, which begins as the default. A card that came
    /// and went meanwhile counts too: the other thread may have told of it.
    pub(super) fn wait_for_change(&self, known: Changes) -> Result<Changes, RigEnded> {
        let state = self
            .changed
            .wait_while(self.lock(), |state| !state.over && state.changes() == known)
            .unwrap_or_else(PoisonError::into_inner);
        if state.over { Err(RigEnded) } else { Ok(state.changes()) }
    }

    /// Blocks until a card is there. `None`: it is over.
    pub(super) fn wait_for_card(&self) -> Option<Insertion> {
        let state = self
            .changed
            .wait_while(self.lock(), |state| !state.inserted && !state.over)
            .unwrap_or_else(PoisonError::into_inner);
        (!state.over).then_some(Insertion(state.insertion))
    }

    /// The card that is there now.
    pub(super) fn present(&self) -> Option<Insertion> {
        let state = self.lock();
        state.lying().filter(|_| !state.over)
    }

    /// Blocks until this card is gone, at most for `time`. Says whether it is gone.
    pub(super) fn wait_until_gone(&self, insertion: Insertion, time: Option<Duration>) -> bool {
        let deadline = time.map(|time| Instant::now() + time);
        let mut state = self.lock();
        while state.holds(insertion) {
            state = match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return false,
                Some(left) => self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
        true
    }

    /// Blocks until the reader answers commands again, or this card is gone.
    pub(super) fn wait_until_answered(&self, insertion: Insertion) {
        let hangs = |state: &mut State| state.reader.hung && state.holds(insertion);
        drop(self.changed.wait_while(self.lock(), hangs).unwrap_or_else(PoisonError::into_inner));
    }

    /// Ties the card to the reader. `false`: it was taken meanwhile.
    pub(super) fn link(&self, insertion: Insertion, tie: Tie) -> bool {
        let mut state = self.lock();
        let holds = state.holds(insertion);
        if holds {
            state.link = Some(tie);
        }
        holds
    }

    /// The reader's connection is gone (the card may still be there).
    pub(super) fn unlink(&self, insertion: Insertion) {
        let mut state = self.lock();
        if state.holds(insertion) {
            state.unlink();
        }
    }

    /// The card leaves by itself, as a fault demands.
    pub(super) fn card_leaves(&self, insertion: Insertion) {
        let mut state = self.lock();
        if state.holds(insertion) {
            state.lift();
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Powers the card. `None`: it is gone.
    pub(super) fn power(&self, insertion: Insertion, power: CardPower) -> Option<()> {
        let mut state = self.lock();
        let card = state.held(insertion)?;
        match power {
            CardPower::On => card.power_on(),
            CardPower::Off => card.power_off(),
            CardPower::Reset => card.reset(),
        }
        if let Some(t0) = &mut state.t0 {
            t0.reset();
        }
        if power == CardPower::On {
            state.tally.power_ons += 1;
        }
        drop(state);
        self.changed.notify_all();
        Some(())
    }

    /// The answer to reset. `None`: the card is gone.
    pub(super) fn atr(&self, insertion: Insertion) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let speaks_t0 = state.t0.is_some();
        let atr = state.held(insertion)?.atr();
        Some(if speaks_t0 { t0::answer_to_reset(atr) } else { atr.to_vec() })
    }

    /// Brings a command to the card, past the faults. `None`: the card is gone.
    pub(super) fn carry(&self, insertion: Insertion, command: &[u8]) -> Option<Outcome> {
        let mut state = self.lock();
        if !state.holds(insertion) {
            return None;
        }
        // A fifth byte of zero with more behind it begins an extended length (ISO 7816-4).
        if state.reader.short && matches!(command, [_, _, _, _, 0, _, _, ..]) {
            return Some(Outcome::Answer(vec![0x67, 0x00]));
        }
        if let Some(instruction) = command.get(1) {
            state.tally.instructions.push(*instruction);
        }
        if state.reader.hung {
            return Some(Outcome::Hung);
        }
        let fault = state.faults.due(command);
        if let Some(Fault::Swap(persona)) = &fault {
            // Who laid the fault has made sure that there is such a card.
            let _there_is = state.exchange(persona);
        }
        let mut face = state.t0.take();
        let outcome = state.card().ok().map(|card| {
            Fault::carry(fault.as_ref(), command, |command| match &mut face {
                Some(t0) => t0.transmit(command, |apdu| card.transmit(apdu)),
                None => card.transmit(command),
            })
        });
        state.t0 = face;
        outcome
    }

    fn act(&self, action: impl FnOnce(&mut State) -> Result<(), RigError>) -> Result<(), RigError> {
        let outcome = action(&mut self.lock());
        self.changed.notify_all();
        outcome
    }

    // A panic of another thread leaves a state that is still worth answering from.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn card(&mut self) -> Result<&mut EmulatedCard, WalletError> {
        self.wallet.card(&self.persona)
    }

    fn holds(&self, insertion: Insertion) -> bool {
        !self.over && self.inserted && self.insertion == insertion.0
    }

    fn lying(&self) -> Option<Insertion> {
        self.inserted.then_some(Insertion(self.insertion))
    }

    fn changes(&self) -> Changes {
        Changes(self.insertion * 2 - u64::from(self.inserted))
    }

    fn held(&mut self, insertion: Insertion) -> Option<&mut EmulatedCard> {
        if self.holds(insertion) { self.card().ok() } else { None }
    }

    fn choose(&mut self, persona: &str) -> Result<(), WalletError> {
        self.wallet.card(persona)?;
        persona.clone_into(&mut self.persona);
        Ok(())
    }

    /// Another card under the same connection: the reader notices nothing.
    fn exchange(&mut self, persona: &str) -> Result<(), WalletError> {
        self.wallet.card(persona)?;
        self.card()?.power_off();
        self.choose(persona)?;
        self.card()?.power_on();
        Ok(())
    }

    /// The field powers the card as soon as it is there.
    fn put(&mut self) -> Result<(), RigError> {
        self.card()?.power_on();
        if let Some(t0) = &mut self.t0 {
            t0.reset();
        }
        self.tally = Tally::default();
        self.insertion += 1;
        self.inserted = true;
        Ok(())
    }

    fn take(&mut self) -> Result<(), RigError> {
        self.lift();
        self.card()?.power_off();
        Ok(())
    }

    fn lift(&mut self) {
        self.inserted = false;
        self.unlink();
    }

    fn unlink(&mut self) {
        if let Some(Tie::Connection(link)) = self.link.take() {
            // Already cut is as good.
            let _already_cut = link.shutdown(Shutdown::Both);
        }
    }
}
