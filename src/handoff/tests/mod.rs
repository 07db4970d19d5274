//! Real files in real folders. The clock of deadlines stands still while every task waits, so nothing here waits for
//! time.

mod contents;
mod folder;
mod keeping;

use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, utimensat};

use crate::eligibility::XmlMsg;
use crate::settings::{FileEncoding, HandOffFormat, HandOffSettings};

const SAMPLE: &str = include_str!("../../../config/samples/OQSsiquc01res_face_utf-8.xml");

/// A confirmed answer about a synthetic person.
fn sample() -> XmlMsg {
    XmlMsg::from_xml(SAMPLE).unwrap()
}

/// The same answer about a person with this name.
fn named(name: &str) -> XmlMsg {
    XmlMsg::from_xml(&SAMPLE.replace("試験　花子", name)).unwrap()
}

fn settings(dir: &Path, format: HandOffFormat, encoding: FileEncoding) -> HandOffSettings {
    HandOffSettings { format, dir: dir.to_owned(), encoding, keep: Duration::from_secs(7 * 86_400) }
}

/// Everything in the folder, hidden files as well, by name.
fn files(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Sets back when a file was changed last; of a link, the link itself.
fn ages(file: &Path, by: Duration) {
    let then = SystemTime::now() - by;
    let seconds = then.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let then = Timespec { tv_sec: seconds.try_into().unwrap(), tv_nsec: 0 };
    let times = Timestamps { last_access: then, last_modification: then };
    utimensat(CWD, file, &times, AtFlags::SYMLINK_NOFOLLOW).unwrap();
}
