//! The sign before a statement, so that no statement rests on a colour alone.
//!
//! Signs are ASCII in brackets. Circles, arrows, ticks and warning triangles are one cell in some terminals and two in
//! others, so they would shift whatever stands to their right.

/// All is well.
pub const GOOD: &str = "[OK]";
/// No.
pub const BAD: &str = "[NG]";
/// Trouble, or a warning.
pub const ALERT: &str = "[!!]";
/// Unclear: staff look at it.
pub const UNCLEAR: &str = "[??]";
/// There is nothing, or nothing is confirmed.
pub const NOTHING: &str = "[--]";
/// A plain statement.
pub const STATEMENT: &str = "[>>]";
