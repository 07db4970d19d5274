//! From text to the bytes of a file. What the file cannot hold is counted, never replaced: a name with `?` or
//! `&#131083;` in it would be another name.

use encoding_rs::{EncoderResult, SHIFT_JIS};
use zeroize::Zeroizing;

use super::stable_words::stable_words;

stable_words! {
    /// What a file for another program is encoded in.
    FileEncoding {
        /// UTF-8.
        Utf8: "utf-8";
        /// Shift JIS as Windows writes it (Windows-31J).
        ShiftJis: "shift_jis";
    }
}

/// The format's Shift JIS is that of JIS X 0208:1990, and its readers use either that table or Windows' (Windows-31J).
/// At these places the two give one and the same character of the standard two different names in Unicode;
/// `encoding_rs` knows Windows' name only. Written is the character's place in the standard. A reader with Windows'
/// table has its twin then: － for −, ～ for 〜.
const TWINS: [(char, [u8; 2]); 7] = [
    ('\u{2014}', [0x81, 0x5c]), // — em dash; Windows: ― horizontal bar
    ('\u{301c}', [0x81, 0x60]), // 〜 wave dash; Windows: ～ full-width tilde
    ('\u{2016}', [0x81, 0x61]), // ‖ double vertical line; Windows: ∥ parallel to
    ('\u{2212}', [0x81, 0x7c]), // − minus sign; Windows: － full-width hyphen-minus
    ('\u{00a2}', [0x81, 0x91]), // ¢ cent sign; Windows: ￠ full-width
    ('\u{00a3}', [0x81, 0x92]), // £ pound sign; Windows: ￡ full-width
    ('\u{00ac}', [0x81, 0xca]), // ¬ not sign; Windows: ￢ full-width
];

/// The characters that Windows' table would turn into others without a word: 0x5C is read as `\` and 0x7E as `~`.
const LOOKALIKES: [char; 2] = ['¥', '‾'];

/// The text in this encoding, or how many of its characters cannot be written.
pub fn encode(text: &str, encoding: FileEncoding) -> Result<Zeroizing<Vec<u8>>, usize> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut lost = 0;
    for c in text.chars() {
        let mut utf_8 = [0; 4];
        let utf_8 = c.encode_utf8(&mut utf_8);
        // No characters by definition (Unicode 23.7), and XML refuses them (XML 1.0, 2.2).
        if matches!(c, '\u{fffe}' | '\u{ffff}') {
            lost += 1;
        } else if encoding == FileEncoding::Utf8 || c.is_ascii() {
            bytes.extend_from_slice(utf_8.as_bytes());
        } else if let Some((_, place)) = TWINS.iter().find(|(twin, _)| *twin == c) {
            bytes.extend_from_slice(place);
        } else if !shift_jis(c, utf_8, &mut bytes) {
            lost += 1;
        }
    }
    if lost == 0 { Ok(bytes) } else { Err(lost) }
}

/// Appends the character, if Windows' table has it.
fn shift_jis(c: char, utf_8: &str, bytes: &mut Vec<u8>) -> bool {
    let mut encoded = [0; 8];
    let (result, _, length) = SHIFT_JIS.new_encoder().encode_from_utf8_without_replacement(utf_8, &mut encoded, true);
    let fits = result == EncoderResult::InputEmpty && !LOOKALIKES.contains(&c);
    if fits {
        bytes.extend(encoded.iter().take(length));
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<Vec<u8>, usize> {
        encode(text, FileEncoding::ShiftJis).map(|bytes| bytes.to_vec())
    }

    #[test]
    fn every_character_of_windows_is_read_back_as_itself() {
        let mut characters = 0;
        for c in ('\u{20}'..='\u{ffff}').filter(|c| !c.is_control()) {
            let Ok(bytes) = written(&c.to_string()) else { continue };
            if TWINS.iter().any(|(twin, _)| *twin == c) {
                continue;
            }
            let read = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes);
            assert_eq!(read.as_deref(), Some(c.to_string().as_str()), "U+{:04X}", u32::from(c));
            characters += 1;
        }
        // ASCII, 63 half-width kana, the 6879 characters of JIS X 0208, NEC's row 13 and IBM's extensions, less the
        // two-fold ones.
        assert!(characters > 7_300, "{characters}");
    }

    #[test]
    fn the_seven_twins_are_written_at_their_place_in_the_standard() {
        for (jis, windows) in "—〜‖−¢£¬".chars().zip("―～∥－￠￡￢".chars()) {
            let bytes = written(&jis.to_string()).unwrap();
            assert_eq!(bytes, written(&windows.to_string()).unwrap(), "{jis}");
            assert_eq!(SHIFT_JIS.decode_without_bom_handling(&bytes).0, windows.to_string());
        }
        assert_eq!(written("試−１"), Ok(b"\x8e\x8e\x81\x7c\x82\x50".to_vec()));
    }

    #[test]
    fn what_shift_jis_lacks_is_counted_and_nothing_is_written_for_it() {
        for (text, lost) in [
            ("𠮷野", 1),
            ("葛\u{e0100}城", 1),
            ("草彅剛", 0),
            ("髙﨑①～●", 0),
            ("ｼｹﾝ ﾊﾅｺﾞ", 0),
            ("\u{fa19}谷", 0),
            ("𠮷🙂é", 3),
            ("¥‾", 2),
            ("\u{e000}", 1),
            ("试验", 2),
        ] {
            let result = written(text);
            assert_eq!(result.as_ref().err().copied().unwrap_or(0), lost, "{text}");
            assert!(!result.is_ok_and(|bytes| bytes.contains(&b'&')), "{text}");
        }
    }

    #[test]
    fn utf_8_has_everything_but_what_is_no_character() {
        assert_eq!(encode("𠮷¥\u{e0100}", FileEncoding::Utf8).unwrap().as_slice(), "𠮷¥\u{e0100}".as_bytes());
        assert_eq!(encode("試\u{ffff}\u{fffe}", FileEncoding::Utf8).map(|_| ()), Err(2));
    }
}
