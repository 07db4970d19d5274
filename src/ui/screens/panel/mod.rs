//! The answer: a verdict that can be read from across the desk, then the rows that were sent.

mod advice;
mod block;
mod copied_line;
mod fields;
pub mod rows;

use ratatui::text::Line;

use crate::common::{KeyCaps, Proof};
use crate::eligibility::verdict::Verdict;
use crate::ui::display::{fitting, shape};
use crate::ui::layout::{Canvas, MARGIN, cells, clipped, rows as height_of};
use crate::ui::texts::StaffTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;
use crate::ui::{countdown, sign};
use crate::visit::view::PanelView;
use block::{PanelBlock, pages};
use rows::{PanelField, PanelRow, masked, rows};

pub use copied_line::copied_line;
pub use fields::FieldLayout;
pub use rows::{transcript, whose};

/// Rows of keys on the smallest screen.
const KEY_ROWS: u16 = 2;

/// Draws it, with a further key where it stands on a page of staff.
pub fn draw(canvas: &mut Canvas<'_>, panel: &PanelView<'_>, further: Option<Hint>) {
    let texts = canvas.texts;
    let (tone, sign) = tone(panel.verdict);
    let word = word(canvas, panel.verdict);
    let more = Hint::arrows(&texts.keys, texts.keys.more);
    let reveal = (panel.masked && panel.revealable).then_some(Hint::staff(canvas.staff.keys.staff_reveals));
    let ways = (!panel.verdict.is_confirmed()).then(|| Hint::ways(canvas.staff.keys.other_ways));
    // On a page of staff the language is theirs, and from an answer that settles nothing one goes back to the entry.
    let last = match panel.proof {
        Proof::Numbers if panel.verdict.is_confirmed() => None,
        Proof::Numbers => Some(Hint::cancel(canvas.staff.ways.inquiry.to_entry)),
        Proof::Pin | Proof::Attested | Proof::Relayed | Proof::Folder | Proof::Copied { .. } => {
            Some(canvas.language_key())
        }
    };
    // Staff look at the answer first: where a masked one would need a third row, the key to other ways shows once it is
    // revealed.
    let ways = ways.filter(|ways| {
        let mut all = vec![Hint::enter(texts.keys.close), more, *ways];
        all.extend(last);
        reveal.is_none_or(|reveal| canvas.key_rows(&[&[reveal], &all[..]].concat()) <= KEY_ROWS)
    });
    let keys = |paging: &[Hint]| {
        let mut keys = vec![Hint::enter(texts.keys.close)];
        keys.extend(reveal);
        keys.extend_from_slice(paging);
        keys.extend(ways);
        keys.extend(further);
        keys.extend(last);
        keys
    };
    let paging = match canvas.caps {
        KeyCaps::Keypad => keys(&[Hint::pages(texts.keys.more)]),
        KeyCaps::Keyboard => keys(&[more]),
        KeyCaps::Both => {
            // The keypad's digits beside the arrows, where they cost no row.
            let with_digits = keys(&[Hint { does: "", ..more }, Hint::pages(texts.keys.more)]);
            let without = keys(&[more]);
            if canvas.key_rows(&with_digits) <= canvas.key_rows(&without) { with_digits } else { without }
        }
    };

    let divided = |band: u16| {
        let fixed = band + FOOT + canvas.key_rows(&paging) + u16::from(canvas.roomy());
        pages(items(canvas, panel), usize::from(canvas.area.height.saturating_sub(fixed)))
    };
    let narrow = divided(1 + 2 * u16::from(canvas.roomy()));
    // The verdict is drawn large where that costs no page: staff copy what stands there.
    let large = format!("{}{}", shape(sign), canvas.display_words().verdict(panel.verdict.kind()));
    let large = fitting(&large, canvas.blocks, Canvas::column(canvas.area).width).find_map(|word| {
        let pages = divided(height_of(word.len()) + 2);
        (pages.len() <= narrow.len()).then_some((word, pages))
    });
    let (large, pages) = large.map_or((None, narrow), |(word, pages)| (Some(word), pages));

    let shown = if pages.len() > 1 { paging } else { keys(&[]) };
    let called = if panel.proof == Proof::Numbers { None } else { Some(canvas.with_call(shown.clone())) };
    // Only where it costs no row, by which the pages are divided, and no cap of another key.
    let called = called.filter(|called| {
        let caps = canvas.names_all(called) || !canvas.names_all(&shown);
        caps && canvas.key_rows(called) == canvas.key_rows(&shown)
    });
    canvas.keys(&called.unwrap_or(shown));
    foot(canvas, panel, pages.len());
    let staffs_word = staffs_word(canvas, panel.verdict, word);
    match large {
        Some(large) => canvas.display_band(tone, [sign, word, staffs_word], &large),
        None => canvas.band(tone, sign, word, staffs_word),
    }
    if canvas.roomy() {
        canvas.take_top(1);
    }
    let page = panel.page % pages.len().max(1);
    let column = Canvas::column(canvas.area);
    let lines = pages.into_iter().nth(page).into_iter().flatten().flat_map(PanelBlock::into_lines);
    for (line, y) in lines.zip(column.top()..column.bottom()) {
        canvas.buffer.set_line(column.x, y, &line, column.width);
    }
}

