//! Synthetic pages of the menu, made by pressing its keys.

use std::time::{Duration, Instant};

use time::macros::date;

use super::absent::AWAY;
use super::{day, open_items};
use crate::common::{
    Announced, Finding, FindingDetail, Key, Language, Part, Service, Slot, StaffAccess, StaffId, StaffNote,
    TroubleKind, TypedChar, Way,
};
use crate::settings::{Choices, HandOffKind, NewPasscode, SaveError};
use crate::staff::diagnosis::{Examined, Keeping, Machine, Results};
use crate::staff::power::ResetCode;
use crate::staff::{Effect, Event, Facts, PageInput, PowerError, Purpose, SaveId, StaffMenu};
use crate::visit::{CardOnReader, ItemId, MarkRefusal};

/// Every page in every state that looks different, by its name.
#[must_use]
pub fn all() -> Vec<(String, StaffMenu)> {
    let guarded = Facts { access: StaffAccess::Passcode, ..Facts::default() };
    let missing = Facts { kept: true, ..Facts::default() };
    let set = Facts { kept: true, choices: set(), ..open() };
    let short = FindingDetail::ShortReader("OMNIKEY AG CardMan 5125 00 00".to_owned());
    let short = vec![Finding::look(Part::Reader, short), Finding::look(Part::ReaderResets, FindingDetail::Times(3))];
    let short = Facts { machine: well(), examined: Examined::Found(short), ..open() };
    let pages = vec![
        ("menu", open(), ""),
        ("menu-guarded", guarded.clone(), "123456\r\x07v"),
        ("last-gone", Facts { last: true, ..open() }, "0"),
        ("menu-last", Facts { last: true, ..open() }, ""),
        ("first-passcode", missing.clone(), "246"),
        ("first-passcode-different", missing.clone(), "246813\r246814\r"),
        ("first-passcode-saved", missing.clone(), "246813\r246813\r\x01"),
        ("first-passcode-read-only", missing, "246813\r246813\r\x03"),
        ("passcode", guarded.clone(), "123"),
        ("passcode-too-short", guarded.clone(), "123\r"),
        ("passcode-busy", guarded.clone(), "123456\r"),
        ("passcode-wrong", guarded.clone(), "123456\r\0"),
        ("passcode-shut", guarded, "123456\r\x00123456\r\x00123456\r\0"),
        ("settings", Facts { kept: true, ..open() }, "3"),
        ("settings-changed", set.clone(), "3\rvvv\r"),
        ("settings-end", set.clone(), "3\r^"),
        ("settings-unkept", open(), "3"),
        ("settings-typing", set.clone(), "3vvvvvvvvvvvvv\r"),
        ("settings-passcode", set.clone(), "3vvvv\r"),
        ("settings-passcode-again", set.clone(), "3vvvv\r246813\r2468"),
        ("settings-passcode-different", set.clone(), "3vvvv\r246813\r246814\r"),
        ("settings-leaving", set.clone(), "3\r\x1b"),
        ("settings-saving", set.clone(), "3\r^\r"),
        ("settings-saved", set.clone(), "3\r^\r\x01"),
        ("settings-changed-elsewhere", set.clone(), "3\r^\r\x02"),
        ("settings-read-only", set.clone(), "3\r^\r\x03"),
        ("settings-no-folder", Facts { kept: true, ..open() }, "3vvvvvvvvvvvv\r^^^^^^^^^^^^^\r"),
        ("help", open(), "4"),
        ("help-portal", Facts { contact: Some("見本商会 03-0000-0000（平日 9-17）".to_owned()), ..open() }, "41"),
        ("help-portal-no-contact", open(), "41"),
        ("help-set-up", open(), "42"),
        ("help-subsidy", open(), "43"),
        ("help-subsidy-typed", open(), "4312800"),
        ("help-question-1", open(), "44"),
        ("help-question-2", open(), "44v"),
        ("help-question-3", open(), "44vv"),
        ("help-question-4", open(), "44vvv"),
        ("help-question-5", open(), "44vvvv"),
        ("help-question-6", open(), "44vvvvv"),
        ("help-question-7", open(), "44vvvvvv"),
        ("help-question-8", open(), "44vvvvvvv"),
        ("help-question-9", open(), "44vvvvvvvv"),
        ("help-question-10", open(), "44vvvvvvvvv"),
        ("help-question-11", open(), "44vvvvvvvvvv"),
        ("help-question-12", open(), "44vvvvvvvvvvv"),
        ("help-question-13", open(), "44vvvvvvvvvvvv"),
        ("help-question-14", open(), "44vvvvvvvvvvvvv"),
        ("help-readers", open(), "45"),
        ("help-code", open(), "4610"),
        ("help-code-107", Facts { contact: Some("見本商会 03-0000-0000（平日 9-17）".to_owned()), ..open() }, "46107"),
        ("help-code-517", open(), "46517"),
        ("help-code-unknown", open(), "46199"),
        ("diagnosis", Facts { machine: well(), examined: examined(), ..open() }, "5"),
        ("diagnosis-page-2", Facts { machine: well(), examined: examined(), ..open() }, "5v"),
        ("diagnosis-looking", Facts { machine: well(), ..open() }, "5"),
        ("diagnosis-faults", Facts { machine: ill(), examined: faults(), ..open() }, "5"),
        ("diagnosis-faults-page-2", Facts { machine: ill(), examined: faults(), ..open() }, "5v"),
        ("diagnosis-reader", short, "5"),
        ("diagnosis-folder", Facts { machine: beside_a_terminal(), ..open() }, "5"),
        ("absence", open(), "*"),
        ("absence-away", Facts { absence: Some(AWAY), ..open() }, "*"),
    ];
    let pages = pages
        .into_iter()
        .chain(power())
        .chain(day::pages())
        .chain(open_items::pages())
        .chain(WAYS.map(|(name, keys)| (name, open(), keys)));
    let mut pages: Vec<_> = pages.map(|(name, facts, keys)| (format!("staff-{name}"), pressed(facts, keys))).collect();
    for (place, way) in (1..).zip(Way::ALL) {
        pages.push((format!("staff-ways-{}", way.as_str()), pressed(open(), &format!("1{place}"))));
    }
    let mut failed = pressed(open(), "15\r");
    failed.handle(Event::ManualRecorded(Err(StaffNote::HandOffMissing)), Instant::now());
    pages.push(("staff-ways-not-kept".to_owned(), failed));
    let with_card = |keys: &str, card| {
        let mut menu = pressed(open(), keys);
        menu.handle(Event::Card(card), Instant::now());
        typed(&mut menu, "1234");
        menu
    };
    for (name, keys, card) in [
        ("card-waits", "", CardOnReader::Waits),
        ("card-waits-number", "13\r0613", CardOnReader::Waits),
        ("card-first", "13\r0613", CardOnReader::OfVisit),
        ("card-first-settings", "3", CardOnReader::OfVisit),
    ] {
        pages.push((format!("staff-{name}"), with_card(keys, card)));
    }
    pages
}

