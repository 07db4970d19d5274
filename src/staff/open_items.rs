//! The list of open items: what no service has confirmed, and what one is to check later. Staff open a row and settle
//! it as done or as not needed; an entry of their own that was wrong they strike.

use super::cursor::Cursor;
use super::facts::Facts;
use super::marking::{Marking, MarkingResult};
use super::page::{PageInput, PageResult};
use crate::common::Key;
use crate::visit::{ItemId, Mark, MarkRefusal, OpenItem, OpenItems};

/// The page.
#[derive(Debug, Default)]
pub struct OpenItemsPage {
    /// The chosen row, and the item that stood there: rows come and go.
    place: usize,
    chosen: Option<ItemId>,
    step: OpenStep,
}

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OpenStep {
    /// The list.
    #[default]
    List,
    /// An item, and what can be done with it; the chosen act by its place.
    Item(OpenItem, usize),
    /// It is being closed.
    Marking(Marking),
}

impl OpenItemsPage {
    /// What it shows.
    #[must_use]
    pub const fn step(&self) -> OpenStep {
        self.step
    }

    /// The place of the chosen row; the first row is the latest item.
    #[must_use]
    pub fn row(&self, open: &OpenItems) -> usize {
        let rows = open.items.len();
        let of_chosen = self.chosen.and_then(|id| open.place(id)).map(|place| rows - 1 - place);
        of_chosen.unwrap_or(self.place).min(rows.saturating_sub(1))
    }