/// Cells of a sign, such as `[OK]`.
const SIGN: u16 = 4;

/// Rows at the foot: the reminder to take the card (its row is kept when the card is gone, so that nothing moves), and
/// what the answer rests on, page and time left.
const FOOT: u16 = 2;

fn foot(canvas: &mut Canvas<'_>, panel: &PanelView<'_>, pages: usize) {
    let (texts, theme) = (&canvas.texts.panel, canvas.theme);
    let foot = canvas.take_bottom(FOOT);
    let left = (texts.left)(countdown::shown(panel.left));
    canvas.both_ends(foot, (texts.proof)(panel.proof), &left, theme.quiet);
    let reminder = ratatui::layout::Rect { y: foot.y + 1, height: 1, ..foot };
    let page = if pages > 1 { (texts.page)(panel.page % pages + 1, pages) } else { String::new() };
    if panel.card_present {
        let style = theme.band(Tone::Caution);
        canvas.buffer.set_style(reminder, style);
        canvas.both_ends(reminder, texts.take_card, &page, style);
    } else {
        // That staff look at the face is for them to do; when another terminal has confirmed is not.
        let style = if panel.proof == Proof::Numbers { theme.strong } else { theme.quiet };
        canvas.both_ends(reminder, &source_note(canvas, panel), &page, style);
    }
}

/// What there is to say of an answer that this kiosk has not asked for: when the other terminal confirmed it, or how
/// much of a text is not shown.
fn source_note(canvas: &Canvas<'_>, panel: &PanelView<'_>) -> String {
    let texts = &canvas.texts.panel;
    match (panel.proof, panel.message.message_header.executed_at()) {
        (Proof::Folder, Some(at)) => (texts.executed)(at.date().into(), (at.hour(), at.minute())),
        (Proof::Numbers, _) => canvas.staff.ways.inquiry.not_a_face.to_owned(),
        (Proof::Copied { unread: lines @ 1.. }, _) => (texts.unread)(lines),
        _ => String::new(),
    }
}

/// Only a confirmed qualification is green.
fn tone(verdict: &Verdict) -> (Tone, &'static str) {
    match verdict {
        Verdict::Confirmed(confirmed) if confirmed.notice().is_none() => (Tone::Good, sign::GOOD),
        Verdict::Confirmed(_) => (Tone::Caution, sign::GOOD),
        Verdict::Lost(_) | Verdict::NewExists | Verdict::Refused(_) => (Tone::Bad, sign::BAD),
        Verdict::SystemError(_) => (Tone::Bad, sign::ALERT),
        Verdict::NoMatch => (Tone::Caution, sign::NOTHING),
        Verdict::Multiple | Verdict::Unregistered(_) | Verdict::Unknown { .. } | Verdict::Inconsistent(_) => {
            (Tone::Caution, sign::UNCLEAR)
        }
        Verdict::NotStated(_) | Verdict::InProgress => (Tone::Plain, sign::NOTHING),
    }
}

