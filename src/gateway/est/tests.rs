//! What openssl makes of our request and we of its PKCS#7, and the answers that are not believed.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::time::Time;

use super::answer::{self, ExpectedSubject};
use super::error::RegisterError;
use super::key::TerminalKey;
use super::request;
use crate::settings::KeyLocation;
use crate::simulator::tls::TestPki;

fn openssl(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
    String::from_utf8_lossy(&said).into_owned()
}

fn certificate(pem: &str) -> Certificate {
    Certificate::from_der(&CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap()
}

fn words<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn openssl_finds_the_request_signed_by_its_own_key_and_named_as_it_should_be() {
    let folder = tempfile::tempdir().unwrap();
    let key = TerminalKey::take_or_make(&KeyLocation::File(folder.path().join("terminal.key"))).unwrap();
    let subject = request::subject(&"W0000001".parse().unwrap(), &"1319999999".parse().unwrap()).unwrap();
    fs::write(folder.path().join("request"), request::request(subject, &key).unwrap()).unwrap();
    let ask = ["req", "-inform", "DER", "-in", "request", "-verify", "-noout", "-subject", "-nameopt", "RFC2253"];
    let said = openssl(&ask, folder.path());
    assert!(said.contains("verify OK"), "{said}");
    assert!(said.contains("serialNumber=1319999999,CN=W0000001"), "{said}");
    let text = openssl(&["req", "-inform", "DER", "-in", "request", "-noout", "-text"], folder.path());
    assert!(text.contains("prime256v1") && text.contains("ecdsa-with-SHA256"), "{text}");
    assert!(openssl(&["pkey", "-in", "terminal.key", "-check", "-noout"], folder.path()).contains("valid"));
}

#[test]
fn a_key_that_openssl_made_is_used_and_one_of_another_kind_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let make = |curve: &str| {
        let curve = format!("ec_paramgen_curve:{curve}");
        openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", &curve, "-out", "key"], folder.path());
        TerminalKey::take(&KeyLocation::File(folder.path().join("key")))
    };
    assert!(make("P-256").is_ok());
    let other = make("P-384").err().unwrap().to_string();
    assert!(other.contains("no P-256 key"), "{other}");
}

#[test]
fn certificates_come_in_any_order_and_in_ber_too() {
    let folder = tempfile::tempdir().unwrap();
    let pki = TestPki::new().unwrap();
    for (name, pem) in [("a.pem", &pki.authority_pem), ("t.pem", &pki.terminal.certificate_pem)] {
        fs::write(folder.path().join(name), pem).unwrap();
    }
    for order in [["a.pem", "t.pem"], ["t.pem", "a.pem"]] {
        let [first, second] = order;
        let pack = ["crl2pkcs7", "-nocrl", "-certfile", first, "-certfile", second, "-outform", "DER", "-out", "p7"];
        openssl(&pack, folder.path());
        // Lines of 64 characters, as openssl writes them.
        openssl(&["base64", "-in", "p7", "-out", "p7.base64"], folder.path());
        let found = answer::certificates(&fs::read(folder.path().join("p7.base64")).unwrap()).unwrap();
        assert_eq!(found.len(), 2, "{order:?}");
    }

    let terminal = certificate(&pki.terminal.certificate_pem);
    let signed_data = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    let data = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
    let ber = [
        &[0x30, 0x80][..],
        &signed_data,
        &[0xA0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x80],
        &data,
        &[0x00, 0x00, 0xA0, 0x80],
        &answer::der(&terminal),
        &[0x00, 0x00, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
    ]
    .concat();
    fs::write(folder.path().join("ber"), &ber).unwrap();
    openssl(&["pkcs7", "-inform", "DER", "-in", "ber", "-print_certs", "-noout"], folder.path());
    assert_eq!(answer::certificates(STANDARD.encode(ber).as_bytes()).unwrap(), [terminal]);
}

#[test]
fn what_is_no_answer_is_refused() {
    for body in ["", "no base64!", "bm8gUEtDUyM3", "MIAGCSqGSIb3DQEHAqCA", "MAMCAQc="] {
        assert!(words(answer::certificates(body.as_bytes())).starts_with("what the service sent"), "{body}");
    }
}

#[test]
fn only_a_certificate_for_this_key_this_name_and_this_day_is_ours() {
    let (pki, other) = (TestPki::new().unwrap(), TestPki::new().unwrap());
    let (own, foreign) = (certificate(&pki.terminal.certificate_pem), certificate(&other.terminal.certificate_pem));
    let (key, name) = (&own.tbs_certificate.subject_public_key_info, &own.tbs_certificate.subject);
    let all = [foreign.clone(), own.clone()];
    let now = SystemTime::now();
    let year = Duration::from_secs(366 * 24 * 3600);
    let account = ExpectedSubject::Account("W0000001");

    assert_eq!(answer::ours(&all, key, account, now).unwrap(), own);
    assert_eq!(answer::ours(&all, key, ExpectedSubject::Name(name), now).unwrap(), own);
    assert!(words(answer::ours(&[foreign], key, account, now)).contains("another key"));
    assert!(words(answer::ours(&all, key, ExpectedSubject::Account("W0000002"), now)).contains("another terminal"));
    let authority = certificate(&pki.authority_pem).tbs_certificate.subject;
    assert!(words(answer::ours(&all, key, ExpectedSubject::Name(&authority), now)).contains("another terminal"));
    for wrong_day in [now - year, now + 11 * year] {
        assert!(words(answer::ours(&all, key, account, wrong_day)).contains("clock"));
    }
}

#[test]
fn a_chain_carries_the_issuers_in_between_and_not_the_root() {
    let pki = TestPki::new().unwrap();
    let (root, leaf) = (certificate(&pki.authority_pem), certificate(&pki.terminal.certificate_pem));
    let mut between = root.clone();
    between.tbs_certificate.issuer = "CN=TEST root above".parse().unwrap();
    assert_eq!(answer::chain(leaf.clone(), &[root, leaf.clone()]).len(), 1);
    let known = [between];
    let chain = answer::chain(leaf.clone(), &known);
    let [between] = known;
    assert_eq!(chain, [leaf, between]);
}

#[test]
fn a_renewal_that_brings_no_later_end_is_refused() {
    let pki = TestPki::new().unwrap();
    let running = certificate(&pki.terminal.certificate_pem);
    let key = &running.tbs_certificate.subject_public_key_info;
    let now = SystemTime::now();
    let day = Duration::from_secs(24 * 3600);
    let ending = |end: SystemTime| {
        let mut issued = running.clone();
        issued.tbs_certificate.validity.not_before = Time::try_from(now - 10 * day).unwrap();
        issued.tbs_certificate.validity.not_after = Time::try_from(end).unwrap();
        answer::later(std::slice::from_ref(&issued), key, &running, now)
    };
    let end = running.tbs_certificate.validity.not_after.to_system_time();
    assert!(
        words(answer::later(std::slice::from_ref(&running), key, &running, now)).contains("no later"),
        "the same again"
    );
    assert!(words(ending(end)).contains("no later"), "cut at the authority's own end");
    assert!(words(ending(end - day)).contains("no later"));
    assert!(ending(end + Duration::from_secs(1)).is_ok());
}
