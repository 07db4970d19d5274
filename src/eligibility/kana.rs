//! Half-width kana (半角カナ) made full width, and text made harmless for a terminal.

use unicode_normalization::UnicodeNormalization;

/// Text as it may be drawn: half-width kana full width, no control characters, no escape sequences, no direction
/// overrides.
///
/// NFKC is applied to runs of half-width kana only. Over a whole name it would also replace the registered variant of a
/// kanji (U+FA19 神 by 神), a full-width space and a circled digit. `●`, the exchange format's stand-in for a character
/// outside its set, stays.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut full = String::with_capacity(text.len());
    let mut run = String::new();
    for c in harmless(text).chars() {
        if is_half_width_kana(c) {
            run.push(c);
        } else {
            widen(&mut run, &mut full);
            full.push(c);
        }
    }
    widen(&mut run, &mut full);
    full
}

/// The text without control characters, terminal control sequences and direction overrides.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let sequence = c == '\u{9b}' || (c == '\u{1b}' && chars.next_if_eq(&'[').is_some());
        if sequence {
            // Parameters end at the first byte of 0x40 to 0x7E (ECMA-48, 5.4); text that is not one is never swallowed.
            while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
            chars.next_if(|c| ('@'..='~').contains(c));
        } else if !c.is_control() && !overrides_direction(c) {
            kept.push(c);
        }
    }
    kept
}

fn is_half_width_kana(c: char) -> bool {
    ('\u{ff61}'..='\u{ff9f}').contains(&c)
}

/// Would make a terminal draw the characters of a line in another order than they are stored.
fn overrides_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn widen(run: &mut String, full: &mut String) {
    // A voicing mark with nothing to sit on would combine with whatever cell stands before it.
    full.extend(run.nfkc().map(|c| match c {
        '\u{3099}' => '\u{309b}',
        '\u{309a}' => '\u{309c}',
        other => other,
    }));
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_kana_become_full_width_with_their_voicing_marks() {
        assert_eq!(shown("ｼｹﾝ ﾊﾅｺ"), "シケン ハナコ");
        assert_eq!(shown("ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ ｳﾞ"), "ガギグ パピ ヴ");
        assert_eq!(shown("ｵｰﾅｰ｡｢｣､･"), "オーナー。「」、・");
    }

    #[test]
    fn a_voicing_mark_alone_stays_visible_and_combines_with_nothing() {
        assert_eq!(shown("あﾞ"), "あ゛");
        assert_eq!(shown("ﾟ"), "゜");
    }

    #[test]
    fn everything_else_stays_as_it_was_registered() {
        for name in ["試験　花子", "試験　●子", "髙﨑①～", "\u{fa19}谷", "ＡＢＣ１２３", "葛\u{e0100}城"]
        {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(shown("試験\u{1b}[31;1m花子\u{1b}[0m"), "試験花子");
        assert_eq!(shown("試験\u{9b}2J花子"), "試験花子");
        assert_eq!(shown("\u{1b}]0;title\u{7}花\r\n子\u{0}\u{7f}\u{85}"), "]0;title花子");
        assert_eq!(shown("試験\u{202e}子花\u{202c}"), "試験子花");
    }

    #[test]
    fn an_unfinished_sequence_swallows_no_name() {
        assert_eq!(shown("\u{1b}[花子"), "花子");
        assert_eq!(shown("花子\u{1b}"), "花子");
        assert_eq!(shown("花子\u{1b}[12;"), "花子");
    }
}
