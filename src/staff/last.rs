//! The page of the last answer: whose it is, then one field after the other, to be copied by hand.
//!
//! It holds nothing of the person: what it shows is lent to each frame, and is gone when the visit has dropped it.

use super::page::{PageInput, PageResult};
use crate::common::Key;
use crate::visit::LastAnswer;

/// The page.
#[derive(Debug, Default)]
pub struct LastPage {
    step: usize,
}

impl LastPage {
    /// The step asked for. How many there are depends on what was sent, so it is shown modulo that.
    #[must_use]
    pub const fn step(&self) -> usize {
        self.step
    }

    pub(super) const fn input(&mut self, input: PageInput) -> PageResult {
        match input {
            PageInput::Key(Key::Cancel) => return PageResult::Back,
            PageInput::Key(Key::NextPage | Key::Enter) => self.step = self.step.saturating_add(1),
            PageInput::Key(Key::PreviousPage) => self.step = self.step.saturating_sub(1),
            _ => {}
        }
        PageResult::Stay
    }
}

/// The last answer, as a frame shows it.
#[derive(Debug, Clone, Copy)]
pub struct LastView<'a> {
    /// The answer.
    pub answer: LastAnswer<'a>,
    /// Hour and minute in Japan at which it was shown first. `None` where the clock is not to be trusted.
    pub at: Option<(u8, u8)>,
    /// Whether the last step shows what is copied as a QR code.
    pub copy_qr: bool,
    /// Whether the answer is not a real one.
    pub simulated: bool,
}
