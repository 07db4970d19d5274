//! Where the staff's passcode meets a visit: keys that are held, and digits whose prompt is gone, at the real desk.

use crate::support::desk::{Desk, PIN, Setup, VALID, WAITING};
use crate::support::terminal::Key;

/// Its hash stands in [`GUARDED`].
const PASSCODE: &str = "735912";
const GUARDED: &str = "staff_passcode = \
    \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"\n";
const ASKED: &str = "職員用パスコードを入力してください";

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
    desk.enters_pin("1234");
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

#[test]
fn without_a_passcode_and_without_the_statement_a_visitor_cannot_act_as_staff() {
    let desk = Desk::set_up(Setup { out_of_reach: false, panel: "detail = \"masked\"\n", ..Setup::default() });
    desk.staff();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.presses(Key::F3);
    desk.sees("職員がまいります");
    desk.sees(PIN);
    desk.staff();
    desk.enters_pin("1234");
    desk.sees(VALID);
    desk.staff();
    desk.presses(Key::Backspace);
    desk.sees("ほかの項目はかくしています。");
    assert!(!desk.shows("F2"), "{}", desk.screen());
    desk.leaves();
    for f10_and_f4 in ["\x1b[21~", "\x1bOS"] {
        desk.sends(f10_and_f4.as_bytes());
        desk.sees("職員用パスコードを決めます");
        desk.sees("職員の操作（目視の確認・メニュー）はできません");
        desk.presses(Key::Esc);
        desk.sees(WAITING);
        desk.presses(Key::Backspace);
    }
    let service = desk.service();
    assert_eq!(service.exchanges.get("POST /v1/checks").copied(), Some(1), "{:?}", service.exchanges);
}

#[test]
fn a_passcode_that_is_set_by_the_first_who_is_there_opens_what_staff_do() {
    let desk = Desk::set_up(Setup { out_of_reach: false, method: "staff", ..Setup::default() });
    desk.sees("K-621");
    desk.presses(Key::F10);
    desk.sees("職員用パスコードを決めます");
    desk.types(PASSCODE);
    desk.enter();
    desk.sees("もう一度入力してください");
    desk.types(PASSCODE);
    desk.enter();
    desk.sees("職員用パスコードを決めました");
    desk.enter_again();
    desk.sees(WAITING);
    desk.sees_not("K-621");
    desk.inserts("valid-kumiai");
    desk.sees("職員がまいります");
    desk.staff();
    desk.sees(ASKED);
    desk.types(PASSCODE);
    desk.enter();
    desk.sees(VALID);
}
