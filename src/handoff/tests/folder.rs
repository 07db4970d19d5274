//! What happens in the folder.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use tokio::time::Instant;

use super::*;
use crate::common::HandOffId;
use crate::exchange::ResultFileKind;
use crate::handoff::clock::Moment;
use crate::handoff::label::HandOffLabel;
use crate::handoff::name::{of_result, unfinished};
use crate::handoff::spool_folder::{Doubt, SpoolError, SpoolFolder};

const DAY: Duration = Duration::from_secs(86_400);
/// The folder, in the environment of a test that another test has started.
const INSIDE: &str = "UKETSUKE_TEST_FOLDER";
const NAME: &str = "OQSsiquc01res_face_uketsuke00000000000000ab_20261123003005.xml";

fn spool_folder(dir: &Path) -> SpoolFolder {
    SpoolFolder::new(dir, 7 * DAY)
}

/// Now, by a clock that is right.
fn now() -> Moment {
    Moment { running: Instant::now(), wall: Some(SystemTime::now()) }
}

fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_name_that_is_taken_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(NAME), "another's").unwrap();
    symlink("nowhere", dir.path().join("link.xml")).unwrap();
    let taken = [NAME, "link.xml", "free.xml"].map(|name| Ok(name.to_owned()));
    spool_folder(dir.path()).put_as(b"ours", taken.into_iter(), &mut Doubt::default(), now()).unwrap();
    assert_eq!(fs::read(dir.path().join(NAME)).unwrap(), b"another's");
    assert_eq!(fs::read(dir.path().join("free.xml")).unwrap(), b"ours");
    assert!(fs::symlink_metadata(dir.path().join("link.xml")).unwrap().is_symlink());
    assert_eq!(files(dir.path()), [NAME, "free.xml", "link.xml"]);
    let none_free = [Ok(NAME.to_owned())].into_iter();
    assert!(matches!(
        spool_folder(dir.path()).put_as(b"ours", none_free, &mut Doubt::default(), now()),
        Err(SpoolError::Missing(_))
    ));
    assert_eq!(files(dir.path()), [NAME, "free.xml", "link.xml"], "nothing is left behind");
}

#[test]
fn a_file_that_a_share_renamed_without_saying_so_is_not_handed_on_twice() {
    let dir = tempfile::tempdir().unwrap();
    let (part, names) = (unfinished(7), || [Ok(NAME.to_owned())].into_iter());
    let doubt = || Doubt::of(&part);
    // The share renamed it, and a receipt computer may have fetched it.
    spool_folder(dir.path()).put_as(b"ours", names(), &mut doubt(), now()).unwrap();
    assert_eq!(files(dir.path()), [""; 0]);
    // It did not: the provisional name is still there.
    fs::write(dir.path().join(&part), "ours").unwrap();
    spool_folder(dir.path()).put_as(b"ours", names(), &mut doubt(), now()).unwrap();
    assert_eq!(files(dir.path()), [NAME]);
}

#[test]
fn a_power_cut_in_the_middle_of_a_write_leaves_no_part_of_a_result_and_takes_none_that_was_there() {
    let dir = tempfile::tempdir().unwrap();
    let whole = SAMPLE.as_bytes();
    fs::write(dir.path().join(NAME), whole).unwrap();
    for written in (0..=whole.len()).step_by(61) {
        let part = unfinished(7);
        fs::write(dir.path().join(&part), &whole[..written]).unwrap();
        assert_eq!(ResultFileKind::from_name(part.as_ref()), None, "no reader takes it for a result");
        spool_folder(dir.path()).look(now()).unwrap();
        assert_eq!(files(dir.path()), [NAME], "{written} bytes");
    }
    assert_eq!(fs::read(dir.path().join(NAME)).unwrap(), whole);
}

/// Of the process as a whole, so it is set for a process of its own.
#[test]
fn a_file_is_for_its_owner_and_group_whatever_the_umask() {
    for umask in ["000", "077"] {
        let dir = tempfile::tempdir().unwrap();
        let output = elsewhere(&format!("umask {umask} && exec \"$@\""), "inside_a_umask", dir.path());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(mode(&dir.path().join(NAME)), 0o640, "{umask}");
    }
}

/// Runs that test of this file in a process of its own, started by this line of shell.
fn elsewhere(script: &str, test: &str, dir: &Path) -> std::process::Output {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(std::env::current_exe().unwrap()).env(INSIDE, dir);
    command.args(["--exact", &format!("handoff::tests::folder::{test}"), "--ignored"]).output().unwrap()
}

