//! One inquiry after the other, from the request to its end. Blocks as long as the folders do: it has a thread of its
//! own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use zeroize::Zeroizing;

use super::answer::{AnswerSearch, Look};
use super::error::InquiryError;
use super::event::{InquiryEvent, InquiryId, NumberAnswer, Observed};
use super::folders::{Folders, Put, Steps, Withdrawal, bears, refusal};
use super::name::{AnswerFile, Family, RequestName};
use super::question::{Question, Said, Sent};
use super::request::identifier;
use super::state::{OpenRequest, State, StateFolder};
use crate::common::{clock_is_set, in_japan};
use crate::eligibility::{Date, FacilityCode, XmlMsg};
use crate::exchange::read::{REREAD_DELAY, read};
use crate::exchange::turn::Turn;
use crate::settings::ExchangeSettings;

/// A listing costs the terminal more than the look at one file.
pub const LISTING: Duration = Duration::from_secs(2);

/// So long a late answer is looked for while nothing else is asked; later ones are found before the next inquiry.
pub const LATE: Duration = Duration::from_secs(5 * 60);

/// A request of which nothing was heard for so long has no answer any more.
const FORGOTTEN: Duration = Duration::from_secs(24 * 3600);

/// So long a bulk check may take to give way.
const TURN: Duration = Duration::from_secs(5);

/// Names that are tried where each is taken.
const NAMES: u32 = 20;

/// The pauses of an inquiry; tests have shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct Pauses {
    /// Between two looks at the answer's name.
    pub poll: Duration,
    /// Between two reads that have to be equal.
    pub reread: Duration,
    /// Between two listings.
    pub listing: Duration,
    /// Until an inquiry without an answer is over.
    pub deadline: Duration,
    /// Until it is said that it takes long.
    pub notice: Duration,
    /// How long a late answer is looked for.
    pub late: Duration,
}

impl Pauses {
    /// Those of the settings.
    pub const fn new(settings: &ExchangeSettings) -> Self {
        Self {
            poll: settings.poll,
            reread: REREAD_DELAY,
            listing: LISTING,
            deadline: settings.deadline,
            notice: settings.notice,
            late: LATE,
        }
    }
}

/// Asks.
pub struct Inquirer {
    /// `[exchange]`
    pub settings: ExchangeSettings,
    /// Who asks.
    pub facility: FacilityCode,
    /// What was asked before.
    pub state: StateFolder,
    /// This machine's clock.
    pub clock: fn() -> SystemTime,
    /// See [`Pauses`].
    pub pauses: Pauses,
    /// See [`Steps`].
    pub steps: Steps,
    /// Whose turn it is: this one's, or that of a bulk check.
    pub turn: Turn,
    /// Inquiries of this process that ended without an answer.
    pub late: Vec<LateInquiry>,
    /// Whether it was said that answers cannot be removed.
    pub removal_refused: bool,
}

/// An inquiry that ended without an answer. Its question is kept, because only with it the answer can be judged.
pub struct LateInquiry {
    id: InquiryId,
    question: Question,
    day: Date,
    request: OpenRequest,
    search: AnswerSearch,
    sent: Instant,
}

/// Makes the bytes of a request with this identifier.
type Write<'a> = dyn Fn(&str) -> Result<Zeroizing<Vec<u8>>, InquiryError> + 'a;

/// How an inquiry ended.
enum End {
    Answer(Said),
    Failed(InquiryError),
    Withdrawn,
}

impl Inquirer {
    /// Asks one question, and tells its course. A message on `withdrawn`, or its end, takes the question back.
    pub fn ask(&mut self, id: InquiryId, question: Question, withdrawn: &Receiver<()>, tell: &dyn Fn(InquiryEvent)) {
        let event = match self.try_ask(id, question, withdrawn, tell) {
            Ok(event) => event,
            Err(error) => InquiryEvent::Failed(id, error),
        };
        if let InquiryEvent::Failed(_, error) = &event {
            tracing::warn!(inquiry = id.0, %error, "no answer of the terminal");
        }
        tell(event);
    }

