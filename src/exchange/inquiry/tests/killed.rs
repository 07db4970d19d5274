//! A kiosk that is killed between any two operations: no answer for another person, no request twice, nothing left.

use std::path::Component;

use super::*;
use crate::settings::RequestWriting;
use crate::simulator::personas;
use crate::simulator::terminal::{Behaviour, EmulatedTerminal};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.path().exists() {
            // The terminal may have taken it meanwhile.
            let _ = fs::copy(entry.path(), target);
        }
    }
}

fn at_once() -> Behaviour {
    let mut behaviour = Behaviour::default();
    for (switch, value) in [("take-after", "30ms"), ("answer-after", "30ms"), ("grow", "20ms")] {
        behaviour.set(switch, value).unwrap();
    }
    behaviour
}

/// Puts a question once.
type Put = fn(&mut Kiosk);

/// Asks once, and copies everything before each operation.
fn snapshots(write: RequestWriting, put: Put) -> (TempDir, Vec<(String, PathBuf)>) {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    fs::create_dir(&live).unwrap();
    let _terminal = EmulatedTerminal::start(&live, personas::all().to_vec(), at_once()).unwrap();
    let mut kiosk = Kiosk::new(&live);
    kiosk.inquirer.settings.write = write;
    let taken = Arc::new(Mutex::new(Vec::new()));
    let (taking, to, from) = (Arc::clone(&taken), home.path().to_owned(), live.clone());
    kiosk.inquirer.steps = Steps(Some(Arc::new(move |step| {
        let mut taken = taking.lock().unwrap();
        let place = to.join(format!("{:03}", taken.len()));
        copy(&from, &place);
        taken.push((step.to_owned(), place));
    })));
    put(&mut kiosk);
    let taken = taken.lock().unwrap().clone();
    // The state names the folders by their whole paths.
    for (_, place) in &taken {
        let file = place.join("state/inquiries.json");
        if let Ok(text) = fs::read_to_string(&file) {
            fs::write(file, text.replace(live.to_str().unwrap(), place.to_str().unwrap())).unwrap();
        }
    }
    (home, taken)
}

/// The answer to the request of the killed kiosk, if it had noted one.
fn late_answer(place: &Path) -> Option<(PathBuf, String)> {
    let state: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(place.join("state/inquiries.json")).ok()?).unwrap();
    let open = state["open"].get(0)?;
    let (name, identifier) = (open["name"].as_str()?, open["identifier"].as_str()?);
    let hanako = personas::find("valid-kumiai").unwrap();
    let answer = hanako.answer.message(identifier, "1319999999", SystemTime::now().into()).to_xml().unwrap();
    Some((place.join(format!("Res/{}.xml", name.replace("req_", "res_"))), answer))
}

fn killed_everywhere(write: RequestWriting, put: Put) {
    let (_home, snapshots) = snapshots(write, put);
    let steps: Vec<_> = snapshots.iter().map(|(step, _)| step.as_str()).collect();
    for step in ["note intent", "create", "write", "sync", "read answer", "remove answer", "note end"] {
        assert!(steps.contains(&step), "{step} in {steps:?}");
    }
    for (step, place) in &snapshots {
        assert!(place.components().all(|part| part != Component::ParentDir));
        // A second answer to one request is nothing that anything could wait for.
        let late =
            late_answer(place).filter(|(file, _)| !fs::read_to_string(file).is_ok_and(|text| text.contains("UK")));
        let mut kiosk = Kiosk::new(place);
        kiosk.inquirer.settle_leftovers();
        assert_eq!(
            names(&place.join("Req")),
            Vec::<String>::new(),
            "killed before {step}: nothing of it is sent later"
        );
        // What the terminal had taken, it answers now.
        if let Some((file, answer)) = &late {
            fs::write(file, answer).unwrap();
        }
        let terminal = EmulatedTerminal::start(place, personas::all().to_vec(), at_once()).unwrap();
        let answer = kiosk.hears(JIRO);
        let number = answer.message.message_body.result_list.entries[0].number.clone().unwrap();
        assert_eq!(number.as_str(), "123456", "killed before {step}");
        assert_eq!(terminal.status(), "taken=1 answered=1 refused=0 twice=0", "killed before {step}");
        assert_eq!(names(&place.join("Res")), Vec::<String>::new(), "killed before {step}");
        let text = kiosk.state_text();
        assert!(text.contains("\"open\": []"), "killed before {step}: {text}");
    }
}

#[test]
fn a_kiosk_that_is_killed_anywhere_sends_nothing_twice_and_shows_no_answer_of_before() {
    killed_everywhere(RequestWriting::Rename, asks);
}

#[test]
fn the_same_holds_where_requests_are_written_directly() {
    killed_everywhere(RequestWriting::Direct, asks);
}

#[test]
fn the_same_holds_while_a_reference_number_is_to_be_kept() {
    killed_everywhere(RequestWriting::Rename, |kiosk| {
        assert_eq!(kiosk.assigns(HANAKO, "000123"), Ok(Assigned::Kept));
    });
}

fn asks(kiosk: &mut Kiosk) {
    assert!(kiosk.hears(HANAKO).verdict().is_confirmed());
}
