//! Only what changed is sent to the terminal: whatever was there before, the result must be the whole new screen.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::*;

/// A terminal that takes in what is drawn and can be looked at meanwhile.
#[derive(Clone)]
struct Replay(Rc<RefCell<vt100::Parser>>);

impl Write for Replay {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The kiosk's end and the other end of a new terminal.
fn terminal((width, height): (u16, u16)) -> (Terminal<CrosstermBackend<Replay>>, Replay) {
    let replay =
        Replay(Rc::new(RefCell::new(vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0))));
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
    (Terminal::with_options(CrosstermBackend::new(replay.clone()), options).unwrap(), replay)
}

/// Draws samples one after the other.
fn replayed(sequence: &[&Sample], language: Language, size: (u16, u16)) -> (Buffer, Replay) {
    let (mut terminal, replay) = terminal(size);
    let mut last = None;
    for sample in sequence {
        last = Some(terminal.draw(|frame| sample.draw(frame, language, &DEMO)).unwrap().buffer.clone());
    }
    (last.expect("a sample"), replay)
}

impl Replay {
    /// Text and colours of every cell.
    fn picture(&self) -> Vec<String> {
        let parser = self.0.borrow();
        parser.screen().rows_formatted(0, parser.screen().size().1.into()).collect()
    }
}

#[test]
fn any_screen_after_any_other_looks_as_if_it_were_the_first() {
    each_looks_as_if_it_were_the_first((48, 16), each_after_each);
    each_looks_as_if_it_were_the_first((80, 24), each_after_some);
}

#[test]
#[ignore = "minutes: tests/long screens"]
fn any_screen_after_any_other_looks_as_if_it_were_the_first_on_an_ordinary_screen() {
    each_looks_as_if_it_were_the_first((80, 24), each_after_each);
}

/// Draws so many samples one after the other in this order.
fn each_looks_as_if_it_were_the_first(size: (u16, u16), order: fn(usize) -> Vec<usize>) {
    // What differs in words alone is drawn alike.
    let alike = [
        "K-4",
        "K-5",
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
    let drawn = |sample| replayed(&[sample], Language::Japanese, size);
    let fresh: Vec<_> = samples.iter().map(drawn).map(|(frame, replay)| (frame, replay.picture())).collect();
    let (mut terminal, replay) = terminal(size);
    let mut before = "nothing";
    for place in order(samples.len()) {
        let (frame, expected) = &fresh[place];
        terminal.draw(|shown| shown.buffer_mut().clone_from(frame)).unwrap();
        assert!(replay.picture() == *expected, "{} at {size:?}, after {before}", samples[place].name);
        before = &samples[place].name;
    }
}

/// Each one follows each other one: a is drawn, b, a again, c, a again; then b, c, b again.
fn each_after_each(samples: usize) -> Vec<usize> {
    (0..samples).flat_map(|first| (first + 1..samples).flat_map(move |second| [second, first])).collect()
}

/// Each one follows some of the others, near and far.
fn each_after_some(samples: usize) -> Vec<usize> {
    [1, 3, 17, 41].into_iter().flat_map(|step| (0..samples).map(move |place| place * step % samples)).collect()
}

#[test]
fn nothing_of_a_person_is_left_on_the_waiting_screen() {
    let (panel, waiting) = (sample("panel-valid-kumiai"), sample("waiting"));
    let (_, replay) = replayed(&[&panel, &waiting], Language::Japanese, (80, 24));
    let text = replay.0.borrow().screen().contents();
    assert!(!text.contains("試験") && !text.contains("0012345"), "{text}");
}