/// The page of power.
fn power() -> Vec<(&'static str, Facts, &'static str)> {
    // Its code is 010101.
    let resets = Facts { factory_reset: Some(ResetCode::drawn(0)), ..open() };
    vec![
        ("power-sure", open(), "6v\r"),
        ("power-refused", open(), "6v\r\r\x04"),
        ("power-missing", open(), "63\r\x05"),
        ("power-settings", open(), "6\r\r\x06"),
        ("power", open(), "6"),
        ("power-reset", resets.clone(), "6"),
        ("power-reset-digits", resets.clone(), "6412"),
        ("power-reset-wrong", resets.clone(), "64123123\r"),
        ("power-reset-refused", resets, "64010101\r\x04"),
    ]
}

/// The last answer of a persona, by the page's name.
pub fn last() -> Vec<(&'static str, &'static str, StaffMenu)> {
    let pages = [
        ("staff-last", "valid-kumiai", "0"),
        ("staff-last-insurer", "valid-kumiai", "0\r"),
        ("staff-last-symbol", "valid-kumiai", "0\r\r"),
        ("staff-last-number", "valid-kumiai", "0\r\r\r"),
        ("staff-last-birthdate", "valid-kumiai", "0\r\r\r\r\r"),
        ("staff-last-ratio", "valid-70s", "0\r\r\r\r\r"),
        ("staff-last-qr", "valid-kumiai", "0\r\r\r\r\r\r"),
        ("staff-last-lost", "lost", "0"),
        ("staff-last-none", "none", "0"),
    ];
    let page = |keys| pressed(Facts { last: true, ..open() }, keys);
    pages.map(|(name, persona, keys)| (name, persona, page(keys))).into()
}

