//! What went wrong and who does what, in English.

use super::super::staff_word::by_word;
use super::super::texts::{Advice, AdviceRow};
use crate::common::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str, staff: &'static str) -> AdviceRow {
    AdviceRow { advice: Advice { cause, visitor }, staff }
}

const PUT_BACK: &str = "Place your card on the reader again.";
const NOT_NOW: &str = "Confirmation is not possible right now.";
const ONCE_MORE: &str = "Please try again.";
const ASK_SUPPLIER: &str = "If this keeps happening, tell your support this code.";
const OTHER_WAY: &str = "If this keeps happening, confirm in another way.";
const NOT_IN_FULL: &str = "Do not charge in full; confirm in another way.";

const fn staff_come<const WORD: usize>() -> &'static str {
    staff!(first " will help you. One moment, please.")
}

/// Every trouble.
#[expect(clippy::too_many_lines, reason = "one table, a row each")]
pub fn trouble<const WORD: usize>(kind: TroubleKind) -> AdviceRow {
    match kind {
        TroubleKind::ForeignCard => row(
            "This is not a My Number Card.",
            "Please put your My Number Card on the reader.",
            "Transit cards and licences cannot be used.",
        ),
        TroubleKind::MuteCard => row(
            "The card cannot be read.",
            "Take it out of its case, turn it over, and try again.",
            "If other cards fail too, look at the reader.",
        ),
        TroubleKind::CardPulled => row(
            "The card was removed too soon.",
            "Put it back and leave it there until the end.",
            "See that the card lies flat.",
        ),
        TroubleKind::CardSwapped => row(
            "A different card was put on.",
            "Put only your own card on the reader.",
            "Make sure that cards were not mixed up.",
        ),
        TroubleKind::Smartphone => row(
            "A smartphone cannot be used here.",
            "Please put your My Number Card on the reader.",
            "Without a card, confirm in another way.",
        ),
        TroubleKind::NoCertificate => row(
            "The card holds no digital certificate (電子証明書).",
            "Your city or ward office (市区町村) can issue one.",
            NOT_IN_FULL,
        ),
        TroubleKind::CertificateExpired => row(
            "The card's digital certificate (電子証明書) has expired.",
            "Your insurance may still be valid. Your city or ward office (市区町村) renews the certificate.",
            "Ask for an eligibility certificate. There is no need to charge in full.",
        ),
        TroubleKind::UnexpectedStatus => row("The card could not be read correctly.", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::MalformedAnswer => row("The card's data cannot be read.", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::UnsupportedKey => row(
            "This kind of card is not supported yet.",
            staff_come::<WORD>(),
            "The software needs an update. Confirm in another way today.",
        ),
        TroubleKind::CardBusy => row(
            "Another program is using the card.",
            "Please wait a moment, then try again.",
            "Close other programs that use cards.",
        ),
        TroubleKind::FaceUnsure => {
            row("The photo could not confirm you.", staff_come::<WORD>(), "Use the PIN, or confirm in another way.")
        }
        TroubleKind::FaceDiffers => {
            row("The photo could not confirm you.", staff_come::<WORD>(), "Ask whose card it is.")
        }
        TroubleKind::NoDaemon => row(
            "The card reader's system service is not running.",
            staff_come::<WORD>(),
            "Switch the kiosk off and on (pcscd is down).",
        ),
        TroubleKind::DaemonRefused => {
            row("The card reader cannot be used here.", staff_come::<WORD>(), "Call your support (pcscd refuses).")
        }
        TroubleKind::NoReader => row(
            "No card reader was found.",
            staff_come::<WORD>(),
            "Unplug the reader's USB cable and plug it in again.",
        ),
        TroubleKind::ReaderGone => row(
            "The card reader was unplugged.",
            staff_come::<WORD>(),
            "Unplug the reader's USB cable and plug it in again.",
        ),
        TroubleKind::ReaderError => row(
            "The card reader reports an error.",
            staff_come::<WORD>(),
            "Unplug the reader's USB cable and plug it in again. Tell support this code.",
        ),
        TroubleKind::ShortReader => row(
            "This card reader cannot be used for a check by sight.",
            staff_come::<WORD>(),
            "A reader for extended Lc/Le is needed. Tell your support.",
        ),
        TroubleKind::ReaderRestarts => row(
            "The card reader did not answer and is being restarted.",
            "Please wait a moment. It goes on by itself.",
            "If it is not back after two minutes, unplug the reader's USB cable and plug it in again.",
        ),
        TroubleKind::Unreachable => {
            row("The service cannot be reached.", staff_come::<WORD>(), "Check the network cable and the router.")
        }
        TroubleKind::TimedOut => row("No reply came in time.", ONCE_MORE, OTHER_WAY),
        TroubleKind::ConnectionBroken => row("The connection broke.", ONCE_MORE, OTHER_WAY),
        TroubleKind::Untrusted => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "The other side could not prove that it is the service. Nothing was sent. Call your support.",
        ),
        TroubleKind::NotRegistered => row(
            "The service does not accept this kiosk.",
            staff_come::<WORD>(),
            "Have the kiosk registered again by your support.",
        ),
        TroubleKind::Garbage => {
            row(NOT_NOW, ONCE_MORE, "The reply cannot be read. If this keeps happening, tell your support this code.")
        }
        TroubleKind::TooLarge => {
            row(NOT_NOW, ONCE_MORE, "The reply is too large. If this keeps happening, tell your support this code.")
        }
        TroubleKind::WrongType => row(
            NOT_NOW,
            ONCE_MORE,
            "The reply has the wrong form. If this keeps happening, tell your support this code.",
        ),
        TroubleKind::OtherCheck => row(
            "For safety, the result is not shown.",
            ONCE_MORE,
            "The reply was to another check. If this keeps happening, tell your support this code.",
        ),
        TroubleKind::Problem => row(
            "The service did not accept the request.",
            staff_come::<WORD>(),
            "See what was received, below. Other ways work too.",
        ),
        TroubleKind::HttpStatus => row("The service reports an error.", ONCE_MORE, OTHER_WAY),
        TroubleKind::Maintenance => row(
            "The service is closed for maintenance.",
            staff_come::<WORD>(),
            "Until it opens, confirm in another way.",
        ),
        TroubleKind::Clock => row(
            "The clock of this kiosk is wrong.",
            staff_come::<WORD>(),
            "Nothing can be confirmed until it is right. Check the network; if this keeps happening, call your support.",
        ),
        TroubleKind::TerminalExpired => row(
            "The registration of this kiosk has ended.",
            staff_come::<WORD>(),
            "Have the kiosk registered again by your support.",
        ),
        TroubleKind::Busy => row(
            "The service is busy.",
            "Please wait a moment, then try again.",
            "If it is urgent, confirm in another way.",
        ),
        TroubleKind::Closed => {
            row("The service is closed at this hour.", staff_come::<WORD>(), "Until it opens, confirm in another way.")
        }
        TroubleKind::RelayRefused => row(
            "For safety, the check was stopped.",
            staff_come::<WORD>(),
            "The service asked for what is not allowed; it was not passed on to the card. Confirm in another way today and call your support.",
        ),
        TroubleKind::ServiceExpired => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "The certificate of the service is not valid today. Nothing was sent. Call your support.",
        ),
        TroubleKind::OldTls => row(
            NOT_NOW,
            staff_come::<WORD>(),
            "The service speaks an old TLS that is not safe. Nothing was sent. Call your support.",
        ),
        TroubleKind::FolderGone => row(
            "The folder of results cannot be opened.",
            staff_come::<WORD>(),
            "Check the power of the other terminal and the network cable.",
        ),
        TroubleKind::ResultUnreadable => row(
            "A result of the other terminal cannot be read.",
            staff_come::<WORD>(),
            "Look at the other terminal's screen. If this keeps happening, tell support this code.",
        ),
        TroubleKind::ResultLate => row(
            "A result of the other terminal is not of the last minutes, and is not shown.",
            staff_come::<WORD>(),
            "Look at the other terminal's screen, or read the card there again. If this keeps happening, compare the two clocks.",
        ),
        TroubleKind::ResultForeign => row(
            "A result of another facility came, and is not shown.",
            staff_come::<WORD>(),
            "Its facility code is not that of the settings ([kiosk] facility). Check the settings and the folder.",
        ),
        TroubleKind::ResultPacked => row(
            "A result of the other terminal is packed into a ZIP file, and cannot be read here.",
            staff_come::<WORD>(),
            "Look at the other terminal's screen. Ask its dealer to switch encryption off (n) for OQSsiquc01res_face.",
        ),
        TroubleKind::JournalFull => row(
            "Nothing is shown, because it cannot be recorded.",
            staff_come::<WORD>(),
            "The journal's disk is full or cannot be written: free some space. Until then confirm in another way.",
        ),
    }
}

