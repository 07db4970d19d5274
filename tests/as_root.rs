//! Commands that are started as root beside a kiosk's user who has been taken over: settings, links and races that are
//! meant to lead root to its own files. Here the user nobody is that user and owns the folder of the settings.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustix::fs::{CWD, FileType, FlockOperation, Mode, flock, mknodat};
use uketsuke::simulator::tls::TestPki;

use crate::support::desk::{USER, WAITING};
use crate::support::pcscd::Pcscd;
use crate::support::service::EmulatedService;
use crate::support::terminal::Terminal;
use crate::support::wait_for_up_to;

/// Number of the user nobody and of its group, as every Debian has them.
const KIOSK: u32 = 65534;
/// What stands in a file that only root may read.
const SECRET: &str = "root:$y$j9T$synthetic-secret:20000:0:99999:7:::";

/// A machine with a folder of the kiosk's user and a folder of root's.
struct Machine {
    pcscd: Arc<Pcscd>,
    service: EmulatedService,
    etc: PathBuf,
    root: PathBuf,
}

/// What a command said and whether it succeeded.
#[derive(Debug)]
struct Said {
    success: bool,
    words: String,
}

impl Machine {
    /// Everything is in place for `register`, with these lines of `[gateway]` for certificate and key.
    fn new() -> Self {
        let pcscd = Pcscd::start();
        fs::set_permissions(pcscd.dir(), Permissions::from_mode(0o755)).expect("a folder");
        let (etc, root) = (pcscd.dir().join("etc"), pcscd.dir().join("root"));
        TestPki::new().and_then(|pki| pki.write(&etc)).expect("certificates");
        let service = EmulatedService::open(&pcscd, &etc, ([127, 0, 0, 1], 0).into());
        for name in ["terminal.pem", "terminal.key"] {
            fs::remove_file(etc.join(name)).expect("a file of the certificates");
        }
        fs::create_dir_all(root.join("profile.d")).expect("a folder");
        fs::write(root.join("secret"), SECRET).expect("a file");
        fs::write(root.join("profile.d/z.sh"), "true\n").expect("a file");
        for (path, mode) in [("", 0o700), ("secret", 0o600)] {
            fs::set_permissions(root.join(path), Permissions::from_mode(mode)).expect("a mode");
        }
        let machine = Self { pcscd, service, etc, root };
        Machine::gives(&machine.etc);
        for file in fs::read_dir(&machine.etc).expect("a folder") {
            Machine::gives(&file.expect("a file").path());
        }
        machine.settings("certificate = \"terminal.pem\"\nkey = \"terminal.key\"", "");
        machine
    }

    /// Makes it the kiosk's user's own.
    fn gives(path: &Path) {
        std::os::unix::fs::lchown(path, Some(KIOSK), Some(KIOSK)).expect("the right to give files away");
    }

    fn settings(&self, terminal: &str, more: &str) {
        let text = format!(
            "[kiosk]\nname = \"試験助産所\"\nfacility = \"1319999999\"\n[gateway]\nurl = \"https://{}\"\nauthority = \"authority.pem\"\n\
             {terminal}\n{more}",
            self.service.address()
        );
        fs::write(self.etc.join("kiosk.toml"), text).expect("settings");
        Self::gives(&self.etc.join("kiosk.toml"));
    }

    /// A link in the kiosk's folder.
    fn links(&self, name: &str, to: &Path) {
        let _there_before = fs::remove_file(self.etc.join(name));
        symlink(to, self.etc.join(name)).expect("a link");
        Self::gives(&self.etc.join(name));
    }

    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.etc.join(name);
        fs::create_dir(&folder).expect("a folder");
        Self::gives(&folder);
        folder
    }

    /// The program as root.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn with_settings(&self, words: &[&str]) -> Command {
        let mut command = self.command(words);
        command.arg("--config").arg(self.etc.join("kiosk.toml"));
        command
    }

    /// `register` with a code that the service knows, in this file.
    fn register_with(&self, code_file: &Path) -> Command {
        self.service.handle().admit(&USER.parse().expect("a user ID"), "TEST-CODE");
        fs::write(self.root.join("code"), "TEST-CODE\n").expect("a file");
        let mut command = self.with_settings(&["register", "--user", USER]);
        command.arg("--code-file").arg(code_file);
        command
    }

    /// The same with the code in a file of root's.
    fn register(&self) -> Command {
        self.register_with(&self.root.join("code"))
    }

    /// Every file of root's: its path, its owner, its mode and its contents.
    fn roots_files(&self) -> Vec<(PathBuf, u32, u32, String)> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let about = fs::symlink_metadata(&path).expect("a file");
                let text = if about.is_file() { fs::read_to_string(&path).expect("a text") } else { String::new() };
                if about.is_dir() {
                    folders.push(path.clone());
                }
                if !path.ends_with("code") {
                    found.push((path, about.uid(), about.mode(), text));
                }
            }
        }
        found.sort();
        found
    }

    fn exchanges(&self) -> u64 {
        self.service.stats().exchanges.values().sum()
    }
}

