//! Whether a message is the receipt or the result of a bulk request, and which person each part of it is about. Pure.
//!
//! A result is bound to its request by the reception number and the facility code, and each person in it by a random
//! key that only this request had, by the question repeated word for word, and by the birth date. What is not bound to
//! exactly one person that was asked about is answered to no one. Where the result's own numbers do not add up, a part
//! may be missing in the middle: then nothing of it counts.

use std::collections::HashMap;

use serde::Deserialize;
use time::OffsetDateTime;

use super::assignment::{ReferenceNumber, RepeatedAssignment};
use super::codes::{ProcessingResultStatus, QualificationValidity, ReferenceClassification, SegmentOfResult};
use super::date::Date;
use super::entry::Entry;
use super::error::MessageError;
use super::insurer::FacilityCode;
use super::message::{MessageBody, MessageHeader, ResultList, XmlMsg};
use super::number_answer::{ForeignAnswer, Judged, Mismatch, Repeated, SentQuestion, comparable, same};
use super::number_check::{NumberCheck, NumberField};
use super::text::Text;
use super::verdict::Notice;
use super::wire::{Wire, few, optional, people};
use super::xml;

/// Most characters of a reception number.
const MAX_RECEPTION: usize = 50;

/// What a bulk request was answered with at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// It is worked on under this reception number (受付番号).
    Received(String),
    /// It is not worked on.
    Refused(Notice),
}

/// A person as asked about in a bulk request: under which key, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkRow {
    /// `ArbitraryIdentifier`
    pub key: String,
    /// The question.
    pub check: NumberCheck,
}

/// A bulk request as it was sent and received.
#[derive(Debug, Clone, Copy)]
pub struct SentBulk<'a> {
    /// Its reception number.
    pub reception: &'a str,
    /// Who asked.
    pub facility: &'a FacilityCode,
    /// The day that was asked about.
    pub day: Date,
    /// The people.
    pub rows: &'a [BulkRow],
}

/// The result of a bulk request, with answers of this form.
#[derive(Debug)]
pub enum BulkResult<A> {
    /// The processing as a whole failed.
    Failed(Notice),
    /// What is known of each person.
    Rows(BulkRows<A>),
}

/// What is known of each person.
#[derive(Debug)]
pub struct BulkRows<A> {
    /// When the terminal made the result.
    pub made: Option<OffsetDateTime>,
    /// In the order in which they were asked about.
    pub rows: Vec<RowAnswer<A>>,
    /// Parts about people who were not asked about.
    pub foreign: usize,
    /// Whether a simulator has made it up.
    pub simulation: bool,
}

/// What is known of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowAnswer<A> {
    /// The answer.
    Answered(A),
    /// There is none that is this person's.
    NotAnswered(RowFault),
}

/// Why a person has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// The result has no part for this person.
    Missing,
    /// It has more than one.
    Doubled,
    /// Its part does not fit the question.
    DoesNotFit(Mismatch),
    /// The numbers of the result do not add up.
    Numbers,
}

impl RowFault {
    /// A stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Doubled => "doubled",
            Self::DoesNotFit(_) => "does-not-fit",
            Self::Numbers => "numbers",
        }
    }
}

/// Judges a receipt (`OQSmuquc01res`, `OQSmuimm01res`), decoded to Unicode.
pub fn judge_receipt(text: &str, identifier: &str, facility: &FacilityCode) -> Result<Judged<Receipt>, MessageError> {
    let Document { message_header: header, message_body: body, .. } = read(text)?;
    if header.arbitrary_file_identifier.as_ref().is_none_or(|sent| sent.as_str() != identifier) {
        return Ok(Judged::NotOurs(ForeignAnswer::Identifier));
    }
    if !header.is_for(facility) {
        return Ok(Judged::NotOurs(ForeignAnswer::Facility));
    }
    let refused = matches!(&header.segment_of_result, Some(SegmentOfResult::Failed | SegmentOfResult::Unknown(_)));
    if refused || header.error_code.is_some() {
        return Ok(Judged::Answer(Receipt::Refused(header.notice())));
    }
    let reception = header.reception_number.or(body.and_then(|body| body.reception_number));
    let reception = reception.ok_or(MessageError::Shape)?;
    // It is sent back in a request, and looked for in its bytes.
    let is_plain = reception.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !is_plain || reception.as_str().len() > MAX_RECEPTION {
        return Err(MessageError::Shape);
    }
    Ok(Judged::Answer(Receipt::Received(reception.as_str().to_owned())))
}

