//! From the settings to what every screen is drawn with.

use crate::settings::{self, Settings};
use crate::tty::capabilities::Capabilities;
use crate::ui::{Blocks, ScreenContext, Theme};

/// What every screen has under these settings on this terminal. There is no clock, no simulation and no note to staff
/// in it yet.
pub(super) fn screen_context(settings: &Settings, capabilities: Capabilities) -> ScreenContext<'_> {
    let settings::KioskSettings { name: title, contact, .. } = &settings.kiosk;
    let settings::UiSettings {
        theme,
        large_text: large,
        keys: caps,
        language: staff,
        staff_word,
        reader_at,
        thanks,
        ..
    } = &settings.ui;
    ScreenContext {
        title,
        contact: contact.as_deref(),
        clock: None,
        simulation: None,
        theme: Theme::of(capabilities.look(*theme)),
        large: *large,
        caps: *caps,
        staff: *staff,
        staff_word: *staff_word,
        note: None,
        plain: capabilities.plain,
        blocks: Blocks::where_drawn(capabilities.sextants),
        reader_at: *reader_at,
        thanks: thanks.as_deref(),
    }
}
