//! The file that stands as long as a call does.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::watch::Receiver;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::error::CallError;
use super::message::CallMessage;
use crate::common::{FileMode, ReplaceOptions, read_regular, replace_file};

/// As much of a file is looked at, to tell whether a kiosk has written it.
const MAX_CALL: u64 = 4096;
/// While the file cannot be written it is tried so often, as long as there is something to write.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Keeps the file as the receiver says, until its sender is gone. `tell` hears whether it fails, when that changes.
pub(super) async fn run(path: PathBuf, mut wanted: Receiver<Option<CallMessage>>, tell: impl Fn(bool)) {
    let mut failing = false;
    loop {
        let now = wanted.borrow_and_update().clone();
        let file = path.clone();
        // A share that hangs keeps one thread. Until it comes back there is no use in asking it again.
        let result = spawn_blocking(move || put(&file, now.as_ref())).await;
        let Ok(result) = result else { return };
        let again = match result {
            Ok(()) => {
                if failing {
                    tracing::info!("the file of calls can be written again");
                    tell(false);
                }
                failing = false;
                false
            }
            Err(error) => {
                if !failing {
                    tracing::warn!(%error, "a call for staff is not written");
                    tell(true);
                }
                failing = true;
                error.may_pass()
            }
        };
        let changed =
            if again { timeout(RETRY_AFTER, wanted.changed()).await.unwrap_or(Ok(())) } else { wanted.changed().await };
        if changed.is_err() {
            return;
        }
    }
}

/// Writes the call, or removes the file where there is none.
pub(super) fn put(path: &Path, call: Option<&CallMessage>) -> Result<(), CallError> {
    let unwritable = |source| CallError::Unwritable { path: path.to_owned(), source };
    match fs::symlink_metadata(path) {
        Ok(_) if !is_of_a_call(path) => return Err(CallError::Foreign(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(unwritable(error)),
    }
    let Some(call) = call else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(error)),
            _ => Ok(()),
        };
    };
    let mut line = call.to_json();
    line.push(b'\n');
    let options = ReplaceOptions { hidden: true, mode: FileMode::Umasked(0o644), owner: None, synced: false };
    replace_file(path, &line, options).map_err(unwritable)
}

/// Whether a kiosk has written this file: a setting that names another must not cost it.
fn is_of_a_call(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|file| file.is_file());
    is_file && read_regular(path, MAX_CALL).is_ok_and(|text| serde_json::from_str::<CallMessage>(&text).is_ok())
}
