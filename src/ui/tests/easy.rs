//! Plain Japanese is plain: the rules of the guideline for やさしい日本語 (在留支援のためのやさしい日本語ガイドライン,
//! 2020) that a machine can check, over every text of the table.

use super::languages::made_texts;
use super::*;
use crate::common::{Absence, AbsenceKind, BackAt, ReaderPlace, TroubleKind};
use crate::eligibility::VerdictKind;
use crate::ui::display::DisplayWords;
use crate::ui::texts::{absence_back, absence_notice, reader_at};

/// Characters of a sentence, without readings, spaces and marks of phrases.
const LONGEST: usize = 26;

/// The characters of the first level of the language test, and those of 病院 and 入院.
const EASY: &str = "一二三四五六七八九十百千万円年月日火水木金土時分半今何先後前上下中外左右大小高安新古長多少本人子女男母父友名\
                    私生学校電車気天見聞読書話言食飲行来入出休立買手足目口耳間病院";

/// Names that are printed on papers: they may stand as they are, where a reading has no space.
const PRINTED: [&str; 13] = [
    "保険者番号",
    "保険者",
    "記号",
    "番号",
    "枝番",
    "照会番号",
    "資格情報のお知らせ",
    "資格確認書",
    "被保険者資格申立書",
    "受給者証",
    "高齢受給者証",
    "限度額適用",
    "特定疾病療養",
];

/// What has no easier word.
const KATAKANA: [&str; 10] = [
    "マイナンバーカード",
    "カード",
    "スマートフォン",
    "スタッフ",
    "ケース",
    "サービス",
    "マイナポータル",
    "フリガナ",
    "ページ",
    "エラー",
];

/// Endings of a passive, which is written as the potential of many verbs is: neither is used.
const PASSIVE: [&str; 7] = ["られ", "され", "かれて", "われ", "まれて", "ばれ", "たれ"];

/// A rule that a text breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Length,
    OneIdea,
    Passive,
    DoubleNegative,
    Politeness,
    Katakana,
    Reading,
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '々')
}

const fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん' | 'ー')
}

/// Runs of characters of a kind, each with what follows it.
fn runs(text: &str, kind: fn(char) -> bool) -> Vec<(&str, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(kind) {
        let (_, from) = rest.split_at(start);
        let (run, behind) = from.split_at(from.find(|c| !kind(c)).unwrap_or(from.len()));
        runs.push((run, behind));
        rest = behind;
    }
    runs
}

/// The reading in brackets at the beginning of a text, with its brackets.
fn reading(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('（')?;
    let (kana, _) = inside.split_once('）')?;
    (!kana.is_empty() && kana.chars().all(is_hiragana)).then(|| text.split_at(kana.len() + 2 * '（'.len_utf8()).0)
}

/// A text without readings, spaces and marks of phrases.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after_kanji = bare.ends_with(is_kanji);
        rest = if let Some(reading) = reading(rest).filter(|_| after_kanji) {
            rest.split_at(reading.len()).1
        } else {
            bare.push(c);
            rest.split_at(c.len_utf8()).1
        };
    }
    squeezed(&bare)
}

/// Every rule that texts break which stand on one screen, in this order.
fn broken(texts: &[&str]) -> Vec<Rule> {
    let mut broken = Vec::new();
    let mut read = Vec::new();
    for text in texts {
        let marked = text.replace(super::super::layout::wrap::PHRASE, "");
        for (kanji, behind) in runs(&marked, is_kanji) {
            if reading(behind).is_some() {
                read.push(kanji.to_owned());
            } else if !kanji.chars().all(|c| EASY.contains(c))
                && !PRINTED.iter().any(|name| name.contains(kanji))
                && !read.iter().any(|known| known == kanji)
            {
                broken.push(Rule::Reading);
            }
        }
        if runs(&marked, is_katakana).iter().any(|(word, _)| *word != "ー" && !KATAKANA.contains(word)) {
            broken.push(Rule::Katakana);
        }
        let whole = bare(text);
        for sentence in whole.split('。') {
            if sentence.chars().count() > LONGEST {
                broken.push(Rule::Length);
            }
            if sentence.matches('、').count() > 1 {
                broken.push(Rule::OneIdea);
            }
            if PASSIVE.iter().any(|ending| sentence.contains(ending)) {
                broken.push(Rule::Passive);
            }
            if ["ない", "ません", "なけれ", "なく"].iter().map(|no| sentence.matches(no).count()).sum::<usize>() > 1
            {
                broken.push(Rule::DoubleNegative);
            }
        }
        // What ends with a full stop is a sentence; the rest are labels and headings.
        let sentences = whole.split_inclusive('。').filter_map(|sentence| sentence.strip_suffix('。'));
        let polite = ["です", "ます", "ました", "ません", "でした", "ください", "ますか", "ませんか", "ましたか"];
        if sentences.into_iter().any(|sentence| !polite.iter().any(|end| sentence.ends_with(end))) {
            broken.push(Rule::Politeness);
        }
    }
    broken
}

