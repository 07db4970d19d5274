//! An answer that was closed by Enter, perhaps too soon: where acts of staff count, they may look at it again.
//!
//! Its time goes on as if it had stayed on the screen. It is dropped when that is over and when anything else begins.

use super::effect::Effect;
use super::state::{Closed, State, Visit};
use super::turn::Turn;
use crate::common::Detail;

impl Visit {
    /// Whether an answer that was closed can be shown again: not over the card of the person who comes next.
    #[must_use]
    pub fn can_reshow(&self) -> bool {
        let free = match self.state {
            State::Waiting { .. } => self.slot.insertion().is_none(),
            State::TakeCard { .. } => true,
            _ => false,
        };
        free && self.closed.is_some()
    }

    /// Enter closes the panel.
    pub(super) fn close(&mut self, turn: &mut Turn) {
        if self.next_rules.as_deref().unwrap_or(&self.rules).staff_can_act {
            let panel = std::mem::replace(&mut self.state, State::Waiting { confirmed_until: None });
            if let State::Panel { verdict, message, proof, until, .. } = panel {
                self.closed = Some(Closed { verdict, message, proof, until });
            }
        }
        self.finish(turn);
    }

    /// Shows the closed answer as it was shown first: masked again, where the settings say so.
    pub(super) fn reshow(&mut self) {
        if !self.can_reshow() {
            return;
        }
        if let Some(Closed { verdict, message, proof, until }) = self.closed.take() {
            let masked = self.rules.detail == Detail::Masked;
            self.state = State::Panel { verdict, message, proof, page: 0, masked, until };
        }
    }

    /// Nothing of the person remains in the memory, and nothing in the frames.
    pub(super) fn forget_closed(&mut self, turn: &mut Turn) {
        if self.closed.take().is_some() {
            turn.effects.push(Effect::Forget);
        }
    }
}
