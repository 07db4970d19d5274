//! What the tables of the visitor's words hold. A text that a language lacks does not compile.

use std::borrow::Cow;

use crate::common::{Appearance, Language, Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote};

/// What went wrong, in plain words, and what the visitor does. What staff do stands in the row's column for staff.
#[derive(Debug, Clone, Copy)]
pub struct Advice {
    /// What happened.
    pub cause: &'static str,
    /// What the visitor does.
    pub visitor: &'static str,
}

/// A row of the tables in the staff's languages, which have a column for staff as well.
#[derive(Debug, Clone, Copy)]
pub struct AdviceRow {
    /// What the visitor reads.
    pub advice: Advice,
    /// What staff do.
    pub staff: &'static str,
}

/// All words of one language that a visitor reads.
#[derive(Debug)]
pub struct Texts {
    pub language: Language,
    pub keys: KeyTexts,
    pub waiting: WaitingTexts,
    pub listening: PromptTexts,
    pub reading: PromptTexts,
    pub pin: PinTexts,
    pub last_try: LastTryTexts,
    pub no_pin: NoPinTexts,
    pub pin_instead: &'static str,
    pub supervisor: SupervisorTexts,
    pub notes: KeyNoteTexts,
    /// Staff were called, or are wanted from the start.
    pub staff_come: PromptTexts,
    pub checking: CheckingTexts,
    pub panel: PanelTexts,
    pub take_card: PromptTexts,
    pub thanks: PromptTexts,
    pub trouble: TroubleTexts,
    pub ending: EndingTexts,
    pub trouble_of: fn(TroubleKind) -> Advice,
    pub verdict_of: fn(VerdictKind) -> VerdictTexts,
    pub way_of: fn(Way) -> &'static str,
    pub code: CodeTexts,
    /// In its era in Japanese, else with its Western year; as ISO 8601 wherever 04-05 could be taken for the fourth of
    /// May.
    pub date: fn(Date) -> String,
    pub percent: fn(Percent) -> String,
}

/// What the keys do.
#[derive(Debug)]
pub struct KeyTexts {
    pub cancel: &'static str,
    pub close: &'static str,
    pub again: &'static str,
    pub send_pin: &'static str,
    pub erase: &'static str,
    pub type_pin: &'static str,
    pub call_staff: &'static str,
    pub pin_instead: &'static str,
    pub arrows: &'static [&'static str],
    pub more: &'static str,
    pub appearance: &'static str,
}

/// Why a digit does nothing, and how screens are drawn now.
#[derive(Debug)]
pub struct KeyNoteTexts {
    pub card_first: &'static str,
    pub no_digits: &'static str,
    pub appearance: fn(Appearance) -> &'static str,
}

/// The one thing asked, and a word to it.
#[derive(Debug)]
pub struct PromptTexts {
    pub ask: &'static str,
    pub detail: &'static str,
}

/// Waiting for a card.
#[derive(Debug)]
pub struct WaitingTexts {
    pub ask: &'static str,
    pub then_pin: &'static str,
    pub then_staff: &'static str,
    /// What is not for the reader: phones, other cards, and papers about subsidised care (受給者証).
    pub not_here: &'static str,
    pub confirmed: &'static str,
    pub left: fn(u64) -> String,
    pub notice: &'static str,
    pub closes: fn(&str) -> String,
    pub missing: &'static str,
    pub by_itself: &'static str,
}

/// The PIN is asked for.
#[derive(Debug)]
pub struct PinTexts {
    pub ask: &'static str,
    /// Which number it is: the card has more than one.
    pub which: &'static str,
    pub left: fn(u8) -> String,
    pub note: fn(PinNote) -> &'static str,
    pub forgotten: &'static str,
}

/// One try is left.
#[derive(Debug)]
pub struct LastTryTexts {
    pub title: &'static str,
    pub was_wrong: &'static str,
    pub warning: &'static str,
    pub first_choice: &'static str,
    pub second_choice: &'static str,
}

/// The PIN cannot be used.
#[derive(Debug)]
pub struct NoPinTexts {
    pub blocked: Advice,
    pub absent: Advice,
    pub staff_instead: &'static str,
}

