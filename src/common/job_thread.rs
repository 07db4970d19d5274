//! A thread with a queue of jobs, which has time to finish when its handle is dropped.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use std::{fmt, io, thread};

/// The handle on the thread. Dropping it closes the queue and waits for the thread, at most for the exit time.
pub struct JobThread<J> {
    jobs: Option<Sender<J>>,
    ended: Receiver<()>,
    exit_time: Duration,
}

impl<J: Send + 'static> JobThread<J> {
    /// Starts a thread that runs `run` on the queue until that is closed.
    pub fn start(name: &str, exit_time: Duration, run: impl FnOnce(&Receiver<J>) + Send + 'static) -> io::Result<Self> {
        let (jobs, queue) = channel();
        let (end, ended) = channel();
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            run(&queue);
            drop(end);
        })?;
        Ok(Self { jobs: Some(jobs), ended, exit_time })
    }
}

impl<J> JobThread<J> {
    /// Hands a job over. `false`: the thread has panicked and is gone.
    pub fn send(&self, job: J) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }
}

impl<J> Drop for JobThread<J> {
    fn drop(&mut self) {
        self.jobs = None;
        // Disconnected is the expected answer: the thread dropped its end.
        let _ = self.ended.recv_timeout(self.exit_time);
    }
}

// A job can hold a secret, so it needs no `Debug`.
impl<J> fmt::Debug for JobThread<J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobThread").finish_non_exhaustive()
    }
}
