//! What a report for support tells of settings.

use super::Settings;

/// Everything that a site can write of its own has a sign by which it is found.
const WRITTEN: &str = r#"
[kiosk]
facility = "1319999999"
name = "SECRET-NAME"
contact = "SECRET-CONTACT"
[reader]
match = "SECRET-READER*"
[identify]
default = "staff"
staff_passcode = "$argon2id$v=19$m=32768,t=2,p=1$c2VjcmV0c2VjcmV0$c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTI"
[gateway]
url = "https://secret.example"
authority = "SECRET-authority.pem"
certificate = "SECRET-certificate.pem"
key = "SECRET-key.pem"
proxy = "http://proxy.example:8080"
deadline = "20s"
[share]
host = "192.0.2.7"
shares = ["SECRET-share"]
user = "SECRET-account"
domain = "SECRET-domain"
[ui]
thanks = "SECRET-thanks"
double_strike_ms = 250
theme = "standard"
[journal]
dir = "SECRET-journal"
when_full = "stop"
[handoff]
kind = "csv"
dir = "SECRET-folder"
[log]
dir = "SECRET-log"
[fleet]
kiosk = "SECRET-kiosk"
key = "SECRET-fleet.pem"
[metrics]
file = "SECRET.prom"
"#;

#[test]
fn nothing_that_a_site_chose_freely_is_told_and_every_choice_among_our_own_words_is() {
    let settings = Settings::parse(WRITTEN).unwrap_or_else(|error| panic!("{error}"));
    let told = settings.told();
    let text = format!("{told:?}");
    for secret in ["SECRET", "secret", "argon2", "1319999999", "192.0.2.7", "example", "8080"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for (key, value) in [
        ("kiosk.facility", "given"),
        ("kiosk.contact", "given"),
        ("identify.default", "staff"),
        ("identify.staff_passcode", "given"),
        ("gateway.url", "given"),
        ("gateway.deadline", "20s"),
        ("gateway.proxy", "given"),
        ("ui.double_strike_ms", "250ms"),
        ("journal.when_full", "stop"),
        ("handoff.kind", "csv"),
        ("metrics.file", "given"),
    ] {
        assert!(told.contains(&(key.to_owned(), value.to_owned())), "{key} in {text}");
    }
    // What is as delivered is not told.
    assert!(!text.contains("ui.theme") && !text.contains("panel."), "{text}");
}