/// The proof is made and sent.
#[derive(Debug)]
pub struct CheckingTexts {
    pub ask: &'static str,
    pub step: fn(CheckingStep) -> &'static str,
    pub done: &'static str,
    pub now: &'static str,
    pub to_come: &'static str,
    pub keep_card: &'static str,
    pub may_take_card: &'static str,
    pub slow: &'static str,
}

/// The word of a verdict, and where it is not a plain yes what to do.
#[derive(Debug, Clone, Copy)]
pub struct VerdictTexts {
    /// The word on the band.
    pub word: &'static str,
    /// What to do.
    pub advice: Option<Advice>,
}

/// The answer.
#[derive(Debug)]
pub struct PanelTexts {
    pub labels: PanelLabels,
    pub with_notice: &'static str,
    pub notice: &'static str,
    pub reference: &'static str,
    pub record: &'static str,
    pub proof: fn(Proof) -> &'static str,
    pub executed: fn(Date, (u8, u8)) -> String,
    pub unread: fn(usize) -> String,
    pub page: fn(usize, usize) -> String,
    pub left: fn(u64) -> String,
    pub take_card: &'static str,
    pub no_end: &'static str,
    pub not_sent: &'static str,
    /// Part of the answer is hidden, and staff can reveal it.
    pub masked: &'static str,
    /// The same where they cannot.
    pub hidden: &'static str,
    pub insurer_shape: &'static str,
    pub insurer_check_digit: &'static str,
    pub insurer_law_code: &'static str,
    pub outside_validity: &'static str,
    pub period_reversed: &'static str,
}

/// Labels of the answer's rows.
#[derive(Debug)]
pub struct PanelLabels {
    pub name: &'static str,
    pub kana: &'static str,
    pub other_name: &'static str,
    pub other_kana: &'static str,
    pub birthdate: &'static str,
    pub sex: &'static str,
    pub sex2: &'static str,
    pub insurer_number: &'static str,
    pub insurer_name: &'static str,
    pub symbol: &'static str,
    pub number: &'static str,
    pub branch: &'static str,
    pub personal_family: &'static str,
    pub insured_name: &'static str,
    pub classification: &'static str,
    pub ratio: &'static str,
    pub preschool: &'static str,
    pub qualified: &'static str,
    pub lost: &'static str,
    pub reason: &'static str,
    pub issued: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub elderly: &'static str,
    pub limit: &'static str,
    pub limit_kind: &'static str,
    pub limit_class: &'static str,
    pub long_term: &'static str,
    pub disease: &'static str,
    pub disease_name: &'static str,
    pub self_pay: &'static str,
    pub post: &'static str,
    pub address: &'static str,
    pub reference_number: &'static str,
    pub checked: &'static str,
}

/// Words for codes that a visitor checks on the panel. The other codes are the insurer's terms, which stand in
/// documents in Japanese: those keep their table's own word, in Japanese or English (`Language::terms`).
#[derive(Debug)]
pub struct CodeTexts {
    /// OQSCD007.
    pub sex: fn(&Sex) -> Cow<'static, str>,
    /// OQSCD009.
    pub relation: fn(&PersonalFamily) -> Cow<'static, str>,
}

/// There is no kiosk at the moment.
#[derive(Debug)]
pub struct SupervisorTexts {
    pub wait: &'static str,
    pub out: &'static str,
    pub call: &'static str,
}

/// A time limit is announced.
#[derive(Debug)]
pub struct EndingTexts {
    pub left: fn(u64) -> String,
    pub go_on: &'static str,
}

/// What went wrong.
#[derive(Debug)]
pub struct TroubleTexts {
    pub title: &'static str,
    /// In its place where nothing was tried, because what lies there is no My Number Card.
    pub my_number_card: &'static str,
    pub visitor: &'static str,
    pub or: &'static str,
    pub between: &'static str,
    pub received: &'static str,
    /// The time that the service says it is.
    pub service_clock: fn(&str) -> String,
    /// The time from which the service answers again.
    pub opens_again: fn(&str) -> String,
    pub left: fn(u64) -> String,
}
