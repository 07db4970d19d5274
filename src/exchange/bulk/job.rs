//! One bulk check, step by step. A step blocks as long as the folders do, at most for the deadline of an answer;
//! between two steps nothing is held, so that several bulk checks and the single ones take turns.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::bookings::{Bookings, BookingsError};
use super::error::BulkError;
use super::pauses::{BulkPauses, Progress, Step};
use super::request::{self, RequestError, people};
use super::results;
use super::state::{BulkState, BulkStateFolder, Job, Phase};
use super::wait::{Found, Waited, Waiting};
use crate::common::{BookingFault, clock_is_set, in_japan};
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{BulkResult, Date, FacilityCode, Judged, Receipt, SentBulk, judge_receipt};
use crate::exchange::inquiry::{
    AnswerFile, AnswerSearch, Family, Folders, InquiryError, Put, RequestName, StateFolder, Steps, Withdrawal, bears,
    identifier,
};
use crate::exchange::read::read_at_most;
use crate::exchange::turn::{Held, Turn};
use crate::settings::ExchangeSettings;

/// A request without a receipt has none any more after so long.
const FORGOTTEN: Duration = Duration::from_secs(24 * 3600);

/// Most bytes of a result: 16 KiB a person.
const MAX_RESULT: u64 = 16 << 20;

/// Names that are tried where each is taken.
const NAMES: u32 = 20;

/// Asks about bookings.
pub struct BulkJob {
    settings: ExchangeSettings,
    facility: FacilityCode,
    /// The counter of requests, which all of this kiosk share.
    counter: StateFolder,
    state: BulkStateFolder,
    turn: Turn,
    pub(super) clock: fn() -> SystemTime,
    pub(super) pauses: BulkPauses,
    pub(super) steps: Steps,
}

/// An answer to a request for the result.
enum Fetched {
    InProgress,
    Result(BulkResult),
}

impl BulkJob {
    /// Asks the terminal of these settings. `state` is the folder of this kiosk's own state, `turn` is shared with what
    /// else asks in this process.
    #[must_use]
    pub fn new(settings: &ExchangeSettings, facility: &FacilityCode, state: &Path, turn: Turn) -> Self {
        Self {
            settings: settings.clone(),
            facility: facility.clone(),
            counter: StateFolder::new(state),
            state: BulkStateFolder::new(state),
            turn,
            clock: SystemTime::now,
            pauses: BulkPauses::new(settings),
            steps: Steps::default(),
        }
    }

    /// The day in Japan.
    #[must_use]
    pub fn today(&self) -> Date {
        in_japan((self.clock)()).date().into()
    }

    /// How far the bulk check of these bookings is, without a step.
    pub fn phase(&self, bookings: &Bookings) -> Result<Option<Step>, BulkError> {
        let state = self.state.lock()?;
        Ok(state.job(&bookings.digest).map(|job| match &job.phase {
            Phase::Asked { .. } => self.without_receipt(job),
            Phase::Received { .. } => Step::Wait(Duration::ZERO, Progress::Working),
            Phase::Done(counts) => Step::Done(*counts),
            Phase::Failed(fault) => Step::Failed(*fault),
        }))
    }

    /// Forgets that these bookings were asked about: staff ask for it once more.
    pub fn forget(&self, bookings: &Bookings) -> Result<(), BulkError> {
        Ok(self.state.lock()?.forget(&bookings.digest)?)
    }

    /// The next step of the bulk check of these bookings; its results are written to this file. An error ends nothing:
    /// the step may be tried again.
    pub fn step(&self, bookings: &Bookings, results: &Path) -> Result<Step, BulkError> {
        if !clock_is_set((self.clock)()) {
            return Err(InquiryError::ClockNotSet.into());
        }
        let mut state = match self.state.lock() {
            Err(InquiryError::Busy) => return Ok(Step::Wait(self.pauses.busy, Progress::Waits)),
            other => other?,
        };
        let Some(mut job) = state.job(&bookings.digest).cloned() else { return self.ask(&mut state, bookings) };
        if !job.answered.is_empty() {
            self.settle(&mut state, &mut job)?;
        }
        match job.phase.clone() {
            Phase::Asked { name, identifier } => self.look_for_receipt(&mut state, job, (&name, &identifier)),
            Phase::Received { .. } => self.result(&mut state, job, bookings, results),
            Phase::Done(counts) => Ok(Step::Done(counts)),
            Phase::Failed(fault) => Ok(Step::Failed(fault)),
        }
    }

