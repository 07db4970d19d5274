//! What the pages know of the kiosk.

use std::time::Duration;

use super::diagnosis::{Examined, Keeping, Machine, Reported};
use super::past::{Export, Past};
use super::power::ResetCode;
use super::set_up::SetUpFacts;
use crate::common::{Absence, BookingFile, StaffAccess, Way};
use crate::eligibility::Date;
use crate::settings::Choices;
use crate::visit::{CheckSummary, HeldResult, Initials, OpenItems};

/// What the pages know of the kiosk.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What shows that the person at a staff key is staff.
    pub access: StaffAccess,
    /// Whom to call for this kiosk (`[kiosk] contact`).
    pub contact: Option<String>,
    /// The settings that staff may change, as they are now.
    pub choices: Choices,
    /// What is typed to remove all that is the site's; none: this machine cannot do that.
    pub factory_reset: Option<ResetCode>,
    /// Names of the connected readers.
    pub readers: Vec<String>,
    /// Whether a change is kept: the settings have a file.
    pub kept: bool,
    /// Whether the last visit's answer is there to be looked at.
    pub last: bool,
    /// Whether the person whose result shows may get a reference number.
    pub assigns: bool,
    /// The bookings that are checked in bulk; none: the settings name no folder of them.
    pub bookings: Option<Vec<BookingFile>>,
    /// What the waiting screen says of staff who are not at the desk.
    pub absence: Option<Absence>,
    /// Today's checks, the latest last.
    pub today: Vec<CheckSummary>,
    /// Today in Japan, where it is known.
    pub day: Option<time::Date>,
    /// Whose checks today's are.
    pub initials: Initials,
    /// What was read of the journal last.
    pub past: Past,
    /// What came of writing a month's counts.
    pub export: Export,
    /// What stays open until it is settled.
    pub open_items: OpenItems,
    /// Ways that fit what the visit's screen showed, the likeliest first.
    pub ways: &'static [Way],
    /// How numbers are checked; none: no qualification terminal can be asked.
    pub number_checks: Option<NumberChecks>,
    /// What is known of another terminal's reader, where results come from it.
    pub reader: Option<ReaderFacts>,
    /// How the parts of the kiosk are.
    pub machine: Machine,
    /// What the doctor found when the page was opened.
    pub examined: Examined,
    /// What the set-up leads through.
    pub set_up: SetUpFacts,
    /// The report for support, as far as it is made.
    pub report: Reported,
}

impl Facts {
    /// Whether a month's counts can be written: there is a folder for a receipt computer.
    #[must_use]
    pub fn exports_counts(&self) -> bool {
        self.machine.handoff != Keeping::Off
    }

    /// Whether the set-up cannot be left: the terminal is not registered, or the set-up has not ended and nothing shows
    /// who is staff. Otherwise a visitor could go on with it. With a passcode it is left for the waiting screen, and
    /// needs the passcode again.
    #[must_use]
    pub const fn set_up_stays(&self) -> bool {
        match self.access {
            StaffAccess::Passcode => false,
            StaffAccess::OutOfReach => self.set_up.registration.is_missing(),
            StaffAccess::Missing => self.set_up.registration.is_missing() || self.set_up.pending.is_some(),
        }
    }
}

/// What is known of another terminal's reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderFacts {
    /// Today in Japan.
    pub today: Date,
    /// Whether staff have named the person who is expected.
    pub expects: bool,
    /// Results that staff may take, the oldest first.
    pub held: Vec<HeldResult>,
}

/// How numbers are checked by the qualification terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberChecks {
    /// Today in Japan: what is asked about.
    pub today: Date,
    /// Longest time for an answer.
    pub deadline: Duration,
}
