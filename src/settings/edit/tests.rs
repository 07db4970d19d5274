use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::time::Duration;

use proptest::prelude::*;

use super::error::SaveError;
use super::single_key;
use crate::common::{Detail, KeyCaps, Language, Look, Method};
use crate::settings::{Choices, FileEncoding, HandOffKind, NewPasscode, Passcode, Settings};

const DEFAULT: &str = include_str!("../../../config/kiosk.toml");

fn passcode(digits: &str) -> NewPasscode {
    NewPasscode::Set(Passcode::new(digits.into()).unwrap())
}

/// The default, in a file of its own.
fn file() -> (tempfile::TempDir, std::path::PathBuf, Settings) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiosk.toml");
    fs::write(&path, DEFAULT).unwrap();
    let settings = Settings::load(&path).unwrap();
    (folder, path, settings)
}

fn saved(settings: &Settings, change: impl FnOnce(&mut Choices)) -> Result<Settings, SaveError> {
    let before = settings.choices();
    let mut after = before.clone();
    change(&mut after);
    settings.with(&before, &after)
}

#[test]
fn only_the_line_of_the_changed_key_is_another_one() {
    let (_folder, path, settings) = file();
    saved(&settings, |choices| choices.method = Method::Staff).unwrap();
    let wanted = DEFAULT.replace("\ndefault = \"pin\"\n", "\ndefault = \"staff\"\n");
    assert_eq!(fs::read_to_string(path).unwrap(), wanted);
}

#[test]
fn a_key_that_was_left_out_goes_below_its_commented_default() {
    let (_folder, path, settings) = file();
    let changed = saved(&settings, |choices| {
        choices.handoff = HandOffKind::Csv;
        choices.handoff_dir = "/srv/oqs".to_owned();
        choices.passcode = passcode("246813");
    });
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("\ndir = \"/srv/oqs\"\n# What XML"), "{text}");
    let hash = changed.unwrap().identify.staff_passcode.unwrap();
    let line = format!("\n# staff_passcode = \"$argon2id$…\"\nstaff_passcode = \"{}\"\n# The site", hash.as_str());
    assert!(text.contains(&line), "{text}");
}

#[test]
fn a_passcode_that_is_taken_away_leaves_the_file_as_it_was() {
    let (_folder, path, settings) = file();
    let guarded = saved(&settings, |choices| choices.passcode = passcode("246813")).unwrap();
    assert!(guarded.is_guarded());
    let open = saved(&guarded, |choices| choices.passcode = NewPasscode::Removed).unwrap();
    assert!(!open.is_guarded());
    assert_eq!(fs::read_to_string(path).unwrap(), DEFAULT);
}

#[test]
fn what_is_written_in_another_way_is_changed_too() {
    for (text, wanted) in [
        ("ui = { sound = true } # quiet", "ui = { sound = false } # quiet"),
        ("ui.sound = true # quiet", "ui.sound = false # quiet"),
        ("ui.theme = \"mono\" # grey", "ui.theme = \"mono\" # grey\nui.sound = false"),
        ("[ui]\r\n# sound = true\r\n# more\r\n", "[ui]\r\n# sound = true\r\nsound = false\r\n# more\r\n"),
        ("[ui]", "[ui]\nsound = false\n"),
        ("[ui] # screen\n\n# end\n", "[ui] # screen\nsound = false\n\n# end\n"),
        ("", "\n[ui]\nsound = false\n"),
        ("[reader]\nmatch = \"*\"", "[reader]\nmatch = \"*\"\n\n[ui]\nsound = false\n"),
    ] {
        let changed = single_key::changed(text, &[(("ui", "sound"), Some(false.into()))]).unwrap();
        assert_eq!(changed.trim_end_matches('\n'), wanted.trim_end_matches('\n'), "{text:?}");
    }
}

#[test]
fn what_another_program_has_changed_is_not_overwritten() {
    let (_folder, path, settings) = file();
    let theirs = DEFAULT.replace("sound = true", "sound = false");
    fs::write(&path, &theirs).unwrap();
    let error = saved(&settings, |choices| choices.method = Method::Staff).unwrap_err();
    assert!(matches!(error, SaveError::Changed(_)), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), theirs);
}

#[test]
fn settings_that_would_be_wrong_are_not_written() {
    let (_folder, path, settings) = file();
    let error = saved(&settings, |choices| {
        choices.handoff = HandOffKind::Json;
        choices.handoff_dir = String::new();
    })
    .unwrap_err();
    assert!(matches!(&error, SaveError::Wrong(error) if error.words.contains("needs dir")), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), DEFAULT);
}

