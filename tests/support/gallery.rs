//! Shows one synthetic screen until a key is pressed: `gallery SCREEN [ja|en] [LOOK] [large] [plain]`, `gallery --list`.
//! A look is `standard`, `high-contrast`, `colour-blind` or `mono`.
//!
//! `plain` leaves the banner of the simulation out, for comparing layouts.

use std::io::{Error, Read, Write, stdin, stdout};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use uketsuke::ui::samples::{self, Sample};
use uketsuke::ui::{Around, Simulation, Theme};
use uketsuke::visit::{Language, Look};

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let says = |word: &str| arguments.iter().any(|argument| argument == word);
    let samples = samples::all();
    let Some(sample) = samples.iter().find(|sample| says(&sample.name)) else {
        let names: Vec<&str> = samples.iter().map(|sample| sample.name.as_str()).collect();
        return writeln!(stdout(), "{}", names.join("\n"));
    };
    let language = if says("en") { Language::English } else { Language::Japanese };
    let looks = [("high-contrast", Look::HighContrast), ("colour-blind", Look::ColourBlind), ("mono", Look::Mono)];
    let look = looks.into_iter().find(|(name, _)| says(name)).map_or(Look::Standard, |(_, look)| look);
    let around = Around {
        title: "架空助産院",
        contact: Some("見本商会 03-0000-0000（平日 9-17）"),
        clock: Some((10, 30)),
        simulation: (!says("plain")).then_some(Simulation::Demo { persona: "valid-kumiai" }),
        theme: Theme::of(look),
        large: says("large"),
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