/// Waits for the end of a command, which no trap may keep from it.
fn ends(mut child: Child) -> Said {
    let status = wait_for_up_to(Duration::from_secs(60), "the command's end", || child.try_wait().expect("a process"));
    let output = child.wait_with_output().expect("a process");
    let words = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    Said { success: status.success(), words: words.into_owned() }
}

fn says(mut command: Command) -> Said {
    ends(command.spawn().expect("nsenter"))
}

/// Fails with one line of its own that names the place, and discloses nothing.
fn fails(command: Command, words: &[&str]) {
    let shown = format!("{command:?}");
    let said = says(command);
    assert!(!said.success, "{shown}: {said:?}");
    assert!(
        said.words.contains("uketsuke: ") && words.iter().all(|word| said.words.contains(word)),
        "{shown}: {said:?}"
    );
    assert!(!said.words.contains("synthetic-secret"), "{shown}: {said:?}");
}

fn uids(pid: u32) -> Option<Vec<String>> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("Uid:"))?;
    Some(line.split_whitespace().skip(1).map(str::to_owned).collect())
}

#[test]
fn register_as_root_gives_the_kiosks_user_its_certificate_and_key() {
    let machine = Machine::new();
    let before = machine.roots_files();
    let said = says(machine.register());
    assert!(said.success && said.words.contains("registered as W0000001"), "{said:?}");
    for (name, mode) in [("terminal.pem", 0o644), ("terminal.key", 0o600)] {
        let about = fs::metadata(machine.etc.join(name)).expect("a file");
        assert_eq!((about.uid(), about.gid(), about.mode() & 0o777 & !mode), (KIOSK, KIOSK, 0), "{name}");
    }
    assert_eq!(machine.roots_files(), before);
}

#[test]
fn register_as_root_says_what_only_root_may_write_before_it_sends_the_code() {
    let machine = Machine::new();
    let here = machine.root.join("terminal.pem");
    machine.settings(&format!("certificate = {here:?}\nkey = \"terminal.key\""), "");
    let before = machine.roots_files();
    fails(machine.register(), &["terminal.pem: Permission denied", "the kiosk's user must be able to write there"]);
    assert_eq!((machine.roots_files(), machine.exchanges()), (before, 0));
}

#[test]
fn a_folder_that_becomes_a_link_while_register_waits_leads_root_nowhere() {
    let machine = Machine::new();
    machine.folder("race");
    let folder = machine.folder("race/a");
    machine.settings("certificate = \"race/a/evil.service\"\nkey = \"race/a/evil.key\"", "");
    let before = machine.roots_files();
    let lock = File::open(&folder).expect("a folder");
    flock(&lock, FlockOperation::LockExclusive).expect("a lock");
    let register = machine.register().spawn().expect("nsenter");
    let inode = format!(":{} ", lock.metadata().expect("a folder").ino());
    wait_for_up_to(Duration::from_secs(60), "register to wait for the lock", || {
        let locks = fs::read_to_string("/proc/locks").expect("the kernel's locks");
        locks.lines().any(|line| line.contains("-> FLOCK") && line.contains(&inode)).then_some(())
    });
    fs::rename(&folder, machine.etc.join("race/b")).expect("another name");
    machine.links("race/a", &machine.root);
    drop(lock);
    let said = ends(register);
    assert!(!said.success && said.words.contains("Permission denied"), "{said:?}");
    assert_eq!(machine.roots_files(), before);
}

#[test]
fn register_as_root_writes_over_no_file_that_a_link_leads_to() {
    let machine = Machine::new();
    machine.links("profile", &machine.root.join("profile.d"));
    for terminal in [
        "certificate = \"profile/z.sh\"\nkey = \"terminal.key\"",
        "certificate = \"terminal.pem\"\nkey = \"profile/z.sh\"",
    ] {
        machine.settings(terminal, "");
        let before = machine.roots_files();
        fails(machine.register(), &["Permission denied"]);
        assert_eq!(machine.roots_files(), before, "{terminal}");
    }
}

#[test]
fn a_code_file_in_the_kiosks_folder_is_read_with_the_kiosks_rights_only() {
    let machine = Machine::new();
    machine.links("code", &machine.root.join("secret"));
    let before = machine.roots_files();
    fails(machine.register_with(&machine.etc.join("code")), &["code: Permission denied"]);
    assert_eq!((machine.roots_files(), machine.exchanges()), (before, 0));
}

