//! Screens while staff are not at the desk.

use time::Weekday;

use super::all::Sample;
use crate::common::{Absence, AbsenceKind, BackAt};
use crate::visit::view::KeyNote;

/// Back at one o'clock.
const ONE: Option<BackAt> = Some(BackAt { day: None, hour: 13, minute: 0 });
/// Open again on another day.
const FRIDAY: Option<BackAt> = Some(BackAt { day: Some(Weekday::Friday), hour: 9, minute: 0 });

/// Away for some minutes.
pub(super) const AWAY: Absence = Absence { kind: AbsenceKind::Away, back: ONE };

/// Some of these screens, each with why staff are not there.
pub(super) fn absent(mut plain: Vec<Sample>) -> Vec<Sample> {
    let absent = [
        ("waiting-away", "waiting", AbsenceKind::Away, ONE),
        ("waiting-break", "waiting-staff", AbsenceKind::Break, ONE),
        ("waiting-closed", "waiting-slides", AbsenceKind::Closed, FRIDAY),
        ("waiting-notices-closed", "waiting-notices", AbsenceKind::Closed, ONE),
        ("waiting-K-201-away", "waiting-K-201", AbsenceKind::Away, ONE),
        ("listening-away", "listening-several", AbsenceKind::Away, None),
        ("pin-away", "pin-wrong", AbsenceKind::Away, ONE),
        ("last-try-away", "last-try-wrong", AbsenceKind::Away, ONE),
        ("blocked-away", "blocked", AbsenceKind::Break, ONE),
        ("no-relay-away", "no-relay", AbsenceKind::Away, ONE),
        ("staff-away", "staff", AbsenceKind::Away, ONE),
        ("staff-closed", "staff-first", AbsenceKind::Closed, FRIDAY),
        ("trouble-K-107-closed", "trouble-K-107", AbsenceKind::Closed, FRIDAY),
    ];
    let mut samples = Vec::new();
    for (name, of, kind, back) in absent {
        if let Some(at) = plain.iter().position(|sample| sample.name == of) {
            samples.push(plain.swap_remove(at).with_absence(name, Absence { kind, back }));
        }
    }
    if let Some(at) = plain.iter().position(|sample| sample.name == "waiting-dimmed") {
        let sample = plain.swap_remove(at).with_absence("", AWAY);
        samples.push(sample.with_note("waiting-called-away", KeyNote::StaffCalled));
    }
    samples
}
