//! Whether the facts that the staff menu was told still hold.

use time::Date;

use crate::common::{Absence, Way};
use crate::staff::SetUpFacts;
use crate::staff::diagnosis::Machine;
use crate::visit::{HeldResult, Initials};

/// What the facts depend on, cheap to collect: as long as it is the same, the facts are the same. Settings, readers and
/// the doctor's findings are not in it; who replaces one of them calls [`FactsState::invalidate`].
#[derive(Debug, PartialEq)]
pub(super) struct FactsInputs {
    pub(super) last: bool,
    pub(super) assigns: bool,
    pub(super) ways: &'static [Way],
    /// Today's date in Japan, and the revision of the list of checks.
    pub(super) today: (Date, u64),
    /// The revision of the list of open items.
    pub(super) open_items: u64,
    pub(super) machine: Machine,
    /// The revision of the initials; none: the menu is closed, and they are not told.
    pub(super) initials: Option<u64>,
    pub(super) set_up: SetUpFacts,
    /// What the waiting screen says of staff who are not at the desk.
    pub(super) absence: Option<Absence>,
    /// Whether a person is expected at another terminal's reader, and the results that are held; none: cards are read
    /// here.
    pub(super) reader: Option<(bool, Vec<HeldResult>)>,
}

/// Whether the staff menu has facts, and of what.
#[derive(Debug, Default)]
pub(super) struct FactsState {
    pub(super) told: Option<FactsInputs>,
    /// Whose checks today's are: of this day and of this run of the program.
    pub(super) initials: Initials,
}

impl FactsState {
    /// Whether they tell of a person.
    pub(super) fn name_a_person(&self) -> bool {
        self.told.as_ref().is_some_and(|inputs| {
            inputs.initials.is_some() || inputs.reader.as_ref().is_some_and(|(_, held)| !held.is_empty())
        })
    }

    /// Has the facts rebuilt the next time that they are wanted.
    pub(super) fn invalidate(&mut self) {
        self.told = None;
    }
}
