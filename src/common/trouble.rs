//! The catalogue of troubles: what can keep a visit from its answer, and every `K-…` code of the program.
//!
//! A trouble is a row, not a string. Its code is the kiosk's own and stable: `K-1…` the card, `K-2…` the reader, `K-3…`
//! the registration, `K-4…` the service, `K-5…` the folders of a qualification terminal, `K-6…` the journal and the
//! hand-off, `K-9…` the supervisor. What the visitor and the staff are told stands in `ui::texts`. Codes and words
//! *received* from the service travel beside a trouble, verbatim.

use super::way::Way;

/// Makes [`TroubleKind`] from its rows. A column that is forgotten or misspelt does not compile.
macro_rules! troubles {
    (@try retry) => { true };
    (@try final) => { false };
    (@call support) => { true };
    (@call site) => { false };
    (@check later) => { true };
    (@check now) => { false };
    ($(
        $(#[$doc:meta])*
        $kind:ident: $code:literal, $try:ident, $call:ident, $ways:ident, $visitor:ident, $remedy:ident, $check:ident;
    )+) => {
        /// One entry of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TroubleKind {
            $($(#[$doc])* $kind,)+
        }

        impl TroubleKind {
            /// Every entry, in the order of the codes.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$kind),+];

            /// The stable code shown to staff and written to log and journal.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// Whether trying again with the same card can help.
            #[must_use]
            pub const fn again(self) -> bool {
                match self { $(Self::$kind => troubles!(@try $try),)+ }
            }

            /// Whether staff are told to call for support, so that the screen says whom.
            #[must_use]
            pub const fn calls_support(self) -> bool {
                match self { $(Self::$kind => troubles!(@call $call),)+ }
            }

            /// The other ways to confirm that work in this trouble, the likeliest first.
            #[must_use]
            pub const fn ways(self) -> &'static [Way] {
                match self { $(Self::$kind => Way::$ways,)+ }
            }

            /// What the visitor does about it.
            #[must_use]
            pub const fn visitor_remedy(self) -> VisitorRemedy {
                match self { $(Self::$kind => VisitorRemedy::$visitor,)+ }
            }

            /// Whether staff are told to have the service check later, once it is there again: what ended so stays
            /// open.
            #[must_use]
            pub const fn asks_for_later_check(self) -> bool {
                match self { $(Self::$kind => troubles!(@check $check),)+ }
            }

            /// What helps where this keeps a terminal from being registered.
            #[must_use]
            pub const fn registration_remedy(self) -> RegistrationRemedy {
                match self { $(Self::$kind => RegistrationRemedy::$remedy,)+ }
            }
        }
    };
}

// The columns: variant; code; whether trying again with the same card can help (`retry`, `final`); whom the staff call
// (`support`, or the `site` helps itself); the other ways that work (a list of `Way`: the portal needs the card's
// certificate, and a handling mistake needs no other way); what the visitor does; what helps during the registration;
// whether the service is to check `later`, because it is not there today, or the matter ends with the visit (`now`).
troubles! {
    /// A card of another kind: transit, driving licence, the old Juki card.
    ForeignCard:        "K-101", final, site,    NONE,      OwnCard,  Again, now;
    /// The card does not answer: upside down, in a sleeve, broken.
    MuteCard:           "K-102", retry, site,    SHOWN,     PutCard,  Again, now;
    /// The card left the reader before it had signed.
    CardPulled:         "K-103", retry, site,    NONE,      PutCard,  Again, now;
    /// Another card lies there than the one that was read.
    CardSwapped:        "K-104", retry, site,    NONE,      OwnCard,  Again, now;
    /// A smartphone's card: not supported by the eligibility-only way as far as is known.
    Smartphone:         "K-105", final, site,    SHOWN,     OwnCard,  Again, now;
    /// The card carries no user-authentication certificate.
    NoCertificate:      "K-106", final, site,    NO_PORTAL, AskStaff, Again, now;
    /// The certificate ended longer ago than the months of grace.
    CertificateExpired: "K-107", final, site,    NO_PORTAL, AskStaff, Again, now;
    /// The card answered with a status word that has no meaning here.
    UnexpectedStatus:   "K-108", retry, support, SHOWN,     PutCard,  Again, now;
    /// The card's answer is not what its command promises (too short, not a certificate).
    MalformedAnswer:    "K-109", retry, support, SHOWN,     PutCard,  Again, now;
    /// The certificate's key is of a kind this version cannot sign with.
    UnsupportedKey:     "K-110", final, site,    SHOWN,     AskStaff, Again, now;
    /// Another program holds the card.
    CardBusy:           "K-111", retry, site,    NONE,      TryAgain, Again, now;
    /// Staff cannot say whether the card is this person's.
    FaceUnsure:         "K-112", final, site,    NO_PORTAL, AskStaff, Again, now;
    /// Staff say that the card is another person's.
    FaceDiffers:        "K-113", final, site,    NONE,      AskStaff, Again, now;
    /// No smart-card daemon is running.
    NoDaemon:           "K-201", final, site,    SHOWN,     AskStaff, Again, now;
    /// The smart-card daemon refuses this program.
    DaemonRefused:      "K-202", final, support, SHOWN,     AskStaff, Again, now;
    /// No reader is connected, or none that the settings name.
    NoReader:           "K-203", final, site,    SHOWN,     AskStaff, Again, now;
    /// The reader went away during the visit.
    ReaderGone:         "K-204", retry, site,    SHOWN,     AskStaff, Again, now;
    /// The smart-card daemon reports an error of its own; its code is shown.
    ReaderError:        "K-205", retry, support, SHOWN,     AskStaff, Again, now;
    /// The reader carries short APDUs only, and the service's way of method A needs extended ones (拡張Lc/Le).
    ShortReader:        "K-206", final, support, SHOWN,     AskStaff, Again, now;
    /// The reader did not answer and is started again; it comes back by itself.
    ReaderRestarts:     "K-207", retry, site,    SHOWN,     TryAgain, Again, now;
    /// The service cannot be reached: no route, no name, refused.
    Unreachable:        "K-401", retry, site,    SHOWN,     AskStaff, AsInVisit, now;
    /// The service did not answer in time.
    TimedOut:           "K-402", retry, site,    SHOWN,     TryAgain, Again, now;
    /// The connection broke in the middle.
    ConnectionBroken:   "K-403", retry, site,    SHOWN,     TryAgain, Again, now;
    /// The service's certificate is not from the pinned authority.
    Untrusted:          "K-404", final, support, SHOWN,     AskStaff, AsInVisit, now;
    /// The service does not accept this terminal.
    NotRegistered:      "K-405", final, support, SHOWN,     AskStaff, Again, now;
    /// The answer cannot be read.
    Garbage:            "K-406", retry, support, SHOWN,     TryAgain, Again, now;
    /// The answer is larger than any real answer.
    TooLarge:           "K-407", retry, support, SHOWN,     TryAgain, Again, now;
    /// The answer is not of the agreed content type.
    WrongType:          "K-408", retry, support, SHOWN,     TryAgain, Again, now;
    /// The answer belongs to another check.
    OtherCheck:         "K-409", retry, support, SHOWN,     TryAgain, Again, now;
    /// The service reports a problem of its own (RFC 9457); its code and words are shown.
    Problem:            "K-410", retry, site,    SHOWN,     AskStaff, Again, now;
    /// The service answered with an HTTP status and no problem document.
    HttpStatus:         "K-411", retry, site,    SHOWN,     TryAgain, Again, now;
    /// The service is closed for maintenance.
    Maintenance:        "K-412", final, site,    SHOWN,     AskStaff, WhenOpen, later;
    /// This machine's clock is wrong, or was never set.
    Clock:              "K-413", final, support, SHOWN,     AskStaff, ClockFirst, now;
    /// This terminal's own certificate has ended.
    TerminalExpired:    "K-414", final, support, SHOWN,     AskStaff, Again, now;
    /// The service has too much to do; it says when to ask again (HTTP 429).
    Busy:               "K-415", retry, site,    SHOWN,     TryAgain, WhenOpen, now;
    /// The service is closed at this hour.
    Closed:             "K-416", final, site,    SHOWN,     AskStaff, WhenOpen, later;
    /// The service wanted something of the card that no service may have; the card was not told.
    RelayRefused:       "K-417", final, support, SHOWN,     AskStaff, Again, now;
    /// The service's own certificate has ended or not begun, by a clock that is right.
    ServiceExpired:     "K-418", final, support, SHOWN,     AskStaff, AsInVisit, now;
    /// The service speaks only TLS of a generation that is not safe.
    OldTls:             "K-419", final, support, SHOWN,     AskStaff, AsInVisit, now;
    /// The folder of results cannot be read.
    FolderGone:         "K-501", final, site,    SHOWN,     AskStaff, Again, now;
    /// A result in the folder cannot be read.
    ResultUnreadable:   "K-502", final, support, SHOWN,     AskStaff, Again, now;
    /// A result in the folder is not of the last minutes of today, or has waited too long to be shown.
    ResultLate:         "K-503", final, site,    SHOWN,     AskStaff, Again, now;
    /// A result in the folder is of another facility.
    ResultForeign:      "K-504", final, site,    SHOWN,     AskStaff, Again, now;
    /// A result in the folder is an archive, mostly one with a password; archives are never opened.
    ResultPacked:       "K-505", final, site,    SHOWN,     AskStaff, Again, now;
    /// What happens cannot be recorded, and the settings say that nothing is shown then (`[journal] when_full =
    /// "stop"`).
    JournalFull:        "K-601", final, site,    SHOWN,     AskStaff, Again, now;
}

/// What a visitor does about a trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitorRemedy {
    /// Put the card on the reader again.
    PutCard,
    /// Put their own My Number Card there.
    OwnCard,
    /// Try again after a moment.
    TryAgain,
    /// Ask staff.
    AskStaff,
}