#[test]
fn a_link_stays_a_link_and_the_file_keeps_its_mode() {
    let (folder, path, _) = file();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.toml");
    symlink("kiosk.toml", &link).unwrap();
    let before = fs::metadata(&path).unwrap();
    saved(&Settings::load(&link).unwrap(), |choices| choices.sound = false).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert!(!Settings::load(&link).unwrap().ui.sound);
}

#[test]
fn what_an_interrupted_save_left_behind_does_not_stop_the_next_one() {
    let (folder, path, settings) = file();
    // A power cut while the new file was written: a part of it, beside the old one.
    for written in (0..DEFAULT.len()).step_by(97) {
        fs::write(&path, DEFAULT).unwrap();
        fs::write(folder.path().join(".kiosk.toml.new"), &DEFAULT.as_bytes()[..written]).unwrap();
        assert!(Settings::load(&path).unwrap().ui.sound, "the old file is whole");
        saved(&settings, |choices| choices.sound = false).unwrap();
        assert!(!Settings::load(&path).unwrap().ui.sound);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{written} bytes");
    }
}

#[test]
fn where_nothing_can_be_written_the_old_file_stays() {
    let (folder, path, settings) = file();
    // In the way, so that not even root can make the new file.
    fs::create_dir(folder.path().join(".kiosk.toml.new")).unwrap();
    let error = saved(&settings, |choices| choices.sound = false).unwrap_err();
    assert!(matches!(error, SaveError::Unwritable { .. }), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), DEFAULT);
}

#[test]
fn without_a_file_a_change_holds_until_the_program_ends() {
    let settings = Settings::parse(DEFAULT).unwrap();
    let changed = saved(&settings, |choices| choices.detail = Detail::Masked).unwrap();
    assert_eq!(changed.panel.detail, Detail::Masked);
    let again = saved(&changed, |choices| choices.sound = false).unwrap();
    assert_eq!((again.panel.detail, again.ui.sound), (Detail::Masked, false));
}

fn choices() -> impl Strategy<Value = Choices> {
    let method = proptest::sample::select(vec![Method::Pin, Method::Staff]);
    let detail = proptest::sample::select(vec![Detail::Full, Detail::Masked]);
    let theme = proptest::sample::select(Look::ALL.to_vec());
    let form =
        proptest::sample::select(vec![HandOffKind::None, HandOffKind::OqsXml, HandOffKind::Json, HandOffKind::Csv]);
    let language = proptest::sample::select(Language::ALL.to_vec());
    let encoding = proptest::sample::select(vec![FileEncoding::Utf8, FileEncoding::ShiftJis]);
    let switches = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let texts = ("[ -~]*[!-~]", "[!-~ぁ-ん]{0,20}", 1..=300_u64);
    let keys = proptest::sample::select(KeyCaps::ALL.to_vec());
    (method, detail, (theme, keys), form, language, encoding, switches, texts).prop_map(
        |(method, detail, (theme, keys), handoff, language, encoding, switches, (reader, dir, seconds))| {
            let (switchable, large_text, sound, speech, out_of_reach) = switches;
            let handoff_dir = if dir.is_empty() && handoff != HandOffKind::None { "x".to_owned() } else { dir };
            let show_for = Duration::from_secs(seconds);
            let passcode = NewPasscode::Same(false);
            Choices {
                reader,
                method,
                switchable,
                passcode,
                out_of_reach,
                show_for,
                detail,
                language,
                theme,
                large_text,
                keys,
                sound,
                speech,
                handoff,
                handoff_dir,
                encoding,
            }
        },
    )
}

proptest! {
    #[test]
    fn any_sequence_of_changes_keeps_every_comment_and_comes_out_as_chosen(
        changes in proptest::collection::vec(choices(), 1..6)
    ) {
        let comments = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect()
        };
        let mut settings = Settings::parse(DEFAULT).unwrap();
        for after in changes {
            let before = settings.choices();
            settings = settings.with(&before, &after).unwrap();
            prop_assert_eq!(comments(&settings.written.text), comments(DEFAULT));
            prop_assert_eq!(settings.choices().changed_keys(&after), []);
            prop_assert_eq!(settings.ui.theme, after.theme);
            prop_assert_eq!(&settings.reader.pattern, &after.reader);
        }
    }
}
