//! Shows one synthetic screen until a key is pressed: `gallery SCREEN [ja|en] [dark] [plain]`, `gallery --list`.
//!
//! `plain` leaves the banner of the simulation out, for comparing layouts.

use std::io::{Error, Read, Write, stdin, stdout};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use uketsuke::ui::samples::{self, Sample};
use uketsuke::ui::{Around, Simulation, Theme};
use uketsuke::visit::Language;

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let says = |word: &str| arguments.iter().any(|argument| argument == word);
    let samples = samples::all();
    let Some(sample) = samples.iter().find(|sample| says(&sample.name)) else {
        let names: Vec<&str> = samples.iter().map(|sample| sample.name.as_str()).collect();
        return writeln!(stdout(), "{}", names.join("\n"));
    };
    let language = if says("en") { Language::English } else { Language::Japanese };
    let around = Around {
        title: "架空助産院",
        contact: Some("見本商会 03-0000-0000（平日 9-17）"),
        clock: Some((10, 30)),
        simulation: (!says("plain")).then_some(Simulation::Demo { persona: "valid-kumiai" }),
        theme: if says("dark") { &Theme::DARK } else { &Theme::LIGHT },
        note: None,
    };
    let shown = show(sample, language, &around);
    ratatui::restore();
    shown
}

/// Draws again and again, so that the picture follows the window's size. The first time after a moment: a terminal that opens
/// in full screen is still growing when it starts its program.
fn show(sample: &Sample, language: Language, around: &Around<'_>) -> Result<(), Error> {
    let (pressed, key) = channel();
    let mut terminal = ratatui::try_init()?;
    std::thread::spawn(move || pressed.send(stdin().read(&mut [0]).is_ok()));
    while key.recv_timeout(Duration::from_millis(300)) == Err(RecvTimeoutError::Timeout) {
        terminal.draw(|frame| sample.draw(frame, language, around))?;
    }
    Ok(())
}
