//! Blocks of lines, and how they are divided into pages.

use ratatui::text::Line;

/// Lines that stay together on a page.
#[derive(Debug)]
pub enum PanelBlock {
    Lines(Vec<Line<'static>>),
    /// Never the last of its page.
    Heading(Line<'static>),
    /// Left out where it would cost a page.
    Gap,
    /// What follows never stands on the first page.
    LaterPage,
}

impl PanelBlock {
    /// Its lines.
    pub fn into_lines(self) -> Vec<Line<'static>> {
        match self {
            Self::Lines(lines) => lines,
            Self::Heading(line) => vec![line],
            Self::Gap => vec![Line::default()],
            Self::LaterPage => Vec::new(),
        }
    }

    /// Its rows.
    fn height(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.len(),
            Self::Heading(_) | Self::Gap => 1,
            Self::LaterPage => 0,
        }
    }
}

/// Each part on one page with as many of its gaps as fit, or without gaps on as many pages as it takes.
pub fn pages(blocks: Vec<PanelBlock>, height: usize) -> Vec<Vec<PanelBlock>> {
    let mut pages = vec![Vec::new()];
    let mut used = 0;
    for part in parts(blocks, height) {
        if used > 0 && pages.len() == 1 {
            pages.push(Vec::new());
            used = 0;
        }
        let mut blocks = part.into_iter().peekable();
        while let Some(block) = blocks.next() {
            let rows = block.height();
            let together = match blocks.peek() {
                Some(next) if matches!(block, PanelBlock::Heading(_)) => rows + next.height(),
                _ => rows,
            };
            if used > 0 && used + together > height {
                pages.push(Vec::new());
                used = 0;
            }
            used += rows;
            if let Some(page) = pages.last_mut() {
                page.push(block);
            }
        }
    }
    pages
}

/// The blocks up to what stands on a later page, and those behind, without the gaps that do not fit.
fn parts(blocks: Vec<PanelBlock>, height: usize) -> Vec<Vec<PanelBlock>> {
    let mut parts = vec![Vec::new()];
    for block in blocks {
        if matches!(block, PanelBlock::LaterPage) {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(block);
        }
    }
    for part in &mut parts {
        while part.iter().map(PanelBlock::height).sum::<usize>() > height {
            let Some(last) = part.iter().rposition(|block| matches!(block, PanelBlock::Gap)) else {
                break;
            };
            part.remove(last);
        }
    }
    parts
}
