//! The answer of the last visit, or the last one by numbers. Where acts of staff count, they may look at it for a
//! while, to copy what they missed.
//!
//! It never shows as an answer of the visit's screen again. It is dropped when its time is over, when anything else
//! begins, and where Esc has closed it: that key says that it is done with.

use std::time::{Duration, Instant};

use super::effect::Effect;
use super::state::{Closed, State, Visit};
use super::turn::Turn;
use crate::common::{Detail, Proof, VisitId};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

/// How long it is kept after it was closed.
pub(super) const KEPT_FOR: Duration = Duration::from_secs(10 * 60);

/// The answer of the last visit, read-only.
#[derive(Debug, Clone, Copy)]
pub struct LastAnswer<'a> {
    /// The visit.
    pub visit: VisitId,
    /// What the answer meant.
    pub verdict: &'a Verdict,
    /// The message as it came.
    pub message: &'a XmlMsg,
    /// What the answer rests on.
    pub proof: Proof,
    /// Whether the settings have names shown in part.
    pub masked: bool,
    /// When it was shown first.
    pub since: Instant,
}

impl Visit {
    /// The answer of the last visit: not while another card lies there, nor while anything of a visit shows.
    #[must_use]
    pub fn last_answer(&self) -> Option<LastAnswer<'_>> {
        let free = match self.state {
            State::Waiting { .. } => self.slot.insertion().is_none(),
            State::TakeCard { .. } | State::Thanks { .. } => true,
            _ => false,
        };
        let Closed { verdict, message, proof, since, .. } = self.closed.as_ref().filter(|_| free)?;
        let masked = self.rules.detail == Detail::Masked;
        Some(LastAnswer { visit: self.id, verdict, message, proof: *proof, masked, since: *since })
    }

    /// Enter or the time closes the panel.
    pub(super) fn keep_answer(&mut self, now: Instant) {
        if !self.next_rules.as_deref().unwrap_or(&self.rules).staff_can_act {
            return;
        }
        let panel = std::mem::replace(&mut self.state, State::Waiting { confirmed: None });
        if let State::Panel { verdict, message, proof, since, .. } = panel {
            // Staff may have asked by numbers meanwhile, because this one settled nothing.
            if self.closed.as_ref().is_some_and(|closed| closed.since > since) {
                return;
            }
            self.closed = Some(Closed { verdict, message, proof, since, until: now + KEPT_FOR });
        }
    }

    /// An answer by numbers was closed on the page of staff. Beside the next visitor's card it is not kept, and neither
    /// is the one before it.
    pub(super) fn keep_numbers(&mut self, message: Box<XmlMsg>, since: Instant, turn: &mut Turn) {
        self.forget_closed(turn);
        let next = matches!(self.state, State::Waiting { .. }) && self.slot.insertion().is_some();
        if next || !self.next_rules.as_deref().unwrap_or(&self.rules).staff_can_act {
            return;
        }
        let (verdict, until) = (Verdict::of(&message), turn.now + KEPT_FOR);
        self.closed = Some(Closed { verdict, message, proof: Proof::Numbers, since, until });
    }

    /// Nothing of the person remains in the memory, and nothing in the frames.
    pub(super) fn forget_closed(&mut self, turn: &mut Turn) {
        if self.closed.take().is_some() {
            turn.effects.push(Effect::Forget);
        }
    }
}
