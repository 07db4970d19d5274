//! Clock, terminal, font, locale.

use std::time::{Duration, SystemTime};

use super::super::clock::{kept, plausible};
use super::super::screen::{answered, of_font, of_locale, of_size, of_width};
use super::*;

#[test]
fn a_clock_that_was_never_set_or_is_behind_its_own_program_is_broken() {
    let now = SystemTime::now();
    let year = Duration::from_secs(365 * 86_400);
    assert_eq!(plausible(now, Some(now - year)).health, Health::Fine);
    assert_eq!(plausible(now, None).health, Health::Fine);
    assert_eq!(plausible(SystemTime::UNIX_EPOCH, None), Finding::broken(Part::Clock, FindingDetail::Unset));
    assert_eq!(plausible(now, Some(now + year)), Finding::broken(Part::Clock, FindingDetail::Behind));
}

#[test]
fn a_clock_that_no_time_service_synchronizes_is_looked_at() {
    assert_eq!(kept(&Machine::new().host()), Finding::look(Part::Sync, FindingDetail::Exposed));
    let waiting = Machine::new().has("/run/systemd/timesync/waiting", "");
    assert_eq!(kept(&waiting.host()).health, Health::Look);
    let synchronised = waiting.has("/run/systemd/timesync/synchronized", "");
    assert_eq!(kept(&synchronised.host()), Finding::fine(Part::Sync, FindingDetail::Secured));
    let chrony = Machine::new().has("/run/chrony/chronyd.pid", "71\n");
    assert_eq!(kept(&chrony.host()), Finding::fine(Part::Sync, FindingDetail::KeptBy("chrony")));
}

#[test]
fn a_terminal_in_which_nothing_fits_is_broken_and_a_narrow_one_is_looked_at() {
    let health = |size| of_size(size).health;
    assert_eq!([health((80, 24)), health((200, 60))], [Health::Fine; 2]);
    assert_eq!([health((79, 24)), health((80, 23)), health((48, 16))], [Health::Look; 3]);
    assert_eq!([health((47, 16)), health((200, 15)), health((1, 1))], [Health::Broken; 3]);
    assert_eq!(health((0, 0)), Health::Look, "a serial line does not know");
}

#[test]
fn letters_that_take_one_cell_each_are_broken_and_a_terminal_that_says_nothing_is_looked_at() {
    assert_eq!(of_width(Some(6)), Finding::fine(Part::Width, FindingDetail::Secured));
    assert_eq!(of_width(Some(3)), Finding::broken(Part::Width, FindingDetail::Narrow(3)));
    assert_eq!(of_width(None).health, Health::Look);
}

#[test]
fn the_terminals_answer_is_found_among_typed_keys() {
    assert_eq!(answered(b"\x1b[12;7R"), Some(7));
    assert_eq!(answered(b"q\x1b[Ax\x1b[1;7R"), Some(7));
    for other in [&b""[..], b"\x1b[", b"\x1b[12;7", b"7R", b"\x1b[;R", b"\x1b[1;99999999R", b"\xff\xfe\x1b[A"] {
        assert_eq!(answered(other), None, "{other:?}");
    }
}

#[test]
fn a_missing_font_is_broken_only_where_there_are_graphics_to_show_it() {
    let plain = Machine::new();
    assert_eq!(of_font(&plain.host(), Some("\n")).health, Health::Look);
    assert_eq!(of_font(&plain.host(), None), Finding::look(Part::Font, FindingDetail::Unknown));
    let graphics = Machine::new().has("/dev/dri/card0", "");
    assert_eq!(of_font(&graphics.host(), Some("")), Finding::broken(Part::Font, FindingDetail::Exposed));
    let found = of_font(&graphics.host(), Some("BIZ UDGothic,BIZ UDゴシック\nNoto Sans Mono CJK JP\n"));
    assert_eq!(found, Finding::fine(Part::Font, FindingDetail::Name("BIZ UDGothic".to_owned())));
}

#[test]
fn another_japanese_font_can_be_read_and_is_named() {
    let graphics = Machine::new().has("/dev/dri/card0", "");
    let found = of_font(&graphics.host(), Some("\nNoto Sans Mono CJK JP\nIPAGothic\n"));
    assert_eq!(found, Finding::look(Part::Font, FindingDetail::Name("Noto Sans Mono CJK JP".to_owned())));
}

#[test]
fn a_locale_has_to_be_utf_8() {
    for name in ["ja_JP.UTF-8", "C.utf8", "en_US.UTF-8@x"] {
        assert_eq!(of_locale(Some(name.to_owned())).health, Health::Fine, "{name}");
    }
    for name in [None, Some("C".to_owned()), Some("ja_JP.eucJP".to_owned())] {
        assert_eq!(of_locale(name).health, Health::Look);
    }
}