fn shape(sign: &str) -> &'static str {
    match sign {
        sign::GOOD => shape::YES,
        sign::BAD => shape::NO,
        sign::ALERT => shape::ALERT,
        _ => shape::UNCLEAR,
    }
}

fn word(canvas: &Canvas<'_>, verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed(confirmed) if confirmed.notice().is_some() => canvas.texts.panel.with_notice,
        _ => (canvas.texts.verdict_of)(verdict.kind()).word,
    }
}

/// The verdict in the staff's language beside that in the visitor's, where both fit: staff act on it.
fn staffs_word(canvas: &Canvas<'_>, verdict: &Verdict, visitors: &str) -> &'static str {
    if canvas.texts.language == canvas.staff.language {
        return "";
    }
    let word = staffs_verdict(canvas.staff, verdict);
    let free = Canvas::column(canvas.area).width.saturating_sub(SIGN + MARGIN + cells(visitors) + MARGIN);
    if cells(word) <= free { word } else { "" }
}

/// The verdict in the staff's words.
pub fn staffs_verdict(staff: &StaffTexts, verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed(confirmed) if confirmed.notice().is_some() => staff.with_notice,
        _ => (staff.verdict_of)(verdict.kind()).word,
    }
}

fn items(canvas: &Canvas<'_>, panel: &PanelView<'_>) -> Vec<PanelBlock> {
    let width = Canvas::column(canvas.area).width;
    let mut items = advice::items(canvas, panel, width);
    let lost = matches!(panel.verdict, Verdict::Lost(_));
    match panel.verdict {
        Verdict::Lost(Some(_)) => items.push(heading(canvas, canvas.texts.panel.reference, width)),
        Verdict::Unregistered(_) | Verdict::NotStated(Some(_)) | Verdict::Inconsistent(Some(_)) => {
            items.push(heading(canvas, canvas.texts.panel.record, width));
        }
        _ => {}
    }
    let layout = FieldLayout::new(canvas, width, if lost { canvas.theme.quiet } else { canvas.theme.strong });
    let rows = if panel.masked {
        let hidden = if panel.revealable { canvas.texts.panel.masked } else { canvas.texts.panel.hidden };
        masked(canvas.texts, panel.verdict, panel.message, hidden)
    } else {
        rows(canvas.texts, panel.verdict, panel.message)
    };
    for row in rows {
        match row {
            PanelRow::Heading(text) => items.push(heading(canvas, text, width)),
            PanelRow::Fields(fields) => items.push(PanelBlock::Lines(layout.fields(&fields))),
            PanelRow::Copied { insurer, more } => {
                let fields: Vec<_> = insurer.map(PanelField::in_groups).into_iter().chain(more).collect();
                items.extend(layout.copied(&fields, !lost).into_iter().map(PanelBlock::Lines));
            }
            PanelRow::Note(text) => items.push(PanelBlock::Lines(layout.note(text))),
            PanelRow::Gap => items.push(PanelBlock::Gap),
            PanelRow::LaterPage => items.push(PanelBlock::LaterPage),
        }
    }
    items
}

fn heading(canvas: &Canvas<'_>, text: &str, width: u16) -> PanelBlock {
    let text = clipped(text, width.saturating_sub(4));
    let rule = "─".repeat(usize::from(width.saturating_sub(cells(text) + 4)));
    PanelBlock::Heading(Line::styled(format!("── {text} {rule}"), canvas.theme.quiet))
}
