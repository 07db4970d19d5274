//! The clock: set, plausible, and synchronized. The probe of the service reports its distance from the service's clock.

use std::time::SystemTime;

use super::host::Host;
use crate::common::{Finding, FindingDetail, Part, clock_is_set, in_japan};

/// Time services other than systemd-timesyncd, and the file that each has while it runs. None of them shows to every
/// user whether it succeeds.
const OTHERS: [(&str, &str); 3] =
    [("chrony", "/run/chrony/chronyd.pid"), ("ntpsec", "/run/ntpd.pid"), ("openntpd", "/run/openntpd.pid")];

/// The findings about the clock and its synchronization.
pub(super) fn clock(host: &Host) -> Vec<Finding> {
    // A package keeps the time at which its files were made.
    let made = std::fs::metadata("/proc/self/exe").and_then(|program| program.modified()).ok();
    vec![plausible(SystemTime::now(), made), kept(host)]
}

/// A clock that is behind the build time of this program is wrong, even if it was set once.
pub(super) fn plausible(now: SystemTime, made: Option<SystemTime>) -> Finding {
    if !clock_is_set(now) {
        Finding::broken(Part::Clock, FindingDetail::Unset)
    } else if made.is_some_and(|made| now < made) {
        Finding::broken(Part::Clock, FindingDetail::Behind)
    } else {
        let shown = in_japan(now);
        Finding::fine(Part::Clock, FindingDetail::Time(shown.hour(), shown.minute()))
    }
}

/// systemd-timesyncd marks its first success (systemd-timesyncd.service(8)).
pub(super) fn kept(host: &Host) -> Finding {
    if host.has("/run/systemd/timesync/synchronized") {
        return Finding::fine(Part::Sync, FindingDetail::Secured);
    }
    let other = OTHERS.iter().find(|(_, pid)| host.has(pid));
    other.map_or(Finding::look(Part::Sync, FindingDetail::Exposed), |(name, _)| {
        Finding::fine(Part::Sync, FindingDetail::KeptBy(name))
    })
}
