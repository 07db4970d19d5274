//! What the emulated terminal can do, and what comes of it.

use std::fs::File;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::eligibility::{ForeignAnswer, Mismatch, NumberField, VerdictKind};
use crate::settings::RequestWriting;
use crate::simulator::personas;
use crate::simulator::terminal::{Behaviour, EmulatedTerminal};

/// A terminal that answers at once, with these switches besides.
pub(super) fn terminal(dir: &Path, switches: &[(&str, &str)]) -> EmulatedTerminal {
    let mut behaviour = Behaviour::default();
    let at_once = [("take-after", "0ms"), ("answer-after", "0ms"), ("grow", "5ms")];
    for (switch, value) in at_once.iter().chain(switches) {
        behaviour.set(switch, value).unwrap();
    }
    EmulatedTerminal::start(dir, personas::all().to_vec(), behaviour).unwrap()
}

/// A kiosk at such a terminal, with a deadline that a test can wait for.
pub(super) fn at(switches: &[(&str, &str)], deadline: u64) -> (TempDir, EmulatedTerminal, Kiosk) {
    let dir = folders();
    let terminal = terminal(dir.path(), switches);
    let mut kiosk = Kiosk::new(dir.path());
    kiosk.inquirer.pauses.deadline = Duration::from_millis(deadline);
    (dir, terminal, kiosk)
}

fn verdict(switches: &[(&str, &str)]) -> VerdictKind {
    let (_dir, _terminal, mut kiosk) = at(switches, 10_000);
    kiosk.hears(HANAKO).verdict().kind()
}

fn failure(switches: &[(&str, &str)], deadline: u64) -> InquiryError {
    let (_dir, _terminal, mut kiosk) = at(switches, deadline);
    kiosk.fails(HANAKO)
}

#[test]
fn a_paper_that_is_in_force_is_confirmed_and_nothing_is_left_in_the_folders() {
    let (dir, terminal, mut kiosk) = at(&[], 10_000);
    for typed in [HANAKO, JIRO, ELDER] {
        let answer = kiosk.hears(typed);
        assert!(answer.verdict().is_confirmed());
        assert_eq!(answer.clock_difference, None);
    }
    assert!(names(&dir.path().join("Req")).is_empty() && names(&dir.path().join("Res")).is_empty());
    assert!(kiosk.state_text().contains("\"open\": []"));
    assert_eq!(terminal.status(), "taken=3 answered=3 refused=0 twice=0");
}

#[test]
fn the_form_of_an_answer_does_not_matter_as_long_as_it_says_what_it_is() {
    for switches in [
        &[("encoding", "shift_jis")][..],
        &[("mark", "bom")],
        &[("order", "table")],
        &[("padding", "zero")],
        &[("padding", "none")],
        &[("declaration", "none")],
        &[("name", "capitals")],
        &[("again", "0ms")],
        &[("grow", "0ms")],
        &[("grow", "300ms")],
    ] {
        assert_eq!(verdict(switches), VerdictKind::Confirmed, "{switches:?}");
    }
}

#[test]
fn each_outcome_has_its_verdict_and_only_one_is_a_confirmation() {
    for (outcome, kind) in [
        ("persona", VerdictKind::Confirmed),
        ("none", VerdictKind::NoMatch),
        ("lost", VerdictKind::Lost),
        ("new", VerdictKind::NewExists),
        ("several", VerdictKind::Multiple),
        ("unregistered", VerdictKind::Unregistered),
        ("unknown", VerdictKind::Unknown),
        ("blank", VerdictKind::Unknown),
        ("refused", VerdictKind::Refused),
        ("failed", VerdictKind::SystemError),
        ("error-code", VerdictKind::SystemError),
        ("segment-3", VerdictKind::Unknown),
        ("no-entry", VerdictKind::Inconsistent),
        ("two-entries", VerdictKind::Inconsistent),
    ] {
        assert_eq!(verdict(&[("outcome", outcome)]), kind, "{outcome}");
    }
}

#[test]
fn an_answer_with_another_mark_is_left_where_it_is_and_the_question_stays_open() {
    for (switch, value, whose) in [
        ("identifier", "missing", ForeignAnswer::Identifier),
        ("identifier", "changed", ForeignAnswer::Identifier),
        ("identifier", "other", ForeignAnswer::Identifier),
        ("facility", "missing", ForeignAnswer::Facility),
        ("facility", "changed", ForeignAnswer::Facility),
        ("facility", "other", ForeignAnswer::Facility),
    ] {
        let (dir, _terminal, mut kiosk) = at(&[(switch, value)], 300);
        assert_eq!(kiosk.fails(HANAKO), InquiryError::NotOurs(whose), "{switch} {value}");
        assert_eq!(names(&dir.path().join("Res")).len(), 1, "{switch} {value}");
    }
    for switch in ["identifier", "facility"] {
        let error = failure(&[(switch, "doubled")], 10_000);
        assert!(matches!(error, InquiryError::Unreadable(_)), "{switch} doubled: {error}");
    }
}

