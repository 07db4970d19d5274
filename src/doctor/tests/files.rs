//! Settings, journal, log, hand-off, certificate, disk.

use std::os::unix::fs::PermissionsExt as _;

use super::super::{files, service};
use super::*;
use crate::settings::Settings;

/// Settings in a folder of their own, with these tables behind those that every kiosk has.
fn settings(machine: &Machine, tables: &str) -> Settings {
    let text = format!(
        "[kiosk]\nfacility = \"1319999999\"\nname = \"見本助産院\"\n[gateway]\nurl = \"https://127.0.0.1:1\"\n\
         authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n{tables}"
    );
    let file = machine.path("/kiosk.toml");
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    Settings::load(&file).unwrap()
}

#[test]
fn settings_that_other_users_could_change_are_looked_at() {
    let machine = Machine::new();
    let settings = settings(&machine, "");
    assert_eq!(of(&files::settings(&settings), Part::Settings).0, Health::Fine);
    for (mode, health) in [(0o600, Health::Fine), (0o644, Health::Fine), (0o664, Health::Look), (0o666, Health::Look)] {
        fs::set_permissions(&settings.file, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(of(&files::settings(&settings), Part::Settings).0, health, "{mode:o}");
    }
}

#[test]
fn a_kiosk_on_which_nothing_shows_who_is_staff_is_looked_at() {
    let hash = "staff_passcode = \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$\
                12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"";
    for (tables, health) in [
        (String::new(), Health::Look),
        ("[identify]\nkeyboard_out_of_reach = true\n".to_owned(), Health::Fine),
        (format!("[identify]\n{hash}\n"), Health::Fine),
        (hash.replace("staff_passcode", "[staff]\nsign-01"), Health::Fine),
    ] {
        let settings = settings(&Machine::new(), &tables);
        assert_eq!(of(&files::staff_access(&settings), Part::StaffAccess).0, health, "{tables}");
    }
}

#[test]
fn a_kiosk_without_a_journal_is_looked_at_and_one_without_log_and_hand_off_is_not() {
    let settings = settings(&Machine::new(), "");
    assert_eq!(files::journal(&settings), [Finding::look(Part::Journal, FindingDetail::Off)]);
    assert_eq!(files::log(&settings), [Finding::fine(Part::Log, FindingDetail::Off)]);
    assert_eq!(files::handoff(&settings), [Finding::fine(Part::HandOff, FindingDetail::Off)]);
}

#[test]
fn a_journal_that_is_not_there_yet_is_well_and_one_on_a_disk_that_is_not_mounted_is_not() {
    let machine = Machine::new();
    let near = settings(&machine, "[journal]\ndir = \"journal\"\n");
    assert_eq!(files::journal(&near), [Finding::fine(Part::Journal, FindingDetail::Lines(0))]);
    let far = settings(&machine, "[journal]\ndir = \"disk/journal\"\n");
    assert_eq!(of(&files::journal(&far), Part::Journal).0, Health::Broken);
}

#[test]
fn a_journal_that_was_edited_is_broken() {
    let machine = Machine::new().has("/journal/journal.jsonl", "{\"seq\":1}\n");
    let settings = settings(&machine, "[journal]\ndir = \"journal\"\n");
    assert_eq!(files::journal(&settings), [Finding::broken(Part::Journal, FindingDetail::Flaws(1))]);
}

#[test]
fn a_hand_off_to_a_folder_that_is_not_there_is_broken_and_a_log_makes_its_own() {
    let machine = Machine::new();
    let tables = "[handoff]\nkind = \"json\"\ndir = \"receipts\"\n[log]\ndir = \"log/kiosk\"\n";
    let settings = settings(&machine, tables);
    let missing = FindingDetail::Missing(machine.path("/receipts").display().to_string());
    assert_eq!(files::handoff(&settings), [Finding::broken(Part::HandOff, missing)]);
    assert_eq!(files::log(&settings), [Finding::fine(Part::Log, FindingDetail::On)]);
    fs::write(machine.path("/receipts"), "a file").unwrap();
    assert_eq!(of(&files::handoff(&settings), Part::HandOff).0, Health::Broken);
    fs::remove_file(machine.path("/receipts")).unwrap();
    fs::create_dir(machine.path("/receipts")).unwrap();
    assert_eq!(files::handoff(&settings), [Finding::fine(Part::HandOff, FindingDetail::On)]);
}

#[test]
fn results_are_looked_for_where_the_settings_say() {
    let machine = Machine::new();
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"見本\"\n[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n";
    let file = machine.path("/kiosk.toml");
    fs::write(&file, text).unwrap();
    let settings = Settings::load(&file).unwrap();
    assert_eq!(of(&files::results(&settings), Part::Folder).0, Health::Broken);
    fs::create_dir(machine.path("/face")).unwrap();
    assert_eq!(files::results(&settings), [Finding::fine(Part::Folder, FindingDetail::Ready)]);
}

#[test]
fn a_disk_with_little_space_is_looked_at_and_a_full_one_is_broken() {
    let health = |free| files::of_disk("/var".to_owned(), free).health;
    assert_eq!([health(100), health(99), health(10), health(9), health(0)], {
        use Health::{Broken, Fine, Look};
        [Fine, Look, Look, Broken, Broken]
    });
}

#[test]
fn two_folders_on_one_disk_are_one_line() {
    let machine = Machine::new().has("/log/x", "").has("/journal/x", "");
    let settings = settings(&machine, "[journal]\ndir = \"journal\"\n[log]\ndir = \"log\"\n");
    assert_eq!(files::disks(&settings).len(), 1);
}

#[test]
fn a_terminal_that_was_never_registered_says_so_and_the_service_is_not_asked() {
    let machine = Machine::new().has("/authority.pem", "");
    let settings = settings(&machine, "");
    assert_eq!(service::certificate(&settings), [Finding::broken(Part::Certificate, FindingDetail::NotRegistered)]);
    assert_eq!(service::service(&settings), [Finding::look(Part::Service, FindingDetail::NotAsked)]);
    assert_eq!(service::key(&settings), []);
}

#[test]
fn certificates_that_are_none_are_broken_and_named() {
    let machine =
        Machine::new().has("/authority.pem", "").has("/terminal.pem", "nothing").has("/terminal.key", "nothing");
    let settings = settings(&machine, "");
    let (health, said) = of(&service::certificate(&settings), Part::Certificate);
    assert!(health == Health::Broken && matches!(said, FindingDetail::Wrong(_)), "{said:?}");
}

#[cfg(feature = "simulator")]
mod registered {
    use secrecy::ExposeSecret as _;
    use time::{Duration, OffsetDateTime};

    use super::*;
    use crate::simulator::tls::TestPki;

    fn terminal(from: i64, until: i64) -> (Machine, Settings, TestPki) {
        let machine = Machine::new();
        let (pki, now) = (TestPki::new().unwrap(), OffsetDateTime::now_utc());
        let pair = pki.terminal_of(now + Duration::days(from), now + Duration::days(until)).unwrap();
        let machine = machine
            .has("/authority.pem", &pki.authority_pem)
            .has("/terminal.pem", &pair.certificate_pem)
            .has("/terminal.key", pair.key_pem.expose_secret());
        fs::set_permissions(machine.path("/terminal.key"), fs::Permissions::from_mode(0o600)).unwrap();
        let settings = settings(&machine, "");
        (machine, settings, pki)
    }

    #[test]
    fn a_certificate_is_well_wants_renewal_or_has_ended() {
        for (days, health) in [(100, Health::Fine), (5, Health::Look), (-2, Health::Broken)] {
            let (_machine, settings, _) = terminal(-200, days);
            assert_eq!(of(&service::certificate(&settings), Part::Certificate).0, health, "{days}");
            assert_eq!(service::key(&settings), [Finding::fine(Part::Key, FindingDetail::Guarded)]);
        }
    }

    #[test]
    fn a_key_that_others_may_read_and_one_of_another_certificate_are_broken() {
        let (machine, settings, pki) = terminal(-1, 100);
        fs::set_permissions(machine.path("/terminal.key"), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(of(&service::key(&settings), Part::Key), (Health::Broken, FindingDetail::OpenToOthers(_))));
        fs::write(machine.path("/terminal.key"), pki.terminal.key_pem.expose_secret()).unwrap();
        assert!(matches!(of(&service::key(&settings), Part::Key), (Health::Broken, FindingDetail::Wrong(_))));
    }
}
