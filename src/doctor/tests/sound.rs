//! Tones and prompts.

use super::super::sound::of_sound;
use super::*;
use crate::common::SoundFault;

#[test]
fn sound_needs_a_player_the_files_and_a_card_and_its_lack_is_looked_at() {
    let card = Machine::new().has("/proc/asound/cards", " 0 [Device         ]: USB-Audio - USB Audio Device\n");
    let none = Machine::new().has("/proc/asound/cards", "--- no soundcards ---\n");
    let unheard = |fault| Finding::look(Part::Sound, FindingDetail::Unheard(fault));
    assert_eq!(of_sound(true, true, true, &card.host()), Finding::fine(Part::Sound, FindingDetail::Ready));
    assert_eq!(of_sound(true, false, true, &card.host()), unheard(SoundFault::NoPlayer));
    assert_eq!(of_sound(true, true, false, &card.host()), unheard(SoundFault::NoFiles));
    for machine in [&none, &Machine::new()] {
        assert_eq!(of_sound(true, true, true, &machine.host()), unheard(SoundFault::NotPlayed));
    }
}

#[test]
fn a_kiosk_that_is_to_be_silent_lacks_nothing() {
    let found = of_sound(false, false, false, &Machine::new().host());
    assert_eq!(found, Finding::fine(Part::Sound, FindingDetail::Off));
}
