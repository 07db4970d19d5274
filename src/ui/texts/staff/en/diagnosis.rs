//! Diagnosis, in English.

use super::super::texts::DiagnosisTexts;
use crate::common::card::{CertificateAge, Extended, PinState};
use crate::common::finding::{Health, Part, Said};
use crate::eligibility::Date;

pub(super) const TEXTS: DiagnosisTexts = DiagnosisTexts {
    title: "Diagnosis",
    part,
    health: |health| match health {
        Health::Fine => "ok",
        Health::Look => "look",
        Health::Broken => "broken",
    },
    found,
    remedy,
    count: |broken, look| format!("{broken} broken, {look} to look at"),
    looking: "looking...",
    again: "look again",
};

fn part(part: Part) -> &'static str {
    match part {
        Part::Daemon => "Daemon",
        Part::DaemonLog => "Card log",
        Part::Reader => "Reader",
        Part::Card => "Card",
        Part::Service => "Service",
        Part::Certificate => "Certif.",
        Part::Key => "Key",
        Part::Folder => "Results",
        Part::Clock => "Clock",
        Part::Sync => "Time sync",
        Part::Size => "Screen",
        Part::Width => "Letters",
        Part::Font => "Font",
        Part::Locale => "Locale",
        Part::User => "User",
        Part::Settings => "Settings",
        Part::Journal => "Journal",
        Part::HandOff => "Hand-off",
        Part::Log => "Log",
        Part::Disk => "Disk",
        Part::Lockdown => "Lock-down",
        Part::Swap => "Swap",
        Part::CoreDumps => "Core dumps",
        Part::SysRq => "SysRq",
        Part::CtrlAltDel => "C-A-Del",
        Part::Logins => "Logins",
        Part::Consoles => "Consoles",
        Part::Root => "Root disk",
        Part::Firewall => "Firewall",
        Part::Usb => "USB",
        Part::Updates => "Updates",
        Part::Version => "Version",
    }
}

fn found(part: Part, said: &Said) -> String {
    match said {
        Said::NothingYet => "no answer yet".to_owned(),
        Said::NotAsked => "not asked: it could not tell this terminal".to_owned(),
        Said::NoAnswer => "no answer within the time for it".to_owned(),
        Said::Ready => "ready".to_owned(),
        Said::Card => "ready, a card lies there".to_owned(),
        Said::Empty => "no card lies there".to_owned(),
        Said::Mute => "what lies there is mute".to_owned(),
        Said::Open(None) => "open".to_owned(),
        Said::Open(Some(closes)) => format!("open until {closes}"),
        Said::Trouble(kind) => kind.code().to_owned(),
        Said::Reader(name, Extended::Yes) => format!("{name}; says that it carries extended APDUs"),
        Said::Reader(name, Extended::No) => format!("{name}; says that it carries no extended APDUs"),
        Said::Reader(name, Extended::Unknown) => format!("{name}; extended APDUs unknown until a card lies there"),
        Said::NotUsed(name) => format!("{name}; not used: the settings name another"),
        Said::Sam(name) => format!("{name}; not used: a slot inside the reader"),
        Said::NoneMatches(pattern) => format!("none is called {pattern}"),
        Said::MyNumberCard(age, pin) => format!("My Number Card, {}; {}", self::age(*age), self::pin(*pin)),
        Said::Until(day) => format!("good until {}", Date::from(*day)),
        Said::Ended(day) => format!("ended on {}", Date::from(*day)),
        Said::Unreadable => "its end is not known".to_owned(),
        Said::NotRegistered => "none yet: this terminal is not registered".to_owned(),
        Said::Guarded => "fits the certificate, for the kiosk alone".to_owned(),
        Said::OpenToOthers(path) => format!("others may use {path}"),
        Said::Fixed(path) => format!("{path} cannot be changed in the menu"),
        Said::Off => "off in the settings".to_owned(),
        Said::On => "can be written".to_owned(),
        Said::Failing(code) => format!("cannot be written {code}"),
        Said::Missing(path) => format!("{path} is not there"),
        Said::Unwritable(path) => format!("{path} cannot be written"),
        Said::Forbidden(path) => format!("{path} cannot be read"),
        Said::Lines(0) => "nothing written yet".to_owned(),
        Said::Lines(lines) => format!("unbroken, lines: {lines}"),
        Said::Flaws(flaws) => format!("not as it was written, faults: {flaws}"),
        Said::Free(path, free) => format!("{free} MiB free for {path}"),
        Said::Time(hour, minute) => format!("{hour:02}:{minute:02} in Japan"),
        Said::Unset => "not set".to_owned(),
        Said::Behind => "behind: earlier than this program was made".to_owned(),
        Said::Name(name) => name.clone(),
        Said::KeptBy(name) => format!("kept by {name}"),
        Said::NoTerminal => "not in a terminal".to_owned(),
        Said::Cells(columns, rows) => format!("{columns}x{rows}"),
        Said::Narrow(cells) => format!("three Japanese letters take {cells} cells, not 6"),
        Said::PlainConsole => "the plain console has no Japanese letters".to_owned(),
        Said::AsRoot => "root".to_owned(),
        Said::Wrong(name) if part == Part::Locale => format!("{name} is not UTF-8"),
        Said::Wrong(words) => words.clone(),
        Said::Secured => secured(part).to_owned(),
        Said::Partly => "only storage is refused: anything else is taken".to_owned(),
        Said::Exposed => exposed(part).to_owned(),
        Said::Unknown if part == Part::Font => "fc-list is not installed".to_owned(),
        Said::Unknown => "cannot be told from here".to_owned(),
    }
}

