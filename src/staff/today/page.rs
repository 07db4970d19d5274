//! The page of a day's checks: today's or an earlier day's, which row is chosen, which one is open; and the counts of a
//! month.

use time::Date;

use super::filter::Filter;
use crate::common::Key;
use crate::staff::diagnosis::Keeping;
use crate::staff::effect::Effect;
use crate::staff::facts::Facts;
use crate::staff::marking::{Marking, MarkingResult};
use crate::staff::page::{PageInput, PageResult};
use crate::staff::past::Past;
use crate::visit::{CheckSummary, ItemId, Mark, MarkRefusal, Month, MonthCounts, OpenItem, PastChecks, Period, RowId};

/// What strikes the row that is open, as on the page of open items.
const STRIKE: char = '3';

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
    /// The row that was open is being struck.
    marking: Option<Marking>,
    /// The earlier day that shows; none: today.
    day: Option<Date>,
    /// The month whose counts show; none: rows do.
    month: Option<Month>,
}

/// What there is of a period to be shown.
#[derive(Debug)]
pub enum Shown<T> {
    /// This.
    There(T),
    /// It is being read.
    Reading,
    /// No journal is kept.
    NoJournal,
    /// The journal cannot be read.
    Failed,
}

/// What a key means. A ten-key pad has a key for each.
enum DayKey {
    Show(Filter),
    Counts,
    Earlier,
    Later,
    Up(usize),
    Down(usize),
    Enter,
    Back,
}

impl DayKey {
    fn of(input: PageInput) -> Option<Self> {
        Some(match input {
            PageInput::Key(Key::PreviousPage) => Self::Up(1),
            PageInput::Key(Key::NextPage) => Self::Down(1),
            PageInput::Key(Key::Enter) => Self::Enter,
            PageInput::Key(Key::Cancel) => Self::Back,
            PageInput::Key(_) => return None,
            PageInput::Typed(typed) if typed.is(b'-') => Self::Earlier,
            PageInput::Typed(typed) if typed.is(b'+') => Self::Later,
            PageInput::Typed(typed) => match typed.digit()? {
                '0' => Self::Back,
                '4' => Self::Counts,
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

    /// The earlier day that shows; none: today.
    #[must_use]
    pub const fn day(&self) -> Option<Date> {
        self.day
    }

    /// The month whose counts show, and they; none: rows show.
    #[must_use]
    pub fn counts<'a>(&self, facts: &'a Facts) -> Option<(Month, Shown<&'a MonthCounts>)> {
        let month = self.month?;
        let shown = match &facts.past {
            Past::Read(Period::Month(of), PastChecks::Month(counts)) if *of == month => Shown::There(&**counts),
            past => not_there(past, Period::Month(month), facts),
        };
        Some((month, shown))
    }

    /// All checks of the day, the latest last, and how many are too many to be listed.
    #[must_use]
    pub fn checks<'a>(&self, facts: &'a Facts) -> Shown<(&'a [CheckSummary], u64)> {
        let Some(day) = self.day else { return Shown::There((facts.today.as_slice(), 0)) };
        match &facts.past {
            Past::Read(Period::Day(of), PastChecks::Day(checks, missing)) if *of == day => {
                Shown::There((checks.as_slice(), *missing))
            }
            past => not_there(past, Period::Day(day), facts),
        }
    }

    /// The rows that the list shows, the latest first.
    #[must_use]
    pub fn rows<'a>(&self, facts: &'a Facts) -> Vec<&'a CheckSummary> {
        let Shown::There((checks, _)) = self.checks(facts) else { return Vec::new() };
        checks.iter().rev().filter(|check| self.filter.shows(check)).collect()
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
        let Shown::There((checks, _)) = self.checks(facts) else { return None };
        checks.iter().find(|check| check.row == open)
    }

    /// The open row as an item that may be struck, as long as it is open: a wrong entry of today.
    #[must_use]
    pub fn strikable(&self, facts: &Facts) -> Option<OpenItem> {
        let check = self.opened(facts).filter(|check| !check.struck && self.day.is_none())?;
        let open = &facts.open_items;
        let item = open.items.get(open.place(check.item?)?)?;
        (item.may_be_struck() && item.way == check.way).then_some(*item)
    }

    /// What is being struck.
    #[must_use]
    pub const fn marking(&self) -> Option<&Marking> {
        self.marking.as_ref()
    }

    /// Hears what came of striking.
    pub(in crate::staff) fn marked(&mut self, id: ItemId, result: Result<bool, MarkRefusal>) {
        if let Some(marking) = &mut self.marking {
            marking.hear(id, result);
        }
    }

