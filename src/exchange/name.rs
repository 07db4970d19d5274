//! Which files of the folder the kiosk reads.

use std::ffi::OsStr;

/// What a file should hold, as its name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFileKind {
    /// A result that the terminal wrote for a card that it has read.
    Result,
    /// Such a result, packed into an archive.
    Packed,
    /// Text copied from the official app.
    Copied,
}

/// How the name of a result of the card reader begins. Those of other requests (`OQSsiquc01res_…`, `OQSmuquc…`) begin
/// otherwise.
const RESULT: &str = "oqssiquc01res_face_";

impl ResultFileKind {
    /// By the name, in capitals or not, as Windows takes it. `None` for all others, and for hidden files, under whose
    /// names tools write what they rename when it is whole.
    pub fn from_name(name: &OsStr) -> Option<Self> {
        let name = name.to_str()?.to_ascii_lowercase();
        match name.rsplit_once('.')? {
            (stem, "xml") if stem.starts_with(RESULT) => Some(Self::Result),
            (stem, "zip") if stem.starts_with(RESULT) => Some(Self::Packed),
            (stem, "txt") if !stem.is_empty() && !stem.starts_with('.') => Some(Self::Copied),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_the_card_reader_and_texts_are_ours_and_nothing_else_is() {
        for (name, kind) in [
            ("OQSsiquc01res_face_0001_20261122101530.xml", Some(ResultFileKind::Result)),
            ("OQSsiquc01res_face_20261122101530.xml", Some(ResultFileKind::Result)),
            ("oqsSIQUC01RES_FACE_1.XML", Some(ResultFileKind::Result)),
            ("OQSsiquc01res_face_1.ZIP", Some(ResultFileKind::Packed)),
            ("資格.txt", Some(ResultFileKind::Copied)),
            ("A.TXT", Some(ResultFileKind::Copied)),
            ("OQSsiquc01res_20261122101530.xml", None),
            ("OQSsiquc01req_face_1.xml", None),
            ("OQSsiquc01res_face_1.xml.tmp", None),
            (".OQSsiquc01res_face_1.xml", None),
            ("OQSsiquc01res_20261122101530.zip", None),
            (".txt", None),
            (".資格.txt", None),
            ("txt", None),
            ("", None),
        ] {
            assert_eq!(ResultFileKind::from_name(OsStr::new(name)), kind, "{name}");
        }
    }
}
