//! The set-up: the list of steps, or one of them with what it is for.

use ratatui::style::Style;
use ratatui::text::Line;

use super::list::{CHOSEN, OTHER};
use super::listing::Listing;
use super::sheet::StaffSheet;
use super::{diagnosis as diagnosis_lines, first_passcode, list, settings};
use crate::common::{CardFault, Detail, Health, Language, Part, StaffAccess};
use crate::eligibility::kana;
use crate::staff::diagnosis::{Examined, findings};
use crate::staff::set_up::{METHODS, SetUpPage, SetUpStage, SetUpStep, SoundAnswer, TestCard};
use crate::staff::{Facts, Registration};
use crate::ui::layout::{Canvas, Stack, cells, clipped, rows, wrap};
use crate::ui::sign;
use crate::ui::texts::Texts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &SetUpPage, facts: &Facts) {
    let words = &sheet.words.set_up;
    match page.stage() {
        SetUpStage::Overview => overview(sheet, page, facts),
        SetUpStage::Passcode(passcode) => {
            let state = (facts.access == StaffAccess::Missing).then(|| Hint::erase(words.state));
            let skip = Hint::plus(words.skip);
            first_passcode::draw_in(sheet, passcode, facts, &[state, Some(skip)]);
        }
        SetUpStage::Statement => {
            sheet.canvas.keys(&[Hint::enter(words.stating), Hint::cancel(sheet.words.menu.back)]);
            sheet.canvas.band(Tone::Caution, sign::ALERT, (words.step)(SetUpStep::Passcode), "");
            let canvas = sheet.canvas;
            let stack = canvas.stack().text(words.statement, canvas.theme.strong);
            canvas.put(stack.text(words.statement_means, canvas.theme.paper).below(1));
        }
        SetUpStage::Saving => {
            let saving = sheet.words.settings.saving;
            settings::sentence(sheet, (words.step)(page.at()), saving, &[]);
        }
        SetUpStage::Failed(trouble) => settings::not_saved(sheet, trouble),
        SetUpStage::End(shown) => {
            let found = findings(&facts.machine, &facts.examined);
            let width = Canvas::column(sheet.canvas.area).width;
            let open = found.iter().filter(|finding| finding.health != Health::Fine);
            let blocks: Vec<_> = open.map(|finding| diagnosis_lines::lines(sheet.canvas, finding, width)).collect();
            let count = |health| found.iter().filter(|finding| finding.health == health).count();
            let head = match (&facts.examined, blocks.is_empty()) {
                (Examined::Looking, _) => sheet.words.diagnosis.looking.to_owned(),
                (Examined::Found(_), true) => words.ready.to_owned(),
                (Examined::Found(_), false) => (words.left)(count(Health::Broken), count(Health::Look)),
            };
            let strong = sheet.canvas.theme.strong;
            let head = wrap::sentence(&head, width).into_iter().map(|line| Line::styled(line, strong)).collect();
            let missing = facts.set_up.registration.is_missing();
            let key = Some(Hint::enter(if missing { words.list } else { words.finish }));
            let blocks = if blocks.is_empty() { vec![Vec::new()] } else { blocks };
            Listing { title: (words.step)(SetUpStep::End), page: shown, key, head, blocks, none: "" }.draw(sheet);
        }
        SetUpStage::Step => step(sheet, page, facts),
    }
}

/// The steps by their digits, each with what it is set to.
fn overview(mut sheet: StaffSheet<'_, '_>, page: &SetUpPage, facts: &Facts) {
    let words = &sheet.words.set_up;
    let arrows = Hint::arrows(&sheet.canvas.texts.keys, sheet.words.menu.choose);
    let leave = (!facts.set_up_stays()).then(|| Hint::cancel(words.leave));
    let keys: Vec<_> = [Hint::enter(words.open), arrows].into_iter().chain(leave).collect();
    sheet.canvas.keys(&keys);
    sheet.title(words.title);
    let steps = SetUpStep::of_site(&facts.set_up);
    let welcome = wrap::sentence(words.welcome, Canvas::column(sheet.canvas.area).width);
    let (height, needed) = (sheet.canvas.area.height, rows(steps.len()));
    let air = u16::from(height >= needed + rows(welcome.len()) + 3);
    if height > needed + rows(welcome.len()) {
        sheet.canvas.take_top(air);
        for line in welcome {
            let row = Canvas::column(sheet.canvas.take_top(1));
            sheet.canvas.buffer.set_string(row.x, row.y, line, sheet.canvas.theme.paper);
        }
        sheet.canvas.take_top(air);
    }
    let labels = steps.iter().map(|step| cells((words.step)(*step))).max().unwrap_or_default();
    for (place, step) in steps.iter().enumerate() {
        let number = if *step == SetUpStep::End { 0 } else { place + 1 };
        let label = (words.step)(*step);
        let blanks = " ".repeat(usize::from(labels - cells(label)));
        let chosen = *step == page.at();
        let text = format!("{number} {label}{blanks}  {}", value(&sheet, *step, page, facts));
        let row = Canvas::column(sheet.canvas.take_top(1));
        let theme = sheet.canvas.theme;
        let (sign, style) = if chosen { (CHOSEN, theme.next_key) } else { (OTHER, theme.paper) };
        sheet.canvas.buffer.set_style(row, style);
        let line = format!("{sign}{text}");
        sheet.canvas.buffer.set_string(row.x, row.y, clipped(&line, row.width), style);
    }
}