    fn try_ask(
        &mut self,
        id: InquiryId,
        question: Question,
        withdrawn: &Receiver<()>,
        tell: &dyn Fn(InquiryEvent),
    ) -> Result<InquiryEvent, InquiryError> {
        let now = (self.clock)();
        if !clock_is_set(now) {
            return Err(InquiryError::ClockNotSet);
        }
        let day = Date::from(in_japan(now).date());
        let _turn = self.turn.single(TURN);
        let mut state = self.state.lock()?;
        self.settle(&mut state);
        let folders = self.folders(&self.settings.requests, &self.settings.answers);
        folders.are_there()?;
        let request = self.send(&folders, &mut state, question.family(), day, &|identifier| {
            Sent { question: &question, identifier, facility: &self.facility, day }.write(&self.settings)
        })?;
        let sent = Instant::now();
        tracing::info!(inquiry = id.0, identifier = request.identifier, family = ?question.family(), "asked the terminal");
        tell(InquiryEvent::Sent(id));
        let mut search = AnswerSearch::new(&request.name);
        let asked = Sent { question: &question, identifier: &request.identifier, facility: &self.facility, day };
        let end = self.wait(&folders, &mut search, asked, sent, withdrawn);
        if matches!(end, End::Answer(_) | End::Failed(InquiryError::DoesNotFit(_))) {
            search.observed().removed = self.remove(&folders, search.file());
            self.close(&mut state, &request);
        }
        if let End::Failed(InquiryError::Refused(_)) = end {
            self.remove_returned(&folders, &request);
            self.close(&mut state, &request);
        }
        Ok(match end {
            End::Answer(Said::Numbers(message)) => {
                InquiryEvent::Answer(id, self.answer(message, sent, search.observed().clone()))
            }
            End::Answer(Said::Assigned(said)) => InquiryEvent::Assigned(id, said),
            End::Failed(error) => {
                self.remember(&error, LateInquiry { id, question, day, request, search, sent });
                InquiryEvent::Failed(id, error)
            }
            End::Withdrawn => {
                self.late.push(LateInquiry { id, question, day, request, search, sent });
                InquiryEvent::Withdrawn(id)
            }
        })
    }

    fn folders(&self, requests: &Path, answers: &Path) -> Folders {
        Folders { requests: requests.to_owned(), answers: answers.to_owned(), steps: self.steps.clone() }
    }

    /// Writes the request under the next free name; `write` makes its bytes, with this identifier in them. The intent
    /// is on the disk before it.
    fn send(
        &self,
        folders: &Folders,
        state: &mut State,
        family: Family,
        day: Date,
        write: &Write<'_>,
    ) -> Result<OpenRequest, InquiryError> {
        for _ in 0..NAMES {
            let number = state.next_number(day, self.settings.counter)?;
            let name = RequestName::new(family, day, number);
            if !folders.is_free(&name)? {
                state.use_number(day, number, None)?;
                continue;
            }
            let no_random = || InquiryError::State { file: PathBuf::new(), why: "no random numbers".to_owned() };
            let request = OpenRequest {
                name,
                identifier: identifier().ok_or_else(no_random)?,
                made: seconds((self.clock)()),
                requests: folders.requests.clone(),
                answers: folders.answers.clone(),
            };
            let bytes = write(&request.identifier)?;
            self.steps.at("note intent");
            state.use_number(day, number, Some(request.clone()))?;
            match folders.put(&request.name, &bytes, self.settings.write) {
                Ok(Put::Done) => return Ok(request),
                Ok(Put::NameTaken) => self.close(state, &request),
                Err(error) => {
                    // It may have been renamed although the server said otherwise.
                    if folders.clear(&request.name, &request.identifier).is_ok() {
                        self.close(state, &request);
                    }
                    return Err(error);
                }
            }
        }
        Err(InquiryError::CounterUsedUp)
    }

