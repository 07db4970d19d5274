//! Machines that are locked down, are not, or say so and are not.

use super::super::lockdown::findings;
use super::*;

const ROOT: &str = "/proc/self/mountinfo";
const FIREWALL: &str = "/run/systemd/units/invocation:nftables.service";
const USBGUARD: &str = "/run/systemd/units/invocation:usbguard.service";
const AUTHORIZED: &str = "/sys/module/usbcore/parameters/authorized_default";

/// A machine that keeps every promise.
fn locked() -> Machine {
    Machine::new()
        .has("/etc/uketsuke-lockdown", "")
        .has("/proc/swaps", "Filename\t\tType\t\tSize\tUsed\tPriority\n")
        .has("/proc/sys/kernel/core_pattern", "|/bin/false\n")
        .has("/proc/sys/kernel/sysrq", "0\n")
        .links("/etc/systemd/system/ctrl-alt-del.target", "/dev/null")
        .has("/etc/systemd/system.conf", "[Manager]\n#CtrlAltDelBurstAction=reboot-force\n")
        .has("/etc/systemd/system.conf.d/kiosk.conf", "[Manager]\nCtrlAltDelBurstAction=none\n")
        .links("/etc/systemd/system/getty@.service", "/dev/null")
        .has("/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda2 ro quiet console=tty12\n")
        .has("/etc/systemd/logind.conf.d/kiosk.conf", "[Login]\nNAutoVTs=0\nReserveVT = 0\n")
        .has(ROOT, "22 1 8:2 / / ro,relatime shared:1 - ext4 /dev/sda2 ro,errors=remount-ro\n")
        .links(FIREWALL, "0123456789abcdef0123456789abcdef")
        .links(USBGUARD, "0123456789abcdef0123456789abcdef")
        .has("/etc/modprobe.d/kiosk.conf", "install usb-storage /bin/false\n")
        .has("/usr/bin/unattended-upgrade", "")
        .has("/etc/apt/apt.conf.d/20auto-upgrades", "APT::Periodic::Unattended-Upgrade \"1\";\n")
}

/// One whose `usbguard` has died.
fn unguarded() -> Machine {
    locked().lacks(USBGUARD)
}

fn is(machine: &Machine, part: Part) -> FindingDetail {
    of(&findings(&machine.host()), part).1
}

/// It has no packages to upgrade.
#[test]
fn an_image_that_is_replaced_as_a_whole_gets_its_updates_where_it_looks_for_them() {
    let with = |state: &str| locked().lacks("/usr/bin/unattended-upgrade").has("/run/uketsuke-box/state", state);
    assert_eq!(is(&with("version 2026.1130.1\nupdates off\n"), Part::Updates), FindingDetail::Exposed);
    assert_ne!(is(&with("version 2026.1130.1\nupdates on\n"), Part::Updates), FindingDetail::Exposed);
}

#[test]
fn a_machine_that_keeps_its_promises_has_nothing_to_look_at() {
    let found = findings(&locked().host());
    assert_eq!(found.len(), 11);
    for finding in found {
        assert_eq!((finding.health, finding.detail), (Health::Fine, FindingDetail::Secured), "{:?}", finding.part);
    }
}

#[test]
fn each_file_that_the_firewall_does_without_is_told_by_its_name() {
    let failed = "drop-in /etc/nftables.d/a.nft\nshare 192.0.2.10\ndrop-in /etc/nftables.d/b c.nft\n";
    let found = findings(&locked().has("/run/uketsuke-firewall/failed", failed).host());
    let broken: Vec<_> = found.into_iter().filter(|finding| finding.health == Health::Broken).collect();
    let left_out = |file: &str| Finding::broken(Part::Firewall, FindingDetail::LeftOut(file.to_owned()));
    assert_eq!(broken, [left_out("/etc/nftables.d/a.nft"), left_out("/etc/nftables.d/b c.nft")]);
}

#[test]
fn a_machine_that_was_never_locked_down_has_one_finding_and_is_not_broken() {
    let found = findings(&Machine::new().has("/proc/sys/kernel/sysrq", "1").host());
    assert_eq!(found, [Finding::look(Part::Lockdown, FindingDetail::Exposed)]);
}

