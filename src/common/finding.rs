//! What a check found about a part of the kiosk: pure data, the same for the page, the command and its JSON.

use time::Date;

use super::card::{CertificateAge, Extended, PinState};
use super::service::Service;
use super::sound_fault::SoundFault;
use super::trouble::{Trouble, TroubleKind};

/// A certificate that ends within so many days should have been renewed by now.
const ENDS_SOON: i64 = 14;

/// One line of a diagnosis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub part: Part,
    /// How it is.
    pub health: Health,
    /// What is known of it.
    pub detail: FindingDetail,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// As it should be.
    Fine,
    /// The operator should look at it.
    Look,
    /// Checks fail because of it, or what is promised to visitors does not hold.
    Broken,
}

/// A part of the kiosk, or of the machine under it, in the order in which an operator would look for a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named by what it is; the others say more")]
pub enum Part {
    /// The smart-card daemon.
    Daemon,
    /// What the daemon writes down of commands to cards.
    DaemonLog,
    Reader,
    /// How often the reader did not work and was reset.
    ReaderResets,
    Card,
    Service,
    /// This terminal's certificate.
    Certificate,
    /// This terminal's key.
    Key,
    /// Where results come from, if not from a service.
    Folder,
    /// The network share that root mounts.
    Share,
    Clock,
    /// Whether a time service keeps the clock right.
    Sync,
    /// The terminal's size.
    Size,
    /// Cells that a Japanese letter takes in the terminal.
    Width,
    Font,
    /// Tones and prompts.
    Sound,
    Locale,
    /// The user that looks, who is the kiosk's own where the kiosk looks.
    User,
    Settings,
    /// Settings that come in a signed bundle.
    Bundle,
    /// What shows who is staff: the passcode, or the statement in the settings.
    StaffAccess,
    /// What calls staff who do not see the screen.
    Call,
    Journal,
    HandOff,
    Log,
    Disk,
    /// Whether the machine is locked down at all.
    Lockdown,
    Swap,
    CoreDumps,
    SysRq,
    CtrlAltDel,
    /// Logins on other consoles.
    Logins,
    /// Consoles that logind would make.
    Consoles,
    /// The root file system.
    Root,
    Firewall,
    Usb,
    Updates,
    /// The image that the machine runs.
    Image,
    /// An update of the image that was taken back.
    ImageUpdate,
    /// How what the kiosk writes lies on the disk.
    Storage,
    Version,
}

impl Part {
    /// Area and name in the output for machines. Both stay as they are for good; a new part gets a new name.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Daemon => ("card", "daemon"),
            Self::DaemonLog => ("card", "daemon-log"),
            Self::Reader => ("card", "reader"),
            Self::ReaderResets => ("card", "reader-resets"),
            Self::Card => ("card", "card"),
            Self::Service => ("service", "service"),
            Self::Certificate => ("service", "certificate"),
            Self::Key => ("service", "key"),
            Self::Folder => ("service", "folder"),
            Self::Share => ("service", "share"),
            Self::Clock => ("clock", "clock"),
            Self::Sync => ("clock", "synchronised"),
            Self::Size => ("terminal", "size"),
            Self::Width => ("terminal", "width"),
            Self::Font => ("terminal", "font"),
            Self::Sound => ("terminal", "sound"),
            Self::Locale => ("terminal", "locale"),
            Self::User => ("files", "user"),
            Self::Settings => ("files", "settings"),
            Self::Bundle => ("files", "bundle"),
            Self::StaffAccess => ("staff", "access"),
            Self::Call => ("staff", "call"),
            Self::Journal => ("files", "journal"),
            Self::HandOff => ("files", "handoff"),
            Self::Log => ("files", "log"),
            Self::Disk => ("files", "disk"),
            Self::Lockdown => ("lockdown", "lockdown"),
            Self::Swap => ("lockdown", "swap"),
            Self::CoreDumps => ("lockdown", "core-dumps"),
            Self::SysRq => ("lockdown", "sysrq"),
            Self::CtrlAltDel => ("lockdown", "ctrl-alt-del"),
            Self::Logins => ("lockdown", "logins"),
            Self::Consoles => ("lockdown", "consoles"),
            Self::Root => ("lockdown", "root"),
            Self::Firewall => ("lockdown", "firewall"),
            Self::Usb => ("lockdown", "usb"),
            Self::Updates => ("lockdown", "updates"),
            Self::Image => ("image", "version"),
            Self::ImageUpdate => ("image", "update"),
            Self::Storage => ("image", "storage"),
            Self::Version => ("program", "version"),
        }
    }
}

