//! A number that is shown while it is typed.

/// A number of `PLACES` digits, shown while it is typed.
#[derive(Debug, Default)]
pub(super) struct DigitEntry<const PLACES: usize>(String);

impl<const PLACES: usize> DigitEntry<PLACES> {
    pub(super) fn new(digits: &str) -> Self {
        Self(digits.to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_complete(&self) -> bool {
        self.0.len() == PLACES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a digit; `false`: there is no space left.
    pub(super) fn push(&mut self, digit: char) -> bool {
        let fits = self.0.len() < PLACES;
        if fits {
            self.0.push(digit);
        }
        fits
    }

    pub(super) fn erase(&mut self) {
        self.0.pop();
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
