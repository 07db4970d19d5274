//! A PIN that is typed into the open staff menu: it stands nowhere in clear, and it does nothing.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::draw_staff_menu;
use super::*;
use crate::common::{Key, StaffAccess, TypedChar, Way};
use crate::settings::Choices;
use crate::staff::{Effect, Event, Facts, PageInput, Purpose, StaffMenu};
use crate::visit::CardOnReader;

/// Keys of staff on their way to any page.
fn way() -> impl Strategy<Value = Vec<PageInput>> {
    let key = proptest::sample::select(vec![Key::Enter, Key::NextPage, Key::PreviousPage, Key::Erase, Key::Cancel]);
    let sign = (b'!'..=b'~').prop_map(|byte| TypedChar::from_ascii(byte).unwrap());
    let digit = (b'0'..=b'9').prop_map(|byte| TypedChar::from_ascii(byte).unwrap());
    let input = prop_oneof![
        4 => key.prop_map(PageInput::Key),
        3 => digit.prop_map(PageInput::Typed),
        1 => sign.prop_map(PageInput::Typed),
    ];
    proptest::collection::vec(input, 0..25)
}

fn opened(access: StaffAccess, purpose: Purpose) -> StaffMenu {
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(Facts { access, kept: true, choices: Choices::default(), ways: &[Way::Oral], ..Facts::default() });
    menu.handle(Event::Open(purpose), Instant::now());
    menu
}

/// What is drawn, and the same text without the row of the card.
fn shown(menu: &StaffMenu, now: Instant) -> Option<(String, Vec<String>)> {
    let view = menu.view(now)?;
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| draw_staff_menu(frame, &view, &DEMO)).unwrap();
    let rows = rows(terminal.backend().buffer());
    let words = &staff_words().menu;
    let said = |row: &String| row.contains(words.card_waits) || row.contains(words.card_first);
    Some((rows.concat(), rows.iter().filter(|row| !said(row) && !row.is_empty()).cloned().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_digit_that_is_typed_while_a_card_lies_there_never_stands_in_clear_on_any_page(
        way in way(),
        card in proptest::sample::select(vec![CardOnReader::Waits, CardOnReader::OfVisit]),
        access in proptest::sample::select(
            vec![StaffAccess::Missing, StaffAccess::OutOfReach, StaffAccess::OutOfReach, StaffAccess::Passcode]),
        purpose in proptest::sample::select(vec![Purpose::Menu, Purpose::Ways]),
        // Those that stand in no word about a passcode ("6 to 12 digits").
        digit in proptest::sample::select(b"0345789".to_vec()),
    ) {
        let mut now = Instant::now();
        let mut menu = opened(access, purpose);
        for input in way {
            // A kiosk that has been left is opened again.
            if !menu.is_open() {
                menu.handle(Event::Open(purpose), now);
            }
            now += Duration::from_secs(1);
            if let Some(Effect::RecordManual(..)) = menu.handle(Event::Input(input), now) {
                menu.handle(Event::ManualRecorded(Ok(())), now);
            }
        }
        menu.handle(Event::Card(card), now);
        let Some((before, _)) = shown(&menu, now) else { return Ok(()) };
        let stage = |menu: &StaffMenu| format!("{:?}", menu.view(now).map(|view| view.page));
        let (masked, at) = (menu.takes_digits(), stage(&menu));
        let digit = TypedChar::from_ascii(digit).unwrap();
        let mut page = None;
        for _ in 0..4 {
            let done = menu.handle(Event::Input(PageInput::Typed(digit)), now);
            prop_assert!(done.is_none(), "{:?}", done);
            // From the first digit on the row of the card is there.
            page.get_or_insert(shown(&menu, now).expect("a digit closes nothing").1);
        }
        let page = page.expect("a page");
        let (after, same) = shown(&menu, now).expect("a digit closes nothing");
        let count = |text: &str| text.matches(digit.char()).count();
        prop_assert!(count(&after) <= count(&before), "{}", after);
        if !masked {
            prop_assert_eq!((&page, &at), (&same, &stage(&menu)));
            let done = menu.handle(Event::Input(PageInput::Key(Key::Enter)), now);
            prop_assert!(done.is_none(), "the Enter behind a PIN: {:?}", done);
            prop_assert_eq!(page, shown(&menu, now).expect("it is open").1);
        }
    }
}
