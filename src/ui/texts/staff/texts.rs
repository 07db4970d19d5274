//! What the tables of the staff's words hold. A text that a language lacks does not compile.

use super::desk_texts::{AbsenceTexts, CodesTexts, CountsTexts, LastTexts, OpenItemsTexts, ReportTexts, TodayTexts};
use super::set_up_texts::SetUpTexts;
use super::settings_texts::SettingsTexts;
use super::terminal_texts::{BookingsTexts, ReaderTexts};
use crate::common::{
    AnswerFlaw, FindingDetail, FolderRefusal, Health, InquiryFault, Language, Part, RequestField, StaffNote,
    TroubleKind, Way,
};
use crate::eligibility::insurer::InsurerKind;
use crate::eligibility::{NumberField, VerdictKind, manual};
use crate::registration::{FacilitySettings, FormField, FormNote};
use crate::staff::assign::ReferenceNote;
use crate::staff::help::{Question, Topic};
use crate::staff::passcode::PasscodeNote;
use crate::staff::ways::symbol::{Group, Letters, Region};
use crate::staff::ways::{BirthdateNote, NumberNote};
use crate::staff::{MenuItem, PowerAction};
use crate::visit::AssignmentEnd;

/// All words of one language that only staff read.
#[derive(Debug)]
pub struct StaffTexts {
    pub language: Language,
    pub keys: StaffKeyTexts,
    pub simulation: BannerTexts,
    /// Who the line is for.
    pub label: &'static str,
    /// Whom staff call.
    pub support: &'static str,
    pub identify: IdentifyTexts,
    /// What staff do where the PIN is locked.
    pub blocked: &'static str,
    /// The same where they may confirm the face instead, as where the card has no PIN.
    pub face_instead: &'static str,
    pub registration: RegistrationTexts,
    pub supervisor: StaffSupervisorTexts,
    pub trouble_of: fn(TroubleKind) -> &'static str,
    pub verdict_of: fn(VerdictKind) -> StaffVerdictTexts,
    /// The visitor's `with_notice`.
    pub with_notice: &'static str,
    pub menu: MenuTexts,
    pub last: LastTexts,
    pub passcode: PasscodeTexts,
    pub ways: WaysTexts,
    pub assign: AssignTexts,
    pub reader: ReaderTexts,
    pub today: TodayTexts,
    pub counts: CountsTexts,
    pub open_items: OpenItemsTexts,
    pub bookings: BookingsTexts,
    pub settings: SettingsTexts,
    pub set_up: SetUpTexts,
    pub help: HelpTexts,
    pub codes: CodesTexts,
    pub diagnosis: DiagnosisTexts,
    pub absence: AbsenceTexts,
    pub power: PowerTexts,
    /// What the bar at the top says, and what there is to do about it.
    pub note_of: fn(StaffNote) -> String,
    pub note_remedy: fn(StaffNote) -> Remedy,
}

/// What the keys of staff do.
#[derive(Debug)]
pub struct StaffKeyTexts {
    pub staff_reveals: &'static str,
    pub other_ways: &'static str,
}

/// Method A.
#[derive(Debug)]
pub struct IdentifyTexts {
    pub how: &'static str,
    pub confirm: &'static str,
    pub unsure: &'static str,
    pub different: &'static str,
    pub no_photo: &'static str,
}

/// The kiosk does not start.
#[derive(Debug)]
pub struct StaffSupervisorTexts {
    pub fails: &'static str,
    pub settings: &'static str,
    pub by_itself: &'static str,
    pub try_now: &'static str,
}

/// The word of a verdict, and where it is not a plain yes what staff do.
#[derive(Debug, Clone, Copy)]
pub struct StaffVerdictTexts {
    /// The word on the band.
    pub word: &'static str,
    /// What to do.
    pub advice: Option<&'static str>,
}