/// What a step is set to, in a word.
fn value(sheet: &StaffSheet<'_, '_>, step: SetUpStep, page: &SetUpPage, facts: &Facts) -> String {
    let (words, others) = (&sheet.words.set_up, &sheet.words.settings);
    let done = |done: bool| (if done { words.done } else { words.to_do }).to_owned();
    let choices = &facts.choices;
    match step {
        SetUpStep::Language => choices.language.own_name().to_owned(),
        SetUpStep::Source => kana::shown(&facts.set_up.source),
        SetUpStep::Registration => done(facts.set_up.registration == Registration::Done),
        SetUpStep::Passcode => done(facts.access != StaffAccess::Missing),
        SetUpStep::Reader => {
            let found = findings(&facts.machine, &Examined::Looking);
            done(found.iter().any(|finding| finding.part == Part::Reader && finding.health == Health::Fine))
        }
        SetUpStep::TestCard => done(matches!(page.test(), TestCard::Read(_)) || page.reached() > SetUpStep::TestCard),
        SetUpStep::Method => (others.method)(choices.method).to_owned(),
        SetUpStep::Privacy => (others.detail)(choices.detail).to_owned(),
        SetUpStep::Sound => (if choices.sound { others.on } else { others.off }).to_owned(),
        SetUpStep::End => String::new(),
    }
}

fn step(mut sheet: StaffSheet<'_, '_>, page: &SetUpPage, facts: &Facts) {
    let words = &sheet.words.set_up;
    let step = page.at();
    let arrows = Hint::arrows(&sheet.canvas.texts.keys, sheet.words.menu.choose);
    let (next, skip, list) = (Hint::enter(words.next), Hint::plus(words.skip), Hint::cancel(words.list));
    let keys = match step {
        SetUpStep::Registration if facts.set_up.registration == Registration::Missing => {
            vec![Hint::enter(words.register), skip, list]
        }
        SetUpStep::Passcode if facts.access == StaffAccess::OutOfReach => {
            vec![next, Hint::erase(words.set_one), list]
        }
        _ if page.values() > 0 => vec![next, arrows, list],
        _ => vec![next, list],
    };
    sheet.canvas.keys(&keys);
    let steps = SetUpStep::of_site(&facts.set_up);
    let place = steps.iter().position(|each| *each == step).unwrap_or_default();
    sheet.title_with((words.step)(step), &format!("{}/{}", place + 1, steps.len()));
    let theme = sheet.canvas.theme;
    let stack = sheet.canvas.stack().text((words.about)(step), theme.paper);
    let stack = match step {
        SetUpStep::Language => values(&sheet, stack, Language::ALL.map(Language::own_name), page),
        SetUpStep::Method => {
            let stack = values(&sheet, stack, METHODS.map(sheet.words.settings.method), page);
            let missing = facts.access == StaffAccess::Missing;
            if missing { stack.text(words.method_needs, theme.strong).below(1) } else { stack }
        }
        SetUpStep::Privacy => values(&sheet, stack, Detail::ALL.map(sheet.words.settings.detail), page),
        SetUpStep::Sound => values(&sheet, stack, SoundAnswer::ALL.map(words.sound), page),
        SetUpStep::Source => source(&sheet, stack, facts),
        SetUpStep::Registration => registration(&sheet, stack, facts),
        SetUpStep::Passcode => {
            let stated = facts.access == StaffAccess::OutOfReach;
            stack.text(if stated { words.stated } else { words.passcode_set }, theme.strong).below(1)
        }
        SetUpStep::Reader => reader(&sheet, stack, facts),
        SetUpStep::TestCard => test_card(&sheet, stack, page),
        SetUpStep::End => stack,
    };
    sheet.canvas.put(stack);
}

