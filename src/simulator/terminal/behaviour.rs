//! How the emulated terminal behaves: one switch each, with the word of its usual value first.

use std::time::Duration;

/// Makes the switches from their rows.
macro_rules! switches {
    ($( $(#[$doc:meta])* $Switch:ident { $( $word:literal $variant:ident, )+ } )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $Switch { $( $variant, )+ }

        impl $Switch {
            const WORDS: &[(&str, Self)] = &[$( ($word, Self::$variant), )+];

            fn read(word: &str) -> Result<Self, SwitchError> {
                let known = Self::WORDS.iter().find(|(known, _)| *known == word);
                known.map(|(_, switch)| *switch).ok_or_else(|| {
                    SwitchError::Value(Self::WORDS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", "))
                })
            }
        }
    )+};
}

switches! {
    /// Which requests are taken.
    Take { "whole" Whole, "never" Never, "half-written" HalfWritten, }
    /// Under which name the answer is written.
    Naming { "own" Own, "capitals" Capitals, "other" Other, }
    /// The order of elements.
    Order { "shuffled" Shuffled, "table" Table, }
    /// What answers are encoded in.
    Encoding { "utf-8" Utf8, "shift_jis" ShiftJis, }
    /// What the declaration says of it.
    Declaration { "right" Right, "wrong" Wrong, "none" None, }
    /// Whether there is a byte order mark.
    Mark { "none" None, "bom" Bom, }
    /// How six-digit insurer numbers are padded in results.
    Padding { "space" Space, "zero" Zero, "none" None, }
    /// What becomes of an element that is given back.
    Echo { "echo" Same, "missing" Missing, "changed" Changed, "doubled" Doubled, "other" Other, }
    /// What becomes of the repeated question.
    Repeat {
        "same" Same, "missing" Missing, "insurer" Insurer, "symbol" Symbol, "number" Number, "branch" Branch,
        "birth" Birth, "consent" Consent,
    }
    /// The form of the answer's file.
    Form {
        "xml" Xml, "zip" Zip, "zip-encrypted" ZipEncrypted, "zip-as-xml" ZipAsXml, "empty" Empty, "garbage" Garbage,
        "dtd" Dtd, "link" Link,
    }
    /// How a refused request comes back.
    Return { "both" Both, "reason" Reason, "request" Request, }
    /// What a bulk request comes to.
    Bulk {
        "right" Right, "refused" Refused, "failed" Failed, "numbers" Numbers, "missing" Missing, "extra" Extra,
        "doubled" Doubled, "reception" Reception,
    }
    /// What the result says beyond its persona.
    Outcome {
        "persona" Persona, "none" None, "lost" Lost, "new" New, "several" Several, "unregistered" Unregistered,
        "unknown" Unknown, "blank" Blank, "refused" Refused, "failed" Failed, "in-progress" InProgress,
        "segment-3" Segment3, "error-code" ErrorCode, "no-entry" NoEntry, "two-entries" TwoEntries,
        "yesterday" Yesterday, "by-card" ByCard, "other-birth" OtherBirth, "limit" Limit,
    }
    /// What becomes of a reference number that is to be kept, and what is said of it.
    Assign {
        "kept" Kept, "refused" Refused, "unclear" Unclear, "failed" Failed, "error-code" ErrorCode,
        "other-number" OtherNumber, "no-number" NoNumber, "doubled-number" DoubledNumber,
    }
}

/// Why a switch was not set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SwitchError {
    /// There is no such switch.
    #[error(
        "no such switch: take, take-after, answer-after, grow, again, name, order, encoding, declaration, mark, padding, identifier, facility, repeat, form, err, err-encoding, return, outcome, assign, persona, bulk, bulk-rounds or stay"
    )]
    Unknown,
    /// It has no such value.
    #[error("its values are {0}")]
    Value(String),
}