/// The banner of a simulation.
#[derive(Debug)]
pub struct BannerTexts {
    pub word: &'static str,
    pub person: &'static str,
    /// Keys of the demo with an emulated card.
    pub keys: &'static str,
    /// Keys of the demo with an emulated qualification terminal: in full, and on a narrow screen.
    pub terminal_keys: &'static str,
    pub terminal_caps: &'static str,
    /// Where the answers of that demo come from.
    pub terminal: &'static str,
    /// What the numbers of a certificate are called: insurer, symbol, number, branch, date of birth.
    pub paper: [&'static str; 5],
}

/// A terminal that is not registered yet.
#[derive(Debug)]
pub struct RegistrationTexts {
    pub title: &'static str,
    pub label: fn(FormField) -> &'static str,
    pub ask: fn(FormField) -> &'static str,
    pub about: fn(FormField) -> &'static str,
    pub note: fn(FormField, FormNote, &FacilitySettings) -> String,
    pub typed: fn(usize) -> String,
    pub next: &'static str,
    pub back: &'static str,
    pub register: &'static str,
    pub registering: &'static str,
    pub wait: &'static str,
    pub registered: &'static str,
    pub until: fn(&str) -> String,
    pub then: &'static str,
    pub refused: &'static str,
    pub wrong_code: Remedy,
    pub pending: Remedy,
    pub pending_for: fn(u64) -> String,
    pub machine: Remedy,
    pub service: fn(TroubleKind) -> &'static str,
    pub to_do: &'static str,
    pub detail: &'static str,
    pub from_start: &'static str,
}

/// Why the terminal is not registered, and what to do.
#[derive(Debug, Clone, Copy)]
pub struct Remedy {
    /// What happened.
    pub cause: &'static str,
    /// What the administrator does.
    pub to_do: &'static str,
}

/// The menu.
#[derive(Debug)]
pub struct MenuTexts {
    pub title: &'static str,
    pub item: fn(MenuItem) -> &'static str,
    /// Where the settings state that visitors cannot reach the keyboard.
    pub unguarded: &'static str,
    /// A card was put on the reader.
    pub card_waits: &'static str,
    /// A digit was typed while a card lies there.
    pub card_first: &'static str,
    pub open: &'static str,
    pub choose: &'static str,
    pub back: &'static str,
}

/// The staff passcode.
#[derive(Debug)]
pub struct PasscodeTexts {
    pub title: &'static str,
    pub ask: &'static str,
    pub note: fn(PasscodeNote) -> &'static str,
    pub busy: &'static str,
    /// None is set, and it is set now: title, why, and that it is done.
    pub first: &'static str,
    pub why_first: &'static str,
    pub first_saved: &'static str,
    /// Nothing can be typed for a while.
    pub shut: &'static str,
    pub shut_for: fn(u64) -> String,
    pub send: &'static str,
}

/// Other ways to confirm. What the guides say is this kiosk's own advice, from what is public; no official procedure is
/// quoted, and the page says so.
#[derive(Debug)]
pub struct WaysTexts {
    pub title: &'static str,
    /// What none of the ways is, where no terminal can be asked.
    pub about: &'static str,
    pub ask: &'static str,
    pub look: &'static str,
    pub keep: &'static str,
    pub guide: fn(Way) -> Guide,
    /// Whose advice a guide is.
    pub ours: &'static str,
    pub label: fn(manual::Item) -> &'static str,
    pub type_it: fn(manual::Item) -> &'static str,
    pub shape: fn(manual::Item, late_elderly: bool) -> &'static str,
    pub symbol: SymbolTexts,
    pub inquiry: InquiryTexts,
    /// That Enter goes on without a number.
    pub may_be_blank: &'static str,
    pub note: fn(manual::Item, NumberNote) -> &'static str,
    pub kind: fn(InsurerKind) -> &'static str,
    /// A law code that is not in the list.
    pub unlisted: &'static str,
    /// In the place of a number that was left blank.
    pub blank: &'static str,
    pub way: &'static str,
    /// The band over whatever was entered by hand.
    pub unverified: &'static str,
    pub nobody_confirmed: &'static str,
    pub not_kept: &'static str,
    pub noted: &'static str,
    pub not_an_answer: &'static str,
    pub next: &'static str,
    pub save: &'static str,
    pub done: &'static str,
}

/// The numbers of a paper, asked of the qualification terminal.
#[derive(Debug)]
pub struct InquiryTexts {
    /// What the ways are, where a terminal can be asked about two of them.
    pub about: &'static str,
    pub birthdate: &'static str,
    pub type_birthdate: &'static str,
    pub birthdate_shape: &'static str,
    pub birthdate_note: fn(BirthdateNote) -> &'static str,
    /// The question for the person's consent, and the two answers, no first.
    pub consent: &'static str,
    pub consent_about: &'static str,
    pub no: &'static str,
    pub yes: &'static str,
    /// Label of the consent.
    pub limit: &'static str,
    /// The two things that can be done.
    pub ask: &'static str,
    pub record: &'static str,
    /// What asking needs, and lacks.
    pub lacks: fn(NumberField) -> &'static str,
    /// What it would confirm.
    pub proves: &'static str,
    /// The same in few words, beside an answer.
    pub not_a_face: &'static str,
    /// What comes before everything else where the numbers match no qualification.
    pub mistyped: &'static str,
    pub asking: &'static str,
    pub seconds: fn(u64, u64) -> String,
    pub slow: &'static str,
    /// That it follows another one by itself.
    pub queued: &'static str,
    pub no_visitor: &'static str,
    pub withdraw: &'static str,
    pub fault: fn(InquiryFault) -> Remedy,
    /// A sentence beside the fault: what is wrong with the answer's file.
    pub flaw: fn(AnswerFlaw) -> &'static str,
    /// The same: the field whose character cannot be sent.
    pub unsendable: fn(RequestField) -> &'static str,
    /// How a folder refuses.
    pub refusal: fn(FolderRefusal) -> String,
    pub late: &'static str,
    pub show: &'static str,
    pub to_entry: &'static str,
}

/// A reference number for the person whose result shows.
#[derive(Debug)]
pub struct AssignTexts {
    pub title: &'static str,
    /// What the key on the result leads to.
    pub key: &'static str,
    /// Label of the person.
    pub person: &'static str,
    pub type_it: &'static str,
    pub shape: &'static str,
    pub note: fn(ReferenceNote) -> &'static str,
    pub sure: &'static str,
    pub for_good: &'static str,
    pub send: &'static str,
    pub asking: &'static str,
    /// That closing the page stops nothing.
    pub goes_on: &'static str,
    pub leave: &'static str,
    pub kept: &'static str,
    /// What comes of it.
    pub later: &'static str,
    pub refused: Remedy,
    pub unclear: Remedy,
    pub fault: fn(InquiryFault) -> Remedy,
    pub again: &'static str,
    /// The end in the list of today's checks.
    pub end: fn(AssignmentEnd) -> &'static str,
}

/// How a symbol is typed.
#[derive(Debug)]
pub struct SymbolTexts {
    /// What the keys type.
    pub how: fn(Letters) -> &'static str,
    /// The same in a word.
    pub letters: fn(Letters) -> &'static str,
    /// What opens the table.
    pub table: &'static str,
    /// That a digit takes what stands beside it.
    pub choose: &'static str,
    pub group: fn(Group) -> &'static str,
    pub region: fn(Region) -> &'static str,
}

/// How one way goes.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    /// The way's name, and for whom it is.
    pub name: &'static str,
    /// The same in few words, for the list of today's checks.
    pub short: &'static str,
    /// What to ask for.
    pub ask: &'static str,
    /// What to look at.
    pub look: &'static str,
    /// What to note.
    pub keep: &'static str,
    /// What Enter says has been done.
    pub next: &'static str,
}

