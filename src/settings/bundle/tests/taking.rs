use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::time::{Duration, Instant};

use time::macros::datetime;

use super::super::apply::apply_at;
use super::super::place::{BundleWatch, WaitingBundle};
use super::super::refusal::Refusal;
use super::*;
use crate::settings::{BundleId, SaveError};

const QUIET: &str = "[base.ui]\nsound = false";
const LOUD: &str = "[base.ui]\nsound = true";

#[test]
fn a_bundle_waits_and_changes_nothing_before_it_is_applied() {
    let site = Site::new();
    let TakeOutcome::Waits(BundleId { serial: 7, .. }, keys) = site.takes(&base(7, QUIET)).unwrap() else { panic!() };
    assert_eq!(keys, [("ui", "sound")]);
    assert_eq!(site.text("kiosk.toml"), OWN);
    assert_eq!(WaitingBundle::beside(&site.settings()).unwrap().unwrap().0.serial, 7);
    assert!(matches!(site.takes(&base(7, QUIET)).unwrap(), TakeOutcome::Waited(_)));
    let applied = site.applies().unwrap().unwrap();
    assert!(!applied.settings.ui.sound && !site.settings().ui.sound);
    assert_eq!(WaitingBundle::beside(&site.settings()).unwrap(), None);
}

#[test]
fn the_same_bundle_again_does_nothing() {
    let site = Site::new();
    site.follows(&base(7, QUIET));
    let text = site.text("kiosk.toml");
    assert!(matches!(site.takes(&base(7, QUIET)).unwrap(), TakeOutcome::Taken(_)));
    assert!(site.applies().unwrap().is_none());
    assert_eq!((site.text("kiosk.toml"), site.text("kiosk.toml.before")), (text, OWN.to_owned()));
}

#[test]
fn an_older_bundle_is_refused_whether_the_newer_one_was_taken_or_still_waits() {
    let site = Site::new();
    site.takes(&base(7, QUIET)).unwrap();
    assert!(site.refuses(&base(6, LOUD)).contains("serial 6 is older than 7"));
    site.applies().unwrap();
    assert!(site.refuses(&base(6, LOUD)).contains("serial 6 is older than 7"));
    // Also where what waited last is gone.
    fs::remove_file(site.path("kiosk.toml.bundle")).unwrap();
    assert!(site.refuses(&base(6, LOUD)).contains("serial 6 is older than 7"));
    assert!(!site.settings().ui.sound);
    let far = site.refuses(&base(u64::from(u32::MAX), "").replace("4294967295", "9223372036854775808"));
    assert!(far.contains("1:10"), "{far}");
}

#[test]
fn an_older_bundle_that_is_put_in_the_place_of_the_one_that_waits_is_not_applied() {
    let site = Site::new();
    site.takes(&base(6, LOUD)).unwrap();
    let older = site.text("kiosk.toml.bundle");
    site.follows(&base(7, QUIET));
    let text = site.text("kiosk.toml");
    fs::write(site.path("kiosk.toml.bundle"), older).unwrap();
    assert!(site.applies().unwrap().is_none());
    assert_eq!(site.text("kiosk.toml"), text);
    // Nor does it stand in the way of a newer one.
    site.follows(&base(8, LOUD));
    assert!(site.settings().ui.sound);
}

#[test]
fn two_bundles_of_one_serial_are_not_taken_for_the_same() {
    let site = Site::new();
    site.takes(&base(7, QUIET)).unwrap();
    assert!(site.refuses(&base(7, LOUD)).contains("serial 7 was another bundle"));
    site.applies().unwrap();
    assert!(site.refuses(&base(7, LOUD)).contains("serial 7 was another bundle"));
    // One that comes past the command is refused too.
    let waits = site.text("kiosk.toml.bundle");
    fs::write(site.path("kiosk.toml"), OWN).unwrap();
    site.follows(&base(8, QUIET));
    fs::write(site.path("kiosk.toml"), OWN).unwrap();
    fs::remove_file(site.path("kiosk.toml.bundle")).unwrap();
    site.follows(&base(7, LOUD));
    fs::write(site.path("kiosk.toml.bundle"), waits).unwrap();
    assert!(matches!(site.applies().unwrap_err(), BundleError::SameSerial(7)));
}

