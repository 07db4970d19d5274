//! What the staff menu is told.

use super::effect::SaveId;
use super::page::PageInput;
use crate::common::{CardFacts, CardFault, InquiryId, InquiryTrouble, Key, StaffId, StaffNote};
use crate::eligibility::{Assigned, Assignee, XmlMsg};
use crate::settings::SaveError;
use crate::visit::{CardOnReader, FaceDoubt, ItemId, MarkRefusal, StaffAct};

/// What staff want to do. Where a passcode is set, each needs it; where nothing shows who is staff, none is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// F10: use the menu.
    Menu,
    /// F4: confirm in another way, straight from a visit that failed.
    Ways,
    /// F2, and where a face is compared F4 and F9: what they do on the visit's screen. No page opens behind the
    /// passcode.
    Confirm(StaffAct),
    /// From the page of power: remove all that is the site's. Asked for in the menu, and for it once more.
    FactoryReset,
}

impl Purpose {
    /// The key that asks for it.
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Menu => Key::Menu,
            Self::FactoryReset => Key::Enter,
            Self::Ways | Self::Confirm(StaffAct::Doubt(_, FaceDoubt::Unsure)) => Key::Ways,
            Self::Confirm(StaffAct::Doubt(_, FaceDoubt::Different)) => Key::Different,
            Self::Confirm(StaffAct::ConfirmEarly | StaffAct::Confirm(_) | StaffAct::Reveal(_)) => Key::Staff,
        }
    }
}

/// What the staff menu is told.
#[derive(Debug)]
pub enum Event {
    /// Staff pressed a key that leads here from the visit's screen.
    Open(Purpose),
    /// A key, while it is open.
    Input(PageInput),
    /// Whose passcode it was, if it was anyone's; answers [`Effect::CheckPasscode`](super::Effect::CheckPasscode).
    PasscodeChecked(Option<StaffId>),
    /// The entry is recorded, or why not; answers [`Effect::RecordManual`](super::Effect::RecordManual) at once.
    ManualRecorded(Result<(), StaffNote>),
    /// The item is closed, and whether another file says so; or why not. Answers [`Effect::Mark`](super::Effect::Mark).
    Marked(ItemId, Result<bool, MarkRefusal>),
    /// Who may get a reference number, if anyone; answers [`Effect::FindAssignee`](super::Effect::FindAssignee) at
    /// once.
    Assignee(Option<Box<Assignee>>),
    /// The terminal is asked, under this number; answers [`Effect::Inquire`](super::Effect::Inquire) and
    /// [`Effect::Assign`](super::Effect::Assign) at once.
    InquiryBegan(InquiryId),
    /// A report about an inquiry.
    Inquiry(InquiryId, InquiryNews),
    /// The answer of this inquiry is on the disk and may be shown, or must not; answers
    /// [`Effect::RecordInquiry`](super::Effect::RecordInquiry) where that is about an answer.
    InquiryRecorded(InquiryId, bool),
    /// What came of reading the test card; answers [`Effect::ReadTestCard`](super::Effect::ReadTestCard).
    TestCard(Result<CardFacts, CardFault>),
    /// A card was put on the reader, or was taken from it.
    Card(CardOnReader),
    /// The visit's screen has changed, so that what the passcode is typed for cannot be done any more. The keys that
    /// staff still press are not the visit's.
    Withdraw,
    /// The changes are saved, or why not; answers [`Effect::SaveSettings`](super::Effect::SaveSettings).
    SettingsSaved(SaveId, Result<(), SaveError>),
    /// The machine refuses; answers [`Effect::Power`](super::Effect::Power). Otherwise this program ends without an
    /// answer.
    PowerFailed(PowerError),
    /// The deadline has come.
    Elapsed,
}

/// What is reported about an inquiry.
#[derive(Debug)]
pub enum InquiryNews {
    /// It waits until another one has ended.
    Queued,
    /// The request lies in its folder.
    Sent,
    /// It takes longer than usual.
    Slow,
    /// The answer, which fits the question.
    Answer(Box<XmlMsg>),
    /// What the terminal says of a reference number.
    Assigned(Assigned),
    /// There is none.
    Failed(InquiryTrouble),
    /// It came after all.
    Late(Box<XmlMsg>),
}

/// Why the program or the machine does not restart or switch off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PowerError {
    /// There is no `systemctl`.
    Missing,
    /// The system refuses, in its own words.
    Refused(String),
    /// The program would not start again: the settings file has an error, or it cannot be read.
    Settings(String),
}