const fn age(age: CertificateAge) -> &'static str {
    match age {
        CertificateAge::Valid => "certificate in force",
        CertificateAge::Grace => "certificate expired, within three months",
        CertificateAge::LongExpired => "certificate expired",
    }
}

fn pin(pin: PinState) -> String {
    match pin {
        PinState::Left(left) => format!("tries left for the PIN: {left}"),
        PinState::Blocked => "PIN locked".to_owned(),
        PinState::Absent => "no PIN".to_owned(),
    }
}

const fn secured(part: Part) -> &'static str {
    match part {
        Part::DaemonLog => "nothing said to cards is written down",
        Part::Sync => "synchronised",
        Part::Width => "two cells a letter",
        Part::User => "not root",
        Part::Lockdown => "on",
        Part::Swap | Part::CoreDumps | Part::SysRq => "off",
        Part::CtrlAltDel => "without effect",
        Part::Logins => "on no other screen",
        Part::Consoles => "no others are made",
        Part::Root => "read-only",
        Part::Firewall => "loaded",
        Part::Usb => "storage is refused",
        Part::Updates => "security updates come by themselves",
        _ => "as it should be",
    }
}

const fn exposed(part: Part) -> &'static str {
    match part {
        Part::DaemonLog => "pcscd writes down what is said to cards",
        Part::Sync => "nobody is known to keep it right",
        Part::Font => "no Japanese font",
        Part::Lockdown => "off: this machine can be used for other things",
        Part::Swap => "on: what is in memory can reach the disk",
        Part::CoreDumps => "on: what was in memory can reach the disk",
        Part::SysRq => "the kernel hears these keys",
        Part::CtrlAltDel => "restarts the machine",
        Part::Logins => "another screen can offer one",
        Part::Consoles => "others can be made (NAutoVTs, ReserveVT)",
        Part::Root => "can be written",
        Part::Firewall => "not loaded",
        Part::Usb => "storage would be taken",
        Part::Updates => "none come by themselves",
        _ => "not as it should be",
    }
}

