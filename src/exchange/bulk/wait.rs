//! Waiting for the answer to any of some requests.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use super::pauses::BulkPauses;
use crate::eligibility::{Judged, MessageError};
use crate::exchange::inquiry::{AnswerSearch, Folders, InquiryError, Look, RequestName};
use crate::exchange::stop::Stop;
use crate::exchange::turn::{Held, Turn};

/// What a text is, of those that an answer may be.
pub type Judge<'a, T> = dyn Fn(&str) -> Result<Judged<T>, MessageError> + 'a;

/// An answer, and where it lies.
pub struct Found<T> {
    /// The request that it answers.
    pub name: RequestName,
    /// Its file.
    pub file: OsString,
    /// What it says.
    pub says: T,
}

/// What came of waiting.
pub enum Waited<T> {
    /// An answer.
    Found(Found<T>),
    /// What ends the waiting otherwise.
    Failed(InquiryError),
    /// A single check waits, and the terminal has not taken the request yet; or it was told to end.
    GivesWay,
    /// Nothing in this time.
    Nothing,
}

/// Waits, and how.
pub struct Waiting<'a> {
    /// Where.
    pub folders: &'a Folders,
    /// What only the own requests have in them.
    pub bears: &'a str,
    /// How long at most.
    pub at_most: Duration,
    /// See [`BulkPauses`].
    pub pauses: BulkPauses,
    /// Whose turn it is.
    pub turn: &'a Turn,
    /// Whether to end.
    pub stop: &'a Stop,
}

impl Waiting<'_> {
    /// Waits. `held` is given up for a single check once the terminal has taken the request: then it is no longer in
    /// the way.
    pub fn for_any<T>(
        &self,
        searches: &mut [AnswerSearch],
        judge: &Judge<'_, T>,
        held: &mut Option<Held>,
    ) -> Waited<T> {
        let begin = Instant::now();
        let mut listed = begin;
        loop {
            let mut pause = self.pauses.poll;
            for search in &mut *searches {
                match search.look(self.folders, judge) {
                    Look::Answer(says) => {
                        let (name, file) = (search.name().clone(), search.file().to_owned());
                        return Waited::Found(Found { name, file, says });
                    }
                    Look::Failed(error) => return Waited::Failed(error),
                    Look::Growing => pause = self.pauses.reread,
                    Look::Nothing | Look::DoesNotFit(_) => {}
                }
            }
            if listed.elapsed() >= self.pauses.listing {
                listed = Instant::now();
                let mut lists = searches.iter_mut();
                let failed = lists.find_map(|search| search.list(self.folders, self.bears, self.pauses.reread));
                if let Some(error) = failed {
                    return Waited::Failed(error);
                }
            }
            if self.stop.is_set() {
                return Waited::GivesWay;
            }
            if begin.elapsed() >= self.at_most {
                return Waited::Nothing;
            }
            if held.is_some() && self.turn.is_wanted() {
                if searches.iter().any(|search| self.folders.lies_there(search.name())) {
                    return Waited::GivesWay;
                }
                *held = None;
            }
            self.stop.pause(pause.min(self.at_most.saturating_sub(begin.elapsed())));
        }
    }
}
