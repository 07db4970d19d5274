//! Whether a message is the answer to a question by numbers. Pure: the one place where an answer is bound to its
//! question.
//!
//! Two steps. Whose answer is it: identifier and facility code, each there, once, and ours; else it belongs to another
//! and is left alone. Then, does it fit: the question repeated word for word, looked up by numbers, of the asked day,
//! which is still today, and about a person of that birth date; else nothing of it is shown.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::codes::{
    CharacterCode, LimitConsent, ProcessingResultStatus, QualificationValidity, ReferenceClassification,
    SegmentOfResult,
};
use super::date::Date;
use super::error::MessageError;
use super::insurer::{FacilityCode, InsurerNumber};
use super::message::{MessageHeader, XmlMsg};
use super::number_check::{NumberCheck, NumberField};
use super::text::Text;
use super::wire::{Wire, optional};
use super::xml;

/// A question as it was sent.
#[derive(Debug, Clone, Copy)]
pub struct SentQuestion<'a> {
    /// What was asked.
    pub check: &'a NumberCheck,
    /// The identifier of the request (`ArbitraryFileIdentifier`), which no other one bears.
    pub identifier: &'a str,
    /// Who asked.
    pub facility: &'a FacilityCode,
    /// The day that was asked about (`QualificationConfirmationDate`).
    pub day: Date,
}

/// What a message is to a question.
#[derive(Debug)]
pub enum Judged<T> {
    /// Its answer.
    Answer(T),
    /// The word that it is still worked on.
    InProgress,
    /// Another's: it is left where it lies.
    NotOurs(ForeignAnswer),
    /// It bears the marks of this question and does not fit it: nothing of it is shown.
    DoesNotFit(Mismatch),
}

impl<T> Judged<T> {
    /// The same with another form of the answer.
    pub fn map<U>(self, form: impl FnOnce(T) -> U) -> Judged<U> {
        match self {
            Self::Answer(answer) => Judged::Answer(form(answer)),
            Self::InProgress => Judged::InProgress,
            Self::NotOurs(whose) => Judged::NotOurs(whose),
            Self::DoesNotFit(mismatch) => Judged::DoesNotFit(mismatch),
        }
    }
}

/// Whose a message is that is not the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ForeignAnswer {
    /// It bears another identifier, or none.
    #[error("the answer to another request")]
    Identifier,
    /// It bears another facility's code, or none.
    #[error("the answer to another facility")]
    Facility,
    /// It is about another reference number, or about none.
    #[error("the answer about another reference number")]
    ReferenceNumber,
    /// It bears another reception number of a bulk request, or none.
    #[error("the result of another bulk request")]
    Reception,
}

/// In what an answer does not fit its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// It does not repeat the question.
    #[error("the question is not repeated in it")]
    NotRepeated,
    /// It repeats another question.
    #[error("it repeats another {}", .0.as_str())]
    Field(NumberField),
    /// It repeats another consent to the limit on payments.
    #[error("it repeats another consent")]
    Consent,
    /// It was looked up by a card (`ReferenceClassification`), not by numbers.
    #[error("it was not looked up by numbers")]
    Classification,
    /// It is not of the day that was asked about, or that day is not today any more.
    #[error("it is not of today")]
    Day,
    /// The person found was born on another day.
    #[error("the person found was born on another day")]
    Birthdate,
}