impl SentBulk<'_> {
    /// Judges a result (`OQSmuquc02res`), decoded to Unicode. Without consent an answer holds nothing about the limit
    /// on payments.
    pub fn judge(&self, text: &str) -> Result<Judged<BulkResult<Box<XmlMsg>>>, MessageError> {
        let document = read(text)?;
        if let Some(foreign) = document.is_foreign(self.reception, self.facility) {
            return Ok(Judged::NotOurs(foreign));
        }
        let Document { message_header: header, message_body: body, simulation } = document;
        match &header.segment_of_result {
            Some(SegmentOfResult::InProgress) => Ok(Judged::InProgress),
            Some(SegmentOfResult::Completed) if header.error_code.is_none() => {
                let units = body.unwrap_or_default().checks;
                let places: HashMap<_, _> = self.rows.iter().map(|row| row.key.as_str()).zip(0..).collect();
                let own = Bound::new(&header, units, self.rows.len(), |unit| places.get(unit.key()?).copied());
                let answer = |place: usize, unit| match self.rows.get(place) {
                    Some(row) => self.answer(row, (&header, simulation), unit),
                    None => RowAnswer::NotAnswered(RowFault::Missing),
                };
                Ok(Judged::Answer(BulkResult::Rows(own.rows((&header, simulation), answer))))
            }
            None | Some(SegmentOfResult::Completed | SegmentOfResult::Failed | SegmentOfResult::Unknown(_)) => {
                Ok(Judged::Answer(BulkResult::Failed(header.notice())))
            }
        }
    }

    fn answer(&self, row: &BulkRow, (header, simulation): (&Header, bool), unit: CheckUnit) -> RowAnswer<Box<XmlMsg>> {
        let question = SentQuestion { check: &row.check, identifier: "", facility: self.facility, day: self.day };
        let repeated = unit.qualification_confirm_search_info;
        let mut entries = unit.entries;
        for entry in &mut entries {
            entry.reference_number = entry.reference_number.take().or_else(|| unit.reference_number.clone());
        }
        let mut message = XmlMsg {
            message_header: header.message(),
            message_body: MessageBody {
                processing_result_status: unit.processing_result_status,
                processing_result_code: unit.processing_result_code,
                processing_result_message: unit.processing_result_message,
                qualification_validity: unit.qualification_validity,
                result_list: ResultList { entries },
            },
            simulation,
        };
        if message.message_body.processing_result_status == Some(ProcessingResultStatus::Error) {
            message.message_body.result_list.entries.clear();
        }
        // The day that was asked about may be over by now: the answer is dated by it.
        if let Err(mismatch) = question.fits(&message, repeated.as_ref(), self.day) {
            return RowAnswer::NotAnswered(RowFault::DoesNotFit(mismatch));
        }
        question.keep_what_may_be_shown(&mut message);
        RowAnswer::Answered(Box::new(message))
    }
}

/// In which fields the qualification that was found differs from what was asked about.
#[must_use]
pub fn changed(check: &NumberCheck, found: &Entry) -> Vec<NumberField> {
    let mut fields = Vec::new();
    if found.insurer() != Some(check.insurer()) {
        fields.push(NumberField::Insurer);
    }
    for (field, found, asked) in [
        (NumberField::Symbol, found.symbol.as_ref(), check.symbol()),
        (NumberField::Number, found.number.as_ref(), Some(check.number())),
        (NumberField::Branch, found.branch.as_ref(), check.branch()),
    ] {
        if !same(found, asked) {
            fields.push(field);
        }
    }
    fields
}

