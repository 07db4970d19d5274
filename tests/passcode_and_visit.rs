//! Where the staff's passcode meets a visit: keys that are held, and digits whose prompt is gone, at the real desk.

#![cfg(feature = "simulator")]

mod support;

use support::desk::{Desk, PIN, Setup, VALID};

/// Its hash stands in [`GUARDED`].
const PASSCODE: &str = "735912";
const GUARDED: &str = "staff_passcode = \
    \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"\n";
const ASKED: &str = "職員の暗証を入力してください";

fn masked() -> Desk {
    Desk::set_up(Setup { identify: GUARDED, panel: "detail = \"masked\"\n", ..Setup::default() })
}

#[test]
fn the_rest_of_a_passcode_is_no_pin_of_the_card_that_came_meanwhile() {
    let desk = masked();
    desk.visits("valid-kumiai", VALID);
    desk.staff();
    desk.sees(ASKED);
    desk.types("73");
    desk.removes();
    desk.inserts("valid-kumiai");
    desk.sees_not(ASKED);
    desk.types("5912");
    desk.enter();
    desk.sees(PIN);
    assert_eq!(desk.verifies(), 1, "the tries are asked for, and no PIN is sent");
    desk.types("1234");
    desk.enter();
    desk.sees(VALID);
}

#[test]
fn an_enter_that_is_held_behind_the_passcode_does_not_close_what_it_revealed() {
    let desk = masked();
    desk.visits("valid-kumiai", VALID);
    desk.staff();
    desk.sees(ASKED);
    desk.types(PASSCODE);
    while !desk.shows("試験 花子") {
        desk.enter();
    }
    for _ in 0..5 {
        desk.enter();
    }
    desk.staff();
    assert!(desk.shows("試験 花子"), "{}", desk.screen());
}