    /// Step 1: asks, and waits for the receipt.
    fn ask(&self, state: &mut BulkState, bookings: &Bookings) -> Result<Step, BulkError> {
        let waits = Ok(Step::Wait(self.pauses.busy, Progress::Waits));
        let Some(held) = self.turn.bulk() else { return waits };
        let ExchangeSettings { requests, answers, .. } = self.settings.clone();
        let folders = Folders { requests, answers, steps: self.steps.clone() };
        folders.are_there()?;
        let no_random = || InquiryError::State { file: PathBuf::new(), why: "no random numbers".to_owned() };
        let (own, seed) = identifier().zip(identifier()).ok_or_else(no_random)?;
        let day = self.today();
        let people = people(&seed, &bookings.rows);
        let sent = (own.as_str(), &self.facility, day);
        let bytes = request::check(&bookings.rows, &people, sent, &self.settings).map_err(|error| match error {
            RequestError::Row(mistake) => BulkError::Bookings(BookingsError::Mistakes(vec![mistake])),
            RequestError::Inquiry(error) => error.into(),
        })?;
        for _ in 0..NAMES {
            let Some(name) = self.free_name(&folders, Family::BulkCheck)? else { return waits };
            let job = Job {
                digest: bookings.digest.clone(),
                seed: seed.clone(),
                day: day.to_wire(),
                made: self.now(),
                requests: folders.requests.clone(),
                answers: folders.answers.clone(),
                phase: Phase::Asked { name: name.clone(), identifier: own.clone() },
                answered: Vec::new(),
            };
            self.steps.at("note intent");
            state.put(job.clone())?;
            let mut may_lie_there = false;
            match folders.put_telling(&name, &bytes, self.settings.write, &mut may_lie_there) {
                Ok(Put::Done) => {
                    tracing::info!(people = people.len(), identifier = own, "asked about bookings");
                    return self.receipt(state, job, (&name, &own), held);
                }
                Ok(Put::NameTaken) => state.forget(&bookings.digest)?,
                Err(error) => {
                    let cleared = folders.clear(&name, &own);
                    if !may_lie_there || cleared == Ok(Withdrawal::Removed) {
                        state.forget(&bookings.digest)?;
                    }
                    return Err(error.into());
                }
            }
        }
        Err(InquiryError::CounterUsedUp.into())
    }

    /// The next free name of a request; its number is used up. `None`: a single check has the counter.
    fn free_name(&self, folders: &Folders, family: Family) -> Result<Option<RequestName>, InquiryError> {
        let mut counter = match self.counter.lock() {
            Err(InquiryError::Busy) => return Ok(None),
            other => other?,
        };
        let day = self.today();
        for _ in 0..NAMES {
            let number = counter.next_number(day, self.settings.counter)?;
            let name = RequestName::new(family, day, number);
            let free = folders.is_free(&name)?;
            self.steps.at("use number");
            counter.use_number(day, number, None)?;
            if free {
                return Ok(Some(name));
            }
        }
        Err(InquiryError::CounterUsedUp)
    }

    /// Waits for the receipt of a request that was sent just now.
    fn receipt(
        &self,
        state: &mut BulkState,
        job: Job,
        (name, identifier): (&RequestName, &str),
        held: Held,
    ) -> Result<Step, BulkError> {
        let folders = self.folders(&job);
        let mut held = Some(held);
        let waited = self.waiting(&folders, identifier, self.pauses.deadline).for_any(
            &mut [AnswerSearch::new(name)],
            &|text| judge_receipt(text, identifier, &self.facility),
            &mut held,
        );
        let gives_way = matches!(waited, Waited::GivesWay);
        if !gives_way && !matches!(waited, Waited::Nothing) {
            return self.received(state, job, &folders, waited);
        }
        match folders.withdraw(name, identifier) {
            Ok(Withdrawal::Removed) => {
                state.forget(&job.digest)?;
                if gives_way {
                    return Ok(Step::Wait(self.pauses.busy, Progress::Waits));
                }
                Err(InquiryError::NotTaken.into())
            }
            Ok(Withdrawal::NotThere) | Err(_) => Ok(self.without_receipt(&job)),
        }
    }

