//! Ways to confirm without this kiosk's card reader. None of them is a confirmation by the service.

/// A way to confirm when the card way fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// The person's own page of the portal, shown on a phone (マイナポータルの画面).
    Portal,
    /// The insurer's notice, together with the card (資格情報のお知らせ).
    Notice,
    /// The certificate of eligibility (資格確認書).
    Certificate,
    /// A statement written by the person on a first visit (被保険者資格申立書).
    Statement,
    /// The person's word on a repeat visit (口頭での確認).
    Oral,
}

impl Way {
    /// Every way, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Portal, Self::Notice, Self::Certificate, Self::Statement, Self::Oral];
    /// Where the card only has to be put on the reader as it should be, and where no other way can settle it.
    pub const NONE: &[Self] = &[];
    /// Where the kiosk or the service fails: all that the visitor can show or write.
    pub const SHOWN: &[Self] = &[Self::Portal, Self::Notice, Self::Certificate, Self::Statement];
    /// Where the card has no certificate that works, without which the portal cannot be opened.
    pub const NO_PORTAL: &[Self] = &[Self::Certificate, Self::Notice, Self::Statement];
    /// Where the service knows of no valid qualification: what the insurer has issued comes first.
    pub const ISSUED_FIRST: &[Self] = &[Self::Certificate, Self::Notice, Self::Portal, Self::Statement];
}
