//! Which readers are used. Names carry serial numbers and counters, so the settings hold a pattern, not a name.

/// A pattern for reader names: `*` stands for anything, upper and lower case are the same. SAM slots never match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderPattern(String);

impl ReaderPattern {
    /// The pattern as the settings have it.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        Self(pattern.to_lowercase())
    }

    /// Whether the pattern names this reader.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        !is_sam(name) && glob(&self.0, &name.to_lowercase())
    }
}

impl Default for ReaderPattern {
    /// Any reader.
    fn default() -> Self {
        Self::new("*")
    }
}

/// Whether this is a slot inside a reader for the reader's own security module, which takes no card of a visitor.
pub(super) fn is_sam(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("sam"))
}

/// The literal parts between the stars must follow one another; the outer ones sit at the ends.
fn glob(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let (middle, tail) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inner) = name.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else {
        return false;
    };
    middle.split('*').try_fold(inner, |rest, part| rest.split_once(part).map(|(_, after)| after)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_finds_its_reader_by_the_part_that_does_not_change() {
        let name = "SONY FeliCa RC-S300/P (1234567) 00 00";
        for pattern in ["*", "sony*", "*RC-S300*", "*felica*(*)*00", "SONY FeliCa RC-S300/P (1234567) 00 00"] {
            assert!(ReaderPattern::new(pattern).matches(name), "{pattern}");
        }
        for pattern in ["", "sony", "RC-S300*", "*01", "*RC-S300*RC-S300*"] {
            assert!(!ReaderPattern::new(pattern).matches(name), "{pattern}");
        }
    }

    #[test]
    fn a_part_is_not_matched_twice() {
        assert!(!ReaderPattern::new("ab*ba").matches("aba"));
    }

    #[test]
    fn the_slot_for_the_readers_own_module_is_ignored() {
        let any = ReaderPattern::default();
        assert!(any.matches("ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00"));
        assert!(!any.matches("ACS ACR1252 Dual Reader [ACR1252 Dual Reader SAM] 00 01"));
        assert!(any.matches("SAMSUNG Reader 00 00"));
    }
}