    fn wait(
        &self,
        folders: &Folders,
        search: &mut AnswerSearch,
        asked: Sent<'_>,
        sent: Instant,
        withdrawn: &Receiver<()>,
    ) -> End {
        let mut listed = sent;
        let mut pause = self.pauses.poll;
        loop {
            let left = self.pauses.deadline.saturating_sub(sent.elapsed());
            match withdrawn.recv_timeout(pause.min(left)) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                    // What became of it is in the log; where it was taken, its answer is waited for.
                    let _ = withdraw(folders, search, asked.identifier);
                    return End::Withdrawn;
                }
            }
            if search.observed().taken_after.is_none() && !folders.lies_there(search.name()) {
                search.observed().taken_after = Some(sent.elapsed());
            }
            let today = Date::from(in_japan((self.clock)()).date());
            pause = self.pauses.poll;
            match search.look(folders, &|text: &str| asked.judge(text, today)) {
                Look::Answer(message) => return End::Answer(message),
                Look::DoesNotFit(mismatch) => return End::Failed(InquiryError::DoesNotFit(mismatch)),
                Look::Failed(error) => return End::Failed(error),
                Look::Growing => pause = self.pauses.reread,
                Look::Nothing => {}
            }
            if listed.elapsed() >= self.pauses.listing {
                listed = Instant::now();
                if let Some(error) = search.list(folders, asked.identifier, self.pauses.reread) {
                    return End::Failed(error);
                }
            }
            if sent.elapsed() >= self.pauses.deadline {
                return End::Failed(self.without_answer(folders, search, asked.identifier));
            }
        }
    }

    /// Why there is no answer within the deadline. A request that still lies there is taken back.
    fn without_answer(&self, folders: &Folders, search: &mut AnswerSearch, identifier: &str) -> InquiryError {
        let withdrawal = withdraw(folders, search, identifier);
        match (search.instead(), withdrawal) {
            (Some(error), _) => error,
            (None, Ok(Withdrawal::Removed)) => InquiryError::NotTaken,
            // Taken, or out of sight because the share is.
            (None, Ok(Withdrawal::NotThere)) => match (search.refused(), folders.are_there()) {
                (Some(error), _) => refusal(&folders.answers, error),
                (None, Err(error)) => error,
                (None, Ok(())) => InquiryError::TakenNoAnswer { stay: self.settings.answers_stay },
            },
            (None, Err(error)) => refusal(&folders.requests, error),
        }
    }

    /// Waits for the late answer of an inquiry that may have one.
    fn remember(&mut self, error: &InquiryError, late: LateInquiry) {
        match error {
            InquiryError::NotTaken
            | InquiryError::TakenNoAnswer { .. }
            | InquiryError::FolderMissing(_)
            | InquiryError::FolderRefuses { .. }
            | InquiryError::FolderSilent
            | InquiryError::NotOurs(_)
            | InquiryError::Unreadable(_) => self.late.push(late),
            InquiryError::Busy
            | InquiryError::ClockNotSet
            | InquiryError::ClockWentBack
            | InquiryError::CounterUsedUp
            | InquiryError::State { .. }
            | InquiryError::CharacterNotEncodable(_)
            | InquiryError::Refused(_)
            | InquiryError::DoesNotFit(_)
            | InquiryError::Zip { .. } => {}
        }
    }

    /// Looks once for each late answer.
    pub fn look_for_late(&mut self, tell: &dyn Fn(InquiryEvent)) {
        let today = Date::from(in_japan((self.clock)()).date());
        for mut late in std::mem::take(&mut self.late) {
            let folders = self.folders(&late.request.requests, &late.request.answers);
            let LateInquiry { id, question, day, request, search, sent } = &mut late;
            let asked = Sent { question, identifier: &request.identifier, facility: &self.facility, day: *day };
            let said = match search.look(&folders, &|text: &str| asked.judge(text, today)) {
                Look::Answer(said) => Some(said),
                Look::DoesNotFit(_) => None,
                Look::Nothing | Look::Growing | Look::Failed(_) => {
                    if sent.elapsed() < self.pauses.deadline + self.pauses.late {
                        self.late.push(late);
                    }
                    continue;
                }
            };
            tracing::info!(inquiry = id.0, "an answer came after its inquiry had ended");
            self.remove(&folders, search.file());
            // Where another process has the state, the next inquiry finds that the answer is gone.
            if let Ok(mut state) = self.state.lock() {
                self.close(&mut state, request);
            }
            match said {
                Some(Said::Numbers(message)) => {
                    tell(InquiryEvent::Late(*id, self.answer(message, *sent, search.observed().clone())));
                }
                Some(Said::Assigned(said)) => tell(InquiryEvent::AssignedLate(*id, said)),
                None => {}
            }
        }
    }

    /// Clears away what earlier inquiries have left, of this process or of one that was killed: own provisional files,
    /// requests that were not taken, answers that came late. None of them is sent again or shown.
    pub fn settle_leftovers(&mut self) {
        match self.state.lock() {
            Ok(mut state) => self.settle(&mut state),
            Err(error) => tracing::info!(%error, "leftovers of earlier inquiries are looked for later"),
        }
    }

    fn settle(&mut self, state: &mut State) {
        for request in state.open() {
            if self.late.iter().any(|late| late.request == request) {
                continue;
            }
            let folders = self.folders(&request.requests, &request.answers);
            let withdrawal = folders.clear(&request.name, &request.identifier);
            if withdrawal == Ok(Withdrawal::Removed) {
                tracing::info!("a request of an earlier run is withdrawn");
            }
            let mut seen = false;
            for file in [AnswerFile::Answer, AnswerFile::Request] {
                let name = request.name.answer(file);
                let own = |bytes: &Zeroizing<Vec<u8>>| bears(bytes, &request.identifier);
                if read(&folders.answers, OsStr::new(&name)).is_ok_and(|bytes| own(&bytes)) {
                    seen = true;
                    self.remove(&folders, OsStr::new(&name));
                    if file == AnswerFile::Request {
                        self.remove(&folders, OsStr::new(&request.name.answer(AnswerFile::Reason)));
                    }
                }
            }
            if seen {
                tracing::info!("the answer to a request of an earlier run is dropped unread");
            }
            let age = seconds((self.clock)()).saturating_sub(request.made);
            if seen || (withdrawal.is_ok() && age > FORGOTTEN.as_secs()) {
                self.close(state, &request);
            }
        }
    }

    /// A request that came back, and the reason beside it.
    fn remove_returned(&mut self, folders: &Folders, request: &OpenRequest) {
        for (file, name) in folders.list(&request.name).unwrap_or_default() {
            if matches!(file, AnswerFile::Request | AnswerFile::Reason) {
                self.remove(folders, &name);
            }
        }
    }

    /// `None`: the settings leave answers where they are; else whether it is gone.
    fn remove(&mut self, folders: &Folders, name: &OsStr) -> Option<bool> {
        if !self.settings.remove_answers {
            return None;
        }
        let removed = folders.remove_answer(name);
        if let Err(error) = &removed
            && !std::mem::replace(&mut self.removal_refused, true)
        {
            tracing::warn!(%error, "own answers cannot be removed from their folder; they stay there");
        }
        Some(removed.is_ok())
    }

    /// Forgets a request. Where that cannot be written, it is looked for once more later, and nothing is found.
    fn close(&self, state: &mut State, request: &OpenRequest) {
        self.steps.at("note end");
        if let Err(error) = state.close(&request.identifier) {
            tracing::warn!(%error, "the end of an inquiry cannot be noted");
        }
    }

    fn answer(&self, message: Box<XmlMsg>, sent: Instant, observed: Observed) -> NumberAnswer {
        NumberAnswer::new(message, sent.elapsed(), observed, (self.clock)())
    }
}

/// Takes the request back, where it was not taken.
fn withdraw(folders: &Folders, search: &AnswerSearch, identifier: &str) -> Result<Withdrawal, rustix::io::Errno> {
    let withdrawal = folders.withdraw(search.name(), identifier);
    match &withdrawal {
        Ok(Withdrawal::Removed) => tracing::info!(identifier, "a request that was not taken is withdrawn"),
        Ok(Withdrawal::NotThere) => {}
        Err(error) => tracing::warn!(%error, "a request cannot be withdrawn"),
    }
    withdrawal
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
