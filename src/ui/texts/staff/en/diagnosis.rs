//! Diagnosis, in English.

use super::super::texts::DiagnosisTexts;
use crate::common::{BundleState, CertificateAge, Extended, FindingDetail, Health, Part, PinState, SoundFault};
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
    report: super::report::TEXTS,
};

fn part(part: Part) -> &'static str {
    match part {
        Part::Daemon => "Daemon",
        Part::DaemonLog => "Card log",
        Part::Reader => "Reader",
        Part::ReaderResets => "Resets",
        Part::Card => "Card",
        Part::Service => "Service",
        Part::Certificate => "Certif.",
        Part::Key => "Key",
        Part::Folder => "Results",
        Part::Share => "Share",
        Part::Clock => "Clock",
        Part::Sync => "Time sync",
        Part::Size => "Screen",
        Part::Width => "Letters",
        Part::Font => "Font",
        Part::Sound => "Sound",
        Part::Locale => "Locale",
        Part::User => "User",
        Part::Settings => "Settings",
        Part::Bundle => "Bundle",
        Part::StaffAccess => "Staff",
        Part::Call => "Calls",
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
        Part::Image => "Image",
        Part::ImageUpdate => "Update",
        Part::Storage => "Storage",
        Part::Version => "Version",
    }
}

fn found(part: Part, said: &FindingDetail) -> String {
    match said {
        FindingDetail::NothingYet => "no answer yet".to_owned(),
        FindingDetail::NotAsked => "not asked: it could not tell this terminal".to_owned(),
        FindingDetail::NoAnswer => "no answer within the time for it".to_owned(),
        FindingDetail::Ready => "ready".to_owned(),
        FindingDetail::Card => "ready, a card lies there".to_owned(),
        FindingDetail::Empty => "no card lies there".to_owned(),
        FindingDetail::Mute => "what lies there is mute".to_owned(),
        FindingDetail::Open(None) => "open".to_owned(),
        FindingDetail::Open(Some(closes)) => format!("open until {closes}"),
        FindingDetail::Trouble(kind) => kind.code().to_owned(),
        FindingDetail::Reader(name, Extended::Yes) => format!("{name}; says that it carries extended APDUs"),
        FindingDetail::Reader(name, Extended::No) => format!("{name}; says that it carries no extended APDUs"),
        FindingDetail::Reader(name, Extended::Unknown) => {
            format!("{name}; extended APDUs unknown until a card lies there")
        }
        FindingDetail::ShortReader(name) => format!("{name}; carries short APDUs only"),
        FindingDetail::NotUsed(name) => format!("{name}; not used: the settings name another"),
        FindingDetail::Sam(name) => format!("{name}; not used: a slot inside the reader"),
        FindingDetail::NoneMatches(pattern) => format!("none is called {pattern}"),
        FindingDetail::Times(times) => format!("the reader did not answer and was restarted, times: {times}"),
        FindingDetail::MyNumberCard(age, pin) => format!("My Number Card, {}; {}", self::age(*age), self::pin(*pin)),
        FindingDetail::Until(day) => format!("good until {}", Date::from(*day)),
        FindingDetail::Ended(day) => format!("ended on {}", Date::from(*day)),
        FindingDetail::Unreadable => "its end is not known".to_owned(),
        FindingDetail::NotRegistered => "none yet: this terminal is not registered".to_owned(),
        FindingDetail::Guarded => "fits the certificate, for the kiosk alone".to_owned(),
        FindingDetail::OpenToOthers(path) => format!("others may use {path}"),
        FindingDetail::Fixed(path) => format!("{path} cannot be changed in the menu"),
        FindingDetail::Bundle(state) => bundle(state),
        FindingDetail::Off => "off in the settings".to_owned(),
        FindingDetail::On => "can be written".to_owned(),
        FindingDetail::Failing(code) if part == Part::Call => format!("do not get through {code}"),
        FindingDetail::Failing(code) => format!("cannot be written {code}"),
        FindingDetail::Missing(path) => format!("{path} is not there"),
        FindingDetail::Unwritable(path) => format!("{path} cannot be written"),
        FindingDetail::Forbidden(path) => format!("{path} cannot be read"),
        FindingDetail::Lines(0) => "nothing written yet".to_owned(),
        FindingDetail::Lines(lines) => format!("unbroken, lines: {lines}"),
        FindingDetail::Flaws(flaws) => format!("not as it was written, faults: {flaws}"),
        FindingDetail::Free(path, free) => format!("{free} MiB free for {path}"),
        FindingDetail::Time(hour, minute) => format!("{hour:02}:{minute:02} in Japan"),
        FindingDetail::Unset => "not set".to_owned(),
        FindingDetail::Behind => "behind: earlier than this program was made".to_owned(),
        FindingDetail::Name(name) => name.clone(),
        FindingDetail::ShutOut(host) => format!("the firewall lets nothing out to {host}"),
        FindingDetail::LeftOut(file) => format!("left out, with an error in it: {file}"),
        FindingDetail::KeptBy(name) => format!("kept by {name}"),
        FindingDetail::Unheard(fault) => unheard(*fault).to_owned(),
        FindingDetail::NoTerminal => "not in a terminal".to_owned(),
        FindingDetail::Cells(columns, rows) => format!("{columns}x{rows}"),
        FindingDetail::Narrow(cells) => format!("three Japanese letters take {cells} cells, not 6"),
        FindingDetail::PlainConsole => "the plain console has no Japanese letters".to_owned(),
        FindingDetail::AsRoot => "root".to_owned(),
        FindingDetail::Wrong(name) if part == Part::Locale => format!("{name} is not UTF-8"),
        FindingDetail::Wrong(words) => words.clone(),
        FindingDetail::TakenBack(version) => format!("{version} did not work; the version before is back"),
        FindingDetail::Secured => secured(part).to_owned(),
        FindingDetail::Partly => "only storage is refused: anything else is taken".to_owned(),
        FindingDetail::Exposed => exposed(part).to_owned(),
        FindingDetail::Unknown if part == Part::Font => "fc-list is not installed".to_owned(),
        FindingDetail::Unknown => "cannot be told from here".to_owned(),
    }
}

