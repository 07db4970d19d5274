//! What the frames of the staff menu borrow of the visit: the last answer.

use std::time::{Instant, SystemTime};

use crate::common::{clock_is_set, in_japan};
use crate::staff::last::LastView;
use crate::staff::{StaffMenu, View};
use crate::visit::Visit;

/// What is to be drawn of the staff menu, while it is open.
pub(super) fn view<'a>(
    menu: &'a StaffMenu,
    visit: &'a Visit,
    (copy_qr, simulated): (bool, bool),
    now: Instant,
) -> Option<View<'a>> {
    let last = last_answer(visit, now).map(|last| {
        let simulated = simulated || last.answer.message.simulation;
        LastView { copy_qr, simulated, ..last }
    });
    Some(View { last, ..menu.view(now)? })
}

/// The last visit's answer, while that is of today.
pub(super) fn last_answer(visit: &Visit, now: Instant) -> Option<LastView<'_>> {
    let answer = visit.last_answer()?;
    let today = SystemTime::now();
    let since = in_japan(today.checked_sub(now.saturating_duration_since(answer.since))?);
    let at = clock_is_set(today).then(|| (since.hour(), since.minute()));
    (since.date() == in_japan(today).date()).then_some(LastView { answer, at, copy_qr: false, simulated: false })
}
