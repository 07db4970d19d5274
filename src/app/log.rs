//! The log: what happened, never to whom.

use std::io;
use std::sync::{Mutex, PoisonError};

use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::log_files::DayFiles;
use crate::settings::{LogLevel, LogSettings};

/// Lines that wait for a slow disk before further ones are lost: those of a hundred visits at level debug. The queue
/// has a place for each of them from the start; the library's own limit takes four million bytes.
const WAITING_LINES: usize = 4096;

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
#[error("{dir}: the log cannot be written there ({source}); make the folder writable or change [log] dir")]
pub struct LogError {
    dir: String,
    source: io::Error,
}

/// The thread that writes. A static, because a panic has to reach it: the program aborts
/// right after, and the line that says where would still be on its way.
static WRITER: Mutex<Option<WorkerGuard>> = Mutex::new(None);

/// A log that was started. Finished when dropped.
#[derive(Debug)]
pub struct Started(());

impl Drop for Started {
    fn drop(&mut self) {
        finish();
    }
}

/// Writes what is still on its way. Nothing is written afterwards.
pub fn finish() {
    drop(WRITER.lock().unwrap_or_else(PoisonError::into_inner).take());
}

/// Starts the log, if the settings ask for one.
///
/// The lines are written by a thread of their own that loses lines rather than hold up a visit: a slow or full disk
/// must not be felt at the desk. Nothing is ever said on the terminal, which is the kiosk's.
pub fn start(log: &LogSettings) -> Result<Option<Started>, LogError> {
    let Some(dir) = &log.dir else { return Ok(None) };
    let file = DayFiles::open(dir).map_err(|source| LogError { dir: dir.display().to_string(), source })?;
    let (writer, guard) = NonBlockingBuilder::default().buffered_lines_limit(WAITING_LINES).finish(file);
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false).log_internal_errors(false);
    // Our own words only: what a library traces of a connection is not ours to vouch for.
    let ours = Targets::new().with_target("uketsuke", filter(log.level));
    // A second start in one process keeps the first log.
    let _ = tracing_subscriber::registry().with(lines.with_filter(ours)).try_init();
    *WRITER.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
    Ok(Some(Started(())))
}

const fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_before_the_end_are_on_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let log = LogSettings { dir: Some(dir.path().to_owned()), level: LogLevel::Info };
        let _started = start(&log).unwrap();
        // Enough to keep the writer busy for longer than this test takes to look, and fewer than may wait.
        for line in 0..WAITING_LINES - 1 {
            tracing::info!(line, "before");
        }
        tracing::error!(line = 4711, "panic");
        finish();
        let file = std::fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap();
        assert!(std::fs::read_to_string(file.path()).unwrap().contains("panic line=4711"));
    }
}