#[test]
fn a_promise_that_is_not_kept_is_broken() {
    let swap = "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n/dev/sda3 partition 1 0 -2\n";
    let broken = [
        (Part::Swap, locked().has("/proc/swaps", swap)),
        (Part::CoreDumps, locked().has("/proc/sys/kernel/core_pattern", "core\n")),
        (Part::CoreDumps, locked().has("/proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n")),
        (Part::SysRq, locked().has("/proc/sys/kernel/sysrq", "438\n")),
        (Part::CtrlAltDel, locked().lacks("/etc/systemd/system/ctrl-alt-del.target")),
        (Part::CtrlAltDel, locked().links("/etc/systemd/system/ctrl-alt-del.target", "reboot.target")),
        (Part::CtrlAltDel, locked().lacks("/etc/systemd/system.conf.d/kiosk.conf")),
        (Part::Logins, locked().lacks("/etc/systemd/system/getty@.service")),
        (Part::Logins, locked().has("/proc/cmdline", "console=tty0 console=ttyS0,115200n8\n")),
        (Part::Consoles, locked().has("/etc/systemd/logind.conf.d/kiosk.conf", "[Login]\nNAutoVTs=0\n")),
        (Part::Consoles, locked().has("/etc/systemd/logind.conf.d/zz.conf", "[Login]\nReserveVT=6\n")),
        (Part::Firewall, locked().lacks(FIREWALL)),
        (Part::Usb, unguarded().lacks("/etc/modprobe.d/kiosk.conf")),
        (Part::Usb, unguarded().has("/sys/module/usb_storage/refcnt", "0")),
        (Part::Usb, unguarded().has("/etc/modprobe.d/kiosk.conf", "# blacklist usb-storage\n")),
        (Part::Updates, locked().lacks("/usr/bin/unattended-upgrade")),
        (Part::Updates, locked().has("/etc/apt/apt.conf.d/99off", "APT::Periodic::Unattended-Upgrade \"0\";\n")),
    ];
    for (part, machine) in broken {
        let found = findings(&machine.host());
        assert_eq!(of(&found, part), (Health::Broken, FindingDetail::Exposed), "{part:?}");
        assert_eq!(found.iter().filter(|finding| finding.health != Health::Fine).count(), 1, "{found:?}");
    }
}

#[test]
fn without_usbguard_a_keyboard_that_types_by_itself_is_still_taken() {
    let found = findings(&unguarded().host());
    assert_eq!(of(&found, Part::Usb), (Health::Look, FindingDetail::Partly));
    let found = findings(&unguarded().has(AUTHORIZED, "1\n").host());
    assert_eq!(of(&found, Part::Usb), (Health::Look, FindingDetail::Partly));
    for value in ["0\n", "2\n"] {
        assert_eq!(
            is(&unguarded().has(AUTHORIZED, value), Part::Usb),
            FindingDetail::Secured,
            "the kernel takes none by itself"
        );
    }
}

#[test]
fn without_a_service_manager_the_firewall_is_unknown() {
    let machine = locked();
    fs::remove_dir_all(machine.path("/run/systemd/units")).unwrap();
    assert_eq!(of(&findings(&machine.host()), Part::Firewall), (Health::Look, FindingDetail::Unknown));
}

#[test]
fn a_root_that_is_read_only_for_one_unit_only_can_be_written() {
    // What a unit with ProtectSystem=strict sees: the mount is read-only, the file system is not.
    let view =
        "22 1 8:2 / / rw - ext4 /dev/sda2 rw\n413 22 8:2 / / ro,relatime - ext4 /dev/sda2 rw,errors=remount-ro\n";
    assert_eq!(is(&locked().has(ROOT, view), Part::Root), FindingDetail::Exposed);
}

#[test]
fn memory_that_is_compressed_into_memory_is_no_swap_and_coredumps_can_be_switched_off_in_either_way() {
    let zram = "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n";
    assert_eq!(is(&locked().has("/proc/swaps", zram), Part::Swap), FindingDetail::Secured);
    let machine = locked()
        .has("/proc/sys/kernel/core_pattern", "|/lib/systemd/systemd-coredump %P\n")
        .has("/etc/systemd/coredump.conf", "[Coredump]\nStorage=none\n");
    assert_eq!(is(&machine, Part::CoreDumps), FindingDetail::Secured);
}

#[test]
fn what_this_user_cannot_see_is_unknown_and_not_broken() {
    for (part, path) in [
        (Part::Swap, "/proc/swaps"),
        (Part::SysRq, "/proc/sys/kernel/sysrq"),
        (Part::CoreDumps, "/proc/sys/kernel/core_pattern"),
        (Part::Root, ROOT),
    ] {
        let found = findings(&locked().lacks(path).host());
        assert_eq!(of(&found, part), (Health::Look, FindingDetail::Unknown), "{part:?}");
    }
}

#[test]
fn files_full_of_nonsense_are_no_promise() {
    for nonsense in ["", "\0\0\0", "=====\n\n- - -", "あ".repeat(1000).as_str()] {
        let machine = locked()
            .has(ROOT, nonsense)
            .has("/proc/sys/kernel/sysrq", nonsense)
            .has("/proc/sys/kernel/core_pattern", nonsense)
            .has("/etc/systemd/logind.conf.d/kiosk.conf", nonsense)
            .has("/etc/apt/apt.conf.d/20auto-upgrades", nonsense);
        let found = findings(&machine.host());
        for part in [Part::Root, Part::SysRq, Part::CoreDumps, Part::Consoles, Part::Updates] {
            assert_ne!(of(&found, part).0, Health::Fine, "{part:?}: {nonsense:?}");
        }
    }
}
