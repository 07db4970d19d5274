//! Where text goes on a screen: the canvas, stacks of text that give way, line breaks.

mod canvas;
mod measure;
pub mod numeral;
mod stack;
pub mod wrap;

pub use canvas::{Canvas, ROOMY};
#[cfg(test)]
pub use measure::COLUMN;
pub use measure::{MARGIN, cells, clipped, rows};
pub use stack::Stack;
