//! Waiting for a card: what a passer-by sees all day.

use std::time::Duration;

use super::trouble;
use crate::common::{Announced, Method, Trouble};
use crate::eligibility::kana;
use crate::ui::layout::{Canvas, ROOMY, rows, wrap};
use crate::ui::texts::{absence_sentences, reader_at};
use crate::ui::theme::Tone;
use crate::ui::widgets::art;
use crate::ui::widgets::keys::Hint;
use crate::ui::{countdown, sign, slide};
use crate::visit::view::ReaderNote;

/// The key that opens the staff menu.
const MENU: &str = "F10";

/// Everything is there: asks for the card.
pub fn draw(
    canvas: &mut Canvas<'_>,
    announced: Option<&Announced>,
    confirmed_for: Option<Duration>,
    method: Method,
    sliding: Option<Duration>,
) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut keys = canvas.language_digits();
    if confirmed_for.is_some() {
        keys.insert(0, Hint::give_up(texts.keys.cancel));
    }
    canvas.keys(&canvas.with_call(keys));
    if let Some(left) = confirmed_for {
        let left = (texts.waiting.left)(countdown::shown(left));
        canvas.band(Tone::Good, sign::GOOD, texts.waiting.confirmed, &left);
    }
    absent(canvas);
    if let Some(announced) = announced {
        notices(canvas, announced);
    }
    let then = match method {
        Method::Pin => texts.waiting.then_pin,
        Method::Staff => texts.waiting.then_staff,
    };
    let mut stack =
        canvas.stack_below(canvas.display_words().place_card).centred(texts.waiting.ask, theme.strong).below(1);
    if let Some(place) = canvas.reader_at {
        stack = stack.centred(reader_at(place, texts.language), theme.strong);
    }
    stack = match confirmed_for {
        // The card has so long to come; where text is large that is worth more than its picture.
        Some(left) if canvas.large => {
            let left = countdown::shown(left);
            stack.counted(left, &(texts.waiting.left)(left), theme.strong).below(1)
        }
        _ => {
            let (roomy, steps) = (canvas.area.height > ROOMY, slide::steps(sliding));
            stack.drawing(art::card_goes_on_reader(theme, roomy, canvas.reader_at, steps)).below(2).optional()
        }
    };
    if confirmed_for.is_none() {
        stack = stack.centred(then, theme.quiet).below(2).unless_large();
        // In one line and without notices of the service, or not at all: more would crowd what is asked for.
        let fits = wrap::balanced(texts.waiting.not_here, stack.width).len() == 1;
        if fits && announced.is_none_or(|announced| announced.closes.is_none() && announced.notices.is_empty()) {
            stack = stack.centred(texts.waiting.not_here, theme.quiet).below(1).unless_large();
        }
    }
    canvas.put(stack);
}

/// Staff are not at the desk: above what is asked for, which goes on without them.
fn absent(canvas: &mut Canvas<'_>) {
    if let Some(absence) = canvas.absence {
        canvas.band(Tone::Plain, sign::STATEMENT, &absence_sentences(absence, canvas.texts.language), "");
    }
}

/// What the service announces, above the keys and only as high as the call for the card allows. The closing time comes
/// first: staff act on it.
fn notices(canvas: &mut Canvas<'_>, announced: &Announced) {
    let width = Canvas::column(canvas.area).width;
    let closes = announced.closes.iter().map(|time| (canvas.texts.waiting.closes)(time));
    let words = closes.chain(announced.notices.iter().map(|notice| kana::shown(notice)));
    let lines = canvas.notices(words, width, if canvas.roomy() { 5 } else { 2 });
    let foot = Canvas::column(canvas.take_bottom(rows(lines.len())));
    for (line, y) in lines.iter().zip(foot.top()..foot.bottom()) {
        canvas.buffer.set_line(foot.x, y, line, foot.width);
    }
}

/// Asks for the card at the other terminal, whose result comes here by itself.
pub fn listening(canvas: &mut Canvas<'_>, note: ReaderNote) {
    let (texts, words, theme) = (canvas.texts, &canvas.staff.reader, canvas.theme);
    canvas.keys(&canvas.with_call(canvas.language_digits()));
    absent(canvas);
    match note {
        ReaderNote { several: true, .. } => canvas.band(Tone::Caution, sign::UNCLEAR, words.several, MENU),
        ReaderNote { other: Some(made), .. } => canvas.band(Tone::Plain, sign::STATEMENT, &(words.other)(made), MENU),
        ReaderNote { expected: true, .. } => canvas.band(Tone::Plain, sign::STATEMENT, words.expecting, ""),
        ReaderNote { .. } => {}
    }
    let prompt = if note.several { &texts.staff_come } else { &texts.listening };
    // Without the drawing of a reader: it would be looked for here.
    let stack = canvas.stack().centred(prompt.ask, theme.strong);
    canvas.put(stack.centred(prompt.detail, theme.quiet).below(2));
}

/// Something without which no visit can succeed is not there.
pub fn missing(canvas: &mut Canvas<'_>, trouble: &Trouble) {
    let texts = canvas.texts;
    canvas
        .keys(&canvas.with_call([&[Hint::ways(canvas.staff.keys.other_ways)], &canvas.language_digits()[..]].concat()));
    canvas.band(Tone::Caution, sign::ALERT, texts.waiting.missing, trouble.kind.code());
    let stack = trouble::explained(canvas, trouble);
    canvas.put(stack.text(texts.waiting.by_itself, canvas.theme.quiet).below(2).unless_large());
}