#[test]
#[ignore = "with a umask of its own, started by another test"]
fn inside_a_umask() {
    let Some(dir) = std::env::var_os(INSIDE) else { return };
    spool_folder(Path::new(&dir))
        .put_as(b"ours", [Ok(NAME.to_owned())].into_iter(), &mut Doubt::default(), now())
        .unwrap();
}

#[test]
fn a_program_killed_before_a_file_has_its_name_leaves_nothing_that_a_receipt_computer_reads() {
    let dir = tempfile::tempdir().unwrap();
    let output = elsewhere("exec \"$@\"", "inside_a_program_that_is_killed", dir.path());
    assert_eq!(output.status.signal(), Some(9), "{}", String::from_utf8_lossy(&output.stdout));
    let left = files(dir.path());
    assert!(matches!(&left[..], [one] if one.starts_with(".uketsuke-") && !one.contains(".xml")), "{left:?}");
    spool_folder(dir.path()).look(now()).unwrap();
    assert_eq!(files(dir.path()), [""; 0], "the next start clears it away");
}

#[test]
#[ignore = "kills itself, started by another test"]
fn inside_a_program_that_is_killed() {
    let Some(dir) = std::env::var_os(INSIDE) else { return };
    // A name is asked for once everything is on the disk.
    let dies = std::iter::once_with(|| {
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL)?;
        Ok(NAME.to_owned())
    });
    spool_folder(Path::new(&dir)).put_as(b"ours", dies, &mut Doubt::default(), now()).unwrap();
}

#[test]
fn only_old_files_of_ours_are_removed_through_no_link_and_in_no_folder() {
    let dir = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let ours = |random| of_result(HandOffLabel::Confirmed, HandOffId(random), SystemTime::now(), "xml");
    let (old, young, linked, folder) = (ours(1), ours(2), ours(3), ours(4));
    let others =
        ["OQSsiquc01res_face_0001_20200101000000.xml", "notes.txt", ".hidden", "OQSsiquc01res_face_uketsuke.xml"];
    for name in [&old, &young].into_iter().map(String::as_str).chain(others) {
        fs::write(at(name), "x").unwrap();
    }
    let (target, inside) = (outside.path().join(&old), at(&folder).join(&old));
    fs::write(&target, "x").unwrap();
    symlink(&target, at(&linked)).unwrap();
    fs::create_dir(at(&folder)).unwrap();
    fs::write(&inside, "x").unwrap();
    for file in [&at(&old), &target, &at(&linked), &inside, &at(&folder)].into_iter().chain(&others.map(at)) {
        ages(file, 8 * DAY);
    }
    ages(&at(&young), 6 * DAY);
    let mut left = files(dir.path());
    left.retain(|name| *name != old);
    spool_folder(dir.path()).look(now()).unwrap();
    assert_eq!(files(dir.path()), left);
    assert!(target.exists() && inside.exists());
    spool_folder(dir.path()).put_as(b"ours", [Ok(ours(5))].into_iter(), &mut Doubt::default(), now()).unwrap();
    assert_eq!(files(dir.path()).len(), left.len() + 1);
    ages(&at(&young), 8 * DAY);
    spool_folder(dir.path()).put_as(b"ours", [Ok(ours(6))].into_iter(), &mut Doubt::default(), now()).unwrap();
    assert!(!at(&young).exists(), "a write clears as well");
}

#[test]
fn a_file_that_was_fetched_is_forgotten_with_the_next_one() {
    let dir = tempfile::tempdir().unwrap();
    let folder = spool_folder(dir.path());
    for file in 1..=100 {
        let name = of_result(HandOffLabel::Confirmed, HandOffId(file), SystemTime::now(), "xml");
        folder.put_as(b"ours", [Ok(name.clone())].into_iter(), &mut Doubt::default(), now()).unwrap();
        assert_eq!(folder.known(), 1, "{file} files were handed on, and all but the last one fetched");
        fs::remove_file(dir.path().join(name)).unwrap();
    }
    folder.look(now()).unwrap();
    assert_eq!(folder.known(), 0);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("face");
    assert!(matches!(spool_folder(&missing).look(now()), Err(SpoolError::Missing(_))));
    fs::write(&missing, "a file").unwrap();
    assert!(matches!(spool_folder(&missing).look(now()), Err(SpoolError::Missing(_))));
    assert_eq!(files(dir.path()), ["face"]);
}
