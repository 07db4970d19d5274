//! The share that the settings name, and the one that root mounts.

use super::super::share::findings;
use super::*;
use crate::settings::Settings;

const SETTINGS: &str = "[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n\
                        [share]\nhost = \"192.0.2.10\"\nshares = [\"REQ\", \"RES\"]\nuser = \"u\"\n";
const RECORD: &str = "# taken over\nhost 192.0.2.10\nuser u\nshare REQ\nshare RES\n";

fn found(settings: &str, machine: &Machine) -> Vec<Finding> {
    findings(&Settings::parse(settings).unwrap(), &machine.host())
}

#[test]
fn a_share_that_root_mounts_and_that_answers_is_fine_and_one_that_does_not_is_missing() {
    let machine = Machine::new().has("/etc/uketsuke-share", RECORD).has("/run/uketsuke-share/REQ/x", "");
    let (req, res) = ("/run/uketsuke-share/REQ".to_owned(), "/run/uketsuke-share/RES".to_owned());
    assert_eq!(
        found(SETTINGS, &machine),
        [
            Finding::fine(Part::Share, FindingDetail::Name(req)),
            Finding::broken(Part::Share, FindingDetail::Missing(res))
        ]
    );
}

#[test]
fn a_share_of_the_settings_that_root_did_not_take_over_is_told() {
    let broken = [Finding::broken(Part::Share, FindingDetail::Exposed)];
    assert_eq!(found(SETTINGS, &Machine::new()), broken);
    let machine = Machine::new().has("/etc/uketsuke-share", RECORD).has("/run/uketsuke-share/REQ/x", "");
    for other in [
        SETTINGS.replace("192.0.2.10", "192.0.2.11"),
        SETTINGS.replace("\"REQ\", ", ""),
        SETTINGS.replace("user = \"u\"", "user = \"v\""),
        format!("{SETTINGS}domain = \"D\"\n"),
    ] {
        assert_eq!(found(&other, &machine), broken, "{other}");
    }
}

#[test]
fn a_server_that_the_firewall_lets_nothing_out_to_is_told_before_its_shares() {
    let shut_out = Finding::broken(Part::Share, FindingDetail::ShutOut("192.0.2.10".to_owned()));
    for (failed, told) in [
        ("share 192.0.2.10\nservice x.test\nshare 192.0.2.10\n", 1),
        ("service x.test\ndrop-in /etc/nftables.d/a.nft\n", 0),
        ("", 0),
    ] {
        let machine = Machine::new().has("/etc/uketsuke-share", RECORD).has("/run/uketsuke-share/REQ/x", "");
        let machine = machine.has("/run/uketsuke-firewall/failed", failed);
        let found = found(SETTINGS, &machine);
        assert_eq!(found.iter().filter(|finding| **finding == shut_out).count(), told, "{failed}");
        assert_eq!(found.len(), 2 + told, "{failed}");
    }
}

#[test]
fn without_a_share_nothing_is_told_of_one() {
    let (settings, _) = SETTINGS.split_once("[share]").unwrap();
    assert_eq!(found(settings, &Machine::new()), []);
}
