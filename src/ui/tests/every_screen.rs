//! What holds for all of them.

use super::*;
use crate::common::{PinState, SMALLEST_SCREEN, TroubleKind};
use crate::ui::layout::wrap::PHRASE;
use crate::ui::texts::{absence_back, absence_called, absence_notice};
use crate::visit::view::{PanelView, Screen};

/// Marks that belong to the line before.
const NOT_FIRST: &[char] = &[
    '、', '。', '，', '．', '・', '：', '？', '！', '」', '）', '』', ')', ',', '.', 'ー', '々', 'ぁ', 'ぃ', 'ぅ',
    'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ',
];

#[test]
fn no_line_begins_with_a_mark_that_belongs_to_the_line_before() {
    everywhere(|_, _, buffer, context| {
        assert!(!words(buffer).contains(PHRASE), "{context}: the mark of a phrase\n{}", rows(buffer).join("\n"));
        for row in rows(buffer) {
            let first = row.trim_start_matches(['│', '║', ' ']);
            assert!(!first.starts_with(NOT_FIRST), "{context}: {row}");
        }
    });
}

#[test]
fn the_one_thing_asked_is_on_the_screen_unbroken() {
    everywhere(|sample, texts, buffer, context| {
        let Some(view) = sample.view(texts.language) else { return };
        let sentences: Vec<String> = match view.screen {
            Screen::Waiting { missing: None, confirmed_for, .. } => {
                let confirmed = confirmed_for.map(|_| texts.waiting.confirmed.to_owned());
                confirmed.into_iter().chain([texts.waiting.ask.to_owned()]).collect()
            }
            Screen::Listening { missing: None, note } if note.several => {
                [texts.staff_come.ask, texts.staff_come.detail].map(str::to_owned).into()
            }
            Screen::Listening { missing: None, .. } => {
                vec![texts.listening.ask.to_owned(), texts.listening.detail.to_owned()]
            }
            Screen::Reading { .. } => vec![texts.reading.ask.to_owned(), texts.reading.detail.to_owned()],
            Screen::Pin { left, note, .. } => {
                let note = note.map(|note| (texts.pin.note)(note).to_owned());
                let left = (left < 3).then(|| (texts.pin.left)(left));
                [texts.pin.ask.to_owned()].into_iter().chain(left).chain(note).collect()
            }
            Screen::LastTry { other, .. } => {
                let words = &texts.last_try;
                let choice = other.then_some(words.first_choice);
                let always = [words.title, words.warning, words.second_choice];
                always.into_iter().chain(choice).map(str::to_owned).collect()
            }
            Screen::NoRelay => vec![(texts.trouble_of)(TroubleKind::ShortReader).cause.to_owned()],
            Screen::Staff { other, .. } => {
                let words = &staff_words().identify;
                let other = other.then_some(words.no_photo);
                let acts = [words.how, words.confirm, words.unsure, words.different];
                [texts.staff_come.ask, texts.staff_come.detail]
                    .into_iter()
                    .chain(acts)
                    .chain(other)
                    .map(str::to_owned)
                    .collect()
            }
            Screen::NoPin { state, other } => {
                let cause = if state == PinState::Absent { texts.no_pin.absent } else { texts.no_pin.blocked }.cause;
                let choice = other.then_some(texts.no_pin.staff_instead);
                [cause].into_iter().chain(choice).map(str::to_owned).collect()
            }
            Screen::Checking { slow, step, .. } => {
                let slow = slow.then(|| texts.checking.slow.to_owned());
                let step = format!("{}{}", texts.checking.now, (texts.checking.step)(step));
                [texts.checking.ask.to_owned(), step].into_iter().chain(slow).collect()
            }
            Screen::TakeCard => vec![texts.take_card.ask.to_owned()],
            Screen::Thanks => [texts.thanks.ask, texts.thanks.detail].map(str::to_owned).into(),
            _ => Vec::new(),
        };
        for sentence in &sentences {
            assert_says(buffer, sentence, context);
        }
    });
}