impl SentQuestion<'_> {
    /// Judges a message, decoded to Unicode, on this day in Japan. An error is a text that is no message.
    pub fn judge(&self, text: &str, today: Date) -> Result<Judged<Box<XmlMsg>>, MessageError> {
        let text = text.trim_start_matches('\u{feff}');
        let simulation = xml::check(text)?;
        // What the parser says quotes what it stumbled over.
        let Ok(Envelope { message_header: header, message_body: body }) = quick_xml::de::from_str(text) else {
            return Err(MessageError::Shape);
        };
        if let Some(foreign) = header.is_foreign(self.identifier, self.facility) {
            return Ok(Judged::NotOurs(foreign));
        }
        match &header.segment_of_result {
            Some(SegmentOfResult::InProgress) => return Ok(Judged::InProgress),
            Some(SegmentOfResult::Completed) if header.error_code.is_none() => {}
            // It failed as a whole; a code of failure beside "completed" is a failure too.
            None | Some(SegmentOfResult::Completed | SegmentOfResult::Failed | SegmentOfResult::Unknown(_)) => {
                return Ok(Judged::Answer(Box::new(XmlMsg { simulation, ..header.into_failure() })));
            }
        }
        let mut message = XmlMsg::from_xml(text)?;
        if message.message_body.processing_result_status == Some(ProcessingResultStatus::Error) {
            // It found no person, so it has nothing to repeat.
            message.message_body.result_list.entries.clear();
            return Ok(Judged::Answer(Box::new(message)));
        }
        let repeated = body.and_then(|body| body.qualification_confirm_search_info);
        if let Err(mismatch) = self.fits(&message, repeated.as_ref(), today) {
            return Ok(Judged::DoesNotFit(mismatch));
        }
        self.keep_what_may_be_shown(&mut message);
        Ok(Judged::Answer(Box::new(message)))
    }

    pub(super) fn fits(&self, message: &XmlMsg, repeated: Option<&Repeated>, today: Date) -> Result<(), Mismatch> {
        let header = &message.message_header;
        if header.reference_classification != ReferenceClassification::Certificate {
            return Err(Mismatch::Classification);
        }
        if header.qualification_confirmation_date.read() != Some(self.day) || self.day != today {
            return Err(Mismatch::Day);
        }
        self.repeats(repeated.ok_or(Mismatch::NotRepeated)?)?;
        let born = |entry: &super::entry::Entry| entry.birthdate() == Some(self.check.birthdate());
        let of_one_person = !is_of_several(message);
        if of_one_person && !message.message_body.result_list.entries.iter().all(born) {
            return Err(Mismatch::Birthdate);
        }
        Ok(())
    }

    /// Numbers are compared without their padding, symbols without what differs between encodings.
    fn repeats(&self, repeated: &Repeated) -> Result<(), Mismatch> {
        let (check, is) = (self.check, |fits: bool, field| if fits { Ok(()) } else { Err(Mismatch::Field(field)) });
        is(repeated.insurer_number.as_ref() == Some(check.insurer()), NumberField::Insurer)?;
        is(same(repeated.insured_card_symbol.as_ref(), check.symbol()), NumberField::Symbol)?;
        is(same(repeated.insured_identification_number.as_ref(), Some(check.number())), NumberField::Number)?;
        is(same(repeated.insured_branch_number.as_ref(), check.branch()), NumberField::Branch)?;
        let birthdate = repeated.birthdate.as_ref().and_then(Wire::read);
        is(birthdate == Some(check.birthdate()), NumberField::Birthdate)?;
        let consent = if check.limit_consent() { LimitConsent::Given } else { LimitConsent::NotGiven };
        if repeated.limit_application_certificate_related_cons_flg.as_ref() == Some(&consent) {
            Ok(())
        } else {
            Err(Mismatch::Consent)
        }
    }

    /// Several people are none of ours, a new qualification is not given by numbers, and without consent the limit on
    /// payments is not asked for.
    pub(super) fn keep_what_may_be_shown(&self, message: &mut XmlMsg) {
        if is_of_several(message) {
            message.message_body.result_list.entries.clear();
        }
        if self.check.limit_consent() {
            return;
        }
        for entry in &mut message.message_body.result_list.entries {
            entry.limit_consent = None;
            entry.limit_consent_time = None;
            entry.limit = None;
        }
    }
}

fn is_of_several(message: &XmlMsg) -> bool {
    match &message.message_body.qualification_validity {
        Some(QualificationValidity::Multiple | QualificationValidity::InvalidNewExists) => true,
        None
        | Some(
            QualificationValidity::Valid
            | QualificationValidity::Invalid
            | QualificationValidity::NoMatch
            | QualificationValidity::ValidUnregistered
            | QualificationValidity::Unknown(_),
        ) => false,
    }
}

