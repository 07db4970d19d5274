//! What the person and the staff see: one file a screen, each a free function that draws a read-only view.
//!
//! Knows ratatui, the view of a visit and the meaning of a result. Decides nothing, reads no key, keeps nothing between
//! two frames, and never draws one thing over another: a screen is a band, one column of text and the keys that work
//! now.

mod canvas;
pub mod plain;
mod romaji;
#[cfg(feature = "simulator")]
pub mod samples;
mod screens;
mod spoken;
#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests;
mod texts;
pub mod theme;
mod time;
mod widgets;
mod wrap;

pub use screens::staff::{Told, told};
pub use screens::supervisor::Interlude;
pub use spoken::spoken;
pub use theme::Theme;
pub use time::{changes_in, next_change};

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::common::language::Language;
use crate::common::staff::StaffNote;
use crate::visit::view::{Screen, View};
use canvas::Canvas;
use screens::{
    checking, last_try, no_pin, no_relay, panel, pin, reading, registration, staff_confirms, supervisor, take_card,
    too_small, trouble, waiting,
};
use texts::{StaffTexts, Texts};
use widgets::bars;

/// The smallest screen on which everything essential fits, in cells.
pub const SMALLEST: (u16, u16) = (48, 16);

/// What stands around every screen.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Name of the facility (`[kiosk] name`).
    pub title: &'a str,
    /// Whom staff call where a trouble tells them to (`[kiosk] contact`).
    pub contact: Option<&'a str>,
    /// Hour and minute in Japan. `None` where the clock is not to be trusted.
    pub clock: Option<(u8, u8)>,
    /// Present where cards or answers are not real; every screen says so.
    pub simulation: Option<Simulation<'a>>,
    /// Colours.
    pub theme: &'static Theme,
    /// Whether screens say less at a time and leave more room (`[ui] large_text`).
    pub large: bool,
    /// Language in which every visit begins (`[ui] language`): what is for staff keeps to it, whatever a person chose.
    pub staff: Language,
    /// What staff should know, in the bar at the top.
    pub note: Option<StaffNote>,
    /// Whether the terminal is a plain console, without Japanese letters.
    pub plain: bool,
}

impl Around<'_> {
    /// The language in which the terminal can show what is to be said in this one.
    #[must_use]
    pub const fn shown(&self, language: Language) -> Language {
        if self.plain { Language::English } else { language }
    }
}

/// What the banner of a simulation tells.
#[derive(Debug, Clone, Copy)]
pub enum Simulation<'a> {
    /// The answers come from an emulated service; there is nothing to operate.
    Service,
    /// `uketsuke demo`: function keys move the card and choose whose it is.
    Demo {
        /// Name of the persona whose card F5 puts on the reader.
        persona: &'a str,
    },
}

/// Draws one whole frame of a visit.
pub fn draw(frame: &mut Frame<'_>, view: &View<'_>, around: &Around<'_>) {
    draw_with(frame, [view.language, around.staff], around, |canvas| screen(canvas, &view.screen));
}

/// Draws one whole frame of the set-up of a terminal that is not registered yet.
pub fn draw_setup(frame: &mut Frame<'_>, view: &crate::registration::View<'_>, around: &Around<'_>) {
    draw_with(frame, [view.language; 2], around, |canvas| registration::draw(canvas, view));
}

/// Draws one whole frame of a session without a kiosk.
pub fn draw_interlude(frame: &mut Frame<'_>, interlude: Interlude<'_>, around: &Around<'_>) {
    draw_with(frame, [around.staff; 2], around, |canvas| supervisor::draw(canvas, interlude));
}

/// Draws one whole frame of the staff menu.
pub fn draw_staff_menu(frame: &mut Frame<'_>, view: &crate::staff::View<'_>, around: &Around<'_>) {
    let crate::staff::View { language, page, facts, now } = *view;
    let view = crate::staff::View { language: around.shown(language), page, facts, now };
    draw_with(frame, [language; 2], around, |canvas| screens::staff::draw(canvas, &view));
}

/// Whether a window is too small for any screen.
#[must_use]
pub const fn is_too_small(window: Rect) -> bool {
    window.width < SMALLEST.0 || window.height < SMALLEST.1
}

/// Draws in the language of the person and in that of the staff.
fn draw_with(
    frame: &mut Frame<'_>,
    [person, staff]: [Language; 2],
    around: &Around<'_>,
    screen: impl FnOnce(&mut Canvas<'_>),
) {
    let area = frame.area();
    let Around { theme, contact, plain, .. } = *around;
    // Large numerals are made of half blocks, which not every console has.
    let large = around.large && !plain;
    let (texts, staff) = (Texts::of(around.shown(person)), StaffTexts::of(around.shown(staff)));
    let mut canvas = Canvas { buffer: frame.buffer_mut(), area, theme, large, texts, staff, contact, plain };
    canvas.ground();
    if is_too_small(area) {
        too_small::draw(&mut canvas, around.simulation.is_some());
    } else {
        bars::draw(&mut canvas, around);
        screen(&mut canvas);
    }
    if plain {
        plain::reduce(canvas.buffer);
    }
}

fn screen(canvas: &mut Canvas<'_>, screen: &Screen<'_>) {
    match screen {
        Screen::Waiting { missing: Some(trouble), .. } | Screen::Listening { missing: Some(trouble) } => {
            waiting::missing(canvas, trouble);
        }
        Screen::Waiting { missing: None, announced, confirmed_for, method, staff_may_confirm } => {
            waiting::draw(canvas, *announced, *confirmed_for, *method, *staff_may_confirm);
        }
        Screen::Listening { missing: None } => waiting::listening(canvas),
        Screen::Reading => reading::draw(canvas),
        Screen::Pin { entered, left, note, other } => pin::draw(canvas, *entered, *left, *note, *other),
        Screen::LastTry { wrong, other } => last_try::draw(canvas, *wrong, *other),
        Screen::NoPin { state, other } => no_pin::draw(canvas, *state, *other),
        Screen::NoRelay => no_relay::draw(canvas),
        Screen::Staff { other } => staff_confirms::draw(canvas, *other),
        Screen::Checking { method, relay, step, slow } => checking::draw(canvas, *method, *relay, *step, *slow),
        Screen::Panel(view) => panel::draw(canvas, view),
        Screen::TakeCard => take_card::draw(canvas),
        Screen::Trouble { trouble, again, left } => trouble::draw(canvas, trouble, *again, *left),
    }
}
