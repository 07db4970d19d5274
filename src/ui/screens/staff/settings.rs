//! The settings: one line each, the value beside its name. What is not saved yet has a sign, not only a colour.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::{CHOSEN, OTHER};
use super::{Sheet, passcode};
use crate::staff::Facts;
use crate::staff::settings::{Item, NewCode, Refusal, Settings, Stage, Value};
use crate::ui::layout::wrap;
use crate::ui::layout::{Canvas, cells, clipped, rows};
use crate::ui::sign;
use crate::ui::texts::SettingsTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Stands behind the sign of the chosen line, before a line that is not saved.
const UNSAVED: &str = "* ";

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, page: &Settings, facts: &Facts) {
    let words = &sheet.words.settings;
    match page.stage() {
        Stage::List => lines(sheet, page, facts),
        Stage::Typing(text) => {
            sheet.canvas.keys(&[Hint::enter(words.take), Hint::cancel(sheet.words.menu.back)]);
            sheet.title((words.item)(Item::HandOffDir));
            let canvas = sheet.canvas;
            let width = canvas.stack().width;
            let typed = wrap::foreign(&format!("{text}_"), width).into_iter();
            let typed = typed.map(|line| Line::styled(line, canvas.theme.strong)).collect();
            canvas.put(canvas.stack().text(words.typing, canvas.theme.paper).lines(typed).below(1));
        }
        Stage::NewPasscode(code) => new_passcode(sheet, page, code),
        Stage::Leaving => {
            sheet.canvas.keys(&[Hint::enter(words.stay), Hint::cancel(words.leave)]);
            sheet.canvas.band(Tone::Caution, sign::ALERT, words.unsaved, "");
            let stack = sheet.canvas.stack().centred(&(words.unsaved_lines)(page.unsaved()), sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        Stage::Saving => told(sheet, words.saving, &[]),
        Stage::Saved => {
            let said = if facts.kept { words.saved } else { words.until_end };
            told(sheet, said, &[Hint::enter(words.close)]);
        }
        Stage::Failed(refusal) => {
            sheet.canvas.keys(&[Hint::enter(sheet.words.menu.back)]);
            sheet.canvas.band(Tone::Bad, sign::ALERT, words.not_saved, "");
            failed(sheet, refusal);
        }
    }
}

fn told(mut sheet: Sheet<'_, '_>, said: &str, keys: &[Hint]) {
    sheet.canvas.keys(keys);
    sheet.title(sheet.words.settings.title);
    let stack = sheet.canvas.stack().centred(said, sheet.canvas.theme.strong);
    sheet.canvas.put(stack);
}

fn new_passcode(mut sheet: Sheet<'_, '_>, page: &Settings, code: &NewCode) {
    let words = &sheet.words.settings;
    let mut hints = vec![Hint::enter(sheet.words.passcode.send), Hint::cancel(sheet.words.menu.back)];
    let removable = code.entered() == 0 && !code.again() && page.line(Item::Passcode).0 == Value::Passcode(true);
    if removable {
        hints.insert(1, Hint::erase(words.remove));
    }
    sheet.canvas.keys(&hints);
    sheet.title((words.item)(Item::Passcode));
    let note = passcode::note(&sheet, code.note());
    passcode::field(sheet, if code.again() { words.again } else { words.new }, code.entered(), note);
}

fn failed(sheet: Sheet<'_, '_>, refusal: &Refusal) {
    let words = &sheet.words.settings;
    let (said, detail) = match refusal {
        Refusal::NoFolder => (words.no_folder, ""),
        Refusal::Changed => (words.changed, ""),
        Refusal::ReadOnly(path) => (words.read_only, path.as_str()),
        Refusal::Full(path) => (words.full, path.as_str()),
        Refusal::Denied(path) => (words.denied, path.as_str()),
        Refusal::Other(said) => (words.other, said.as_str()),
    };
    let canvas = sheet.canvas;
    let stack = canvas.stack().text(said, canvas.theme.strong);
    let detail = wrap::foreign(detail, stack.width).into_iter().map(Line::from).collect();
    canvas.put(stack.lines(detail).below(1).shortened());
}

fn lines(mut sheet: Sheet<'_, '_>, page: &Settings, facts: &Facts) {
    let words = &sheet.words.settings;
    sheet.choosing(if page.chosen().is_some() { words.change } else { words.save });
    let count = page.unsaved();
    let aside = if count > 0 { (words.count)(count) } else { String::new() };
    sheet.canvas.band(Tone::Plain, sign::STATEMENT, words.title, &aside);
    let canvas = sheet.canvas;
    if !facts.kept {
        let stack = canvas.take_bottom(1);
        canvas.both_ends(stack, &words.until_end.replace(wrap::PHRASE, ""), "", canvas.theme.quiet);
    }
    // Air where there is room; the line that saves is always there, and the others scroll above it.
    let spare = canvas.area.height.saturating_sub(rows(Item::ALL.len() + 1));
    canvas.take_top(spare.min(1));
    canvas.take_bottom(spare.saturating_sub(2));
    let end = canvas.take_bottom(1);
    row(canvas, end, &format!("{OTHER}{}", words.save_line), page.chosen().is_none());
    let labels = Item::ALL.map(|item| cells((words.item)(item))).into_iter().max().unwrap_or_default();
    let chosen = page.chosen().and_then(|chosen| Item::ALL.iter().position(|item| *item == chosen));
    let last = Item::ALL.len() - 1;
    let height = usize::from(canvas.area.height);
    // The chosen line stays in the middle while lines are left on both sides.
    let first = chosen.unwrap_or(last).saturating_sub(height / 2).min((last + 1).saturating_sub(height));
    for (place, item) in Item::ALL.iter().enumerate().skip(first).take(height) {
        let (value, unsaved) = page.line(*item);
        let label = (words.item)(*item);
        let air = " ".repeat(usize::from(labels - cells(label)));
        let mark = if unsaved { UNSAVED } else { OTHER };
        let text = format!("{mark}{label}{air}  {}", shown(words, &value));
        let top = canvas.take_top(1);
        row(canvas, top, &text, chosen == Some(place));
    }
}

/// A line as wide as the column, so that the chosen one is a bar.
fn row(canvas: &mut Canvas<'_>, row: Rect, text: &str, chosen: bool) {
    let (sign, style) = if chosen { (CHOSEN, canvas.theme.next_key) } else { (OTHER, canvas.theme.paper) };
    let column = Canvas::column(row);
    canvas.buffer.set_style(column, style);
    let line = format!("{sign}{text}");
    // What does not fit says so.
    let fits = cells(&line) <= column.width;
    let line = if fits { line } else { format!("{}…", clipped(&line, column.width - 1)) };
    canvas.buffer.set_string(column.x, column.y, line, style);
}

fn shown(words: &SettingsTexts, value: &Value<'_>) -> String {
    match value {
        Value::Method(method) => (words.method)(*method).to_owned(),
        Value::Switch(on) => (if *on { words.on } else { words.off }).to_owned(),
        Value::Time(time) => (words.seconds)(time.as_secs()),
        Value::Detail(detail) => (words.detail)(*detail).to_owned(),
        // Each in its own words, so that whoever speaks it finds it.
        Value::Language(language) => language.own_name().to_owned(),
        Value::Look(look) => (words.look)(*look).to_owned(),
        Value::Text("") => words.nothing.to_owned(),
        Value::Text("*") => words.any.to_owned(),
        Value::Text(text) => (*text).to_owned(),
        Value::Form(form) => (words.form)(*form).to_owned(),
        Value::Encoding(encoding) => (words.encoding)(*encoding).to_owned(),
        Value::Passcode(set) => (if *set { words.set } else { words.nothing }).to_owned(),
    }
}
