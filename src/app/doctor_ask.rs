//! `uketsuke doctor --ask`: one question by number, and what its answer says of the settings that only a real terminal
//! can settle. It names the next one to try, and tries nothing by itself.

use super::check::{CheckError, NumberReport, check};
use crate::common::{FileEncoding, Health};
use crate::eligibility::{TypedNumbers, VerdictKind};
use crate::exchange::inquiry::{InquiryError, Observed};
use crate::settings::{EmptyElements, ExchangeSettings, Padding, Settings};

/// Something that was observed. Nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// A stable word.
    pub name: &'static str,
    /// How it looks.
    pub health: Health,
    /// What was found.
    pub found: String,
    /// What to do.
    pub remedy: Option<String>,
}

impl Observation {
    fn new(name: &'static str, health: Health, found: impl Into<String>, remedy: Option<String>) -> Self {
        Self { name, health, found: found.into(), remedy }
    }

    fn fine(name: &'static str, found: impl Into<String>) -> Self {
        Self::new(name, Health::Fine, found, None)
    }
}

/// Asks, and says what was seen.
#[must_use]
pub fn ask(settings: &Settings, typed: TypedNumbers<'_>, limit_consent: bool) -> Vec<Observation> {
    let next = settings.exchange.as_ref().map(|exchange| next_to_try(exchange, typed));
    let mut unrecorded = Vec::new();
    let checked = check(settings, typed, limit_consent, &mut |error| {
        unrecorded.push(Observation::new("journal", Health::Look, error.to_string(), None));
    });
    let seen = match checked {
        Ok(report) => answered(&report, next),
        Err(error) => vec![not_answered(&error, next)],
    };
    seen.into_iter().chain(unrecorded).collect()
}

fn answered(report: &NumberReport, next: Option<String>) -> Vec<Observation> {
    let answer = report.answer();
    let Observed { taken_after, encoding, padding, usual_case, removed } = &answer.observed;
    let seconds = |time: std::time::Duration| format!("{:.1} s", time.as_secs_f64());
    let taken = taken_after.map_or(String::new(), |time| format!(", the request was taken after {}", seconds(time)));
    let mut seen = vec![Observation::fine("answer", format!("answered after {}{taken}", seconds(answer.took)))];
    if answer.message.simulation {
        let look = "set [exchange] requests and answers to the folders of the real terminal".to_owned();
        seen.push(Observation::new("simulation", Health::Look, "an emulated terminal has answered", Some(look)));
    }
    let kind = answer.verdict().kind();
    let verdict = format!("the verdict is {}", kind.as_str());
    seen.push(match kind {
        VerdictKind::NoMatch | VerdictKind::Refused | VerdictKind::SystemError => {
            Observation::new("verdict", Health::Look, verdict, next)
        }
        VerdictKind::Confirmed
        | VerdictKind::Lost
        | VerdictKind::NewExists
        | VerdictKind::Multiple
        | VerdictKind::Unregistered
        | VerdictKind::Unknown
        | VerdictKind::Inconsistent
        | VerdictKind::NotStated
        | VerdictKind::InProgress => Observation::fine("verdict", verdict),
    });
    seen.push(Observation::fine(
        "encoding",
        match encoding {
            Some(FileEncoding::Utf8) => "the answer is in UTF-8",
            Some(FileEncoding::ShiftJis) => "the answer is in Shift_JIS",
            None => "the answer declares no encoding that is known",
        },
    ));
    if let Some(padding) = padding {
        seen.push(Observation::fine(
            "padding",
            format!("an insurer number of six digits is padded with: {}", padding.as_str()),
        ));
    }
    if !usual_case {
        seen.push(Observation::fine("name", "the answer is named in other capitals than the request"));
    }
    seen.push(match answer.clock_difference {
        None => Observation::fine("clock", "the two clocks agree to the minute"),
        Some(difference) => Observation::new(
            "clock",
            Health::Look,
            format!("the terminal's clock differs by {} s", difference.as_secs()),
            Some("set the clock that is wrong".to_owned()),
        ),
    });
    seen.push(match removed {
        None => Observation::fine("removal", "the answer was left there ([exchange] remove_answers = false)"),
        Some(true) => Observation::fine("removal", "the answer was removed"),
        Some(false) => Observation::new(
            "removal",
            Health::Look,
            "the answer could not be removed",
            Some("let the kiosk's user of the share delete files in the folder of answers".to_owned()),
        ),
    });
    seen
}

fn not_answered(error: &CheckError, next: Option<String>) -> Observation {
    let remedy = match error {
        CheckError::Inquiry(InquiryError::Refused(_)) => next,
        CheckError::Inquiry(InquiryError::NotTaken) => {
            Some("where the application runs and requests stay: try [exchange] write = \"direct\"".to_owned())
        }
        CheckError::Inquiry(_)
        | CheckError::Numbers(_)
        | CheckError::NoTerminal
        | CheckError::Interrupted
        | CheckError::Journal(_)
        | CheckError::Privileges(_)
        | CheckError::System(_) => None,
    };
    Observation::new("answer", Health::Broken, error.to_string(), remedy)
}

/// The setting to try where these numbers are right and are not found or refused: padding, then encoding, then empty
/// elements, each only where it makes a difference.
fn next_to_try(exchange: &ExchangeSettings, typed: TypedNumbers<'_>) -> String {
    let digits = |text: Option<&str>| text.unwrap_or_default().chars().filter(char::is_ascii_digit).count();
    let given = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let plain = |text: Option<&str>| text.unwrap_or_default().is_ascii();
    let compare = "compare the numbers with the paper; where they are right, try";
    let (key, value) = if digits(typed.insurer) == 6 && exchange.pad == Padding::Space {
        ("pad", "zero")
    } else if !(plain(typed.symbol) && plain(typed.number)) && exchange.encoding == FileEncoding::Utf8 {
        ("encoding", "shift_jis")
    } else if !(given(typed.symbol) && given(typed.branch)) && exchange.empty == EmptyElements::Element {
        ("empty", "omit")
    } else {
        return "compare the numbers with the paper, and ask the terminal's vendor".to_owned();
    };
    format!("{compare} [exchange] {key} = \"{value}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: TypedNumbers<'_> = TypedNumbers {
        insurer: Some("139998"),
        symbol: Some("試−１"),
        number: Some("123456"),
        branch: None,
        birthdate: Some("19750630"),
    };

    fn next(lines: &str, typed: TypedNumbers<'_>) -> String {
        let text = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\n[exchange]\n\
             cards = \"c\"\nrequests = \"a\"\nanswers = \"b\"\n{lines}"
        );
        next_to_try(Settings::parse(&text).unwrap().exchange.as_ref().unwrap(), typed)
    }

    #[test]
    fn padding_is_tried_before_the_encoding_and_that_before_empty_elements() {
        assert!(next("", PAPER).ends_with("[exchange] pad = \"zero\""));
        assert!(next("pad = \"zero\"\n", PAPER).ends_with("[exchange] encoding = \"shift_jis\""));
        assert!(next("pad = \"zero\"\nencoding = \"shift_jis\"\n", PAPER).ends_with("[exchange] empty = \"omit\""));
    }

    #[test]
    fn what_makes_no_difference_for_a_paper_is_not_tried() {
        let paper = TypedNumbers { insurer: Some("06139992"), symbol: Some("12"), branch: Some("01"), ..PAPER };
        assert!(next("", paper).ends_with("vendor"));
        assert!(next("", TypedNumbers { branch: None, ..paper }).ends_with("empty = \"omit\""));
    }
}