/// What is known of a part. None of it is about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingDetail {
    /// Nothing has been heard yet.
    NothingYet,
    /// It was not asked: this terminal cannot say who it is.
    NotAsked,
    /// Nothing was heard in the time that every check has.
    NoAnswer,
    /// It is there and ready.
    Ready,
    /// A card lies on it.
    Card,
    /// Nothing lies on it.
    Empty,
    /// Something lies on it that does not answer.
    Mute,
    /// It is open, and closes then, if that is known.
    Open(Option<String>),
    /// What is wrong.
    Trouble(TroubleKind),
    /// A reader that the settings name: its name, and whether its driver says that it carries extended APDUs.
    Reader(String, Extended),
    /// A reader that carries short APDUs only, where the settings have staff confirm, which may need extended ones: its
    /// name.
    ShortReader(String),
    /// A reader that the settings do not name.
    NotUsed(String),
    /// The slot of a reader for its own security module, where no visitor can put a card.
    Sam(String),
    /// Readers are there, and this pattern of the settings names none of them.
    NoneMatches(String),
    /// So many times since the machine was started.
    Times(u32),
    /// A My Number Card. Its certificate's last day is not said: it is a birthday.
    MyNumberCard(CertificateAge, PinState),
    /// It is good until this day.
    Until(Date),
    /// It was good until this day.
    Ended(Date),
    /// It cannot be read.
    Unreadable,
    /// This terminal has no certificate yet.
    NotRegistered,
    /// It is not as it should be, in the words of the check that noticed.
    Wrong(String),
    /// The key fits its certificate, and no other user can read it.
    Guarded,
    /// Others than the kiosk's user may read or change this file.
    OpenToOthers(String),
    /// Settings that staff cannot change: this file or its folder cannot be written.
    Fixed(String),
    /// What is known of bundles of settings.
    Bundle(BundleState),
    /// The settings do not ask for it.
    Off,
    /// It is written.
    On,
    /// It cannot be written; the note's code.
    Failing(&'static str),
    /// This folder is not there.
    Missing(String),
    /// This folder cannot be written.
    Unwritable(String),
    /// This file or folder cannot be read by the user that looks.
    Forbidden(String),
    /// Lines of the journal, all as they were written.
    Lines(usize),
    /// Things in the journal that are not as they were written.
    Flaws(usize),
    /// Free space where this folder is, in MiB.
    Free(String, u64),
    /// The firewall lets nothing out to this server.
    ShutOut(String),
    /// The firewall does without this file, which is wrong.
    LeftOut(String),
    /// The time of day.
    Time(u8, u8),
    /// The clock has not been set.
    Unset,
    /// The clock says less than it did when this program was made.
    Behind,
    /// A name, as it is.
    Name(String),
    /// A program does it that does not report its state: its name.
    KeptBy(&'static str),
    /// Tones and prompts are not heard.
    Unheard(SoundFault),
    /// There is no terminal to look at.
    NoTerminal,
    /// Columns and rows.
    Cells(u16, u16),
    /// The letters of the trial took so many cells, not as many as they should.
    Narrow(u16),
    /// A console of the kernel, which has no Japanese letters.
    PlainConsole,
    /// It runs as root.
    AsRoot,
    /// This version of the image did not work, and the one before is back.
    TakenBack(String),
    /// As promised.
    Secured,
    /// A part of what was promised.
    Partly,
    /// Not as promised.
    Exposed,
    /// This user cannot tell.
    Unknown,
}

/// What is known of bundles of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleState {
    /// None was taken yet.
    NoneYet,
    /// The one of this number was taken, and when.
    Taken(u64, String),
    /// The one of this number waits for a moment between visits.
    Waits(u64),
    /// One was refused: when, and why.
    Refused(String, String),
    /// What bundles are known by, or what waits, cannot be used.
    Unusable(String),
}

impl Finding {
    /// One line.
    #[must_use]
    pub const fn new(part: Part, health: Health, detail: FindingDetail) -> Self {
        Self { part, health, detail }
    }

    /// As it should be.
    #[must_use]
    pub const fn fine(part: Part, detail: FindingDetail) -> Self {
        Self::new(part, Health::Fine, detail)
    }

    /// The operator should look at it.
    #[must_use]
    pub const fn look(part: Part, detail: FindingDetail) -> Self {
        Self::new(part, Health::Look, detail)
    }

    /// Broken.
    #[must_use]
    pub const fn broken(part: Part, detail: FindingDetail) -> Self {
        Self::new(part, Health::Broken, detail)
    }

    /// Broken, with this trouble.
    #[must_use]
    pub const fn trouble(part: Part, trouble: &Trouble) -> Self {
        Self::broken(part, FindingDetail::Trouble(trouble.kind))
    }

    /// The service. One that is closed is as it should be, and yet no card can be checked.
    #[must_use]
    pub fn service(service: &Service) -> Self {
        match service {
            Service::Unknown => Self::look(Part::Service, FindingDetail::NothingYet),
            Service::Open(announced) => Self::fine(Part::Service, FindingDetail::Open(announced.closes.clone())),
            Service::Unusable(Trouble { kind: kind @ (TroubleKind::Maintenance | TroubleKind::Closed), .. }) => {
                Self::look(Part::Service, FindingDetail::Trouble(*kind))
            }
            Service::Unusable(trouble) => Self::trouble(Part::Service, trouble),
        }
    }

    /// This terminal's certificate, by its last day and the days until then; `None`: it cannot be read.
    #[must_use]
    pub const fn certificate(ends: Option<(Date, i64)>) -> Self {
        match ends {
            None => Self::look(Part::Certificate, FindingDetail::Unreadable),
            Some((day, ..0)) => Self::broken(Part::Certificate, FindingDetail::Ended(day)),
            Some((day, ..ENDS_SOON)) => Self::look(Part::Certificate, FindingDetail::Until(day)),
            Some((day, _)) => Self::fine(Part::Certificate, FindingDetail::Until(day)),
        }
    }
}
