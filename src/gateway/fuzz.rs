//! What a service answers, hostile or broken: problem details, its state, a relay's commands, certificates.

use super::error::{ProblemCode, ServiceProblem};
use super::relay::{MAX_COMMAND, MAX_COMMANDS, RelayStep};
use super::transport::parsed;
use super::wire::{ProblemBody, RelayAnswer, ServiceStatus};
use crate::common::{Received, Service, Trouble};

pub use super::est::fuzz::{est, tlv};

/// Characters that a screen shows of a service's words.
const WORDS: usize = 400;

/// Problem details, and the state of a service: what reaches the screen is short and cannot steer it.
///
/// # Panics
///
/// Where it does.
pub fn problem(bytes: &[u8]) {
    if let Some(ProblemBody { code, title, detail, retryable }) = parsed(bytes) {
        fits(&code);
        let problem = ServiceProblem { code, title, detail, retryable, status: 503 };
        assert!(format!("{problem:?} {problem}").len() < 200, "words of the service in a log");
        trouble(&Trouble::from(problem));
    }
    let now = time::macros::datetime!(2026-11-22 10:00 +9);
    match parsed::<ServiceStatus>(bytes).map(|status| status.heard(now)) {
        Some(Service::Open(announced)) => {
            announced.notices.iter().chain(&announced.closes).for_each(|words| harmless(words));
            assert!(announced.notices.iter().all(|notice| !notice.is_empty()));
        }
        Some(Service::Unusable(reason)) => trouble(&reason),
        _ => {}
    }
}

fn fits(code: &ProblemCode) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    assert!((1..=64).contains(&code.as_str().len()) && code.as_str().bytes().all(plain), "a code that is none");
}

fn trouble(trouble: &Trouble) {
    let Some(Received { code, text, time, .. }) = &trouble.received else { return };
    [code, text].into_iter().chain(time).for_each(|words| harmless(words));
}

fn harmless(words: &str) {
    assert!(words.chars().count() <= WORDS, "{} characters", words.chars().count());
    assert!(!words.contains(char::is_control), "words that steer the terminal");
}

/// A step of a relay: bounded, and what it says comes out as it was said. Only what is of the list reaches a card.
///
/// # Panics
///
/// Where that does not hold.
pub fn relay(bytes: &[u8]) {
    let Some(answer) = parsed::<RelayAnswer>(bytes) else { return };
    let said = answer.commands.clone();
    let done = answer.done;
    match RelayStep::try_from(answer) {
        Ok(RelayStep::Done) => assert!(done && said.is_empty(), "an end that was not said"),
        Ok(RelayStep::Commands(commands)) => {
            assert!(!done && (1..=MAX_COMMANDS).contains(&commands.len()));
            assert!(commands.iter().all(|command| command.len() <= MAX_COMMAND));
            let again: Vec<_> = commands.iter().map(|command| base16ct::lower::encode_string(command)).collect();
            assert!(again.iter().zip(&said).all(|(again, said)| said.eq_ignore_ascii_case(again)), "another command");
            crate::card::fuzz::relayed(&commands);
        }
        Err(_) => {}
    }
}
