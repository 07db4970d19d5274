//! Which line of a list is chosen.

use super::page::PageInput;
use crate::common::Key;

/// The place of the chosen line, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cursor(usize);

impl Cursor {
    /// The place. A list may have become shorter since.
    pub(super) const fn place(self) -> usize {
        self.0
    }

    /// One at this place.
    pub(super) const fn at(place: usize) -> Self {
        Self(place)
    }

    /// Moves in a list of so many lines: the arrows choose a line, Enter takes it, and a digit takes the line of that
    /// number. Answers with the place of the line that is taken.
    pub(super) fn input(&mut self, input: PageInput, lines: usize) -> Option<usize> {
        self.input_from(1, input, lines)
    }

    /// The same where the first line has this number.
    pub(super) fn input_from(&mut self, first: usize, input: PageInput, lines: usize) -> Option<usize> {
        let last = lines.checked_sub(1)?;
        match input {
            PageInput::Key(Key::PreviousPage) => self.0 = self.0.min(last).saturating_sub(1),
            PageInput::Key(Key::NextPage) => self.0 = (self.0 + 1).min(last),
            PageInput::Key(Key::Enter) => return Some(self.0.min(last)),
            PageInput::Typed(typed) => {
                let number = typed.digit().and_then(|digit| digit.to_digit(10))?;
                let place = (number as usize).checked_sub(first).filter(|place| *place <= last)?;
                self.0 = place;
                return Some(place);
            }
            PageInput::Key(_) => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::TypedChar;

    fn typed(byte: u8) -> PageInput {
        PageInput::Typed(TypedChar::from_ascii(byte).unwrap())
    }

    #[test]
    fn the_arrows_stop_at_both_ends() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.input(PageInput::Key(Key::PreviousPage), 3), None);
        assert_eq!(cursor.place(), 0);
        for _ in 0..5 {
            cursor.input(PageInput::Key(Key::NextPage), 3);
        }
        assert_eq!(cursor.input(PageInput::Key(Key::Enter), 3), Some(2));
    }

    #[test]
    fn a_number_takes_its_line_and_one_without_a_line_takes_none() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.input(typed(b'2'), 3), Some(1));
        for other in [b'0', b'4', b'x'] {
            assert_eq!((cursor.input(typed(other), 3), cursor.place()), (None, 1));
        }
    }

    #[test]
    fn a_list_that_has_become_shorter_takes_its_last_line() {
        let mut cursor = Cursor::default();
        cursor.input(typed(b'7'), 7);
        assert_eq!(cursor.input(PageInput::Key(Key::Enter), 6), Some(5));
    }
}
