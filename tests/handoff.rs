//! What a receipt computer finds in its folder: a real kiosk, real visits, and other people's parsers. And what staff
//! see where the folder is missing, full, or silent: visits go on as if nothing were.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use uketsuke::simulator::personas;

use crate::support::desk::{Desk, Place, Setup, VALID};
use crate::support::{wait_for, wait_for_up_to};

/// A family member, a person whose symbol has a minus sign in it, and a person with two certificates.
const PEOPLE: [&str; 3] = ["valid-kumiai", "valid-kokuho", "valid-70s"];

fn hands_on(place: &Place<'_>, lines: &str) {
    let settings = place.dir.join("kiosk.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(settings, format!("{text}[handoff]\ndir = \"face\"\n{lines}")).expect("settings");
    fs::create_dir(place.dir.join("face")).expect("a folder");
}

fn xml(place: &Place<'_>) {
    hands_on(place, "kind = \"oqs-xml\"\n");
}

fn face(desk: &Desk) -> PathBuf {
    desk.dir().join("face")
}

/// Waits until so many files are there, under names that a receipt computer reads.
fn holds(face: &Path, number: usize) {
    wait_for("files handed on", || {
        let files = fs::read_dir(face).expect("the folder").map(|file| file.expect("a file").file_name());
        let read = files.filter(|name| name.to_string_lossy().starts_with("OQSsiquc01res_face_"));
        (read.count() == number).then_some(())
    });
}

/// What another program reads, file by file in the order in which they were written.
fn read_by_python(face: &Path) -> Vec<(String, BTreeMap<String, String>)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/handed_on.py");
    let output = Command::new("python3").arg("-B").arg(script).arg(face).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let files = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let read = files.map(|file| (file["name"].as_str().expect("a name").to_owned(), texts(&file["texts"])));
    read.collect()
}

fn texts(value: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (name, value) in value.as_object().expect("an object") {
        match value {
            Value::String(text) => drop(all.insert(name.clone(), text.clone())),
            Value::Object(_) => all.extend(texts(value)),
            // Lists have no fixed place in a row.
            _ => {}
        }
    }
    all
}

/// Everything that the service says of a persona in elements that stand once.
fn said_of(persona: &str) -> BTreeMap<String, String> {
    let entry = personas::find(persona).and_then(|persona| persona.answer.result.as_ref()).expect("an entry");
    texts(&serde_json::to_value(entry).expect("JSON"))
}

