//! Several kiosks at one terminal, and a terminal of which nothing can be relied upon.

use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::exchange::inquiry::InquiryHandle;
use crate::simulator::personas;
use crate::simulator::terminal::{Behaviour, EmulatedTerminal};

const QUESTIONS: [(TypedNumbers<'_>, &str); 3] = [(HANAKO, "0012345"), (JIRO, "123456"), (ELDER, "00000018")];

fn terminal(dir: &Path) -> EmulatedTerminal {
    let mut behaviour = Behaviour::default();
    for (switch, value) in [("take-after", "0ms"), ("answer-after", "0ms"), ("grow", "0ms")] {
        behaviour.set(switch, value).unwrap();
    }
    EmulatedTerminal::start(dir, personas::all().to_vec(), behaviour).unwrap()
}

fn number(answer: &NumberAnswer) -> String {
    answer.message.message_body.result_list.entries[0].number.as_ref().unwrap().as_str().to_owned()
}

#[test]
fn three_kiosks_at_one_terminal_get_three_hundred_answers_each_its_own() {
    let dir = folders();
    for old in 0..10_000 {
        fs::write(dir.path().join(format!("Res/OQSsiquc01res_20250101{old:04}.xml")), "").unwrap();
    }
    let terminal = terminal(dir.path());
    let began = Instant::now();
    let kiosks: Vec<_> = (0..3_u16)
        .map(|place| {
            let from = 1000 * (place + 1);
            let Kiosk { inquirer, steps, .. } = Kiosk::named(dir.path(), &format!("state{place}"), (from, from + 999));
            thread::spawn(move || {
                let (sender, events) = mpsc::channel();
                let mut inquirer = inquirer;
                inquirer.pauses =
                    Pauses { deadline: Duration::from_secs(60), listing: Duration::from_secs(2), ..PAUSES };
                let handle = InquiryHandle::start_with(inquirer, move |event| sender.send(event).unwrap()).unwrap();
                for turn in 0..100 {
                    let (typed, asked) = QUESTIONS[(turn + usize::from(place)) % QUESTIONS.len()];
                    let id = handle.ask(check(typed));
                    let last = events.iter().find(InquiryEvent::is_last).unwrap();
                    let InquiryEvent::Answer(of, answer) = last else { panic!("{last:?}") };
                    assert_eq!((of, number(&answer).as_str()), (id, asked));
                }
                drop(handle);
                let steps = steps.lock().unwrap();
                steps.iter().filter(|step| **step == "list").count()
            })
        })
        .collect();
    let listings: usize = kiosks.into_iter().map(|kiosk| kiosk.join().unwrap()).sum();
    let seconds = usize::try_from(began.elapsed().as_secs()).unwrap();
    assert_eq!(terminal.status(), "taken=300 answered=300 refused=0 twice=0");
    assert!(listings <= 3 * (seconds / 2 + 1), "{listings} listings in {seconds} s");
    assert_eq!(names(&dir.path().join("Res")).len(), 10_000, "files of others stay");
}

#[test]
fn nothing_is_looked_for_while_nothing_is_expected() {
    let dir = folders();
    let Kiosk { inquirer, steps, .. } = Kiosk::new(dir.path());
    let handle = InquiryHandle::start_with(inquirer, |_| ()).unwrap();
    drop(handle);
    assert_eq!(*steps.lock().unwrap(), Vec::<&str>::new());
}

#[test]
fn a_second_question_waits_for_the_first_and_each_event_bears_its_own_number() {
    let dir = folders();
    let Kiosk { inquirer, .. } = Kiosk::new(dir.path());
    let (sender, events) = mpsc::channel();
    let handle = InquiryHandle::start_with(inquirer, move |event| sender.send(event).unwrap()).unwrap();
    let (first, second, third) = (handle.ask(check(HANAKO)), handle.ask(check(JIRO)), handle.ask(check(ELDER)));
    let of = |id| events.iter().find(|event: &InquiryEvent| event.id() == id).unwrap();
    assert!(matches!(of(second), InquiryEvent::Queued(_)));
    let refused = of(third);
    assert!(matches!(refused, InquiryEvent::Failed(_, InquiryError::Busy)), "{refused:?}");
    handle.withdraw(first);
    let last = events.iter().find(InquiryEvent::is_last).unwrap();
    assert!(matches!(last, InquiryEvent::Withdrawn(of) if of == first), "{last:?}");
    assert!(matches!(of(second), InquiryEvent::Sent(_)), "its turn has come");
    // One that waits is withdrawn at once, and the one before it goes on.
    let fourth = handle.ask(check(ELDER));
    assert!(matches!(of(fourth), InquiryEvent::Queued(_)));
    handle.withdraw(fourth);
    assert!(matches!(of(fourth), InquiryEvent::Withdrawn(_)));
    handle.withdraw(second);
    let last = events.iter().find(InquiryEvent::is_last).unwrap();
    assert!(matches!(last, InquiryEvent::Withdrawn(of) if of == second), "{last:?}");
    assert!(names(&dir.path().join("Req")).is_empty());
}

#[test]
fn a_number_check_follows_an_assignment_by_itself_and_both_are_answered() {
    let dir = folders();
    let terminal = terminal(dir.path());
    terminal.set("answer-after", "200ms").unwrap();
    let Kiosk { inquirer, .. } = Kiosk::new(dir.path());
    let (sender, events) = mpsc::channel();
    let handle = InquiryHandle::start_with(inquirer, move |event| sender.send(event).unwrap()).unwrap();
    let first = handle.assign(assignment(HANAKO, "000123"));
    let second = handle.ask(check(HANAKO));
    let told: Vec<_> = events.iter().take_while(|event| !(event.is_last() && event.id() == second)).collect();
    let place = |is: &dyn Fn(&InquiryEvent) -> bool| told.iter().position(is).expect("an event");
    let kept = place(&|event| matches!(event, InquiryEvent::Assigned(of, Assigned::Kept) if *of == first));
    assert!(place(&|event| matches!(event, InquiryEvent::Queued(of) if *of == second)) < kept);
    assert!(place(&|event| matches!(event, InquiryEvent::Sent(of) if *of == second)) > kept);
    assert_eq!(terminal.status(), "taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn an_inquiry_whose_folders_hang_ends_all_the_same_and_the_next_one_is_told_so() {
    let dir = folders();
    let Kiosk { mut inquirer, .. } = Kiosk::new(dir.path());
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let (reach, reached) = mpsc::channel();
    inquirer.steps = Steps(Some(Arc::new(move |step| {
        if step == "read answer" {
            let _again = reach.send(());
            let _gone = released.lock().unwrap().recv();
        }
    })));
    let (sender, events) = mpsc::channel();
    let handle = InquiryHandle::start_with(inquirer, move |event| drop(sender.send(event))).unwrap();
    let first = handle.ask(check(HANAKO));
    assert!(matches!(events.recv().unwrap(), InquiryEvent::Sent(of) if of == first));
    reached.recv().unwrap();
    handle.withdraw(first);
    assert!(matches!(events.recv().unwrap(), InquiryEvent::Withdrawn(of) if of == first));
    let second = handle.ask(check(JIRO));
    let told = events.recv().unwrap();
    assert!(matches!(told, InquiryEvent::Failed(of, InquiryError::FolderSilent) if of == second), "{told:?}");
    drop(release);
}

/// Switches of a terminal, each with what it may be set to; the first is the usual one.
const SWITCHES: [(&str, &[&str]); 10] = [
    ("answer-after", &["0ms", "40ms", "120ms", "300ms", "never"]),
    ("grow", &["0ms", "20ms", "never"]),
    ("again", &["never", "0ms", "100ms"]),
    ("identifier", &["echo", "missing", "changed", "doubled", "other"]),
    ("facility", &["echo", "changed"]),
    ("repeat", &["same", "missing", "number", "birth"]),
    ("name", &["own", "other", "capitals"]),
    ("persona", &["by-number", "valid-kumiai", "valid-kokuho"]),
    ("form", &["xml", "garbage", "zip"]),
    ("assign", &["kept", "refused", "unclear", "other-number", "no-number"]),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Crossed, delayed, doubled, wrong: whatever the terminal does, an answer is that of its own question, and no
    /// request is sent twice. The kiosk starts again in between.
    #[test]
    fn no_answer_is_shown_for_another_question(turns in prop::collection::vec((0..4_usize, 0..10_usize, 0..5_usize, any::<bool>()), 5)) {
        let dir = folders();
        let terminal = terminal(dir.path());
        let mut kiosk = Kiosk::new(dir.path());
        kiosk.inquirer.pauses.deadline = Duration::from_millis(150);
        let mut kept = None;
        for (turn, (question, switch, value, restarts)) in turns.into_iter().enumerate() {
            if restarts {
                kiosk = Kiosk::new(dir.path());
                kiosk.inquirer.pauses.deadline = Duration::from_millis(150);
                kiosk.inquirer.settle_leftovers();
            }
            let (switch, values) = SWITCHES[switch];
            terminal.set(switch, values[value % values.len()]).unwrap();
            let Some((typed, asked)) = QUESTIONS.get(question).copied() else {
                let reference = format!("{turn:06}");
                if kiosk.assigns(HANAKO, &reference) == Ok(Assigned::Kept) {
                    kept = Some(reference);
                }
                continue;
            };
            for event in kiosk.asks(typed) {
                if let InquiryEvent::Answer(_, answer) | InquiryEvent::Late(_, answer) = event {
                    prop_assert!(answer.message.message_body.result_list.entries.len() == 1);
                    prop_assert_eq!(number(&answer), asked);
                    let reference = answer.message.message_body.result_list.entries[0].reference_number.as_ref();
                    prop_assert!(kept.is_none() || asked != "0012345" || reference.is_some());
                }
            }
        }
        prop_assert!(terminal.status().ends_with("twice=0"), "{}", terminal.status());
        prop_assert!(names(&dir.path().join("Req")).iter().all(|name| !name.contains(".tmp")));
    }
}
