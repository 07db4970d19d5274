//! A QR code out of half blocks (ISO/IEC 18004), with the four modules of quiet zone around it that a camera needs.
//!
//! Black on white whatever the theme. The light modules are the letters and the dark ones the ground, so that a
//! terminal without colours, which draws light letters on a dark ground, shows it the right way round as well.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use ratatui::style::{Color as Ink, Style};
use ratatui::text::Line;

use crate::ui::layout::{Canvas, MARGIN, rows};

/// Modules of quiet zone on every side.
const QUIET: usize = 4;

/// More error correction than the least, the most first.
const LEVELS: [EcLevel; 3] = [EcLevel::H, EcLevel::Q, EcLevel::M];

/// Black and white out of the colour cube: they are black and white in every terminal.
const STYLE: Style = Style::new().fg(Ink::Indexed(231)).bg(Ink::Indexed(16));

/// Signs of the alphanumeric mode that a code of version 1 to 40 holds at the lowest error correction (ISO/IEC
/// 18004, table 7).
const ALPHANUMERIC: [usize; 40] = [
    25, 47, 77, 114, 154, 195, 224, 279, 335, 395, 468, 535, 619, 667, 758, 854, 938, 1046, 1153, 1249, 1352, 1460,
    1588, 1704, 1853, 1990, 2132, 2223, 2369, 2520, 2677, 2840, 3009, 3183, 3351, 3537, 3729, 3927, 4087, 4296,
];

/// The code for this text, two rows of modules a line, in the least size that holds it and with the most error
/// correction that this size has left; none where the text is too long for any code.
pub fn lines(text: &str) -> Option<Vec<Line<'static>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let more = |level| QrCode::with_version(text, code.version(), level).ok();
    Some(drawn(&LEVELS.into_iter().find_map(more).unwrap_or(code)))
}

/// The same for a text of the alphanumeric mode's signs alone, as one segment. Divided into segments by digits and
/// letters, as any text is, it could need a larger code than [`holds`] says.
pub fn alphanumeric(text: &str) -> Option<Vec<Line<'static>>> {
    let version = (1..).zip(ALPHANUMERIC).find(|(_, signs)| text.len() <= *signs).map(|(version, _)| version)?;
    let code = |level| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_alphanumeric_data(text.as_bytes()).and_then(|()| bits.push_terminator(level)).ok()?;
        QrCode::with_bits(bits, level).ok()
    };
    LEVELS.into_iter().chain([EcLevel::L]).find_map(code).map(|code| drawn(&code))
}

/// Signs of the alphanumeric mode that a code on so many cells holds; none where not even the smallest has its place.
pub fn holds(width: u16, height: u16) -> Option<usize> {
    let fits = |version: &i16| {
        let modules = Version::Normal(*version).width() + 2 * i16::try_from(QUIET).unwrap_or_default();
        i32::from(modules) <= i32::from(width) && i32::from((modules + 1) / 2) <= i32::from(height)
    };
    let largest = (1..=40).take_while(fits).last()?;
    ALPHANUMERIC.get(usize::try_from(largest).ok()? - 1).copied()
}

fn drawn(code: &QrCode) -> Vec<Line<'static>> {
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
    (0..all).step_by(2).map(line).collect()
}

/// Cells that a code may have beside words of this width; none where the console has no half blocks.
pub fn free_beside(canvas: &Canvas<'_>, words: u16) -> (u16, u16) {
    let width = canvas.area.width.saturating_sub(3 * MARGIN + words);
    if canvas.plain { (0, 0) } else { (width, canvas.area.height) }
}

/// Draws a code at the right, beside words of at least this width, which have what is left then. Where it does not fit,
/// nothing is drawn.
pub fn draw_at_right(canvas: &mut Canvas<'_>, code: &[Line<'static>], words: u16) -> bool {
    let wide = code.first().map_or(0, |line| rows(line.width()));
    let (width, height) = free_beside(canvas, words);
    if code.is_empty() || wide > width || rows(code.len()) > height {
        return false;
    }
    let column = Canvas::column(canvas.area);
    let needed = words + MARGIN + wide;
    // A large code and its words stand in the middle of the screen, wider than a column of text.
    let left = if needed <= column.width { column.x } else { canvas.area.x + (canvas.area.width - needed) / 2 / 2 * 2 };
    let right = left + needed.max(column.width);
    for (line, y) in code.iter().zip(canvas.area.top()..) {
        canvas.buffer.set_line(right - wide, y, line, wide);
    }
    canvas.area.x = left.saturating_sub(MARGIN);
    canvas.area.width = (right - wide).saturating_sub(canvas.area.x);
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Runs of digits among letters are what an encoder would divide it by.
        #[test]
        fn a_code_is_never_larger_than_the_place_that_holds_so_many_signs(
            text in "([0-9]{1,12}[A-Z-]{1,4}){1,60}",
            height in 15_u16..45,
        ) {
            let signs = holds(200, height).unwrap();
            let text: String = text.chars().cycle().take(signs).collect();
            let code = alphanumeric(&text).unwrap();
            prop_assert!(rows(code.len()) <= height, "{} rows of {height}", code.len());
        }
    }

    #[test]
    fn the_table_of_signs_is_that_of_the_standard() {
        for (version, signs) in (1..).zip(ALPHANUMERIC) {
            let fits = |signs: usize| {
                let mut bits = Bits::new(Version::Normal(version));
                bits.push_alphanumeric_data(&vec![b'A'; signs]).is_ok() && bits.push_terminator(EcLevel::L).is_ok()
            };
            assert!(fits(signs) && !fits(signs + 1), "version {version}");
        }
    }
}