#[test]
fn a_bundle_that_comes_too_late_is_not_taken_and_one_that_waited_too_long_is_not_applied() {
    let site = Site::new();
    let text = base(1, &format!("until = 2026-11-30\n{QUIET}"));
    let path = site.signed(&text);
    let at = |at| BundleClock { at, is_set: true };
    let late = at(datetime!(2026-12-01 00:00 +9));
    assert!(matches!(take_at(&site.settings(), &path, late), Err(BundleError::Late(_))));
    let unset = BundleClock { at: datetime!(1970-01-01 09:00 +9), is_set: false };
    assert!(matches!(take_at(&site.settings(), &path, unset), Err(BundleError::NoClock)));
    take_at(&site.settings(), &path, at(datetime!(2026-11-30 23:59 +9))).unwrap();
    assert!(matches!(apply_at(&site.settings(), late), Err(BundleError::Late(_))));
    assert!(matches!(apply_at(&site.settings(), unset), Err(BundleError::NoClock)));
    assert_eq!(site.text("kiosk.toml"), OWN);
    assert!(apply_at(&site.settings(), CLOCK).unwrap().is_some());
    // One without a last day is taken without a clock.
    take_at(&site.settings(), &site.signed(&base(2, LOUD)), unset).unwrap();
    assert!(apply_at(&site.settings(), unset).unwrap().is_some());
    assert!(site.settings().ui.sound);
}

#[test]
fn a_clock_that_was_set_back_does_not_bring_a_late_bundle_back() {
    let site = Site::new();
    site.follows(&base(1, QUIET));
    let path = site.signed(&base(2, &format!("until = 2026-11-01\n{LOUD}")));
    let back = BundleClock { at: datetime!(2026-10-30 12:00 +9), is_set: true };
    assert!(matches!(take_at(&site.settings(), &path, back), Err(BundleError::NoClock)));
    assert!(matches!(take_at(&site.settings(), &path, CLOCK), Err(BundleError::Late(_))));
}

#[test]
fn bundles_that_are_brought_at_once_leave_the_newest() {
    let site = Site::new();
    let paths: Vec<_> = (1..=8)
        .map(|serial| {
            let dir = site.downloads.path().join(serial.to_string());
            fs::create_dir(&dir).unwrap();
            site.signer.signs(&dir, &base(serial, QUIET))
        })
        .collect();
    let settings = site.settings();
    std::thread::scope(|scope| {
        for path in &paths {
            scope.spawn(|| take_at(&settings, path, CLOCK));
        }
    });
    assert_eq!(WaitingBundle::beside(&settings).unwrap().unwrap().0.serial, 8);
}

#[test]
fn a_bundle_without_this_kiosk_is_refused_with_those_that_it_has() {
    let site = Site::new();
    let error = site.refuses("serial = 1\n[kiosk.aoi-1]\n[kiosk.aoi-2]\n");
    assert_eq!(error, "it has no [kiosk.midori-1]; it has aoi-1, aoi-2; compare [fleet] kiosk");
    assert!(site.refuses("serial = 1\n[kiosk.MIDORI-1]\n").contains("no [kiosk.midori-1]"));
    assert!(site.refuses("serial = 1\n").contains("it names no kiosk at all"));
}

#[test]
fn settings_without_a_fleet_take_no_bundle() {
    let site = Site::new();
    let own = OWN.split("[fleet]").next().unwrap();
    fs::write(site.path("kiosk.toml"), own).unwrap();
    let path = site.signed(&base(1, QUIET));
    assert!(matches!(take_at(&site.settings(), &path, CLOCK), Err(BundleError::NoFleet)));
    fs::write(site.path("kiosk.toml.bundle"), "x").unwrap();
    assert!(site.applies().unwrap().is_none());
    assert!(!BundleWatch::new(&site.settings()).has_news(Instant::now()));
}

#[test]
fn why_a_bundle_was_refused_is_kept_until_one_is_taken() {
    let site = Site::new();
    assert_eq!(Refusal::beside(&site.settings()), None);
    site.refuses(&base(1, "[base.staff]"));
    let refusal = Refusal::beside(&site.settings()).unwrap();
    assert_eq!(refusal.when(), "2026-11-30 20:15");
    assert!(refusal.words.contains("a bundle sets no secret"), "{}", refusal.words);
    site.takes(&base(1, QUIET)).unwrap();
    assert_eq!(Refusal::beside(&site.settings()), None);
    for garbage in ["", "\0", "yesterday no\n", &"x".repeat(9000)] {
        fs::write(site.path("kiosk.toml.refused"), garbage).unwrap();
        assert_eq!(Refusal::beside(&site.settings()), None, "{garbage:?}");
    }
}

