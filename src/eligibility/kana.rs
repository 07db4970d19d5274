//! Half-width kana (半角カナ) made full width, and text made harmless for a terminal: the one place that cleans what
//! comes from a message, a service, a reader or the settings before it is drawn.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

/// Most marks that may stand on one character: Vietnamese needs two, a variant of a kanji one.
const MAX_MARKS: usize = 3;

/// The text without control characters, terminal control sequences, and characters that nothing shows or that change
/// how others are drawn. Of these, programs disagree how many cells they take, and a row would be torn.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // At the beginning there is nothing that a mark could stand on.
    let mut marks = MAX_MARKS;
    while let Some(c) = chars.next() {
        let sequence = c == '\u{9b}' || (c == '\u{1b}' && chars.next_if_eq(&'[').is_some());
        if sequence {
            // Parameters end at the first byte of 0x40 to 0x7E (ECMA-48, 5.4); text that is not one is never swallowed.
            while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
            chars.next_if(|c| ('@'..='~').contains(c));
        } else if matches!(c, '\u{2028}' | '\u{2029}') {
            kept.push(' ');
            marks = MAX_MARKS;
        } else if is_mark(c) {
            if marks < MAX_MARKS && !is_invisible(c) {
                kept.push(c);
                marks += 1;
            }
        } else if !c.is_control() && !is_invisible(c) {
            kept.push(c);
            marks = 0;
        }
    }
    kept
}

/// The katakana of a hiragana; anything else is itself.
#[must_use]
pub fn katakana(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    }
}

fn is_half_width_kana(c: char) -> bool {
    ('\u{ff61}'..='\u{ff9f}').contains(&c)
}

/// Stands on the character before it and takes no cell of its own: marks, the selectors of a kanji's variant, and the
/// vowels and finals of a Hangul syllable written in pieces.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
}

/// Draws nothing, or changes how other characters are drawn: joiners, fillers, tags, marks of direction (which would
/// show a line in another order than it is stored), and the choice between a sign and its picture. The Unicode
/// Standard's `Default_Ignorable_Code_Point`, but for the selectors of a kanji's variant; enclosing marks; and
/// annotations.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{488}'..='\u{489}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20dd}'..='\u{20e4}'
            | '\u{3164}'
            | '\u{fe03}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}'
    )
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
    fn nothing_invisible_reaches_a_cell() {
        let invisible = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2060}\
                         \u{2069}\u{206f}\u{20e3}\u{3164}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{1d173}\u{e0001}\u{e0041}\u{e007f}";
        for c in invisible.chars() {
            assert_eq!(shown(&format!("{c}花{c}{c}子{c}")), "花子", "{:04x}", u32::from(c));
        }
        assert_eq!(shown("花\u{2028}子\u{2029}"), "花 子 ");
    }

    #[test]
    fn a_pile_of_marks_stays_low_and_stands_on_something() {
        assert_eq!(shown(&format!("花{}子", "\u{301}".repeat(1000))), "花\u{301}\u{301}\u{301}子");
        assert_eq!(shown("\u{301}\u{302}花"), "花");
        assert_eq!(shown(&format!("\u{1112}{}", "\u{1161}".repeat(50))), "\u{1112}\u{1161}\u{1161}\u{1161}");
        assert_eq!(shown("Nguye\u{302}\u{303}n か\u{3099}"), "Nguye\u{302}\u{303}n か\u{3099}");
    }

    #[test]
    fn an_unfinished_sequence_swallows_no_name() {
        assert_eq!(shown("\u{1b}[花子"), "花子");
        assert_eq!(shown("花子\u{1b}"), "花子");
        assert_eq!(shown("花子\u{1b}[12;"), "花子");
    }
}