/// The word of every verdict, and where it is not a plain yes who does what.
pub fn verdict<const WORD: usize>(kind: VerdictKind) -> (&'static str, Option<AdviceRow>) {
    let (word, row) = match kind {
        VerdictKind::Confirmed => {
            return ("VALID", None);
        }
        VerdictKind::Lost => (
            "NOT VALID (ended)",
            row(
                "The insurance on record has ended.",
                "If you changed insurance, show your new certificate (資格確認書).",
                "The new one may not be recorded yet. Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::NewExists => (
            "NOT VALID (newer exists)",
            row(
                "This insurance has ended and a newer one is on record.",
                "Please show your new certificate (資格確認書).",
                "Type the numbers of the new insurance (F4). If no card was used, check with the My Number Card.",
            ),
        ),
        VerdictKind::NoMatch => (
            "NO RECORD FOUND",
            row(
                "No insurance was found on record.",
                "Your insurance may not be registered yet. Please show your certificate (資格確認書).",
                "Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::Multiple => (
            "SEVERAL FOUND",
            row(
                "More than one was found, so nothing is shown.",
                staff_come::<WORD>(),
                "Ask for the insurer's name and call the insurer.",
            ),
        ),
        VerdictKind::Unregistered => (
            "NOT REGISTERED (assistance)",
            row(
                "Medical assistance (医療扶助) is not registered yet.",
                staff_come::<WORD>(),
                "Please call the welfare office.",
            ),
        ),
        VerdictKind::Unknown => (
            "UNKNOWN ANSWER",
            row(
                "The reply holds a code that this kiosk does not know.",
                staff_come::<WORD>(),
                "Not confirmed: please confirm in another way.",
            ),
        ),
        VerdictKind::Inconsistent => (
            "CONTRADICTING DATA",
            row(
                "The information received contradicts itself.",
                staff_come::<WORD>(),
                "Not confirmed: please confirm in another way.",
            ),
        ),
        VerdictKind::NotStated => (
            "IMPORTED (no verdict)",
            row(
                "The imported data makes no statement about validity.",
                staff_come::<WORD>(),
                "This alone confirms nothing.",
            ),
        ),
        VerdictKind::Refused => (
            "NOT CONFIRMED",
            row(
                "The service replied that it cannot confirm.",
                staff_come::<WORD>(),
                "See what was received. Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::InProgress => ("STILL WORKING", row("The service has not finished yet.", ONCE_MORE, OTHER_WAY)),
        VerdictKind::SystemError => {
            ("SYSTEM ERROR", row("The service had an internal error.", staff_come::<WORD>(), OTHER_WAY))
        }
    };
    (word, Some(row))
}
