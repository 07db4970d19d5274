//! Settings that come in a signed bundle: which one was taken, and why another one was not.

use crate::common::{BundleState, Finding, FindingDetail, Part};
use crate::settings::{FleetKeys, Refusal, Settings, WaitingBundle};

/// None where the settings name no fleet.
pub(super) fn findings(settings: &Settings) -> Vec<Finding> {
    let said = FindingDetail::Bundle;
    let Some(fleet) = &settings.fleet else { return Vec::new() };
    if let Err(error) = FleetKeys::read(&fleet.key) {
        return vec![Finding::broken(Part::Bundle, said(BundleState::Unusable(error.to_string())))];
    }
    let taken = match fleet.taken {
        Some(taken) => Finding::fine(Part::Bundle, said(BundleState::Taken(taken.id.serial, taken.when()))),
        None => Finding::look(Part::Bundle, said(BundleState::NoneYet)),
    };
    let waits = match WaitingBundle::beside(settings) {
        Ok(waits) => waits.map(|waits| Finding::fine(Part::Bundle, said(BundleState::Waits(waits.0.serial)))),
        Err(error) => Some(Finding::look(Part::Bundle, said(BundleState::Unusable(error.to_string())))),
    };
    let refused = Refusal::beside(settings)
        .map(|refused| Finding::look(Part::Bundle, said(BundleState::Refused(refused.when(), refused.words))));
    [Some(taken), waits, refused].into_iter().flatten().collect()
}
