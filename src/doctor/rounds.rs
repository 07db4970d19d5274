//! Checks side by side, each with its time.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::common::finding::{Finding, FindingDetail, Part};

/// So long every check has. The longest of ours that ends by itself is the service's, with three and a half seconds.
const LIMIT: Duration = Duration::from_secs(10);

/// A check that nobody has to wait for.
pub(super) struct Check {
    /// What stands in the findings where it is not heard from.
    part: Part,
    run: Box<dyn FnOnce() -> Vec<Finding> + Send>,
}

impl Check {
    pub(super) fn of(part: Part, run: impl FnOnce() -> Vec<Finding> + Send + 'static) -> Self {
        Self { part, run: Box::new(run) }
    }
}

/// Whoever looks. Looking again does not begin a check anew that still hangs from the last time.
#[derive(Debug, Default)]
pub struct Doctor {
    under_way: BTreeMap<Part, JoinHandle<()>>,
}

impl Doctor {
    /// Runs all of them at once and returns what they found, in their order.
    pub(super) fn look(&mut self, checks: Vec<Check>) -> Vec<Finding> {
        self.look_for(LIMIT, checks)
    }

    fn look_for(&mut self, limit: Duration, checks: Vec<Check>) -> Vec<Finding> {
        let deadline = Instant::now() + limit;
        self.under_way.retain(|_, thread| !thread.is_finished());
        let mut found: Vec<(Part, Option<Vec<Finding>>)> = Vec::new();
        let (tell, told) = channel();
        for (place, Check { part, run }) in checks.into_iter().enumerate() {
            found.push((part, None));
            if self.under_way.contains_key(&part) {
                continue;
            }
            let tell = tell.clone();
            let spawned = thread::Builder::new().name("doctor".to_owned()).spawn(move || {
                // Nobody listens any more to one that is late.
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
    fn a_check_that_hangs_hides_nothing_but_itself_and_is_not_begun_twice() {
        let (release, released) = sync_channel::<()>(0);
        let hangs = Check::of(Part::Disk, move || {
            let _ = released.recv();
            Vec::new()
        });
        let fine = || Check::of(Part::Log, || vec![Finding::fine(Part::Log, FindingDetail::On)]);
        let expected =
            [Finding::broken(Part::Disk, FindingDetail::NoAnswer), Finding::fine(Part::Log, FindingDetail::On)];
        let mut doctor = Doctor::default();
        assert_eq!(doctor.look_for(Duration::from_millis(200), vec![hangs, fine()]), expected);
        let again = Check::of(Part::Disk, || panic!("begun a second time"));
        assert_eq!(doctor.look_for(Duration::from_secs(60), vec![again, fine()]), expected);
        drop(release);
        let thread = doctor.under_way.remove(&Part::Disk).unwrap();
        thread.join().unwrap();
        let now = Check::of(Part::Disk, || vec![Finding::fine(Part::Disk, FindingDetail::On)]);
        assert_eq!(doctor.look_for(Duration::from_secs(60), vec![now]), [Finding::fine(Part::Disk, FindingDetail::On)]);
    }
}