#[test]
fn a_bundle_that_could_not_be_laid_in_is_tried_again_after_an_hour() {
    let (site, now) = (Site::new(), Instant::now());
    site.takes(&base(1, QUIET)).unwrap();
    let mut watch = BundleWatch::new(&site.settings());
    assert!(watch.has_news(now));
    watch.try_later(now);
    assert!(!watch.has_news(now + Duration::from_secs(3599)));
    assert!(watch.has_news(now + Duration::from_secs(3600)));
    assert!(!watch.has_news(now + Duration::from_secs(7200)));
}

#[test]
fn why_a_bundle_could_not_be_laid_in_stays_when_the_same_one_is_brought_again() {
    let site = Site::new();
    let path = site.signed(&base(1, QUIET));
    take_at(&site.settings(), &path, CLOCK).unwrap();
    Refusal::keep(&site.settings(), &BundleError::NoFleet, CLOCK);
    assert!(matches!(take_at(&site.settings(), &path, CLOCK), Ok(TakeOutcome::Waited(_))));
    assert!(Refusal::beside(&site.settings()).is_some());
}

#[test]
fn a_watch_notices_each_bundle_that_comes_to_wait_once() {
    let (site, now) = (Site::new(), Instant::now());
    let mut watch = BundleWatch::new(&site.settings());
    assert!(!watch.has_news(now));
    for serial in 1..4 {
        site.takes(&base(serial, QUIET)).unwrap();
        assert!(watch.has_news(now) && !watch.has_news(now), "{serial}");
    }
    fs::remove_file(site.path("kiosk.toml.bundle")).unwrap();
    assert!(!watch.has_news(now));
}

#[test]
fn settings_that_were_changed_meanwhile_are_not_overwritten() {
    let site = Site::new();
    site.takes(&base(1, QUIET)).unwrap();
    let read = site.settings();
    let theirs = OWN.replace("# ours", "# theirs");
    fs::write(site.path("kiosk.toml"), &theirs).unwrap();
    let error = apply_at(&read, CLOCK).unwrap_err();
    assert!(matches!(error, BundleError::Unwritable(SaveError::Changed(_))), "{error}");
    assert_eq!(site.text("kiosk.toml"), theirs);
    assert!(site.applies().unwrap().is_some());
    assert!(site.text("kiosk.toml").starts_with("# theirs"));
}

#[test]
fn settings_that_no_longer_go_with_a_bundle_stay() {
    let site = Site::new();
    site.takes(&base(1, "[base.handoff]\nkind = \"csv\"\ndir = \"/srv/x\"")).unwrap();
    let theirs = format!("{OWN}[source]\nkind = \"oqs-folder\"\ndir = \"/srv/x\"\n");
    fs::write(site.path("kiosk.toml"), &theirs).unwrap();
    let error = site.applies().unwrap_err().to_string();
    assert!(error.contains("[handoff] dir is that of [source]"), "{error}");
    assert_eq!(site.text("kiosk.toml"), theirs);
}

#[test]
fn a_file_of_settings_that_is_a_link_stays_one_and_keeps_its_mode() {
    let site = Site::new();
    let there = tempfile::tempdir().unwrap();
    let file = there.path().join("real.toml");
    let own = OWN.replace("fleet.pem", site.path("fleet.pem").to_str().unwrap());
    fs::write(&file, own).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    fs::remove_file(site.path("kiosk.toml")).unwrap();
    symlink(&file, site.path("kiosk.toml")).unwrap();
    site.follows(&base(1, QUIET));
    assert!(fs::symlink_metadata(site.path("kiosk.toml")).unwrap().is_symlink());
    for name in ["real.toml", "real.toml.before", "real.toml.bundle"] {
        let mode = fs::metadata(there.path().join(name)).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode, 0o640, "{name}");
    }
    assert!(!site.settings().ui.sound);
}

#[test]
fn where_nothing_can_be_written_the_settings_stay_and_it_is_said() {
    let site = Site::new();
    // In the way, so that not even root can make the new file.
    fs::create_dir(site.path(".kiosk.toml.bundle.new")).unwrap();
    let error = site.takes(&base(1, QUIET)).unwrap_err();
    assert!(matches!(error, BundleError::Unwritable(_)), "{error}");
    fs::remove_dir(site.path(".kiosk.toml.bundle.new")).unwrap();
    site.takes(&base(1, QUIET)).unwrap();
    for name in [".kiosk.toml.before.new", ".kiosk.toml.new"] {
        fs::create_dir(site.path(name)).unwrap();
        assert!(matches!(site.applies().unwrap_err(), BundleError::Unwritable(_)));
        assert_eq!(site.text("kiosk.toml"), OWN);
        fs::remove_dir(site.path(name)).unwrap();
    }
    assert!(site.applies().unwrap().is_some());
}
