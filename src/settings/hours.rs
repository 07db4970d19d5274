//! The hours in which staff are at the desk.

use time::{Duration, OffsetDateTime, Time, Weekday};

use super::hours_values::{Span, WEEK, Weekdays};
use super::schema::HoursTable;
use crate::common::{Absence, AbsenceKind, BackAt};

/// Days that are looked through for the next opening: a week, and the day on which it begins.
const DAYS: i64 = 8;
/// `[hours]`, where they are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// When the desk is open, from Monday on.
    days: [Option<Span>; 7],
    /// The break, on each of them.
    pause: Option<Span>,
}

impl Hours {
    /// What this table says, if anything.
    pub(super) fn new(table: &HoursTable) -> Result<Option<Self>, &'static str> {
        let HoursTable { open, pause, closed, mon, tue, wed, thu, fri, sat, sun } = table;
        let own = [mon, tue, wed, thu, fri, sat, sun];
        let Some(open) = open else {
            let more = pause.is_some() || *closed != Weekdays::default() || own.iter().any(|own| own.is_some());
            return if more { Err("[hours] lacks open: write open = \"09:00-18:00\"") } else { Ok(None) };
        };
        let mut days = [None; 7];
        for ((day, own), weekday) in days.iter_mut().zip(own).zip(WEEK) {
            if closed.has(weekday) && own.is_some() {
                return Err("[hours] closed names a day that has hours of its own: leave one of them out");
            }
            *day = own.or(Some(*open)).filter(|_| !closed.has(weekday));
        }
        if days.iter().all(Option::is_none) {
            return Err("[hours] closed names every day: leave the table out");
        }
        let hours = Self { days, pause: *pause };
        if pause.is_some() && WEEK.into_iter().all(|day| hours.pause_of(day).is_none()) {
            return Err("[hours] break is not inside of the hours of any day");
        }
        Ok(Some(hours))
    }

    fn of(&self, day: Weekday) -> Option<Span> {
        self.days.get(usize::from(day.number_days_from_monday())).copied().flatten()
    }

    /// The break of a day: what lies inside of its own hours.
    fn pause_of(&self, day: Weekday) -> Option<Span> {
        let open = self.of(day)?;
        self.pause.filter(|pause| open.from < pause.from && pause.to < open.to)
    }

    /// Why staff are not at the desk at this time of Japan, if they are not.
    #[must_use]
    pub fn absence(&self, now: OffsetDateTime) -> Option<Absence> {
        let minute = minute_of(now);
        if !self.of(now.weekday()).is_some_and(|open| open.has(minute)) {
            return Some(Absence { kind: AbsenceKind::Closed, back: self.opens(now).map(|at| back_at(at, now)) });
        }
        let ends = self.break_ends(now, 0)?;
        Some(Absence { kind: AbsenceKind::Break, back: Some(back_at(ends, now)) })
    }

    /// The end of the break that lasts at this time, or begins in so many minutes.
    #[must_use]
    pub fn break_ends(&self, now: OffsetDateTime, before: u16) -> Option<OffsetDateTime> {
        let (pause, minute) = (self.pause_of(now.weekday())?, minute_of(now));
        let near = pause.from <= minute + before && minute < pause.to;
        near.then(|| at(now, 0, pause.to))?
    }

    /// The next time at which the desk opens in the morning.
    #[must_use]
    pub fn opens(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        (0..DAYS)
            .filter_map(|day| at(now, day, self.of((now + Duration::days(day)).weekday())?.from))
            .find(|at| *at > now)
    }

    /// The same on a later day than this one.
    #[must_use]
    pub fn opens_another_day(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        self.opens(at(now, 1, 0)? - Duration::SECOND)
    }

    /// When these hours change next whether staff are there.
    #[must_use]
    pub fn change(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let of_day = |day: i64| {
            let weekday = (now + Duration::days(day)).weekday();
            let spans = [self.of(weekday), self.pause_of(weekday)].into_iter().flatten();
            spans.flat_map(|span| [span.from, span.to]).filter_map(move |minute| at(now, day, minute))
        };
        (0..DAYS).flat_map(of_day).filter(|at| *at > now).min()
    }
}

fn minute_of(now: OffsetDateTime) -> u16 {
    u16::from(now.hour()) * 60 + u16::from(now.minute())
}

/// This minute of the day that comes so many days behind this one.
fn at(now: OffsetDateTime, day: i64, minute: u16) -> Option<OffsetDateTime> {
    let midnight = now.replace_time(Time::MIDNIGHT).checked_add(Duration::days(day))?;
    midnight.checked_add(Duration::minutes(minute.into()))
}

