//! Dates of the message, and the Japanese eras (元号) in which a person reads them.

use std::fmt;

use time::Month;
use time::macros::date;

use super::wire::OnWire;

/// A calendar date; `YYYYMMDD` on the wire, ISO 8601 in `Display`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// `99991231`: valid until further notice. Whether the register really sends it is not established; it is shown as open.
    pub const OPEN_END: Self = Self(date!(9999 - 12 - 31));

    /// Whether this is the mark for "no end".
    #[must_use]
    pub fn is_open_end(self) -> bool {
        self == Self::OPEN_END
    }

    /// The date in the era of its day: 令和8年11月22日, 令和元年5月1日. Before the Gregorian calendar came into use in Japan
    /// (1873) there is no era form; such a date is written with its Western year.
    #[must_use]
    pub fn in_era(self) -> String {
        let (year, month, day) = (self.0.year(), u8::from(self.0.month()), self.0.day());
        match ERAS.iter().find(|era| self.0 >= era.from) {
            Some(era) => match year - era.first_year + 1 {
                1 => format!("{}元年{month}月{day}日", era.name),
                count => format!("{}{count}年{month}月{day}日", era.name),
            },
            None => format!("{year}年{month}月{day}日"),
        }
    }
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
    fn the_last_day_of_the_calendar_means_no_end() {
        assert!(read("99991231").is_open_end());
        assert!(!read("20261231").is_open_end());
    }
}
