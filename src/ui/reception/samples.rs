//! Synthetic pages of the reception, made by pressing its keys.

use std::time::{Duration, Instant};

use crate::reception::{Door, Event, Facts, Input, Reception};
use crate::setup::Sign;
use crate::visit::{Key, Language};

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
        ("ways", Facts::default(), "1"),
    ];
    pages.map(|(name, facts, keys)| (format!("staff-{name}"), pressed(facts, keys))).into()
}

/// The menu after these keys: `\r` is Enter, `^` and `v` the arrows, `\x08` Backspace, `\x1b` Esc; the rest types itself.
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
            byte => match Sign::from_ascii(byte) {
                Some(sign) => Input::Typed(sign),
                None => continue,
            },
        };
        reception.handle(Event::Input(input), now);
    }
    reception
}
