//! The launcher of the kiosk's terminal: which letters it chooses. That they fit is seen in a real terminal.

use std::process::Command;

/// Size of the letters in pixels on a screen of this size, with these settings.
fn letters(screen: &str, settings: &str) -> u32 {
    let dir = tempfile::tempdir().expect("a folder");
    let config = dir.path().join("kiosk.toml");
    std::fs::write(&config, settings).expect("settings");
    let mut launcher = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/terminal"));
    let output = launcher.args(["--print", "--screen", screen, "--config"]).arg(config).output().expect("a launcher");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a size")
}

#[test]
fn large_text_has_letters_half_as_large_again() {
    for screen in ["800x480", "1024x768", "1280x800", "1366x768", "1920x1080"] {
        let (small, large) = (letters(screen, "[ui]\n"), letters(screen, "[ui]\nlarge_text = true\n"));
        assert!(large * 2 >= small * 3, "{screen}: {small} and {large}");
    }
}

#[test]
fn the_commented_settings_have_small_text() {
    let written = include_str!("../config/kiosk.toml");
    let large = written.replace("large_text = false", "large_text = true");
    assert_ne!(written, large);
    assert!(letters("1280x800", written) < letters("1280x800", &large));
}

#[test]
fn only_the_line_under_ui_counts_and_the_last_one_of_them() {
    let small = letters("1280x800", "");
    for settings in [
        "large_text = true\n[ui]\n",
        "[ui]\n[log]\nlarge_text = true\n",
        "[ui]\n# large_text = true\n",
        "[ui]\nlarge_text = true\nlarge_text = false # no\n",
    ] {
        assert_eq!(letters("1280x800", settings), small, "{settings}");
    }
    assert!(letters("1280x800", " [ ui ] # the screen\n  large_text=true # yes\n[log]\n") > small);
}

#[test]
fn every_letter_fits_the_cells_that_screens_need() {
    for (screen, width, height) in [("1366x768", 1366, 768), ("800x600", 800, 600), ("1280x1024", 1280, 1024)] {
        for (settings, columns, rows) in [("", 80, 24), ("[ui]\nlarge_text = true\n", 48, 16)] {
            let size = letters(screen, settings);
            // Half a square for a Latin letter, and a pixel between two rows.
            assert!(size.is_multiple_of(2), "{screen} {size}");
            assert!(size / 2 * columns <= width, "{screen} {size}");
            assert!((size + 1) * rows <= height, "{screen} {size}");
        }
    }
}

/// A machine with a display, whose compositor does what `cage` says, as a script; starts the kiosk's display and
/// returns what was started.
fn display(dir: &std::path::Path, cage: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    for (name, script) in [("cage", cage), ("foot", "exit 0"), ("uketsuke", "echo the $TERM console >>$SEEN")] {
        let file = dir.join(name);
        std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("a script that runs");
    }
    let seen = dir.join("seen");
    std::fs::write(&seen, "").expect("a list");
    std::fs::write(dir.join("card0"), "").expect("a display");
    let path = format!("{}:{}", dir.display(), std::env::var("PATH").expect("a path"));
    let mut launcher = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/display"));
    launcher.env("PATH", path).env("SEEN", &seen).env("UKETSUKE_DISPLAYS", dir).env("RUNTIME_DIRECTORY", dir);
    launcher.env("UKETSUKE_PREFIX", concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk"));
    // As the console, which is read and written through one descriptor.
    launcher.stdin(std::fs::File::options().read(true).write(true).open("/dev/null").expect("a console"));
    launcher.output().expect("a launcher");
    std::fs::read_to_string(seen).expect("a list")
}

#[test]
fn where_graphics_fail_three_times_in_a_row_the_plain_console_has_to_do() {
    let dir = tempfile::tempdir().expect("a folder");
    let fails = "echo graphics >>$SEEN; exit 1";
    let started: Vec<String> = (0..5).map(|_| display(dir.path(), fails)).collect();
    assert_eq!(started, ["graphics\n", "graphics\n", "graphics\n", "the linux console\n", "the linux console\n"]);
}

#[test]
fn graphics_that_came_up_are_tried_again_however_often_they_end() {
    let dir = tempfile::tempdir().expect("a folder");
    // What cage starts, started without it.
    let comes_up = "while [ $1 != inside ]; do last=$1; shift; done; echo graphics >>$SEEN; exec $last inside";
    for _ in 0..5 {
        assert!(display(dir.path(), comes_up).starts_with("graphics\n"));
    }
}
