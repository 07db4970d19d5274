//! The screens, drawn into a buffer and into a terminal.

mod assign;
mod card_and_menu;
mod diagnosis;
mod display;
mod easy;
mod every_screen;
mod japanese;
mod keypad;
mod languages;
mod large;
mod last;
mod panel;
mod plain_console;
mod redraw;
mod registration;
mod snapshots;
mod spoken;
mod staff;
mod supervisor;
mod themes;
mod trouble;
mod waiting;
mod ways;

use std::cell::RefCell;
use std::collections::HashMap;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr as _;

use super::samples::{self, DEMO, Sample};
use super::texts::{StaffTexts, Texts};
use super::theme::Tone;
use super::{Blocks, Paper, ScreenContext, Simulation, Theme, draw};
use crate::common::{KeyCaps, Language, Look, StaffWord};
use crate::visit::view::{Screen, View};

const SIZES: [(u16, u16); 5] = [(48, 16), (80, 24), (100, 30), (128, 40), (160, 45)];
const LANGUAGES: [Language; Language::ALL.len()] = Language::ALL;

fn sample(name: &str) -> Sample {
    samples::all().into_iter().find(|sample| sample.name == name).unwrap_or_else(|| panic!("no sample {name}"))
}

/// A screen as a visit shows it, with nothing beside it.
const fn seen(language: Language, screen: Screen<'_>) -> View<'_> {
    View { language, screen, ending: None, called: None, absence: None, note: None, dimmed: false }
}

fn drawn(sample: &Sample, language: Language, size: (u16, u16), screen_context: &ScreenContext<'_>) -> Buffer {
    TERMINALS.with_borrow_mut(|terminals| {
        let new = || Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let terminal = terminals.entry(size).or_insert_with(new);
        let mut frame = terminal.get_frame();
        frame.buffer_mut().reset();
        sample.draw(&mut frame, language, screen_context);
        frame.buffer_mut().clone()
    })
}

thread_local! {
    /// A terminal of each size. Most time of a test that draws every screen went into what a new terminal allocates and
    /// into sending it a frame, which the tests of [`redraw`] and of whole programs look at.
    static TERMINALS: RefCell<HashMap<(u16, u16), Terminal<TestBackend>>> = RefCell::default();
}

/// The rows as a visitor reads them: the second cell of a wide character is not there.
fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += if symbol.len() == 1 { 1 } else { u16::try_from(symbol.width()).unwrap().max(1) };
            }
            row.trim().to_owned()
        })
        .collect()
}

/// All words of a screen without the breaks between lines, so that a sentence is found however it was broken; where a
/// word is cut it is not found.
fn words(buffer: &Buffer) -> String {
    squeezed(&rows(buffer).concat())
}

/// A sentence as [`words`] shows it: no phrase marks, no spaces.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != super::layout::wrap::PHRASE).collect()
}

#[track_caller]
fn assert_says(buffer: &Buffer, sentence: &str, context: &str) {
    assert!(
        words(buffer).contains(&squeezed(sentence)),
        "{context}: {sentence:?} is not on\n{}",
        rows(buffer).join("\n")
    );
}

/// Words for staff, whatever language the visitor chose.
fn staff_words() -> &'static StaffTexts {
    StaffTexts::of(DEMO.staff)
}

/// Sizes that differ in what fits on them. The largest show what a screen does with more space than it needs,
/// which is no matter of language.
fn sizes(language: Language) -> &'static [(u16, u16)] {
    if language == language.of_staff() { &SIZES } else { &SIZES[..3] }
}

/// The demo with an emulated qualification terminal.
fn at_terminal() -> ScreenContext<'static> {
    let birthdate = time::macros::date!(1984 - 11 - 15).into();
    let paper = Paper { insurer: "01139997", symbol: "99999999", number: "7", branch: "00", birthdate };
    ScreenContext { simulation: Some(Simulation::Terminal { persona: "valid-kyokai", paper: Some(paper) }), ..DEMO }
}

/// Every sample in every language and size, with and without a simulation, and in large text. What is for staff has
/// only the staff's languages.
fn everywhere(mut check: impl FnMut(&Sample, &'static Texts, &Buffer, &str)) {
    let real = ScreenContext { simulation: None, ..DEMO };
    let large = ScreenContext { large: true, ..real };
    let service = ScreenContext { simulation: Some(Simulation::Service), ..DEMO };
    for sample in &samples::all() {
        for language in LANGUAGES {
            let of_staff = language == language.of_staff();
            if !of_staff && sample.view(language).is_none() {
                continue;
            }
            for &size in sizes(language) {
                // Who is simulated is a word in a bar, which is the same wherever there is space for it.
                let everything = of_staff && size.0 <= 100;
                let contexts: &[_] = if everything { &[DEMO, large, real, service] } else { &[DEMO, large] };
                for screen_context in contexts {
                    let context = format!("{} {language:?} {size:?}", sample.name);
                    check(sample, Texts::of(language), &drawn(sample, language, size, screen_context), &context);
                }
            }
        }
    }
}
