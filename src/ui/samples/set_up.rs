//! Synthetic pages of the set-up.

use std::time::Instant;

use super::staff::pressed;
use crate::common::{
    CardFacts, CardFault, CertificateAge, Extended, Finding, FindingDetail, Part, PinState, Slot, StaffAccess,
    TroubleKind,
};
use crate::staff::diagnosis::{Examined, Machine, Results};
use crate::staff::set_up::SetUpStep;
use crate::staff::{Event, Facts, Registration, SetUpFacts, StaffMenu};
use crate::visit::CardOnReader;

/// A kiosk on its first day.
fn first(registration: Registration) -> Facts {
    let set_up = SetUpFacts {
        pending: Some(SetUpStep::Language),
        registration,
        facility: ("1319999999".to_owned(), "見本助産院".to_owned()),
        source: "https://eligibility.example".to_owned(),
        inquires: false,
    };
    Facts { kept: true, set_up, readers: vec!["SONY FeliCa RC-S300/P (1234567) 00 00".to_owned()], ..Facts::default() }
}

fn with(slot: Slot, facts: Facts) -> Facts {
    let Results::Desk { service, ends, .. } = Machine::default().results else { return facts };
    Facts { machine: Machine { results: Results::Desk { slot, service, ends }, ..Machine::default() }, ..facts }
}

/// Every page of it, by its name.
pub fn all() -> Vec<(String, StaffMenu)> {
    let unregistered = || first(Registration::Missing);
    let done = || with(Slot::Empty, first(Registration::Done));
    let stated = || Facts { access: StaffAccess::OutOfReach, ..done() };
    let set = || Facts { access: StaffAccess::Passcode, ..done() };
    let authority = Registration::NoAuthority("/etc/uketsuke/authority.pem".to_owned());
    let mut folder = first(Registration::Folder);
    "/mnt/oqs/face".clone_into(&mut folder.set_up.source);
    let numbers = {
        let mut facts = folder.clone();
        facts.set_up.inquires = true;
        facts
    };
    let no_reader = Facts { readers: Vec::new(), ..with(Slot::Unusable(TroubleKind::NoReader.into()), done()) };
    let two =
        Facts { readers: vec!["ACS ACR1252 Dual Reader".to_owned(), "SONY FeliCa RC-S300/P".to_owned()], ..done() };
    let left = vec![
        Finding::broken(Part::Certificate, FindingDetail::NotRegistered),
        Finding::look(Part::Sound, FindingDetail::Off),
    ];
    let left = Facts { examined: Examined::Found(left), ..unregistered() };
    let pages = vec![
        ("list", unregistered(), ""),
        ("list-done", stated(), ""),
        ("list-folder", folder.clone(), ""),
        ("language", unregistered(), "1"),
        ("saving", unregistered(), "12"),
        ("read-only", unregistered(), "12\x03"),
        ("source", unregistered(), "2"),
        ("source-folder", folder, "2"),
        ("source-numbers", numbers, "2"),
        ("registration", unregistered(), "3"),
        ("registration-authority", first(authority), "3"),
        ("registration-done", done(), "3"),
        ("passcode", unregistered(), "4"),
        ("passcode-typed", unregistered(), "4246"),
        ("passcode-saved", unregistered(), "4246813\r246813\r\x01"),
        ("passcode-set", set(), ""),
        ("statement", unregistered(), "4\x08"),
        ("stated", stated(), "4"),
        ("reader", done(), "5"),
        ("reader-two", two, "5"),
        ("reader-missing", no_reader, "5"),
        ("card", done(), "6"),
        ("method", done(), "7"),
        ("method-allowed", stated(), "7"),
        ("privacy", done(), "8"),
        ("sound", done(), "9"),
        ("sound-played", done(), "91"),
        ("end-looking", done(), "0"),
        ("end-left", left, "0"),
    ];
    let named = |name: &str| format!("staff-set-up-{name}");
    let mut all: Vec<_> = pages
        .into_iter()
        .map(|(name, facts, keys)| {
            let guarded = if facts.access == StaffAccess::Passcode { "123456\r\x074" } else { "" };
            (named(name), pressed(facts, &format!("{guarded}{keys}")))
        })
        .collect();
    let facts = CardFacts { pin: PinState::Left(3), certificate: CertificateAge::Valid, extended: Extended::Yes };
    let mute = || CardFault::Trouble(TroubleKind::MuteCard.into());
    for (name, came) in [
        ("card-reading", None),
        ("card-read", Some(Ok(facts))),
        ("card-left", Some(Ok(facts))),
        ("card-failed", Some(Err(mute()))),
    ] {
        let mut menu = pressed(done(), "6");
        menu.handle(Event::Card(CardOnReader::Waits), Instant::now());
        if let Some(came) = came {
            menu.handle(Event::TestCard(came), Instant::now());
        }
        if name == "card-left" {
            menu.handle(Event::Input(crate::staff::PageInput::Key(crate::common::Key::Enter)), Instant::now());
        }
        all.push((named(name), menu));
    }
    all
}