    /// Looks for the receipt of a request that may have been sent earlier, also by a process that was killed. It is
    /// taken back where it still lies there: then it was not sent, and may be.
    fn look_for_receipt(
        &self,
        state: &mut BulkState,
        job: Job,
        (name, identifier): (&RequestName, &str),
    ) -> Result<Step, BulkError> {
        let folders = self.folders(&job);
        folders.are_there()?;
        if folders.clear(name, identifier) == Ok(Withdrawal::Removed) {
            tracing::info!("a bulk request that was not taken is withdrawn; it is sent again");
            state.forget(&job.digest)?;
            return Ok(Step::Wait(Duration::ZERO, Progress::Waits));
        }
        let at_most = self.pauses.listing.saturating_mul(2);
        let waited = self.waiting(&folders, identifier, at_most).for_any(
            &mut [AnswerSearch::new(name)],
            &|text| judge_receipt(text, identifier, &self.facility),
            &mut None,
        );
        self.received(state, job, &folders, waited)
    }

    /// What the receipt says. It is on the disk before anything follows.
    fn received(
        &self,
        state: &mut BulkState,
        mut job: Job,
        folders: &Folders,
        waited: Waited<Receipt>,
    ) -> Result<Step, BulkError> {
        match waited {
            Waited::Found(Found { name, file, says: Receipt::Received(reception) }) => {
                tracing::info!(reception, "the terminal has the bookings");
                if let Phase::Asked { identifier, .. } = &job.phase {
                    job.answered.push((name, identifier.clone()));
                }
                let (since, fetches) = (self.now(), Vec::new());
                job.phase = Phase::Received { reception, since, rounds: 0, asked: 0, fetches };
                self.steps.at("note receipt");
                state.put(job)?;
                self.remove(folders, &file);
                Ok(Step::Wait(Duration::ZERO, Progress::Working))
            }
            Waited::Found(Found { file, says: Receipt::Refused(_), .. }) => {
                let ended = self.end(state, job, BookingFault::Refused);
                self.remove(folders, &file);
                ended
            }
            Waited::Failed(error) => self.fail(state, job, &error),
            Waited::Nothing | Waited::GivesWay if self.age(&job) > FORGOTTEN => {
                self.end(state, job, BookingFault::NoReceipt)
            }
            Waited::Nothing | Waited::GivesWay => Ok(self.without_receipt(&job)),
        }
    }

    fn without_receipt(&self, job: &Job) -> Step {
        if self.age(job) <= self.pauses.deadline {
            Step::Wait(self.pauses.between, Progress::Asked)
        } else {
            Step::Wait(self.pauses.between.saturating_mul(6), Progress::NoReceipt)
        }
    }

