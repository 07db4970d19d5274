//! What the process does for its secrets before it does anything else.

use rustix::mm::MlockAllFlags;
use rustix::process::{DumpableBehavior, Resource, Rlimit};

/// No core dump, no debugger of the same user, and, where the limit allows it, no page of this process in swap.
///
/// Pages are locked as they come into use, so nothing is made resident for it. Without the right to lock (a shell's
/// usual limit) the kiosk runs all the same; on the kiosk's own box there is no swap.
pub fn keep_secrets() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if rustix::process::setrlimit(Resource::Core, none).is_err() {
        tracing::warn!("core dumps could not be switched off");
    }
    if rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() {
        tracing::warn!("the process could not be made undumpable");
    }
    let lock = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
    if !may_lock_all() || rustix::mm::mlockall(lock).is_err() {
        tracing::info!("memory is not locked: the limit is too low");
    }
}

/// Under a limit the lock may succeed now and then refuse every later thread its stack.
fn may_lock_all() -> bool {
    rustix::process::geteuid().is_root() || rustix::process::getrlimit(Resource::Memlock).current.is_none()
}
