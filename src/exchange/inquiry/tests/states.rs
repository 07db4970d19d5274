//! Folders and the state file, without a terminal: what keeps a request from being sent, and what is left of one.

use std::os::unix::fs::symlink;
use std::time::UNIX_EPOCH;

use rustix::io::Errno;

use super::*;
use crate::exchange::inquiry::name::{AnswerFile, Family, RequestName};

fn short() -> Pauses {
    Pauses { deadline: Duration::from_millis(50), ..PAUSES }
}

fn today() -> Date {
    Date::from(in_japan(SystemTime::now()).date())
}

#[test]
fn a_folder_that_is_missing_is_said_and_never_made() {
    let dir = tempfile::tempdir().unwrap();
    let mut kiosk = Kiosk::new(dir.path());
    assert_eq!(kiosk.fails(HANAKO), InquiryError::FolderMissing(dir.path().join("Req")));
    fs::create_dir(dir.path().join("Req")).unwrap();
    assert_eq!(kiosk.fails(HANAKO), InquiryError::FolderMissing(dir.path().join("Res")));
    assert_eq!(names(dir.path()), ["Req", "state"]);
    assert_eq!(kiosk.has_gone("create"), 0);
}

#[test]
fn a_request_that_nothing_takes_is_withdrawn_at_the_deadline() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    kiosk.inquirer.pauses = short();
    let events = kiosk.asks(HANAKO);
    let [InquiryEvent::Sent(_), InquiryEvent::Failed(_, InquiryError::NotTaken)] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert!(names(&dir.path().join("Req")).is_empty());
}

#[test]
fn a_question_that_is_taken_back_leaves_no_request() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    let (withdraw, withdrawn) = channel();
    withdraw.send(()).unwrap();
    assert!(matches!(kiosk.asks_until(HANAKO, &withdrawn).pop(), Some(InquiryEvent::Withdrawn(_))));
    assert!(names(&dir.path().join("Req")).is_empty());
}

#[test]
fn only_the_own_request_is_withdrawn() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    kiosk.inquirer.pauses = short();
    let other = dir.path().join("Req/OQSsiquc01req_202611260001.xml");
    fs::write(&other, "another's</XmlMsg>").unwrap();
    kiosk.fails(HANAKO);
    assert_eq!(names(&dir.path().join("Req")), ["OQSsiquc01req_202611260001.xml"]);
    // Another program has taken ours and put its own under the same name.
    let folders = kiosk.inquirer.settings.clone();
    let name = RequestName::new(Family::NumberCheck, today(), 6002);
    let seen = Arc::clone(&kiosk.steps);
    let request = folders.requests.join(name.request());
    let replaced = request.clone();
    kiosk.inquirer.steps = Steps(Some(Arc::new(move |step| {
        if step == "read answer" {
            fs::write(&replaced, "another's").unwrap();
        }
        seen.lock().unwrap().push(step);
    })));
    assert_eq!(kiosk.fails(HANAKO), InquiryError::TakenNoAnswer { stay: None });
    assert_eq!(fs::read_to_string(request).unwrap(), "another's");
}

#[test]
fn where_the_name_of_the_answer_is_taken_the_next_number_is_used() {
    let name = |number| RequestName::new(Family::NumberCheck, today(), number);
    for taken in [
        format!("Res/{}", name(6001).answer(AnswerFile::Answer)),
        format!("Res/{}", name(6001).answer(AnswerFile::Archive)),
        format!("Res/{}", name(6001).answer(AnswerFile::Reason)),
        format!("Req/{}", name(6001).request()),
        format!("Req/{}", name(6001).provisional()),
    ] {
        let dir = folders();
        let mut kiosk = Kiosk::new(dir.path());
        kiosk.inquirer.pauses = short();
        fs::write(dir.path().join(&taken), "x").unwrap();
        kiosk.fails(HANAKO);
        assert!(kiosk.state_text().contains("\"last\": 6002"), "{taken}: {}", kiosk.state_text());
        assert_eq!(fs::read_to_string(dir.path().join(&taken)).unwrap(), "x", "{taken}");
    }
}

