//! Full-width signs (全角) made half width, as a keyboard in a Japanese mode sends them.

/// The sign of ASCII that a full-width character stands for; any other character is itself.
///
/// U+FF01 to U+FF5E are the full-width forms of ASCII and lie in its order. A long vowel mark, a minus or a dash typed
/// between digits is a hyphen: the key is the same, only the mode differs.
#[must_use]
pub fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        'ー' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn full_width_signs_are_those_of_ascii() {
        let wide = "０６１３９９９２ＡＺａｚ！～　";
        assert_eq!(wide.chars().map(half).collect::<String>(), "06139992AZaz!~ ");
        assert_eq!("12ー34－56‐78−9".chars().map(half).collect::<String>(), "12-34-56-78-9");
    }

    #[test]
    fn other_characters_are_themselves() {
        let other = "あア漢字｡ｱ・〜0-";
        assert_eq!(other.chars().map(half).collect::<String>(), other);
    }
}
