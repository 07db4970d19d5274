//! Synthetic pages of the reception, made by pressing its keys.

use std::time::{Duration, Instant};

use crate::reception::{Door, Effect, Event, Facts, Input, Reception};
use crate::setup::Sign;
use crate::visit::{Key, Language, StaffNote};

/// Every page in every state that looks different, by its name.
#[must_use]
pub fn all() -> Vec<(String, Reception)> {
    let guarded = Facts { guarded: true, ..Facts::default() };
    let pages = [
        ("menu", Facts::default(), ""),
        ("menu-guarded", Facts { guarded: false, ..guarded.clone() }, "v"),
        ("passcode", guarded, "123"),
        ("today", Facts::default(), "2"),
        ("settings", Facts::default(), "3"),
        ("help", Facts::default(), "4"),
        ("diagnosis", Facts::default(), "5"),
        ("power", Facts::default(), "6"),
    ];
    let pages = pages.into_iter().chain(WAYS.map(|(name, keys)| (name, Facts::default(), keys)));
    let mut pages: Vec<_> = pages.map(|(name, facts, keys)| (format!("staff-{name}"), pressed(facts, keys))).collect();
    let mut failed = pressed(Facts::default(), "15\r");
    failed.handle(Event::Entered(Err(StaffNote::HandOffMissing)), Instant::now());
    pages.push(("staff-ways-not-kept".to_owned(), failed));
    pages
}

/// Other ways to confirm. The third is the certificate; `~` stands for several keys at once. Numbers are synthetic.
const WAYS: [(&str, &str); 24] = [
    ("ways", "1"),
    ("ways-portal", "11"),
    ("ways-notice", "12"),
    ("ways-certificate", "13"),
    ("ways-statement", "14"),
    ("ways-oral", "15"),
    ("ways-insurer", "13\r"),
    ("ways-insurer-typed", "13\r0613"),
    ("ways-insurer-short", "13\r0613\r"),
    ("ways-insurer-wrong", "13\r06139993\r"),
    ("ways-insurer-letter", "13\r06A"),
    ("ways-insurer-burst", "13\r06~"),
    ("ways-insurer-full", "13\r061399920"),
    ("ways-symbol", "13\r06139992\r12-34"),
    ("ways-symbol-full", "13\r139998\r123456789-123456789-123456789-12345678-"),
    ("ways-number", "13\r06139992\r\r0012345"),
    ("ways-number-unlisted", "13\r90139999\r\r"),
    ("ways-number-elderly", "13\r39139993\r123\r"),
    ("ways-branch", "13\r06139992\r12-34\r0012345\r1\r"),
    ("ways-summary", "13\r06139992\r12-34\r0012345\r01\r"),
    ("ways-summary-blank", "11\r\r\r\r\r"),
    (
        "ways-summary-long",
        "12\r63139992\r123456789-123456789-123456789-12345678\r123456789-123456789-123456789-12345678\r00\r",
    ),
    ("ways-summary-oral", "15\r"),
    ("ways-noted", "12\r39139993\r12345678\r\r"),
];

/// The menu after these keys: `\r` is Enter, `^` and `v` the arrows, `\x08` Backspace, `\x1b` Esc, `~` several at once; the rest types itself.
fn pressed(facts: Facts, keys: &str) -> Reception {
    let mut now = Instant::now();
    let mut reception = Reception::new(Language::Japanese);
    reception.inform(facts);
    reception.handle(Event::Open(Door::Menu), now);
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let input = match byte {
            b'\r' => Input::Key(Key::Enter),
            b'^' => Input::Key(Key::PreviousPage),
            b'v' => Input::Key(Key::NextPage),
            0x08 => Input::Key(Key::Erase),
            0x1b => Input::Key(Key::Cancel),
            b'~' => Input::Key(Key::Burst),
            byte => match Sign::from_ascii(byte) {
                Some(sign) => Input::Typed(sign),
                None => continue,
            },
        };
        if let Some(Effect::Enter(..)) = reception.handle(Event::Input(input), now) {
            reception.handle(Event::Entered(Ok(())), now);
        }
    }
    reception
}
