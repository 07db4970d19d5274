//! A terminal registers, renews its certificate and works on; one that has ended or was withdrawn says whom to call.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use time::OffsetDateTime;
use uketsuke::gateway::wire::thumbprint;
use uketsuke::simulator::tls::TestPki;

use crate::support::desk::{Desk, Place, Setup, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for_up_to;

const RENEWAL: &str = "POST /.well-known/est/simplereenroll";
const CONTACT: &str = "見本商会 03-0000-0000";

/// Nothing is there but the service's authority.
fn forget(place: &Place<'_>) {
    for name in ["terminal.pem", "terminal.key"] {
        fs::remove_file(place.dir.join(name)).expect("a file of the setup");
    }
}

fn register_for(place: &Place<'_>, life: Duration) {
    forget(place);
    place.service.handle().terminals_live(life);
    let said = place.registers();
    assert!(said.contains("registered as W0000001 until "), "{said}");
}

fn certificate(desk: &Desk) -> Vec<u8> {
    CertificateDer::from_pem_file(desk.dir().join("terminal.pem")).expect("the terminal's certificate").to_vec()
}

fn renewals(desk: &Desk) -> u64 {
    desk.service().exchanges.get(RENEWAL).copied().unwrap_or_default()
}

/// A visit whose answer stands on the screen; the certificate that the service saw in it, by its thumbprint.
fn visits_with(desk: &Desk) -> String {
    desk.visits("valid-kumiai", VALID);
    let seen = desk.service().terminals.last().cloned().expect("a terminal");
    desk.leaves();
    seen
}

#[test]
fn register_says_that_nothing_shows_who_is_staff_where_that_is_so() {
    fn says(place: &Place<'_>) -> bool {
        forget(place);
        let said = place.registers();
        assert!(said.contains("registered as W0000001 until "), "{said}");
        said.contains("no passcode, and visitors may reach the keyboard: staff cannot act")
    }
    Desk::set_up(Setup { out_of_reach: false, before: |place| assert!(says(place)), ..Setup::default() });
    Desk::set_up(Setup { before: |place| assert!(!says(place)), ..Setup::default() });
}

/// Registers by the real program and renews at 80 of 120 seconds, while the kiosk works on.
#[test]
fn a_kiosk_registers_renews_and_works_on_through_the_renewal() {
    let a_minute = |place: &Place<'_>| register_for(place, Duration::from_secs(60));
    let begun = Instant::now();
    let desk = Desk::set_up(Setup { before: a_minute, ..Setup::default() });
    let first = thumbprint(&certificate(&desk));
    assert_eq!(visits_with(&desk), first);
    assert_eq!(renewals(&desk), 0);

    wait_for_up_to(Duration::from_secs(57), "the renewal", || {
        assert!(desk.shows(WAITING), "the kiosk waits for cards all the time");
        (renewals(&desk) > 0).then_some(())
    });
    assert!(begun.elapsed() >= Duration::from_secs(37), "renewed after {:?}", begun.elapsed());
    let second = wait_for_up_to(Duration::from_secs(10), "the new certificate in use", || {
        desk.service().terminals.get(1).cloned()
    });
    // The service sees it first: only a certificate that it has answered is stored.
    wait_for_up_to(Duration::from_secs(10), "what is in use to be what was stored", || {
        (thumbprint(&certificate(&desk)) == second).then_some(())
    });
    assert_ne!(first, second);
    assert_eq!(visits_with(&desk), second);
    assert!(desk.log().contains("this terminal's certificate is in use"));
}

#[test]
fn a_kiosk_renews_again_and_again_between_visits() {
    let twelve_seconds = |place: &Place<'_>| register_for(place, Duration::from_secs(12));
    let desk = Desk::set_up(Setup { before: twelve_seconds, ..Setup::default() });
    for visit in 1..=2 {
        visits_with(&desk);
        let before = renewals(&desk);
        wait_for_up_to(Duration::from_secs(20), "another renewal", || (renewals(&desk) > before).then_some(()));
        assert!(!desk.shows("K-4"), "visit {visit}");
    }
}

#[test]
fn a_terminal_whose_certificate_has_ended_says_whom_to_call_and_comes_back_once_it_is_registered() {
    let ended = |place: &Place<'_>| {
        let now = OffsetDateTime::now_utc();
        let pki = TestPki::read(place.dir).expect("the certificates");
        let ended = pki.terminal_of(now - time::Duration::DAY, now - time::Duration::HOUR).expect("a certificate");
        TestPki { terminal: ended, ..pki }.write(place.dir).expect("a folder");
    };
    let desk = Desk::begin(Setup { before: ended, contact: CONTACT, ..Setup::default() });
    desk.sees("K-414");
    desk.sees(CONTACT);
    desk.place().registers();
    desk.sees(WAITING);
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_terminal_that_was_withdrawn_says_whom_to_call_and_comes_back_once_it_is_registered() {
    let desk = Desk::set_up(Setup { contact: CONTACT, ..Setup::default() });
    desk.place().service.handle().revoke(&certificate(&desk));
    desk.inserts("valid-kumiai");
    desk.sees("K-405");
    desk.sees(CONTACT);
    assert_eq!(desk.tries(), "3");
    desk.place().registers();
    desk.presses(Key::Esc);
    desk.removes();
    desk.sees(WAITING);
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_registration_that_fails_says_what_to_do_and_never_the_code() {
    let desk = Desk::open();
    let place = desk.place();
    fs::write(place.dir.join("code"), "WRONG-CODE\n").expect("a file");
    let (code, config) = (place.dir.join("code"), place.dir.join("kiosk.toml"));
    let (code, config) = (code.to_str().expect("a path"), config.to_str().expect("a path"));
    let nowhere = "/nonexistent/kiosk.toml";
    for (arguments, status, words) in [
        (vec!["--user", "W0000001", "--code-file", code, "--config", config], 1, "ask for a new one"),
        (vec!["--user", "W0000001", "--code-file", "/nonexistent", "--config", config], 1, "/nonexistent: "),
        (vec!["--user", "W0000001", "--code-file", code, "--config", nowhere], 2, nowhere),
        (vec!["--user", "0000001", "--code-file", code, "--config", config], 2, "such as W0000001"),
        (vec!["--code-file", code, "--config", config], 2, "--user is missing"),
        (vec!["--user", "W0000001", "--config", config], 2, "--code-file is missing"),
    ] {
        let mut register = place.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
        let output = register.arg("register").args(&arguments).output().expect("uketsuke");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(words) && !said.contains("WRONG-CODE"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_full_disk_is_told_before_the_code_is_spent() {
    let desk = Desk::open();
    let place = desk.place();
    let folder = place.dir.join("disk");
    fs::create_dir(&folder).expect("a folder");
    let does = |program: &str, arguments: &[&str]| {
        let done = place.pcscd.command(program).args(arguments).current_dir(&folder).status().expect("a program");
        assert!(done.success(), "{program} {arguments:?}");
    };
    let mounted = folder.to_str().expect("a path");
    does("mount", &["-t", "tmpfs", "-o", "size=256k,mode=755", "tmpfs", mounted]);
    let settings = fs::read_to_string(place.dir.join("kiosk.toml")).expect("settings");
    let settings = settings.replace("\"terminal.", "\"disk/terminal.");
    fs::write(place.dir.join("kiosk.toml"), settings).expect("settings");
    // Space for the key and for an empty certificate.
    does("dd", &["if=/dev/zero", &format!("of={mounted}/fill"), "bs=4k", "count=62"]);

    place.service.handle().admit(&"W0000001".parse().expect("a user ID"), "TEST-CODE");
    fs::write(place.dir.join("code"), "TEST-CODE").expect("a file");
    let mut register = place.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    register.args(["register", "--user", "W0000001", "--code-file"]).arg(place.dir.join("code"));
    let output = register.arg("--config").arg(place.dir.join("kiosk.toml")).output().expect("uketsuke");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("terminal.pem: No space left"), "{said}");
    does("rm", &[&format!("{mounted}/fill")]);
    let output = register.output().expect("uketsuke");
    assert!(output.status.success(), "the code still works: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_key_that_comes_as_a_credential_is_registered_and_stays_as_it_is() {
    let desk = Desk::open();
    let place = desk.place();
    let settings = fs::read_to_string(place.dir.join("kiosk.toml")).expect("settings");
    let credential = settings.replace("\"terminal.key\"", "\"credential:terminal-key\"");
    assert_ne!(settings, credential);
    fs::write(place.dir.join("kiosk.toml"), credential).expect("settings");
    let folder = place.dir.join("credentials");
    fs::create_dir(&folder).expect("a folder");
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).current_dir(place.dir).output().expect("openssl");
        assert!(output.status.success(), "{arguments:?}");
        output.stdout
    };
    let key = "credentials/terminal-key";
    openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key]);
    let before = fs::read(place.dir.join(key)).expect("a key");
    place.registers();
    assert_eq!(fs::read(place.dir.join(key)).expect("a key"), before);
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
    let certified = openssl(&["x509", "-in", "terminal.pem", "-noout", "-pubkey"]);
    assert_eq!(certified, openssl(&["pkey", "-in", key, "-pubout"]));
}

/// strongSwan's `pki` (its own EST client), then curl and openssl, against the emulated service.
#[test]
fn other_peoples_clients_register_and_renew_here() {
    let desk = Desk::open();
    let place = desk.place();
    for user in ["W0000002", "W0000003"] {
        place.service.handle().admit(&user.parse().expect("a user ID"), "TEST-CODE");
    }
    let script = r#"
        set -eu
        cd "$1"; url=$2; pki() { /usr/bin/pki "$@" 2>>pki.log; }
        pki --estca --url "$url" --cacert authority.pem --caout ca.pem --outform pem
        openssl x509 -in ca.pem -outform der | cmp - "$(openssl x509 -in authority.pem -outform der -out a.der; echo a.der)"
        pki --gen --type ecdsa --size 256 --outform pem >s.key
        pki --req --type ecdsa --in s.key --dn "CN=W0000002, serialNumber=1319999999" --outform der >s.req
        pki --est --url "$url" --cacert authority.pem --in s.req --userpass W0000002:TEST-CODE --outform pem >s1.pem
        pki --est --url "$url" --cacert authority.pem --in s.req --cert s1.pem --key s.key --outform pem >s2.pem
        ! pki --est --url "$url" --cacert authority.pem --in s.req --userpass W0000002:TEST-CODE --outform pem >s3.pem

        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout c.key -subj /CN=W0000003 -outform der -out c.req
        openssl base64 -in c.req -out c.b64
        curl -sS --fail --cacert authority.pem --user W0000003:TEST-CODE -H 'Content-Type: application/pkcs10' \
            --data-binary @c.b64 "$url/.well-known/est/simpleenroll" | openssl base64 -d -A | openssl pkcs7 -inform der -print_certs -out c.pem
        curl -sS --fail --cacert authority.pem --cert c.pem --key c.key "$url/v1/service" | grep -q '"open"'
        for certificate in s1 s2 c; do openssl verify -CAfile authority.pem -purpose sslclient $certificate.pem; done
        openssl x509 -in s2.pem -noout -subject -nameopt RFC2253
        ! cmp -s s1.pem s2.pem
    "#;
    let mut shell = place.pcscd.command("bash");
    shell.args(["-c", script, "-"]).arg(place.dir).arg(format!("https://{}", place.service.address()));
    let output = shell.output().expect("bash");
    let said = String::from_utf8_lossy(&output.stdout);
    let log = fs::read_to_string(place.dir.join("pki.log")).unwrap_or_default();
    assert!(output.status.success(), "{said}{}{log}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("CN=W0000002") && said.matches(": OK").count() == 3, "{said}");
}