/// Whether the terminal has another reference number (照会番号) of this person than the facility knows: one of them is
/// another's.
#[must_use]
pub fn is_other_reference(known: &ReferenceNumber, found: &Entry) -> bool {
    found.reference_number.as_ref().is_some_and(|number| *comparable(number.as_str()) != *comparable(known.as_str()))
}

/// The parts of a result, each with the place of the person whom it is about.
pub(super) struct Bound<U> {
    /// For each person that was asked about.
    own: Vec<Vec<U>>,
    /// Parts about people who were not.
    foreign: usize,
    /// Whether the result's own numbers agree with its parts.
    adds_up: bool,
}

impl<U> Bound<U> {
    /// Binds parts to so many people; `place` says to which one.
    pub(super) fn new(header: &Header, units: Vec<U>, people: usize, place: impl Fn(&U) -> Option<usize>) -> Self {
        let adds_up = header.adds_up(units.len());
        let mut own: Vec<Vec<U>> = (0..people).map(|_| Vec::new()).collect();
        let mut foreign = 0;
        for unit in units {
            match place(&unit).and_then(|place| own.get_mut(place)) {
                Some(units) => units.push(unit),
                None => foreign += 1,
            }
        }
        Self { own, foreign, adds_up }
    }

    /// What is known of each person: `answer` reads the one part that is this person's.
    pub(super) fn rows<A>(
        self,
        (header, simulation): (&Header, bool),
        answer: impl Fn(usize, U) -> RowAnswer<A>,
    ) -> BulkRows<A> {
        let Self { own, foreign, adds_up } = self;
        let row = |(place, units): (usize, Vec<U>)| {
            let mut units = units.into_iter();
            match (units.next(), units.next()) {
                (Some(_), _) if !adds_up => RowAnswer::NotAnswered(RowFault::Numbers),
                (Some(unit), None) => answer(place, unit),
                (Some(_), Some(_)) => RowAnswer::NotAnswered(RowFault::Doubled),
                (None, _) => RowAnswer::NotAnswered(RowFault::Missing),
            }
        };
        let rows = own.into_iter().enumerate().map(row).collect();
        BulkRows { made: header.message().executed_at(), rows, foreign, simulation }
    }
}

