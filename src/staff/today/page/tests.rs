//! Rows that are chosen, opened, filtered and struck.

use std::sync::Arc;

use time::macros::{date, datetime};

use super::*;
use crate::common::{Method, TroubleKind, TypedChar, Way};
use crate::eligibility::VerdictKind;
use crate::staff::marking::MarkingStage;
use crate::visit::{CheckedBy, Ended, OpenItems};

/// So many checks: the even ones are confirmed, every third of the others waits for a confirmation.
fn facts(count: u32) -> Facts {
    let check = |number: u32| {
        let end = match (number % 2, number % 3) {
            (0, _) => Some(Ended::Answered(VerdictKind::Confirmed)),
            (_, 0) => Some(Ended::Failed(TroubleKind::MuteCard)),
            _ => Some(Ended::Answered(VerdictKind::Lost)),
        };
        CheckSummary::synthetic(number, CheckedBy::Card(Method::Pin), end)
    };
    Facts { today: (1..=count).map(check).collect(), ..Facts::default() }
}

fn press(page: &mut TodayPage, keys: &str, facts: &Facts) -> bool {
    keys.bytes().all(|byte| {
        let input = match byte {
            b'\r' => PageInput::Key(Key::Enter),
            0x1b => PageInput::Key(Key::Cancel),
            b'^' => PageInput::Key(Key::PreviousPage),
            b'v' => PageInput::Key(Key::NextPage),
            byte => PageInput::Typed(TypedChar::from_ascii(byte).unwrap()),
        };
        matches!(page.input(input, facts), PageResult::Stay)
    })
}

fn chosen(page: &TodayPage, facts: &Facts) -> u32 {
    let rows = page.rows(facts);
    rows[page.chosen(&rows)].number
}

#[test]
fn arrows_and_digits_choose_a_row_and_stop_at_both_ends() {
    let facts = facts(30);
    for (keys, number) in
        [("", 30), ("^", 30), ("v", 29), ("vv^", 29), ("55", 28), ("558", 29), ("9", 20), ("97", 30), ("9999v", 1)]
    {
        let mut page = TodayPage::default();
        assert!(press(&mut page, keys, &facts));
        assert_eq!(chosen(&page, &facts), number, "{keys}");
    }
}

#[test]
fn a_filter_shows_its_rows_and_keeps_the_chosen_one_where_it_has_it() {
    let facts = facts(12);
    let mut page = TodayPage::default();
    press(&mut page, "vvv2", &facts);
    assert_eq!(page.rows(&facts).iter().map(|check| check.number).collect::<Vec<_>>(), [11, 9, 7, 5, 3, 1]);
    assert_eq!(chosen(&page, &facts), 9);
    press(&mut page, "3", &facts);
    assert_eq!(page.rows(&facts).iter().map(|check| check.number).collect::<Vec<_>>(), [9, 3]);
    press(&mut page, "v1", &facts);
    assert_eq!((page.rows(&facts).len(), chosen(&page, &facts)), (12, 3));
}

#[test]
fn enter_opens_the_chosen_row_and_esc_or_a_zero_closes_it_before_the_page() {
    let facts = facts(5);
    for back in ["\x1b", "0"] {
        let mut page = TodayPage::default();
        assert!(press(&mut page, "v\r", &facts));
        assert_eq!(page.opened(&facts).map(|check| check.number), Some(4));
        assert!(press(&mut page, "12v^\r", &facts), "another key does nothing there");
        assert_eq!(page.opened(&facts).map(|check| check.number), Some(4));
        assert!(press(&mut page, back, &facts));
        assert!(page.opened(&facts).is_none());
        assert_eq!(chosen(&page, &facts), 4);
        assert!(!press(&mut page, back, &facts), "the page is left");
    }
}

#[test]
fn a_check_that_comes_meanwhile_changes_neither_the_chosen_row_nor_the_open_one() {
    let mut page = TodayPage::default();
    press(&mut page, "v\r", &facts(5));
    assert_eq!(page.opened(&facts(9)).map(|check| check.number), Some(4));
    press(&mut page, "0", &facts(9));
    assert_eq!(chosen(&page, &facts(9)), 4);
}

