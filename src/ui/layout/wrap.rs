//! Breaking text into lines that read well.
//!
//! Our own Japanese sentences carry `|` between phrases (文節) and break only there, because a line that ends in the
//! middle of a word is slow to read. Everything else breaks by Unicode's rules (UAX #14): no line begins with 「、」,
//! 「ー」 or a small kana. Our Korean breaks at its spaces only, as it is printed: UAX #14 (LB31) leaves it open, and
//! breaks between any two syllables. A Japanese name in round brackets stays whole, because it is there to be compared
//! with a paper.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

/// The mark between two phrases of a sentence. It is never drawn.
pub const PHRASE: char = '|';

/// Characters that the last line of a text from outside has at least.
const LAST_LINE: usize = 4;

/// Breaks a sentence from the texts into lines of at most `width` cells.
#[must_use]
pub fn sentence(text: &str, width: u16) -> Vec<String> {
    if text.contains(PHRASE) {
        lines(text.split(PHRASE).flat_map(|phrase| phrase_words(phrase, width)), width)
    } else {
        lines(words(text).into_iter(), width)
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

/// Breaks a text from outside (a name, an address, a message) into lines of at most `width` cells. Its last line is not
/// shorter than a few characters where the line before has some to give: 「す。」 alone in a line reads like a mistake.
#[must_use]
pub fn foreign(text: &str, width: u16) -> Vec<String> {
    let words = break_words(WordSeparator::UnicodeBreakProperties.find_words(text), usize::from(width));
    let mut lines = wrap_first_fit(&words, &[f64::from(width)]);
    if let [.., before, last] = lines[..] {
        let (_, both) = words.split_at(words.len() - before.len() - last.len());
        let enough = |begin: usize| joined(both.split_at(begin).1).chars().count() >= LAST_LINE;
        // Nothing is to be had from the line before where only its first word is left.
        let begin = (1..=before.len()).rev().find(|begin| enough(*begin)).unwrap_or(before.len());
        let (before, last) = both.split_at(begin);
        if joined(last).width() <= usize::from(width) {
            let above = lines.len() - 2;
            lines.truncate(above);
            lines.extend([before, last]);
        }
    }
    lines.into_iter().map(joined).collect()
}

/// The pieces of a sentence from the texts between which a line may break.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut begin, mut end) = (0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        end += word.word.len() + word.whitespace.len();
        let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
        let in_korean = before.ends_with(is_korean) || after.starts_with(is_korean);
        let in_brackets = before.rfind('(') > before.rfind(')');
        if word.whitespace.is_empty() && (in_korean || in_brackets) && !after.is_empty() {
            continue;
        }
        words.extend(text.get(begin..end).map(Word::from));
        begin = end;
    }
    words
}

/// Syllables, as modern Korean is written.
const fn is_korean(c: char) -> bool {
    matches!(c, '가'..='힣')
}

fn phrase_words(phrase: &str, width: u16) -> Vec<Word<'_>> {
    if phrase.width() <= usize::from(width) { vec![Word::from(phrase)] } else { words(phrase) }
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
    fn korean_breaks_at_its_spaces_only() {
        let text = "전자증명서(電子証明書)는 시구정촌 창구에서 Enter를 눌러 주세요.";
        for width in 24..50 {
            for line in sentence(text, width) {
                for word in line.split(' ') {
                    assert!(text.split(' ').any(|whole| whole == word), "{width}: {line}");
                }
            }
        }
        assert_eq!(sentence("가나다라마바사", 6), ["가나다", "라마바", "사"], "what is longer than the line is cut");
    }

    #[test]
    fn chinese_breaks_between_its_characters_but_before_no_mark() {
        let text = "请到市区町村的窗口，更新电子证书（電子証明書）。资格、《确认》！";
        for width in 8..40 {
            for line in sentence(text, width) {
                assert!(!line.starts_with(['，', '。', '、', '）', '》', '！']), "{width}: {line}");
                assert!(!line.ends_with(['（', '《']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn letters_are_as_wide_as_a_terminal_draws_them() {
        assert_eq!(["한국어", "中文", "Tiếng Việt", "Português"].map(UnicodeWidthStr::width), [6, 4, 10, 9]);
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
    fn the_last_line_of_a_message_is_not_a_scrap_of_a_word() {
        let message = "模擬：電子証明書の有効期限まで3か月を切っています。";
        for width in 12..50 {
            let lines = foreign(message, width);
            assert_eq!(lines.concat(), message, "{width}");
            let last = lines.last().unwrap();
            assert!(lines.len() == 1 || last.chars().count() >= 4, "{width}: {lines:?}");
            assert!(lines.iter().all(|line| line.width() <= usize::from(width)), "{width}: {lines:?}");
        }
        assert_eq!(foreign("今日は休みです。", 14), ["今日は休", "みです。"]);
        assert_eq!(foreign("x y", 1), ["x", "y"], "what is this short stays");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_rather_than_drawn_past_the_edge() {
        assert_eq!(foreign("urn:example:very-long-code", 8).concat(), "urn:example:very-long-code");
        assert!(foreign("abcdefghijklmnop", 8).iter().all(|line| line.width() <= 8));
    }
}
