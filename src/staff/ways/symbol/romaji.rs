//! Kana by their readings in Latin letters, as Japanese keyboards are used: both spellings of a kana (`si` and `shi`),
//! a doubled consonant for the small tsu, `n` before another consonant for ん, `x` or `l` for a small kana.

use std::fmt;

/// The five vowels, in the order of the kana.
const VOWELS: [u8; 5] = *b"aiueo";

/// A consonant and the five kana with it; `-`: there is none.
#[rustfmt::skip]
const ROWS: [(&str, &str); 53] = [
    ("", "あいうえお"), ("k", "かきくけこ"), ("s", "さしすせそ"), ("t", "たちつてと"), ("n", "なにぬねの"),
    ("h", "はひふへほ"), ("m", "まみむめも"), ("y", "や-ゆ-よ"), ("r", "らりるれろ"), ("w", "わ---を"),
    ("g", "がぎぐげご"), ("z", "ざじずぜぞ"), ("d", "だぢづでど"), ("b", "ばびぶべぼ"), ("p", "ぱぴぷぺぽ"),
    ("v", "--ゔ--"), ("c", "か-く-こ"),
    ("x", "ぁぃぅぇぉ"), ("l", "ぁぃぅぇぉ"), ("xy", "ゃ-ゅ-ょ"), ("ly", "ゃ-ゅ-ょ"),
    ("xk", "ゕ--ゖ-"), ("lk", "ゕ--ゖ-"), ("xts", "--っ--"), ("lts", "--っ--"), ("xt", "--っ--"), ("lt", "--っ--"),
    ("xw", "ゎ----"), ("lw", "ゎ----"),
    ("ky", "きゃ - きゅ きぇ きょ"), ("gy", "ぎゃ - ぎゅ ぎぇ ぎょ"), ("sh", "しゃ し しゅ しぇ しょ"), ("sy", "しゃ - しゅ しぇ しょ"),
    ("j", "じゃ じ じゅ じぇ じょ"), ("jy", "じゃ - じゅ じぇ じょ"), ("zy", "じゃ - じゅ じぇ じょ"),
    ("ch", "ちゃ ち ちゅ ちぇ ちょ"), ("ty", "ちゃ - ちゅ ちぇ ちょ"), ("cy", "ちゃ - ちゅ ちぇ ちょ"),
    ("dy", "ぢゃ - ぢゅ ぢぇ ぢょ"), ("ny", "にゃ - にゅ にぇ にょ"), ("hy", "ひゃ - ひゅ ひぇ ひょ"),
    ("by", "びゃ - びゅ びぇ びょ"), ("py", "ぴゃ - ぴゅ ぴぇ ぴょ"), ("my", "みゃ - みゅ みぇ みょ"), ("ry", "りゃ - りゅ りぇ りょ"),
    ("f", "ふぁ ふぃ ふ ふぇ ふぉ"), ("ts", "つぁ つぃ つ つぇ つぉ"), ("th", "- てぃ - - -"), ("dh", "- でぃ - - -"),
    ("tw", "- - とぅ - -"), ("dw", "- - どぅ - -"), ("wh", "- うぃ - うぇ うぉ"),
];

/// The letters of a reading so far. Its `Debug` hides them.
#[derive(Default, PartialEq, Eq)]
pub struct Romaji {
    pending: String,
}

impl Romaji {
    /// The letters so far.
    #[must_use]
    pub fn pending(&self) -> &str {
        &self.pending
    }

    /// Takes the last letter back; `false`: there is none.
    pub(super) fn erase(&mut self) -> bool {
        self.pending.pop().is_some()
    }

    /// Completes a single `n`. `None`: the letters are no reading.
    pub(super) fn finish(&mut self) -> Option<String> {
        match self.pending.as_str() {
            "" => Some(String::new()),
            "n" => {
                self.pending.clear();
                Some("ん".to_owned())
            }
            _ => None,
        }
    }

    /// Takes a letter: the hiragana that it completes, empty where a reading is not complete yet. `None`: no reading
    /// goes on so, and the letter is not taken.
    pub(super) fn push(&mut self, letter: u8) -> Option<String> {
        let letter = letter.to_ascii_lowercase();
        let longer = format!("{}{}", self.pending, char::from(letter));
        if let Some(kana) = read(&longer) {
            self.pending.clear();
            return Some(kana);
        }
        if begins(&longer) {
            self.pending = longer;
            return Some(String::new());
        }
        match self.pending.as_bytes() {
            b"n" if letter == b'n' => {
                self.pending.clear();
                Some("ん".to_owned())
            }
            b"n" if longer.strip_prefix('n').is_some_and(begins) => {
                self.pending = char::from(letter).to_string();
                Some("ん".to_owned())
            }
            // `tch` is a small tsu before `ch`, as `cch` is.
            [first] if (*first == letter || (*first, letter) == (b't', b'c')) && !VOWELS.contains(first) => {
                self.pending = char::from(letter).to_string();
                Some("っ".to_owned())
            }
            _ => None,
        }
    }
}

/// The kana with this reading.
fn read(letters: &str) -> Option<String> {
    let (consonant, vowel) = letters.split_at_checked(letters.len().checked_sub(1)?)?;
    let place = VOWELS.iter().position(|each| vowel.as_bytes() == [*each])?;
    let (_, kana) = ROWS.iter().find(|(row, _)| *row == consonant)?;
    let kana = if kana.contains(' ') {
        kana.split_whitespace().nth(place)?.to_owned()
    } else {
        kana.chars().nth(place)?.to_string()
    };
    (kana != "-").then_some(kana)
}

/// Whether a reading begins so.
fn begins(letters: &str) -> bool {
    !letters.is_empty() && ROWS.iter().any(|(row, _)| row.starts_with(letters))
}

/// Every reading and its kana.
#[cfg(test)]
pub(super) fn readings() -> Vec<(String, String)> {
    let all = ROWS.iter().flat_map(|(row, _)| VOWELS.iter().map(move |vowel| format!("{row}{}", char::from(*vowel))));
    all.filter_map(|reading| read(&reading).map(|kana| (reading, kana))).collect()
}

impl fmt::Debug for Romaji {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Romaji(..)")
    }
}
