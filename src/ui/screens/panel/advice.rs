//! What stands above the rows: what the service added, and where the answer is not a plain yes what to do now.

use ratatui::text::Line;

use super::block::PanelBlock;
use crate::common::Proof;
use crate::eligibility::Text;
use crate::eligibility::verdict::{Notice, Verdict};
use crate::ui::layout::{Canvas, cells, wrap};
use crate::ui::theme::Tone;
use crate::visit::view::PanelView;

/// The items, in the order in which they are read.
pub fn items(canvas: &Canvas<'_>, panel: &PanelView<'_>, width: u16) -> Vec<PanelBlock> {
    let mut items = Vec::new();
    let mut add = |lines: Vec<Line<'static>>| items.extend([PanelBlock::Lines(lines), PanelBlock::Gap]);
    let advice = (canvas.texts.verdict_of)(panel.verdict.kind()).advice;
    if let Some(advice) = advice {
        let cause = wrap::sentence(advice.cause, width).into_iter();
        add(cause.map(|line| Line::styled(line, canvas.theme.strong)).collect());
    }
    if let Verdict::Unknown { element, code } = panel.verdict {
        let code = code.as_ref().map_or_else(|| canvas.texts.panel.not_sent.to_owned(), Text::shown);
        add(canvas.received(element, &code, width));
    }
    if let Some(notice) = notice(panel) {
        add(strip(canvas, &notice, width));
    }
    if let Some(advice) = advice {
        add(canvas.for_visitor(advice.visitor, width));
        if panel.proof == Proof::Numbers && matches!(panel.verdict, Verdict::NoMatch) {
            add(canvas.for_staff(canvas.staff.ways.inquiry.mistyped, width));
        }
        if let Some(words) = (canvas.staff.verdict_of)(panel.verdict.kind()).advice {
            add(canvas.for_staff(words, width));
        }
        let ways = panel.verdict.ways();
        if !ways.is_empty() {
            add(canvas.other_ways(ways, width));
        }
    }
    items
}

/// What the service sent along, whatever the verdict.
fn notice(panel: &PanelView<'_>) -> Option<Notice> {
    match panel.verdict {
        Verdict::SystemError(notice) | Verdict::Refused(notice) => {
            (notice.code.is_some() || notice.message.is_some()).then(|| notice.clone())
        }
        _ => panel.message.notice(),
    }
}

/// A strip with the received code and words, verbatim.
fn strip(canvas: &Canvas<'_>, notice: &Notice, width: u16) -> Vec<Line<'static>> {
    let shown = |text: &Option<Text>| text.as_ref().map(Text::shown).unwrap_or_default();
    let text = format!("{}  {}  {}", canvas.texts.panel.notice, shown(&notice.code), shown(&notice.message));
    let style = canvas.theme.band(Tone::Caution);
    let full = |line: String| {
        let blanks = usize::from(width.saturating_sub(cells(&line)));
        Line::styled(format!("{line}{}", " ".repeat(blanks)), style)
    };
    wrap::foreign(&text, width).into_iter().map(full).collect()
}
