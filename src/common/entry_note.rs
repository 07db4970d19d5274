//! The note beside a field while something is typed into it.

/// Why the last key, or what was typed, is not accepted. `R`: the reasons of one field to reject what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryNote<R> {
    /// A key that types nothing that belongs here.
    WrongKey,
    /// Enter came before all was typed.
    TooShort,
    /// There is no place for a further character. A secret's field is empty again.
    TooLong,
    /// Several keys at once, as a paste or a scanner sends them; the field is empty again.
    OneByOne,
    /// What was typed is not accepted.
    Rejected(R),
}
