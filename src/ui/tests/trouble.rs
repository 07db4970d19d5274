//! The catalogue of troubles, in words.

use super::*;
use crate::common::TroubleKind;
use crate::staff::help::Question;

#[test]
fn every_trouble_fits_the_smallest_screen_with_code_cause_and_what_to_do() {
    for kind in TroubleKind::ALL {
        for language in LANGUAGES {
            for &size in sizes(language) {
                let texts = Texts::of(language);
                let advice = (texts.trouble_of)(kind);
                let staff = (staff_words().trouble_of)(kind);
                let mut screens = vec![format!("trouble-{}", kind.code())];
                if !kind.code().starts_with("K-1") {
                    screens.push(format!("waiting-{}", kind.code()));
                }
                for screen in screens {
                    let buffer = drawn(&sample(&screen), language, size, &DEMO);
                    let context = format!("{screen} {language:?} {size:?}");
                    for sentence in [kind.code(), advice.cause] {
                        assert_says(&buffer, sentence, &context);
                    }
                    for sentence in [(texts.trouble.visitor, advice.visitor), (staff_words().label, staff)] {
                        assert_says(&buffer, &format!("{}{}", sentence.0, sentence.1), &context);
                    }
                }
            }
        }
    }
}

#[test]
fn whom_to_call_stands_wherever_staff_are_told_to_call_and_nowhere_else() {
    let screen_context = ScreenContext { contact: Some("見本商会 03-0000-0000（平日 9-17）"), ..DEMO };
    for kind in TroubleKind::ALL {
        for language in LANGUAGES {
            for &size in sizes(language) {
                let texts = Texts::of(language);
                let advice = (texts.trouble_of)(kind);
                let staff = (staff_words().trouble_of)(kind);
                let calls = staff.contains("保守の窓口");
                let buffer = drawn(&sample(&format!("trouble-{}", kind.code())), language, size, &screen_context);
                let context = format!("{} {language:?} {size:?}", kind.code());
                let called = words(&buffer).contains(&squeezed("見本商会 03-0000-0000（平日 9-17）"));
                assert_eq!(called, calls, "{context}\n{}", rows(&buffer).join("\n"));
                for sentence in [kind.code(), advice.cause, advice.visitor, staff] {
                    assert_says(&buffer, sentence, &context);
                }
            }
        }
    }
}

#[test]
fn what_was_received_is_shown_verbatim_also_on_the_smallest_screen() {
    for size in SIZES {
        let buffer = drawn(&sample("trouble-K-410"), Language::Japanese, size, &DEMO);
        assert_says(
            &buffer,
            "TEST-0400模擬：この端末からの要求は、受け付けることができませんでした。",
            &format!("{size:?}"),
        );
        let buffer = drawn(&sample("trouble-K-108"), Language::English, size, &DEMO);
        assert_says(&buffer, "6F00", &format!("{size:?}"));
    }
}

#[test]
fn a_time_that_the_service_named_says_what_it_is() {
    for (name, language, says) in [
        ("trouble-K-412", Language::Japanese, "23:00 に再開の予定です。"),
        ("trouble-K-416", Language::English, "It opens again at 11/23 8:30."),
        ("trouble-K-413", Language::Japanese, "サービスの時計 2026-11-22 10:15"),
        ("setup-clock", Language::English, "Service clock: 2026-11-22 10:15"),
    ] {
        for size in SIZES {
            assert_says(&drawn(&sample(name), language, size, &DEMO), says, &format!("{name} {size:?}"));
        }
    }
}

#[test]
fn an_endless_text_from_outside_pushes_nothing_off_the_screen() {
    let long = "とても長い説明が続きます。".repeat(60);
    let received = crate::common::trouble::Received { code: "TEST-LONG".to_owned(), text: long, ..Default::default() };
    let trouble = crate::common::trouble::Trouble { kind: TroubleKind::Problem, received: Some(received) };
    let screen = crate::visit::view::Screen::Trouble {
        trouble: &trouble,
        again: true,
        left: std::time::Duration::from_secs(45),
    };
    let view = seen(Language::Japanese, screen);
    let mut terminal = Terminal::new(TestBackend::new(48, 16)).unwrap();
    terminal.draw(|frame| draw(frame, &view, &DEMO)).unwrap();
    let buffer = terminal.backend().buffer();
    let advice = (Texts::of(Language::Japanese).trouble_of)(TroubleKind::Problem);
    let staff = (staff_words().trouble_of)(TroubleKind::Problem);
    for sentence in ["K-410", "TEST-LONG", advice.cause, advice.visitor, staff, "資格確認書"] {
        assert_says(buffer, sentence, "");
    }
}

#[test]
fn an_expired_certificate_does_not_send_people_to_a_portal_that_needs_it() {
    let buffer = drawn(&sample("trouble-K-107"), Language::Japanese, (80, 24), &DEMO);
    assert!(!words(&buffer).contains("マイナポータル"));
    assert_says(&buffer, "資格確認書・資格情報のお知らせとカード・被保険者資格申立書", "");
}

#[test]
fn only_the_answer_about_the_abolished_cards_names_them() {
    let named = Question::ALL.iter().position(|question| *question == Question::OldCard).unwrap() + 1;
    everywhere(|sample, _, buffer, context| {
        let text = words(buffer);
        assert!(
            sample.name == format!("staff-help-question-{named}")
                || !text.contains("健康保険証") && !text.contains("被保険者証"),
            "{context}"
        );
    });
}

#[test]
fn who_put_something_else_on_the_reader_reads_first_what_to_put_there() {
    for language in LANGUAGES {
        let texts = Texts::of(language);
        for &size in sizes(language) {
            for code in ["K-101", "K-105"] {
                let said = words(&drawn(&sample(&format!("trouble-{code}")), language, size, &DEMO));
                let ask = said.find(&squeezed(texts.trouble.my_number_card)).unwrap_or(usize::MAX);
                assert!(ask < said.find(code).unwrap() + said.len() / 4, "{language:?} {size:?} {code}: {said}");
                assert!(!said.contains(&squeezed(texts.trouble.title)), "{language:?} {size:?} {code}: {said}");
            }
        }
    }
}

#[test]
fn the_notice_of_the_qualification_counts_with_the_card_only_and_the_screen_says_so() {
    let with_the_card = ["とカード", "カード", "and card", "卡片", "카드", "và thẻ", "com o cartão"];
    for (language, with) in LANGUAGES.into_iter().zip(with_the_card) {
        let notice = (Texts::of(language).way_of)(crate::common::Way::Notice);
        let (_, behind) = notice.rsplit_once("資格情報のお知らせ").unwrap();
        assert!(behind.contains(with), "{language:?}: {notice}");
    }
}
