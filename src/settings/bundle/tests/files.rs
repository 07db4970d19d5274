use super::super::super::source::ResultSource;
use super::super::parse::Bundle;
use super::*;
use crate::simulator::tls::TestPki;

fn authority() -> String {
    TestPki::new().unwrap().authority_pem
}

/// A bundle that names this service and this authority.
fn with(serial: u64, url: &str, authority: &str) -> String {
    base(
        serial,
        &format!(
            "[base.gateway]\nurl = \"{url}\"\nauthority = \"service.pem\"\n[files]\n\"service.pem\" = \"\"\"\n{authority}\"\"\"\n"
        ),
    )
}

fn service(site: &Site) -> (String, PathBuf) {
    match site.settings().source {
        ResultSource::Gateway(gateway) => (gateway.endpoint.url.audience().to_owned(), gateway.authority),
        ResultSource::Folder(_) => panic!("no service"),
    }
}

fn of_bundles(site: &Site) -> Vec<String> {
    let names = fs::read_dir(site.dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("fleet-")).collect()
}

#[test]
fn a_service_comes_with_its_authority_or_not_at_all() {
    let site = Site::new();
    let alone = site.refuses(&base(1, "[base.gateway]\nurl = \"https://simulated.example\""));
    assert!(alone.contains("3:1: a service comes with its authority"), "{alone}");
    let unset =
        site.refuses(&base(1, "[base]\nunset = [\"gateway.authority\"]\n[base.gateway]\nurl = \"https://b.example\""));
    assert!(unset.contains("a service comes with its authority"), "{unset}");
    // One that lies on the box already, or anywhere else, is none that was signed.
    for named in ["authority.pem", "/etc/ssl/certs/ca-certificates.crt", "../authority.pem", ""] {
        let lines = format!("[base.gateway]\nurl = \"https://b.example\"\nauthority = \"{named}\"");
        let error = site.refuses(&base(1, &lines));
        assert!(error.contains("has to be a name in [files]"), "{named}: {error}");
    }
    let new = authority();
    site.follows(&with(1, "https://b.example", &new));
    let (url, file) = service(&site);
    assert_eq!((url.as_str(), fs::read_to_string(&file).unwrap()), ("https://b.example", new));
    assert_eq!(site.path(&of_bundles(&site)[0]), file);
}

#[test]
fn a_file_that_the_service_has_renewed_is_not_put_back_and_one_of_an_earlier_bundle_goes() {
    let site = Site::new();
    let (first, second, third) = (authority(), authority(), authority());
    site.follows(&with(1, "https://b.example", &first));
    let file = service(&site).1;
    fs::write(&file, "renewed").unwrap();
    site.follows(&with(2, "https://c.example", &first));
    assert_eq!((service(&site).1, fs::read_to_string(&file).unwrap()), (file.clone(), "renewed".to_owned()));
    site.follows(&with(3, "https://c.example", &second));
    assert_eq!(of_bundles(&site).len(), 2, "that of the settings before stays with them");
    site.follows(&with(4, "https://c.example", &third));
    assert_eq!(of_bundles(&site).len(), 2);
    assert!(!file.exists());
}

#[test]
fn the_authority_of_a_service_that_is_not_asked_now_stays_too() {
    let site = Site::new();
    let folder = format!("{OWN}[source]\nkind = \"oqs-folder\"\ndir = \"/srv/face\"\n");
    fs::write(site.path("kiosk.toml"), folder).unwrap();
    site.follows(&with(1, "https://b.example", &authority()));
    assert_eq!(of_bundles(&site).len(), 1);
    assert!(site.text("kiosk.toml").contains(&of_bundles(&site)[0]));
}

#[test]
fn a_file_that_is_no_certificate_or_has_a_path_for_a_name_is_refused() {
    let key = rcgen_key();
    let good = authority();
    for (name, contents) in [
        ("service.pem", "x"),
        ("service.pem", ""),
        ("service.pem", key.as_str()),
        ("service.pem", &format!("{good}{key}")),
        ("service.pem", &good.replace("MII", "MIJ")),
        ("service.pem", good.split_at(good.len() / 2).0),
        ("../service.pem", &good),
        ("/etc/passwd", &good),
        (".pem", &good),
        ("kiosk.toml", &good),
        ("Service.pem", &good),
        ("a/b.pem", &good),
        ("a\\u0000.pem", &good),
    ] {
        let text = format!("serial = 1\n[files]\n\"{name}\" = \"\"\"\n{contents}\"\"\"\n[kiosk.midori-1]\n");
        assert!(Bundle::parse(&text).is_err(), "{name} {contents}");
    }
}

/// What a private key begins and ends with; none is needed in between.
fn rcgen_key() -> String {
    let kind = "PRIVATE KEY";
    format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n")
}

#[test]
fn a_file_that_no_kiosk_uses_is_a_mistake_of_the_bundle() {
    let text = format!("serial = 1\n[files]\n\"service.pem\" = \"\"\"\n{}\"\"\"\n[kiosk.a]\n", authority());
    let over = Settings::of_any_kiosk().unwrap();
    let error = Bundle::parse(&text).unwrap().check(Path::new("f"), &over, None).unwrap_err().to_string();
    assert!(error.contains("no kiosk uses service.pem"), "{error}");
}

#[test]
fn a_link_in_the_place_of_a_file_is_replaced_and_not_followed() {
    let site = Site::new();
    let new = authority();
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    let text = with(1, "https://b.example", &new);
    let name = Bundle::parse(&text).unwrap().files.get("service.pem").unwrap().name.clone();
    for name in [name.as_str(), "kiosk.toml.before", "kiosk.toml.bundle", "kiosk.toml.refused"] {
        std::os::unix::fs::symlink(elsewhere.path(), site.path(name)).unwrap();
    }
    site.refuses(&base(1, "[base.staff]"));
    site.follows(&text);
    assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), "");
    assert_eq!(fs::read_to_string(service(&site).1).unwrap(), new);
}
