//! Steps 1 and 2 of a bulk request: asking, and the receipt.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::beside::may_be_written;
use super::bookings::{Bookings, BookingsError};
use super::error::BulkError;
use super::job::{BulkJob, FORGOTTEN};
use super::kind::BulkKind;
use super::pauses::{Progress, Step};
use super::request::RequestError;
use super::state::{BulkState, Job, Phase};
use super::wait::{Found, Waited};
use crate::common::BookingFault;
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{Receipt, judge_receipt};
use crate::exchange::inquiry::{AnswerSearch, Family, Folders, InquiryError, Put, RequestName, Withdrawal, identifier};
use crate::exchange::turn::Held;
use crate::settings::ExchangeSettings;

/// Names that are tried where each is taken.
const NAMES: u32 = 20;

impl<K: BulkKind> BulkJob<K> {
    /// Step 1: asks, and waits for the receipt.
    pub(super) fn ask(
        &self,
        state: &mut BulkState,
        bookings: &Bookings,
        results: &Path,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<Step<K::Counts>, BulkError> {
        may_be_written(results, K::COLUMNS, bookings).map_err(BulkError::Results)?;
        let waits = Ok(Step::Wait(self.pauses.busy, Progress::Waits));
        let Some(held) = self.turn.bulk() else { return waits };
        let ExchangeSettings { requests, answers, .. } = self.settings.clone();
        let folders = Folders { requests, answers, steps: self.steps.clone() };
        folders.are_there()?;
        let no_random = || InquiryError::State { file: PathBuf::new(), why: "no random numbers".to_owned() };
        let (own, seed) = identifier().zip(identifier()).ok_or_else(no_random)?;
        let day = self.today();
        let people = K::rows(&seed, &bookings.rows);
        let sent = (own.as_str(), &self.facility, day);
        let bytes = K::request(&bookings.rows, &people, sent, &self.settings).map_err(|error| match error {
            RequestError::Row(mistake) => BulkError::Bookings(BookingsError::Mistakes(vec![mistake])),
            RequestError::Inquiry(error) => error.into(),
        })?;
        for _ in 0..NAMES {
            let Some(name) = self.free_name(&folders, K::REQUEST)? else { return waits };
            let job = Job::<K::Counts> {
                digest: bookings.digest.clone(),
                seed: seed.clone(),
                day: day.to_wire(),
                made: self.now(),
                requests: folders.requests.clone(),
                answers: folders.answers.clone(),
                phase: Phase::Asked { name: name.clone(), identifier: own.clone() },
                answered: Vec::new(),
                recorded: false,
            };
            self.steps.at("note intent");
            state.put(job.clone())?;
            let mut may_lie_there = false;
            match folders.put_telling(&name, &bytes, self.settings.write, &mut may_lie_there) {
                Ok(Put::Done) => {
                    tracing::info!(people = people.len(), identifier = own, kind = ?K::REQUEST, "asked about bookings");
                    tell(Progress::Asked);
                    return self.receipt(state, job, (&name, &own), held);
                }
                Ok(Put::NameTaken) => state.forget::<K::Counts>(&bookings.digest)?,
                Err(error) => {
                    let cleared = folders.clear(&name, &own);
                    if !may_lie_there || cleared == Ok(Withdrawal::Removed) {
                        state.forget::<K::Counts>(&bookings.digest)?;
                    }
                    return Err(error.into());
                }
            }
        }
        Err(InquiryError::CounterUsedUp.into())
    }

    /// The next free name of a request; its number is used up. `None`: a single check has the counter.
    pub(super) fn free_name(&self, folders: &Folders, family: Family) -> Result<Option<RequestName>, InquiryError> {
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
        job: Job<K::Counts>,
        (name, identifier): (&RequestName, &str),
        held: Held,
    ) -> Result<Step<K::Counts>, BulkError> {
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
                state.forget::<K::Counts>(&job.digest)?;
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
    pub(super) fn look_for_receipt(
        &self,
        state: &mut BulkState,
        job: Job<K::Counts>,
        (name, identifier): (&RequestName, &str),
    ) -> Result<Step<K::Counts>, BulkError> {
        let folders = self.folders(&job);
        folders.are_there()?;
        if folders.clear(name, identifier) == Ok(Withdrawal::Removed) {
            tracing::info!("a bulk request that was not taken is withdrawn; it is sent again");
            state.forget::<K::Counts>(&job.digest)?;
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
        mut job: Job<K::Counts>,
        folders: &Folders,
        waited: Waited<Receipt>,
    ) -> Result<Step<K::Counts>, BulkError> {
        match waited {
            Waited::Found(Found { name, file, says: Receipt::Received(reception) }) => {
                tracing::info!(reception, "the terminal has the bookings");
                if let Phase::Asked { identifier, .. } = &job.phase {
                    job.answered.push((name, identifier.clone()));
                }
                let (since, fetches) = (self.now(), Vec::new());
                job.phase = Phase::Received { reception, since, rounds: 0, asked: 0, fetches, once_more: false };
                // Where it was recorded that there is no receipt, there is one now.
                job.recorded = false;
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
}
