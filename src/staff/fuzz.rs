//! Events of the staff menu, in any order and at any times.
//!
//! A byte is a key, as it is typed; behind a backslash it is a function key, or something that happens, some with a
//! second byte. The same is done at a second menu, where other digits are typed for a passcode or beside a card:
//! nothing that shows or can be printed may differ there.

use std::io::ErrorKind;
use std::slice::Iter;
use std::sync::Arc;
use std::time::{Duration, Instant};

use time::macros::{date, datetime};

use super::diagnosis::{Keeping, Machine};
use super::inquiry_promises::Report;
use super::past::Past;
use super::power::ResetCode;
use super::promises::WatchedMenu;
use super::set_up::SetUpStep;
use super::{Event, Facts, NumberChecks, PageInput, PowerError, Purpose, Registration, SetUpFacts};
use crate::common::{
    Absence, AbsenceKind, CardFacts, CardFault, CertificateAge, Extended, Key, PinState, StaffAccess, StaffId,
    StaffNote, TroubleKind, TypedChar, Way,
};
use crate::eligibility::VerdictKind;
use crate::settings::SaveError;
use crate::visit::{
    CardOnReader, CheckSummary, CheckedBy, Ended, ItemId, Month, MonthCounts, OpenItem, OpenItems, PastChecks, Period,
    StaffAct,
};

/// What the bytes do.
#[derive(Clone)]
enum Act {
    Press(PageInput, Option<Purpose>),
    Compared(Option<StaffId>),
    Saved(Option<ErrorKind>),
    PowerFailed(bool),
    Card(CardOnReader),
    Withdraw,
    Tested(bool),
    Facts(Box<Facts>),
    Journal(bool),
    Reported(Report),
    Pass(Duration),
}

/// The bytes, a sequence of acts.
struct Acts<'a> {
    bytes: Iter<'a, u8>,
    facts: Facts,
}

