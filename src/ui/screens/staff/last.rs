//! The last answer: what it is and whose, then one field after the other, large, to be copied by hand.
//!
//! It is no answer of a visit that runs, and is not drawn like one: no band of a verdict's colour, no large word. Each
//! step says of when it is.

use std::time::Instant;

use super::sheet::StaffSheet;
use crate::common::Proof;
use crate::staff::last::{LastPage, LastView};
use crate::ui::screens::panel::{FieldLayout, copied_line, staffs_verdict, transcript, whose};
use crate::ui::widgets::keys::Hint;
use crate::ui::widgets::qr;

/// Cells of the words beside the code.
const BESIDE: u16 = 30;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &LastPage, last: Option<LastView<'_>>, now: Instant) {
    let words = &sheet.words.last;
    let back = Hint::cancel(sheet.words.menu.back);
    let Some(LastView { answer, at, copy_qr, simulated }) = last else {
        sheet.canvas.keys(&[back]);
        sheet.title(words.title);
        let canvas = sheet.canvas;
        return canvas.put(canvas.stack().centred(words.gone, canvas.theme.strong));
    };
    let fields = transcript(sheet.canvas.texts, answer.verdict, answer.message);
    let scanned = copy_qr && !fields.is_empty();
    let steps = fields.len() + 1 + usize::from(scanned);
    let step = page.step() % steps;
    let more = sheet.more();
    let keys = if steps > 1 { vec![Hint::enter(words.next), more, back] } else { vec![back] };
    sheet.canvas.keys(&keys);
    let at_right = if steps > 1 { (sheet.canvas.texts.panel.page)(step + 1, steps) } else { String::new() };
    let line = (scanned && step + 1 == steps).then(|| copied_line(&fields, answer.verdict, simulated));
    let scan = line.map(|line| {
        let code = qr::lines(&line).unwrap_or_default();
        qr::draw_at_right(sheet.canvas, &code, BESIDE)
    });
    // Beside the code there is no row to spare.
    let beside = scan == Some(true);
    if !beside {
        sheet.title_with(words.title, &at_right);
    }
    let minutes = now.saturating_duration_since(answer.since).as_secs() / 60;
    let (of, verdict) = ((words.of)(at, minutes), staffs_verdict(sheet.words, answer.verdict));
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let stack = canvas.stack();
    let layout = FieldLayout::new(canvas, stack.width, theme.strong);
    let title = format!("{}　{at_right}", words.title);
    let stack = if beside { stack.text(&title, theme.strong).below(1) } else { stack };
    let stack = stack.text(&of, theme.strong).text(words.no_visit, theme.paper);
    let stack = stack.text(&(words.verdict)(verdict), theme.strong).below(1);
    let stack = if answer.proof == Proof::Numbers && !beside {
        stack.text(sheet.words.ways.inquiry.not_a_face, theme.paper).optional()
    } else {
        stack
    };
    let stack = if let Some(beside) = scan {
        stack.text(if beside { words.scan } else { words.no_scan }, theme.strong).below(1)
    } else if let Some(field) = step.checked_sub(1).and_then(|place| fields.get(place)) {
        stack.lines(layout.transcribed(field)).below(1)
    } else {
        let whose = whose(canvas.texts, answer.verdict, answer.message, answer.masked).unwrap_or_default();
        let stack = stack.lines(layout.fields(&whose)).below(1);
        if steps > 1 { stack.text(words.then, theme.quiet).below(1).optional() } else { stack }
    };
    canvas.put(stack);
}
