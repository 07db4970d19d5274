//! The power goes at any moment while a bundle of settings is taken and laid in (`power_cuts` says how).

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use uketsuke::settings::{ResultSource, Settings, WaitingBundle, apply_waiting, take};
use uketsuke::simulator::tls::TestPki;

use crate::support::cuts::{KEPT, cuts, folder, inside, says, shown};
use crate::support::disk::{Files, lay_out};

const SETTINGS: &str = "kiosk.toml";
const WAITS: &str = "kiosk.toml.bundle";
/// The bundles, in the order in which they are taken.
const NAMES: [&str; 2] = ["first.toml", "second.toml"];

fn openssl(dir: &Path, words: &str) {
    let output = Command::new("sh").args(["-euc", words]).current_dir(dir).output().expect("a shell");
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Two bundles, each with another service, and the settings of a kiosk that takes them.
fn bundles(dir: &Path) -> Files {
    openssl(
        dir,
        "openssl genpkey -algorithm ed25519 -out fleet.key && openssl pkey -in fleet.key -pubout -out fleet.pem",
    );
    for (serial, name) in (2..).zip(NAMES) {
        let authority = TestPki::new().expect("certificates").authority_pem;
        let text = format!(
            "serial = {serial}\n[kiosk.midori-1.gateway]\nurl = \"https://service-{serial}.example\"\nauthority = \"service.pem\"\n\
             [files]\n\"service.pem\" = \"\"\"\n{authority}\"\"\"\n"
        );
        fs::write(dir.join(name), text).expect("a bundle");
        openssl(
            dir,
            &format!("openssl pkeyutl -sign -rawin -inkey fleet.key -in {name} | openssl base64 -A >{name}.sig"),
        );
    }
    let settings = "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"https://service-1.example\"\n\
                    authority = \"authority.pem\"\ncertificate = \"a\"\nkey = \"a\"\n[fleet]\nkiosk = \"midori-1\"\nkey = \"fleet.pem\"\n";
    Files::from([
        (SETTINGS.to_owned(), settings.as_bytes().to_vec()),
        ("fleet.pem".to_owned(), fs::read(dir.join("fleet.pem")).expect("a key")),
    ])
}

fn load(dir: &Path) -> Settings {
    Settings::load(&dir.join(SETTINGS)).expect("settings")
}

#[test]
#[ignore = "is recorded, started by another test"]
fn inside_bundle() {
    let (dir, from) = inside();
    for name in NAMES {
        take(&load(&dir), &PathBuf::from(&from).join(name)).expect("a bundle that waits");
        says(KEPT);
        apply_waiting(&load(&dir)).expect("settings").expect("a bundle");
        says(KEPT);
    }
}

/// The service that the settings name, and the number of the bundle that they are of.
fn state(settings: &Settings) -> (String, u64) {
    let ResultSource::Gateway(gateway) = &settings.source else { panic!("no service") };
    let taken = settings.fleet.as_ref().and_then(|fleet| fleet.taken);
    (gateway.endpoint.url.audience().to_owned(), taken.map_or(1, |taken| taken.id.serial))
}

#[test]
fn a_power_cut_leaves_the_old_settings_or_those_of_the_bundle_with_its_number_and_its_files() {
    let from = folder();
    let before = bundles(from.path());
    let (cuts, kept) = cuts("bundle_power_cuts::inside_bundle", &before, KEPT, from.path().to_str().expect("a path"));
    let dir = folder();
    let mut gone_on = HashSet::new();
    let mut seen = HashSet::new();
    for cut in &cuts {
        let there = cut.files.get(SETTINGS).expect("the settings are there");
        let next = (cut.confirmed + 1).min(kept.len() - 1);
        assert!([cut.confirmed, next].iter().any(|at| &kept[*at][SETTINGS] == there), "a mix: {}", shown(cut));
        let names: Vec<_> = cut.files.keys().cloned().collect();
        if !gone_on.insert((there.clone(), cut.files.get(WAITS).cloned(), names)) {
            continue;
        }
        lay_out(&cut.files, dir.path());
        let settings = load(dir.path());
        let (service, serial) = state(&settings);
        assert_eq!(service, format!("https://service-{serial}.example"), "{}", shown(cut));
        seen.insert(serial);
        if serial > 1 {
            // The authority is there with the service, and whole.
            let ResultSource::Gateway(gateway) = &settings.source else { panic!("no service") };
            let authority = fs::read_to_string(&gateway.authority).unwrap_or_else(|_| panic!("{}", shown(cut)));
            let bundle = fs::read_to_string(from.path().join(NAMES[usize::try_from(serial - 2).expect("a number")]));
            assert!(bundle.expect("a bundle").contains(&authority) && authority.len() > 100, "{}", shown(cut));
        }
        // What waits is whole, and what was reported to wait does.
        let waits = WaitingBundle::beside(&settings).unwrap_or_else(|error| panic!("{error}: {}", shown(cut)));
        let newest = waits.map_or(serial, |waits| waits.0.serial);
        let reported = 1 + u64::try_from(cut.confirmed.div_ceil(2)).expect("a number");
        assert!(newest >= reported, "serial {reported} is lost: {}", shown(cut));
        // The next start goes on from there, and so does who brings the bundles again.
        apply_waiting(&settings).expect("settings");
        assert_eq!(state(&load(dir.path())).1, newest, "{}", shown(cut));
        let again = take(&load(dir.path()), &from.path().join(NAMES[0]));
        assert_eq!(again.is_ok(), newest <= 2, "an older one: {}", shown(cut));
        take(&load(dir.path()), &from.path().join(NAMES[1])).expect("the newest");
        apply_waiting(&load(dir.path())).expect("settings");
        assert_eq!(state(&load(dir.path())), ("https://service-3.example".to_owned(), 3));
        let left: Vec<_> =
            crate::support::disk::files_of(dir.path()).into_keys().filter(|name| name.starts_with('.')).collect();
        assert_eq!(left, Vec::<String>::new(), "{}", shown(cut));
    }
    assert_eq!(seen, HashSet::from([1, 2, 3]));
    println!("{} gone on from", gone_on.len());
}
