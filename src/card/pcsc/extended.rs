//! Whether a reader carries extended APDUs (拡張Lc/Le対応).
//!
//! Method B needs none, method A by a relay does. Here the reader is asked for its property (PC/SC part 10); where it
//! says nothing, it is tried with the card ([`crate::card::extended`]).

use pcsc::{Card, ctl_code};

use crate::card::channel::Channel;
use crate::card::extended::try_reader;
use crate::card::jpki;
use crate::card::link::Link;
use crate::common::Extended;

/// `CM_IOCTL_GET_FEATURE_REQUEST`.
const GET_FEATURES: u32 = 3400;
/// `FEATURE_GET_TLV_PROPERTIES`.
const TLV_PROPERTIES: u8 = 0x12;
/// `PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize`: 0 for a reader of short APDUs.
const MAX_APDU_DATA_SIZE: u8 = 0x0A;

/// Asks the reader for its property, over any connection, also a direct one without a card.
pub(super) fn property(card: &Card) -> Extended {
    largest(card).map_or(Extended::Unknown, |largest| if largest > 0 { Extended::Yes } else { Extended::No })
}

fn largest(card: &Card) -> Option<u32> {
    let mut buffer = [0; 256];
    let features = card.control(ctl_code(GET_FEATURES.into()), &[], &mut buffer).ok()?;
    // A feature's number is big-endian, a property's value little-endian.
    let control = u32::from_be_bytes(field(features, TLV_PROPERTIES)?);
    let mut buffer = [0; 256];
    let properties = card.control(control.into(), &[], &mut buffer).ok()?;
    Some(u32::from_le_bytes(field(properties, MAX_APDU_DATA_SIZE)?))
}

/// The four-byte value behind `tag` in a row of (tag, length, value).
fn field(mut row: &[u8], tag: u8) -> Option<[u8; 4]> {
    loop {
        let (&[found, length], rest) = row.split_first_chunk()?;
        let (value, rest) = rest.split_at_checked(length.into())?;
        if found == tag {
            return value.try_into().ok();
        }
        row = rest;
    }
}

/// Tries the reader with the card on it, if that is a My Number Card.
pub(super) fn probe(link: Box<dyn Link>) -> Extended {
    let mut channel = Channel::new(link);
    if jpki::select(&mut channel).is_err() {
        return Extended::Unknown;
    }
    try_reader(&mut channel).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::script::Script;

    #[test]
    fn the_property_is_found_among_others() {
        let row = [0x06, 4, 1, 2, 3, 4, 0x0A, 4, 0, 0, 1, 0];
        assert_eq!(field(&row, 0x0A).map(u32::from_le_bytes), Some(0x10000));
        assert_eq!(field(&row, 0x12), None);
    }

    #[test]
    fn a_cut_off_row_of_properties_is_no_property() {
        for row in [&[][..], &[0x0A], &[0x0A, 4], &[0x0A, 4, 0, 0, 1], &[0x0A, 2, 0, 0]] {
            assert_eq!(field(row, 0x0A), None);
        }
    }

    #[test]
    fn another_card_is_not_asked() {
        let script = Script::new().then("00A404 0C0A D392F000260100000001", Ok("6A82"));
        assert_eq!(probe(Box::new(script.link())), Extended::Unknown);
    }
}
