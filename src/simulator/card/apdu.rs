//! Command APDUs as a card takes them apart: short and extended fields of ISO 7816-4.
//!
//! A parser of our own, since the difference between "no Le" and "Le = 00" decides whether a PIN query is answered
//! (case 1) or refused (case 2), and the published parsers fold the two into one.

/// One command: the header and what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Apdu<'a> {
    pub cla: u8,
    pub ins: u8,
    pub p1: u8,
    pub p2: u8,
    pub body: Body<'a>,
    /// Whether the length fields are extended ones.
    pub extended: bool,
}

/// The four cases of ISO 7816-3. Le is the number of bytes asked for, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body<'a> {
    /// Case 1: nothing sent, nothing asked for.
    Empty,
    /// Case 2.
    Ask(usize),
    /// Case 3.
    Send(&'a [u8]),
    /// Case 4.
    SendAndAsk(&'a [u8], usize),
    /// Lengths that contradict each other. An error only after the header was found good.
    Malformed,
}

impl<'a> Apdu<'a> {
    /// `None` for fewer than the four bytes of a header.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (&[cla, ins, p1, p2], rest) = bytes.split_first_chunk::<4>()?;
        let extended = matches!(rest, [0, _, _, ..]);
        let body = if extended { extended_body(rest.get(1..)?) } else { short_body(rest) };
        Some(Self { cla, ins, p1, p2, body, extended })
    }
}

fn short_body(rest: &[u8]) -> Body<'_> {
    let le = |le: u8| if le == 0 { 256 } else { usize::from(le) };
    match rest {
        [] => Body::Empty,
        [asked] => Body::Ask(le(*asked)),
        [lc, data @ ..] if data.len() == usize::from(*lc) => Body::Send(data),
        [lc, data @ .., asked] if data.len() == usize::from(*lc) => Body::SendAndAsk(data, le(*asked)),
        _ => Body::Malformed,
    }
}

fn extended_body(rest: &[u8]) -> Body<'_> {
    let number = |high: u8, low: u8| usize::from(u16::from_be_bytes([high, low]));
    let le = |high, low| match number(high, low) {
        0 => 65_536,
        asked => asked,
    };
    match rest {
        [high, low] => Body::Ask(le(*high, *low)),
        [0, 0, ..] => Body::Malformed,
        [high, low, data @ ..] if data.len() == number(*high, *low) => Body::Send(data),
        [high, low, data @ .., asked_high, asked_low] if data.len() == number(*high, *low) => {
            Body::SendAndAsk(data, le(*asked_high, *asked_low))
        }
        _ => Body::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(rest: &[u8]) -> Body<'_> {
        // A header, leaked: tests only.
        let bytes = [&[0x00, 0xB0, 0x00, 0x00], rest].concat().leak();
        Apdu::parse(bytes).unwrap().body
    }

    #[test]
    fn the_seven_forms_of_a_command_are_told_apart() {
        assert_eq!(body(&[]), Body::Empty);
        assert_eq!(body(&[0x00]), Body::Ask(256));
        assert_eq!(body(&[0x02, 0xAA, 0xBB]), Body::Send(&[0xAA, 0xBB]));
        assert_eq!(body(&[0x01, 0xAA, 0x10]), Body::SendAndAsk(&[0xAA], 16));
        assert_eq!(body(&[0x00, 0x00, 0x00]), Body::Ask(65_536));
        assert_eq!(body(&[0x00, 0x00, 0x01, 0xAA]), Body::Send(&[0xAA]));
        assert_eq!(body(&[0x00, 0x00, 0x01, 0xAA, 0x01, 0x00]), Body::SendAndAsk(&[0xAA], 256));
    }

    #[test]
    fn short_and_extended_lengths_mixed_in_one_command_are_malformed() {
        assert_eq!(body(&[0x00, 0x00, 0x01, 0xAA, 0x00]), Body::Malformed);
    }
}
