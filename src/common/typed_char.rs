//! One typed character.

use std::fmt;

use super::pin::Digit;
use super::width::half;

/// One printable character: of ASCII, other than the space, or Japanese. Its `Debug` hides the character: key events
/// may be printed, what is typed with them may not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TypedChar(char);

impl TypedChar {
    /// The character of this byte; `None`: the byte is no printable ASCII character.
    #[must_use]
    pub const fn from_ascii(byte: u8) -> Option<Self> {
        if byte.is_ascii_graphic() { Some(Self(byte as char)) } else { None }
    }

    /// The character, if it is one that a Japanese keyboard types: kana, kanji, a full-width sign, printable ASCII.
    #[must_use]
    pub fn from_char(typed: char) -> Option<Self> {
        (typed.is_ascii_graphic() || is_japanese(typed)).then_some(Self(typed))
    }

    /// The character, a full-width sign made half width.
    pub(crate) fn char(self) -> char {
        half(self.0)
    }

    /// The character as it was typed.
    pub(crate) const fn as_typed(self) -> char {
        self.0
    }

    /// Its byte, if it is a sign of ASCII, also in full width.
    pub(crate) fn ascii(self) -> Option<u8> {
        u8::try_from(self.char()).ok().filter(u8::is_ascii_graphic)
    }

    /// The character, if it is a digit.
    pub(crate) fn digit(self) -> Option<char> {
        Some(self.char()).filter(char::is_ascii_digit)
    }

    /// Whether it is this character, in upper or lower case.
    pub(crate) fn is(self, other: u8) -> bool {
        self.ascii().is_some_and(|byte| byte.eq_ignore_ascii_case(&other))
    }
}

/// Whether it is a character that papers of the Japanese insurances are written with and that ASCII lacks. The
/// full-width forms of ASCII belong to them, and the signs that a Japanese keyboard types for a hyphen; the space does
/// not.
fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{2010}'..='\u{2015}' | '\u{2212}'                       // hyphens and dashes, minus
        | '\u{2116}' | '\u{2160}'..='\u{216b}' | '\u{2460}'..='\u{2473}' // №, Ⅰ to Ⅻ, ① to ⑳
        | '\u{3005}'..='\u{3007}' | '\u{301c}'                     // 々〆〇, 〜
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}'        // hiragana, katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' // kanji
        | '\u{ff01}'..='\u{ff5e}' | '\u{ff66}'..='\u{ff9f}'        // full-width ASCII, half-width kana
    )
}

impl From<Digit> for TypedChar {
    fn from(digit: Digit) -> Self {
        Self(char::from(digit.ascii()))
    }
}

impl fmt::Debug for TypedChar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedChar")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_kanji_and_full_width_signs_are_typed_and_nothing_that_steers_a_terminal_is() {
        for c in "船あアｱ々〇ー－−～〜髙﨑①№Ⅻ𠮟Ａ１-~".chars() {
            assert_eq!(TypedChar::from_char(c).map(TypedChar::as_typed), Some(c), "{c}");
        }
        for c in " \u{3000}\u{1b}\u{9b}\u{7f}\u{200b}\u{202e}\u{3099}\u{e0100}é한ж\u{fffd}".chars() {
            assert_eq!(TypedChar::from_char(c), None, "{:04x}", u32::from(c));
        }
    }

    #[test]
    fn a_full_width_sign_is_the_sign_of_ascii_where_that_is_asked_for() {
        let typed = |c| TypedChar::from_char(c).unwrap();
        assert_eq!((typed('５').digit(), typed('５').ascii(), typed('５').as_typed()), (Some('5'), Some(b'5'), '５'));
        assert!(typed('Ｗ').is(b'w') && typed('ー').is(b'-') && !typed('船').is(b'-'));
        assert_eq!((typed('船').ascii(), typed('船').digit()), (None, None));
    }
}
