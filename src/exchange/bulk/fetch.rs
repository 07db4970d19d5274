//! Steps 3 and 4 of a bulk request: asking for the result, and the result.

use std::path::Path;
use std::time::Duration;

use super::bookings::Bookings;
use super::error::BulkError;
use super::job::{BulkJob, MAX_RESULT};
use super::kind::BulkKind;
use super::pauses::{Progress, Step};
use super::request;
use super::state::{BulkState, Job, Phase};
use super::wait::{Found, Waited};
use crate::common::BookingFault;
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{BulkResult, Date, Judged};
use crate::exchange::inquiry::{AnswerSearch, Folders, RequestName};

/// An answer to a request for the result.
pub(super) enum Fetched<A> {
    InProgress,
    Result(BulkResult<A>),
}

impl<K: BulkKind> BulkJob<K> {
    /// Steps 3 and 4: asks for the result once, where it is time for it, and waits for the answer.
    pub(super) fn result(
        &self,
        state: &mut BulkState,
        mut job: Job<K::Counts>,
        bookings: &Bookings,
        results: &Path,
    ) -> Result<Step<K::Counts>, BulkError> {
        let folders = self.folders(&job);
        let rows = K::rows(&job.seed, &bookings.rows);
        let day = Date::from_wire(&job.day).unwrap_or(self.today());
        let Phase::Received { reception, since, rounds, asked, fetches, .. } = &mut job.phase else {
            return Ok(Step::Wait(self.pauses.between, Progress::Asked));
        };
        let (reception, now) = (reception.clone(), self.now());
        if now.saturating_sub(*since) > self.pauses.limit.as_secs() {
            return self.end(state, job, BookingFault::NotInTime);
        }
        folders.are_there()?;
        let judge = |text: &str| {
            Ok(match K::judge(text, &rows, (&reception, &self.facility, day))? {
                Judged::InProgress => Judged::Answer(Fetched::InProgress),
                other => other.map(Fetched::Result),
            })
        };
        // A clock that was set back must not make it wait for longer than the pause.
        let pause = self.pauses.before_round(*rounds);
        let passed = now.checked_sub(*asked).map_or(pause, Duration::from_secs);
        if passed < pause || !fetches.is_empty() {
            // An answer to an earlier request may have come late, or before this process was started.
            let at_most = self.pauses.reread.saturating_mul(2);
            let waiting = self.waiting(&folders, &reception, at_most);
            match waiting.for_any(&mut searches(fetches), &judge, &mut None) {
                Waited::Nothing if passed >= pause => {}
                Waited::Nothing => return Ok(Step::Wait(pause.saturating_sub(passed), Progress::Working)),
                waited => return self.fetched(state, job, (&folders, bookings, results), waited),
            }
        }
        let waits = Ok(Step::Wait(self.pauses.busy, Progress::Working));
        let Some(held) = self.turn.bulk() else { return waits };
        let Some(name) = self.free_name(&folders, K::FETCH)? else { return waits };
        if let Some(last) = fetches.last() {
            // What a process that was killed has left of it; its answer may come all the same.
            let _ = folders.clear(last, &reception);
        }
        (*rounds, *asked) = (rounds.saturating_add(1), now);
        fetches.push(name.clone());
        let mut searches = searches(fetches);
        self.steps.at("note round");
        state.put(job.clone())?;
        let bytes = request::fetch(&reception, &self.facility, &self.settings);
        folders.put(&name, &bytes, self.settings.write)?;
        let mut held = Some(held);
        let waited = self.waiting(&folders, &reception, self.pauses.deadline).for_any(&mut searches, &judge, &mut held);
        if matches!(waited, Waited::Nothing | Waited::GivesWay) {
            // What nothing has taken must not lie there beside the next one.
            let _ = folders.withdraw(&name, &reception);
        }
        drop(held);
        self.fetched(state, job, (&folders, bookings, results), waited)
    }

    /// What an answer to a request for the result says. The results lie beside the bookings before the end is noted,
    /// and the answer is removed last.
    fn fetched(
        &self,
        state: &mut BulkState,
        mut job: Job<K::Counts>,
        (folders, bookings, results): (&Folders, &Bookings, &Path),
        waited: Waited<Fetched<K::Answer>>,
    ) -> Result<Step<K::Counts>, BulkError> {
        let Phase::Received { rounds, fetches, reception, .. } = &mut job.phase else {
            return Ok(Step::Wait(self.pauses.between, Progress::Asked));
        };
        let later = Ok(Step::Wait(self.pauses.before_round((*rounds).max(1)), Progress::Working));
        let Found { name, file, says } = match waited {
            Waited::Nothing | Waited::GivesWay => return later,
            Waited::Failed(error) => return self.fail(state, job, &error),
            Waited::Found(found) => found,
        };
        let step = match says {
            Fetched::InProgress => {
                fetches.retain(|other| *other != name);
                job.answered.push((name, reception.clone()));
                state.put(job)?;
                later?
            }
            Fetched::Result(BulkResult::Failed(_)) => self.end(state, job, BookingFault::Failed)?,
            Fetched::Result(BulkResult::Rows(rows)) => {
                self.steps.at("write results");
                if bookings.is_replaced() {
                    return Err(BulkError::Replaced);
                }
                let counts = K::write(results, bookings, &rows).map_err(BulkError::Results)?;
                tracing::info!(?counts, "the results of bookings are written");
                job.answered = fetches.drain(..).map(|name| (name, reception.clone())).collect();
                job.phase = Phase::Done(counts);
                self.steps.at("note end");
                state.put(job)?;
                Step::Done(counts)
            }
        };
        self.remove(folders, &file);
        Ok(step)
    }
}

/// Looks for the answers to these requests.
fn searches(fetches: &[RequestName]) -> Vec<AnswerSearch> {
    fetches.iter().map(|name| AnswerSearch::of_at_most(MAX_RESULT, name)).collect()
}
