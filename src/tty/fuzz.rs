//! The terminal's bytes, of which a keyboard, a scanner and a stranger's cable send any.

use super::keys::{Parsed, give_up, parse};

/// The parser comes to the end of any bytes, makes at most one press of each, and says the same of bytes that came in
/// two reads as of bytes that came in one.
pub fn keys(bytes: &[u8]) {
    let mut rest = bytes;
    let mut presses = 0;
    while !rest.is_empty() {
        let first = parse(rest);
        let length = match first {
            Parsed::Press(_, _, length) => {
                presses += 1;
                length
            }
            Parsed::Nothing(length) | Parsed::Enhanced(_, length) => length,
            Parsed::Incomplete => {
                let _what_it_was = give_up(rest);
                presses += 1;
                rest.len()
            }
        };
        assert!((1..=rest.len()).contains(&length), "{length} of {} bytes", rest.len());
        // What was heard of the beginning alone is heard of the whole. The buffer holds 64 bytes.
        for split in 1..rest.len().min(64) {
            let Some(begun) = rest.get(..split).map(parse) else { continue };
            assert!(begun == Parsed::Incomplete || begun == first, "{begun:?} of {split} bytes, then {first:?}");
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    assert!(presses <= bytes.len(), "{presses} presses of {} bytes", bytes.len());
}
