//! What is on the screen while there is no kiosk.

use super::*;

const KIOSK: ScreenContext<'static> =
    ScreenContext {
        simulation: None, clock: None, contact: Some("見本商会 03-0000-0000（平日 9-17）"), ..DEMO
    };

#[test]
fn visitors_are_asked_to_wait_in_the_kiosk_s_language_and_in_a_second_one() {
    for language in LANGUAGES {
        for size in SIZES {
            let buffer = drawn(&sample("session-wait"), language, size, &KIOSK);
            assert_says(&buffer, Texts::of(language).supervisor.wait, "");
            let other = if language == Language::English { Language::Japanese } else { Language::English };
            assert_says(&buffer, Texts::of(other).supervisor.wait, "");
        }
    }
}

#[test]
fn out_of_service_says_what_to_do_whom_to_call_and_why_on_the_smallest_screen_too() {
    for language in LANGUAGES {
        for size in SIZES {
            for (name, code, reason) in
                [("session-settings", "K-902", "kiosk.toml:14:1"), ("session-fails", "K-901", "/var/log/uketsuke")]
            {
                let buffer = drawn(&sample(name), language, size, &KIOSK);
                let (texts, staff) = (&Texts::of(language).supervisor, &StaffTexts::of(language).supervisor);
                let told = if name == "session-settings" { staff.settings } else { staff.fails };
                for words in [texts.out, texts.call, told, code, reason, "03-0000-0000", "Enter", staff.try_now] {
                    // What stands beside a label is broken under it.
                    assert_says(&buffer, words, &format!("{name} {language:?} {size:?}"));
                }
            }
        }
    }
}
