//! What the reception hears and what it asks for.

use std::time::Duration;

use super::menu::Item;
use super::power::{Power, PowerFault};
use crate::common::key::Key;
use crate::common::staff::{StaffId, StaffNote};
use crate::common::typed_char::TypedChar;
use crate::eligibility::Manual;
use crate::settings::{Choices, Passcode, SaveError};
use crate::visit::StaffAct;

/// A key, as a page hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A printable character, digits among them.
    Typed(TypedChar),
    /// Any other key. [`Key::PreviousPage`] and [`Key::NextPage`] are the arrows up and down.
    Key(Key),
}

/// What somebody wants of the reception. Each needs the passcode, where one is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// F10: the menu.
    Menu,
    /// F4: other ways to confirm, straight from a visit that failed.
    Ways,
    /// F2: what F2 stands for on the visit's screen. The reception is closed again at once.
    Confirm(StaffAct),
}

impl Door {
    /// The key that knocks at it.
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Menu => Key::Menu,
            Self::Ways => Key::Ways,
            Self::Confirm(_) => Key::Staff,
        }
    }
}

/// What the reception hears.
#[derive(Debug)]
pub enum Event {
    /// Somebody wants something.
    Open(Door),
    /// A key, while it is open.
    Input(Input),
    /// Whose the passcode was, if it was anybody's; answers [`Effect::Check`].
    Checked(Option<StaffId>),
    /// The entry is kept, or why it is not; answers [`Effect::Enter`] at once.
    Entered(Result<(), StaffNote>),
    /// What the door led to is over: the visit's screen is another one.
    Withdraw,
    /// The changes are kept, or are not; answers [`Effect::Save`].
    Saved(Result<(), SaveError>),
    /// The machine does not do it; answers [`Effect::Power`]. Where it does, it ends this program and nobody answers.
    NoPower(PowerFault),
    /// The deadline has come.
    Elapsed,
}

/// What the reception asks for.
#[derive(Debug)]
pub enum Effect {
    /// Compare this passcode with the hashes of the settings; answered by [`Event::Checked`].
    Check(Passcode),
    /// Another wrong passcode in a row: how many there are, and for how long nothing can be typed now. For log and
    /// journal.
    Missed(u32, Option<Duration>),
    /// F2 counts: this member of the staff did it. `None` where no passcode is set.
    Confirm(Option<StaffId>),
    /// Write what differs from the settings into their file; answered by [`Event::Saved`].
    Save(Box<Choices>),
    /// Show the answer that was closed last again. The reception is closed.
    Reshow,
    /// Find out how the machine is; what comes of it stands in [`Facts::examined`](super::Facts).
    Examine,
    /// Restart the program, the machine, or switch it off.
    Power(Power),
    /// Keep what staff have entered by hand, and who, where a passcode tells it; answered by [`Event::Entered`].
    Enter(Box<Manual>, Option<StaffId>),
}

/// What a page makes of a key.
#[derive(Debug)]
pub(super) enum Turn {
    /// Nothing more than what the page did to itself.
    Stay,
    /// To the page before, or out.
    Back,
    /// To an item of the menu.
    To(Item),
    /// This entry is to be kept; the page stays.
    Enter(Box<Manual>),
    /// Something is to be done; the page stays.
    Do(Effect),
}
