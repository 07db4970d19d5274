//! Every way in which the qualification terminal has no answer: for the tests alone, which draw each.

use super::all::{Sample, message, of_page};
use super::{assign, inquiries};
use crate::common::{InquiryFault, InquiryTrouble};

/// Every way in which a question by numbers has no answer.
#[must_use]
pub fn faults() -> Vec<Sample> {
    InquiryFault::ALL.map(|fault| of_page(inquiries::fault(fault))).into()
}

/// The page of this trouble of a question by numbers.
#[must_use]
pub fn number_trouble(trouble: InquiryTrouble) -> Sample {
    of_page(inquiries::trouble(trouble))
}

/// The page of a reference number after every fault.
#[must_use]
pub fn assign_faults() -> Vec<Sample> {
    let page = |fault: InquiryFault| (format!("staff-assign-{}", fault.code()), assign::fault(message, fault));
    InquiryFault::ALL.map(|fault| of_page(page(fault))).into()
}

/// The help about this code.
#[must_use]
pub fn code(code: &str) -> Sample {
    of_page((code.to_owned(), super::staff::code(code)))
}
