//! What can be typed on the open page, and whether staff are at it.

use super::open::Open;
use super::state::StaffMenu;

impl StaffMenu {
    /// Whether digits are typed and nothing else: a keypad with Num Lock off is one of digits then.
    #[must_use]
    pub fn takes_digits(&self) -> bool {
        self.open.as_ref().is_some_and(Open::takes_digits)
    }

    /// Whether staff are at it: a page is open behind the passcode.
    #[must_use]
    pub fn is_attended(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.purpose().is_none())
    }

    /// Whether Japanese letters are typed: they may come several at a time.
    #[must_use]
    pub fn takes_japanese(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.page.takes_japanese())
    }
}
