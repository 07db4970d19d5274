//! Synthetic pages of bookings that are checked in bulk.

use std::time::Instant;

use super::assign::press;
use crate::common::{
    BookingCounts, BookingFault, BookingFile, BookingNeed, BookingRefusal, BookingRow, BookingState, InquiryFault,
    Language, StaffAccess,
};
use crate::staff::{Event, Facts, Purpose, StaffMenu};

/// Every page that looks different, by its name. Keys of bookings are synthetic.
pub fn all() -> Vec<(String, StaffMenu)> {
    let pages = [("menu", files(), ""), ("list", files(), "8"), ("none", Vec::new(), "8")];
    let page = |(name, files, keys): (&str, Vec<BookingFile>, &str)| {
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(Facts { access: StaffAccess::OutOfReach, bookings: Some(files), ..Facts::default() });
        menu.handle(Event::Open(Purpose::Menu), Instant::now());
        press(&mut menu, keys);
        (format!("staff-bookings-{name}"), menu)
    };
    pages.into_iter().map(page).collect()
}

fn files() -> Vec<BookingFile> {
    let row = |key: &str, need| BookingRow { key: key.to_owned(), need };
    let rows = vec![
        row("A-0815", BookingNeed::Changed),
        row("A-0816", BookingNeed::Invalid),
        row(&"K".repeat(50), BookingNeed::Unanswered),
    ];
    let counts = BookingCounts { ok: 37, changed: 1, invalid: 1, unanswered: 1, foreign: 1, simulated: false };
    [
        ("20261129-am.csv", 40, BookingState::Done(counts, rows)),
        ("20261129-pm.csv", 25, BookingState::Working),
        ("20261130.csv", 31, BookingState::Waiting(Some(InquiryFault::FolderMissing.into()))),
        ("20261201.csv", 0, BookingState::Refused(BookingRefusal::Lines(vec![2, 5, 17]))),
        ("20261202.csv", 12, BookingState::Failed(BookingFault::NoReceipt)),
        ("20261203.csv", 3, BookingState::Done(BookingCounts { ok: 3, ..counts }, Vec::new())),
    ]
    .into_iter()
    .map(|(name, people, state)| {
        let other_day = (people == 3).then_some((11, 28));
        BookingFile { name: name.to_owned(), people, state, other_day }
    })
    .collect()
}
