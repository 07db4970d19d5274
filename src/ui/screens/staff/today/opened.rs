//! One check: when, how, what came of it; what its K-code or its answer means, from the tables of the screens that have
//! said it.

use ratatui::text::Line;

use crate::common::Code;
use crate::eligibility::VerdictKind;
use crate::ui::layout::{Canvas, Stack};
use crate::ui::screens::staff::check::CheckWords;
use crate::ui::screens::staff::codes;
use crate::ui::screens::staff::sheet::StaffSheet;
use crate::ui::texts::StaffTexts;
use crate::ui::widgets::keys::Hint;
use crate::visit::{CheckSummary, CheckedBy, Ended, Mark};

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, check: &CheckSummary, may_be_struck: bool, whose: Option<&str>) {
    let words = sheet.words;
    let CheckWords { mark, word, code } = CheckWords::of_row(words, sheet.canvas, check);
    let result = format!("{mark}{word}");
    let strike = may_be_struck.then_some(Hint::digit(&["3"], (words.open_items.act)(Mark::Struck)));
    let keys: Vec<_> = strike.into_iter().chain([Hint::cancel(words.menu.back)]).collect();
    sheet.canvas.keys(&keys);
    sheet.title_with(&(words.today.row)(check.number), code);
    let canvas = sheet.canvas;
    let (strong, paper) = (canvas.theme.strong, canvas.theme.paper);
    let (hour, minute) = check.at;
    let air = u16::from(canvas.roomy());
    let lines = [
        Line::styled(
            format!("{hour:02}:{minute:02}  {}  {}", (words.today.by)(check.way), whose.unwrap_or_default()),
            strong,
        ),
        Line::styled(result, strong),
        Line::styled((words.today.line)(check.seq), paper),
    ];
    let top = canvas.take_top(3 + 2 * air);
    let column = Canvas::column(top);
    for (line, y) in lines.iter().zip(column.y + air..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
    if let Some(stack) = meaning(canvas, words, check, code) {
        canvas.put(stack);
    }
}

fn meaning(canvas: &Canvas<'_>, words: &StaffTexts, check: &CheckSummary, code: &str) -> Option<Stack<'static>> {
    if let Some(code) = Code::of(code) {
        return Some(codes::explained(canvas, code));
    }
    let said = match (check.way, check.end) {
        (CheckedBy::Assignment(_), _) | (_, Some(Ended::Failed(_) | Ended::Unanswered(_))) => return None,
        (_, Some(Ended::Answered(kind))) => return answer(canvas, kind),
        (_, Some(Ended::GivenUp)) => words.today.given_up_advice,
        (_, None) if check.struck => words.today.struck_advice,
        (_, None) => words.today.not_confirmed_advice,
    };
    let stack = canvas.stack();
    let width = stack.width;
    Some(stack.lines(canvas.for_staff(said, width)))
}

/// What an answer means, where it is not that everything is well.
fn answer(canvas: &Canvas<'_>, kind: VerdictKind) -> Option<Stack<'static>> {
    let advice = (canvas.texts.verdict_of)(kind).advice?;
    let stack = canvas.stack();
    let width = stack.width;
    let stack = stack.text(advice.cause, canvas.theme.strong);
    let stack = stack.lines(canvas.for_visitor(advice.visitor, width)).below(1);
    Some(match (canvas.staff.verdict_of)(kind).advice {
        Some(staff) => stack.lines(canvas.for_staff(staff, width)).below(1),
        None => stack,
    })
}