/// What helps where a trouble with the service keeps a terminal from being registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationRemedy {
    /// What staff do about it in a visit helps here too.
    AsInVisit,
    /// The clock has to be right first.
    ClockFirst,
    /// The service has to be open again.
    WhenOpen,
    /// Register again, with a new one-time code if the old one was used up.
    Again,
}

/// Makes [`SystemCode`] from its rows.
macro_rules! system_codes {
    ($( $(#[$doc:meta])* $name:ident: $code:literal; )+) => {
        /// What bears a code and ends no visit.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SystemCode {
            $($(#[$doc])* $name,)+
        }

        impl SystemCode {
            /// Every entry, in the order of the codes.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

system_codes! {
    /// The service does not accept the user ID or the one-time code of a registration.
    WrongRegistrationCode: "K-301";
    /// The operator of the service has to approve the registration first.
    RegistrationPending:   "K-302";
    /// A file or a setting of this machine keeps it from being registered.
    MachineUnfit:          "K-303";
    /// A folder of the qualification terminal, for requests or answers, is missing.
    ExchangeMissing:       "K-511";
    /// A folder of the qualification terminal refuses: read-only, full, or no permission.
    ExchangeRefuses:       "K-512";
    /// The folders of the qualification terminal do not answer.
    ExchangeSilent:        "K-513";
    /// The qualification terminal has not taken a request.
    RequestNotTaken:       "K-514";
    /// The qualification terminal has taken a request and does not answer.
    RequestNotAnswered:    "K-515";
    /// The qualification terminal refuses a request (`.err`).
    RequestRefused:        "K-516";
    /// Under the name of an answer lies another's.
    AnswerOfAnother:       "K-517";
    /// An answer does not fit its question.
    AnswerDoesNotFit:      "K-518";
    /// An answer cannot be read.
    AnswerUnreadable:      "K-519";
    /// An answer is packed into an archive.
    AnswerPacked:          "K-520";
    /// A character of a question is not in the encoding of requests.
    CharacterUnsendable:   "K-521";
    /// Requests cannot be dated: the clock was not set, or went back.
    ExchangeClock:         "K-522";
    /// All numbers of the day for requests are used up.
    RequestNumbersUsedUp:  "K-523";
    /// The file of what was sent cannot be read or written.
    RequestState:          "K-524";
    /// Another request of this kiosk is under way.
    RequestUnderWay:       "K-525";
    /// The qualification terminal refuses to keep a reference number.
    AssignmentRefused:     "K-526";
    /// Whether the qualification terminal has kept a reference number is not known.
    AssignmentUnclear:     "K-527";
    /// The folder of the hand-off is missing or not writable.
    HandOffMissing:        "K-611";
    /// The folder of the hand-off is full.
    HandOffFull:           "K-612";
    /// A file of the hand-off needs characters that its encoding lacks.
    HandOffCharacters:     "K-613";
    /// Results were not handed on in time.
    HandOffLost:           "K-614";
    /// The settings want staff to confirm, and neither a passcode nor a statement shows who is staff.
    StaffAccessMissing:    "K-621";
    /// Calls for staff do not get through: the webhook or the file of the settings.
    CallFailing:           "K-631";
    /// An update of the image did not work, and the version before is back.
    UpdateTakenBack:       "K-641";
    /// The kiosk does not start, or has ended.
    OutOfService:          "K-901";
    /// The kiosk does not start, and its settings are the reason.
    BrokenSettings:        "K-902";
}

/// A code of either list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Of what ends a visit.
    Trouble(TroubleKind),
    /// Of what does not.
    System(SystemCode),
}

impl Code {
    /// Every code, those that end a visit first.
    pub fn all() -> impl Iterator<Item = Self> {
        TroubleKind::ALL.into_iter().map(Self::Trouble).chain(SystemCode::ALL.into_iter().map(Self::System))
    }

    /// The entry with this code, such as `K-107`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|entry| entry.as_str() == code)
    }

    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trouble(kind) => kind.code(),
            Self::System(code) => code.code(),
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

    /// A trouble with the code that the other side gave, and its words, empty where it gave none.
    #[must_use]
    pub fn with_code(kind: TroubleKind, code: impl Into<String>, text: impl Into<String>) -> Self {
        let received = Received { code: code.into(), text: text.into(), ..Received::default() };
        Self { kind, received: Some(received) }
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
        let troubles = TroubleKind::ALL.map(TroubleKind::code);
        let others = SystemCode::ALL.map(SystemCode::code);
        for codes in [&troubles[..], &others[..]] {
            assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        }
        assert!(!others.iter().any(|code| troubles.contains(code)), "{others:?}");
    }

    #[test]
    fn every_code_leads_to_its_own_entry_and_no_other_text_to_any() {
        for entry in Code::all() {
            assert_eq!(Code::of(entry.as_str()), Some(entry));
        }
        for other in ["K-", "K-1", "K-10", "K-1070", "107", "k-107", "K-000", "K-999"] {
            assert_eq!(Code::of(other), None, "{other}");
        }
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
