//! Whether the machine is locked down as its marker file says: no other login, no personal data written to disk by swap
//! or core dumps, no unknown USB device.
//!
//! Every user can read all of this. For a machine that was never locked down there is one finding that says so.

use super::host::Host;
use super::image::ImageState;
use crate::common::{Finding, FindingDetail, Part};

/// `uketsuke-lockdown on` creates this file.
const MARKER: &str = "/etc/uketsuke-lockdown";

/// Whether a promise is kept; `None` where this user cannot tell.
type PromiseKept = Option<bool>;

/// A promise and the function that examines it.
type Promise = (Part, fn(&Host) -> FindingDetail);

/// What a machine that is locked down promises.
const PROMISES: [Promise; 10] = [
    (Part::Swap, |host| said(swap(host))),
    (Part::CoreDumps, |host| said(core_dumps(host))),
    (Part::SysRq, |host| said(sysrq(host))),
    (Part::CtrlAltDel, |host| said(Some(ctrl_alt_del(host)))),
    (Part::Logins, |host| said(Some(logins(host)))),
    (Part::Consoles, |host| said(Some(consoles(host)))),
    (Part::Root, |host| said(root(host))),
    (Part::Firewall, |host| said(firewall(host))),
    (Part::Usb, usb),
    (Part::Updates, |host| said(Some(updates(host)))),
];

/// The findings about all promises.
pub(super) fn findings(host: &Host) -> Vec<Finding> {
    if !host.has(MARKER) {
        return vec![Finding::look(Part::Lockdown, FindingDetail::Exposed)];
    }
    let kept = |(part, promise): Promise| match promise(host) {
        FindingDetail::Secured => Finding::fine(part, FindingDetail::Secured),
        FindingDetail::Exposed => Finding::broken(part, FindingDetail::Exposed),
        partly_or_unknown => Finding::look(part, partly_or_unknown),
    };
    let on = Finding::fine(Part::Lockdown, FindingDetail::Secured);
    let left_out = host.failed_in_firewall("drop-in").into_iter();
    let left_out = left_out.map(|file| Finding::broken(Part::Firewall, FindingDetail::LeftOut(file)));
    std::iter::once(on).chain(PROMISES.map(kept)).chain(left_out).collect()
}

const fn said(kept: PromiseKept) -> FindingDetail {
    match kept {
        Some(true) => FindingDetail::Secured,
        Some(false) => FindingDetail::Exposed,
        None => FindingDetail::Unknown,
    }
}

/// Off, or in memory only. Below the line of titles, one line each (`proc_swaps(5)`).
fn swap(host: &Host) -> PromiseKept {
    let swaps = host.text("/proc/swaps")?;
    Some(swaps.lines().skip(1).all(|line| line.starts_with("/dev/zram")))
}

/// `core(5)`: a pattern names a file, or after `|` a program.
fn core_dumps(host: &Host) -> PromiseKept {
    let pattern = host.text("/proc/sys/kernel/core_pattern")?;
    let program = pattern.trim().strip_prefix('|').map(|rest| rest.split_whitespace().next().unwrap_or_default());
    Some(match program {
        Some(program) if program.ends_with("/systemd-coredump") => {
            host.systemd("coredump.conf", "Storage").as_deref() == Some("none")
        }
        Some(program) => program.ends_with("/false") || program.ends_with("/true"),
        None => pattern.trim() == "/dev/null",
    })
}

fn sysrq(host: &Host) -> PromiseKept {
    host.text("/proc/sys/kernel/sysrq").map(|value| value.trim() == "0")
}

/// Seven times within two seconds are another action, which no mask stops (systemd-system.conf(5),
/// `CtrlAltDelBurstAction=`).
fn ctrl_alt_del(host: &Host) -> bool {
    let burst = host.systemd("system.conf", "CtrlAltDelBurstAction");
    host.is_masked("ctrl-alt-del.target") && burst.as_deref() == Some("none")
}

/// None on a console of the screen, and none on a serial line where the kernel has one as its console.
fn logins(host: &Host) -> bool {
    let serial = |word: &str| word.strip_prefix("console=").is_some_and(|name| !is_screen(name));
    let command_line = host.text("/proc/cmdline").unwrap_or_default();
    let has_serial = command_line.split_whitespace().any(serial);
    host.is_masked("getty@.service") && (!has_serial || host.is_masked("serial-getty@.service"))
}

/// `tty0` or `tty1`, not `ttyS0` or `hvc0`.
fn is_screen(name: &str) -> bool {
    let device = name.split(',').next().unwrap_or_default();
    device.is_empty() || device.strip_prefix("tty").is_some_and(|rest| rest.chars().all(|char| char.is_ascii_digit()))
}

fn consoles(host: &Host) -> bool {
    ["NAutoVTs", "ReserveVT"].iter().all(|key| host.systemd("logind.conf", key).as_deref() == Some("0"))
}

/// Of the file system itself, not of the view that a unit has of it: a hardened unit sees every root read-only. Its own
/// options stand last (`proc_pid_mountinfo(5)`).
fn root(host: &Host) -> PromiseKept {
    let mounts = host.text("/proc/self/mountinfo")?;
    let root = mounts.lines().rfind(|line| line.split(' ').nth(4) == Some("/"))?;
    let options = root.split(" - ").nth(1)?.split(' ').nth(2)?;
    Some(options.split(',').any(|option| option == "ro"))
}

/// The rules themselves only root can read; that they were loaded is seen by the unit that does it, which stays active
/// if it could.
fn firewall(host: &Host) -> PromiseKept {
    host.has_units().then(|| host.is_active("nftables.service"))
}

/// `usbguard` decides about every device, or the kernel takes none by itself. Where only storage is refused, a stick
/// that says that it is a keyboard still types.
fn usb(host: &Host) -> FindingDetail {
    let authorized = host.text("/sys/module/usbcore/parameters/authorized_default");
    let takes_none = authorized.is_some_and(|value| matches!(value.trim(), "0" | "2"));
    if host.is_active("usbguard.service") || takes_none {
        FindingDetail::Secured
    } else if refuses_storage(host) {
        FindingDetail::Partly
    } else {
        FindingDetail::Exposed
    }
}

fn refuses_storage(host: &Host) -> bool {
    let refuses = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let storage = words.get(1).is_some_and(|module| matches!(*module, "usb-storage" | "usb_storage"));
        match words.first() {
            Some(&"blacklist") => storage,
            Some(&"install") => storage && words.get(2).is_some_and(|program| program.ends_with("/false")),
            _ => false,
        }
    };
    let files = host.files(&["/usr/lib/modprobe.d", "/run/modprobe.d", "/etc/modprobe.d"], ".conf");
    files.iter().flat_map(|text| text.lines()).any(refuses) && !host.has("/sys/module/usb_storage")
}

/// Installed, and switched on (`APT::Periodic::Unattended-Upgrade`): the last file has the last word. Or an image that
/// is replaced as a whole.
fn updates(host: &Host) -> bool {
    let says = |text: String| {
        let value = |line: &str| {
            let rest = line.trim_start().strip_prefix("APT::Periodic::Unattended-Upgrade")?;
            rest.split('"').nth(1).map(|value| value != "0")
        };
        text.lines().filter_map(value).next_back()
    };
    let on = host.files(&["/etc/apt/apt.conf.d"], "").into_iter().filter_map(says).next_back();
    ImageState::read(host).is_updated() || on == Some(true) && host.has("/usr/bin/unattended-upgrade")
}
