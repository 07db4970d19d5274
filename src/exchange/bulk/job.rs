//! One bulk request, step by step. A step blocks as long as the folders do, at most for the deadline of an answer;
//! between two steps nothing is held, so that several bulk requests and the single ones take turns.

use std::ffi::{OsStr, OsString};
use std::marker::PhantomData;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::beside::{Beside, lying};
use super::bookings::{Bookings, BookingsError};
use super::error::BulkError;
use super::kind::BulkKind;
use super::pauses::{Again, BulkPauses, Progress, Step};
use super::state::{BulkState, BulkStateFolder, Job, Phase};
use super::wait::Waiting;
use crate::common::{BookingFault, clock_is_set, in_japan};
use crate::eligibility::{Date, FacilityCode};
use crate::exchange::inquiry::{AnswerFile, Folders, InquiryError, StateFolder, Steps, Withdrawal, bears};
use crate::exchange::read::read_at_most;
use crate::exchange::stop::Stop;
use crate::exchange::turn::Turn;
use crate::settings::ExchangeSettings;

/// A request without a receipt has none any more after so long.
pub(super) const FORGOTTEN: Duration = Duration::from_secs(24 * 3600);

/// Most bytes of a result: 16 KiB a person.
pub(super) const MAX_RESULT: u64 = 16 << 20;

/// Asks about bookings, in requests of one kind.
pub struct BulkJob<K> {
    pub(super) settings: ExchangeSettings,
    pub(super) facility: FacilityCode,
    /// The counter of requests, which all of this kiosk share.
    pub(super) counter: StateFolder,
    pub(super) state: BulkStateFolder,
    pub(super) turn: Turn,
    stop: Stop,
    pub(super) clock: fn() -> SystemTime,
    pub(super) pauses: BulkPauses,
    pub(super) steps: Steps,
    kind: PhantomData<fn() -> K>,
}