/// The page of the help on which the digits of this code were typed.
#[cfg(test)]
pub fn code(code: &str) -> StaffMenu {
    pressed(open(), &format!("46{code}"))
}

/// A kiosk whose keyboard only staff reach.
pub(super) fn open() -> Facts {
    Facts { access: StaffAccess::OutOfReach, ..Facts::default() }
}

/// Other ways to confirm. The third is the certificate; `~` stands for several keys at once. Numbers are synthetic.
const WAYS: [(&str, &str); 26] = [
    ("ways", "1"),
    ("ways-insurer", "13\r"),
    ("ways-insurer-typed", "13\r0613"),
    ("ways-insurer-short", "13\r0613\r"),
    ("ways-insurer-wrong", "13\r06139993\r"),
    ("ways-insurer-letter", "13\r06A"),
    ("ways-insurer-burst", "13\r06~"),
    ("ways-insurer-full", "13\r061399920"),
    ("ways-symbol", "13\r06139992\r12-34"),
    ("ways-symbol-full", "13\r139998\r123456789-123456789-1"),
    ("ways-symbol-kana", "13\r06139992\r*itabash"),
    ("ways-symbol-unfinished", "13\r06139992\r**tok\r"),
    ("ways-symbol-table", "13\r06139992\r12/"),
    ("ways-symbol-shelves", "13\r06139992\r12/5"),
    ("ways-symbol-characters", "13\r06139992\r12/4+"),
    ("ways-symbol-nothing-there", "13\r06139992\r12/610"),
    ("ways-symbol-words", "13\r06139992\r/12"),
    ("ways-number", "13\r06139992\r\r0012345"),
    ("ways-number-unlisted", "13\r90139999\r\r"),
    ("ways-number-elderly", "13\r39139993\r123\r"),
    ("ways-branch", "13\r06139992\r12-34\r0012345\r1\r"),
    ("ways-summary", "13\r06139992\r12-34\r0012345\r01\r"),
    ("ways-summary-blank", "11\r\r\r\r\r"),
    (
        "ways-summary-long",
        "12\r63139992\r/81/82/83/84/85/86/87/88/89/80/81/82/83/84/85/86/87/88/89/80\r123456789-123456789-\r00\r",
    ),
    ("ways-summary-oral", "15\r"),
    ("ways-noted", "12\r39139993\r12345678\r\r"),
];

fn well() -> Machine {
    let open = Announced { closes: Some("18:00".to_owned()), ..Announced::default() };
    Machine {
        results: Results::Desk {
            slot: Slot::Empty,
            service: Service::Open(open),
            ends: Some((date!(2027 - 11 - 22), 365)),
        },
        journal: Keeping::On,
        clock: Some((10, 30)),
        log: true,
        settings: "/etc/uketsuke/kiosk.toml".to_owned(),
        ..Machine::default()
    }
}

pub(super) fn ill() -> Machine {
    Machine {
        results: Results::Desk {
            slot: Slot::Unusable(TroubleKind::NoReader.into()),
            service: Service::Unusable(TroubleKind::Unreachable.into()),
            ends: Some((date!(2026 - 11 - 29), 7)),
        },
        journal: Keeping::Failing("K-601"),
        handoff: Keeping::Failing("K-611"),
        ..Machine::default()
    }
}

/// A machine that is locked down and has nothing wrong.
fn examined() -> Examined {
    let secured = [
        Part::DaemonLog,
        Part::Sync,
        Part::User,
        Part::Lockdown,
        Part::Swap,
        Part::CoreDumps,
        Part::SysRq,
        Part::CtrlAltDel,
        Part::Logins,
        Part::Consoles,
        Part::Root,
        Part::Firewall,
        Part::Usb,
        Part::Updates,
    ];
    let mut found: Vec<_> = secured.map(|part| Finding::fine(part, FindingDetail::Secured)).into();
    found.extend([
        Finding::fine(Part::Key, FindingDetail::Guarded),
        Finding::fine(Part::Font, FindingDetail::Name("BIZ UDGothic".to_owned())),
        Finding::fine(Part::Locale, FindingDetail::Name("C.UTF-8".to_owned())),
        Finding::fine(Part::Journal, FindingDetail::Lines(1234)),
        Finding::fine(Part::HandOff, FindingDetail::Off),
        Finding::fine(Part::Log, FindingDetail::On),
        Finding::fine(Part::Disk, FindingDetail::Free("/var/lib/uketsuke/journal".to_owned(), 20_480)),
    ]);
    Examined::Found(found)
}

