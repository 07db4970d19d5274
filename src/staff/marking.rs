//! Closing one open item, wherever it is chosen: staff are asked once more, it is recorded, and what came of it shows.

use super::page::PageInput;
use crate::common::Key;
use crate::visit::{ItemId, Mark, MarkRefusal, OpenItem};

/// An item that is to be closed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marking {
    /// The item.
    pub item: OpenItem,
    /// What closes it.
    pub mark: Mark,
    /// How far it has come.
    pub stage: MarkingStage,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkingStage {
    /// Whether it is to be done.
    Sure,
    /// It is being recorded.
    Recording,
    /// It is recorded, and whether another file says so; or why not.
    Recorded(Result<bool, MarkRefusal>),
}

/// What comes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkingResult {
    /// It stays as it is.
    Stays,
    /// It is to be recorded.
    Records,
    /// Staff do not want it.
    GivenUp,
    /// Staff have seen what came of it, or leave before that.
    Over,
}

impl Marking {
    pub(super) const fn new(item: OpenItem, mark: Mark) -> Self {
        Self { item, mark, stage: MarkingStage::Sure }
    }

    pub(super) fn input(&mut self, input: PageInput) -> MarkingResult {
        let is_cancel = input == PageInput::Key(Key::Cancel);
        let is_enter = input == PageInput::Key(Key::Enter);
        match self.stage {
            MarkingStage::Sure if is_enter => {
                self.stage = MarkingStage::Recording;
                MarkingResult::Records
            }
            MarkingStage::Sure if is_cancel => MarkingResult::GivenUp,
            // Whatever is pressed, it is asked for once. What was asked for is done or refused, also behind Esc.
            MarkingStage::Recording if is_cancel => MarkingResult::Over,
            MarkingStage::Recorded(_) if is_enter || is_cancel => MarkingResult::Over,
            MarkingStage::Sure | MarkingStage::Recording | MarkingStage::Recorded(_) => MarkingResult::Stays,
        }
    }

    /// Hears what came of closing an item.
    pub(super) fn hear(&mut self, id: ItemId, result: Result<bool, MarkRefusal>) {
        if self.stage == MarkingStage::Recording && self.item.id == id {
            self.stage = MarkingStage::Recorded(result);
        }
    }
}