/// This time, as it is said at another one.
#[must_use]
pub fn back_at(at: OffsetDateTime, now: OffsetDateTime) -> BackAt {
    let day = (at.date() != now.date()).then(|| at.weekday());
    BackAt { day, hour: at.hour(), minute: at.minute() }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::settings::Settings;

    fn read(lines: &str) -> Result<Option<Hours>, String> {
        let text = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"/f\"\n[hours]\n{lines}"
        );
        Settings::parse(&text).map(|settings| settings.hours).map_err(|error| error.to_string())
    }

    /// Weekdays with a break, a short Saturday, no Sunday. 2026-11-30 is a Monday.
    fn hours() -> Hours {
        let lines = "open = \"09:00-18:00\"\nbreak = \"12:00-13:00\"\nclosed = [\"sun\"]\nsat = \"9:00-12:00\"\n";
        read(lines).unwrap().unwrap()
    }

    #[test]
    fn without_a_line_there_are_no_hours_and_a_mistake_says_what_to_do() {
        assert_eq!(read(""), Ok(None));
        for (lines, said) in [
            ("open = \"9-18\"", "09:00-18:00"),
            ("open = \"18:00-09:00\"", "same day"),
            ("open = \"09:00-24:01\"", "same day"),
            ("open = \"09:60-18:00\"", "same day"),
            ("open = \"+9:00-18:00\"", "same day"),
            ("break = \"12:00-13:00\"", "lacks open"),
            ("open = \"09:00-18:00\"\nbreak = \"17:00-18:00\"", "not inside"),
            ("open = \"09:00-18:00\"\nclosed = [\"sunday\"]", "\"sun\""),
            ("open = \"09:00-18:00\"\nclosed = [\"sat\"]\nsat = \"09:00-12:00\"", "of its own"),
            ("open = \"09:00-18:00\"\nclosed = [\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]", "every day"),
        ] {
            let error = read(lines).unwrap_err();
            assert!(error.contains(said), "{lines}: {error}");
        }
        assert!(read("open = \"00:00-24:00\"").unwrap().is_some());
        let short = "open = \"09:00-12:00\"\nmon = \"09:00-18:00\"\nbreak = \"12:00-13:00\"";
        assert!(read(short).unwrap().is_some(), "the break of the one long day");
    }

    #[test]
    fn each_minute_of_a_week_has_its_notice() {
        let hours = hours();
        let back = |day, hour| Some(BackAt { day, hour, minute: 0 });
        for (now, kind, back) in [
            (datetime!(2026-11-30 0:00 +9), AbsenceKind::Closed, back(None, 9)),
            (datetime!(2026-11-30 8:59:59 +9), AbsenceKind::Closed, back(None, 9)),
            (datetime!(2026-11-30 12:00 +9), AbsenceKind::Break, back(None, 13)),
            (datetime!(2026-11-30 18:00 +9), AbsenceKind::Closed, back(Some(Weekday::Tuesday), 9)),
            (datetime!(2026-12-05 12:00 +9), AbsenceKind::Closed, back(Some(Weekday::Monday), 9)),
            (datetime!(2026-12-06 12:30 +9), AbsenceKind::Closed, back(Some(Weekday::Monday), 9)),
        ] {
            assert_eq!(hours.absence(now), Some(Absence { kind, back }), "{now}");
        }
        for now in [
            datetime!(2026-11-30 9:00 +9),
            datetime!(2026-11-30 11:59:59 +9),
            datetime!(2026-11-30 13:00 +9),
            datetime!(2026-12-05 11:59 +9),
        ] {
            assert_eq!(hours.absence(now), None, "{now}");
        }
    }

    #[test]
    fn the_next_change_is_the_next_boundary() {
        let hours = hours();
        let mut now = datetime!(2026-12-04 17:00 +9);
        for next in [
            datetime!(2026-12-04 18:00 +9),
            datetime!(2026-12-05 9:00 +9),
            datetime!(2026-12-05 12:00 +9),
            datetime!(2026-12-07 9:00 +9),
            datetime!(2026-12-07 12:00 +9),
        ] {
            assert_eq!(hours.change(now), Some(next));
            assert_ne!(hours.absence(now).is_some(), hours.absence(next).is_some());
            now = next;
        }
    }

    #[test]
    fn a_desk_that_is_open_on_one_day_opens_again_a_week_later() {
        let days = "closed = [\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]";
        let hours = read(&format!("open = \"09:00-18:00\"\n{days}")).unwrap().unwrap();
        let opens = hours.opens_another_day(datetime!(2026-11-30 7:00 +9));
        assert_eq!(opens, Some(datetime!(2026-12-07 9:00 +9)));
    }

    #[test]
    fn the_end_of_a_break_is_near_an_hour_before_it_begins() {
        let hours = hours();
        let ends = Some(datetime!(2026-11-30 13:00 +9));
        assert_eq!(hours.break_ends(datetime!(2026-11-30 11:00 +9), 60), ends);
        assert_eq!(hours.break_ends(datetime!(2026-11-30 12:59 +9), 60), ends);
        assert_eq!(hours.break_ends(datetime!(2026-11-30 10:59 +9), 60), None);
        assert_eq!(hours.break_ends(datetime!(2026-11-30 13:00 +9), 60), None);
        assert_eq!(hours.break_ends(datetime!(2026-12-05 11:30 +9), 60), None, "not on a day that ends with it");
    }
}
