//! Synthetic pages on which a reference number is assigned.

use std::time::{Duration, Instant};

use time::macros::date;

use crate::common::{InquiryDetail, InquiryFault, InquiryId, InquiryTrouble, Key, Language, StaffAccess, TypedChar};
use crate::eligibility::{Assigned, Assignee, Notice, XmlMsg};
use crate::staff::{Effect, Event, Facts, InquiryNews, NumberChecks, PageInput, Purpose, StaffMenu};
use crate::visit::{AssignmentEnd, CheckSummary, CheckedBy, RowId};

/// Every page in every state that looks different, by its name. Numbers are synthetic.
pub fn all(message: fn(&str) -> Option<XmlMsg>) -> Vec<(String, StaffMenu)> {
    let person = || Assignee::of(&message("valid-kumiai")?, date!(2026 - 11 - 22).into());
    let pressed = |keys: &str| pressed(keys, person());
    let heard = |news| {
        let mut menu = pressed("000123\r\r");
        menu.handle(Event::Inquiry(InquiryId(1), news), Instant::now());
        menu
    };
    let refused = Notice { code: Some("TEST-2".into()), message: Some("該当する資格がありません".into()) };
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(Facts { assigns: true, ..facts() });
    menu.handle(Event::Open(Purpose::Menu), Instant::now());
    let mut today = StaffMenu::new(Language::Japanese);
    today.inform(Facts { today: ends(), ..facts() });
    today.handle(Event::Open(Purpose::Menu), Instant::now());
    press(&mut today, "2");
    let pages = vec![
        ("menu", menu),
        ("today", today),
        ("number", pressed("")),
        ("number-typed", pressed("000123")),
        ("number-missing", pressed("\r")),
        ("number-long", pressed(&"9876543210".repeat(5))),
        ("number-full", pressed(&"98765432109".repeat(5))),
        ("sure", pressed("000123\r")),
        ("sure-letters", pressed("P-000123\r")),
        ("sure-long", pressed(&format!("{}\r", "K123456789".repeat(5)))),
        ("asking", pressed("000123\r\r")),
        ("asking-slow", heard(InquiryNews::Slow)),
        ("kept", heard(InquiryNews::Assigned(Assigned::Kept))),
        ("refused", heard(InquiryNews::Assigned(Assigned::Refused(refused)))),
        ("unclear", heard(InquiryNews::Assigned(Assigned::Unclear))),
        ("no-answer", heard(InquiryNews::Failed(InquiryFault::NoAnswer.into()))),
    ];
    let mut all: Vec<_> = pages.into_iter().map(|(name, menu)| (format!("staff-assign-{name}"), menu)).collect();
    let words = InquiryTrouble {
        fault: InquiryFault::Refused,
        detail: InquiryDetail::Received("ERR0001 入力値が正しくありません。".to_owned()),
    };
    all.push(("staff-assign-err".to_owned(), heard(InquiryNews::Failed(words))));
    all
}

/// The page after this fault.
#[cfg(test)]
pub fn fault(message: fn(&str) -> Option<XmlMsg>, fault: InquiryFault) -> StaffMenu {
    let mut menu =
        pressed("000123\r\r", message("valid-kumiai").and_then(|it| Assignee::of(&it, date!(2026 - 11 - 22).into())));
    menu.handle(Event::Inquiry(InquiryId(1), InquiryNews::Failed(fault.into())), Instant::now());
    menu
}

fn facts() -> Facts {
    let number_checks = Some(NumberChecks { today: date!(2026 - 11 - 22).into(), deadline: Duration::from_secs(30) });
    Facts { access: StaffAccess::OutOfReach, number_checks, ..Facts::default() }
}

/// One line of each end.
fn ends() -> Vec<CheckSummary> {
    let failed = AssignmentEnd::Failed(InquiryFault::NotTaken);
    let ends = [AssignmentEnd::Kept, AssignmentEnd::Refused, AssignmentEnd::Unclear, failed];
    let line = |(number, end): (u32, _)| CheckSummary {
        row: RowId(number.into()),
        seq: None,
        item: None,
        of: None,
        number,
        at: (10, 5),
        way: CheckedBy::Assignment(end),
        end: None,
        simulated: false,
        struck: false,
    };
    (1..).zip(ends).map(line).collect()
}

/// The page of this person, after these keys.
fn pressed(keys: &str, person: Option<Assignee>) -> StaffMenu {
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(Facts { assigns: true, ..facts() });
    menu.handle(Event::Open(Purpose::Menu), Instant::now());
    menu.handle(Event::Assignee(person.map(Box::new)), Instant::now());
    press(&mut menu, keys);
    menu
}

/// Presses these keys: `\r` is Enter, the rest types itself.
pub(super) fn press(menu: &mut StaffMenu, keys: &str) {
    for byte in keys.bytes() {
        let input = match byte {
            b'\r' => PageInput::Key(Key::Enter),
            byte => match TypedChar::from_ascii(byte) {
                Some(sign) => PageInput::Typed(sign),
                None => continue,
            },
        };
        if let Some(Effect::Assign(_)) = menu.handle(Event::Input(input), Instant::now()) {
            menu.handle(Event::InquiryBegan(InquiryId(1)), Instant::now());
        }
    }
}
