//! A list that may have several pages: its keys, its title with the page, and as much of it as a page holds.

use ratatui::text::Line;

use super::sheet::StaffSheet;
use crate::staff::ListPage;
use crate::ui::layout::Canvas;
use crate::ui::widgets::keys::Hint;

/// Fewest rows of a long block that stand at the end of a page.
const BEGINNING: usize = 4;

/// The list.
pub struct Listing<'a> {
    /// The page's title.
    pub title: &'static str,
    /// Which page is asked for.
    pub page: &'a ListPage,
    /// A key before the arrows and Esc.
    pub key: Option<Hint>,
    /// What stands above the list on every page.
    pub head: Vec<Line<'static>>,
    /// What is listed. A block stays together where a page has the rows for it; the first line of a longer one stands
    /// on each of its pages.
    pub blocks: Vec<Vec<Line<'static>>>,
    /// What is said where nothing is listed.
    pub none: &'static str,
}

impl Listing<'_> {
    /// Draws it.
    pub fn draw(self, sheet: StaffSheet<'_, '_>) {
        self.draw_with(sheet, &[]);
    }

    /// Draws it with further keys.
    pub fn draw_with(mut self, mut sheet: StaffSheet<'_, '_>, further: &[Hint]) {
        let (back, more) = (Hint::cancel(sheet.words.menu.back), sheet.more());
        let keys = |more: Option<Hint>| {
            self.key.into_iter().chain(further.iter().copied()).chain(more).chain([back]).collect::<Vec<_>>()
        };
        if !self.head.is_empty() {
            self.head.push(Line::default());
        }
        let air = u16::from(sheet.canvas.roomy());
        let height =
            usize::from(sheet.free_rows(&keys(Some(more))).saturating_sub(air)).saturating_sub(self.head.len());
        let is_empty = self.blocks.is_empty();
        let pages = pages(self.blocks, height.max(1));
        let several = pages.len() > 1;
        let shown = self.page.page() % pages.len().max(1);
        sheet.canvas.keys(&keys(several.then_some(more)));
        let at_right = if several { (sheet.canvas.texts.panel.page)(shown + 1, pages.len()) } else { String::new() };
        sheet.title_with(self.title, &at_right);
        let canvas = sheet.canvas;
        if is_empty {
            return canvas.put(canvas.stack().centred(self.none, canvas.theme.strong));
        }
        canvas.take_top(air);
        let column = Canvas::column(canvas.area);
        let lines = self.head.iter().chain(pages.get(shown).into_iter().flatten());
        for (line, y) in lines.zip(column.y..column.bottom()) {
            canvas.buffer.set_line(column.x, y, line, column.width);
        }
    }
}

/// The blocks on pages of so many rows.
fn pages(blocks: Vec<Vec<Line<'static>>>, height: usize) -> Vec<Vec<Line<'static>>> {
    let mut pages = Vec::new();
    let mut page: Vec<Line<'static>> = Vec::new();
    for mut block in blocks {
        loop {
            let free = height.saturating_sub(page.len());
            if block.len() <= free {
                page.append(&mut block);
                break;
            }
            let is_long = block.len() > height && height > 1;
            if is_long && (page.is_empty() || free >= BEGINNING) {
                let rest = block.split_off(free);
                let first = block.first().cloned();
                page.append(&mut block);
                block = first.into_iter().chain(rest).collect();
            } else if page.is_empty() {
                // A single row: the rest has no place.
                block.truncate(free);
                continue;
            }
            pages.push(std::mem::take(&mut page));
        }
    }
    pages.push(page);
    pages.retain(|page| !page.is_empty());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: &str, lines: usize) -> Vec<Line<'static>> {
        (0..lines).map(|line| Line::raw(format!("{name}{line}"))).collect()
    }

    fn on_pages(blocks: Vec<Vec<Line<'static>>>, height: usize) -> Vec<String> {
        let words = |page: Vec<Line<'static>>| page.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        pages(blocks, height).into_iter().map(words).collect()
    }

    #[test]
    fn what_fits_a_page_is_not_cut_in_two() {
        assert_eq!(on_pages(vec![block("a", 2), block("b", 2)], 4), ["a0 a1 b0 b1"]);
        assert_eq!(on_pages(vec![block("a", 2), block("b", 2)], 3), ["a0 a1", "b0 b1"]);
        assert!(on_pages(Vec::new(), 3).is_empty());
    }

    #[test]
    fn what_is_longer_than_a_page_has_its_first_line_on_each_and_loses_none() {
        assert_eq!(on_pages(vec![block("a", 7)], 3), ["a0 a1 a2", "a0 a3 a4", "a0 a5 a6"]);
        assert_eq!(on_pages(vec![block("a", 1), block("b", 6)], 5), ["a0 b0 b1 b2 b3", "b0 b4 b5"]);
        assert_eq!(on_pages(vec![block("a", 3), block("b", 6)], 5), ["a0 a1 a2", "b0 b1 b2 b3 b4", "b0 b5"]);
        assert_eq!(on_pages(vec![block("a", 3), block("b", 1)], 1), ["a0", "b0"]);
    }
}
