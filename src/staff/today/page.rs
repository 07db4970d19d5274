//! The page of today's checks: which row is chosen, and which one is open.

use super::filter::Filter;
use crate::common::Key;
use crate::staff::facts::Facts;
use crate::staff::page::{PageInput, PageResult};
use crate::visit::{CheckSummary, RowId};

/// How many rows one key passes over.
const LEAP: usize = 10;

/// The page.
#[derive(Debug, Default)]
pub struct TodayPage {
    filter: Filter,
    /// The first row where none is chosen, or the chosen one has gone.
    chosen: Option<RowId>,
    /// The row that is open, as long as it is there.
    open: Option<RowId>,
}

/// What a key of the list means. A ten-key pad has digits for all of them.
enum ListKey {
    Show(Filter),
    Up(usize),
    Down(usize),
    Open,
    Back,
}

impl ListKey {
    fn of(input: PageInput) -> Option<Self> {
        Some(match input {
            PageInput::Key(Key::PreviousPage) => Self::Up(1),
            PageInput::Key(Key::NextPage) => Self::Down(1),
            PageInput::Key(Key::Enter) => Self::Open,
            PageInput::Key(Key::Cancel) => Self::Back,
            PageInput::Key(_) => return None,
            PageInput::Typed(typed) => match typed.digit()? {
                '0' => Self::Back,
                '5' => Self::Down(1),
                '7' => Self::Up(LEAP),
                '8' => Self::Up(1),
                '9' => Self::Down(LEAP),
                digit => {
                    let place = digit.to_digit(10)?.checked_sub(1)?;
                    Self::Show(*Filter::ALL.get(place as usize)?)
                }
            },
        })
    }
}

impl TodayPage {
    /// Which checks the list shows.
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// The rows that the list shows, the latest first.
    #[must_use]
    pub fn rows<'a>(&self, facts: &'a Facts) -> Vec<&'a CheckSummary> {
        facts.today.iter().rev().filter(|check| self.filter.shows(check)).collect()
    }

    /// The place of the chosen row among them.
    #[must_use]
    pub fn chosen(&self, rows: &[&CheckSummary]) -> usize {
        rows.iter().position(|check| Some(check.row) == self.chosen).unwrap_or_default()
    }

    /// The row that is open; none: the list shows.
    #[must_use]
    pub fn opened<'a>(&self, facts: &'a Facts) -> Option<&'a CheckSummary> {
        let open = self.open?;
        facts.today.iter().find(|check| check.row == open)
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if self.opened(facts).is_some() {
            if matches!(ListKey::of(input), Some(ListKey::Back)) {
                self.open = None;
            }
            return PageResult::Stay;
        }
        let rows = self.rows(facts);
        let place = self.chosen(&rows);
        let at = |place: usize| rows.get(place.min(rows.len().saturating_sub(1))).map(|check| check.row);
        match ListKey::of(input) {
            Some(ListKey::Back) => return PageResult::Back,
            // A row that is shown by both stays the chosen one.
            Some(ListKey::Show(filter)) => (self.filter, self.chosen) = (filter, at(place)),
            Some(ListKey::Up(rows)) => self.chosen = at(place.saturating_sub(rows)),
            Some(ListKey::Down(rows)) => self.chosen = at(place.saturating_add(rows)),
            Some(ListKey::Open) => {
                self.chosen = at(place);
                self.open = self.chosen;
            }
            None => {}
        }
        PageResult::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{Method, TroubleKind, TypedChar};
    use crate::eligibility::VerdictKind;
    use crate::visit::{CheckedBy, Ended};

    /// So many checks: the even ones are confirmed, every third of the others waits for a confirmation.
    fn facts(count: u32) -> Facts {
        let check = |number: u32| {
            let end = match (number % 2, number % 3) {
                (0, _) => Some(Ended::Answered(VerdictKind::Confirmed)),
                (_, 0) => Some(Ended::Failed(TroubleKind::MuteCard)),
                _ => Some(Ended::Answered(VerdictKind::Lost)),
            };
            let (row, seq, way) = (RowId(number.into()), Some(number.into()), CheckedBy::Card(Method::Pin));
            CheckSummary { row, seq, of: None, number, at: (9, 0), way, end, simulated: false }
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

    #[test]
    fn a_row_that_has_gone_is_not_open_any_more_and_an_empty_list_opens_none() {
        let mut page = TodayPage::default();
        press(&mut page, "\r", &facts(5));
        let other = Facts::default();
        assert!(page.opened(&other).is_none());
        assert!(press(&mut page, "v\r2\r", &other));
        assert!(page.opened(&facts(5)).is_none());
    }
}
