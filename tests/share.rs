//! What root takes over of `[share]`: the same as the settings say, or nothing; and the units that come of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use uketsuke::settings::{Settings, ShareSettings};

const REST: &str = "[source]\nkind = \"oqs-folder\"\ndir = \"/run/uketsuke-share/OQS/Face\"\n\
                    [kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n";
const SHARE: &str = "host = \"192.0.2.10\"\nshares = [\"OQS\"]\nuser = \"uketsuke\"\n";
/// Looks like one that people choose, and like what a shell, a unit or a list of options would stumble over.
const PASSWORD: &str = " %d,$(id) 'a\"=\\ü# ";

/// A machine's tree.
struct Tree(TempDir);

impl Tree {
    fn new(share: &str) -> Self {
        let tree = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(tree.path("etc/uketsuke")).expect("a folder");
        fs::write(tree.path("password"), format!("{PASSWORD}\r\nsecond line\n")).expect("a file");
        tree.say(share);
        tree
    }

    fn say(&self, share: &str) {
        fs::write(self.path("etc/uketsuke/kiosk.toml"), format!("{REST}[share]\n{share}")).expect("settings");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut tool = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/share/uketsuke-share"));
        tool.arg("--root").arg(self.0.path()).args(arguments).output().expect("the tool")
    }

    fn on(&self) -> Output {
        self.run(&["--password-file", self.path("password").to_str().expect("a path"), "on"])
    }

    fn record(&self) -> Option<String> {
        let text = fs::read_to_string(self.path("etc/uketsuke-share")).ok()?;
        Some(text.lines().filter(|line| !line.starts_with('#')).fold(String::new(), |all, line| all + line + "\n"))
    }

    /// The names of the units that the generator makes, and their texts.
    fn units(&self) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut generator = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/share/generator"));
        let made = generator.arg(folder.path()).env("UKETSUKE_ROOT", self.0.path()).status().expect("the generator");
        assert!(made.success());
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let files = fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut units: Vec<_> = files
            .filter(|path| path.is_file())
            .map(|path| (name(&path), fs::read_to_string(path).expect("a unit")))
            .collect();
        units.sort();
        units
    }
}

fn record_of(share: &ShareSettings) -> String {
    share.lines().iter().fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn what_root_takes_over_is_what_the_settings_say() {
    let long = "h".repeat(253);
    for share in [
        SHARE.to_owned(),
        format!("  host=\"{long}\" # \"the\" [terminal]\n\n# shares = [\"X\"]\n\tuser = \"u.$-_\"\n")
            + "shares = [ \"REQ\",\"RES\" , \"Face$\", ] # ]\ndomain = \"CLINIC\"\n[ui]\nsound = true\n",
        SHARE.replace('\n', "\r\n"),
    ] {
        let tree = Tree::new(&share);
        let said = tree.on();
        assert!(said.status.success(), "{share}: {}", String::from_utf8_lossy(&said.stderr));
        let settings = Settings::load(&tree.path("etc/uketsuke/kiosk.toml")).expect("settings");
        assert_eq!(tree.record(), settings.share.as_ref().map(record_of), "{share}");
    }
}

#[test]
fn what_the_settings_refuse_root_refuses_and_what_root_does_not_understand_it_does_not_take() {
    let nine = (0..9).map(|number| format!("\"S{number}\"")).collect::<Vec<_>>().join(", ");
    for (share, settings_refuse) in [
        (SHARE.replace("192.0.2.10", "-o.example"), true),
        (SHARE.replace("192.0.2.10", "a b"), true),
        (SHARE.replace("192.0.2.10", "2001:db8::1"), true),
        (SHARE.replace("192.0.2.10", &"h".repeat(254)), true),
        (SHARE.replace("192.0.2.10", "a\\nshare /"), true),
        (SHARE.replace("\"OQS\"", ""), true),
        (SHARE.replace("\"OQS\"", &nine), true),
        (SHARE.replace("\"OQS\"", "\"..\""), true),
        (SHARE.replace("\"OQS\"", "\"a/b\""), true),
        (SHARE.replace("\"OQS\"", "\"a]b\""), true),
        (SHARE.replace("\"OQS\"", "\"OQS\", \"oqs\""), true),
        (SHARE.replace("\"OQS\"", "\"受付\""), true),
        (SHARE.replace("\"uketsuke\"", "\"a,b\""), true),
        (SHARE.replace("\"uketsuke\"", "\"%n\""), true),
        (SHARE.replace("user = \"uketsuke\"\n", ""), true),
        (format!("{SHARE}password = \"x\"\n"), true),
        (format!("{SHARE}host = \"192.0.2.11\"\n"), true),
        // Settings, but written in another way.
        (SHARE.replace("[\"OQS\"]", "[\n\"OQS\"\n]"), false),
        (SHARE.replace("\"uketsuke\"", "'uketsuke'"), false),
        (SHARE.replace("host", "\"host\""), false),
        (String::new(), false),
    ] {
        let tree = Tree::new(&share);
        let read = Settings::load(&tree.path("etc/uketsuke/kiosk.toml"));
        assert_eq!(read.is_err(), settings_refuse, "{share}: {read:?}");
        let said = tree.on();
        assert_eq!(said.status.code(), Some(2), "{share}");
        assert_eq!(String::from_utf8_lossy(&said.stderr).lines().count(), 1, "{share}");
        assert_eq!((tree.record(), tree.path("etc/credstore").exists()), (None, false), "{share}");
        assert_eq!(tree.units(), [], "{share}");
    }
}

#[test]
fn a_share_is_mounted_encrypted_softly_and_for_the_kiosk_alone_and_each_share_by_itself() {
    let tree = Tree::new("host = \"terminal.example\"\nshares = [\"REQ\", \"FA-CE$\"]\nuser = \"u\"\ndomain = \"D\"\n");
    assert!(tree.on().status.success());
    let units = tree.units();
    let names: Vec<_> = units.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            r"run-uketsuke\x2dshare-FA\x2dCE\x24.automount",
            r"run-uketsuke\x2dshare-FA\x2dCE\x24.mount",
            r"run-uketsuke\x2dshare-REQ.automount",
            r"run-uketsuke\x2dshare-REQ.mount",
            "uketsuke-share.service",
        ]
    );
    let mount = &units[1].1;
    assert!(
        mount.contains("\nWhat=//terminal.example/FA-CE$\nWhere=/run/uketsuke-share/FA-CE$\nType=cifs\n"),
        "{mount}"
    );
    let options = mount.lines().find_map(|line| line.strip_prefix("Options=")).expect("options");
    let options: Vec<_> = options.split(',').collect();
    for option in [
        "vers=3",
        "seal",
        "soft",
        "echo_interval=4",
        "port=445",
        "username=u",
        "domain=D",
        "credentials=/run/uketsuke-share-password/password",
        "uid=uketsuke",
        "gid=uketsuke",
        "forceuid",
        "forcegid",
        "file_mode=0640",
        "dir_mode=0750",
        "iocharset=utf8",
        "nosuid",
        "nodev",
        "noexec",
    ] {
        assert!(options.contains(&option), "{option} is not among {options:?}");
    }
    let password = &units[4].1;
    assert!(password.contains("\nLoadCredential=uketsuke-share:/etc/credstore/uketsuke-share\n"), "{password}");
    assert!(mount.contains("\nRequires=uketsuke-share.service\nAfter=uketsuke-share.service\n"), "{mount}");
    for (name, unit) in &units {
        // Else a server that is gone for a minute would stay gone.
        assert!(unit.contains("\nStartLimitIntervalSec=0\n") || name.ends_with(".service"), "{name}");
        assert!(!unit.contains(PASSWORD), "{name}");
    }
    let sealed = tree.path("etc/credstore.encrypted");
    fs::create_dir(&sealed).expect("a folder");
    fs::write(sealed.join("uketsuke-share"), "sealed").expect("a file");
    assert!(
        tree.units()[4]
            .1
            .contains("\nLoadCredentialEncrypted=uketsuke-share:/etc/credstore.encrypted/uketsuke-share\n")
    );
}

