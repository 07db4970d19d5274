//! A QR code out of half blocks (ISO/IEC 18004), with the four modules of quiet zone around it that a camera needs.
//!
//! Black on white whatever the theme. The light modules are the letters and the dark ones the ground, so that a
//! terminal without colours, which draws light letters on a dark ground, shows it the right way round as well.

use qrcode::{Color, EcLevel, QrCode};
use ratatui::style::{Color as Ink, Style};
use ratatui::text::Line;

/// Modules of quiet zone on every side.
const QUIET: usize = 4;

/// Black and white out of the colour cube: they are black and white in every terminal.
const STYLE: Style = Style::new().fg(Ink::Indexed(231)).bg(Ink::Indexed(16));

/// The code for this text, two rows of modules a line; none where the text is too long for any code.
pub fn lines(text: &str) -> Option<Vec<Line<'static>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let light = |x: usize, y: usize| {
        let inside = x.checked_sub(QUIET).zip(y.checked_sub(QUIET)).filter(|(x, y)| *x < width && *y < width);
        inside.and_then(|(x, y)| modules.get(y * width + x)) != Some(&Color::Dark)
    };
    let all = width + 2 * QUIET;
    let line = |y: usize| {
        let half = |x| match (light(x, y), light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        Line::styled((0..all).map(half).collect::<String>(), STYLE)
    };
    Some((0..all).step_by(2).map(line).collect())
}