fn well_formed_for_libxml(file: &Path) {
    let output = Command::new("xmllint").args(["--noout", "--nonet"]).arg(file).output();
    let output = output.expect("xmllint: install libxml2-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn other_programs_read_every_form_in_every_encoding() {
    let forms = [
        (xml as fn(&Place<'_>), false),
        (|place| hands_on(place, "kind = \"oqs-xml\"\nencoding = \"shift_jis\"\n"), true),
        (|place| hands_on(place, "kind = \"json\"\n"), false),
        (|place| hands_on(place, "kind = \"csv\"\n"), false),
        (|place| hands_on(place, "kind = \"csv\"\nencoding = \"shift_jis\"\n"), true),
    ];
    for (before, windows) in forms {
        let desk = Desk::set_up(Setup { before, ..Setup::default() });
        for persona in PEOPLE.into_iter().chain(["lost"]) {
            desk.visits(persona, if persona == "lost" { "[NG]" } else { VALID });
            desk.leaves();
        }
        let face = face(&desk);
        holds(&face, PEOPLE.len());
        let files = read_by_python(&face);
        assert_eq!(files.len(), PEOPLE.len(), "only what was confirmed, and nothing half done");
        for ((name, read), persona) in files.iter().zip(PEOPLE) {
            // The service of the tests is one that simulates, and no file of its answers is without that word.
            assert!(name.contains("_face_simulation"), "{name}");
            let mode = fs::metadata(face.join(name)).expect("a file").permissions().mode();
            assert_eq!(mode & 0o7777, 0o640, "{name}");
            for (element, text) in said_of(persona) {
                // Windows' name for the same character of JIS X 0208.
                let text = if windows { text.replace('−', "－") } else { text };
                assert_eq!(read.get(&element), Some(&text), "{name} {element}");
            }
            assert_eq!(read["QualificationValidity"], "1", "{name}");
            assert_eq!(read["MedicalInstitutionCode"], "1319999999", "{name}");
            if name.contains(".xml") {
                well_formed_for_libxml(&face.join(name));
            }
        }
        let log = desk.log();
        assert!(log.contains("handed on") && !log.contains("試験") && !log.contains("0012345"), "{log}");
    }
}

/// Runs a line of shell where the kiosk is, as root.
fn there(desk: &Desk, script: &str) {
    let mut command = desk.pcscd.command("sh");
    let status = command.args(["-ec", script, "sh"]).arg(face(desk)).status();
    assert!(status.expect("a shell").success(), "{script}");
}

/// What the kiosk's own eyes see in the folder: in its namespace something else may be mounted there.
fn count_there(desk: &Desk) -> usize {
    let output = desk.pcscd.command("ls").arg(face(desk)).output().expect("ls");
    String::from_utf8_lossy(&output.stdout).lines().filter(|name| name.starts_with("OQSsiquc01res_face_")).count()
}

/// Three visits, one after the other: no visit waits for the hand-off.
fn visits_go_on(desk: &Desk) {
    for persona in PEOPLE {
        desk.visits(persona, VALID);
        desk.leaves();
    }
}

#[test]
fn without_its_folder_the_kiosk_says_so_to_staff_and_visits_go_on() {
    let desk = Desk::set_up(Setup { before: xml, ..Setup::default() });
    let (face, away) = (face(&desk), desk.dir().join("away"));
    fs::rename(&face, &away).expect("another name");
    visits_go_on(&desk);
    desk.sees("K-611");
    fs::rename(&away, &face).expect("the old name");
    holds(&face, PEOPLE.len());
    desk.sees("見本助産院");
    assert!(!desk.shows("K-611"));
}

#[test]
fn a_folder_that_is_missing_or_read_only_is_told_before_the_first_visit() {
    let desk = Desk::set_up(Setup {
        before: |place| {
            xml(place);
            fs::remove_dir(place.dir.join("face")).expect("no folder");
        },
        ..Setup::default()
    });
    desk.sees("K-611");
    fs::create_dir(face(&desk)).expect("a folder");
    there(&desk, "mount -t tmpfs -o ro tmpfs \"$1\"");
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    desk.sees("K-611");
    there(&desk, "mount -o remount,rw \"$1\"");
    wait_for("the file", || (count_there(&desk) == 1).then_some(()));
}

#[test]
fn a_full_folder_is_told_apart_and_what_waits_is_written_once_there_is_space() {
    let desk = Desk::set_up(Setup { before: xml, ..Setup::default() });
    there(&desk, "mount -t tmpfs -o size=64k tmpfs \"$1\" && ! dd if=/dev/zero of=\"$1/full\" bs=1k 2>/dev/null");
    visits_go_on(&desk);
    desk.sees("K-612");
    assert_eq!(count_there(&desk), 0);
    there(&desk, "rm \"$1/full\"");
    wait_for("the files", || (count_there(&desk) == PEOPLE.len()).then_some(()));
    there(&desk, "test -z \"$(find \"$1\" -name '.*.part')\"");
}

/// A file system without a server, until this is dropped.
struct Silence(Child);

impl Silence {
    fn over(desk: &Desk) -> Self {
        let mount = "exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 unserved \"$1\" && \
                     echo silent && exec cat";
        let mut shell = desk.pcscd.command("sh");
        shell.args(["-ec", mount, "sh"]).arg(face(desk)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = shell.spawn().expect("a shell");
        let mut word = [0; 7];
        let said = std::io::Read::read_exact(child.stdout.as_mut().expect("a pipe"), &mut word);
        said.expect("fuse: a file system without a server");
        Self(child)
    }

    fn ends(mut self, desk: &Desk) {
        there(desk, "umount -l \"$1\"");
        let _already_ended = self.0.kill();
        self.0.wait().expect("the shell");
    }
}

#[test]
fn a_share_that_does_not_answer_holds_up_no_visit() {
    let desk = Desk::set_up(Setup { before: xml, ..Setup::default() });
    let silence = Silence::over(&desk);
    visits_go_on(&desk);
    wait_for_up_to(Duration::from_secs(20), "word to staff", || desk.shows("K-611").then_some(()));
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    silence.ends(&desk);
    holds(&face(&desk), PEOPLE.len() + 1);
    wait_for("the note to go", || (!desk.shows("K-611")).then_some(()));
}

#[test]
fn a_kiosk_whose_share_does_not_answer_ends_when_it_is_asked_to() {
    let mut desk = Desk::set_up(Setup { before: xml, ..Setup::default() });
    let silence = Silence::over(&desk);
    desk.visits("valid-kumiai", VALID);
    desk.leaves_a_clean_terminal_by("TERM");
    silence.ends(&desk);
}
