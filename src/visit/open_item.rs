//! What stays open behind a visit until staff have settled it: what no service has confirmed, and what one is to check
//! later.

use std::sync::Arc;

use time::OffsetDateTime;

use super::outcome::{CheckedBy, Ended, ItemId};

/// One item. Nothing in it is about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// Which.
    pub id: ItemId,
    /// Japan's time.
    pub at: OffsetDateTime,
    /// How it was done.
    pub way: CheckedBy,
    /// How it ended. A manual entry has neither verdict nor trouble.
    pub end: Option<Ended>,
    /// Whether it was made in a simulation.
    pub simulated: bool,
}

impl OpenItem {
    /// Whether it may be struck. An answer may not: it was given.
    #[must_use]
    pub const fn may_be_struck(&self) -> bool {
        self.way.may_be_struck()
    }
}

impl Ended {
    /// Whether the service is to check later: a property of each verdict, trouble and fault.
    #[must_use]
    pub const fn asks_for_later_check(self) -> bool {
        match self {
            Self::Answered(verdict) => verdict.asks_for_later_check(),
            Self::Failed(trouble) => trouble.asks_for_later_check(),
            Self::Unanswered(fault) => fault.asks_for_later_check(),
            Self::GivenUp => false,
        }
    }
}

impl CheckedBy {
    /// Whether what was done so and ended so stays open.
    #[must_use]
    pub const fn stays_open(self, end: Option<Ended>) -> bool {
        match (self, end) {
            (Self::Staff(_), None) => true,
            (Self::Card(_) | Self::Folder | Self::Staff(_) | Self::Numbers(_), Some(end)) => end.asks_for_later_check(),
            (Self::Card(_) | Self::Folder | Self::Numbers(_), None) | (Self::Assignment(_), _) => false,
        }
    }
}

/// What closes an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It has been checked.
    Done,
    /// It need not be checked.
    NotNeeded,
    /// The entry was wrong: it is struck (取消).
    Struck,
}

impl Mark {
    /// Every one, in the order in which they are offered. The last one is for manual entries only.
    pub const ALL: [Self; 3] = [Self::Done, Self::NotNeeded, Self::Struck];
}

/// Why an item is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkRefusal {
    /// It is not open: it was closed before, or never was.
    NotOpen,
    /// An answer of the service cannot be struck.
    NotAnEntry,
    /// The journal is still being read, and may say that it was closed.
    Reading,
    /// The journal cannot be written.
    NotWritten,
}

impl MarkRefusal {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::NotOpen, Self::NotAnEntry, Self::Reading, Self::NotWritten];
}

/// How the list of open items is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OpenItemsKept {
    /// In the journal.
    #[default]
    InJournal,
    /// In the journal, which is still being read.
    Reading,
    /// In the journal, of which a part could not be read.
    InPart,
    /// In memory alone, until the program ends: no journal is kept.
    InMemory,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenItems {
    /// By their numbers, the latest last.
    pub items: Arc<Vec<OpenItem>>,
    /// So many older ones are in the journal and not here.
    pub older: u64,
    /// How it is kept.
    pub kept: OpenItemsKept,
}

impl OpenItems {
    /// How many are open; none where it is not known yet.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self.kept {
            OpenItemsKept::Reading => None,
            OpenItemsKept::InJournal | OpenItemsKept::InPart | OpenItemsKept::InMemory => {
                Some(self.items.len() as u64 + self.older)
            }
        }
    }

    /// The place of an item.
    #[must_use]
    pub fn place(&self, id: ItemId) -> Option<usize> {
        self.items.binary_search_by_key(&id, |item| item.id).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{InquiryFault, TroubleKind, Way};
    use crate::eligibility::VerdictKind;
    use crate::visit::AssignmentEnd;

    #[test]
    fn an_entry_stays_open_and_so_does_what_the_service_is_to_check_later_and_nothing_else() {
        let by_card = CheckedBy::Card(crate::common::Method::Pin);
        for way in Way::ALL {
            assert!(CheckedBy::Staff(way).stays_open(None));
        }
        let ends = VerdictKind::ALL.map(Ended::Answered).into_iter();
        let ends = ends.chain(TroubleKind::ALL.map(Ended::Failed)).chain(InquiryFault::ALL.map(Ended::Unanswered));
        let later: Vec<_> = ends.chain([Ended::GivenUp]).filter(|end| by_card.stays_open(Some(*end))).collect();
        assert_eq!(
            later,
            [
                Ended::Answered(VerdictKind::Lost),
                Ended::Answered(VerdictKind::NoMatch),
                Ended::Answered(VerdictKind::Unregistered),
                Ended::Answered(VerdictKind::InProgress),
                Ended::Failed(TroubleKind::Maintenance),
                Ended::Failed(TroubleKind::Closed),
                Ended::Unanswered(InquiryFault::FolderSilent),
                Ended::Unanswered(InquiryFault::NoAnswer),
                Ended::Unanswered(InquiryFault::NumbersUsedUp),
            ]
        );
        assert!(!CheckedBy::Assignment(AssignmentEnd::Failed(InquiryFault::NoAnswer)).stays_open(None));
        assert!(!by_card.stays_open(None));
    }
}
