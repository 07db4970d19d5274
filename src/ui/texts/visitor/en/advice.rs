//! What went wrong and who does what, in English.

use super::super::texts::{Advice, AdviceRow};
use crate::common::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str, staff: &'static str) -> AdviceRow {
    AdviceRow { advice: Advice { cause, visitor }, staff }
}

const PUT_BACK: &str = "Put the card on again and try once more.";
const STAFF_COME: &str = "Staff will help you. One moment, please.";
const ONCE_MORE: &str = "Please try once more.";
const ASK_SUPPLIER: &str = "If it stays, give this code to your support.";
const OTHER_WAY: &str = "If it stays, confirm in another way.";
const NOT_IN_FULL: &str = "Do not charge in full; confirm in another way.";

/// Every trouble.
#[expect(clippy::too_many_lines, reason = "one table, a row each")]
pub fn trouble(kind: TroubleKind) -> AdviceRow {
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
            "The card left the reader too early.",
            "Put it back and leave it until the end.",
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
        TroubleKind::NoCertificate => {
            row("The card holds no digital certificate.", "Your municipal office can add one.", NOT_IN_FULL)
        }
        TroubleKind::CertificateExpired => row(
            "The card's digital certificate has expired.",
            "Your insurance may well be in force. Your municipal office renews the certificate.",
            "Ask for an eligibility certificate. There is no need to charge in full.",
        ),
        TroubleKind::UnexpectedStatus => row("The card gave an unexpected answer.", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::MalformedAnswer => row("The card's data cannot be read.", PUT_BACK, ASK_SUPPLIER),
        TroubleKind::UnsupportedKey => row(
            "This kind of card is not supported yet.",
            STAFF_COME,
            "The software needs an update. Confirm in another way today.",
        ),
        TroubleKind::CardBusy => row(
            "Another program is using the card.",
            "Wait a moment, then try once more.",
            "Close other programs that use cards.",
        ),
        TroubleKind::NoDaemon => row(
            "The card reader's system service is not running.",
            STAFF_COME,
            "Switch the kiosk off and on (pcscd is down).",
        ),
        TroubleKind::DaemonRefused => {
            row("This kiosk is not allowed to use the reader.", STAFF_COME, "Call your support (pcscd refuses).")
        }
        TroubleKind::NoReader => {
            row("No card reader was found.", STAFF_COME, "Unplug the reader's USB cable and plug it in again.")
        }
        TroubleKind::ReaderGone => {
            row("The card reader was unplugged.", STAFF_COME, "Unplug the reader's USB cable and plug it in again.")
        }
        TroubleKind::ReaderError => row(
            "The card reader reports an error.",
            STAFF_COME,
            "Unplug the reader's USB cable and plug it in again. Tell support this code.",
        ),
        TroubleKind::ShortReader => row(
            "With this card reader staff cannot confirm by sight.",
            STAFF_COME,
            "A reader for extended Lc/Le is needed. Tell your support.",
        ),
        TroubleKind::Unreachable => {
            row("The service cannot be reached.", STAFF_COME, "Check the network cable and the router.")
        }
        TroubleKind::TimedOut => row("No answer came in time.", ONCE_MORE, OTHER_WAY),
        TroubleKind::ConnectionBroken => row("The connection broke.", ONCE_MORE, OTHER_WAY),
        TroubleKind::Untrusted => row(
            "The other side could not prove that it is the service.",
            STAFF_COME,
            "Nothing was sent. Call your support.",
        ),
        TroubleKind::NotRegistered => row(
            "The service does not accept this kiosk.",
            STAFF_COME,
            "Have the kiosk registered again by your support.",
        ),
        TroubleKind::Garbage => row("The service's answer cannot be read.", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::TooLarge => row("The service's answer is too large.", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::WrongType => row("The service's answer has the wrong form.", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::OtherCheck => row("An answer to another check came; it is not shown.", ONCE_MORE, ASK_SUPPLIER),
        TroubleKind::Problem => row(
            "The service did not accept the request.",
            STAFF_COME,
            "See what was received, below. Other ways work too.",
        ),
        TroubleKind::HttpStatus => row("The service reports an error.", ONCE_MORE, OTHER_WAY),
        TroubleKind::Maintenance => {
            row("The service is closed for maintenance.", STAFF_COME, "Until it opens, confirm in another way.")
        }
        TroubleKind::Clock => row(
            "The clock of this kiosk is wrong.",
            STAFF_COME,
            "Nothing can be confirmed until it is right. Check the network; if it stays, call your support.",
        ),
        TroubleKind::TerminalExpired => row(
            "The registration of this kiosk has ended.",
            STAFF_COME,
            "Have the kiosk registered again by your support.",
        ),
        TroubleKind::Busy => row(
            "The service has too much to do.",
            "Wait a moment, then try once more.",
            "If it is urgent, confirm in another way.",
        ),
        TroubleKind::Closed => {
            row("The service is closed at this hour.", STAFF_COME, "Until it opens, confirm in another way.")
        }
        TroubleKind::RelayRefused => row(
            "The service wanted to tell the card something that is not allowed.",
            STAFF_COME,
            "It was not passed on to the card. Confirm in another way today and call your support.",
        ),
        TroubleKind::ServiceExpired => row(
            "The certificate of the service is not valid today.",
            STAFF_COME,
            "Nothing was sent. Call your support.",
        ),
        TroubleKind::OldTls => {
            row("The service speaks an old TLS that is not safe.", STAFF_COME, "Nothing was sent. Call your support.")
        }
        TroubleKind::FolderGone => row(
            "The folder of results cannot be opened.",
            STAFF_COME,
            "Check the power of the other terminal and the network cable.",
        ),
        TroubleKind::ResultUnreadable => row(
            "A result of the other terminal cannot be read.",
            STAFF_COME,
            "Look at the other terminal's screen. If it goes on, tell support this code.",
        ),
        TroubleKind::ResultLate => row(
            "A result of the other terminal is not of the last minutes, and is not shown.",
            STAFF_COME,
            "Look at the other terminal's screen, or read the card there again. If it goes on, compare the two clocks.",
        ),
        TroubleKind::ResultForeign => row(
            "A result of another facility came, and is not shown.",
            STAFF_COME,
            "Its facility code is not that of the settings ([kiosk] facility). Check the settings and the folder.",
        ),
        TroubleKind::ResultPacked => row(
            "A result of the other terminal is packed into a ZIP file, and cannot be read here.",
            STAFF_COME,
            "Look at the other terminal's screen. Ask its dealer to switch encryption off (n) for OQSsiquc01res_face.",
        ),
        TroubleKind::JournalFull => row(
            "Nothing is shown, because it cannot be recorded.",
            STAFF_COME,
            "The journal's disk is full or cannot be written: make room. Until then confirm in another way.",
        ),
    }
}

/// The word of every verdict, and where it is not a plain yes who does what.
pub fn verdict(kind: VerdictKind) -> (&'static str, Option<AdviceRow>) {
    let (word, row) = match kind {
        VerdictKind::Confirmed => {
            return ("VALID", None);
        }
        VerdictKind::Lost => (
            "NOT VALID (ended)",
            row(
                "The insurance on record has ended.",
                "If you changed insurance, please show your new certificate.",
                "The new one may not be recorded yet. Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::NewExists => (
            "NOT VALID (newer exists)",
            row(
                "This insurance has ended and a newer one is on record.",
                "Please show your new certificate.",
                "Check once more with the My Number Card.",
            ),
        ),
        VerdictKind::NoMatch => (
            "NOTHING ON RECORD",
            row(
                "No insurance was found on record.",
                "You may well be insured. Please show your certificate.",
                "A late entry can be the reason. Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::Multiple => (
            "SEVERAL FOUND",
            row(
                "More than one was found, so nothing is shown.",
                STAFF_COME,
                "Ask for the insurer's name and call the insurer.",
            ),
        ),
        VerdictKind::Unregistered => (
            "NOT REGISTERED (assistance)",
            row("Medical assistance that is not registered yet.", STAFF_COME, "Please call the welfare office."),
        ),
        VerdictKind::Unknown => (
            "UNKNOWN ANSWER",
            row(
                "The service answered with a code that is not known here.",
                STAFF_COME,
                "Not confirmed: please confirm in another way.",
            ),
        ),
        VerdictKind::Inconsistent => (
            "CONTRADICTING DATA",
            row(
                "The service's answer contradicts itself.",
                STAFF_COME,
                "Not confirmed: please confirm in another way.",
            ),
        ),
        VerdictKind::NotStated => (
            "IMPORTED (no verdict)",
            row("The imported data makes no statement about validity.", STAFF_COME, "This alone confirms nothing."),
        ),
        VerdictKind::Refused => (
            "NOT CONFIRMED",
            row(
                "The service answered that it cannot confirm.",
                STAFF_COME,
                "See what was received. Do not charge in full; confirm in another way.",
            ),
        ),
        VerdictKind::InProgress => ("STILL WORKING", row("The service has not finished yet.", ONCE_MORE, OTHER_WAY)),
        VerdictKind::SystemError => {
            ("SYSTEM ERROR", row("An error happened inside the service.", STAFF_COME, OTHER_WAY))
        }
    };
    (word, Some(row))
}
