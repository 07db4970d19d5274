//! Only what changed is sent to the terminal: whatever was there before, the result must be the whole new screen.

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::*;

/// Draws samples one after the other and replays the bytes in a terminal.
fn replayed(sequence: &[&Sample], language: Language, (width, height): (u16, u16)) -> vt100::Parser {
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
    let mut bytes = Vec::new();
    let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut bytes), options).unwrap();
    for sample in sequence {
        terminal.draw(|frame| sample.draw(frame, language, &DEMO)).unwrap();
    }
    drop(terminal);
    let mut parser = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
    parser.process(&bytes);
    parser
}

/// Text and colours of every cell.
fn picture(parser: &vt100::Parser) -> Vec<String> {
    parser.screen().rows_formatted(0, parser.screen().size().1.into()).collect()
}

#[test]
fn any_screen_after_any_other_looks_as_if_it_were_the_first() {
    // What differs in words alone is drawn alike.
    let alike = [
        "K-4",
        "help-question",
        "help-set-up",
        "help-readers",
        "diagnosis-f",
        "setup-user-",
        "setup-code-too",
        "setup-code-w",
        "setup-un",
        "setup-timed",
        "setup-pending",
        "ways-insurer-",
    ];
    let differs = |sample: &Sample| !alike.iter().any(|words| sample.name.contains(words));
    let samples: Vec<_> = samples::all().into_iter().filter(differs).collect();
    for size in [(48, 16), (80, 24)] {
        let fresh: Vec<_> =
            samples.iter().map(|sample| picture(&replayed(&[sample], Language::Japanese, size))).collect();
        for before in &samples {
            for (after, expected) in samples.iter().zip(&fresh) {
                let replay = replayed(&[before, after], Language::Japanese, size);
                assert!(picture(&replay) == *expected, "{} after {} at {size:?}", after.name, before.name);
            }
        }
    }
}

#[test]
fn nothing_of_a_person_is_left_on_the_waiting_screen() {
    let (panel, waiting) = (sample("panel-valid-kumiai"), sample("waiting"));
    let text = replayed(&[&panel, &waiting], Language::Japanese, (80, 24)).screen().contents();
    assert!(!text.contains("試験") && !text.contains("0012345"), "{text}");
}