#[test]
fn an_answer_that_does_not_fit_its_question_is_not_shown() {
    for (switch, value, mismatch) in [
        ("repeat", "missing", Mismatch::NotRepeated),
        ("repeat", "insurer", Mismatch::Field(NumberField::Insurer)),
        ("repeat", "symbol", Mismatch::Field(NumberField::Symbol)),
        ("repeat", "number", Mismatch::Field(NumberField::Number)),
        ("repeat", "branch", Mismatch::Field(NumberField::Branch)),
        ("repeat", "birth", Mismatch::Field(NumberField::Birthdate)),
        ("repeat", "consent", Mismatch::Consent),
        ("outcome", "by-card", Mismatch::Classification),
        ("outcome", "yesterday", Mismatch::Day),
        ("outcome", "other-birth", Mismatch::Birthdate),
    ] {
        let (dir, _terminal, mut kiosk) = at(&[(switch, value)], 10_000);
        assert_eq!(kiosk.fails(HANAKO), InquiryError::DoesNotFit(mismatch), "{switch} {value}");
        assert!(names(&dir.path().join("Res")).is_empty(), "{switch} {value}");
    }
}

#[test]
fn the_limit_on_payments_is_not_shown_without_consent() {
    let (_dir, _terminal, mut kiosk) = at(&[("outcome", "limit")], 10_000);
    let answer = kiosk.hears(HANAKO);
    assert!(answer.verdict().is_confirmed());
    let entry = &answer.message.message_body.result_list.entries[0];
    assert!(entry.limit.is_none() && entry.limit_consent.is_none());
}

#[test]
fn what_cannot_be_read_is_said_and_an_archive_is_not_opened() {
    for (form, encrypted) in [("zip", false), ("zip-encrypted", true), ("zip-as-xml", false)] {
        assert_eq!(failure(&[("form", form)], 10_000), InquiryError::Zip { encrypted }, "{form}");
    }
    for switches in [
        &[("form", "garbage")][..],
        &[("form", "dtd")],
        &[("form", "link")],
        &[("declaration", "wrong")],
        &[("encoding", "shift_jis"), ("declaration", "wrong")],
        &[("grow", "never")],
        &[("persona", "huge")],
    ] {
        let error = failure(switches, 800);
        assert!(matches!(error, InquiryError::Unreadable(_)), "{switches:?}: {error}");
    }
    let nothing = failure(&[("form", "empty")], 300);
    assert!(matches!(nothing, InquiryError::Unreadable(_)), "{nothing}");
}

#[test]
fn a_request_that_is_refused_is_said_with_the_terminals_own_words() {
    for (switches, words) in [
        (&[("err", "照会 E01")][..], "SIMULATION: 照会 E01"),
        (&[("err", "照会 E01"), ("err-encoding", "shift_jis")], "SIMULATION: 照会 E01"),
        (&[("err", "照会\u{1b}[2J"), ("return", "reason")], "SIMULATION: 照会[2J"),
    ] {
        let (dir, _terminal, mut kiosk) = at(switches, 10_000);
        assert_eq!(kiosk.fails(HANAKO), InquiryError::Refused(words.to_owned()), "{switches:?}");
        assert!(names(&dir.path().join("Res")).is_empty(), "{switches:?}");
    }
    let without_reason = failure(&[("err", "x"), ("return", "request")], 300);
    assert_eq!(without_reason, InquiryError::Refused(String::new()));
}

#[test]
fn the_reason_of_another_kiosks_refusal_is_ignored() {
    let (dir, _terminal, mut kiosk) = at(&[], 10_000);
    fs::write(dir.path().join("Res/OQSsiquc01req_202611260001.err"), "another's").unwrap();
    fs::write(dir.path().join("Res/OQSsiquc01req_202611260001.xml"), "another's").unwrap();
    assert!(kiosk.hears(HANAKO).verdict().is_confirmed());
    assert_eq!(names(&dir.path().join("Res")).len(), 2);
}

#[test]
fn an_answer_under_another_name_is_not_adopted() {
    let error = failure(&[("name", "other")], 300);
    assert_eq!(error, InquiryError::TakenNoAnswer { stay: None });
}

