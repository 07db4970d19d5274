//! The loop's side of the set-up: what it knows of the site, the test card, and the form that registers the terminal.

use std::pin::Pin;

use ratatui::backend::Backend;

use super::kiosk::{End, Kiosk, RunMode};
use super::registration::{self, RegistrationEnd};
use super::screen_context::screen_context;
use crate::card::CardEvent;
use crate::common::{CardNews, Service, TroubleKind};
use crate::settings::ResultSource;
use crate::staff::set_up::SetUpStep;
use crate::staff::{Event, Purpose, Registration, SetUpFacts};
use crate::tty::keyboard::KeyInput;
use crate::visit;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Opens the set-up that has not ended. Where a passcode was set in it, the passcode comes first.
    pub(super) fn begin_set_up(&mut self) -> Result<(), B::Error> {
        if self.unregistered.is_some() {
            self.handle(visit::Event::Service(Service::Unusable(TroubleKind::NotRegistered.into())))?;
        }
        if self.set_up.pending().is_some() { self.handle_staff(Event::Open(Purpose::Menu)) } else { Ok(()) }
    }

    /// What the set-up knows of this site.
    pub(super) fn set_up_facts(&self) -> SetUpFacts {
        let (registration, source) = match &self.settings.source {
            ResultSource::Gateway(gateway) if self.unregistered.is_some() => {
                let there = !matches!(std::fs::exists(&gateway.authority), Ok(false));
                let missing = Registration::NoAuthority(gateway.authority.display().to_string());
                (if there { Registration::Missing } else { missing }, gateway.endpoint.url.audience().to_owned())
            }
            ResultSource::Gateway(gateway) => (Registration::Done, gateway.endpoint.url.audience().to_owned()),
            ResultSource::Folder(folder) => (Registration::Folder, folder.dir.display().to_string()),
        };
        let kiosk = &self.settings.kiosk;
        SetUpFacts {
            pending: self.set_up.pending(),
            registration,
            facility: (kiosk.facility.as_str().to_owned(), kiosk.name.clone()),
            source,
            inquires: self.inquiries.is_some(),
        }
    }

    /// Keeps how far the set-up has come.
    pub(super) fn keep_set_up(&mut self) {
        if let Some(step) = self.staff_menu.set_up_reached()
            && self.set_up.keep(step)
        {
            self.facts.invalidate();
        }
    }

    /// The set-up has ended.
    pub(super) fn end_set_up(&mut self) {
        self.set_up.end();
        self.facts.invalidate();
    }

    /// News of the test card, which is no visit's.
    pub(super) fn test_card_event(&mut self, event: &CardEvent) -> Option<Event> {
        let CardEvent::News(visit, news) = event else { return None };
        let ports = self.ports.as_ref().filter(|ports| *visit == ports.test())?;
        ports.leave_test_card();
        match news {
            CardNews::Read(facts) => Some(Event::TestCard(Ok(*facts))),
            CardNews::Failed(fault) => Some(Event::TestCard(Err(fault.clone()))),
            CardNews::Tried(_) | CardNews::Same | CardNews::Verified | CardNews::Signed => None,
        }
    }

    /// Shows the form that registers this terminal, where staff have asked for it. Once it is registered the program
    /// starts again, and the set-up goes on behind it.
    pub(super) async fn register(&mut self, stop: Pin<&mut impl Future<Output = ()>>) -> Result<Option<End>, B::Error> {
        let Some(unregistered) = self.unregistered.as_ref().filter(|_| std::mem::take(&mut self.set_up.registers))
        else {
            return Ok(None);
        };
        let around = screen_context(&self.settings, self.capabilities);
        let end = registration::run(&mut self.console, unregistered, &around, &mut self.watchdog, stop).await?;
        self.console.repaint()?;
        Ok(match end {
            RegistrationEnd::Registered => {
                self.set_up.keep(SetUpStep::Passcode);
                Some(End::Restart)
            }
            RegistrationEnd::Left => None,
            RegistrationEnd::Ended(end) => Some(end),
        })
    }
}
