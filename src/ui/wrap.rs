//! Breaking text into lines that read well.
//!
//! Our own Japanese sentences carry `|` between phrases (文節) and break only there, because a line that ends in the middle of
//! a word is slow to read. Everything else breaks by Unicode's rules (UAX #14): no line begins with 「、」, 「ー」 or a small kana.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

/// The mark between two phrases of a sentence. It is never drawn.
pub const PHRASE: char = '|';

/// Breaks a sentence of ours into lines of at most `width` cells.
#[must_use]
pub fn sentence(text: &str, width: u16) -> Vec<String> {
    if text.contains(PHRASE) {
        lines(text.split(PHRASE).flat_map(|phrase| phrase_words(phrase, width)), width)
    } else {
        foreign(text, width)
    }
}

/// The same in lines of about the same length: for what stands centred. No phrase is cut for it.
#[must_use]
pub fn balanced(text: &str, width: u16) -> Vec<String> {
    let longest = text.split(PHRASE).map(|phrase| phrase.trim_end().width()).max();
    let longest = longest.and_then(|cells| u16::try_from(cells).ok()).unwrap_or(width);
    let mut best = sentence(text, width);
    for narrower in (longest..width).rev() {
        let lines = sentence(text, narrower);
        if lines.len() > best.len() {
            break;
        }
        best = lines;
    }
    best
}

/// Breaks a text from outside (a name, an address, a message) into lines of at most `width` cells.
#[must_use]
pub fn foreign(text: &str, width: u16) -> Vec<String> {
    lines(WordSeparator::UnicodeBreakProperties.find_words(text), width)
}

fn phrase_words(phrase: &str, width: u16) -> Vec<Word<'_>> {
    if phrase.width() <= usize::from(width) {
        vec![Word::from(phrase)]
    } else {
        WordSeparator::UnicodeBreakProperties.find_words(phrase).collect()
    }
}

fn lines<'a>(words: impl Iterator<Item = Word<'a>>, width: u16) -> Vec<String> {
    let words = break_words(words, usize::from(width));
    wrap_first_fit(&words, &[f64::from(width)]).into_iter().map(joined).collect()
}

fn joined(words: &[Word<'_>]) -> String {
    let mut line = String::new();
    for word in words {
        line.push_str(word.word);
        line.push_str(word.whitespace);
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_breaks_between_its_phrases() {
        let text = "マイナンバーカードを|カードリーダーに|置いてください";
        assert_eq!(sentence(text, 40), ["マイナンバーカードをカードリーダーに", "置いてください"]);
        assert_eq!(sentence(text, 20), ["マイナンバーカードを", "カードリーダーに", "置いてください"]);
    }

    #[test]
    fn a_centred_sentence_has_lines_of_about_the_same_length() {
        let text = "マイナンバーカードを|カードリーダーに|置いてください";
        assert_eq!(balanced(text, 44), ["マイナンバーカードを", "カードリーダーに置いてください"]);
        let text = "暗証番号が|違います。|もう一度入力してください。";
        assert_eq!(balanced(text, 44), ["暗証番号が違います。", "もう一度入力してください。"]);
    }

    #[test]
    fn a_phrase_that_is_too_long_still_breaks_by_the_rules() {
        assert_eq!(sentence("この|マイナンバーカードを", 12), ["このマイナン", "バーカードを"]);
    }

    #[test]
    fn no_line_of_an_address_begins_with_a_mark_that_belongs_to_the_line_before() {
        let address = "東京都試験区サンプル町一丁目、シャトー・ヴィラージュ「ケヤキ」館。";
        for width in 10..40 {
            for line in foreign(address, width) {
                assert!(!line.starts_with(['、', '。', 'ー', '」', 'ャ', 'ィ', '・']), "{width}: {line}");
                assert!(line.width() <= usize::from(width), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_rather_than_drawn_past_the_edge() {
        assert_eq!(foreign("urn:example:very-long-code", 8).concat(), "urn:example:very-long-code");
        assert!(foreign("abcdefghijklmnop", 8).iter().all(|line| line.width() <= 8));
    }
}
