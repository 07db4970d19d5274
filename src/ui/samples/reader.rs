//! Synthetic pages about another terminal's reader.

use std::time::{Duration, Instant};

use time::macros::date;

use crate::common::{Key, Language, StaffAccess, TypedChar};
use crate::staff::{Event, Facts, PageInput, Purpose, ReaderFacts, StaffMenu};
use crate::visit::{HeldResult, Withheld};

/// Every page in every state that looks different, by its name.
pub fn all() -> Vec<(String, StaffMenu)> {
    let naming = |keys: &str| pressed(facts(false, 0), &format!("8{keys}"));
    let pages = [
        ("menu", pressed(facts(false, 3), "")),
        ("birthdate", naming("1990")),
        ("name", naming("19900401\rshikenhanak")),
        ("name-nothing", naming("\r\r")),
        ("name-table", naming("\r/7")),
        ("expecting", pressed(facts(true, 0), "8")),
        ("held", pressed(facts(true, 3), "9v")),
        ("held-most", pressed(facts(false, 9), "9")),
    ];
    pages.into_iter().map(|(name, menu)| (format!("staff-reader-{name}"), menu)).collect()
}

fn facts(expects: bool, held: u8) -> Facts {
    let names = ["試＊　花＊", "模＊　太＊", "架＊　ジ＊　ウ＊"];
    let why = [Withheld::Together, Withheld::Other, Withheld::Early, Withheld::Late];
    let held = (0..held).zip(names.into_iter().cycle()).zip(why.into_iter().cycle());
    let held = held.map(|((number, initials), why)| HeldResult {
        number: number.into(),
        made: (number != 8).then_some((10, 15, 34 + number)),
        initials: initials.to_owned().into(),
        why,
    });
    let reader = ReaderFacts { today: date!(2026 - 11 - 22).into(), expects, held: held.collect() };
    Facts { access: StaffAccess::OutOfReach, reader: Some(reader), ..Facts::default() }
}

/// The menu after these keys: `\r` is Enter, `v` the arrow down, the rest types itself.
fn pressed(facts: Facts, keys: &str) -> StaffMenu {
    let mut now = Instant::now();
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(facts);
    menu.handle(Event::Open(Purpose::Menu), now);
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let input = match byte {
            b'\r' => PageInput::Key(Key::Enter),
            b'v' => PageInput::Key(Key::NextPage),
            byte => match TypedChar::from_ascii(byte) {
                Some(typed) => PageInput::Typed(typed),
                None => continue,
            },
        };
        menu.handle(Event::Input(input), now);
    }
    menu
}
