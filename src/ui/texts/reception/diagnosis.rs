//! Diagnosis.

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Diagnosis {
    pub title: &'static str,
}

pub(super) const JA: Diagnosis = Diagnosis { title: "診断" };

pub(super) const EN: Diagnosis = Diagnosis { title: "Diagnosis" };
