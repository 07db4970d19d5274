//! The report for support: its QR codes, one after the other, and where its file is.

use super::sheet::StaffSheet;
use crate::report::PackedReport;
use crate::staff::diagnosis::ReportFault;
use crate::ui::layout::wrap;
use crate::ui::widgets::keys::Hint;
use crate::ui::widgets::qr;

/// Cells of the words beside a code.
const BESIDE: u16 = 29;

/// Draws the code that is asked for, as large as the screen is: the larger, the fewer there are.
pub fn codes(mut sheet: StaffSheet<'_, '_>, report: &PackedReport, page: usize) {
    let words = &sheet.words.diagnosis.report;
    let (back, more) = (Hint::cancel(sheet.words.menu.back), sheet.more());
    let keys = [Hint::enter(words.next), more, back];
    let rows = sheet.canvas.key_rows(&keys);
    let (width, height) = qr::free_beside(sheet.canvas, BESIDE);
    let signs = qr::holds(width, height.saturating_sub(rows));
    let pages = signs.map(|signs| report.pages(signs)).unwrap_or_default();
    let shown = page % pages.len().max(1);
    let Some(text) = pages.get(shown) else {
        sheet.canvas.keys(&[back]);
        sheet.title(words.title);
        let canvas = sheet.canvas;
        let said = if report.is_empty() { words.making } else { words.no_place };
        let stack = canvas.stack().text(said, canvas.theme.strong);
        return canvas.put(stack);
    };
    sheet.canvas.keys(&keys);
    let code = qr::alphanumeric(text).unwrap_or_default();
    qr::draw_at_right(sheet.canvas, &code, BESIDE);
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let number = (canvas.texts.panel.page)(shown + 1, pages.len());
    let stack = canvas
        .stack()
        .text(words.title, theme.strong)
        .text(&number, theme.strong)
        .below(1)
        .text(words.scan, theme.paper)
        .below(1)
        .text(words.nameless, theme.paper)
        .below(1)
        .optional();
    canvas.put(stack);
}

/// Says where the file is, or why there is none.
pub fn file(mut sheet: StaffSheet<'_, '_>, written: Option<&Result<String, ReportFault>>) {
    let words = &sheet.words.diagnosis.report;
    sheet.canvas.keys(&[Hint::cancel(sheet.words.menu.back)]);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let stack = canvas.stack();
    let width = stack.width;
    let outside = |text: &str| -> Vec<_> {
        wrap::foreign(text, width).into_iter().map(|line| ratatui::text::Line::styled(line, theme.paper)).collect()
    };
    let stack = match written {
        None => stack.text(words.making, theme.strong),
        Some(Ok(path)) => stack
            .text(words.written, theme.strong)
            .lines(outside(path))
            .below(1)
            .text(words.nameless, theme.paper)
            .below(1),
        Some(Err(ReportFault::NoFolder)) => stack.text(words.no_folder, theme.strong),
        Some(Err(ReportFault::NotWritten(path))) => {
            stack.text(words.not_written, theme.strong).lines(outside(path)).below(1)
        }
    };
    canvas.put(stack);
}