/// Each command, with settings that are no settings.
#[test]
fn settings_that_lead_elsewhere_are_an_error_and_are_not_quoted() {
    let machine = Machine::new();
    let before = machine.roots_files();
    let settings = machine.etc.join("kiosk.toml");
    let every: [&[&str]; 5] =
        [&["run"], &["hosts"], &["journal", "verify"], &["doctor"], &["settings", "take", "bundle"]];
    let each = |reason: &str| {
        for words in every {
            let said = says(machine.with_settings(words));
            assert!(!said.success && said.words.contains(reason), "{words:?}: {said:?}");
            assert!(!said.words.contains("synthetic-secret"), "{words:?}: {said:?}");
        }
        fails(machine.register(), &[reason]);
    };
    machine.links("kiosk.toml", &machine.root.join("secret"));
    each("Permission denied");
    fs::remove_file(&settings).expect("a link");
    mknodat(CWD, &settings, FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a pipe");
    Machine::gives(&settings);
    each("is no regular file");
    fs::remove_file(&settings).expect("a pipe");
    File::create(&settings).and_then(|file| file.set_len(1 << 40)).expect("a huge file");
    Machine::gives(&settings);
    each("is larger than");
    assert_eq!(machine.roots_files(), before);
}

#[test]
fn settings_that_several_users_may_change_are_refused_as_root() {
    let machine = Machine::new();
    chown(&machine.etc, Some(0), Some(KIOSK)).expect("a folder of root's");
    fs::set_permissions(&machine.etc, Permissions::from_mode(0o770)).expect("a mode");
    for words in
        [&["run"][..], &["hosts"], &["doctor"], &["session"], &["journal", "verify"], &["settings", "take", "bundle"]]
    {
        fails(machine.with_settings(words), &["others than its owner may write here", "sudo -u uketsuke"]);
    }
}

#[test]
fn journal_verify_as_root_reads_what_the_kiosks_user_may_read_and_waits_for_no_pipe() {
    let machine = Machine::new();
    let journal = machine.folder("journal");
    machine.settings("certificate = \"terminal.pem\"\nkey = \"terminal.key\"", "[journal]\ndir = \"journal\"\n");
    let file = journal.join("journal.jsonl");
    let by_name = || {
        let mut command = machine.command(&["journal", "verify"]);
        command.arg(&file);
        command
    };
    for name in ["journal/journal.jsonl", "journal/journal.head"] {
        fs::write(&file, "").expect("a file");
        machine.links(name, &machine.root.join("secret"));
        fails(machine.with_settings(&["journal", "verify"]), &["Permission denied"]);
        fails(by_name(), &["Permission denied"]);
        fs::remove_file(machine.etc.join(name)).expect("a link");
    }
    let _there_before = fs::remove_file(&file);
    mknodat(CWD, &file, FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a pipe");
    Machine::gives(&file);
    fails(machine.with_settings(&["journal", "verify"]), &["is no regular file"]);
    fails(by_name(), &["is no regular file"]);
}

/// Settings of root's own name folders that are not: the rights are given up for those as well.
#[test]
fn roots_own_settings_do_not_lead_root_into_the_kiosks_folders() {
    let machine = Machine::new();
    machine.folder("journal");
    machine.links("journal/journal.jsonl", &machine.root.join("secret"));
    machine.settings("certificate = \"terminal.pem\"\nkey = \"terminal.key\"", "[journal]\ndir = \"journal\"\n");
    let text = fs::read_to_string(machine.etc.join("kiosk.toml")).expect("settings");
    let own = machine.pcscd.dir().join("own.toml");
    fs::write(&own, text.replace("= \"journal\"", &format!("= {:?}", machine.etc.join("journal")))).expect("settings");
    let mut command = machine.command(&["journal", "verify", "--config"]);
    command.arg(own);
    fails(command, &["Permission denied"]);
}

/// Settings that are root's alone and name nothing, as they do not parse: the report's place is not root's.
#[test]
fn the_report_of_roots_own_broken_settings_does_not_lead_root_into_the_kiosks_folders() {
    let machine = Machine::new();
    let own = machine.pcscd.dir().join("own.toml");
    fs::write(&own, "[kiosk\n").expect("settings");
    let folder = machine.folder("reports");
    machine.links("reports/report.txt", &machine.root.join("secret"));
    machine.links("reports/new.txt", &machine.root.join("profile.d/new.sh"));
    machine.links("linked", &machine.root.join("profile.d"));
    let before = machine.roots_files();
    for file in [folder.join("report.txt"), folder.join("new.txt"), machine.etc.join("linked/new.sh")] {
        let mut command = machine.command(&["doctor", "--config"]);
        command.arg(&own).arg("--report").arg(&file);
        fails(command, &[]);
        assert_eq!(machine.roots_files(), before, "{}", file.display());
    }
}

/// Log, hand-off and figures lie behind links to root's folders; a file that the hand-off would remove lies there.
#[test]
fn the_kiosk_and_its_supervisor_started_as_root_are_the_kiosks_user_and_touch_nothing_of_roots() {
    let machine = Machine::new();
    assert!(says(machine.register()).success);
    let old = machine.root.join("OQSsiquc01res_face_20200101000000000_0001.xml");
    fs::write(&old, "old").expect("a file");
    for name in ["log", "handoff", "figures", "journal"] {
        machine.links(name, &machine.root);
    }
    let before = machine.roots_files();
    let terminal = "certificate = \"terminal.pem\"\nkey = \"terminal.key\"";
    machine.settings(terminal, "[log]\ndir = \"log\"\n");
    fails(machine.with_settings(&["run"]), &["etc/log: the log cannot be written there"]);
    machine.settings(
        terminal,
        "[handoff]\nkind = \"oqs-xml\"\ndir = \"handoff\"\nkeep = \"1s\"\n[metrics]\nfile = \"figures/a.prom\"\n\
         [journal]\ndir = \"journal\"\nwhen_full = \"warn\"\n",
    );
    let mut kiosk = Terminal::start(&machine.with_settings(&["session"]), 80, 24);
    kiosk.sees(WAITING);
    let session = kiosk.pid();
    let children = fs::read_to_string(format!("/proc/{session}/task/{session}/children")).expect("its processes");
    let run: u32 = children.split_whitespace().next().expect("the kiosk").parse().expect("a number");
    for pid in [session, run] {
        assert_eq!(uids(pid), Some(vec![KIOSK.to_string(); 4]), "{children}");
    }
    kiosk.signals("TERM");
    kiosk.ends();
    assert_eq!(machine.roots_files(), before);
}

#[test]
fn words_of_the_settings_reach_the_administrators_terminal_without_their_escapes() {
    let machine = Machine::new();
    let folder = "evil \\u001B]0;title\\u0007\\u001B[[2J";
    machine.settings(
        &format!("certificate = \"{folder}/a.pem\"\nkey = \"terminal.key\""),
        "[ui]\nlanguage = \"\\u001B[2J\"\n",
    );
    for command in [machine.register(), machine.with_settings(&["hosts"]), machine.with_settings(&["doctor"])] {
        let said = says(command);
        assert!(!said.words.contains(['\u{1b}', '\u{7}']), "{said:?}");
    }
    machine.settings(&format!("certificate = \"{folder}/a.pem\"\nkey = \"terminal.key\""), "");
    let said = says(machine.register());
    assert!(said.words.contains(r"evil \u001b]0;title\u0007\u001b[[2J/a.pem"), "{said:?}");
}

/// Both programs that put a site's files into an image say so before they touch it.
#[test]
fn a_link_or_a_quote_in_a_sites_folder_is_refused_and_not_left_out() {
    let dir = tempfile::tempdir().expect("a folder");
    let (image, site) = (dir.path().join("image"), dir.path().join("site"));
    fs::write(&image, "image").expect("a file");
    let says = |words: &str| {
        let mut site_into = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/image/site"));
        site_into.arg(&image).arg(&site);
        let mut build = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/image/build"));
        build.arg("--deb").arg(&image).arg("--site").arg(&site);
        for mut command in [site_into, build] {
            let output = command.output().expect("bash");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code() == Some(1) && said.contains(words), "{command:?}: {said}");
        }
        assert_eq!(fs::read_to_string(&image).expect("a file"), "image");
    };
    let begins = || {
        let _there_before = fs::remove_dir_all(&site);
        fs::create_dir(&site).expect("a folder");
    };
    begins();
    symlink("/etc/hostname", site.join("kiosk.toml")).expect("a link");
    says("neither a file nor a folder");
    begins();
    fs::write(site.join("kiosk.toml"), "").expect("a file");
    symlink("/etc", site.join("certificates")).expect("a link");
    says("certificates; put the file itself there");
    begins();
    fs::write(site.join("kiosk.toml"), "").expect("a file");
    for name in ["a\"b", "a\nb", "a\\b"] {
        fs::write(site.join(name), "").expect("a file");
        says("a quote, a backslash or a control character");
        fs::remove_file(site.join(name)).expect("a file");
    }
}

/// The maintainer scripts, in a mount namespace with `/etc`, `/var` and Debian's folders of our own.
#[test]
fn the_packages_scripts_follow_no_link_of_the_kiosks_user() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/maintainer_scripts");
    let output = Command::new("unshare").args(["--mount", "--", script]).output().expect("unshare");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