impl<K: BulkKind> BulkJob<K> {
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
            stop: Stop::default(),
            clock: SystemTime::now,
            pauses: BulkPauses::new(settings),
            steps: Steps::default(),
            kind: PhantomData,
        }
    }

    /// The same, whose steps end early once `stop` is set: what the terminal has not taken by then is withdrawn.
    #[must_use]
    pub fn until(self, stop: Stop) -> Self {
        Self { stop, ..self }
    }

    /// The day in Japan.
    #[must_use]
    pub fn today(&self) -> Date {
        in_japan((self.clock)()).date().into()
    }

    /// Reads bookings, with what this kind of request needs.
    pub fn read(&self, file: &Path) -> Result<Bookings, BookingsError> {
        Bookings::read(file, self.today(), K::PURPOSE)
    }

    /// The next step of the request about these bookings; its results are written to this file. An error ends nothing:
    /// the step may be tried again.
    pub fn step(&self, bookings: &Bookings, results: &Path) -> Result<Step<K::Counts>, BulkError> {
        self.step_telling(bookings, results, &mut |_| {})
    }

    /// The same; `tell` hears how far it is before the step waits for the terminal.
    pub(super) fn step_telling(
        &self,
        bookings: &Bookings,
        results: &Path,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<Step<K::Counts>, BulkError> {
        if !clock_is_set((self.clock)()) {
            return Err(InquiryError::ClockNotSet.into());
        }
        let mut state = match self.state.lock() {
            Err(InquiryError::Busy) => return Ok(Step::Wait(self.pauses.busy, Progress::Waits)),
            other => other?,
        };
        let Some(mut job) = state.job::<K::Counts>(&bookings.digest).cloned() else {
            return self.ask(&mut state, bookings, results, tell);
        };
        if !job.answered.is_empty() {
            self.settle(&mut state, &mut job)?;
        }
        match job.phase.clone() {
            Phase::Asked { name, identifier } => self.look_for_receipt(&mut state, job, (&name, &identifier)),
            Phase::Received { .. } => self.result(&mut state, job, bookings, results),
            // Another file may have the same rows, and others' results may have taken the place of these.
            Phase::Done(_) if lying(results, K::COLUMNS, bookings) != Beside::Own => {
                Ok(Step::Failed(BookingFault::Elsewhere, Again::Request))
            }
            Phase::Done(_) | Phase::Failed(_) | Phase::Unread { .. } => Ok(self.state_of(&job)),
        }
    }

    /// What is known of a job that nothing is done for.
    pub(super) fn state_of(&self, job: &Job<K::Counts>) -> Step<K::Counts> {
        match &job.phase {
            Phase::Asked { .. } => self.without_receipt(job),
            Phase::Received { .. } => Step::Wait(self.pauses.between, Progress::Working),
            Phase::Done(counts) => Step::Done(*counts),
            Phase::Failed(fault) => Step::Failed(*fault, Again::Request),
            Phase::Unread { fault, .. } => Step::Failed(*fault, Again::Result),
        }
    }

    pub(super) fn without_receipt(&self, job: &Job<K::Counts>) -> Step<K::Counts> {
        if self.age(job) <= self.pauses.deadline {
            Step::Wait(self.pauses.between, Progress::Asked)
        } else {
            Step::Wait(self.pauses.between.saturating_mul(6), Progress::NoReceipt)
        }
    }

    /// Ends for a reason that waiting does not change.
    pub(super) fn fail(
        &self,
        state: &mut BulkState,
        job: Job<K::Counts>,
        error: &InquiryError,
    ) -> Result<Step<K::Counts>, BulkError> {
        tracing::warn!(%error, "a bulk request has no result");
        let fault = match error {
            InquiryError::Zip { .. } => BookingFault::Packed,
            InquiryError::Refused(_) => BookingFault::Refused,
            _ => BookingFault::Unreadable,
        };
        self.end(state, job, fault)
    }

    /// Ends it. Where the terminal has a result that was not read, its reception number is kept, for once.
    pub(super) fn end(
        &self,
        state: &mut BulkState,
        mut job: Job<K::Counts>,
        fault: BookingFault,
    ) -> Result<Step<K::Counts>, BulkError> {
        let has_result = matches!(fault, BookingFault::Packed | BookingFault::Unreadable | BookingFault::NotInTime);
        job.phase = match job.phase {
            Phase::Received { reception, once_more: false, .. } if has_result => Phase::Unread { fault, reception },
            _ => Phase::Failed(fault),
        };
        job.recorded &= fault == BookingFault::NoReceipt;
        self.steps.at("note end");
        let step = self.state_of(&job);
        state.put(job)?;
        Ok(step)
    }

    pub(super) fn remove(&self, folders: &Folders, file: &OsStr) {
        if self.settings.remove_answers
            && let Err(error) = folders.remove_answer(file)
        {
            tracing::warn!(%error, "an own answer cannot be removed from its folder; it stays there");
        }
    }

    /// Removes what is left of requests and answers, also by a process that was killed. Once it has ended, an answer
    /// that was not wanted any more may still come.
    fn settle(&self, state: &mut BulkState, job: &mut Job<K::Counts>) -> Result<(), InquiryError> {
        let folders = self.folders(job);
        let may_come = job.phase.has_ended() && self.age(job) <= FORGOTTEN;
        let before = job.answered.len();
        job.answered.retain(|(name, own)| {
            let withdrawn = folders.clear(name, own) == Ok(Withdrawal::Removed);
            let file = OsString::from(name.answer(AnswerFile::Answer));
            let came = read_at_most(MAX_RESULT, &folders.answers, &file).is_ok_and(|bytes| bears(&bytes, own));
            if came {
                self.remove(&folders, &file);
            }
            may_come && !withdrawn && !came
        });
        if job.answered.len() == before { Ok(()) } else { state.put(job.clone()) }
    }

    /// The folders that the request was written to: the settings may name others by now.
    pub(super) fn folders(&self, job: &Job<K::Counts>) -> Folders {
        let Job { requests, answers, .. } = job;
        Folders { requests: requests.clone(), answers: answers.clone(), steps: self.steps.clone() }
    }

    pub(super) fn waiting<'a>(&'a self, folders: &'a Folders, bears: &'a str, at_most: Duration) -> Waiting<'a> {
        Waiting { folders, bears, at_most, pauses: self.pauses, turn: &self.turn, stop: &self.stop }
    }

    pub(super) fn age(&self, job: &Job<K::Counts>) -> Duration {
        Duration::from_secs(self.now().saturating_sub(job.made))
    }

    pub(super) fn now(&self) -> u64 {
        (self.clock)().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }
}
