//! Synthetic forms of a terminal that is not registered yet.

use std::time::{Duration, Instant};

use time::macros::date;

use super::troubles::happened;
use crate::common::{Key, Language, TroubleKind, TypedChar};
use crate::registration::{self, FacilitySettings, RegistrationForm, RegistrationTrouble};

/// A form as it is after these keys: `\r` is Enter, `\x08` Backspace, `\x1b` Esc, `\t` a key that types nothing, a NUL
/// a paste.
fn form(keys: &str) -> Option<RegistrationForm> {
    let settings =
        FacilitySettings { facility: "1319999999".parse().ok()?, file: "/etc/uketsuke/kiosk.toml".to_owned() };
    let mut form = RegistrationForm::new(settings, Language::Japanese);
    let mut now = Instant::now();
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let event = match byte {
            b'\r' => registration::Event::Key(Key::Enter),
            0x08 => registration::Event::Key(Key::Erase),
            0x1b => registration::Event::Key(Key::Cancel),
            b'\t' => registration::Event::Key(Key::Other),
            0 => registration::Event::Key(Key::Burst),
            byte => registration::Event::Typed(TypedChar::from_ascii(byte)?),
        };
        let _no_registration = form.handle(event, now);
    }
    Some(form)
}

/// Every step in every state that looks different, by its name.
pub fn steps() -> Vec<(&'static str, RegistrationForm)> {
    const REGISTERING: &str = "0000001\r\rABCD-1234\r";
    let typed = [
        ("setup-user", ""),
        ("setup-user-typed", "W00000"),
        ("setup-user-digits-only", "0000x"),
        ("setup-user-too-short", "0000\r"),
        ("setup-facility", "0000001\r"),
        ("setup-facility-too-long", "0000001\r1"),
        ("setup-facility-check-digit", "0000001\r\x088\r"),
        ("setup-facility-other", "0000001\r\x001312345679\r"),
        ("setup-code", "0000001\r\r"),
        ("setup-code-typed", "0000001\r\rABCD-1234"),
        ("setup-code-long", "0000001\r\rABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("setup-code-wrong-key", "0000001\r\rABCD\t"),
        ("setup-code-one-by-one", "0000001\r\rABCD\0"),
        ("setup-code-too-short", "0000001\r\rABC\r"),
        ("setup-code-given-up", "0000001\r\rABCD-1234\r\x1b"),
        ("setup-registering", REGISTERING),
    ];
    let answered = [
        ("setup-slow", None),
        ("setup-registered", Some(Ok(date!(2027 - 11 - 22)))),
        ("setup-wrong-code", Some(Err(RegistrationTrouble::WrongCode))),
        ("setup-pending", Some(Err(RegistrationTrouble::Pending(Duration::from_secs(600))))),
        ("setup-machine", Some(Err(RegistrationTrouble::Machine(
            "/var/lib/uketsuke/terminal.key: Permission denied (os error 13); the kiosk's user must be able to write there"
                .to_owned(),
        )))),
        ("setup-unreachable", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Unreachable))))),
        ("setup-untrusted", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Untrusted))))),
        ("setup-clock", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Clock))))),
        ("setup-timed-out", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::TimedOut))))),
        ("setup-maintenance", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Maintenance))))),
        ("setup-problem", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Problem))))),
    ];
    let typed = typed.into_iter().filter_map(|(name, keys)| Some((name, form(keys)?)));
    let answered = answered.into_iter().filter_map(|(name, answer)| {
        let mut form = form(REGISTERING)?;
        let now = form.deadline()?;
        let _no_registration =
            form.handle(answer.map_or(registration::Event::Elapsed, registration::Event::Answer), now);
        Some((name, form))
    });
    typed.chain(answered).collect()
}
