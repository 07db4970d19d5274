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
}

impl PanelBlock {
    /// Its lines.
    pub fn into_lines(self) -> Vec<Line<'static>> {
        match self {
            Self::Lines(lines) => lines,
            Self::Heading(line) => vec![line],
            Self::Gap => vec![Line::default()],
        }
    }

    /// Its rows.
    fn height(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.len(),
            Self::Heading(_) | Self::Gap => 1,
        }
    }
}

/// All on one page with as many of its gaps as fit, or without gaps on as many pages as it takes.
pub fn pages(mut blocks: Vec<PanelBlock>, height: usize) -> Vec<Vec<PanelBlock>> {
    while blocks.iter().map(PanelBlock::height).sum::<usize>() > height {
        let Some(last) = blocks.iter().rposition(|block| matches!(block, PanelBlock::Gap)) else {
            break;
        };
        blocks.remove(last);
    }
    let mut pages = vec![Vec::new()];
    let mut used = 0;
    let mut blocks = blocks.into_iter().peekable();
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
    pages
}