fn remedy(part: Part, said: &Said) -> &'static str {
    match (part, said) {
        (Part::Reader | Part::Service, Said::NothingYet) => "Wait a moment and look again.",
        (Part::Width, Said::NoAnswer) => "Use a terminal that answers where its cursor is, for instance foot.",
        (_, Said::NotAsked) => "Mend certificate and key first, then look again.",
        (_, Said::NoAnswer) => "See whether a disk, a share or the network hangs, then look again.",
        (_, Said::Reader(..)) => "Does for PINs. To confirm by staff, use a reader with extended APDUs.",
        (_, Said::NoneMatches(_)) => "Choose the reader in the menu (Settings), or change [reader] match.",
        (_, Said::Mute) => "Take away what lies there, or turn the card over.",
        (_, Said::MyNumberCard(_, PinState::Blocked)) => "The owner's municipal office can unlock it.",
        (_, Said::MyNumberCard(..)) => "The owner's municipal office renews it.",
        (_, Said::Until(_)) => "It should have been renewed: see the log, and that the service is reached.",
        (_, Said::Ended(_)) => "Register this terminal anew with a new one-time code.",
        (_, Said::NotRegistered) => "Start the kiosk and register on its screen, or use: uketsuke register",
        (_, Said::Unreadable) => "Register this terminal anew.",
        (Part::Key, Said::OpenToOthers(_)) => "chmod 600; somebody may have a copy, so better register with a new key.",
        (_, Said::OpenToOthers(_)) => "Let only the kiosk's user read and write it: chmod 600",
        (_, Said::Fixed(_)) => "Let the kiosk's user write its folder, or change settings by hand.",
        (Part::Certificate | Part::Key, Said::Wrong(_)) => "Mend the file, or register this terminal anew.",
        (Part::Locale, Said::Wrong(_)) => "Start the kiosk with LANG=C.UTF-8.",
        (_, Said::Wrong(_)) => "Mend the settings file there.",
        (_, Said::Off) => "To keep an audit trail, set [journal] dir.",
        (_, Said::Failing(_)) => "Make room, and let the kiosk's user write the folder.",
        (_, Said::Missing(_)) => "Make the folder, or mount its share; or change the settings.",
        (_, Said::Unwritable(_)) => "Let the kiosk's user write it, and see that its disk is not read-only.",
        (_, Said::Forbidden(_)) => "Look as the kiosk's user, or let the kiosk's user read it.",
        (_, Said::Flaws(_)) => "See which lines with: uketsuke journal verify. Keep the file as it is.",
        (_, Said::Free(..)) => "Remove what is not needed, or use a larger disk.",
        (_, Said::Unset | Said::Behind) => "Set the clock, and see that the network reaches a time server.",
        (Part::Sync, _) => "Switch time synchronisation on: systemd-timesyncd or chrony.",
        (_, Said::Cells(..)) => "Make the window at least 80x24; below 48x16 nothing is shown.",
        (_, Said::Narrow(_)) => "Use a terminal in which Japanese letters take two cells, for instance foot.",
        (_, Said::PlainConsole) => "Start with graphics (cage and foot); without, the kiosk speaks English.",
        (Part::Font, _) => "Install a Japanese font and fontconfig, for instance fonts-noto-cjk.",
        (_, Said::AsRoot) => "Look as the kiosk's user: runuser -u uketsuke -- uketsuke doctor",
        (Part::DaemonLog, Said::Unknown) => "Look as root: uketsuke doctor",
        (Part::DaemonLog, _) => "Start pcscd without --apdu and --debug, and remove its log: it can hold PINs.",
        (Part::Root, _) => "Use the kiosk's image, or mount the root read-only.",
        (Part::Firewall, Said::Exposed) => "As root, see why: systemctl status nftables",
        (Part::Firewall, _) => "As root, see: nft list ruleset",
        (Part::Usb, Said::Partly) => "As root, see why: systemctl status usbguard",
        (
            Part::Lockdown
            | Part::Swap
            | Part::CoreDumps
            | Part::SysRq
            | Part::CtrlAltDel
            | Part::Logins
            | Part::Consoles
            | Part::Usb
            | Part::Updates,
            _,
        ) => "As root: uketsuke-lockdown on",
        _ => "",
    }
}
