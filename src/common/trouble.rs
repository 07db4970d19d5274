//! The catalogue of troubles: what can keep a visit from its answer.
//!
//! A trouble is an entry, not a string. Its code is ours (`K-…`) and stable; what the person and the staff are told is
//! the screen's business (`ui::texts`). Codes and words *received* from the service travel beside it, verbatim.

use super::way::Way;

/// One entry of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TroubleKind {
    /// A card of another kind: transit, driving licence, the old Juki card.
    ForeignCard,
    /// The card does not answer: upside down, in a sleeve, broken.
    MuteCard,
    /// The card left the reader before it had signed.
    CardPulled,
    /// Another card lies there than the one that was read.
    CardSwapped,
    /// A smartphone's card: not supported by the eligibility-only way as far as is known.
    Smartphone,
    /// The card carries no user-authentication certificate.
    NoCertificate,
    /// The certificate ended longer ago than the months of grace.
    CertificateExpired,
    /// The card answered with a status word that has no meaning here.
    UnexpectedStatus,
    /// The card's answer is not what its command promises (too short, not a certificate).
    MalformedAnswer,
    /// The certificate's key is of a kind this version cannot sign with.
    UnsupportedKey,
    /// Another program holds the card.
    CardBusy,
    /// No smart-card daemon is running.
    NoDaemon,
    /// The smart-card daemon refuses this program.
    DaemonRefused,
    /// No reader is connected, or none that the settings name.
    NoReader,
    /// The reader went away during the visit.
    ReaderGone,
    /// The smart-card daemon reports an error of its own; its code is shown.
    ReaderError,
    /// The reader carries short APDUs only, and the service's way of method A needs extended ones (拡張Lc/Le).
    ShortReader,
    /// The service cannot be reached: no route, no name, refused.
    Unreachable,
    /// The service did not answer in time.
    TimedOut,
    /// The connection broke in the middle.
    ConnectionBroken,
    /// The service's certificate is not from the pinned authority.
    Untrusted,
    /// The service does not accept this terminal.
    NotRegistered,
    /// The answer cannot be read.
    Garbage,
    /// The answer is larger than any real answer.
    TooLarge,
    /// The answer is not of the agreed content type.
    WrongType,
    /// The answer belongs to another check.
    OtherCheck,
    /// The service reports a problem of its own (RFC 9457); its code and words are shown.
    Problem,
    /// The service answered with an HTTP status and no problem document.
    HttpStatus,
    /// The service is closed for maintenance.
    Maintenance,
    /// This machine's clock is wrong, or was never set.
    Clock,
    /// This terminal's own certificate has ended.
    TerminalExpired,
    /// The service has too much to do; it says when to ask again (HTTP 429).
    Busy,
    /// The service is closed at this hour.
    Closed,
    /// The service wanted something of the card that no service may have; the card was not told.
    RelayRefused,
    /// The service's own certificate has ended or not begun, by a clock that is right.
    ServiceExpired,
    /// The service speaks only TLS of a generation that is not safe.
    OldTls,
    /// The folder of results cannot be read.
    FolderGone,
    /// A result in the folder cannot be read.
    ResultUnreadable,
    /// What happens cannot be recorded, and the settings say that nothing is shown then (`[journal] when_full =
    /// "stop"`).
    JournalFull,
}

impl TroubleKind {
    /// Every entry, in the order of their codes.
    pub const ALL: [Self; 39] = [
        Self::ForeignCard,
        Self::MuteCard,
        Self::CardPulled,
        Self::CardSwapped,
        Self::Smartphone,
        Self::NoCertificate,
        Self::CertificateExpired,
        Self::UnexpectedStatus,
        Self::MalformedAnswer,
        Self::UnsupportedKey,
        Self::CardBusy,
        Self::NoDaemon,
        Self::DaemonRefused,
        Self::NoReader,
        Self::ReaderGone,
        Self::ReaderError,
        Self::ShortReader,
        Self::Unreachable,
        Self::TimedOut,
        Self::ConnectionBroken,
        Self::Untrusted,
        Self::NotRegistered,
        Self::Garbage,
        Self::TooLarge,
        Self::WrongType,
        Self::OtherCheck,
        Self::Problem,
        Self::HttpStatus,
        Self::Maintenance,
        Self::Clock,
        Self::TerminalExpired,
        Self::Busy,
        Self::Closed,
        Self::RelayRefused,
        Self::ServiceExpired,
        Self::OldTls,
        Self::FolderGone,
        Self::ResultUnreadable,
        Self::JournalFull,
    ];