const fn unheard(fault: SoundFault) -> &'static str {
    match fault {
        SoundFault::NoPlayer => "mpg123 is not installed: only the terminal's bell rings",
        SoundFault::NoFiles => "tones or prompts are missing in their folder",
        SoundFault::NotPlayed => "the player finds no sound card that works",
        SoundFault::Hangs => "the player did not end in its time",
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
        Part::StaffAccess => "a passcode is set",
        Part::User => "not root",
        Part::Lockdown => "on",
        Part::Swap | Part::CoreDumps | Part::SysRq => "off",
        Part::CtrlAltDel => "without effect",
        Part::Logins => "on no other screen",
        Part::Consoles => "no others are made",
        Part::Root => "read-only",
        Part::Firewall => "loaded",
        Part::Usb => "storage is refused",
        Part::Storage => "encrypted",
        Part::Updates => "security updates come by themselves",
        Part::Daemon
        | Part::Reader
        | Part::ReaderResets
        | Part::Card
        | Part::Service
        | Part::Certificate
        | Part::Key
        | Part::Folder
        | Part::Clock
        | Part::Size
        | Part::Font
        | Part::Sound
        | Part::Locale
        | Part::Settings
        | Part::Bundle
        | Part::Call
        | Part::Journal
        | Part::HandOff
        | Part::Log
        | Part::Disk
        | Part::Share
        | Part::Image
        | Part::ImageUpdate
        | Part::Version => "as it should be",
    }
}

const fn exposed(part: Part) -> &'static str {
    match part {
        Part::StaffAccess => "no passcode, and visitors may reach the keyboard: staff cannot act",
        Part::DaemonLog => "pcscd writes down what is said to cards",
        Part::Share => "not mounted as the settings name it",
        Part::Sync => "nothing is known to keep it right",
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
        Part::Storage => "NOT ENCRYPTED: who takes the disk away can read settings, key and journal",
        Part::Updates => "none come by themselves",
        Part::Daemon
        | Part::Reader
        | Part::ReaderResets
        | Part::Card
        | Part::Service
        | Part::Certificate
        | Part::Key
        | Part::Folder
        | Part::Clock
        | Part::Size
        | Part::Width
        | Part::Sound
        | Part::Locale
        | Part::User
        | Part::Settings
        | Part::Bundle
        | Part::Call
        | Part::Journal
        | Part::HandOff
        | Part::Log
        | Part::Disk
        | Part::Image
        | Part::ImageUpdate
        | Part::Version => "not as it should be",
    }
}

