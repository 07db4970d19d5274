//! The emulated card, seen by clients that know nothing of it: OpenSC and the crate `myna-card`, over a real pcscd.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use myna_card::ap::jpki::{JpkiAp, SignatureScheme, TokenType};
use myna_card::transport::pcsc::{self, Sharing};
use myna_card::{Pin, Retries};
use support::pcscd::{CardProcess, Pcscd};

const PERSONA: &str = "valid-kumiai";
/// Set for the copy of this program that runs beside the private pcscd.
const INSIDE: &str = "UKETSUKE_TEST_BESIDE_PCSCD";

/// Runs a program that must exist; `package` is what to install where it does not.
fn run(command: &mut Command, package: &str) -> Output {
    let output = command.output().expect("setpriv: install util-linux");
    assert!(
        output.status.code() != Some(127),
        "a program is missing: install the package {package}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn openssl(args: &[&str], dir: &Path) -> String {
    let output = Command::new("openssl")
        .args(args)
        .current_dir(dir)
        .output()
        .expect("openssl is missing: install the package openssl");
    text(&output)
}

#[test]
fn opensc_finds_pins_keys_and_certificates_on_the_card() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    let dump = text(&run(pcscd.command("pkcs15-tool").arg("--dump"), "opensc"));
    for part in ["JPKI", "User Authentication PIN", "Digital Signature PIN", "Tries left     : 3"] {
        assert!(dump.contains(part), "{part} is missing from:\n{dump}");
    }
    let list = text(&run(pcscd.command("pkcs15-tool").arg("--list-certificates"), "opensc"));
    assert!(list.contains("User Authentication Certificate"), "no certificate in:\n{list}");
}

#[test]
fn a_signature_made_through_pkcs11_is_verified_by_openssl() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    let dir = pcscd.dir();
    std::fs::write(dir.join("message"), b"a message from the test").unwrap();
    let signed = run(
        pcscd
            .command("pkcs11-tool")
            .args(["--login", "--pin", "1234", "--token-label", "JPKI (User Authentication PIN)"])
            .args(["--sign", "--mechanism", "SHA256-RSA-PKCS", "--id", "01"])
            .args(["--input-file", "message", "--output-file", "signature"])
            .current_dir(dir),
        "opensc",
    );
    assert!(signed.status.success(), "{}", text(&signed));
    let read = run(
        pcscd.command("pkcs15-tool").args(["--read-certificate", "01", "--output", "certificate.pem"]).current_dir(dir),
        "opensc",
    );
    assert!(read.status.success(), "{}", text(&read));

    let key = openssl(&["x509", "-in", "certificate.pem", "-noout", "-pubkey"], dir);
    std::fs::write(dir.join("key.pem"), key).unwrap();
    let verdict = openssl(&["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "message"], dir);
    assert_eq!(verdict, "Verified OK\n");
}

#[test]
fn a_wrong_pin_through_pkcs11_costs_one_try() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    let refused = run(
        pcscd
            .command("pkcs11-tool")
            .args(["--login", "--pin", "9999", "--token-label", "JPKI (User Authentication PIN)"])
            .arg("--list-objects"),
        "opensc",
    );
    assert!(text(&refused).contains("CKR_PIN_INCORRECT"), "{}", text(&refused));
    assert_eq!(card.status_of("auth"), "2");
}

#[test]
fn myna_card_recognises_reads_and_signs() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    let inside = pcscd
        .command(std::env::current_exe().unwrap())
        .args(["--exact", "myna_card_beside_pcscd", "--include-ignored", "--nocapture"])
        .env(INSIDE, "yes")
        .output()
        .unwrap();
    assert!(inside.status.success(), "{}", text(&inside));
    assert_eq!(card.status_of("auth"), "3");
}

/// The inner half of [`myna_card_recognises_reads_and_signs`]: PC/SC finds its daemon by a path, so it runs in the namespaces.
#[test]
#[ignore = "runs beside a private pcscd, started by another test"]
fn myna_card_beside_pcscd() {
    if std::env::var_os(INSIDE).is_none() {
        return;
    }
    let mut card = pcsc::connect_any(Sharing::Exclusive).unwrap();
    let mut jpki = JpkiAp::select(&mut card).unwrap();
    assert_eq!(jpki.read_token_info().unwrap().token_type, TokenType::Card);
    let availability = jpki.read_certificate_availability().unwrap();
    assert!(availability.has_auth_certificate() && availability.has_sign_certificate());

    let certificate = jpki.read_auth_certificate().unwrap();
    assert!(certificate.issuer().contains("UKETSUKE-TEST"));
    let authority = jpki.read_auth_ca_certificate().unwrap();
    certificate.verify_signature(&authority).unwrap();

    assert_eq!(jpki.auth_pin_retries().unwrap(), Retries::Remaining(3));
    jpki.verify_auth_pin(&Pin::numeric("0000").unwrap()).unwrap_err();
    assert_eq!(jpki.auth_pin_retries().unwrap(), Retries::Remaining(2));
    jpki.verify_auth_pin(&Pin::numeric("1234").unwrap()).unwrap();
    let hash = [0x5A; 32];
    for scheme in [
        SignatureScheme::Verbatim,
        SignatureScheme::Sha256Bare,
        SignatureScheme::PreHashedDigestInfo,
        SignatureScheme::Sha256DigestInfo,
        SignatureScheme::PreHashedPss,
        SignatureScheme::Sha256Pss,
    ] {
        jpki.sign_with_auth_key_checked(scheme, &hash).unwrap();
    }

    jpki.verify_sign_pin(&Pin::new("ABC123").unwrap()).unwrap();
    jpki.sign_with_sign_key_checked(SignatureScheme::Sha256DigestInfo, b"a document").unwrap();
}