#[test]
fn what_is_not_for_the_reader_is_said_in_one_line_or_not_at_all() {
    for language in LANGUAGES {
        let sentence = Texts::of(language).waiting.not_here;
        for name in ["waiting", "waiting-staff"] {
            for size in [(80, 24), (100, 30), (128, 40)] {
                let buffer = drawn(&sample(name), language, size, &DEMO);
                let lines = rows(&buffer);
                let line = lines.iter().position(|row| squeezed(row) == squeezed(sentence));
                let line = line.unwrap_or_else(|| panic!("{language:?} {size:?}: {}", lines.join("\n")));
                assert_eq!(lines[line - 1].as_str(), "", "{language:?} {size:?}");
                // Below it is a blank row, or the keys, each language with its digit.
                let below = lines[line + 1].as_str();
                assert!(below.is_empty() || below.starts_with(['1', '2']), "{language:?} {size:?}: {below}");
            }
            let small = drawn(&sample(name), language, (48, 16), &DEMO);
            assert!(!words(&small).contains("受給者証"), "{language:?}: {}", rows(&small).join("\n"));
        }
        for name in ["waiting-confirmed", "waiting-closes", "waiting-notices"] {
            let more = drawn(&sample(name), language, (80, 24), &DEMO);
            assert!(!words(&more).contains("受給者証"), "{name} {language:?}");
        }
    }
}

#[test]
fn the_keys_that_lead_on_or_out_are_always_in_the_last_rows() {
    everywhere(|sample, texts, buffer, context| {
        let rows = rows(buffer);
        let Some(view) = sample.view(texts.language) else { return };
        // Any key extends the limit, and the screen says so where the keys were.
        if let Some(ending) = view.ending.filter(|ending| ending.extends) {
            assert_says(buffer, &(texts.ending.left)(ending.left.as_secs()), context);
            return assert_says(buffer, texts.ending.go_on, context);
        }
        // It asks for no key.
        if matches!(view.screen, Screen::Thanks) {
            return;
        }
        let waits = matches!(view.screen, Screen::Waiting { .. } | Screen::Listening { .. });
        // All the languages take a third row on the smallest screen.
        let key_rows = if waits { 3 } else { 2 };
        let keys = squeezed(&rows.get(rows.len() - key_rows..).unwrap().concat());
        let expected: &[(&str, &str)] = match view.screen {
            Screen::Pin { .. } => &[("Enter", texts.keys.send_pin), ("Esc", texts.keys.cancel)],
            Screen::LastTry { .. } => &[("Enter", texts.keys.type_pin), ("Esc", texts.keys.cancel)],
            Screen::Staff { back: true, .. } => &[("Esc", texts.keys.pin_instead)],
            Screen::NoRelay => &[("Enter", texts.keys.pin_instead), ("Esc", texts.keys.close)],
            Screen::Reading { .. } | Screen::Checking { .. } | Screen::Staff { .. } => &[("Esc", texts.keys.cancel)],
            Screen::Trouble { again: true, .. } => &[("Enter", texts.keys.again), ("Esc", texts.keys.close)],
            Screen::Trouble { .. } | Screen::Panel(_) | Screen::NoPin { .. } => &[("Enter", texts.keys.close)],
            Screen::TakeCard => &[("Enter", texts.keys.again)],
            Screen::Waiting { .. } | Screen::Listening { .. } | Screen::Thanks => &[],
        };
        let next = [("F1", texts.language.next().own_name())];
        // Where a visit has not begun yet, every other language has its digit.
        let others = ["1", "2", "3", "4", "5", "6", "7"].into_iter().zip(LANGUAGES.map(Language::own_name));
        let others: Vec<_> = others.filter(|(_, name)| *name != texts.language.own_name()).collect();
        for (cap, does) in expected.iter().chain(if waits { &others[..] } else { &next }) {
            // With or without the keypad's cap that does the same.
            let shown = |pad| keys.contains(&squeezed(&format!("{cap}{pad}{does}")));
            assert!(["", "*", "-"].into_iter().any(shown), "{context}: {cap} {does} not in {keys}");
        }
    });
}

