//! The counts of a month as a table: UTF-8 with a byte order mark, lines that end as in Windows.
//!
//! Excel takes a file without the mark for Shift JIS in Japan. A row a day and one for all of them; no names.

use std::fmt::Write as _;

use crate::visit::{CountedWay, Counts, MonthCounts};

const BYTE_ORDER_MARK: char = '\u{feff}';
const END: &str = "\r\n";

/// The name of a month's file. Written again it is replaced: what is new in it, the journal has as well. `kiosk` tells
/// it from the file of another kiosk in the same folder.
#[must_use]
pub fn name(counts: &MonthCounts, kiosk: &str) -> String {
    format!("uketsuke-counts-{:04}-{:02}-{kiosk}.csv", counts.month.year, counts.month.month)
}

/// The table. Simulated checks stand in a column of their own and are in no other, and so do entries that are struck.
#[must_use]
pub fn of(counts: &MonthCounts) -> String {
    let (total, simulated) = (counts.total(false), counts.total(true));
    let mut text =
        format!("{BYTE_ORDER_MARK}日付,確認,有効,有効以外,未確認,暗証番号,目視,別の端末,番号照会,職員の記入,取消,模擬");
    for code in total.codes.keys() {
        let _ = write!(text, ",{code}");
    }
    text.push_str(END);
    let mut row = |name: &str, counts: &Counts, simulated: u32| {
        let Counts { all, confirmed, otherwise, open, struck, .. } = counts;
        let _ = write!(text, "{name},{all},{confirmed},{otherwise},{open}");
        for way in CountedWay::ALL {
            let _ = write!(text, ",{}", counts.way(way));
        }
        let _ = write!(text, ",{struck},{simulated}");
        for code in total.codes.keys() {
            let _ = write!(text, ",{}", counts.codes.get(code).copied().unwrap_or_default());
        }
        text.push_str(END);
    };
    for ((day, real), simulated) in (1..).zip(counts.days(false)).zip(counts.days(true)) {
        let name = format!("{:04}-{:02}-{day:02}", counts.month.year, counts.month.month);
        row(&name, real, simulated.all);
    }
    row("計", &total, simulated.all);
    text
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::common::{Method, TroubleKind, Way};
    use crate::visit::{CheckedBy, Ended, Month};

    #[test]
    fn a_table_has_a_row_a_day_and_their_sum_and_a_column_for_each_code() {
        let mut counts = MonthCounts::new(Month { year: 2026, month: 11 });
        let mute = Some(Ended::Failed(TroubleKind::MuteCard));
        counts.add(date!(2026 - 11 - 30), CheckedBy::Card(Method::Pin), mute, false);
        counts.add(date!(2026 - 11 - 30), CheckedBy::Card(Method::Staff), Some(Ended::GivenUp), true);
        for _ in 0..2 {
            counts.add(date!(2026 - 11 - 30), CheckedBy::Staff(Way::Oral), None, false);
        }
        counts.strike(date!(2026 - 11 - 30), CheckedBy::Staff(Way::Oral), None, false);
        let (text, code) = (of(&counts), TroubleKind::MuteCard.code());
        let lines: Vec<_> = text.split(END).collect();
        assert_eq!(lines.len(), 1 + 30 + 1 + 1, "and nothing behind the last end of line");
        assert!(lines[0].starts_with("\u{feff}日付,確認,有効,") && lines[0].ends_with(&format!(",模擬,{code}")));
        assert_eq!(lines[1], "2026-11-01,0,0,0,0,0,0,0,0,0,0,0,0");
        assert_eq!(lines[30], "2026-11-30,2,0,0,2,1,0,0,0,1,1,1,1");
        assert_eq!(lines[31], "計,2,0,0,2,1,0,0,0,1,1,1,1");
        assert_eq!(name(&counts, "0a1b2c3d"), "uketsuke-counts-2026-11-0a1b2c3d.csv");
    }
}
