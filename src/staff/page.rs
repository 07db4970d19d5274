//! What the pages have in common: the key that a page receives, and what comes of it.

use std::time::Instant;

use super::effect::Effect;
use crate::common::{InquiryId, Key, TypedChar};
use crate::eligibility::{Assignee, Manual, XmlMsg};
use crate::settings::Choices;
use crate::visit::{InquiryOutcome, ItemId, Mark};

/// A key, as a page receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageInput {
    /// A printable character; digits are characters here.
    Typed(TypedChar),
    /// Any other key. [`Key::PreviousPage`] and [`Key::NextPage`] are the arrows up and down.
    Key(Key),
}

/// An item of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MenuItem {
    /// Other ways to confirm.
    Ways,
    /// Today's checks.
    Today,
    /// What stays open until it is settled.
    OpenItems,
    /// The bookings that are checked in bulk. Only where the settings name a folder of them.
    Bookings,
    /// Whether staff are at the desk.
    Absence,
    /// Settings.
    Settings,
    /// Help, contact, subsidy.
    Help,
    /// What works and what does not.
    Diagnosis,
    /// Restart and shut down.
    Power,
    /// Who is expected to have a card read. Only where another terminal reads cards.
    Expect,
    /// Results that are not shown. Only while there are any.
    Held,
    /// The last visit's answer. Only while there is one.
    Last,
    /// The set-up once more. An item of the help.
    SetUp,
    /// Has a reference number kept for the person whose result shows. Only while one may be.
    Assign,
}

/// What comes of a key.
#[derive(Debug)]
pub(super) enum PageResult {
    /// The page stays.
    Stay,
    /// The page before opens; from the first page the menu closes.
    Back,
    /// Something is to be done; the menu closes.
    Leave(Effect),
    /// An answer by numbers is closed, which was shown first then; the page before opens.
    Answered(Box<XmlMsg>, Instant),
    /// The page of this item opens.
    Open(MenuItem),
    /// A reference number for this person is to be typed.
    Assign(Box<Assignee>),
    /// This entry is to be recorded; the page stays.
    RecordManual(Box<Manual>),
    /// What this inquiry came to is to be recorded, and who asked; the page stays.
    RecordInquiry(InquiryId, InquiryOutcome),
    /// These settings are to be saved; the page stays.
    Save(Box<Choices>),
    /// This item is to be closed so; the page stays.
    Mark(ItemId, Mark),
    /// All that is the site's is to be removed: that needs the passcode once more, where there is one.
    BeginReset,
    /// Something is to be done; the page stays.
    Do(Effect),
}
