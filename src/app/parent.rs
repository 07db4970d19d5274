//! The kiosk's supervisor, as the kiosk knows it.

use std::env;

use rustix::process::{Pid, Signal};

/// Tells a kiosk the process id of its supervisor.
pub(super) const SUPERVISOR: &str = "UKETSUKE_SESSION";

/// The supervisor of this kiosk, if it has one.
pub(super) fn supervisor() -> Option<Pid> {
    env::var(SUPERVISOR).ok()?.parse().ok().and_then(Pid::from_raw)
}

/// A kiosk ends with its supervisor: two kiosks on one terminal would share its keys. A terminal that hangs up says so
/// to both; this is for a supervisor that dies alone.
pub(super) fn end_with_supervisor() {
    let Some(parent) = supervisor() else { return };
    if rustix::process::set_parent_process_death_signal(Some(Signal::TERM)).is_err() {
        tracing::warn!("the kiosk would outlive its supervisor");
    }
    // It may have died before it was asked to say so.
    if rustix::process::getppid() != Some(parent) {
        let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::TERM);
    }
}
