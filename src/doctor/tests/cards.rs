//! Daemon, readers, card.

use super::super::card::{daemon_log, of_card, of_readers, resets, short_models};
use super::*;
use crate::card::CardError;
use crate::card::pcsc::{CardSummary, ReaderInfo, ReaderPattern};
use crate::common::{CertificateAge, Extended, PinState, TroubleKind};

fn reader(name: &str, pattern: &str, extended: Extended) -> ReaderInfo {
    let used = ReaderPattern::new(pattern).matches(name);
    ReaderInfo { name: name.to_owned(), used, sam: name.contains("SAM"), card: false, extended }
}

#[test]
fn a_daemon_that_is_down_and_one_that_refuses_are_told_apart() {
    for (error, kind) in
        [(CardError::NoDaemon, TroubleKind::NoDaemon), (CardError::DaemonRefused, TroubleKind::DaemonRefused)]
    {
        let found = of_readers(&Err(error), "*");
        assert_eq!(found, [Finding::broken(Part::Daemon, FindingDetail::Trouble(kind))]);
    }
}

#[test]
fn no_reader_is_broken_while_the_daemon_is_well() {
    for none in [Err(CardError::NoReader), Ok(vec![]), Ok(vec![reader("ACR SAM 00 01", "*", Extended::Unknown)])] {
        let found = of_readers(&none, "*");
        assert_eq!(found[0], Finding::fine(Part::Daemon, FindingDetail::Ready));
        assert_eq!(found[1], Finding::broken(Part::Reader, FindingDetail::Trouble(TroubleKind::NoReader)));
    }
}

#[test]
fn a_reader_that_the_settings_do_not_name_is_shown_and_missed() {
    let found = of_readers(&Ok(vec![reader("HID Omnikey 00 00", "SONY*", Extended::Yes)]), "SONY*");
    assert_eq!(found[1], Finding::broken(Part::Reader, FindingDetail::NoneMatches("SONY*".to_owned())));
    assert_eq!(found[2], Finding::fine(Part::Reader, FindingDetail::NotUsed("HID Omnikey 00 00".to_owned())));
}

#[test]
fn a_slot_inside_the_reader_is_told_apart_and_a_reader_of_short_commands_is_looked_at() {
    let readers = vec![reader("ACS PICC 00 00", "*", Extended::No), reader("ACS SAM 00 01", "*", Extended::Unknown)];
    let found = of_readers(&Ok(readers), "*");
    assert_eq!(found[1], Finding::look(Part::Reader, FindingDetail::Reader("ACS PICC 00 00".to_owned(), Extended::No)));
    assert_eq!(found[2], Finding::fine(Part::Reader, FindingDetail::Sam("ACS SAM 00 01".to_owned())));
}

#[test]
fn a_model_of_short_commands_is_named_before_a_visit_needs_more_if_the_settings_use_it() {
    let names = ["OMNIKEY AG CardMan 5125 00 00", "SONY FeliCa RC-S300/P (1234567) 00 00", "Virtual PCD 00 00"];
    let names = names.map(str::to_owned);
    let short = Finding::look(Part::Reader, FindingDetail::ShortReader(names[0].clone()));
    assert_eq!(short_models(&names, &ReaderPattern::default()), [short]);
    assert_eq!(short_models(&names, &ReaderPattern::new("SONY*")), []);
}

#[test]
fn a_reader_that_was_reset_is_looked_at_and_nothing_is_said_of_one_that_was_not() {
    assert_eq!(resets(&Machine::new().host()), None);
    for (text, expected) in [("3\n", Some(3)), ("0\n", None), ("-1", None), ("many", None), ("", None)] {
        let machine = Machine::new().has("/run/uketsuke-reader/resets", text);
        let times = resets(&machine.host()).map(|finding| finding.detail);
        assert_eq!(times, expected.map(FindingDetail::Times), "{text}");
    }
}

#[test]
fn whose_card_cannot_be_used_is_no_fault_of_the_machine() {
    let health = |age, pin| of_card(Ok(CardSummary { age, pin })).health;
    assert_eq!(health(CertificateAge::Valid, PinState::Left(3)), Health::Fine);
    assert_eq!(health(CertificateAge::Valid, PinState::Absent), Health::Fine);
    assert_eq!(health(CertificateAge::Valid, PinState::Blocked), Health::Look);
    assert_eq!(health(CertificateAge::Grace, PinState::Left(3)), Health::Look);
    for error in [CardError::Foreign, CardError::Busy, CardError::Mute, CardError::NoCertificate] {
        assert_eq!(of_card(Err(error)).health, Health::Look, "{error}");
    }
    assert_eq!(of_card(Err(CardError::Pulled)), Finding::fine(Part::Card, FindingDetail::Empty));
    assert_eq!(of_card(Err(CardError::DaemonRefused)).health, Health::Broken);
}

