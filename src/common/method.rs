//! How the person's identity is checked (method A or B), and what an answer rests on.

/// How the person's identity is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A: staff compare face and card (職員による目視確認).
    Staff,
    /// B: the person's four-digit PIN (利用者の暗証番号).
    Pin,
}

impl Method {
    /// The other one.
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
    /// Method B: the person's PIN, and the card's signature.
    Pin,
    /// Method A: the staff's confirmation, signed by the terminal; nothing proves the card.
    Attested,
    /// Method A: the staff's confirmation, and the service has proved the card through the relay.
    Relayed,
    /// A result file that another terminal wrote (資格確認端末).
    Folder,
    /// Text that was copied out of another program.
    Copied {
        /// Lines of it that nobody understands and that are not shown.
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
            Self::Copied { .. } => "copied",
        }
    }
}