/// Whether two texts are the same but for width and for hyphens; a missing one is as a blank one.
pub(super) fn same(repeated: Option<&Text>, asked: Option<&Text>) -> bool {
    let plain = |text: Option<&Text>| text.map_or_else(Zeroizing::default, |text| comparable(text.as_str()));
    plain(repeated) == plain(asked)
}

/// Full and half width are the same here, and so are the hyphens and the waves for which two tables of Shift JIS have
/// two names each.
pub(super) fn comparable(text: &str) -> Zeroizing<String> {
    let signs = text.nfkc().filter(|sign| !sign.is_whitespace());
    Zeroizing::new(
        signs
            .map(|sign| match sign {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                '\u{301c}' => '~',
                sign => sign,
            })
            .collect(),
    )
}

/// A message without its result: read first, because whose it is decides whether the rest is looked at.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    message_header: EnvelopeHeader,
    #[serde(default)]
    message_body: Option<EnvelopeBody>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct EnvelopeHeader {
    #[serde(default, with = "optional")]
    process_execution_time: Option<Text>,
    #[serde(default, with = "optional")]
    qualification_confirmation_date: Option<Wire<Date>>,
    #[serde(default, with = "optional")]
    medical_institution_code: Option<Text>,
    #[serde(default, with = "optional")]
    arbitrary_file_identifier: Option<Text>,
    #[serde(default, with = "optional")]
    reference_classification: Option<ReferenceClassification>,
    #[serde(default, with = "optional")]
    pub(super) segment_of_result: Option<SegmentOfResult>,
    #[serde(default, with = "optional")]
    pub(super) error_code: Option<Text>,
    #[serde(default, with = "optional")]
    pub(super) error_message: Option<Text>,
    #[serde(default, with = "optional")]
    character_code_identifier: Option<CharacterCode>,
}

impl EnvelopeHeader {
    /// Whose it is, where it is not the answer to the request of this identifier and facility.
    pub(super) fn is_foreign(&self, identifier: &str, facility: &FacilityCode) -> Option<ForeignAnswer> {
        let bears = |sent: &Option<Text>, ours: &str| sent.as_ref().is_some_and(|sent| sent.as_str() == ours);
        if !bears(&self.arbitrary_file_identifier, identifier) {
            Some(ForeignAnswer::Identifier)
        } else if !bears(&self.medical_institution_code, facility.as_str()) {
            Some(ForeignAnswer::Facility)
        } else {
            None
        }
    }

    /// The message of a failure: its header alone.
    fn into_failure(self) -> XmlMsg {
        let failed = match self.segment_of_result {
            None | Some(SegmentOfResult::Completed) => Some(SegmentOfResult::Failed),
            segment => segment,
        };
        let message_header = MessageHeader {
            process_execution_time: self.process_execution_time.unwrap_or_default(),
            qualification_confirmation_date: self.qualification_confirmation_date.unwrap_or_default(),
            medical_institution_code: self.medical_institution_code.unwrap_or_default(),
            arbitrary_file_identifier: self.arbitrary_file_identifier,
            reference_classification: self.reference_classification.unwrap_or_default(),
            segment_of_result: failed,
            error_code: self.error_code,
            error_message: self.error_message,
            character_code_identifier: self.character_code_identifier.unwrap_or_default(),
        };
        XmlMsg { message_header, ..XmlMsg::default() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct EnvelopeBody {
    #[serde(default)]
    qualification_confirm_search_info: Option<Repeated>,
}

/// `QualificationConfirmSearchInfo`: the question, repeated.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Repeated {
    /// The key of one person in a bulk request.
    #[serde(default, with = "optional")]
    pub(super) arbitrary_identifier: Option<Text>,
    #[serde(default, with = "optional")]
    insurer_number: Option<InsurerNumber>,
    #[serde(default, with = "optional")]
    insured_card_symbol: Option<Text>,
    #[serde(default, with = "optional")]
    insured_identification_number: Option<Text>,
    #[serde(default, with = "optional")]
    insured_branch_number: Option<Text>,
    #[serde(default, with = "optional")]
    birthdate: Option<Wire<Date>>,
    #[serde(default, with = "optional")]
    limit_application_certificate_related_cons_flg: Option<LimitConsent>,
}