/// The values of a step, of which one is chosen.
fn values<const N: usize>(
    sheet: &StaffSheet<'_, '_>,
    stack: Stack<'static>,
    values: [&'static str; N],
    page: &SetUpPage,
) -> Stack<'static> {
    stack.drawing(list::numbered(sheet.canvas, values.into_iter(), page.chosen())).below(1)
}

/// What comes from the settings or the system, as its own lines.
fn foreign(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    wrap::foreign(&kana::shown(text), width).into_iter().map(|line| Line::styled(line, style)).collect()
}

fn source(sheet: &StaffSheet<'_, '_>, stack: Stack<'static>, facts: &Facts) -> Stack<'static> {
    let (words, theme) = (&sheet.words.set_up, sheet.canvas.theme);
    let from = if facts.set_up.registration == Registration::Folder { words.folder } else { words.service };
    let width = stack.width;
    let stack = stack.text(from, theme.strong).below(1).lines(foreign(&facts.set_up.source, width, theme.paper));
    let stack = if facts.set_up.inquires { stack.text(words.inquires, theme.strong) } else { stack };
    stack.text(words.source_file, theme.paper).below(1)
}

fn registration(sheet: &StaffSheet<'_, '_>, stack: Stack<'static>, facts: &Facts) -> Stack<'static> {
    let (words, theme) = (&sheet.words.set_up, sheet.canvas.theme);
    let (width, (code, name)) = (stack.width, &facts.set_up.facility);
    let stack = stack.lines(foreign(&format!("{}  {code}  {name}", words.facility), width, theme.paper)).below(1);
    match &facts.set_up.registration {
        Registration::NoAuthority(file) => {
            stack.text(words.no_authority, theme.strong).below(1).lines(foreign(file, width, theme.paper))
        }
        Registration::Missing => stack.text(words.unregistered, theme.strong).below(1),
        Registration::Done | Registration::Folder => stack.text(words.registered, theme.strong).below(1),
    }
}

fn reader(sheet: &StaffSheet<'_, '_>, stack: Stack<'static>, facts: &Facts) -> Stack<'static> {
    let (words, theme) = (&sheet.words.set_up, sheet.canvas.theme);
    let width = stack.width;
    let found = findings(&facts.machine, &Examined::Looking);
    let found = found.iter().filter(|finding| finding.part == Part::Reader);
    let lines = found.flat_map(|finding| diagnosis_lines::lines(sheet.canvas, finding, width)).collect();
    let stack = stack.lines(lines).below(1);
    if facts.readers.is_empty() {
        return stack.text(words.no_reader, theme.paper).below(1);
    }
    let names = facts.readers.iter().flat_map(|name| foreign(name, width, theme.paper));
    stack.lines(names.collect()).below(1).shortened()
}

fn test_card(sheet: &StaffSheet<'_, '_>, stack: Stack<'static>, page: &SetUpPage) -> Stack<'static> {
    let (words, theme) = (&sheet.words.set_up, sheet.canvas.theme);
    let stack = match page.test() {
        TestCard::None => stack.centred(words.put_card, theme.strong).below(2),
        TestCard::Reading => stack.centred(words.reading, theme.strong).below(2),
        TestCard::Read(_) => {
            stack.text(words.read, theme.strong).below(1).text(words.other_card, theme.quiet).optional()
        }
        TestCard::Failed(fault) => {
            let stack = stack.text(words.not_read, theme.strong).below(1);
            match fault {
                CardFault::Trouble(trouble) => {
                    let texts = Texts::of(sheet.canvas.texts.language);
                    let cause = (texts.trouble_of)(trouble.kind).cause;
                    let code = format!("{}  ", trouble.kind.code());
                    stack.text(&format!("{code}{cause}"), theme.paper).text(words.other_card, theme.paper)
                }
                CardFault::PinWrong(_) | CardFault::PinBlocked | CardFault::PinAbsent => {
                    stack.text(words.other_card, theme.paper)
                }
            }
        }
    };
    if page.card_left() { stack.text(words.take_card, theme.strong).below(1) } else { stack }
}