#[test]
fn a_word_to_a_key_stands_on_every_screen_in_whole_and_moves_nothing() {
    everywhere(|sample, texts, buffer, context| {
        let Some(view) = sample.view(texts.language) else { return };
        // That staff come is not said while they are not there.
        let Some(note) = view.note.filter(|_| view.absence.is_none()) else { return };
        assert_says(buffer, texts.key_note(note), context);
    });
    let real = ScreenContext { simulation: None, ..DEMO };
    for (noted, plain) in [("waiting-called", "waiting"), ("panel-called", "panel-valid-kumiai"), ("pin-called", "pin")]
    {
        let [noted, plain] =
            [noted, plain].map(|name| rows(&drawn(&sample(name), Language::Japanese, (48, 16), &real)));
        assert_eq!(noted[1..], plain[1..]);
        assert_ne!(noted[0], plain[0]);
    }
}

#[test]
fn while_staff_are_not_at_the_desk_each_screen_on_which_they_come_says_when_they_are_back() {
    everywhere(|sample, texts, buffer, context| {
        let Some(view) = sample.view(texts.language) else { return };
        // The PIN needs no staff: there the line gives way.
        let Some(absence) = view.absence.filter(|_| !matches!(view.screen, Screen::Pin { .. })) else { return };
        let language = texts.language;
        let back = absence_back(absence, language);
        assert_says(buffer, &back.unwrap_or_else(|| absence_notice(absence.kind, language).to_owned()), context);
        if let Screen::Waiting { missing: None, .. } | Screen::Listening { missing: None, .. } = view.screen {
            assert_says(buffer, absence_notice(absence.kind, language), context);
        }
        if view.called.is_some() {
            assert_says(buffer, absence_called(language), context);
        }
    });
}

#[test]
fn a_visitor_is_not_shown_the_key_by_which_staff_confirm_before_staff_are_called() {
    everywhere(|sample, texts, buffer, context| {
        let Some(view) = sample.view(texts.language) else { return };
        if !matches!(view.screen, Screen::Staff { .. } | Screen::Panel(PanelView { masked: true, .. })) {
            assert!(!words(buffer).contains("F2"), "{context}");
        }
    });
}

#[test]
fn a_simulation_says_so_on_every_screen_and_a_real_kiosk_never() {
    for sample in &samples::all() {
        for size in SIZES.into_iter().chain([(47, 16), (48, 15), (20, 4)]) {
            let real = ScreenContext { simulation: None, ..DEMO };
            assert!(
                words(&drawn(sample, Language::Japanese, size, &DEMO)).contains("模擬"),
                "{} {size:?}",
                sample.name
            );
            assert!(
                !words(&drawn(sample, Language::Japanese, size, &real)).contains("SIMULATION"),
                "{} {size:?}",
                sample.name
            );
        }
    }
}

#[test]
fn where_staff_may_not_confirm_a_card_without_a_pin_is_not_called_usable() {
    for language in LANGUAGES {
        let (texts, staff) = (Texts::of(language), staff_words());
        let said = words(&drawn(&sample("no-pin-pin-only"), language, (80, 24), &DEMO));
        assert!(!said.contains(&squeezed(texts.no_pin.absent.visitor)), "{said}");
        assert!(!said.contains(&squeezed(staff.face_instead)), "{said}");
        assert!(said.contains(&squeezed(staff.blocked)), "{said}");
    }
}

#[test]
fn the_keys_of_the_demo_fit_the_smallest_screen() {
    for language in LANGUAGES {
        for &size in sizes(language) {
            let buffer = drawn(&sample("waiting"), language, size, &DEMO);
            assert_says(&buffer, staff_words().simulation.keys, &format!("{size:?}"));
            assert_says(&buffer, "valid-kumiai", &format!("{size:?}"));
            assert_says(&buffer, "10:30", &format!("{size:?}"));
        }
    }
}

#[test]
fn the_demo_with_a_terminal_says_which_numbers_to_type() {
    for staff in [Language::Japanese, Language::English] {
        let context = ScreenContext { staff, ..at_terminal() };
        for size in SIZES {
            let buffer = drawn(&sample("waiting"), staff, size, &context);
            let texts = &StaffTexts::of(staff).simulation;
            let keys = if size.0 >= 80 { texts.terminal_keys } else { texts.terminal_caps };
            assert_says(&buffer, keys, &format!("{size:?}"));
            assert_says(&buffer, "valid-kyokai", &format!("{size:?}"));
            if size.1 >= 20 {
                assert_says(&buffer, texts.terminal, &format!("{staff:?} {size:?}"));
                for value in ["01139997", "99999999", "19841115"] {
                    assert_says(&buffer, value, &format!("{staff:?} {size:?}"));
                }
            }
        }
    }
}

