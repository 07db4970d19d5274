//! Reference numbers (照会番号) for many people at once, and whether a message is the result of such a request. Pure.
//!
//! A part of the result is bound to a person by the reference number, which is there once in a request, and by the
//! qualification, repeated word for word. That a number is kept is said in full or not at all.

use std::collections::HashMap;
use std::fmt;

use zeroize::Zeroizing;

use super::assignment::{Assigned, ReferenceNumber, RepeatedAssignment};
use super::bulk_answer::{AssignmentUnit, Bound, BulkResult, Document, RowAnswer, RowFault, read};
use super::codes::{ProcessingResultStatus, SegmentOfResult};
use super::error::MessageError;
use super::insurer::FacilityCode;
use super::number_answer::{Judged, Mismatch, comparable, same};
use super::number_check::{NumberCheck, NumberField};
use super::text::Text;
use super::verdict::Notice;

/// A reference number for the person with this qualification.
#[derive(Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Whose it is to be. The date of birth is not sent.
    pub check: NumberCheck,
    /// The number.
    pub reference: ReferenceNumber,
}

/// A bulk assignment as it was sent and received.
#[derive(Debug, Clone, Copy)]
pub struct SentAssignments<'a> {
    /// Its reception number.
    pub reception: &'a str,
    /// Who asked.
    pub facility: &'a FacilityCode,
    /// The people.
    pub rows: &'a [AssignmentRow],
}

/// What is the same in two ways of writing one reference number.
#[must_use]
pub fn reference_key(reference: &ReferenceNumber) -> String {
    comparable(reference.as_str()).to_string()
}

/// What is the same in two ways of writing one qualification. Two people of one family have the same where their papers
/// have no branch (枝番).
#[must_use]
pub fn qualification_key(check: &NumberCheck) -> String {
    let text = |text: Option<&Text>| text.map_or_else(Zeroizing::default, |text| comparable(text.as_str()));
    let (symbol, number, branch) = (text(check.symbol()), text(Some(check.number())), text(check.branch()));
    // No part has a blank any more.
    format!("{} {} {} {}", check.insurer().as_str(), *symbol, *number, *branch)
}

impl SentAssignments<'_> {
    /// Judges a result (`OQSmuimm02res`), decoded to Unicode.
    pub fn judge(&self, text: &str) -> Result<Judged<BulkResult<Assigned>>, MessageError> {
        let document = read(text)?;
        if let Some(foreign) = document.is_foreign(self.reception, self.facility) {
            return Ok(Judged::NotOurs(foreign));
        }
        let Document { message_header: header, message_body: body, simulation } = document;
        let units = body.unwrap_or_default().assignments;
        match &header.segment_of_result {
            _ if header.error_code.is_some() => return Ok(Judged::Answer(BulkResult::Failed(header.notice()))),
            Some(SegmentOfResult::InProgress) => return Ok(Judged::InProgress),
            // Whether a result always has this element is not known. Each part says for itself what came of it.
            None if units.is_empty() => return Ok(Judged::InProgress),
            Some(SegmentOfResult::Completed) | None => {}
            Some(SegmentOfResult::Failed | SegmentOfResult::Unknown(_)) => {
                return Ok(Judged::Answer(BulkResult::Failed(header.notice())));
            }
        }
        let places: HashMap<_, _> = self.rows.iter().map(|row| reference_key(&row.reference)).zip(0..).collect();
        let place = |unit: &AssignmentUnit| {
            let repeated = unit.reference_number_registration_info.as_ref()?.reference_number.as_ref()?;
            places.get(comparable(repeated.as_str()).as_str()).copied()
        };
        let answer = |place: usize, unit| match self.rows.get(place) {
            Some(row) => row.answer(unit),
            None => RowAnswer::NotAnswered(RowFault::Missing),
        };
        let own = Bound::new(&header, units, self.rows.len(), place);
        Ok(Judged::Answer(BulkResult::Rows(own.rows((&header, simulation), answer))))
    }
}

impl AssignmentRow {
    fn answer(&self, unit: AssignmentUnit) -> RowAnswer<Assigned> {
        let fits = unit.reference_number_registration_info.as_ref().ok_or(Mismatch::NotRepeated);
        if let Err(mismatch) = fits.and_then(|repeated| self.is_repeated(repeated)) {
            return RowAnswer::NotAnswered(RowFault::DoesNotFit(mismatch));
        }
        let AssignmentUnit { processing_result_code: code, processing_result_message: message, .. } = unit;
        RowAnswer::Answered(match unit.processing_result_status {
            Some(ProcessingResultStatus::Completed) => Assigned::Kept,
            Some(ProcessingResultStatus::Error) => Assigned::Refused(Notice { code, message }),
            Some(ProcessingResultStatus::Unknown(_)) | None => Assigned::Unclear,
        })
    }

    fn is_repeated(&self, repeated: &RepeatedAssignment) -> Result<(), Mismatch> {
        let (check, is) = (&self.check, |fits: bool, field| if fits { Ok(()) } else { Err(Mismatch::Field(field)) });
        is(repeated.insurer_number.as_ref() == Some(check.insurer()), NumberField::Insurer)?;
        is(same(repeated.insured_card_symbol.as_ref(), check.symbol()), NumberField::Symbol)?;
        is(same(repeated.insured_identification_number.as_ref(), Some(check.number())), NumberField::Number)?;
        is(same(repeated.insured_branch_number.as_ref(), check.branch()), NumberField::Branch)
    }
}

/// Personal data.
impl fmt::Debug for AssignmentRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AssignmentRow(..)")
    }
}
