//! What a camera in front of the terminal reads: QR codes, by a decoder of a third party.

use vt100::{Color, Screen};

/// Pixels of half a cell, in both directions.
const PIXELS: usize = 4;

/// The texts of the codes on a screen.
pub fn photographed(screen: &Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (usize::from(columns) * PIXELS, usize::from(rows) * 2 * PIXELS);
    let halves: Vec<[bool; 2]> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .map(|(row, column)| {
            let Some(cell) = screen.cell(row, column) else { return [true; 2] };
            // Everything but the black of the codes is bright.
            let is_bright = |color| color != Color::Idx(16);
            let (ink, ground) = (is_bright(cell.fgcolor()), is_bright(cell.bgcolor()));
            match cell.contents() {
                "█" => [ink; 2],
                "▀" => [ink, ground],
                "▄" => [ground, ink],
                _ => [ground; 2],
            }
        })
        .collect();
    let pixel = |x: usize, y: usize| {
        let half = y / PIXELS;
        let bright = halves[half / 2 * usize::from(columns) + x / PIXELS][half % 2];
        if bright { 255 } else { 0 }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
