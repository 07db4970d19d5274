//! Other ways to confirm: never green, never called valid, and nothing moves while a number is typed.

use super::*;
use crate::common::{AnswerFlaw, InquiryDetail, InquiryFault, InquiryTrouble, RequestField};
use crate::staff::Page;
use crate::staff::ways::{Offer, WaysStep};
use crate::ui::theme::Tone;

/// Every sample of the pages, drawn everywhere.
fn every_page(mut check: impl FnMut(&WaysStep, &'static StaffTexts, &Buffer, &str)) {
    for sample in samples::all() {
        for language in LANGUAGES {
            let Some(view) = sample.staff_menu(language) else { continue };
            let Page::Ways(ways) = view.page else { continue };
            for size in SIZES {
                let buffer = drawn(&sample, language, size, &DEMO);
                check(
                    ways.step(),
                    StaffTexts::of(language),
                    &buffer,
                    &format!("{} {language:?} {size:?}", sample.name),
                );
            }
        }
    }
}

#[test]
fn nothing_entered_by_hand_is_ever_green_or_called_valid() {
    let green = Theme::of(Look::Standard).band(Tone::Good).bg;
    every_page(|step, _, buffer, context| {
        // An answer is not entered by hand.
        if matches!(step, WaysStep::Answer(_)) {
            return;
        }
        // That nothing is known yet is said with the word.
        let real = words(buffer).replace("valid-kumiai", "").replace("有効かどうかはわかりません", "");
        assert!(!real.contains("有効") && !real.to_lowercase().contains("valid"), "{context}: {real}");
        assert!(buffer.content().iter().all(|cell| Some(cell.bg) != green), "{context}");
    });
}

#[test]
fn an_answer_by_numbers_is_green_only_where_it_is_confirmed_and_says_by_what() {
    let green = Theme::of(Look::Standard).band(Tone::Good).bg;
    let mut answers = 0;
    every_page(|step, _, buffer, context| {
        let WaysStep::Answer(panel) = step else { return };
        answers += 1;
        let is_green = buffer.content().iter().any(|cell| Some(cell.bg) == green);
        assert_eq!(is_green, panel.verdict().is_confirmed(), "{context}");
        let shown = squeezed(&words(buffer));
        let by = [Language::Japanese, Language::English].into_iter().filter(|language| {
            let by = (Texts::of(*language).panel.proof)(crate::common::Proof::Numbers);
            let note = StaffTexts::of(*language).ways.inquiry.not_a_face;
            shown.contains(&squeezed(by)) && shown.contains(&squeezed(note))
        });
        assert_eq!(by.count(), 1, "{context}: {shown}");
    });
    assert!(answers > 0);
}

#[test]
fn why_there_is_no_answer_and_what_to_do_is_whole_on_the_smallest_screen_with_its_code() {
    for sample in samples::faults() {
        for language in [Language::Japanese, Language::English] {
            let Page::Ways(ways) = sample.staff_menu(language).unwrap().page else { panic!() };
            let WaysStep::NotAnswered(none) = ways.step() else { panic!("{}", sample.name) };
            let texts = &StaffTexts::of(language).ways.inquiry;
            let fault = none.trouble().fault;
            let detail = match &none.trouble().detail {
                InquiryDetail::None => String::new(),
                InquiryDetail::Received(words) => words.clone(),
                InquiryDetail::Folder(folder, why) => format!("{folder}{}", (texts.refusal)(*why)),
                InquiryDetail::Answer(flaw) => (texts.flaw)(*flaw).to_owned(),
                InquiryDetail::Field(field) => (texts.unsendable)(*field).to_owned(),
            };
            let remedy = (texts.fault)(fault);
            for size in [(48, 16), (80, 24)] {
                let buffer = drawn(&sample, language, size, &DEMO);
                let context = format!("{} {language:?} {size:?}", sample.name);
                for said in [remedy.cause, remedy.to_do, fault.code(), &detail] {
                    assert_says(&buffer, said, &context);
                }
            }
        }
    }
}

#[test]
fn each_flaw_of_an_answer_and_each_field_that_cannot_be_sent_has_its_sentence_on_the_smallest_screen() {
    let flaws = AnswerFlaw::ALL.map(|flaw| (InquiryFault::Unreadable, InquiryDetail::Answer(flaw)));
    let fields = RequestField::ALL.map(|field| (InquiryFault::Unsendable, InquiryDetail::Field(field)));
    for (fault, detail) in flaws.into_iter().chain(fields) {
        for language in [Language::Japanese, Language::English] {
            let texts = &StaffTexts::of(language).ways.inquiry;
            let sentence = match &detail {
                InquiryDetail::Answer(flaw) => (texts.flaw)(*flaw),
                InquiryDetail::Field(field) => (texts.unsendable)(*field),
                _ => panic!(),
            };
            let sample = samples::number_trouble(InquiryTrouble { fault, detail: detail.clone() });
            assert_says(&drawn(&sample, language, (48, 16), &DEMO), sentence, fault.code());
        }
    }
}

#[test]
fn whatever_is_typed_is_labelled_as_not_confirmed() {
    every_page(|step, words, buffer, context| {
        if !matches!(step, WaysStep::List | WaysStep::Guide(_) | WaysStep::Answer(_)) {
            assert_says(buffer, &format!("[--]{}", words.ways.unverified), context);
        }
    });
}

#[test]
fn every_sentence_of_a_page_is_on_the_smallest_screen_unbroken() {
    every_page(|step, words, buffer, context| {
        let words = &words.ways;
        let sentences = match step {
            WaysStep::List => vec![words.about],
            WaysStep::Guide(way) => {
                let guide = (words.guide)(*way);
                vec![guide.name, guide.ask, guide.look, guide.keep, words.ours]
            }
            WaysStep::Number { field, .. } if field.symbol().is_some_and(|symbol| symbol.picker().is_some()) => {
                let note = field.note().map(|note| (words.note)(field.item(), note));
                [words.symbol.choose].into_iter().chain(note).collect()
            }
            WaysStep::Number { manual, field } => {
                let note = field.note().map(|note| (words.note)(field.item(), note));
                let how = field.symbol().map(|symbol| (words.symbol.how)(symbol.letters()));
                let shape =
                    (words.shape)(field.item(), manual.takes_digits_only(crate::eligibility::manual::Item::Number));
                [(words.type_it)(field.item()), shape].into_iter().chain(note).chain(how).collect()
            }
            WaysStep::Birthdate { field, .. } => {
                let note = field.note().map(|note| (words.inquiry.birthdate_note)(note));
                [words.inquiry.type_birthdate, words.inquiry.birthdate_shape].into_iter().chain(note).collect()
            }
            WaysStep::Consent { .. } => vec![words.inquiry.consent, words.inquiry.consent_about],
            WaysStep::Asking(inquiry) => {
                let slow = inquiry.is_slow().then_some(words.inquiry.slow);
                let asking = if inquiry.is_queued() { words.inquiry.queued } else { words.inquiry.asking };
                [asking, words.inquiry.no_visitor].into_iter().chain(slow).collect()
            }
            WaysStep::NotAnswered(none) => {
                let remedy = (words.inquiry.fault)(none.trouble().fault);
                let late = none.is_late().then_some(words.inquiry.late);
                [remedy.cause, remedy.to_do].into_iter().chain(late).collect()
            }
            // The panel has tests of its own.
            WaysStep::Answer(_) => vec![],
            WaysStep::Summary { failed: None, offer: Offer::Ask { .. }, .. } => vec![words.inquiry.ask],
            WaysStep::Summary { failed: None, offer: Offer::Incomplete(error), .. } => {
                vec![words.nobody_confirmed, (words.inquiry.lacks)(error.field)]
            }
            WaysStep::Summary { failed: None, offer: Offer::Record, .. } => vec![words.nobody_confirmed],
            WaysStep::Summary { .. } => vec![words.not_kept],
            WaysStep::Noted(_) => vec![words.noted, words.not_an_answer],
        };
        for sentence in sentences {
            assert_says(buffer, sentence, context);
        }
    });
}

#[test]
fn the_keys_that_lead_on_and_back_are_always_in_the_last_rows() {
    every_page(|step, words, buffer, context| {
        let rows = rows(buffer);
        let keys = squeezed(&rows[rows.len() - 2..].concat());
        let next = match step {
            // The table takes a digit and nothing else.
            WaysStep::Number { field, .. } if field.symbol().is_some_and(|symbol| symbol.picker().is_some()) => {
                assert!(keys.contains(&squeezed(&format!("Esc{}", words.menu.back))), "{context}: {keys}");
                return;
            }
            WaysStep::List
            | WaysStep::Number { .. }
            | WaysStep::Birthdate { .. }
            | WaysStep::Consent { .. }
            | WaysStep::Summary { offer: Offer::Ask { .. }, .. } => words.ways.next,
            WaysStep::Guide(way) => (words.ways.guide)(*way).next,
            WaysStep::Summary { .. } => words.ways.save,
            WaysStep::Asking(_) => {
                assert!(keys.contains(&squeezed(&format!("Esc{}", words.ways.inquiry.withdraw))), "{context}: {keys}");
                return;
            }
            WaysStep::NotAnswered(none) if none.is_late() => words.ways.inquiry.show,
            WaysStep::NotAnswered(_) => words.ways.inquiry.to_entry,
            WaysStep::Answer(_) => return,
            WaysStep::Noted(_) => words.ways.done,
        };
        assert!(keys.contains(&squeezed(&format!("Enter{next}"))), "{context}: {keys}");
        let back = squeezed(&format!("Esc{}", words.menu.back));
        assert_eq!(keys.contains(&back), !matches!(step, WaysStep::Noted(_)), "{context}: {keys}");
    });
}

#[test]
fn nothing_moves_when_a_word_about_a_number_comes() {
    for language in LANGUAGES {
        for size in SIZES {
            let frame = |name: &str| {
                let rows = rows(&drawn(&sample(name), language, size, &DEMO));
                ['╔', '8'].map(|first| rows.iter().position(|row| row.starts_with(first)).unwrap())
            };
            let quiet = frame("staff-ways-insurer");
            for name in ["insurer-typed", "insurer-short", "insurer-wrong", "insurer-letter", "insurer-burst"] {
                assert_eq!(frame(&format!("staff-ways-{name}")), quiet, "{name} {language:?} {size:?}");
            }
        }
    }
}

#[test]
fn the_key_to_other_ways_is_shown_where_it_helps_and_nowhere_else() {
    everywhere(|sample, texts, buffer, context| {
        use crate::visit::view::{PanelView, Screen};
        let Some(view) = sample.view(texts.language) else { return };
        let rows = rows(buffer);
        // All the languages take a third row on the smallest screen.
        let waits = matches!(view.screen, Screen::Waiting { .. } | Screen::Listening { .. });
        let keys = squeezed(&rows[rows.len() - if waits { 3 } else { 2 }..].concat());
        let helps = match view.screen {
            Screen::Trouble { .. } | Screen::NoPin { .. } => true,
            Screen::Waiting { missing, .. } | Screen::Listening { missing, .. } => missing.is_some(),
            Screen::Panel(PanelView { verdict, .. }) => !verdict.is_confirmed(),
            _ => false,
        };
        let shown = keys.contains(&squeezed(&format!("F4{}", staff_words().keys.other_ways)));
        assert_eq!(shown, helps, "{context}: {keys}");
    });
}
