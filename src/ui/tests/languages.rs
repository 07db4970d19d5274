//! Every text of every language: none missing, none too long, none in another's words.

use unicode_normalization::is_nfc;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::common::{Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, VerdictKind};
use crate::ui::layout::{COLUMN, MARGIN};
use crate::visit::view::{CheckingStep, PinNote, PinRejection, Screen};

/// Cells of a line on the smallest screen.
const NARROW: usize = (crate::common::SMALLEST_SCREEN.0 - 2 * MARGIN) as usize;
const PROOFS: [Proof; 6] =
    [Proof::Pin, Proof::Attested, Proof::Relayed, Proof::Folder, Proof::Numbers, Proof::Copied { unread: 2 }];
const VERDICTS: [VerdictKind; 12] = [
    VerdictKind::Confirmed,
    VerdictKind::Lost,
    VerdictKind::NewExists,
    VerdictKind::NoMatch,
    VerdictKind::Multiple,
    VerdictKind::Unregistered,
    VerdictKind::Unknown,
    VerdictKind::Inconsistent,
    VerdictKind::NotStated,
    VerdictKind::Refused,
    VerdictKind::InProgress,
    VerdictKind::SystemError,
];

/// The texts that are not plain fields.
pub(super) fn made_texts(texts: &Texts) -> Vec<String> {
    let day = Date::from_japanese("2026-11-22").unwrap();
    let notes = [
        PinNote::Rejected(PinRejection::WrongPin),
        PinNote::Rejected(PinRejection::HastyEnter),
        PinNote::Rejected(PinRejection::DoubleStrike),
        PinNote::TooShort,
        PinNote::TooLong,
        PinNote::WrongKey,
        PinNote::OneByOne,
    ];
    let steps = [
        CheckingStep::Connect,
        CheckingStep::Verify,
        CheckingStep::Sign,
        CheckingStep::Relay,
        CheckingStep::SameCard,
        CheckingStep::Ask,
    ];
    let troubles = TroubleKind::ALL.map(texts.trouble_of).into_iter();
    let advices = troubles.chain(VERDICTS.iter().filter_map(|kind| (texts.verdict_of)(*kind).advice));
    let fixed = advices.flat_map(|advice| [advice.cause, advice.visitor]);
    let fixed = fixed.chain(VERDICTS.map(|kind| (texts.verdict_of)(kind).word));
    let fixed = fixed.chain(notes.map(texts.pin.note)).chain(steps.map(texts.checking.step));
    let fixed = fixed.chain(PROOFS.map(texts.panel.proof)).chain(Way::ALL.map(texts.way_of));
    let codes = Sex::KNOWN.iter().map(texts.code.sex).chain(PersonalFamily::KNOWN.iter().map(texts.code.relation));
    let made = [
        (texts.waiting.left)(60),
        (texts.waiting.closes)("18:00"),
        (texts.pin.left)(3),
        (texts.pin.left)(1),
        (texts.panel.executed)(day, (10, 30)),
        (texts.panel.unread)(2),
        (texts.panel.page)(1, 2),
        (texts.panel.left)(60),
        (texts.trouble.service_clock)("10:30"),
        (texts.trouble.opens_again)("10:30"),
        (texts.trouble.left)(60),
        (texts.date)(day),
    ];
    fixed.map(str::to_owned).chain(codes.map(std::borrow::Cow::into_owned)).chain(made).collect()
}

#[test]
fn no_text_is_missing_in_any_language() {
    for language in LANGUAGES {
        let texts = Texts::of(language);
        assert_eq!(texts.language, language);
        // Their fields are in the Debug form, their functions are not.
        let fields = format!("{texts:?}");
        assert!(!fields.contains("\"\""), "{language:?}: {fields}");
        for text in made_texts(texts) {
            assert!(!text.trim().is_empty(), "{language:?}");
        }
    }
}

#[test]
fn every_letter_is_one_character_as_terminals_want_it() {
    for language in LANGUAGES {
        let texts = Texts::of(language);
        for text in made_texts(texts) {
            assert!(is_nfc(&text), "{language:?}: {text}");
        }
        // A combining mark stands escaped in the Debug form.
        assert!(!format!("{texts:?}").contains("\\u{3"), "{language:?}");
    }
}

#[test]
fn no_language_borrows_the_words_of_another() {
    for (at, language) in LANGUAGES.into_iter().enumerate() {
        for other in &LANGUAGES[..at] {
            let (texts, others) = (Texts::of(language), Texts::of(*other));
            for kind in TroubleKind::ALL {
                let (one, two) = ((texts.trouble_of)(kind), (others.trouble_of)(kind));
                assert!(one.cause != two.cause && one.visitor != two.visitor, "{language:?} {other:?} {kind:?}");
            }
        }
    }
}

