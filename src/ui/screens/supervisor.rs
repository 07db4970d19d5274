//! What is on the screen while there is no kiosk: it is about to start, or it does not.
//!
//! No key changes the language here, so the one thing that visitors have to know is said in a second language as well.

use crate::common::{Language, SystemCode};
use crate::eligibility::kana;
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::texts::Texts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// A screen between two kiosks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupervisorScreen<'a> {
    /// It starts in a moment.
    PleaseWait,
    /// It does not start.
    OutOfService {
        /// Whether the settings are why.
        settings: bool,
        /// Why, in the program's or the system's own words.
        reason: &'a str,
    },
}

impl SupervisorScreen<'_> {
    /// The code on the screen, if one stands there.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::PleaseWait => None,
            Self::OutOfService { settings, .. } => Some(code(settings)),
        }
    }
}

const fn code(settings: bool) -> &'static str {
    if settings { SystemCode::BrokenSettings.code() } else { SystemCode::OutOfService.code() }
}

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, screen: SupervisorScreen<'_>) {
    match screen {
        SupervisorScreen::PleaseWait => please_wait(canvas),
        SupervisorScreen::OutOfService { settings, reason } => out_of_service(canvas, settings, reason),
    }
}

/// The words in the language that most visitors read who do not read this one.
const fn other(texts: &Texts) -> &'static Texts {
    Texts::of(if matches!(texts.language, Language::English) { Language::Japanese } else { Language::English })
}

fn please_wait(canvas: &mut Canvas<'_>) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let stack = canvas.stack().centred(texts.supervisor.wait, theme.strong);
    canvas.put(stack.centred(other(texts).supervisor.wait, theme.quiet).below(2));
}

fn out_of_service(canvas: &mut Canvas<'_>, settings: bool, reason: &str) {
    let (texts, staff, theme) = (canvas.texts, &canvas.staff.supervisor, canvas.theme);
    canvas.keys(&[Hint::enter(staff.try_now)]);
    canvas.band(Tone::Bad, sign::ALERT, texts.supervisor.out, code(settings));
    let stack = canvas.stack();
    let width = stack.width;
    let mut stack = stack.text(texts.supervisor.call, theme.strong).below(1);
    stack = stack.text(other(texts).supervisor.out, theme.quiet).unless_large();
    stack = stack.lines(canvas.for_staff(if settings { staff.settings } else { staff.fails }, width)).below(1);
    if let Some(contact) = canvas.contact {
        stack = stack.lines(canvas.support(&kana::shown(contact), width)).shortened();
    }
    stack = stack.lines(canvas.detail(&kana::shown(reason), width)).shortened();
    canvas.put(stack.text(staff.by_itself, theme.quiet).below(1).optional());
}