#[test]
fn tries_left_are_shown_after_a_wrong_pin_also_while_a_note_is() {
    for name in ["pin-wrong", "pin-too-short", "pin-too-long", "pin-digits-only", "pin-one-by-one"] {
        for size in SIZES {
            let said = words(&drawn(&sample(name), Language::Japanese, size, &DEMO));
            let left =
                [("pin-wrong", "あと2回"), ("pin-one-by-one", "あと1回")].into_iter().find(|(of, _)| *of == name);
            match left {
                Some((_, left)) => assert!(said.contains(left), "{name} {size:?}: {said}"),
                // Who has made no mistake yet is not warned of one.
                None => assert!(!said.contains("あと3回"), "{name} {size:?}: {said}"),
            }
        }
    }
}

#[test]
fn nothing_moves_while_a_pin_is_typed() {
    for language in LANGUAGES {
        let boxes = |name| {
            let buffer = drawn(&sample(name), language, (48, 16), &DEMO);
            rows(&buffer).iter().position(|row| row.contains(['┌', '╔'])).unwrap()
        };
        for name in ["pin-two-digits", "pin-four-digits", "pin-digits-only", "pin-too-short", "pin-too-long"] {
            assert_eq!(boxes(name), boxes("pin"), "{name} {language:?}");
        }
    }
}

#[test]
fn a_pin_is_shown_as_marks_only() {
    let marks = |name| words(&drawn(&sample(name), Language::Japanese, (80, 24), &DEMO)).matches('＊').count();
    assert_eq!([marks("pin"), marks("pin-two-digits"), marks("pin-four-digits")], [0, 2, 4]);
}

#[test]
fn where_the_pin_cannot_be_used_there_is_no_field() {
    for name in ["blocked", "blocked-pin-only", "no-pin", "last-try"] {
        let text = words(&drawn(&sample(name), Language::Japanese, (80, 24), &DEMO));
        assert!(!text.contains(['┌', '╔']), "{name}");
    }
}

#[test]
fn the_card_may_be_taken_only_once_it_has_signed() {
    let may = |name| words(&drawn(&sample(name), Language::Japanese, (48, 16), &DEMO)).contains("お取りいただけます");
    let names = [
        "checking-connect",
        "checking-verify",
        "checking-sign",
        "checking-relay",
        "checking-ask",
        "checking-slow",
        "checking-staff",
    ];
    assert_eq!(names.map(may), [false, false, false, false, true, true, true]);
}

#[test]
fn a_window_that_is_too_small_says_so_in_both_languages() {
    for size in [(SMALLEST_SCREEN.0 - 1, SMALLEST_SCREEN.1), (SMALLEST_SCREEN.0, SMALLEST_SCREEN.1 - 1), (30, 5)] {
        let buffer = drawn(&sample("panel-valid-kumiai"), Language::Japanese, size, &DEMO);
        assert_says(&buffer, "画面が小さすぎます", "");
        assert_says(&buffer, "Screen too small", "");
        assert!(!words(&buffer).contains("試験"), "a screen too small to say what it is shows no name");
    }
}

#[test]
fn no_size_however_odd_stops_the_kiosk() {
    for sample in &samples::all() {
        for (width, height) in [(1, 1), (2, 60), (300, 1), (48, 16), (49, 17), (61, 19), (79, 21), (300, 16), (48, 100)]
        {
            drawn(sample, Language::Japanese, (width, height), &DEMO);
        }
    }
}

#[test]
fn a_name_from_the_settings_can_neither_break_the_bar_nor_push_the_clock_away() {
    let long = "架空助産院".repeat(30);
    for title in [long.as_str(), "ｶﾞｷﾞｸﾞ\u{1b}[31m助産院", ""] {
        let screen_context = ScreenContext { title, simulation: None, ..DEMO };
        let buffer = drawn(&sample("waiting"), Language::Japanese, (48, 16), &screen_context);
        assert!(rows(&buffer).first().unwrap().ends_with("10:30"));
        assert!(!words(&buffer).contains('\u{1b}'));
    }
}