/// Debian's.
const PACKAGED: &str = "[Unit]\nDescription=PC/SC Smart Card Daemon\nRequires=pcscd.socket\nDocumentation=man:pcscd(8)\n\n\
    [Service]\nExecStart=/usr/sbin/pcscd --foreground --auto-exit $PCSCD_ARGS\nExecReload=/usr/sbin/pcscd --hotplug\n\
    EnvironmentFile=-/etc/default/pcscd\n\n[Install]\nAlso=pcscd.socket\n";

/// The whole unit, in one of the folders where systemd looks for it.
fn whole(folder: &str, text: &str) -> Machine {
    Machine::new().has(&format!("{folder}/pcscd.service"), text)
}

/// The daemon runs, and its process is hidden from this user.
fn runs_unseen(machine: Machine) -> Machine {
    machine.links("/run/systemd/units/invocation:pcscd.service", "0123456789abcdef0123456789abcdef")
}

#[test]
fn whether_a_daemon_that_is_hidden_logs_pins_is_unknown() {
    let unknown = Finding::look(Part::DaemonLog, FindingDetail::Unknown);
    assert_eq!(daemon_log(&runs_unseen(whole("/usr/lib/systemd/system", PACKAGED)).host()), unknown);
    let sockets = |state: &str| {
        let line = format!("0000000000000000: 00000003 00000000 00000000 0001 {state} 20480 /run/pcscd/pcscd.comm");
        Machine::new().has("/proc/net/unix", &format!("Num RefCount Protocol Flags Type St Inode Path\n{line}\n"))
    };
    assert_eq!(daemon_log(&sockets("03").host()), unknown, "started by hand, and a client is connected");
    assert_eq!(
        daemon_log(&sockets("01").host()).health,
        Health::Fine,
        "the service manager listens, no client is connected"
    );
    let seen = runs_unseen(Machine::new()).has("/proc/71/comm", "pcscd\n");
    let seen = seen.has("/proc/71/cmdline", "/usr/sbin/pcscd\0--foreground\0");
    assert_eq!(daemon_log(&seen.host()), Finding::fine(Part::DaemonLog, FindingDetail::Secured));
}

#[test]
fn a_daemon_that_writes_pins_into_its_log_is_broken_whether_it_runs_or_would() {
    let process = |words: &str| {
        let words = words.replace(' ', "\0");
        Machine::new().has("/proc/71/comm", "pcscd\n").has("/proc/71/cmdline", &words)
    };
    let unit = |text: &str| Machine::new().has("/etc/systemd/system/pcscd.service.d/debug.conf", text);
    let defaults = |text: &str| Machine::new().has("/etc/default/pcscd", text);
    for talkative in [
        process("/usr/sbin/pcscd --foreground --auto-exit --apdu"),
        process("/usr/sbin/pcscd -fa"),
        process("pcscd --deb"),
        unit("[Service]\nExecStart=\nExecStart=/usr/sbin/pcscd --foreground --debug\n"),
        whole("/etc/systemd/system", "[Service]\nExecStart=/usr/sbin/pcscd --foreground --apdu\n"),
        whole("/run/systemd/system", "[Service]\nExecStart=/usr/sbin/pcscd --foreground --apdu\n"),
        runs_unseen(whole("/etc/systemd/system", "[Service]\nExecStart=/usr/sbin/pcscd -a\n")),
        defaults("PCSCD_ARGS=\"--apdu\"\n"),
        defaults("DAEMON_ARGS=-d"),
    ] {
        assert_eq!(daemon_log(&talkative.host()).health, Health::Broken);
    }
    for quiet in [
        Machine::new(),
        process("/usr/sbin/pcscd --foreground --auto-exit"),
        process("/usr/sbin/pcscd --foreground --info --config /tmp/a-d"),
        defaults("# PCSCD_ARGS=\"--apdu --debug\"\n"),
        unit("[Service]\nSocketMode=0660\n"),
        whole("/usr/lib/systemd/system", PACKAGED),
        whole("/usr/lib/systemd/system", "[Service]\nExecStart=/usr/sbin/pcscd --apdu\n")
            .has("/etc/systemd/system/pcscd.service", PACKAGED),
        whole("/usr/lib/systemd/system", PACKAGED).links("/etc/systemd/system/pcscd.service", "/dev/null"),
        Machine::new().has("/proc/72/comm", "vi\n").has("/proc/72/cmdline", "vi\0--apdu\0"),
    ] {
        assert_eq!(daemon_log(&quiet.host()), Finding::fine(Part::DaemonLog, FindingDetail::Secured));
    }
}