/// One with much that is.
fn faults() -> Examined {
    Examined::Found(vec![
        Finding::broken(Part::DaemonLog, FindingDetail::Exposed),
        Finding::look(Part::Sync, FindingDetail::Exposed),
        Finding::look(Part::Font, FindingDetail::PlainConsole),
        Finding::look(Part::Settings, FindingDetail::OpenToOthers("/etc/uketsuke/kiosk.toml".to_owned())),
        Finding::broken(Part::Journal, FindingDetail::Flaws(2)),
        Finding::broken(Part::Disk, FindingDetail::Free("/var/lib/uketsuke/journal".to_owned(), 3)),
        Finding::look(Part::Lockdown, FindingDetail::Exposed),
    ])
}

fn beside_a_terminal() -> Machine {
    Machine { results: Results::Folder(Some(TroubleKind::FolderGone.into())), handoff: Keeping::On, ..well() }
}

/// Types these characters into the menu.
fn typed(menu: &mut StaffMenu, characters: &str) {
    for sign in characters.bytes().filter_map(TypedChar::from_ascii) {
        menu.handle(Event::Input(PageInput::Typed(sign)), Instant::now());
    }
}

/// Choices that are as long as they can be.
fn set() -> Choices {
    Choices {
        reader: "SONY FeliCa RC-S300/P*".to_owned(),
        handoff: HandOffKind::OqsXml,
        handoff_dir: "/srv/receipt-computer/OQS/face".to_owned(),
        passcode: NewPasscode::Same(true),
        ..Choices::default()
    }
}

/// The menu after these keys: `\r` is Enter, `^` and `v` the arrows, `\x08` Backspace, `\x1b` Esc, `~` several keys at
/// once; what no keyboard sends is an answer to what was asked for last; the rest types itself.
pub(super) fn pressed(facts: Facts, keys: &str) -> StaffMenu {
    let mut now = Instant::now();
    let mut menu = StaffMenu::new(Language::Japanese);
    let mut saving = SaveId::default();
    menu.inform(facts);
    menu.handle(Event::Open(Purpose::Menu), now);
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let answer = match byte {
            0 => Some(Event::PasscodeChecked(None)),
            7 => Some(Event::PasscodeChecked(Some(StaffId::shared()))),
            1 => Some(Event::SettingsSaved(saving, Ok(()))),
            2 => Some(Event::SettingsSaved(saving, Err(SaveError::Changed("/etc/uketsuke/kiosk.toml".into())))),
            3 => Some(Event::SettingsSaved(
                saving,
                Err(SaveError::Unwritable {
                    path: "/etc/uketsuke".into(),
                    source: std::io::ErrorKind::ReadOnlyFilesystem.into(),
                }),
            )),
            4 => Some(Event::PowerFailed(PowerError::Refused(
                "Failed to reboot system via logind: Access denied".to_owned(),
            ))),
            5 => Some(Event::PowerFailed(PowerError::Missing)),
            6 => Some(Event::PowerFailed(PowerError::Settings(
                "/etc/uketsuke/kiosk.toml:34:11: unknown variant `stuff`, expected `staff` or `pin`".to_owned(),
            ))),
            0x0e => Some(Event::Marked(ItemId(1), Ok(true))),
            0x0f => Some(Event::Marked(ItemId(1), Err(MarkRefusal::NotOpen))),
            0x10 => Some(Event::Marked(ItemId(1), Err(MarkRefusal::NotWritten))),
            _ => None,
        };
        if let Some(answer) = answer {
            menu.handle(answer, now);
            continue;
        }
        let input = match byte {
            b'\r' => PageInput::Key(Key::Enter),
            b'^' => PageInput::Key(Key::PreviousPage),
            b'v' => PageInput::Key(Key::NextPage),
            0x08 => PageInput::Key(Key::Erase),
            0x1b => PageInput::Key(Key::Cancel),
            b'~' => PageInput::Key(Key::Burst),
            byte => match TypedChar::from_ascii(byte) {
                Some(sign) => PageInput::Typed(sign),
                None => continue,
            },
        };
        match menu.handle(Event::Input(input), now) {
            Some(Effect::RecordManual(..)) => drop(menu.handle(Event::ManualRecorded(Ok(())), now)),
            Some(Effect::SaveSettings(id, _)) => saving = id,
            _ => {}
        }
    }
    menu
}