impl Acts<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(b'0')
    }

    fn choice<T: Copy, const N: usize>(&mut self, of: [T; N]) -> Option<T> {
        of.get(usize::from(self.byte()) % N).copied()
    }

    fn pass(&mut self, unit: u64) -> Act {
        Act::Pass(Duration::from_millis(unit * u64::from(self.byte())))
    }

    fn facts(&mut self) -> Act {
        let byte = self.byte();
        let access = match byte & 3 {
            0 => StaffAccess::Missing,
            1 => StaffAccess::OutOfReach,
            _ => StaffAccess::Passcode,
        };
        let ways = if byte & 16 == 0 { Way::NONE } else { TroubleKind::MuteCard.ways() };
        let choices = self.facts.choices.clone();
        let deadline = Duration::from_secs(30);
        let number_checks = (byte & 32 != 0).then_some(NumberChecks { today: date!(2026 - 11 - 26).into(), deadline });
        let registration = match byte & 0x90 {
            0 => Registration::Folder,
            0x10 => Registration::Done,
            0x80 => Registration::Missing,
            _ => Registration::NoAuthority("authority.pem".to_owned()),
        };
        let pending = (byte & 0x80 != 0).then_some(SetUpStep::Language);
        let set_up = SetUpFacts { pending, registration, ..SetUpFacts::default() };
        let keeping = if byte & 128 == 0 { Keeping::Off } else { Keeping::On };
        let machine = Machine { journal: keeping, handoff: keeping, ..Machine::default() };
        let (day, past) = (Some(date!(2026 - 11 - 26)), past(byte));
        let (kept, last, assigns) = (byte & 4 != 0, byte & 8 != 0, byte & 64 != 0);
        let absence = (byte & 2 != 0).then_some(Absence { kind: AbsenceKind::Away, back: None });
        let open_items = if byte & 128 == 0 { OpenItems::default() } else { open_items() };
        self.facts = Facts {
            access,
            absence,
            choices,
            kept,
            last,
            assigns,
            ways,
            number_checks,
            machine,
            // Without a code that is known to be typed now and then it would never come to it.
            factory_reset: (byte & 64 != 0).then(|| ResetCode::drawn(0)),
            set_up,
            day,
            past,
            open_items,
            today: rows(u32::from(byte) % 25),
            ..Facts::default()
        };
        Act::Facts(Box::new(self.facts.clone()))
    }

    /// What happens behind a backslash.
    fn happens(&mut self) -> Option<Act> {
        let key = |key: Key, purpose: Option<Purpose>| Act::Press(PageInput::Key(key), purpose);
        Some(match self.byte() {
            b'm' => key(Key::Menu, Some(Purpose::Menu)),
            b'w' => key(Key::Ways, Some(Purpose::Ways)),
            b'f' => {
                let act = self.choice([StaffAct::ConfirmEarly, StaffAct::Confirm(1), StaffAct::Reveal(1)]);
                key(Key::Staff, act.map(Purpose::Confirm))
            }
            b'l' => key(Key::Language, None),
            b'b' => key(Key::Burst, None),
            b'o' => key(Key::OtherMethod, None),
            b'v' => key(Key::NextPage, None),
            b'^' => key(Key::PreviousPage, None),
            b'y' => Act::Compared(Some(StaffId::shared())),
            b's' => Act::Compared(StaffId::new("sign-01")),
            b'n' => Act::Compared(None),
            b'S' => {
                let error = [None, None, Some(ErrorKind::StorageFull), Some(ErrorKind::PermissionDenied)];
                Act::Saved(self.choice(error).flatten())
            }
            b'P' => Act::PowerFailed(self.byte() & 1 == 1),
            b'C' => Act::Card(self.choice([CardOnReader::None, CardOnReader::OfVisit, CardOnReader::Waits])?),
            b'W' => Act::Withdraw,
            b'A' => self.facts(),
            b'Q' => {
                let byte = self.byte();
                Act::Reported(Report { before: byte >> 6, news: byte & 7 })
            }
            b'R' => Act::Tested(self.byte() & 1 == 1),
            b'J' => Act::Journal(self.byte() & 1 == 1),
            b't' => self.pass(4),
            b'T' => self.pass(500),
            b'M' => self.pass(8000),
            _ => return None,
        })
    }
}

impl Iterator for Acts<'_> {
    type Item = Act;

    fn next(&mut self) -> Option<Act> {
        loop {
            let key = match *self.bytes.next()? {
                b'\\' => match self.happens() {
                    Some(act) => return Some(act),
                    None => continue,
                },
                b'\n' => Key::Enter,
                0x08 | b'_' => Key::Erase,
                0x1b | b'~' => Key::Cancel,
                byte => match TypedChar::from_ascii(byte) {
                    Some(typed) => return Some(Act::Press(PageInput::Typed(typed), None)),
                    None => Key::Other,
                },
            };
            return Some(Act::Press(PageInput::Key(key), None));
        }
    }
}

/// What was read of the journal.
fn past(byte: u8) -> Past {
    let month = Month { year: 2026, month: 11 };
    match byte % 5 {
        0 => Past::Nothing,
        1 => Past::Reading(Period::Month(month)),
        2 => Past::Failed(Period::Day(date!(2026 - 11 - 25))),
        3 => Past::Read(Period::Month(month), PastChecks::Month(Box::new(MonthCounts::new(month)))),
        _ => Past::Read(Period::Day(date!(2026 - 11 - 25)), PastChecks::Day(rows(12), 0)),
    }
}

/// So many checks of a day.
fn rows(count: u32) -> Vec<CheckSummary> {
    let row = |number: u32| {
        let end = number.is_multiple_of(2).then_some(Ended::GivenUp);
        // The seventh is among the open items.
        let way = if end.is_none() { CheckedBy::Staff(Way::Oral) } else { CheckedBy::Folder };
        CheckSummary::synthetic(number, way, end)
    };
    (1..=count).map(row).collect()
}

