//! Kana in Latin letters, after Hepburn, as names stand in passports: without marks over long vowels.

/// Katakana from ァ (U+30A1) to ヴ (U+30F4), in the order of Unicode. Small vowels and ya, yu, yo are marked, because
/// they change what stands before them; so is the small tsu, which doubles what follows.
#[rustfmt::skip]
const KANA: [&str; 84] = [
    "<a", "a", "<i", "i", "<u", "u", "<e", "e", "<o", "o",
    "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go",
    "sa", "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo",
    "ta", "da", "chi", "ji", "^", "tsu", "zu", "te", "de", "to", "do",
    "na", "ni", "nu", "ne", "no",
    "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po",
    "ma", "mi", "mu", "me", "mo",
    "<ya", "ya", "<yu", "yu", "<yo", "yo",
    "ra", "ri", "ru", "re", "ro",
    "wa", "wa", "i", "e", "o", "n", "vu",
];

/// The syllable of a kana, if it is one.
fn syllable(c: char) -> Option<&'static str> {
    let katakana = if ('ぁ'..='ゔ').contains(&c) { u32::from(c) + 0x60 } else { u32::from(c) };
    KANA.get(usize::try_from(katakana.checked_sub(0x30a1)?).ok()?).copied()
}

/// The text with its kana in Latin letters; what is none stays.
pub fn romaji(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    let mut doubled = false;
    for c in text.chars() {
        let Some(syllable) = syllable(c) else {
            doubled = false;
            // The mark of a long vowel.
            if c != 'ー' {
                latin.push(c);
            }
            continue;
        };
        match (syllable, syllable.strip_prefix('<')) {
            ("^", _) => doubled = true,
            (_, Some(small)) => add_small(&mut latin, small),
            (syllable, None) => {
                if std::mem::take(&mut doubled) {
                    latin.extend(double(syllable));
                }
                if latin.ends_with('n') && syllable.starts_with(is_vowel_or_y) {
                    latin.push('\'');
                }
                latin.push_str(syllable);
            }
        }
    }
    latin
}

/// チッチ is "chitchi".
fn double(syllable: &str) -> Option<char> {
    let first = syllable.chars().next().filter(|first| !is_vowel_or_y(*first))?;
    Some(if first == 'c' { 't' } else { first })
}

fn is_vowel_or_y(c: char) -> bool {
    "aiueoy".contains(c)
}

/// キ and a small ya are "kya", シ and a small ya "sha", フ and a small a "fa".
fn add_small(latin: &mut String, small: &str) {
    let vowel = small.trim_start_matches('y');
    let soft = ["sh", "ch", "j"].iter().any(|end| latin.strip_suffix('i').is_some_and(|before| before.ends_with(end)));
    let joins = if small == vowel { latin.ends_with(['i', 'u', 'e', 'o']) } else { latin.ends_with('i') };
    if !joins {
        return latin.push_str(small);
    }
    let lost = latin.pop();
    // ウ and a small i are "wi".
    if lost == Some('u') && !latin.ends_with(|c: char| c.is_ascii_alphabetic()) {
        latin.push('w');
    }
    latin.push_str(if soft { vowel } else { small });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelt_as_in_a_passport() {
        for (kana, name) in [
            ("シケン", "shiken"),
            ("サトウ", "satou"),
            ("キョウトウ", "kyoutou"),
            ("ジュンイチ", "jun'ichi"),
            ("ハットリ", "hattori"),
            ("ミッチー", "mitchi"),
            ("チヅ", "chizu"),
            ("はなこ", "hanako"),
            ("シェリー", "sheri"),
            ("ヴァン", "van"),
            ("ファム", "famu"),
            ("ティ", "ti"),
            ("ウィン", "win"),
            ("ヲ", "o"),
            ("試ア", "試a"),
        ] {
            assert_eq!(romaji(kana), name, "{kana}");
        }
    }

    #[test]
    fn every_kana_has_its_place_in_the_table() {
        for (kana, latin) in [
            ('ァ', "<a"),
            ('ッ', "^"),
            ('ン', "n"),
            ('ヴ', "vu"),
            ('ロ', "ro"),
            ('ポ', "po"),
            ('ョ', "<yo"),
            ('ゔ', "vu"),
        ] {
            assert_eq!(syllable(kana), Some(latin), "{kana}");
        }
        assert_eq!([syllable('ヵ'), syllable('一'), syllable('a')], [None; 3]);
    }
}
