//! The settings: one line each, the value beside its name. What is not saved yet has a sign, not only a colour.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::{CHOSEN, OTHER};
use super::passcode;
use super::sheet::StaffSheet;
use crate::staff::Facts;
use crate::staff::passcode::NewCode;
use crate::staff::settings::{SaveTrouble, SettingItem, SettingValue, SettingsPage, SettingsStage};
use crate::ui::layout::{Canvas, cells, clipped, rows, wrap};
use crate::ui::sign;
use crate::ui::texts::SettingsTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Stands behind the sign of the chosen line, before a line that is not saved.
const UNSAVED: &str = "* ";

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &SettingsPage, facts: &Facts) {
    let words = &sheet.words.settings;
    match page.stage() {
        SettingsStage::List => lines(sheet, page, facts),
        SettingsStage::Typing(text) => {
            sheet.canvas.keys(&[Hint::enter(words.take), Hint::cancel(sheet.words.menu.back)]);
            sheet.title((words.item)(SettingItem::HandOffDir));
            let canvas = sheet.canvas;
            let width = canvas.stack().width;
            let typed = wrap::foreign(&format!("{text}_"), width).into_iter();
            let typed = typed.map(|line| Line::styled(line, canvas.theme.strong)).collect();
            canvas.put(canvas.stack().text(words.typing, canvas.theme.paper).lines(typed).below(1));
        }
        SettingsStage::NewPasscode(code) => new_passcode(sheet, page, code),
        SettingsStage::Leaving => {
            sheet.canvas.keys(&[Hint::enter(words.stay), Hint::cancel(words.leave)]);
            sheet.canvas.band(Tone::Caution, sign::ALERT, words.unsaved, "");
            let stack = sheet.canvas.stack().centred(&(words.unsaved_lines)(page.unsaved()), sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        SettingsStage::Saving => sentence(sheet, words.title, words.saving, &[]),
        SettingsStage::Saved => {
            let saved = if facts.kept { words.saved } else { words.until_end };
            sentence(sheet, words.title, saved, &[Hint::enter(words.close)]);
        }
        SettingsStage::Failed(trouble) => not_saved(sheet, trouble),
    }
}

/// A page of one sentence.
pub fn sentence(mut sheet: StaffSheet<'_, '_>, title: &str, words: &str, keys: &[Hint]) {
    sheet.canvas.keys(keys);
    sheet.title(title);
    let stack = sheet.canvas.stack().centred(words, sheet.canvas.theme.strong);
    sheet.canvas.put(stack);
}

fn new_passcode(mut sheet: StaffSheet<'_, '_>, page: &SettingsPage, code: &NewCode) {
    let words = &sheet.words.settings;
    let mut hints = vec![Hint::enter(sheet.words.passcode.send), Hint::cancel(sheet.words.menu.back)];
    if page.passcode_is_removable() {
        hints.insert(1, Hint::erase(words.remove));
    }
    sheet.canvas.keys(&hints);
    sheet.title((words.item)(SettingItem::Passcode));
    let note = passcode::note(&sheet, code.note());
    passcode::field(sheet, if code.again() { words.again } else { words.new }, code.entered(), note, "");
}

/// Why nothing was saved, and what to do.
pub fn not_saved(sheet: StaffSheet<'_, '_>, trouble: &SaveTrouble) {
    let words = &sheet.words.settings;
    sheet.canvas.keys(&[Hint::enter(sheet.words.menu.back)]);
    sheet.canvas.band(Tone::Bad, sign::ALERT, words.not_saved, "");
    let (said, detail) = match trouble {
        SaveTrouble::NoFolder => (words.no_folder, ""),
        SaveTrouble::Changed => (words.changed, ""),
        SaveTrouble::ReadOnly(path) => (words.read_only, path.as_str()),
        SaveTrouble::Full(path) => (words.full, path.as_str()),
        SaveTrouble::Denied(path) => (words.denied, path.as_str()),
        SaveTrouble::Other(said) => (words.other, said.as_str()),
    };
    let canvas = sheet.canvas;
    let stack = canvas.stack().text(said, canvas.theme.strong);
    let detail = wrap::foreign(detail, stack.width).into_iter().map(Line::from).collect();
    canvas.put(stack.lines(detail).below(1).shortened());
}

fn lines(mut sheet: StaffSheet<'_, '_>, page: &SettingsPage, facts: &Facts) {
    let words = &sheet.words.settings;
    sheet.choosing(if page.chosen().is_some() { words.change } else { words.save });
    let count = page.unsaved();
    let beside = if count > 0 { (words.count)(count) } else { String::new() };
    sheet.canvas.band(Tone::Plain, sign::STATEMENT, words.title, &beside);
    let canvas = sheet.canvas;
    if !facts.kept {
        let stack = canvas.take_bottom(1);
        canvas.both_ends(stack, &words.until_end.replace(wrap::PHRASE, ""), "", canvas.theme.quiet);
    }
    // Blank rows where they fit; the line that saves is always there, and the others scroll above it.
    let spare = canvas.area.height.saturating_sub(rows(SettingItem::ALL.len() + 1));
    canvas.take_top(spare.min(1));
    canvas.take_bottom(spare.saturating_sub(2));
    let end = canvas.take_bottom(1);
    row(canvas, end, &format!("{OTHER}{}", words.save_line), page.chosen().is_none());
    let labels = SettingItem::ALL.iter().map(|item| cells((words.item)(*item))).max().unwrap_or_default();
    let chosen = page.chosen().and_then(|chosen| SettingItem::ALL.iter().position(|item| *item == chosen));
    let last = SettingItem::ALL.len() - 1;
    let height = usize::from(canvas.area.height);
    // The chosen line stays in the middle while lines are left on both sides.
    let first = chosen.unwrap_or(last).saturating_sub(height / 2).min((last + 1).saturating_sub(height));
    for (place, item) in SettingItem::ALL.iter().enumerate().skip(first).take(height) {
        let (value, unsaved) = page.line(*item);
        let label = (words.item)(*item);
        let air = " ".repeat(usize::from(labels - cells(label)));
        let mark = if unsaved { UNSAVED } else { OTHER };
        let text = format!("{mark}{label}{air}  {}", shown(words, value));
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

fn shown(words: &SettingsTexts, value: SettingValue<'_>) -> String {
    match value {
        SettingValue::Method(method) => (words.method)(*method).to_owned(),
        SettingValue::Switch(on) => (if *on { words.on } else { words.off }).to_owned(),
        SettingValue::Time(time) => (words.seconds)(time.as_secs()),
        SettingValue::Detail(detail) => (words.detail)(*detail).to_owned(),
        // Each in its own words, so that its speaker finds it.
        SettingValue::Language(language) => language.own_name().to_owned(),
        SettingValue::Keys(keys) => (words.keys)(*keys).to_owned(),
        SettingValue::Look(look) => (words.look)(*look).to_owned(),
        SettingValue::Pattern(text) | SettingValue::Folder(text) => match text.as_str() {
            "" => words.nothing.to_owned(),
            "*" => words.any.to_owned(),
            text => text.to_owned(),
        },
        SettingValue::HandOff(kind) => (words.form)(*kind).to_owned(),
        SettingValue::Encoding(encoding) => (words.encoding)(*encoding).to_owned(),
        SettingValue::Passcode(passcode) => (if passcode.is_set() { words.set } else { words.nothing }).to_owned(),
    }
}
