//! Dates of the message, and the Japanese eras (元号) in which a person reads them.

use std::fmt;

use time::Month;
use time::macros::date;
use unicode_normalization::UnicodeNormalization as _;

use super::wire::OnWire;

/// A calendar date; `YYYYMMDD` on the wire, ISO 8601 in `Display`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// `99991231`: valid until further notice. Whether the register really sends it is not established; it is shown as
    /// open.
    pub const OPEN_END: Self = Self(date!(9999 - 12 - 31));

    /// Whether this is the mark for "no end".
    #[must_use]
    pub fn is_open_end(self) -> bool {
        self == Self::OPEN_END
    }

    /// The date in the era of its day: 令和8年11月22日, 令和元年5月1日. Before the Gregorian calendar came into use in
    /// Japan (1873) there is no era form; such a date is written with its Western year.
    #[must_use]
    pub fn in_era(self) -> String {
        let (year, month, day) = (self.0.year(), u8::from(self.0.month()), self.0.day());
        match ERAS.iter().find(|era| self.0 >= era.from) {
            Some(era) => match year - era.first_year + 1 {
                1 => format!("{}元年{month}月{day}日", era.name),
                count => format!("{}{count}年{month}月{day}日", era.name),
            },
            None => self.in_characters(),
        }
    }

    /// The date with its Western year, as Chinese writes it and Plain Japanese too: 2026年11月22日.
    #[must_use]
    pub fn in_characters(self) -> String {
        format!("{}年{}月{}日", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Date {
    /// Reads a date as Japanese texts write it: 令和8年11月22日, 令和元年5月1日, 2026年11月22日, 2026-11-22, 2026/11/22
    /// or 20261122. An era counts only for its own days: 令和元年4月30日 is no date.
    #[must_use]
    pub fn from_japanese(text: &str) -> Option<Self> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        if let Some(date) = Self::from_wire(&text) {
            return Some(date);
        }
        let era = ERAS.iter().find(|era| text.starts_with(era.name));
        let rest = text.strip_prefix(era.map_or("", |era| era.name))?;
        let (year, rest) = rest.split_once(['年', '-', '/'])?;
        let (month, rest) = rest.split_once(['月', '-', '/'])?;
        let day = rest.strip_suffix('日').unwrap_or(rest);
        let year = match (year, era) {
            ("元", Some(era)) => era.first_year,
            (year, Some(era)) => era.first_year - 1 + number(year, 2)?,
            (year, None) if year.len() == 4 => number(year, 4)?,
            _ => return None,
        };
        let (month, day) = (number(month, 2)?, number(day, 2)?);
        let date = Self::from_wire(&format!("{year:04}{month:02}{day:02}"))?;
        let of_its_day = ERAS.iter().find(|era| date.0 >= era.from).map(|era| era.name);
        (era.is_none() || era.map(|era| era.name) == of_its_day).then_some(date)
    }
}

/// A whole number of one to so many digits.
fn number(text: &str, most: usize) -> Option<i32> {
    let digits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(day) = self;
        write!(f, "{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
    }
}

impl From<time::Date> for Date {
    fn from(day: time::Date) -> Self {
        Self(day)
    }
}

impl From<Date> for time::Date {
    fn from(Date(day): Date) -> Self {
        day
    }
}

impl OnWire for Date {
    fn from_wire(text: &str) -> Option<Self> {
        if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: u32 = text.parse().ok()?;
        let month = Month::try_from(u8::try_from(number / 100 % 100).ok()?).ok()?;
        let day = u8::try_from(number % 100).ok()?;
        let year = i32::try_from(number / 10_000).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    fn to_wire(&self) -> String {
        let Self(day) = self;
        format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day())
    }
}

struct Era {
    name: &'static str,
    /// First day that is written with this era.
    from: time::Date,
    /// The Western year of its year 1 (元年).
    first_year: i32,
}

/// Newest first.
const ERAS: [Era; 5] = [
    Era { name: "令和", from: date!(2019 - 05 - 01), first_year: 2019 },
    Era { name: "平成", from: date!(1989 - 01 - 08), first_year: 1989 },
    Era { name: "昭和", from: date!(1926 - 12 - 25), first_year: 1926 },
    Era { name: "大正", from: date!(1912 - 07 - 30), first_year: 1912 },
    Era { name: "明治", from: date!(1873 - 01 - 01), first_year: 1868 },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(wire: &str) -> Date {
        Date::from_wire(wire).unwrap()
    }

    #[test]
    fn a_date_is_said_in_the_era_of_its_day() {
        for (wire, era) in [
            ("20261122", "令和8年11月22日"),
            ("20190501", "令和元年5月1日"),
            ("20190430", "平成31年4月30日"),
            ("19890108", "平成元年1月8日"),
            ("19890107", "昭和64年1月7日"),
            ("19261225", "昭和元年12月25日"),
            ("19261224", "大正15年12月24日"),
            ("19120730", "大正元年7月30日"),
            ("19120729", "明治45年7月29日"),
            ("18730101", "明治6年1月1日"),
            ("18721231", "1872年12月31日"),
        ] {
            assert_eq!(read(wire).in_era(), era);
        }
    }

    #[test]
    fn after_the_next_change_of_era_dates_are_counted_on_and_the_new_name_is_no_date() {
        assert_eq!(read("20600101").in_era(), "令和42年1月1日");
        assert_eq!(Date::from_japanese("令和42年1月1日"), Some(read("20600101")));
        for text in ["某某元年5月1日", "某某2年5月1日", "㍿2年5月1日", "元年5月1日"] {
            assert_eq!(Date::from_japanese(text), None, "{text}");
        }
        assert_eq!(Date::from_japanese("2060年1月1日"), Some(read("20600101")), "as a text may say it meanwhile");
    }

    #[test]
    fn a_date_is_itself_again_after_the_wire() {
        for wire in ["20240229", "19890107", "99991231", "00010101"] {
            assert_eq!(read(wire).to_wire(), wire);
        }
        assert_eq!(read("20261122").to_string(), "2026-11-22");
    }

    #[test]
    fn a_day_that_never_was_is_no_date() {
        for wire in ["20230229", "00000000", "20261301", "20260001", "20260100", "19000229"] {
            assert_eq!(Date::from_wire(wire), None, "{wire:?}");
        }
    }

    #[test]
    fn only_eight_digits_are_a_date() {
        for wire in ["", "2026112", "202611220", "2026-11-22", "+2026112", "-0261122", "２０２６", "8年11月22日"]
        {
            assert_eq!(Date::from_wire(wire), None, "{wire:?}");
        }
    }

    #[test]
    fn a_date_is_read_in_the_forms_that_texts_write() {
        for (text, wire) in [
            ("令和8年11月22日", "20261122"),
            ("令和０８年１１月２２日", "20261122"),
            ("令和 8年 4月 1日", "20260401"),
            ("令和元年5月1日", "20190501"),
            ("平成31年4月30日", "20190430"),
            ("平成元年1月8日", "19890108"),
            ("昭和64年1月7日", "19890107"),
            ("2026年11月22日", "20261122"),
            ("2026-11-22", "20261122"),
            ("2026/4/1", "20260401"),
            ("20261122", "20261122"),
        ] {
            assert_eq!(Date::from_japanese(text), Some(read(wire)), "{text}");
        }
        for text in [
            "",
            "令和8年",
            "令和8年13月1日",
            "令和0年5月1日",
            "令和元年4月30日",
            "平成元年1月7日",
            "昭和64年1月8日",
            "26-11-22",
            "2026年2月29日",
            "元年5月1日",
            "令和8年11月22日まで",
            "R8.11.22",
            "2026-11",
            "+026-11-22",
        ] {
            assert_eq!(Date::from_japanese(text), None, "{text}");
        }
    }

    #[test]
    fn every_era_form_is_read_back() {
        for wire in ["20261122", "20190501", "20190430", "19890108", "19890107", "19261225", "19120729", "18730101"] {
            assert_eq!(Date::from_japanese(&read(wire).in_era()), Some(read(wire)));
        }
    }

    #[test]
    fn the_last_day_of_the_calendar_means_no_end() {
        assert!(read("99991231").is_open_end());
        assert!(!read("20261231").is_open_end());
    }
}