/// The texts of the table: those that stand on one screen together, then each of the others alone.
fn units(texts: &Texts) -> Vec<Vec<String>> {
    let advices = TroubleKind::ALL.map(texts.trouble_of).into_iter();
    let advices = advices.chain(VerdictKind::ALL.iter().filter_map(|kind| (texts.verdict_of)(*kind).advice));
    let pairs = advices.map(|advice| vec![advice.cause.to_owned(), advice.visitor.to_owned()]);
    let together: Vec<_> = pairs.collect();
    let in_a_pair = |text: &String| together.iter().flatten().any(|other| other == text);
    let fields = format!("{texts:?}");
    let fields = fields.split('"').skip(1).step_by(2).map(str::to_owned);
    let alone: Vec<_> =
        fields.chain(made_texts(texts)).filter(|text| !in_a_pair(text)).map(|text| vec![text]).collect();
    let places = ReaderPlace::ALL.map(|place| reader_at(place, Language::Easy).to_owned());
    let waiting = places.map(|place| vec![texts.waiting.ask.to_owned(), place]);
    let absent = AbsenceKind::ALL.into_iter().flat_map(|kind| {
        let back = |day| Some(BackAt { day, hour: 13, minute: 0 });
        let backs = [back(None), back(Some(time::Weekday::Monday))];
        let backs = backs.map(|back| absence_back(Absence { kind, back }, Language::Easy).unwrap_or_default());
        [absence_notice(kind, Language::Easy).to_owned()].into_iter().chain(backs)
    });
    together.into_iter().chain(alone).chain(waiting).chain(absent.map(|text| vec![text])).collect()
}

#[test]
fn every_text_of_plain_japanese_keeps_to_the_rules() {
    let mut found = Vec::new();
    for word in StaffWord::ALL {
        for unit in units(Texts::with(Language::Easy, word)) {
            // A moment is written in figures behind its label.
            let unit: Vec<&str> = unit.iter().map(|text| text.split(" 20").next().unwrap_or(text)).collect();
            let rules = broken(&unit);
            if !rules.is_empty() {
                found.push(format!("{rules:?}: {unit:?}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let words = DisplayWords::of(Language::Easy);
    for word in [words.place_card, words.checking, words.take_card, words.unclear, words.error] {
        assert_eq!(broken(&[word]), [], "{word}");
    }
}

#[test]
fn each_rule_finds_a_text_that_breaks_it() {
    for (text, rule) in [
        ("カードを うごかさないで、ここで スタッフが 来るのを まって いて ください。", Rule::Length),
        ("カードを 出して、おいて、まって ください。", Rule::OneIdea),
        ("この カードは しらべられました。", Rule::Passive),
        ("市役所（しやくしょ）へ 行かなければ なりません。", Rule::DoubleNegative),
        ("カードを おいて くれ。", Rule::Politeness),
        ("メンテナンスを して います。", Rule::Katakana),
        ("機械に おいて ください。", Rule::Reading),
        ("機械（machine）に おいて ください。", Rule::Reading),
    ] {
        assert_eq!(broken(&[text]), [rule], "{text}");
    }
    assert_eq!(broken(&["機械（きかい）に |おいて ください。", "機械は ここです。"]), []);
    assert_eq!(broken(&["機械は ここです。", "機械（きかい）に |おいて ください。"]), [Rule::Reading]);
}
