//! Shows one synthetic screen until a key is pressed: `gallery SCREEN [LANGUAGE] [LOOK] [large] [plain] [console]`,
//! `gallery --list`. A look is `standard`, `high-contrast`, `colour-blind`, `mono` or `dark`. A language is written as
//! in the settings: ja, ja-easy, en, zh, ko, vi or pt.
//!
//! `reader-left` and the like say where the reader is, `own-thanks` has the site's own words of thanks, and
//! `console` shows it as on a plain console; `plain` leaves the banner of the simulation out, for comparing layouts.
//!
//! `gallery --follow WANTED SHOWN` shows one screen after the other: those that it reads from the file (or pipe)
//! WANTED, a line of such words each. It adds the line to the file SHOWN once the terminal has taken the whole screen
//! in.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Error, Read, Write, stdin, stdout};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::{DefaultTerminal, Terminal};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;
use uketsuke::common::{KeyCaps, Language, Look, ReaderPlace, StaffWord};
use uketsuke::tty::paint::Paint;
use uketsuke::ui::samples::{self, DEMO, Sample};
use uketsuke::ui::{ScreenContext, Theme};

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let samples = samples::all();
    if let [word, wanted, shown] = arguments.as_slice()
        && word == "--follow"
    {
        let followed = follow(&samples, wanted, shown);
        ratatui::restore();
        return followed;
    }
    let Some((sample, language, around)) = sample(&samples, &arguments) else {
        let names: Vec<&str> = samples.iter().map(|sample| sample.name.as_str()).collect();
        return writeln!(stdout(), "{}", names.join("\n"));
    };
    let shown = show(sample, language, &around);
    ratatui::restore();
    shown
}

/// The screen that these words ask for, and how it is to be shown.
fn sample<'a>(samples: &'a [Sample], words: &[String]) -> Option<(&'a Sample, Language, ScreenContext<'static>)> {
    let says = |word: &str| words.iter().any(|said| said == word);
    let sample = samples.iter().find(|sample| says(&sample.name))?;
    let language = words.iter().find_map(|word| language(word)).unwrap_or_default();
    let looks = [Look::HighContrast, Look::ColourBlind, Look::Mono, Look::Dark].map(|look| (look.as_str(), look));
    let look = looks.into_iter().find(|(name, _)| says(name)).map_or(Look::Standard, |(_, look)| look);
    let staff_word = StaffWord::ALL.into_iter().find(|word| says(word.as_str())).unwrap_or_default();
    let caps = KeyCaps::ALL.into_iter().find(|caps| says(caps.as_str())).unwrap_or_default();
    let around = ScreenContext {
        contact: Some("見本商会 03-0000-0000（平日 9-17）"),
        simulation: DEMO.simulation.filter(|_| !says("plain")),
        theme: Theme::of(look),
        large: says("large"),
        caps,
        staff_word,
        plain: says("console"),
        reader_at: ReaderPlace::ALL.into_iter().find(|place| says(&format!("reader-{}", place.as_str()))),
        thanks: says("own-thanks").then_some("待合室で|お待ちください"),
        ..DEMO
    };
    Some((sample, language, around))
}

/// A language by its name in the settings.
fn language(name: &str) -> Option<Language> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    Language::deserialize(name).ok()
}

/// The same terminal, painted as the kiosk paints it: frame by frame.
fn as_the_kiosk(_taken: DefaultTerminal) -> Result<Terminal<CrosstermBackend<Paint<File>>>, Error> {
    Terminal::new(CrosstermBackend::new(Paint::on_stdout()?))
}

/// Draws again and again, so that the picture follows the window's size. The first time after a moment: a terminal that
/// opens in full screen is still growing when it starts its program.
fn show(sample: &Sample, language: Language, around: &ScreenContext<'_>) -> Result<(), Error> {
    let (pressed, key) = channel();
    let mut terminal = as_the_kiosk(ratatui::try_init()?)?;
    std::thread::spawn(move || pressed.send(stdin().read(&mut [0]).is_ok()));
    while key.recv_timeout(Duration::from_millis(300)) == Err(RecvTimeoutError::Timeout) {
        terminal.draw(|frame| sample.draw(frame, language, around))?;
    }
    Ok(())
}

/// Draws what the lines of `wanted` ask for until they end; `nothing` is an empty screen. The terminal answers a
/// question about its state (DSR, ECMA-48) only when it has read what came before it.
fn follow(samples: &[Sample], wanted: &str, shown: &str) -> Result<(), Error> {
    let mut terminal = as_the_kiosk(ratatui::try_init()?)?;
    let mut said = File::options().create(true).append(true).open(shown)?;
    for line in BufReader::new(File::open(wanted)?).lines() {
        let line = line?;
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        terminal.clear()?;
        if line != "nothing" {
            let Some((sample, language, around)) = sample(samples, &words) else {
                return Err(Error::other(format!("no screen: {line}")));
            };
            terminal.draw(|frame| sample.draw(frame, language, &around))?;
        }
        stdout().write_all(b"\x1b[5n")?;
        stdout().flush()?;
        let mut answer = [0];
        while answer != *b"n" {
            stdin().read_exact(&mut answer)?;
        }
        writeln!(said, "{line}")?;
    }
    Ok(())
}
