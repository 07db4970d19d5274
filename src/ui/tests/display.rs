//! How large what is shown is, on the screens that kiosks have.

use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;

use super::*;

/// Inches of a diagonal, and pixels: the screens of small all-in-one and desk machines.
const SCREENS: [(f64, u16, u16); 4] = [(10.1, 1280, 800), (11.6, 1366, 768), (15.6, 1920, 1080), (21.5, 1920, 1080)];

/// How much of a letter's size a capital is high in `BIZ UDGothic` (its table `OS/2`).
const CAPITAL: f64 = 1567.0 / 2048.0;

/// The characters that a large word is drawn with, the full and the half blocks apart.
const SEXTANTS: RangeInclusive<char> = '\u{1fb00}'..='\u{1fb3b}';

/// A screen as `kiosk/terminal` fills it.
struct KioskScreen {
    /// Cells.
    size: (u16, u16),
    /// Of a letter, in millimetres.
    letter: f64,
    /// Of a row of cells, in millimetres.
    row: f64,
}

impl KioskScreen {
    fn of((inches, width, height): (f64, u16, u16), large_text: bool) -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk/terminal");
        let settings = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&settings, format!("[ui]\nlarge_text = {large_text}\n")).unwrap();
        let print = ["--print", "--screen", &format!("{width}x{height}"), "--config"];
        let printed = Command::new(program).args(print).arg(settings.path()).output().expect("kiosk/terminal");
        let letter: u16 = String::from_utf8(printed.stdout).unwrap().trim().parse().expect("a size in pixels");
        let pixel = inches * 25.4 / f64::from(width).hypot(f64::from(height));
        let size = (width / (letter / 2), height / (letter + 1));
        Self { size, letter: f64::from(letter) * pixel, row: f64::from(letter + 1) * pixel }
    }

    /// How high the large word of a screen is at least, in millimetres: the rows between its first and its last one.
    fn word(&self, name: &str, language: Language) -> f64 {
        let rows = rows(&drawn(&sample(name), language, self.size, &DEMO));
        let large = |row: &&String| row.chars().any(|c| SEXTANTS.contains(&c));
        let first = rows.iter().position(|row| large(&row)).unwrap_or_else(|| panic!("{name} {language:?}: no word"));
        let last = rows.iter().rposition(|row| large(&row)).unwrap();
        // Of the first and of the last row at least a third is drawn.
        (f64::from(u16::try_from(last - first).unwrap()) - 1.0 + 2.0 / 3.0) * self.row
    }
}

/// The angle at which so many millimetres are seen from a distance, in degrees.
fn angle(height: f64, distance: f64) -> f64 {
    2.0 * (height / 2.0 / distance).atan().to_degrees()
}

const VERDICTS: [&str; 4] = ["panel-masked-valid-kumiai", "panel-masked-lost", "panel-none", "panel-multiple"];
const ASKED: [&str; 4] = ["waiting", "pin", "checking-verify", "take-card"];

#[test]
fn the_verdict_is_read_from_two_metres_and_what_is_asked_from_sixty_centimetres() {
    for screen in SCREENS {
        let kiosk = KioskScreen::of(screen, false);
        for language in LANGUAGES {
            for name in VERDICTS {
                let minutes = 60.0 * angle(kiosk.word(name, language), 2000.0);
                assert!(minutes >= 25.0, "{screen:?} {name} {language:?}: {minutes:.1}'");
            }
            for name in ASKED {
                let degrees = angle(kiosk.word(name, language), 600.0);
                assert!(degrees >= 0.7, "{screen:?} {name} {language:?}: {degrees:.2} degrees");
            }
        }
    }
}

#[test]
fn the_heights_that_are_written_down_are_the_computed_ones() {
    let rows = SCREENS.map(|screen| {
        let (kiosk, large) = (KioskScreen::of(screen, false), KioskScreen::of(screen, true));
        let verdict = VERDICTS.map(|name| kiosk.word(name, Language::Japanese)).into_iter().fold(f64::MAX, f64::min);
        let (inches, width, height) = screen;
        format!(
            "| {inches}\u{2033} {width}×{height} | {}×{} | {:.1} mm, {:.2}° | {:.2}° | {verdict:.0} mm, {:.0}′ |",
            kiosk.size.0,
            kiosk.size.1,
            kiosk.letter,
            angle(kiosk.letter * CAPITAL, 600.0),
            angle(large.letter * CAPITAL, 600.0),
            60.0 * angle(verdict, 2000.0),
        )
    });
    let page = include_str!("../../../ACCESSIBILITY.md");
    assert!(rows.iter().all(|row| page.contains(row)), "ACCESSIBILITY.md does not say:\n{}", rows.join("\n"));
}
