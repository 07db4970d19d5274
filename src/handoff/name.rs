//! The names of our files, and how they are told from the files of other programs.

use std::time::SystemTime;

use super::label::HandOffLabel;
use crate::common::{HandOffId, in_japan};

/// How the name of a result of a card reader begins; the receipt side looks for it.
const RESULT: &str = "OQSsiquc01res_face_";
/// Of what is being written: hidden, and no receipt computer looks for its ending.
const UNFINISHED: (&str, &str) = (".uketsuke-", ".part");

/// What a file of ours is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnFile {
    /// Handed on.
    Result,
    /// Left behind by a program that was cut off while it wrote.
    Unfinished,
}

/// `OQSsiquc01res_face_<id>_<yyyyMMddHHmmss>.<extension>`, time in Japan. The identifier says how far the contents can
/// be trusted, and is random beyond that: nothing of the person or the visit is in a name.
pub fn of_result(label: HandOffLabel, file: HandOffId, at: SystemTime, extension: &str) -> String {
    let (year, month, day) = in_japan(at).to_calendar_date();
    let (hour, minute, second) = in_japan(at).to_hms();
    let month = u8::from(month);
    let time = format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}");
    format!("{RESULT}{}_{time}.{extension}", identifier(label, file))
}

/// The identifier in a file's name.
pub fn identifier(label: HandOffLabel, file: HandOffId) -> String {
    format!("{}{file}", label.word())
}

/// The name of a file while it is written.
pub fn unfinished(random: u64) -> String {
    format!("{}{random:016x}{}", UNFINISHED.0, UNFINISHED.1)
}

impl OwnFile {
    /// By the name, letter for letter. A qualification terminal's own results begin in the same way and have other
    /// identifiers.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_hex = |text: &str| text.parse::<HandOffId>().is_ok();
        if let Some(random) = name.strip_prefix(UNFINISHED.0).and_then(|rest| rest.strip_suffix(UNFINISHED.1)) {
            return is_hex(random).then_some(Self::Unfinished);
        }
        let (stem, extension) = name.strip_prefix(RESULT)?.rsplit_once('.')?;
        let (id, time) = stem.split_once('_')?;
        let random = HandOffLabel::ALL.iter().find_map(|label| id.strip_prefix(label.word()))?;
        let is_time = time.len() == 14 && time.bytes().all(|b| b.is_ascii_digit());
        (is_hex(random) && is_time && ["xml", "json", "csv"].contains(&extension)).then_some(Self::Result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_recognised() {
        let at = SystemTime::from(time::macros::datetime!(2026-11-22 15:30:05 UTC));
        let name = of_result(HandOffLabel::Confirmed, HandOffId(0xab), at, "xml");
        assert_eq!(name, "OQSsiquc01res_face_uketsuke00000000000000ab_20261123003005.xml");
        for label in HandOffLabel::ALL {
            for extension in ["xml", "json", "csv"] {
                assert_eq!(
                    OwnFile::from_name(&of_result(label, HandOffId(u64::MAX), at, extension)),
                    Some(OwnFile::Result)
                );
            }
        }
        assert_eq!(OwnFile::from_name(&unfinished(7)), Some(OwnFile::Unfinished));
        for other in [
            "OQSsiquc01res_face_0001_20261123003005.xml",
            "OQSsiquc01res_face_00000000000000ab_20261123003005.xml",
            "OQSsiquc01res_face_uketsuke00000000000000ab_20261123003005.xml.bak",
            "OQSsiquc01res_face_uketsuke00000000000000ab_2026112300300.xml",
            "OQSsiquc01res_face_uketsuke00000000000000AB_20261123003005.xml",
            "OQSsiquc01res_face_uketsuke0000000000000ab_20261123003005.xml",
            "oqssiquc01res_face_uketsuke00000000000000ab_20261123003005.xml",
            "OQSsiquc01res_uketsuke00000000000000ab_20261123003005.xml",
            ".uketsuke-1.part",
            "kiosk.toml",
            "",
        ] {
            assert_eq!(OwnFile::from_name(other), None, "{other}");
        }
    }
}
