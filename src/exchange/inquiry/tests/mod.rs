//! Questions by number against folders, with and without the emulated terminal.

#[cfg(feature = "simulator")]
mod answers;
#[cfg(feature = "simulator")]
mod assignments;
#[cfg(feature = "simulator")]
mod crossed;
#[cfg(feature = "simulator")]
mod killed;
mod requests;
mod states;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::InquiryError;
#[cfg(feature = "simulator")]
use super::NumberAnswer;

use super::event::{InquiryEvent, InquiryId};
use super::folders::Steps;
use super::inquirer::{Inquirer, Pauses};
use super::question::Question;
use super::state::StateFolder;
use crate::common::in_japan;
#[cfg(feature = "simulator")]
use crate::eligibility::Assigned;
use crate::eligibility::codes::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use crate::eligibility::{
    Assignee, Assignment, Date, Entry, NumberCheck, ReferenceNumber, Text, TypedNumbers, Wire, XmlMsg,
};
use crate::exchange::turn::Turn;
use crate::settings::ExchangeSettings;

const HANAKO: TypedNumbers<'_> = TypedNumbers {
    insurer: Some("06139992"),
    symbol: Some("試験"),
    number: Some("0012345"),
    branch: Some("01"),
    birthdate: Some("19900401"),
};
const JIRO: TypedNumbers<'_> = TypedNumbers {
    insurer: Some("139998"),
    symbol: Some("試−１"),
    number: Some("123456"),
    branch: None,
    birthdate: Some("19750630"),
};
const ELDER: TypedNumbers<'_> = TypedNumbers {
    insurer: Some("39139993"),
    symbol: None,
    number: Some("00000018"),
    branch: None,
    birthdate: Some("19450107"),
};

const PAUSES: Pauses = Pauses {
    poll: Duration::from_millis(5),
    reread: Duration::from_millis(5),
    listing: Duration::from_millis(20),
    deadline: Duration::from_secs(10),
    notice: Duration::from_secs(5),
    late: Duration::from_secs(10),
};

fn check(typed: TypedNumbers<'_>) -> NumberCheck {
    NumberCheck::new(typed, false, Date::from(in_japan(SystemTime::now()).date())).unwrap()
}

/// This reference number for the person on this paper, whose qualification is confirmed today.
fn assignment(typed: TypedNumbers<'_>, reference: &str) -> Assignment {
    let today = Date::from(in_japan(SystemTime::now()).date());
    let entry = Entry {
        insurer_number: typed.insurer.map(|number| Text::from(number).into()),
        symbol: typed.symbol.map(Text::from),
        number: typed.number.map(Text::from),
        branch: typed.branch.map(Text::from),
        ..Entry::default()
    };
    let mut message = XmlMsg::default();
    message.message_header.segment_of_result = Some(SegmentOfResult::Completed);
    message.message_header.qualification_confirmation_date = Wire::Read(today);
    message.message_body.processing_result_status = Some(ProcessingResultStatus::Completed);
    message.message_body.qualification_validity = Some(QualificationValidity::Valid);
    message.message_body.result_list.entries.push(entry);
    let assignee = Assignee::of(&message, today).unwrap();
    Assignment { assignee, reference: ReferenceNumber::new(reference).unwrap() }
}

fn settings(dir: &Path) -> ExchangeSettings {
    let Pauses { deadline, notice, poll, .. } = PAUSES;
    ExchangeSettings { deadline, notice, poll, ..ExchangeSettings::with_defaults(dir) }
}

/// A kiosk with folders of its own, or beside others at the same terminal.
struct Kiosk {
    state: PathBuf,
    inquirer: Inquirer,
    /// Steps in the folders since the start.
    steps: Arc<Mutex<Vec<&'static str>>>,
}

/// The terminal's folders.
fn folders() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["Req", "Res"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    dir
}

impl Kiosk {
    fn new(dir: &Path) -> Self {
        Self::named(dir, "state", (6001, 9999))
    }

    fn named(dir: &Path, state: &str, counter: (u16, u16)) -> Self {
        let state = dir.join(state);
        fs::create_dir_all(&state).unwrap();
        let steps = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&steps);
        let inquirer = Inquirer {
            settings: ExchangeSettings { counter, ..settings(dir) },
            facility: "1319999999".parse().unwrap(),
            state: StateFolder::new(&state),
            clock: SystemTime::now,
            pauses: PAUSES,
            steps: Steps(Some(Arc::new(move |step| seen.lock().unwrap().push(step)))),
            turn: Turn::default(),
            late: Vec::new(),
            removal_refused: false,
        };
        Self { state, inquirer, steps }
    }

    /// Asks and waits for the end; with what was told on the way.
    fn asks(&mut self, typed: TypedNumbers<'_>) -> Vec<InquiryEvent> {
        let (_keep, withdrawn) = channel();
        self.asks_until(typed, &withdrawn)
    }

    fn asks_until(&mut self, typed: TypedNumbers<'_>, withdrawn: &Receiver<()>) -> Vec<InquiryEvent> {
        self.puts_until(Question::NumberCheck(check(typed)), withdrawn)
    }

    /// Puts a question and waits for the end; with what was told on the way.
    fn puts_until(&mut self, question: Question, withdrawn: &Receiver<()>) -> Vec<InquiryEvent> {
        let told = Mutex::new(Vec::new());
        self.inquirer.ask(InquiryId(1), question, withdrawn, &|event| told.lock().unwrap().push(event));
        told.into_inner().unwrap()
    }

    /// Has this reference number kept; what the terminal says of it, or why nothing.
    #[cfg(feature = "simulator")]
    fn assigns(&mut self, typed: TypedNumbers<'_>, reference: &str) -> Result<Assigned, InquiryError> {
        let (_keep, withdrawn) = channel();
        let question = Question::Assignment(Box::new(assignment(typed, reference)));
        match self.puts_until(question, &withdrawn).pop() {
            Some(InquiryEvent::Assigned(_, said)) => Ok(said),
            Some(InquiryEvent::Failed(_, error)) => Err(error),
            other => panic!("{other:?}"),
        }
    }

    /// Asks, and there is no answer.
    fn fails(&mut self, typed: TypedNumbers<'_>) -> InquiryError {
        match self.asks(typed).pop() {
            Some(InquiryEvent::Failed(_, error)) => error,
            other => panic!("{other:?}"),
        }
    }

    /// Asks, and there is an answer.
    #[cfg(feature = "simulator")]
    fn hears(&mut self, typed: TypedNumbers<'_>) -> NumberAnswer {
        match self.asks(typed).pop() {
            Some(InquiryEvent::Answer(_, answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn state_text(&self) -> String {
        fs::read_to_string(self.state.join("inquiries.json")).unwrap()
    }

    fn has_gone(&self, step: &str) -> usize {
        self.steps.lock().unwrap().iter().filter(|gone| **gone == step).count()
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
