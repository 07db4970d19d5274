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
    chosen: Option<RowId>,
    /// The place of the chosen row, where another one takes its place once it has gone.
    place: usize,
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
        let place = rows.iter().position(|check| Some(check.row) == self.chosen);
        place.unwrap_or(self.place).min(rows.len().saturating_sub(1))
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
    fn on_marking(&mut self, mut marking: Marking, input: PageInput, facts: &Facts) -> PageResult {
        // A ten-key pad goes back by 0 here as in the row before.
        let back = matches!(DayKey::of(input), Some(DayKey::Back));
        let result = marking.input(if back { PageInput::Key(Key::Cancel) } else { input });
        self.marking = Some(marking);
        match result {
            MarkingResult::Stays => {}
            MarkingResult::Records => {
                // Where the row stands now: the one behind it takes its place.
                self.place = self.chosen(&self.rows(facts));
                return PageResult::Mark(marking.item.id, marking.mark);
            }
            MarkingResult::GivenUp => self.marking = None,
            MarkingResult::Over => (self.marking, self.open) = (None, None),
        }
        PageResult::Stay
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if let Some(marking) = self.marking {
            return self.on_marking(marking, input, facts);
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
        let choose = |page: &mut Self, place: usize| {
            page.place = place.min(rows.len().saturating_sub(1));
            page.chosen = rows.get(page.place).map(|check| check.row);
        };
        match key {
            DayKey::Back => return PageResult::Back,
            // A row that is shown by both stays the chosen one; else the list begins at its first.
            DayKey::Show(filter) => {
                choose(self, place);
                (self.filter, self.place) = (filter, 0);
            }
            DayKey::Up(rows) => choose(self, place.saturating_sub(rows)),
            DayKey::Down(rows) => choose(self, place.saturating_add(rows)),
            DayKey::Enter => {
                choose(self, place);
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
        (self.chosen, self.place, self.open) = (None, 0, None);
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
mod tests;
