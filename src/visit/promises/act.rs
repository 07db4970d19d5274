//! What can happen at a desk.

use std::sync::LazyLock;
use std::time::Duration;

use crate::common::{
    Absence, CardFacts, CardFault, CardNews, Key, KeyReport, Method, RelayOffer, StaffId, Trouble, TroubleKind,
};
use crate::eligibility::message::XmlMsg;
use crate::visit::Rules;

/// What an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::visit) enum Says {
    Valid,
    Lost,
    Nothing,
}

/// Something that can happen at a desk.
#[derive(Debug, Clone)]
pub(in crate::visit) enum Act {
    /// A key that may have come so much earlier, and what the terminal says of it.
    Press(Key, Duration, KeyReport),
    /// The passcode was right.
    Staff(Option<StaffId>),
    /// Staff have opened a page behind the passcode.
    StaffCome,
    Menu(bool),
    Insert,
    InsertMute,
    /// The reader reports once more what lies on it.
    Again,
    Remove,
    LoseReader,
    Service(bool),
    Announces(Option<RelayOffer>),
    Card(CardNews),
    Opened(Method, Option<RelayOffer>, bool),
    Relayed(bool),
    /// An answer; none is an error of the service.
    Answer(Option<Says>),
    /// The line is on the disk, or cannot be.
    Recorded(bool),
    /// The journal can be written, or not.
    Journal(bool),
    /// A result by itself; none is a file that cannot be read.
    Found(Option<Says>),
    /// Staff close an answer by numbers that was shown so long before.
    Numbers(Says, Duration),
    /// The folder of results is there, or not.
    Folder(bool),
    Rules(Rules),
    /// Staff are not at the desk, or are there again.
    Absent(Option<Absence>),
    /// The same as the ones above, from the visit before this one.
    Late(Box<Act>),
    Pass(Duration),
}

/// A synthetic answer with one entry.
pub(super) fn message(says: Says) -> Result<Box<XmlMsg>, Trouble> {
    static MESSAGES: LazyLock<[Option<Box<XmlMsg>>; 3]> = LazyLock::new(|| ["1", "2", "X"].map(read));
    fn read(validity: &str) -> Option<Box<XmlMsg>> {
        let head = r#"{"MessageHeader":{"ProcessExecutionTime":"20261122101530","QualificationConfirmationDate":"20261122",
            "MedicalInstitutionCode":"1319999999","ReferenceClassification":"1","SegmentOfResult":"1",
            "CharacterCodeIdentifier":"0"},"MessageBody":{"ProcessingResultStatus":"1","QualificationValidity":""#;
        let body = r#"","ResultList":{"ResultOfQualificationConfirmation":[{"InsuredCardClassification":"01",
            "InsurerNumber":"06139992","Name":"試験　花子","Sex1":"2","Birthdate":"19900401",
            "InsurerName":"架空健康保険組合"}]}}}"#;
        XmlMsg::from_json([head, validity, body].concat().as_bytes()).ok().map(Box::new)
    }
    MESSAGES.get(says as usize).cloned().flatten().ok_or_else(down)
}

pub(super) fn down() -> Trouble {
    TroubleKind::Unreachable.into()
}

pub(super) fn full() -> Trouble {
    TroubleKind::JournalFull.into()
}

/// News that a card was read.
pub(in crate::visit) const fn read(facts: CardFacts) -> Act {
    Act::Card(CardNews::Read(facts))
}

/// News that a card did not do what was asked.
pub(in crate::visit) const fn failed(fault: CardFault) -> Act {
    Act::Card(CardNews::Failed(fault))
}
