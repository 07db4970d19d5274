//! The names of one request, `OQSsiquc01req_YYYYMMDDNNNN.xml` for example, and of all that can come of it.
//!
//! Windows compares names without regard to case, so they are recognised so here; they are written in one way only. The
//! names of results of cards begin like those of answers: what is recognised here is one whole name, never a beginning.

use std::ffi::OsStr;
use std::fmt;

use crate::eligibility::Date;
use crate::eligibility::wire::OnWire as _;

/// A kind of request: what its name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// One number check (資格確認).
    NumberCheck,
    /// One assignment of a reference number (照会番号登録).
    ReferenceNumber,
    /// Number checks of many people at once (資格確認一括照会); its answer is a receipt.
    BulkCheck,
    /// What has come of a bulk check.
    BulkCheckResult,
    /// Reference numbers of many people at once (照会番号一括登録); its answer is a receipt.
    BulkAssignment,
    /// What has come of a bulk assignment.
    BulkAssignmentResult,
}

impl Family {
    /// Every one.
    const ALL: [Self; 6] = [
        Self::NumberCheck,
        Self::ReferenceNumber,
        Self::BulkCheck,
        Self::BulkCheckResult,
        Self::BulkAssignment,
        Self::BulkAssignmentResult,
    ];

    const fn prefix(self) -> &'static str {
        match self {
            Self::NumberCheck => "OQSsiquc01",
            Self::ReferenceNumber => "OQSsiimm01",
            Self::BulkCheck => "OQSmuquc01",
            Self::BulkCheckResult => "OQSmuquc02",
            Self::BulkAssignment => "OQSmuimm01",
            Self::BulkAssignmentResult => "OQSmuimm02",
        }
    }
}

/// The name of a request without its ending: its family, and the free part that its answer repeats, which is day and
/// number of the day, twelve digits.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RequestName {
    family: Family,
    free: String,
}

/// A text that is no name of a request.
#[derive(Debug, thiserror::Error)]
#[error("no name of a request")]
pub struct NotARequestName;

/// What a file in the folder of answers is to this request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFile {
    /// Its answer.
    Answer,
    /// Its answer, as an archive.
    Archive,
    /// The request itself, put back because it cannot be processed.
    Request,
    /// Why it cannot be processed.
    Reason,
}

impl RequestName {
    /// The request of this day and number.
    pub fn new(family: Family, day: Date, number: u16) -> Self {
        Self { family, free: format!("{}{number:04}", day.to_wire()) }
    }

    /// The request.
    pub fn request(&self) -> String {
        format!("{self}.xml")
    }

    /// The request while it is written: hidden, and with an ending that no family of requests has.
    pub fn provisional(&self) -> String {
        format!(".{self}.xml.tmp")
    }

    /// A file in the folder of answers, as the terminal writes its name.
    pub fn answer(&self, file: AnswerFile) -> String {
        let Self { family, free } = self;
        let answer = format!("{}res_{free}", family.prefix());
        match file {
            AnswerFile::Answer => format!("{answer}.xml"),
            AnswerFile::Archive => format!("{answer}.zip"),
            AnswerFile::Request => format!("{self}.xml"),
            AnswerFile::Reason => format!("{self}.err"),
        }
    }

    /// What a file of this name in the folder of answers is to this request, in capitals or not.
    pub fn recognise(&self, name: &OsStr) -> Option<AnswerFile> {
        let name = name.to_str()?;
        AnswerFile::ALL.into_iter().find(|file| name.eq_ignore_ascii_case(&self.answer(*file)))
    }
}

impl fmt::Display for RequestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}req_{}", self.family.prefix(), self.free)
    }
}

impl From<RequestName> for String {
    fn from(name: RequestName) -> Self {
        name.to_string()
    }
}

/// A name from a file is put together with folders: nothing but what [`RequestName::new`] makes is one.
impl TryFrom<String> for RequestName {
    type Error = NotARequestName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let free = |family: Family| name.strip_prefix(family.prefix())?.strip_prefix("req_");
        Family::ALL
            .into_iter()
            .find_map(|family| free(family).map(|free| Self { family, free: free.to_owned() }))
            .filter(|name| name.free.len() == 12 && name.free.bytes().all(|byte| byte.is_ascii_digit()))
            .ok_or(NotARequestName)
    }
}

impl AnswerFile {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Archive, Self::Request, Self::Reason];
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn an_answer_repeats_the_free_part_of_its_request() {
        let name = RequestName::new(Family::NumberCheck, date!(2026 - 11 - 26).into(), 6001);
        assert_eq!(name.request(), "OQSsiquc01req_202611266001.xml");
        assert_eq!(name.answer(AnswerFile::Answer), "OQSsiquc01res_202611266001.xml");
        assert_eq!(name.provisional(), ".OQSsiquc01req_202611266001.xml.tmp");
        let name = RequestName::new(Family::ReferenceNumber, date!(2026 - 11 - 26).into(), 6002);
        assert_eq!(name.request(), "OQSsiimm01req_202611266002.xml");
        assert_eq!(name.answer(AnswerFile::Answer), "OQSsiimm01res_202611266002.xml");
    }

    #[test]
    fn only_what_is_a_name_is_read_as_one() {
        for (text, is) in [
            ("OQSsiquc01req_202611266001", true),
            ("OQSsiimm01req_202611266001", true),
            ("OQSsiquc01req_2026112660011", false),
            ("OQSsiquc01req_20261126600x", false),
            ("OQSsiquc01req_../../../etc", false),
            ("OQSsiquc01res_202611266001", false),
            ("OQSmuquc01req_202611266001", true),
            ("OQSmuquc02req_202611266001", true),
            ("OQSmuimm01req_202611266001", true),
            ("OQSmuimm02req_202611266001", true),
            ("OQSmutic01req_202611266001", false),
            ("YZKsiquc01req_202611266001", false),
            ("", false),
        ] {
            let name = RequestName::try_from(text.to_owned());
            assert_eq!(name.map(String::from).ok(), is.then(|| text.to_owned()), "{text}");
        }
    }

    #[test]
    fn only_the_whole_name_is_recognised_in_capitals_or_not() {
        let name = RequestName::new(Family::NumberCheck, date!(2026 - 11 - 26).into(), 6001);
        for (file, is) in [
            ("OQSSIQUC01RES_202611266001.XML", Some(AnswerFile::Answer)),
            ("OQSsiquc01res_202611266001.Zip", Some(AnswerFile::Archive)),
            ("OQSsiquc01req_202611266001.xml", Some(AnswerFile::Request)),
            ("OQSsiquc01req_202611266001.ERR", Some(AnswerFile::Reason)),
            ("OQSsiquc01res_face_202611266001.xml", None),
            ("OQSsiquc01res_2026112660011.xml", None),
            ("OQSsiquc01res_202611266002.xml", None),
            ("OQSmuquc01res_202611266001.xml", None),
            ("YZKsiquc01res_202611266001.xml", None),
            ("OQSsiquc01res_202611266001.xml.tmp", None),
            ("OQSsiquc01res_202611266001.err", None),
        ] {
            assert_eq!(name.recognise(OsStr::new(file)), is, "{file}");
        }
    }
}
