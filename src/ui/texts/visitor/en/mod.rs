//! English.

pub(in super::super) mod advice;

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::language::Language;
use crate::common::method::Proof;
use crate::common::trouble::TroubleKind;
use crate::common::way::Way;
use crate::eligibility::Percent;
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::visit::view::{CheckingStep, PinNote, WrongPin};

pub(super) static TEXTS: Texts = Texts {
    language: Language::English,
    keys: KeyTexts {
        cancel: "Stop",
        close: "Close",
        again: "Try again",
        send_pin: "OK",
        erase: "Erase",
        type_pin: "Type the PIN",
        staff_instead: "Staff check",
        pin_instead: "Use the PIN",
        arrows: &["Down", "Up"],
        more: "More",
    },
    waiting: WaitingTexts {
        ask: "Please put your |My Number Card |on the card reader",
        then_pin: "You will then be asked for your 4-digit PIN",
        then_staff: "Staff will then compare your face with the card",
        confirmed: "Staff have checked the face",
        left: |left| format!("{left:>2} s left"),
        notice: "Notice",
        closes: |time| format!("The service closes at {time}."),
        missing: "Not available right now",
        by_itself: "This kiosk goes on by itself once it is mended.",
    },
    listening: PromptTexts {
        ask: "Please have your |My Number Card read |at the other terminal",
        detail: "The result will appear here by itself",
    },
    reading: PromptTexts { ask: "Reading your card", detail: "Please leave the card where it is" },
    pin: PinTexts {
        ask: "Type your 4-digit PIN, |then press Enter",
        left: |left| {
            if left == 1 { "1 try left".to_owned() } else { format!("{left} tries left") }
        },
        note: |note| match note {
            PinNote::Rejected(WrongPin) => "That PIN is wrong. Please type it again.",
            PinNote::TooShort => "Please type all 4 digits.",
            PinNote::TooLong => "More than 4 digits. Please start again.",
            PinNote::WrongKey => "Digits only, please.",
            PinNote::OneByOne => "Please type one digit at a time.",
        },
        forgotten: "Not sure? Press F3 and tell the staff.",
    },
    last_try: LastTryTexts {
        title: "Only 1 try left",
        was_wrong: "That PIN was wrong.",
        warning: "One more wrong PIN locks it. Only a municipal office can unlock it.",
        first_choice: "Staff check your face (better)",
        second_choice: "Type the PIN",
    },
    no_pin: NoPinTexts {
        blocked: Advice { cause: "The PIN is locked", visitor: "Your municipal office can set a new PIN." },
        absent: Advice {
            cause: "This card has no PIN",
            visitor: "It may be a face-recognition card. It can still be used.",
        },
        staff_instead: "Staff check your face",
    },
    pin_instead: "You can confirm with your four-digit PIN.",
    supervisor: SupervisorTexts {
        wait: "Please wait a moment",
        out: "Out of service",
        call: "Please call a member of staff.",
    },
    look_here: "Please look at the screen.",
    staff_ask: "Staff will check your face",
    checking: CheckingTexts {
        ask: "Checking your insurance",
        step: |step| match step {
            CheckingStep::Connect => "Reach the service",
            CheckingStep::Verify => "Check the PIN",
            CheckingStep::Sign => "Sign with the card",
            CheckingStep::Relay => "Prove the card to the service",
            CheckingStep::Ask => "Ask the register",
        },
        done: "[ok]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "Please leave the card where it is",
        may_take_card: "You may take your card now",
        slow: "This takes longer than usual. |Please wait a little.",
    },
    panel: PanelTexts {
        labels: PanelLabels {
            name: "Name",
            kana: "Kana",
            other_name: "Other name",
            other_kana: "Other kana",
            birthdate: "Born",
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
            ratio: "Share paid",
            preschool: "Preschool",
            qualified: "Since",
            lost: "Lost on",
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
            Proof::Attested => "Checked by staff (kiosk)",
            Proof::Relayed => "Checked by staff (card)",
            Proof::Folder => "From the other terminal",
            Proof::Copied { .. } => "From copied text",
        },
        executed: |day, (hour, minute)| format!("Confirmed there {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("Lines not shown: {lines}"),
        page: |page, pages| format!("page {page}/{pages}"),
        left: |left| format!("closes in {left:>2} s"),
        take_card: "Please take your card",
        no_end: "no end",
        not_sent: "(not sent)",
        masked: "The rest is hidden until staff press F2.",
        insurer_shape: "Not the length of an insurer number.",
        insurer_check_digit: "The check digit does not fit: please verify.",
        insurer_law_code: "The law code is not in our list.",
        outside_validity: "The day of the check is outside the period.",
        period_reversed: "The period ends before it begins.",
    },
    take_card: PromptTexts { ask: "Please take your card", detail: "Do not leave it behind" },
    trouble: TroubleTexts {
        title: "Could not confirm",
        visitor: "You",
        or: "Or use",
        between: ", ",
        received: "Got",
        time: |kind, time| match kind {
            TroubleKind::Clock => format!("Service clock: {time}"),
            _ => format!("It opens again at {time}."),
        },
        left: |left| format!("back to the start in {left:>2} s"),
    },
    trouble_of: |kind| advice::trouble(kind).advice,
    verdict_of: |kind| {
        let (word, row) = advice::verdict(kind);
        VerdictTexts { word, advice: row.map(|row| row.advice) }
    },
    way_of: |way| match way {
        Way::Portal => "Mynaportal page",
        Way::Notice => "eligibility notice",
        Way::Certificate => "eligibility certificate",
        Way::Statement => "written statement",
        Way::Oral => "asking the person",
    },
    code: CodeTexts { sex: Sex::label_en, relation: PersonalFamily::label_en },
    date: |date| date.to_string(),
    percent: Percent::label_en,
};