#[test]
fn a_result_of_a_card_is_never_taken_for_an_answer_and_files_of_others_are_never_opened() {
    let (dir, terminal, mut kiosk) = at(&[("answer-after", "50ms")], 10_000);
    let answers = dir.path().join("Res");
    for name in ["OQSsiquc01res_face_1.xml", "YZKsiquc01res_1.xml", "EPSx.xml", "OQSsiquc01res_202611260001.xml"] {
        // A pipe blocks a program that opens it.
        rustix::fs::mknodat(File::open(&answers).unwrap(), name, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
            .unwrap();
    }
    assert!(kiosk.hears(HANAKO).verdict().is_confirmed());
    assert_eq!(names(&answers).len(), 4);
    assert_eq!(terminal.status(), "taken=1 answered=1 refused=0 twice=0");
}

#[test]
fn an_own_answer_stays_where_the_settings_say_so() {
    let (dir, _terminal, mut kiosk) = at(&[], 10_000);
    kiosk.inquirer.settings.remove_answers = false;
    kiosk.hears(HANAKO);
    assert_eq!(names(&dir.path().join("Res")).len(), 1);
    assert!(kiosk.state_text().contains("\"open\": []"));
}

#[test]
fn a_request_that_is_written_directly_is_answered_too() {
    let (_dir, _terminal, mut kiosk) = at(&[("take-after", "50ms")], 10_000);
    kiosk.inquirer.settings.write = RequestWriting::Direct;
    assert!(kiosk.hears(HANAKO).verdict().is_confirmed());
}

#[test]
fn a_late_answer_is_that_of_its_own_question_and_of_no_other() {
    let (dir, terminal, mut kiosk) = at(&[("answer-after", "200ms")], 100);
    assert_eq!(kiosk.fails(HANAKO), InquiryError::TakenNoAnswer { stay: None });
    terminal.set("answer-after", "0ms").unwrap();
    kiosk.inquirer.pauses.deadline = Duration::from_secs(10);
    let answer = kiosk.hears(JIRO);
    assert_eq!(answer.message.message_body.result_list.entries[0].insurer().unwrap().as_str(), "139998");
    let late = Mutex::new(Vec::new());
    let until = std::time::Instant::now() + Duration::from_secs(5);
    while late.lock().unwrap().is_empty() && std::time::Instant::now() < until {
        kiosk.inquirer.look_for_late(&|event| late.lock().unwrap().push(event));
    }
    let late = late.into_inner().unwrap();
    let [InquiryEvent::Late(InquiryId(1), answer)] = late.as_slice() else { panic!("{late:?}") };
    assert_eq!(answer.message.message_body.result_list.entries[0].insurer().unwrap().as_str(), "06139992");
    assert!(names(&dir.path().join("Res")).is_empty() && kiosk.state_text().contains("\"open\": []"));
    assert!(kiosk.inquirer.late.is_empty(), "it is told once");
}

#[test]
fn an_answer_that_comes_after_midnight_is_not_of_today() {
    // The day of the request is that of the first look at the clock; the third one is on the next day.
    static LOOKS: AtomicU64 = AtomicU64::new(0);
    let (_dir, _terminal, mut kiosk) = at(&[], 10_000);
    kiosk.inquirer.clock = || {
        let looks = LOOKS.fetch_add(1, Ordering::Relaxed);
        SystemTime::now() + if looks < 2 { Duration::ZERO } else { Duration::from_secs(86_400) }
    };
    assert_eq!(kiosk.fails(HANAKO), InquiryError::DoesNotFit(Mismatch::Day));
}

#[test]
fn a_share_that_goes_and_comes_back_is_said_and_then_works_again() {
    let (_dir, terminal, mut kiosk) = at(&[], 300);
    terminal.share("gone").unwrap();
    assert!(matches!(kiosk.fails(HANAKO), InquiryError::FolderMissing(_)));
    terminal.share("steady").unwrap();
    kiosk.inquirer.pauses.deadline = Duration::from_secs(10);
    assert!(kiosk.hears(HANAKO).verdict().is_confirmed());
    // Cut while the answer is waited for.
    terminal.set("answer-after", "5s").unwrap();
    kiosk.inquirer.pauses.deadline = Duration::from_millis(200);
    let terminal = Mutex::new(terminal);
    let (_keep, withdrawn) = channel();
    let told = Mutex::new(Vec::new());
    kiosk.inquirer.ask(InquiryId(2), Question::NumberCheck(check(HANAKO)), &withdrawn, &|event| {
        if matches!(event, InquiryEvent::Sent(_)) {
            terminal.lock().unwrap().share("gone").unwrap();
        }
        told.lock().unwrap().push(event);
    });
    let last = told.into_inner().unwrap().pop();
    assert!(matches!(last, Some(InquiryEvent::Failed(_, InquiryError::FolderMissing(_)))), "{last:?}");
}
