//! Screens with a word to the last key.

use super::all::Sample;
use crate::common::Appearance;
use crate::visit::view::KeyNote;

/// Some of these screens, each with a word that it can have.
pub(super) fn noted(mut plain: Vec<Sample>) -> Vec<Sample> {
    let noted = [
        ("waiting-called", "waiting", KeyNote::StaffCalled),
        ("waiting-card-first", "waiting-staff", KeyNote::CardFirst),
        ("checking-wait", "checking", KeyNote::PleaseWait),
        ("pin-called", "pin", KeyNote::StaffCalled),
        ("panel-called", "panel-valid-kumiai", KeyNote::StaffCalled),
        ("trouble-no-digits", "trouble-K-107", KeyNote::NoDigits),
        ("take-card-first", "take-card", KeyNote::TakeCard),
        ("waiting-large", "waiting-confirmed", KeyNote::Appearance(Appearance::Large)),
        ("reading-large-contrast", "reading", KeyNote::Appearance(Appearance::LargeHighContrast)),
        ("last-try-dark", "last-try", KeyNote::Appearance(Appearance::Dark)),
        ("no-pin-standing", "no-pin", KeyNote::Appearance(Appearance::Standing)),
    ];
    let mut samples = Vec::new();
    for (name, of, note) in noted {
        if let Some(at) = plain.iter().position(|sample| sample.name == of) {
            samples.push(plain.swap_remove(at).with_note(name, note));
        }
    }
    samples
}
