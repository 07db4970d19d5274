//! For tests/bench: what drawing costs. A line a case, its fields behind tabs: columns, rows, the screen, what changes
//! on it, microseconds until its last byte is handed over (median), bytes.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, Write, stdout};
use std::rc::Rc;
use std::time::Instant;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use uketsuke::common::{KeyCaps, Language, Look, StaffWord};
use uketsuke::tty::paint::Paint;
use uketsuke::ui::samples::{self, Sample};
use uketsuke::ui::{Blocks, ScreenContext, Theme};

const ROUNDS: usize = 200;
const WHOLE: &str = "every cell";

/// What is on the screen, what comes onto it, and in words what changes.
const CASES: [(&str, &str, &str); 4] = [
    ("waiting", "waiting", "nothing"),
    ("pin", "pin-two-digits", "the digits"),
    ("pin", "panel-valid-kumiai", "the screen"),
    ("panel-valid-kumiai", "panel-valid-kumiai", WHOLE),
];

fn main() -> Result<(), Box<dyn Error>> {
    let samples = samples::all();
    let sample = |name: &str| samples.iter().find(|sample| sample.name == name).ok_or(format!("no screen {name}"));
    for (columns, rows) in [(80, 24), (128, 40), (200, 60)] {
        for (before, after, change) in CASES {
            let (median, bytes) = measure(Rect::new(0, 0, columns, rows), sample(before)?, sample(after)?, change)?;
            writeln!(stdout(), "{columns}\t{rows}\t{after}\t{change}\t{median}\t{bytes}")?;
        }
    }
    Ok(())
}

fn measure(area: Rect, before: &Sample, after: &Sample, change: &str) -> io::Result<(u128, u64)> {
    let around = ScreenContext {
        title: "架空助産院",
        contact: None,
        clock: Some((10, 30)),
        simulation: None,
        theme: Theme::of(Look::Standard),
        large: false,
        caps: KeyCaps::Both,
        staff: Language::Japanese,
        staff_word: StaffWord::default(),
        note: None,
        plain: false,
        blocks: Blocks::Sextants,
        reader_at: None,
        thanks: None,
    };
    let count = Rc::new(Cell::new(0));
    let empty = || {
        let fixed = TerminalOptions { viewport: Viewport::Fixed(area) };
        Terminal::with_options(CrosstermBackend::new(Paint::on(Counter(Rc::clone(&count)))), fixed)
    };
    let mut terminal = empty()?;
    let mut times = Vec::with_capacity(ROUNDS);
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        terminal.draw(|frame| before.draw(frame, Language::Japanese, &around))?;
        let (begun, drawn) = (Instant::now(), count.get());
        if change == WHOLE {
            terminal = empty()?;
        }
        terminal.draw(|frame| after.draw(frame, Language::Japanese, &around))?;
        times.push(begun.elapsed().as_micros());
        bytes = count.get() - drawn;
    }
    times.sort_unstable();
    Ok((times.get(ROUNDS / 2).copied().unwrap_or_default(), bytes))
}

/// A terminal that only counts.
struct Counter(Rc<Cell<u64>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