const fn remedy_of_sound(fault: SoundFault) -> &'static str {
    match fault {
        SoundFault::NoPlayer => "Install mpg123.",
        SoundFault::NoFiles => "Install the package again, or see [ui] sounds.",
        SoundFault::NotPlayed | SoundFault::Hangs => "Plug the speaker or headset in again, and switch it on.",
    }
}

fn bundle(state: &BundleState) -> String {
    match state {
        BundleState::NoneYet => "none taken yet".to_owned(),
        BundleState::Taken(serial, when) => format!("number {serial}, taken {when}"),
        BundleState::Waits(serial) => format!("number {serial} waits until no one is there"),
        BundleState::Refused(when, why) => format!("refused {when}: {why}"),
        BundleState::Unusable(words) => words.clone(),
    }
}

const fn remedy_of_bundle(state: &BundleState) -> &'static str {
    match state {
        BundleState::NoneYet => "See that the program that fetches bundles runs; or: uketsuke settings take BUNDLE",
        BundleState::Taken(..) | BundleState::Waits(_) => "",
        BundleState::Refused(..) => "The settings are as before. Have the bundle mended or signed again.",
        BundleState::Unusable(_) => "Mend what it names, or [fleet] in the settings.",
    }
}

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
fn remedy(part: Part, said: &FindingDetail) -> &'static str {
    match (part, said) {
        (_, FindingDetail::Bundle(state)) => remedy_of_bundle(state),
        (Part::Reader | Part::Service, FindingDetail::NothingYet) => "Wait a moment and look again.",
        (Part::Width, FindingDetail::NoAnswer) => "Use a terminal that answers where its cursor is, for instance foot.",
        (_, FindingDetail::NotAsked) => "Mend certificate and key first, then look again.",
        (_, FindingDetail::NoAnswer) => "See whether a disk, a share or the network hangs, then look again.",
        (_, FindingDetail::Reader(..)) => "Does for PINs. To confirm by staff, use a reader with extended APDUs.",
        (_, FindingDetail::ShortReader(_)) => {
            "Staff are to confirm, and a service that proves the card then needs extended APDUs: use another reader, or the PIN."
        }
        (_, FindingDetail::NoneMatches(_)) => "Choose the reader in the menu (Settings), or change [reader] match.",
        (_, FindingDetail::Times(_)) => "If it goes on, use another cable or USB port; then another reader.",
        (_, FindingDetail::Mute) => "Take away what lies there, or turn the card over.",
        (_, FindingDetail::MyNumberCard(_, PinState::Blocked)) => "The owner's municipal office can unlock it.",
        (_, FindingDetail::MyNumberCard(..)) => "The owner's municipal office renews it.",
        (_, FindingDetail::Until(_)) => "It should have been renewed: see the log, and that the service is reached.",
        (_, FindingDetail::Ended(_)) => "Register this terminal again with a new one-time code.",
        (_, FindingDetail::NotRegistered) => "Start the kiosk and register on its screen, or use: uketsuke register",
        (_, FindingDetail::Unreadable) => "Register this terminal again.",
        (Part::Key, FindingDetail::OpenToOthers(_)) => {
            "chmod 600; others may have a copy, so better register with a new key."
        }
        (_, FindingDetail::OpenToOthers(_)) => "Let only the kiosk's user read and write it: chmod 600",
        (_, FindingDetail::Fixed(_)) => "Let the kiosk's user write its folder, or change settings by hand.",
        (Part::Certificate | Part::Key, FindingDetail::Wrong(_)) => "Mend the file, or register this terminal again.",
        (Part::Locale, FindingDetail::Wrong(_)) => "Start the kiosk with LANG=C.UTF-8.",
        (Part::Call, FindingDetail::Wrong(_) | FindingDetail::Failing(_)) => {
            "Check what receives the calls, the network, and [call] in the settings."
        }
        (_, FindingDetail::Wrong(_)) => "Mend the settings file there.",
        (_, FindingDetail::Unheard(fault)) => remedy_of_sound(*fault),
        (_, FindingDetail::Off) => "To keep an audit trail, set [journal] dir.",
        (_, FindingDetail::Failing(_)) => "Free some space, and let the kiosk's user write the folder.",
        (_, FindingDetail::ShutOut(_)) => {
            "See why: systemctl status uketsuke-firewall. A name that is not resolved: write its address as host."
        }
        (_, FindingDetail::LeftOut(_)) => "As root, see which line: systemctl status uketsuke-firewall",
        (Part::Share, FindingDetail::Missing(_)) => {
            "See that the terminal is on and reached; as root: uketsuke-share status"
        }
        (Part::Share, _) => "As root: uketsuke-share on (an image: kiosk/image/site)",
        (_, FindingDetail::Missing(_)) => "Make the folder, or mount its share; or change the settings.",
        (_, FindingDetail::Unwritable(_)) => "Let the kiosk's user write it, and see that its disk is not read-only.",
        (_, FindingDetail::Forbidden(_)) => "Look as the kiosk's user, or let the kiosk's user read it.",
        (_, FindingDetail::Flaws(_)) => "See which lines with: uketsuke journal verify. Keep the file as it is.",
        (_, FindingDetail::Free(..)) => "Remove what is not needed, or use a larger disk.",
        (_, FindingDetail::Unset | FindingDetail::Behind) => {
            "Set the clock, and see that the network reaches a time server."
        }
        (Part::Sync, _) => "Switch time synchronisation on: systemd-timesyncd or chrony.",
        (_, FindingDetail::Cells(..)) => "Make the window at least 80x24; below 48x16 nothing is shown.",
        (_, FindingDetail::Narrow(_)) => "Use a terminal in which Japanese letters take two cells, for instance foot.",
        (_, FindingDetail::PlainConsole) => "Start with graphics (cage and foot); without, the kiosk speaks English.",
        (Part::Font, _) => {
            "Install the kiosk's fonts and fontconfig: fonts-morisawa-bizud-gothic, fonts-mplus, fonts-noto-cjk."
        }
        (_, FindingDetail::AsRoot) => "Look as the kiosk's user: runuser -u uketsuke -- uketsuke doctor",
        (Part::DaemonLog, FindingDetail::Unknown) => "Look as root: uketsuke doctor",
        (Part::DaemonLog, _) => "Start pcscd without --apdu and --debug, and remove its log: it can hold PINs.",
        (Part::StaffAccess, _) => {
            "Set a passcode with F10; or state [identify] keyboard_out_of_reach = true if visitors cannot reach the keyboard."
        }
        (_, FindingDetail::TakenBack(_)) => "It can be used as it is. Tell your support this version.",
        (Part::Storage, FindingDetail::Exposed) => {
            "This machine has no TPM to keep a key in: use one that has, or lock the machine away."
        }
        (Part::Root, _) => "Use the kiosk's image, or mount the root read-only.",
        (Part::Firewall, FindingDetail::Exposed) => "As root, see why: systemctl status nftables",
        (Part::Firewall, _) => "As root, see: nft list ruleset",
        (Part::Usb, FindingDetail::Partly) => "As root, see why: systemctl status usbguard",
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
        (
            _,
            FindingDetail::NothingYet
            | FindingDetail::Ready
            | FindingDetail::Card
            | FindingDetail::Empty
            | FindingDetail::Open(_)
            | FindingDetail::Trouble(_)
            | FindingDetail::NotUsed(_)
            | FindingDetail::Sam(_)
            | FindingDetail::Guarded
            | FindingDetail::On
            | FindingDetail::Lines(_)
            | FindingDetail::Time(..)
            | FindingDetail::Name(_)
            | FindingDetail::KeptBy(_)
            | FindingDetail::NoTerminal
            | FindingDetail::Secured
            | FindingDetail::Partly
            | FindingDetail::Exposed
            | FindingDetail::Unknown,
        ) => "",
    }
}
