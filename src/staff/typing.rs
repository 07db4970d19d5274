//! What can be typed on the open page.

use super::open::Open;
use super::state::StaffMenu;

impl StaffMenu {
    /// Whether digits are typed and nothing else: a keypad with Num Lock off is one of digits then.
    #[must_use]
    pub fn takes_digits(&self) -> bool {
        self.open.as_ref().is_some_and(Open::takes_digits)
    }

    /// Whether Japanese letters are typed: they may come several at a time.
    #[must_use]
    pub fn takes_japanese(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.page.takes_japanese())
    }
}
