//! The screens of a terminal that is not registered yet.

use super::*;
use crate::registration::{FormField, FormNote, FormRejection, RegistrationTrouble, Screen, View};

/// Every sample of the registration in every language and size.
fn everywhere(mut check: impl FnMut(&View<'_>, &'static Texts, &'static StaffTexts, &Buffer, &str)) {
    super::everywhere(|sample, texts, buffer, context| {
        if let Some(view) = sample.registration(texts.language) {
            check(&view, texts, StaffTexts::of(texts.language), buffer, context);
        }
    });
}

#[test]
fn what_is_asked_and_every_word_about_it_is_on_the_screen_unbroken() {
    everywhere(|view, texts, staff, buffer, context| {
        let words = &staff.registration;
        let sentences = match &view.screen {
            Screen::Ask { field, note, .. } => {
                let note = note.map(|note| (words.note)(*field, note, view.settings));
                [words.title.to_owned(), (words.ask)(*field).to_owned()].into_iter().chain(note).collect()
            }
            Screen::Registering { slow, .. } => {
                let slow = slow.then(|| texts.checking.slow.to_owned());
                [words.registering.to_owned(), words.wait.to_owned()].into_iter().chain(slow).collect()
            }
            Screen::Registered { until } => {
                vec![words.registered.to_owned(), (words.until)(&(texts.date)((*until).into())), words.then.to_owned()]
            }
            Screen::Failed(RegistrationTrouble::Service(trouble)) => vec![
                trouble.kind.code().to_owned(),
                (texts.trouble_of)(trouble.kind).cause.to_owned(),
                (words.service)(trouble.kind).to_owned(),
            ],
            Screen::Failed(refusal) => {
                let remedy = match refusal {
                    RegistrationTrouble::Pending(_) => words.pending,
                    RegistrationTrouble::Machine(_) => words.machine,
                    RegistrationTrouble::WrongCode | RegistrationTrouble::Service(_) => words.wrong_code,
                };
                vec![refusal.code().to_owned(), remedy.cause.to_owned(), remedy.to_do.to_owned()]
            }
        };
        for sentence in &sentences {
            assert_says(buffer, sentence, context);
        }
    });
}

#[test]
fn the_keys_that_lead_on_or_back_are_always_in_the_last_rows() {
    everywhere(|view, texts, staff, buffer, context| {
        let words = &staff.registration;
        let expected: &[(&str, &str)] = match &view.screen {
            Screen::Ask { field: FormField::User | FormField::Facility, .. } => {
                &[("Enter", words.next), ("Esc", words.back)]
            }
            Screen::Ask { field: FormField::Code, .. } => &[("Enter", words.register), ("Esc", words.back)],
            Screen::Registering { .. } => &[("Esc", texts.keys.cancel)],
            Screen::Registered { .. } => &[("Enter", words.next)],
            Screen::Failed(_) => &[("Enter", texts.keys.again), ("Esc", words.from_start)],
        };
        let rows = rows(buffer);
        let keys = squeezed(&rows.get(rows.len() - 2..).unwrap().concat());
        for (cap, does) in expected.iter().chain(&[("F1", staff.language.next_of_staff().own_name())]) {
            assert!(keys.contains(&squeezed(&format!("{cap}{does}"))), "{context}: {cap} {does} not in {keys}");
        }
    });
}

#[test]
fn what_was_typed_before_stands_above() {
    everywhere(|view, _, staff, buffer, context| {
        let above = |field: FormField, value: &str| {
            assert_says(buffer, &format!("{}{value}", (staff.registration.label)(field)), context);
        };
        if let Screen::Ask { field: FormField::Facility | FormField::Code, typed, .. }
        | Screen::Registering { typed, .. } = view.screen
        {
            above(FormField::User, &format!("W{}", typed.user));
        }
        if let Screen::Ask { field: FormField::Code, typed, .. } | Screen::Registering { typed, .. } = view.screen {
            above(FormField::Facility, typed.facility);
        }
    });
}

#[test]
fn a_code_is_shown_as_marks_and_their_number() {
    let marks = |name| words(&drawn(&sample(name), Language::Japanese, (48, 16), &DEMO)).matches('＊').count();
    assert_eq!(
        ["setup-code", "setup-code-typed", "setup-code-long", "setup-code-one-by-one"].map(marks),
        [0, 9, 18, 0]
    );
    let buffer = drawn(&sample("setup-code-long"), Language::Japanese, (48, 16), &DEMO);
    assert_says(&buffer, "26 文字", "");
    assert!(!words(&buffer).contains("ABCD"));
}

#[test]
fn nothing_moves_while_a_field_is_typed_into() {
    for size in SIZES {
        let boxes = |name| {
            let rows = rows(&drawn(&sample(name), Language::Japanese, size, &DEMO));
            let at = rows.iter().position(|row| row.contains('╔')).unwrap();
            (at, rows[at].clone())
        };
        assert_eq!(boxes("setup-user"), boxes("setup-user-typed"), "{size:?}");
        assert_eq!(boxes("setup-user"), boxes("setup-user-digits-only"), "{size:?}");
        for typed in ["setup-code-typed", "setup-code-long", "setup-code-wrong-key", "setup-code-too-short"] {
            assert_eq!(boxes("setup-code"), boxes(typed), "{size:?}");
        }
    }
}

#[test]
fn another_facilitys_code_is_answered_with_the_settings_and_their_place() {
    for language in [Language::Japanese, Language::English] {
        let sample = sample("setup-facility-other");
        let Some(View { screen: Screen::Ask { note, .. }, settings, .. }) = sample.registration(language) else {
            panic!("asked")
        };
        assert_eq!(note, Some(FormNote::Rejected(FormRejection::OtherFacility)));
        for size in SIZES {
            let buffer = drawn(&sample, language, size, &DEMO);
            for words in [settings.facility.as_str(), settings.file.as_str(), "[kiosk] facility"] {
                assert_says(&buffer, words, &format!("{size:?}"));
            }
        }
    }
}

#[test]
fn what_the_support_wants_to_know_begins_on_the_smallest_screen_and_is_whole_on_a_larger_one() {
    let detail = "/var/lib/uketsuke/terminal.key: Permission denied";
    assert_says(&drawn(&sample("setup-machine"), Language::Japanese, (48, 16), &DEMO), detail, "48x16");
    let buffer = drawn(&sample("setup-machine"), Language::Japanese, (80, 24), &DEMO);
    assert_says(&buffer, "must be able to write there", "80x24");
    assert_says(&drawn(&sample("setup-problem"), Language::Japanese, (80, 24), &DEMO), "TEST-0400", "80x24");
}

#[test]
fn a_failed_registration_says_whom_to_call() {
    let screen_context = ScreenContext { contact: Some("見本商会 03-0000-0000"), ..DEMO };
    for sample in samples::all() {
        if let Some(View { screen: Screen::Failed(refusal), .. }) = sample.registration(Language::Japanese) {
            for size in SIZES {
                let buffer = drawn(&sample, Language::Japanese, size, &screen_context);
                assert_says(&buffer, "見本商会 03-0000-0000", &format!("{} {size:?}", sample.name));
                assert_says(&buffer, refusal.code(), &sample.name);
            }
        }
    }
}
