//! What the staff menu asks for.

use std::time::{Duration, Instant};

use crate::common::{InquiryId, StaffId};
use crate::eligibility::{Assignment, Manual, NumberCheck, Person, XmlMsg};
use crate::settings::{Choices, Passcode};
use crate::visit::{AssignmentOutcome, InquiryOutcome, ItemId, Mark, MonthCounts, Period, StaffAct};

/// One saving of settings, so that a page hears of its own only: one that was closed while it saved may be open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaveId(u64);

impl SaveId {
    /// The one after this.
    pub(super) const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// What the staff menu asks for.
#[derive(Debug)]
pub enum Effect {
    /// Compare this passcode with the hashes in the settings; answered by
    /// [`Event::PasscodeChecked`](super::Event::PasscodeChecked).
    CheckPasscode(Passcode),
    /// Another wrong passcode: how many there are in a row, and for how long none can be typed now. For log and
    /// journal.
    WrongPasscode(u32, Option<Duration>),
    /// What staff do on the visit's screen counts: this staff member did it. `None` where no passcode is set.
    Confirm(StaffAct, Option<StaffId>),
    /// Write what differs from the settings into their file; answered by
    /// [`Event::SettingsSaved`](super::Event::SettingsSaved).
    SaveSettings(SaveId, Box<Choices>),
    /// Show only the results of this person from now on. The menu is closed.
    Expect(Box<Person>),
    /// Expect that person no longer. The menu is closed.
    ExpectNoLonger,
    /// Show the held result with this number to the person who stands there. The menu is closed.
    TakeHeld(u64),
    /// Show none of the held results. The menu is closed.
    DropHeld,
    /// Read this of the journal; it stands in [`Facts::past`](super::Facts).
    ReadPast(Period),
    /// Write these counts into the folder of the hand-off; what came of it stands in
    /// [`Facts::export`](super::Facts).
    ExportCounts(Box<MonthCounts>),
    /// Examine the machine; the result stands in [`Facts::examined`](super::Facts).
    Examine,
    /// Ask for the names of the connected readers; they stand in [`Facts::readers`](super::Facts).
    LookForReaders,
    /// Read the card on the reader as far as needs no PIN; answered by
    /// [`Event::TestCard`](super::Event::TestCard).
    ReadTestCard,
    /// Play a tone, whatever the settings say.
    PlayTone,
    /// Show the form that registers this terminal.
    Register,
    /// The set-up has ended; the menu is closed.
    EndSetUp,
    /// Make the report for support; it stands in [`Facts::report`](super::Facts).
    Report(ReportTo),
    /// Staff leave the desk, or are back. The menu is closed.
    Absence(AbsenceChoice),
    /// Restart the program or the machine, or switch the machine off.
    Power(PowerAction),
    /// Record what staff have entered by hand, and who, where a passcode tells it; answered by
    /// [`Event::ManualRecorded`](super::Event::ManualRecorded).
    RecordManual(Box<Manual>, Option<StaffId>),
    /// Close this open item, and who does; answered by [`Event::Marked`](super::Event::Marked).
    Mark(ItemId, Mark, Option<StaffId>),
    /// Ask the qualification terminal; answered by [`Event::InquiryBegan`](super::Event::InquiryBegan) at once, and by
    /// [`Event::Inquiry`](super::Event::Inquiry).
    Inquire(Box<NumberCheck>),
    /// Who may get a reference number; answered by [`Event::Assignee`](super::Event::Assignee) at once.
    FindAssignee,
    /// Have the qualification terminal keep this number; answered by
    /// [`Event::InquiryBegan`](super::Event::InquiryBegan) at once, and by [`Event::Inquiry`](super::Event::Inquiry).
    Assign(Box<Assignment>),
    /// Record what came of it.
    RecordAssignment(AssignmentOutcome),
    /// Withdraw this inquiry, and record that.
    WithdrawInquiry(InquiryId, InquiryOutcome),
    /// Record what this inquiry came to. An answer is answered by
    /// [`Event::InquiryRecorded`](super::Event::InquiryRecorded), before which it is not shown.
    RecordInquiry(InquiryId, InquiryOutcome),
    /// Keep this answer by numbers as the last one; it was shown first then, and is closed.
    KeepNumbers(Box<XmlMsg>, Instant),
    /// Hand this confirmed answer on.
    HandOnNumbers(Box<XmlMsg>),
}

/// Where the report for support goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTo {
    /// Onto the screen, as QR codes.
    Screen,
    /// Into a file.
    File,
}

/// What staff say of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbsenceChoice {
    /// They are back again.
    Back,
    /// They leave it for a quarter of an hour.
    Quarter,
    /// For half an hour.
    HalfHour,
    /// For an hour.
    Hour,
    /// It is the break at noon.
    Break,
    /// It is closed for today.
    Closed,
}

/// What can be done to the running machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerAction {
    /// Restart this program.
    Program,
    /// Restart the machine.
    Restart,
    /// Switch the machine off.
    Off,
    /// Remove all that is the site's, and restart the machine.
    FactoryReset,
}

impl PowerAction {
    /// Every one, in its order. The last is not to be had everywhere.
    pub const ALL: [Self; 4] = [Self::Program, Self::Restart, Self::Off, Self::FactoryReset];

    /// Those that this machine has.
    #[must_use]
    pub fn offered(factory_reset: bool) -> &'static [Self] {
        let always = Self::ALL.len() - 1;
        Self::ALL.get(..if factory_reset { Self::ALL.len() } else { always }).unwrap_or_default()
    }
}
