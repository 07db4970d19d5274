//! English.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, Way};
use crate::eligibility::Percent;
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    (first $after:literal) => {
        by_word!(WORD: "" ["Staff", "Staff", "Reception staff", "A midwife"] $after)
    };
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["staff", "staff", "reception staff", "a midwife"] $after)
    };
}

pub(in super::super) mod advice;

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::English,
        keys: KeyTexts {
            cancel: "Cancel",
            close: "Close",
            again: "Try again",
            send_pin: "OK",
            erase: "Erase",
            type_pin: "Type the PIN",
            call_staff: staff!("Call ", ""),
            pin_instead: "Use the PIN",
            arrows: &["Down", "Up"],
            more: "More",
            appearance: "Text, colours",
        },
        waiting: WaitingTexts {
            ask: "Please put your |My Number Card (マイナンバーカード) |on the card reader",
            then_pin: "You will then be asked for your 4-digit PIN (暗証番号)",
            then_staff: staff!(first " will then compare your face with the card"),
            not_here: "Not for phones, licences, transit cards. |Medical aid (受給者証): reception.",
            confirmed: staff!("Checked by ", ""),
            left: |left| format!("{left:>2} s left"),
            notice: "Notice",
            closes: |time| format!("The service closes at {time}."),
            missing: "Not available right now",
            by_itself: "This screen will start again automatically.",
        },
        listening: PromptTexts {
            ask: "Please place your |My Number Card (マイナンバーカード) |on the terminal next to this one",
            detail: "The result will appear here automatically",
        },
        reading: PromptTexts { ask: "Reading your card", detail: "Please leave the card where it is" },
        pin: PinTexts {
            ask: "Type your 4-digit PIN (暗証番号), |then press Enter",
            which: "The 4-digit PIN that you chose at the city office",
            left: |left| {
                if left == 1 { "1 try left".to_owned() } else { format!("{left} tries left") }
            },
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "That PIN is wrong. Please type it again.",
                PinNote::Rejected(PinRejection::HastyEnter) => "Please press Enter once more.",
                PinNote::Rejected(PinRejection::DoubleStrike) => "The same digit came twice. It counts once.",
                PinNote::TooShort => "Please type all 4 digits.",
                PinNote::TooLong => "More than 4 digits. Please start again.",
                PinNote::WrongKey => "Digits only, please.",
                PinNote::OneByOne => "Please type one digit at a time.",
            },
            forgotten: staff!("Not sure? Press F3 and ", " will come."),
        },
        last_try: LastTryTexts {
            title: "Only 1 try left",
            was_wrong: "That PIN was wrong.",
            warning: "One more wrong PIN will lock it. Your city or ward office (市区町村) must then reset it.",
            first_choice: "Have your photo checked (best)",
            second_choice: "Type the PIN",
        },
        no_pin: NoPinTexts {
            blocked: Advice {
                cause: "The PIN is locked",
                visitor: "Your city or ward office (市区町村) can set a new PIN.",
            },
            absent: Advice {
                cause: "This card has no PIN",
                visitor: "It may be a face-recognition card (顔認証). It can still be used.",
            },
            staff_instead: "Have your photo checked",
        },
        pin_instead: "You can confirm with your four-digit PIN.",
        supervisor: SupervisorTexts {
            wait: "Please wait a moment",
            out: "Out of service",
            call: staff!("Please call ", "."),
        },
        notes: KeyNoteTexts {
            card_first: "Put your card on the reader first",
            no_digits: "Digits do nothing here",
            appearance: |appearance| match appearance {
                Appearance::Standing => "Usual display",
                Appearance::Large => "Larger display",
                Appearance::HighContrast => "High contrast",
                Appearance::LargeHighContrast => "Larger display, high contrast",
                Appearance::Dark => "Dark colours",
            },
        },
        staff_come: PromptTexts { ask: staff!(first " will come to you"), detail: "Please wait here" },
        checking: CheckingTexts {
            ask: "Checking your insurance",
            step: |step| match step {
                CheckingStep::Connect => "Connecting",
                CheckingStep::Verify => "Checking the PIN",
                CheckingStep::Sign | CheckingStep::Relay => "Confirming your card",
                CheckingStep::SameCard => "Checking that it is the same card",
                CheckingStep::Ask => "Checking your insurance",
            },
            done: "[ok]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "Please leave the card where it is",
            may_take_card: "You may take your card now",
            slow: "This is taking longer than usual. |Please wait a little.",
        },
        panel: PanelTexts {
            labels: PanelLabels {
                name: "Name",
                kana: "Kana",
                other_name: "Other name",
                other_kana: "Other kana",
                birthdate: "Birth date",
                sex: "Sex",
                sex2: "Sex (back)",
                insurer_number: "Insurer no.",
                insurer_name: "Insurer",
                symbol: "Symbol",
                number: "Number",
                branch: "Branch",
                personal_family: "Relation",
                insured_name: "Insured",
                classification: "Kind",
                ratio: "You pay",
                preschool: "Preschool",
                qualified: "Insured from",
                lost: "Ended on",
                reason: "Reason",
                issued: "Issued",
                from: "Valid from",
                to: "Valid to",
                elderly: "Elderly recipient",
                limit: "Payment limit",
                limit_kind: "Kind",
                limit_class: "Class",
                long_term: "Long stay",
                disease: "Specific disease",
                disease_name: "Disease",
                self_pay: "Own share",
                post: "Post code",
                address: "Address",
                reference_number: "Reference",
                checked: "Checked on",
            },
            with_notice: "VALID (with a notice)",
            notice: "Notice",
            reference: "For reference: last record (not usable)",
            record: "What was received",
            proof: |proof| match proof {
                Proof::Pin => "Checked by PIN",
                Proof::Attested => "Face checked (kiosk)",
                Proof::Relayed => "Face checked (card)",
                Proof::Folder => "From the other terminal",
                Proof::Numbers => "Looked up by numbers",
                Proof::Copied { .. } => "From copied text",
            },
            executed: |day, (hour, minute)| format!("Confirmed there {day} {hour:02}:{minute:02}"),
            unread: |lines| format!("Lines not shown: {lines}"),
            page: |page, pages| format!("page {page}/{pages}"),
            left: |left| format!("closes in {left:>2} s"),
            take_card: "Please take your card",
            no_end: "no end",
            not_sent: "(not sent)",
            masked: staff!("The rest is hidden; ", " can show it with F2."),
            hidden: "The rest is hidden.",
            insurer_shape: "Not the length of an insurer number.",
            insurer_check_digit: "The check digit does not fit: please verify.",
            insurer_law_code: "The law code is not in our list.",
            outside_validity: "The day of the check is outside the period.",
            period_reversed: "The period ends before it begins.",
        },
        take_card: PromptTexts { ask: "Please take your card", detail: "Do not leave it behind" },
        thanks: PromptTexts { ask: "Thank you", detail: "Please take a seat and wait" },
        ending: EndingTexts { left: |left| format!("{left:>2} seconds left. "), go_on: "To go on, press any key." },
        trouble: TroubleTexts {
            title: "Could not confirm",
            my_number_card: "Please use your |My Number Card",
            visitor: "You",
            or: "Or use",
            between: ", ",
            received: "Reply",
            service_clock: |time| format!("Service clock: {time}"),
            opens_again: |time| format!("It opens again at {time}."),
            left: |left| format!("back to the start in {left:>2} s"),
        },
        trouble_of: |kind| advice::trouble::<WORD>(kind).advice,
        verdict_of: |kind| {
            let (word, row) = advice::verdict::<WORD>(kind);
            VerdictTexts { word, advice: row.map(|row| row.advice) }
        },
        way_of: |way| match way {
            Way::Portal => "Mynaportal page (マイナポータル)",
            Way::Notice => "notice (資格情報のお知らせ) and card",
            Way::Certificate => "certificate (資格確認書)",
            Way::Statement => "statement (被保険者資格申立書)",
            Way::Oral => "asking the person",
        },
        code: CodeTexts { sex: Sex::label_en, relation: PersonalFamily::label_en },
        date: |date| date.to_string(),
        percent: Percent::label_en,
    }
}