#[test]
fn what_stands_in_the_record_and_does_not_look_like_it_makes_no_unit() {
    let tree = Tree::new(SHARE);
    for record in [
        "host 192.0.2.10\nshare OQS\n",
        "host a b\nuser u\nshare OQS\n",
        "host 192.0.2.10\nuser u,uid=0\nshare OQS\n",
        "host 192.0.2.10\nuser u\nshare ../etc\n",
        "host 192.0.2.10\nuser u\nshare %n\n",
    ] {
        fs::write(tree.path("etc/uketsuke-share"), record).expect("a record");
        assert_eq!(tree.units(), [], "{record}");
    }
}

#[test]
fn the_password_is_a_file_for_root_alone_and_goes_to_no_other_host() {
    let tree = Tree::new(SHARE);
    let without = tree.run(&["on"]);
    assert_eq!(without.status.code(), Some(2), "a share without a password");
    assert!(tree.on().status.success());
    let file = tree.path("etc/credstore/uketsuke-share");
    assert_eq!(fs::read_to_string(&file).expect("a password"), format!("password={PASSWORD}\n"));
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(tree.path("etc/credstore")).expect("a folder").permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(tree.path("etc/uketsuke-share")).expect("a file").permissions().mode() & 0o777, 0o644);

    // The settings are the kiosk's to change. Another share of the same host needs no other password.
    tree.say(&SHARE.replace("OQS", "RES"));
    assert!(tree.run(&["on"]).status.success());
    tree.say(&SHARE.replace("192.0.2.10", "192.0.2.66"));
    assert_eq!(tree.run(&["status"]).status.code(), Some(1), "not the one that was taken over");
    assert_eq!(tree.run(&["on"]).status.code(), Some(2), "another host, and no password for it");
    assert_eq!(tree.record().expect("a record"), "host 192.0.2.10\nuser uketsuke\nshare RES\n");
    for (password, name) in [("", "none"), ("a\tb", "a control character")] {
        fs::write(tree.path("password"), password).expect("a file");
        assert_eq!(tree.on().status.code(), Some(2), "{name}");
    }
}

#[test]
fn off_leaves_nothing_behind() {
    let tree = Tree::new(SHARE);
    assert_eq!(tree.run(&["off"]).status.code(), Some(2), "there is none");
    assert!(tree.on().status.success());
    assert!(tree.run(&["status"]).status.success());
    assert!(tree.run(&["off"]).status.success());
    assert_eq!((tree.record(), tree.units().len()), (None, 0));
    assert!(!tree.path("etc/credstore/uketsuke-share").exists());
    assert_eq!(tree.run(&["status"]).status.code(), Some(1));
}
