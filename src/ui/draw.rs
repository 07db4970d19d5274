//! Draws whole frames: the bars, then the screen.

use ratatui::Frame;

use super::context::ScreenContext;
use super::layout::Canvas;
use super::plain_console;
use super::screens::supervisor::{self, SupervisorScreen};
use super::screens::{
    checking, last_try, no_pin, no_relay, panel, pin, reading, registration, staff, staff_confirms, take_card, thanks,
    too_small, trouble, waiting,
};
use super::steps::Step;
use super::texts::{StaffTexts, Texts};
use super::widgets::bars;
use crate::common::Language;
use crate::visit::view::{Screen, View};

/// Draws one whole frame of a visit.
pub fn draw(frame: &mut Frame<'_>, view: &View<'_>, context: &ScreenContext<'_>) {
    let theme = if view.dimmed { context.theme.dimmed() } else { context.theme };
    let context = &ScreenContext { theme, ..*context };
    draw_with(frame, [view.language, context.staff], context, |canvas| {
        (canvas.ending, canvas.of_visit, canvas.called) = (view.ending, true, view.called);
        canvas.absence = view.absence;
        bars::draw(canvas, context, Step::of(&view.screen), view.note);
        screen(canvas, &view.screen);
    });
}

/// Draws one whole frame of the registration of a terminal that is not registered yet.
pub fn draw_registration(frame: &mut Frame<'_>, view: &crate::registration::View<'_>, context: &ScreenContext<'_>) {
    draw_with(frame, [view.language; 2], context, |canvas| {
        bars::draw(canvas, context, None, None);
        registration::draw(canvas, view);
    });
}

/// Draws one whole frame of the supervisor, while no kiosk runs.
pub fn draw_supervisor(frame: &mut Frame<'_>, screen: SupervisorScreen<'_>, context: &ScreenContext<'_>) {
    draw_with(frame, [context.staff; 2], context, |canvas| {
        bars::draw(canvas, context, None, None);
        supervisor::draw(canvas, screen);
    });
}

/// Draws one whole frame of the staff menu.
pub fn draw_staff_menu(frame: &mut Frame<'_>, view: &crate::staff::View<'_>, context: &ScreenContext<'_>) {
    let language = view.language;
    let view = crate::staff::View { language: context.shown(language), ..*view };
    draw_with(frame, [language; 2], context, |canvas| {
        bars::draw(canvas, context, None, None);
        staff::draw(canvas, &view);
    });
}

/// Draws in the visitor's language and in that of the staff.
fn draw_with(
    frame: &mut Frame<'_>,
    [visitor, staff]: [Language; 2],
    context: &ScreenContext<'_>,
    screen: impl FnOnce(&mut Canvas<'_>),
) {
    let area = frame.area();
    let ScreenContext { theme, contact, plain, caps, reader_at, .. } = *context;
    // Of a plain console's one language the site has not written any words.
    let thanks = context.thanks.filter(|_| visitor == context.staff && !plain);
    // Large numerals are made of half blocks, which not every console has.
    let large = context.large && !plain;
    let (texts, staff) =
        (Texts::with(context.shown(visitor), context.staff_word), StaffTexts::of(context.shown(staff)));
    let blocks = (!plain).then_some(context.blocks);
    let (buffer, of_visit, ending, called) = (frame.buffer_mut(), false, None, None);
    let mut canvas = Canvas {
        buffer,
        area,
        theme,
        large,
        caps,
        texts,
        staff,
        contact,
        plain,
        blocks,
        reader_at,
        thanks,
        of_visit,
        called,
        absence: None,
        ending,
    };
    canvas.ground();
    if too_small::is_too_small(area) {
        too_small::draw(&mut canvas, context.simulation.is_some());
    } else {
        screen(&mut canvas);
    }
    if plain {
        plain_console::reduce(canvas.buffer);
    }
}

fn screen(canvas: &mut Canvas<'_>, screen: &Screen<'_>) {
    match screen {
        Screen::Waiting { missing: Some(trouble), .. } | Screen::Listening { missing: Some(trouble), .. } => {
            waiting::missing(canvas, trouble);
        }
        Screen::Waiting { missing: None, announced, confirmed_for, method, sliding } => {
            waiting::draw(canvas, *announced, *confirmed_for, *method, *sliding);
        }
        Screen::Listening { missing: None, note } => waiting::listening(canvas, *note),
        Screen::Reading { .. } => reading::draw(canvas),
        Screen::Pin { entered, left, note, .. } => pin::draw(canvas, *entered, *left, *note),
        Screen::LastTry { wrong, other } => last_try::draw(canvas, *wrong, *other),
        Screen::NoPin { state, other } => no_pin::draw(canvas, *state, *other),
        Screen::NoRelay => no_relay::draw(canvas),
        Screen::Staff { other, back } => staff_confirms::draw(canvas, *other, *back),
        Screen::Checking { method, relay, step, slow } => checking::draw(canvas, *method, *relay, *step, *slow),
        Screen::Panel(view) => panel::draw(canvas, view, None),
        Screen::TakeCard => take_card::draw(canvas),
        Screen::Thanks => thanks::draw(canvas),
        Screen::Trouble { trouble, again, left } => trouble::draw(canvas, trouble, *again, *left),
    }
}
