//! Whether tones and prompts can be heard, without playing any.

use std::env;

use super::host::Host;
use crate::common::{Finding, FindingDetail, PLAYER, Part, SoundFault};
use crate::settings::UiSettings;

/// The sound cards that the kernel has (ALSA), a line each.
const CARDS: &str = "/proc/asound/cards";

/// The player, the files, and a sound card.
pub(super) fn sound(settings: &UiSettings, host: &Host) -> Finding {
    let paths = env::var_os("PATH").unwrap_or_default();
    let player = env::split_paths(&paths).any(|folder| folder.join(PLAYER).is_file());
    of_sound(settings.sound || settings.speech, player, settings.sounds.join("tones").is_dir(), host)
}

/// A kiosk can do without: the terminal's bell rings.
pub(super) fn of_sound(wanted: bool, player: bool, files: bool, host: &Host) -> Finding {
    // With no card the kernel says "--- no soundcards ---".
    let card = host.text(CARDS).is_some_and(|cards| cards.contains('['));
    let fault = match (player, files, card) {
        (true, true, true) => return Finding::fine(Part::Sound, FindingDetail::Ready),
        _ if !wanted => return Finding::fine(Part::Sound, FindingDetail::Off),
        (false, ..) => SoundFault::NoPlayer,
        (_, false, _) => SoundFault::NoFiles,
        _ => SoundFault::NotPlayed,
    };
    Finding::look(Part::Sound, FindingDetail::Unheard(fault))
}
