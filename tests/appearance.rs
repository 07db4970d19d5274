//! A visitor has the screens of one visit drawn larger, in high contrast or dark, by a key of the keypad.

use std::time::Duration;

use crate::support::desk::{Desk, PIN, Setup, VALID};
use crate::support::terminal::Key;
use crate::support::wait_for_up_to;

/// So soon the screen has changed.
const AT_ONCE: Duration = Duration::from_millis(500);

/// What the screen says of each, in the order of the key.
const NAMES: [&str; 5] =
    ["大きな表示", "黒地に、はっきりした色", "大きな表示。黒地に、はっきりした色", "まぶしくない暗い色", "標準の表示"];

/// Colours that one look alone has, as the terminal is sent them: the standard one's blue card, the yellow letters of
/// high contrast, the soft ones of the dark look.
const BLUE: &str = "48;5;14";
const YELLOW: &str = "38;5;226";
const SOFT: &str = "38;5;250";

/// Presses the key, sees the name of an appearance in time, and returns what was drawn for it.
fn changes_to(desk: &Desk, name: &str) -> String {
    // A tap that follows too soon would be the same press.
    desk.pauses();
    desk.takes_raw();
    desk.presses(Key::Char('*'));
    wait_for_up_to(AT_ONCE, name, || desk.shows(&format!("[>>] {name}")).then_some(()));
    String::from_utf8_lossy(&desk.takes_raw()).into_owned()
}

#[test]
fn each_press_changes_the_screen_within_half_a_second_and_says_to_what() {
    let desk = Desk::open();
    // Where the colours stay, only what changes is sent.
    for (name, colour) in NAMES.into_iter().zip([None, Some(YELLOW), None, Some(SOFT), Some(BLUE)]) {
        let drawn = changes_to(&desk, name);
        assert!(colour.is_none_or(|colour| drawn.contains(colour)), "{name} without {colour:?}");
    }
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    for name in NAMES {
        changes_to(&desk, name);
    }
}

#[test]
fn an_appearance_ends_with_its_visit_and_the_next_person_sees_the_usual_screen() {
    let desk = Desk::open();
    changes_to(&desk, NAMES[0]);
    assert!(changes_to(&desk, NAMES[1]).contains(YELLOW));
    desk.takes_raw();
    desk.visits("valid-kumiai", VALID);
    let drawn = String::from_utf8_lossy(&desk.takes_raw()).into_owned();
    assert!(drawn.contains(YELLOW) && !drawn.contains(BLUE), "the visit is in high contrast");
    desk.leaves();
    desk.takes_raw();
    desk.visits("valid-kumiai", VALID);
    assert!(!String::from_utf8_lossy(&desk.takes_raw()).contains(YELLOW), "the next person's is not");
    changes_to(&desk, NAMES[0]);
}

#[test]
fn what_the_settings_say_stands_again() {
    let desk = Desk::set_up(Setup { ui: "theme = \"high-contrast\"\n", ..Setup::default() });
    changes_to(&desk, "大きな表示");
    assert!(changes_to(&desk, "まぶしくない暗い色").contains(SOFT));
    assert!(changes_to(&desk, "標準の表示").contains(YELLOW));
}
