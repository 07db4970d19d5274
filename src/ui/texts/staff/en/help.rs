//! The help, in English.

use super::super::texts::{HelpTexts, grouped};
use crate::staff::help::{CALL_CENTRE, Question, Topic};

pub(super) const TEXTS: HelpTexts = HelpTexts {
    title: "Help",
    topic: |topic| match topic {
        Topic::Contact => "Contact",
        Topic::SetUp => "Setting up at the portal",
        Topic::Subsidy => "Subsidy calculator",
        Topic::Questions => "Common questions",
        Topic::Readers => "Readers that can be used",
        Topic::Codes => "Error codes",
        Topic::Again => "First set-up once more",
    },
    kiosk: "This kiosk",
    no_contact: "The settings name no contact.",
    desk: "Scheme, portal",
    call_centre: || format!("{CALL_CENTRE} (call centre)"),
    hours: "weekdays 8-18, Saturdays 8-16, closed on holidays",
    portal: "Portal for facilities",
    steps: &[
        "Register at the portal: manager's name, registration number, telephone, e-mail.",
        "Apply for the start of use (利用開始申請); it is reviewed first.",
        "Under 資格確認アカウント管理 find the issued ID: W and seven digits.",
        "Download the PDF ユーザー設定情報.",
        "Register the terminal: ID and one-time code.",
    ],
    price: "Type the price in yen",
    yen: |yen| format!("{} yen", grouped(yen)),
    base: "Counted",
    paid: "Subsidy",
    own: "Your share",
    rule: "3/4 of a base cost of at most 41,000 yen, for readers, phones and tablets.",
    assumed: "How fractions are rounded is not established; they are cut off here.",
    asked: |question| match question {
        Question::Circle => (
            "A ● in a name",
            "It stands for a character that cannot be sent. The insurance is in force. Compare name and birth date with the card, \
             and write what the card shows.",
        ),
        Question::Lost => (
            "NO LONGER IN FORCE",
            "After a change of job the new insurance may not be on record yet. Ask for a 資格確認書 or the portal's page. \
             Do not charge in full.",
        ),
        Question::NotRead => (
            "The card is not read",
            "Take it out of its case or sleeve and lay it flat again. If that does not help, look at the reader's cable.",
        ),
        Question::Expired => (
            "The certificate has expired",
            "For 3 months the insurance can still be confirmed, then no more: use a 資格確認書. The municipal office renews it.",
        ),
        Question::Locked => (
            "The PIN is locked",
            "Three misses in a row lock it, and waiting does not help. The municipal office sets a new one. Today staff can confirm \
             by the face.",
        ),
        Question::NoMatch => (
            "NOTHING ON RECORD",
            "It does not mean uninsured: the entry may be late. Do not charge in full; confirm in another way.",
        ),
        Question::OldCard => (
            "An old insurance card (健康保険証)",
            "All of them ended on 1 December 2025. Ask for the My Number Card or a 資格確認書; the insurer issues one to who has neither.",
        ),
        Question::Certificate => (
            "Only a 資格確認書, no card",
            "It takes the card's place. F4: check its dates and type its numbers. A card is not compulsory.",
        ),
        Question::LateElderly => (
            "Aged 75 or more (後期高齢者医療)",
            "Since August 2026 everyone of 85 or more is sent a 資格確認書; up to 84, who does not use the card. \
             Type its numbers by F4: it has neither symbol nor branch.",
        ),
        Question::Phone => (
            "A phone instead of the card",
            "This kiosk cannot read phones. Ask for the card; without it look at the portal's page on the phone, and note it by F4.",
        ),
        Question::ResidenceCard => (
            "A residence card",
            "Since June 2026 a 特定在留カード is a My Number Card as well: used like any other, compare its photo. Other residence \
             cards cannot be read.",
        ),
        Question::Subsidised => (
            "A 受給者証 (subsidised care)",
            "Since April 2026 many towns let the card stand for it (PMH), and this kiosk cannot confirm it: staff look at the \
             paper itself. The insurance is confirmed as usual.",
        ),
        Question::NoPin => (
            "A card without a PIN (face card)",
            "It says 顔認証 in its notes field. It has no PIN: staff confirm by the face. Mynaportal cannot be used with it.",
        ),
        Question::NoPhoto => (
            "A card without a photo (under 1 year)",
            "There is no face to compare, so staff cannot confirm. Use the PIN or another way.",
        ),
    },
    readers: &[
        "The reader must support extended APDUs (extended Lc/Le).",
        "A reader with a built-in SAM cannot be used.",
        "The list of models is at the portal.",
    ],
};
