//! How the visitor's identity is checked (method A or B), and what an answer rests on.

use super::stable_words::stable_words;

stable_words! {
    /// How the visitor's identity is checked.
    Method {
        /// A: staff compare face and card (職員による目視確認).
        Staff: "staff";
        /// B: the visitor's four-digit PIN (利用者の暗証番号).
        Pin: "pin";
    }
}

impl Method {
    /// The other method.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Staff => Self::Pin,
            Self::Pin => Self::Staff,
        }
    }
}

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Method B: the visitor's PIN, and the card's signature.
    Pin,
    /// Method A: the staff's confirmation, signed by the terminal; nothing proves the card.
    Attested,
    /// Method A: the staff's confirmation, and the service has proved the card through the relay.
    Relayed,
    /// A result file that another terminal wrote (資格確認端末).
    Folder,
    /// The numbers of a paper, asked of a qualification terminal: a qualification, not a person.
    Numbers,
    /// Text that was copied out of another program.
    Copied {
        /// Lines of it that the kiosk cannot read and does not show.
        unread: usize,
    },
}

impl Proof {
    /// A stable word; journals and figures hold it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Attested => "attested",
            Self::Relayed => "relayed",
            Self::Folder => "folder",
            Self::Numbers => "number",
            Self::Copied { .. } => "copied",
        }
    }
}