/// Reads a receipt or a result.
pub(super) fn read(text: &str) -> Result<Document, MessageError> {
    let text = text.trim_start_matches('\u{feff}');
    let simulation = xml::check(text)?;
    // What the parser says quotes what it stumbled over.
    let document: Document = quick_xml::de::from_str(text).map_err(|_quotes| MessageError::Shape)?;
    Ok(Document { simulation, ..document })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Document {
    pub(super) message_header: Header,
    #[serde(default)]
    pub(super) message_body: Option<Body>,
    #[serde(skip)]
    pub(super) simulation: bool,
}

impl Document {
    /// Whose it is, where it is not the result of this reception number and facility.
    pub(super) fn is_foreign(&self, reception: &str, facility: &FacilityCode) -> Option<ForeignAnswer> {
        let in_body = self.message_body.as_ref().and_then(|body| body.reception_number.as_ref());
        let mut sent = self.message_header.reception_number.iter().chain(in_body).peekable();
        if sent.peek().is_none() || sent.any(|sent| sent.as_str() != reception) {
            Some(ForeignAnswer::Reception)
        } else if !self.message_header.is_for(facility) {
            Some(ForeignAnswer::Facility)
        } else {
            None
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Header {
    #[serde(default, with = "optional")]
    process_execution_time: Option<Text>,
    #[serde(default, with = "optional")]
    qualification_confirmation_date: Option<Wire<Date>>,
    #[serde(default, with = "optional")]
    medical_institution_code: Option<Text>,
    #[serde(default, with = "optional")]
    arbitrary_file_identifier: Option<Text>,
    #[serde(default, with = "optional")]
    reception_number: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) segment_of_result: Option<SegmentOfResult>,
    #[serde(default, with = "optional")]
    pub(super) error_code: Option<Text>,
    #[serde(default, with = "optional")]
    error_message: Option<Text>,
    #[serde(default, with = "optional")]
    number_of_processing_result: Option<Text>,
    #[serde(default, with = "optional")]
    number_of_normal_processing: Option<Text>,
    #[serde(default, with = "optional")]
    number_of_error: Option<Text>,
}

impl Header {
    fn is_for(&self, facility: &FacilityCode) -> bool {
        self.medical_institution_code.as_ref().is_some_and(|sent| sent.as_str() == facility.as_str())
    }

    pub(super) fn notice(&self) -> Notice {
        Notice { code: self.error_code.clone(), message: self.error_message.clone() }
    }

    /// Whether what it says of its own numbers agrees with itself and with the parts that there are. A number that it
    /// does not say contradicts nothing; one that cannot be read does.
    fn adds_up(&self, units: usize) -> bool {
        let number = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().parse::<usize>().ok());
        let all = number(&self.number_of_processing_result);
        let parts = [number(&self.number_of_normal_processing), number(&self.number_of_error)];
        let sum = match parts {
            [Some(Some(normal)), Some(Some(error))] => Some(normal.checked_add(error)),
            [None, None] => None,
            // Of two parts one alone: it is at most all of them.
            [Some(Some(one)), None] | [None, Some(Some(one))] => Some(Some(units).filter(|units| one <= *units)),
            [Some(None), _] | [_, Some(None)] => Some(None),
        };
        all.into_iter().chain(sum).all(|number| number == Some(units))
    }

    /// The header of each person's own message: looked up by numbers, completed as a whole.
    fn message(&self) -> MessageHeader {
        MessageHeader {
            process_execution_time: self.process_execution_time.clone().unwrap_or_default(),
            qualification_confirmation_date: self.qualification_confirmation_date.clone().unwrap_or_default(),
            medical_institution_code: self.medical_institution_code.clone().unwrap_or_default(),
            reference_classification: ReferenceClassification::Certificate,
            segment_of_result: Some(SegmentOfResult::Completed),
            ..MessageHeader::default()
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Body {
    #[serde(default, with = "optional")]
    reception_number: Option<Text>,
    #[serde(rename = "BulkConfirmUnit", default, deserialize_with = "people")]
    checks: Vec<CheckUnit>,
    #[serde(rename = "BulkRegistrationUnit", default, deserialize_with = "people")]
    pub(super) assignments: Vec<AssignmentUnit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CheckUnit {
    #[serde(default)]
    qualification_confirm_search_info: Option<Repeated>,
    #[serde(default, with = "optional")]
    processing_result_status: Option<ProcessingResultStatus>,
    #[serde(default, with = "optional")]
    processing_result_code: Option<Text>,
    #[serde(default, with = "optional")]
    processing_result_message: Option<Text>,
    #[serde(default, with = "optional")]
    qualification_validity: Option<QualificationValidity>,
    #[serde(rename = "ResultOfQualificationConfirmation", default, deserialize_with = "few")]
    entries: Vec<Entry>,
    #[serde(default, with = "optional")]
    reference_number: Option<Text>,
}

impl CheckUnit {
    fn key(&self) -> Option<&str> {
        Some(self.qualification_confirm_search_info.as_ref()?.arbitrary_identifier.as_ref()?.as_str())
    }
}

/// One person's part of the result of a bulk assignment.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AssignmentUnit {
    #[serde(default)]
    pub(super) reference_number_registration_info: Option<RepeatedAssignment>,
    #[serde(default, with = "optional")]
    pub(super) processing_result_status: Option<ProcessingResultStatus>,
    #[serde(default, with = "optional")]
    pub(super) processing_result_code: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) processing_result_message: Option<Text>,
}
