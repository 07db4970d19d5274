//! Runs probes at the same time, each on a thread of its own and with a time limit.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::common::{Finding, FindingDetail, Part};

/// The time that a probe has. The slowest that ends by itself is the one of the service, with 3.5 s.
const PROBE_TIMEOUT: Duration = Duration::from_secs(10);

/// One examination of the machine. The doctor does not wait for it longer than [`PROBE_TIMEOUT`].
pub(super) struct Probe {
    /// The part that is reported as silent when the probe does not answer in time.
    part: Part,
    run: Box<dyn FnOnce() -> Vec<Finding> + Send>,
}

impl Probe {
    pub(super) fn new(part: Part, run: impl FnOnce() -> Vec<Finding> + Send + 'static) -> Self {
        Self { part, run: Box::new(run) }
    }
}

/// Runs the probes. A probe that still hangs from an earlier run is not started a second time.
#[derive(Debug, Default)]
pub struct Doctor {
    under_way: BTreeMap<Part, JoinHandle<()>>,
}

impl Doctor {
    /// Runs all probes at the same time and returns their findings in the order of the probes.
    pub(super) fn run(&mut self, probes: Vec<Probe>) -> Vec<Finding> {
        self.run_within(PROBE_TIMEOUT, probes)
    }

    fn run_within(&mut self, limit: Duration, probes: Vec<Probe>) -> Vec<Finding> {
        let deadline = Instant::now() + limit;
        self.under_way.retain(|_, thread| !thread.is_finished());
        let mut found: Vec<(Part, Option<Vec<Finding>>)> = Vec::new();
        let (tell, told) = channel();
        for (place, Probe { part, run }) in probes.into_iter().enumerate() {
            found.push((part, None));
            if self.under_way.contains_key(&part) {
                continue;
            }
            let tell = tell.clone();
            let spawned = thread::Builder::new().name("doctor".to_owned()).spawn(move || {
                // The receiver is gone when the probe is late.
                let _ = tell.send((place, run()));
            });
            if let Ok(thread) = spawned {
                self.under_way.insert(part, thread);
            }
        }
        drop(tell);
        while let Ok((place, findings)) = told.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if let Some((_, heard)) = found.get_mut(place) {
                *heard = Some(findings);
            }
        }
        let silent = |part| vec![Finding::broken(part, FindingDetail::NoAnswer)];
        found.into_iter().flat_map(|(part, heard)| heard.unwrap_or_else(|| silent(part))).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    #[test]
    fn a_probe_that_hangs_hides_nothing_but_itself_and_is_not_started_twice() {
        let (release, released) = sync_channel::<()>(0);
        let hangs = Probe::new(Part::Disk, move || {
            let _ = released.recv();
            Vec::new()
        });
        let fine = || Probe::new(Part::Log, || vec![Finding::fine(Part::Log, FindingDetail::On)]);
        let expected =
            [Finding::broken(Part::Disk, FindingDetail::NoAnswer), Finding::fine(Part::Log, FindingDetail::On)];
        let mut doctor = Doctor::default();
        assert_eq!(doctor.run_within(Duration::from_millis(200), vec![hangs, fine()]), expected);
        let again = Probe::new(Part::Disk, || panic!("begun a second time"));
        assert_eq!(doctor.run_within(Duration::from_secs(60), vec![again, fine()]), expected);
        drop(release);
        let thread = doctor.under_way.remove(&Part::Disk).unwrap();
        thread.join().unwrap();
        let now = Probe::new(Part::Disk, || vec![Finding::fine(Part::Disk, FindingDetail::On)]);
        assert_eq!(
            doctor.run_within(Duration::from_secs(60), vec![now]),
            [Finding::fine(Part::Disk, FindingDetail::On)]
        );
    }
}