    /// Steps 3 and 4: asks for the result once, where it is time for it, and waits for the answer.
    fn result(
        &self,
        state: &mut BulkState,
        mut job: Job,
        bookings: &Bookings,
        results: &Path,
    ) -> Result<Step, BulkError> {
        let folders = self.folders(&job);
        let people = people(&job.seed, &bookings.rows);
        let day = Date::from_wire(&job.day).unwrap_or(self.today());
        let Phase::Received { reception, since, rounds, asked, fetches } = &mut job.phase else {
            return Ok(Step::Wait(self.pauses.between, Progress::Asked));
        };
        let (reception, now) = (reception.clone(), self.now());
        if now.saturating_sub(*since) > self.pauses.limit.as_secs() {
            return self.end(state, job, BookingFault::NotInTime);
        }
        folders.are_there()?;
        let sent = SentBulk { reception: &reception, facility: &self.facility, day, rows: &people };
        let judge = |text: &str| {
            Ok(match sent.judge(text)? {
                Judged::Answer(result) => Judged::Answer(Fetched::Result(result)),
                Judged::InProgress => Judged::Answer(Fetched::InProgress),
                Judged::NotOurs(whose) => Judged::NotOurs(whose),
                Judged::DoesNotFit(mismatch) => Judged::DoesNotFit(mismatch),
            })
        };
        // A clock that was set back must not make it wait for longer than the pause.
        let (pause, passed) = (self.pauses.before_round(*rounds), Duration::from_secs(now.saturating_sub(*asked)));
        if passed < pause {
            // An answer to an earlier request may have come late, or before this process was started.
            let at_most = self.pauses.reread.saturating_mul(2);
            let waiting = self.waiting(&folders, &reception, at_most);
            return match waiting.for_any(&mut searches(fetches), &judge, &mut None) {
                Waited::Nothing => Ok(Step::Wait(pause.saturating_sub(passed), Progress::Working)),
                waited => self.fetched(state, job, (&folders, bookings, results), waited),
            };
        }
        let waits = Ok(Step::Wait(self.pauses.busy, Progress::Working));
        let Some(held) = self.turn.bulk() else { return waits };
        let Some(name) = self.free_name(&folders, Family::BulkResult)? else { return waits };
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
        mut job: Job,
        (folders, bookings, results): (&Folders, &Bookings, &Path),
        waited: Waited<Fetched>,
    ) -> Result<Step, BulkError> {
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
                let counts = results::write(results, &bookings.rows, &rows).map_err(BulkError::Results)?;
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

    /// Ends for a reason that waiting does not change.
    fn fail(&self, state: &mut BulkState, job: Job, error: &InquiryError) -> Result<Step, BulkError> {
        tracing::warn!(%error, "a bulk check has no result");
        let fault = match error {
            InquiryError::Zip { .. } => BookingFault::Packed,
            InquiryError::Refused(_) => BookingFault::Refused,
            _ => BookingFault::Unreadable,
        };
        self.end(state, job, fault)
    }

    fn end(&self, state: &mut BulkState, job: Job, fault: BookingFault) -> Result<Step, BulkError> {
        self.steps.at("note end");
        state.put(Job { phase: Phase::Failed(fault), ..job })?;
        Ok(Step::Failed(fault))
    }

    fn remove(&self, folders: &Folders, file: &OsStr) {
        if self.settings.remove_answers
            && let Err(error) = folders.remove_answer(file)
        {
            tracing::warn!(%error, "an own answer cannot be removed from its folder; it stays there");
        }
    }

    /// Removes what is left of requests and answers, also by a process that was killed.
    fn settle(&self, state: &mut BulkState, job: &mut Job) -> Result<(), InquiryError> {
        let folders = self.folders(job);
        for (name, own) in std::mem::take(&mut job.answered) {
            let _ = folders.clear(&name, &own);
            let file = OsString::from(name.answer(AnswerFile::Answer));
            if read_at_most(MAX_RESULT, &folders.answers, &file).is_ok_and(|bytes| bears(&bytes, &own)) {
                self.remove(&folders, &file);
            }
        }
        state.put(job.clone())
    }

    /// The folders that the request was written to: the settings may name others by now.
    fn folders(&self, job: &Job) -> Folders {
        let Job { requests, answers, .. } = job;
        Folders { requests: requests.clone(), answers: answers.clone(), steps: self.steps.clone() }
    }

    fn waiting<'a>(&'a self, folders: &'a Folders, bears: &'a str, at_most: Duration) -> Waiting<'a> {
        Waiting { folders, bears, at_most, pauses: self.pauses, turn: &self.turn }
    }

    fn age(&self, job: &Job) -> Duration {
        Duration::from_secs(self.now().saturating_sub(job.made))
    }

    fn now(&self) -> u64 {
        (self.clock)().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }
}

/// Looks for the answers to these requests.
fn searches(fetches: &[RequestName]) -> Vec<AnswerSearch> {
    fetches.iter().map(|name| AnswerSearch::of_at_most(MAX_RESULT, name)).collect()
}
