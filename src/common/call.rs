//! Calls for staff: what calls them, in one table, and how a call begins and ends.

/// Makes [`CallKind`] from its rows: name, stable word, whether it shows, whether it ends with its screen.
macro_rules! call_kinds {
    ($( $(#[$doc:meta])* $name:ident: $word:literal, $shows:ident, $ends:ident; )*) => {
        /// Why staff are called.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CallKind {
            $( $(#[$doc])* $name, )*
        }

        impl CallKind {
            /// Every one.
            pub const ALL: &[Self] = &[$( Self::$name, )*];

            /// The stable word that goes out.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $word, )* }
            }

            /// Whether the bar at the kiosk tells of it.
            #[must_use]
            pub const fn shows(self) -> bool {
                match self { $( Self::$name => call_kinds!(@ $shows), )* }
            }

            /// Whether the call is over as soon as its screen is. Any other stands until staff come.
            #[must_use]
            pub const fn ends_with_screen(self) -> bool {
                match self { $( Self::$name => call_kinds!(@ $ends), )* }
            }
        }
    };
    (@ SHOWS) => { true };
    (@ SILENT) => { false };
    (@ SCREEN) => { true };
    (@ STAFF) => { false };
}

call_kinds! {
    /// The visitor has pressed the key that calls.
    Help:         "help",          SHOWS, STAFF;
    /// Staff are to compare face and card.
    Compare:      "compare-face",  SHOWS, SCREEN;
    /// One try of the PIN is left.
    LastTry:      "last-try",      SHOWS, SCREEN;
    /// The PIN is locked, or the card has none.
    NoPin:        "pin-unusable",  SHOWS, SCREEN;
    /// The answer does not confirm the qualification. Others in the waiting area must not learn that.
    NotConfirmed: "not-confirmed", SILENT, SCREEN;
    /// Several results came together, and staff say whose each is.
    Several:      "several",       SHOWS, STAFF;
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Staff are called, by the call of this number.
    Called(u64, CallKind),
    /// That call is over: staff came, or no one waits for them any more.
    Over(u64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_word_of_its_own_and_only_a_verdict_is_silent() {
        let mut words: Vec<_> = CallKind::ALL.iter().map(|kind| kind.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), CallKind::ALL.len());
        let silent: Vec<_> = CallKind::ALL.iter().filter(|kind| !kind.shows()).collect();
        assert_eq!(silent, [&CallKind::NotConfirmed]);
    }
}
