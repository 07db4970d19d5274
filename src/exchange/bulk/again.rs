//! What is known of a bulk request without a step of it, recording its end, and asking once more.

use std::time::Duration;

use super::bookings::Bookings;
use super::error::BulkError;
use super::job::BulkJob;
use super::kind::BulkKind;
use super::pauses::{Again, Progress, Step};
use super::state::{Job, Phase};
use crate::common::{BookingFault, BulkOutcome};
use crate::eligibility::Date;
use crate::eligibility::wire::OnWire as _;
use crate::exchange::inquiry::{InquiryError, refusal};

impl<K: BulkKind> BulkJob<K> {
    /// How far the request about these bookings is, without a step.
    pub fn phase(&self, bookings: &Bookings) -> Result<Option<Step<K::Counts>>, BulkError> {
        Ok(self.state.lock()?.job::<K::Counts>(&bookings.digest).map(|job| match &job.phase {
            Phase::Received { .. } => Step::Wait(Duration::ZERO, Progress::Working),
            _ => self.state_of(job),
        }))
    }

    /// Has the end of the request about these bookings recorded, where it has one that is not. An error of `write`
    /// leaves it to be recorded later.
    pub fn record<E>(
        &self,
        bookings: &Bookings,
        write: impl FnOnce(BulkOutcome) -> Result<(), E>,
    ) -> Result<Result<(), E>, BulkError> {
        let mut state = self.state.lock()?;
        let Some(job) = state.job::<K::Counts>(&bookings.digest).filter(|job| !job.recorded) else { return Ok(Ok(())) };
        let came = match self.state_of(job) {
            Step::Done(counts) => Ok(counts),
            Step::Failed(fault, _) => Err(fault),
            Step::Wait(_, Progress::NoReceipt) => Err(BookingFault::NoReceipt),
            Step::Wait(..) => return Ok(Ok(())),
        };
        let job = job.clone();
        let written = write(BulkOutcome { people: bookings.rows.len(), end: K::end(came) });
        if written.is_ok() {
            state.put(Job { recorded: true, ..job })?;
        }
        Ok(written)
    }

    /// The day about which these bookings were asked, where they were.
    pub fn day(&self, bookings: &Bookings) -> Result<Option<Date>, BulkError> {
        Ok(self.state.lock()?.job::<K::Counts>(&bookings.digest).and_then(|job| Date::from_wire(&job.day)))
    }

    /// Staff ask once more. Where a result was received that could not be read, it is the result that is asked for, by
    /// its reception number and once. Else it is forgotten that these bookings were asked about: an earlier request
    /// that still lies there is taken back first, or the terminal would take both. Not where the terminal works on
    /// them: another call may have asked again just now.
    pub fn again(&self, bookings: &Bookings) -> Result<Again, BulkError> {
        let mut state = self.state.lock()?;
        let Some(job) = state.job::<K::Counts>(&bookings.digest).cloned() else { return Ok(Again::Request) };
        match &job.phase {
            Phase::Received { .. } => return Err(BulkError::UnderWay),
            Phase::Asked { .. } if self.age(&job) <= self.pauses.deadline => return Err(BulkError::UnderWay),
            Phase::Asked { name, identifier } => {
                let cleared = self.folders(&job).clear(name, identifier).map_err(|error| refusal(&job.requests, error));
                // A folder that the settings do not name any more may be gone for ever.
                match cleared {
                    Err(InquiryError::FolderMissing(_)) if job.requests != self.settings.requests => {}
                    Err(error) => return Err(error.into()),
                    Ok(_) => {}
                }
            }
            Phase::Unread { reception, .. } => {
                let (reception, since, fetches) = (reception.clone(), self.now(), Vec::new());
                let phase = Phase::Received { reception, since, rounds: 0, asked: 0, fetches, once_more: true };
                state.put(Job { phase, recorded: false, ..job })?;
                return Ok(Again::Result);
            }
            Phase::Done(_) | Phase::Failed(_) => {}
        }
        state.forget::<K::Counts>(&bookings.digest)?;
        Ok(Again::Request)
    }
}
