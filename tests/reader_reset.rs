//! A reader that does not answer comes back without a person: what the kiosk asks root for, what shows meanwhile, and
//! what root's program does to the reader's USB port.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::support::desk::{Desk, PIN, Place, Setup, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::{wait_for, wait_for_up_to};

const UNIT: &str = "/run/systemd/system/uketsuke-reader-reset.service";
/// A call counts as hung after 15 s; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(40);
/// The code of the screen that says that the reader is started again.
const RESTARTS: &str = "K-207";

/// A `systemctl` that writes down what it is asked, and then does this.
fn systemctl(place: &Place<'_>, then: &str) {
    let program = place.dir.join("bin/systemctl");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    let asked = place.dir.join("asked");
    fs::write(&program, format!("#!/bin/sh\necho \"$*\" >>{}\ncd {}\n{then}\n", asked.display(), place.dir.display()))
        .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Root's reset ends when the test says so.
fn can_reset(place: &Place<'_>) {
    place.pcscd.has_file(UNIT, "[Service]\nType=oneshot\n");
    assert!(Command::new("mkfifo").arg(place.dir.join("done")).status().unwrap().success());
    systemctl(place, "read -r status <done; exit $status");
    place.adds("[metrics]\nfile = \"uketsuke.prom\"\n");
}

fn refuses(place: &Place<'_>) {
    place.pcscd.has_file(UNIT, "[Service]\nType=oneshot\n");
    systemctl(place, "echo 'Access denied' >&2; exit 4");
}

fn asked(desk: &Desk) -> String {
    fs::read_to_string(desk.dir().join("asked")).unwrap_or_default()
}

fn shows_within_patience(desk: &Desk, word: &str) {
    wait_for_up_to(PATIENCE, word, || desk.shows(word).then_some(()));
}

#[test]
fn a_reader_that_hangs_in_a_visit_is_reset_and_the_next_persons_card_gets_its_own_answer() {
    let desk = Desk::set_up(Setup { before: can_reset, ..Setup::default() });
    desk.card.say("hang");
    desk.inserts("valid-kumiai");
    shows_within_patience(&desk, RESTARTS);
    desk.sees("起動し直しています");
    assert_eq!(asked(&desk), "--no-ask-password start uketsuke-reader-reset.service\n");
    // What root does; and meanwhile another person puts a card there.
    desk.pcscd.kill();
    desk.card.swap("valid-kyokai");
    desk.card.say("answer");
    desk.pcscd.restart();
    fs::write(desk.dir().join("done"), "0\n").unwrap();
    desk.enters_pin("1234");
    desk.sees(VALID);
    desk.sees("一郎");
    assert!(!desk.shows("太郎") && !desk.shows(RESTARTS));
    let log = desk.log_says("the reader was reset");
    assert!(log.contains("the reader does not work; its reset is asked for"), "{log}");
    wait_for("the count of resets", || {
        let figures = fs::read_to_string(desk.dir().join("uketsuke.prom")).unwrap_or_default();
        figures.contains("uketsuke_reader_resets_total{outcome=\"done\"} 1").then_some(())
    });
    assert_eq!(asked(&desk).lines().count(), 1);
    desk.leaves();
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_machine_that_refuses_is_asked_once_and_the_kiosk_says_what_it_says_elsewhere() {
    let desk = Desk::set_up(Setup { before: refuses, ..Setup::default() });
    desk.card.say("hang");
    desk.inserts("valid-kumiai");
    shows_within_patience(&desk, "K-102");
    assert_eq!(asked(&desk), "--no-ask-password start uketsuke-reader-reset.service\n");
    let log = desk.log_says("the reader was not reset");
    assert!(log.contains("Access denied"), "{log}");
    // The reader answers again by itself.
    desk.card.say("answer");
    desk.removes();
    desk.presses(Key::Esc);
    desk.sees(WAITING);
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
}

#[test]
fn without_the_unit_nothing_is_asked() {
    let desk = Desk::set_up(Setup { before: |place| systemctl(place, "exit 0"), ..Setup::default() });
    desk.card.say("hang");
    desk.inserts("valid-kumiai");
    desk.log_says_within(PATIENCE, "cannot be reset on this machine");
    shows_within_patience(&desk, "K-102");
    assert_eq!(asked(&desk), "");
}

/// A folder as `/sys/bus/usb` has one, and what the kernel does when a device is let go and let in.
struct Bus(tempfile::TempDir);

impl Bus {
    fn device(&self, name: &str) -> PathBuf {
        self.0.path().join("bus/usb/devices").join(name)
    }

    fn plugged(&self, name: &str, id: &str, class: &str, authorized: &str) {
        let device = self.device(name);
        let (vendor, product) = id.split_once(':').unwrap();
        fs::create_dir_all(&device).unwrap();
        for (file, text) in [("idVendor", vendor), ("idProduct", product), ("authorized", authorized)] {
            fs::write(device.join(file), format!("{text}\n")).unwrap();
        }
        if authorized == "1" {
            Self::interface(&device, name, class);
        }
    }

    fn interface(device: &Path, name: &str, class: &str) {
        let interface = device.join(format!("{name}:1.0"));
        fs::create_dir_all(&interface).unwrap();
        fs::write(interface.join("bInterfaceClass"), format!("{class}\n")).unwrap();
    }

    fn authorized(&self, name: &str) -> String {
        fs::read_to_string(self.device(name).join("authorized")).unwrap().trim().to_owned()
    }

    fn is(&self, name: &str, authorized: &str) {
        wait_for(&format!("{name}: {authorized}"), || (self.authorized(name) == authorized).then_some(()));
    }
}

#[test]
fn root_lets_go_of_readers_and_of_nothing_else_and_what_is_plugged_in_meanwhile_is_not_let_in() {
    let bus = Bus(tempfile::tempdir().unwrap());
    bus.plugged("1-1", "054c:0dc8", "0b", "1");
    bus.plugged("1-2", "1234:5678", "03", "1");
    bus.plugged("1-3", "04e6:5120", "ff", "1");
    bus.plugged("1-4", "054c:0dc8", "0b", "0");
    bus.plugged("1-5", "054c:0dc8", "0b", "1");
    bus.plugged("1-6", "1234:5678", "ff", "1");
    let record = bus.0.path().join("resets");
    let mut program = Command::new("kiosk/readers/reader-reset");
    program.arg("--sys").arg(bus.0.path()).arg("--record").arg(&record);
    program.arg("--rules").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/lockdown/root/etc/usbguard/rules.conf"));
    let mut running = program.spawn().unwrap();
    for (name, class) in [("1-1", "0b"), ("1-3", "ff")] {
        bus.is(name, "0");
        let interface = bus.device(name).join(format!("{name}:1.0"));
        fs::remove_dir_all(&interface).unwrap();
        bus.is(name, "1");
        Bus::interface(&bus.device(name), name, class);
    }
    // This one is pulled, and a keyboard is plugged in that USBGuard keeps out.
    bus.is("1-5", "0");
    fs::rename(bus.device("1-5"), bus.0.path().join("pulled")).unwrap();
    bus.plugged("1-5", "1234:5678", "03", "0");
    fs::remove_dir_all(bus.0.path().join("pulled")).unwrap();
    assert!(running.wait().unwrap().success());
    for (name, authorized) in [("1-1", "1"), ("1-2", "1"), ("1-3", "1"), ("1-4", "0"), ("1-5", "0"), ("1-6", "1")] {
        assert_eq!(bus.authorized(name), authorized, "{name}");
    }
    assert_eq!(fs::read_to_string(&record).unwrap(), "1\n");
}

#[test]
fn the_count_of_resets_goes_on_and_survives_nonsense() {
    let bus = Bus(tempfile::tempdir().unwrap());
    let record = bus.0.path().join("resets");
    for (before, after) in [("7\n", "8\n"), ("many\n", "1\n"), ("09\n", "10\n"), ("", "1\n")] {
        fs::write(&record, before).unwrap();
        let mut program = Command::new("kiosk/readers/reader-reset");
        program.arg("--sys").arg(bus.0.path()).arg("--record").arg(&record);
        assert!(program.status().unwrap().success());
        assert_eq!(fs::read_to_string(&record).unwrap(), after, "{before:?}");
    }
}
