//! A Japanese page for staff speaks Japanese.

use super::*;

/// Runs of Latin words that a Japanese page may have: names, and what is shown as it was received.
const NAMES: [&str; 6] = [
    "BIZ UDGothic",
    "Dual Reader",
    "OMNIKEY AG CardMan",
    "SONY FeliCa",
    // What systemctl says, and the settings file's reader to an administrator.
    "Failed to reboot system via logind: Access denied",
    "unknown variant",
];

/// The runs of two words and more of Latin letters in a row: words with one blank between them.
fn runs(row: &str) -> Vec<String> {
    let is_word = |word: &&str| {
        let word = word.trim_end_matches([',', '.', ':', ';']);
        word.len() > 1 && word.chars().all(|char| char.is_ascii_alphabetic() || matches!(char, '\'' | '-'))
    };
    let words: Vec<&str> = row.split(' ').collect();
    let runs = words.chunk_by(|one, two| is_word(one) && is_word(two));
    runs.filter(|run| run.len() > 1).map(|run| run.join(" ")).collect()
}

#[test]
fn a_run_of_words_is_two_words_with_a_blank_between() {
    assert_eq!(runs("職員 the message is cut off. を見る"), ["the message is cut off."]);
    assert_eq!(runs("F2  Esc 端末 Enter"), Vec::<String>::new());
}

#[test]
fn no_page_for_staff_in_japanese_has_a_sentence_in_english() {
    let mut found = std::collections::BTreeSet::new();
    let mut pages = 0;
    for sample in samples::all().into_iter().chain(samples::faults()).chain(samples::assign_faults()) {
        if sample.staff_menu(Language::Japanese).is_none() {
            continue;
        }
        pages += 1;
        let real = ScreenContext { simulation: None, ..DEMO };
        for row in rows(&drawn(&sample, Language::Japanese, (128, 40), &real)) {
            for run in runs(&row).into_iter().filter(|run| !NAMES.contains(&run.as_str())) {
                found.insert(format!("{}: {run}", sample.name));
            }
        }
    }
    assert!(pages > 100, "{pages}");
    assert!(found.is_empty(), "{found:#?}");
}
