//! Help: a list of topics, and a page for each.

use ratatui::text::Line;

use super::sheet::StaffSheet;
use super::{codes, list};
use crate::eligibility::kana;
use crate::staff::Facts;
use crate::staff::help::{HelpPage, PORTAL, Question, Subsidy, Topic};
use crate::ui::layout::{Canvas, Stack, cells, wrap};
use crate::ui::widgets::keys::Hint;
use crate::ui::widgets::qr;

/// Cells of the words beside the portal's code.
const BESIDE: u16 = 32;

/// Cells of the labels of a price.
const LABEL: u16 = 16;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, help: &HelpPage, facts: &Facts) {
    match help.open() {
        None => topics(sheet, help),
        Some(Topic::Contact) => contact(sheet, facts.contact.as_deref()),
        Some(Topic::SetUp) => {
            let steps = sheet.words.help.steps;
            sheet.page(Topic::SetUp, &[]);
            let stack = numbered(sheet.canvas, steps);
            sheet.canvas.put(stack);
        }
        Some(Topic::Subsidy) => subsidy(sheet, help.price()),
        Some(Topic::Questions) => question(sheet, help.question()),
        Some(Topic::Readers) => {
            let rules = sheet.words.help.readers;
            sheet.page(Topic::Readers, &[]);
            let stack = numbered(sheet.canvas, rules);
            sheet.canvas.put(stack);
        }
        // It has a page of its own.
        Some(Topic::Again) => {}
        Some(Topic::Codes) => {
            let title = (sheet.words.help.topic)(Topic::Codes);
            codes::draw(sheet, title, help.code());
        }
    }
}

impl StaffSheet<'_, '_> {
    /// Keys and title of a topic.
    fn page(&mut self, topic: Topic, keys: &[Hint]) {
        let mut hints = keys.to_vec();
        hints.push(Hint::cancel(self.words.menu.back));
        self.canvas.keys(&hints);
        self.title((self.words.help.topic)(topic));
    }
}

fn topics(mut sheet: StaffSheet<'_, '_>, help: &HelpPage) {
    let words = &sheet.words.help;
    sheet.choosing(sheet.words.menu.open);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let chosen = Topic::ALL.iter().position(|topic| *topic == help.chosen()).unwrap_or_default();
    let items = list::numbered(canvas, Topic::ALL.iter().map(|topic| (words.topic)(*topic)), chosen);
    canvas.put(canvas.stack().drawing(items));
}

/// Whom to ask, and where the portal is: as a QR code where one fits beside the words.
fn contact(StaffSheet { canvas, words }: StaffSheet<'_, '_>, contact: Option<&str>) {
    canvas.keys(&[Hint::cancel(words.menu.back)]);
    let words = &words.help;
    canvas.low_band((words.topic)(Topic::Contact));
    qr::draw_at_right(canvas, &qr::lines(PORTAL).unwrap_or_default(), BESIDE);
    let stack = canvas.stack();
    let width = stack.width;
    let kiosk = match contact {
        Some(contact) => wrap::foreign(&kana::shown(contact), width),
        None => wrap::sentence(words.no_contact, width),
    };
    let paper = |lines: Vec<String>| lines.into_iter().map(|line| Line::styled(line, canvas.theme.paper)).collect();
    let stack = stack
        .text(words.kiosk, canvas.theme.strong)
        .lines(paper(kiosk))
        .text(words.desk, canvas.theme.strong)
        .below(1)
        .lines(paper(wrap::sentence(&(words.call_centre)(), width)))
        .lines(paper(wrap::sentence(words.hours, width)))
        .text(words.portal, canvas.theme.strong)
        .below(1)
        .lines(paper(wrap::foreign(PORTAL, width)));
    canvas.put(stack);
}

fn subsidy(mut sheet: StaffSheet<'_, '_>, price: Option<u32>) {
    let words = &sheet.words.help;
    let erase = Hint::backspace(sheet.canvas.texts.keys.erase);
    sheet.page(Topic::Subsidy, &[erase]);
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let typed = (words.yen)(price.unwrap_or(0));
    let stack = canvas.stack();
    let width = stack.width;
    let subsidy = Subsidy::of(price.unwrap_or(0));
    let sums = [(words.base, subsidy.base), (words.paid, subsidy.paid), (words.own, subsidy.own)];
    let sums = sums.into_iter().flat_map(|(label, yen)| {
        let yen = (words.yen)(yen);
        let yen = format!("{}{yen}", " ".repeat(usize::from(12_u16.saturating_sub(cells(&yen)))));
        canvas.beside(label, LABEL, &[yen], theme.strong)
    });
    let stack = stack
        .centred(words.price, theme.strong)
        .centred(&typed, theme.strong)
        .below(1)
        .drawing(sums.collect())
        .below(1)
        .lines(quiet(canvas, words.rule, width))
        .below(1)
        .lines(quiet(canvas, words.assumed, width));
    canvas.put(stack);
}

fn quiet(canvas: &Canvas<'_>, words: &str, width: u16) -> Vec<Line<'static>> {
    wrap::sentence(words, width).into_iter().map(|line| Line::styled(line, canvas.theme.quiet)).collect()
}

fn question(mut sheet: StaffSheet<'_, '_>, (place, question): (usize, Question)) {
    let more = sheet.more();
    sheet.canvas.keys(&[more, Hint::cancel(sheet.words.menu.back)]);
    let words = &sheet.words.help;
    let page = (sheet.canvas.texts.panel.page)(place + 1, Question::ALL.len());
    sheet.title_with((words.topic)(Topic::Questions), &page);
    let canvas = sheet.canvas;
    let (asked, answer) = (words.asked)(question);
    let stack = canvas.stack().text(asked, canvas.theme.strong).text(answer, canvas.theme.paper).below(1);
    canvas.put(stack);
}

/// Sentences with their numbers before them.
fn numbered(canvas: &Canvas<'_>, sentences: &[&str]) -> Stack<'static> {
    let mut stack = canvas.stack();
    let width = stack.width;
    for (place, sentence) in sentences.iter().enumerate() {
        let lines = wrap::sentence(sentence, width - 3);
        stack = stack.lines(canvas.beside(&(place + 1).to_string(), 3, &lines, canvas.theme.paper));
        if place > 0 {
            stack = stack.below(1);
        }
    }
    stack
}