    /// Stable code of ours (`K-1…` the card, `K-2…` the reader, `K-4…` the service, `K-5…` the folder of results,
    /// `K-6…` what is kept and handed on; `K-3…` are the set-up's own), and whether trying again with the same card can
    /// help.
    const fn row(self) -> (&'static str, bool) {
        match self {
            Self::ForeignCard => ("K-101", false),
            Self::MuteCard => ("K-102", true),
            Self::CardPulled => ("K-103", true),
            Self::CardSwapped => ("K-104", true),
            Self::Smartphone => ("K-105", false),
            Self::NoCertificate => ("K-106", false),
            Self::CertificateExpired => ("K-107", false),
            Self::UnexpectedStatus => ("K-108", true),
            Self::MalformedAnswer => ("K-109", true),
            Self::UnsupportedKey => ("K-110", false),
            Self::CardBusy => ("K-111", true),
            Self::NoDaemon => ("K-201", false),
            Self::DaemonRefused => ("K-202", false),
            Self::NoReader => ("K-203", false),
            Self::ReaderGone => ("K-204", true),
            Self::ReaderError => ("K-205", true),
            Self::ShortReader => ("K-206", false),
            Self::Unreachable => ("K-401", true),
            Self::TimedOut => ("K-402", true),
            Self::ConnectionBroken => ("K-403", true),
            Self::Untrusted => ("K-404", false),
            Self::NotRegistered => ("K-405", false),
            Self::Garbage => ("K-406", true),
            Self::TooLarge => ("K-407", true),
            Self::WrongType => ("K-408", true),
            Self::OtherCheck => ("K-409", true),
            Self::Problem => ("K-410", true),
            Self::HttpStatus => ("K-411", true),
            Self::Maintenance => ("K-412", false),
            Self::Clock => ("K-413", false),
            Self::TerminalExpired => ("K-414", false),
            Self::Busy => ("K-415", true),
            Self::Closed => ("K-416", false),
            Self::RelayRefused => ("K-417", false),
            Self::ServiceExpired => ("K-418", false),
            Self::OldTls => ("K-419", false),
            Self::FolderGone => ("K-501", false),
            Self::ResultUnreadable => ("K-502", false),
            Self::JournalFull => ("K-601", false),
        }
    }

    /// The stable code shown to staff and written to the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().0
    }

    /// Whether trying again with the same card can help.
    #[must_use]
    pub const fn again(self) -> bool {
        self.row().1
    }

    /// Ways that work in this trouble, the likeliest first. The portal needs the certificate of the card; a handling
    /// mistake needs no other way.
    #[must_use]
    pub const fn ways(self) -> &'static [Way] {
        match self {
            Self::CardPulled | Self::CardSwapped | Self::ForeignCard | Self::CardBusy => &[],
            Self::CertificateExpired | Self::NoCertificate => &[Way::Certificate, Way::Notice, Way::Statement],
            _ => &[Way::Portal, Way::Notice, Way::Certificate, Way::Statement],
        }
    }
}

/// A trouble as it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The catalogue's entry.
    pub kind: TroubleKind,
    /// What the other side said, shown verbatim beside our own words.
    pub received: Option<Received>,
}

/// A code and words received from the card or the service. Never anything about a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Received {
    /// The other side's code: a status word such as `6F00`, or the service's own code.
    pub code: String,
    /// The other side's words, empty where it sent none.
    pub text: String,
    /// A time that the service named, as shown in Japan: what its clock says ([`TroubleKind::Clock`]), else when it
    /// opens again.
    pub time: Option<String>,
    /// Whether the other side says that trying again can help; `None` where it says nothing.
    pub retryable: Option<bool>,
}

impl Trouble {
    /// A trouble about which the other side said nothing.
    #[must_use]
    pub const fn new(kind: TroubleKind) -> Self {
        Self { kind, received: None }
    }

    /// Whether trying again with the same card can help: the service's own word counts more than the catalogue's.
    #[must_use]
    pub fn again(&self) -> bool {
        self.received.as_ref().and_then(|received| received.retryable).unwrap_or(self.kind.again())
    }
}

impl From<TroubleKind> for Trouble {
    fn from(kind: TroubleKind) -> Self {
        Self::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        let codes: Vec<_> = TroubleKind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    }

    #[test]
    fn the_service_knows_better_whether_to_try_again() {
        let received = Received { code: "X".into(), retryable: Some(false), ..Received::default() };
        let trouble = Trouble { kind: TroubleKind::Problem, received: Some(received) };
        assert!(TroubleKind::Problem.again() && !trouble.again());
    }

    #[test]
    fn a_service_that_says_nothing_about_it_leaves_it_to_the_catalogue() {
        let received = Received { code: "80100006".into(), ..Received::default() };
        let trouble = Trouble { kind: TroubleKind::NotRegistered, received: Some(received) };
        assert!(!trouble.again());
    }
}
