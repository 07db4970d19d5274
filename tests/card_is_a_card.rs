//! The emulated card, seen by clients that know nothing of it: OpenSC and the crate `myna-card`, over a real pcscd.

use std::path::Path;
use std::process::{Command, Output};

use myna_card::ap::common::CommonAp;
use myna_card::ap::jpki::{JpkiAp, SignatureScheme, TokenType};
use myna_card::ap::juki::JukiAp;
use myna_card::ap::surface::SurfaceAp;
use myna_card::ap::text::TextAp;
use myna_card::transport::pcsc::{self, Sharing};
use myna_card::{MasterFile, Pin, Retries};

use crate::support::pcscd::{CardProcess, Pcscd};

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

/// Reads a certificate from the card into a PEM file; 01 is the holder's, 03 its authority's.
fn read_certificate(pcscd: &Pcscd, id: &str, file: &str) {
    let read = run(
        pcscd.command("pkcs15-tool").args(["--read-certificate", id, "--output", file]).current_dir(pcscd.dir()),
        "opensc",
    );
    assert!(read.status.success(), "{}", text(&read));
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
    read_certificate(&pcscd, "01", "certificate.pem");
    let key = openssl(&["x509", "-in", "certificate.pem", "-noout", "-pubkey"], dir);
    std::fs::write(dir.join("key.pem"), key).unwrap();
    let verdict = openssl(&["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "message"], dir);
    assert_eq!(verdict, "Verified OK\n");
}

#[test]
fn openssl_accepts_the_chain_and_finds_the_shape_of_the_real_one() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    let dir = pcscd.dir();
    read_certificate(&pcscd, "01", "certificate.pem");
    read_certificate(&pcscd, "03", "authority.pem");
    let verdict = openssl(
        &["verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", "authority.pem", "certificate.pem"],
        dir,
    );
    assert_eq!(verdict, "certificate.pem: OK\n");

    let print = openssl(&["x509", "-in", "certificate.pem", "-noout", "-text"], dir);
    let order = [
        "X509v3 Key Usage: critical",
        "X509v3 Extended Key Usage:",
        "X509v3 Certificate Policies: critical",
        "X509v3 Issuer Alternative Name:",
        "X509v3 CRL Distribution Points:",
        "Authority Information Access:",
        "X509v3 Authority Key Identifier:",
        "X509v3 Subject Key Identifier:",
    ];
    let places: Vec<_> = order.iter().map(|name| print.find(name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{print}");
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

/// Runs an ignored test of this program in the namespaces of `pcscd`: PC/SC finds its daemon by a path.
fn beside(pcscd: &Pcscd, test: &str) {
    let inside = pcscd
        .command(std::env::current_exe().expect("this very program"))
        .args(["--exact", &format!("card_is_a_card::{test}"), "--include-ignored", "--nocapture"])
        .env(INSIDE, "yes")
        .output()
        .expect("setpriv: install util-linux");
    assert!(inside.status.success() && text(&inside).contains("1 passed"), "{}", text(&inside));
}

#[test]
fn myna_card_recognises_reads_and_signs() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, PERSONA);
    card.insert();
    beside(&pcscd, "myna_card_uses_the_jpki_application");
    assert_eq!(card.status_of("auth"), "3");
    beside(&pcscd, "myna_card_uses_the_other_applications");
}

#[test]
#[ignore = "runs beside a private pcscd, started by another test"]
fn myna_card_uses_the_jpki_application() {
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

#[test]
#[ignore = "runs beside a private pcscd, started by another test"]
fn myna_card_uses_the_other_applications() {
    if std::env::var_os(INSIDE).is_none() {
        return;
    }
    let mut card = pcsc::connect_any(Sharing::Exclusive).unwrap();
    let mut manager = MasterFile::select(&mut card).unwrap();
    assert_eq!(manager.data_object(0x00F0).unwrap(), b"99999");
    assert_eq!(manager.certificate_chain().unwrap().len(), 2);

    let mut text = TextAp::select(&mut card).unwrap();
    text.read_ap_basic_data().unwrap();
    text.read_certificate().unwrap();
    text.read_my_number().unwrap_err();
    text.verify_pin(&Pin::numeric("1234").unwrap()).unwrap();
    let digests = text.read_integrity_record().unwrap();
    assert!(digests.matches_my_number_file(&text.read_my_number_file().unwrap()));
    assert!(digests.matches_attributes_file(&text.read_ef(0x0002).unwrap()).unwrap());
    assert_eq!(text.read_attributes().unwrap().name, "試験\u{3000}花子");
    let key = text.read_signed_public_key().unwrap().public_key;
    let signature = text.sign(b"a challenge").unwrap();
    key.verify_pkcs1_sha256(b"a challenge", &signature).unwrap();

    let mut surface = SurfaceAp::select(&mut card).unwrap();
    assert_eq!(surface.read_ap_basic_data().unwrap().municipality_code, "99999");
    surface.verify_birth_date(&Pin::numeric("020401").unwrap()).unwrap();
    surface.read_age_record().unwrap();
    surface.verify_code_a(&Pin::numeric("123456789018").unwrap()).unwrap();
    surface.read_card_face().unwrap();
    surface.read_my_number_image().unwrap();

    let mut common = CommonAp::select(&mut card).unwrap();
    assert_eq!(common.read_card_info().unwrap().municipality_code, "99999");
    let signature = common.internal_authenticate(b"a challenge").unwrap();
    key.verify_pkcs1_sha256(b"a challenge", &signature).unwrap();

    let mut juki = JukiAp::select(&mut card).unwrap();
    assert_eq!(juki.pin_retries().unwrap(), Retries::Remaining(3));
}