/// All switches.
#[derive(Debug, Clone)]
pub struct Behaviour {
    /// `take`: which requests are taken.
    pub take: Take,
    /// `take-after`: how long a request lies there.
    pub take_after: Duration,
    /// `answer-after`: how long the answer takes; `never`: it is taken and never answered.
    pub answer_after: Option<Duration>,
    /// `grow`: how long the file is half written; `never`: it stays so.
    pub grow: Option<Duration>,
    /// `again`: the answer is written a second time so long after the first; `never`.
    pub again: Option<Duration>,
    /// `name`
    pub name: Naming,
    /// `order`
    pub order: Order,
    /// `encoding`
    pub encoding: Encoding,
    /// `declaration`
    pub declaration: Declaration,
    /// `mark`
    pub mark: Mark,
    /// `padding`
    pub padding: Padding,
    /// `identifier`
    pub identifier: Echo,
    /// `facility`
    pub facility: Echo,
    /// `repeat`
    pub repeat: Repeat,
    /// `form`
    pub form: Form,
    /// `err`: each request is refused with these words; `none`.
    pub err: Option<String>,
    /// `err-encoding`
    pub err_encoding: Encoding,
    /// `return`
    pub returned: Return,
    /// `outcome`
    pub outcome: Outcome,
    /// `assign`
    pub assign: Assign,
    /// `persona`: answered with whatever is asked; `by-number`.
    pub persona: Option<String>,
    /// `bulk`
    pub bulk: Bulk,
    /// `bulk-rounds`: so many requests for the result are told that it is worked on.
    pub bulk_rounds: u32,
    /// `stay`: after how long what lies in Res is swept away; `never`.
    pub stay: Option<Duration>,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            take: Take::Whole,
            take_after: Duration::from_secs(1),
            answer_after: Some(Duration::from_secs(3)),
            grow: Some(Duration::from_millis(200)),
            again: None,
            name: Naming::Own,
            order: Order::Shuffled,
            encoding: Encoding::Utf8,
            declaration: Declaration::Right,
            mark: Mark::None,
            padding: Padding::Space,
            identifier: Echo::Same,
            facility: Echo::Same,
            repeat: Repeat::Same,
            form: Form::Xml,
            err: None,
            err_encoding: Encoding::Utf8,
            returned: Return::Both,
            outcome: Outcome::Persona,
            assign: Assign::Kept,
            persona: None,
            bulk: Bulk::Right,
            bulk_rounds: 1,
            stay: None,
        }
    }
}

impl Behaviour {
    /// Sets a switch by its word.
    pub fn set(&mut self, switch: &str, value: &str) -> Result<(), SwitchError> {
        match switch {
            "take" => self.take = Take::read(value)?,
            "take-after" => self.take_after = time(value)?.unwrap_or(Duration::MAX),
            "answer-after" => self.answer_after = time(value)?,
            "grow" => self.grow = time(value)?,
            "again" => self.again = time(value)?,
            "name" => self.name = Naming::read(value)?,
            "order" => self.order = Order::read(value)?,
            "encoding" => self.encoding = Encoding::read(value)?,
            "declaration" => self.declaration = Declaration::read(value)?,
            "mark" => self.mark = Mark::read(value)?,
            "padding" => self.padding = Padding::read(value)?,
            "identifier" => self.identifier = Echo::read(value)?,
            "facility" => self.facility = Echo::read(value)?,
            "repeat" => self.repeat = Repeat::read(value)?,
            "form" => self.form = Form::read(value)?,
            "err" => self.err = Some(value.to_owned()).filter(|words| words != "none"),
            "err-encoding" => self.err_encoding = Encoding::read(value)?,
            "return" => self.returned = Return::read(value)?,
            "outcome" => self.outcome = Outcome::read(value)?,
            "assign" => self.assign = Assign::read(value)?,
            "persona" => self.persona = Some(value.to_owned()).filter(|key| key != "by-number"),
            "bulk" => self.bulk = Bulk::read(value)?,
            "bulk-rounds" => {
                self.bulk_rounds = value.parse().map_err(|_none| SwitchError::Value("a number".to_owned()))?;
            }
            "stay" => self.stay = time(value)?,
            _ => return Err(SwitchError::Unknown),
        }
        Ok(())
    }
}

/// `500ms`, `3s`, `1m`; `never`.
fn time(text: &str) -> Result<Option<Duration>, SwitchError> {
    if text == "never" {
        return Ok(None);
    }
    let units = [("ms", 1), ("s", 1000), ("m", 60_000)];
    let read = units.into_iter().find_map(|(unit, factor)| {
        let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(factor).map(Duration::from_millis)
    });
    read.map(Some).ok_or_else(|| SwitchError::Value("a number with ms, s or m; never".to_owned()))
}
