//! Lengths that are not said beforehand: CMS may come in BER (RFC 5652 §1), and authorities written in Java send it so.

use x509_cert::der::asn1::Any;
use x509_cert::der::{Encode as _, Reader as _, SliceReader, Tag};

/// Deeper than certificates lie in a PKCS#7.
const DEPTH: u8 = 8;

/// The first element of `input` with every length said beforehand, as DER has them. What has such a length already is
/// taken as it is, so that the certificates inside keep their bytes.
pub fn definite(input: &[u8]) -> Option<Vec<u8>> {
    element(input, DEPTH).map(|(element, _)| element)
}

/// One element, and what comes after it.
fn element(input: &[u8], deeper: u8) -> Option<(Vec<u8>, &[u8])> {
    let [tag, 0x80, contents @ ..] = input else {
        let whole = SliceReader::new(input).ok()?.tlv_bytes().ok()?;
        return Some((whole.to_vec(), input.get(whole.len()..)?));
    };
    let (mut inside, mut rest) = (Vec::new(), contents);
    loop {
        // Two zeros stand where the length would have pointed.
        if let [0, 0, after @ ..] = rest {
            return Some((Any::new(Tag::try_from(*tag).ok()?, inside).ok()?.to_der().ok()?, after));
        }
        let (next, after) = element(rest, deeper.checked_sub(1)?)?;
        inside.extend(next);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_length_gets_one_and_what_has_one_keeps_its_bytes() {
        let open = [0x30, 0x80, 0x02, 0x01, 0x07, 0xA0, 0x80, 0x30, 0x03, 0x04, 0x01, 0x80, 0x00, 0x00, 0x00, 0x00];
        let said = [0x30, 0x0A, 0x02, 0x01, 0x07, 0xA0, 0x05, 0x30, 0x03, 0x04, 0x01, 0x80];
        assert_eq!(definite(&open).as_deref(), Some(&said[..]));
        assert_eq!(definite(&said).as_deref(), Some(&said[..]));
    }

    #[test]
    fn what_never_ends_or_lies_too_deep_is_refused() {
        assert_eq!(definite(&[0x30, 0x80, 0x02, 0x01, 0x07]), None);
        assert_eq!(definite(&[0x30, 0x80].repeat(100_000)), None);
        assert_eq!(definite(&[]), None);
    }
}
