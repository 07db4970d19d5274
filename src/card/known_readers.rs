//! The readers that the driver of the system (libccid) knows, by what their USB descriptors say.
//!
//! `known_readers.tsv` is written by `kiosk/readers/render` from the driver's source; its form stands there.

use std::fmt::{self, Write as _};

use crate::common::Extended;

const TABLE: &str = include_str!("known_readers.tsv");
/// The class of an interface that says of itself that it is a card reader (CCID).
const READER: &str = "0b";

/// An interface of a reader. Some readers have two: with and without contacts, or one for their own module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KnownReader {
    /// Vendor and product, as USB has them: `04e6:5116`.
    id: &'static str,
    /// Whether it says of itself that it is a card reader. One that does not is known by its vendor and product alone.
    says_so: bool,
    level: ExchangeLevel,
    /// How many cards it takes at once.
    slots: &'static str,
    /// Its longest message, in bytes.
    longest: &'static str,
    /// Its name, as the daemon's names of it begin.
    name: &'static str,
}

/// What a driver exchanges with a reader (CCID 1.1, 5.1, `dwFeatures`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExchangeLevel {
    /// Single bytes.
    Character,
    /// Transmission blocks: the driver divides a command into as many as it takes.
    Tpdu,
    /// Commands with short lengths.
    Short,
    /// Commands with extended lengths.
    Extended,
}

/// Levels, as the table names them.
const LEVELS: [(&str, ExchangeLevel); 4] = [
    ("character", ExchangeLevel::Character),
    ("TPDU", ExchangeLevel::Tpdu),
    ("short", ExchangeLevel::Short),
    ("extended", ExchangeLevel::Extended),
];

impl ExchangeLevel {
    /// Whether it carries extended APDUs (拡張Lc/Le対応), by what the driver itself derives from it. About single bytes
    /// the driver says nothing.
    const fn extended(self) -> Extended {
        match self {
            Self::Tpdu | Self::Extended => Extended::Yes,
            Self::Short => Extended::No,
            Self::Character => Extended::Unknown,
        }
    }

    /// Whether it carries what a PIN needs.
    const fn short(self) -> Extended {
        match self {
            Self::Tpdu | Self::Extended | Self::Short => Extended::Yes,
            Self::Character => Extended::Unknown,
        }
    }
}

impl fmt::Display for ExchangeLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(LEVELS.iter().find(|(_, level)| level == self).map_or("", |(name, _)| *name))
    }
}

/// What the driver says of every reader that it knows, and what of it this kiosk can use: a line for each interface.
#[must_use]
pub fn table() -> String {
    let mut table = format!(
        "What {} says of the readers that it knows. PIN: method B. Staff: method A, where the service proves the card by a relay.\n\
         {:<11}{:<11}{:>5}{:>9}  {:<9}{:<9}name\n",
        TABLE.lines().next().unwrap_or_default(),
        "USB",
        "exchange",
        "slots",
        "longest",
        "PIN",
        "staff"
    );
    for known in known_readers() {
        let KnownReader { id, says_so, level, slots, longest, name } = known;
        let (pin, staff) = (level.short().to_string(), level.extended().to_string());
        let class = if says_so { "" } else { " (does not say that it is a reader)" };
        let _ = writeln!(table, "{id:<11}{level:<11}{slots:>5}{longest:>9}  {pin:<9}{staff:<9}{name}{class}");
    }
    table
}

fn known_readers() -> impl Iterator<Item = KnownReader> {
    TABLE.lines().skip(1).filter_map(row)
}

fn row(line: &'static str) -> Option<KnownReader> {
    let mut members = line.splitn(6, '\t');
    let (id, class) = (members.next()?, members.next()?);
    let word = members.next()?;
    let (_, level) = *LEVELS.iter().find(|(name, _)| *name == word)?;
    let (slots, longest, name) = (members.next()?, members.next()?, members.next()?);
    Some(KnownReader { id, says_so: class == READER, level, slots, longest, name })
}

/// Whether the reader with this name carries extended APDUs, where all interfaces of that model agree. The daemon's
/// name is the model's, then the interface's in brackets or the serial number in parentheses, then two numbers.
#[must_use]
pub fn extended(name: &str) -> Extended {
    let is_model =
        |known: &KnownReader| name.strip_prefix(known.name).is_some_and(|rest| rest.starts_with([' ', '\0']));
    let longest = known_readers().filter(is_model).map(|known| known.name.len()).max();
    let models = || known_readers().filter(|known| is_model(known) && Some(known.name.len()) == longest);
    let Some(first) = models().next() else { return Extended::Unknown };
    let known = first.level.extended();
    if models().all(|model| model.level.extended() == known) { known } else { Extended::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_reader() {
        assert!(TABLE.starts_with("libccid "));
        assert_eq!(known_readers().count(), TABLE.lines().count() - 1);
        assert_eq!(table().lines().count(), TABLE.lines().count() + 1);
    }

    #[test]
    fn a_reader_is_known_by_the_name_that_the_daemon_gives_it() {
        for (name, expected) in [
            ("SONY FeliCa RC-S300/P (1234567) 00 00", Extended::Yes),
            ("OMNIKEY AG CardMan 5125 00 00", Extended::No),
            ("Virtual PCD 00 00", Extended::Unknown),
            ("SONY FeliCa RC-S300/Px 00 00", Extended::Unknown),
            ("", Extended::Unknown),
        ] {
            assert_eq!(extended(name), expected, "{name}");
        }
    }

    /// What `USBGuard` lets in beside readers that say what they are.
    #[test]
    fn the_rules_let_in_what_the_table_has_and_no_other_device() {
        let rules = include_str!("../../kiosk/lockdown/root/etc/usbguard/rules.conf");
        let named = rules.lines().filter_map(|line| line.strip_prefix("allow id ")?.split(' ').next());
        let named: Vec<&str> = named.collect();
        assert!(named.contains(&"04e6:5120") && named.contains(&"04e6:511a"), "two readers of a Japanese carrier");
        for id in named {
            assert!(known_readers().any(|known| known.id == id && !known.says_so), "{id}");
        }
    }
}
