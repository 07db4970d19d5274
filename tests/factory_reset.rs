//! What the machine itself offers staff: a factory reset where its image has one, and word of an update that was taken
//! back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::desk::{Desk, Place, Setup, WAITING, program};
use crate::support::terminal::Key;
use crate::support::wait_for;

/// Its hash stands in [`GUARDED`].
const PASSCODE: &str = "735912";
const GUARDED: &str = "staff_passcode = \
    \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"\n";
const ASKED: &str = "職員用パスコードを入力してください";
const MENU: &str = "職員メニュー";
const POWER: &str = "端末の電源を切る";
const RESET: &str = "工場出荷時の状態に戻す";
const DIGITS: &str = "この数字を打ってください";
const UNIT: &str = "/run/systemd/system/uketsuke-factory-reset.service";

/// A `systemctl` that writes down what it is asked.
fn systemctl(place: &Place<'_>) {
    let file = place.dir.join("bin/systemctl");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("#!/bin/sh\necho \"$*\" >>{}\n", place.dir.join("asked").display())).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
}

fn of_an_image(place: &Place<'_>) {
    place.pcscd.has_file(UNIT, "[Service]\nType=oneshot\n");
    systemctl(place);
    place.adds("[journal]\ndir = \"journal\"\n");
}

fn asked(desk: &Desk) -> String {
    fs::read_to_string(desk.dir().join("asked")).unwrap_or_default()
}

fn gives_passcode(desk: &Desk) {
    desk.sees(ASKED);
    desk.types(PASSCODE);
    desk.enter();
}

fn opens_power_page(desk: &Desk) {
    desk.presses(Key::F10);
    gives_passcode(desk);
    desk.sees(MENU);
    desk.types("6");
    desk.sees(POWER);
}

/// The digits that show, alone on their line.
fn code(desk: &Desk) -> String {
    let screen = desk.sees_so("six digits", |screen| screen.contains("______"));
    let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    screen.split_whitespace().find(is_code).expect("six digits").to_owned()
}

#[test]
fn a_factory_reset_takes_the_passcode_once_more_and_the_digits_that_show() {
    let desk = Desk::set_up(Setup { identify: GUARDED, before: of_an_image, ..Setup::default() });
    opens_power_page(&desk);
    desk.sees(RESET);
    desk.types("4");
    gives_passcode(&desk);
    desk.sees(DIGITS);
    desk.sees("監査記録");
    let code = code(&desk);
    // Leaning on a key, then on Enter; then all digits but the last.
    desk.types(&code.chars().take(1).collect::<String>().repeat(6));
    desk.enter();
    desk.sees("数字が違います");
    desk.types(&code.chars().take(5).collect::<String>());
    desk.enter();
    desk.sees("数字が違います");
    assert_eq!(asked(&desk), "");
    desk.types(&code);
    desk.enter();
    desk.sees("実行しています");
    wait_for("the request", || (!asked(&desk).is_empty()).then_some(()));
    assert_eq!(asked(&desk), "--no-ask-password start uketsuke-factory-reset.service\n");
    desk.log_says("start uketsuke-factory-reset.service");
    // The journal goes with everything else: nothing is added to it.
    let journal = fs::read_to_string(desk.dir().join("journal/journal.jsonl")).unwrap_or_default();
    assert!(!journal.contains("reset"), "{journal}");
}

#[test]
fn a_machine_without_the_unit_offers_none() {
    let desk = Desk::set_up(Setup { identify: GUARDED, before: systemctl, ..Setup::default() });
    opens_power_page(&desk);
    assert!(!desk.shows(RESET));
    desk.types("4");
    desk.presses(Key::Down);
    assert!(desk.shows(POWER) && !desk.shows(DIGITS) && !desk.shows(ASKED));
    assert_eq!(asked(&desk), "");
}

#[test]
fn an_update_that_was_taken_back_is_said_to_staff_and_visits_go_on() {
    let taken_back = |place: &Place<'_>| {
        let state = "version 2026.11.30\ntaken-back 2026.12.01\nstorage plain\n";
        place.pcscd.has_file("/run/uketsuke-box/state", state);
    };
    let desk = Desk::set_up(Setup { before: taken_back, size: (100, 60), ..Setup::default() });
    desk.sees("K-641");
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees(MENU);
    desk.types("5");
    desk.sees("2026.12.01 は正しく動かず");
    desk.sees("暗号化されていません");
    let mut doctor = desk.pcscd.command(program());
    doctor.args(["doctor", "--json", "--config"]).arg(desk.dir().join("kiosk.toml"));
    let output = doctor.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for word in ["\"area\": \"image\"", "2026.11.30", "2026.12.01 did not work", "NOT ENCRYPTED", "no TPM"] {
        assert!(said.contains(word), "{word} is not in {said}");
    }
}