    /// A key, while a row is being struck. From what came of it one is back in the list, where the row says it.
    fn on_marking(&mut self, mut marking: Marking, input: PageInput) -> PageResult {
        let result = marking.input(input);
        self.marking = match result {
            MarkingResult::Stays | MarkingResult::Records => Some(marking),
            MarkingResult::GivenUp => None,
            MarkingResult::Over => {
                self.open = None;
                None
            }
        };
        match result {
            MarkingResult::Records => PageResult::Mark(marking.item.id, marking.mark),
            MarkingResult::Stays | MarkingResult::GivenUp | MarkingResult::Over => PageResult::Stay,
        }
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if let Some(marking) = self.marking {
            return self.on_marking(marking, input);
        }
        let Some(key) = DayKey::of(input) else { return PageResult::Stay };
        if self.month.is_some() {
            return self.on_counts(&key, facts);
        }
        if self.opened(facts).is_some() {
            if matches!(input, PageInput::Typed(typed) if typed.digit() == Some(STRIKE)) {
                self.marking = self.strikable(facts).map(|item| Marking::new(item, Mark::Struck));
            } else if matches!(key, DayKey::Back) {
                self.open = None;
            }
            return PageResult::Stay;
        }
        let rows = self.rows(facts);
        let place = self.chosen(&rows);
        let at = |place: usize| rows.get(place.min(rows.len().saturating_sub(1))).map(|check| check.row);
        match key {
            DayKey::Back => return PageResult::Back,
            // A row that is shown by both stays the chosen one.
            DayKey::Show(filter) => (self.filter, self.chosen) = (filter, at(place)),
            DayKey::Up(rows) => self.chosen = at(place.saturating_sub(rows)),
            DayKey::Down(rows) => self.chosen = at(place.saturating_add(rows)),
            DayKey::Enter => {
                self.chosen = at(place);
                self.open = self.chosen;
            }
            DayKey::Earlier => return self.turn(self.day.or(facts.day).and_then(Date::previous_day), facts),
            DayKey::Later => return self.turn(self.day.and_then(Date::next_day), facts),
            DayKey::Counts => {
                if let Some(day) = self.day.or(facts.day) {
                    return self.count(Month::of(day), facts);
                }
            }
        }
        PageResult::Stay
    }

    /// Shows this day, where it is one before today; else today.
    fn turn(&mut self, day: Option<Date>, facts: &Facts) -> PageResult {
        self.day = day.filter(|day| facts.day.is_some_and(|today| *day < today));
        (self.chosen, self.open) = (None, None);
        self.day.map_or(PageResult::Stay, |day| read(Period::Day(day), facts))
    }

    fn count(&mut self, month: Month, facts: &Facts) -> PageResult {
        self.month = Some(month);
        read(Period::Month(month), facts)
    }

    fn on_counts(&mut self, key: &DayKey, facts: &Facts) -> PageResult {
        let Some((month, shown)) = self.counts(facts) else { return PageResult::Stay };
        let this = facts.day.map(Month::of);
        match key {
            DayKey::Back => {
                self.month = None;
                self.day.map_or(PageResult::Stay, |day| read(Period::Day(day), facts))
            }
            DayKey::Earlier => self.count(month.previous(), facts),
            DayKey::Later if Some(month) < this => self.count(month.next(), facts),
            DayKey::Enter => match shown {
                Shown::There(counts) if facts.exports_counts() => {
                    PageResult::Do(Effect::ExportCounts(Box::new(counts.clone())))
                }
                _ => PageResult::Stay,
            },
            DayKey::Later | DayKey::Show(_) | DayKey::Counts | DayKey::Up(_) | DayKey::Down(_) => PageResult::Stay,
        }
    }
}

/// Has the journal read, where one is kept.
fn read(period: Period, facts: &Facts) -> PageResult {
    if facts.machine.journal == Keeping::Off {
        return PageResult::Stay;
    }
    PageResult::Do(Effect::ReadPast(period))
}

fn not_there<T>(past: &Past, period: Period, facts: &Facts) -> Shown<T> {
    match past {
        _ if facts.machine.journal == Keeping::Off => Shown::NoJournal,
        Past::Failed(of) if *of == period => Shown::Failed,
        Past::Nothing | Past::Reading(_) | Past::Read(..) | Past::Failed(_) => Shown::Reading,
    }
}

#[cfg(test)]
mod tests {
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
            let (row, seq, way) = (RowId(number.into()), Some(number.into()), CheckedBy::Card(Method::Pin));
            CheckSummary {
                row,
                seq,
                item: seq.map(ItemId),
                of: None,
                number,
                at: (9, 0),
                way,
                end,
                simulated: false,
                struck: false,
            }
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
}