    /// What can be done with an item.
    #[must_use]
    pub fn acts(item: &OpenItem) -> &'static [Mark] {
        let all: &[Mark] = &Mark::ALL;
        if item.may_be_struck() { all } else { all.split_last().map_or(all, |(_, others)| others) }
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        let is_cancel = input == PageInput::Key(Key::Cancel);
        match self.step {
            OpenStep::List if is_cancel => return PageResult::Back,
            OpenStep::List => self.choose(input, &facts.open_items),
            OpenStep::Item(..) if is_cancel => self.step = OpenStep::List,
            OpenStep::Item(item, place) => {
                let acts = Self::acts(&item);
                let mut cursor = Cursor::at(place);
                let taken = cursor.input(input, acts.len()).and_then(|place| acts.get(place));
                self.step = match taken {
                    Some(mark) => OpenStep::Marking(Marking::new(item, *mark)),
                    None => OpenStep::Item(item, cursor.place()),
                };
            }
            OpenStep::Marking(mut marking) => {
                let result = marking.input(input);
                let Marking { item, mark, .. } = marking;
                self.step = match result {
                    MarkingResult::Stays | MarkingResult::Records => OpenStep::Marking(marking),
                    MarkingResult::GivenUp => {
                        let place = Self::acts(&item).iter().position(|act| *act == mark).unwrap_or_default();
                        OpenStep::Item(item, place)
                    }
                    MarkingResult::Over => OpenStep::List,
                };
                if result == MarkingResult::Records {
                    return PageResult::Mark(item.id, mark);
                }
            }
        }
        PageResult::Stay
    }

    fn choose(&mut self, input: PageInput, open: &OpenItems) {
        let rows = open.items.len();
        // The rows have no numbers: a digit takes none.
        if matches!(input, PageInput::Typed(_)) || rows == 0 {
            return;
        }
        let mut cursor = Cursor::at(self.row(open));
        let taken = cursor.input(input, rows);
        self.place = cursor.place();
        let item = |row: usize| rows.checked_sub(row + 1).and_then(|place| open.items.get(place));
        self.chosen = item(self.place).map(|item| item.id);
        if let Some(item) = taken.and_then(item) {
            self.step = OpenStep::Item(*item, 0);
        }
    }

    /// Hears what came of closing an item.
    pub(super) fn marked(&mut self, id: ItemId, result: Result<bool, MarkRefusal>) {
        if let OpenStep::Marking(marking) = &mut self.step {
            marking.hear(id, result);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use time::macros::datetime;

    use super::*;
    use crate::common::{Method, TypedChar, Way};
    use crate::eligibility::VerdictKind;
    use crate::staff::marking::MarkingStage;
    use crate::visit::{CheckedBy, Ended};

    const ENTER: PageInput = PageInput::Key(Key::Enter);
    const ESC: PageInput = PageInput::Key(Key::Cancel);
    const DOWN: PageInput = PageInput::Key(Key::NextPage);

    fn item(id: u64) -> OpenItem {
        let lost = id.is_multiple_of(2);
        let way = if lost { CheckedBy::Card(Method::Pin) } else { CheckedBy::Staff(Way::Oral) };
        let end = lost.then_some(Ended::Answered(VerdictKind::Lost));
        OpenItem { id: ItemId(id), at: datetime!(2026-11-22 10:00 +9), way, end, simulated: false }
    }

    fn facts(ids: &[u64]) -> Facts {
        let items = Arc::new(ids.iter().copied().map(item).collect());
        Facts { open_items: OpenItems { items, ..OpenItems::default() }, ..Facts::default() }
    }

    fn digit(digit: u8) -> PageInput {
        PageInput::Typed(TypedChar::from_ascii(digit).unwrap())
    }

    fn press(page: &mut OpenItemsPage, facts: &Facts, input: PageInput) -> Option<(ItemId, Mark)> {
        match page.input(input, facts) {
            PageResult::Mark(id, mark) => Some((id, mark)),
            _ => None,
        }
    }

    fn marking(id: u64, stage: MarkingStage) -> OpenStep {
        OpenStep::Marking(Marking { stage, ..Marking::new(item(id), Mark::Struck) })
    }

    #[test]
    fn two_presses_ask_once() {
        let (mut page, facts) = (OpenItemsPage::default(), facts(&[3, 5]));
        assert_eq!(press(&mut page, &facts, ENTER), None);
        assert_eq!(press(&mut page, &facts, digit(b'3')), None);
        assert_eq!(page.step(), marking(5, MarkingStage::Sure));
        assert_eq!(press(&mut page, &facts, ENTER), Some((ItemId(5), Mark::Struck)));
        for again in [ENTER, ENTER, digit(b'3'), ENTER] {
            assert_eq!(press(&mut page, &facts, again), None);
        }
        page.marked(ItemId(3), Ok(false));
        assert_eq!(page.step(), marking(5, MarkingStage::Recording), "another's answer");
        page.marked(ItemId(5), Ok(true));
        assert_eq!(page.step(), marking(5, MarkingStage::Recorded(Ok(true))));
        assert_eq!(press(&mut page, &facts, ENTER), None);
        assert_eq!(page.step(), OpenStep::List);
    }

    #[test]
    fn an_answer_can_be_settled_and_not_struck() {
        let (mut page, facts) = (OpenItemsPage::default(), facts(&[4]));
        press(&mut page, &facts, ENTER);
        press(&mut page, &facts, digit(b'3'));
        assert_eq!(page.step(), OpenStep::Item(item(4), 0));
        press(&mut page, &facts, digit(b'2'));
        assert_eq!(press(&mut page, &facts, ENTER), Some((ItemId(4), Mark::NotNeeded)));
    }

    #[test]
    fn the_chosen_row_stays_with_its_item_while_others_come_and_go() {
        let mut page = OpenItemsPage::default();
        press(&mut page, &facts(&[1, 2, 3]), DOWN);
        assert_eq!(page.row(&facts(&[1, 2, 3]).open_items), 1);
        assert_eq!(page.row(&facts(&[1, 2, 3, 4, 5]).open_items), 3);
        assert_eq!(page.row(&facts(&[1, 3]).open_items), 1, "the next one takes its place");
        assert_eq!(page.row(&facts(&[]).open_items), 0);
        press(&mut page, &facts(&[]), ENTER);
        assert_eq!(page.step(), OpenStep::List);
    }

    #[test]
    fn esc_leads_back_a_step_at_a_time_and_asks_for_nothing() {
        let (mut page, facts) = (OpenItemsPage::default(), facts(&[7]));
        for input in [ENTER, digit(b'3'), ESC, ESC] {
            assert_eq!(press(&mut page, &facts, input), None);
        }
        assert_eq!(page.step(), OpenStep::List);
        assert!(matches!(page.input(ESC, &facts), PageResult::Back));
    }
}
