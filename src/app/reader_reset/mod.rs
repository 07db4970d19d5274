//! A reader that hangs comes back without a person: the kiosk notices, and asks root to reset it.
//!
//! [`care`] decides when, [`hold`] what the visit hears meanwhile; both are pure. Here they are bound to the loop. The
//! kiosk's user may not touch the reader's USB port: it may start one unit (`kiosk/polkit.rules`), which does.

mod care;
mod hold;

use std::time::Instant;

use ratatui::backend::Backend;

pub use hold::ReaderReset;

use super::jobs::JobResult;
use super::kiosk::{Input, Kiosk, RunMode};
use super::ports::Ports;
use super::systemctl::systemctl;
use crate::card::CardEvent;
use crate::doctor::host::Host;
use crate::staff::PowerError;
use crate::tty::keyboard::KeyInput;

/// Resets the reader; root's, and part of the package.
const UNIT: &str = "uketsuke-reader-reset.service";

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// What a report of the card's side means, if anything is to be heard of it now.
    pub(super) fn card_event(&mut self, event: CardEvent) -> Option<Input> {
        let event = self.reader_reset.hear(event, Instant::now())?;
        self.card_input(event)
    }

    fn card_input(&mut self, event: CardEvent) -> Option<Input> {
        match self.test_card_event(&event) {
            Some(event) => Some(Input::Staff(event)),
            None => self.ports.as_mut()?.card_event(event).map(Input::Visit),
        }
    }

    /// Asks for a reset where the reader needs one, and brings what waited for one to the visit.
    pub(super) fn follow_reader(&mut self) -> Result<(), B::Error> {
        let now = Instant::now();
        let hangs = self.ports.as_ref().is_some_and(|ports| ports.card_hangs(now));
        if self.reader_reset.wants(hangs, now) {
            // The cards of a demo lie on no reader of this machine.
            let is_real = self.mode.simulation(self.settings.ui.language).is_none();
            let possible = is_real && Host::here().has_unit(UNIT);
            self.reader_reset.asked(possible, now);
            if possible {
                tracing::warn!(hangs, "the reader does not work; its reset is asked for");
                self.jobs.running.spawn_blocking(|| JobResult::ReaderReset(systemctl(&["start", UNIT])));
            } else {
                tracing::warn!(hangs, "the reader does not work, and cannot be reset on this machine");
            }
        }
        let events = self.reader_reset.elapsed(now);
        self.hear_held(events)
    }

    /// The reset is done, or refused.
    pub(super) fn reader_was_reset(&mut self, result: &Result<(), PowerError>) -> Result<(), B::Error> {
        match result {
            Ok(()) => tracing::info!("the reader was reset"),
            Err(error) => tracing::warn!(?error, "the reader was not reset"),
        }
        if let Some(metrics) = &mut self.metrics {
            metrics.count_reader_reset(result.is_ok());
        }
        let events = self.reader_reset.ended(result.is_ok(), Instant::now());
        self.hear_held(events)
    }

    /// When something about the reader changes by the mere passing of time.
    pub(super) fn reader_changes(&self, now: Instant) -> Option<Instant> {
        self.reader_reset.wake(self.ports.as_ref().and_then(Ports::card_due), now)
    }

    fn hear_held(&mut self, events: Vec<CardEvent>) -> Result<(), B::Error> {
        for event in events {
            match self.card_input(event) {
                Some(Input::Visit(event)) => self.handle(event)?,
                Some(Input::Staff(event)) => self.handle_staff(event)?,
                None => {}
            }
        }
        Ok(())
    }
}
