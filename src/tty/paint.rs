//! The way from the frame to the terminal, without a copy that stays.
//!
//! A frame can hold a person's name. The standard output keeps the last kilobyte it wrote and a plain buffered writer
//! keeps the last frame; this one collects a frame, writes it in one piece and wipes it. A terminal that knows
//! synchronized updates (foot does) is told where a frame begins and ends, so that it never shows half of one; the
//! others ignore an unknown mode.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use zeroize::Zeroize;

/// Holds a full repaint of 200×60 cells with colours; a larger frame is written in pieces.
const CAPACITY: usize = 64 * 1024;

/// A frame begins: what is shown stays until it has ended. (Private mode 2026.)
const BEGIN: &[u8] = b"\x1b[?2026h";

/// The frame has ended.
const END: &[u8] = b"\x1b[?2026l";

/// A writer that keeps nothing.
#[derive(Debug)]
pub struct Paint<W> {
    out: W,
    frame: Vec<u8>,
    /// The terminal has been told that a frame has begun.
    begun: bool,
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
        Self { out, frame: Vec::with_capacity(CAPACITY), begun: false }
    }

    fn send(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        // What was used: a Vec's own way wipes all of its capacity, every time.
        self.frame.as_mut_slice().zeroize();
        self.frame.clear();
        written
    }
}

impl<W: Write> Write for Paint<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.begun && !bytes.is_empty() {
            self.frame.extend_from_slice(BEGIN);
            self.begun = true;
        }
        let space = CAPACITY - END.len();
        if self.frame.len() == space {
            self.send()?;
        }
        let taken = bytes.get(..space - self.frame.len()).unwrap_or(bytes);
        self.frame.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.begun {
            self.frame.extend_from_slice(END);
            self.begun = false;
        }
        self.send()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the terminal is sent for these frames.
    fn sent(frames: &[&[u8]]) -> Vec<u8> {
        let mut paint = Paint::on(Vec::new());
        for frame in frames {
            paint.write_all(frame).unwrap();
            paint.flush().unwrap();
        }
        paint.out
    }

    #[test]
    fn a_frame_is_shown_whole_also_where_it_is_larger_than_the_buffer() {
        let large: Vec<u8> = (0..=250).cycle().take(3 * CAPACITY + 7).collect();
        assert!(sent(&[&large, b"small"]) == [BEGIN, &large, END, BEGIN, b"small", END].concat());
    }

    #[test]
    fn no_frame_is_begun_where_nothing_is_drawn() {
        assert_eq!(sent(&[b"", b""]), b"");
    }
}
