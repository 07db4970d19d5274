//! `uketsuke check`: one question by number to the qualification terminal, and its answer as text or JSON.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::pin::pin;
use std::time::{Instant, SystemTime};

use serde::Serialize;
use tokio::sync::mpsc::unbounded_channel;

use super::run::stop_signals;
use super::state_folder::inquiry_folder;
use crate::common::{InquiryTrouble, Language, StaffLanguage, Way, in_japan, printable_line};
use crate::eligibility::{Date, NumberCheck, NumberCheckError, TypedNumbers, VerdictKind, XmlMsg};
use crate::exchange::Turn;
use crate::exchange::inquiry::{InquiryError, InquiryEvent, InquiryHandle, NumberAnswer};
use crate::journal::{CommandJournal, CommandJournalError};
use crate::settings::{ExchangeSettings, Settings, WhenFull};
use crate::ui::{AnswerText, answer_text};
use crate::visit::{InquiryEnd, InquiryOutcome};

/// Why there is no answer. Nothing in it is about a person.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// What was typed cannot be asked.
    #[error("--{0}")]
    Numbers(#[from] NumberCheckError),
    /// The settings name no terminal.
    #[error(
        "the settings name no qualification terminal: set [exchange] requests and answers to its folders (資格確認端末)"
    )]
    NoTerminal,
    /// The terminal did not answer this question.
    #[error(transparent)]
    Inquiry(#[from] InquiryError),
    /// It cannot be recorded, and the settings show no answer that is not recorded.
    #[error("{0}; [journal] when_full = \"stop\" lets no answer be shown that is not recorded")]
    Journal(#[from] CommandJournalError),
    /// It was told to end.
    #[error("interrupted: the request is withdrawn, unless the terminal has taken it; its answer is then not shown")]
    Interrupted,
    /// Root cannot be given up.
    #[error("{0}")]
    Privileges(String),
    /// The system does not give what every program needs.
    #[error("the system refuses a thread, a timer or a signal ({0})")]
    System(#[from] io::Error),
}

/// What came back.
#[derive(Debug)]
pub struct NumberReport {
    answer: NumberAnswer,
    language: Language,
}

/// The report for a machine. `verdict` and `by` are stable words; `answer` has the element names of the format.
#[derive(Serialize)]
struct JsonReport<'a> {
    verdict: &'static str,
    confirmed: bool,
    by: &'static str,
    simulation: bool,
    took_ms: u128,
    clock_difference_s: Option<u64>,
    answer: &'a XmlMsg,
}

/// Asks, waits for the answer, and records what it came to before anything is shown. Where that is not possible, `warn`
/// is told why, or nothing is asked: as the kiosk does by `[journal] when_full`. A signal that ends the program first
/// withdraws the request.
pub fn check(
    settings: &Settings,
    typed: TypedNumbers<'_>,
    limit_consent: bool,
    warn: &mut dyn FnMut(&CommandJournalError),
) -> Result<NumberReport, CheckError> {
    let today = Date::from(in_japan(SystemTime::now()).date());
    let check = NumberCheck::new(typed, limit_consent, today)?;
    let exchange = settings.exchange.as_ref().ok_or(CheckError::NoTerminal)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut or_warn = |error| match settings.journal.when_full {
        WhenFull::Stop => Err(CheckError::Journal(error)),
        WhenFull::Warn => {
            warn(&error);
            Ok(())
        }
    };
    let mut journal = match CommandJournal::open(settings) {
        Ok(journal) => journal,
        Err(error) => or_warn(error).map(|()| None)?,
    };
    let asked = Instant::now();
    let answer = runtime.block_on(ask(settings, exchange, check));
    if let Some(journal) = &mut journal {
        let (way, end) = (Way::Certificate, end(&answer));
        let simulation = answer.as_ref().is_ok_and(|answer| answer.message.simulation);
        let written = journal.inquiry(InquiryOutcome { way, by: None, end, took: asked.elapsed() }, simulation);
        // What failed says so itself; an answer is shown only as the settings let it.
        let recorded = written.map_or_else(&mut or_warn, Ok);
        if answer.is_ok() {
            recorded?;
        }
    }
    let answer = answer?;
    Ok(NumberReport { answer, language: settings.ui.language })
}

/// What it came to, for the journal.
fn end(answer: &Result<NumberAnswer, CheckError>) -> InquiryEnd {
    match answer {
        Ok(answer) => InquiryEnd::Answered(answer.verdict().kind()),
        Err(CheckError::Inquiry(error)) => InquiryEnd::Failed(InquiryTrouble::from(error.clone()).fault),
        Err(_) => InquiryEnd::GivenUp,
    }
}

async fn ask(settings: &Settings, exchange: &ExchangeSettings, check: NumberCheck) -> Result<NumberAnswer, CheckError> {
    let mut stop = pin!(stop_signals()?);
    let folder = inquiry_folder(settings);
    let folder = folder.as_deref().unwrap_or(Path::new("."));
    let (sender, mut events) = unbounded_channel();
    let handle = InquiryHandle::start(exchange, &settings.kiosk.facility, folder, Turn::default(), move |event| {
        // The command has ended: it hears nothing any more.
        let _ = sender.send(event);
    })?;
    let id = handle.ask(check);
    let mut interrupted = false;
    loop {
        let event = tokio::select! {
            () = &mut stop, if !interrupted => {
                interrupted = true;
                handle.withdraw(id);
                continue;
            }
            event = events.recv() => event,
        };
        match event {
            // The threads have ended without a word.
            None => return Err(InquiryError::FolderSilent.into()),
            // Also an answer that came at the same moment: it is not waited for any more.
            Some(event) if interrupted && event.id() == id && event.is_last() => return Err(CheckError::Interrupted),
            Some(InquiryEvent::Answer(of, answer)) if of == id => return Ok(answer),
            Some(InquiryEvent::Failed(of, error)) if of == id => return Err(error.into()),
            Some(
                InquiryEvent::Queued(_)
                | InquiryEvent::Sent(_)
                | InquiryEvent::Slow(_)
                | InquiryEvent::Answer(..)
                | InquiryEvent::Assigned(..)
                | InquiryEvent::Failed(..)
                | InquiryEvent::Withdrawn(_)
                | InquiryEvent::Late(..)
                | InquiryEvent::AssignedLate(..),
            ) => {}
        }
    }
}

impl NumberReport {
    /// The answer.
    #[must_use]
    pub const fn answer(&self) -> &NumberAnswer {
        &self.answer
    }

    /// Whether the qualification is confirmed.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.answer.verdict().is_confirmed()
    }

    fn kind(&self) -> VerdictKind {
        self.answer.verdict().kind()
    }

    /// The verdict and what it rests on, then one line for each field. Personal data.
    #[must_use]
    pub fn text(&self) -> String {
        let AnswerText { simulation, verdict, rows, .. } = answer_text(&self.answer.message, self.language);
        let by = match self.language.staff_language() {
            StaffLanguage::Japanese => "番号で照会（資格の確認です。本人の確認ではありません）",
            StaffLanguage::English => "asked by number: it confirms a qualification, not a person",
        };
        let banner = simulation.map_or(String::new(), |word| format!("{word}\n"));
        let mut text = format!("{banner}{verdict} ({})\n{by}\n", self.kind().as_str());
        let notice = self.answer.message.error().or_else(|| self.answer.message.notice());
        let notice = notice.map(|notice| [notice.code, notice.message].into_iter().flatten());
        for words in notice.into_iter().flatten() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", printable_line(&words.shown()));
        }
        for (label, value) in rows {
            let _ = writeln!(text, "{label}: {}", printable_line(&value));
        }
        text
    }

    /// The same for a machine, as one JSON object. Personal data.
    #[must_use]
    pub fn json(&self) -> String {
        let report = JsonReport {
            verdict: self.kind().as_str(),
            confirmed: self.is_confirmed(),
            by: "number",
            simulation: self.answer.message.simulation,
            took_ms: self.answer.took.as_millis(),
            clock_difference_s: self.answer.clock_difference.map(|difference| difference.as_secs()),
            answer: &self.answer.message,
        };
        // Strings and numbers only: serializing them cannot fail.
        serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
    }
}