/// Rows of which the last is an entry by hand that is open.
fn with_entry(struck: bool) -> Facts {
    let Facts { mut today, .. } = facts(5);
    let way = CheckedBy::Staff(Way::Oral);
    today[4] = CheckSummary { way, end: None, struck, ..today[4] };
    let at = datetime!(2026-11-22 9:00 +9);
    let item = OpenItem { id: ItemId(5), at, way, end: None, simulated: false };
    let items = Arc::new(if struck { Vec::new() } else { vec![item] });
    Facts { today, open_items: OpenItems { items, ..OpenItems::default() }, ..Facts::default() }
}

fn strikes(page: &mut TodayPage, key: Key, facts: &Facts) -> Option<(ItemId, Mark)> {
    match page.input(PageInput::Key(key), facts) {
        PageResult::Mark(id, mark) => Some((id, mark)),
        _ => None,
    }
}

#[test]
fn an_open_entry_is_struck_once_by_two_presses_and_its_row_cannot_be_struck_again() {
    let (mut page, facts) = (TodayPage::default(), with_entry(false));
    press(&mut page, "\r3", &facts);
    assert_eq!(page.marking().map(|marking| (marking.item.id, marking.mark)), Some((ItemId(5), Mark::Struck)));
    assert_eq!(strikes(&mut page, Key::Enter, &facts), Some((ItemId(5), Mark::Struck)));
    for again in [Key::Enter, Key::Enter] {
        assert_eq!(strikes(&mut page, again, &facts), None);
    }
    page.marked(ItemId(4), Ok(true));
    assert_eq!(page.marking().unwrap().stage, MarkingStage::Recording, "another's answer");
    page.marked(ItemId(5), Ok(true));
    assert_eq!(page.marking().unwrap().stage, MarkingStage::Recorded(Ok(true)));
    let struck = with_entry(true);
    assert_eq!(strikes(&mut page, Key::Enter, &struck), None);
    assert!(page.marking().is_none() && page.opened(&struck).is_none());
    assert_eq!(chosen(&page, &struck), 5);
    press(&mut page, "\r3", &struck);
    assert!(page.opened(&struck).is_some() && page.marking().is_none());
}

#[test]
fn under_a_filter_the_row_behind_a_struck_one_takes_its_place() {
    let Facts { mut today, .. } = facts(6);
    let entry = CheckSummary { way: CheckedBy::Staff(Way::Oral), end: None, ..today[0] };
    let numbered = |old: CheckSummary, struck| CheckSummary { row: old.row, number: old.number, struck, ..entry };
    for check in &mut today {
        *check = numbered(*check, false);
    }
    let before = Facts { today, ..Facts::default() };
    let mut page = TodayPage::default();
    press(&mut page, "3vv", &before);
    assert_eq!(chosen(&page, &before), 4);
    let mut after = before;
    after.today[3] = numbered(after.today[3], true);
    assert_eq!(chosen(&page, &after), 3, "not the newest one");
}

#[test]
fn esc_leads_back_to_the_row_and_neither_an_answer_nor_a_settled_entry_nor_another_day_can_be_struck() {
    let (mut page, facts) = (TodayPage::default(), with_entry(false));
    press(&mut page, "\r3\x1b", &facts);
    assert!(page.marking().is_none());
    assert_eq!(page.opened(&facts).map(|check| check.number), Some(5));
    press(&mut page, "0v\r3", &facts);
    assert_eq!((page.opened(&facts).map(|check| check.number), page.marking()), (Some(4), None));
    let settled = Facts { open_items: OpenItems::default(), ..facts.clone() };
    let mut page = TodayPage::default();
    press(&mut page, "\r3", &settled);
    assert!(page.opened(&settled).is_some() && page.marking().is_none());
    let day = date!(2026 - 11 - 21);
    let past = Past::Read(Period::Day(day), PastChecks::Day(facts.today.clone(), 0));
    let earlier = Facts { past, day: day.next_day(), ..facts };
    let mut page = TodayPage::default();
    press(&mut page, "-\r3", &earlier);
    assert!(page.opened(&earlier).is_some() && page.marking().is_none());
}

#[test]
fn a_row_that_has_gone_is_not_open_any_more_and_an_empty_list_opens_none() {
    let mut page = TodayPage::default();
    press(&mut page, "\r", &facts(5));
    let other = Facts::default();
    assert!(page.opened(&other).is_none());
    assert!(press(&mut page, "v\r2\r", &other));
    assert!(page.opened(&facts(5)).is_none());
}