#[test]
fn a_link_under_the_name_of_a_request_is_not_followed() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    kiosk.inquirer.pauses = short();
    let target = dir.path().join("target");
    fs::write(&target, "x").unwrap();
    for name in [
        RequestName::new(Family::NumberCheck, today(), 6001).request(),
        RequestName::new(Family::NumberCheck, today(), 6002).provisional(),
    ] {
        symlink(&target, dir.path().join("Req").join(name)).unwrap();
    }
    kiosk.fails(HANAKO);
    assert_eq!(fs::read_to_string(target).unwrap(), "x");
    assert!(kiosk.state_text().contains("\"last\": 6003"));
}

#[test]
fn numbers_of_a_day_are_used_once_and_none_is_left_at_the_end() {
    let dir = folders();
    let mut kiosk = Kiosk::named(dir.path(), "state", (9998, 9999));
    kiosk.inquirer.pauses = short();
    assert_eq!(kiosk.fails(HANAKO), InquiryError::NotTaken);
    assert_eq!(kiosk.fails(HANAKO), InquiryError::NotTaken);
    assert_eq!(kiosk.fails(HANAKO), InquiryError::CounterUsedUp);
}

#[test]
fn a_damaged_state_stops_the_questions_and_is_not_begun_again_at_the_first_number() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    for damaged in ["", "{", "{\"day\":\"20269999\",\"last\":1,\"open\":[]}", "[]", "\0\0\0\0"] {
        fs::write(kiosk.state.join("inquiries.json"), damaged).unwrap();
        assert!(matches!(kiosk.fails(HANAKO), InquiryError::State { .. }), "{damaged:?}");
        assert_eq!(kiosk.state_text(), damaged);
    }
    let outside = "{\"day\":\"20261126\",\"last\":1,\"open\":[{\"name\":\"../../../etc/x\",\"identifier\":\"x\",\"made\":1,\
                   \"requests\":\"/\",\"answers\":\"/\"}]}";
    fs::write(kiosk.state.join("inquiries.json"), outside).unwrap();
    assert!(matches!(kiosk.fails(HANAKO), InquiryError::State { .. }));
}

#[test]
fn a_clock_that_went_back_or_was_never_set_stops_the_questions() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    fs::write(kiosk.state.join("inquiries.json"), "{\"day\":\"29991231\",\"last\":6001,\"open\":[]}").unwrap();
    assert_eq!(kiosk.fails(HANAKO), InquiryError::ClockWentBack);
    kiosk.inquirer.clock = || UNIX_EPOCH;
    assert_eq!(kiosk.fails(HANAKO), InquiryError::ClockNotSet);
    assert_eq!(kiosk.has_gone("create"), 0);
}

#[test]
fn two_processes_of_one_kiosk_do_not_ask_at_the_same_time() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    let held = StateFolder::new(&kiosk.state).lock().unwrap();
    assert_eq!(kiosk.fails(HANAKO), InquiryError::Busy);
    drop(held);
    kiosk.inquirer.pauses = short();
    assert_eq!(kiosk.fails(HANAKO), InquiryError::NotTaken);
}

#[test]
fn the_state_holds_nothing_of_the_person() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    let file = kiosk.state.join("inquiries.json");
    let texts = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&texts);
    kiosk.inquirer.pauses = short();
    kiosk.inquirer.steps = Steps(Some(Arc::new(move |_| {
        seen.lock().unwrap().push_str(&fs::read_to_string(&file).unwrap_or_default());
    })));
    kiosk.fails(HANAKO);
    let texts = texts.lock().unwrap();
    assert!(texts.contains("UK"));
    for secret in ["0613", "試験", "12345", "1990", "0401"] {
        assert!(!texts.contains(secret), "{secret}");
    }
}

#[test]
fn a_file_that_is_held_open_is_tried_again_and_then_said() {
    let name = |errno| super::super::folders::refusal(Path::new("/x"), errno);
    assert_eq!(name(Errno::NOENT), InquiryError::FolderMissing("/x".into()));
    for (errno, words) in [
        (Errno::ROFS, "read-only"),
        (Errno::NOSPC, "full"),
        (Errno::ACCESS, "create, rename and delete"),
        (Errno::BUSY, "another program holds"),
        (Errno::HOSTDOWN, "network"),
    ] {
        assert!(name(errno).to_string().contains(words), "{errno}");
    }
}
