//! What a K-code means: its cause, what the visitor does, what staff do. Everything that is said is said by the screen
//! of the trouble as well, from the same tables.

use super::sheet::StaffSheet;
use crate::common::{Code, InquiryFault, StaffNote, SystemCode, Trouble};
use crate::eligibility::kana;
use crate::staff::codes::CodeEntry;
use crate::ui::layout::{Canvas, Stack};
use crate::ui::screens::trouble;
use crate::ui::texts::{Remedy, StaffTexts, Texts};
use crate::ui::widgets::field::{boxed, places};
use crate::ui::widgets::keys::Hint;

/// Draws the page on which a code is typed.
pub fn draw(mut sheet: StaffSheet<'_, '_>, title: &str, entry: &CodeEntry) {
    let words = &sheet.words.codes;
    let keys = [Hint::backspace(sheet.canvas.texts.keys.erase), Hint::cancel(sheet.words.menu.back)];
    sheet.canvas.keys(&keys);
    sheet.title_with(title, entry.entry().map(Code::as_str).unwrap_or_default());
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    if let Some(code) = entry.entry() {
        let stack = explained(canvas, code).text(words.further, theme.quiet).below(2).unless_large();
        return canvas.put(stack);
    }
    let field = boxed(canvas, &format!("K - {}", places(entry.digits(), CodeEntry::LENGTH)));
    let stack = canvas.stack().centred(words.ask, theme.strong).drawing(field).below(1);
    let stack = match entry.code() {
        Some(code) => stack.centred(&(words.unknown)(&code), theme.strong).below(1),
        None => stack.centred(words.example, theme.quiet).below(1),
    };
    canvas.put(stack);
}

/// A code explained.
pub fn explained(canvas: &Canvas<'_>, code: Code) -> Stack<'static> {
    let code = match code {
        Code::Trouble(kind) => return trouble::explained(canvas, &Trouble::new(kind)),
        Code::System(code) => code,
    };
    let stack = canvas.stack();
    let width = stack.width;
    let Remedy { cause, to_do } = remedy(canvas.texts, canvas.staff, code);
    let stack = stack.text(cause, canvas.theme.strong).lines(canvas.for_staff(to_do, width)).below(1);
    match canvas.contact {
        Some(contact) => stack.lines(canvas.support(&kana::shown(contact), width)).shortened(),
        None => stack,
    }
}

/// What the screens say that show this code.
pub fn remedy(texts: &Texts, staff: &StaffTexts, code: SystemCode) -> Remedy {
    match code {
        SystemCode::WrongRegistrationCode => staff.registration.wrong_code,
        SystemCode::RegistrationPending => staff.registration.pending,
        SystemCode::MachineUnfit => staff.registration.machine,
        SystemCode::ExchangeMissing => (staff.ways.inquiry.fault)(InquiryFault::FolderMissing),
        SystemCode::ExchangeRefuses => (staff.ways.inquiry.fault)(InquiryFault::FolderRefuses),
        SystemCode::ExchangeSilent => (staff.ways.inquiry.fault)(InquiryFault::FolderSilent),
        SystemCode::RequestNotTaken => (staff.ways.inquiry.fault)(InquiryFault::NotTaken),
        SystemCode::RequestNotAnswered => (staff.ways.inquiry.fault)(InquiryFault::NoAnswer),
        SystemCode::RequestRefused => (staff.ways.inquiry.fault)(InquiryFault::Refused),
        SystemCode::AnswerOfAnother => (staff.ways.inquiry.fault)(InquiryFault::OtherAnswer),
        SystemCode::AnswerDoesNotFit => (staff.ways.inquiry.fault)(InquiryFault::DoesNotFit),
        SystemCode::AnswerUnreadable => (staff.ways.inquiry.fault)(InquiryFault::Unreadable),
        SystemCode::AnswerPacked => (staff.ways.inquiry.fault)(InquiryFault::Packed),
        SystemCode::CharacterUnsendable => (staff.ways.inquiry.fault)(InquiryFault::Unsendable),
        SystemCode::ExchangeClock => (staff.ways.inquiry.fault)(InquiryFault::Clock),
        SystemCode::RequestNumbersUsedUp => (staff.ways.inquiry.fault)(InquiryFault::NumbersUsedUp),
        SystemCode::RequestState => (staff.ways.inquiry.fault)(InquiryFault::OwnState),
        SystemCode::RequestUnderWay => (staff.ways.inquiry.fault)(InquiryFault::Busy),
        SystemCode::AssignmentRefused => staff.assign.refused,
        SystemCode::AssignmentUnclear => staff.assign.unclear,
        SystemCode::HandOffMissing => (staff.note_remedy)(StaffNote::HandOffMissing),
        SystemCode::HandOffFull => (staff.note_remedy)(StaffNote::HandOffFull),
        SystemCode::HandOffCharacters => (staff.note_remedy)(StaffNote::HandOffCharacters(1)),
        SystemCode::HandOffLost => (staff.note_remedy)(StaffNote::HandOffLost(1)),
        SystemCode::StaffAccessMissing => (staff.note_remedy)(StaffNote::AccessMissing),
        SystemCode::CallFailing => (staff.note_remedy)(StaffNote::CallFailing),
        SystemCode::UpdateTakenBack => (staff.note_remedy)(StaffNote::UpdateTakenBack),
        SystemCode::OutOfService => Remedy { cause: texts.supervisor.out, to_do: staff.supervisor.fails },
        SystemCode::BrokenSettings => Remedy { cause: texts.supervisor.out, to_do: staff.supervisor.settings },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::Language;

    /// A code's row here is that of the fault, the note or the page that bears the same code.
    #[test]
    fn a_code_has_the_words_of_what_bears_it() {
        for language in [Language::Japanese, Language::English] {
            let (texts, staff) = (Texts::of(language), StaffTexts::of(language));
            let words = |code: &str| match Code::of(code) {
                Some(Code::System(code)) => remedy(texts, staff, code),
                other => panic!("{code}: {other:?}"),
            };
            let same = |one: Remedy, other: Remedy, code: &str| {
                assert_eq!((one.cause, one.to_do), (other.cause, other.to_do), "{language:?} {code}");
            };
            for fault in InquiryFault::ALL.into_iter().filter(|fault| *fault != InquiryFault::JournalFull) {
                same(words(fault.code()), (staff.ways.inquiry.fault)(fault), fault.code());
            }
            for note in [
                StaffNote::AccessMissing,
                StaffNote::HandOffMissing,
                StaffNote::HandOffFull,
                StaffNote::HandOffCharacters(3),
                StaffNote::HandOffLost(3),
                StaffNote::CallFailing,
                StaffNote::UpdateTakenBack,
            ] {
                same(words(note.code()), (staff.note_remedy)(note), note.code());
            }
        }
    }
}
