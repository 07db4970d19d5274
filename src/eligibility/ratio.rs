//! The share of the cost that a person pays (負担割合), where it was sent. It is never derived from an age.

use super::wire::OnWire;

/// A share in per cent, 0 to 100; three digits on the wire (`010`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u8);

impl Percent {
    /// In tenths as it is said in Japanese (1割), in per cent where it is no whole tenth.
    #[must_use]
    pub fn label_ja(self) -> String {
        match (self.0 / 10, self.0 % 10) {
            (tenths, 0) => format!("{tenths}割"),
            _ => self.label_en(),
        }
    }

    /// The number of per cent.
    #[must_use]
    pub const fn per_cent(self) -> u8 {
        self.0
    }

    /// In per cent.
    #[must_use]
    pub fn label_en(self) -> String {
        format!("{} %", self.0)
    }
}

impl OnWire for Percent {
    fn from_wire(text: &str) -> Option<Self> {
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse().ok().filter(|percent| *percent <= 100).map(Self)
    }

    fn to_wire(&self) -> String {
        format!("{:03}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_in_tenths_and_keeps_its_zeros() {
        for (wire, ja, en) in [
            ("000", "0割", "0 %"),
            ("010", "1割", "10 %"),
            ("020", "2割", "20 %"),
            ("030", "3割", "30 %"),
            ("015", "15 %", "15 %"),
            ("100", "10割", "100 %"),
        ] {
            let percent = Percent::from_wire(wire).unwrap();
            assert_eq!((percent.label_ja().as_str(), percent.label_en().as_str()), (ja, en));
            assert_eq!(percent.to_wire(), wire);
        }
    }

    #[test]
    fn what_is_no_share_is_not_read_as_one() {
        for wire in ["", "abc", "10", "1", "0010", "101", "999", "+10", "-10", "０１０"] {
            assert_eq!(Percent::from_wire(wire), None, "{wire:?}");
        }
    }
}
