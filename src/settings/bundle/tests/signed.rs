use std::fs;
use std::os::unix::fs::symlink;

use super::super::super::fleet_values::TakenBundle;
use super::super::signature::{FleetKeys, SignedBundle};
use super::super::take::take_at;
use super::*;

fn key(text: &str) -> Result<FleetKeys, String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("key.pem");
    fs::write(&path, text).unwrap();
    FleetKeys::read(&path).map_err(|error| error.to_string())
}

#[test]
fn a_bundle_of_another_key_or_with_a_changed_byte_is_refused_before_it_is_read() {
    let site = Site::new();
    let good = base(1, "[base.ui]\nsound = false");
    let path = Signer::new().signs(site.downloads.path(), &good);
    let refused = |path: &Path| take_at(&site.settings(), path, CLOCK).unwrap_err();
    assert!(matches!(refused(&path), BundleError::Signature(_)));
    let path = site.signed(&good);
    for at in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(matches!(refused(&path), BundleError::Signature(_) | BundleError::Unreadable { .. }), "byte {at}");
    }
    // Its signature stands over another text.
    site.signed(&base(2, ""));
    fs::write(&path, &good).unwrap();
    assert!(matches!(refused(&path), BundleError::Signature(_)));
    assert!(!site.path("kiosk.toml.bundle").exists());
}

#[test]
fn a_signature_that_is_cut_off_missing_or_something_else_is_named() {
    let site = Site::new();
    let path = site.signed(&base(1, ""));
    let signature = path.with_extension("toml.sig");
    let whole = fs::read_to_string(&signature).unwrap();
    let (first, rest) = whole.split_at(64);
    for text in ["", "AAAA", first, &format!("{whole}AAAA"), "no base64", "\0"] {
        fs::write(&signature, text).unwrap();
        let error = take_at(&site.settings(), &path, CLOCK).unwrap_err().to_string();
        assert!(error.contains("not an Ed25519 signature of 64 bytes"), "{text:?}: {error}");
    }
    fs::remove_file(&signature).unwrap();
    let error = take_at(&site.settings(), &path, CLOCK).unwrap_err().to_string();
    assert!(error.contains("fleet.toml.sig: ") && error.contains("lies beside the bundle"), "{error}");
    // In lines, as openssl writes it.
    fs::write(&signature, format!("{first}\n{rest}\n")).unwrap();
    take_at(&site.settings(), &path, CLOCK).unwrap();
}

#[test]
fn a_link_a_folder_a_pipe_and_a_huge_file_are_no_bundle() {
    let site = Site::new();
    let path = site.signed(&base(1, ""));
    let reads = |path: &Path| SignedBundle::read(path).unwrap_err().to_string();
    let link = site.downloads.path().join("link.toml");
    symlink(&path, &link).unwrap();
    assert!(reads(&link).contains("is a link"), "{}", reads(&link));
    assert!(reads(site.downloads.path()).contains("is no regular file"));
    assert!(reads(Path::new("/dev/zero")).contains("is no regular file"));
    fs::write(&path, vec![b'#'; (1 << 20) + 1]).unwrap();
    assert!(reads(&path).contains("is larger than 1048576 bytes"), "{}", reads(&path));
    fs::write(&path, [0xff]).unwrap();
    assert!(reads(&path).contains("UTF-8"), "{}", reads(&path));
    site.signed(&base(1, ""));
    let signature = path.with_extension("toml.sig");
    fs::rename(&signature, site.downloads.path().join("other")).unwrap();
    symlink("other", &signature).unwrap();
    assert!(reads(&path).contains("is a link"));
}

#[test]
fn what_is_no_public_key_is_named_and_a_private_one_is_refused() {
    let (old, new) = (Signer::new(), Signer::new());
    assert!(key(&old.pem()).is_ok());
    assert!(key("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap_err().contains("private key"));
    let rsa = "-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL\n-----END PUBLIC KEY-----\n";
    for text in ["", "x", rsa, &old.pem().replace("END PUBLIC", "END"), &old.pem().replace("MCow", "MCox")] {
        assert!(key(text).unwrap_err().contains("no public Ed25519 key"), "{text}");
    }
    // One that is whole does not hide one that is not.
    assert!(key(&format!("{}{rsa}", old.pem())).is_err());
    // Both, while it is changed.
    let site = Site::new();
    fs::write(site.path("fleet.pem"), format!("{}{}", old.pem(), new.pem())).unwrap();
    for (serial, signer) in [(1, &old), (2, &new)] {
        let path = signer.signs(site.downloads.path(), &base(serial, ""));
        take_at(&site.settings(), &path, CLOCK).unwrap();
    }
    fs::remove_file(site.path("fleet.pem")).unwrap();
    assert!(site.refuses(&base(3, "")).contains("public key"));
}

#[test]
fn what_waits_is_verified_once_more_when_it_is_applied() {
    let site = Site::new();
    site.takes(&base(5, "[base.ui]\nsound = false")).unwrap();
    let waits = site.text("kiosk.toml.bundle");
    for other in [
        waits.replace("sound = false", "sound = true"),
        waits.replace("serial = 5", "serial = 6"),
        waits.trim_end().to_owned(),
        waits.chars().skip(1).collect(),
        "\n".to_owned(),
        String::new(),
    ] {
        fs::write(site.path("kiosk.toml.bundle"), &other).unwrap();
        let error = site.applies().unwrap_err();
        assert!(matches!(error, BundleError::Signature(_) | BundleError::NotASignature(_)), "{error}");
        assert_eq!(site.text("kiosk.toml"), OWN);
    }
    // The key was changed meanwhile.
    fs::write(site.path("kiosk.toml.bundle"), &waits).unwrap();
    fs::write(site.path("fleet.pem"), Signer::new().pem()).unwrap();
    assert!(matches!(site.applies().unwrap_err(), BundleError::Signature(_)));
    fs::write(site.path("fleet.pem"), site.signer.pem()).unwrap();
    assert_eq!(site.applies().unwrap().unwrap().id.serial, 5);
    let taken: TakenBundle = site.settings().fleet.unwrap().taken.unwrap();
    assert_eq!((taken.id.serial, taken.when().as_str()), (5, "2026-11-30 20:15"));
}

#[test]
fn a_bundle_that_cannot_be_verified_any_more_holds_up_no_other() {
    let site = Site::new();
    fs::write(site.path("kiosk.toml.bundle"), "garbage").unwrap();
    site.follows(&base(1, "[base.ui]\nsound = false"));
    assert!(!site.settings().ui.sound);
}
