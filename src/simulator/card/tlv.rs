//! Writing BER-TLV.

/// `tag`, the shortest length form, `value`.
pub(super) fn tlv(tag: &[u8], value: &[u8]) -> Vec<u8> {
    let length = match u8::try_from(value.len()) {
        Ok(short @ 0..0x80) => vec![short],
        Ok(byte) => vec![0x81, byte],
        Err(_) => return long_tlv(tag, value),
    };
    [tag, &length, value].concat()
}

/// `tag`, a length of the form `82 hi lo` even where a shorter one would do, `value`: the card's own files have such.
pub(super) fn long_tlv(tag: &[u8], value: &[u8]) -> Vec<u8> {
    let [.., high, low] = value.len().to_be_bytes();
    [tag, &[0x82, high, low], value].concat()
}
