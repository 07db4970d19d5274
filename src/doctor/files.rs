//! Settings, journal, log, hand-off and results: the kiosk's own files, their permissions and the free disk space.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::{Access, StatVfsMountFlags, access, statvfs};
use rustix::process::geteuid;

use crate::common::{Finding, FindingDetail, Health, Part, StaffAccess};
use crate::journal::{self, Verified};
use crate::settings::{ResultSource, Settings};

/// Below this the free space is low, in MiB: it holds a year of journal and two weeks of log.
const LOW_SPACE: u64 = 100;
/// Below this the disk counts as full, in MiB.
const NO_SPACE: u64 = 10;

/// The user that runs the doctor. What root may do says nothing about what the kiosk's user may do.
pub(super) fn user() -> Finding {
    if geteuid().is_root() {
        Finding::look(Part::User, FindingDetail::AsRoot)
    } else {
        Finding::fine(Part::User, FindingDetail::Secured)
    }
}

/// The file that was read, and who may change it. Only the kiosk's user has to be able to: staff change settings in the
/// menu.
pub(super) fn settings(settings: &Settings) -> Vec<Finding> {
    if !settings.has_file() {
        return Vec::new();
    }
    let path = &settings.file;
    let mode = fs::metadata(path).map_or(0, |file| file.permissions().mode());
    // A reader of the hash can guess a short passcode from it.
    let hidden = if settings.is_guarded() { 0o026 } else { 0o022 };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.display().to_string();
    vec![if mode & hidden != 0 {
        Finding::look(Part::Settings, FindingDetail::OpenToOthers(name))
    } else if access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        Finding::look(Part::Settings, FindingDetail::Fixed(name))
    } else {
        Finding::fine(Part::Settings, FindingDetail::Name(name))
    }]
}

/// What shows who is staff. Without it no act of staff counts, and the first who comes can set the passcode.
pub(super) fn staff_access(settings: &Settings) -> Vec<Finding> {
    vec![match settings.staff_access() {
        StaffAccess::Passcode => Finding::fine(Part::StaffAccess, FindingDetail::Secured),
        StaffAccess::OutOfReach => {
            Finding::fine(Part::StaffAccess, FindingDetail::Name("keyboard_out_of_reach = true".to_owned()))
        }
        StaffAccess::Missing => Finding::look(Part::StaffAccess, FindingDetail::Exposed),
    }]
}

/// The chain, line by line, and the folder in which it grows.
pub(super) fn journal(settings: &Settings) -> Vec<Finding> {
    let Some(dir) = &settings.journal.dir else { return vec![Finding::look(Part::Journal, FindingDetail::Off)] };
    // Its last part is made when the kiosk starts.
    let made = if dir.exists() { dir.as_path() } else { dir.parent().unwrap_or(dir) };
    if let Some(fault) = unwritable(Part::Journal, made) {
        return vec![fault];
    }
    let file = dir.join(journal::FILE);
    vec![match fs::metadata(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Finding::fine(Part::Journal, FindingDetail::Lines(0)),
        _ => match journal::verify(&file) {
            Ok(Verified::Whole(whole)) => Finding::fine(Part::Journal, FindingDetail::Lines(whole.lines)),
            Ok(Verified::Flawed(flaws)) => Finding::broken(Part::Journal, FindingDetail::Flaws(flaws.len())),
            Err(_) => Finding::look(Part::Journal, FindingDetail::Forbidden(file.display().to_string())),
        },
    }]
}

/// The folder of the receipt computer.
pub(super) fn handoff(settings: &Settings) -> Vec<Finding> {
    vec![written(Part::HandOff, settings.handoff.as_ref().map(|handoff| handoff.dir.as_path()))]
}

/// The folder of the log. It is made where it is missing.
pub(super) fn log(settings: &Settings) -> Vec<Finding> {
    let dir = settings.log.dir.as_deref();
    let made = dir.map(|dir| dir.ancestors().find(|folder| folder.exists()).unwrap_or(dir));
    vec![written(Part::Log, made)]
}

fn written(part: Part, dir: Option<&Path>) -> Finding {
    let Some(dir) = dir else { return Finding::fine(part, FindingDetail::Off) };
    unwritable(part, dir).unwrap_or(Finding::fine(part, FindingDetail::On))
}

pub(super) fn unwritable(part: Part, dir: &Path) -> Option<Finding> {
    let name = || dir.display().to_string();
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => {
            let writes = access(dir, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).is_ok();
            (!writes).then(|| Finding::broken(part, FindingDetail::Unwritable(name())))
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Some(Finding::look(part, FindingDetail::Forbidden(name())))
        }
        Ok(_) | Err(_) => Some(Finding::broken(part, FindingDetail::Missing(name()))),
    }
}

/// The folder that results come from.
pub(super) fn results(settings: &Settings) -> Vec<Finding> {
    let ResultSource::Folder(folder) = &settings.source else { return Vec::new() };
    let name = || folder.dir.display().to_string();
    vec![match fs::read_dir(&folder.dir) {
        Ok(_) => Finding::fine(Part::Folder, FindingDetail::Ready),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Finding::broken(Part::Folder, FindingDetail::Forbidden(name()))
        }
        Err(_) => Finding::broken(Part::Folder, FindingDetail::Missing(name())),
    }]
}

/// Each disk once, whatever lies on it. One that is read-only is full, and stays as it is.
pub(super) fn disks(settings: &Settings) -> Vec<Finding> {
    let certificate = settings.site().map(|site| site.gateway.certificate);
    let folders = [
        settings.journal.dir.clone(),
        certificate.and_then(|certificate| certificate.parent().map(Path::to_owned)),
        settings.log.dir.clone(),
        settings.handoff.as_ref().map(|handoff| handoff.dir.clone()),
    ];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for folder in folders.into_iter().flatten() {
        let Ok(disk) = fs::metadata(&folder).map(|folder| folder.dev()) else { continue };
        let Ok(space) = statvfs(&folder) else { continue };
        if seen.insert(disk) && !space.f_flag.contains(StatVfsMountFlags::RDONLY) {
            let free = space.f_bavail.saturating_mul(space.f_frsize) >> 20;
            found.push(of_disk(folder.display().to_string(), free));
        }
    }
    found
}

pub(super) fn of_disk(folder: String, free: u64) -> Finding {
    let health = match free {
        ..NO_SPACE => Health::Broken,
        NO_SPACE..LOW_SPACE => Health::Look,
        _ => Health::Fine,
    };
    Finding::new(Part::Disk, health, FindingDetail::Free(folder, free))
}
