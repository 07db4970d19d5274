//! The names of one request: `OQSsiquc01req_YYYYMMDDNNNN.xml`, and of all that can come of it.
//!
//! Windows compares names without regard to case, so they are recognised so here; they are written in one way only. The
//! names of results of cards begin like those of answers: what is recognised here is one whole name, never a beginning.

use std::ffi::OsStr;

use crate::eligibility::Date;
use crate::eligibility::wire::OnWire as _;

/// The family of a number check: request and answer.
const REQUEST: &str = "OQSsiquc01req_";
const ANSWER: &str = "OQSsiquc01res_";

/// The free part of a request's name, which its answer repeats: day and number of the day, twelve digits.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RequestName(String);

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
    pub fn new(day: Date, number: u16) -> Self {
        Self(format!("{}{number:04}", day.to_wire()))
    }

    /// Whether this is what [`new`](Self::new) makes: a name from a file is put together with folders.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 12 && self.0.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The request.
    pub fn request(&self) -> String {
        format!("{REQUEST}{}.xml", self.0)
    }

    /// The request while it is written: hidden, and with an ending that no family of requests has.
    pub fn provisional(&self) -> String {
        format!(".{REQUEST}{}.xml.tmp", self.0)
    }

    /// A file in the folder of answers, as the terminal writes its name.
    pub fn answer(&self, file: AnswerFile) -> String {
        match file {
            AnswerFile::Answer => format!("{ANSWER}{}.xml", self.0),
            AnswerFile::Archive => format!("{ANSWER}{}.zip", self.0),
            AnswerFile::Request => format!("{REQUEST}{}.xml", self.0),
            AnswerFile::Reason => format!("{REQUEST}{}.err", self.0),
        }
    }

    /// What a file of this name in the folder of answers is to this request, in capitals or not.
    pub fn recognise(&self, name: &OsStr) -> Option<AnswerFile> {
        let name = name.to_str()?;
        AnswerFile::ALL.into_iter().find(|file| name.eq_ignore_ascii_case(&self.answer(*file)))
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
        let name = RequestName::new(date!(2026 - 11 - 26).into(), 6001);
        assert_eq!(name.request(), "OQSsiquc01req_202611266001.xml");
        assert_eq!(name.answer(AnswerFile::Answer), "OQSsiquc01res_202611266001.xml");
        assert_eq!(name.provisional(), ".OQSsiquc01req_202611266001.xml.tmp");
    }

    #[test]
    fn only_the_whole_name_is_recognised_in_capitals_or_not() {
        let name = RequestName::new(date!(2026 - 11 - 26).into(), 6001);
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
