//! One terminal as an event loop uses it: frames out, keys in, and the full repaint that has to follow a resize.
//!
//! The loops of the kiosk, of the registration and of the supervisor all run on it.

use std::time::{Duration, Instant};

use ratatui::backend::Backend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::keyboard::{KeyInput, KeyboardEvent, sleep_until};
use super::press::Press;
use crate::common::KeyTime;

/// A terminal that grows draws what comes meanwhile into its old cells: foot 1.13 does so when it starts and becomes
/// full-screen. So a repaint of everything follows a resize, and the start, after this time.
const SETTLE_TIME: Duration = Duration::from_millis(300);

/// The terminal and its keyboard.
#[derive(Debug)]
pub struct Console<B: Backend, I> {
    terminal: Terminal<B>,
    input: I,
    /// When every cell is to be painted again.
    repaint_at: Option<Instant>,
}

/// What a console reports to its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsoleEvent {
    /// A key press.
    Press(Press, KeyTime),
    /// The terminal has another size: draw again.
    Resized,
    /// There is no terminal any more.
    Gone,
    /// The time that was asked for has come, or a repaint is due.
    Elapsed,
}

impl<B: Backend, I: KeyInput> Console<B, I> {
    /// A console that paints everything once more when the terminal has settled.
    pub fn new(terminal: Terminal<B>, input: I) -> Self {
        Self { terminal, input, repaint_at: Some(Instant::now() + SETTLE_TIME) }
    }

    /// Draws a frame; every cell of it where a repaint is due.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> Result<(), B::Error> {
        if self.repaint_at.is_some_and(|time| time <= Instant::now()) {
            self.repaint_at = None;
            self.repaint()?;
        }
        self.terminal.draw(draw)?;
        Ok(())
    }

    /// Has the next frame repaint every cell. `Terminal::clear` would ask the terminal for its cursor and wait.
    pub fn repaint(&mut self) -> Result<(), B::Error> {
        let whole = self.area();
        self.terminal.resize(whole)
    }

    /// The size that frames are drawn in.
    pub fn area(&mut self) -> Rect {
        self.terminal.get_frame().area()
    }

    /// Waits for the next event, at most until `wake`. Dropping the future loses nothing.
    pub async fn next(&mut self, wake: Option<Instant>) -> ConsoleEvent {
        let wake = wake.into_iter().chain(self.repaint_at).min();
        tokio::select! {
            event = self.input.next() => match event {
                KeyboardEvent::Press(press, time) => ConsoleEvent::Press(press, time),
                KeyboardEvent::Resized => {
                    self.repaint_at = Some(Instant::now() + SETTLE_TIME);
                    ConsoleEvent::Resized
                }
                KeyboardEvent::Gone => ConsoleEvent::Gone,
            },
            () = sleep_until(wake) => ConsoleEvent::Elapsed,
        }
    }
}
