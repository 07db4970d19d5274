//! `uketsuke readers`.

use std::fmt::Write as _;

use crate::card::CardError;
use crate::card::pcsc::{ReaderInfo, ReaderPattern, readers};
use crate::common::printable_line;

/// A line for each reader.
pub fn readers_listed() -> Result<String, CardError> {
    let found = readers(&ReaderPattern::new("*"))?;
    if found.is_empty() {
        return Ok("no reader; plug one in, or look with 'pcsc_scan' whether the system sees it\n".to_owned());
    }
    let mut text = String::new();
    for ReaderInfo { name, card, extended, .. } in found {
        let card = if card { "a card on it" } else { "empty" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}: {card}; extended APDUs: {extended}", printable_line(&name));
    }
    Ok(text)
}