/// The help.
#[derive(Debug)]
pub struct HelpTexts {
    pub title: &'static str,
    pub topic: fn(Topic) -> &'static str,
    /// Label of whom the settings name (`[kiosk] contact`).
    pub kiosk: &'static str,
    pub no_contact: &'static str,
    /// Label of the portal's call centre, and its number and hours.
    pub desk: &'static str,
    pub call_centre: fn() -> String,
    pub hours: &'static str,
    pub portal: &'static str,
    pub steps: &'static [&'static str],
    pub price: &'static str,
    pub yen: fn(u32) -> String,
    pub base: &'static str,
    pub paid: &'static str,
    pub own: &'static str,
    pub rule: &'static str,
    pub assumed: &'static str,
    pub asked: fn(Question) -> (&'static str, &'static str),
    pub readers: &'static [&'static str],
}

/// The diagnosis: the words of the page, and in English those of the command.
#[derive(Debug)]
pub struct DiagnosisTexts {
    pub title: &'static str,
    pub part: fn(Part) -> &'static str,
    pub health: fn(Health) -> &'static str,
    /// What was found. A trouble is explained by the catalogue's own words and has only its code here.
    pub found: fn(Part, &FindingDetail) -> String,
    /// What to do about it, where something has to be done. A trouble's remedy is the catalogue's.
    pub remedy: fn(Part, &FindingDetail) -> &'static str,
    /// How many parts are broken, and how many staff should look at.
    pub count: fn(usize, usize) -> String,
    pub looking: &'static str,
    pub again: &'static str,
    pub report: ReportTexts,
}

/// Restart and power.
#[derive(Debug)]
pub struct PowerTexts {
    pub title: &'static str,
    pub what: fn(PowerAction) -> &'static str,
    /// What comes of it.
    pub then: fn(PowerAction) -> &'static str,
    pub go: &'static str,
    pub sure: &'static str,
    pub asked: &'static str,
    pub failed: &'static str,
    pub missing: &'static str,
    pub refused: &'static str,
    pub settings: &'static str,
    /// What has to be typed, and that it was not.
    pub type_digits: &'static str,
    pub wrong_digits: &'static str,
    pub remove: &'static str,
    pub reset_refused: &'static str,
}

/// A number with a comma between the thousands.
pub fn grouped(number: u32) -> String {
    match number {
        ..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}