/// An entry, and an answer to check later.
fn open_items() -> OpenItems {
    let at = datetime!(2026-11-26 10:00 +9);
    let lost = Some(Ended::Answered(VerdictKind::Lost));
    let kinds = [(CheckedBy::Staff(Way::Oral), None), (CheckedBy::Folder, lost)];
    let items = (7..).zip(kinds).map(|(id, (way, end))| OpenItem { id: ItemId(id), at, way, end, simulated: false });
    OpenItems { items: Arc::new(items.collect()), ..OpenItems::default() }
}

/// The staff menu keeps its promises, and a digit of a passcode or of a PIN shows nowhere.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn events(bytes: &[u8]) {
    let now = Instant::now();
    let [mut menu, mut other] = [(); 2].map(|()| WatchedMenu::new(now));
    let mut recorded = Ok(());
    for act in (Acts { bytes: bytes.iter(), facts: Facts::default() }) {
        if let Act::Journal(well) = act {
            recorded = if well { Ok(()) } else { Err(StaffNote::JournalFull) };
        }
        let elsewhere = if menu.hides_digits() { with_another_digit(act.clone()) } else { act.clone() };
        for (menu, act) in [(&mut menu, act), (&mut other, elsewhere)] {
            happens(menu, act);
            menu.performs(recorded);
        }
        same(&menu, &other);
    }
    menu.ends();
    other.ends();
}

fn with_another_digit(act: Act) -> Act {
    match act {
        Act::Press(PageInput::Typed(typed), purpose) if typed.digit().is_some() => {
            let other = typed.digit().and_then(|digit| digit.to_digit(10)).map_or(0, |digit| (digit + 3) % 10);
            let other = char::from_digit(other, 10).and_then(|digit| u8::try_from(digit).ok());
            let other = other.and_then(TypedChar::from_ascii).unwrap_or(typed);
            Act::Press(PageInput::Typed(other), purpose)
        }
        act => act,
    }
}

fn happens(menu: &mut WatchedMenu, act: Act) {
    match act {
        Act::Press(input, purpose) => menu.presses(input, purpose),
        Act::Compared(by) if menu.compares() => menu.hears(Event::PasscodeChecked(by)),
        Act::Saved(error) => {
            let failed = |kind: ErrorKind| SaveError::Unwritable { path: "/etc/uketsuke".into(), source: kind.into() };
            menu.hears(Event::SettingsSaved(menu.menu.last_save, error.map_or(Ok(()), |kind| Err(failed(kind)))));
        }
        Act::PowerFailed(missing) => {
            let refused = PowerError::Refused("refused".to_owned());
            menu.hears(Event::PowerFailed(if missing { PowerError::Missing } else { refused }));
        }
        Act::Card(card) => menu.hears(Event::Card(card)),
        Act::Withdraw => menu.withdraws(),
        Act::Tested(read) => {
            let facts =
                CardFacts { pin: PinState::Left(3), certificate: CertificateAge::Valid, extended: Extended::Unknown };
            let fault = CardFault::Trouble(TroubleKind::MuteCard.into());
            menu.hears(Event::TestCard(if read { Ok(facts) } else { Err(fault) }));
        }
        Act::Reported(report) => menu.reports(report),
        Act::Facts(facts) => menu.knows(*facts),
        Act::Pass(time) => {
            menu.now += time;
            menu.hears(Event::Elapsed);
        }
        Act::Compared(_) | Act::Journal(_) => {}
    }
}

/// Nothing that shows tells the two apart, nor anything that can be printed of what is asked for.
fn same(menu: &WatchedMenu, other: &WatchedMenu) {
    let shown = |menu: &WatchedMenu| {
        let view = menu.menu.view(menu.now).map(|view| (view.page, view.card, view.language));
        format!("{:?}", (view, &menu.effect, menu.menu.deadline(), menu.menu.paused_for(menu.now)))
    };
    assert_eq!(shown(menu), shown(other), "a digit shows");
}
