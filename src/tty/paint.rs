//! The way from the frame to the terminal, without a copy that stays.
//!
//! A frame can hold a person's name. The standard output keeps the last kilobyte it wrote and a plain buffered writer
//! keeps the last frame; this one collects a frame, writes it in one piece and wipes it.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use zeroize::Zeroize;

/// Holds a full repaint of 200×60 cells with colours; a larger frame is written in pieces.
const CAPACITY: usize = 64 * 1024;

/// A writer that keeps nothing.
#[derive(Debug)]
pub struct Paint<W> {
    out: W,
    frame: Vec<u8>,
}

impl Paint<File> {
    /// Paints on the standard output, through a descriptor of its own and past its buffer.
    pub fn on_stdout() -> io::Result<Self> {
        Ok(Self::on(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }
}

impl<W: Write> Paint<W> {
    /// Paints on anything.
    pub fn on(out: W) -> Self {
        Self { out, frame: Vec::with_capacity(CAPACITY) }
    }
}

impl<W: Write> Write for Paint<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.frame.len() == CAPACITY {
            self.flush()?;
        }
        let taken = bytes.get(..CAPACITY - self.frame.len()).unwrap_or(bytes);
        self.frame.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        // What was used: a Vec's own way wipes all of its capacity, every time.
        self.frame.as_mut_slice().zeroize();
        self.frame.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_larger_than_the_buffer_arrives_whole() {
        let frame: Vec<u8> = (0..=250).cycle().take(3 * CAPACITY + 7).collect();
        let mut paint = Paint::on(Vec::new());
        paint.write_all(&frame).unwrap();
        paint.flush().unwrap();
        assert!(paint.out == frame);
    }
}