#[test]
fn what_has_one_line_fits_it_on_the_smallest_screen() {
    // Key and gap before a choice; sign, gaps and code beside a band's word.
    let (choice, band) = (9 + 2, "[!!]".len() + usize::from(2 * MARGIN));
    let mut long = Vec::new();
    for (language, word) in LANGUAGES.into_iter().flat_map(|language| StaffWord::ALL.map(|word| (language, word))) {
        let texts = Texts::with(language, word);
        let mut fits = |text: &str, width: usize| {
            let text = text.replace(super::super::layout::wrap::PHRASE, "");
            if text.width() > width {
                long.push(format!("{language:?}: {text} has {} of {width} cells", text.width()));
            }
        };
        for text in [texts.last_try.first_choice, texts.last_try.second_choice, texts.no_pin.staff_instead] {
            fits(text, NARROW - choice);
        }
        for kind in VERDICTS {
            fits((texts.verdict_of)(kind).word, NARROW - band);
        }
        fits(texts.panel.with_notice, NARROW - band);
        for text in [texts.trouble.title, texts.waiting.missing] {
            fits(text, NARROW - band - "K-101".len());
        }
        let left = (texts.panel.left)(60).width();
        for proof in PROOFS {
            fits((texts.panel.proof)(proof), NARROW - left - usize::from(MARGIN));
        }
        let page = (texts.panel.page)(1, 2).width();
        let executed = (texts.panel.executed)(Date::from_japanese("2026-11-22").unwrap(), (10, 30));
        for text in [&executed, &(texts.panel.unread)(2), texts.panel.take_card] {
            fits(text, NARROW - page - usize::from(MARGIN));
        }
        for text in [texts.panel.reference, texts.panel.record] {
            fits(text, NARROW - 4);
        }
        for text in [texts.trouble.visitor, texts.trouble.or, texts.trouble.received] {
            fits(text, 7);
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_label_of_the_panel_leaves_a_gap_before_its_value() {
    let mut long = Vec::new();
    for language in LANGUAGES {
        let labels = format!("{:?}", Texts::of(language).panel.labels);
        let labels = labels.split('"').skip(1).step_by(2);
        let headings = &Texts::of(language).panel.labels;
        let headings = [headings.elderly, headings.limit, headings.disease];
        for label in labels {
            let width = if headings.contains(&label) { NARROW - 4 } else { 12 };
            if label.width() > width {
                long.push(format!("{language:?}: {label} has {} of {width} cells", label.width()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn a_receptionist_reads_their_own_line_whatever_language_the_person_chose() {
    for language in LANGUAGES {
        for &size in sizes(language) {
            let screen_context = ScreenContext { staff: Language::English, ..DEMO };
            let buffer = drawn(&sample("trouble-K-107"), language, size, &screen_context);
            assert_says(&buffer, "Staff Ask for an eligibility certificate.", "in English");
            let buffer = drawn(&sample("trouble-K-107"), language, size, &DEMO);
            assert_says(&buffer, "職員 資格確認書をお持ちかおたずねください。", "in Japanese");
            let buffer = drawn(&sample("staff"), language, size, &DEMO);
            assert_says(&buffer, "F2 ご本人に間違いありません", "in Japanese");
            assert_says(&drawn(&sample("panel-valid-kumiai"), language, size, &DEMO), "有効", "in Japanese");
        }
        assert_says(&drawn(&sample("panel-lost"), language, (80, 24), &DEMO), "無効（資格喪失）", "in Japanese");
    }
}

#[test]
fn where_person_and_staff_speak_alike_the_verdict_stands_there_once() {
    for (language, word) in [(Language::Japanese, "有効"), (Language::English, "VALID")] {
        let screen_context = ScreenContext { staff: language, ..DEMO };
        let text = rows(&drawn(&sample("panel-valid-kumiai"), language, (80, 24), &screen_context));
        let band = text.iter().find(|row| row.starts_with("[OK]")).unwrap();
        assert_eq!(band.matches(word).count(), 1, "{band}");
        assert!(band.ends_with(word), "{band}");
    }
}

#[test]
fn papers_have_the_name_beside_them_that_is_printed_on_them() {
    for language in LANGUAGES {
        let texts = Texts::of(language);
        for way in [Way::Notice, Way::Certificate, Way::Statement] {
            let name = way.document_ja();
            assert!(squeezed((texts.way_of)(way)).contains(name), "{language:?} {name}");
        }
        for ask in [texts.waiting.ask, texts.listening.ask] {
            assert!(squeezed(ask).contains("マイナンバーカード"), "{language:?} {ask}");
        }
        for ask in [texts.pin.ask, texts.waiting.then_pin] {
            assert!(squeezed(ask).contains("暗証番号"), "{language:?} {ask}");
        }
        for verdict in [VerdictKind::Lost, VerdictKind::NewExists, VerdictKind::NoMatch] {
            let advice = (texts.verdict_of)(verdict).advice.unwrap();
            assert!(squeezed(advice.visitor).contains("資格確認書"), "{language:?} {verdict:?}");
        }
        let expired = (texts.trouble_of)(TroubleKind::CertificateExpired).cause;
        assert!(squeezed(expired).contains("電子証明書"), "{language:?}");
    }
}

#[test]
fn a_name_that_is_looked_for_on_paper_is_never_broken() {
    const NAMES: [&str; 7] = [
        "資格確認書",
        "資格情報のお知らせ",
        "被保険者資格申立書",
        "電子証明書",
        "暗証番号",
        "市区町村",
        "マイナンバーカード",
    ];
    everywhere(|sample, texts, buffer, context| {
        // What comes from outside breaks as it may.
        if sample.view(texts.language).is_none() || sample.name.starts_with("panel-") {
            return;
        }
        let lines = rows(buffer);
        for name in NAMES {
            let whole: usize = lines.iter().map(|line| line.matches(name).count()).sum();
            assert_eq!(whole, words(buffer).matches(name).count(), "{context}: {name}\n{}", lines.join("\n"));
        }
    });
}

#[test]
fn korean_words_are_not_broken_on_any_screen() {
    for sample in &samples::all() {
        let Some(view) = sample.view(Language::Korean) else { continue };
        let Screen::Trouble { trouble, .. } = view.screen else { continue };
        let advice = (Texts::of(Language::Korean).trouble_of)(trouble.kind);
        let whole: Vec<&str> = advice.cause.split(' ').chain(advice.visitor.split(' ')).collect();
        for size in sizes(Language::Korean) {
            let shown = rows(&drawn(sample, Language::Korean, *size, &DEMO)).join(" ");
            let shown: Vec<&str> = shown.split_whitespace().collect();
            for word in &whole {
                assert!(shown.contains(word), "{} {size:?}: {word}", sample.name);
            }
        }
    }
}

/// What the staff are called in each language, by each word of the settings.
const STAFF_WORDS: [[&str; StaffWord::ALL.len()]; LANGUAGES.len()] = [
    ["職員", "スタッフ", "受付の者", "助産師"],
    ["スタッフ", "スタッフ", "うけつけの人", "じょさんし"],
    ["staff", "staff", "receptionstaff", "midwife"],
    ["工作人员", "工作人员", "前台人员", "助产士"],
    ["직원", "직원", "접수직원", "조산사"],
    ["nhânviên", "nhânviên", "nhânviênlễtân", "nữhộsinh"],
    ["atendente", "atendente", "recepcionista", "parteira"],
];

/// Every text of the visitor's table, squeezed and in small letters.
fn every_text(texts: &Texts) -> String {
    let fields = format!("{texts:?}");
    let fields = fields.split('"').skip(1).step_by(2).map(str::to_owned);
    squeezed(&fields.chain(made_texts(texts)).collect::<Vec<_>>().join("/")).to_lowercase()
}

#[test]
fn staff_are_called_by_the_word_of_the_settings_in_every_sentence_of_every_language() {
    for (language, words) in LANGUAGES.into_iter().zip(STAFF_WORDS) {
        for (word, called) in StaffWord::ALL.into_iter().zip(words) {
            let texts = every_text(Texts::with(language, word));
            assert!(texts.matches(called).count() >= 10, "{language:?} {called}: {texts}");
            // A word in which this one is contained is looked for without it, and the other way round.
            let texts = texts.replace(called, "");
            for other in words.into_iter().filter(|other| !called.contains(other)) {
                assert!(!texts.contains(other), "{language:?} has {other} for {called}: {texts}");
            }
            if language == Language::Japanese || language == Language::Chinese {
                assert!(!texts.contains("係員") && !texts.contains("职员"), "{language:?}: {texts}");
            }
        }
    }
}

#[test]
fn every_screen_takes_the_word_for_staff_from_its_context() {
    let midwife = ScreenContext { staff_word: StaffWord::Midwife, ..DEMO };
    for (language, [.., called]) in LANGUAGES.into_iter().zip(STAFF_WORDS) {
        for name in ["waiting-staff", "staff", "trouble-K-401", "pin"] {
            let said = words(&drawn(&sample(name), language, (80, 24), &midwife)).to_lowercase();
            assert!(said.contains(called), "{name} {language:?}: {said}");
        }
    }
}

#[test]
fn every_way_is_on_the_screen_in_every_language_and_size() {
    for language in LANGUAGES {
        let texts = Texts::of(language);
        for &size in sizes(language) {
            // On the smallest screen an answer has pages.
            let panel = (size != SIZES[0]).then_some("panel-none");
            for name in ["trouble-K-107", "trouble-K-401", "blocked"].into_iter().chain(panel) {
                let buffer = drawn(&sample(name), language, size, &DEMO);
                for way in [Way::Certificate, Way::Notice, Way::Statement] {
                    assert_says(&buffer, (texts.way_of)(way), &format!("{name} {language:?} {size:?}"));
                }
            }
        }
    }
}

#[test]
fn a_column_is_no_wider_than_the_sizes_that_are_tried_in_every_language() {
    assert!(sizes(Language::Korean).iter().any(|(width, _)| *width >= COLUMN + 2 * MARGIN));
}
